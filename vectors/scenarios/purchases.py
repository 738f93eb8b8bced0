"""Buying from a listing: what it takes, what it costs, and in which order its conditions are checked."""

from dataclasses import replace
from typing import Any

from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE
from reference.state.state import State
from reference.wire.listing_bodies import ListingSet, ListingStock, Price, Purchase, PurchaseClose, PurchaseRefund
from vectors.build import coin, fee_of, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.market import (
    BUYER,
    COIN_SALE,
    GATE,
    HELD_COINS,
    LISTING,
    NUMBER,
    PURCHASE,
    SALE,
    SELLER,
    START,
    STRANGER,
    SUN,
    UNKNOWN,
    VERSION,
    acts,
    market,
    together,
)

BUY = ("PURCHASE-1", "LISTING-4", "ESCROW-1", "ESCROW-2", "ESCROW-5")
LAST = 2**32 - 1

REFUND = PurchaseRefund(number=NUMBER, purchase=PURCHASE, buyer=BUYER.account)

ONE = Purchase(seller=SELLER.account, number=NUMBER, version=VERSION, coin=SSP, quantity=1, limit=125)
"""One item, for SSP: 100 units, and 25 for holding."""


def purchase_cases() -> list[Case]:
    """Every condition on both its sides, every pair of neighbouring conditions, and several purchases in one batch."""
    return [*_quantities(), *_coins(), *_prices(), *_limits(), *_conditions(), *_order(), *_times(), *_together()]


def _case(why: str, state: State, sender: KeyPair = BUYER, slot: int | None = None, **changes: Any) -> Case:
    return acts(BUY, why, state, sender, replace(ONE, **changes), slot)


