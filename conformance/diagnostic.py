"""Bytes as CBOR diagnostic notation (RFC 8949, section 8, and the embedded CBOR of RFC 8610, appendix G), line by line, each line with the bytes that it shows.

Total: every sequence of bytes has a rendering. Where the bytes are no CBOR the lines end there, and `stop` says at which byte and why; what a
report is asked about is often just that byte. An encoding that is not the shortest shows as `_0` to `_3` or `_`, as the standard has it.
"""

import json
import math
import struct
from dataclasses import dataclass, field, replace

from conformance.diagnostic_lines import Diagnostic, Line, Stop
from conformance.plain import plain

MAX_DEPTH = 24
"""Deeper nesting is not shown: no object of the protocol has half of it."""

MAX_LINES = 240
"""How many lines a rendering has at most."""

SHORT_CHARACTERS = 72
"""A container that fits in so many characters stands on one line."""

SHORT_BYTES = 8
"""A container of longer byte strings stands on several lines, so that a single byte of one can be pointed at."""

BYTES_A_LINE = 32
"""How many bytes of a byte string stand on one line."""

TEXT_CHARACTERS = 400
"""How much of a text string is shown."""

_SIMPLE = {20: "false", 21: "true", 22: "null", 23: "undefined"}


class _Ends(Exception):
    """The rendering ends here: the bytes are malformed, or it is long enough."""

    def __init__(self, offset: int, problem: str, *, is_malformed: bool = True) -> None:
        super().__init__(problem)
        self.stop = Stop(offset, problem, is_malformed)


@dataclass(slots=True)
class _Head:
    """The initial byte of an item and its argument."""

    major: int
    value: int
    start: int
    end: int
    is_indefinite: bool = False
    mark: str = ""
    """How the notation shows that the argument is not in its shortest form."""


def diagnostic(data: bytes) -> Diagnostic:
    """The rendering of bytes that should be one item."""
    reader = _Reader(data)
    stop = None
    try:
        end = reader.item(0, 0)
        if end != len(data):
            stop = Stop(end, f"the item ends here, and the bytes do not: {_bytes(len(data) - end)} more")
    except _Ends as error:
        stop = error.stop
    return Diagnostic(tuple(reader.lines), stop)


