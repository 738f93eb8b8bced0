"""What holds of all contracts that ask the chain, on drawn worlds: whose money moves, and that the engine comes to the same."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.fuzzing.worlds import CONTRACTS, worlds
from engine.engine import Engine
from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.events import MachineHost
from reference.contracts.host import Host
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.world import World
from reference.numbers import AccountId
from reference.parameters import SSP_SUPPLY
from reference.state.contract_state import source_of
from reference.state.state import get_account
from reference.state.supply import break_down, held_of_coins, total
from vectors.scenarios.contract_worlds import OTHER, text, world_of

WORLDS = int(os.environ.get("SMARTSHARE_PROGRAMS", "150"))

SETTINGS = settings(max_examples=WORLDS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

GAS, MEMORY = 60_000, 20_000


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started


class Watched:
    """Runs programs, and remembers whose ran."""

    def __init__(self) -> None:
        self.called: set[AccountId] = set()

    def run(self, source: bytes, gas: int, memory: int, asked: Host) -> Returned | Failed:
        """Run it by the evaluator."""
        host = asked.below if isinstance(asked, MachineHost) else asked
        assert isinstance(host, ChainHost)
        self.called.add(host.world.frame.contract)
        return run_program(source, gas, memory, asked)


def lost(before: World, after: World) -> set[AccountId]:
    """The accounts that have less of SSP or of a coin than before."""
    accounts = {account for account, record in before.state.accounts.items() if get_account(after.state, account).balance < record.balance}
    held = after.state.holdings
    return accounts | {key[1] for key, holding in before.state.holdings.items() if key not in held or held[key].balance < holding.balance}


@SETTINGS
@given(worlds())
def test_a_contract_never_moves_what_it_was_not_handed(world: World) -> None:
    """Theorem 32: only contracts that were called have less than before, and nothing comes from nowhere or is gone."""
    watched = Watched()
    outcome = run_frame(world, GAS, MEMORY, watched.run)
    if isinstance(outcome, Failed):
        return
    assert isinstance(outcome.host, ChainHost)
    after = outcome.host.world
    assert lost(world, after) <= watched.called <= set(CONTRACTS)
    assert total(break_down(after.state)) == SSP_SUPPLY
    assert all(after.state.coins[coin].supply == amount for coin, amount in held_of_coins(after.state).items())
    assert after.state.coins == world.state.coins
    assert after.frames == world.frames


@SETTINGS
@given(worlds(), st.integers(0, GAS))
def test_the_engine_comes_to_the_same_world(engine: Engine, world: World, gas: int) -> None:
    for given_gas in (GAS, gas):
        assert run_frame(world, given_gas, MEMORY, engine.run) == run_frame(world, given_gas, MEMORY)
    assert engine.evaluated == 0


def test_an_inner_worker_that_dies_is_replaced(engine: Engine) -> None:
    world = world_of(f"local a, b = host('call', {text(OTHER)}, 9000, 0) return b", {OTHER: "return 7"})
    source = source_of(world.state, world.frame.contract)
    expected = run_program(source, GAS, MEMORY, ChainHost(world))
    assert isinstance(expected, Returned)
    assert expected.values == (7,)
    assert engine.run(source, GAS, MEMORY, ChainHost(world, engine.run)) == expected
    engine.workers[1].kill()
    engine.workers[1].wait()
    assert engine.run(source, GAS, MEMORY, ChainHost(world, engine.run)) == expected
