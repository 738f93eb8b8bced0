"""Which path a kernel takes on concrete arguments: the kernel itself is run, and each decision on the way noted.

The prover says how many paths a kernel has, and the corpus which input takes which. That the committed cases take them
all is not believed but counted, by these runs, which know nothing of the prover. Two inputs take one path where their
arguments have the same shape and every condition got the same answer.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from reference.codes import Reject

Place = tuple[object, ...]
"""Where in a kernel a condition is asked for: the shape of the arguments and all the answers before."""

Edge = tuple[Place, int, int]
"""A side of a comparison: the place of its condition, which comparison of the condition it is, and by how much the left side exceeds the right."""

NEAR = frozenset({-1, 0, 1})
"""By how much the sides of a comparison differ at its edges."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of one run."""

    path: Place
    """Equal for two inputs just where they take the same path."""

    edges: frozenset[Edge]
    """The edges that it stands on."""


class _Run:
    """The answers given so far."""

    def __init__(self, shape: object) -> None:
        self.answers: list[object] = [shape]
        self.edges: set[Edge] = set()

    def answer(self, condition: "_Condition") -> bool:
        place = tuple(self.answers)
        self.edges |= {(place, index, difference) for index, difference in enumerate(condition.differences) if difference in NEAR}
        self.answers.append(condition.value)
        return condition.value


class _Condition:
    """A truth value that notes when it is asked for."""

    __slots__ = ("differences", "run", "value")

    def __init__(self, run: _Run, value: bool, differences: tuple[int, ...] = ()) -> None:
        self.run = run
        self.value = value
        self.differences = differences
        """By how much the left side exceeds the right in each comparison that the condition is made of."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return bool

    def __bool__(self) -> bool:
        return self.run.answer(self)

    def __and__(self, other: Any) -> "_Condition":
        return self._joined(other, lambda left, right: left and right)

    def __or__(self, other: Any) -> "_Condition":
        return self._joined(other, lambda left, right: left or right)

    def __xor__(self, other: Any) -> "_Condition":
        return self._joined(other, lambda left, right: left != right)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def __eq__(self, other: Any) -> Any:
        return self._joined(other, lambda left, right: left == right) if isinstance(other, bool) else self._number() == other

    def __ne__(self, other: Any) -> Any:
        return self._joined(other, lambda left, right: left != right) if isinstance(other, bool) else self._number() != other

    def __add__(self, other: Any) -> Any:
        return self._number() + other

    def __sub__(self, other: Any) -> Any:
        return self._number() - other

    def __mul__(self, other: Any) -> Any:
        return self._number() * other

    def __radd__(self, other: Any) -> Any:
        return other + self._number()

    def __rsub__(self, other: Any) -> Any:
        return other - self._number()

    def __rmul__(self, other: Any) -> Any:
        return other * self._number()

    __hash__ = None  # type: ignore[assignment]

    def _number(self) -> "_Integer":
        return _integer(self.run, int(self.value))

    def _joined(self, other: Any, join: Callable[[bool, bool], bool]) -> "_Condition":
        if type(other) is _Condition:
            return _Condition(self.run, join(self.value, other.value), self.differences + other.differences)
        return _Condition(self.run, join(self.value, other), self.differences)


class _Integer(int):
    """An integer whose comparisons are conditions. What it cannot do so is done by `int`, and then a path is missed, never invented."""

    run: _Run

    def __add__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__add__(self, other))

    def __sub__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__sub__(self, other))

    def __mul__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__mul__(self, other))

    def __radd__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__add__(self, other))

    def __rsub__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__rsub__(self, other))

    def __rmul__(self, other: int) -> "_Integer":
        return _integer(self.run, int.__mul__(self, other))

    def __floordiv__(self, other: int) -> "_Integer":
        return _integer(self.run, int(self) // _divisor(other))

    def __rfloordiv__(self, other: int) -> "_Integer":
        return _integer(self.run, other // _divisor(self))

    def __mod__(self, other: int) -> "_Integer":
        return _integer(self.run, int(self) % _divisor(other))

    def __rmod__(self, other: int) -> "_Integer":
        return _integer(self.run, other % _divisor(self))

    def __divmod__(self, other: int) -> tuple["_Integer", "_Integer"]:
        return self // other, self % other

    def __rdivmod__(self, other: int) -> tuple["_Integer", "_Integer"]:
        return other // self, other % self

    def __neg__(self) -> "_Integer":
        return _integer(self.run, int.__neg__(self))

    def __abs__(self) -> "_Integer":
        return self if self >= 0 else -self

    def __bool__(self) -> bool:
        return bool(_Condition(self.run, int(self) != 0, (int(self),)))

    def __lt__(self, other: Any) -> Any:
        return self._compared(other, int.__lt__)

    def __le__(self, other: Any) -> Any:
        return self._compared(other, int.__le__)

    def __gt__(self, other: Any) -> Any:
        return self._compared(other, int.__gt__)

    def __ge__(self, other: Any) -> Any:
        return self._compared(other, int.__ge__)

    def __eq__(self, other: Any) -> Any:
        return self._compared(other, int.__eq__)

    def __ne__(self, other: Any) -> Any:
        return self._compared(other, int.__ne__)

    __hash__ = int.__hash__

    def _compared(self, other: Any, compare: Callable[[int, int], bool]) -> Any:
        if type(other) is _Condition:
            other = other._number()
        if not isinstance(other, int):
            return NotImplemented
        return _Condition(self.run, compare(self, other), (int(self) - int(other),))


class _Bytes(bytes):
    """A byte string that may be asked whether it equals another."""

    run: _Run

    def __eq__(self, other: object) -> Any:
        return _Condition(self.run, bytes.__eq__(self, other)) if isinstance(other, bytes) else NotImplemented

    def __ne__(self, other: object) -> Any:
        return _Condition(self.run, bytes.__ne__(self, other)) if isinstance(other, bytes) else NotImplemented

    __hash__ = bytes.__hash__


class _Text(str):
    """A text that may be asked whether it equals another."""

    run: _Run

    def __eq__(self, other: object) -> Any:
        return _Condition(self.run, str.__eq__(self, other)) if isinstance(other, str) else NotImplemented

    def __ne__(self, other: object) -> Any:
        return _Condition(self.run, str.__ne__(self, other)) if isinstance(other, str) else NotImplemented

    __hash__ = str.__hash__


def way(kernel: Callable[..., Any], arguments: Mapping[str, Any]) -> Way:
    """Which path a kernel takes on arguments, and on which edges of it they stand."""
    run = _Run(tuple(_shape(value) for value in arguments.values()))
    with suppress(Reject):
        kernel(**{name: _traced(run, value) for name, value in arguments.items()})
    return Way(tuple(run.answers), frozenset(run.edges))


def covered(kernel: Callable[..., Any], inputs: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many paths of a kernel some inputs take, and on how many of its edges they stand."""
    ways = [way(kernel, arguments) for arguments in inputs]
    return len({each.path for each in ways}), len(frozenset[Edge]().union(*(each.edges for each in ways)))


