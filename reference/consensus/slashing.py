"""Slashing: what an agent loses of its bond for an offence, the more the more agents offend at the same time.

One agent that contradicts itself may have been careless. A third of them can have broken the chain, and lose everything, in whatever
order they are caught: whoever was caught before others pays the rest when they are.
"""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Annotated

from reference.consensus.calendar import AgentCount
from reference.numbers import MAX_UINT64, PPM, AccountId, Amount, Length, Ppm, Range, Slot
from reference.rules import kernel
from reference.state.agent import Agent, Offence, Standing
from reference.state.progress import Offender

SlashFactor = Annotated[int, Range(1, 100)]
"""The parameter `slash_factor`."""

EvidenceSlots = Annotated[int, Range(1, 2**32 - 1)]
"""The parameter `evidence_slots`."""

OffenderCount = Annotated[int, Range(0, 999)]
"""A number of offenders."""

OffenderLimit = Annotated[int, Range(1, 999)]
"""So many offenders lose everything."""

BlockSlot = Annotated[int, Range(1, MAX_UINT64)]
"""The slot of a block other than genesis."""

OffenderList = Annotated[tuple[Offender, ...], Length(0, 998)]
"""Those whose share may still grow, oldest first: fewer than a set has agents, since with so many caught the oldest has nothing left to lose."""


@dataclass(frozen=True, slots=True)
class Slashed:
    """An agent after it was slashed."""

    agent: Agent
    """The agent with what is left of its bond."""

    taken: Amount
    """The SSP units that were taken this time."""


@dataclass(frozen=True, slots=True)
class Bounty:
    """Where goes what the evidence of an offence has taken."""

    reporter: Amount
    """To the account that reported the offence."""

    ecosystem: Amount
    """To the ecosystem pool."""


@dataclass(frozen=True, slots=True)
class Window:
    """The list of offenders while the old ones are being dropped."""

    passed: OffenderCount
    """How many entries were looked at."""

    entries: tuple[Offender, ...]
    """Those that stay."""


@kernel("SLASH-1")
def slash_share(offenders: OffenderCount, agents: AgentCount, slash_floor_ppm: Ppm, slash_factor: SlashFactor) -> Ppm:
    """What each of so many offenders loses of its bond, in parts per million: `slash_factor` times their part of all agents, from the floor up to all."""
    return min(max(slash_factor * offenders * PPM // agents, slash_floor_ppm), PPM)


@kernel("SLASH-2")
def slash(agent: Agent, share: Ppm, slot: BlockSlot) -> Slashed:
    """Slash an agent whose offence is proven in `slot`, and expel it for good. The share is of the bond that it has now, whether it serves or has left."""
    offence = Offence(exposed=agent.bond, taken=0, slot=slot)
    return top_up(replace(agent, standing=Standing.EXPELLED, offence=offence, left=slot), share)


@kernel("SLASH-3")
def top_up(agent: Agent, share: Ppm) -> Slashed:
    """Take from an earlier offender what a larger share asks beyond what was taken, as far as its bond goes.

    The share is of what its bond was when it was caught, so that the order in which offenders are caught makes no difference.
    """
    offence = agent.offence
    due = offence.exposed * share // PPM
    if due <= offence.taken:
        return Slashed(agent=agent, taken=0)
    taken = min(due - offence.taken, agent.bond)
    return Slashed(agent=replace(agent, bond=agent.bond - taken, offence=replace(offence, taken=offence.taken + taken)), taken=taken)


@kernel("SLASH-4")
def split_bounty(taken: Amount, reporter_ppm: Ppm) -> Bounty:
    """Split what was taken from the agent that was reported: a part, rounded down, to whoever reported it, the rest to the ecosystem pool."""
    reporter = taken * reporter_ppm // PPM
    return Bounty(reporter=reporter, ecosystem=taken - reporter)


@kernel("SLASH-5")
def remember_offender(
    entries: OffenderList, agent: AccountId, slot: Slot, evidence_slots: EvidenceSlots, agents: AgentCount, slash_factor: SlashFactor
) -> tuple[Offender, ...]:
    """The offenders whose shares depend on one another, once `agent` is caught in `slot`: all of the last `evidence_slots` slots, it last.

    There are at most as many as lose everything. Of more, the oldest are dropped: nothing is left that could be taken from them.
    """
    count, limit = len(entries) + 1, offender_limit(agents, slash_factor)
    window = reduce(lambda window, entry: keep_offender(window, entry, count, limit, slot, evidence_slots), entries, Window(passed=0, entries=()))
    return window.entries + (Offender(agent=agent, slot=slot),)  # noqa: RUF005 - the prover follows what is appended, and no unpacking


def keep_offender(window: Window, entry: Offender, count: OffenderCount, limit: OffenderLimit, slot: Slot, evidence_slots: EvidenceSlots) -> Window:
    """Go on to the next entry, which stays unless it is too old, or comes before the last `limit` of all `count`."""
    passed = window.passed + 1
    if (window.passed + limit < count) | (slot > entry.slot + evidence_slots):
        return Window(passed=passed, entries=window.entries)
    return Window(passed=passed, entries=window.entries + (entry,))  # noqa: RUF005 - see above


def offender_limit(agents: AgentCount, slash_factor: SlashFactor) -> OffenderLimit:
    """How many offenders of one time lose everything: the least number whose part of all agents, times the factor, is the whole."""
    return (agents + slash_factor - 1) // slash_factor
