"""A record that may say nothing is written in one step, which is what the function does that is not looked into."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from immutables import Map

from reference.numbers import AccountId, Amount, CoinId, Nonce
from reference.state.writing import with_record
from spec.prover import Verdict, check, total

EXECUTED = (with_record,)
"""The function itself: no name of a module, and so never exchanged."""


@dataclass(frozen=True, slots=True)
class Purse:
    """A record of a table."""

    balance: Amount
    nonce: Nonce


EMPTY = Purse(0, 0)

Purses = Map[AccountId, Purse]
Shares = Map[tuple[CoinId, AccountId], Purse]


def a_write_is_what_is_executed(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    return with_record(purses, account, purse, present) == EXECUTED[0](purses, account, purse, present)


def two_writes_are_what_is_executed(shares: Shares, coin: CoinId, one: AccountId, other: AccountId, purse: Purse) -> bool:
    merged = with_record(with_record(shares, (coin, one), EMPTY, False), (coin, other), purse, purse.balance > 0)
    executed = EXECUTED[0](EXECUTED[0](shares, (coin, one), EMPTY, False), (coin, other), purse, purse.balance > 0)
    return merged == executed and total(merged, "balance", coin) == total(executed, "balance", coin)


def what_is_read_is_what_was_written(purses: Purses, account: AccountId, other: AccountId, purse: Purse) -> bool:
    written = with_record(purses, account, purse, present=purse.balance > 0)
    seen, expected = written.get(other, EMPTY), purses.get(other, EMPTY)
    if other == account:
        expected = purse if purse.balance > 0 else EMPTY
    return seen == expected and (other in written) == (purse.balance > 0 if other == account else other in purses)


def the_total_counts_what_is_there(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    before = purses.get(account, EMPTY).balance
    after = purse.balance if present else 0
    return total(with_record(purses, account, purse, present), "balance") == total(purses, "balance") - before + after


TRUE: list[Callable[..., Any]] = [
    a_write_is_what_is_executed,
    two_writes_are_what_is_executed,
    what_is_read_is_what_was_written,
    the_total_counts_what_is_there,
]


@pytest.mark.parametrize("statement", TRUE, ids=lambda statement: statement.__name__)
def test_writing_in_one_step_is_what_the_function_does(statement: Callable[..., Any]) -> None:
    """Protects every theorem on the ledger: the step is no assumption, since the function itself is explored beside it."""
    checked = check(statement)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths


def every_written_record_is_there(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    return account in with_record(purses, account, purse, present)


def no_record_is_there(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    return account not in with_record(purses, account, purse, present)


def what_is_taken_out_still_counts(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    return total(with_record(purses, account, purse, present), "balance") >= purse.balance


@pytest.mark.parametrize("statement", [every_written_record_is_there, no_record_is_there, what_is_taken_out_still_counts])
def test_what_holds_of_one_of_the_two_cases_is_refuted(statement: Callable[..., Any]) -> None:
    """Protects against a step that knows one of the cases only."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked


def a_write_is_no_decision(purses: Purses, account: AccountId, purse: Purse, present: bool) -> bool:
    return total(with_record(purses, account, purse, present), "balance") >= 0


def test_a_write_takes_one_path() -> None:
    """Protects the time of the proofs."""
    assert check(a_write_is_no_decision).paths == 1
