# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of heavy calls as they run, whatever executes them: tried with a pure operation of tunable cost."""

from dataclasses import dataclass, replace
from typing import Annotated

from immutables import Map

from reference.codes import SUCCESS, Code
from reference.consensus.heavy import check_unlocked, result_hash
from reference.consensus.heavy_books import Books, pay_claim
from reference.consensus.heavy_calls import HeavyExecution, HeavyState, Invocation, expire_heavy, heavy_result, package_heavy, queue_heavy
from reference.consensus.write_sets import apply_writes
from reference.numbers import Range
from reference.state.account import Account
from reference.state.heavy import NO_CALL, HeavyRequest, HeavyTerms, Payout
from spec.prover.statement import outcome, rejection, theorem
from spec.theorems.engines import PLACES, Operation, Place, account_of, encoded, execute_heavy, key_of

EXECUTED = "it is about whatever executes calls, a function that the prover does not see into"

TERMS = HeavyTerms(gas_per_slot=10, gas_in_flight=200, window_slots=4, price=1_000_000)
"""What the drawn calls are subject to."""

START = 100
"""The slot in which the call that a theorem is about is queued."""

Limit = Annotated[int, Range(1, 60)]
"""The gas limit of a drawn call."""

Tens = Annotated[int, Range(0, 100)]
"""The SSP units that it attaches, in tens."""

Delay = Annotated[int, Range(0, 11)]
"""Slots after the block that queued the call."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A heavy call that somebody makes."""

    contract: Place
    """Of which contract."""

    caller: Place
    """Who makes it."""

    limit: Limit
    """The gas limit."""

    tens: Tens
    """What is attached, in tens of SSP units."""

    operation: Operation
    """What the contract is to do."""


@dataclass(frozen=True, slots=True)
class Event:
    """What else happens meanwhile."""

    delay: Delay
    """When."""

    ask: Ask
    """A call that is made then."""

    collector: Place
    """Who collects its claims."""


Events = tuple[Event, ...]


def _contract(place: int) -> bytes:
    return bytes((100 + place,)) * 32


def _start() -> HeavyState:
    """Four accounts with money, and four contracts that have stored something."""
    accounts = Map({account_of(place): Account(100_000, place) for place in range(PLACES)})
    storages = Map({_contract(place): Map({key_of(place): b"first"}) for place in range(PLACES)})
    return HeavyState(Books(accounts, Map(), Map(), 0, 0), Map(), storages)


def _queue(state: HeavyState, ask: Ask, slot: int) -> HeavyState:
    request = HeavyRequest(caller=account_of(ask.caller), gas_limit=ask.limit, money=ask.tens * 10)
    return queue_heavy(state, _contract(ask.contract), request, encoded(ask.operation), slot, TERMS)


def _hash(state: HeavyState, contract: bytes) -> bytes:
    """What a producer packages."""
    return result_hash(contract, state.books.calls[contract].queued, heavy_result(state, contract, execute_heavy))


def _meanwhile(state: HeavyState, events: Events, before: int, spared: bytes) -> HeavyState:
    """The state after all that happens before a slot. Calls are made and packaged on any contract, but the spared one keeps its call."""
    for event in sorted(events, key=lambda each: each.delay):
        slot = START + event.delay
        if slot >= before:
            break
        state = expire_heavy(state, slot)
        for contract, call in sorted(state.books.calls.items()):
            if contract != spared and call.ready <= slot:
                state = package_heavy(state, contract, _hash(state, contract), slot, execute_heavy)
        queued = outcome(_queue, state, event.ask, slot)
        state = state if queued.code is not None else queued.value
        collected = outcome(pay_claim, state.books, account_of(event.collector))
        state = state if collected.code is not None else replace(state, books=collected.value)
    return state


def _ssp(books: Books) -> int:
    held = sum(account.balance for account in books.accounts.values()) + sum(call.escrow for call in books.calls.values())
    return held + sum(claim.amount for claim in books.claims.values()) + books.fees


@theorem("HEAVY-2", "A heavy call's result does not depend on the block that packages it, nor on anything that happens before.", tested=EXECUTED)
def result_does_not_depend_on_the_block(ask: Ask, events: Events, delay: Delay) -> bool:
    contract = _contract(ask.contract)
    queued = _queue(_start(), ask, START)
    call, result = queued.books.calls[contract], heavy_result(queued, contract, execute_heavy)
    slot = min(call.ready + delay, call.deadline)
    later = expire_heavy(_meanwhile(queued, events, slot, contract), slot)
    packaged = package_heavy(later, contract, _hash(queued, contract), slot, execute_heavy)
    stored = apply_writes(queued.storages.get(contract, Map()), result.writes)
    return heavy_result(later, contract, execute_heavy) == result and packaged.storages.get(contract, Map()) == stored


@theorem("HEAVY-2", "A package is rejected before the call is ready, after its window, and for any other result, and changes nothing then.", tested=EXECUTED)
def wrong_packages_are_rejected(ask: Ask, other: Operation, delay: Delay) -> bool:
    contract = _contract(ask.contract)
    queued = _queue(_start(), ask, START)
    call, slot = queued.books.calls[contract], START + delay
    claimed = _hash(_queue(_start(), replace(ask, operation=other), START), contract)
    expected = Code.RESULT_MISMATCH if claimed != _hash(queued, contract) else None
    if slot < call.ready:
        expected = Code.RESULT_EARLY
    if slot > call.deadline:
        expected = Code.CALL_TIMED_OUT
    return rejection(package_heavy, queued, contract, claimed, slot, execute_heavy) == expected


