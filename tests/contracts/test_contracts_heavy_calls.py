"""Heavy calls of real contracts: what they see, pay and ask for; and theorem 27, that no result depends on the block that packages it."""

import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.worlds import source_of, statements
from reference.codes import SUCCESS, Code
from reference.consensus.heavy import result_hash
from reference.consensus.heavy_books import Books
from reference.consensus.heavy_calls import HeavyState, expire_heavy, heavy_result, package_heavy, queue_heavy
from reference.consensus.write_sets import apply_writes
from reference.contracts.heavy_host import MAX_PAYOUTS, heavy_executor
from reference.contracts.stored import decode_scalar, encode_scalar
from reference.contracts.values import Scalar
from reference.numbers import Hash, Slot
from reference.state.account import Account
from reference.state.heavy import POOL, HeavyRequest, HeavyTerms, Payout
from vectors.build import ALICE, BOB
from vectors.scenarios.contract_worlds import MAIN, OTHER, SSP_ID, text

DRAWN = int(os.environ.get("SMARTSHARE_PROGRAMS", "80"))

SETTINGS = settings(max_examples=DRAWN, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

CALLERS = (ALICE.account, BOB.account)

TERMS = HeavyTerms(gas_per_slot=10_000, gas_in_flight=10**6, window_slots=20, price=1_000)

START: Slot = 50

BYTE_DEPOSIT = 1

scalars: st.SearchStrategy[Scalar] = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.binary(max_size=40))


@given(scalars)
def test_a_value_comes_back_from_its_record(value: Scalar) -> None:
    record = encode_scalar(value)
    assert decode_scalar(record) == value
    assert (record == b"") == (value is None)


def start(money: int = 1_000_000) -> HeavyState:
    """Two callers with money, and a contract that has stored something."""
    books = Books(Map({account: Account(money, 0) for account in CALLERS}), Map(), Map(), 0, 0)
    return HeavyState(books, Map(), Map({MAIN: Map({b"k": encode_scalar(5)})}))


def queued(source: bytes, money: int, gas: int = 60_000) -> tuple[HeavyState, dict[bytes, bytes]]:
    """A heavy call of the main contract, in flight."""
    request = HeavyRequest(ALICE.account, gas, money)
    return queue_heavy(start(), MAIN, request, b"seven", START, TERMS), {MAIN: source, OTHER: source}


def hash_of(state: HeavyState, sources: dict[bytes, bytes]) -> Hash:
    return result_hash(MAIN, state.books.calls[MAIN].queued, heavy_result(state, MAIN, heavy_executor(sources, BYTE_DEPOSIT)))


@SETTINGS
@given(st.lists(statements(), min_size=1, max_size=4), st.sampled_from((0, 300, 5_000)), st.integers(0, 19), st.booleans())
def test_a_heavy_calls_result_does_not_depend_on_the_block_that_packages_it(lines: list[str], money: int, delay: int, meanwhile: bool) -> None:
    state, sources = queued(source_of(lines), money)
    execute = heavy_executor(sources, BYTE_DEPOSIT)
    call, result = state.books.calls[MAIN], heavy_result(state, MAIN, execute)
    later = state
    if meanwhile:
        accounts = later.books.accounts.set(MAIN, Account(77, 0))
        later = replace(later, books=replace(later.books, accounts=accounts))
        later = queue_heavy(later, OTHER, HeavyRequest(BOB.account, 20_000, 0), b"", START + 1, TERMS)
    later = expire_heavy(later, call.ready + delay)
    assert heavy_result(later, MAIN, execute) == result
    packaged = package_heavy(later, MAIN, hash_of(state, sources), call.ready + delay, execute)
    assert packaged.storages.get(MAIN, Map()) == apply_writes(state.storages[MAIN], result.writes)
    owed = sum(claim.amount for claim in packaged.books.claims.values())
    assert owed == money
    assert MAIN not in packaged.books.calls


def heavily(body: str, money: int = 300) -> tuple[int, dict[bytes, bytes], dict[bytes, int]]:
    """What a heavy call comes to: its outcome, its contract's storage after it, and what it pays."""
    state, sources = queued(body.encode("latin-1"), money, gas=200_000)
    result = heavy_result(state, MAIN, heavy_executor(sources, BYTE_DEPOSIT))
    storage = apply_writes(state.storages[MAIN], result.writes)
    return result.outcome, dict(storage), {payout.payee: payout.amount for payout in result.payouts}


