"""Calling a contract: what is checked before its program runs, running it, and what remains of it."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.consensus.heavy import check_unlocked
from reference.consensus.write_sets import check_write_set
from reference.contracts.call_writes import apply_write_set, call_write_set
from reference.contracts.chain_host import ChainHost, Run, run_frame
from reference.contracts.run import Failed, run_program
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Slot
from reference.rules import procedure, transition
from reference.state.contract_state import get_contract, get_heavy_call
from reference.state.state import State
from reference.state.transfer import apply_transfer
from reference.wire.contract_bodies import ContractCall
from reference.wire.receipt import CallOutcome, Gas
from reference.wire.scalar import MAX_SCALAR_BYTES
from reference.wire.transaction import Transfer
from reference.wire.write_set import WriteSet


@dataclass(frozen=True, slots=True)
class Called:
    """What a call came to."""

    state: State
    """The state after it; where it failed, the one before."""

    code: Code | None
    """What it failed with; None where it succeeded."""

    outcome: CallOutcome
    """What its receipt says of it."""

    entered: State | None = None
    """The state in which its program began; None where it failed before."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a block under `AGENTS` says of a call whose program is to run, and whether the node that applies the block runs it nevertheless."""

    write_set: WriteSet | None
    """What the call did; None where the block says nothing of it."""

    executes: bool
    """Whether the node runs it."""


def failed(state: State, code: Code, gas: Gas) -> Called:
    """A call that failed, and used so much gas: it has returned nothing, and told nothing."""
    return Called(state, code, CallOutcome(gas=gas, value=None, events=()))


@transition("CONTRACT-7")
def enter_contract(state: State, sender: AccountId, body: ContractCall) -> State:
    """The state in which a call's program begins: the money is on the contract's account. Rejects with `CONTRACT_UNKNOWN`, `CONTRACT_LOCKED` (HEAVY-1), then
    as TRANSFER-2 does."""
    if get_contract(state, body.contract).deposit == 0:
        raise Reject(Code.CONTRACT_UNKNOWN)
    check_unlocked(get_heavy_call(state, body.contract))
    return apply_transfer(state, sender, Transfer(body.contract, body.money)) if body.money else state


@procedure("CONTRACT-8")
def run_call(state: State, sender: AccountId, body: ContractCall, slot: Slot, run: Run = run_program) -> Called:
    """Run the program of a contract that was entered, and of the contracts that it calls, each with what is left of the call's gas and memory.

    It fails with the code that the program's run ends with, and with `CONTRACT_FAILED` where the first value is a string too long for a receipt.
    """
    world = World(state, slot, (Frame(body.contract, sender, body.arguments, body.money),))
    ended = run_frame(world, body.gas_limit, state.chain.parameters.call_memory, run)
    if isinstance(ended, Failed):
        return failed(state, ended.code, ended.gas)
    value = ended.values[0] if ended.values else None
    if type(value) is bytes and len(value) > MAX_SCALAR_BYTES:
        return failed(state, Code.CONTRACT_FAILED, ended.gas)
    assert isinstance(ended.host, ChainHost)
    return Called(ended.host.world.state, None, CallOutcome(ended.gas, value, ended.host.world.events))


@procedure("MODE-7")
def claimed_call(state: State, sender: AccountId, body: ContractCall, slot: Slot, claimed: Claimed, run: Run = run_program) -> Called:
    """What a call comes to of which a block says what it did: on a node that executes it is held against what the block says, on another one it is that.

    Rejects with `WRITE_SET_MISMATCH`, which makes the block invalid.
    """
    if claimed.write_set is None or claimed.write_set.gas > body.gas_limit:
        raise Reject(Code.WRITE_SET_MISMATCH)
    if not claimed.executes:
        return Called(*apply_write_set(state, claimed.write_set))
    called = run_call(state, sender, body, slot, run)
    check_write_set(claimed.write_set, call_write_set(state, called.state, called.code, called.outcome))
    return called


@transition("CONTRACT-9")
def call_contract(state: State, sender: AccountId, body: ContractCall, slot: Slot, run: Run = run_program, claimed: Claimed | None = None) -> Called:
    """What a call comes to. One that fails leaves the state as it was, and says why and what it used.

    It rejects nothing but what a block says of it and is not so (MODE-7); `claimed` is that, where the block says anything.
    """
    try:
        entered = enter_contract(state, sender, body)
    except Reject as rejection:
        return failed(state, rejection.code, 0)
    called = run_call(entered, sender, body, slot, run) if claimed is None else claimed_call(entered, sender, body, slot, claimed, run)
    return Called(called.state if called.code is None else state, called.code, called.outcome, entered)