@theorem("HEAVY-3", "Lock, gas and money are always released: once the window is over, by the result or by time-out.", tested=EXECUTED)
def everything_is_released(ask: Ask, events: Events, packages: bool) -> bool:
    contract = _contract(ask.contract)
    queued = _queue(_start(), ask, START)
    call = queued.books.calls[contract]
    end = call.deadline + 1
    state = queued
    if packages:
        state = package_heavy(state, contract, _hash(state, contract), call.ready, execute_heavy)
    else:
        state = _meanwhile(state, events, call.deadline, contract)
    state = expire_heavy(state, end + START)
    released = contract not in state.books.calls and contract not in state.arguments and state.books.in_flight == 0
    return released and _ssp(state.books) == _ssp(queued.books) == PLACES * 100_000


@theorem("HEAVY-3", "A call that timed out has changed nothing of its contract, and its caller is owed all its money; the fee is gone.", tested=EXECUTED)
def time_out_gives_the_money_back(ask: Ask) -> bool:
    contract, caller = _contract(ask.contract), account_of(ask.caller)
    queued = _queue(_start(), ask, START)
    deadline = queued.books.calls[contract].deadline
    after = expire_heavy(queued, deadline + 1)
    owed = after.books.claims[caller].amount if ask.tens else 0
    kept = after.storages == queued.storages and expire_heavy(queued, deadline) == queued
    return kept and owed == ask.tens * 10 and after.books.fees == queued.books.fees > 0 and len(after.books.claims) == (ask.tens > 0)


@theorem("HEAVY-4", "Whatever happens, no money is made or lost, gas in flight is what the calls are given, and it stays within the capacity.", tested=EXECUTED)
def money_and_gas_add_up(events: Events) -> bool:
    state = _meanwhile(_start(), events, START + 12, b"")
    given = sum(call.given for call in state.books.calls.values())
    return _ssp(state.books) == PLACES * 100_000 and state.books.in_flight == given <= TERMS.gas_in_flight


@theorem("HEAVY-1", "While a heavy call is in flight its contract is locked for every other call; the other contracts are not.", tested=EXECUTED)
def contract_is_locked(ask: Ask, other: Ask) -> bool:
    queued = _queue(_start(), ask, START)
    locked = rejection(check_unlocked, queued.books.calls.get(_contract(other.contract), NO_CALL)) == Code.CONTRACT_LOCKED
    refused = rejection(_queue, queued, other, START) == Code.CONTRACT_LOCKED
    return locked == refused == (other.contract == ask.contract)


@theorem("HEAVY-7", "A call that pays more than was attached has failed, and changes and pays nothing.", tested=EXECUTED)
def nobody_is_paid_from_nothing(ask: Ask) -> bool:
    contract = _contract(ask.contract)
    result = heavy_result(_queue(_start(), ask, START), contract, execute_heavy)
    too_much = ask.tens * 10 * ask.operation.pays // 5 * 2 > ask.tens * 10
    nothing = result.writes == () and result.payouts == ()
    if ask.operation.fails:
        return nothing and result.outcome == Code.AMOUNT_ZERO.number
    return (nothing and result.outcome == Code.INSUFFICIENT_BALANCE.number) if too_much else result.outcome == SUCCESS


@theorem("HEAVY-7", "Whom a call pays is owed just that, and its caller the rest; nobody else is owed anything.", tested=EXECUTED)
def everybody_is_owed_just_that(ask: Ask) -> bool:
    contract, caller = _contract(ask.contract), account_of(ask.caller)
    queued = _queue(_start(), ask, START)
    payouts = heavy_result(queued, contract, execute_heavy).payouts
    rest = Payout(caller, ask.tens * 10 - sum(payout.amount for payout in payouts))
    owed = {place: sum(each.amount for each in (*payouts, rest) if each.payee == account_of(place)) for place in range(PLACES)}
    closed = package_heavy(queued, contract, _hash(queued, contract), queued.books.calls[contract].ready, execute_heavy).books
    return {payee: claim.amount for payee, claim in closed.claims.items()} == {account_of(place): amount for place, amount in owed.items() if amount}


@theorem("HEAVY-6", "Two calls, or two results, never have one hash.", tested="it is about a hash, which Z3 does not see through")
def results_are_told_apart(ask: Ask, other: Place, slot: Delay) -> bool:
    contract = _contract(ask.contract)
    result = heavy_result(_queue(_start(), ask, START), contract, execute_heavy)
    named = (
        (contract, START, result),
        (_contract(other), START, result),
        (contract, START + slot, result),
        (contract, START, replace(result, outcome=result.outcome + 1)),
        (contract, START, replace(result, writes=result.writes[1:])),
        (contract, START, replace(result, payouts=result.payouts[1:])),
    )
    return all((one == another) == (result_hash(*one) == result_hash(*another)) for one in named for another in named)


@theorem("HEAVY-2", "What a heavy call is not shown it cannot use: executed with whatever else the state holds, it gives the same.", tested=EXECUTED)
def call_sees_its_own(ask: Ask, events: Events) -> bool:
    contract = _contract(ask.contract)
    queued = _queue(_start(), ask, START)
    seen: list[Invocation] = []

    def watching(invocation: Invocation) -> HeavyExecution:
        seen.append(invocation)
        return execute_heavy(invocation)

    deadline = queued.books.calls[contract].deadline
    for state in (queued, expire_heavy(_meanwhile(queued, events, deadline, contract), deadline)):
        heavy_result(state, contract, watching)
    return len(seen) == 2 and seen[0] == seen[1]
