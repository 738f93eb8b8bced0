"""What keys and records consist of, as Z3 sees them: integers, truth values (0 and 1), strings and members of enumerations (by their numbers).

A record is laid out flat, field after field. An alternative (`X | None`) is the number of the type that the value is of, and after
it the scalars of every type that it may be of; those that it is not of are at their least, so that equal values are laid out equally.
"""

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from enum import Enum, Flag
from operator import eq
from types import NoneType
from typing import Any, cast, get_args, get_origin

from reference.numbers import Length
from spec.prover.declarations import alternatives, bookkeeping, field_types, hand_written, label, misdeclared, own_equality, unannotated, uninhabited
from spec.prover.execution import Execution
from spec.prover.identifiers import BYTES, TEXT, SymbolicIdentifier, bounds, identifier_term, string_of
from spec.prover.members import SymbolicMember, is_undivided
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger, integer_term
from spec.prover.references import objection_to
from spec.prover.refusing import Refusing
from spec.prover.terms import Term


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key, a part of one, or a field: an integer, a truth value, a string, a member of an enumeration, or which alternative holds."""

    path: str
    """The field's name within the record, dotted; empty for a key."""
    kind: type
    low: int | None
    high: int | None
    length: Length | None
    needs: tuple[tuple[int, int], ...] = ()
    """The alternatives that it is a part of: the place of the scalar that says which one holds, and its number there."""

    @property
    def least(self) -> int:
        """The value that stands where the scalar is no part of what there is."""
        return self.low or 0


class Which:
    """The kind of a scalar that says which alternative holds."""


def scalars_of(path: Execution, name: str, declared: Any) -> tuple[Scalar, ...]:
    """The scalars that a type consists of. What is refused is refused each time, and says where."""
    known = _known.get(declared)
    if known is None:
        found: list[Scalar] = []
        _lay_out(path, name, "", declared, (), found)
        known = _known[declared] = tuple(found)
    return known


_known: dict[Any, tuple[Scalar, ...]] = {}
"""The scalars of types that were laid out: each path of a statement about a state asks for those of all its tables."""


def _lay_out(path: Execution, name: str, prefix: str, declared: Any, needs: tuple[tuple[int, int], ...], found: list[Scalar]) -> None:
    if (reason := misdeclared(declared) or uninhabited(declared)) is not None:
        raise path.refuse(f"{name}: {reason}")
    base, span, length = unannotated(declared)
    choices = alternatives(base)
    if choices is not None:
        if len({_equals(choice) for choice in choices}) < len(choices):
            raise path.refuse(f"{name}: alternatives that a value alone does not tell apart: {declared!r}")
        place = len(found)
        found.append(Scalar(f"{prefix}?", Which, 0, len(choices) - 1, None, needs))
        for index, choice in enumerate(choices):
            _lay_out(path, name, f"{prefix}|{index}", choice, (*needs, (place, index)), found)
    elif base in (None, NoneType):
        return
    elif base is int:
        found.append(Scalar(prefix, int, span.low if span else None, span.high if span else None, None, needs))
    elif base is bool:
        found.append(Scalar(prefix, bool, 0, 1, None, needs))
    elif base in (bytes, str):
        found.append(Scalar(prefix, base, *bounds(BYTES if base is bytes else TEXT, length), length, needs))
    elif isinstance(base, type) and issubclass(base, Enum) and not issubclass(base, Flag):
        if not len(base) or (reason := own_equality(base) or objection_to(base)) is not None:
            raise path.refuse(f"{name}: {reason if len(base) else 'an enumeration without members'}")
        found.append(Scalar(prefix, base, 0, len(base) - 1, None, needs))
    elif get_origin(base) is tuple and Ellipsis not in get_args(base):
        for index, entry in enumerate(get_args(base)):
            _lay_out(path, name, f"{prefix}[{index}]", entry, needs, found)
    elif isinstance(base, type) and is_dataclass(base):
        if (reason := hand_written(base) or bookkeeping(base) or objection_to(base)) is not None:
            raise path.refuse(f"{name}: {reason}")
        for field, kind in field_types(base).items():
            _lay_out(path, name, f"{prefix}.{field}" if prefix else field, kind, needs, found)
    else:
        raise path.refuse(f"{name}: records with a field of type {declared!r}")


