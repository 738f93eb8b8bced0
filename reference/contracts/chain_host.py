"""The host that a contract on the chain has: it carries out operations, and calls other contracts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from reference.codes import Reject
from reference.consensus.heavy import check_unlocked
from reference.contracts.asking import Arguments, AskedWrongly, CarryOut, changing, identifier_of, integer_of, reading, told
from reference.contracts.calling import known_table, named_event
from reference.contracts.events import run_judged
from reference.contracts.host import Host, HostAnswer
from reference.contracts.meter import BULK_BYTES
from reference.contracts.operations import (
    argument,
    balance,
    coin_member,
    consent_member,
    digest,
    emit,
    load,
    order_member,
    pay,
    save,
    saving_gas,
    signed,
    transfer,
)
from reference.contracts.reading import once_read
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.transition_table import TransitionTable, beginning
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.contract import NO_MACHINE, Standing
from reference.state.contract_state import get_contract, get_heavy_call, get_machine, put_machine, source_of

MAX_FRAMES = 8
"""How many calls of contracts may be under way inside each other."""

CALL_GAS = 2_000
"""What calling another contract costs, beside what it uses."""

Run: TypeAlias = Callable[[bytes, int, int, Host], Returned | Failed]
"""What runs programs: the evaluator, or what comes to the same."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, and what it costs before anything is done."""

    gas: int
    carry_out: CarryOut
    bulk: int = 0
    """What each whole 32 bytes of all its strings cost more."""

    def price(self, given: Arguments) -> int:
        """What it costs for these arguments."""
        return self.gas + self.bulk * (sum(len(value) for value in given if type(value) is bytes) // BULK_BYTES)


OPERATIONS: Mapping[bytes, Operation] = {
    b"argument": Operation(5, reading(argument)),
    b"balance": Operation(100, reading(balance)),
    b"caller": Operation(5, reading(lambda world, _: world.frame.caller)),
    b"coin": Operation(100, reading(coin_member)),
    b"consent": Operation(100, reading(consent_member)),
    b"contract": Operation(5, reading(lambda world, _: world.frame.contract)),
    b"emit": Operation(200, changing(emit), bulk=100),
    b"hash": Operation(50, reading(lambda _, given: digest(given)), bulk=3),
    b"load": Operation(100, reading(load)),
    b"order": Operation(100, reading(order_member)),
    b"paid": Operation(5, reading(lambda world, _: world.frame.paid)),
    b"save": Operation(500, changing(save), bulk=200),
    b"signed": Operation(3_000, reading(lambda _, given: signed(given)), bulk=3),
    b"slot": Operation(5, reading(lambda world, _: told(world.slot))),
    b"transfer": Operation(1_000, changing(transfer)),
}
"""By their names."""


@dataclass(frozen=True, slots=True)
class ChainHost:
    """A host with the world as it is now."""

    world: World
    run: Run = field(default=run_program, compare=False)

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """Do what is asked (LVM-45, LVM-52)."""
        return call_contract(self, arguments, gas, memory) if operation == b"call" else answer_contract(self, operation, arguments, gas)


@procedure("LVM-45")
def answer_contract(host: ChainHost, operation: bytes, given: Arguments, gas: int) -> HostAnswer:
    """Do what is asked, where the gas suffices; otherwise name the price, which is more than is left."""
    known = OPERATIONS.get(operation)
    if known is None:
        return HostAnswer(False, None, 0, host)
    price = known.price(given) + (saving_gas(host.world, given) if operation == b"save" else 0)
    if price > gas:
        return HostAnswer(False, None, price, host)
    done = known.carry_out(host.world, given)
    return HostAnswer(done.succeeded, done.value, price, replace(host, world=done.world))


def run_frame(world: World, gas: int, memory: int, run: Run = run_program) -> Returned | Failed:
    """Run the contract of a world's innermost call, with so much gas and memory, its program read (LVM-54). The host of what is returned is a `ChainHost`."""
    source = source_of(world.state, world.frame.contract)
    return once_read(source, gas, lambda left: run_judging(world, source, left, memory, run))


@procedure("EVENT-8")
def run_judging(world: World, source: bytes, gas: int, memory: int, run: Run) -> Returned | Failed:
    """Run a contract's program. Where it declares a table the call's first argument names the event, what the run has changed is judged (EVENT-7), and the
    world after it has where the machine stands then.
    """
    contract, host = world.frame.contract, ChainHost(world, run)
    table = known_table(source)
    if table is None:
        return run(source, gas, memory, host)
    try:
        event = named_event(table, world.frame.arguments)
    except Reject as rejected:
        return Failed(rejected.code, 0, 0)
    moved = run_judged(table, source, standing_of(world, table), event, gas, memory, host, run)
    if isinstance(moved, Failed):
        return moved
    after = moved.returned.host
    assert isinstance(after, ChainHost)
    standing = replace(after.world, state=put_machine(after.world.state, contract, moved.standing))
    return replace(moved.returned, host=replace(after, world=standing))


def standing_of(world: World, table: TransitionTable) -> Standing:
    """Where the machine of the contract that runs stands: where its table begins, if nothing is said of it."""
    standing = get_machine(world.state, world.frame.contract)
    return beginning(table) if standing == NO_MACHINE else standing


@procedure("LVM-52")
def call_contract(host: ChainHost, given: Arguments, gas: int, memory: int) -> HostAnswer:
    """Call a contract with at most the gas that is named, at most what is left, the memory that is left, and some of the caller's SSP.

    Not done where there is no such contract, where it is under way already, where too many are; and where a heavy call is in flight on it, or the money is
    not there: then the number of that code is the value. Where it ends with a code, that code's number is the value, and nothing that it has asked for
    remains; its gas and memory are used all the same.
    """
    refused = HostAnswer(False, None, CALL_GAS, host)
    if gas < CALL_GAS:
        return refused
    try:
        contract, most, amount = identifier_of(given, 0), integer_of(given, 1), integer_of(given, 2)
    except AskedWrongly:
        return refused
    world = host.world
    if get_contract(world.state, contract).deposit == 0 or any(frame.contract == contract for frame in world.frames) or len(world.frames) >= MAX_FRAMES:
        return refused
    try:
        check_unlocked(get_heavy_call(world.state, contract))
        paid = pay(world, SSP, contract, amount) if amount else world
    except Reject as rejected:
        return HostAnswer(False, rejected.code.number, CALL_GAS, host)
    frame = Frame(contract, world.frame.contract, given[3:], amount)
    outcome = run_frame(replace(paid, frames=(*world.frames, frame)), min(most, gas - CALL_GAS), memory, host.run)
    if isinstance(outcome, Failed):
        return HostAnswer(False, outcome.code.number, CALL_GAS + outcome.gas, host, outcome.memory)
    assert isinstance(outcome.host, ChainHost)
    value = outcome.values[0] if outcome.values else None
    after = replace(host, world=replace(outcome.host.world, frames=world.frames))
    return HostAnswer(True, value, CALL_GAS + outcome.gas, after, outcome.memory)
