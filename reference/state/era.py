"""The set of agents: who is in it, what they have done in a term, and who comes next."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, Epoch, EraNumber, Range, Term

SlotCount = Annotated[int, Range(0, 2**32 - 1)]
"""A number of slots, or of votes."""


@dataclass(frozen=True, slots=True)
class Era:
    """A set of agents, from the term in which it took over until the next one does."""

    members: tuple[AccountId, ...]
    """Its agents, sorted by their ids."""

    first_term: Term
    """The term in which it took over."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What one agent of the set has done in a term."""

    delegated: Amount
    """The SSP units that share its reward: those delegated to it at the end of the term before the last."""

    following: Amount
    """The SSP units that will share its reward of the next term, if it stays: those delegated to it at the end of the term before."""

    produced: SlotCount
    """Slots in which it produced a block."""

    revealed: SlotCount
    """Slots in which it produced a block with a right reveal."""

    missed: SlotCount
    """Slots in which it should have produced a block, and did not."""

    votes: SlotCount
    """Its finality votes that blocks of the term have included."""


@dataclass(frozen=True, slots=True)
class Duties:
    """A term that is not paid yet."""

    era: EraNumber
    """The set that serves in it."""

    release: Amount
    """What the ecosystem pool releases for the agents of the term, in SSP units."""

    seats: tuple[Seat, ...]
    """What each agent has done, in the order of the set's members."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent that was elected."""

    agent: AccountId
    """Which one."""

    delegated: Amount
    """The SSP units delegated to it when the election was held."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Which set serves, and which is to follow."""

    era: EraNumber
    """The set that serves."""

    joint: bool
    """Whether targets that open now need the votes of the set before as well: until a checkpoint of an epoch after `first_epoch` is final (ERA-3)."""

    first_epoch: Epoch
    """The first epoch of the era."""

    term: Term
    """The term that the candidates were elected for."""

    elected: tuple[Candidate, ...]
    """The candidates, sorted by their ids; none where too few could be elected."""
