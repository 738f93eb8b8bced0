"""The harness's end of a serial link: whole messages over a line that loses, damages and repeats bytes.

One frame is under way at a time. It is sent again when the device says that it arrived damaged, and when it says
nothing; a chunk that arrives twice is known by its number. A device that has started by itself says so, and knows
nothing of any session: then `DeviceStarted` ends the exchange, and `open` begins a new session.
"""

import time

from conformance.channel import Channel, Closed
from conformance.conversation import DeviceStarted
from conformance.frame import CHUNKS, MAX_CHUNK_BYTES, NUMBERS, Frame, FrameType
from conformance.frame_channel import FrameChannel
from conformance.judgement import shown_bytes
from conformance.limits import MAX_MESSAGE_BYTES, MAX_SENDINGS, MAX_USELESS_FRAMES, PARTING_SECONDS
from conformance.verdicts import Fault, Verdict


class Link:
    """Messages over a serial line, as a `Conversation`."""

    def __init__(self, channel: Channel, baud: int) -> None:
        """Take over a channel; `baud` is the line's rate in bits a second."""
        self._channel = channel
        self._frames = FrameChannel(channel, baud)
        self._sent = 0
        self._accepted = 0
        self._useless = 0
        self._unanswered = 0
        self._deadline = 0.0
        self._seconds = 0.0

    def open(self, seconds: float) -> None:
        """Begin a session, and pass over whatever the line still holds of earlier ones. Raises `Fault`."""
        self._limit(seconds)
        self._frames.forget()
        self._sent = self._accepted = 0
        self._unanswered = -1
        try:
            while time.monotonic() < self._deadline:
                self._unanswered += 1
                self._frames.put(Frame(FrameType.START, 0), again=True)
                until = min(self._deadline, time.monotonic() + self._frames.resend_seconds)
                while got := self._frames.get(until):
                    if got[0] == Frame(FrameType.ACK, 0):
                        return
        except Closed as closed:
            raise self._ended(closed) from None
        raise self._fault(Verdict.TIMEOUT, f"did not acknowledge the frame START within {seconds:g} s")

    def exchange(self, request: bytes, seconds: float) -> bytes:
        """Send one message and return the one that comes back. Raises `Fault` and `DeviceStarted`.

        Each frame that gets through extends the limit by the time that the line needs for it: slow is the line, and not the target.
        """
        self._limit(seconds)
        try:
            for start in range(0, len(request), MAX_CHUNK_BYTES):
                chunk = request[start : start + MAX_CHUNK_BYTES]
                self._sent = (self._sent + 1) % NUMBERS
                self._deliver(Frame(FrameType.LAST if start + MAX_CHUNK_BYTES >= len(request) else FrameType.MORE, self._sent, chunk))
            return self._receive()
        except Closed as closed:
            raise self._ended(closed) from None

    def finish(self) -> int | None:
        """Part from the device. Raises `Fault` when it still sends: that answers nothing."""
        until = time.monotonic() + PARTING_SECONDS
        unasked = None
        try:
            while unasked is None and (got := self._frames.get(until)):
                unasked = got[0] if got[0] and self._is_new(got[0]) else None
        except Closed:
            pass
        self.kill()
        if unasked:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"sent {shown_bytes(unasked.payload)} after its last answer")
        return None

    def kill(self) -> None:
        """Let the line go."""
        self._channel.kill()

    def complaints(self) -> str:
        """Nothing: a line carries frames alone."""
        return self._channel.complaints()

    def _deliver(self, frame: Frame) -> None:
        """Send a chunk until it is acknowledged. An answer acknowledges the last chunk of its request."""
        refused = False
        for sending in range(MAX_SENDINGS):
            self._frames.put(frame, again=sending > 0)
            until = min(self._deadline, time.monotonic() + self._frames.resend_seconds)
            refused = False
            while not refused and (got := self._got(until)):
                answer = got[0]
                if answer == Frame(FrameType.ACK, frame.number):
                    self._progress()
                    return
                if answer and self._is_new(answer):
                    if frame.type is FrameType.MORE:
                        raise self._fault(Verdict.PROTOCOL_ERROR, f"sent {shown_bytes(answer.payload)} before it had the whole request")
                    self._progress()
                    self._frames.put_back(answer)
                    return
                refused = answer == Frame(FrameType.NAK, frame.number)
                if not refused:
                    self._pass_over(answer)
            if time.monotonic() >= self._deadline:
                break
        if refused:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"refused a frame as damaged {MAX_SENDINGS} times")
        raise self._fault(Verdict.TIMEOUT, f"did not acknowledge a frame of the request within {self._seconds:g} s")

    def _receive(self) -> bytes:
        """Put a message together from its chunks."""
        message = bytearray()
        while True:
            got = self._got(self._deadline)
            if got is None:
                begun = f" after {shown_bytes(message)}, which is no whole message" if message else ""
                raise self._fault(Verdict.TIMEOUT, f"did not answer within {self._seconds:g} s{begun}")
            frame = got[0]
            if frame is None or not self._is_new(frame):
                self._pass_over(frame)
                continue
            message += frame.payload
            if len(message) > MAX_MESSAGE_BYTES:
                raise self._fault(Verdict.PROTOCOL_ERROR, f"sent {len(message)} bytes of one message; a message has at most {MAX_MESSAGE_BYTES}")
            self._accepted = frame.number
            self._frames.put(Frame(FrameType.ACK, frame.number))
            self._progress()
            if frame.type is FrameType.LAST:
                return bytes(message)

    def _got(self, until: float) -> tuple[Frame | None] | None:
        """The next frame. Raises `DeviceStarted`."""
        # What is there already must not keep the limit from being looked at.
        got = self._frames.get(until) if time.monotonic() < until else None
        if got and got[0] and got[0].type is FrameType.START:
            raise DeviceStarted
        return got

    def _is_new(self, frame: Frame) -> bool:
        """Whether a frame is the chunk that is due. Raises `Fault` for a chunk that is neither that nor the one before."""
        if frame.type not in CHUNKS or frame.number == self._accepted:
            return False
        due = (self._accepted + 1) % NUMBERS
        if frame.number != due:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"sent a frame with the number {frame.number} where {due} was due")
        return True

    def _pass_over(self, frame: Frame | None) -> None:
        """Answer a frame that brings nothing new, so that the device can go on. Raises `Fault` after too many."""
        if self._unanswered > 0 and frame == Frame(FrameType.ACK, 0):
            # A device that was slow to start finds every START that was meant to wake it, and acknowledges each.
            self._unanswered -= 1
            return
        self._useless += 1
        if self._useless > MAX_USELESS_FRAMES:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"sent {self._useless} frames in a row that were damaged or brought nothing new")
        if frame is None:
            self._frames.put(Frame(FrameType.NAK, (self._accepted + 1) % NUMBERS), again=True)
        elif frame.type in CHUNKS or frame.type is FrameType.NAK:
            # Of a NAK without a frame under way it can only be this that was damaged.
            self._frames.put(Frame(FrameType.ACK, self._accepted))

    def _limit(self, seconds: float) -> None:
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._useless = 0

    def _progress(self) -> None:
        self._useless = 0
        self._deadline += self._frames.frame_seconds

    def _ended(self, closed: Closed) -> Fault:
        verdict, what = self._channel.ending(closed)
        return self._fault(verdict, what)

    def _fault(self, verdict: Verdict, what: str) -> Fault:
        return Fault(verdict, f"it {what}", self._channel.complaints())
