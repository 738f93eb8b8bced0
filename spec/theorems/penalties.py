# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of penalties: that they are exact and bounded by the bond, and that doing less never pays."""

from dataclasses import replace

from reference.consensus.calendar import AgentCount, RoundCount
from reference.consensus.penalties import (
    MAX_SLOT_COUNT,
    ClosedTerm,
    JailingsLimit,
    JailTerms,
    StallEpochs,
    absence_penalty,
    count_missed,
    drained,
    jail,
    punish_absence,
    slot_reward,
    stalled_epochs,
)
from reference.consensus.rewards import FullScore, Score, TotalScore, voters_part
from reference.numbers import PPM, Amount, Epoch, Ppm, Slot
from reference.state.agent import Agent, Standing
from reference.state.era import Seat, SlotCount
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.rewards import share_of


@theorem("PENALTY-1", "A missed slot is counted, and nothing else of the seat changes.", says=Says.AMOUNTS)
def count_missed_is_exact(seat: Seat, slots: SlotCount) -> bool:
    missed = seat.missed + slots
    return count_missed(seat, slots) == replace(seat, missed=missed if missed < MAX_SLOT_COUNT else MAX_SLOT_COUNT)


@theorem("PENALTY-1", "A slot's reward is the part of the release of one of the term's slots, rounded down.", says=Says.AMOUNTS)
def slot_reward_is_exact(release: Amount, agents: AgentCount, term_rounds: RoundCount) -> bool:
    reward, slots = slot_reward(release, agents, term_rounds), agents * term_rounds
    return (reward * slots <= release) & (release < reward * slots + slots)


