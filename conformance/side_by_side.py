"""Two byte strings side by side in diagnostic notation, line against line, with the first byte that differs marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from conformance.byte_difference import ByteDifference
from conformance.diagnostic import BYTES_A_LINE, diagnostic
from conformance.diagnostic_lines import Diagnostic, Line

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one side, in three parts: before what is marked, that, and the rest."""

    offset: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """Two lines that belong together; a side is None where the other has no like."""

    left: Side | None
    right: Side | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A comparison."""

    rows: tuple[Row, ...]
    left_stop: str
    right_stop: str
    """Where and why a side's bytes cease to be CBOR; empty where they do not."""


def side_by_side(found: ByteDifference) -> SideBySide:
    """The expected bytes on the left, what came on the right."""
    left, right = bytes.fromhex(found.expected), bytes.fromhex(found.got)
    if found.start or not _is_cbor(left, found.expected_length):
        # From the middle of an item, or of a hash or a signature, there is no notation but the bytes.
        return SideBySide(_aligned(_plain_lines(left, found.start), _plain_lines(right, found.start), found.at), "", "")
    one, other = diagnostic(left), diagnostic(right)
    return SideBySide(
        _aligned(one.lines, other.lines, found.at),
        stop_text(one, is_whole=len(left) == found.expected_length),
        stop_text(other, is_whole=len(right) == found.got_length),
    )


def stop_text(shown: Diagnostic, *, is_whole: bool = True) -> str:
    """Where a rendering stops, and why, in a sentence; empty where it is whole."""
    if shown.stop is None:
        return ""
    if not is_whole:
        return "the rest is not shown"
    return f"{'stops' if shown.stop.is_malformed else 'is shown up to here,'} at byte {shown.stop.offset}: {shown.stop.problem}"


def marked(line: Line, offset: int | None) -> Side:
    """A line with the byte at an offset marked, if it shows it."""
    columns = None if offset is None else line.columns(offset)
    start, end = columns or (len(line.text), len(line.text))
    return Side(line.start, INDENT * line.depth + line.text[:start], line.text[start:end], line.text[end:])


def _is_cbor(data: bytes, length: int) -> bool:
    """Whether what was due looks like an item of the protocol: an array, a map or a tag, well-formed as far as it is kept."""
    if not data or data[0] >> 5 not in (4, 5, 6):
        return False
    stop = diagnostic(data).stop
    return stop is None or not stop.is_malformed or len(data) < length


def _plain_lines(data: bytes, start: int) -> list[Line]:
    places = range(0, max(1, len(data)), BYTES_A_LINE)
    pieces = [(start + place, data[place : place + BYTES_A_LINE]) for place in places]
    return [Line(piece.hex(), place, place + len(piece), 0, 0, place) for place, piece in pieces]


def _aligned(left: Sequence[Line], right: Sequence[Line], at: int) -> tuple[Row, ...]:
    one, other = [(line.depth, line.text) for line in left], [(line.depth, line.text) for line in right]
    rows: list[Row] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        same = kind == "equal"
        for mine, yours in zip_longest(left[a:b], right[c:d]):
            place = None if same else at
            rows.append(Row(marked(mine, place) if mine else None, marked(yours, place) if yours else None, same))
    return tuple(rows)
