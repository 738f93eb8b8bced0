"""The bodies of the transactions of the economy: each on the edges of its fields, and with everything that can be wrong with it.

All of it is read from what the record of a body declares, so that a kind that enters `ECONOMY_KINDS` has its cases without a
word here. The bytes are written by hand even so (`forms`): of the reference only the declarations are used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum, IntEnum, auto
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from reference.codes import Code
from reference.numbers import Length, Range
from reference.parameters import PRESETS
from reference.wire.contract_bodies import ContractBody
from reference.wire.data_bodies import DataBody
from reference.wire.economy_bodies import ECONOMY_KINDS, EconomyBody
from reference.wire.hashing import Tag
from reference.wire.smart_agent_bodies import SmartAgentBody
from reference.wire.transaction import Transaction, encode_transaction
from vectors.build import ALICE, CAROL
from vectors.case import Case
from vectors.keys import sign_transaction
from vectors.malformed.decoding import CHAIN, decode_case, distinct, payload_with
from vectors.malformed.envelopes import Parts, envelope_with
from vectors.malformed.forms import (
    NULL,
    Field,
    Wrong,
    array,
    byte_string,
    integer,
    mapping,
    other_than_array,
    text,
    written_by_hand,
    wrong_arrays,
    wrong_values,
)

Kind = TypeVar("Kind")

Kinds = Mapping[type[Any], int]
"""Types of bodies, and their kinds."""

Asked = EconomyBody | SmartAgentBody | DataBody | ContractBody
"""What is asked for by the kinds whose fields travel as their record declares them."""

USUAL_NUMBER, USUAL_LENGTH, USUAL_ENTRIES = 300, 6, 2
"""What a usual value is like, where its type allows that."""

LONGEST = 256
"""The most bytes or characters of a greatest value; more are asked for by other cases than those of every field at once."""

MOST_ENTRIES = 16
"""The most entries of a greatest value, for the same reason."""

SENDABLE = 8_192
"""The most bytes of a string that is too long by one: a transaction of mainnet has room for them."""


class Size(Enum):
    """Which of its values a type is to give."""

    LEAST = auto()
    USUAL = auto()
    GREATEST = auto()


def economy_body_cases() -> list[Case]:
    """Valid transactions of every kind of the economy."""
    return body_cases(ECONOMY_KINDS)


def body_cases(kinds: Kinds) -> list[Case]:
    """Valid transactions of these kinds, with the least values of their fields and with the greatest, and both algorithms."""
    cases = []
    for kind in kinds:
        least, greatest = (_transaction(_value(kind, size)) for size in (Size.LEAST, Size.GREATEST))
        cases.append(_accepted(f"{kind.__name__}: every number and byte is the least", sign_transaction(ALICE, least)))
        cases.append(_accepted(f"{kind.__name__}: every number and byte is the greatest, with a P-256 key", sign_transaction(CAROL, greatest)))
    return distinct(cases)


def longest_strings(body: Asked) -> Case:
    """A valid transaction whose body has byte strings as long as they may be."""
    return _accepted(f"{type(body).__name__}: every byte string is as long as it may be", sign_transaction(ALICE, _transaction(body)))


def wrong_economy_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of the economy, though they say so."""
    return wrong_body_cases(ECONOMY_KINDS)


def wrong_body_cases(kinds: Kinds) -> list[Case]:
    """Transactions whose bodies are of none of these kinds, though they say so."""
    return distinct(_refused(why, envelope_with(Parts(ALICE, Tag.TRANSACTION, payload))) for why, payload in _wrong_payloads(kinds))


def usual_body(kind: type[Kind]) -> Kind:
    """A body of this kind, its values neither the least nor the greatest."""
    body: Kind = _value(kind, Size.USUAL)
    return body


def wrong_fields(kind: Any) -> list[Wrong]:
    """The array of a record's fields in every form that is not it."""
    return _wrong_record("the array", kind, known=True)


def _wrong_payloads(kinds: Kinds) -> Iterable[Wrong]:
    usual = [usual_body(kind) for kind in kinds]
    for body in usual:
        number = kinds[type(body)]
        written_by_hand(payload_with(number, _written(body)), encode_transaction(_transaction(body)))
        for why, data in [*_wrong_record("the array", type(body), known=True), *_of_another_kind(body, usual, kinds)]:
            yield f"the body of kind {number}: {why}", payload_with(number, data)


def _of_another_kind(body: Asked, bodies: Sequence[Asked], kinds: Kinds) -> list[Wrong]:
    """The body of the first kind that has as many fields, one of them of another type of CBOR."""
    forms = _major_types(body)
    others = [other for other in bodies if len(_major_types(other)) == len(forms) and _major_types(other) != forms]
    return [(f"the fields of kind {kinds[type(other)]}", _written(other)) for other in others[:1]]


def _major_types(record: Any) -> list[int]:
    return [_written(getattr(record, each.name))[0] >> 5 for each in fields(record)]


def _value(declared: Any, size: Size) -> Any:
    """A value of a declared type."""
    base, notes = _parts(declared)
    if base is bool:
        return size is not Size.LEAST
    if base is int:
        bounds = _note(notes, Range)
        return {Size.LEAST: bounds.low, Size.USUAL: max(bounds.low, min(USUAL_NUMBER, bounds.high)), Size.GREATEST: bounds.high}[size]
    if base is bytes:
        return (b"\xff" if size is Size.GREATEST else b"\x01" if size is Size.USUAL else b"\0") * _length(notes, size, USUAL_LENGTH, LONGEST)
    if base is str:
        return ("\U0001f600" if size is Size.GREATEST else "a") * _length(notes, size, USUAL_LENGTH, LONGEST)
    if get_origin(base) is tuple:
        return (_value(get_args(base)[0], size),) * _length(notes, size, USUAL_ENTRIES, MOST_ENTRIES)
    if issubclass(base, IntEnum):
        return base(0 if size is Size.LEAST else min(1, len(base) - 1) if size is Size.USUAL else len(base) - 1)
    return base(*(_value(kind, size) for kind in _declared(base).values()))


