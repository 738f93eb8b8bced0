"""Listings: what is for sale, and what was bought of it and is not settled yet."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import MAX_AMOUNT, AccountId, Amount, CoinId, Hash, Ppm, Range, Slot
from reference.wire.listing_bodies import ListingNumber, ListingVersion, PurchaseNumber, Quantity, Wait

ListingKey = tuple[AccountId, ListingNumber]
"""Whose a listing is, and its number among the seller's."""

PriceKey = tuple[AccountId, ListingNumber, CoinId]
"""The listing that has a price, and the coin that it is in."""

PurchaseKey = tuple[AccountId, ListingNumber, PurchaseNumber]
"""The listing that was bought from, and the number of the purchase among the listing's."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a seller offers to everybody. One of version 0 does not exist, and is not stored."""

    version: ListingVersion
    """How many times its terms were set."""

    description: Hash
    """Of what is sold, as the seller publishes it."""

    terms: Hash
    """Of the conditions, as the seller publishes them."""

    deliver_slots: Wait
    """How long the seller has to deliver."""

    confirm_slots: Wait
    """How long the buyer then has to confirm."""

    holding_ppm: Ppm
    """What of the price a buyer forfeits that cancels."""

    stock: Quantity
    """The items that are left."""

    active: bool
    """Whether they are for sale."""

    purchases: PurchaseNumber
    """How many purchases there were."""


NO_LISTING = Listing(
    version=0,
    description=bytes(32),
    terms=bytes(32),
    deliver_slots=1,
    confirm_slots=1,
    holding_ppm=0,
    stock=0,
    active=False,
    purchases=0,
)
"""What a lookup of a listing that does not exist yields."""


@dataclass(frozen=True, slots=True)
class PriceTag:
    """What an item of a listing costs in one coin. One of nothing is not stored: the seller does not accept the coin."""

    amount: Amount
    """Units of the coin."""


NO_PRICE = PriceTag(amount=0)
"""What a lookup of a price in a coin that is not accepted yields."""


class Stage(IntEnum):
    """How far a sale in escrow is."""

    NONE = 0
    """There is none."""
    HELD = 1
    """It is paid for, and not delivered."""
    DELIVERED = 2
    """The seller says that it is delivered."""


HIGHEST_PRICE = MAX_AMOUNT // 2
"""The highest price that is held: with the fee for holding, which is no more than the price, it is an amount."""

HeldAmount = Annotated[int, Range(0, HIGHEST_PRICE)]
"""A part of what an escrow holds, in the coin's smallest unit: two of them are an amount."""


@dataclass(frozen=True, slots=True)
class Escrow:
    """Money of a payer that a payee gets for a delivery. The same for a purchase and for a service's order."""

    stage: Stage
    """How far the sale is."""

    price: HeldAmount
    """What the payee gets in the end, in units of the coin."""

    holding: HeldAmount
    """What the payer forfeits by cancelling, in units of the coin; otherwise it is returned."""

    deadline: Slot
    """The first slot in which the stage may be ended by anybody: the time to deliver is over, or that to confirm."""


NO_ESCROW = Escrow(stage=Stage.NONE, price=0, holding=0, deadline=0)
"""Where there is none."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase that is not settled. It pins what the listing's terms were."""

    buyer: AccountId
    """Who pays."""

    version: ListingVersion
    """The version of the listing whose terms hold."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    quantity: Quantity
    """How many items."""

    confirm_slots: Wait
    """How long the buyer has to confirm a delivery."""

    escrow: Escrow
    """The money, and how far the sale is."""


NO_SALE = Sale(buyer=bytes(32), version=0, coin=bytes(32), quantity=0, confirm_slots=1, escrow=NO_ESCROW)
"""What a lookup of a purchase that is settled, or never was, yields."""
