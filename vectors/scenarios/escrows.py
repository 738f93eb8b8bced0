"""What becomes of a purchase: every ending, at every stage, on both sides of the deadline, in SSP and in an IoT_Coin; and sales that no chain can have."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.numbers import MAX_UINT64, Slot
from reference.state.coin_terms import SSP
from reference.state.listing import NO_LISTING, Listing, PriceTag, Sale, Stage
from reference.state.state import State
from reference.wire.listing_bodies import (
    MAX_WAIT,
    ListingSet,
    Price,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)
from reference.wire.transaction import Body
from vectors.build import batch, transact_case
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.market import (
    BUYER,
    COIN_SALE,
    DEADLINE,
    GATE,
    HELD_COINS,
    LISTING,
    NUMBER,
    PURCHASE,
    SALE,
    SELLER,
    START,
    STRANGER,
    UNKNOWN,
    acts,
    market,
    staged,
    together,
)

LAST = 2**32 - 1
NAMED = (SELLER.account, NUMBER, PURCHASE)

DELIVER = PurchaseDeliver(NUMBER, PURCHASE, BUYER.account, bytes(range(32)))
CONFIRM, CANCEL, CLOSE = PurchaseConfirm(*NAMED), PurchaseCancel(*NAMED), PurchaseClose(*NAMED)
REFUND = PurchaseRefund(NUMBER, PURCHASE, BUYER.account)

ENDINGS: dict[str, tuple[KeyPair, Body, str]] = {
    "the buyer confirms": (BUYER, CONFIRM, "PURCHASE-3"),
    "the buyer cancels": (BUYER, CANCEL, "PURCHASE-4"),
    "the seller refunds": (SELLER, REFUND, "PURCHASE-5"),
    "a stranger closes": (STRANGER, CLOSE, "PURCHASE-6"),
}
"""Who ends a purchase, and by which rule."""

SETTLE = ("PURCHASE-7", "ESCROW-4", "ESCROW-6", "LISTING-5")


def escrow_cases() -> list[Case]:
    """What is delivered, how it ends, who may end it, and what happens to the items."""
    return [*_deliveries(), *_endings(), *_people(), *_unknown(), *_once(), *_items(), *_edges()]


def _deliveries() -> Iterator[Case]:
    held, delivered = market(sale=SALE), market(sale=staged(SALE, Stage.DELIVERED))

    def case(why: str, state: State, sender: KeyPair = SELLER, slot: Slot = DEADLINE - 1, buyer: KeyPair = BUYER) -> Case:
        return acts(("PURCHASE-2", "ESCROW-3"), why, state, sender, replace(DELIVER, buyer=buyer.account), slot)

    yield case("delivered in the last slot before the deadline: the buyer has its whole time", held)
    yield case("delivered in the slot of the deadline: fails", held, slot=DEADLINE)
    yield case("delivered, paid in an IoT_Coin", market(sale=COIN_SALE))
    yield case("delivered twice: fails", delivered)
    yield case("delivered twice, after the deadline: the former is said", delivered, slot=DEADLINE)
    yield case("delivered by the buyer: fails, for it has sold nothing", held, BUYER)
    yield case("delivered where nothing was bought: fails", market())
    yield case("delivered to another than who bought: fails", held, buyer=STRANGER)
    yield case("delivered to the seller itself: fails", held, buyer=SELLER)
    yield case("delivered to another, where nothing was bought: the latter is said", market(), buyer=STRANGER)
    yield case("delivered to another, twice: the former is said", delivered, buyer=STRANGER)
    yield case("delivered to another, after the deadline: the former is said", held, buyer=STRANGER, slot=DEADLINE)
    yield case("delivered so late that the deadline is the last slot that there is", _at_the_end(), slot=MAX_UINT64 - 1)


def _at_the_end() -> State:
    """The head in the slot before the last, and a purchase that can be delivered until then."""
    state = market(sale=_held(deadline=MAX_UINT64))
    return replace(state, head=replace(state.head, slot=MAX_UINT64 - 1))


def _endings() -> Iterator[Case]:
    for coin, paid, held in (("SSP", SALE, 0), ("an IoT_Coin", COIN_SALE, HELD_COINS)):
        for stage in (Stage.HELD, Stage.DELIVERED):
            state = market(sale=staged(paid, stage), held=held)
            times = (("just before", DEADLINE - 1), ("at", DEADLINE))
            for who, (sender, body, rule) in ENDINGS.items():
                for when, slot in times if coin == "SSP" else times[body is CLOSE :][:1]:
                    yield acts((rule, *SETTLE), f"{who} {when} the deadline: {stage.name.lower()}, paid in {coin}", state, sender, body, slot)


def _people() -> Iterator[Case]:
    state, late = market(sale=SALE), market(sale=staged(SALE, Stage.DELIVERED))
    yield acts(("PURCHASE-3",), "the seller confirms: fails", late, SELLER, CONFIRM)
    yield acts(("PURCHASE-3",), "a stranger confirms: fails", late, STRANGER, CONFIRM)
    yield acts(("PURCHASE-4",), "the seller cancels: fails", state, SELLER, CANCEL)
    yield acts(("PURCHASE-4",), "a stranger cancels what is delivered: that it is another's is said", late, STRANGER, CANCEL)
    yield acts(("PURCHASE-5",), "the buyer refunds: fails, for it has sold nothing", state, BUYER, REFUND)
    yield acts(("PURCHASE-5",), "refunded to another than who bought: fails", state, SELLER, replace(REFUND, buyer=STRANGER.account))
    yield acts(("PURCHASE-5",), "refunded to another, where nothing was bought: the latter is said", market(), SELLER, replace(REFUND, buyer=STRANGER.account))
    yield acts(("PURCHASE-6",), "the buyer closes what was not delivered in time", state, BUYER, CLOSE, DEADLINE)
    yield acts(("PURCHASE-6",), "the seller closes what was not confirmed in time", late, SELLER, CLOSE, DEADLINE)
    yield acts(("PURCHASE-6",), "the seller closes what it may still deliver: fails", state, SELLER, CLOSE, DEADLINE - 1)


def _unknown() -> Iterator[Case]:
    state, other = market(), PURCHASE + 1
    yield acts(("PURCHASE-3",), "confirmed where nothing was bought: fails", state, BUYER, CONFIRM)
    yield acts(("PURCHASE-4",), "cancelled where nothing was bought: fails", state, BUYER, CANCEL)
    yield acts(("PURCHASE-5",), "refunded where nothing was bought: fails", state, SELLER, REFUND)
    yield acts(("PURCHASE-6",), "closed where nothing was bought: fails", state, STRANGER, CLOSE, DEADLINE)
    yield acts(("PURCHASE-5",), "refunded of another number: fails", market(sale=SALE), SELLER, replace(REFUND, purchase=other))
    yield acts(("PURCHASE-6",), "closed of another listing: fails", market(sale=SALE), STRANGER, replace(CLOSE, number=0), DEADLINE)


def _once() -> Iterator[Case]:
    state = market(sale=SALE)
    rules = ("PURCHASE-2", "PURCHASE-3", "PURCHASE-4", "PURCHASE-5", "PURCHASE-6", "PURCHASE-7")
    yield together(rules, "confirmed, then everything else: it is settled once", state, (BUYER, CONFIRM), (SELLER, REFUND), (BUYER, CANCEL), (SELLER, DELIVER))
    yield together(rules, "closed twice: fails the second time", state, (STRANGER, CLOSE), (SELLER, CLOSE), slot=DEADLINE)
    yield together(rules, "cancelled just before it is delivered: the delivery fails", state, (BUYER, CANCEL), (SELLER, DELIVER))
    yield together(rules, "delivered just before it is cancelled: the cancellation fails", state, (SELLER, DELIVER), (BUYER, CANCEL))
    yield together(rules, "delivered and confirmed in one batch", state, (SELLER, DELIVER), (BUYER, CONFIRM))
    yield together(rules, "delivered in the last slot, and nobody closes in it", state, (SELLER, DELIVER), (SELLER, CLOSE), slot=DEADLINE - 1)


def _items() -> Iterator[Case]:
    refund = ("PURCHASE-5", *SETTLE)
    full, almost = replace(LISTING, stock=LAST), replace(LISTING, stock=LAST - 2)
    yield acts(refund, "items come back to as many as can be counted, exactly", market(almost, sale=SALE), SELLER, REFUND)
    yield acts(refund, "items come back to where no more can be counted", market(full, sale=SALE), SELLER, REFUND)
    yield acts(refund, "items come back to a listing that is suspended", market(replace(LISTING, active=False), sale=SALE), SELLER, REFUND)
    anew = ListingSet(NUMBER, 3, LISTING.description, LISTING.terms, (Price(SSP, 1),), 1, 1, 0)
    yield together((*refund, "LISTING-6"), "terms set anew before a refund: what is held returns", market(sale=SALE), (SELLER, anew), (SELLER, REFUND))


def _edges() -> Iterator[Case]:
    free, whole = _holding(0), _holding(200)
    yield acts(("PURCHASE-4", *SETTLE), "cancelled where nothing is forfeited: all returns", market(sale=free), BUYER, CANCEL)
    yield acts(("PURCHASE-4", *SETTLE), "cancelled where all of the price is forfeited", market(sale=whole), BUYER, CANCEL)
    yield acts(("PURCHASE-3", *SETTLE), "confirmed where nothing was held beside the price", market(sale=free), BUYER, CONFIRM)
    stranger = {STRANGER: START}
    yield acts(("PURCHASE-6", *SETTLE), "paid to a seller that has no account", _of_nobody(Stage.DELIVERED, stranger), STRANGER, CLOSE, DEADLINE)
    yield acts(("PURCHASE-6", *SETTLE), "returned to a buyer that has no account", _of_nobody(Stage.HELD, stranger), STRANGER, CLOSE, DEADLINE)
    coin = market(sale=COIN_SALE)
    yield acts(("PURCHASE-6", *SETTLE), "returned to a buyer that holds none of the coin", coin, STRANGER, CLOSE, DEADLINE)


def _holding(amount: int) -> Sale:
    return replace(SALE, escrow=replace(SALE.escrow, holding=amount))


def _of_nobody(stage: Stage, accounts: dict[KeyPair, int]) -> State:
    return market(sale=staged(SALE, stage), accounts=accounts)


def impossible_sale_cases() -> list[Case]:
    """States from outside whose listings, prices and purchases contradict each other, or just fit together (STATE-9)."""
    return [transact_case(rules, why, state, [batch(state)]) for rules, why, state in _states()]


def _states() -> Iterator[tuple[tuple[str, ...], str, State]]:
    fits, nothing = ("STATE-9", "PURCHASE-8"), ("STATE-1",)
    last = replace(LISTING, purchases=PURCHASE + 1)
    yield fits, "the last purchase of its listing", market(last, sale=SALE)
    yield fits, "one more than its listing has had: refused", market(replace(LISTING, purchases=PURCHASE), sale=SALE)
    yield fits, "of no version: refused", market(sale=replace(SALE, version=0))
    yield fits, "of a version before", market(sale=replace(SALE, version=1))
    yield fits, "of a version that there is not yet: refused", market(sale=replace(SALE, version=4))
    yield fits, "of nothing: refused", market(sale=replace(SALE, quantity=0))
    yield fits, "of one item", market(sale=replace(SALE, quantity=1))
    yield fits, "of as many items as units", market(sale=replace(SALE, quantity=200))
    yield fits, "of more items than units: refused", market(sale=replace(SALE, quantity=201))
    yield fits, "by the seller: refused", market(sale=replace(SALE, buyer=SELLER.account))
    yield fits, "as much for holding as the price", market(sale=_held(holding=200))
    yield fits, "more for holding than the price: refused", market(sale=_held(holding=201))
    yield fits, "for no price: refused", market(sale=replace(SALE, quantity=1, escrow=replace(SALE.escrow, price=0, holding=0)))
    yield fits, "its deadline a year away", market(sale=_held(deadline=40 + MAX_WAIT))
    yield fits, "its deadline more than a year away: refused", market(sale=_held(deadline=41 + MAX_WAIT))
    yield fits, "its deadline long over", market(sale=_held(deadline=0))
    yield nothing, "a purchase of no stage: refused, for it says nothing", _with(market(), sales={NAMED: staged(SALE, Stage.NONE)})
    yield nothing, "a listing of version 0: refused, for it says nothing", _with(market(), listings={NAMED[:2]: _unversioned(LISTING)})
    yield nothing, "a listing that says nothing at all: refused", _with(market(), listings={NAMED[:2]: NO_LISTING})
    yield nothing, "a price of nothing: refused", _with(market(), prices={(*NAMED[:2], SSP): PriceTag(0)})
    yield fits, "a price of no listing: refused", _with(market(None), prices={(*NAMED[:2], SSP): PriceTag(1)})
    yield fits, "a price in a coin that there is not: refused", _with(market(), prices={(*NAMED[:2], UNKNOWN): PriceTag(1)})
    yield fits, "a price in a coin that there is", _with(market(held=5), prices={(*NAMED[:2], GATE): PriceTag(1)})
    yield fits, "a purchase from no listing: refused", replace(market(sale=SALE), economy=replace(market(sale=SALE).economy, listings=Map(), prices=Map()))
    yield ("STATE-2",), "a purchase for a coin that there is not: refused", _with(market(), sales={NAMED: replace(COIN_SALE, coin=UNKNOWN)})
    yield ("STATE-2", "SUPPLY-1"), "SSP that is held and nobody paid: refused", _with(market(), sales={NAMED: SALE})
    yield ("STATE-2",), "coins that are held and nobody issued: refused", _with(market(), sales={NAMED: COIN_SALE})


def _held(**changes: Any) -> Sale:
    return replace(SALE, escrow=replace(SALE.escrow, **changes))


def _unversioned(listing: Listing) -> Listing:
    return replace(listing, version=0)


def _with(state: State, **tables: dict[Any, Any]) -> State:
    """The state whose economy has these tables instead, unchecked."""
    written: dict[str, Any] = {name: Map(records) for name, records in tables.items()}
    return replace(state, economy=replace(state.economy, **written))
