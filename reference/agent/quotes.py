"""Quotes: how one enters a market, what is held while it stands, when it counts, and how it leaves.

What is held is always a function of the quote as it is, so that whatever happens to a quote, the difference of two holdings is what is
freed or paid, and no rounding adds up over the life of a quote.
"""

from dataclasses import dataclass, replace

from reference.agent.services import check_service_registered
from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, CoinId, Hash, Ppm, Slot
from reference.rules import kernel, procedure
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from reference.state.market import NO_BOOK, Book, MarketTerms
from reference.state.quote import MAX_STANDING, Quote, QuoteCount, Stance, StandingSlots
from reference.wire.cbor import encode
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.market_bodies import QuoteNumber, Side, UnitPrice, Units
from reference.wire.service_bodies import Confirmation


@dataclass(frozen=True, slots=True)
class Presence:
    """A market and an account's side of it, which change together."""

    book: Book
    """The market."""

    stance: Stance
    """The account's side."""


@procedure("QUOTE-1")
def market_id(terms: MarketTerms) -> Hash:
    """The identifier of a market: of all its terms, encoded as the record that they are (STATE-1)."""
    return tagged_hash(Tag.MARKET, encode(plain_fields(terms)))


@procedure("QUOTE-2")
def quote_id(market: Hash, account: AccountId, number: QuoteNumber) -> Hash:
    """The identifier of a quote: of its market, its account, and its number in 4 bytes (big-endian)."""
    return tagged_hash(Tag.QUOTE, market + account + number.to_bytes(4, "big"))


@kernel("QUOTE-3")
def worth_of(price: UnitPrice, quantity: Units) -> HeldAmount:
    """What so many units cost at a price, in units of the coin. Rejects with `QUOTE_WORTH_TOO_HIGH` where that is more than can be held."""
    if quantity != 0 and price > HIGHEST_PRICE // quantity:
        raise Reject(Code.QUOTE_WORTH_TOO_HIGH)
    return price * quantity


@kernel("QUOTE-5")
def new_quote(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot) -> Quote:
    """A quote that comes in in `slot`, to stand until `last`.

    Rejects with `QUOTE_QUANTITY_ZERO`, `QUOTE_PRICE_ZERO`, `QUOTE_WORTH_TOO_HIGH`, `QUOTE_TIME_INVALID`, in this order.
    """
    if quantity == 0:
        raise Reject(Code.QUOTE_QUANTITY_ZERO)
    if price == 0:
        raise Reject(Code.QUOTE_PRICE_ZERO)
    worth_of(price, quantity)
    if last < slot or last - slot > MAX_STANDING:
        raise Reject(Code.QUOTE_TIME_INVALID)
    return Quote(side=side, price=price, quantity=quantity, entered=slot, last=last, deposit_ppm=deposit_ppm)


@kernel("QUOTE-6")
def join_market(book: Book, stance: Stance, side: Side, limit: QuoteCount) -> Presence:
    """Market and account with one quote more, on this side; `limit` is the most that a market has. Rejects with `SIDE_OPPOSITE`, then `MARKET_FULL`."""
    if stance.quotes != 0 and stance.side != side:
        raise Reject(Code.SIDE_OPPOSITE)
    if max(book.quotes, stance.quotes) >= limit:
        raise Reject(Code.MARKET_FULL)
    return Presence(book=replace(book, quotes=book.quotes + 1), stance=Stance(side=side, quotes=stance.quotes + 1))


@kernel("QUOTE-7")
def leave_market(book: Book, stance: Stance) -> Presence:
    """Market and account after one of its quotes is no more; a market without quotes has no close to come.

    Rejects with `QUOTE_UNKNOWN` where there was none, which no chain meets.
    """
    if min(book.quotes, stance.quotes) == 0:
        raise Reject(Code.QUOTE_UNKNOWN)
    left = NO_BOOK if book.quotes == 1 else replace(book, quotes=book.quotes - 1)
    return Presence(book=left, stance=replace(stance, quotes=stance.quotes - 1))


