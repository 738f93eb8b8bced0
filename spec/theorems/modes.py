# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the load of the chain and of who must execute contract calls for that reason."""

from dataclasses import replace

from immutables import Map

from reference.codes import SUCCESS, Code
from reference.consensus.modes import (
    AVERAGED_BLOCKS,
    MODE_AGENTS,
    MODE_ALL,
    BlockGas,
    BlockGasLimit,
    ByteLimit,
    RequiredMode,
    block_load,
    check_mode,
    moving_average,
    next_load,
    next_mode,
)
from reference.consensus.write_sets import apply_writes, check_write_set, produce_write_sets, run_call, run_calls, write_set
from reference.numbers import PPM, ByteCount, Ppm
from reference.state.execution import Execution
from reference.state.progress import Load
from reference.wire.block import Mode
from reference.wire.event import Event
from reference.wire.write_set import Write, WriteSet
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.engines import PLACES, Operation, Place, encoded, execute, key_of

EXECUTED = "it is about whatever executes calls, a function that the prover does not see into"


def _settled(load: Load, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    """Whether the mode is the one that the average calls for: of genesis it is, and MODE-5 keeps it so."""
    return next_mode(load.mode, load.average_ppm, busy_ppm, calm_ppm) == load.mode


@theorem("MODE-1", "Every block has a load.", says=Says.ACCEPTANCE)
def block_load_never_rejects(size: ByteCount, size_limit: ByteLimit, gas: BlockGas, gas_limit: BlockGasLimit) -> bool:
    return rejection(block_load, size, size_limit, gas, gas_limit) is None


@theorem("MODE-1", "The load is the larger of the two shares of what a block may have, each rounded down and at most the whole.", says=Says.AMOUNTS)
def block_load_is_exact(size: ByteCount, size_limit: ByteLimit, gas: BlockGas, gas_limit: BlockGasLimit) -> bool:
    of_bytes = PPM if size >= size_limit else size * PPM // size_limit
    of_gas = PPM if gas >= gas_limit else gas * PPM // gas_limit
    return block_load(size, size_limit, gas, gas_limit) == (of_bytes if of_bytes >= of_gas else of_gas)


@theorem("MODE-1", "More bytes never lower the load, and neither does more gas.", says=Says.INVARIANT)
def block_load_grows(size: ByteCount, more: ByteCount, size_limit: ByteLimit, gas: BlockGas, more_gas: BlockGas, gas_limit: BlockGasLimit) -> bool:
    if more < size or more_gas < gas:
        return True
    return block_load(more, size_limit, more_gas, gas_limit) >= block_load(size, size_limit, gas, gas_limit)


@theorem("MODE-2", "Whatever the load is, there is a mode.", says=Says.ACCEPTANCE)
def next_mode_never_rejects(mode: RequiredMode, average_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    return rejection(next_mode, mode, average_ppm, busy_ppm, calm_ppm) is None


@theorem("MODE-2", "The agents execute from the busy load on, everybody up to the calm one, and in between nothing changes.", says=Says.AMOUNTS)
def next_mode_is_exact(mode: RequiredMode, average_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    between = mode if average_ppm > calm_ppm else MODE_ALL
    return next_mode(mode, average_ppm, busy_ppm, calm_ppm) == (between if average_ppm < busy_ppm else MODE_AGENTS)


@theorem("MODE-2", "The mode is monotone: a higher load, or a busier mode before, never leads to a calmer one.", says=Says.INVARIANT)
def next_mode_is_monotone(mode: RequiredMode, busier: RequiredMode, average_ppm: Ppm, higher_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    below = (mode <= busier) & (average_ppm <= higher_ppm)
    return not below or next_mode(mode, average_ppm, busy_ppm, calm_ppm) <= next_mode(busier, higher_ppm, busy_ppm, calm_ppm)


@theorem("MODE-2", "The mode is idempotent: the same load again changes nothing.", says=Says.INVARIANT)
def next_mode_is_idempotent(mode: RequiredMode, average_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    once = next_mode(mode, average_ppm, busy_ppm, calm_ppm)
    return next_mode(once, average_ppm, busy_ppm, calm_ppm) == once


@theorem("MODE-3", "A header is rejected just where its mode is not the required one.", says=Says.ACCEPTANCE)
def check_mode_accepts(mode: Mode, required: RequiredMode) -> bool:
    return rejection(check_mode, mode, required) == (None if mode == required else Code.MODE_UNSUPPORTED)


@theorem("MODE-3", "A chain requires one mode: of two that pass, both are the same.", says=Says.INVARIANT)
def one_mode_is_required(mode: Mode, other: Mode, required: RequiredMode) -> bool:
    check_mode(mode, required)
    check_mode(other, required)
    return mode == other


@theorem("MODE-4", "Every load can be averaged.", says=Says.ACCEPTANCE)
def moving_average_never_rejects(average_ppm: Ppm, load_ppm: Ppm) -> bool:
    return rejection(moving_average, average_ppm, load_ppm) is None


@theorem("MODE-4", "The average moves by the 32nd part of its distance from the load, rounded up.", says=Says.AMOUNTS)
def moving_average_is_exact(average_ppm: Ppm, load_ppm: Ppm) -> bool:
    after = moving_average(average_ppm, load_ppm)
    step, distance = abs(after - average_ppm), abs(load_ppm - average_ppm)
    whole = step * AVERAGED_BLOCKS
    return (whole >= distance) & (whole < distance + AVERAGED_BLOCKS) & ((after >= average_ppm) == (load_ppm >= average_ppm))


@theorem("MODE-4", "The average comes nearer to a load that it differs from, and never passes it.", says=Says.INVARIANT)
def moving_average_approaches(average_ppm: Ppm, load_ppm: Ppm) -> bool:
    after = moving_average(average_ppm, load_ppm)
    rising = (average_ppm < after) & (after <= load_ppm)
    falling = (average_ppm > after) & (after >= load_ppm)
    return rising | falling | ((average_ppm == after) & (after == load_ppm))


@theorem("MODE-4", "A higher average, or a higher load, never leads to a lower average.", says=Says.INVARIANT)
def moving_average_is_monotone(average_ppm: Ppm, higher_ppm: Ppm, load_ppm: Ppm, higher_load_ppm: Ppm) -> bool:
    if higher_ppm < average_ppm or higher_load_ppm < load_ppm:
        return True
    return moving_average(average_ppm, load_ppm) <= moving_average(higher_ppm, higher_load_ppm)


@theorem("MODE-4", "One block moves the average by at most a 32nd of the whole.")
def one_block_moves_little(average_ppm: Ppm, load_ppm: Ppm) -> bool:
    after = moving_average(average_ppm, load_ppm)
    return abs(after - average_ppm) <= PPM // AVERAGED_BLOCKS


@theorem("MODE-5", "Every block leads to a load and a mode.", says=Says.ACCEPTANCE)
def next_load_never_rejects(load: Load, load_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    return rejection(next_load, load, load_ppm, busy_ppm, calm_ppm) is None


@theorem("MODE-5", "What is remembered is the moving average with the block, and the mode by that average.", says=Says.AMOUNTS)
def next_load_is_exact(load: Load, load_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    average = moving_average(load.average_ppm, load_ppm)
    return next_load(load, load_ppm, busy_ppm, calm_ppm) == Load(average_ppm=average, mode=next_mode(load.mode, average, busy_ppm, calm_ppm))


@theorem("MODE-5", "The mode is always the one that the average calls for: asking for it again gives the same.", says=Says.INVARIANT)
def load_stays_settled(load: Load, load_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    return _settled(next_load(load, load_ppm, busy_ppm, calm_ppm), busy_ppm, calm_ppm)


@theorem("MODE-5", "Blocks of one load change the mode at most once, and never back.", says=Says.INVARIANT, assuming=_settled)
def constant_load_settles(load: Load, load_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    once = next_load(load, load_ppm, busy_ppm, calm_ppm)
    twice = next_load(once, load_ppm, busy_ppm, calm_ppm)
    return once.mode == load.mode or twice.mode == once.mode


@theorem("MODE-5", "Where busy and calm are further apart than one block moves the average, no block undoes the change of mode that the block before made.")
def no_block_undoes_a_change(load: Load, load_ppm: Ppm, later_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> bool:
    once = next_load(load, load_ppm, busy_ppm, calm_ppm)
    twice = next_load(once, later_ppm, busy_ppm, calm_ppm)
    return calm_ppm + PPM // AVERAGED_BLOCKS >= busy_ppm or once.mode == load.mode or twice.mode == once.mode


Operations = tuple[Operation, ...]
"""The calls of a block."""


def _store(absent: tuple[bool, ...]) -> Map[bytes, bytes]:
    """Records at all places but some."""
    return Map({key_of(place): bytes((7, place)) for place in range(PLACES) if not any(absent[place : place + 1])})


@theorem("MODE-7", "A write set is rejected just where it is not the execution's.", says=Says.ACCEPTANCE, tested=EXECUTED)
def check_write_set_accepts(absent: tuple[bool, ...], operation: Operation, other: Operation) -> bool:
    made, claimed = (run_call(_store(absent), encoded(each), execute) for each in (operation, other))
    return rejection(check_write_set, claimed, made) == (None if claimed == made else Code.WRITE_SET_MISMATCH)


@theorem("MODE-6", "A write set is what differs, in order, each record once; a failure writes nothing.", says=Says.AMOUNTS, tested=EXECUTED)
def write_set_is_exact(absent: tuple[bool, ...], operation: Operation) -> bool:
    before = _store(absent)
    execution = execute(before, encoded(operation))
    made = write_set(before, execution)
    keys = [write.key for write in made.writes]
    after = dict(before)
    for key, record in execution.written.items():
        after[key] = record
    wanted = {key: record for key, record in after.items() if record} if execution.outcome == SUCCESS else dict(before)
    only_changes = all(before.get(write.key, b"") != write.record for write in made.writes)
    same = (made.outcome, made.gas) == (execution.outcome, execution.gas)
    return same and keys == sorted(set(keys)) and only_changes and dict(apply_writes(before, made.writes)) == wanted


@theorem(
    "MODE-7",
    "The state is mode-independent: executed by everybody, checked by an agent, or applied by a node that leaves it to the agents, it is the same.",
    says=Says.INVARIANT,
    tested=EXECUTED,
)
def state_is_mode_independent(absent: tuple[bool, ...], operations: Operations) -> bool:
    before, calls = _store(absent), tuple(map(encoded, operations))
    carried = produce_write_sets(before, calls, execute)
    everybody = run_calls(before, calls, MODE_ALL, (), True, execute)
    agent = run_calls(before, calls, MODE_AGENTS, carried, True, execute)
    other = run_calls(before, calls, MODE_AGENTS, carried, False, _never)
    return everybody == agent == other


@theorem("MODE-7", "Agents let no wrong write set pass: whatever is changed of one, missing or too many, whoever executes rejects the block.", tested=EXECUTED)
def agents_notice_every_change(absent: tuple[bool, ...], operations: Operations, at: Place, place: Place) -> bool:
    before, calls = _store(absent), tuple(map(encoded, operations))
    carried = produce_write_sets(before, calls, execute)
    wrong = [(*carried, WriteSet(SUCCESS, 0, None, (), ())), carried[1:] if carried else ()]
    if at < len(carried):
        true = carried[at]
        invented = (*true.writes, Write(key_of(place), b"invented"))
        changes = (
            replace(true, writes=invented),
            replace(true, writes=true.writes[1:]),
            replace(true, gas=true.gas + 1),
            replace(true, value=not true.value),
            replace(true, events=(*true.events, Event(bytes(32), b"invented", None))),
            replace(true, outcome=true.outcome + 1),
        )
        wrong += [(*carried[:at], changed, *carried[at + 1 :]) for changed in changes]
    return all(claimed == carried or rejection(run_calls, before, calls, MODE_AGENTS, claimed, True, execute) == Code.WRITE_SET_MISMATCH for claimed in wrong)


@theorem("MODE-7", "Where everybody executes, a block carries no write set.", tested=EXECUTED)
def nothing_is_carried_where_everybody_executes(absent: tuple[bool, ...], operations: Operations) -> bool:
    before, calls = _store(absent), tuple(map(encoded, operations))
    carried = produce_write_sets(before, calls, execute)
    return not carried or rejection(run_calls, before, calls, MODE_ALL, carried, True, execute) == Code.WRITE_SET_MISMATCH


def _never(store: Map[bytes, bytes], call: bytes) -> Execution:
    raise AssertionError("a node that leaves execution to the agents has executed a call")
