"""What else consensus remembers from block to block: randomness, load, offenders, and the version with what may follow it."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, Hash, Ppm, Range, Slot, Term, Version


@dataclass(frozen=True, slots=True)
class Randomness:
    """The common randomness, made of what producers reveal."""

    seed: Hash
    """The seed of the current round."""

    following: Hash
    """The seed of the next round."""

    mix: Hash
    """All reveals so far; at the end of the round it becomes the seed of the round after the next."""


@dataclass(frozen=True, slots=True)
class Load:
    """How busy the chain is, and who has to execute contract calls for that reason."""

    average_ppm: Ppm
    """The moving average of the blocks' load, in parts per million of what a block may hold."""

    mode: Annotated[int, Range(0, 1)]
    """The verification mode that the next block must state."""


@dataclass(frozen=True, slots=True)
class Offender:
    """An agent that was slashed, while others may still be for an offence of the same time."""

    agent: AccountId
    """Which agent."""

    slot: Slot
    """The slot in which its evidence was included."""


@dataclass(frozen=True, slots=True)
class Offenders:
    """Those whose share grows as more are caught, oldest first."""

    entries: tuple[Offender, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The version that the chain follows, and the next one, where it is voted on or waits for its activation."""

    version: Version
    """The version of the last block's rules."""

    proposed: Version
    """The version that is voted on or decided for; 0 where there is none."""

    proposer: AccountId
    """Whose bond is held for the proposal; zeros where there is none."""

    bond: Amount
    """The SSP units that are held for it; 0 once it is decided."""

    since: Term
    """The term in which it was proposed."""

    stake: Amount
    """All SSP units that were delegated at the end of the term before: those that may vote. Where nothing is proposed, those that could."""

    yes: Amount
    """Those whose holders voted for it."""

    no: Amount
    """Those whose holders voted against it."""

    approved: bool
    """Whether the vote is over and went for it, so that it waits for its activation."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """That a delegation was counted in a vote. One for no proposal is not stored. Its key is that of the delegation."""

    proposed_in: Term
    """The term of the proposal that it was last counted for: no two proposals are of one term, and none that can be voted on is of term 0."""


NO_BALLOT = Ballot(proposed_in=0)
"""What a lookup of a ballot that is not stored yields."""
