"""Theorem 27 on blocks of contract calls: whoever executes them, state and receipts are the same, and no wrong write set passes by one who does."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.fuzzing.worlds import CONTRACTS, worlds
from reference.block_tree import BlockTree, begin_tree, deliver_block, tick
from reference.codes import Code
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.carried import Carried, write_sets_of
from reference.contracts.host import Host
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.world import World
from reference.parameters import SSP_SUPPLY
from reference.state.account import Account
from reference.state.state import State, put_two_accounts
from reference.state.supply import break_down, total
from reference.transition import Accepted, Rejected, apply_block, authenticated, carry_out, include
from reference.wire.block import Block, decode_block, encode_block
from reference.wire.contract_bodies import ContractCall
from reference.wire.receipt import encode_receipt
from reference.wire.transaction import Transfer
from reference.wire.write_set import Write, WriteSet, decode_write_set, encode_write_set
from vectors.build import ALICE, BOB, CAROL, PRODUCER, transaction
from vectors.keys import KeyPair
from vectors.scenarios.block_call_places import SOURCES, call, made, signed_calls, under
from vectors.scenarios.block_calls import MANY, moved_write, repeated_write

DRAWN = int(os.environ.get("SMARTSHARE_PROGRAMS", "80"))

SETTINGS = settings(max_examples=DRAWN, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

scalars = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.sampled_from((0, 5, 40, b"turn")), st.binary(max_size=40))
arguments = st.lists(scalars, max_size=2).map(tuple)
gases = st.sampled_from((500, 5_000, 30_000))
monies = st.sampled_from((0, 0, 7, 90_000))

called = st.builds(ContractCall, st.sampled_from((*CONTRACTS, bytes(32))), gases, monies, arguments)
drawn_calls = st.lists(st.tuples(st.sampled_from((ALICE, BOB)), called), min_size=1, max_size=3)
known_calls = st.lists(
    st.tuples(
        st.sampled_from((BOB, CAROL)),
        st.builds(lambda name, given, money, gas: call(name, *given, money=money, gas=gas), st.sampled_from((*SOURCES, "unknown")), arguments, monies, gases),
    ),
    max_size=4,
)


def never(source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
    """What a node runs that leaves calls to the agents."""
    raise AssertionError


def sent_in(state: State, calls: list[tuple[KeyPair, ContractCall]]) -> tuple[bytes, ...]:
    return tuple(transaction(state, sender, body, nonce=50 + place) for place, (sender, body) in enumerate(calls))


@SETTINGS
@given(worlds(), drawn_calls)
def test_state_and_receipts_are_the_same_whoever_executes(world: World, calls: list[tuple[KeyPair, ContractCall]]) -> None:
    """Drawn programs, executed by everybody, checked by an agent, or applied by a node that runs nothing."""
    state, slot = world.state, world.state.head.slot + 1
    rich = put_two_accounts(state, ALICE.account, Account(10**6, 0), BOB.account, Account(10**6, 0))
    before = total(break_down(rich))
    state, asked = rich, authenticated(rich, sent_in(rich, calls))
    included = include(state, asked, slot, run_program, None)
    carried = tuple(map(decode_write_set, write_sets_of([each.called for each in included])))
    everybody, receipts = carry_out(state, asked, slot, PRODUCER.account, run_program)
    agent = carry_out(state, asked, slot, PRODUCER.account, run_program, Carried(carried, executes=True))
    other = carry_out(state, asked, slot, PRODUCER.account, never, Carried(carried, executes=False))
    assert agent[0] == other[0] == everybody
    encoded = [list(map(encode_receipt, each)) for each in (receipts, agent[1], other[1])]
    assert encoded[0] == encoded[1] == encoded[2]
    assert total(break_down(everybody)) == before


@SETTINGS
@given(st.sampled_from((MODE_ALL, MODE_AGENTS)), st.lists(known_calls, min_size=1, max_size=3))
def test_a_chain_is_the_same_for_whoever_leaves_its_calls_to_the_agents(mode: int, blocks: list[list[tuple[KeyPair, ContractCall]]]) -> None:
    """Whole blocks, one after another, on a node that executes and on one that does not where it may."""
    state = other = under(mode)
    for calls in blocks:
        data = made(state, (transaction(state, ALICE, Transfer(CAROL.account, 1)), *signed_calls(state, calls)))
        executed = apply_block(state, data)
        assert isinstance(executed, Accepted)
        leaves = state.consensus.load.mode == MODE_AGENTS
        unexecuted = apply_block(other, data, never if leaves else run_program, executes=False)
        assert isinstance(unexecuted, Accepted)
        assert executed.state == unexecuted.state
        assert list(map(encode_receipt, executed.receipts)) == list(map(encode_receipt, unexecuted.receipts))
        assert total(break_down(executed.state)) == SSP_SUPPLY
        state, other = executed.state, unexecuted.state


@SETTINGS
@given(known_calls.filter(bool), st.integers(0, 3), st.integers(0, 5))
def test_no_wrong_write_set_passes_by_a_node_that_executes(calls: list[tuple[KeyPair, ContractCall]], place: int, change: int) -> None:
    state = under(MODE_AGENTS)
    block = decode_block(made(state, signed_calls(state, calls)), 2**20)
    carried = list(block.write_sets)
    if place < len(carried):
        did = decode_write_set(carried[place])
        changes = (
            replace(did, gas=did.gas + 1),
            replace(did, value=not did.value),
            replace(did, writes=(*did.writes, Write(b"\xff", b""))),
            replace(did, writes=did.writes[:-1]),
            replace(did, outcome=did.outcome + 1),
            WriteSet(0, 0, None, (), ()),
        )
        carried[place] = encode_write_set(changes[change])
    else:
        carried = carried[:-1] if change % 2 else [*carried, encode_write_set(WriteSet(0, 0, None, (), ()))]
    if tuple(carried) == block.write_sets:
        return
    outcome = apply_block(state, encode_block(Block(block.header, block.transactions, (), (), tuple(carried))))
    assert not isinstance(outcome, Accepted)
    assert outcome.code is Code.WRITE_SET_MISMATCH


@pytest.mark.parametrize("place", range(2))
def test_who_executes_refuses_misplaced_writes_that_leave_the_right_state_and_the_right_block_is_taken_after(place: int) -> None:
    """MODE-7: another node judges the header and what results. WIRE-11: of the header nobody remembers anything."""
    state = under(MODE_AGENTS)
    sent = signed_calls(state, MANY)
    right = made(state, sent)
    carried = decode_block(right, 2**20).write_sets
    wrong = made(state, sent, (moved_write(carried), repeated_write(carried, state))[place])
    assert decode_block(wrong, 2**20).header == decode_block(right, 2**20).header
    executed, unexecuted, afterwards = apply_block(state, wrong), apply_block(state, wrong, never, executes=False), apply_block(state, right)
    assert executed == Rejected(Code.WRITE_SET_MISMATCH)
    assert isinstance(unexecuted, Accepted)
    assert isinstance(afterwards, Accepted)
    assert unexecuted.state == afterwards.state
    assert unexecuted.receipts == afterwards.receipts


def test_a_tree_takes_in_the_right_block_after_a_wrong_one_under_its_header() -> None:
    state = under(MODE_AGENTS)
    sent = signed_calls(state, MANY)
    right = made(state, sent)
    wrong = made(state, sent, moved_write(decode_block(right, 2**20).write_sets))
    tree = tick(begin_tree(state), state.head.slot + 1)
    assert deliver_block(tree, wrong) == Rejected(Code.WRITE_SET_MISMATCH)
    assert isinstance(deliver_block(tree, right), BlockTree)


@pytest.mark.parametrize(
    "write",
    [
        Write(b"\x01" + bytes(31), b"\x82\x00\x00"),
        Write(b"\x01" + bytes(33), b"\x82\x00\x00"),
        Write(b"\x01" + bytes(32), b"\x81\x00"),
        Write(b"\x01" + bytes(32), b"\x82\x00\x18\x00"),
        Write(b"\x02" + bytes(32), b"\x81\x00"),
        Write(b"\x03" + bytes(32), b"\x81\x00"),
        Write(b"\x3e" + bytes(32), b"\x81\x41\x05"),
        Write(b"\x3f" + bytes(32), b"\x81\x41\x05"),
        Write(b"\x01" + b"\x05" * 32, b"\x82\x00\x00"),
        Write(b"\x01" + BOB.account, b"\x82\x05\x00"),
        Write(b"\x01" + BOB.account, b""),
        Write(b"\x03" + bytes(64), b"\x81\x00"),
        Write(b"\x3e" + bytes(33), b"\x81\x42\xff\xff"),
        Write(b"\x3e" + bytes(33), b"\x81\x41\xf6"),
        Write(b"\x3e" + bytes(73), b"\x81\x41\x05"),
        Write(b"\x3f" + bytes(32), b"\x82\x40\x80"),
        Write(b"\x3f" + bytes(32), b"\x82\x58\x29" + b"s" * 41 + b"\x80"),
        Write(b"\x3f" + bytes(32), b""),
        Write(b"\xff" + bytes(32), b""),
        Write(b"\x01", b""),
    ],
    ids=repr,
)
def test_a_node_that_executes_nothing_refuses_what_no_call_does(write: Write) -> None:
    """Whatever a producer claims, nothing but a code comes of it."""
    state = under(MODE_AGENTS)
    block = decode_block(made(state, signed_calls(state, [(BOB, call("counter"))])), 2**20)
    did = replace(decode_write_set(block.write_sets[0]), writes=(write,))
    data = encode_block(Block(block.header, block.transactions, (), (), (encode_write_set(did),)))
    for executes in (True, False):
        outcome = apply_block(state, data, executes=executes)
        assert not isinstance(outcome, Accepted)
        assert outcome.code is Code.WRITE_SET_MISMATCH


def test_a_node_that_executes_nothing_finds_another_state_by_its_root() -> None:
    """It cannot say which call it was; it does not follow the block all the same."""
    state = under(MODE_AGENTS)
    block = decode_block(made(state, signed_calls(state, [(BOB, call("counter"))])), 2**20)
    did = decode_write_set(block.write_sets[0])
    for other, code in ((replace(did, gas=did.gas + 1), Code.RECEIPTS_ROOT_MISMATCH), (replace(did, writes=()), Code.STATE_ROOT_MISMATCH)):
        data = encode_block(Block(block.header, block.transactions, (), (), (encode_write_set(other),)))
        outcome = apply_block(state, data, executes=False)
        assert not isinstance(outcome, Accepted)
        assert outcome.code is code
