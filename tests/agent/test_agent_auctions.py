"""MATCH-16 to MATCH-24 on a chain with agents: who holds an auction, and when, decides nothing; and theorem 31 on more markets than the prover draws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.agent.books import AUCTION_ROUNDS
from reference.codes import SUCCESS
from reference.consensus.calendar import round_of
from reference.numbers import Slot
from reference.parameters import MINIMAL
from reference.state.progress import Randomness
from reference.state.smart_agent_state import get_market
from reference.state.state import State
from reference.transition import Accepted, apply_block
from reference.wire.market_bodies import AuctionHold
from reference.wire.service_bodies import ServiceRegister
from reference.wire.transaction import Body
from spec.theorems.held_auctions import CLOSE as DRAWN_CLOSE
from spec.theorems.held_auctions import Drawn, holding_accepts, holding_ignores_arrival, holding_is_exact, holding_keeps_the_ledger, marketed, taking_part
from vectors.build import ALICE, BOB, CAROL, block, transaction
from vectors.chain import founded, grown
from vectors.keys import KeyPair
from vectors.scenarios.market_places import MARKET, STORAGE, TERMS, buy, opening, sell

PLENTY = 10**6
AGENTS = MINIMAL.agents

seats, rates = st.integers(0, 5), st.sampled_from((0, 1, 333_333, 10**6)) | st.integers(0, 10**6)
hashes = st.binary(min_size=32, max_size=32)
randomness = st.builds(Randomness, hashes, hashes, hashes)
books = st.lists(st.tuples(seats, st.integers(1, 12), st.integers(1, 9), st.integers(20, 40), st.integers(40, 60)), max_size=6).map(tuple)
slots = st.integers(41, 75)


@settings(max_examples=400, deadline=None)
@given(books, rates, randomness, seats, slots)
def test_theorem_31_on_many_markets(drawn: Drawn, rate: int, seeds: Randomness, seat: int, slot: Slot) -> None:
    assert holding_keeps_the_ledger(drawn, rate, seeds, seat, slot)
    assert holding_is_exact(drawn, rate, seeds, seat, slot)
    assert holding_ignores_arrival(drawn, rate, seeds.seed, seeds.mix, seat)
    for closed, known, poor in ((True, True, False), (False, True, False), (True, False, True), (True, True, True)):
        assert holding_accepts(drawn, rate, seeds, seat, slot, closed, known, poor)


def test_many_of_those_markets_trade() -> None:
    """What holds of an auction without trades is little."""
    traded = 0

    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(books)
    def collect(drawn: Drawn) -> None:
        nonlocal traded
        state = marketed(drawn, 0, Randomness(*[bytes(32)] * 3))
        traded += len({state.smart_agents.quotes[key].side for key in taking_part(state).values()}) == 2

    collect()
    assert DRAWN_CLOSE % MINIMAL.checkpoint_slots == 0
    assert traded > 40


def sent(state: State, slot: Slot, *steps: tuple[KeyPair, Body]) -> State:
    """The state after a block in a slot with these transactions, all of which succeed."""
    nonces: dict[bytes, int] = {}
    signed = []
    for sender, body in steps:
        account = state.accounts.get(sender.account)
        nonces[sender.account] = nonces.get(sender.account, 0 if account is None else account.nonce) + 1
        signed.append(transaction(state, sender, body, nonce=nonces[sender.account]))
    applied = apply_block(state, block(state, signed, slot=slot))
    assert isinstance(applied, Accepted)
    assert [receipt.outcome for receipt in applied.receipts] == [SUCCESS] * len(steps)
    return applied.state


@pytest.fixture(scope="module")
def quoted() -> State:
    """A chain with a market in which a buyer of five units meets four quotes at the margin, all in before their close."""
    register = ServiceRegister(STORAGE.name, STORAGE.unit, STORAGE.confirmation, STORAGE.metadata)
    state = grown(founded(accounts={ALICE: PLENTY, BOB: PLENTY, CAROL: PLENTY}), range(1, 11))
    state = sent(state, 11, (ALICE, register), (ALICE, opening(TERMS)))
    return sent(state, 12, (ALICE, buy(9, 5, 0)), *[(BOB, sell(6, 3, number)) for number in range(3)], (CAROL, sell(6, 3, 3)))


def test_a_close_is_the_next_checkpoint(quoted: State) -> None:
    assert get_market(quoted, MARKET).book.pending == 15


@pytest.mark.parametrize("empty", [(), (18, 19, 20, 21)], ids=["every slot has its block", "no block at the end of the close's round"])
def test_the_lots_are_the_same_in_every_slot_of_both_rounds(quoted: State, empty: tuple[Slot, ...]) -> None:
    """On blocks with reveals, whichever slot the auction is held in: the seed is that of the second round after the close's."""
    close = get_market(quoted, MARKET).book.pending
    first = (round_of(close, AGENTS) + 1) * AGENTS
    outcomes = set()
    for slot in range(max(first, 22 if empty else 0), first + AUCTION_ROUNDS * AGENTS):
        state = grown(quoted, [before for before in range(13, slot) if before not in empty])
        held = sent(state, slot, (CAROL, AuctionHold(MARKET)))
        outcomes.add(tuple(sorted((name, order.provider, order.terms.quantity) for name, order in held.smart_agents.orders.items())))
    assert len(outcomes) == 1
    assert len(next(iter(outcomes))) > 1


def test_a_close_that_lapsed_is_renewed_by_whoever_would_hold_its_auction(quoted: State) -> None:
    state = sent(grown(quoted, range(13, 30)), 30, (CAROL, AuctionHold(MARKET)))
    assert get_market(state, MARKET).book.pending == 35
    assert not state.smart_agents.orders
    held = sent(grown(state, range(31, 40)), 40, (CAROL, AuctionHold(MARKET)))
    assert held.smart_agents.orders