def terms_of(path: Execution, name: str, declared: Any, value: Any) -> Iterator[Term | None]:
    """The terms that a value of a type is laid out as; None for a scalar that is no part of it."""
    base = unannotated(declared)[0]
    choices = alternatives(base)
    if not (choices is not None or fits(value, base)):
        raise path.refuse(f"{name} holds {label(base)}, not {type(value).__name__}")
    if choices is not None:
        fitting = [index for index, choice in enumerate(choices) if fits(value, choice)]
        if not fitting:
            raise path.refuse(f"{name} holds {declared}, not {type(value).__name__}")
        yield integer_term(path, fitting[0])
        for index, choice in enumerate(choices):
            yield from terms_of(path, name, choice, value) if index == fitting[0] else [None] * len(scalars_of(path, name, choice))
    elif base is int or base is bool:
        yield integer_term(path, value)
    elif base in (bytes, str):
        yield identifier_term(path, value)
    elif isinstance(base, type) and issubclass(base, Enum):
        yield value.term if type(value) is SymbolicMember else integer_term(path, list(base).index(value))
    elif get_origin(base) is tuple:
        for kind, entry in zip(get_args(base), value, strict=True):
            yield from terms_of(path, name, kind, entry)
    elif isinstance(base, type) and is_dataclass(base):
        for field, kind in field_types(base).items():
            yield from terms_of(path, name, kind, getattr(value, field))


def built(path: Execution, name: str, declared: Any, terms: Iterator[Term]) -> Any:
    """The value of a type that is laid out as these terms. Which member of an enumeration and which alternative it is, is decided on the path."""
    base, _, length = unannotated(declared)
    choices = alternatives(base)
    if choices is not None:
        which = next(terms)
        chosen = _decided(path, which, name, [label(choice) for choice in choices])
        parts = [list(_taken(terms, len(scalars_of(path, name, choice)))) for choice in choices]
        return built(path, name, choices[chosen], iter(parts[chosen]))
    if base in (None, NoneType):
        return None
    if base is int:
        return SymbolicInteger(path, next(terms))  # Without its range: something else may have been written.
    if base is bool:
        return SymbolicBoolean(path, path.made(eq, next(terms), 1), name)
    if base in (bytes, str):
        return SymbolicIdentifier(path, next(terms), BYTES if base is bytes else TEXT, length)
    if isinstance(base, type) and issubclass(base, Enum):
        if is_undivided(base, path):
            return SymbolicMember(path, next(terms), base, name)
        members = list(base)
        return members[_decided(path, next(terms), name, [member.name for member in members])]
    if get_origin(base) is tuple:
        return tuple(built(path, f"{name}[{index}]", entry, terms) for index, entry in enumerate(get_args(base)))
    return base(**{field: built(path, f"{name}.{field}", kind, terms) for field, kind in field_types(base).items()})


def concrete_value(declared: Any, numbers: Iterator[int]) -> Any:
    """The value of a type that is laid out as these numbers."""
    base = unannotated(declared)[0]
    choices = alternatives(base)
    if choices is not None:
        chosen = next(numbers)
        values = [concrete_value(choice, numbers) for choice in choices]
        return values[chosen]
    if base in (None, NoneType):
        return None
    if base is int:
        return next(numbers)
    if base is bool:
        return bool(next(numbers))
    if base in (bytes, str):
        return string_of(BYTES if base is bytes else TEXT, next(numbers))
    if isinstance(base, type) and issubclass(base, Enum):
        return list(base)[next(numbers)]
    if get_origin(base) is tuple:
        return tuple(concrete_value(entry, numbers) for entry in get_args(base))
    return base(**{field: concrete_value(kind, numbers) for field, kind in field_types(base).items()})


def field_at(record: Any, path: str) -> Any:
    """The value of a record's field, which may be one of a record inside."""
    for field in path.split("."):
        record = getattr(record, field)
    return record


def fits(value: Any, declared: Any) -> bool:
    """Whether a value is of exactly a type, its range aside. A truth value is no integer here, and a record of a derived class is another."""
    base = unannotated(declared)[0]
    if base in (None, NoneType):
        return value is None
    if base is int:
        return type(value) in (int, SymbolicInteger)
    if base is bool:
        return type(value) in (bool, SymbolicBoolean)
    if base in (bytes, str):
        return type(value) is base or (type(value) is SymbolicIdentifier and value.alphabet.kind is base)
    if isinstance(base, type) and is_dataclass(base):
        return type(value) is base
    origin = get_origin(base)
    if origin is tuple:
        kinds = get_args(base)
        if type(value) is not tuple:
            return isinstance(value, tuple) and issubclass(type(value), Refusing)
        return Ellipsis in kinds or len(value) == (0 if kinds == ((),) else len(kinds))
    return isinstance(value, cast(type, origin if origin is not None else base))


def _equals(declared: Any) -> Any:
    """What the values of a type are told apart by: a number and a truth value, or a text and a member that is one, may be equal."""
    base = unannotated(declared)[0]
    kind = get_origin(base) or base
    return next((plain for plain in (int, str, bytes) if isinstance(kind, type) and issubclass(kind, plain)), kind)


def _decided(path: Execution, term: Term, name: str, labels: list[str]) -> int:
    for index, text in enumerate(labels[:-1]):
        if path.branch(path.made(eq, term, index), f"{name} is {text}"):
            return index
    return len(labels) - 1


def _taken(terms: Iterator[Term], count: int) -> Iterator[Term]:
    for _ in range(count):
        yield next(terms)
