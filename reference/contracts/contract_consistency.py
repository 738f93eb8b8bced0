"""Whether what the chain remembers of contracts fits together: what a state from outside says of them, these rules must have made."""

from reference.codes import Code, Reject
from reference.consensus.heavy import slots_for
from reference.contracts.declarations import declared_table
from reference.contracts.heavy_transactions import terms_of
from reference.contracts.releases import program_hash, programs_deposit
from reference.contracts.source import check_source
from reference.contracts.transition_table import stands_in
from reference.numbers import AccountId, Slot
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.contract import NO_PROGRAM, Contract
from reference.state.contract_state import get_contract, get_machine, get_program, source_of
from reference.state.heavy import POOL, HeavyCall, HeavyTerms
from reference.state.state import State, get_account
from reference.wire.cbor import decode_fields
from reference.wire.scalar import read_scalar


@procedure("CONTRACT-11")
def check_contracts(state: State) -> None:
    """Check that what a state from outside says of contracts fits together. Rejects with `RECORD_INVALID`.

    Its records, its sums, and whatever else it remembers are right by then (STATE-1, STATE-2, STATE-8, STATE-9, STATE-10, ASSET-2).
    """
    fits = do_programs_fit(state) and do_contracts_fit(state) and is_stored_possible(state) and do_machines_fit(state) and do_heavy_calls_fit(state)
    if not fits:
        raise Reject(Code.RECORD_INVALID)


@procedure("CONTRACT-12")
def do_programs_fit(state: State) -> bool:
    """Whether every program is one, stands under its hash, and is a contract's."""
    contracts = state.contracts.contracts.values()
    used = {digest for contract in contracts for digest in (contract.source_hash, contract.heavy_hash)}
    return all(
        digest in used and program_hash(program.source) == digest and check_source(program.source) is None
        for digest, program in state.contracts.programs.items()
    )


@procedure("CONTRACT-12")
def do_contracts_fit(state: State) -> bool:
    """Whether every contract has its programs, has paid for them, was released by now, by who has sent a transaction, and has sent none itself."""
    return all(does_contract_fit(state, identifier, contract) for identifier, contract in state.contracts.contracts.items())


def does_contract_fit(state: State, identifier: AccountId, contract: Contract) -> bool:
    """Whether one contract is possible."""
    source, heavy = (get_program(state, digest).source for digest in (contract.source_hash, contract.heavy_hash))
    return (
        source != b""
        and (heavy != b"" or contract.heavy_hash == NO_PROGRAM)
        and contract.deposit == programs_deposit(len(source), len(heavy), state.chain.parameters.contract_byte_deposit)
        and contract.released <= state.head.slot
        and get_account(state, identifier).nonce == 0
        and get_account(state, contract.author).nonce > 0
        and identifier != SSP
    )


@procedure("CONTRACT-13")
def is_stored_possible(state: State) -> bool:
    """Whether everything stored is a value, written as it is written, and a contract's."""
    return all(get_contract(state, contract).deposit > 0 and is_value(value.record) for (contract, _), value in state.contracts.stored.items())


def is_value(record: bytes) -> bool:
    """Whether bytes are the encoding of a value that is stored: a scalar but nil."""
    try:
        return read_scalar(decode_fields(record)) is not None
    except Reject:
        return False


@procedure("CONTRACT-14")
def do_machines_fit(state: State) -> bool:
    """Whether just the contracts that declare a machine have one, in a state of it and with its resources, in their order."""
    declared = {identifier: declared_table(source_of(state, identifier)) for identifier in state.contracts.contracts}
    tables = {identifier: table for identifier, table in declared.items() if table is not None}
    return set(tables) == set(state.contracts.standings) and all(stands_in(get_machine(state, identifier), table) for identifier, table in tables.items())


@procedure("HEAVY-13")
def do_heavy_calls_fit(state: State) -> bool:
    """Whether every heavy call in flight is of a contract that has such, was given what it asks for and the slots that follow from it, and may be in flight
    still; all together within what the chain allows; and whether nothing else was called with anything.

    The pool claims nothing: `close` would give it that again with each call that it closes.
    """
    calls, terms = state.contracts.heavy_calls, terms_of(state)
    return (
        all(is_of_contract(call, get_contract(state, contract)) and is_in_flight(call, terms, state.head.slot) for contract, call in calls.items())
        and sum(call.given for call in calls.values()) <= terms.gas_in_flight
        and all(contract in calls for contract in state.contracts.heavy_arguments)
        and POOL not in state.contracts.claims
    )


def is_of_contract(call: HeavyCall, contract: Contract) -> bool:
    """Whether a call may be of this contract: it has a program for it, and was there when the call was queued."""
    return contract.heavy_hash != NO_PROGRAM and contract.released <= call.queued


def is_in_flight(call: HeavyCall, terms: HeavyTerms, slot: Slot) -> bool:
    """Whether a call may be in flight after a block in `slot`."""
    wait = slots_for(call.gas_limit, terms)
    return (
        call.given == wait * terms.gas_per_slot
        and call.queued <= slot <= call.deadline
        and (call.ready, call.deadline) == (call.queued + wait, call.queued + wait + terms.window_slots - 1)
    )
