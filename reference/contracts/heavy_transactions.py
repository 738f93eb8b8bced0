"""Heavy calls in the state: how transactions queue them and collect what they owe, and how a block closes and packages them.

The rules of their money and locks are those of `reference.consensus.heavy_books`; here the records that they need are looked up, and written back.
"""

from functools import reduce
from itertools import pairwise

from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.heavy import check_package, has_timed_out, result_hash
from reference.consensus.heavy_books import Books, book_call, close_call, pay_claim
from reference.consensus.heavy_calls import HeavyState, Storage, heavy_result
from reference.contracts.chain_host import Run
from reference.contracts.heavy_host import heavy_executor
from reference.contracts.run import run_program
from reference.numbers import AccountId, Slot
from reference.rules import procedure, transition
from reference.state.account import ABSENT
from reference.state.balance import credit
from reference.state.contract import NO_PROGRAM, StoredValue
from reference.state.contract_state import (
    get_contract,
    get_heavy_argument,
    get_heavy_call,
    get_program,
    put_claim,
    put_heavy_argument,
    put_heavy_call,
    put_stored,
)
from reference.state.heavy import NO_ARGUMENT, NO_CALL, NO_CLAIM, POOL, ContractId, HeavyArgument, HeavyRequest, HeavyResult, HeavyTerms, Payout
from reference.state.pots import with_ecosystem, with_fees
from reference.state.state import State, put_account, put_account_and_pots, put_pots
from reference.wire.contract_bodies import ClaimCollect, HeavyQueue
from reference.wire.package import Package, decode_package


@transition("HEAVY-10")
def apply_heavy_queue(state: State, sender: AccountId, body: HeavyQueue, slot: Slot) -> State:
    """The state after a heavy call is queued. Rejects with `CONTRACT_UNKNOWN`, then `NOT_HEAVY`, then with the codes of HEAVY-1."""
    contract = get_contract(state, body.contract)
    if contract.deposit == 0:
        raise Reject(Code.CONTRACT_UNKNOWN)
    if contract.heavy_hash == NO_PROGRAM:
        raise Reject(Code.NOT_HEAVY)
    books = book_call(books_of(state), body.contract, HeavyRequest(sender, body.gas_limit, body.money), slot, terms_of(state))
    state = put_account_and_pots(state, sender, books.accounts.get(sender, ABSENT), with_fees(state.pots, books.fees))
    return put_heavy_argument(put_heavy_call(state, body.contract, books.calls[body.contract]), body.contract, HeavyArgument(body.argument))


@transition("HEAVY-11")
def apply_claim_collect(state: State, _: AccountId, body: ClaimCollect, __: Slot) -> State:
    """The state after somebody has collected for an account all that heavy calls owe it. Rejects with the codes of HEAVY-8."""
    payee = body.payee
    books = pay_claim(books_of(state), payee)
    return put_claim(put_account(state, payee, books.accounts.get(payee, ABSENT)), payee, NO_CLAIM)


@transition("HEAVY-3")
def expire_heavy_calls(state: State, slot: Slot) -> State:
    """The state at the beginning of a block at `slot`: every call whose time is over is closed, and its caller is owed its money."""
    overdue = sorted(contract for contract, call in state.contracts.heavy_calls.items() if has_timed_out(call, slot))
    return reduce(lambda before, contract: close(before, contract, ()), overdue, state)


@procedure("HEAVY-12")
def read_packages(packages: tuple[bytes, ...]) -> tuple[Package, ...]:
    """A block's packages. Rejects with `MALFORMED` what is none (WIRE-17), then with `PACKAGES_UNORDERED` those that do not ascend by their contracts."""
    read = tuple(map(decode_package, packages))
    if any(before.contract >= after.contract for before, after in pairwise(read)):
        raise Reject(Code.PACKAGES_UNORDERED)
    return read


@procedure("HEAVY-12")
def package_results(state: State, packages: tuple[bytes, ...], slot: Slot, run: Run = run_program) -> State:
    """The state after a block at `slot` has packaged results, before its transactions. Rejects as `read_packages` does, then with the codes of HEAVY-2."""
    return reduce(lambda before, package: package_result(before, package, slot, run), read_packages(packages), state)


def package_result(state: State, package: Package, slot: Slot, run: Run) -> State:
    """The state after one result is packaged: what it writes is stored, and what it pays is owed."""
    contract, call = package.contract, get_heavy_call(state, package.contract)
    # Whether it may be packaged now is known before it is executed, which takes long; then its hash is compared.
    check_package(call, slot, package.hash, package.hash)
    result = result_of(state, contract, run)
    check_package(call, slot, package.hash, result_hash(contract, call.queued, result))
    stored = reduce(lambda before, write: put_stored(before, (contract, write.key), StoredValue(write.record)), result.writes, state)
    return close(stored, contract, result.payouts)


def result_of(state: State, contract: ContractId, run: Run = run_program) -> HeavyResult:
    """What the call in flight on a contract comes to, by executing it: a producer packages its hash. Rejects with `CALL_UNKNOWN`."""
    executor = heavy_executor({contract: heavy_source(state, contract)}, state.chain.parameters.contract_byte_deposit, run)
    return heavy_result(heavy_state(state, contract), contract, executor)


def books_of(state: State) -> Books:
    """The money and the locks of heavy calls, as the state has them; what is in flight is the sum over its calls."""
    contracts = state.contracts
    in_flight = sum(call.given for call in contracts.heavy_calls.values())
    return Books(state.accounts, contracts.heavy_calls, contracts.claims, in_flight, state.pots.fees)


def heavy_state(state: State, contract: ContractId) -> HeavyState:
    """All that the heavy call of one contract reads and writes."""
    argument, storage = get_heavy_argument(state, contract).argument, storage_of(state, contract)
    return HeavyState(books_of(state), Map({contract: argument} if argument else {}), Map({contract: storage} if storage else {}))


def storage_of(state: State, contract: ContractId) -> Storage:
    """What a contract has stored, by its keys. A node with many contracts keeps each one's apart."""
    return Map({key: value.record for (holder, key), value in state.contracts.stored.items() if holder == contract})


def heavy_source(state: State, contract: ContractId) -> bytes:
    """The program of a contract's heavy calls."""
    return get_program(state, get_contract(state, contract).heavy_hash).source


def terms_of(state: State) -> HeavyTerms:
    """What the chain allows, and asks, for heavy calls."""
    parameters = state.chain.parameters
    return HeavyTerms(parameters.heavy_gas_per_slot, parameters.heavy_gas_in_flight, parameters.heavy_window_slots, parameters.heavy_fee)


def close(state: State, contract: ContractId, payouts: tuple[Payout, ...]) -> State:
    """The state with a call closed: lock and gas are free, and those are owed whom it pays, and its caller what that leaves. What the pool is paid, it has."""
    call, books = get_heavy_call(state, contract), close_call(books_of(state), contract, payouts)
    state = put_heavy_argument(put_heavy_call(state, contract, NO_CALL), contract, NO_ARGUMENT)
    pool = books.claims.get(POOL, NO_CLAIM).amount
    state = put_pots(state, with_ecosystem(state.pots, credit(state.pots.ecosystem, pool))) if pool else state
    payees = sorted({call.caller, *(payout.payee for payout in payouts)} - {POOL})
    return reduce(lambda before, payee: put_claim(before, payee, books.claims.get(payee, NO_CLAIM)), payees, state)
