"""The first byte in which two outcomes differ, where they differ in bytes.

Bytes travel as hexadecimal text, as do amounts in decimal: a text counts as bytes where it cannot be a decimal number, or is longer than any.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.judgement import member_path
from vectors.json_text import Json

MAX_COMPARED_BYTES = 1024
"""How many bytes of each side are kept: the first ones, or, where they differ later, those around that place."""

BYTES_BEFORE = 256
"""How many bytes before the place are kept, where not all of the beginning is."""

MAX_DECIMAL_DIGITS = 39
"""The longest decimal number of the protocol, of 128 bits."""

_HEX = re.compile("(?:[0-9a-f]{2})*")


@dataclass(frozen=True, slots=True)
class ByteDifference:
    """Where two byte strings part."""

    path: str
    at: int
    """The first byte that differs, or that one of the two does not have."""
    start: int
    """The place of the first byte that is kept."""
    expected: str
    got: str
    """The bytes that are kept, in hexadecimal."""
    expected_length: int
    got_length: int
    """In bytes, of the whole."""


def byte_difference(expected: Json, got: Json) -> ByteDifference | None:
    """The first difference between two byte strings that stand at the same place, if there is one."""
    for path, one, other in _leaves(expected, got, ""):
        if one != other and _HEX.fullmatch(one) and _HEX.fullmatch(other) and (_is_no_number(one) or _is_no_number(other)):
            return _compared(path, bytes.fromhex(one), bytes.fromhex(other))
    return None


def _leaves(expected: Json, got: Json, path: str) -> Iterator[tuple[str, str, str]]:
    """The texts that both have at one place, as deep as the expected value is."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for name, value in expected.items():
            if name in got:
                yield from _leaves(value, got[name], member_path(path, name))
    elif isinstance(expected, list) and isinstance(got, list):
        for index, (value, other) in enumerate(zip(expected, got, strict=False)):
            yield from _leaves(value, other, f"{path}[{index}]")
    elif isinstance(expected, str) and isinstance(got, str):
        yield path or "outcome", expected, got


def _compared(path: str, expected: bytes, got: bytes) -> ByteDifference:
    shared = min(len(expected), len(got))
    at = next((place for place in range(shared) if expected[place] != got[place]), shared)
    start = 0 if at < MAX_COMPARED_BYTES - BYTES_BEFORE else at - BYTES_BEFORE
    kept = slice(start, start + MAX_COMPARED_BYTES)
    return ByteDifference(path, at, start, expected[kept].hex(), got[kept].hex(), len(expected), len(got))


def _is_no_number(text: str) -> bool:
    return not text.isdecimal() or len(text) > MAX_DECIMAL_DIGITS
