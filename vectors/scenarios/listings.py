"""What sellers do: terms and prices set, stock set, sales suspended."""

from dataclasses import replace
from typing import Any

from reference.numbers import MAX_AMOUNT, PPM
from reference.state.coin import coin_id
from reference.state.coin_terms import SSP
from reference.state.listing import Listing
from reference.state.state import State
from reference.wire.listing_bodies import MAX_WAIT, ListingSet, ListingStock, Price, Prices, Purchase
from reference.wire.transaction import Body, CoinCreate, CoinMint
from vectors.build import coin
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.market import BUYER, GATE, HELD_COINS, LISTING, NUMBER, SALE, SELLER, START, STRANGER, SUN, UNKNOWN, VERSION, acts, market, together

SET = ("LISTING-6", "LISTING-1", "LISTING-3")
STOCK = ("LISTING-7", "LISTING-2")
LAST = 2**32 - 1

TERMS = ListingSet(
    number=NUMBER,
    version=VERSION,
    description=bytes(range(64, 96)),
    terms=bytes(range(96, 128)),
    prices=(Price(SSP, 120),),
    deliver_slots=20,
    confirm_slots=8,
    holding_ppm=100_000,
)
"""Other terms for the listing that there is."""


def terms(*prices: Price, **changes: Any) -> ListingSet:
    """Other terms for the listing that there is, with these prices."""
    return replace(TERMS, prices=prices, **changes)


def alone(listing: Listing | None) -> State:
    """A state with three accounts of which one has a listing or none, and nothing else."""
    return market(listing, accounts={SELLER: START, BUYER: START, STRANGER: START})


def listing_cases() -> list[Case]:
    """Every edge of the two kinds of transactions of sellers."""
    return [*_terms(), *_prices(), *_stock(), *_lives()]


def _terms() -> list[Case]:
    fresh, state = alone(None), alone(LISTING)
    longest: dict[str, Any] = {"deliver_slots": MAX_WAIT, "confirm_slots": MAX_WAIT, "holding_ppm": PPM}
    same: dict[str, Any] = {"deliver_slots": 10, "confirm_slots": 5, "holding_ppm": 250_000}
    shortest: dict[str, Any] = {"deliver_slots": 1, "confirm_slots": 1, "holding_ppm": 0}

    def case(why: str, given: State, sender: KeyPair = SELLER, prices: Prices = TERMS.prices, **changes: Any) -> Case:
        return acts(SET[:2], why, given, sender, terms(*prices, **changes))

    return [
        case("a first listing: no items, and not active", fresh, version=0),
        case("a first listing, by a P-256 key, of the greatest number", fresh, STRANGER, version=0, number=LAST),
        case("a first listing of number 0, without a price", fresh, prices=(), version=0, number=0),
        case("a first listing that names version 1: fails", fresh, version=1),
        case("other terms, and the stock stays", state),
        case("other terms of a listing that is suspended, which it stays", alone(replace(LISTING, active=False))),
        case("the same terms again: a version more", state, description=LISTING.description, terms=LISTING.terms, prices=(), **same),
        case("the longest waits, and all of the price forfeited", state, **longest),
        case("the shortest waits, and nothing forfeited", state, **shortest),
        case("while a purchase waits, which keeps its terms", market(sale=SALE)),
        case("naming the version before: fails", state, version=VERSION - 1),
        case("naming the version after: fails", state, version=VERSION + 1),
        case("naming none, where there is a listing: fails", state, version=0),
        case("the same number by somebody else: a listing of its own", state, BUYER, version=0),
        case("somebody else names the seller's version: fails", state, BUYER),
        case("the last version that is counted", alone(replace(LISTING, version=LAST - 1)), version=LAST - 1),
        case("one more than is counted: fails", alone(replace(LISTING, version=LAST)), version=LAST),
        case("one more than is counted, naming another: the latter is said", alone(replace(LISTING, version=LAST)), version=LAST - 1),
    ]


