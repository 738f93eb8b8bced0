"""The shapes of rules' values: records in tables with options, enumerations, tuples and records inside; bounded loops. Each truth has a false twin."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, Flag
from itertools import product
from typing import Annotated, Any

import pytest
import z3  # type: ignore[import-untyped]
from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, CoinId, Length, Range
from spec.prover import Verdict, check, total
from spec.prover.checking import holds
from spec.prover.lemmas import of_quotient, of_two_quotients

Small = Annotated[int, Range(0, 9)]

PHASES = 3


class Phase(Enum):
    """Where an order is."""

    OPEN = "open"
    ACTIVE = "active"
    CLOSED = "closed"


class Rights(Flag):
    """What somebody may do; its members are not all that it has."""

    READ = 1
    WRITE = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """A record inside a record."""

    price: Amount
    limits: tuple[Small, Small]


@dataclass(frozen=True, slots=True)
class Order:
    """A record with everything in it."""

    phase: Phase
    held: Amount
    paid: Amount
    payee: AccountId | None
    terms: Terms
    sealed: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """A record with an alternative of records."""

    to: Terms | AccountId | None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A record with a flag."""

    rights: Rights


Orders = Map[AccountId, Order]
Books = Map[tuple[CoinId, AccountId], Order]
ByPhase = Map[tuple[Phase, AccountId], Order]
Grants = Map[AccountId, Grant]


def pay(orders: Orders, key: AccountId, amount: Amount) -> Orders:
    """Move from what an order holds to what it has paid."""
    order = orders.get(key)
    if order is None or order.phase is not Phase.ACTIVE:
        raise Reject(Code.COIN_UNKNOWN)
    if amount > order.held:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    left = order.held - amount
    return orders.set(key, replace(order, held=left, paid=order.paid + amount, phase=Phase.CLOSED if left == 0 else order.phase))


def whole(orders: Orders) -> int:
    """What is held and paid, of all orders."""
    return total(orders, "held") + total(orders, "paid")


def paying_keeps_both_totals(orders: Orders, key: AccountId, amount: Amount) -> bool:
    return whole(pay(orders, key, amount)) == whole(orders)


def paying_keeps_one_total(orders: Orders, key: AccountId, amount: Amount) -> bool:
    return total(pay(orders, key, amount), "held") == total(orders, "held")


def empty_orders_are_closed(orders: Orders, key: AccountId, amount: Amount) -> bool:
    after = pay(orders, key, amount)[key]
    return (after.phase is Phase.CLOSED) == (after.held == 0)


def paid_orders_are_closed(orders: Orders, key: AccountId, amount: Amount) -> bool:
    return pay(orders, key, amount)[key].phase is Phase.CLOSED


def others_keep_everything(orders: Orders, key: AccountId, amount: Amount, other: AccountId) -> bool:
    return other == key or pay(orders, key, amount).get(other) == orders.get(other)


def all_keep_everything(orders: Orders, key: AccountId, amount: Amount, other: AccountId) -> bool:
    return pay(orders, key, amount).get(other) == orders.get(other)


def payee_is_kept(orders: Orders, key: AccountId, amount: Amount) -> bool:
    return pay(orders, key, amount)[key].payee == orders[key].payee


def payee_is_there(orders: Orders, key: AccountId, amount: Amount) -> bool:
    return pay(orders, key, amount)[key].payee is not None


def written_back_is_the_same(orders: Orders, key: AccountId) -> bool:
    return key not in orders or orders.set(key, orders[key]) == orders


def written_back_without_payee_is_the_same(orders: Orders, key: AccountId) -> bool:
    return key not in orders or orders.set(key, replace(orders[key], payee=None)) == orders


def phase_is_one_of_three(orders: Orders, key: AccountId) -> bool:
    if key not in orders:
        return True
    match orders[key].phase:
        case Phase.OPEN | Phase.ACTIVE:
            return True
        case Phase.CLOSED:
            return True
    return False


def phase_is_one_of_two(orders: Orders, key: AccountId) -> bool:
    if key not in orders:
        return True
    match orders[key].phase:
        case Phase.OPEN | Phase.ACTIVE:
            return True
        case _:
            return False


