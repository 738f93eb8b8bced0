"""Quotes: how one enters a market, what is held while it stands, when it counts, and how it leaves.

What is held is always a function of the quote as it is, so that whatever happens to a quote, the difference of two holdings is what is
freed or paid, and no rounding adds up over the life of a quote.
"""

from dataclasses import dataclass, replace

from reference.codes import Code, Reject
from reference.numbers import PPM, AccountId, Hash, Ppm, Slot
from reference.rules import kernel, procedure
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from reference.state.quote import MAX_MARKET_QUOTES, MAX_STANDING, Book, MarketTerms, Quote, QuoteNumber, Side, Stance, UnitPrice, Units
from reference.wire.hashing import Tag, tagged_hash


@dataclass(frozen=True, slots=True)
class Presence:
    """A market and an account's side of it, which change together."""

    book: Book
    """The market."""

    stance: Stance
    """The account's side."""


@procedure("QUOTE-1")
def market_id(terms: MarketTerms) -> Hash:
    """The identifier of a market. Its four parts have 32 bytes each, so that one string of bytes is of one market."""
    return tagged_hash(Tag.MARKET, terms.service + terms.unit + terms.coin + terms.conditions)


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


@kernel("QUOTE-4")
def held_for(side: Side, worth: HeldAmount, deposit_ppm: Ppm) -> HeldAmount:
    """What is held while a quote of this worth stands: of a buyer all of it, of a supplier a deposit of `deposit_ppm` of it, rounded up.

    Rounded up, so that no worth is without a deposit where there is a rate.
    """
    if side == Side.DEMAND:
        return worth
    return (worth * deposit_ppm + PPM - 1) // PPM


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
def join_market(book: Book, stance: Stance, side: Side) -> Presence:
    """Market and account with one quote more, on this side. Rejects with `SIDE_OPPOSITE`, then `MARKET_FULL`."""
    if stance.quotes != 0 and stance.side != side:
        raise Reject(Code.SIDE_OPPOSITE)
    if max(book.quotes, stance.quotes) == MAX_MARKET_QUOTES:
        raise Reject(Code.MARKET_FULL)
    return Presence(book=Book(quotes=book.quotes + 1, fresh=True, pending=book.pending), stance=Stance(side=side, quotes=stance.quotes + 1))


@kernel("QUOTE-7")
def leave_market(book: Book, stance: Stance) -> Presence:
    """Market and account after one of its quotes is no more. Rejects with `QUOTE_UNKNOWN` where there was none, which no chain meets."""
    if min(book.quotes, stance.quotes) == 0:
        raise Reject(Code.QUOTE_UNKNOWN)
    return Presence(book=replace(book, quotes=book.quotes - 1), stance=replace(stance, quotes=stance.quotes - 1))


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


def check_free(quote: Quote, bound: bool) -> None:
    """Reject with `QUOTE_UNKNOWN` where there is no quote, and with `QUOTE_IN_AUCTION` where it takes part in an auction that is still to be held."""
    if quote.quantity == 0:
        raise Reject(Code.QUOTE_UNKNOWN)
    if bound:
        raise Reject(Code.QUOTE_IN_AUCTION)
