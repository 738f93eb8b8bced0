"""Bodies about listings and purchases: terms as they are set anew, what is bought of a listing, and what is done with a purchase.

Where there is nothing yet that a body could be about, what would bring it about is asked for instead: a listing, its stock, a purchase.
"""

from collections.abc import Mapping

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.trade import Made, Maker, always
from conformance.fuzzing.values import NO_COIN
from conformance.fuzzing.wrong import Known
from reference.numbers import MAX_AMOUNT, PPM, Amount, CoinId, Slot
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE, ListingKey, PurchaseKey
from reference.state.state import State
from reference.wire.listing_bodies import (
    ListingSet,
    ListingStock,
    Price,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)
from reference.wire.transaction import PaidBody
from vectors.keys import KeyPair

EVIDENCE = b"\x05" * 32

WAITS = (1, 5, 20)
"""Slots to deliver, or to confirm, within the slots that a history goes on for."""

PRICES = (1, 3, 7, 50, 1_000, 1_000, HIGHEST_PRICE, HIGHEST_PRICE // 2)


def _purchase(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """Of another's listing that sells, for about what it costs; where there is none, a listing of the sender's gets a price, or a stock."""
    economy = state.economy
    sold = sorted(
        key for key in economy.prices if key[0] != sender.account and (each := economy.listings.get(key[:2])) is not None and each.active and each.stock
    )
    if not sold:
        return always(_offered(choices, state, sender))
    seller, number, coin = choices.one_of(sold)
    listing, price = economy.listings[seller, number], economy.prices[seller, number, coin].amount
    quantity = choices.one_of((1, 1, 2, listing.stock, min(listing.stock, max(HIGHEST_PRICE // price, 1))))
    cost = price * quantity
    holding = cost * listing.holding_ppm // PPM
    limit: Amount = min(choices.one_of((cost + holding, cost + holding, cost + holding - 1, cost + holding + 1, cost, MAX_AMOUNT)), MAX_AMOUNT)
    return always(Purchase(seller, number, listing.version, coin, quantity, max(limit, 0)))


def _offered(choices: Choices, state: State, sender: KeyPair) -> PaidBody:
    """A stock for a listing of the sender's that has a price, or a listing with one."""
    own = _own(state, sender)
    priced = [key for key in own if any(price[:2] == key for price in state.economy.prices)]
    return _stocked(choices, priced) if priced and choices.integer(0, 3) else _listed(choices, state, sender, own)


def _own(state: State, sender: KeyPair) -> list[ListingKey]:
    return sorted(key for key in state.economy.listings if key[0] == sender.account)


def _stocked(choices: Choices, listings: list[ListingKey]) -> ListingStock:
    return ListingStock(choices.one_of(listings)[1], choices.one_of((1, 2, 5, 5, 2**32 - 1)), choices.one_of((True, True, True, False)))


def _listed(choices: Choices, state: State, sender: KeyPair, own: list[ListingKey]) -> ListingSet:
    """Of the version that is there, mostly with a price in SSP; in another coin there is one as well now and then, or no longer one."""
    number = choices.one_of(own)[1] if own and choices.integer(0, 3) else choices.integer(0, 2)
    listing = state.economy.listings.get((sender.account, number))
    coins: tuple[CoinId, ...] = choices.one_of(((SSP,), (SSP,), (SSP, *sorted(state.coins)[:1]), (SSP, NO_COIN)))
    prices = tuple(Price(coin, 0 if coin != SSP and choices.integer(0, 2) == 0 else choices.one_of(PRICES)) for coin in coins)
    waits = choices.one_of(WAITS), choices.one_of(WAITS)
    version = 0 if listing is None else listing.version
    return ListingSet(number, version, EVIDENCE, EVIDENCE, prices, *waits, choices.one_of((0, 1, 100_000, PPM // 3, PPM)))


def _list(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """Terms of a listing, which there may be already."""
    return always(_listed(choices, state, sender, _own(state, sender)))


def _stock(choices: Choices, state: State, sender: KeyPair, _slot: Slot, _known: Known) -> Made:
    """The stock of a listing of the sender's, or a listing."""
    own = _own(state, sender)
    return always(_stocked(choices, own) if own else _listed(choices, state, sender, own))


def _for_purchase(choices: Choices, state: State, sender: KeyPair, *, buyer: bool | None) -> PurchaseKey | None:
    """A purchase of the sender's, as its buyer or as the seller; anybody's where it is None."""
    sales = state.economy.sales
    return choices.one_of(
        sorted(key for key in sales if buyer is None or (sales[key].buyer == sender.account if buyer else key[0] == sender.account)) or (None,)
    )


def _by_seller(kind: type[PurchaseDeliver | PurchaseRefund]) -> Maker:
    def make(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
        key = _for_purchase(choices, state, sender, buyer=False)
        if key is None:
            return _purchase(choices, state, sender, slot, known)
        buyer = state.economy.sales[key].buyer
        return always(PurchaseDeliver(key[1], key[2], buyer, EVIDENCE) if kind is PurchaseDeliver else PurchaseRefund(key[1], key[2], buyer))

    return make


def _by_buyer(kind: type[PurchaseConfirm | PurchaseCancel | PurchaseClose]) -> Maker:
    def make(choices: Choices, state: State, sender: KeyPair, slot: Slot, known: Known) -> Made:
        key = _for_purchase(choices, state, sender, buyer=None if kind is PurchaseClose else True)
        return _purchase(choices, state, sender, slot, known) if key is None else always(kind(*key))

    return make


SALE_MAKERS: Mapping[type, Maker] = {
    ListingSet: _list,
    ListingStock: _stock,
    Purchase: _purchase,
    PurchaseDeliver: _by_seller(PurchaseDeliver),
    PurchaseRefund: _by_seller(PurchaseRefund),
    PurchaseConfirm: _by_buyer(PurchaseConfirm),
    PurchaseCancel: _by_buyer(PurchaseCancel),
    PurchaseClose: _by_buyer(PurchaseClose),
}
"""What makes the bodies about listings and purchases."""
