"""The state: its money adds up, and its commitment is what its records say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from ledger_chain import ALICE, BALANCE, BOB, Sent, after, start
from reference.codes import Code, Reject
from reference.parameters import MAINNET, MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import Coin, Holding, coin_id
from reference.state.commitment import check_supply, every_key, load, state_root
from reference.state.genesis import genesis
from reference.state.pots import Pots
from reference.state.records import record_bytes, record_path
from reference.state.state import State
from reference.state.tree import naive_root
from reference.transition import Accepted, apply_block
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer

GATE = coin_id("GATE")
COIN = Coin("GATE", ALICE.account, 2, 100, 60, 5)


def recomputed(state: State) -> bytes:
    return naive_root({record_path(key): record_bytes(state, key) or b"" for key in every_key(state)})


def with_coin(state: State, coin: Coin, holdings: dict[bytes, int], deposits: int = 5) -> State:
    pots = replace(state.pots, ecosystem=state.pots.ecosystem - deposits, deposits=deposits)
    return replace(state, coins=Map({GATE: coin}), holdings=Map({(GATE, account): Holding(balance) for account, balance in holdings.items()}), pots=pots)


def test_a_state_whose_money_adds_up_is_loaded():
    state = with_coin(start(), COIN, {ALICE.account: 20, BOB.account: 40})
    loaded = load(state.chain, state.head, state.accounts, state.coins, state.holdings, state.pots, state.consensus)
    assert state_root(loaded) == recomputed(loaded)


@pytest.mark.parametrize(
    "state",
    [
        replace(start(), pots=replace(start().pots, ecosystem=start().pots.ecosystem + 1)),
        replace(start(), pots=replace(start().pots, ecosystem=start().pots.ecosystem - 1)),
        replace(start(), pots=replace(start().pots, ecosystem=start().pots.ecosystem - 1, fees=1)),
        with_coin(start(), COIN, {ALICE.account: 59}),
        with_coin(start(), COIN, {ALICE.account: 61}),
        with_coin(start(), replace(COIN, cap=59), {ALICE.account: 60}),
        with_coin(start(), COIN, {ALICE.account: 60}, deposits=4),
        replace(with_coin(start(), COIN, {ALICE.account: 60}, deposits=0), coins=Map()),
    ],
    ids=["a unit more", "a unit less", "fees left over", "coin short", "coin over", "above its cap", "deposit short", "holding of no coin"],
)
def test_a_state_whose_money_does_not_add_up_is_refused(state: State):
    with pytest.raises(Reject) as rejection:
        check_supply(state)
    assert rejection.value.code is Code.SUPPLY_MISMATCH


@pytest.mark.parametrize(
    "state",
    [
        replace(start(), accounts=start().accounts.set(bytes(32), Account(0, 0))),
        with_coin(start(), replace(COIN, cap=0, supply=0), {}),
        with_coin(start(), COIN, {ALICE.account: 60, BOB.account: 0}),
        with_coin(start(), replace(COIN, symbol="GATF"), {ALICE.account: 60}),
        replace(start(), accounts=Map({ALICE.account: Account(-SSP_SUPPLY, 1), BOB.account: Account(2 * SSP_SUPPLY, 0)}), pots=Pots(0, 0, 0)),
        replace(start(), accounts=start().accounts.set(ALICE.account, Account(BALANCE, 2**64))),
        replace(start(), accounts=start().accounts.set(b"short", Account(0, 1))),
        with_coin(start(), replace(COIN, decimals=19), {ALICE.account: 60}),
        with_coin(start(), replace(COIN, symbol="\ud800"), {ALICE.account: 60}),
    ],
    ids=[
        "account",
        "coin without a cap",
        "holding",
        "coin under another's id",
        "money that is owed",
        "nonce too large",
        "id too short",
        "decimals",
        "half a surrogate pair",
    ],
)
def test_a_state_that_stores_what_is_to_be_absent_is_refused(state: State):
    """STATE-1: otherwise two states that mean the same have two roots, and a deposit could lose its coin."""
    with pytest.raises(Reject) as rejection:
        load(state.chain, state.head, state.accounts, state.coins, state.holdings, state.pots, state.consensus)
    assert rejection.value.code is Code.RECORD_INVALID


def test_two_chains_that_differ_in_a_parameter_have_different_ids():
    """CHAIN-1: otherwise a transaction of one could be replayed on the other."""
    pots = Pots(ecosystem=SSP_SUPPLY, deposits=0, fees=0)
    ids = {genesis(parameters, Map(), pots).chain.id for parameters in (MAINNET, MINIMAL, replace(MINIMAL, byte_fee=2))}
    assert len(ids) == 3


def test_two_chains_that_differ_in_an_account_have_different_ids():
    one = genesis(MINIMAL, Map({ALICE.account: Account(5, 0)}), Pots(SSP_SUPPLY - 5, 0, 0))
    other = genesis(MINIMAL, Map({BOB.account: Account(5, 0)}), Pots(SSP_SUPPLY - 5, 0, 0))
    assert one.chain.id != other.chain.id


def test_a_root_is_not_given_away_before_it_is_up_to_date():
    state = start()
    with pytest.raises(ValueError, match="call commit first"):
        state_root(replace(state, journal=((), (1, ALICE.account))))


AMOUNTS = st.sampled_from((0, 1, 2, 39, 40, 41, 100, BALANCE))
ACCOUNTS = st.sampled_from((ALICE.account, BOB.account, bytes(32)))
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(Transfer, ACCOUNTS, AMOUNTS),
    st.builds(CoinCreate, st.sampled_from(("GATE", "METER", "no")), st.just(2), AMOUNTS),
    st.builds(CoinMint, st.just(GATE), ACCOUNTS, AMOUNTS),
    st.builds(CoinBurn, st.just(GATE), AMOUNTS),
    st.builds(CoinTransfer, st.just(GATE), ACCOUNTS, AMOUNTS),
)


@settings(max_examples=60)
@given(st.lists(st.lists(st.tuples(st.sampled_from((ALICE, BOB)), BODIES), max_size=4), max_size=4))
def test_whatever_happens_the_money_adds_up_and_the_root_is_the_recomputed_one(history: list[list[tuple[object, Body]]]):
    """STATE-2, STATE-5 and atomicity over histories of blocks with successful and failed transactions of every kind."""
    state, nonce = start(), 0
    for transactions in history:
        sent = []
        for sender, body in transactions:
            nonce += 1
            sent.append(Sent(sender, body, nonce=nonce))
        outcome = after(state, *sent)
        assert isinstance(outcome, Accepted)
        state = outcome.state
        check_supply(state)
        assert state_root(state) == recomputed(state)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_no_bytes_are_a_block_by_accident(data: bytes):
    state = start()
    assert not isinstance(apply_block(state, data), Accepted)
