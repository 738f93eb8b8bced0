"""The typed JSON form of what is not made of other values: integers, byte strings, text, booleans, enums and None."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from reference.numbers import Length, Range
from vectors.json_text import MAX_JSON_NUMBER, FormError, Json, show

Definitions = dict[str, tuple[type, Json]]
"""The records met while a schema is written, by name: each is described once and then referred to."""


@dataclass(frozen=True, slots=True)
class Form:
    """How values of one type are written, read and described."""

    write: Callable[[Any], Json]
    read: Callable[[Json], Any]
    describe: Callable[[Definitions], dict[str, Json]]


def integer(bounds: Range, *, as_text: bool = False) -> Form:
    """A ranged integer: a JSON number, or a decimal string where the range ends above what a double holds, or where that is asked for."""
    low, high = bounds.low, bounds.high
    if low < 0:
        raise TypeError(f"{bounds} starts below zero; the protocol has no negative integers")
    as_text = as_text or high > MAX_JSON_NUMBER

    def write(value: object) -> Json:
        if type(value) is not int or not low <= value <= high:
            raise FormError(f"{value!r} is not an integer from {low} to {high}")
        return str(value) if as_text else value

    def read_text(value: Json) -> int:
        if not isinstance(value, str) or not _is_decimal(value) or not low <= int(value) <= high:
            raise FormError(f"{show(value)} is not a decimal string from {low} to {high} without sign or leading zeros")
        return int(value)

    def read_number(value: Json) -> int:
        if type(value) is not int or not low <= value <= high:
            raise FormError(f"{show(value)} is not a JSON integer from {low} to {high}")
        return value

    if as_text:
        return Form(write, read_text, lambda _: {"type": "string", "pattern": decimal_pattern(low, high)})
    return Form(write, read_number, lambda _: {"type": "integer", "minimum": low, "maximum": high})


def _is_decimal(value: str) -> bool:
    """Whether a string is what an integer is written as; the length is bounded because converting a long one takes quadratic time."""
    return len(value) <= 40 and value.isascii() and value.isdigit() and (value == "0" or value[0] != "0")


def decimal_pattern(low: int, high: int) -> str:
    """A regular expression of exactly the decimal strings of 0 (or 1) to `high`, so that a schema is as strict as the reader.

    The strings below `high` either are shorter, or share a prefix with it and then have a smaller digit.
    """
    if low not in (0, 1):
        raise TypeError(f"a range of decimal strings starts at 0 or 1, not at {low}")
    digits = str(high)
    choices = ["0"] if low == 0 else []
    if len(digits) > 1:
        choices.append(f"[1-9][0-9]{{0,{len(digits) - 2}}}")
    for place, digit in enumerate(digits):
        least = 1 if place == 0 else 0
        if int(digit) > least:
            rest = len(digits) - place - 1
            choices.append(f"{digits[:place]}[{least}-{int(digit) - 1}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    return f"^({'|'.join([*choices, digits])})$"


def byte_string(size: Length | None) -> Form:
    """A byte string: lower-case hex."""

    def check(value: bytes) -> bytes:
        if size is not None and not size.low <= len(value) <= size.high:
            raise FormError(f"{len(value)} bytes where {_span(size)} are expected")
        return value

    def write(value: object) -> Json:
        if not isinstance(value, bytes):
            raise FormError(f"{value!r} is not a byte string")
        return check(value).hex()

    def read(value: Json) -> bytes:
        if not isinstance(value, str):
            raise FormError(f"{show(value)} is not a hex string")
        try:
            data = bytes.fromhex(value)
        except ValueError:
            raise FormError(f"{show(value)} is not hex") from None
        if data.hex() != value:
            raise FormError(f"{show(value)} is not lower-case hex without spaces")
        return check(data)

    count = "*" if size is None else f"{{{size.low}}}" if size.low == size.high else f"{{{size.low},{size.high}}}"
    return Form(write, read, lambda _: {"type": "string", "pattern": f"^([0-9a-f]{{2}}){count}$"})


def text(size: Length | None) -> Form:
    """Text: itself, its length counted in characters."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise FormError(f"{show(value)} is not text")
        if size is not None and not size.low <= len(value) <= size.high:
            raise FormError(f"{len(value)} characters where {_span(size)} are expected")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise FormError("half a surrogate pair is not text")
        return value

    bounds: dict[str, Json] = {} if size is None else {"minLength": size.low, "maxLength": size.high}
    return Form(check, check, lambda _: {"type": "string", **bounds})


def boolean(value: object) -> bool:
    """A boolean: itself."""
    if not isinstance(value, bool):
        raise FormError(f"{show(value)} is not a boolean")
    return value


def constant() -> Form:
    """None: null."""

    def check(value: object) -> None:
        if value is not None:
            raise FormError(f"{show(value)} where null is expected")

    return Form(check, check, lambda _: {"type": "null"})


def enumeration(choices: type[Enum]) -> Form:
    """A member of an enum: its name in lower case."""
    members = {member.name.lower(): member for member in choices}

    def write(value: object) -> Json:
        if not isinstance(value, choices):
            raise FormError(f"{value!r} is not a member of {choices.__name__}")
        return value.name.lower()

    def read(value: Json) -> Enum:
        if not isinstance(value, str) or value not in members:
            raise FormError(f"{show(value)} is not one of {', '.join(members)}")
        return members[value]

    return Form(write, read, lambda _: {"enum": list(members)})


def _span(size: Length) -> str:
    return str(size.low) if size.low == size.high else f"{size.low} to {size.high}"
