"""A stall of finality: those whose votes are missing pay, the longer it lasts the more."""

from dataclasses import replace

from reference.consensus.penalties import drained, stalled_epochs
from reference.consensus.seats import has_seat
from reference.numbers import AccountId, Epoch
from reference.rules import transition
from reference.state.balance import credit, debit
from reference.state.consensus_state import get_agent, put_agent
from reference.state.finality import SeatSet, Target
from reference.state.pots import with_ecosystem
from reference.state.state import State, put_pots


@transition("PENALTY-5")
def drain_missing(state: State, epoch: Epoch) -> State:
    """Take from the bonds of those whose votes for the target that is no longer counted are missing, where finality is stalled when `epoch` begins."""
    parameters = state.chain.parameters
    finality = state.consensus.finality
    stalled = stalled_epochs(epoch, finality.finalised.epoch, parameters.stall_epochs)
    if stalled == 0:
        return state
    for identifier in missing_voters(state, finality.previous):
        agent = get_agent(state, identifier)
        taken = drained(agent.bond, stalled, parameters.drain_ppm)
        state = put_agent(state, identifier, replace(agent, bond=debit(agent.bond, taken)))
        state = put_pots(state, with_ecosystem(state.pots, credit(state.pots.ecosystem, taken)))
    return state


def missing_voters(state: State, target: Target) -> tuple[AccountId, ...]:
    """Whoever has not voted for a target although its vote is needed: of the target's set, and of the one before where that is needed as well.

    A checkpoint that is its own source is no target (FINALITY-3): nobody can vote for it.
    """
    eras = state.consensus.eras
    if target.era not in eras or target.checkpoint == target.source:
        return ()
    missing = _without_vote(eras[target.era].members, target.voters)
    former = _without_vote(eras[target.era - 1].members, target.former_voters) if target.joint else ()
    return tuple(sorted({*missing, *former}))


def _without_vote(members: tuple[AccountId, ...], voters: SeatSet) -> tuple[AccountId, ...]:
    return tuple(member for place, member in enumerate(members) if voters and not has_seat(voters, place))
