"""The typed JSON form of the values of programs: null, a truth value, an integer in decimal, or a string in hex."""

import re

from reference.numbers import Length
from reference.wire.scalar import GREATEST_INTEGER, LEAST_INTEGER
from vectors.json_scalars import Form, byte_string
from vectors.json_text import FormError, Json, members, show

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
"""An integer of a program, in decimal."""


def scalar(size: Length | None) -> Form:
    """A scalar whose strings have such a length."""
    string = byte_string(size)

    def write(value: object) -> Json:
        if value is None or isinstance(value, bool):
            return value
        if type(value) is not int:
            return {"string": string.write(value)}
        if not LEAST_INTEGER <= value <= GREATEST_INTEGER:
            raise FormError(f"{value} is not an integer of 64 bits")
        return {"integer": str(value)}

    def read(written: Json) -> bool | int | bytes | None:
        if written is None or isinstance(written, bool):
            return written
        given = members(written)
        if set(given) == {"integer"}:
            text = given["integer"]
            if not isinstance(text, str) or not INTEGER.fullmatch(text) or not LEAST_INTEGER <= int(text) <= GREATEST_INTEGER:
                raise FormError(f"{show(text)} is not an integer of 64 bits in decimal")
            return int(text)
        if set(given) != {"string"}:
            raise FormError(f"{show(written)} is not null, a truth value, an integer or a string")
        value: bytes = string.read(given["string"])
        return value

    return Form(write, read, lambda _: {"oneOf": [{"type": ["null", "boolean"]}, _single("integer", _INTEGER), _single("string", string.describe({}))]})


_INTEGER: dict[str, Json] = {"type": "string", "pattern": "^(0|-?[1-9][0-9]{0,18})$"}


def _single(name: str, form: dict[str, Json]) -> dict[str, Json]:
    return {"type": "object", "properties": {name: form}, "required": [name], "additionalProperties": False}
