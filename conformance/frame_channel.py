"""Frames over a channel, as either end of a serial link needs them."""

import time
from collections import deque

from conformance.channel import Channel
from conformance.frame import END, MAX_ENCODED_BYTES, Frame, FrameReader, encode_frame
from conformance.limits import BITS_PER_BYTE, FRAME_PAUSE_SECONDS, RESEND_SECONDS


class FrameChannel:
    """Sends frames, and finds them in what comes."""

    def __init__(self, channel: Channel, baud: int) -> None:
        """Take over a channel; `baud` is the line's rate in bits a second."""
        self._channel = channel
        self._reader = FrameReader()
        self._arrived: deque[Frame | None] = deque()
        self._unsent = memoryview(b"")
        self.frame_seconds = 2 * BITS_PER_BYTE * (MAX_ENCODED_BYTES + len(END)) / baud + FRAME_PAUSE_SECONDS
        """What the longest frame and its acknowledgement may take on the line."""
        self.resend_seconds = RESEND_SECONDS + self.frame_seconds
        """How long to wait for an acknowledgement."""

    def put(self, frame: Frame, *, again: bool = False) -> None:
        """Send a frame; `again` ends first what may have been begun. Raises `Closed`.

        While the frame before is still stuck in the channel, nothing is sent: the frame would wait behind it and be late.
        """
        self._send()
        if not self._unsent:
            self._unsent = memoryview((END if again else b"") + encode_frame(frame))
            self._send()

    def put_back(self, frame: Frame) -> None:
        """Let a frame be the next that is got."""
        self._arrived.appendleft(frame)

    def get(self, until: float) -> tuple[Frame | None] | None:
        """The next frame, in a tuple that holds None where it was damaged; None alone where nothing came until a time. Raises `Closed`."""
        while not self._arrived:
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._channel.wait(left, to_write=bool(self._unsent))
            self._send()
            self._arrived.extend(self._reader.feed(self._channel.read()))
        return (self._arrived.popleft(),)

    def forget(self) -> None:
        """Drop what has arrived."""
        self._arrived.clear()

    def _send(self) -> None:
        if self._unsent:
            self._unsent = self._channel.write(self._unsent)
