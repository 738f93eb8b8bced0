"""Where a message ends on a stream: at a line feed, or after as many bytes as were announced."""

from dataclasses import dataclass
from typing import Protocol

from conformance.judgement import shown_bytes
from conformance.limits import MAX_MESSAGE_BYTES

LENGTH_BYTES = 4
"""How many bytes announce the length of a message, the highest first."""


class FramingError(ValueError):
    """What has come cannot become a message; the text says why, to follow the word "it"."""


class Framing(Protocol):
    """One way to mark the ends of messages."""

    @property
    def unit(self) -> str:
        """What a message with its mark is called, as in "no whole line"."""
        ...

    def wrap(self, message: bytes) -> bytes:
        """A message with its mark."""
        ...

    def find(self, received: bytearray, searched: int) -> tuple[int, int, int] | None:
        """Where the first message begins and ends, and where the bytes after it begin, given that no message ends before `searched`.

        None where it is not whole yet. Raises `FramingError`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """A message is a line: for texts that hold no line feed."""

    unit: str = "line"

    def wrap(self, message: bytes) -> bytes:
        """The message and a line feed."""
        return message + b"\n"

    def find(self, received: bytearray, searched: int) -> tuple[int, int, int] | None:
        """The first line."""
        end = received.find(b"\n", searched)
        if end >= 0:
            return 0, end, end + 1
        if len(received) > MAX_MESSAGE_BYTES:
            raise FramingError(f"wrote {len(received)} bytes without a newline; a message has at most {MAX_MESSAGE_BYTES}")
        return None


@dataclass(frozen=True, slots=True)
class LengthPrefixed:
    """A message follows its length: for bytes."""

    unit: str = "message"

    def wrap(self, message: bytes) -> bytes:
        """The length and the message."""
        return len(message).to_bytes(LENGTH_BYTES, "big") + message

    def find(self, received: bytearray, searched: int) -> tuple[int, int, int] | None:
        """The first message. A length beyond the limit is refused before anything is kept for it."""
        if len(received) < LENGTH_BYTES:
            return None
        length = int.from_bytes(received[:LENGTH_BYTES], "big")
        if length > MAX_MESSAGE_BYTES:
            raise FramingError(f"announced a message of {length} bytes with {shown_bytes(received[:LENGTH_BYTES])}; a message has at most {MAX_MESSAGE_BYTES}")
        end = LENGTH_BYTES + length
        return (LENGTH_BYTES, end, end) if len(received) >= end else None


LINES = Lines()
LENGTH_PREFIXED = LengthPrefixed()