def _length(notes: Sequence[object], size: Size, usual: int, most: int) -> int:
    length = _note(notes, Length)
    wanted = {Size.LEAST: length.low, Size.USUAL: usual, Size.GREATEST: most}[size]
    return max(length.low, min(wanted, length.high))


def _written(value: Any) -> bytes:
    """A value's encoding, by hand."""
    if isinstance(value, int):
        return integer(int(value))
    if isinstance(value, bytes):
        return byte_string(value)
    if isinstance(value, str):
        return text(value)
    entries = [getattr(value, each.name) for each in fields(value)] if is_dataclass(value) else value
    return array(*[_written(entry) for entry in entries])


def _wrong(name: str, declared: Any) -> list[Wrong]:
    """What a field of a declared type cannot be."""
    base, notes = _parts(declared)
    usual = _value(declared, Size.USUAL)
    if base is bool:
        return wrong_values(Field(name, 1, 1))
    if base is int:
        bounds = _note(notes, Range)
        below = [(f"{name}: one less than is allowed", integer(bounds.low - 1))] if bounds.low else []
        return [*wrong_values(Field(name, usual, bounds.high)), *below]
    if base is bytes:
        length = _note(notes, Length)
        return [*wrong_values(Field(name, usual, is_sized=length.low == length.high)), *_wrong_lengths(name, length, b"\x01", byte_string)]
    if base is str:
        forms = [(f"{name}: a byte string", byte_string(usual.encode())), (f"{name}: null", NULL), (f"{name}: an integer", integer(0))]
        return [*forms, *_wrong_lengths(name, _note(notes, Length), "a", text)]
    if get_origin(base) is tuple:
        return _wrong_tuple(name, get_args(base)[0], _note(notes, Length))
    if issubclass(base, IntEnum):
        return wrong_values(Field(name, int(usual), len(base) - 1))
    return _wrong_record(name, base)


def _wrong_lengths(name: str, length: Length, unit: Any, written: Any) -> list[Wrong]:
    forms = [(f"{name}: shorter by one than is allowed", written(unit * (length.low - 1)))] if length.low else []
    if length.high < SENDABLE:
        forms.append((f"{name}: longer by one than is allowed", written(unit * (length.high + 1))))
    return forms


def _wrong_tuple(name: str, entry: Any, length: Length) -> list[Wrong]:
    """Forms of other values than an array of allowed length, other encodings of one, and one with a wrong first entry."""
    right = _written(_value(entry, Size.USUAL))
    count = max(1, length.low)
    entries = [right] * count
    forms = [
        ("an array of an array", array(array(*entries))),
        ("a map from places to entries", mapping(*[(integer(place), right) for place in range(count)])),
        ("a byte string of the array", byte_string(array(*entries))),
        ("null", NULL),
        ("an integer", integer(1)),
        ("a null more at the end", array(*entries, NULL)),
        ("indefinite length", b"\x9f" + b"".join(entries) + b"\xff"),
    ]
    if length.low:
        forms.append(("an entry fewer than is allowed", array(*entries[1:])))
    if (length.high + 1) * len(right) < SENDABLE:
        forms.append(("an entry more than is allowed", array(*[right] * (length.high + 1))))
    first = [(f"{name}, first {why}", array(data, *entries[1:])) for why, data in _wrong("entry", entry)]
    return [*[(f"{name}: {why}", data) for why, data in forms], *first]


def _wrong_record(name: str, record: Any, *, known: bool = False) -> list[Wrong]:
    """The array of a record's fields with one of them wrong, and what else such an array cannot be.

    Other encodings of the array are left out where other kinds show them already: of a body that has fields.
    """
    declared = _declared(record)
    elements = [_written(_value(kind, Size.USUAL)) for kind in declared.values()]
    wrong = []
    for place, (field, kind) in enumerate(declared.items()):
        inside = field.replace("_", " ") if known else f"{name}, {field.replace('_', ' ')}"
        wrong += [(why, array(*elements[:place], data, *elements[place + 1 :])) for why, data in _wrong(inside, kind)]
    arrays = other_than_array if known and elements else wrong_arrays
    return [*wrong, *arrays(name, elements)]


def _parts(declared: Any) -> tuple[Any, tuple[object, ...]]:
    if get_origin(declared) is Annotated:
        base, *notes = get_args(declared)
        return base, tuple(notes)
    return declared, ()


def _note(notes: Sequence[object], kind: type[Kind]) -> Kind:
    return next(note for note in notes if isinstance(note, kind))


def _declared(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {each.name: hints[each.name] for each in fields(record)}


def _transaction(body: Asked) -> Transaction:
    return Transaction(CHAIN, 1, 1_000, 300, body)


def _accepted(why: str, data: bytes) -> Case:
    return decode_case(("WIRE-9", "WIRE-1", "TX-1"), why, "transaction", data, None, _preset(data))


def _refused(why: str, data: bytes) -> Case:
    return decode_case(("WIRE-9", "WIRE-2", "WIRE-10"), why, "transaction", data, Code.MALFORMED, _preset(data))


def _preset(data: bytes) -> str:
    """The preset whose limit the transaction keeps."""
    return "minimal" if len(data) <= PRESETS["minimal"].max_transaction_bytes else "mainnet"
