"""STATE-8: whatever a state from outside says, it is taken or refused with a code, and so is whatever is then applied to it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.consistency import check_consistency
from reference.consensus.recovery import seat_recovered
from reference.parameters import MINIMAL
from reference.state.finality import Checkpoint
from reference.state.state import State
from reference.transition import Accepted, apply_block
from state_faults import TERM, faults, own_blocks, starts, together, written
from vectors.build import ALICE
from vectors.case import Kind
from vectors.chain import agent_key, founded, grown
from vectors.evaluate import evaluate
from vectors.json_text import Json
from vectors.state_form import read_state


@settings(max_examples=40)
@given(st.data())
def test_nothing_but_a_code_comes_of_a_state_with_faults(data: st.DataObject) -> None:
    """Up to two records dropped, copied, moved or altered; then the case's blocks and deliveries, later blocks, the state's own, and transactions."""
    place = data.draw(st.integers(0, len(starts()) - 1))
    start, possible = starts()[place], faults(place)
    first, second = (data.draw(st.sampled_from(range(len(possible)))) for _ in range(2))
    chosen = possible[first] if data.draw(st.booleans()) else together(start.state, possible[first], possible[second])
    state = written(start.state, chosen)
    for kind, given_besides in (*start.inputs[:4], (Kind.APPLY, blocks_of(state))):
        assert set(evaluate(kind.value, MINIMAL.name, {"state": state, **given_besides})) in ({"steps"}, {"reject"})


def blocks_of(state: Json) -> dict[str, list[Json]]:
    try:
        return own_blocks(read_state(state, MINIMAL))
    except Reject:
        return {"blocks": []}


def recovered() -> State:
    """A chain of two terms whose set is replaced by one with two others in it."""
    state = grown(founded(accounts={ALICE: 10_000}), range(1, TERM + 3))
    agents = state.consensus.agents
    joined = {agent_key(number).account: replace(agents[agent_key(0).account], unseated=0) for number in (5, 6)}
    state = replace(state, consensus=replace(state.consensus, agents=Map({**agents, **joined})))
    members = tuple(sorted(agent_key(number).account for number in range(2, 7)))
    here = Checkpoint(epoch=state.head.slot // MINIMAL.checkpoint_slots + 1, hash=state.head.hash)
    return seat_recovered(state, here, members, state.head.slot // TERM)


def test_a_recovered_chain_fits_together_and_goes_on_so() -> None:
    """Its target is of a later epoch than its head, its new era begins in the middle of a term, and nobody is elected."""
    state = recovered()
    check_consistency(state)
    for data in own_blocks(state)["blocks"]:
        applied = apply_block(state, bytes.fromhex(str(data)))
        assert isinstance(applied, Accepted)
        state = applied.state
        check_consistency(state)


def test_a_state_that_remembers_too_many_seats_is_refused() -> None:
    """The fault that used to end in an exception of the language: fewer seats in a term than its set has members."""
    state = founded()
    duties = state.consensus.duties[0]
    fewer = replace(state, consensus=replace(state.consensus, duties=Map({0: replace(duties, seats=duties.seats[1:])})))
    with pytest.raises(Reject) as refused:
        check_consistency(fewer)
    assert refused.value.code is Code.RECORD_INVALID
