"""Where the scenarios of markets play: two markets, one in SSP and one in an IoT_Coin, with quotes of Alice, Bob and Carol."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.agent.market_consistency import stances_of
from reference.agent.quotes import market_id
from reference.agent.services import service_id
from reference.numbers import Amount, Hash
from reference.state.coin import coin_id
from reference.state.coin_terms import SSP
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.market import NO_BOOK, Book, Market, MarketTerms
from reference.state.order import Waits
from reference.state.quote import Quote, Stance, StanceKey
from reference.state.service import Service
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.wire.market_bodies import MarketOpen, QuoteNumber, QuotePlace, Side
from reference.wire.service_bodies import Confirmation
from vectors.build import ALICE, BOB, CAROL, SLOT, coin, found
from vectors.keys import KeyPair

PLENTY: Amount = 1_000_000
STORAGE = Service(name="storage", unit="chunk", confirmation=Confirmation.AUDITED, metadata=bytes(range(32)))
SERVICE = service_id(STORAGE)
REGION: Hash = sha256(b"smartshare vectors: a region").digest()
QUALITY: Hash = sha256(b"smartshare vectors: a quality").digest()
GATE = coin_id("GATE")

RATE = 100_000
"""What of its quotes' worth a supplier deposits, in parts per million: a tenth."""

WAITS = Waits(fund_slots=7, start_slots=10, deliver_slots=20, offline_slots=5, liable_slots=15)
TERMS = MarketTerms(SERVICE, SSP, REGION, QUALITY, granule=4, fee_ppm=20_000, waits=WAITS, deposit_ppm=RATE)
IN_GATE = replace(TERMS, coin=GATE, fee_ppm=0)
MARKET, GATE_MARKET = market_id(TERMS), market_id(IN_GATE)

CLOSE = 45
"""The close that a quote of slot 41 fixes."""

FIRST, LAST = 50, 59
"""The first and the last slot in which the auction of that close may be held."""

UNTIL = 90
"""The last slot of most quotes."""

Quotes = Mapping[tuple[KeyPair, QuoteNumber], Quote]
"""Quotes by account and number."""


def buying(price: int, quantity: int, entered: int = 38, last: int = UNTIL) -> Quote:
    """A quote that buys."""
    return Quote(Side.DEMAND, price, quantity, entered, last, RATE)


def selling(price: int, quantity: int, entered: int = 38, last: int = UNTIL, rate: int = RATE) -> Quote:
    """A quote that sells."""
    return Quote(Side.SUPPLY, price, quantity, entered, last, rate)


def market_place(
    quotes: Quotes | None = None,
    pending: int = CLOSE,
    *,
    terms: MarketTerms = TERMS,
    fresh: bool = False,
    balances: Mapping[KeyPair, Amount] | None = None,
    economy: Economy = NO_ECONOMY,
    preset: str = "minimal",
) -> State:
    """A state with one market, in which these quotes stand, and this close is pending where there are any. All have plenty of SSP and of the coin."""
    identifier, held = market_id(terms), quotes or {}
    book = Book(len(held), fresh, pending) if held else NO_BOOK
    placed = Map({(identifier, pair.account, number): quote for (pair, number), quote in held.items()})
    return with_markets({identifier: Market(20, terms, book)}, placed, balances, economy, preset)


def with_markets(
    markets: Mapping[Hash, Market],
    quotes: Map[tuple[bytes, bytes, int], Quote],
    balances: Mapping[KeyPair, Amount] | None = None,
    economy: Economy = NO_ECONOMY,
    preset: str = "minimal",
) -> State:
    """A state with these markets and quotes, and the stances that follow from them."""
    bare = SmartAgents(services=Map({SERVICE: STORAGE}), markets=Map(markets), quotes=quotes)
    people = dict.fromkeys((ALICE, BOB, CAROL), PLENTY) if balances is None else balances
    coins, holdings = (coin("GATE", ALICE, 2**40),), {("GATE", pair): PLENTY for pair in (ALICE, BOB, CAROL)}
    counted: Map[StanceKey, Stance] = Map({key: stance for key, stance in stances_of(_only(bare)).items() if stance is not None})
    return found(preset, people, coins, holdings, economy, replace(bare, stances=counted))


def _only(agents: SmartAgents) -> State:
    return replace(found(), smart_agents=agents)


def opening(terms: MarketTerms) -> MarketOpen:
    """What opens a market with these terms."""
    waits = terms.waits
    return MarketOpen(
        terms.service,
        terms.coin,
        terms.region,
        terms.quality,
        terms.granule,
        terms.fee_ppm,
        waits.fund_slots,
        waits.start_slots,
        waits.deliver_slots,
        waits.offline_slots,
        waits.liable_slots,
        terms.deposit_ppm,
    )


def buy(price: int, units: int, number: QuoteNumber = 0, last: int = UNTIL, market: Hash = MARKET) -> QuotePlace:
    """A transaction that quotes to buy."""
    return QuotePlace(market, number, Side.DEMAND, price, units, last)


def sell(price: int, units: int, number: QuoteNumber = 0, last: int = UNTIL, market: Hash = MARKET) -> QuotePlace:
    """A transaction that quotes to sell."""
    return QuotePlace(market, number, Side.SUPPLY, price, units, last)


BOOK: Quotes = {(ALICE, 0): buying(9, 10), (ALICE, 1): buying(7, 5), (BOB, 0): selling(5, 8), (CAROL, 3): selling(6, 6)}
"""Quotes of a book: two of one buyer, two suppliers."""

NOW = SLOT
"""The slot of the head."""
