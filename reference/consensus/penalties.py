"""Penalties: what an agent loses that does not do its part, though it has done nothing that contradicts itself.

Whatever is lost goes from the agent's bond to the ecosystem pool.
"""

from dataclasses import replace
from typing import Annotated

from reference.consensus.calendar import AgentCount, RoundCount
from reference.numbers import MAX_UINT64, PPM, Amount, Epoch, Ppm, Range, Slot
from reference.rules import kernel
from reference.state.agent import Agent, Standing
from reference.state.era import Seat, SlotCount

MAX_SLOT_COUNT = 2**32 - 1
"""Where a count of slots stops: far above the slots of any term, so that stopping there changes no answer."""

JailTerms = Annotated[int, Range(1, 1_000)]
"""The parameter `jail_terms`."""

JailingsLimit = Annotated[int, Range(1, 100)]
"""The parameter `jailings_limit`."""

StallEpochs = Annotated[int, Range(1, 10_000)]
"""The parameter `stall_epochs`."""

ClosedTerm = Annotated[int, Range(0, MAX_UINT64 - 2_000)]
"""A term that has ended: those for which its agents may be jailed have numbers, too."""


@kernel("PENALTY-1")
def count_missed(seat: Seat, slots: SlotCount) -> Seat:
    """A seat with so many more slots missed."""
    return replace(seat, missed=min(seat.missed + slots, MAX_SLOT_COUNT))


@kernel("PENALTY-1")
def slot_reward(release: Amount, agents: AgentCount, term_rounds: RoundCount) -> Amount:
    """What a term releases for each of its slots, rounded down, in SSP units."""
    return release // (agents * term_rounds)


@kernel("PENALTY-1")
def absence_penalty(missed: SlotCount, reward: Amount, bond: Amount) -> Amount:
    """What an agent loses for the slots that it missed in a term, in SSP units: for each half of a slot's reward, rounded down; at most its bond."""
    return min(missed * (reward // 2), bond)


@kernel("PENALTY-2")
def jail(agent: Agent, missed: SlotCount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit) -> Agent:
    """An agent at the end of `term`, in which it missed so many slots; `slot` is that of the block with which the next term begins.

    More than a third of them, and it is jailed: it has no part in as many elections as `jail_terms` says, the first of which is the next, for the second
    term after `term`. The last jailing allowed expels it. Whoever is in jail already is not jailed again: it cannot give back the seat that it has until
    the set changes.
    """
    if agent.standing == Standing.EXPELLED or agent.jailed_until > term or missed * 3 <= term_rounds:
        return agent
    jailed_until = term + 2 + jail_terms
    if agent.jailings + 1 < jailings_limit:
        return replace(agent, jailings=agent.jailings + 1, jailed_until=jailed_until)
    return replace(agent, standing=Standing.EXPELLED, jailings=jailings_limit, jailed_until=jailed_until, left=slot)


def punish_absence(
    agent: Agent, seat: Seat, reward: Amount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit
) -> Agent:
    """An agent at the end of `term`, in which it had `seat`: it pays for the slots that it missed (PENALTY-1), and is jailed for too many (PENALTY-2)."""
    fined = replace(agent, bond=agent.bond - absence_penalty(seat.missed, reward, agent.bond))
    return jail(fined, seat.missed, term, slot, term_rounds, jail_terms, jailings_limit)


@kernel("PENALTY-3")
def stalled_epochs(current: Epoch, finalised: Epoch, stall_epochs: StallEpochs) -> Epoch:
    """For how many epochs finality has stalled: by how many the current one is more than `stall_epochs` after the final one; 0 where it has not."""
    if current <= finalised or current - finalised <= stall_epochs:
        return 0
    return current - finalised - stall_epochs


@kernel("PENALTY-3")
def drained(bond: Amount, stalled: Epoch, drain_ppm: Ppm) -> Amount:
    """What an agent loses whose vote is missing when finality has stalled for `stalled` epochs, rounded down, in SSP units.

    The rate grows with each epoch, up to the whole bond: a short stall costs next to nothing, a long one everything.
    """
    return bond * min(stalled * drain_ppm, PPM) // PPM
