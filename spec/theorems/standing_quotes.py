# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when somebody lowers a quote, cancels it, or ends one whose time is over."""

from dataclasses import replace

from reference.agent.books import is_quote_bound
from reference.agent.market_transactions import apply_quote_expire, apply_quote_lower, shrink_quote, write_quote
from reference.agent.quotes import expire_quote, leave_market, lower_quote
from reference.codes import Code
from reference.numbers import MAX_AMOUNT, AccountId, CoinId, Hash, Slot
from reference.state.market import Book
from reference.state.quote import Quote, QuoteKey, held_by
from reference.state.smart_agent_state import get_market, get_quote, get_stance, put_market, put_quote, put_stance
from reference.state.state import State
from reference.wire.market_bodies import QuoteExpire, QuoteLower, QuoteNumber, Units
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.escrow import in_balances, spendable, with_spendable
from spec.theorems.market_transactions import HELD, SLOTS, book_in


def bound_in(state: State, market: Hash, quote: Quote, slot: Slot) -> bool:
    """Whether a quote is bound in a slot."""
    return is_quote_bound(book_in(state, market, slot), quote.entered, quote.last, slot)


def is_covered(state: State, market: Hash, quote: Quote) -> bool:
    """What STATE-2 and COIN-6 see to: of a market's coin no more is in balances and held for a quote than an amount can say."""
    return in_balances(state, get_market(state, market).terms.coin) + held_by(quote) <= MAX_AMOUNT


def is_counted(state: State, key: QuoteKey) -> bool:
    """What STATE-10 sees to: a market and an account count the quote that stands."""
    return (get_market(state, key[0]).book.quotes > 0) & (get_stance(state, key[:2]).quotes > 0)


def written(state: State, key: QuoteKey, book: Book, quote: Quote) -> State:
    """The state with a quote as it is now, and its market's book; without units it has left the market."""
    stance = get_stance(state, key[:2])
    if quote.quantity == 0:
        left = leave_market(book, stance)
        state, book = put_stance(state, key[:2], left.stance), left.book
    return put_quote(put_market(state, key[0], replace(get_market(state, key[0]), book=book)), key, quote)


def shrunk(state: State, key: QuoteKey, book: Book, quote: Quote) -> State:
    """What must be left where a quote has fewer units: what is held no more is its account's, and without units it has left the market."""
    coin, account = get_market(state, key[0]).terms.coin, key[1]
    freed = held_by(get_quote(state, key)) - held_by(quote)
    return written(with_spendable(state, coin, account, spendable(state, coin, account) + freed), key, book, quote)


