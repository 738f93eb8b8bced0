"""Reading and writing what the chain remembers of contracts, one record at a time."""

from dataclasses import replace
from typing import Any

from reference.numbers import AccountId, Hash
from reference.state.contract import (
    NO_CONTRACT,
    NO_MACHINE,
    NOT_A_PROGRAM,
    NOTHING_STORED,
    Contract,
    Program,
    Standing,
    StoredIn,
    StoredValue,
)
from reference.state.contract_tables import Contracts
from reference.state.heavy import NO_ARGUMENT, NO_CALL, NO_CLAIM, Claim, HeavyArgument, HeavyCall
from reference.state.state import State
from reference.state.tables import Table
from reference.state.writing import with_record


def get_contract(state: State, identifier: AccountId) -> Contract:
    """The contract, or one that nobody has released."""
    return state.contracts.contracts.get(identifier, NO_CONTRACT)


def put_contract(state: State, identifier: AccountId, record: Contract) -> State:
    """Write a contract that is released; it stays."""
    return _with(state, replace(state.contracts, contracts=state.contracts.contracts.set(identifier, record)), Table.CONTRACTS, identifier)


def get_program(state: State, digest: Hash) -> Program:
    """The program of this SHA-256, or one without a byte."""
    return state.contracts.programs.get(digest, NOT_A_PROGRAM)


def put_program(state: State, digest: Hash, record: Program) -> State:
    """Write a program under its SHA-256; it stays."""
    return _with(state, replace(state.contracts, programs=state.contracts.programs.set(digest, record)), Table.PROGRAMS, digest)


def get_stored(state: State, key: StoredIn) -> StoredValue:
    """What a contract has stored under a key, or nothing."""
    return state.contracts.stored.get(key, NOTHING_STORED)


def put_stored(state: State, key: StoredIn, record: StoredValue) -> State:
    """Write what a contract stores under a key, or remove it where that is nothing."""
    changed = with_record(state.contracts.stored, key, record, present=record.record != b"")
    return _with(state, replace(state.contracts, stored=changed), Table.STORED, key)


def get_machine(state: State, identifier: AccountId) -> Standing:
    """Where the machine of a contract stands, or that it has none."""
    return state.contracts.standings.get(identifier, NO_MACHINE)


def put_machine(state: State, identifier: AccountId, record: Standing) -> State:
    """Write where the machine of a contract stands."""
    return _with(state, replace(state.contracts, standings=state.contracts.standings.set(identifier, record)), Table.STANDINGS, identifier)


def get_heavy_call(state: State, identifier: AccountId) -> HeavyCall:
    """The heavy call in flight on a contract, or one that is not."""
    return state.contracts.heavy_calls.get(identifier, NO_CALL)


def put_heavy_call(state: State, identifier: AccountId, record: HeavyCall) -> State:
    """Write a heavy call, or remove it where it is not in flight."""
    changed = with_record(state.contracts.heavy_calls, identifier, record, present=record.gas_limit != 0)
    return _with(state, replace(state.contracts, heavy_calls=changed), Table.HEAVY_CALLS, identifier)


def get_heavy_argument(state: State, identifier: AccountId) -> HeavyArgument:
    """What a contract with a heavy call in flight was called with, or nothing."""
    return state.contracts.heavy_arguments.get(identifier, NO_ARGUMENT)


def put_heavy_argument(state: State, identifier: AccountId, record: HeavyArgument) -> State:
    """Write what a contract was called with, or remove it where that is nothing."""
    changed = with_record(state.contracts.heavy_arguments, identifier, record, present=record != NO_ARGUMENT)
    return _with(state, replace(state.contracts, heavy_arguments=changed), Table.HEAVY_ARGUMENTS, identifier)


def put_claim(state: State, payee: AccountId, record: Claim) -> State:
    """Write what heavy calls owe an account, or remove it where that is nothing."""
    changed = with_record(state.contracts.claims, payee, record, present=record != NO_CLAIM)
    return _with(state, replace(state.contracts, claims=changed), Table.CLAIMS, payee)


def source_of(state: State, identifier: AccountId) -> bytes:
    """The program of a contract; none, no bytes, where nobody has released it."""
    return get_program(state, get_contract(state, identifier).source_hash).source


def _with(state: State, contracts: Contracts, table: Table, key: Any) -> State:
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        contracts,
        (state.journal, (table, key)),
        state.tree,
    )
