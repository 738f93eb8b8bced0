"""Heavy calls from block to block, with more payees and contracts than theorems draw."""

from dataclasses import replace

import pytest
from immutables import Map

from reference.codes import SUCCESS, Code, Reject
from reference.consensus.heavy import result_hash, slots_for
from reference.consensus.heavy_books import Books, book_call, close_call, pay_claim
from reference.consensus.heavy_calls import HeavyExecution, HeavyState, Invocation, expire_heavy, heavy_result, package_heavy, queue_heavy
from reference.parameters import PRESETS, Parameters
from reference.state.account import Account
from reference.state.execution import Execution
from reference.state.heavy import HeavyRequest, HeavyTerms, Payout

CALLER, CONTRACT, OTHER, THIRD = (bytes((number,)) * 32 for number in (1, 2, 3, 4))

TERMS = HeavyTerms(gas_per_slot=10, gas_in_flight=40, window_slots=3, price=500_000)

PAYEES = tuple(number.to_bytes(32, "big") for number in range(1_000, 1_500))


def start() -> HeavyState:
    return HeavyState(Books(Map({CALLER: Account(10_000, 3)}), Map(), Map(), 0, 0), Map(), Map())


def queue(state: HeavyState, contract: bytes, slot: int, gas: int = 15, money: int = 600) -> HeavyState:
    return queue_heavy(state, contract, HeavyRequest(caller=CALLER, gas_limit=gas, money=money), b"pay", slot, TERMS)


def paying(seen: Invocation) -> HeavyExecution:
    """One unit to each payee, and a record of how often that happened."""
    count = int.from_bytes(seen.storage.get(b"count", b""), "big") + 1
    written = {b"count": count.to_bytes(1, "big")}
    return HeavyExecution(Execution(SUCCESS, seen.gas_limit, written), tuple(Payout(payee, 1) for payee in PAYEES))


def package(state: HeavyState, contract: bytes, slot: int) -> HeavyState:
    queued = state.books.calls[contract].queued
    return package_heavy(state, contract, result_hash(contract, queued, heavy_result(state, contract, paying)), slot, paying)


def rejected(code: Code):
    return pytest.raises(Reject, match=f"^{code.name}$")


def test_a_call_is_queued_packaged_and_its_money_collected():
    state = queue(start(), CONTRACT, 10)
    fee = 20 * (2 + 3) // 2  # 15 gas take 2 slots of 10 gas, the window 3; half a unit for each.
    assert state.books.accounts[CALLER] == Account(10_000 - fee - 600, 3)
    assert state.books.fees == fee
    with rejected(Code.RESULT_EARLY):
        package(state, CONTRACT, 11)
    state = package(state, CONTRACT, 12)
    assert state.storages[CONTRACT] == Map({b"count": b"\1"})
    assert {payee: claim.amount for payee, claim in state.books.claims.items()} == {CALLER: 100, **dict.fromkeys(PAYEES, 1)}
    books = pay_claim(pay_claim(state.books, CALLER), PAYEES[0])
    assert books.accounts[CALLER] == Account(10_000 - fee - 500, 3)
    assert books.accounts[PAYEES[0]] == Account(1, 0)
    assert len(books.claims) == len(PAYEES) - 1
    with rejected(Code.AMOUNT_ZERO):
        pay_claim(books, CALLER)


def test_a_contract_is_called_again_as_soon_as_its_call_is_closed():
    state = queue(start(), CONTRACT, 10)
    with rejected(Code.CONTRACT_LOCKED):
        queue(state, CONTRACT, 11)
    state = queue(package(state, CONTRACT, 14), CONTRACT, 14)
    assert package(state, CONTRACT, 16).storages[CONTRACT] == Map({b"count": b"\2"})


def test_a_result_of_an_earlier_call_is_none_of_the_next():
    """A call that does the very same has another hash, since it was queued in another slot."""
    state = queue(start(), CONTRACT, 10)
    old = result_hash(CONTRACT, 10, heavy_result(state, CONTRACT, paying))
    state = queue(expire_heavy(state, 15), CONTRACT, 15)
    with rejected(Code.RESULT_MISMATCH):
        package_heavy(state, CONTRACT, old, 17, paying)


def test_the_last_slot_of_the_window_is_in_it():
    state = queue(start(), CONTRACT, 10)
    assert expire_heavy(state, 14) == state
    package(state, CONTRACT, 14)
    with rejected(Code.CALL_TIMED_OUT):
        package(state, CONTRACT, 15)
    with rejected(Code.CALL_UNKNOWN):
        package_heavy(expire_heavy(state, 15), CONTRACT, bytes(32), 15, paying)


