"""Theorem 27 on real contracts: whoever executes a block's calls, the state is the same; and a heavy call's result does not depend on when it is packaged."""

import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.worlds import CONTRACTS, source_of, statements, worlds
from reference.codes import SUCCESS, Code
from reference.consensus.heavy import result_hash
from reference.consensus.heavy_books import Books
from reference.consensus.heavy_calls import HeavyState, expire_heavy, heavy_result, package_heavy, queue_heavy
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.consensus.write_sets import Store, apply_writes, produce_write_sets, run_calls
from reference.contracts.chain_host import ChainHost, run_frame
from reference.contracts.executing import Call, decode_call, encode_call, executor_in, records_of, world_with
from reference.contracts.heavy_host import MAX_PAYOUTS, heavy_executor
from reference.contracts.run import Failed
from reference.contracts.stored import decode_scalar, encode_scalar
from reference.contracts.values import Scalar
from reference.contracts.world import World
from reference.numbers import Hash, Slot
from reference.parameters import SSP_SUPPLY
from reference.state.account import Account
from reference.state.execution import Execution
from reference.state.heavy import HeavyRequest, HeavyTerms
from reference.state.supply import break_down, total
from vectors.build import ALICE, BOB
from vectors.scenarios.contract_worlds import MAIN, OTHER, SSP_ID, text

DRAWN = int(os.environ.get("SMARTSHARE_PROGRAMS", "80"))

SETTINGS = settings(max_examples=DRAWN, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

CALLERS = (ALICE.account, BOB.account)

TERMS = HeavyTerms(gas_per_slot=10_000, gas_in_flight=10**6, window_slots=20, price=1_000)

START: Slot = 50

scalars: st.SearchStrategy[Scalar] = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.binary(max_size=40))

calls = st.builds(
    Call,
    contract=st.sampled_from(CONTRACTS),
    caller=st.sampled_from(CALLERS),
    gas=st.sampled_from((500, 5_000, 60_000)),
    memory=st.just(20_000),
    arguments=st.lists(scalars, max_size=2).map(tuple),
)


def never(_: Store, __: bytes) -> Execution:
    """What a node does that leaves calls to the agents."""
    raise AssertionError


@given(calls)
def test_a_call_comes_back_from_its_bytes(call: Call) -> None:
    assert decode_call(encode_call(call)) == call


@given(scalars)
def test_a_value_comes_back_from_its_record(value: Scalar) -> None:
    record = encode_scalar(value)
    assert decode_scalar(record) == value
    assert (record == b"") == (value is None)


@SETTINGS
@given(worlds(), st.lists(calls, min_size=1, max_size=3))
def test_the_state_is_the_same_whoever_executes(world: World, asked: list[Call]) -> None:
    """Executed by everybody, checked by an agent, or applied by a node that leaves it to the agents."""
    before, data, execute = records_of(world), tuple(map(encode_call, asked)), executor_in(world)
    carried = produce_write_sets(before, data, execute)
    everybody = run_calls(before, data, MODE_ALL, (), True, execute)
    assert everybody == run_calls(before, data, MODE_AGENTS, carried, True, execute) == run_calls(before, data, MODE_AGENTS, carried, False, never)
    after = world_with(world, everybody)
    assert records_of(after) == everybody
    assert total(break_down(after.state)) == SSP_SUPPLY


@SETTINGS
@given(worlds())
def test_an_execution_leaves_what_a_run_leaves(world: World) -> None:
    """The records after a call are those of the world that the contract has made."""
    call = Call(MAIN, world.frame.caller, 60_000, 20_000, world.frame.arguments)
    plain = replace(world, frames=(replace(world.frame, paid=0),))
    outcome = run_frame(plain, call.gas, call.memory)
    executed = executor_in(world)(records_of(world), encode_call(call))
    if isinstance(outcome, Failed):
        assert executed == Execution(outcome.code.number, outcome.gas, {})
        return
    assert isinstance(outcome.host, ChainHost)
    assert (executed.outcome, executed.gas) == (SUCCESS, outcome.gas)
    store = records_of(world)
    for key, record in executed.written.items():
        store = store.set(key, record) if record else store.delete(key)
    assert store == records_of(outcome.host.world)