@theorem("PENALTY-1", "Each missed slot costs half of a slot's reward, rounded down, as far as the bond goes.", says=Says.AMOUNTS)
def penalty_is_exact(missed: SlotCount, reward: Amount, bond: Amount) -> bool:
    due = missed * (reward // 2)
    return absence_penalty(missed, reward, bond) == (due if due < bond else bond)


@theorem("PENALTY-1", "However many slots were missed, they can be counted and have a penalty.", says=Says.ACCEPTANCE)
def penalty_never_rejects(seat: Seat, slots: SlotCount, release: Amount, agents: AgentCount, term_rounds: RoundCount, reward: Amount, bond: Amount) -> bool:
    counting = rejection(count_missed, seat, slots) is None and rejection(slot_reward, release, agents, term_rounds) is None
    return counting and rejection(absence_penalty, slots, reward, bond) is None


@theorem("PENALTY-1", "A penalty leaves no debt, and there is none where nothing was missed.", says=Says.INVARIANT)
def penalty_leaves_no_debt(missed: SlotCount, reward: Amount, bond: Amount) -> bool:
    penalty = absence_penalty(missed, reward, bond)
    return (bond - penalty >= 0) & ((missed > 0) | (penalty == 0))


@theorem(
    "PENALTY-1",
    "An agent that misses slots, and for that has a lower score, never has more of its share and its bond together.",
    assuming=lambda before, full, score, lower, missed, more: (before <= full) & (lower <= score) & (missed <= more),
)
def missing_never_pays(
    before: TotalScore,
    score: Score,
    lower: Score,
    available: Amount,
    full: FullScore,
    delegated: Amount,
    voters_share_ppm: Ppm,
    missed: SlotCount,
    more: SlotCount,
    reward: Amount,
    bond: Amount,
) -> bool:
    share, less = share_of(before, score, available, full), share_of(before, lower, available, full)
    own, left = share - voters_part(share, delegated, voters_share_ppm), less - voters_part(less, delegated, voters_share_ppm)
    return left + bond - absence_penalty(more, reward, bond) <= own + bond - absence_penalty(missed, reward, bond)


@theorem(
    "PENALTY-1",
    "Where the release has a unit for each point, a lower score never has a larger share, whatever it does to the scores of others.",
    assuming=lambda before, after, score, lower, available, full: (before + score <= full) & (after + lower <= full) & (lower < score) & (available >= full),
)
def missing_never_pays_by_others(before: TotalScore, after: TotalScore, score: Score, lower: Score, available: Amount, full: FullScore) -> bool:
    return share_of(after, lower, available, full) <= share_of(before, score, available, full)


@theorem(
    "PENALTY-2",
    "A third missed is forgiven; who missed more is jailed, unless it is already, and expelled at the limit; nothing else changes.",
    says=Says.AMOUNTS,
)
def jail_is_exact(
    agent: Agent, missed: SlotCount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit
) -> bool:
    judged = jail(agent, missed, term, slot, term_rounds, jail_terms, jailings_limit)
    jailed = (agent.standing != Standing.EXPELLED) & (agent.jailed_until <= term) & (missed * 3 > term_rounds)
    if not jailed:
        return judged == agent
    jailed_until = term + 2 + jail_terms
    if agent.jailings < jailings_limit - 1:
        return judged == replace(agent, jailings=agent.jailings + 1, jailed_until=jailed_until)
    return judged == replace(agent, standing=Standing.EXPELLED, jailings=jailings_limit, jailed_until=jailed_until, left=slot)


@theorem("PENALTY-2", "Every agent's term can be closed.", says=Says.ACCEPTANCE)
def jail_never_rejects(
    agent: Agent, missed: SlotCount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit
) -> bool:
    return rejection(jail, agent, missed, term, slot, term_rounds, jail_terms, jailings_limit) is None


@theorem("PENALTY-2", "Nobody comes back from expulsion, and whoever is jailed for a term is not jailed again for the next one.", says=Says.INVARIANT)
def jail_forgets_nothing(
    agent: Agent, missed: SlotCount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit
) -> bool:
    judged = jail(agent, missed, term, slot, term_rounds, jail_terms, jailings_limit)
    again = jail(judged, missed, term + 1, slot, term_rounds, jail_terms, jailings_limit)
    stays_out = (agent.standing != Standing.EXPELLED) | (judged.standing == Standing.EXPELLED)
    return stays_out and (judged == agent or again == judged)


@theorem("PENALTY-2", "What absence costs at a term's end is the penalty, and what becomes of the agent besides does not depend on it.")
def punish_absence_is_exact(
    agent: Agent, seat: Seat, reward: Amount, term: ClosedTerm, slot: Slot, term_rounds: RoundCount, jail_terms: JailTerms, jailings_limit: JailingsLimit
) -> bool:
    punished = punish_absence(agent, seat, reward, term, slot, term_rounds, jail_terms, jailings_limit)
    judged = jail(agent, seat.missed, term, slot, term_rounds, jail_terms, jailings_limit)
    return punished == replace(judged, bond=agent.bond - absence_penalty(seat.missed, reward, agent.bond))


@theorem("PENALTY-3", "A stall lasts for the epochs beyond the limit.", says=Says.AMOUNTS)
def stalled_epochs_are_exact(current: Epoch, finalised: Epoch, stall_epochs: StallEpochs) -> bool:
    limit = finalised + stall_epochs
    return stalled_epochs(current, finalised, stall_epochs) == (current - limit if current > limit else 0)


@theorem("PENALTY-3", "Each epoch of a stall takes its rate of the bond, rounded down, at most all of it.", says=Says.AMOUNTS)
def drained_is_exact(bond: Amount, stalled: Epoch, drain_ppm: Ppm) -> bool:
    rate = stalled * drain_ppm
    return drained(bond, stalled, drain_ppm) == (bond * rate // PPM if rate < PPM else bond)


@theorem("PENALTY-3", "Every stall has its price.", says=Says.ACCEPTANCE)
def draining_never_rejects(bond: Amount, current: Epoch, finalised: Epoch, stall_epochs: StallEpochs, stalled: Epoch, drain_ppm: Ppm) -> bool:
    return rejection(stalled_epochs, current, finalised, stall_epochs) is None and rejection(drained, bond, stalled, drain_ppm) is None


@theorem("PENALTY-3", "A drain leaves no debt, there is none without a stall, and a longer stall never costs less.", says=Says.INVARIANT)
def drained_is_bounded(bond: Amount, stalled: Epoch, longer: Epoch, drain_ppm: Ppm) -> bool:
    drain = drained(bond, stalled, drain_ppm)
    escalates = (longer < stalled) | (drained(bond, longer, drain_ppm) >= drain)
    return (bond - drain >= 0) & ((stalled > 0) | (drain == 0)) & escalates