@dataclass(slots=True)
class _Reader:
    """Reads items and writes their lines."""

    data: bytes
    base: int = 0
    """The offset of the first byte, where the bytes are embedded in others."""
    level: int = 0
    """How deep the item being read is nested, tags and embedded items counted."""
    is_guess: bool = False
    """Whether nobody said that the bytes are an item: those of a byte string may be anything."""
    lines: list[Line] = field(default_factory=list)

    def item(self, at: int, depth: int, lead: str = "", lead_start: int | None = None) -> int:
        """Write the item at an offset, after what stands before it on its line; returns the offset after it."""
        head = self.head(at)
        start = at if lead_start is None else lead_start
        match head.major:
            case 0:
                self.put(f"{lead}{head.value}{head.mark}", start, head.end, depth)
            case 1:
                self.put(f"{lead}{-1 - head.value}{head.mark}", start, head.end, depth)
            case 2 | 3:
                return self.string(head, depth, lead, start)
            case 4 | 5:
                return self.container(head, depth, lead, start)
            case 6:
                return self.wrapped(head, depth, lead, start)
            case _:
                self.put(lead + self.simple(head), start, head.end, depth)
        return head.end

    def head(self, at: int) -> _Head:
        """The head at an offset."""
        if at >= len(self.data):
            raise self.ends(at, "an item is due here, and the bytes end")
        major, info = self.data[at] >> 5, self.data[at] & 31
        if info < 24:
            return _Head(major, info, at, at + 1)
        if info == 31 and major in (2, 3, 4, 5, 7):
            if major == 7:
                raise self.ends(at, "a break (0xff) stands where an item is due")
            return _Head(major, 0, at, at + 1, is_indefinite=True, mark="_")
        if info > 27:
            raise self.ends(at, f"0x{self.data[at]:02x} begins no item")
        size = 1 << (info - 24)
        end = at + 1 + size
        if end > len(self.data):
            raise self.ends(at, f"the head of this item has {_bytes(size)} more, of which {len(self.data) - at - 1} are there")
        value = int.from_bytes(self.data[at + 1 : end], "big")
        shortest = (24, 2**8, 2**16, 2**32)[info - 24]
        if major == 7:
            if info == 24 and value < 32:
                raise self.ends(at, f"the simple value {value} has no two-byte form")
            return _Head(major, value, at, end, mark=f"_{info - 24}")
        return _Head(major, value, at, end, mark=f"_{info - 24}" if value < shortest else "")

    def string(self, head: _Head, depth: int, lead: str, start: int) -> int:
        """A byte or text string, or the parts of one of indefinite length."""
        if head.is_indefinite and self.data[head.end : head.end + 1] == b"\xff":
            self.put(lead + ("''_" if head.major == 2 else '""_'), start, head.end + 1, depth)
            return head.end + 1
        if head.is_indefinite:
            self.put(f"{lead}(_", start, head.end, depth)
            end = self.until_break(head.end, depth + 1, only=head.major)
            self.put(")", end - 1, end, depth)
            return end
        left = len(self.data) - head.end
        if head.value > left:
            raise self.ends(head.start, f"the string that begins here has {_bytes(head.value)}, of which {left} are there")
        content, end = self.data[head.end : head.end + head.value], head.end + head.value
        if head.major == 2:
            if not self.embedded(content, head, depth, lead, start):
                self.byte_string(content, head, depth, lead, start)
            return end
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.ends(head.end + error.start, "the text is not UTF-8 here") from None
        shown, left_out = plain(json.dumps(text[:TEXT_CHARACTERS], ensure_ascii=False)), len(text) - TEXT_CHARACTERS
        if left_out > 0:
            shown += f" / and {left_out} characters more /"
        self.put(f"{lead}{shown}{head.mark}", start, end, depth)
        return end

    def byte_string(self, content: bytes, head: _Head, depth: int, lead: str, start: int) -> None:
        """A byte string in lines of equal length."""
        places = range(0, max(1, len(content)), BYTES_A_LINE)
        for place in places:
            here = content[place : place + BYTES_A_LINE]
            first, last = place == 0, place == places[-1]
            before = f"{lead}h'" if first else "  "
            text = before + here.hex() + (f"'{head.mark}" if last else "")
            begins = head.end + place
            self.put(text, start if first else begins, begins + len(here), depth, len(before), begins)

    def embedded(self, content: bytes, head: _Head, depth: int, lead: str, start: int) -> bool:
        """Write a byte string that holds one whole array, map or tagged item as that item; says whether it does."""
        if not content or content[0] >> 5 not in (4, 5, 6):
            return False
        inside = _Reader(content, self.base + head.end, self.level + 1, is_guess=True)
        opening, closing = f"{lead}<<", f">>{head.mark}"
        try:
            if inside.item(0, depth + 1) != len(content):
                return False
        except _Ends as error:
            if error.stop.is_malformed:
                return False
            self.put(opening, start, head.end, depth)
            for line in inside.lines:
                self.add(line)
            raise
        lines, end = inside.lines, self.base + head.end + len(content)
        if len(lines) == 1 and len(opening) + len(lines[0].text) + len(closing) <= SHORT_CHARACTERS:
            self.add(Line(f"{opening}{lines[0].text}{closing}", self.base + start, end, depth))
            return True
        self.put(opening, start, head.end, depth)
        for line in lines:
            self.add(line)
        self.add(Line(closing, end, end, depth))
        return True

    def container(self, head: _Head, depth: int, lead: str, start: int) -> int:
        """An array or a map, on one line where it is short."""
        self.enter(head)
        opening, closing = "[]" if head.major == 4 else "{}"
        first = len(self.lines)
        self.put(f"{lead}{opening}{head.mark}", start, head.end, depth)
        at = head.end
        if head.is_indefinite:
            at = self.until_break(at, depth + 1, pairs=head.major == 5)
        else:
            for place in range(head.value):
                at = self.pair(at, depth + 1) if head.major == 5 else self.item(at, depth + 1)
                if place + 1 < head.value:
                    self.append(",")
        self.level -= 1
        self.put(closing, at - 1 if head.is_indefinite else at, at, depth)
        self.join(first, at, depth)
        return at

    def wrapped(self, head: _Head, depth: int, lead: str, start: int) -> int:
        """A tag and what it is on."""
        self.enter(head)
        end = self.item(head.end, depth, f"{lead}{head.value}{head.mark}(", start)
        self.level -= 1
        self.append(")")
        return end

    def pair(self, at: int, depth: int) -> int:
        """A key and its value."""
        key = _Reader(self.data, self.base, self.level, self.is_guess)
        end = key.item(at, depth)
        if len(key.lines) == 1:
            return self.item(end, depth, f"{key.lines[0].text}: ", at)
        for line in key.lines:
            self.add(line)
        self.append(":")
        return self.item(end, depth)

    def enter(self, head: _Head) -> None:
        """Go one level deeper."""
        if self.level >= MAX_DEPTH:
            raise _Ends(self.base + head.start, f"nested more than {MAX_DEPTH} deep, which is not shown", is_malformed=self.is_guess)
        self.level += 1

    def until_break(self, at: int, depth: int, *, pairs: bool = False, only: int | None = None) -> int:
        """The items up to a break; returns the offset after it."""
        first = True
        while True:
            if at < len(self.data) and self.data[at] == 0xFF:
                return at + 1
            if only is not None and at < len(self.data) and (self.data[at] >> 5 != only or self.data[at] & 31 == 31):
                raise self.ends(at, "a string of indefinite length holds strings of its own kind and of definite length only")
            if not first:
                self.append(",")
            at = self.pair(at, depth) if pairs else self.item(at, depth)
            first = False

    def simple(self, head: _Head) -> str:
        """A simple value or a floating-point number."""
        size = head.end - head.start - 1
        if size < 2:
            return _SIMPLE.get(head.value, f"simple({head.value})")
        (number,) = struct.unpack({2: ">e", 4: ">f", 8: ">d"}[size], self.data[head.start + 1 : head.end])
        text = "NaN" if math.isnan(number) else ("-" if number < 0 else "") + "Infinity" if math.isinf(number) else repr(number)
        return text + head.mark

    def put(self, text: str, start: int, end: int, depth: int, hex_column: int | None = None, hex_start: int = 0) -> None:
        """Write a line."""
        self.add(Line(text, self.base + start, self.base + end, depth, hex_column, self.base + hex_start))

    def add(self, line: Line) -> None:
        """Keep a line, unless there are enough."""
        if len(self.lines) >= MAX_LINES:
            raise _Ends(line.start, f"the lines after {MAX_LINES} are not shown", is_malformed=False)
        self.lines.append(line)

    def append(self, text: str) -> None:
        """Write at the end of the last line."""
        self.lines[-1] = replace(self.lines[-1], text=self.lines[-1].text + text)

    def join(self, first: int, end: int, depth: int) -> None:
        """Put a short container on one line."""
        lines = self.lines[first:]
        text = lines[0].text + (" " if not lines[0].text.endswith(("[", "{")) else "") + " ".join(line.text for line in lines[1:-1]) + lines[-1].text
        is_plain = all(line.hex_column is None or line.end - line.hex_start <= SHORT_BYTES for line in lines)
        if len(text) <= SHORT_CHARACTERS and is_plain:
            self.lines[first:] = [Line(text, lines[0].start, self.base + end, depth)]

    def ends(self, at: int, problem: str) -> _Ends:
        """The end of the rendering at an offset."""
        return _Ends(self.base + at, problem)


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"