def _quantities() -> list[Case]:
    state = market()
    return [
        _case("one item", state),
        _case("one item, by a P-256 key", state, STRANGER),
        _case("three of four items", state, quantity=3, limit=375),
        _case("all items: the listing stays, with none", state, quantity=4, limit=500),
        _case("one more than there are: fails", state, quantity=5, limit=MAX_AMOUNT),
        _case("none: fails", state, quantity=0),
        _case("the most that can be asked for: fails", state, quantity=LAST, limit=MAX_AMOUNT),
        _case("from a listing that is sold out: fails", market(replace(LISTING, stock=0))),
        _case("all that can be counted, at one unit each", market(replace(LISTING, stock=LAST), {GATE: 1}, held=LAST + LAST // 4, cap=2**40), **_many()),
    ]


def _many() -> dict[str, Any]:
    return {"coin": GATE, "quantity": LAST, "limit": MAX_AMOUNT}


def _coins() -> list[Case]:
    state = market(held=HELD_COINS)
    return [
        _case("for an IoT_Coin: 30 units, and 7 for holding", state, coin=GATE),
        _case("for an IoT_Coin, the limit exact", state, coin=GATE, limit=37),
        _case("for an IoT_Coin, the limit one unit too low: fails", state, coin=GATE, limit=36),
        _case("all that the buyer holds of the coin", market(held=37), coin=GATE),
        _case("one unit more of the coin than the buyer holds: fails", market(held=36), coin=GATE),
        _case("for a coin that is not accepted: fails", market(held=HELD_COINS, others=[coin("SUN", STRANGER, 10_000)]), coin=SUN),
        _case("for a coin that there is not, and that is not accepted: the latter is said", state, coin=UNKNOWN),
        _case("for SSP, where only a coin is accepted: fails", market(prices={GATE: 30})),
        _case("for a coin in which the buyer is frozen: fails", market(held=HELD_COINS, frozen=True), coin=GATE),
        _case("for a coin in which the buyer is frozen, and of which it holds too little: that it is frozen is said", market(held=5, frozen=True), coin=GATE),
        _case("for SSP, by a buyer who is frozen in a coin", market(held=HELD_COINS, frozen=True)),
        acts(("PURCHASE-5", "ESCROW-6", "ISSUER-1"), "a buyer who is frozen in the coin is refunded in it", _frozen_sale(), SELLER, REFUND),
    ]


def _frozen_sale() -> State:
    return market(sale=COIN_SALE, held=HELD_COINS, frozen=True)


def _prices() -> list[Case]:
    free, whole = replace(LISTING, holding_ppm=0), replace(LISTING, holding_ppm=PPM)
    third = replace(LISTING, holding_ppm=333_333)
    full: dict[str, Any] = {"held": MAX_AMOUNT, "cap": MAX_AMOUNT}
    buy: dict[str, Any] = {"coin": GATE, "limit": MAX_AMOUNT}
    return [
        _case("nothing forfeited: only the price is held", market(free), limit=100),
        _case("all of the price forfeited: it is held twice", market(whole), limit=200),
        _case("the fee for holding is rounded down, to nothing here", market(third, {SSP: 3}), limit=3),
        _case("the fee for holding is rounded down once, for all items together", market(third, {SSP: 3}), quantity=4, limit=15),
        _case("the highest price that can be held, and as much for holding", market(whole, {GATE: HIGHEST_PRICE}, **full), **buy),
        _case("one unit above the highest price: fails", market(free, {GATE: HIGHEST_PRICE + 1}, **full), **buy),
        _case("above the highest price by the number of items: fails", market(free, {GATE: HIGHEST_PRICE}, **full), quantity=2, **buy),
        _case("a price that is 0 in 64 bits: fails without wrapping around", market(free, {GATE: 2**62}, **full), quantity=4, **buy),
        _case("the greatest price and quantity: fails", market(replace(free, stock=LAST), {GATE: MAX_AMOUNT}, **full), quantity=LAST, **buy),
    ]


def _limits() -> list[Case]:
    state = market()
    fee = fee_of(transaction(state, BUYER, ONE))
    return [
        _case("a limit one unit too low: fails", state, limit=124),
        _case("a limit of the price alone: fails, for the fee for holding is held as well", state, limit=100),
        _case("no limit to speak of", state, limit=MAX_AMOUNT),
        _case("a limit of nothing: fails", state, limit=0),
        _case("all that the transaction's fee leaves", market(accounts={SELLER: START, BUYER: fee + 125})),
        _case("one unit more than the transaction's fee leaves: fails", market(accounts={SELLER: START, BUYER: fee + 124})),
    ]


def _conditions() -> list[Case]:
    return [
        _case("from a listing that there is not: fails", market(), number=NUMBER + 1),
        _case("from an account that has no listing: fails", market(), seller=STRANGER.account),
        _case("from a listing that is suspended: fails", market(replace(LISTING, active=False))),
        _case("under the version before: fails", market(), version=VERSION - 1),
        _case("under the version after, which there is not: fails", market(), version=VERSION + 1),
        _case("from oneself: fails", market(), SELLER),
        _case("the last purchase that is counted", market(replace(LISTING, purchases=LAST - 1))),
        _case("one more than is counted: fails", market(replace(LISTING, purchases=LAST))),
    ]


def _order() -> list[Case]:
    """Two things wrong: the former is said."""
    suspended, dear = replace(LISTING, active=False), {SSP: HIGHEST_PRICE}
    return [
        _case("from oneself, and no listing: the former is said", market(), SELLER, number=NUMBER + 1),
        _case("no listing, under a wrong version: the former is said", market(), number=NUMBER + 1, version=9),
        _case("suspended, under a wrong version: the former is said", market(suspended), version=9),
        _case("a wrong version, for a coin that is not accepted: the former is said", market(), version=9, coin=SUN),
        _case("not accepted, and no items asked for: the former is said", market(), coin=SUN, quantity=0),
        _case("not accepted, and more than there are: the former is said", market(), coin=SUN, quantity=5),
        _case("more than there are, uncountable: the former is said", market(replace(LISTING, purchases=LAST)), quantity=5),
        _case("more than there are, and too dear: the former is said", market(prices=dear), quantity=5),
        _case("uncountable, and no items asked for: the former is said", market(replace(LISTING, purchases=LAST)), quantity=0),
        _case("no items asked for, and no limit: the former is said", market(), quantity=0, limit=0),
        _case("too dear, above the limit: the former is said", market(prices=dear), quantity=2, limit=0),
        _case("above the limit, and more than the buyer has: the former is said", market(prices={SSP: START})),
    ]


def _times() -> list[Case]:
    state, close = market(), PurchaseClose(SELLER.account, NUMBER, 2)
    last = MAX_UINT64
    return [
        _case("the deadline is the last slot that there is", state, slot=last - 10),
        _case("the deadline would be one slot after the last: it is the last", state, slot=last - 9),
        _case("in the last slot that there is", state, slot=last),
        together((*BUY, "PURCHASE-6"), "bought and closed in the last slot that there is", state, (BUYER, ONE), (STRANGER, close), slot=last),
    ]


def _together() -> list[Case]:
    state, single = market(), market(replace(LISTING, stock=1))
    dearer = ListingSet(NUMBER, VERSION, LISTING.description, LISTING.terms, (Price(SSP, 101),), 10, 5, 250_000)
    return [
        together(BUY, "the last item by two buyers in one batch: the first has it", single, (BUYER, ONE), (STRANGER, ONE)),
        together(BUY, "twice by one buyer: two purchases", state, (BUYER, ONE), (BUYER, ONE)),
        together(BUY, "three, then two of the one that is left, then that one", state, (BUYER, _items(3)), (STRANGER, _items(2)), (STRANGER, ONE)),
        together(BUY, "a dearer price just before: whoever has read the other is refused", state, (SELLER, dearer), (BUYER, ONE)),
        together(BUY, "a dearer price just after: the purchase keeps its own", state, (BUYER, ONE), (SELLER, dearer)),
        together(BUY, "a dearer price just before, its version guessed: the limit holds", state, (SELLER, dearer), (BUYER, replace(ONE, version=4))),
        together(BUY, "stocked between two purchases", single, (BUYER, ONE), (SELLER, ListingStock(NUMBER, 5, True)), (STRANGER, ONE)),
        together(BUY, "beside a purchase that waits", market(sale=SALE), (STRANGER, ONE)),
    ]


def _items(quantity: int) -> Purchase:
    return replace(ONE, quantity=quantity, limit=1_000)
