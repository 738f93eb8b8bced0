"""What a rendering in diagnostic notation is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rendering."""

    text: str
    start: int
    end: int
    """The bytes that it shows, `end` excluded."""
    depth: int = 0
    hex_column: int | None = None
    """Where in `text` the hexadecimal digits of a byte string begin, if it shows some."""
    hex_start: int = 0
    """Which byte they begin with."""

    def columns(self, offset: int) -> tuple[int, int] | None:
        """Which characters show the byte at `offset`: its two digits, or the whole line; None where it is on another line."""
        if not self.start <= offset < self.end:
            return None
        if self.hex_column is None or offset < self.hex_start:
            return 0, len(self.text)
        column = self.hex_column + 2 * (offset - self.hex_start)
        return column, column + 2


@dataclass(frozen=True, slots=True)
class Stop:
    """Where bytes cease to be one CBOR item, and why."""

    offset: int
    problem: str
    is_malformed: bool = True
    """False where the bytes may go on well, but are too long or too deep to be shown."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A rendering."""

    lines: tuple[Line, ...]
    stop: Stop | None
    """None where the bytes are exactly one well-formed item."""
