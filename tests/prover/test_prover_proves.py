"""What is true is proved, in the ways in which rules are written: a prover that gives up on plain Python would have the rules written for it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from typing import Annotated, Any

import pytest
import z3  # type: ignore[import-untyped]

from reference.numbers import AccountId, Amount, Length, Range, Symbol
from spec.prover import Verdict, check
from spec.prover.execution import Execution, Limits
from spec.prover.identifiers import BYTES, TEXT, number_of, string_of
from spec.prover.intervals import Interval, divided, envelope, multiplied, remaining, subtracted, summed
from spec.prover.proxies import SymbolicBoolean, SymbolicInteger
from spec.prover.terms import Terms
from spec.prover.values import lifted

Small = Annotated[int, Range(-20, 20)]


class Phase(Enum):
    """Where an order is."""

    OPEN = "open"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Order:
    """A record."""

    phase: Phase
    held: Amount
    payee: AccountId | None


@dataclass(frozen=True, slots=True)
class Book:
    """A record of records."""

    order: Order
    limits: tuple[Amount, Amount]


def close(order: Order) -> Order:
    """A rule that copies a record with changes."""
    return replace(order, phase=Phase.CLOSED, held=0)


def floor_and_remainder(dividend: Small, divisor: Small) -> bool:
    if divisor == 0:
        return True
    quotient, remainder = divmod(dividend, divisor)
    signs = 0 <= remainder < divisor if divisor > 0 else divisor < remainder <= 0
    return quotient * divisor + remainder == dividend and signs


def short_circuit(dividend: Small, divisor: Small) -> bool:
    return divisor == 0 or dividend // divisor * divisor <= dividend or divisor < 0


def chained(one: Small, other: Small, third: Small) -> bool:
    return not one < other < third or one + 2 <= third


def least_and_greatest(one: Small, other: Small) -> bool:
    return min(one, other) + max(one, other) == one + other and abs(one) >= one


def sums_and_orders(one: Small, other: Small, third: Small) -> bool:
    ordered = sorted((third, one, other))
    return sum(ordered) == one + other + third and ordered[0] <= ordered[1] <= ordered[2]


def every_and_some(one: Small, other: Small) -> bool:
    return all(entry >= -20 for entry in (one, other)) and not any(entry > 20 for entry in (one, other))


def bounded_loop(amount: Amount) -> bool:
    rest = amount
    for _ in range(5):
        rest //= 2
    return rest == amount // 32


def members(order: Order) -> bool:
    match order.phase:
        case Phase.OPEN | Phase.ACTIVE:
            return close(order) != order
        case Phase.CLOSED:
            return close(order).held == 0


def copied(book: Book) -> bool:
    closed = replace(book, order=close(book.order))
    return closed.limits == book.limits and closed.order.payee == book.order.payee


def absent_or_not(order: Order) -> bool:
    return order.payee is None or order.payee == order.payee


def truth_values(one: bool, other: bool) -> bool:
    return (one and other) == (not (not one or not other)) and one + other <= 2 and (one ^ other) == (one != other)


def strings_of_two_kinds(account: AccountId, symbol: Symbol) -> bool:
    other: object = symbol
    return account != other


def string_of_another_length(symbol: Symbol) -> bool:
    return symbol != ""


def entries(amounts: Annotated[tuple[Amount, ...], Length(0, 3)]) -> bool:
    return sum(amounts) >= max(amounts, default=0)


TRUE: list[Callable[..., Any]] = [
    floor_and_remainder,
    short_circuit,
    chained,
    least_and_greatest,
    sums_and_orders,
    every_and_some,
    bounded_loop,
    members,
    copied,
    absent_or_not,
    truth_values,
    strings_of_two_kinds,
    string_of_another_length,
    entries,
]


@pytest.mark.parametrize("statement", TRUE, ids=lambda statement: statement.__name__)
def test_plain_python_is_understood(statement: Callable[..., Any]) -> None:
    """Protects the rules from being bent to the prover; every path is besides taken once more by concrete arguments."""
    checked = check(statement)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths > 0


def test_arithmetic_is_pythons_for_every_sign() -> None:
    """Protects against the solver's own division, which rounds otherwise where the divisor is negative."""
    path = Execution(Terms(z3.Context()), [], Limits())
    for left, right in product(range(-7, 8), repeat=2):
        one, other = lifted(path, left), lifted(path, right)
        results = [(one + other, left + right), (one - other, left - right), (one * other, left * right), (-one, -left), (abs(one), abs(left))]
        if right != 0:
            results += [(one // other, left // right), (one % other, left % right), (left // other, left // right), (one % right, left % right)]
        for symbolic, concrete in results:
            assert z3.simplify(symbolic.term).as_long() == concrete, (left, right)


def test_intervals_hold_whatever_is_in_them() -> None:
    """Protects against a bound that Z3 is told and that is not one: everything could then be proved."""
    spans = [Interval(low, high) for low in range(-3, 4) for high in range(low, 4)]
    rules = [(summed, int.__add__), (subtracted, int.__sub__), (multiplied, int.__mul__), (divided, int.__floordiv__), (remaining, int.__mod__)]
    for one, other in product(spans, repeat=2):
        for left, right in product(range(one.low, one.high + 1), range(other.low, other.high + 1)):
            assert all(envelope(left, right, left * right, one, other))
            for rule, compute in rules:
                within = rule(one, other)
                assert within is None or within.low <= compute(left, right) <= within.high


def test_a_symbolic_number_is_no_subclass_of_int() -> None:
    """Protects against C code that reads the number inside a subclass, and finds 0: `range` and `struct.pack` would go on silently."""
    assert not issubclass(SymbolicInteger, int)
    assert not issubclass(SymbolicBoolean, int)
    path = Execution(Terms(z3.Context()), [], Limits())
    assert isinstance(lifted(path, 7), int)
    assert isinstance(lifted(path, True), bool)
    assert isinstance(lifted(path, b"x"), bytes)


@pytest.mark.parametrize("text", ["", "A", "B", "AA", "0", "\x00", "\U0010ffff", "é\ue000\ud7ff"])
def test_text_and_its_number_are_one_to_one(text: str) -> None:
    """Protects against two symbols that are one to Z3."""
    assert string_of(TEXT, number_of(text)) == text


def test_the_first_numbers_are_the_simplest_strings() -> None:
    """Protects the readability of minimal examples, and the one-to-one map of bytes, which every length is an interval of."""
    assert [string_of(BYTES, number) for number in (0, 1, 256, 257)] == [b"", b"\x00", b"\xff", b"\x00\x00"]
    assert [string_of(TEXT, number) for number in (0, 1, 2)] == ["", "A", "B"]
    assert all(number_of(string_of(BYTES, number)) == number for number in (*range(1_000), 2**256))


def test_the_interpreter_is_left_as_it_was() -> None:
    """Protects coverage and profilers: the prover watches the calls of a rule, and stops watching."""

    def observer(*_: object) -> None:
        return None

    sys.setprofile(observer)
    try:
        check(chained)
        assert sys.getprofile() is observer
    finally:
        sys.setprofile(None)