def test_gas_in_flight_counts_in_whole_slots_and_is_freed_by_time_out():
    state = queue(queue(start(), CONTRACT, 10, gas=11), OTHER, 12, gas=20)
    assert state.books.in_flight == 40
    with rejected(Code.CAPACITY_EXCEEDED):
        queue(state, THIRD, 12, gas=1)
    state = expire_heavy(state, 15)
    assert state.books.in_flight == 20
    assert set(state.books.calls) == {OTHER}
    assert state.books.claims[CALLER].amount == 600
    assert queue(state, THIRD, 15, gas=20).books.in_flight == 40


def test_a_failure_after_writing_and_paying_leaves_nothing_of_either():
    def failing(seen: Invocation) -> HeavyExecution:
        executed = paying(seen)
        return HeavyExecution(Execution(Code.BALANCE_OVERFLOW.number, 1, executed.execution.written), executed.payouts)

    state = queue(start(), CONTRACT, 10)
    result = heavy_result(state, CONTRACT, failing)
    assert (result.outcome, result.writes, result.payouts) == (Code.BALANCE_OVERFLOW.number, (), ())
    state = package_heavy(state, CONTRACT, result_hash(CONTRACT, 10, result), 12, failing)
    assert CONTRACT not in state.storages
    assert {payee: claim.amount for payee, claim in state.books.claims.items()} == {CALLER: 600}


def test_paying_one_unit_too_much_is_a_failure():
    """Neither the writes nor the payouts before it remain."""
    state = queue(start(), CONTRACT, 10, money=len(PAYEES) - 1)
    result = heavy_result(state, CONTRACT, paying)
    assert (result.outcome, result.writes, result.payouts) == (Code.INSUFFICIENT_BALANCE.number, (), ())
    assert heavy_result(queue(start(), CONTRACT, 10, money=len(PAYEES)), CONTRACT, paying).outcome == SUCCESS


def test_a_call_sees_just_what_was_asked_and_its_own_storage():
    seen: list[Invocation] = []

    def watching(invocation: Invocation) -> HeavyExecution:
        seen.append(invocation)
        return paying(invocation)

    state = package(queue(start(), CONTRACT, 10), CONTRACT, 12)
    heavy_result(queue(state, CONTRACT, 12), CONTRACT, watching)
    heavy_result(queue_heavy(state, OTHER, HeavyRequest(caller=CALLER, gas_limit=3, money=0), b"", 12, TERMS), OTHER, watching)
    assert seen == [Invocation(CONTRACT, CALLER, b"pay", 600, 15, Map({b"count": b"\1"})), Invocation(OTHER, CALLER, b"", 0, 3, Map())]


@pytest.mark.parametrize("gas", [1, 15])
def test_no_call_in_flight_has_no_result_and_cannot_be_closed(gas: int):
    state = queue(start(), CONTRACT, 10, gas=gas)
    assert heavy_result(state, CONTRACT, paying).outcome == SUCCESS
    with rejected(Code.CALL_UNKNOWN):
        heavy_result(state, OTHER, paying)
    with rejected(Code.CALL_UNKNOWN):
        close_call(state.books, OTHER, ())


def test_an_account_that_was_never_used_and_has_nothing_left_is_not_stored():
    """Equal states have equal roots: an empty account is no record."""
    free = replace(TERMS, price=0)
    books = Books(Map({CALLER: Account(5, 0)}), Map(), Map(), 0, 0)
    spent = book_call(books, CONTRACT, HeavyRequest(caller=CALLER, gas_limit=1, money=5), 10, free)
    assert len(spent.accounts) == 0
    assert len(book_call(spent, OTHER, HeavyRequest(caller=CALLER, gas_limit=1, money=0), 10, free).accounts) == 0


@pytest.mark.parametrize("parameters", PRESETS.values(), ids=PRESETS)
def test_the_number_of_calls_in_flight_is_small(parameters: Parameters):
    """Closing those that time out goes through all of them."""
    terms = HeavyTerms(parameters.heavy_gas_per_slot, parameters.heavy_gas_in_flight, parameters.heavy_window_slots, 0)
    least = slots_for(1, terms) * terms.gas_per_slot
    assert 1 <= terms.gas_in_flight // least <= 1_000
