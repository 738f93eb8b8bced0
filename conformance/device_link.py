"""A device's end of a serial link: what firmware has to do, in the order in which it does it.

Between two requests it listens. It never gives up: a harness that went away comes back with START, and whatever was
under way then is forgotten.
"""

import time

from conformance.channel import Channel
from conformance.frame import CHUNKS, MAX_CHUNK_BYTES, NUMBERS, Frame, FrameType
from conformance.frame_channel import FrameChannel
from conformance.limits import MAX_MESSAGE_BYTES, MAX_SENDINGS, WATCH_SECONDS


class DeviceLink:
    """Requests from a serial line, and replies to it."""

    def __init__(self, channel: Channel, baud: int) -> None:
        """Take over a channel, and say that the device has started; `baud` is the line's rate in bits a second."""
        self._frames = FrameChannel(channel, baud)
        self._session = 0
        self._sent = 0
        self._accepted = 0
        self._acknowledged = 0
        self._request = bytearray()
        self._whole: bytes | None = None
        self._frames.put(Frame(FrameType.START, 0), again=True)

    def receive(self) -> bytes:
        """The next request, however long it takes. Raises `Closed`."""
        while self._whole is None:
            self._step(time.monotonic() + WATCH_SECONDS)
        request, self._whole = self._whole, None
        return request

    def send(self, reply: bytes) -> None:
        """Send a reply, chunk by chunk; the rest is dropped when the harness begins anew, asks on, or does not acknowledge. Raises `Closed`."""
        session = self._session
        for start in range(0, len(reply), MAX_CHUNK_BYTES):
            self._sent = (self._sent + 1) % NUMBERS
            is_last = start + MAX_CHUNK_BYTES >= len(reply)
            if not self._deliver(Frame(FrameType.LAST if is_last else FrameType.MORE, self._sent, reply[start : start + MAX_CHUNK_BYTES]), session):
                return

    def _deliver(self, frame: Frame, session: int) -> bool:
        """Send a chunk until it is acknowledged; False where that is no longer wanted."""
        for sending in range(MAX_SENDINGS):
            self._frames.put(frame, again=sending > 0)
            until = time.monotonic() + self._frames.resend_seconds
            refused = False
            while not refused and time.monotonic() < until:
                refused = self._step(until) == Frame(FrameType.NAK, frame.number)
                if self._session != session or self._request or self._whole is not None:
                    return False
                if self._acknowledged == frame.number:
                    return True
        return False

    def _step(self, until: float) -> Frame | None:
        """Take one frame, if one comes, and answer it."""
        got = self._frames.get(until)
        frame = got[0] if got else None
        if got is None:
            return None
        if frame is None:
            self._frames.put(Frame(FrameType.NAK, (self._accepted + 1) % NUMBERS), again=True)
        elif frame.type is FrameType.START:
            self._session += 1
            self._sent = self._accepted = self._acknowledged = 0
            self._request.clear()
            self._whole = None
            self._frames.put(Frame(FrameType.ACK, 0))
        elif self._session == 0:
            self._frames.put(Frame(FrameType.START, 0), again=True)
        elif frame.type is FrameType.ACK:
            self._acknowledged = frame.number
        elif frame.type is FrameType.NAK and self._acknowledged == self._sent:
            # Nothing of this side is under way, so that it was the acknowledgement that arrived damaged.
            self._frames.put(Frame(FrameType.ACK, self._accepted))
        elif frame.type in CHUNKS:
            self._take(frame)
        return frame

    def _take(self, frame: Frame) -> None:
        if frame.number == (self._accepted + 1) % NUMBERS:
            self._accepted = frame.number
            self._request += frame.payload
            # What is too long is not kept, but its end still has to be found: one byte too many says so.
            del self._request[MAX_MESSAGE_BYTES + 1 :]
            if frame.type is FrameType.LAST:
                self._whole = bytes(self._request)
                self._request.clear()
        if frame.number == self._accepted:
            self._frames.put(Frame(FrameType.ACK, frame.number))
