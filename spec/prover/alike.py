"""When two results are alike: equal in value and in type, to the last part.

Python calls `True` and `1` equal, and a record equal to one that differs in a field excluded from equality. A wire
encoding does not, so here a truth value is no integer, a list is no tuple, and a record of one class none of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

import z3  # type: ignore[import-untyped]
from immutables import Map

from spec.prover.bookkeeping import Opaque, is_bookkeeping
from spec.prover.execution import Execution
from spec.prover.identifiers import SymbolicIdentifier, identifier_term
from spec.prover.maps import SymbolicMap
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger, condition_term, integer_term
from spec.prover.terms import Term
from spec.prover.unread import Unread


@dataclass(frozen=True, slots=True)
class Part:
    """The condition under which two results agree in a part."""

    holds: Term
    bookkeeping: str | None = None
    """The field that takes no part in equality in which the part lies, or None."""


def parts(path: Execution, one: Any, other: Any, bookkeeping: str | None = None) -> Iterator[Part]:
    """The conditions under which two results are alike. Results into which the prover does not look are refused."""
    kind = _kind(one)
    if kind is not _kind(other):
        yield Part(z3.BoolVal(False, path.context), bookkeeping)
    elif kind in (Opaque, Unread) or one is None or issubclass(kind, (Enum, type)):
        yield Part(z3.BoolVal(one is other, path.context), bookkeeping)
    elif kind is int:
        yield Part(integer_term(path, one) == integer_term(path, other), bookkeeping)
    elif kind is bool:
        yield Part(condition_term(path, one) == condition_term(path, other), bookkeeping)
    elif kind in (bytes, str):
        yield Part(identifier_term(path, one) == identifier_term(path, other), bookkeeping)
    elif issubclass(kind, tuple) or kind is list:
        yield Part(z3.BoolVal(len(one) == len(other), path.context), bookkeeping)
        for left, right in zip(one, other, strict=False):
            yield from parts(path, left, right, bookkeeping)
    elif is_dataclass(kind):
        for each in fields(kind):
            beside = f"{kind.__name__}.{each.name}" if is_bookkeeping(each) else None
            yield from parts(path, getattr(one, each.name), getattr(other, each.name), bookkeeping or beside)
    elif type(one) is type(other) is SymbolicMap:
        yield Part((one == other).term, bookkeeping)
    else:
        raise path.refuse(f"returns {kind.__name__}, into which the prover does not look")


def same(one: Any, other: Any) -> bool:
    """Whether two concrete results are alike, bookkeeping aside."""
    kind = type(one)
    if kind is not type(other):
        return False
    if issubclass(kind, tuple) or kind is list:
        return len(one) == len(other) and all(same(left, right) for left, right in zip(one, other, strict=True))
    if is_dataclass(kind):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(kind) if not is_bookkeeping(each))
    if kind is Map:
        return set(one) == set(other) and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def _kind(value: Any) -> type:
    """The type that a result has or stands for."""
    kind = type(value)
    if kind is SymbolicIdentifier:
        kind = value.alphabet.kind
    return {SymbolicInteger: int, SymbolicBoolean: bool, SymbolicMap: Map}.get(kind, kind)