def inner_records_lie_in_their_types(orders: Orders, key: AccountId) -> bool:
    return key not in orders or (orders[key].terms.limits[0] <= 9 and orders[key].terms.price >= 0)


def inner_limits_are_ordered(orders: Orders, key: AccountId) -> bool:
    return key not in orders or orders[key].terms.limits[0] <= orders[key].terms.limits[1]


def limits_are_read_as_written(orders: Orders, key: AccountId, order: Order) -> bool:
    return orders.set(key, order)[key] == order


def limits_are_swapped(orders: Orders, key: AccountId, order: Order) -> bool:
    read = orders.set(key, order)[key].terms.limits
    return read == (order.terms.limits[1], order.terms.limits[0])


def seals_are_truth_values(orders: Orders, key: AccountId) -> bool:
    return key not in orders or orders[key].sealed in (True, False)


def seals_are_set(orders: Orders, key: AccountId) -> bool:
    return key not in orders or orders[key].sealed


def books_are_apart(books: Books, coin: CoinId, other: CoinId, key: AccountId, order: Order) -> bool:
    return coin == other or total(books.set((coin, key), order), "held", other) == total(books, "held", other)


def books_are_one(books: Books, coin: CoinId, other: CoinId, key: AccountId, order: Order) -> bool:
    return total(books.set((coin, key), order), "held", other) == total(books, "held", other)


def keys_with_members_are_apart(orders: ByPhase, key: AccountId, order: Order) -> bool:
    return orders.set((Phase.OPEN, key), order).get((Phase.CLOSED, key)) == orders.get((Phase.CLOSED, key))


def keys_with_members_are_one(orders: ByPhase, phase: Phase, key: AccountId, order: Order) -> bool:
    return orders.set((phase, key), order).get((Phase.CLOSED, key)) == orders.get((Phase.CLOSED, key))


def grants_are_of_three_kinds(grants: Grants, key: AccountId) -> bool:
    if key not in grants:
        return True
    match grants[key].to:
        case None:
            return True
        case Terms(limits=(low, _)):
            return low <= 9
        case bytes():
            return True
    return False


def grants_are_of_two_kinds(grants: Grants, key: AccountId) -> bool:
    return key not in grants or grants[key].to is None or isinstance(grants[key].to, Terms)


def grants_are_equal_if_read_so(grants: Grants, key: AccountId, grant: Grant) -> bool:
    after = grants.set(key, grant)
    return (after == grants) == (key in grants and grants[key] == grant)


def grants_are_equal_if_there(grants: Grants, key: AccountId, grant: Grant) -> bool:
    return (grants.set(key, grant) == grants) == (key in grants)


def sums_of_few(amounts: Annotated[tuple[Small, ...], Length(0, 3)]) -> bool:
    found = 0
    for amount in amounts:
        found += amount
    return found <= 9 * len(amounts) and len(amounts) <= 3


def sums_of_fewer(amounts: Annotated[tuple[Small, ...], Length(0, 3)]) -> bool:
    found = 0
    for amount in amounts:
        found += amount
    return found <= 26


def halved(amount: Small) -> bool:
    for _ in range(PHASES):
        amount = amount // 2
    return amount <= 1


def halved_to_nothing(amount: Small) -> bool:
    for _ in range(PHASES):
        amount = amount // 2
    return amount == 0


def least_of_an_option(amount: Small | None, other: Small) -> bool:
    found = other if amount is None else min(amount, other)
    return found <= other


def both_of_an_option(amount: Small | None, other: Small) -> bool:
    return amount is not None or other < 9


