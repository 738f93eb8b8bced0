"""The values of programs in vectors."""

from reference.contracts.values import Scalar
from vectors.json_program_values import scalar
from vectors.json_text import Json

_FORM = scalar(None)
"""Of any length: only those that travel have a bound."""


def write_scalar(value: Scalar) -> Json:
    """A value of a program: null, a truth value, an integer in decimal or a string in hex."""
    return _FORM.write(value)


def read_scalar(written: Json) -> Scalar:
    """The value that is written so. Raises `FormError`."""
    value: Scalar = _FORM.read(written)
    return value


def describe_scalar() -> Json:
    """The schema of a value."""
    return _FORM.describe({})
