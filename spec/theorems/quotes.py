# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of quotes: what is held for them, on which side they stand, and when they are bound."""

from dataclasses import replace

from reference.agent.quotes import (
    Presence,
    check_opening,
    check_place,
    expire_quote,
    is_quote_possible,
    join_market,
    leave_market,
    lower_quote,
    new_quote,
    standing_slots,
    takes_part,
    worth_of,
)
from reference.codes import Code
from reference.numbers import PPM, Amount, CoinId, Ppm, Slot
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from reference.state.market import NO_BOOK, Book
from reference.state.quote import MAX_STANDING, Quote, QuoteCount, Stance, held_for
from reference.wire.market_bodies import Side, UnitPrice, Units
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("QUOTE-3", "Units have a worth unless it is more than can be held.", says=Says.ACCEPTANCE)
def worth_accepts(price: UnitPrice, quantity: Units) -> bool:
    return rejection(worth_of, price, quantity) == (Code.QUOTE_WORTH_TOO_HIGH if price * quantity > HIGHEST_PRICE else None)


@theorem("QUOTE-3", "Units are worth the price of one, times their number.", says=Says.AMOUNTS)
def worth_is_exact(price: UnitPrice, quantity: Units) -> bool:
    return worth_of(price, quantity) == price * quantity


@theorem("QUOTE-3", "At no higher price fewer units are worth no more, and have a worth where more of them have one.", says=Says.INVARIANT)
def worth_grows(price: UnitPrice, lower: UnitPrice, quantity: Units, fewer: Units) -> bool:
    worth = worth_of(price, quantity)
    return (lower > price) | (fewer > quantity) or worth_of(lower, fewer) <= worth


@theorem("QUOTE-4", "For every quote it is known what is held.", says=Says.ACCEPTANCE)
def holding_never_rejects(side: Side, worth: HeldAmount, deposit_ppm: Ppm) -> bool:
    return rejection(held_for, side, worth, deposit_ppm) is None


@theorem("QUOTE-4", "Of a buyer its quote's worth is held; of a supplier the least amount that is the rate of the worth or more.", says=Says.AMOUNTS)
def holding_is_exact(side: Side, worth: HeldAmount, deposit_ppm: Ppm) -> bool:
    held = held_for(side, worth, deposit_ppm)
    if side == Side.DEMAND:
        return held == worth
    return (held * PPM >= worth * deposit_ppm) & (held * PPM < worth * deposit_ppm + PPM)


@theorem("QUOTE-4", "No more than the worth is held, and for less worth no more.", says=Says.INVARIANT)
def holding_grows(side: Side, worth: HeldAmount, less: HeldAmount, deposit_ppm: Ppm) -> bool:
    held = held_for(side, worth, deposit_ppm)
    return held <= worth and (less > worth or held_for(side, less, deposit_ppm) <= held)


@theorem(
    "QUOTE-5",
    "No quote comes in for the first of: no units, no price, too high a worth, a last slot that is over or too far away.",
    says=Says.ACCEPTANCE,
)
def entering_accepts(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot) -> bool:
    expected = first_failing(
        (quantity == 0, Code.QUOTE_QUANTITY_ZERO),
        (price == 0, Code.QUOTE_PRICE_ZERO),
        (price * quantity > HIGHEST_PRICE, Code.QUOTE_WORTH_TOO_HIGH),
        ((slot > last) | (last > slot + MAX_STANDING), Code.QUOTE_TIME_INVALID),
    )
    return rejection(new_quote, side, price, quantity, last, deposit_ppm, slot) == expected


@theorem("QUOTE-5", "The quote stands as it was asked for.", says=Says.AMOUNTS)
def entering_is_exact(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot) -> bool:
    quote = new_quote(side, price, quantity, last, deposit_ppm, slot)
    return quote == Quote(side=side, price=price, quantity=quantity, entered=slot, last=last, deposit_ppm=deposit_ppm)


@theorem("QUOTE-5", "Every quote has a worth that can be held, and a year after it came in its time is over.", says=Says.INVARIANT)
def quotes_are_bounded(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot) -> bool:
    quote = new_quote(side, price, quantity, last, deposit_ppm, slot)
    return (worth_of(quote.price, quote.quantity) > 0) & (quote.entered <= quote.last) & (quote.last <= slot + MAX_STANDING)


@theorem("QUOTE-23", "For every quote there is a number of slots.", says=Says.ACCEPTANCE)
def counting_slots_never_rejects(last: Slot, slot: Slot) -> bool:
    return rejection(standing_slots, last, slot) is None


@theorem("QUOTE-23", "They are those from the present one to the last, both included; none of a time that is over, or too far away.", says=Says.AMOUNTS)
def counting_slots_is_exact(last: Slot, slot: Slot) -> bool:
    expected = last + 1 - slot if slot <= last and last <= slot + MAX_STANDING else 0
    return standing_slots(last, slot) == expected


