# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of rounds, epochs and terms: each slot lies in exactly one of each, and they follow one another without a gap."""

from reference.consensus.calendar import (
    AgentCount,
    CheckpointSlots,
    EpochCount,
    RoundCount,
    epoch_of,
    epochs_per_term,
    first_epoch_of_term,
    first_slot_of_epoch,
    first_slot_of_term,
    place_in_round,
    round_of,
    term_of,
)
from reference.numbers import Epoch, Slot, Term
from spec.prover.statement import Says, rejection, theorem


@theorem("TIME-1", "Every slot has a round.", says=Says.ACCEPTANCE)
def round_of_never_rejects(slot: Slot, agents: AgentCount) -> bool:
    return rejection(round_of, slot, agents) is None


@theorem("TIME-1", "A slot's round and its place in it are those that give the slot again.", says=Says.AMOUNTS)
def round_is_exact(slot: Slot, agents: AgentCount) -> bool:
    return round_of(slot, agents) * agents + place_in_round(slot, agents) == slot


@theorem("TIME-1", "No slot lies in an earlier round than a slot before it.", says=Says.INVARIANT)
def rounds_follow(slot: Slot, later: Slot, agents: AgentCount) -> bool:
    return (later < slot) | (round_of(slot, agents) <= round_of(later, agents))


@theorem("TIME-2", "Every slot has a place in its round.", says=Says.ACCEPTANCE)
def place_in_round_never_rejects(slot: Slot, agents: AgentCount) -> bool:
    return rejection(place_in_round, slot, agents) is None


@theorem("TIME-2", "A slot's place is what is left of it beyond the whole rounds before.", says=Says.AMOUNTS)
def place_is_exact(slot: Slot, agents: AgentCount) -> bool:
    return place_in_round(slot, agents) == slot - slot // agents * agents


@theorem("TIME-2", "There are as many places as agents, and two slots of one round have two of them.", says=Says.INVARIANT)
def places_are_taken_once(slot: Slot, other: Slot, agents: AgentCount) -> bool:
    place, another = place_in_round(slot, agents), place_in_round(other, agents)
    return (place < agents) & ((slot == other) | (place != another) | (round_of(slot, agents) != round_of(other, agents)))


