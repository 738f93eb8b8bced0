"""Rewards: what a term releases for its agents, how they share it, and how those who delegated to them get their part.

Shares among the agents of the set, of whom there are few, are prefix floors. Shares among those who delegated, of whom there may be
millions, are never computed together: the agent's index says what each delegated unit has earned since genesis, and whoever claims
is paid the difference between two values of it.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Annotated

from reference.consensus.calendar import AgentCount, RoundCount
from reference.numbers import MAX_UINT64, PPM, Amount, Epoch, Index, Ppm, Range, Term
from reference.rules import kernel
from reference.state.era import Seat

INDEX_SCALE = 10**12
"""An index counts trillionths of an SSP unit for each unit delegated. A term raises it by this much at most (REWARD-4): 64 bits last for 18 million terms."""

TermEpochs = Annotated[int, Range(1, 9_990_000)]
"""The epochs of a term: an agent can vote in each once."""

Score = Annotated[int, Range(0, 10_000_000)]
"""What an agent has done in a term: slots with a right reveal, and votes."""

FullScore = Annotated[int, Range(1, 9_990_000_000)]
"""What all agents together could have done in a term."""

TotalScore = Annotated[int, Range(0, 9_990_000_000)]
"""What some agents together have done in a term."""


@dataclass(frozen=True, slots=True)
class Split:
    """A release that is being split among the agents of a term."""

    score: TotalScore
    """What the agents served so far have done."""

    paid: Amount
    """What they got, in SSP units."""

    shares: tuple[Amount, ...]
    """What each of them got, in the order of the seats."""


UNSPLIT = Split(score=0, paid=0, shares=())
"""Where the split begins."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An agent's index after its voters' part of a reward was added."""

    index: Index
    """The new index."""

    held: Amount
    """The SSP units that the rewards pot needs for it."""


@kernel("REWARD-1")
def term_release(pool: Amount, release_ppm: Ppm, agents_share_ppm: Ppm) -> Amount:
    """What the ecosystem pool releases for the agents of a term that begins, in SSP units.

    Both rates are rounded down, first that of the release, then that of the agents. Nothing moves yet: what is not paid in the end was never taken.
    """
    released = pool * release_ppm // PPM
    return released * agents_share_ppm // PPM


@kernel("REWARD-2")
def seat_score(seat: Seat, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> Score:
    """What an agent has done in a term: slots produced with a right reveal, and finality votes included, each counted up to what a term has.

    The votes for the last checkpoints of a term may be included in the next one, so that there can be more votes than epochs.
    """
    return min(seat.revealed, term_rounds) + min(seat.votes, epochs_per_term)


@kernel("REWARD-2")
def full_score(agents: AgentCount, term_rounds: RoundCount, epochs_per_term: TermEpochs) -> FullScore:
    """What all agents could do in a term. Rewards are fractions of this, not of what was done, so that nobody gains by another's absence."""
    return agents * (term_rounds + epochs_per_term)


@kernel("REWARD-3")
def available_release(release: Amount, pool: Amount) -> Amount:
    """What can be paid for a term: its release, or what the ecosystem pool holds now if that is less."""
    return min(release, pool)


@kernel("REWARD-3")
def split_release(available: Amount, scores: tuple[Score, ...], full: FullScore) -> Split:
    """Split what is available for a term among the agents by their scores, in the order of the seats.

    What was not earned, and what rounding leaves, stays in the pool.
    """
    return reduce(lambda split, score: serve_seat(split, score, available, full), scores, UNSPLIT)


def serve_seat(split: Split, score: Score, available: Amount, full: FullScore) -> Split:
    """Give the next agent what the scores up to its own are worth together, beyond what those before it are worth."""
    after = min(split.score + score, full)
    share = available * after // full - available * split.score // full
    return Split(score=after, paid=split.paid + share, shares=split.shares + (share,))  # noqa: RUF005 - the prover follows what is appended, and no unpacking


@kernel("REWARD-4")
def voters_part(share: Amount, delegated: Amount, voters_share_ppm: Ppm) -> Amount:
    """What of an agent's share is for those who delegated to it, rounded down, in SSP units; the rest is the agent's own.

    It is at most as much as was delegated, and so nothing where nobody delegated: then an index needs no more than 64 bits.
    """
    return min(share * voters_share_ppm // PPM, delegated)


@kernel("REWARD-5")
def raise_index(index: Index, part: Amount, delegated: Amount) -> Raised:
    """Add the voters' part of a reward to the index of an agent to which `delegated` units are delegated.

    The step is rounded down. The pot takes what the step is worth, rounded up to a unit, which is never more than the part; the rest of
    the part stays in the ecosystem pool. Were it the agent's, one that did less could get more.
    """
    if delegated == 0:
        return Raised(index=index, held=0)
    step = min(part * INDEX_SCALE // delegated, MAX_UINT64 - index)
    return Raised(index=index + step, held=(delegated * step + INDEX_SCALE - 1) // INDEX_SCALE)


@kernel("REWARD-6")
def delegation_reward(amount: Amount, since: Index, until: Index, pot: Amount) -> Amount:
    """What a delegation of `amount` units has earned while its agent's index rose from `since` to `until`, rounded down, in SSP units.

    It is at most what the rewards pot holds. That is always enough (the theorems of this rule), so that the bound only keeps the result an amount.
    """
    if until <= since:
        return 0
    return min(amount * (until - since) // INDEX_SCALE, pot)


@kernel("REWARD-7")
def is_payable(term: Term, finalised: Epoch, epochs_per_term: TermEpochs) -> bool:
    """Whether a term is to be paid: the checkpoint at its end is final, or a later one, `finalised` being the epoch of the highest."""
    return finalised // epochs_per_term > term


@kernel("REWARD-8")
def is_forfeited(term: Term, current: Term) -> bool:
    """Whether a term that is not paid yet when term `current` begins never will be: a whole term has gone by since it ended."""
    return current > term and current - term >= 2
