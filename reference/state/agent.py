"""An agent: an account that has bonded SSP to be elected, and what the chain remembers of its conduct."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import MAX_UINT64, AccountId, Amount, Hash, Index, Range, Round, Slot, Term


class Standing(IntEnum):
    """Whether an agent may be elected. Nobody comes back: another agent takes another key."""

    NONE = 0
    """It is no agent."""
    REGISTERED = 1
    """It may be elected, unless it rests or is jailed."""
    RESIGNED = 2
    """It has resigned; its bond waits for the end of its unbonding."""
    EXPELLED = 3
    """It was expelled, for an offence or for the jailing that reaches `jailings_limit`."""


TermCount = Annotated[int, Range(0, 2**32 - 1)]
"""A number of terms."""

Jailings = Annotated[int, Range(0, 255)]
"""How often an agent was jailed."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """How long an agent has been in the set."""

    served: TermCount
    """Terms with a seat since the tenure began."""

    free_from: Term
    """The first term after the last one with a seat; 0 where there was none."""


@dataclass(frozen=True, slots=True)
class Onion:
    """What an agent has committed to reveal: each reveal is the commitment to the next one."""

    layer: Hash
    """The commitment in force, of which the next reveal is the preimage; zeros where there is none."""

    pending: Hash
    """A newer commitment, in force from `pending_from` on; zeros where there is none."""

    pending_from: Round
    """The round from which the newer commitment is in force."""


SEATED: Slot = MAX_UINT64
"""What stands for a slot that has not come: the agent has a seat, or the end of its era is not final."""

NO_ONION = Onion(layer=bytes(32), pending=bytes(32), pending_from=0)
"""The onion of an agent that has committed to nothing."""


@dataclass(frozen=True, slots=True)
class Offence:
    """The one offence that an agent was slashed for."""

    exposed: Amount
    """Its bond when the evidence was included, in SSP units."""

    taken: Amount
    """What has been taken of that so far."""

    slot: Slot
    """The slot in which its evidence was included; 0 where it has committed none. Its bond may have been 0 by then, and does not tell."""


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent. One whose standing is `NONE` does not exist, and is not stored."""

    standing: Standing
    """Whether it may be elected."""

    bond: Amount
    """Its own SSP units at stake."""

    delegated: Amount
    """The SSP units delegated to it by delegations that have not ended."""

    tenure: Tenure
    """How long it has been in the set."""

    jailings: Jailings
    """How often it was jailed."""

    jailed_until: Term
    """The first term in which it may have a seat again."""

    onion: Onion
    """What it has committed to reveal."""

    offence: Offence
    """What it was slashed for."""

    index: Index
    """What each unit delegated to it has earned since genesis."""

    left: Slot
    """The slot in which it resigned or was expelled; 0 before."""

    unseated: Slot
    """The slot of the block that made the end of the last era in which it served final; 0 where it served in none, `SEATED` before."""


ABSENT = Agent(
    standing=Standing.NONE,
    bond=0,
    delegated=0,
    tenure=Tenure(served=0, free_from=0),
    jailings=0,
    jailed_until=0,
    onion=NO_ONION,
    offence=Offence(exposed=0, taken=0, slot=0),
    index=0,
    left=0,
    unseated=0,
)
"""What a lookup of an account that never was an agent yields."""

AgentId = AccountId
"""An agent is known by its account."""
