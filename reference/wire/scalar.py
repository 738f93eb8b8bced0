"""The values that contracts are called with, store, tell and return: what can leave a program (LVM-44), as it travels."""

from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import Length, Range
from reference.rules import procedure

MAX_SCALAR_BYTES = 1_024
"""The bytes of a string that travels."""

LEAST_INTEGER, GREATEST_INTEGER = -(2**63), 2**63 - 1
"""The integers of the language, which are those of a signed word of 64 bits."""

Scalar = bool | Annotated[int, Range(LEAST_INTEGER, GREATEST_INTEGER)] | Annotated[bytes, Length(0, MAX_SCALAR_BYTES)] | None
"""Nil, a truth value, an integer, or a string. On the wire it is CBOR's value of that kind, and a string is a byte string."""


@procedure("WIRE-16")
def read_scalar(value: object) -> Scalar:
    """A decoded value that is a scalar. Rejects with `MALFORMED` another kind of value, an integer that 64 bits do not hold, and a longer string."""
    if value is None or type(value) is bool:
        return value
    if type(value) is int and LEAST_INTEGER <= value <= GREATEST_INTEGER:
        return value
    if type(value) is bytes and len(value) <= MAX_SCALAR_BYTES:
        return value
    raise Reject(Code.MALFORMED)