@theorem("QUOTE-23", "Every quote that comes in pays for each slot in which it stands, and the later it comes in the fewer these are.", says=Says.INVARIANT)
def every_slot_is_paid_for(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot, later: Slot) -> bool:
    quote, paid = new_quote(side, price, quantity, last, deposit_ppm, slot), standing_slots(last, slot)
    return (paid == quote.last - quote.entered + 1) & (paid > 0) & ((later < slot) | (standing_slots(last, later) <= paid))


@theorem("QUOTE-6", "A quote does not join a market for the first of: its account is on the other side, the market is full.", says=Says.ACCEPTANCE)
def joining_accepts(book: Book, stance: Stance, side: Side, limit: QuoteCount) -> bool:
    expected = first_failing(
        ((stance.quotes > 0) & (stance.side != side), Code.SIDE_OPPOSITE),
        ((book.quotes >= limit) | (stance.quotes >= limit), Code.MARKET_FULL),
    )
    return rejection(join_market, book, stance, side, limit) == expected


@theorem("QUOTE-6", "The market has one quote more, and so has its account, on this side; its closes are what they were.", says=Says.AMOUNTS)
def joining_is_exact(book: Book, stance: Stance, side: Side, limit: QuoteCount) -> bool:
    return join_market(book, stance, side, limit) == Presence(
        book=Book(quotes=book.quotes + 1, fresh=book.fresh, pending=book.pending), stance=Stance(side=side, quotes=stance.quotes + 1)
    )


@theorem("QUOTE-6", "While an account has quotes in a market none of the other side joins, so that no two of its quotes meet.", says=Says.INVARIANT)
def an_account_stands_on_one_side(book: Book, stance: Stance, side: Side, limit: QuoteCount) -> bool:
    joined = join_market(book, stance, side, limit)
    other = Side.SUPPLY if side == Side.DEMAND else Side.DEMAND
    return (stance.quotes == 0 or stance.side == side) and rejection(join_market, joined.book, joined.stance, other, limit) == Code.SIDE_OPPOSITE


@theorem("QUOTE-7", "A quote leaves just where market and account have one.", says=Says.ACCEPTANCE)
def leaving_accepts(book: Book, stance: Stance) -> bool:
    return rejection(leave_market, book, stance) == (Code.QUOTE_UNKNOWN if (book.quotes < 1) | (stance.quotes < 1) else None)


@theorem("QUOTE-7", "Market and account have one quote less; the last one takes the close with it; nothing else changes.", says=Says.AMOUNTS)
def leaving_is_exact(book: Book, stance: Stance) -> bool:
    left = Book(quotes=book.quotes - 1, fresh=book.fresh, pending=book.pending) if book.quotes > 1 else NO_BOOK
    return leave_market(book, stance) == Presence(book=left, stance=Stance(side=stance.side, quotes=stance.quotes - 1))


@theorem("QUOTE-7", "A quote that joined can leave, and leaves as many in the market, and of its account, as there were.", says=Says.INVARIANT)
def leaving_undoes_joining(book: Book, stance: Stance, side: Side, limit: QuoteCount) -> bool:
    joined = join_market(book, stance, side, limit)
    left = leave_market(joined.book, joined.stance)
    return (left.book.quotes == book.quotes) & (left.stance.quotes == stance.quotes)


@theorem("QUOTE-8", "Of every quote it is known whether it takes part.", says=Says.ACCEPTANCE)
def taking_part_never_rejects(entered: Slot, last: Slot, close: Slot) -> bool:
    return rejection(takes_part, entered, last, close) is None


@theorem("QUOTE-8", "A quote takes part just where it came in before the close, and its last slot is not over at it.", says=Says.AMOUNTS)
def taking_part_is_exact(entered: Slot, last: Slot, close: Slot) -> bool:
    missing = (entered >= close) | (last < close)
    return takes_part(entered, last, close) != missing


@theorem("QUOTE-8", "What comes in when the book closes, or later, is not in that auction; and where none is to be held nothing is in it.", says=Says.INVARIANT)
def nobody_comes_in_late(entered: Slot, last: Slot, close: Slot) -> bool:
    return not takes_part(entered, last, 0) and (entered < close or not takes_part(entered, last, close))


@theorem("QUOTE-9", "A quote is not lowered for the first of: there is none, it is in an auction, it would not have fewer units.", says=Says.ACCEPTANCE)
def lowering_accepts(quote: Quote, quantity: Units, bound: bool) -> bool:
    expected = first_failing((quote.quantity < 1, Code.QUOTE_UNKNOWN), (bound, Code.QUOTE_IN_AUCTION), (quantity >= quote.quantity, Code.QUOTE_NOT_LOWERED))
    return rejection(lower_quote, quote, quantity, bound) == expected


@theorem("QUOTE-9", "Only the units change, to those asked for.", says=Says.AMOUNTS)
def lowering_is_exact(quote: Quote, quantity: Units, bound: bool) -> bool:
    return lower_quote(quote, quantity, bound) == Quote(
        side=quote.side, price=quote.price, quantity=quantity, entered=quote.entered, last=quote.last, deposit_ppm=quote.deposit_ppm
    )


