"""What the transactions of markets and quotes ask for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from reference.numbers import MAX_AMOUNT, AccountId, CoinId, Hash, Ppm, Range, Slot
from reference.wire.listing_bodies import Quantity, Wait
from reference.wire.order_bodies import Offline

Granule = Annotated[int, Range(1, 2**32 - 1)]
"""The units that are delivered before a receipt must be signed for them."""

Units = Quantity
"""Units of a service, as many as one quote can be for: as many as an order can."""

MAX_UNITS = 2**32 - 1
"""The most of them."""

UnitPrice = Annotated[int, Range(0, MAX_AMOUNT // 2)]
"""What one unit of a service costs, in units of the market's coin: no more than can be held."""

QuoteNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the quotes of one account in one market apart."""


class Side(IntEnum):
    """What a quote is for."""

    DEMAND = 0
    """Its account would buy, at its price or a lower one."""
    SUPPLY = 1
    """Its account would sell, at its price or a higher one."""


@dataclass(frozen=True, slots=True)
class MarketOpen:
    """Kind 57: the sender opens a market, for everybody and for good."""

    service: Hash
    """The type of the service, which says what a unit is."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    region: Hash
    """Of where the service is delivered, as it is published."""

    quality: Hash
    """Of how well it is delivered, as it is published."""

    granule: Granule
    """The units that are delivered before a receipt must be signed for them: what a side of an order risks at most."""

    fee_ppm: Ppm
    """What of a provider's payments is the fee; nothing where they are in an IoT_Coin."""

    fund_slots: Wait
    """How long a consumer has to pay an order. Those of a market are paid when they are made."""

    start_slots: Wait
    """How long the provider then has to begin."""

    deliver_slots: Wait
    """How long it then delivers."""

    offline_slots: Offline
    """How long either side may be away."""

    liable_slots: Wait
    """How long the provider's deposit is held after both have confirmed."""

    deposit_ppm: Ppm
    """What of a quote's worth a supplier deposits."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Kind 58: the sender quotes."""

    market: Hash
    """In which market."""

    number: QuoteNumber
    """A number that no other of its quotes there has."""

    side: Side
    """Whether it buys or sells."""

    price: UnitPrice
    """The most that a unit may cost, or the least that it must bring."""

    units: Units
    """How many units."""

    last: Slot
    """The last slot in which the quote stands."""


@dataclass(frozen=True, slots=True)
class QuoteLower:
    """Kind 59: the sender lowers a quote of its own, or cancels it."""

    market: Hash
    """In which market."""

    number: QuoteNumber
    """Which of its quotes there."""

    units: Units
    """The units that are left; none where it is cancelled."""


@dataclass(frozen=True, slots=True)
class QuoteExpire:
    """Kind 60: the sender ends a quote whose time is over, whosever it is."""

    market: Hash
    """In which market."""

    account: AccountId
    """Whose quote."""

    number: QuoteNumber
    """Which of its quotes there."""


@dataclass(frozen=True, slots=True)
class AuctionHold:
    """Kind 61: the sender holds the auction of a market that has closed."""

    market: Hash
    """Of which market."""


MarketBody = MarketOpen | QuotePlace | QuoteLower | QuoteExpire | AuctionHold
"""What a transaction of a market asks for."""

MARKET_KINDS: dict[type[Any], int] = {MarketOpen: 57, QuotePlace: 58, QuoteLower: 59, QuoteExpire: 60, AuctionHold: 61}
"""The kind of each body."""
