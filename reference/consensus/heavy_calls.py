"""The machine of heavy calls: how a block queues them, packages their results and closes those whose time is over.

What executes a call is an argument, so that this is all that any engine of contracts needs to have heavy calls. In a block the calls
that have timed out are closed first, then results are packaged, then calls are queued.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from immutables import Map

from reference.codes import SUCCESS, Code, Reject
from reference.consensus.heavy import check_package, has_timed_out, pay_out, result_hash
from reference.consensus.heavy_books import Books, book_call, close_call
from reference.consensus.write_sets import apply_writes, write_set
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.state.execution import Execution
from reference.state.heavy import NO_CALL, ContractId, GasLimit, HeavyRequest, HeavyResult, HeavyTerms, Payout
from reference.state.writing import with_record

Held = TypeVar("Held", bytes, Map[bytes, bytes])

Storage = Map[bytes, bytes]
"""What one contract has stored, by its keys."""


@dataclass(frozen=True, slots=True)
class HeavyState:
    """All that heavy calls read and write."""

    books: Books
    """Money and locks."""

    arguments: Map[ContractId, bytes]
    """What each contract with a call in flight was called with, where that is not nothing."""

    storages: Map[ContractId, Storage]
    """What each contract has stored, where that is not nothing."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """All that a heavy call sees. None of it changes between the block that queues the call and the one that packages its result."""

    contract: ContractId
    """The contract, whose code never changes."""

    caller: AccountId
    """Who called it."""

    arguments: bytes
    """What it was called with."""

    money: Amount
    """The SSP units that were attached."""

    gas_limit: GasLimit
    """The most gas that it may use."""

    storage: Storage
    """What the contract has stored, and nobody else may touch while it is locked."""


@dataclass(frozen=True, slots=True)
class HeavyExecution:
    """What executing a heavy call came to, as whatever executes it tells."""

    execution: Execution
    """Its outcome, and what it wrote to its contract's storage."""

    payouts: tuple[Payout, ...]
    """Whom it pays out of the money that was attached."""


HeavyExecutor = Callable[[Invocation], HeavyExecution]
"""What executes a heavy call: a pure function."""


def queue_heavy(state: HeavyState, contract: ContractId, request: HeavyRequest, arguments: bytes, slot: Slot, terms: HeavyTerms) -> HeavyState:
    """Queue a call in a block at `slot`. Rejects with the codes of HEAVY-1."""
    books = book_call(state.books, contract, request, slot, terms)
    return HeavyState(books, _with(state.arguments, contract, arguments), state.storages)


def heavy_result(state: HeavyState, contract: ContractId, executor: HeavyExecutor) -> HeavyResult:
    """What the call in flight on a contract comes to, by executing it: every node does, and a producer packages its hash.

    A call that pays more than was attached has failed with `INSUFFICIENT_BALANCE`. Rejects with `CALL_UNKNOWN`.
    """
    call = state.books.calls.get(contract, NO_CALL)
    if call.gas_limit == 0:
        raise Reject(Code.CALL_UNKNOWN)
    storage = state.storages.get(contract, Map())
    seen = Invocation(contract, call.caller, state.arguments.get(contract, b""), call.escrow, call.gas_limit, storage)
    executed = executor(seen)
    did = write_set(storage, executed.execution)
    if did.outcome != SUCCESS:
        return HeavyResult(outcome=did.outcome, writes=(), payouts=())
    try:
        pay_out(call.escrow, executed.payouts)
    except Reject as rejection:
        return HeavyResult(outcome=rejection.code.number, writes=(), payouts=())
    return HeavyResult(outcome=SUCCESS, writes=did.writes, payouts=executed.payouts)


def package_heavy(state: HeavyState, contract: ContractId, packaged: Hash, slot: Slot, executor: HeavyExecutor) -> HeavyState:
    """Apply the result of the call in flight on a contract, whose hash a block at `slot` packages. Rejects with the codes of HEAVY-2."""
    call = state.books.calls.get(contract, NO_CALL)
    result = heavy_result(state, contract, executor)
    check_package(call, slot, packaged, result_hash(contract, call.queued, result))
    storage = apply_writes(state.storages.get(contract, Map()), result.writes)
    closed = _close(state, contract, result.payouts)
    return HeavyState(closed.books, closed.arguments, _with(state.storages, contract, storage))


def expire_heavy(state: HeavyState, slot: Slot) -> HeavyState:
    """Close every call whose time is over at `slot`, as failed with `CALL_TIMED_OUT`: nothing is written, and the caller is owed its money."""
    overdue = sorted(contract for contract, call in state.books.calls.items() if has_timed_out(call, slot))
    return reduce(lambda before, contract: _close(before, contract, ()), overdue, state)


def _close(state: HeavyState, contract: ContractId, payouts: tuple[Payout, ...]) -> HeavyState:
    return HeavyState(close_call(state.books, contract, payouts), _with(state.arguments, contract, b""), state.storages)


def _with(table: Map[ContractId, Held], contract: ContractId, value: Held) -> Map[ContractId, Held]:
    return with_record(table, contract, value, present=bool(value))
