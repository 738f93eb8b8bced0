"""Functions that are alike are proved so, functions that differ anywhere are not: what calls a fault harmless must never be wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from immutables import Map

from prover_faults import replaced
from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, AccountId, Amount
from reference.rules import procedure
from reference.state import balance, coin, coin_transactions, state, transfer
from reference.wire.hashing import Tag, tagged_hash
from spec.prover import Limits, Verdict
from spec.prover.alike import same
from spec.prover.checking import Checked
from spec.prover.equivalence import alike_on, check_equivalent
from spec.theorems.ledger import HASHES

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Purse:
    """A record, one field of which takes no part in equality."""

    owner: AccountId
    held: Amount
    note: tuple[Any, ...] = field(default=(), compare=False)


def added(one: Amount, other: Amount) -> int:
    return one + other


def added_the_other_way(one: Amount, other: Amount) -> int:
    return other + one


def added_but_at_the_top(one: Amount, other: Amount) -> int:
    return one + other + (1 if one == MAX_AMOUNT and other == MAX_AMOUNT else 0)


def greater(one: Amount, other: Amount) -> bool:
    return one > other


def less(one: Amount, other: Amount) -> bool:
    return other < one


def not_less(one: Amount, other: Amount) -> bool:
    return one >= other


def as_number(one: Amount, other: Amount) -> int:
    return 1 if one > other else 0


def checked_left_first(one: Amount, other: Amount) -> None:
    if one == 0:
        raise Reject(Code.AMOUNT_ZERO)
    if other == 0:
        raise Reject(Code.AMOUNT_ZERO)


def checked_right_first(one: Amount, other: Amount) -> None:
    if other == 0:
        raise Reject(Code.AMOUNT_ZERO)
    if one == 0:
        raise Reject(Code.AMOUNT_ZERO)


def zero_before_cap(one: Amount, other: Amount) -> None:
    if one == 0:
        raise Reject(Code.AMOUNT_ZERO)
    if other == 0:
        raise Reject(Code.CAP_ZERO)


def cap_before_zero(one: Amount, other: Amount) -> None:
    if other == 0:
        raise Reject(Code.CAP_ZERO)
    if one == 0:
        raise Reject(Code.AMOUNT_ZERO)


def value_instead(one: Amount, other: Amount) -> Amount | None:
    checked_left_first(one, other)
    return 0


def paid(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, purse.held + amount, purse.note)


def paid_by_replacing(purse: Purse, amount: Amount) -> Purse:
    return replace(purse, held=amount + purse.held)


def paid_over(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, amount, purse.note)


def paid_without_note(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, purse.held + amount)


def paid_with_longer_note(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, purse.held + amount, (purse.note,))


def paid_by_note(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, purse.held + (amount if isinstance(purse.note, tuple) else 0), purse.note)


def flag_in_a_field(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, True)


def one_in_a_field(purse: Purse, amount: Amount) -> Purse:
    return Purse(purse.owner, 1)


def pair(one: Amount, other: Amount) -> tuple[int, ...]:
    return one, other


def pair_as_list(one: Amount, other: Amount) -> Any:
    return [one, other]


def longer_pair(one: Amount, other: Amount) -> tuple[int, ...]:
    return one, other, one


def divided(one: Amount, other: Amount) -> int:
    return one // other


def divided_or_looked_up(one: Amount, other: Amount) -> int:
    if other == 0:
        raise KeyError
    return one // other


def divided_or_rejected(one: Amount, other: Amount) -> int:
    if other == 0:
        raise Reject(Code.AMOUNT_ZERO)
    return one // other


def divided_alike(one: Amount, other: Amount) -> int:
    if other == 0:
        raise ZeroDivisionError("another text")
    return (one - one % other) // other


def powered(one: Amount, other: Amount) -> int:
    return one**2 + other


def keyed(one: Amount, other: Amount) -> Any:
    return {1: one, 2: other}


def iterated(one: Amount, other: Amount) -> Any:
    yield one
    yield other


def listed(*amounts: Amount) -> int:
    return 0


def listed_otherwise(*amounts: Amount) -> int:
    return 1


def renamed(one: Amount, another: Amount) -> int:
    return one + another


@procedure("TEST-1")
def hashed(symbol: str) -> bytes:
    return tagged_hash(Tag.COIN_ID, symbol.encode())


def hashed_unmarked(symbol: str) -> bytes:
    return tagged_hash(Tag.COIN_ID, symbol.encode())


ALIKE: list[tuple[Function, Function]] = [
    (added, added_the_other_way),
    (greater, less),
    (checked_left_first, checked_right_first),
    (paid, paid_by_replacing),
    (divided, divided_alike),
    (pair, pair),
]

DIFFERENT: list[tuple[Function, Function]] = [
    (added, added_but_at_the_top),
    (greater, not_less),
    (greater, as_number),
    (zero_before_cap, cap_before_zero),
    (checked_left_first, value_instead),
    (paid, paid_over),
    (one_in_a_field, flag_in_a_field),
    (pair, pair_as_list),
    (pair, longer_pair),
    (divided, divided_or_looked_up),
    (divided, divided_or_rejected),
    (divided_or_rejected, divided),
]

BEYOND: list[tuple[Function, Function, str]] = [
    (powered, powered, "needs to know which value it is"),
    (keyed, keyed, "returns dict"),
    (iterated, iterated, "returns generator"),
    (listed, listed_otherwise, "cannot be given by its name"),
    (added, renamed, "different parameters"),
    (hashed, hashed, "is a procedure"),
    (hashed_unmarked, hashed_unmarked, "symbol"),
    (paid, paid_without_note, "alike but for Purse.note"),
    (paid, paid_with_longer_note, "alike but for Purse.note"),
    (paid, paid_by_note, "looks into bookkeeping"),
]


def names(value: object) -> str | None:
    """What a function is called in a test report."""
    return getattr(value, "__name__", None)


@pytest.mark.parametrize(("original", "other"), ALIKE, ids=names)
def test_what_is_alike_is_proved(original: Function, other: Function) -> None:
    """Protects the score of the mutants: an equivalent one must not count against the vectors."""
    checked = check_equivalent(original, other)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths > 0


@pytest.mark.parametrize(("original", "other"), DIFFERENT, ids=names)
def test_what_differs_is_refuted_by_arguments(original: Function, other: Function) -> None:
    """Protects against a fault that is called harmless: one value, one type, one code, one exception is enough."""
    checked = check_equivalent(original, other)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert not alike_on(original, other, checked.counterexample)


@pytest.mark.parametrize(("original", "other", "reason"), BEYOND, ids=names)
def test_what_is_not_understood_is_unknown(original: Function, other: Function, reason: str) -> None:
    """Protects the word proved; what becomes of bookkeeping is neither seen nor ignored."""
    checked = check_equivalent(original, other)
    assert checked.verdict is Verdict.UNKNOWN, checked
    assert reason in checked.detail


def test_the_arguments_are_the_smallest() -> None:
    """Protects the vectors that are made of them."""
    assert check_equivalent(added, added_but_at_the_top).counterexample == {"one": MAX_AMOUNT, "other": MAX_AMOUNT}
    assert check_equivalent(greater, not_less).counterexample == {"one": 0, "other": 0}
    assert check_equivalent(divided, divided_or_looked_up).counterexample == {"one": 0, "other": 0}


def seeded(rule: Function, right: str, wrong: str) -> Checked:
    """The comparison of a rule with a faulty one."""
    return check_equivalent(rule, replaced(rule, right, wrong), standing_in=HASHES)


def test_kernels_helpers_and_transitions_are_compared_with_faulty_ones() -> None:
    """Protects the way in which mutants are judged, with source of a file of its own, tables and stand-ins."""
    assert seeded(balance.debit, "amount > balance", "not balance >= amount").verdict is Verdict.PROVED
    assert seeded(balance.debit, "amount > balance", "amount >= balance").counterexample == {"balance": 0, "amount": 0}
    assert seeded(coin.with_supply, "cap=coin.cap", "cap=coin.supply").verdict is Verdict.REFUTED
    assert seeded(transfer.apply_transfer, "nonce=payee.nonce", "nonce=payer.nonce").verdict is Verdict.REFUTED
    assert seeded(transfer.apply_transfer, "moved.sender, nonce", "payer.balance - body.amount, nonce").verdict is Verdict.PROVED
    created = seeded(coin_transactions.apply_coin_create, "credit(state.pots.deposits, deposit)", "state.pots.deposits")
    assert created.verdict is Verdict.REFUTED, created


def test_a_comparison_of_transitions_is_confirmed_on_concrete_tables() -> None:
    """Protects what is made of the arguments that Z3 finds: two tables with the same records are alike, and only they."""
    other = replaced(transfer.apply_transfer, "nonce=payee.nonce", "nonce=payee.nonce + 0")
    checked = check_equivalent(transfer.apply_transfer, other)
    assert checked.verdict is Verdict.PROVED, checked
    assert checked.witnessed == checked.paths > checked.rejecting
    assert same(Map({b"x": 1, b"y": 2}), Map({b"y": 2, b"x": 1}))
    assert not same(Map({b"x": 1}), Map({b"x": True}))
    assert not same(Map({b"x": 1}), Map({b"x": 1, b"y": 1}))


def test_a_journal_that_is_not_written_is_not_called_equivalent() -> None:
    """Protects the commitment, which is made of the journal: it takes no part in the equality of states."""
    assert seeded(state.put_coin, "(state.journal, (Table.COINS, coin))", "state.journal").verdict is Verdict.UNKNOWN
    assert seeded(state.put_head, "state.journal", "()").verdict is Verdict.UNKNOWN
    assert seeded(state.put_head, "head, state", "state.head, state").verdict is Verdict.REFUTED


def test_too_much_work_is_unknown() -> None:
    """Protects against an exploration that is broken off and called complete."""
    assert check_equivalent(checked_left_first, checked_right_first, Limits(paths=2)).verdict is Verdict.UNKNOWN
    assert check_equivalent(checked_left_first, checked_right_first, Limits(branches=1)).verdict is Verdict.UNKNOWN
