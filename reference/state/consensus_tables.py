"""What consensus remembers within the state: tables, and records of which there is one each.

As everywhere in the state, a record that says nothing is not stored: an agent that never was one, or a single record that is
still what it is on a chain without agents.
"""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import AccountId, EraNumber, Term
from reference.state.agent import Agent
from reference.state.delegation import AgentTerm, Delegation, DelegationKey, Earnings, Ending
from reference.state.era import Duties, Era, Succession
from reference.state.finality import Checkpoint, Finality, Target
from reference.state.progress import Ballot, Load, Offenders, Randomness, Upgrade

EMPTY_TABLE: Map[Any, Any] = Map()
"""A table without records."""

GENESIS_CHECKPOINT = Checkpoint(epoch=0, hash=bytes(32))
"""The checkpoint of epoch 0. It has no block's hash: the state that contains it is what genesis is named after."""

NO_SUCCESSION = Succession(era=0, joint=False, first_epoch=0, term=0, elected=())
"""The first set serves, and nobody is elected to follow it yet."""

GENESIS_TARGET = Target(checkpoint=GENESIS_CHECKPOINT, source=GENESIS_CHECKPOINT, era=0, joint=False, voters=b"", former_voters=b"")
"""Genesis needs no votes."""

NO_FINALITY = Finality(justified=GENESIS_CHECKPOINT, finalised=GENESIS_CHECKPOINT, current=GENESIS_TARGET, previous=GENESIS_TARGET)
"""Genesis alone is final."""

NO_RANDOMNESS = Randomness(seed=bytes(32), following=bytes(32), mix=bytes(32))
"""Nobody has revealed anything."""

NO_LOAD = Load(average_ppm=0, mode=0)
"""Nothing has happened."""

NO_OFFENDERS = Offenders(entries=())
"""Nobody was slashed."""

NO_UPGRADE = Upgrade(version=1, proposed=0, proposer=bytes(32), bond=0, since=0, stake=0, yes=0, no=0, approved=False)
"""The first version, and no other is proposed."""


@dataclass(frozen=True, slots=True)
class Consensus:
    """Everything that consensus remembers."""

    agents: Map[AccountId, Agent] = EMPTY_TABLE
    """Every account that is or was an agent."""

    delegations: Map[DelegationKey, Delegation] = EMPTY_TABLE
    """Every delegation that is not released yet."""

    endings: Map[AgentTerm, Ending] = EMPTY_TABLE
    """For each agent, the terms in which delegations to it end or have ended."""

    earnings: Map[AgentTerm, Earnings] = EMPTY_TABLE
    """For each agent, the terms in which those who delegated to it earned something."""

    eras: Map[EraNumber, Era] = EMPTY_TABLE
    """Every set of agents since genesis."""

    duties: Map[Term, Duties] = EMPTY_TABLE
    """The terms that are neither paid nor forfeited."""

    ballots: Map[DelegationKey, Ballot] = EMPTY_TABLE
    """The delegations that were counted in a vote on an upgrade."""

    succession: Succession = NO_SUCCESSION
    """Which set serves, and which is to follow."""

    finality: Finality = NO_FINALITY
    """What is justified and final."""

    randomness: Randomness = NO_RANDOMNESS
    """The seeds of this round and the next."""

    load: Load = NO_LOAD
    """How busy the chain is."""

    offenders: Offenders = NO_OFFENDERS
    """Who was slashed lately."""

    upgrade: Upgrade = NO_UPGRADE
    """The version, and what is voted on."""


NO_CONSENSUS = Consensus()
"""What a ledger without agents remembers of consensus: nothing."""
