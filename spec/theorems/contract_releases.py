# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the release of contracts: what it costs, who pays, and that no contract that there is changes."""

from dataclasses import replace

from reference.codes import Code
from reference.contracts.contract_transactions import release_hashed
from reference.contracts.releases import ByteDeposit, ProgramBytes, programs_deposit
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.state.account import Account
from reference.state.contract import Contract
from reference.state.contract_state import get_contract, put_contract
from reference.state.state import State, get_account, put_account_and_pots
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


@theorem("CONTRACT-2", "A deposit is the price of every byte of both programs.", says=Says.AMOUNTS)
def programs_deposit_is_exact(source: ProgramBytes, heavy: ProgramBytes, byte_deposit: ByteDeposit) -> bool:
    return programs_deposit(source, heavy, byte_deposit) == source * byte_deposit + heavy * byte_deposit


@theorem("CONTRACT-2", "There is a deposit for programs of any sizes.", says=Says.ACCEPTANCE)
def programs_deposit_never_rejects(source: ProgramBytes, heavy: ProgramBytes, byte_deposit: ByteDeposit) -> bool:
    return rejection(programs_deposit, source, heavy, byte_deposit) is None


@theorem("CONTRACT-2", "More bytes never cost less, and a contract with a program never costs nothing.", says=Says.INVARIANT)
def programs_deposit_grows(source: ProgramBytes, heavy: ProgramBytes, more: ProgramBytes, byte_deposit: ByteDeposit) -> bool:
    paid = programs_deposit(source, heavy, byte_deposit)
    return ((more < source) | (programs_deposit(more, heavy, byte_deposit) >= paid)) & ((source == 0) | (paid > 0))


@theorem("CONTRACT-10", "A contract is written just where its author's balance covers the deposit.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def release_accepts(state: State, sender: AccountId, identifier: AccountId, source: Hash, heavy: Hash, deposit: Amount, slot: Slot) -> bool:
    expected = first_failing((get_account(state, sender).balance < deposit, Code.INSUFFICIENT_BALANCE))
    return rejection(release_hashed, state, sender, identifier, source, heavy, deposit, slot) == expected


@theorem("CONTRACT-10", "The deposit moves from the author to the ecosystem pool, and the contract is stored; nothing else changes.", says=Says.AMOUNTS)
def release_is_exact(state: State, sender: AccountId, identifier: AccountId, source: Hash, heavy: Hash, deposit: Amount, slot: Slot) -> bool:
    account = get_account(state, sender)
    paid = Account(balance=account.balance - deposit, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, ecosystem=state.pots.ecosystem + deposit))
    contract = Contract(author=sender, source_hash=source, heavy_hash=heavy, deposit=deposit, released=slot)
    return release_hashed(state, sender, identifier, source, heavy, deposit, slot) == put_contract(expected, identifier, contract)


@theorem("CONTRACT-10", "A release makes and destroys no SSP, and changes no other contract.", says=Says.INVARIANT)
def release_preserves(state: State, sender: AccountId, identifier: AccountId, source: Hash, heavy: Hash, deposit: Amount, slot: Slot, other: AccountId) -> bool:
    after = release_hashed(state, sender, identifier, source, heavy, deposit, slot)
    return ssp(after) == ssp(state) and (other == identifier or get_contract(after, other) == get_contract(state, other))
