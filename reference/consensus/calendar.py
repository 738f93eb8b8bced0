"""The calendar: which round, epoch and term a slot lies in, and where they begin.

Genesis took slot 0, so that round, epoch and term 0 begin with it. All of them are counted in slots alone: a node that has missed every
block of a term still knows when it ended.
"""

from typing import Annotated

from reference.numbers import Epoch, Range, Round, Slot, Term
from reference.rules import kernel

AgentCount = Annotated[int, Range(1, 999)]
"""The parameter `agents`: the slots of a round."""

RoundCount = Annotated[int, Range(1, 10_000)]
"""The parameter `term_rounds`: the rounds of a term."""

CheckpointSlots = Annotated[int, Range(1, 999)]
"""The parameter `checkpoint_slots`: the slots of an epoch."""

Place = Annotated[int, Range(0, 998)]
"""The place of a slot in its round, from 0."""

EpochCount = Annotated[int, Range(0, 9_990_000)]
"""The epochs of a term."""

Boundary = Annotated[int, Range(0, 2**88 - 1)]
"""A slot or an epoch with which something begins. For a term or an epoch that some slot lies in it fits 64 bits; no slot has a larger number."""

Duration = Annotated[int, Range(1, 2**32 - 1)]
"""A number of slots or of terms that has to pass."""


@kernel("TIME-1")
def round_of(slot: Slot, agents: AgentCount) -> Round:
    """The round that a slot lies in."""
    return slot // agents


@kernel("TIME-2")
def place_in_round(slot: Slot, agents: AgentCount) -> Place:
    """The place of a slot in its round: whose slot it is, in the order of the round."""
    return slot % agents


@kernel("TIME-3")
def epoch_of(slot: Slot, checkpoint_slots: CheckpointSlots) -> Epoch:
    """The epoch that a slot lies in."""
    return slot // checkpoint_slots


@kernel("TIME-4")
def term_of(slot: Slot, agents: AgentCount, term_rounds: RoundCount) -> Term:
    """The term that a slot lies in."""
    return slot // (agents * term_rounds)


@kernel("TIME-5")
def epochs_per_term(agents: AgentCount, term_rounds: RoundCount, checkpoint_slots: CheckpointSlots) -> EpochCount:
    """The epochs of a term: whole ones, since the slots of a term are a multiple of those of an epoch in every preset."""
    return agents * term_rounds // checkpoint_slots


@kernel("TIME-6")
def first_slot_of_term(term: Term, agents: AgentCount, term_rounds: RoundCount) -> Boundary:
    """The slot with which a term begins."""
    return term * (agents * term_rounds)


@kernel("TIME-7")
def first_slot_of_epoch(epoch: Epoch, checkpoint_slots: CheckpointSlots) -> Boundary:
    """The slot with which an epoch begins: its checkpoint is the last block before that slot."""
    return epoch * checkpoint_slots


@kernel("TIME-8")
def first_epoch_of_term(term: Term, epochs: EpochCount) -> Boundary:
    """The epoch with which a term of `epochs` epochs begins: its checkpoint is the last block of the term before."""
    return term * epochs


def has_passed(now: Slot, since: Slot, duration: Duration) -> bool:
    """Whether `duration` slots, or terms, have passed between `since` and `now`. A comparison of sums would need a 65th bit."""
    return now >= since and now - since >= duration
