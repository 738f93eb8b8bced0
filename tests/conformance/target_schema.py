"""The schema of the target protocol as a judge of encoded messages."""

import re
from functools import cache
from pathlib import Path

import pycddl  # type: ignore[import-untyped]

import spec

SCHEMA = (Path(spec.__path__[0]) / "target.cddl").read_text()


@cache
def _schemas(root: str) -> tuple[pycddl.Schema, pycddl.Schema]:
    """The schema as it is and in a second form: the checker takes byte strings for sized text, and a pattern that matches a part for one that matches all."""
    text = f"root = {root}\n{SCHEMA}"
    second = re.sub(r"tstr \.size \(.*\)", "tstr", re.sub(r'\.regexp "(.*)"', r'.regexp "^(\1)$"', text))
    return pycddl.Schema(text), pycddl.Schema(second)


def is_of(root: str, message: bytes) -> bool:
    """Whether a message in CBOR is what a rule of the schema describes."""
    try:
        for schema in _schemas(root):
            schema.validate_cbor(message)
    except pycddl.ValidationError:
        return False
    return True
