"""Markets: where quotes of one service, in one coin, on one class of conditions meet; and what a market remembers beside them."""

from dataclasses import dataclass

from reference.numbers import CoinId, Hash, Ppm, Slot
from reference.state.order import Waits
from reference.state.quote import QuoteCount
from reference.wire.market_bodies import Granule


@dataclass(frozen=True, slots=True)
class MarketTerms:
    """What makes a market: one service, paid in one coin, on the same conditions. All that two sides agree on but price and units is in it."""

    service: Hash
    """The type of the service, which says what a unit is."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    region: Hash
    """Of where the service is delivered, as it is published."""

    quality: Hash
    """Of how well it is delivered, as it is published."""

    granule: Granule
    """The units that are delivered before a receipt must be signed for them; of a smaller order all of it."""

    fee_ppm: Ppm
    """What of the provider's payments is the fee; nothing where they are in an IoT_Coin."""

    waits: Waits
    """How long the phases of an order may last."""

    deposit_ppm: Ppm
    """What of a quote's worth a supplier deposits."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a market remembers of its closes, beside its quotes."""

    quotes: QuoteCount
    """How many stand in it."""

    fresh: bool
    """Whether one came in since the close that is pending: then another follows."""

    pending: Slot
    """The slot of the close that is to come, or whose auction is not held yet; 0 where there is none."""


NO_BOOK = Book(quotes=0, fresh=False, pending=0)
"""That of a market without quotes."""


@dataclass(frozen=True, slots=True)
class Market:
    """A market that somebody has opened. It is never closed for good."""

    opened: Slot
    """The slot in which it was opened; 0, in which there is no block, where there is no market."""

    terms: MarketTerms
    """What makes it."""

    book: Book
    """What it remembers of its closes."""


NO_TERMS = MarketTerms(
    service=bytes(32),
    coin=bytes(32),
    region=bytes(32),
    quality=bytes(32),
    granule=1,
    fee_ppm=0,
    waits=Waits(1, 1, 1, 0, 1),
    deposit_ppm=0,
)
"""The least that terms can say."""

NO_MARKET = Market(opened=0, terms=NO_TERMS, book=NO_BOOK)
"""What a lookup of a market that nobody has opened yields."""
