"""Calls that depend on one another, executed and applied."""

import pytest
from immutables import Map

from reference.codes import SUCCESS, Code, Reject
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.consensus.write_sets import Store, produce_write_sets, run_calls
from reference.state.execution import Execution
from reference.wire.write_set import Write, WriteSet

CALLS = (b"ab", b"bc", b"cd")
"""Each call appends what is under its first letter to what is under its second."""

BEFORE = Map({b"a": b"1", b"b": b"2"})

AFTER = Map({b"a": b"1", b"b": b"21", b"c": b"21", b"d": b"21"})

CARRIED = tuple(WriteSet(SUCCESS, 1, None, (), (Write(key, b"21"),)) for key in (b"b", b"c", b"d"))


def appending(store: Store, call: bytes) -> Execution:
    source, target = call[:1], call[1:]
    return Execution(SUCCESS, 1, {target: store.get(target, b"") + store.get(source, b"")})


def refusing(store: Store, call: bytes) -> Execution:
    raise AssertionError("nothing is to be executed")


def test_each_call_sees_what_the_calls_before_it_wrote():
    assert produce_write_sets(BEFORE, CALLS, appending) == CARRIED
    assert run_calls(BEFORE, CALLS, MODE_ALL, (), True, appending) == AFTER
    assert run_calls(BEFORE, CALLS, MODE_AGENTS, CARRIED, True, appending) == AFTER
    assert run_calls(BEFORE, CALLS, MODE_AGENTS, CARRIED, False, refusing) == AFTER


@pytest.mark.parametrize("executes", [True, False])
@pytest.mark.parametrize(("mode", "carried"), [(MODE_AGENTS, CARRIED[:2]), (MODE_AGENTS, (*CARRIED, CARRIED[2])), (MODE_AGENTS, ()), (MODE_ALL, CARRIED)])
def test_a_block_carries_a_write_set_for_each_call_or_none_at_all(mode: int, carried: tuple[WriteSet, ...], executes: bool):
    """A node that executes nothing counts them all the same."""
    with pytest.raises(Reject, match=Code.WRITE_SET_MISMATCH.name):
        run_calls(BEFORE, CALLS, mode, carried, executes, appending)


def test_a_block_without_calls_carries_nothing_under_either_mode():
    for mode in (MODE_ALL, MODE_AGENTS):
        assert run_calls(BEFORE, (), mode, (), True, refusing) == BEFORE
        with pytest.raises(Reject, match=Code.WRITE_SET_MISMATCH.name):
            run_calls(BEFORE, (), mode, CARRIED[:1], True, refusing)