@theorem("TIME-3", "Every slot has an epoch.", says=Says.ACCEPTANCE)
def epoch_of_never_rejects(slot: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    return rejection(epoch_of, slot, checkpoint_slots) is None


@theorem("TIME-3", "A slot's epoch has begun with it, and the next one has not.", says=Says.AMOUNTS)
def epoch_is_exact(slot: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    begun = slot - epoch_of(slot, checkpoint_slots) * checkpoint_slots
    return (begun >= 0) & (begun < checkpoint_slots)


@theorem("TIME-3", "No slot lies in an earlier epoch than a slot before it.", says=Says.INVARIANT)
def epochs_follow(slot: Slot, later: Slot, checkpoint_slots: CheckpointSlots) -> bool:
    return (later < slot) | (epoch_of(slot, checkpoint_slots) <= epoch_of(later, checkpoint_slots))


@theorem("TIME-4", "Every slot has a term.", says=Says.ACCEPTANCE)
def term_of_never_rejects(slot: Slot, agents: AgentCount, term_rounds: RoundCount) -> bool:
    return rejection(term_of, slot, agents, term_rounds) is None


@theorem("TIME-4", "A slot's term has begun with it, and the next one has not.", says=Says.AMOUNTS)
def term_is_exact(slot: Slot, agents: AgentCount, term_rounds: RoundCount) -> bool:
    begun = slot - first_slot_of_term(term_of(slot, agents, term_rounds), agents, term_rounds)
    return (begun >= 0) & (begun < agents * term_rounds)


@theorem("TIME-4", "No slot lies in an earlier term than a slot before it.", says=Says.INVARIANT)
def terms_follow(slot: Slot, later: Slot, agents: AgentCount, term_rounds: RoundCount) -> bool:
    return (later < slot) | (term_of(slot, agents, term_rounds) <= term_of(later, agents, term_rounds))


@theorem("TIME-5", "A term has a number of epochs, whatever the parameters.", says=Says.ACCEPTANCE)
def epochs_per_term_never_rejects(agents: AgentCount, term_rounds: RoundCount, checkpoint_slots: CheckpointSlots) -> bool:
    return rejection(epochs_per_term, agents, term_rounds, checkpoint_slots) is None


@theorem("TIME-5", "A term's epochs are as many as fit into its slots.", says=Says.AMOUNTS)
def epochs_per_term_is_exact(agents: AgentCount, term_rounds: RoundCount, checkpoint_slots: CheckpointSlots) -> bool:
    left = agents * term_rounds - epochs_per_term(agents, term_rounds, checkpoint_slots) * checkpoint_slots
    return (left >= 0) & (left < checkpoint_slots)


@theorem("TIME-5", "Longer terms never have fewer epochs.", says=Says.INVARIANT)
def longer_terms_have_more_epochs(agents: AgentCount, term_rounds: RoundCount, longer: RoundCount, checkpoint_slots: CheckpointSlots) -> bool:
    return (longer < term_rounds) | (epochs_per_term(agents, term_rounds, checkpoint_slots) <= epochs_per_term(agents, longer, checkpoint_slots))


@theorem("TIME-6", "Every term begins.", says=Says.ACCEPTANCE)
def first_slot_of_term_never_rejects(term: Term, agents: AgentCount, term_rounds: RoundCount) -> bool:
    return rejection(first_slot_of_term, term, agents, term_rounds) is None


@theorem("TIME-6", "A term begins with the first slot that lies in it.", says=Says.AMOUNTS)
def term_begins_with_its_first_slot(term: Term, agents: AgentCount, term_rounds: RoundCount) -> bool:
    first = first_slot_of_term(term, agents, term_rounds)
    return (term_of(first, agents, term_rounds) == term) & ((term == 0) | (term_of(max(first, 1) - 1, agents, term_rounds) < term))


@theorem("TIME-6", "A term begins when the one before it has lasted for its rounds.", says=Says.INVARIANT)
def terms_leave_no_gap(term: Term, agents: AgentCount, term_rounds: RoundCount) -> bool:
    return (term == 0) | (first_slot_of_term(term, agents, term_rounds) == first_slot_of_term(max(term, 1) - 1, agents, term_rounds) + agents * term_rounds)


@theorem("TIME-7", "Every epoch begins.", says=Says.ACCEPTANCE)
def first_slot_of_epoch_never_rejects(epoch: Epoch, checkpoint_slots: CheckpointSlots) -> bool:
    return rejection(first_slot_of_epoch, epoch, checkpoint_slots) is None


@theorem("TIME-7", "An epoch begins with the first slot that lies in it.", says=Says.AMOUNTS)
def epoch_begins_with_its_first_slot(epoch: Epoch, checkpoint_slots: CheckpointSlots) -> bool:
    first = first_slot_of_epoch(epoch, checkpoint_slots)
    return (epoch_of(first, checkpoint_slots) == epoch) & ((epoch == 0) | (epoch_of(max(first, 1) - 1, checkpoint_slots) < epoch))


@theorem("TIME-7", "An epoch begins when the one before it has lasted for its slots.", says=Says.INVARIANT)
def epochs_leave_no_gap(epoch: Epoch, checkpoint_slots: CheckpointSlots) -> bool:
    return (epoch == 0) | (first_slot_of_epoch(epoch, checkpoint_slots) == first_slot_of_epoch(max(epoch, 1) - 1, checkpoint_slots) + checkpoint_slots)


@theorem("TIME-8", "Every term begins with an epoch.", says=Says.ACCEPTANCE)
def first_epoch_of_term_never_rejects(term: Term, epochs: EpochCount) -> bool:
    return rejection(first_epoch_of_term, term, epochs) is None


@theorem("TIME-8", "As many epochs are before a term as the terms before it have.", says=Says.AMOUNTS)
def first_epoch_of_term_is_exact(term: Term, epochs: EpochCount) -> bool:
    return first_epoch_of_term(term, epochs) == term * epochs


def _epochs_are_whole(agents: AgentCount, term_rounds: RoundCount, checkpoint_slots: CheckpointSlots) -> bool:
    return agents * term_rounds % checkpoint_slots == 0


@theorem(
    "TIME-8", "Where the slots of a term are a multiple of those of an epoch, both begin with the same slot.", says=Says.INVARIANT, assuming=_epochs_are_whole
)
def terms_begin_with_epochs(term: Term, agents: AgentCount, term_rounds: RoundCount, checkpoint_slots: CheckpointSlots) -> bool:
    epoch = first_epoch_of_term(term, epochs_per_term(agents, term_rounds, checkpoint_slots))
    return first_slot_of_epoch(epoch, checkpoint_slots) == first_slot_of_term(term, agents, term_rounds)
