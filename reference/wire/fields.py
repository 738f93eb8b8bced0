"""How the fields of a body travel, read from what its record declares: one reading of the annotations serves every kind.

An integer has the range of its type, a byte string or a text its length; a truth value or a member of an enumeration travels as its
number, a tuple as an array of at most the entries that its type allows, a record as the array of its fields. A scalar is read as such, and is for its record to
write.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import IntEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from reference.codes import Code, Reject
from reference.numbers import Length, Range
from reference.wire.cbor import array, byte_string, text, unsigned
from reference.wire.scalar import Scalar, read_scalar

Record = TypeVar("Record")
Reader = Callable[[object], Any]


def reader_of(record: type[Record]) -> Callable[[object], Record]:
    """What reads a record from the array of its fields, and rejects everything else with `MALFORMED`. Raises TypeError for a record that has no such form."""
    hints = get_type_hints(record, include_extras=True)
    readers = [_reader(hints[each.name]) for each in fields(record)]  # type: ignore[arg-type]

    def read(value: object) -> Record:
        parts = array(value, len(readers))
        return record(*(read_part(part) for read_part, part in zip(readers, parts, strict=True)))

    return read


def plain_fields(record: Any) -> list[Any]:
    """A record's fields as CBOR data."""
    return [_plain(getattr(record, each.name)) for each in fields(record)]


def _plain(value: Any) -> Any:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return plain_fields(value) if is_dataclass(value) else value


def _reader(declared: Any) -> Reader:
    if declared == Scalar:
        return read_scalar
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    if base is bool:
        return lambda value: bool(unsigned(value, 1))
    if base is int:
        return _integer(next(note for note in notes if isinstance(note, Range)))
    if base is bytes:
        return _bytes(next(note for note in notes if isinstance(note, Length)))
    if base is str:
        length = next(note for note in notes if isinstance(note, Length))
        return lambda value: text(value, length.low, length.high)
    if get_origin(base) is tuple:
        return _tuple(_reader(get_args(base)[0]), next(note for note in notes if isinstance(note, Length)))
    if isinstance(base, type) and issubclass(base, IntEnum):
        return lambda value: base(unsigned(value, len(base) - 1))
    if is_dataclass(base):
        return reader_of(base)  # type: ignore[arg-type]
    raise TypeError(f"{declared!r} does not travel in a body")


def _integer(bounds: Range) -> Reader:
    def read(value: object) -> int:
        number = unsigned(value, bounds.high)
        if number < bounds.low:
            raise Reject(Code.MALFORMED)
        return number

    return read


def _bytes(length: Length) -> Reader:
    def read(value: object) -> bytes:
        data = byte_string(value)
        if not length.low <= len(data) <= length.high:
            raise Reject(Code.MALFORMED)
        return data

    return read


def _tuple(read_entry: Reader, length: Length) -> Reader:
    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list or not length.low <= len(value) <= length.high:
            raise Reject(Code.MALFORMED)
        return tuple(read_entry(entry) for entry in value)

    return read
