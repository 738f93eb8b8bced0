"""Listings: what a seller offers to everybody who has a wallet, and the sale of it, pinned to the terms that the buyer has read."""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Hash, Ppm, Slot
from reference.rules import kernel, procedure
from reference.state.listing import Listing, Sale
from reference.wire.listing_bodies import MAX_WAIT, ListingVersion, PurchaseNumber, Quantity, Wait

LAST_COUNT = 2**32 - 1
"""The last version that a listing can have, and the most purchases."""


@kernel("LISTING-1")
def set_terms(
    existing: Listing, version: ListingVersion, description: Hash, terms: Hash, deliver_slots: Wait, confirm_slots: Wait, holding_ppm: Ppm
) -> Listing:
    """The listing under the terms that its seller sets: a version more. Its stock, and whether it sells, stay; a new one has no items and sells none.

    `version` is the one that the seller knows, 0 where it knows of none. Rejects with `LISTING_VERSION_MISMATCH`, then `COUNTER_EXHAUSTED`.
    """
    if version != existing.version:
        raise Reject(Code.LISTING_VERSION_MISMATCH)
    if existing.version == LAST_COUNT:
        raise Reject(Code.COUNTER_EXHAUSTED)
    return Listing(
        version=existing.version + 1,
        description=description,
        terms=terms,
        deliver_slots=deliver_slots,
        confirm_slots=confirm_slots,
        holding_ppm=holding_ppm,
        stock=existing.stock,
        active=existing.active,
        purchases=existing.purchases,
    )


@kernel("LISTING-2")
def set_stock(listing: Listing, stock: Quantity, active: bool) -> Listing:
    """The listing with so many items, which it sells or keeps. Rejects with `LISTING_UNKNOWN`.

    Its version stays: whoever has read the terms has read them still.
    """
    if listing.version == 0:
        raise Reject(Code.LISTING_UNKNOWN)
    return replace(listing, stock=stock, active=active)


@kernel("LISTING-4")
def sell(listing: Listing, version: ListingVersion, price: Amount, quantity: Quantity) -> Listing:
    """The listing after a sale of items at a price each, which is 0 where the buyer's coin is not accepted: fewer items, and a purchase more.

    Rejects with `LISTING_UNKNOWN`, `LISTING_SUSPENDED`, `LISTING_VERSION_MISMATCH`, `COIN_NOT_ACCEPTED`, `STOCK_EXHAUSTED`, `COUNTER_EXHAUSTED`, in this
    order. That items are asked for at all is ESCROW-1's to see to.
    """
    if listing.version == 0:
        raise Reject(Code.LISTING_UNKNOWN)
    if not listing.active:
        raise Reject(Code.LISTING_SUSPENDED)
    if version != listing.version:
        raise Reject(Code.LISTING_VERSION_MISMATCH)
    if price == 0:
        raise Reject(Code.COIN_NOT_ACCEPTED)
    if quantity > listing.stock:
        raise Reject(Code.STOCK_EXHAUSTED)
    if listing.purchases == LAST_COUNT:
        raise Reject(Code.COUNTER_EXHAUSTED)
    return replace(listing, stock=listing.stock - quantity, purchases=listing.purchases + 1)


@kernel("LISTING-5")
def restock(listing: Listing, quantity: Quantity) -> Listing:
    """The listing after items come back that were not sold in the end; it never has more than a stock can count."""
    return replace(listing, stock=min(listing.stock + quantity, LAST_COUNT))


@procedure("PURCHASE-8")
def is_sale_possible(sale: Sale, seller: AccountId, purchase: PurchaseNumber, listing: Listing, slot: Slot) -> bool:
    """Whether a purchase of this number, not settled by `slot`, is one that a listing of this seller can have had. Never rejects."""
    escrow = sale.escrow
    return (
        sale.buyer != seller
        and purchase < listing.purchases
        and 0 < sale.version <= listing.version
        and 0 < sale.quantity <= escrow.price
        and escrow.holding <= escrow.price
        and escrow.deadline - slot <= MAX_WAIT
    )
