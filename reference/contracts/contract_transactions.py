"""The transactions of contracts, and which rule each is applied by: one table, from kind to rule."""

from collections.abc import Callable, Mapping
from typing import Any

from reference.codes import Reject
from reference.contracts.chain_host import Run
from reference.contracts.contract_calls import call_contract
from reference.contracts.declarations import declared_table
from reference.contracts.heavy_transactions import apply_claim_collect, apply_heavy_queue
from reference.contracts.releases import check_programs, contract_id, program_hash, programs_deposit
from reference.contracts.run import run_program
from reference.contracts.transition_table import beginning
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.contract import Contract, Program
from reference.state.contract_state import put_contract, put_machine, put_program
from reference.state.pots import with_ecosystem
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.contract_bodies import ClaimCollect, ContractBody, ContractCall, ContractRelease, HeavyQueue


@transition("CONTRACT-6")
def apply_contract_release(state: State, sender: AccountId, body: ContractRelease, slot: Slot) -> State:
    """Release a contract under the identifier of its author and of the transaction's nonce. Rejects with the codes of CONTRACT-5, then of CONTRACT-10."""
    check_programs(body.source, body.heavy)
    identifier = contract_id(sender, get_account(state, sender).nonce)
    deposit = programs_deposit(len(body.source), len(body.heavy), state.chain.parameters.contract_byte_deposit)
    state = release_hashed(state, sender, identifier, program_hash(body.source), program_hash(body.heavy), deposit, slot)
    for program in filter(None, (body.source, body.heavy)):
        state = put_program(state, program_hash(program), Program(program))
    table = declared_table(body.source)
    return state if table is None else put_machine(state, identifier, beginning(table))


@transition("CONTRACT-10")
def release_hashed(state: State, sender: AccountId, identifier: AccountId, source: Hash, heavy: Hash, deposit: Amount, slot: Slot) -> State:
    """Write a contract whose programs have these hashes, for a deposit that the ecosystem pool keeps. Rejects with `INSUFFICIENT_BALANCE`."""
    account = get_account(state, sender)
    paid = Account(balance=debit(account.balance, deposit), nonce=account.nonce)
    pots = with_ecosystem(state.pots, credit(state.pots.ecosystem, deposit))
    contract = Contract(author=sender, source_hash=source, heavy_hash=heavy, deposit=deposit, released=slot)
    return put_contract(put_account_and_pots(state, sender, paid, pots), identifier, contract)


def apply_contract_call(state: State, sender: AccountId, body: ContractCall, slot: Slot, run: Run = run_program) -> State:
    """The state after a call (CONTRACT-9). Rejects with the code that it fails with."""
    called = call_contract(state, sender, body, slot, run)
    if called.code is not None:
        raise Reject(called.code)
    return called.state


CONTRACT_RULES: Mapping[type[ContractBody], Callable[[State, AccountId, Any, Slot], State]] = {
    ContractRelease: apply_contract_release,
    ContractCall: apply_contract_call,
    HeavyQueue: apply_heavy_queue,
    ClaimCollect: apply_claim_collect,
}
"""The rule of each kind."""


@transition("TX-11")
def apply_contract_body(state: State, sender: AccountId, body: ContractBody, slot: Slot) -> State:
    """The state after what a transaction of contracts asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    return CONTRACT_RULES[type(body)](state, sender, body, slot)
