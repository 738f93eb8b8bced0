"""The transactions of listings and purchases: each looks records up, calls the kernels of its rule, and writes them back."""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.economy.escrow import Ending, check_escrow, deliver_escrow, open_escrow, priced, settle_escrow
from reference.economy.escrow_books import give, take
from reference.economy.listings import restock, sell, set_stock, set_terms
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_listing, get_price, get_sale, put_listing, put_price, put_sale
from reference.state.listing import NO_SALE, ListingKey, PriceTag, PurchaseKey, Sale
from reference.state.state import State, get_coin
from reference.wire.listing_bodies import (
    ListingSet,
    ListingStock,
    Prices,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)


@transition("LISTING-3")
def set_prices(state: State, key: ListingKey, prices: Prices) -> State:
    """Set what an item of a listing costs in some coins, one after the other. In a coin whose price is 0 it is no longer sold.

    Rejects with `COIN_UNKNOWN` where there is a price in a coin that does not exist: whoever founds it could pay with it.
    """
    for price in prices:
        if (price.amount != 0) & (price.coin != SSP) & (get_coin(state, price.coin).cap == 0):
            raise Reject(Code.COIN_UNKNOWN)
        state = put_price(state, (*key, price.coin), PriceTag(price.amount))
    return state


@transition("LISTING-6")
def apply_listing_set(state: State, sender: AccountId, body: ListingSet, slot: Slot) -> State:
    """Set the terms of a listing of the sender, and some of its prices, in whichever slot. Rejects with the codes of LISTING-1, then of LISTING-3."""
    key = (sender, body.number)
    listing = get_listing(state, key)
    changed = set_terms(listing, body.version, body.description, body.terms, body.deliver_slots, body.confirm_slots, body.holding_ppm)
    return set_prices(put_listing(state, key, changed), key, body.prices)


@transition("LISTING-7")
def apply_listing_stock(state: State, sender: AccountId, body: ListingStock, slot: Slot) -> State:
    """Set the stock of a listing of the sender, and whether it sells, in whichever slot. Rejects with `LISTING_UNKNOWN`."""
    key = (sender, body.number)
    return put_listing(state, key, set_stock(get_listing(state, key), body.stock, body.active))


@transition("PURCHASE-1")
def apply_purchase(state: State, sender: AccountId, body: Purchase, slot: Slot) -> State:
    """Buy from a listing: the price and the fee for holding leave the sender and wait in escrow.

    Rejects with `PURCHASE_FROM_SELF`, the codes of LISTING-4, of ESCROW-1, of ESCROW-2, and of ESCROW-5 for what the sender pays, in this order.
    """
    if sender == body.seller:
        raise Reject(Code.PURCHASE_FROM_SELF)
    key = (body.seller, body.number)
    listing = get_listing(state, key)
    price = get_price(state, (*key, body.coin)).amount
    sold = sell(listing, body.version, price, body.quantity)
    escrow = open_escrow(priced(price, body.quantity), listing.holding_ppm, body.limit, slot, listing.deliver_slots)
    state = take(state, body.coin, sender, escrow.price + escrow.holding)
    sale = Sale(sender, body.version, body.coin, body.quantity, listing.confirm_slots, escrow)
    return put_sale(put_listing(state, key, sold), (*key, listing.purchases), sale)


@transition("PURCHASE-2")
def apply_purchase_deliver(state: State, sender: AccountId, body: PurchaseDeliver, slot: Slot) -> State:
    """The sender has delivered what the named buyer bought of it. Rejects with `ESCROW_UNKNOWN`, `NOT_BUYER`, then with the other codes of ESCROW-3."""
    key = (sender, body.number, body.purchase)
    sale = sale_to(state, key, body.buyer)
    return put_sale(state, key, replace(sale, escrow=deliver_escrow(sale.escrow, slot, sale.confirm_slots)))


@transition("PURCHASE-3")
def apply_purchase_confirm(state: State, sender: AccountId, body: PurchaseConfirm, slot: Slot) -> State:
    """The buyer has what it bought: the seller is paid. Rejects with `ESCROW_UNKNOWN`, then `NOT_BUYER`."""
    return settle_for_buyer(state, (body.seller, body.number, body.purchase), sender, Ending.CONFIRM, slot)


@transition("PURCHASE-4")
def apply_purchase_cancel(state: State, sender: AccountId, body: PurchaseCancel, slot: Slot) -> State:
    """The buyer wants it no more: it forfeits the fee for holding.

    Rejects with `ESCROW_UNKNOWN`, `NOT_BUYER`, `ESCROW_DELIVERED`, `DEADLINE_PASSED`, in this order.
    """
    return settle_for_buyer(state, (body.seller, body.number, body.purchase), sender, Ending.CANCEL, slot)


@transition("PURCHASE-5")
def apply_purchase_refund(state: State, sender: AccountId, body: PurchaseRefund, slot: Slot) -> State:
    """The seller gives the named buyer everything back. Rejects with `ESCROW_UNKNOWN`, then `NOT_BUYER`."""
    return settle_for_buyer(state, (sender, body.number, body.purchase), body.buyer, Ending.REFUND, slot)


@transition("PURCHASE-6")
def apply_purchase_close(state: State, sender: AccountId, body: PurchaseClose, slot: Slot) -> State:
    """Close a purchase whose time is over, whoever asks for it. Rejects with the codes of ESCROW-4."""
    return settle_sale(state, (body.seller, body.number, body.purchase), Ending.CLOSE, slot)


def settle_for_buyer(state: State, key: PurchaseKey, buyer: AccountId, ending: Ending, slot: Slot) -> State:
    """End a sale to this buyer. Rejects with `ESCROW_UNKNOWN`, then `NOT_BUYER`, then the codes of ESCROW-4."""
    sale_to(state, key, buyer)
    return settle_sale(state, key, ending, slot)


def sale_to(state: State, key: PurchaseKey, buyer: AccountId) -> Sale:
    """The sale to this buyer. Rejects with `ESCROW_UNKNOWN`, then `NOT_BUYER`: on another branch a purchase of this number may be another's."""
    sale = get_sale(state, key)
    check_escrow(sale.escrow)
    if sale.buyer != buyer:
        raise Reject(Code.NOT_BUYER)
    return sale


@transition("PURCHASE-7")
def settle_sale(state: State, key: PurchaseKey, ending: Ending, slot: Slot) -> State:
    """Pay an escrow out, and forget the sale. Where the seller does not get the price, the items are for sale again.

    Rejects with the codes of ESCROW-4. `BALANCE_OVERFLOW` is met in no state whose money adds up.
    """
    sale = get_sale(state, key)
    settlement = settle_escrow(sale.escrow, ending, slot)
    state = give(state, sale.coin, key[0], settlement.payee)
    state = give(state, sale.coin, sale.buyer, settlement.payer)
    if not settlement.sold:
        listing = (key[0], key[1])
        state = put_listing(state, listing, restock(get_listing(state, listing), sale.quantity))
    return put_sale(state, key, NO_SALE)
