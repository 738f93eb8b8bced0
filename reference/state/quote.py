"""Quotes: at what price an account would buy or sell how many units of a service, and what is held for that."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import PPM, AccountId, Hash, Ppm, Range, Slot
from reference.rules import kernel
from reference.state.listing import HeldAmount
from reference.wire.market_bodies import QuoteNumber, Side, UnitPrice, Units

MAX_MARKET_QUOTES = 2**20
"""The most quotes that stand in one market, whatever a preset allows."""

TotalUnits = Annotated[int, Range(0, 2**52 - 1)]
"""Units of all quotes of a market together: 2^20 quotes of less than 2^32 units."""

QuoteCount = Annotated[int, Range(0, MAX_MARKET_QUOTES)]
"""How many quotes of a market."""

MAX_STANDING = 10_512_000
"""A year of slots of three seconds: the longest that a quote may stand, so that no money is held for ever."""

StandingSlots = Annotated[int, Range(0, MAX_STANDING + 1)]
"""For how many slots a quote stands."""


@dataclass(frozen=True, slots=True)
class Stance:
    """On which side of a market an account stands. One without quotes is not stored."""

    side: Side
    """Which; it says nothing where there are no quotes."""

    quotes: QuoteCount
    """How many quotes it has there."""


NO_STANCE = Stance(side=Side.DEMAND, quotes=0)
"""What a lookup of an account without quotes in the market yields."""


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
    """What of its worth is held of a supplier: the market's rate."""


NO_QUOTE = Quote(side=Side.DEMAND, price=0, quantity=0, entered=0, last=0, deposit_ppm=0)
"""What a lookup of a quote that does not exist yields."""

QuoteKey = tuple[Hash, AccountId, QuoteNumber]
"""The market that a quote stands in, whose it is, and its number."""

StanceKey = tuple[Hash, AccountId]
"""A market, and an account."""


@kernel("QUOTE-4")
def held_for(side: Side, worth: HeldAmount, deposit_ppm: Ppm) -> HeldAmount:
    """What is held while a quote of this worth stands: of a buyer all of it, of a supplier a deposit of `deposit_ppm` of it, rounded up.

    Rounded up, so that no worth is without a deposit where there is a rate.
    """
    if side == Side.DEMAND:
        return worth
    return deposit_for(worth, deposit_ppm)


def deposit_for(worth: HeldAmount, deposit_ppm: Ppm) -> HeldAmount:
    """A rate of a worth, rounded up."""
    return (worth * deposit_ppm + PPM - 1) // PPM


def held_by(quote: Quote) -> int:
    """What is held for a quote, in units of its market's coin. Of one from outside that may be more than can be held; QUOTE-16 refuses it."""
    return held_for(quote.side, quote.price * quote.quantity, quote.deposit_ppm)
