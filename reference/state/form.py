"""What a value of a declared type is, as plain CBOR data, and whether a value lies in its declared type.

One reading of a record's annotations serves every table, so that a new record needs no code of its own.
"""

from dataclasses import fields, is_dataclass
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from reference.numbers import Length, Range


def plain(value: Any) -> Any:
    """A record's value as CBOR data: integers and strings as they are, truth values and members of enumerations as numbers, tuples and records as arrays."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    if is_dataclass(value):
        return [plain(getattr(value, each.name)) for each in fields(value)]
    return value


def lies_in(value: object, declared: Any) -> bool:
    """Whether a value is of exactly a declared type: every integer in its range, every string of its length, every record of its class."""
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    if base is int:
        return type(value) is int and all(note.low <= value <= note.high for note in notes if isinstance(note, Range))
    if base is bool:
        return type(value) is bool
    if base is bytes or base is str:
        return type(value) is base and all(note.low <= len(value) <= note.high for note in notes if isinstance(note, Length))
    if get_origin(base) is tuple:
        return type(value) is tuple and _lie_in(value, get_args(base))
    if isinstance(base, type) and issubclass(base, IntEnum):
        return type(value) is base
    hints: dict[str, Any] = _hints(base)
    return type(value) is base and all(lies_in(getattr(value, name), kind) for name, kind in hints.items())


def _lie_in(entries: tuple[object, ...], kinds: tuple[Any, ...]) -> bool:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return all(lies_in(entry, kinds[0]) for entry in entries)
    return len(entries) == len(kinds) and all(lies_in(entry, kind) for entry, kind in zip(entries, kinds, strict=True))


@cache
def _hints(record: Any) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)
