# ruff: noqa: D105 - the operators mean what they mean of the numbers that a proxy stands for
"""Symbolic integers and truth values.

A proxy stands for every integer (or truth value) at once. It says of itself that it is an `int` (`__class__`), so
that `isinstance` agrees, but it does not derive from `int`: C code reads the number inside a subclass, where it
would find a silent 0, while it refuses a stranger. What a proxy cannot do symbolically it refuses, and the verdict
is then `unknown`.
"""

import numbers
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv

import z3  # type: ignore[import-untyped]

from spec.prover import intervals, lemmas
from spec.prover.execution import Comparison, Execution, Wording, Words
from spec.prover.fragment import unwatched
from spec.prover.intervals import Interval
from spec.prover.refusing import Refusing, calling_frame, compared, shown
from spec.prover.source import operation
from spec.prover.terms import Term

NEVER_EQUAL = (type(None), str, bytes, tuple, list, dict, set, frozenset, type)
"""Types of which no value equals a number."""


class SymbolicInteger(Refusing):
    """All the integers that satisfy the path's conditions on a term."""

    __slots__ = ("interval",)

    def __init__(self, path: Execution, term: Term, interval: Interval | None = None) -> None:
        super().__init__(path, term)
        self.interval = interval

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return int

    def __add__(self, other: object) -> "SymbolicInteger":
        return self._computed(_sum, self, other)

    def __radd__(self, other: object) -> "SymbolicInteger":
        return self._computed(_sum, other, self)

    def __sub__(self, other: object) -> "SymbolicInteger":
        return self._computed(_difference, self, other)

    def __rsub__(self, other: object) -> "SymbolicInteger":
        return self._computed(_difference, other, self)

    def __mul__(self, other: object) -> "SymbolicInteger":
        return self._computed(_product, self, other)

    def __rmul__(self, other: object) -> "SymbolicInteger":
        return self._computed(_product, other, self)

    def __floordiv__(self, other: object) -> "SymbolicInteger":
        return self._computed(_quotient, self, other)

    def __rfloordiv__(self, other: object) -> "SymbolicInteger":
        return self._computed(_quotient, other, self)

    def __mod__(self, other: object) -> "SymbolicInteger":
        return self._computed(_remainder, self, other)

    def __rmod__(self, other: object) -> "SymbolicInteger":
        return self._computed(_remainder, other, self)

    def __divmod__(self, other: object) -> tuple["SymbolicInteger", "SymbolicInteger"]:
        return self // other, self % other

    def __rdivmod__(self, other: object) -> tuple["SymbolicInteger", "SymbolicInteger"]:
        return other // self, other % self

    def __neg__(self) -> "SymbolicInteger":
        return self._computed(_difference, 0, self)

    def __pos__(self) -> "SymbolicInteger":
        return self

    def __abs__(self) -> "SymbolicInteger":
        return self if self >= 0 else -self

    def __lt__(self, other: object) -> "SymbolicBoolean":
        return self._compared(other, lt, "<")

    def __le__(self, other: object) -> "SymbolicBoolean":
        return self._compared(other, le, "<=")

    def __gt__(self, other: object) -> "SymbolicBoolean":
        return self._compared(other, gt, ">")

    def __ge__(self, other: object) -> "SymbolicBoolean":
        return self._compared(other, ge, ">=")

    def __eq__(self, other: object) -> "SymbolicBoolean":  # type: ignore[override]
        if _never_equal(other):
            return NotImplemented
        return self._compared(other, eq, "==")

    def __ne__(self, other: object) -> "SymbolicBoolean":  # type: ignore[override]
        if _never_equal(other):
            return NotImplemented
        return self._compared(other, ne, "!=")

    def __bool__(self) -> bool:
        zero = self.path.terms.number(0)
        text = compared(self.term, "!=", zero)
        return self.path.branch(self.path.made(ne, self.term, zero), text, (Comparison(self.term, zero, text),))

    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = Refusing._refuse
    __hash__ = Refusing._refuse
    __index__ = __int__ = __float__ = __round__ = __trunc__ = __floor__ = __ceil__ = Refusing._refuse
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = __invert__ = Refusing._refuse

    @unwatched
    def _computed(self, operator: "Operator", left: object, right: object) -> "SymbolicInteger":
        """The result of an operation, observed where a rule (and not a statement about it) computes it."""
        result = operator(self.path, *(operand(self.path, value) for value in (left, right)))
        frame = calling_frame()
        if not self.path.is_statement(frame):
            self.path.observe(result.term, operation(frame) or Wording(lambda: shown(result.term)), result.interval)
        return result

    @unwatched
    def _compared(self, other: object, compare: Callable[[Term, Term], Term], sign: str) -> "SymbolicBoolean":
        right = integer_term(self.path, other)
        text = operation(calling_frame()) or compared(self.term, sign, right)
        return SymbolicBoolean(self.path, self.path.made(compare, self.term, right), text, (Comparison(self.term, right, text),))


