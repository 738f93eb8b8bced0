"""The shape of a record: which of its numbers and hashes are none, and which are the same; how many they are, and of what kind, but not what they are.

An allowance of which something is spent has another shape than one of which nothing is; so has a lock once a part of it was taken.
"""

from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from conformance.fuzzing.values import fields_of

MANY = 3
"""How many elements are told from more."""

Shape = tuple[Any, ...]


def shape_of(record: Any) -> Shape:
    """The shape of a frozen record, of its type and each of its parts in order."""
    earlier: list[Any] = []
    return type(record).__name__, *_parts(record, earlier)


def _parts(value: Any, earlier: list[Any]) -> list[Any]:
    if isinstance(value, bool | Enum):
        return [value]
    if isinstance(value, int | bytes):
        if not any(value) if isinstance(value, bytes) else not value:
            return [0]
        if value not in earlier:
            earlier.append(value)
        return [1 + earlier.index(value)]
    if isinstance(value, tuple):
        return [len(value), *(part for each in value[:MANY] for part in _parts(each, earlier))]
    kind: type = type(value)
    if is_dataclass(value):
        return [part for name, _ in fields_of(kind) for part in _parts(getattr(value, name), earlier)]
    return []