@kernel("QUOTE-8")
def takes_part(entered: Slot, last: Slot, close: Slot) -> bool:
    """Whether a quote with these slots is in the auction of the book that closed in slot `close`: it came in before, and stands in it still.

    Where no auction is to be held `close` is 0, and no quote is in it.
    """
    return entered < close <= last


@kernel("QUOTE-9")
def lower_quote(quote: Quote, quantity: Units, bound: bool) -> Quote:
    """The quote with fewer units, as its account wills; with none it is cancelled. Price and time stay.

    It is `bound` where it takes part in an auction that is still to be held. Rejects with `QUOTE_UNKNOWN`, `QUOTE_IN_AUCTION`, `QUOTE_NOT_LOWERED`,
    in this order.
    """
    check_free(quote, bound)
    if quantity >= quote.quantity:
        raise Reject(Code.QUOTE_NOT_LOWERED)
    return replace(quote, quantity=quantity)


@kernel("QUOTE-10")
def expire_quote(quote: Quote, slot: Slot, bound: bool) -> Quote:
    """The quote without units, as anybody may have it once its time is over.

    Rejects with `QUOTE_UNKNOWN`, `QUOTE_IN_AUCTION`, `QUOTE_STANDING`, in this order.
    """
    check_free(quote, bound)
    if slot <= quote.last:
        raise Reject(Code.QUOTE_STANDING)
    return replace(quote, quantity=0)


@kernel("QUOTE-11")
def check_opening(opened: Slot, confirmation: Confirmation, coin: CoinId, cap: Amount, fee_ppm: Ppm) -> None:
    """Check that a market can be opened: by when it was, how its service is confirmed, the cap of its coin, where that is not SSP, and its fee.

    Rejects with `MARKET_EXISTS`, `SERVICE_UNKNOWN`, `COIN_UNKNOWN`, `FEE_IN_COIN`, in this order: no pot could hold a fee in a coin.
    """
    if opened != 0:
        raise Reject(Code.MARKET_EXISTS)
    check_service_registered(confirmation)
    if coin != SSP and cap == 0:
        raise Reject(Code.COIN_UNKNOWN)
    if coin != SSP and fee_ppm != 0:
        raise Reject(Code.FEE_IN_COIN)


@kernel("QUOTE-12")
def check_place(opened: Slot, taken: Units) -> None:
    """Check that a market is open, and that no units stand under the number that an account has chosen. Rejects with `MARKET_UNKNOWN`, then `QUOTE_EXISTS`."""
    check_market(opened)
    if taken != 0:
        raise Reject(Code.QUOTE_EXISTS)


@kernel("QUOTE-13")
def is_quote_possible(quote: Quote, deposit_ppm: Ppm, slot: Slot) -> bool:
    """Whether a quote of a state from outside is one that these rules have made up to `slot`, in a market with this rate."""
    if quote.quantity == 0 or quote.price == 0 or quote.price > HIGHEST_PRICE // quote.quantity or quote.deposit_ppm != deposit_ppm:
        return False
    return quote.entered <= slot and quote.entered <= quote.last and quote.last - quote.entered <= MAX_STANDING


@kernel("QUOTE-23")
def standing_slots(last: Slot, slot: Slot) -> StandingSlots:
    """For how many slots a quote stands that comes in in `slot`; none where QUOTE-5 refuses its time. Never rejects.

    Its transaction pays for each as for a byte: without a price a market could be filled for a year with quotes for next to nothing.
    """
    return last - slot + 1 if slot <= last and last - slot <= MAX_STANDING else 0


def check_market(opened: Slot) -> None:
    """Reject with `MARKET_UNKNOWN` where nobody has opened the market."""
    if opened == 0:
        raise Reject(Code.MARKET_UNKNOWN)


def check_free(quote: Quote, bound: bool) -> None:
    """Reject with `QUOTE_UNKNOWN` where there is no quote, and with `QUOTE_IN_AUCTION` where it takes part in an auction that is still to be held."""
    if quote.quantity == 0:
        raise Reject(Code.QUOTE_UNKNOWN)
    if bound:
        raise Reject(Code.QUOTE_IN_AUCTION)
