"""What keys and records consist of, as Z3 sees them: integers, truth values (0 and 1) and strings (by their numbers)."""

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from reference.numbers import Length
from spec.prover.declarations import field_types, hand_written, unannotated
from spec.prover.execution import Execution, Term
from spec.prover.identifiers import BYTES, TEXT, SymbolicIdentifier, bounds, identifier_term, string_of
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger, condition_term, integer_term


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key, a part of one, or a field: an integer, a truth value or a string."""

    path: str
    """The field's name within the record, dotted; empty for a key."""
    kind: type
    low: int | None
    high: int | None
    length: Length | None


def scalar_term(path: Execution, scalar: Scalar, value: Any) -> Term:
    """The term that a key part or a field is to Z3; truth values are 0 and 1."""
    if scalar.kind in (bytes, str):
        return identifier_term(path, value)
    if scalar.kind is bool and condition_term(path, value) is None:
        raise path.refuse(f"{scalar.path} is no truth value")
    return integer_term(path, value)


def scalars_of(path: Execution, name: str, prefix: str, declared: Any) -> Iterator[Scalar]:
    """The scalars that a type consists of."""
    base, span, length = unannotated(declared)
    if base is int:
        yield Scalar(prefix, int, span.low if span else None, span.high if span else None, None)
    elif base is bool:
        yield Scalar(prefix, bool, 0, 1, None)
    elif base in (bytes, str):
        yield Scalar(prefix, base, *bounds(BYTES if base is bytes else TEXT, length), length)
    elif is_dataclass(base) and isinstance(base, type):
        if (reason := hand_written(base)) is not None:
            raise path.refuse(f"{name}: {reason}")
        for field, kind in field_types(base).items():
            yield from scalars_of(path, name, f"{prefix}.{field}" if prefix else field, kind)
    else:
        raise path.refuse(f"{name}: records with a field of type {declared!r}")


def field_at(record: Any, path: str) -> Any:
    """The value of a record's field, which may be one of a record inside."""
    for field in path.split("."):
        record = getattr(record, field)
    return record


def built(record: type, scalars: Iterator[Any]) -> Any:
    """A record of the type from its scalars in their order."""
    parts = {}
    for field, declared in field_types(record).items():
        base = unannotated(declared)[0]
        parts[field] = built(base, scalars) if is_dataclass(base) and isinstance(base, type) else next(scalars)
    return record(**parts)


def symbolic_scalar(path: Execution, scalar: Scalar, term: Term) -> Any:
    """The proxy of a scalar that Z3 knows as a term."""
    if scalar.kind is int:
        return SymbolicInteger(path, term)
    if scalar.kind is bool:
        return SymbolicBoolean(path, term == 1, scalar.path)
    return SymbolicIdentifier(path, term, BYTES if scalar.kind is bytes else TEXT, scalar.length)


def concrete_scalar(scalar: Scalar, number: int) -> Any:
    """The value of a scalar that Z3 knows as a number."""
    if scalar.kind in (bytes, str):
        return string_of(BYTES if scalar.kind is bytes else TEXT, number)
    return bool(number) if scalar.kind is bool else number
