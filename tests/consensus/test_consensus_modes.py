"""The verification mode over many blocks, with the presets' thresholds."""

from functools import reduce
from itertools import count

import pytest

from reference.consensus.modes import AVERAGED_BLOCKS, MODE_AGENTS, MODE_ALL, block_load, next_load
from reference.numbers import PPM
from reference.parameters import MAINNET, PRESETS, Parameters
from reference.state.progress import Load

CALM = Load(average_ppm=0, mode=MODE_ALL)
"""What genesis begins with."""


def after(parameters: Parameters, load: Load, load_ppm: int) -> Load:
    return next_load(load, load_ppm, parameters.busy_ppm, parameters.calm_ppm)


def blocks_until(parameters: Parameters, load: Load, load_ppm: int, mode: int) -> int:
    for blocks in count():
        if load.mode == mode:
            return blocks
        load = after(parameters, load, load_ppm)
    raise AssertionError


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_no_block_undoes_a_change_of_mode(parameters: Parameters):
    """The condition of the theorem that says so."""
    assert parameters.calm_ppm + PPM // AVERAGED_BLOCKS < parameters.busy_ppm


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_a_full_chain_is_left_to_the_agents_and_an_empty_one_is_not(parameters: Parameters):
    full = reduce(lambda load, _: after(parameters, load, PPM), range(1_000), CALM)
    assert full == Load(average_ppm=PPM, mode=MODE_AGENTS)
    assert reduce(lambda load, _: after(parameters, load, 0), range(1_000), full) == CALM


def test_from_one_change_to_the_next_it_takes_thirteen_blocks():
    """What the chapter says of the public chain: even blocks that are all full, or all empty, need so many."""
    at_busy = Load(average_ppm=MAINNET.busy_ppm, mode=MODE_AGENTS)
    at_calm = Load(average_ppm=MAINNET.calm_ppm, mode=MODE_ALL)
    assert blocks_until(MAINNET, at_busy, 0, MODE_ALL) == 13
    assert blocks_until(MAINNET, at_calm, PPM, MODE_AGENTS) == 13


def test_the_fuller_of_bytes_and_gas_counts():
    assert block_load(250, 1_000, 0, 1) == 250_000
    assert block_load(250, 1_000, 3, 4) == 750_000
    assert block_load(1_000, 1_000, 3, 4) == PPM
