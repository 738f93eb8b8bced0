"""The finality votes of a block: counted, credited to their voters, and what becomes final settled."""

from dataclasses import replace

from reference.consensus.eras import without_former_set
from reference.consensus.finality import Electorate, count_vote
from reference.consensus.payment import pay_final_terms
from reference.numbers import AccountId, Slot, Term
from reference.rules import transition
from reference.state.consensus_state import get_agent, put_agent, put_duties, put_finality, put_succession
from reference.state.finality import Target
from reference.state.state import State
from reference.wire.vote import SealedVote, authenticate_vote, decode_signed_vote


@transition("FINALITY-8")
def apply_votes(state: State, votes: tuple[bytes, ...], term: Term, slot: Slot) -> State:
    """The state after a block's finality votes. Rejects with the code of the first that is malformed, then of the first whose
    signature is wrong, then of the first that does not count (FINALITY-3): a block that contains one is invalid.

    What they make final ends a joint era, and pays terms.
    """
    if not votes:
        return state
    sealed = [authenticate_vote(signed) for signed in [decode_signed_vote(data) for data in votes]]
    before = state.consensus.finality
    current, previous = electorate(state, before.current), electorate(state, before.previous)
    finality = before
    for vote in sealed:
        finality = count_vote(finality, vote, state.chain.id, current, previous)
    state = credit_votes(put_finality(state, finality), sealed, term)
    return settle(state, slot) if finality.finalised != before.finalised else state


def credit_votes(state: State, votes: list[SealedVote], term: Term) -> State:
    """Count each vote for its voter among the duties of the term whose block includes it. A former member has none."""
    duties = state.consensus.duties.get(term)
    if duties is None:
        return state
    cast: dict[AccountId, int] = {}
    for vote in votes:
        cast[vote.voter] = cast.get(vote.voter, 0) + 1
    members = state.consensus.eras[duties.era].members
    seats = tuple(replace(seat, votes=seat.votes + cast[member]) if member in cast else seat for member, seat in zip(members, duties.seats, strict=True))
    return put_duties(state, term, replace(duties, seats=seats))


def settle(state: State, slot: Slot) -> State:
    """What follows from a newly finalised checkpoint: an era that was joint no longer is (ERA-3), which ends the one before it, and terms are paid."""
    succession = state.consensus.succession
    alone = without_former_set(succession, state.consensus.finality.finalised.epoch)
    if succession.joint and not alone.joint:
        state = unseat(put_succession(state, alone), slot)
    return pay_final_terms(state)


def unseat(state: State, slot: Slot) -> State:
    """Note, for each member of the former set that has no seat in the new one, that the end of its era became final with the block in `slot`."""
    eras, era = state.consensus.eras, state.consensus.succession.era
    members = frozenset(eras[era].members)
    for identifier in eras[era - 1].members:
        if identifier not in members:
            state = put_agent(state, identifier, replace(get_agent(state, identifier), unseated=slot))
    return state


def electorate(state: State, target: Target) -> Electorate:
    """The agents whose votes a target needs."""
    eras = state.consensus.eras
    era = eras.get(target.era)
    return Electorate(members=() if era is None else era.members, former=eras[target.era - 1].members if target.joint else ())
