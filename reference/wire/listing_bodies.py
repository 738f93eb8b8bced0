"""What the transactions of listings and purchases ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import AccountId, Amount, CoinId, Hash, Length, Ppm, Range

ListingNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the listings of one seller apart."""

PurchaseNumber = Annotated[int, Range(0, 2**32 - 1)]
"""The purchases of a listing are counted from 0."""

ListingVersion = Annotated[int, Range(0, 2**32 - 1)]
"""How many times a listing's terms were set; 0 where there is no listing."""

Quantity = Annotated[int, Range(0, 2**32 - 1)]
"""How many items."""

MAX_WAIT = 10_512_000
"""A year of slots of three seconds: the longest that a seller may have to deliver, or a buyer to confirm, so that no money is held for ever."""

Wait = Annotated[int, Range(1, MAX_WAIT)]
"""How long somebody has for something, in slots."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one item costs in one coin from now on."""

    coin: CoinId
    """The coin; 32 zero bytes for SSP."""

    amount: Amount
    """Units of the coin; 0 where it is no longer accepted."""


Prices = Annotated[tuple[Price, ...], Length(0, 4)]
"""The prices that change, one after the other; the others stay."""


@dataclass(frozen=True, slots=True)
class ListingSet:
    """Kind 34: the sender sets the terms of a listing, a new one or one of its own."""

    number: ListingNumber
    """Which of the sender's listings."""

    version: ListingVersion
    """The version that the sender knows; 0 for a new listing."""

    description: Hash
    """Of what is sold, as the seller publishes it."""

    terms: Hash
    """Of the conditions, as the seller publishes them."""

    prices: Prices
    """What changes of what an item costs."""

    deliver_slots: Wait
    """How long the seller has to deliver."""

    confirm_slots: Wait
    """How long the buyer then has to confirm."""

    holding_ppm: Ppm
    """What of the price a buyer forfeits that cancels."""


@dataclass(frozen=True, slots=True)
class ListingStock:
    """Kind 35: the sender says how many items a listing of its own has, and whether it sells."""

    number: ListingNumber
    """Which of the sender's listings."""

    stock: Quantity
    """The items that are for sale from now on."""

    active: bool
    """Whether they are."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Kind 36: the sender buys items of a listing, on the terms of the version that it has read."""

    seller: AccountId
    """Whose listing."""

    number: ListingNumber
    """Which."""

    version: ListingVersion
    """The version that the sender has read, and with it the price."""

    coin: CoinId
    """What it pays with; 32 zero bytes for SSP."""

    quantity: Quantity
    """How many items."""

    limit: Amount
    """The most that may leave the sender's balance, the price and the fee for holding together, in units of the coin."""


@dataclass(frozen=True, slots=True)
class PurchaseDeliver:
    """Kind 37: the seller says that it has delivered."""

    number: ListingNumber
    """Which of the sender's listings."""

    purchase: PurchaseNumber
    """Which purchase of it."""

    buyer: AccountId
    """Whose purchase it is."""

    evidence: Hash
    """Of what shows the delivery; no rule looks into it."""


@dataclass(frozen=True, slots=True)
class PurchaseConfirm:
    """Kind 38: the buyer says that it has what it bought."""

    seller: AccountId
    """Whose listing."""

    number: ListingNumber
    """Which."""

    purchase: PurchaseNumber
    """Which purchase of it."""


@dataclass(frozen=True, slots=True)
class PurchaseCancel:
    """Kind 39: the buyer wants it no more, before it is delivered."""

    seller: AccountId
    """Whose listing."""

    number: ListingNumber
    """Which."""

    purchase: PurchaseNumber
    """Which purchase of it."""


@dataclass(frozen=True, slots=True)
class PurchaseRefund:
    """Kind 40: the seller gives the buyer everything back."""

    number: ListingNumber
    """Which of the sender's listings."""

    purchase: PurchaseNumber
    """Which purchase of it."""

    buyer: AccountId
    """Whose purchase it is."""


@dataclass(frozen=True, slots=True)
class PurchaseClose:
    """Kind 41: anybody closes a purchase whose time is over."""

    seller: AccountId
    """Whose listing."""

    number: ListingNumber
    """Which."""

    purchase: PurchaseNumber
    """Which purchase of it."""


ListingBody = ListingSet | ListingStock | Purchase | PurchaseDeliver | PurchaseConfirm | PurchaseCancel | PurchaseRefund | PurchaseClose
"""What a transaction of listings and purchases asks for."""

LISTING_KINDS: dict[type[Any], int] = {
    ListingSet: 34,
    ListingStock: 35,
    Purchase: 36,
    PurchaseDeliver: 37,
    PurchaseConfirm: 38,
    PurchaseCancel: 39,
    PurchaseRefund: 40,
    PurchaseClose: 41,
}
"""The kind of each body."""