@theorem("QUOTE-9", "What is held falls, or stays: lowering a quote asks for nothing.", says=Says.INVARIANT)
def lowering_frees(quote: Quote, quantity: Units, bound: bool) -> bool:
    before = held_for(quote.side, worth_of(quote.price, quote.quantity), quote.deposit_ppm)
    lowered = lower_quote(quote, quantity, bound)
    return held_for(lowered.side, worth_of(lowered.price, lowered.quantity), lowered.deposit_ppm) <= before


@theorem("QUOTE-10", "A quote does not expire for the first of: there is none, it is in an auction, its last slot is not over.", says=Says.ACCEPTANCE)
def expiring_accepts(quote: Quote, slot: Slot, bound: bool) -> bool:
    expected = first_failing((quote.quantity < 1, Code.QUOTE_UNKNOWN), (bound, Code.QUOTE_IN_AUCTION), (slot <= quote.last, Code.QUOTE_STANDING))
    return rejection(expire_quote, quote, slot, bound) == expected


@theorem("QUOTE-10", "What has expired has no units, and is otherwise as it was.", says=Says.AMOUNTS)
def expiring_is_exact(quote: Quote, slot: Slot, bound: bool) -> bool:
    return expire_quote(quote, slot, bound) == replace(quote, quantity=0)


@theorem("QUOTE-10", "A year after it came in anybody can end a quote, unless an auction is still to be held.", says=Says.INVARIANT)
def every_quote_can_be_ended(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot, later: Slot) -> bool:
    quote = new_quote(side, price, quantity, last, deposit_ppm, slot)
    return later <= slot + MAX_STANDING or rejection(expire_quote, quote, later, takes_part(quote.entered, quote.last, 0)) is None


@theorem("QUOTE-11", "A market is not opened for the first of: it is open, its service or its coin does not exist, a fee in a coin.", says=Says.ACCEPTANCE)
def opening_accepts(opened: Slot, confirmation: Confirmation, coin: CoinId, cap: Amount, fee_ppm: Ppm) -> bool:
    expected = first_failing(
        (opened > 0, Code.MARKET_EXISTS),
        (confirmation == Confirmation.NONE, Code.SERVICE_UNKNOWN),
        ((coin != SSP) & (cap < 1), Code.COIN_UNKNOWN),
        ((coin != SSP) & (fee_ppm > 0), Code.FEE_IN_COIN),
    )
    return rejection(check_opening, opened, confirmation, coin, cap, fee_ppm) == expected


@theorem("QUOTE-11", "No market is opened twice, and the fee of one that is opened is nothing, or in SSP.", says=Says.INVARIANT)
def opening_is_once(opened: Slot, confirmation: Confirmation, coin: CoinId, cap: Amount, fee_ppm: Ppm) -> bool:
    return rejection(check_opening, opened, confirmation, coin, cap, fee_ppm) is not None or (opened == 0 and (fee_ppm == 0 or coin == SSP))


@theorem("QUOTE-12", "There is no place for a quote for the first of: there is no market, there is a quote of that number.", says=Says.ACCEPTANCE)
def placing_accepts(opened: Slot, taken: Units) -> bool:
    expected = first_failing((opened < 1, Code.MARKET_UNKNOWN), (taken > 0, Code.QUOTE_EXISTS))
    return rejection(check_place, opened, taken) == expected


@theorem("QUOTE-12", "No quote takes the place of one that stands.", says=Says.INVARIANT)
def no_quote_is_replaced(opened: Slot, taken: Units) -> bool:
    return rejection(check_place, opened, taken) is not None or taken == 0


@theorem("QUOTE-13", "Of every quote from outside it is known whether it is possible.", says=Says.ACCEPTANCE)
def possibility_of_quotes_never_rejects(quote: Quote, deposit_ppm: Ppm, slot: Slot) -> bool:
    return rejection(is_quote_possible, quote, deposit_ppm, slot) is None


@theorem(
    "QUOTE-13",
    "A quote is possible that has units, a price and a worth that can be held, the market's rate, came in by now, and stands for a year at most.",
    says=Says.AMOUNTS,
)
def possibility_of_quotes_is_exact(quote: Quote, deposit_ppm: Ppm, slot: Slot) -> bool:
    held = (quote.quantity > 0) & (quote.price > 0) & (quote.price * quote.quantity <= HIGHEST_PRICE) & (quote.deposit_ppm == deposit_ppm)
    timely = (quote.entered <= slot) & (quote.entered <= quote.last) & (quote.last <= quote.entered + MAX_STANDING)
    return is_quote_possible(quote, deposit_ppm, slot) == (held & timely)


@theorem("QUOTE-13", "Every quote that comes in is possible, then and later, and so is what is left of it.", says=Says.INVARIANT)
def quotes_are_possible(side: Side, price: UnitPrice, quantity: Units, last: Slot, deposit_ppm: Ppm, slot: Slot, left: Units, later: Slot) -> bool:
    quote = new_quote(side, price, quantity, last, deposit_ppm, slot)
    if later < slot or not is_quote_possible(quote, deposit_ppm, later):
        return later < slot
    return left == 0 or left >= quantity or is_quote_possible(lower_quote(quote, left, False), deposit_ppm, later)
