"""Rules that fold sequences of any length, as chapters to come will have them: sample rules for the tests, with their invariants."""

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from typing import Annotated

from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Range
from spec.prover import Fold, Seen, total

Weight = Annotated[int, Range(0, 2**32)]
"""What a share is in proportion to."""

Weights = Annotated[int, Range(0, 2**63 - 1)]
"""A sum of weights."""


# A pool split by prefix floors.


@dataclass(frozen=True, slots=True)
class Split:
    """A pool that is being split."""

    weight: Weights
    """What has been served."""
    paid: Amount
    shares: tuple[Amount, ...]


UNSPLIT = Split(0, 0, ())


def serve(split: Split, weight: Weight, pool: Amount, whole: Weights) -> Split:
    """Give the next one what the prefix with it is due beyond the prefix without it."""
    after = split.weight + weight
    if after > whole:
        raise Reject(Code.BALANCE_OVERFLOW)
    share = pool * after // whole - pool * split.weight // whole
    return Split(after, split.paid + share, split.shares + (share,))  # noqa: RUF005


def split_pool(pool: Amount, weights: tuple[Weight, ...], whole: Weights) -> Split:
    """Split a pool in proportion to weights that add up to the whole."""
    if whole == 0:
        raise Reject(Code.AMOUNT_ZERO)
    return reduce(lambda split, weight: serve(split, weight, pool, whole), weights, UNSPLIT)


def is_prefix_floor(split: Split, seen: Seen, pool: Amount, whole: Weights) -> bool:
    return (
        (split.weight == seen.total())
        & (split.weight <= whole)
        & (split.paid == pool * split.weight // whole)
        & (total(split.shares) == split.paid)
        & (len(split.shares) == seen.count)
    )


SPLIT = Fold(serve, invariant=is_prefix_floor)


def share_of(split: Split, weight: Weight, pool: Amount, whole: Weights) -> Amount:
    """What a single step gives."""
    return serve(split, weight, pool, whole).paid - split.paid


# A tally.


class Choice(Enum):
    """What a vote is for."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote, and how much it counts."""

    choice: Choice
    weight: Weight


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes counted so far."""

    yes: Weights
    no: Weights


def count_vote(tally: Tally, vote: Vote) -> Tally:
    """Add a vote to its side, unless all together would be too many."""
    if tally.yes + tally.no + vote.weight > MAX_AMOUNT:
        raise Reject(Code.BALANCE_OVERFLOW)
    match vote.choice:
        case Choice.YES:
            return Tally(tally.yes + vote.weight, tally.no)
        case Choice.NO:
            return Tally(tally.yes, tally.no + vote.weight)


def is_accepted(votes: tuple[Vote, ...], quorum: Weights) -> bool:
    """Whether what is in favour reaches the quorum."""
    return reduce(count_vote, votes, Tally(0, 0)).yes >= quorum


def in_favour(vote: Vote) -> Weight:
    """What a vote adds to those in favour."""
    return vote.weight if vote.choice is Choice.YES else 0


def is_tallied(tally: Tally, seen: Seen) -> bool:
    whole = tally.yes + tally.no
    return (tally.yes == seen.total(in_favour)) & (whole == seen.total("weight")) & (whole <= MAX_AMOUNT)


TALLY = Fold(count_vote, invariant=is_tallied)


# A list that has to be strictly ascending.

Seat = Annotated[int, Range(0, 98)]
"""One of 99 seats."""


@dataclass(frozen=True, slots=True)
class Ascent:
    """The last entry so far, if there is one."""

    last: Seat | None


def ascend(ascent: Ascent, seat: Seat) -> Ascent:
    """Go on to the next entry, which must be greater."""
    if ascent.last is not None and seat <= ascent.last:
        raise Reject(Code.NONCE_NOT_ABOVE)
    return Ascent(seat)


def check_seats(seats: tuple[Seat, ...]) -> Ascent:
    """Check that no seat is named twice."""
    return reduce(ascend, seats, Ascent(None))


def is_as_high_as_long(ascent: Ascent, seen: Seen) -> bool:
    return seen.count == 0 if ascent.last is None else (seen.count >= 1) & (seen.count <= ascent.last + 1)


SEATS = Fold(ascend, invariant=is_as_high_as_long)


# A batch of payments: out of one balance, and within a ledger.


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount for somebody."""

    recipient: AccountId
    amount: Amount


def take(balance: Amount, payment: Payment) -> Amount:
    """Take a payment from a balance."""
    if payment.amount > balance:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    return balance - payment.amount


def take_all(balance: Amount, payments: tuple[Payment, ...]) -> Amount:
    """Take a batch of payments from a balance."""
    return reduce(take, payments, balance)


def has_paid(left: Amount, seen: Seen, start: Amount) -> bool:
    return left + seen.total("amount") == start


BATCH = Fold(take, invariant=has_paid)


@dataclass(frozen=True, slots=True)
class Balance:
    """A record of a ledger."""

    amount: Amount


def pay(balances: Map[AccountId, Balance], payment: Payment, sender: AccountId) -> Map[AccountId, Balance]:
    """Pay from one account to another, or to itself."""
    left = take(balances.get(sender, Balance(0)).amount, payment)
    balances = balances.set(sender, Balance(left))
    held = balances.get(payment.recipient, Balance(0)).amount
    if held + payment.amount > MAX_AMOUNT:
        raise Reject(Code.BALANCE_OVERFLOW)
    return balances.set(payment.recipient, Balance(held + payment.amount))


def pay_all(balances: Map[AccountId, Balance], payments: tuple[Payment, ...], sender: AccountId) -> Map[AccountId, Balance]:
    """Pay a batch."""
    return reduce(lambda ledger, payment: pay(ledger, payment, sender), payments, balances)


def keeps_the_total(ledger: Map[AccountId, Balance], start: Map[AccountId, Balance]) -> bool:
    return total(ledger, "amount") == total(start, "amount")


LEDGER = Fold(pay, invariant=keeps_the_total)
