"""A false statement is refuted, by arguments that were tried: nobody may ship a specification on a theorem that is not one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import pytest

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Ppm, Range
from spec.prover import Verdict, check, outcome, rejection, theorem
from spec.prover.checking import holds

Small = Annotated[int, Range(-20, 20)]


class Phase(Enum):
    """Where an order is."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Order:
    """A record with an enumeration in it."""

    phase: Phase
    held: Amount


@dataclass(frozen=True, slots=True)
class Pair:
    """A record of records."""

    first: Order
    second: Order


def off_by_one(balance: Amount, amount: Amount) -> bool:
    """`>=` for `>`: true but for one value of a pair."""
    return (amount >= balance) == (amount > balance)


def at_the_end_of_the_range(amount: Amount) -> bool:
    """Only the greatest amount is wrong."""
    return amount < 2**63 - 1


def floor_of_a_negative_divisor(dividend: Small, divisor: Small) -> bool:
    """What the solver's own division would say; Python's floor says otherwise."""
    return divisor >= 0 or dividend < 0 or -(dividend // -divisor) == dividend // divisor


def division_by_zero(dividend: Small, divisor: Small) -> bool:
    """True wherever it does not fail."""
    return dividend - dividend // divisor * divisor == dividend % divisor


def assertion(amount: Amount) -> bool:
    """An assertion is a claim like any other. (Written out, because pytest rewrites those of a test.)"""
    if amount == 77:
        raise AssertionError
    return True


def two_floors(payable: Amount, rate: Ppm) -> bool:
    """A unit vanishes where fee and net are floored each on its own."""
    return payable * rate // 1_000_000 + payable * (1_000_000 - rate) // 1_000_000 == payable


def one_phase_only(order: Order) -> bool:
    """Wrong in one member of an enumeration."""
    return order.phase is Phase.OPEN or order.held == 0


def deep_in_a_record(pair: Pair) -> bool:
    """Wrong for one combination of fields of nested records."""
    return not (pair.first.phase is Phase.CLOSED and pair.second.phase is Phase.OPEN and pair.first.held > pair.second.held)


def different_names_different_accounts(sender: AccountId, recipient: AccountId) -> bool:
    """Two identifiers may be the same."""
    return sender != recipient


def no_account_is_all_zeros(account: AccountId) -> bool:
    """A constant is an identifier like any other."""
    return account != bytes(32)


def maximum_is_the_first(one: Amount, other: Amount) -> bool:
    """Wrong where the other is greater."""
    return max(one, other) == one


def wrong_code(amount: Amount) -> bool:
    """The right condition with another code."""
    return rejection(refuse_zero, amount) == (Code.MALFORMED if amount == 0 else None)


def rejection_that_is_too_rare(amount: Amount) -> bool:
    """An accepted value that was said to be rejected."""
    return rejection(refuse_zero, amount) == (Code.AMOUNT_ZERO if amount <= 1 else None)


def truth_is_a_number(flag: bool, amount: Amount) -> bool:
    """True counts one."""
    return amount + flag == amount


def rare_exception(amount: Amount) -> bool:
    """Any exception but a rejection is a failure, on however rare a path."""
    if amount == 123_456_789:
        raise KeyError("no such thing")
    return True


def refuse_zero(amount: Amount) -> Amount:
    """A kernel."""
    if amount == 0:
        raise Reject(Code.AMOUNT_ZERO)
    return amount


FALSE: list[Callable[..., Any]] = [
    off_by_one,
    at_the_end_of_the_range,
    floor_of_a_negative_divisor,
    division_by_zero,
    assertion,
    two_floors,
    one_phase_only,
    deep_in_a_record,
    different_names_different_accounts,
    no_account_is_all_zeros,
    maximum_is_the_first,
    wrong_code,
    rejection_that_is_too_rare,
    truth_is_a_number,
    rare_exception,
]


@pytest.mark.parametrize("statement", FALSE, ids=lambda statement: statement.__name__)
def test_a_false_statement_is_refuted_by_arguments_that_make_it_false(statement: Callable[..., Any]) -> None:
    """Protects against a prover that is content too early, and against counterexamples that are none."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert holds(statement, checked.counterexample) is False


def test_a_counterexample_is_the_smallest() -> None:
    """Protects readers of a failure, and its reproducibility: which model Z3 finds first depends on its version."""
    assert check(off_by_one).counterexample == {"balance": 0, "amount": 0}
    assert check(maximum_is_the_first).counterexample == {"one": 0, "other": 1}


def test_a_false_statement_is_refuted_although_its_condition_hides_most_arguments() -> None:
    """Protects against a condition that is applied to Z3's search but not to the trial, or the other way round."""

    narrow = theorem("TEST-1", "True up to 19.", assuming=lambda one, other: (one < 20) & (other == one))(_sum_below_forty)
    assert check(narrow).verdict is Verdict.PROVED
    wide = theorem("TEST-1", "False at 20.", assuming=lambda one, other: (one >= 10) & (other == one))(_sum_below_forty)
    assert check(wide).verdict is Verdict.REFUTED
    assert check(wide).counterexample == {"one": 20, "other": 20}


def test_what_a_rule_did_before_it_was_rejected_counts_for_nothing() -> None:
    """Protects the meaning of `outcome`: a rejection is an outcome, and the value is then absent."""

    def statement(amount: Amount) -> bool:
        result = outcome(refuse_zero, amount)
        return (result.code is None and result.value == amount) or (result.code == Code.AMOUNT_ZERO and amount == 0)

    assert check(statement).verdict is Verdict.PROVED


def _sum_below_forty(one: Small, other: Small) -> bool:
    return one + other < 40
