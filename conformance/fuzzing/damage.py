"""Encoded objects with one thing wrong: an item of the CBOR in another form, or bytes that are no form at all."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.fuzzing.choices import Choices, Draw, Drawn
from vectors.malformed.forms import (
    ARRAY,
    BREAK,
    BYTES,
    DOUBLE_ONE,
    FALSE,
    HALF_ONE,
    MAP,
    NEGATIVE,
    NULL,
    TAG,
    TEXT,
    TRUE,
    UNDEFINED,
    UNSIGNED,
    WIDTHS,
    array,
    byte_string,
    head,
    integer,
    mapping,
    tagged,
    text,
)

OTHERS = (NULL, TRUE, FALSE, UNDEFINED, HALF_ONE, DOUBLE_ONE, integer(0), integer(1), integer(-1), byte_string(b""), text(""), array(), mapping())
"""What may stand in an item's place."""

SIMPLE_MAJOR = 7

SIMPLE = (FALSE, TRUE, NULL)
"""The values of major type 7 that the protocol has."""

TAGS = (0, 1, 2, 18, 24, 258, 55_799, 4_000_000)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of encoded CBOR: where it begins, where its content does, where it ends, and what its head says."""

    start: int
    content: int
    end: int
    major: int
    argument: int


def items(data: bytes) -> list[Item]:
    """The items of well-formed CBOR, each before those in it; none where the data is no such thing."""
    found: list[Item] = []
    try:
        return found if _read(data, 0, found) == len(data) else []
    except (IndexError, ValueError):
        return []


def draw_damaged(draw: Draw, data: bytes) -> bytes:
    """The data with one thing changed, as Hypothesis chooses."""
    return damaged(Drawn(draw), data)


def damaged(choices: Choices, data: bytes) -> bytes:
    """The data with one thing changed."""
    present = items(data)
    if not present or choices.integer(0, 3) == 3:
        return _with_bytes_changed(choices, data)
    item = choices.one_of(present)
    # The kind first: what is peculiar to an item would otherwise be lost among what may stand in place of any.
    forms = choices.one_of([tuple(forms) for forms in (_own_forms(data, item), _others(data, present, item), OTHERS, _odd_forms(data, item))])
    return data[: item.start] + choices.one_of(forms or OTHERS) + data[item.end :]


def _read(data: bytes, start: int, found: list[Item]) -> int:
    """Where the item that begins at `start` ends; it and those in it are added. Raises ValueError and IndexError for what is not well-formed."""
    major, information = data[start] >> 5, data[start] & 31
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(information, 0)
    if major == SIMPLE_MAJOR:
        width = 0
    if information > 27 or (major == SIMPLE_MAJOR and data[start : start + 1] not in SIMPLE):
        raise ValueError("not among the items that the protocol has")
    content = start + 1 + width
    argument = int.from_bytes(data[start + 1 : content], "big") if width else information
    place = len(found)
    found.append(Item(start, content, 0, major, argument))
    end = content
    if major in (BYTES, TEXT):
        end += argument
    elif major in (ARRAY, MAP, TAG):
        for _ in range(1 if major == TAG else argument * (2 if major == MAP else 1)):
            end = _read(data, end, found)
    if end > len(data):
        raise ValueError("cut off")
    found[place] = Item(start, content, end, major, argument)
    return end


def _odd_forms(data: bytes, item: Item) -> Iterator[bytes]:
    """The same value in forms that are not its own, whatever it is."""
    whole, content = data[item.start : item.end], data[item.content : item.end]
    shortest = item.content - item.start - 1
    yield from (head(item.major, item.argument, width) + content for width in WIDTHS if width > shortest)
    yield from (tagged(number, whole) for number in TAGS)
    yield from (array(whole), byte_string(whole), b"")
    if item.major in (BYTES, TEXT):
        yield bytes((item.major << 5 | 31,)) + whole + BREAK
        yield head(BYTES + TEXT - item.major, item.argument) + content
    elif item.major in (ARRAY, MAP):
        yield bytes((item.major << 5 | 31,)) + content + BREAK
        yield head(item.major, item.argument + 1) + content
        yield head(item.major, max(item.argument - 1, 0)) + content
    elif item.major == UNSIGNED:
        yield b"\xfb" + struct.pack(">d", float(item.argument))
        yield tagged(2, byte_string(item.argument.to_bytes(8, "big").lstrip(b"\0")))


def _own_forms(data: bytes, item: Item) -> Iterator[bytes]:
    """Other values of the same type."""
    content = data[item.content : item.end]
    if item.major == UNSIGNED:
        yield from (integer(value) for value in (item.argument - 1, min(item.argument + 1, 2**64 - 1), 0, 2**32, 2**63, 2**63, 2**64 - 1))
        # What some languages take for numbers.
        yield from (TRUE, TRUE, FALSE)
    elif item.major == NEGATIVE:
        yield from (integer(value) for value in (-item.argument, max(-item.argument - 2, -(2**64)), -(2**63), -(2**63) - 1, -(2**64)))
    elif item.major == SIMPLE_MAJOR:
        yield from (*SIMPLE, integer(0), integer(1))
    elif item.major in (BYTES, TEXT):
        yield from (head(item.major, len(other)) + other for other in (content[:-1], content + b"\0", content[1:], content + content, b""))
    elif item.major == ARRAY and (elements := _children(data, item)):
        yield from (array(*others) for others in (elements[:-1], elements[1:], [*elements, elements[-1]], elements[::-1], [*elements, NULL]))


def _others(data: bytes, present: list[Item], item: Item) -> Iterator[bytes]:
    """What else there is in the data of the same major type: also what holds the item, so that it is within itself."""
    whole = data[item.start : item.end]
    yield from dict.fromkeys(other for each in present if each.major == item.major and (other := data[each.start : each.end]) != whole)


def _children(data: bytes, item: Item) -> list[bytes]:
    """The encodings of an array's elements."""
    found, start = [], item.content
    while start < item.end:
        end = _read(data, start, [])
        found.append(data[start:end])
        start = end
    return found


def _with_bytes_changed(choices: Choices, data: bytes) -> bytes:
    place = choices.integer(0, len(data))
    byte = bytes((choices.integer(0, 255),))
    changes = (
        data[:place],
        data[:place] + data[place + 1 :],
        data[:place] + byte + data[place:],
        data[:place] + byte + data[place + 1 :],
        data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :] if place < len(data) else data + b"\0",
        data + data,
    )
    return choices.one_of(changes)
