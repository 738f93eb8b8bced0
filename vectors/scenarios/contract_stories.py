"""Stories of contracts: calls one after another, each in the world that those before it have left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.run import Failed
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Amount, Slot
from reference.state.transfer import apply_transfer
from reference.wire.transaction import Transfer
from vectors.case import Case
from vectors.filling import Constant, fill
from vectors.scenarios.contract_worlds import GAS, MEMORY, Comes, world_case

EXAMPLES = Path(__file__).parents[2].joinpath("examples", "contracts")
"""The contracts that are shipped as examples."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call of a story, and what it comes to."""

    why: str
    slot: Slot
    caller: AccountId
    contract: AccountId
    arguments: tuple[Scalar, ...]
    comes: Comes
    paid: Amount = 0


def example(name: str, **constants: Constant) -> bytes:
    """An example, filled in."""
    return fill(EXAMPLES.joinpath(f"{name}.lua").read_bytes(), constants)


def called(world: World, asked: Asked) -> World:
    """The world in which a call runs: its money is on the contract's account."""
    state = apply_transfer(world.state, asked.caller, Transfer(asked.contract, asked.paid)) if asked.paid else world.state
    frame = Frame(asked.contract, asked.caller, asked.arguments, asked.paid)
    return replace(world, state=state, slot=asked.slot, frames=(frame,), events=())


def after_call(world: World, asked: Asked) -> World:
    """The world after a call: as it was where the call ends with a code."""
    outcome = run_frame(called(world, asked), GAS, MEMORY)
    if isinstance(outcome, Failed):
        return world
    assert isinstance(outcome.host, ChainHost)
    return outcome.host.world


def told(world: World, story: Iterable[Asked]) -> Iterator[tuple[Asked, World, World]]:
    """Each call of a story with the world in which it runs and the world after it."""
    for asked in story:
        before, world = called(world, asked), after_call(world, asked)
        yield asked, before, world


def story_cases(name: str, rules: Mapping[AccountId, tuple[str, ...]], world: World, story: Sequence[Asked]) -> Iterator[Case]:
    """A case for each call of a story, of the rules of the contract that it calls. Raises AssertionError where one comes to something else."""
    for asked, before, _ in told(world, story):
        yield world_case(rules[asked.contract], f"{name}: {asked.why}", before, asked.comes)
