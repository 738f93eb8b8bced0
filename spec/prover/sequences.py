# ruff: noqa: D105 - the operators mean what they mean of the tuples that a proxy stands for
"""Symbolic sequences: tuples of any number of items, which a rule may only fold (`folds`), count, and append to.

A symbolic sequence stands for every tuple of its type at once. Nothing of it is known but its length and, as
ghosts, the *totals* of what statements ask for: the items themselves, a field of theirs, or a function of them. A
total lies between the length times the least and the length times the greatest that an item contributes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, is_dataclass
from types import FunctionType
from typing import Any

import z3  # type: ignore[import-untyped]

from spec.prover.declarations import field_types, result_of, unannotated
from spec.prover.execution import Execution
from spec.prover.fragment import part_of_a_rule
from spec.prover.proxies import SymbolicInteger, integer_term
from spec.prover.refusing import Refusing
from spec.prover.scalars import field_at
from spec.prover.terms import Term

Measure = str | Callable[[Any], int] | None
"""What of an item is added up: a field, a function of it, or, where None, the item itself."""


@dataclass(frozen=True, slots=True)
class Total:
    """A total that was asked for, of a whole sequence or of the items consumed so far."""

    measure: Measure
    value: Term


class Origin:
    """What a symbolic sequence was before anything was appended."""

    def __init__(self, path: Execution, name: str, declared: Any, low: int, high: int | None, item: Callable[[str], Any]) -> None:
        self.path = path
        self.name = name
        self.declared = declared
        self.item = item
        self.count = path.integer(f"{name}.length", low, high)
        self.totals: list[Total] = []
        self.measures: list[tuple[Measure, int | None, int | None]] = []

    def total(self, measure: Measure) -> Term:
        """The total over all items."""
        for known in self.totals:
            if known.measure is measure or (isinstance(measure, str) and known.measure == measure):
                return known.value
        value = z3.Int(self.path.numbered(f"{self.name}.total"), self.path.context)
        self.totals.append(Total(measure, value))
        self.bound(measure, value, self.count)
        return value

    def bound(self, measure: Measure, value: Term, count: Term) -> None:
        """Assume of a total over so many items what follows from the range of a single one."""
        low, high = self._range(measure)
        if low is not None:
            self.path.assume(value >= low * count)
        if high is not None:
            self.path.assume(value <= high * count)

    def _range(self, measure: Measure) -> tuple[int | None, int | None]:
        for known, low, high in self.measures:
            if known is measure or (isinstance(measure, str) and known == measure):
                return low, high
        low, high = _range_of_function(self, measure) if callable(measure) else _range_of_field(self.path, self.declared, measure)
        self.measures.append((measure, low, high))
        return low, high


class SymbolicSequence(Refusing):
    """All the tuples of some type, with some items appended."""

    __slots__ = ("appended", "origin")

    def __init__(self, origin: Origin, appended: tuple[Any, ...] = ()) -> None:
        super().__init__(origin.path, None)
        self.origin = origin
        self.appended = appended

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return tuple

    def __add__(self, other: object) -> "SymbolicSequence":
        if type(other) is not tuple:
            raise self.path.refuse(f"appends a {type(other).__name__} to a sequence of unknown length")
        return SymbolicSequence(self.origin, self.appended + other)

    __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = __reversed__ = Refusing._refuse
    __radd__ = __mul__ = __rmul__ = __lt__ = __le__ = __gt__ = __ge__ = Refusing._refuse
    __eq__ = __ne__ = Refusing._refuse
    __hash__ = Refusing._refuse

    def length(self) -> SymbolicInteger:
        """How many items there are."""
        return SymbolicInteger(self.path, self.origin.count + len(self.appended))

    def total(self, measure: Measure = None) -> SymbolicInteger:
        """The total over all items."""
        value = self.origin.total(measure)
        for item in self.appended:
            value = value + measured(self.path, measure, item)
        return SymbolicInteger(self.path, value)


Sequence.register(SymbolicSequence)
"""A pattern that matches sequences would otherwise pass it by, which it does not do to a tuple; now it asks for the length, which is refused."""


class Seen:
    """The items that a fold has consumed so far: how many, and their totals. For invariants: no rule sees it."""

    __slots__ = ("_count", "_path", "_total")

    def __init__(self, path: Execution, count: Term, total: Callable[[Measure], Term]) -> None:
        self._path = path
        self._count = count
        self._total = total

    @property
    def count(self) -> int:
        """How many items were consumed."""
        return SymbolicInteger(self._path, self._count)  # type: ignore[return-value]

    def total(self, measure: Measure = None) -> int:
        """The sum over the items consumed: of a field, of a function of the item, or of the items themselves."""
        return SymbolicInteger(self._path, self._total(measure))  # type: ignore[return-value]


def nothing_seen(path: Execution) -> Seen:
    """Before the first item."""
    zero = z3.IntVal(0, path.context)
    return Seen(path, zero, lambda measure: zero)


def everything_seen(origin: Origin) -> Seen:
    """After the last item."""
    return Seen(origin.path, origin.count, origin.total)


class Prefix:
    """Any number of the first items, but not all: what was consumed, the next item, and what is left over make up the whole."""

    def __init__(self, origin: Origin, name: str) -> None:
        self.origin = origin
        self.path = origin.path
        self.name = name
        self.count = self.path.integer(f"{name}.consumed", 0, None)
        self.path.assume(self.count < origin.count)
        self.totals: list[Total] = []
        self.items: list[Any] = []

    def before(self) -> Seen:
        """Without the next item."""
        return Seen(self.path, self.count, self.total)

    def consume(self, item: Any) -> Seen:
        """With the next item, which is this one."""
        self.items.append(item)
        for known in self.totals:
            self._leave(known)
        return Seen(self.path, self.count + 1, lambda measure: self.total(measure) + measured(self.path, measure, item))

    def total(self, measure: Measure) -> Term:
        """The total without the next item."""
        for known in self.totals:
            if known.measure is measure or (isinstance(measure, str) and known.measure == measure):
                return known.value
        total = Total(measure, z3.Int(self.path.numbered(f"{self.name}.total"), self.path.context))
        self.totals.append(total)
        self.origin.bound(measure, total.value, self.count)
        self._leave(total)
        return total.value

    def _leave(self, total: Total) -> None:
        """What is left over is the total of the items not consumed."""
        rest = self.origin.total(total.measure) - total.value
        for item in self.items:
            rest = rest - measured(self.path, total.measure, item)
        self.origin.bound(total.measure, rest, self.origin.count - self.count - len(self.items))


def measured(path: Execution, measure: Measure, item: Any) -> Term:
    """What an item adds to a total."""
    if not callable(measure):
        return integer_term(path, item if measure is None else field_at(item, measure))
    with path.ghost():
        try:
            return integer_term(path, measure(item))
        except Exception as error:
            raise path.refuse(f"{measure.__name__} raises {type(error).__name__} of an item") from error


def _range_of_field(path: Execution, declared: Any, measure: str | None) -> tuple[int | None, int | None]:
    """The declared range of an item, or of a field of it."""
    for field in [] if measure is None else measure.split("."):
        record = unannotated(declared)[0]
        if not (isinstance(record, type) and is_dataclass(record) and field in field_types(record)):
            raise path.refuse(f"the total of {measure}, which not every item has")
        declared = field_types(record)[field]
    base, span, _ = unannotated(declared)
    if base is bool:
        return 0, 1
    if base is not int:
        raise path.refuse("the total of what is no number")
    return (span.low, span.high) if span is not None else (None, None)


def _range_of_function(origin: Origin, measure: Callable[[Any], int]) -> tuple[int | None, int | None]:
    """The range that a function of an item declares for its result, which is shown on a path of its own."""
    path = origin.path
    if type(measure) is not FunctionType or measure.__closure__ is not None or not part_of_a_rule(measure):
        raise path.refuse("the total of a function that may mean something else another time")
    base, span, _ = unannotated(result_of(measure))
    if base is not int:
        raise path.refuse(f"the total of {measure.__name__}, which does not declare that it returns a number")
    if span is None:
        return None, None
    name = path.numbered(f"{origin.name}.{measure.__name__}")
    if path.choose(name, ["in its range", "added up"]) == 0:
        term = measured(path, measure, origin.item(f"{name}.item"))
        raise path.conclude(z3.And(term >= span.low, term <= span.high), f"{measure.__name__} is from {span.low} to {span.high}")
    return span.low, span.high