def test_what_a_heavy_call_sees() -> None:
    source = (
        "local a, who = host('caller') local b, me = host('contract') local c, sum = host('paid') local d, given = host('argument', 1) "
        "local e, none = host('argument', 2) local f, kept = host('load', 'k') "
        f"if who ~= {text(ALICE.account)} or me ~= {text(MAIN)} or sum ~= 300 or given ~= 'seven' or none or kept ~= 5 then error(1) end "
        "host('save', 'k', nil) host('save', 'j', true)"
    )
    assert heavily(source) == (SUCCESS, {b"j": encode_scalar(True)}, {POOL: 34})


def test_what_a_heavy_call_pays() -> None:
    pay = f"host('transfer', {SSP_ID}, {text(BOB.account)}, {{}})"
    assert heavily(f"return {pay.format(300)}") == (SUCCESS, {b"k": encode_scalar(5)}, {BOB.account: 300})
    source = f"local done, code = {pay.format(301)} host('save', 'k', code)"
    assert heavily(source) == (SUCCESS, {b"k": encode_scalar(Code.INSUFFICIENT_BALANCE.number)}, {POOL: 1})
    assert heavily(f"{pay.format(5)} error(1)") == (Code.CONTRACT_FAILED.number, {b"k": encode_scalar(5)}, {})
    many = f"local n = 0 for i = 1, {MAX_PAYOUTS + 1} do local done = {pay.format(1)} if done then n = n + 1 end end host('save', 'k', n)"
    assert heavily(many)[1] == {b"k": encode_scalar(MAX_PAYOUTS)}


def test_what_a_heavy_call_stores_it_pays_for() -> None:
    """To the byte, out of the money that came with it, in a payout more than it may make itself; what it has not it does not store."""
    store = "local done, code = host('save', 'j', {}) host('save', 'k', code)"
    assert heavily(store.format("true"), money=34) == (SUCCESS, {b"j": encode_scalar(True)}, {POOL: 34})
    assert heavily(store.format("true"), money=33)[1:] == ({b"k": encode_scalar(Code.INSUFFICIENT_BALANCE.number)}, {POOL: 1})
    assert heavily("host('save', 'j', 1) host('save', 'j', nil) host('save', 'j', 1)", money=68)[2] == {POOL: 68}
    many = f"for i = 1, {MAX_PAYOUTS} do host('transfer', {SSP_ID}, {text(BOB.account)}, 1) end host('save', 'j', 1)"
    state, sources = queued(many.encode("latin-1"), 300, gas=200_000)
    result = heavy_result(state, MAIN, heavy_executor(sources, BYTE_DEPOSIT))
    assert len(result.payouts) == MAX_PAYOUTS + 1
    assert result.payouts[-1] == Payout(POOL, 34)


def test_what_could_change_meanwhile_is_no_operation_of_a_heavy_call() -> None:
    for asked in ("'slot'", f"'balance', {SSP_ID}, {text(MAIN)}", f"'call', {text(OTHER)}, 500, 0", "'emit', 'e', 1", "'coin', 'x', 'cap'", "'none'"):
        assert heavily(f"local done = host({asked}) host('save', 'k', done)")[1] == {b"k": encode_scalar(False)}


def test_what_a_heavy_call_asks_wrongly_is_not_done() -> None:
    for asked in ("'save'", "'load'", "'transfer', 1", f"'transfer', {text(OTHER)}, {text(BOB.account)}, 1", "'argument', 'x'", "'hash'", "'signed', 1"):
        assert heavily(f"local done = host({asked}) host('save', 'k', done)")[1] == {b"k": encode_scalar(False)}


def test_a_heavy_call_pays_for_what_it_asks() -> None:
    state, sources = queued(b"host('save', 'k', 1)", 0, gas=500)
    assert heavy_result(state, MAIN, heavy_executor(sources, BYTE_DEPOSIT)).outcome == Code.GAS_EXHAUSTED.number
