"""Calls under both modes: executed by everybody, or executed by the agents and applied by the others.

What executes a call is an argument, so that this is all that any engine of contracts needs to be run so.
"""

from collections.abc import Callable, Mapping
from functools import reduce

from immutables import Map

from reference.codes import SUCCESS, Code, Reject
from reference.consensus.modes import MODE_AGENTS, RequiredMode
from reference.rules import procedure
from reference.state.execution import Execution
from reference.state.writing import with_record
from reference.wire.write_set import Write, WriteSet, encode_write_set

Store = Map[bytes, bytes]
"""The records that calls read and write, by their keys."""

Executor = Callable[[Store, bytes], Execution]
"""What executes a call, given as bytes, on the records before it. It is a pure function of the two."""


@procedure("MODE-6")
def write_set(before: Mapping[bytes, bytes], execution: Execution) -> WriteSet:
    """The one write set of an execution: only what differs from the records before, in the order of the keys, and of a failure nothing but outcome and gas."""
    if execution.outcome != SUCCESS:
        return WriteSet(outcome=execution.outcome, gas=execution.gas, value=None, events=(), writes=())
    changed = sorted(key for key, record in execution.written.items() if record != before.get(key, b""))
    writes = tuple(Write(key, execution.written[key]) for key in changed)
    return WriteSet(SUCCESS, execution.gas, execution.value, execution.events, writes)


@procedure("MODE-7")
def check_write_set(carried: WriteSet, executed: WriteSet) -> None:
    """Check the write set that a block carries against that of one's own execution, byte for byte: true is not 1. Rejects with `WRITE_SET_MISMATCH`."""
    if encode_write_set(carried) != encode_write_set(executed):
        raise Reject(Code.WRITE_SET_MISMATCH)


def apply_writes(store: Store, writes: tuple[Write, ...]) -> Store:
    """The records after what a call wrote."""
    return reduce(_written, writes, store)


def run_call(store: Store, call: bytes, executor: Executor) -> WriteSet:
    """What a call does, by executing it: what its node applies under `ALL`, and what a producer puts into a block under `AGENTS`."""
    return write_set(store, executor(store, call))


def run_calls(store: Store, calls: tuple[bytes, ...], mode: RequiredMode, carried: tuple[WriteSet, ...], executes: bool, executor: Executor) -> Store:
    """The records after a block's calls, on a node that executes them or, under `AGENTS`, may leave that to the agents.

    Under `ALL` every node executes, and the block carries nothing. Under `AGENTS` it carries a write set for each
    call, in their order. Rejects with `WRITE_SET_MISMATCH` where it carries another number, or where a node that
    executes gets to another one.
    """
    if len(carried) != (len(calls) if mode == MODE_AGENTS else 0):
        raise Reject(Code.WRITE_SET_MISMATCH)
    if mode != MODE_AGENTS:
        return reduce(lambda records, call: apply_writes(records, run_call(records, call, executor).writes), calls, store)
    for call, claimed in zip(calls, carried, strict=True):
        if executes:
            check_write_set(claimed, run_call(store, call, executor))
        store = apply_writes(store, claimed.writes)
    return store


def produce_write_sets(store: Store, calls: tuple[bytes, ...], executor: Executor) -> tuple[WriteSet, ...]:
    """What the producer of a block carries under `AGENTS`: each call's write set on the records that the calls before it left."""
    carried: tuple[WriteSet, ...] = ()
    for call in calls:
        made = run_call(store, call, executor)
        carried = (*carried, made)
        store = apply_writes(store, made.writes)
    return carried


def _written(store: Store, write: Write) -> Store:
    return with_record(store, write.key, write.record, present=bool(write.record))
