"""What a chip knows of the chain: how long it may rely on that, and what it is being shown."""

from dataclasses import dataclass
from typing import Annotated

from reference.consensus.light_client import View
from reference.numbers import AccountId, EraNumber, Length, Range
from reference.state.finality import Checkpoint, SeatSet
from reference.wire.order_bodies import MAX_OFFLINE
from reference.wire.vote import FinalityVote

Reading = Annotated[int, Range(0, 2**32 - 1)]
"""What the chip's own clock reads, in slots of three seconds since it was started; a clock that has stopped begins at 0 again."""

Deadline = Annotated[int, Range(0, 2**32 - 1 + MAX_OFFLINE)]
"""A reading until which something holds."""

MAX_MEMBERS = 99
"""The most members of a set that a chip takes in: those of mainnet."""

Members = Annotated[tuple[AccountId, ...], Length(0, MAX_MEMBERS)]
"""The members of a set, sorted by their ids."""

NO_VIEW = View(chain=bytes(32), certified=Checkpoint(epoch=0, hash=bytes(32)), era=0, members=bytes(32))
"""What a chip knows of the chain before it is bound."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How long a chip may rely on what it knows of the chain, by its own clock."""

    since: Reading
    """The reading with which the trust was given or extended last. A clock that reads less has stopped since, nobody knows for how long."""

    until: Deadline
    """The last reading with which it holds."""


NO_TRUST = Trust(since=1, until=0)
"""Nothing is known of the chain: no reading is in time."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A later checkpoint that a chip is being shown, vote by vote, and who has voted so far."""

    leading: FinalityVote
    """The link that leads to it."""

    leaving: FinalityVote
    """The link that leads from it."""

    era: EraNumber
    """The era whose set it asks from then on."""

    members: Members
    """That set."""

    former: Members
    """The set before, where both are asked; nobody otherwise."""

    voters: tuple[SeatSet, SeatSet]
    """Whose votes of the set it has seen, for the one link and for the other."""

    former_voters: tuple[SeatSet, SeatSet]
    """The same of the set before."""
