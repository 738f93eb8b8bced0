"""The profile `services`: markets, and the quotes of three accounts in them, over slots in which books close, auctions are held, and closes lapse."""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from immutables import Map

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.parameters import MINIMAL
from reference.state.company import Company
from reference.state.economy_tables import Economy
from reference.state.market import MarketTerms
from reference.state.state import State
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.market_bodies import AuctionHold, MarketBody, MarketOpen, QuoteExpire, QuoteLower, QuotePlace, Side
from reference.wire.transaction import Sponsored, Transaction
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, NEVER, after, batch, least_fee, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.market_places import BOOK, CLOSE, GATE_MARKET, IN_GATE, MARKET, TERMS, market_place, opening
from vectors.state_form import write_state

PEOPLE = (ALICE, BOB, CAROL)
KINDS = (QuotePlace, QuotePlace, QuotePlace, QuotePlace, QuoteLower, QuoteLower, QuoteExpire, AuctionHold, AuctionHold, MarketOpen)


@st.composite
def markets(draw: Draw, presets: tuple[str, ...]) -> Exchange:
    """A state with a market, and the batches that are applied to it."""
    preset = draw(st.sampled_from((*presets, *[MINIMAL.name] * 3 * (MINIMAL.name in presets))))
    terms = draw(st.sampled_from((TERMS, TERMS, IN_GATE)))
    full = preset == MINIMAL.name and draw(st.sampled_from((True, True, False)))
    state = _place(terms, preset, full=full)
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 8))):
        slot += draw(st.sampled_from((0, 1, 1, 2, 5, 10)))
        drawn = _batch(draw, state, slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, preset, {"state": written, "batches": list(batches)})


@cache
def _place(terms: MarketTerms, preset: str, *, full: bool) -> State:
    sponsoring = Economy(companies=Map({ALICE.account: Company(deposit=1_000, metadata=bytes(32), coins=0)}))
    return market_place(BOOK if full else None, CLOSE, terms=terms, economy=sponsoring, preset=preset)


def _batch(draw: Draw, state: State, slot: int) -> Batch:
    senders = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique_by=lambda pair: pair.account))
    return batch(state, [_draw_sent(draw, state, sender, _draw_asked(draw, state, sender, slot), slot) for sender in senders], slot=slot)


def _draw_sent(draw: Draw, state: State, sender: KeyPair, asked: MarketBody | SponsorshipSet | Sponsored, slot: int) -> bytes:
    """What is asked for, mostly for more than the least fee, which falls with every slot that a quote stands less."""
    if draw(st.integers(0, 7)):
        return transaction(state, sender, asked)
    account = state.accounts.get(sender.account)
    unpriced = Transaction(state.chain.id, 1 if account is None else account.nonce + 1, NEVER, 0, asked)
    least = least_fee(state, sender, unpriced, slot)
    return transaction(state, sender, asked, fee=least - draw(st.integers(0, 1)))


def _draw_asked(draw: Draw, state: State, sender: KeyPair, slot: int) -> MarketBody | SponsorshipSet | Sponsored:
    """What a market is asked for, sometimes at another's cost, or that another is to pay."""
    if (ALICE.account, sender.account) in state.economy.sponsorships and draw(st.integers(0, 3)):
        return Sponsored(ALICE.account, _body(draw, slot))
    if sender is ALICE and not draw(st.integers(0, 3)):
        return SponsorshipSet(draw(st.sampled_from(PEOPLE[1:])).account, draw(st.sampled_from((10**6, 10**6, 10**3))), slot + 40)
    return _body(draw, slot)


def _body(draw: Draw, slot: int) -> MarketBody:
    kind: Any = draw(st.sampled_from(KINDS))
    market, number = draw(st.sampled_from((MARKET, MARKET, MARKET, GATE_MARKET))), draw(st.integers(0, 3))
    if kind is MarketOpen:
        return opening(draw(st.sampled_from((TERMS, IN_GATE))))
    if kind is QuoteLower:
        return QuoteLower(market, number, draw(st.integers(0, 9)))
    if kind is QuoteExpire:
        return QuoteExpire(market, draw(st.sampled_from(PEOPLE)).account, number)
    if kind is AuctionHold:
        return AuctionHold(market)
    last = slot + draw(st.sampled_from((-1, 0, 3, 9, 40)))
    return QuotePlace(market, number, draw(st.sampled_from(Side)), draw(st.integers(0, 12)), draw(st.integers(0, 12)), last)