def _prices() -> list[Case]:
    state = market(held=HELD_COINS, others=[coin("SUN", STRANGER, 10_000), coin("MOON", STRANGER, 10_000)])
    four = (Price(coin_id("MOON"), 1), Price(GATE, MAX_AMOUNT), Price(SUN, 5), Price(SSP, 7))

    def case(why: str, *prices: Price, **changes: Any) -> Case:
        return acts(SET, why, state, SELLER, terms(*prices, **changes))

    return [
        case("in no coin: the prices stay"),
        case("in a coin that was not accepted", Price(SUN, 1)),
        case("in four coins", *four),
        case("in four coins, the first of which there is not: fails", Price(UNKNOWN, 1), *four[1:]),
        case("in four coins, the last of which there is not: fails, and no price is set", *four[:3], Price(UNKNOWN, 1)),
        case("in a coin that there is not: fails", Price(UNKNOWN, 1)),
        case("0 in a coin that there is not", Price(UNKNOWN, 0)),
        case("in a coin that there is not, then 0: fails", Price(UNKNOWN, 1), Price(UNKNOWN, 0)),
        case("in a coin that there is not, naming another version: the latter is said", Price(UNKNOWN, 1), version=VERSION - 1),
        acts(SET, "in a coin whose founding took no deposit", market(others=[coin("SUN", STRANGER, 10_000, deposit=0)]), SELLER, terms(Price(SUN, 1))),
        _awaited(),
        case("the greatest price", Price(SSP, MAX_AMOUNT)),
        case("0: the coin is no longer accepted", Price(GATE, 0)),
        case("0 in a coin that was not accepted", Price(SUN, 0)),
        case("twice in one coin: the latter holds", Price(SUN, 5), Price(GATE, 9), Price(SUN, 6)),
        case("twice in one coin, the latter 0: not accepted", Price(SUN, 5), Price(SUN, 0)),
        case("twice in one coin, the former 0: accepted", Price(GATE, 0), Price(GATE, 31)),
        case("0 in every coin: nothing is sold any more", Price(SSP, 0), Price(GATE, 0)),
    ]


def _awaited() -> Case:
    """A seller who would sell for a coin that whoever likes may found."""
    founded = CoinCreate("NIX", 0, 1_000)
    return together(
        (*SET, "PURCHASE-1"),
        "a price in a coin that there is not: fails, so that who founds it and mints it buys nothing",
        market(),
        (SELLER, terms(Price(UNKNOWN, 5))),
        (STRANGER, founded),
        (STRANGER, CoinMint(UNKNOWN, STRANGER.account, 1_000)),
        (STRANGER, Purchase(SELLER.account, NUMBER, VERSION, UNKNOWN, 1, 1_000)),
        (STRANGER, Purchase(SELLER.account, NUMBER, VERSION + 1, UNKNOWN, 1, 1_000)),
    )


def _stock() -> list[Case]:
    state, suspended = alone(LISTING), alone(replace(LISTING, active=False))

    def case(why: str, given: State, stock: int, active: bool = True, sender: KeyPair = SELLER, number: int = NUMBER) -> Case:
        return acts(STOCK, why, given, sender, ListingStock(number, stock, active))

    return [
        case("more items", state, 9),
        case("the same, still active: a transaction that changes nothing succeeds", state, 4),
        case("none", state, 0),
        case("the most that is counted", state, LAST),
        case("suspended, with its items", state, 4, active=False),
        case("suspended again", suspended, 4, active=False),
        case("active again, with others", suspended, 1),
        case("of a listing that there is not: fails", state, 1, number=NUMBER + 1),
        case("of somebody else's listing: fails, for it is no listing of the sender", state, 1, sender=BUYER),
        case("before there is any listing: fails", market(None), 1),
    ]


def _lives() -> list[Case]:
    state = market(None)
    buy = Purchase(SELLER.account, NUMBER, 1, SSP, 1, 1_000)
    begun: list[tuple[KeyPair, Body]] = [(SELLER, terms(Price(SSP, 120), version=0)), (SELLER, ListingStock(NUMBER, 2, True))]
    rules = (*SET, *STOCK, "PURCHASE-1", "LISTING-4")
    return [
        together(rules, "set, stocked and sold in one batch", state, *begun, (BUYER, buy)),
        together(rules, "bought before it is stocked: fails", state, begun[0], (BUYER, buy), begun[1]),
        together(
            rules,
            "terms set anew between a purchase and the next: whoever names the old version is refused",
            state,
            *begun,
            (BUYER, buy),
            (SELLER, terms(Price(SSP, 200), version=1)),
            (STRANGER, buy),
            (STRANGER, replace(buy, version=2)),
        ),
        together(rules, "suspended just before a purchase: fails", state, *begun, (SELLER, ListingStock(NUMBER, 2, False)), (BUYER, buy)),
    ]
