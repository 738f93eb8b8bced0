"""Statements about whole tables: keys that may be the same, records that nobody touched, and totals over all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, CoinId, Nonce
from spec.prover import Verdict, check, total
from spec.prover.checking import holds


@dataclass(frozen=True, slots=True)
class Purse:
    """A record of a table."""

    balance: Amount
    nonce: Nonce


EMPTY = Purse(0, 0)

Purses = Map[AccountId, Purse]
Shares = Map[tuple[CoinId, AccountId], Purse]


def pay(purses: Purses, sender: AccountId, recipient: AccountId, amount: Amount) -> Purses:
    """A transfer that reads again after it has written: right also where sender and recipient are one."""
    payer = purses.get(sender, EMPTY)
    if payer.balance < amount:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    purses = purses.set(sender, Purse(payer.balance - amount, payer.nonce))
    payee = purses.get(recipient, EMPTY)
    return purses.set(recipient, Purse(payee.balance + amount, payee.nonce))


def pay_badly(purses: Purses, sender: AccountId, recipient: AccountId, amount: Amount) -> Purses:
    """A transfer that reads both before it writes either: to oneself it mints."""
    payer, payee = purses.get(sender, EMPTY), purses.get(recipient, EMPTY)
    if payer.balance < amount:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    purses = purses.set(sender, Purse(payer.balance - amount, payer.nonce))
    return purses.set(recipient, Purse(payee.balance + amount, payee.nonce))


def remove(purses: Purses, account: AccountId) -> Purses:
    """Remove a record, if it is there."""
    return purses.delete(account) if account in purses else purses


def payment_preserves_the_total(purses: Purses, sender: AccountId, recipient: AccountId, amount: Amount) -> bool:
    return total(pay(purses, sender, recipient, amount), "balance") == total(purses, "balance")


def payment_leaves_others_alone(purses: Purses, sender: AccountId, recipient: AccountId, amount: Amount, other: AccountId) -> bool:
    return other in (sender, recipient) or pay(purses, sender, recipient, amount).get(other) == purses.get(other)


def no_record_exceeds_the_total(purses: Purses, one: AccountId, other: AccountId) -> bool:
    both = purses.get(one, EMPTY).balance + purses.get(other, EMPTY).balance
    return one == other or both <= total(purses, "balance")


def removed_record_leaves_the_total(purses: Purses, account: AccountId) -> bool:
    return total(remove(purses, account), "balance") == total(purses, "balance") - purses.get(account, EMPTY).balance


def removed_is_gone(purses: Purses, account: AccountId) -> bool:
    after = remove(purses, account)
    return account not in after and after.get(account) is None


def writing_back_changes_nothing(purses: Purses, account: AccountId) -> bool:
    if account not in purses:
        return True
    return purses.set(account, purses[account]) == purses


def writing_undoes_writing(purses: Purses, account: AccountId, purse: Purse) -> bool:
    if account in purses:
        return purses.set(account, purse).set(account, purses[account]) == purses
    return purses.set(account, purse).delete(account) == purses


def a_share_counts_for_its_coin_only(shares: Shares, coin: CoinId, other: CoinId, holder: AccountId, purse: Purse) -> bool:
    return coin == other or total(shares.set((coin, holder), purse), "balance", other) == total(shares, "balance", other)


def a_share_counts_for_its_coin(shares: Shares, coin: CoinId, holder: AccountId, purse: Purse) -> bool:
    before = shares.get((coin, holder), EMPTY).balance
    return total(shares.set((coin, holder), purse), "balance", coin) - total(shares, "balance", coin) == purse.balance - before


TRUE: list[Callable[..., Any]] = [
    payment_preserves_the_total,
    payment_leaves_others_alone,
    no_record_exceeds_the_total,
    removed_record_leaves_the_total,
    removed_is_gone,
    writing_back_changes_nothing,
    writing_undoes_writing,
    a_share_counts_for_its_coin_only,
    a_share_counts_for_its_coin,
]


@pytest.mark.parametrize("statement", TRUE, ids=lambda statement: statement.__name__)
def test_what_holds_of_every_table_is_proved(statement: Callable[..., Any]) -> None:
    """Protects the ledger theorems, which are of these shapes; each path is besides taken by a concrete table."""
    checked = check(statement)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths


def minting_by_paying_oneself(purses: Purses, sender: AccountId, recipient: AccountId, amount: Amount) -> bool:
    return total(pay_badly(purses, sender, recipient, amount), "balance") == total(purses, "balance")


def keys_never_meet(purses: Purses, one: AccountId, other: AccountId, purse: Purse) -> bool:
    return purses.set(one, purse).get(other, EMPTY) == purses.get(other, EMPTY)


def two_looks_at_one_record(purses: Purses, one: AccountId, other: AccountId) -> bool:
    return purses.get(one, EMPTY).balance + purses.get(other, EMPTY).balance <= total(purses, "balance")


def what_is_looked_at_is_all_there_is(purses: Purses, one: AccountId) -> bool:
    return total(purses, "balance") == purses.get(one, EMPTY).balance


def every_record_is_there(purses: Purses, account: AccountId) -> bool:
    return purses[account].balance >= 0


def nothing_to_remove(purses: Purses, account: AccountId) -> bool:
    return purses.delete(account).get(account) is None


def a_share_of_one_coin_is_one_of_another(shares: Shares, coin: CoinId, other: CoinId, holder: AccountId, purse: Purse) -> bool:
    return total(shares.set((coin, holder), purse), "balance", other) == total(shares, "balance", other)


def totals_are_bounded(purses: Purses) -> bool:
    return total(purses, "balance") < 2**70


FALSE: list[Callable[..., Any]] = [
    minting_by_paying_oneself,
    keys_never_meet,
    two_looks_at_one_record,
    what_is_looked_at_is_all_there_is,
    every_record_is_there,
    nothing_to_remove,
    a_share_of_one_coin_is_one_of_another,
    totals_are_bounded,
]


@pytest.mark.parametrize("statement", FALSE, ids=lambda statement: statement.__name__)
def test_what_fails_for_some_table_is_refuted_by_a_table(statement: Callable[..., Any]) -> None:
    """Protects against keys that are silently taken for different, and totals that forget the records nobody looked at."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert holds(statement, checked.counterexample) is False


def test_a_ledger_that_mints_on_a_payment_to_oneself_is_shown_doing_it() -> None:
    """Protects the reader of the refutation: sender and recipient are one in it."""
    counterexample = check(minting_by_paying_oneself).counterexample
    assert counterexample is not None
    assert counterexample["sender"] == counterexample["recipient"]
    assert counterexample["amount"] > 0


def counted(purses: Purses) -> bool:
    return len(purses) >= 0


def summed(purses: Purses) -> bool:
    return sum(purse.balance for purse in purses.values()) >= 0


def walked(purses: Purses) -> bool:
    return all(account in purses for account in purses)


def taken_for_true(purses: Purses) -> bool:
    return bool(purses) or not purses


def other_tables(purses: Purses, others: Purses) -> bool:
    return purses == others or purses != others


def put_into_a_plain_dictionary(account: AccountId, purse: Purse) -> bool:
    return {account: purse}[account] == purse


UNKNOWN: list[Callable[..., Any]] = [counted, summed, walked, taken_for_true, other_tables, put_into_a_plain_dictionary]


@pytest.mark.parametrize("statement", UNKNOWN, ids=lambda statement: statement.__name__)
def test_what_would_have_to_see_every_record_is_unknown(statement: Callable[..., Any]) -> None:
    """Protects against a proof about the few records that a symbolic table knows of."""
    assert check(statement).verdict is Verdict.UNKNOWN