def start(money: int = 1_000_000) -> HeavyState:
    """Two callers with money, and a contract that has stored something."""
    books = Books(Map({account: Account(money, 0) for account in CALLERS}), Map(), Map(), 0, 0)
    return HeavyState(books, Map(), Map({MAIN: Map({b"k": encode_scalar(5)})}))


def queued(source: bytes, money: int, gas: int = 60_000) -> tuple[HeavyState, dict[bytes, bytes]]:
    """A heavy call of the main contract, in flight."""
    request = HeavyRequest(ALICE.account, gas, money)
    return queue_heavy(start(), MAIN, request, b"seven", START, TERMS), {MAIN: source, OTHER: source}


def hash_of(state: HeavyState, sources: dict[bytes, bytes]) -> Hash:
    return result_hash(MAIN, state.books.calls[MAIN].queued, heavy_result(state, MAIN, heavy_executor(sources)))


@SETTINGS
@given(st.lists(statements(), min_size=1, max_size=4), st.sampled_from((0, 300, 5_000)), st.integers(0, 19), st.booleans())
def test_a_heavy_calls_result_does_not_depend_on_the_block_that_packages_it(lines: list[str], money: int, delay: int, meanwhile: bool) -> None:
    state, sources = queued(source_of(lines), money)
    execute = heavy_executor(sources)
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
    result = heavy_result(state, MAIN, heavy_executor(sources))
    storage = apply_writes(state.storages[MAIN], result.writes)
    return result.outcome, dict(storage), {payout.payee: payout.amount for payout in result.payouts}


def test_what_a_heavy_call_sees() -> None:
    source = (
        "local a, who = host('caller') local b, me = host('contract') local c, sum = host('paid') local d, given = host('argument', 1) "
        "local e, none = host('argument', 2) local f, kept = host('load', 'k') "
        f"if who ~= {text(ALICE.account)} or me ~= {text(MAIN)} or sum ~= 300 or given ~= 'seven' or none or kept ~= 5 then error(1) end "
        "host('save', 'k', nil) host('save', 'j', true)"
    )
    assert heavily(source) == (SUCCESS, {b"j": encode_scalar(True)}, {})


def test_what_a_heavy_call_pays() -> None:
    pay = f"host('transfer', {SSP_ID}, {text(BOB.account)}, {{}})"
    assert heavily(f"return {pay.format(300)}") == (SUCCESS, {b"k": encode_scalar(5)}, {BOB.account: 300})
    source = f"local done, code = {pay.format(301)} host('save', 'k', code)"
    assert heavily(source) == (SUCCESS, {b"k": encode_scalar(Code.INSUFFICIENT_BALANCE.number)}, {})
    assert heavily(f"{pay.format(5)} error(1)") == (Code.CONTRACT_FAILED.number, {b"k": encode_scalar(5)}, {})
    many = f"local n = 0 for i = 1, {MAX_PAYOUTS + 1} do local done = {pay.format(1)} if done then n = n + 1 end end host('save', 'k', n)"
    assert heavily(many)[1] == {b"k": encode_scalar(MAX_PAYOUTS)}


def test_what_could_change_meanwhile_is_no_operation_of_a_heavy_call() -> None:
    for asked in ("'slot'", f"'balance', {SSP_ID}, {text(MAIN)}", f"'call', {text(OTHER)}, 500, 0", "'emit', 'e', 1", "'coin', 'x', 'cap'", "'none'"):
        assert heavily(f"local done = host({asked}) host('save', 'k', done)")[1] == {b"k": encode_scalar(False)}


def test_what_a_heavy_call_asks_wrongly_is_not_done() -> None:
    for asked in ("'save'", "'load'", "'transfer', 1", f"'transfer', {text(OTHER)}, {text(BOB.account)}, 1", "'argument', 'x'", "'hash'", "'signed', 1"):
        assert heavily(f"local done = host({asked}) host('save', 'k', done)")[1] == {b"k": encode_scalar(False)}


def test_a_heavy_call_pays_for_what_it_asks() -> None:
    state, sources = queued(b"host('save', 'k', 1)", 0, gas=500)
    assert heavy_result(state, MAIN, heavy_executor(sources)).outcome == Code.GAS_EXHAUSTED.number
