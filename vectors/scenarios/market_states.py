"""States from outside, whose markets these rules have made, and others."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.agent.quotes import market_id
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import NO_BOOK, Book, Market
from reference.state.quote import MAX_STANDING, Stance
from reference.state.state import State
from reference.wire.market_bodies import Side
from vectors.build import ALICE, BOB
from vectors.case import Case
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.market_places import BOOK, CLOSE, GATE_MARKET, IN_GATE, MARKET, NOW, TERMS, Quotes, buying, market_place, selling, with_markets

RULES = ("STATE-10", "QUOTE-19")


def market_state_cases() -> list[Case]:
    """States with markets, each accepted or refused as a whole."""
    return [
        *[outside_case((*RULES, "QUOTE-13", "MATCH-21"), why, state) for why, state in _possible()],
        *[outside_case((*RULES, "MATCH-21"), f"{why}: refused", state) for why, state in _wrong_books()],
        *[outside_case((*RULES, "QUOTE-13"), f"{why}: refused", state) for why, state in _wrong_quotes()],
        *[outside_case(RULES, f"{why}: refused", state) for why, state in _wrong_markets()],
        *[outside_case(("STATE-2", "SUPPLY-1"), f"{why}: refused", state) for why, state in _wrong_sums()],
    ]


def _possible() -> Iterator[tuple[str, State]]:
    yield "a book of four quotes, whose close is to come", market_place(BOOK)
    yield "one whose close was in the slot of the head", market_place(BOOK, pending=NOW)
    yield "one whose close is long lapsed, with a quote that came in since", market_place(BOOK, pending=5, fresh=True)
    yield "one without a close, after an auction", market_place(BOOK, pending=0)
    yield "a market in an IoT_Coin, and its quotes", market_place(BOOK, terms=IN_GATE)
    yield (
        "a quote of the highest worth, of a supplier without a deposit",
        market_place({(BOB, 0): selling(HIGHEST_PRICE, 1, rate=0)}, terms=replace(TERMS, deposit_ppm=0)),
    )
    yield "a market that was opened in the slot of the head", with_markets({MARKET: Market(NOW, TERMS, NO_BOOK)}, Map())
    yield (
        "a market that was opened in the first slot, and a quote as old",
        with_markets({MARKET: Market(1, TERMS, Book(1, False, CLOSE))}, Map({(MARKET, ALICE.account, 0): buying(9, 10, entered=1)})),
    )
    yield (
        "a quote that came in with its market, and one for a year",
        market_place({(ALICE, 0): buying(9, 10, entered=20), (ALICE, 1): buying(9, 10, entered=NOW, last=NOW + MAX_STANDING)}, pending=CLOSE),
    )


def _wrong_books() -> Iterator[tuple[str, State]]:
    for why, book in (
        ("a market without quotes, with a close", Book(0, False, CLOSE)),
        ("a market without quotes that is fresh", Book(0, True, 0)),
        ("a market that counts a quote that is not there", Book(1, False, CLOSE)),
    ):
        yield why, _booked(market_place(), book)
    for why, book in (
        ("a close that is no checkpoint", Book(4, False, CLOSE - 1)),
        ("a close after the next checkpoint", Book(4, False, CLOSE + 5)),
        ("fresh quotes before the close", Book(4, True, CLOSE)),
        ("fresh quotes without a close", Book(4, True, 0)),
        ("a quote that is not counted", Book(3, False, CLOSE)),
    ):
        yield why, _booked(market_place(BOOK), book)
    yield "more quotes than a market has", market_place({(ALICE, number): buying(7, 1) for number in range(7)})
    yield "a quote that came in after the close, and is not fresh", market_place(BOOK, pending=35)
    yield "a quote that came in in the slot of the close, and is not fresh", market_place({(ALICE, 0): buying(9, 10, entered=35)}, pending=35)


def _wrong_quotes() -> Iterator[tuple[str, State]]:
    yield "a quote without a price", market_place({(ALICE, 0): buying(0, 10)})
    yield "a quote of too high a worth", market_place({(BOB, 0): selling(HIGHEST_PRICE, 2, rate=0)}, terms=replace(TERMS, deposit_ppm=0))
    yield "a quote with another rate than its market's", market_place({(BOB, 0): selling(5, 8, rate=1)})
    yield "a quote that came in after the head", market_place({(ALICE, 0): buying(9, 10, entered=NOW + 1)})
    yield "a quote that came in before its market was opened", market_place({(ALICE, 0): buying(9, 10, entered=19)})
    yield "a quote that was over when it came in", market_place({(ALICE, 0): buying(9, 10, last=37)})
    yield "a quote for more than a year", market_place({(ALICE, 0): buying(9, 10, last=38 + MAX_STANDING + 1)})


def _wrong_markets() -> Iterator[tuple[str, State]]:
    yield "a market under another identifier", with_markets({bytes(32): Market(20, TERMS, NO_BOOK)}, Map())
    yield (
        "a market under another identifier beside one under its own",
        with_markets({MARKET: Market(20, TERMS, NO_BOOK), bytes(32): Market(20, TERMS, NO_BOOK)}, Map()),
    )
    yield "a market that was opened after the head", with_markets({MARKET: Market(NOW + 1, TERMS, NO_BOOK)}, Map())
    unserved = replace(TERMS, service=bytes(32))
    yield "a market for a service that nobody has registered", with_markets({market_id(unserved): Market(20, unserved, NO_BOOK)}, Map())
    charged = replace(IN_GATE, fee_ppm=1)
    yield "a market with a fee in an IoT_Coin", with_markets({market_id(charged): Market(20, charged, NO_BOOK)}, Map())
    unknown = replace(IN_GATE, coin=bytes([7]) * 32)
    yield "a market in a coin that does not exist", with_markets({market_id(unknown): Market(20, unknown, NO_BOOK)}, Map())
    place = market_place(BOOK)
    stances = place.smart_agents.stances
    key = (MARKET, ALICE.account)
    for why, changed in (
        ("an account that counts one quote too few", stances.set(key, Stance(Side.DEMAND, 1))),
        ("an account on the other side", stances.set(key, Stance(Side.SUPPLY, 2))),
        ("an account that counts none of its quotes", stances.delete(key)),
        ("an account that counts quotes in a market without any", stances.set((GATE_MARKET, BOB.account), Stance(Side.SUPPLY, 1))),
    ):
        yield why, _remembering(place, stances=changed)
    yield "quotes in a market that nobody has opened", _remembering(place, markets=Map())
    free = market_place({(ALICE, 0): replace(buying(9, 10), deposit_ppm=0)}, terms=replace(TERMS, deposit_ppm=0))
    yield "a quote without a rate in a market that nobody has opened", _remembering(free, markets=Map())
    for number in (2, 3):
        both: Quotes = {(ALICE, 0): buying(9, 10), (ALICE, 1): selling(9, 10), (ALICE, 2): buying(9, 10)}
        sided = market_place({(pair, place): quote for (pair, place), quote in both.items() if place < number})
        for side in Side:
            yield f"an account with {number} quotes on both sides, that counts for {side.name}", _remembering(sided, stances=Map({key: Stance(side, number)}))


def _wrong_sums() -> Iterator[tuple[str, State]]:
    place = market_place({(ALICE, 0): buying(9, 10)})
    quotes = place.smart_agents.quotes
    yield "a quote for a unit more than is held", _remembering(place, quotes=quotes.set((MARKET, ALICE.account, 0), buying(9, 11)))
    gate = market_place({(BOB, 0): selling(5, 8)}, terms=IN_GATE)
    yield "a deposit of a coin for a unit less", _remembering(gate, quotes=Map({(GATE_MARKET, BOB.account, 0): selling(5, 1)}))


def _booked(state: State, book: Book) -> State:
    market = state.smart_agents.markets[MARKET]
    return _remembering(state, markets=state.smart_agents.markets.set(MARKET, replace(market, book=book)))


def _remembering(state: State, **tables: Any) -> State:
    return replace(state, smart_agents=replace(state.smart_agents, **tables))
