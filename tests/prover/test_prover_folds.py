"""Folds over sequences of any length: what holds is proved by induction, and nothing else is."""

from collections.abc import Callable
from functools import reduce
from typing import Annotated, Any

import pytest
from immutables import Map

from fold_rules import (
    BATCH,
    LEDGER,
    SEATS,
    SPLIT,
    TALLY,
    UNSPLIT,
    Ascent,
    Balance,
    Payment,
    Seat,
    Split,
    Vote,
    Weight,
    Weights,
    check_seats,
    in_favour,
    is_accepted,
    pay_all,
    serve,
    share_of,
    split_pool,
    take_all,
)
from reference.codes import Code
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Length, Range
from spec.prover import Fold, Seen, Verdict, check, check_kernel, rejection, theorem, total
from spec.prover.checking import Checked, holds
from spec.prover.sampling import sample


def checked(statement: Callable[..., bool], *folding: Fold) -> Checked:
    return check(theorem("FOLD-1", "A sample.", folding=folding)(statement))


def shares_are_exact(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    return total(weights) != whole or total(split_pool(pool, weights, whole).shares) == pool


def prefixes_are_covered(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    split = split_pool(pool, weights, whole)
    return total(split.shares) <= pool and len(split.shares) == len(weights)


def splitting_is_rejected_for_too_much_weight(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    expected = Code.AMOUNT_ZERO if whole == 0 else Code.BALANCE_OVERFLOW if total(weights) > whole else None
    return rejection(split_pool, pool, weights, whole) == expected


def votes_are_counted(votes: tuple[Vote, ...], quorum: Weights) -> bool:
    return is_accepted(votes, quorum) == (total(votes, in_favour) >= quorum)


def voting_is_rejected_for_too_many(votes: tuple[Vote, ...], quorum: Weights) -> bool:
    return rejection(is_accepted, votes, quorum) == (Code.BALANCE_OVERFLOW if total(votes, "weight") > MAX_AMOUNT else None)


def seats_are_99(seats: tuple[Seat, ...]) -> bool:
    ascent = check_seats(seats)
    return len(seats) <= 99 and (ascent.last is not None or len(seats) == 0)


def batches_are_exact(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return take_all(balance, payments) == balance - total(payments, "amount")


def batches_are_rejected_for_their_total(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return rejection(take_all, balance, payments) == (Code.INSUFFICIENT_BALANCE if total(payments, "amount") > balance else None)


def ledgers_keep_their_total(balances: Map[AccountId, Balance], payments: tuple[Payment, ...], sender: AccountId) -> bool:
    return total(pay_all(balances, payments, sender), "amount") == total(balances, "amount")


def batches_twice(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return take_all(take_all(balance, payments), payments) == balance - 2 * total(payments, "amount")


def at_most_ninety_nine(balance: Amount, payments: Annotated[tuple[Payment, ...], Length(2, 99)]) -> bool:
    return 2 <= len(payments) <= 99 and take_all(balance, payments) <= balance


TRUE: list[tuple[Callable[..., bool], Fold]] = [
    (shares_are_exact, SPLIT),
    (prefixes_are_covered, SPLIT),
    (splitting_is_rejected_for_too_much_weight, SPLIT),
    (votes_are_counted, TALLY),
    (voting_is_rejected_for_too_many, TALLY),
    (seats_are_99, SEATS),
    (batches_are_exact, BATCH),
    (batches_are_rejected_for_their_total, BATCH),
    (ledgers_keep_their_total, LEDGER),
    (batches_twice, BATCH),
    (at_most_ninety_nine, BATCH),
]


@pytest.mark.parametrize(("statement", "fold"), TRUE, ids=lambda value: getattr(value, "__name__", ""))
def test_what_holds_of_any_number_of_items_is_proved(statement: Callable[..., bool], fold: Fold) -> None:
    """Protects the rules to come that split, tally and check lists: theirs are these shapes."""
    found = checked(statement, fold)
    assert found.verdict is Verdict.PROVED, found
    assert "by induction over" in found.detail
    assert found.witnessed > 0


def test_a_share_is_less_than_one_unit_off() -> None:
    """Protects the fairness of prefix floors, which is a statement about a single step."""

    def between_prefixes(split: Split, pool: Amount, whole: Weights) -> bool:
        return (whole > 0) & (split.weight <= whole) & (split.paid == pool * split.weight // whole if whole > 0 else False)

    @theorem("FOLD-1", "A sample.", assuming=between_prefixes)
    def is_fair(split: Split, weight: Weight, pool: Amount, whole: Weights) -> bool:
        share = share_of(split, weight, pool, whole)
        return (share >= 0) & (share * whole < pool * weight + whole) & (share * whole > pool * weight - whole)

    assert check(theorem("FOLD-1", "A sample.", assuming=between_prefixes, folding=(SPLIT,))(is_fair)).verdict is Verdict.PROVED


def test_kernels_that_fold_are_as_narrow_as_their_steps() -> None:
    """Protects theorem 29: what a step computes is observed too, whatever the accumulator."""
    found = check_kernel(split_pool, folding=(SPLIT,))
    assert (found.verdict, found.width is not None and found.width.text) == (Verdict.PROVED, "pool * after")
    assert check_kernel(take_all, folding=(BATCH,)).verdict is Verdict.PROVED
    assert check_kernel(check_seats, folding=(SEATS,)).verdict is Verdict.PROVED


def grow(grown: Amount, amount: Amount) -> Amount:
    """Leave the range of amounts."""
    return grown + amount


def grow_all(amounts: tuple[Amount, ...]) -> Amount:
    return reduce(grow, amounts, 0)


def count_one(left: Annotated[int, Range(0, 5)], amount: Amount) -> Annotated[int, Range(0, 5)]:
    """Become negative at the sixth item."""
    return left - 1


def count_all(amounts: tuple[Amount, ...]) -> Annotated[int, Range(0, 5)]:
    return reduce(count_one, amounts, 5)


def test_kernels_that_fold_beyond_their_types_are_not_called_proved() -> None:
    """Protects against widths and ranges that hold of short sequences only."""
    assert check_kernel(grow_all, folding=(Fold(grow),)).verdict is Verdict.REFUTED
    assert check_kernel(count_all, folding=(Fold(count_one),)).verdict is Verdict.UNKNOWN
    assert check_kernel(grow_all).verdict is Verdict.UNKNOWN


def serve_alone(split: Split, weight: Weight, pool: Amount, whole: Weights) -> Split:
    """Floor each share alone: units are lost."""
    share = pool * weight // whole
    return Split(min(split.weight + weight, MAX_AMOUNT), min(split.paid + share, MAX_AMOUNT), split.shares + (share,))  # noqa: RUF005


def serve_with_the_remainder_twice(split: Split, weight: Weight, pool: Amount, whole: Weights) -> Split:
    """Give what the last floor dropped once more."""
    after = serve(split, weight, pool, whole)
    rest = pool * after.weight % whole // whole + (pool * split.weight % whole > 0)
    share = min(after.paid - split.paid + rest, MAX_AMOUNT)
    return Split(after.weight, min(after.paid + rest, MAX_AMOUNT), split.shares + (share,))  # noqa: RUF005


def shares_alone(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    shares = reduce(lambda split, weight: serve_alone(split, weight, pool, whole), weights, UNSPLIT).shares if whole > 0 else ()
    return whole == 0 or total(weights) != whole or total(shares) == pool


def remainder_twice(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    shares = reduce(lambda split, weight: serve_with_the_remainder_twice(split, weight, pool, whole), weights, UNSPLIT).shares if whole > 0 else ()
    return whole == 0 or total(weights) != whole or total(shares) == pool


def prefix_reaches_the_pool(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> bool:
    return total(split_pool(pool, weights, whole).shares) == pool


def count_the_one_before(tally: tuple[Weights, Weights], vote: Vote) -> tuple[Weights, Weights]:
    """Add the vote before this one, so that the last is forgotten."""
    return min(tally[0] + tally[1], MAX_AMOUNT), in_favour(vote)


def last_vote_forgotten(votes: tuple[Vote, ...]) -> bool:
    return reduce(count_the_one_before, votes, (0, 0))[0] == total(votes, in_favour)


def first_vote_counted_twice(votes: tuple[Vote, ...]) -> bool:
    return reduce(lambda yes, vote: add_vote(yes, vote, 2 if yes == 0 else 1), votes, 0) == total(votes, in_favour)


def add_vote(yes: Weights, vote: Vote, times: Amount) -> Weights:
    return min(yes + times * in_favour(vote), MAX_AMOUNT)


def take_too_much(balance: Amount, payment: Payment) -> Amount:
    """Leave nothing where a payment is one more than there is."""
    return max(0, balance - payment.amount) if payment.amount <= balance + 1 else balance


def overdrawn(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return reduce(take_too_much, payments, balance) + total(payments, "amount") == balance


def never_rejected(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return rejection(take_all, balance, payments) is None


def second_fold_unlike_the_first(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return reduce(take_too_much, payments, take_all(balance, payments)) == balance - 2 * total(payments, "amount")


def divides(balance: Amount, payment: Payment) -> Amount:
    return balance // (payment.amount - 7)


def exceptions_escape(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return reduce(divides, payments, balance) >= 0 or True


REFUTED: list[tuple[Callable[..., bool], tuple[Fold, ...]]] = [
    (shares_alone, (Fold(serve_alone),)),
    (remainder_twice, (Fold(serve_with_the_remainder_twice, SPLIT.invariant),)),
    (prefix_reaches_the_pool, (SPLIT,)),
    (last_vote_forgotten, (Fold(count_the_one_before),)),
    (first_vote_counted_twice, (Fold(add_vote),)),
    (overdrawn, (Fold(take_too_much, BATCH.invariant),)),
    (never_rejected, (BATCH,)),
    (second_fold_unlike_the_first, (BATCH, Fold(take_too_much, BATCH.invariant))),
    (exceptions_escape, (Fold(divides),)),
]


@pytest.mark.parametrize(("statement", "folding"), REFUTED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_a_short_sequence_falsifies_is_refuted_by_it(statement: Callable[..., bool], folding: tuple[Fold, ...]) -> None:
    """Protects against faulty folds, and against a counterexample that is only an accumulator which no sequence leads to."""
    found = checked(statement, *folding)
    assert found.verdict is Verdict.REFUTED, found
    assert found.counterexample is not None
    assert holds(statement, found.counterexample) is False


def ascend_or_stay(ascent: Ascent, seat: Seat) -> Ascent:
    """Let a seat be named twice."""
    return Ascent(seat if ascent.last is None else max(seat, ascent.last))


def seats_named_twice(seats: tuple[Seat, ...]) -> bool:
    return reduce(ascend_or_stay, seats, Ascent(None)) == Ascent(None) or len(seats) <= 99


def few(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return take_all(balance, payments) <= balance and len(payments) <= 5


def few_remembered(payments: tuple[Payment, ...], balance: Amount) -> bool:
    log: list[Payment] = []

    def step(left: Amount, payment: Payment) -> Amount:
        log.append(payment)
        return max(0, left - payment.amount) + 0 * take(left + payment.amount, payment)

    return reduce(step, payments, balance) >= 0 and len(log) <= 3


def take(balance: Amount, payment: Payment) -> Amount:
    return balance - payment.amount if payment.amount <= balance else balance


def count_down(left: Annotated[int, Range(0, 5)], payment: Payment) -> Annotated[int, Range(0, 5)]:
    """Fail at the sixth item."""
    return left - 1


def never_below(payments: tuple[Payment, ...]) -> bool:
    return reduce(count_down, payments, 5) >= 0


def fail_late(left: Amount, payment: Payment) -> Amount:
    """Divide by zero at the sixth item."""
    return left + 1 // (left - 5) if left != 5 else 1 // (left - 5)


def exceptions_escape_late(payments: tuple[Payment, ...]) -> bool:
    return reduce(lambda left, payment: fail_late(left, payment) - 1 // (left - 5) + 1, payments, 0) >= 0


def change_kind(left: Amount, payment: Payment) -> Amount:
    """Return a truth value, which is no amount."""
    return left >= 0


def kind_is_kept(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return reduce(change_kind, payments, balance) >= 0


def only_the_start(balance: Amount, seen: Seen, start: Amount) -> bool:
    return balance == start


def nothing_at_all(balance: Amount) -> bool:
    return False


def too_little(balance: Amount) -> bool:
    return balance >= 0


def of_something_else(balance: Amount, nobody: Amount) -> bool:
    return balance >= nobody


def true_but_not_so_shown(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return take_all(balance, payments) <= balance


REMEMBERED: list[Amount] = []


def of_what_was_remembered(balance: Amount) -> bool:
    return balance >= len(REMEMBERED)


def misdeclared(payment: Payment) -> Annotated[int, Range(0, 3)]:
    """Promise less than it returns."""
    return payment.amount


def measured_by_what_is_misdeclared(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    return take_all(balance, payments) <= balance and total(payments, misdeclared) <= 3 * len(payments)


def measured_by_what_changes(balance: Amount, payments: tuple[Payment, ...]) -> bool:
    factor = 1

    def measure(payment: Payment) -> int:
        return factor * payment.amount

    before = total(payments, measure)
    factor = 2 if take_all(balance, payments) < 5 else 1
    return total(payments, measure) == before or len(payments) < 4


def without_a_start(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return len(payments) == 0 or reduce(take, payments) is not None


def with_a_library(amounts: tuple[Amount, ...], balance: Amount) -> bool:
    return reduce(max, amounts, balance) >= balance


def with_what_is_not_declared(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return reduce(lambda left, payment: left, payments, balance) == balance


def walked(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return all(payment.amount >= 0 for payment in payments)


def indexed(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return payments[0].amount >= 0


def sliced(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return take_all(balance, payments[1:]) >= 0


def unpacked(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return len((*payments, balance)) > 0


def truth_of_a_sequence(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return not payments or bool(payments)


def matched(payments: tuple[Payment, ...], balance: Amount) -> bool:
    match payments:
        case (_, _, _, _, _):
            return False
        case _:
            return True


def compared(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return payments != () or payments == ()


def contained(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return balance not in payments


def ordered(amounts: tuple[Amount, ...], balance: Amount) -> bool:
    return sorted(amounts) is not None


def repeated(amounts: tuple[Amount, ...], balance: Amount) -> bool:
    return len(amounts * 2) != 7


def added_to_a_tuple(amounts: tuple[Amount, ...], balance: Amount) -> bool:
    return total((balance,) + amounts) >= balance  # noqa: RUF005


def folded_after_appending(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return take_all(balance, payments + payments) <= balance


def take_by_type(balance: Amount, payment: Payment) -> Amount:
    """Look at what a number is made of."""
    return balance if type(balance) is int else 0


def types_in_the_step(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return reduce(take_by_type, payments, balance) == 0 or len(payments) < 4


def of_some_type(balance: Amount) -> bool:
    return type(balance) is not int


def measured_type(payment: Payment) -> int:
    return 0 if type(payment.amount) is not int else 1


def measured_total(balance: Amount, seen: Seen) -> bool:
    return seen.total(measured_type) == 0


def types_in_a_total(payments: tuple[Payment, ...], balance: Amount) -> bool:
    return take_all(balance, payments) <= balance and total(payments, measured_type) == 0


UNKNOWN: list[tuple[Callable[..., bool], Fold]] = [
    (types_in_the_step, Fold(take_by_type, too_little)),
    (true_but_not_so_shown, Fold(BATCH.step, of_some_type)),
    (types_in_a_total, BATCH),
    (types_in_a_total, Fold(BATCH.step, measured_total)),
    (seats_named_twice, Fold(ascend_or_stay, SEATS.invariant)),
    (few, BATCH),
    (few_remembered, Fold(take, too_little)),
    (never_below, Fold(count_down)),
    (exceptions_escape_late, Fold(fail_late)),
    (kind_is_kept, Fold(change_kind, too_little)),
    (true_but_not_so_shown, Fold(BATCH.step, only_the_start)),
    (true_but_not_so_shown, Fold(BATCH.step, nothing_at_all)),
    (true_but_not_so_shown, Fold(BATCH.step, too_little)),
    (true_but_not_so_shown, Fold(BATCH.step, of_something_else)),
    (true_but_not_so_shown, Fold(BATCH.step, of_what_was_remembered)),
    (measured_by_what_is_misdeclared, BATCH),
    (measured_by_what_changes, BATCH),
    (without_a_start, Fold(take)),
    (with_a_library, Fold(max)),
    (with_what_is_not_declared, Fold(take)),
    (walked, BATCH),
    (indexed, BATCH),
    (sliced, BATCH),
    (unpacked, BATCH),
    (truth_of_a_sequence, BATCH),
    (matched, BATCH),
    (compared, BATCH),
    (contained, BATCH),
    (ordered, BATCH),
    (repeated, BATCH),
    (added_to_a_tuple, BATCH),
    (folded_after_appending, BATCH),
]


@pytest.mark.parametrize(("statement", "fold"), UNKNOWN, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_not_shown_of_every_length_is_not_called_proved(statement: Callable[..., bool], fold: Fold) -> None:
    """Protects against an induction without its base or its step, against steps that remember, and against a sequence taken for one of few items."""
    found = checked(statement, fold)
    assert found.verdict in (Verdict.UNKNOWN, Verdict.REFUTED), found
    assert found.detail or found.counterexample


def test_without_a_declared_fold_nothing_is_said_of_a_sequence() -> None:
    """Protects against a proof about a few items where nobody asked for an induction."""

    def statement(balance: Amount, payments: tuple[Payment, ...]) -> bool:
        return batches_are_exact(balance, payments)

    assert check(statement).verdict is Verdict.UNKNOWN


def test_conclusions_about_no_sequence_are_vacuous() -> None:
    """Protects against an induction that nothing real reaches."""

    def unreachable(balance: Amount, payments: tuple[Payment, ...]) -> bool:
        return rejection(take_all, balance, payments) is not None or take_all(balance, payments) == balance

    def excluded(balance: Amount) -> bool:
        return balance < 0

    assert check(theorem("FOLD-1", "A sample.", assuming=excluded, folding=(BATCH,))(unreachable)).verdict is Verdict.VACUOUS


def test_empty_and_longer_sequences_are_drawn() -> None:
    """Protects the second opinion on folds: lengths vary, and none and several items are among them."""
    lengths: set[int] = set()

    def judge(arguments: dict[str, Any]) -> bool:
        lengths.add(len(arguments["payments"]))
        return bool(batches_are_rejected_for_their_total(**arguments))

    assert sample(batches_are_rejected_for_their_total, judge).counterexample is None
    assert lengths >= {0, 1, 2, 3}
