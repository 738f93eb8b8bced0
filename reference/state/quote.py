"""Quotes: at what price an account would buy or sell how many units of a service, and the markets in which quotes meet."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import AccountId, CoinId, Hash, Ppm, Range, Slot
from reference.state.listing import HIGHEST_PRICE

Units = Annotated[int, Range(0, 2**40 - 1)]
"""Units of a service, as many as one quote can be for."""

MAX_MARKET_QUOTES = 2**20
"""The most quotes that stand in one market."""

TotalUnits = Annotated[int, Range(0, 2**60 - 1)]
"""Units of all quotes of a market together: 2^20 quotes of less than 2^40 units."""

UnitPrice = Annotated[int, Range(0, HIGHEST_PRICE)]
"""What one unit of a service costs, in units of the market's coin."""

QuoteNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the quotes of one account in one market apart."""

QuoteCount = Annotated[int, Range(0, MAX_MARKET_QUOTES)]
"""How many quotes of a market."""

MAX_STANDING = 10_512_000
"""A year of slots of three seconds: the longest that a quote may stand, so that no money is held for ever."""


class Side(IntEnum):
    """What a quote is for."""

    DEMAND = 0
    """Its account would buy, at its price or a lower one."""
    SUPPLY = 1
    """Its account would sell, at its price or a higher one."""


@dataclass(frozen=True, slots=True)
class MarketTerms:
    """What makes a market: units of one thing, paid in one coin, on the same conditions."""

    service: Hash
    """The type of the service."""

    unit: Hash
    """What one unit is."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    conditions: Hash
    """The class: region, quality, and all other terms, so that nobody minds whom it trades with."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a market remembers beside its quotes."""

    quotes: QuoteCount
    """How many stand in it."""

    fresh: bool
    """Whether one came in since the last close: without one there is nothing to trade."""

    pending: Slot
    """The slot of the close whose auction is not held yet; 0 where there is none."""


NO_BOOK = Book(quotes=0, fresh=False, pending=0)
"""A market without quotes, which is not stored."""


@dataclass(frozen=True, slots=True)
class Stance:
    """On which side of a market an account stands."""

    side: Side
    """Which; it says nothing where there are no quotes."""

    quotes: QuoteCount
    """How many quotes it has there."""


NO_STANCE = Stance(side=Side.DEMAND, quotes=0)
"""That of an account without quotes in the market, which is not stored."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An offer to buy or to sell. One of no units does not exist, and is not stored."""

    side: Side
    """Whether it buys or sells."""

    price: UnitPrice
    """The limit: the most that a unit may cost, or the least that it must bring, in units of the coin."""

    quantity: Units
    """The units that are left."""

    entered: Slot
    """The slot in which it came in."""

    last: Slot
    """The last slot in which it stands."""

    deposit_ppm: Ppm
    """What of its worth is held of a supplier, as it was when the quote came in."""


NO_QUOTE = Quote(side=Side.DEMAND, price=0, quantity=0, entered=0, last=0, deposit_ppm=0)
"""What a lookup of a quote that does not exist yields."""

QuoteKey = tuple[Hash, AccountId, QuoteNumber]
"""The market that a quote stands in, whose it is, and its number."""
