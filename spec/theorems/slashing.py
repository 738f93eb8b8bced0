# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of slashing: that it takes what the share asks and never more than the bond, in whatever order offenders are caught."""

from dataclasses import replace

from reference.consensus.calendar import AgentCount
from reference.consensus.slashing import (
    BlockSlot,
    EvidenceSlots,
    OffenderCount,
    OffenderLimit,
    OffenderList,
    SlashFactor,
    Window,
    keep_offender,
    offender_limit,
    remember_offender,
    slash,
    slash_share,
    split_bounty,
    top_up,
)
from reference.numbers import PPM, AccountId, Amount, Ppm, Slot
from reference.state.agent import Agent, Offence, Standing
from reference.state.progress import Offender
from spec.prover import Fold, Seen
from spec.prover.statement import Says, rejection, theorem


@theorem("SLASH-1", "The share is the factor times the offenders' part of all agents, rounded down, between the floor and the whole.", says=Says.AMOUNTS)
def slash_share_is_exact(offenders: OffenderCount, agents: AgentCount, slash_floor_ppm: Ppm, slash_factor: SlashFactor) -> bool:
    asked = slash_factor * offenders * PPM // agents
    expected = PPM if asked >= PPM else asked if asked > slash_floor_ppm else slash_floor_ppm
    return slash_share(offenders, agents, slash_floor_ppm, slash_factor) == expected


@theorem("SLASH-1", "Any number of offenders has a share.", says=Says.ACCEPTANCE)
def slash_share_never_rejects(offenders: OffenderCount, agents: AgentCount, slash_floor_ppm: Ppm, slash_factor: SlashFactor) -> bool:
    return rejection(slash_share, offenders, agents, slash_floor_ppm, slash_factor) is None


@theorem(
    "SLASH-1",
    "More offenders never have a smaller share, and it is never below the floor.",
    says=Says.INVARIANT,
    assuming=lambda offenders, more: offenders <= more,
)
def slash_share_grows(offenders: OffenderCount, more: OffenderCount, agents: AgentCount, slash_floor_ppm: Ppm, slash_factor: SlashFactor) -> bool:
    share = slash_share(offenders, agents, slash_floor_ppm, slash_factor)
    return slash_floor_ppm <= share <= slash_share(more, agents, slash_floor_ppm, slash_factor)


@theorem("SLASH-1", "Where the factor times the offenders are all agents, as where 33 of 99 are caught and the factor is 3, the share is everything.")
def enough_offenders_lose_everything(offenders: OffenderCount, agents: AgentCount, slash_floor_ppm: Ppm, slash_factor: SlashFactor) -> bool:
    return slash_factor * offenders < agents or slash_share(offenders, agents, slash_floor_ppm, slash_factor) == PPM


@theorem("SLASH-2", "Slashing takes the share of the bond, rounded down, expels the agent, and changes nothing else.", says=Says.AMOUNTS)
def slash_is_exact(agent: Agent, share: Ppm, slot: BlockSlot) -> bool:
    slashed, taken = slash(agent, share, slot), agent.bond * share // PPM
    offence = Offence(exposed=agent.bond, taken=taken, slot=slot)
    return slashed.taken == taken and slashed.agent == replace(agent, standing=Standing.EXPELLED, bond=agent.bond - taken, offence=offence, left=slot)


@theorem("SLASH-2", "Every agent can be slashed.", says=Says.ACCEPTANCE)
def slash_never_rejects(agent: Agent, share: Ppm, slot: BlockSlot) -> bool:
    return rejection(slash, agent, share, slot) is None


@theorem("SLASH-2", "What was taken is missing from the bond, to the unit, which leaves no debt; and a larger share never takes less.", says=Says.INVARIANT)
def slash_conserves(agent: Agent, share: Ppm, larger: Ppm, slot: BlockSlot) -> bool:
    slashed = slash(agent, share, slot)
    grows = (larger < share) | (slash(agent, larger, slot).taken >= slashed.taken)
    return (slashed.agent.bond + slashed.taken == agent.bond) & (slashed.agent.bond >= 0) & grows


@theorem("SLASH-3", "A top-up takes what the share asks beyond what was taken, as far as the bond goes, and changes nothing else.", says=Says.AMOUNTS)
def top_up_is_exact(agent: Agent, share: Ppm) -> bool:
    topped, due = top_up(agent, share), agent.offence.exposed * share // PPM
    owed = due - agent.offence.taken if due > agent.offence.taken else 0
    taken = owed if owed < agent.bond else agent.bond
    offence = replace(agent.offence, taken=agent.offence.taken + taken)
    return topped.taken == taken and topped.agent == replace(agent, bond=agent.bond - taken, offence=offence)


@theorem("SLASH-3", "Every agent can be topped up.", says=Says.ACCEPTANCE)
def top_up_never_rejects(agent: Agent, share: Ppm) -> bool:
    return rejection(top_up, agent, share) is None