class SymbolicBoolean(Refusing):
    """A condition whose truth depends on the inputs. As an integer it is 0 or 1, as Python's `bool` is."""

    __slots__ = ("comparisons", "text")

    def __init__(self, path: Execution, term: Term, text: Words, comparisons: tuple[Comparison, ...] = ()) -> None:
        super().__init__(path, term)
        self.text = text
        self.comparisons = comparisons

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return bool

    def __bool__(self) -> bool:
        return self.path.branch(self.term, self.text, self.comparisons)

    def __and__(self, other: object) -> "SymbolicBoolean":
        return self._joined(other, z3.And, "and")

    def __or__(self, other: object) -> "SymbolicBoolean":
        return self._joined(other, z3.Or, "or")

    def __xor__(self, other: object) -> "SymbolicBoolean":
        return self._joined(other, z3.Xor, "!=")

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def __eq__(self, other: object) -> "SymbolicBoolean":  # type: ignore[override]
        if type(other) in (bool, SymbolicBoolean):
            return self._joined(other, eq, "==")
        return self.number() == other

    def __ne__(self, other: object) -> "SymbolicBoolean":  # type: ignore[override]
        if type(other) in (bool, SymbolicBoolean):
            return self._joined(other, ne, "!=")
        return self.number() != other

    def __add__(self, other: object) -> SymbolicInteger:
        return self.number() + other

    def __sub__(self, other: object) -> SymbolicInteger:
        return self.number() - other

    def __mul__(self, other: object) -> SymbolicInteger:
        return self.number() * other

    def __radd__(self, other: object) -> SymbolicInteger:
        return other + self.number()

    def __rsub__(self, other: object) -> SymbolicInteger:
        return other - self.number()

    def __rmul__(self, other: object) -> SymbolicInteger:
        return other * self.number()

    __lt__ = __le__ = __gt__ = __ge__ = __floordiv__ = __mod__ = __neg__ = __abs__ = Refusing._refuse
    __hash__ = Refusing._refuse
    __index__ = __int__ = __float__ = __round__ = __trunc__ = __floor__ = __ceil__ = Refusing._refuse
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = __invert__ = Refusing._refuse

    @unwatched
    def number(self) -> SymbolicInteger:
        """The condition as 0 or 1."""
        return SymbolicInteger(self.path, integer_term(self.path, self))

    @unwatched
    def _joined(self, other: object, join: Callable[[Term, Term], Term], word: str) -> "SymbolicBoolean":
        match other:
            case SymbolicBoolean() if type(other) is SymbolicBoolean:
                term, text, comparisons = other.term, other.text, other.comparisons
            case _ if type(other) is bool:
                term, text, comparisons = self.path.terms.truth(other), str(other), ()
            case _:
                raise self.path.refuse(f"joins a condition with a value of type {type(other).__name__}")
        return SymbolicBoolean(
            self.path, self.path.made(join, self.term, term), Wording(lambda: f"({self.text}) {word} ({text})"), self.comparisons + comparisons
        )


