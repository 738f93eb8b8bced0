"""What happens between two blocks: slots that passed empty, and the ends of rounds, epochs and terms."""

from reference.consensus.calendar import epoch_of, round_of, term_of
from reference.consensus.duties import miss_rounds, miss_slots, serving
from reference.consensus.finality import open_target
from reference.consensus.randomness import cross_rounds
from reference.consensus.seats import nobody
from reference.consensus.stall import drain_missing
from reference.consensus.terms import end_term, open_term
from reference.numbers import Round, Slot
from reference.rules import transition
from reference.state.consensus_state import put_finality, put_randomness
from reference.state.finality import Checkpoint
from reference.state.state import State


@transition("TIME-9")
def enter_slot(state: State, slot: Slot) -> State:
    """The state that a block in `slot` finds: that of the head, with all that has passed since.

    In this order: slots missed in the head's round; whole rounds missed in its term; where a term begins, the end of the old one and the
    beginning of the new one, with the whole rounds missed in it; where a round begins, its seed, with the slots missed in it; where an epoch begins,
    its checkpoint. Terms in which there is no block at all are judged of nobody. However long nothing happened, this takes no longer.
    """
    parameters = state.chain.parameters
    agents = parameters.agents
    head = state.head.slot
    before, now = round_of(head, agents), round_of(slot, agents)
    last, term = term_of(head, agents, parameters.term_rounds), term_of(slot, agents, parameters.term_rounds)
    state = miss_slots(state, head + 1, min(slot, (before + 1) * agents), last)
    if term > last:
        state = miss_rounds(state, (last + 1) * parameters.term_rounds - before - 1, last)
        state = open_term(end_term(state, last, slot), last, term, slot)
        state = miss_rounds(state, now - term * parameters.term_rounds, term)
    else:
        state = miss_rounds(state, now - before - 1, last)
    if now > before:
        state = miss_slots(open_round(state, now - before), now * agents, slot, term)
    epoch = epoch_of(slot, parameters.checkpoint_slots)
    return open_epoch(state, epoch, slot) if epoch > epoch_of(head, parameters.checkpoint_slots) else state


@transition("TIME-13")
def open_round(state: State, crossed: Round) -> State:
    """Begin a round, after the ends of `crossed` rounds: its seed is drawn (RANDOM-5)."""
    return put_randomness(state, cross_rounds(state.consensus.randomness, crossed))


@transition("TIME-14")
def open_epoch(state: State, epoch: int, slot: Slot) -> State:
    """Begin an epoch: whoever keeps finality from going on pays for it (PENALTY-3), and the head becomes the checkpoint to vote for (FINALITY-2)."""
    state = drain_missing(state, epoch)
    succession = state.consensus.succession
    checkpoint = Checkpoint(epoch=epoch, hash=state.head.hash)
    none = nobody(len(serving(state)))
    return put_finality(state, open_target(state.consensus.finality, checkpoint, succession.era, succession.joint, none))
