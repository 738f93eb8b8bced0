"""RECOVERY-1 to RECOVERY-4: who may restart a chain, with whom, and that it then goes on."""

from dataclasses import replace
from typing import Any

import pytest
from immutables import Map

from reference.codes import Code
from reference.consensus.boundaries import enter_slot
from reference.consensus.eras import set_hash
from reference.consensus.recovery import delegated_stakes, recover
from reference.numbers import AccountId
from reference.state.agent import SEATED, Standing
from reference.state.consensus_state import get_agent, put_agent
from reference.state.delegation import Delegation
from reference.state.finality import Checkpoint
from reference.state.state import State
from reference.wire.recovery import Recovery
from spec.prover.statement import rejection
from vectors.build import ALICE, BOB, CAROL
from vectors.chain import agent_key, founded
from vectors.keys import KeyPair, sign_recovery

MEMBERS = tuple(sorted(agent_key(number).account for number in range(2, 7)))
"""The new set: agents 2 to 6, of whom the last two have no seat yet."""


def stalled() -> State:
    """A chain whose set has stopped, with two agents in waiting and three people who have delegated 50, 34 and 16 units."""
    state = founded()
    for number in (5, 6):
        state = put_agent(state, agent_key(number).account, replace(get_agent(state, agent_key(0).account), unseated=0))
    amounts = {ALICE: 50, BOB: 34, CAROL: 16}
    delegations = {(pair.account, agent_key(0).account, 0): Delegation(amount, 6, 0) for pair, amount in amounts.items()}
    return replace(state, consensus=replace(state.consensus, delegations=Map(delegations)))


STATE = stalled()
HERE = Checkpoint(3, STATE.head.hash)
RECOVERY = Recovery(STATE.chain.id, HERE.epoch, HERE.hash, set_hash(MEMBERS))


def signed(*pairs: KeyPair, recovery: Recovery = RECOVERY) -> tuple[bytes, ...]:
    return tuple(sign_recovery(pair, recovery) for pair in pairs)


def test_a_recovered_chain_has_the_new_set_and_needs_no_votes_of_the_old_one() -> None:
    state = recover(STATE, HERE, signed(ALICE, BOB), MEMBERS)
    succession, finality = state.consensus.succession, state.consensus.finality
    assert (succession.era, succession.joint) == (1, False)
    assert state.consensus.eras[1].members == MEMBERS
    assert finality.justified == finality.finalised == HERE
    assert [get_agent(state, agent_key(number).account).unseated for number in range(7)] == [0, 0, *[SEATED] * 5]
    assert len(state.consensus.duties[0].seats) == 5
    entered = enter_slot(state, 20)
    assert entered.consensus.finality.current.source == HERE
    assert entered.consensus.finality.current.era == 1
    assert entered.consensus.succession.era == 1, "a term's end does not bring the old set back"


def test_a_recovered_set_answers_for_nothing_that_was_before_it() -> None:
    """Neither for slots and votes that only the old set could have seen to, nor is the old set paid any more."""
    state = recover(
        replace(STATE, consensus=replace(STATE.consensus, duties=STATE.consensus.duties.set(7, STATE.consensus.duties[0]))), HERE, signed(ALICE, BOB), MEMBERS
    )
    assert set(state.consensus.duties) == {0}
    bonds = {member: get_agent(state, member).bond for member in MEMBERS}
    for slot in (*range(4, 200, 7), 2_000):
        entered = enter_slot(state, slot)
        assert {member: get_agent(entered, member).bond for member in MEMBERS} == bonds
        assert {get_agent(entered, member).jailings for member in MEMBERS} == {0}
        assert all(seat.missed == 0 for duties in entered.consensus.duties.values() for seat in duties.seats)


@pytest.mark.parametrize(
    ("why", "signers", "expected"),
    [
        ("more than two thirds", (ALICE, BOB), None),
        ("everybody", (ALICE, BOB, CAROL), None),
        ("just less than two thirds", (ALICE, CAROL), Code.RECOVERY_UNSUPPORTED),
        ("one of them twice", (ALICE, CAROL, CAROL), Code.RECOVERY_UNSUPPORTED),
        ("an agent, whose bond does not count", (ALICE, CAROL, agent_key(0)), Code.RECOVERY_UNSUPPORTED),
        ("nobody", (), Code.RECOVERY_UNSUPPORTED),
    ],
)
def test_more_than_two_thirds_of_what_is_delegated_must_sign(why: str, signers: tuple[KeyPair, ...], expected: Code | None) -> None:
    assert rejection(recover, STATE, HERE, signed(*signers), MEMBERS) is expected


def test_two_thirds_exactly_are_not_enough() -> None:
    """Two recoveries could then share a third of the stake and no more."""
    delegations = {(pair.account, agent_key(0).account, 0): Delegation(1, 6, 0) for pair in (ALICE, BOB, CAROL)}
    state = replace(STATE, consensus=replace(STATE.consensus, delegations=Map(delegations)))
    assert rejection(recover, state, HERE, signed(ALICE, BOB), MEMBERS) is Code.RECOVERY_UNSUPPORTED
    assert rejection(recover, state, HERE, signed(ALICE, BOB, CAROL), MEMBERS) is None


@pytest.mark.parametrize("change", [{"chain": bytes(32)}, {"epoch": 4}, {"hash": bytes(32)}, {"members": bytes(32)}], ids=lambda change: next(iter(change)))
def test_what_is_signed_is_this_chain_this_checkpoint_and_this_set(change: dict[str, Any]) -> None:
    recovery = replace(RECOVERY, **change)
    assert rejection(recover, STATE, HERE, signed(ALICE, BOB, recovery=recovery), MEMBERS) is Code.RECOVERY_FOREIGN


def registered(members: tuple[AccountId, ...]) -> Code | None:
    return rejection(recover, STATE, HERE, signed(ALICE, BOB, recovery=replace(RECOVERY, members=set_hash(members))), members)


def test_the_set_is_one_of_registered_agents_sorted_each_once() -> None:
    assert registered(MEMBERS) is None
    assert registered(MEMBERS[:-1]) is Code.RECOVERY_FOREIGN
    assert registered(MEMBERS[::-1]) is Code.RECOVERY_FOREIGN
    assert registered((*MEMBERS[:-1], MEMBERS[-2])) is Code.RECOVERY_FOREIGN
    assert registered(tuple(sorted((*MEMBERS[:-1], agent_key(9).account)))) is Code.RECOVERY_FOREIGN
    resigned = put_agent(STATE, MEMBERS[0], replace(get_agent(STATE, MEMBERS[0]), standing=Standing.RESIGNED))
    assert rejection(recover, resigned, HERE, signed(ALICE, BOB), MEMBERS) is Code.RECOVERY_FOREIGN


def test_what_has_ended_does_not_count() -> None:
    delegations = ((ALICE.account, Delegation(50, 6, 0)), (ALICE.account, Delegation(7, 8, 0)), (BOB.account, Delegation(34, 5, 0)))
    assert delegated_stakes(delegations, 4) == {ALICE.account: 57, BOB.account: 34}
    assert delegated_stakes(delegations, 5) == {ALICE.account: 57}
    assert delegated_stakes(delegations, 6) == {ALICE.account: 7}
    assert delegated_stakes(delegations, 8) == {}