def integer_term(path: Execution, value: object) -> Term:
    """The term of a number, symbolic or not. Everything else is refused: subclasses of `int` and floats too."""
    kind = type(value)
    if kind is int or kind is bool:
        return path.terms.number(int(value))  # type: ignore[call-overload]
    if isinstance(value, Refusing) and kind is SymbolicInteger:
        return value.term
    if isinstance(value, Refusing) and kind is SymbolicBoolean:
        return path.made(z3.If, value.term, path.terms.number(1), path.terms.number(0))
    raise path.refuse(f"computes with a value of type {kind.__name__}")


def condition_term(path: Execution, value: object) -> Term | None:
    """The term of a truth value, symbolic or not; None for anything else."""
    if type(value) is bool:
        return path.terms.truth(value)
    if type(value) is SymbolicBoolean:
        return value.term
    return None


def operand(path: Execution, value: object) -> SymbolicInteger:
    """A number as a symbolic one, with what is known of its bounds."""
    if isinstance(value, Refusing) and type(value) is SymbolicInteger:
        return value
    term = integer_term(path, value)
    if type(value) is int:
        return SymbolicInteger(path, term, Interval(value, value))
    return SymbolicInteger(path, term, Interval(0, 1))


Operator = Callable[[Execution, SymbolicInteger, SymbolicInteger], SymbolicInteger]
"""How a result is computed."""


def _sum(path: Execution, left: SymbolicInteger, right: SymbolicInteger) -> SymbolicInteger:
    return SymbolicInteger(path, path.made(add, left.term, right.term), intervals.summed(left.interval, right.interval))


def _difference(path: Execution, left: SymbolicInteger, right: SymbolicInteger) -> SymbolicInteger:
    return SymbolicInteger(path, path.made(sub, left.term, right.term), intervals.subtracted(left.interval, right.interval))


def _product(path: Execution, left: SymbolicInteger, right: SymbolicInteger) -> SymbolicInteger:
    """The product. Of two unknowns, its envelope is told to Z3: it follows from the ranges, but Z3 would have to find it."""
    term = path.made(mul, left.term, right.term)
    unknown = not (z3.is_int_value(left.term) or z3.is_int_value(right.term))
    if unknown and left.interval is not None and right.interval is not None:
        for bound in intervals.envelope(left.term, right.term, term, left.interval, right.interval):
            path.assume(bound)
    return SymbolicInteger(path, term, intervals.multiplied(left.interval, right.interval))


def _quotient(path: Execution, left: SymbolicInteger, right: SymbolicInteger) -> SymbolicInteger:
    """Python's floor division. The solver's `div` rounds differently where the divisor is negative, so the sign of the divisor is decided first."""
    zero = path.terms.number(0)
    positive = compared(right.term, ">", zero)
    if path.branch(path.made(gt, right.term, zero), positive, (Comparison(right.term, zero, positive),)):
        term = path.made(truediv, left.term, right.term)
        if not z3.is_int_value(right.term):
            lemmas.tell(path, left.term, right.term, term)
    elif path.branch(path.made(eq, right.term, zero), compared(right.term, "==", zero)):
        raise ZeroDivisionError("integer division or modulo by zero")
    else:
        term = (-left.term) / (-right.term)
    return SymbolicInteger(path, term, intervals.divided(left.interval, right.interval))


def _remainder(path: Execution, left: SymbolicInteger, right: SymbolicInteger) -> SymbolicInteger:
    term = left.term - right.term * _quotient(path, left, right).term
    return SymbolicInteger(path, term, intervals.remaining(left.interval, right.interval))


def _never_equal(other: object) -> bool:
    """Whether a value is of a kind that no number equals, so that Python's own answer (False) is right."""
    kind = type(other)
    if issubclass(kind, Refusing):
        return kind not in (SymbolicInteger, SymbolicBoolean)
    if issubclass(kind, numbers.Number):
        return False
    return issubclass(kind, (*NEVER_EQUAL, Enum)) or is_dataclass(kind)
