"""One message out and one in, over a channel that neither loses bytes nor changes them: a pipe or a socket.

The bounds on time and memory are kept here, whatever the target does: what has come is never more than one message
and one read, and no wait is longer than what is left of the limit.
"""

import time

from conformance.channel import Channel, Closed
from conformance.framing import Framing, FramingError
from conformance.judgement import shown_bytes
from conformance.limits import CLOSING_SECONDS
from conformance.verdicts import Fault, Verdict


class Stream:
    """Messages over a reliable channel, as a `Conversation`."""

    def __init__(self, channel: Channel, framing: Framing) -> None:
        """Take over a channel."""
        self._channel = channel
        self._framing = framing
        self._received = bytearray()

    def open(self, seconds: float) -> None:
        """Nothing has to be agreed before the first message."""

    def exchange(self, request: bytes, seconds: float) -> bytes:
        """Send one message and return the one that comes back.

        Raises `Fault` when no message, more than a message, or too long a message comes back within `seconds`. After a
        fault the channel must be killed: what would come next belongs to nothing.
        """
        if self._received:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"wrote {shown_bytes(self._received)} without having been asked")
        deadline = time.monotonic() + seconds
        unsent = self._send(memoryview(self._framing.wrap(request)))
        searched = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._fault(Verdict.TIMEOUT, f"did not answer within {seconds:g} s{self._begun()}")
            self._channel.wait(left, to_write=bool(unsent))
            if unsent:
                unsent = self._send(unsent)
            try:
                self._received += self._channel.read()
                found = self._framing.find(self._received, searched)
            except Closed as closed:
                raise self._ended(closed) from None
            except FramingError as error:
                raise self._fault(Verdict.PROTOCOL_ERROR, str(error)) from None
            if found:
                return self._take(*found, answered_early=bool(unsent))
            searched = len(self._received)

    def finish(self) -> int | None:
        """Say that no request will follow, let the target leave, and return its exit status; None where there is none or it had to be killed.

        That it had to be killed is no fault. Raises `Fault` when it still writes: that answers nothing.
        """
        deadline = time.monotonic() + CLOSING_SECONDS
        self._channel.end_input()
        status: int | None = None
        try:
            while not self._received and (left := deadline - time.monotonic()) > 0:
                self._channel.wait(left)
                self._received += self._channel.read()
        except Closed:
            status = self._channel.status(deadline - time.monotonic())
        fault = self._fault(Verdict.PROTOCOL_ERROR, f"wrote {shown_bytes(self._received)} after its last answer") if self._received else None
        self.kill()
        if fault:
            raise fault
        return status

    def kill(self) -> None:
        """End the target, or the connection to it."""
        self._channel.kill()

    def complaints(self) -> str:
        """The last that the target wrote beside its answers."""
        return self._channel.complaints()

    def _take(self, begin: int, end: int, after: int, *, answered_early: bool) -> bytes:
        message = bytes(self._received[begin:end])
        del self._received[:after]
        if answered_early:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"wrote {shown_bytes(message)} before it had read the whole request")
        if self._received:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"wrote {shown_bytes(self._received)} after the {self._framing.unit} {shown_bytes(message)}")
        return message

    def _send(self, data: memoryview) -> memoryview:
        try:
            return self._channel.write(data)
        except Closed as closed:
            # It may have said why before it closed; an answer, though, it cannot give to what it has not read.
            raise self._ended(closed) from None

    def _ended(self, closed: Closed) -> Fault:
        verdict, what = self._channel.ending(closed)
        return self._fault(verdict, f"{what}{self._begun()}")

    def _begun(self) -> str:
        return f" after {shown_bytes(self._received)}, which is no whole {self._framing.unit}" if self._received else ""

    def _fault(self, verdict: Verdict, what: str) -> Fault:
        return Fault(verdict, f"it {what}", self._channel.complaints())
