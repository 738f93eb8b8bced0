"""Who must execute contract calls: every node, or the agents alone, by how busy the chain is.

The mode decides who does the work, never which state results: nothing else may depend on it.
"""

from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import PPM, ByteCount, Ppm, Range
from reference.rules import kernel
from reference.state.progress import Load
from reference.wire.block import Mode

MODE_ALL = 0
"""Every node executes every contract call."""

MODE_AGENTS = 1
"""The block carries what each contract call writes: agents execute the calls and check it, others may apply it."""

RequiredMode = Annotated[int, Range(MODE_ALL, MODE_AGENTS)]
"""A mode that a chain may require."""

AVERAGED_BLOCKS = 32
"""How many blocks the average load is of, roughly: one block moves it by at most a 32nd of the whole, so that no single producer decides the mode."""

ByteLimit = Annotated[int, Range(1, 2**32 - 1)]
"""The most bytes that something may have."""

BlockGas = Annotated[int, Range(0, 2**40)]
"""The gas that a block's contract calls ask for. The bound keeps the load's arithmetic within 64 bits."""

BlockGasLimit = Annotated[int, Range(1, 2**40)]
"""The most gas that they may use."""


@kernel("MODE-1")
def block_load(size: ByteCount, size_limit: ByteLimit, gas: BlockGas, gas_limit: BlockGasLimit) -> Ppm:
    """How full a block is, in parts per million: the larger of what its transactions take of the bytes, and of the gas, that it may have.

    `size` counts the bytes of the transactions and nothing else: what a block carries because of its mode must not
    decide the mode.
    """
    return max(min(size, size_limit) * PPM // size_limit, min(gas, gas_limit) * PPM // gas_limit)


@kernel("MODE-2")
def next_mode(mode: RequiredMode, average_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> RequiredMode:
    """The mode after a block: `AGENTS` once the average load reaches `busy_ppm`, `ALL` once it is down to `calm_ppm`, and what it was in between."""
    if average_ppm >= busy_ppm:
        return MODE_AGENTS
    if average_ppm <= calm_ppm:
        return MODE_ALL
    return mode


@kernel("MODE-3")
def check_mode(mode: Mode, required: RequiredMode) -> None:
    """Check the mode that a header states against the one that the state before its block requires. Rejects with `MODE_UNSUPPORTED`."""
    if mode != required:
        raise Reject(Code.MODE_UNSUPPORTED)


@kernel("MODE-4")
def moving_average(average_ppm: Ppm, load_ppm: Ppm) -> Ppm:
    """The average load after a block: a 32nd of the difference nearer to the block's load, and at least one part where they differ.

    Rounded towards the block's load, because an average that is rounded down never reaches what the load constantly is.
    """
    if load_ppm >= average_ppm:
        return average_ppm + (load_ppm - average_ppm + AVERAGED_BLOCKS - 1) // AVERAGED_BLOCKS
    return average_ppm - (average_ppm - load_ppm + AVERAGED_BLOCKS - 1) // AVERAGED_BLOCKS


@kernel("MODE-5")
def next_load(load: Load, load_ppm: Ppm, busy_ppm: Ppm, calm_ppm: Ppm) -> Load:
    """What the chain remembers of its load after a block whose own load is `load_ppm`: the new average, and the mode that the next block must state."""
    average = moving_average(load.average_ppm, load_ppm)
    return Load(average_ppm=average, mode=next_mode(load.mode, average, busy_ppm, calm_ppm))