def _integer(run: _Run, value: int) -> _Integer:
    made = _Integer(value)
    made.run = run
    return made


def _divisor(value: int) -> int:
    """The number to divide by: its sign is a decision, as it is to the prover."""
    if isinstance(value, _Integer) and not value > 0:
        bool(_Condition(value.run, int(value) == 0))
    return int(value)


def _traced(run: _Run, value: Any) -> Any:
    """The value, in which everything that may be compared notes its decisions."""
    kind = type(value)
    if kind is int:
        return _integer(run, value)
    if kind is bool:
        return _Condition(run, value)
    if kind in (bytes, str):
        made = _Bytes(value) if kind is bytes else _Text(value)
        made.run = run
        return made
    if kind is tuple:
        return tuple(_traced(run, entry) for entry in value)
    if is_dataclass(kind):
        return kind(**{each.name: _traced(run, getattr(value, each.name)) for each in fields(kind) if each.init})
    return value


def _shape(value: Any) -> object:
    """What of a value is an alternative of its type, each of which has paths of its own."""
    if isinstance(value, Enum) or value is None:
        return value
    if type(value) is tuple:
        return tuple(_shape(entry) for entry in value)
    if is_dataclass(type(value)):
        return type(value).__name__, *(_shape(getattr(value, each.name)) for each in fields(value))
    return type(value).__name__