TWINS: list[tuple[Callable[..., bool], Callable[..., bool]]] = [
    (paying_keeps_both_totals, paying_keeps_one_total),
    (empty_orders_are_closed, paid_orders_are_closed),
    (others_keep_everything, all_keep_everything),
    (payee_is_kept, payee_is_there),
    (written_back_is_the_same, written_back_without_payee_is_the_same),
    (phase_is_one_of_three, phase_is_one_of_two),
    (inner_records_lie_in_their_types, inner_limits_are_ordered),
    (limits_are_read_as_written, limits_are_swapped),
    (seals_are_truth_values, seals_are_set),
    (books_are_apart, books_are_one),
    (keys_with_members_are_apart, keys_with_members_are_one),
    (grants_are_of_three_kinds, grants_are_of_two_kinds),
    (grants_are_equal_if_read_so, grants_are_equal_if_there),
    (sums_of_few, sums_of_fewer),
    (halved, halved_to_nothing),
    (least_of_an_option, both_of_an_option),
]


@pytest.mark.parametrize("statement", [true for true, _ in TWINS], ids=lambda statement: statement.__name__)
def test_what_holds_of_every_shape_is_proved(statement: Callable[..., bool]) -> None:
    """Protects the records of chapters to come; each path is besides taken by concrete values."""
    checked = check(statement)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths


@pytest.mark.parametrize("statement", [false for _, false in TWINS], ids=lambda statement: statement.__name__)
def test_its_false_twin_is_refuted_by_values(statement: Callable[..., bool]) -> None:
    """Protects against shapes of which some values are forgotten: a member, an alternative, an entry."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert holds(statement, checked.counterexample) is False


def a_flag_is_a_member(rights: Rights) -> bool:
    return rights in (Rights.READ, Rights.WRITE)


def a_flag_in_a_table_is_a_member(allowances: Map[AccountId, Allowance], key: AccountId) -> bool:
    return key not in allowances or allowances[key].rights in (Rights.READ, Rights.WRITE)


def alternatives_that_look_alike(grants: Map[AccountId, Amount | Small], key: AccountId) -> bool:
    return grants.get(key, 0) >= 0


def total_of_an_option(orders: Orders, key: AccountId) -> bool:
    return total(orders, "payee") == 0


def total_of_members(orders: Orders, key: AccountId) -> bool:
    return total(orders, "phase") == 0


def table_matched_as_a_mapping(orders: Orders) -> bool:
    match orders:
        case {}:
            return True
        case _:
            return True


UNKNOWN: list[Callable[..., Any]] = [
    a_flag_is_a_member,
    a_flag_in_a_table_is_a_member,
    alternatives_that_look_alike,
    total_of_an_option,
    total_of_members,
    table_matched_as_a_mapping,
]


@pytest.mark.parametrize("statement", UNKNOWN, ids=lambda statement: statement.__name__)
def test_what_has_no_layout_is_unknown(statement: Callable[..., Any]) -> None:
    """Protects against flags taken for their members alone, alternatives taken for each other, and totals of what is no number."""
    assert check(statement).verdict is Verdict.UNKNOWN


def test_ranges_of_what_is_read_do_not_outlive_a_write() -> None:
    """Protects against a range believed of a value that was written from outside it."""

    def read_back(orders: Orders, key: AccountId, order: Order, amount: Amount) -> bool:
        read = orders.set(key, replace(order, held=order.held - amount))[key].held
        return read * order.paid >= 0 and read >= 0

    assert check(read_back).verdict is Verdict.REFUTED


def test_what_z3_is_told_of_quotients_is_true() -> None:
    """Protects the soundness of every share: a false lemma proves anything."""
    numbers = range(-3, 4)
    values = [z3.IntVal(number) for number in numbers]
    for factor, other, divisor in product(values, values, values[4:]):
        dividend = factor * other
        for fact in of_quotient(dividend, divisor, dividend / divisor):
            assert z3.is_true(z3.simplify(fact)), fact
    for factor, one, two, divisor in product(values[::2], values, values, values[4::2]):
        left, right = factor * one, factor * two
        for fact in of_two_quotients((left, divisor, left / divisor), (right, divisor, right / divisor)):
            assert z3.is_true(z3.simplify(fact)), fact
    for one, two, first, second in product(values, values, values[5:], values[4:]):
        for fact in of_two_quotients((one, first, one / first), (two, second, two / second)):
            assert z3.is_true(z3.simplify(fact)), fact
