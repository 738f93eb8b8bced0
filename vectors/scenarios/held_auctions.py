"""Auctions of markets: who holds them when, by which seed, what they cost, and the orders that their trades open."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.state.market import Book, Market
from reference.state.progress import Randomness
from reference.state.state import State
from reference.wire.market_bodies import AuctionHold, QuoteExpire, QuoteLower
from vectors.build import ALICE, BOB, CAROL, fee_of, given, transaction
from vectors.case import Case
from vectors.scenarios.coin_places import Step, refused, told, told_over_time
from vectors.scenarios.market_places import (
    BOOK,
    CLOSE,
    FIRST,
    GATE_MARKET,
    IN_GATE,
    LAST,
    MARKET,
    PLENTY,
    TERMS,
    Quotes,
    buy,
    buying,
    market_place,
    sell,
    selling,
    with_markets,
)

HOLD = ("MATCH-19", "MATCH-2", "MATCH-22")
TRADE = ("MATCH-23", "MATCH-20", "MATCH-24", "MATCH-9", "MATCH-10", "DELIVERY-11", "DELIVERY-13")
FEE = 2
"""What an auction costs for each quote in the minimal preset."""

SEED, FOLLOWING, MIX = (sha256(f"smartshare vectors: {name}".encode()).digest() for name in ("seed", "the next seed", "mix"))
HELD = AuctionHold(MARKET)

TIED: Quotes = {(ALICE, 0): buying(9, 5), **{(BOB, number): selling(6, 3) for number in range(3)}, (CAROL, 0): selling(6, 3)}
"""A buyer of five units, and four quotes at the margin: who is rounded up is drawn."""


def held_auction_cases() -> list[Case]:
    """Every edge of holding an auction."""
    return [*_times(), *_trades(), *_costs()]


def _hold(state: State, rules: Sequence[str], why: str, slot: int = FIRST, steps: Sequence[Step] = ((CAROL, HELD),)) -> Case:
    return told_over_time(state, (*HOLD, *rules), why, (slot, list(steps)))


def _times() -> list[Case]:
    book = market_place(BOOK)
    tied = given(market_place(TIED), randomness=Randomness(SEED, FOLLOWING, MIX))
    early: Quotes = {(ALICE, 0): buying(9, 10, last=CLOSE - 1), (BOB, 0): selling(5, 8, last=CLOSE), (CAROL, 0): selling(5, 8, entered=40)}
    return [
        told_over_time(
            book,
            (*HOLD, *TRADE, "TX-10"),
            "before the close; in its slot; in the last slot of its round; in the first slot of the next one it is held, and once",
            *[(slot, [(CAROL, HELD)]) for slot in (CLOSE - 1, CLOSE, FIRST - 1)],
            (FIRST, [(CAROL, HELD), (BOB, HELD)]),
        ),
        _hold(book, TRADE, "in the last slot in which it may be", LAST),
        told_over_time(
            book,
            (*HOLD, "MATCH-16"),
            "a slot too late: the close has lapsed; whoever would hold the auction fixes the next close, and pays nothing",
            (LAST + 1, [(CAROL, HELD), (CAROL, HELD)]),
            (LAST + 6, [(CAROL, HELD)]),
            (LAST + 11, [(CAROL, HELD)]),
        ),
        _hold(tied, (*TRADE, "MATCH-18"), "in the round after the close's: the seed of the next one draws the lots", FIRST),
        _hold(tied, (*TRADE, "MATCH-18"), "in the second round after it: its own seed draws them", LAST),
        _hold(tied, (*TRADE, "MATCH-18"), "in the first slot of that round: its own seed as well", FIRST + 5),
        told_over_time(
            market_place({key: BOOK[key] for key in ((ALICE, 0), (BOB, 0), (CAROL, 3))}),
            (*HOLD, *TRADE, "MATCH-1"),
            "quotes in the close's very slot, and between close and auction: in neither's trades, and the next checkpoint is their close",
            (CLOSE, [(ALICE, buy(9, 3, 7)), (BOB, sell(1, 3, 7))]),
            (FIRST, [(CAROL, sell(1, 1, 8)), (CAROL, HELD)]),
            (FIRST + 10, [(CAROL, HELD)]),
        ),
        told_over_time(
            book,
            (*HOLD, *TRADE, "QUOTE-9"),
            "cancelling is refused while the quote is bound; what the auction leaves is free in its very slot",
            (CLOSE, [(ALICE, QuoteLower(MARKET, 1, 0))]),
            (FIRST, [(ALICE, QuoteLower(MARKET, 1, 0)), (CAROL, HELD), (ALICE, QuoteLower(MARKET, 1, 0))]),
        ),
        _hold(market_place(early), TRADE, "one whose last slot is over at the close takes no part, one whose last slot it is does; so nobody trades"),
        _hold(
            market_place({(ALICE, 0): buying(9, 10), (BOB, 0): selling(5, 8, last=CLOSE)}),
            TRADE,
            "one that expires between close and auction trades; what is left of it is ended then",
            steps=((CAROL, QuoteExpire(MARKET, BOB.account, 0)), (CAROL, HELD)),
        ),
        _hold(_two_markets(), TRADE, "quotes of another market, of the same accounts and better prices: they take no part"),
        refused(book, HOLD, "there is no such market, nor a slot for it", (CAROL, AuctionHold(GATE_MARKET))),
        refused(market_place(), HOLD, "a market without quotes has no close", (CAROL, HELD)),
        _hold(market_place(BOOK, pending=0), (), "a market whose close is not fixed: fails"),
    ]


def _trades() -> list[Case]:
    whole: Quotes = {(ALICE, 0): buying(9, 8), (BOB, 0): selling(5, 8)}
    rates = (0, 1, 333_333, 10**6)
    return [
        _hold(market_place(whole), (*TRADE, "QUOTE-7"), "both sides trade all: nothing stands in the market any more, and no close is pending"),
        _hold(market_place({(ALICE, 0): buying(9, 3), (BOB, 0): selling(5, 8)}), TRADE, "fewer units than a granule: the granule is all of them"),
        _hold(market_place({(ALICE, 0): buying(9, 4), (BOB, 0): selling(5, 8)}), TRADE, "as many units as a granule"),
        _hold(market_place({(ALICE, 0): buying(9, 5), (BOB, 0): selling(5, 8)}), TRADE, "one unit more than a granule"),
        _hold(market_place({(ALICE, 0): buying(4, 5), (BOB, 0): selling(5, 8)}), TRADE, "no price suits both: nothing is traded, and it costs as much"),
        *[
            _hold(
                market_place(
                    {(ALICE, 0): replace(buying(9, 7), deposit_ppm=rate), (BOB, 0): selling(5, 8, rate=rate), (CAROL, 0): selling(6, 3, rate=rate)},
                    terms=replace(TERMS, deposit_ppm=rate),
                ),
                (*TRADE, "QUOTE-4"),
                f"suppliers' deposits of {rate} parts per million: what the order holds is what is freed",
                steps=((CAROL, AuctionHold(_market(rate))),),
            )
            for rate in rates
        ],
        _hold(
            market_place(BOOK, terms=IN_GATE),
            TRADE,
            "for an IoT_Coin: money and deposits are of the coin, the fee is in SSP",
            steps=((CAROL, AuctionHold(GATE_MARKET)),),
        ),
        _hold(
            market_place({(ALICE, 0): buying(9, 3), (ALICE, 1): buying(8, 4), (BOB, 0): selling(1, 2), (CAROL, 0): selling(2, 4), (CAROL, 1): selling(3, 3)}),
            TRADE,
            "buyers and suppliers are cut across each other: an order for each pair",
        ),
        _hold(
            market_place({(ALICE, 0): buying(2**20, 9), (BOB, 0): selling(1, 9)}, balances={ALICE: 9, BOB: 9, CAROL: PLENTY}),
            TRADE,
            "most of what was held is freed",
        ),
    ]


def _two_markets() -> State:
    """A market whose quotes do not meet, and one beside it whose quotes would."""
    held: Quotes = {(ALICE, 0): buying(4, 10), (BOB, 0): selling(5, 8)}
    other: Quotes = {(ALICE, 0): buying(9, 10), (BOB, 0): selling(1, 8)}
    quotes = {(market, pair.account, number): quote for market, each in ((MARKET, held), (GATE_MARKET, other)) for (pair, number), quote in each.items()}
    return with_markets({MARKET: Market(20, TERMS, Book(2, False, CLOSE)), GATE_MARKET: Market(20, IN_GATE, Book(2, False, CLOSE))}, Map(quotes))


def _market(rate: int) -> bytes:
    return next(iter(market_place(terms=replace(TERMS, deposit_ppm=rate)).smart_agents.markets))


def _costs() -> list[Case]:
    fee = fee_of(transaction(market_place(BOOK), CAROL, HELD))
    just, short = (market_place(BOOK, balances={ALICE: PLENTY, BOB: PLENTY, CAROL: fee + FEE * 4 - less}) for less in (0, 1))
    return [
        _hold(just, TRADE, "the transaction's fee leaves just what four quotes cost"),
        _hold(short, ("BALANCE-2",), "it leaves one unit less: fails, and the quotes stay bound"),
        _hold(
            market_place({(ALICE, 0): buying(9, 10, last=41), (ALICE, 1): buying(9, 1), (BOB, 0): selling(5, 1)}),
            TRADE,
            "a quote whose time is over, and that nobody has ended, is paid for like the others",
        ),
        told(market_place(BOOK, pending=25, fresh=True), (*HOLD, "MATCH-16"), "of a close that lapsed with this slot: the next one is fixed", (CAROL, HELD)),
    ]
