"""The transactions of markets and of quotes: each looks records up, calls the kernels of its rule, and writes them back."""

from dataclasses import replace

from reference.agent.books import close_after, enter_book, is_quote_bound, renew_book, rounds_since
from reference.agent.quotes import check_opening, check_place, expire_quote, join_market, leave_market, lower_quote, market_id, new_quote
from reference.economy.escrow_books import give, take
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.market import NO_BOOK, Book, Market, MarketTerms
from reference.state.order import Waits
from reference.state.pots import with_ecosystem
from reference.state.quote import Quote, QuoteKey, held_by
from reference.state.smart_agent_state import get_market, get_quote, get_service, get_stance, put_market, put_quote, put_stance
from reference.state.state import State, get_account, get_coin, put_account_and_pots
from reference.wire.market_bodies import MarketOpen, QuoteExpire, QuoteLower, QuotePlace


@transition("QUOTE-14")
def apply_market_open(state: State, sender: AccountId, body: MarketOpen, slot: Slot) -> State:
    """Open a market for everybody. Rejects with the codes of QUOTE-20."""
    terms = terms_of(body)
    return open_identified(state, sender, market_id(terms), terms, slot)


@transition("QUOTE-20")
def open_identified(state: State, sender: AccountId, identifier: Hash, terms: MarketTerms, slot: Slot) -> State:
    """Open the market with this identifier; what that costs goes to the ecosystem pool. Rejects with the codes of QUOTE-11, then `INSUFFICIENT_BALANCE`."""
    opened, confirmation = get_market(state, identifier).opened, get_service(state, terms.service).confirmation
    check_opening(opened, confirmation, terms.coin, get_coin(state, terms.coin).cap, terms.fee_ppm)
    account, cost = get_account(state, sender), state.chain.parameters.market_deposit
    paid = Account(balance=debit(account.balance, cost), nonce=account.nonce)
    pots = with_ecosystem(state.pots, credit(state.pots.ecosystem, cost))
    return put_market(put_account_and_pots(state, sender, paid, pots), identifier, Market(opened=slot, terms=terms, book=NO_BOOK))


@transition("QUOTE-15")
def apply_quote_place(state: State, sender: AccountId, body: QuotePlace, slot: Slot) -> State:
    """Quote in a market. Rejects with the codes of QUOTE-12, of QUOTE-5, and of QUOTE-21, in this order."""
    key = (body.market, sender, body.number)
    market = get_market(state, body.market)
    check_place(market.opened, get_quote(state, key).quantity)
    quote = new_quote(body.side, body.price, body.units, body.last, market.terms.deposit_ppm, slot)
    return place_quote(state, key, found_book(state, body.market, slot), quote)


@transition("QUOTE-21")
def place_quote(state: State, key: QuoteKey, book: Book, quote: Quote) -> State:
    """Take up a new quote into a market with this book; what has to be held leaves its account.

    Rejects with the codes of QUOTE-6, then of ESCROW-5 for what is held.
    """
    market, parameters = get_market(state, key[0]), state.chain.parameters
    joined = join_market(book, get_stance(state, key[:2]), quote.side, parameters.market_quotes)
    entered = enter_book(joined.book, quote.entered, close_after(quote.entered, parameters.checkpoint_slots))
    state = take(state, market.terms.coin, key[1], held_by(quote))
    return put_quote(put_stance(put_market(state, key[0], replace(market, book=entered)), key[:2], joined.stance), key, quote)


@transition("QUOTE-16")
def apply_quote_lower(state: State, sender: AccountId, body: QuoteLower, slot: Slot) -> State:
    """Lower a quote of the sender's, or cancel it; what is held no more returns. Rejects with the codes of QUOTE-9."""
    key = (body.market, sender, body.number)
    quote, book = get_quote(state, key), found_book(state, body.market, slot)
    return shrink_quote(state, key, book, lower_quote(quote, body.units, is_quote_bound(book, quote.entered, quote.last, slot)))


@transition("QUOTE-17")
def apply_quote_expire(state: State, sender: AccountId, body: QuoteExpire, slot: Slot) -> State:
    """End a quote whose time is over, whoever asks for it; what is held for it returns to its account. Rejects with the codes of QUOTE-10."""
    key = (body.market, body.account, body.number)
    quote, book = get_quote(state, key), found_book(state, body.market, slot)
    return shrink_quote(state, key, book, expire_quote(quote, slot, is_quote_bound(book, quote.entered, quote.last, slot)))


@transition("QUOTE-18")
def shrink_quote(state: State, key: QuoteKey, book: Book, quote: Quote) -> State:
    """Write a quote with fewer units than it has, and its market's book; what is held no more returns. Then QUOTE-22.

    Rejects with `QUOTE_UNKNOWN` and `BALANCE_OVERFLOW`, which no state that adds up leads to.
    """
    freed = held_by(get_quote(state, key)) - held_by(quote)
    state = write_quote(state, key, book, quote)
    return give(state, get_market(state, key[0]).terms.coin, key[1], freed)


@transition("QUOTE-22")
def write_quote(state: State, key: QuoteKey, book: Book, quote: Quote) -> State:
    """Write a quote that there was, and its market's book. Without units it leaves the market. Rejects with the codes of QUOTE-7."""
    market = get_market(state, key[0])
    if quote.quantity == 0:
        left = leave_market(book, get_stance(state, key[:2]))
        state, book = put_stance(state, key[:2], left.stance), left.book
    return put_quote(put_market(state, key[0], replace(market, book=book)), key, quote)


def found_book(state: State, market: Hash, slot: Slot) -> Book:
    """The book of a market as a transaction in `slot` finds it (MATCH-16)."""
    book, parameters = get_market(state, market).book, state.chain.parameters
    return renew_book(book, rounds_since(book.pending, slot, parameters.agents), close_after(slot, parameters.checkpoint_slots))


def terms_of(body: MarketOpen) -> MarketTerms:
    """The terms of the market that somebody opens."""
    waits = Waits(body.fund_slots, body.start_slots, body.deliver_slots, body.offline_slots, body.liable_slots)
    return MarketTerms(body.service, body.coin, body.region, body.quality, body.granule, body.fee_ppm, waits, body.deposit_ppm)