@theorem(
    "SLASH-3",
    "Whoever is caught early and topped up for a larger share ends as whoever is caught late: the order makes no difference, only the largest share does.",
    says=Says.INVARIANT,
)
def order_makes_no_difference(agent: Agent, first: Ppm, second: Ppm, slot: BlockSlot) -> bool:
    larger = first if first > second else second
    return top_up(slash(agent, first, slot).agent, second).agent == slash(agent, larger, slot).agent


@theorem(
    "SLASH-3", "Nobody keeps anything of its bond where enough are caught, whatever share it was slashed for at first, and whatever else it has lost since."
)
def enough_offenders_keep_nothing(agent: Agent, first: Ppm, lost: Amount, slot: BlockSlot) -> bool:
    caught = slash(agent, first, slot).agent
    left = caught.bond - lost if caught.bond > lost else 0
    return top_up(replace(caught, bond=left), PPM).agent.bond == 0


@theorem("SLASH-4", "The reporter gets its rate of what was taken, rounded down.", says=Says.AMOUNTS)
def split_bounty_is_exact(taken: Amount, reporter_ppm: Ppm) -> bool:
    bounty = split_bounty(taken, reporter_ppm)
    return (bounty.reporter == taken * reporter_ppm // PPM) & (bounty.ecosystem == taken - taken * reporter_ppm // PPM)


@theorem("SLASH-4", "Whatever was taken can be split.", says=Says.ACCEPTANCE)
def split_bounty_never_rejects(taken: Amount, reporter_ppm: Ppm) -> bool:
    return rejection(split_bounty, taken, reporter_ppm) is None


@theorem("SLASH-4", "Both parts are all that was taken, so that who reports itself has no more than before.", says=Says.INVARIANT)
def split_bounty_conserves(agent: Agent, share: Ppm, slot: BlockSlot, reporter_ppm: Ppm) -> bool:
    slashed = slash(agent, share, slot)
    bounty = split_bounty(slashed.taken, reporter_ppm)
    return (bounty.reporter + bounty.ecosystem == slashed.taken) & (slashed.agent.bond + bounty.reporter <= agent.bond)


def is_narrowed(window: Window, seen: Seen, count: OffenderCount, limit: OffenderLimit) -> bool:
    """The invariant of the list: every entry was looked at, and no more stay than are left without the excess."""
    excess = count - limit if count > limit else 0
    dropped = window.passed if window.passed < excess else excess
    return (window.passed == seen.count) & (len(window.entries) <= window.passed - dropped)


WINDOW = Fold(keep_offender, invariant=is_narrowed)


@theorem("SLASH-5", "The list never has more entries than agents lose everything, however long it was.", says=Says.INVARIANT, folding=(WINDOW,))
def offenders_are_bounded(
    entries: OffenderList, agent: AccountId, slot: Slot, evidence_slots: EvidenceSlots, agents: AgentCount, slash_factor: SlashFactor
) -> bool:
    remembered = remember_offender(entries, agent, slot, evidence_slots, agents, slash_factor)
    return (len(remembered) <= offender_limit(agents, slash_factor)) & (len(remembered) <= len(entries) + 1)


@theorem("SLASH-5", "An offender can always be remembered.", says=Says.ACCEPTANCE, folding=(WINDOW,))
def offenders_never_reject(
    entries: OffenderList, agent: AccountId, slot: Slot, evidence_slots: EvidenceSlots, agents: AgentCount, slash_factor: SlashFactor
) -> bool:
    return rejection(remember_offender, entries, agent, slot, evidence_slots, agents, slash_factor) is None


@theorem("SLASH-5", "Of two entries each stays, in its place, just where it is not too old; the newcomer comes last.", says=Says.AMOUNTS)
def offenders_are_exact(
    first: Offender, second: Offender, agent: AccountId, slot: Slot, evidence_slots: EvidenceSlots, agents: AgentCount, slash_factor: SlashFactor
) -> bool:
    limit = offender_limit(agents, slash_factor)
    kept: tuple[Offender, ...] = ()
    if limit >= 3 and slot <= first.slot + evidence_slots:
        kept = (first,)
    if limit >= 2 and slot <= second.slot + evidence_slots:
        kept = (*kept, second)
    return remember_offender((first, second), agent, slot, evidence_slots, agents, slash_factor) == (*kept, Offender(agent=agent, slot=slot))


@theorem("SLASH-5", "So many offenders as the list holds lose everything, and no fewer do so by their number alone.")
def limit_is_least(agents: AgentCount, slash_factor: SlashFactor) -> bool:
    limit = offender_limit(agents, slash_factor)
    return slash_share(limit, agents, 0, slash_factor) == PPM and (limit - 1) * slash_factor < agents
