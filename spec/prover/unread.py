"""Fields that a statement carries along and never reads: tuples of any length inside a record, tuples of many values of several types, and tables of such
records.

A state has some (the members of an era, the seats of a term), and most rules leave them alone. Such a field is an
opaque object that stands for every value of its type at once: it can be handed on, it equals itself, and nothing can be asked of it. A rule or
a statement that reads it all the same is refused.
"""

from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin

from immutables import Map

from reference.numbers import Length
from spec.prover.bookkeeping import Opaque
from spec.prover.declarations import alternatives, field_types, of_many, unannotated
from spec.prover.execution import Execution


class Unread(Opaque):
    """Every value of a type at once, of which nothing may be asked."""

    __slots__ = ("declared",)

    def __init__(self, path: Execution, declared: Any) -> None:
        super().__init__(path, None)
        self.declared = declared

    def simplest(self) -> Any:
        """The value that stands for it where concrete ones are tried."""
        return Map() if get_origin(unannotated(self.declared)[0]) is Map else ()


@cache
def is_carried(declared: Any) -> bool:
    """Whether a field of this type is carried along unread: a tuple of any length, one of many values of several types, or a table whose records hold one.

    Each value of several types would be explored with each of them, and many of them with every combination.
    """
    base, _, length = unannotated(declared)
    return _is_of_any_length(base, length) or (get_origin(base) is Map and _holds_one(get_args(base)[1]))


def _is_of_any_length(base: Any, length: Length | None) -> bool:
    if get_origin(base) is not tuple or get_args(base)[1:] != (Ellipsis,):
        return False
    return length is None or (length.low == 0 and of_many(length) and alternatives(unannotated(get_args(base)[0])[0]) is not None)


def _holds_one(declared: Any) -> bool:
    base, _, length = unannotated(declared)
    choices = alternatives(base)
    if choices is not None:
        return any(_holds_one(choice) for choice in choices)
    if isinstance(base, type) and is_dataclass(base):
        return any(_holds_one(kind) for kind in field_types(base).values())
    return _is_of_any_length(base, length)