@theorem("QUOTE-22", "A quote is written unless it has no units, and its market or its account counts none.", says=Says.ACCEPTANCE)
def writing_accepts(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    key = (market, account, number)
    uncounted = quote.quantity == 0 and (book.quotes == 0 or get_stance(state, key[:2]).quotes == 0)
    return rejection(write_quote, state, key, book, quote) == (Code.QUOTE_UNKNOWN if uncounted else None)


@theorem("QUOTE-22", "The quote and its market's book are written, and without units the account counts one less; nothing else changes.", says=Says.AMOUNTS)
def writing_is_exact(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    key = (market, account, number)
    return write_quote(state, key, book, quote) == written(state, key, book, quote)


@theorem("QUOTE-22", "Writing a quote moves no money, and touches no other quote, and no terms of a market.", says=Says.INVARIANT)
def writing_moves_no_money(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote, other: AccountId) -> bool:
    after = write_quote(state, (market, account, number), book, quote)
    same = after.accounts == state.accounts and after.holdings == state.holdings and after.pots == state.pots
    kept = other == account or get_quote(after, (market, other, number)) == get_quote(state, (market, other, number))
    return same and kept and get_market(after, market).terms == get_market(state, market).terms


@theorem("QUOTE-18", "A quote that is counted, and whose money adds up, can always be left with fewer units.", says=Says.ACCEPTANCE, standing_in=HELD)
def shrinking_accepts(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, units: Units) -> bool:
    key = (market, account, number)
    before = get_quote(state, key)
    if units > before.quantity or not is_covered(state, market, before) or not is_counted(state, key) or book.quotes == 0:
        return True
    return rejection(shrink_quote, state, key, book, replace(before, quantity=units)) is None


@theorem(
    "QUOTE-18", "What is held no more is the account's; without units the quote has left the market; nothing else changes.", says=Says.AMOUNTS, standing_in=HELD
)
def shrinking_is_exact(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    key = (market, account, number)
    return shrink_quote(state, key, book, quote) == shrunk(state, key, book, quote)


@theorem("QUOTE-18", "Of every coin what is in balances and held for the quote is what it was.", says=Says.INVARIANT, standing_in=HELD)
def shrinking_conserves(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote, coin: CoinId) -> bool:
    key = (market, account, number)
    after = shrink_quote(state, key, book, quote)
    its_own = coin == get_market(state, market).terms.coin
    held, left = (held_by(get_quote(state, key)), held_by(quote)) if its_own else (0, 0)
    return in_balances(after, coin) + left == in_balances(state, coin) + held


@theorem("QUOTE-16", "A quote is not lowered for what QUOTE-9 says of it as it is found.", says=Says.ACCEPTANCE, standing_in=SLOTS)
def quote_lower_accepts(state: State, sender: AccountId, body: QuoteLower, slot: Slot) -> bool:
    key = (body.market, sender, body.number)
    quote = get_quote(state, key)
    if not is_covered(state, body.market, quote) or not is_counted(state, key):
        return True
    expected = rejection(lower_quote, quote, body.units, bound_in(state, body.market, quote, slot))
    return rejection(apply_quote_lower, state, sender, body, slot) == expected


@theorem("QUOTE-16", "The units become those asked for, and what is held no more is the sender's; nothing else changes.", says=Says.AMOUNTS, standing_in=HELD)
def quote_lower_is_exact(state: State, sender: AccountId, body: QuoteLower, slot: Slot) -> bool:
    key = (body.market, sender, body.number)
    lowered = replace(get_quote(state, key), quantity=body.units)
    return apply_quote_lower(state, sender, body, slot) == shrunk(state, key, book_in(state, body.market, slot), lowered)


@theorem("QUOTE-16", "No quote is lowered that is bound: between close and auction nobody takes anything back.", says=Says.INVARIANT, standing_in=HELD)
def quote_lower_binds(state: State, sender: AccountId, body: QuoteLower, slot: Slot) -> bool:
    quote, after = get_quote(state, (body.market, sender, body.number)), apply_quote_lower(state, sender, body, slot)
    lowered = get_quote(after, (body.market, sender, body.number))
    return not bound_in(state, body.market, quote, slot) and lowered.quantity < quote.quantity


@theorem("QUOTE-17", "A quote does not expire for what QUOTE-10 says of it as it is found.", says=Says.ACCEPTANCE, standing_in=SLOTS)
def quote_expire_accepts(state: State, sender: AccountId, body: QuoteExpire, slot: Slot) -> bool:
    key = (body.market, body.account, body.number)
    quote = get_quote(state, key)
    if not is_covered(state, body.market, quote) or not is_counted(state, key):
        return True
    expected = rejection(expire_quote, quote, slot, bound_in(state, body.market, quote, slot))
    return rejection(apply_quote_expire, state, sender, body, slot) == expected


@theorem(
    "QUOTE-17", "All that was held is its account's, whoever asks for it, and the quote is gone; nothing else changes.", says=Says.AMOUNTS, standing_in=HELD
)
def quote_expire_is_exact(state: State, sender: AccountId, body: QuoteExpire, slot: Slot) -> bool:
    key = (body.market, body.account, body.number)
    ended = replace(get_quote(state, key), quantity=0)
    return apply_quote_expire(state, sender, body, slot) == shrunk(state, key, book_in(state, body.market, slot), ended)


@theorem("QUOTE-17", "No quote is ended before its time is over, nor one that is bound.", says=Says.INVARIANT, standing_in=HELD)
def quote_expire_waits(state: State, sender: AccountId, body: QuoteExpire, slot: Slot) -> bool:
    key = (body.market, body.account, body.number)
    quote, after = get_quote(state, key), apply_quote_expire(state, sender, body, slot)
    return quote.last < slot and not bound_in(state, body.market, quote, slot) and get_quote(after, key).quantity == 0
