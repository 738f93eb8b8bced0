"""The values of programs in vectors."""

import re

from reference.contracts.integers import HALF
from reference.contracts.values import Scalar
from vectors.json_form import fixed_object, form_of, to_json
from vectors.json_text import FormError, Json, members, show

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
"""An integer of a program, in decimal."""


def write_scalar(value: Scalar) -> Json:
    """A value of a program: null, a truth value, an integer in decimal or a string in hex."""
    if value is None or type(value) is bool:
        return value
    return {"integer": str(value)} if type(value) is int else {"string": to_json(bytes, value)}


def read_scalar(written: Json) -> Scalar:
    """The value that is written so. Raises `FormError`."""
    if written is None or isinstance(written, bool):
        return written
    given = members(written)
    if set(given) == {"integer"}:
        text = given["integer"]
        if not isinstance(text, str) or not INTEGER.fullmatch(text) or not -HALF <= int(text) < HALF:
            raise FormError(f"{show(text)} is not an integer of 64 bits in decimal")
        return int(text)
    if set(given) != {"string"}:
        raise FormError(f"{show(written)} is not null, a truth value, an integer or a string")
    value: bytes = form_of(bytes).read(given["string"])
    return value


def describe_scalar() -> Json:
    """The schema of a value."""
    integer: Json = {"type": "string", "pattern": "^(0|-?[1-9][0-9]{0,18})$"}
    choices: list[Json] = [{"type": ["null", "boolean"]}, fixed_object({"integer": integer}), fixed_object({"string": form_of(bytes).describe({})})]
    return {"oneOf": choices}
