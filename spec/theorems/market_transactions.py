# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when somebody opens a market, or quotes in it."""

from dataclasses import replace

from reference.agent.books import close_after, enter_book, is_quote_bound, renew_book, rounds_since
from reference.agent.market_transactions import (
    apply_quote_place,
    open_identified,
    place_quote,
)
from reference.agent.quotes import check_opening, join_market, new_quote
from reference.codes import Code
from reference.numbers import AccountId, Hash, Slot
from reference.state.account import Account
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_freeze
from reference.state.market import NO_BOOK, Book, Market, MarketTerms
from reference.state.quote import Quote, deposit_for, held_by
from reference.state.smart_agent_state import get_market, get_quote, get_service, get_stance, put_market, put_quote, put_stance
from reference.state.state import State, get_account, get_coin, put_account_and_pots
from reference.wire.market_bodies import QuoteNumber, QuotePlace
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.escrow import in_balances, spendable, with_spendable
from spec.theorems.ledger import ssp, supply_is_bounded

SLOTS = (StandIn(deposit_for), StandIn(close_after), StandIn(rounds_since), StandIn(is_quote_bound))
"""What Z3 is not to look into: what of a worth a supplier deposits, how slots are counted, and when a quote is bound.

Of these QUOTE-4, MATCH-25, MATCH-26 and MATCH-17 have theorems."""

HELD = (*SLOTS, StandIn(renew_book))
"""Nor how a book is found, of which MATCH-16 has theorems."""

COUNTED = (*HELD, StandIn(enter_book), StandIn(join_market, rejects=(Code.SIDE_OPPOSITE, Code.MARKET_FULL)))
"""Nor how a market and an account count a quote that comes in, of which MATCH-15 and QUOTE-6 have theorems."""

QUOTE_CODES = (Code.QUOTE_QUANTITY_ZERO, Code.QUOTE_PRICE_ZERO, Code.QUOTE_WORTH_TOO_HIGH, Code.QUOTE_TIME_INVALID)

MADE = (*COUNTED, StandIn(new_quote, rejects=QUOTE_CODES))
"""Nor what a quote is made of, of which QUOTE-5 has theorems."""


def book_in(state: State, market: Hash, slot: Slot) -> Book:
    """The book as a transaction in a slot finds it."""
    book, parameters = get_market(state, market).book, state.chain.parameters
    return renew_book(book, rounds_since(book.pending, slot, parameters.agents), close_after(slot, parameters.checkpoint_slots))


def service_of(state: State, terms: MarketTerms) -> Confirmation:
    """How the service of a market is confirmed."""
    return get_service(state, terms.service).confirmation


@theorem("QUOTE-20", "No market is opened for the first of: what QUOTE-11 says, a balance below the cost.", says=Says.ACCEPTANCE, assuming=supply_is_bounded)
def market_open_accepts(state: State, sender: AccountId, identifier: Hash, terms: MarketTerms, slot: Slot) -> bool:
    opened = get_market(state, identifier).opened
    expected = rejection(check_opening, opened, service_of(state, terms), terms.coin, get_coin(state, terms.coin).cap, terms.fee_ppm)
    poor = get_account(state, sender).balance < state.chain.parameters.market_deposit
    return rejection(open_identified, state, sender, identifier, terms, slot) == (expected or (Code.INSUFFICIENT_BALANCE if poor else None))


@theorem("QUOTE-20", "The cost moves from the sender to the ecosystem pool, and the market is there; nothing else changes.", says=Says.AMOUNTS)
def market_open_is_exact(state: State, sender: AccountId, identifier: Hash, terms: MarketTerms, slot: Slot) -> bool:
    account, cost = get_account(state, sender), state.chain.parameters.market_deposit
    paid = Account(balance=account.balance - cost, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, ecosystem=state.pots.ecosystem + cost))
    return open_identified(state, sender, identifier, terms, slot) == put_market(expected, identifier, Market(opened=slot, terms=terms, book=NO_BOOK))


@theorem("QUOTE-20", "Opening a market makes and destroys no SSP, and leaves every other market, and all quotes, as they were.", says=Says.INVARIANT)
def market_open_preserves(state: State, sender: AccountId, identifier: Hash, terms: MarketTerms, slot: Slot, other: Hash) -> bool:
    after = open_identified(state, sender, identifier, terms, slot)
    same = other == identifier or get_market(after, other) == get_market(state, other)
    return same and ssp(after) == ssp(state) and after.smart_agents.quotes == state.smart_agents.quotes


def asked(state: State, body: QuotePlace, slot: Slot) -> Quote:
    """The quote that somebody asks for."""
    return new_quote(body.side, body.price, body.units, body.last, get_market(state, body.market).terms.deposit_ppm, slot)


@theorem(
    "QUOTE-15",
    "No quote comes in for the first of: no market, a quote of its number, what QUOTE-5 says, what QUOTE-21 says.",
    says=Says.ACCEPTANCE,
    standing_in=MADE,
)
def quote_place_accepts(state: State, sender: AccountId, body: QuotePlace, slot: Slot) -> bool:
    market, key = get_market(state, body.market), (body.market, sender, body.number)
    refused = first_failing((market.opened == 0, Code.MARKET_UNKNOWN), (get_quote(state, key).quantity > 0, Code.QUOTE_EXISTS)) or rejection(
        asked, state, body, slot
    )
    if refused is None:
        refused = rejection(place_quote, state, key, book_in(state, body.market, slot), asked(state, body, slot))
    return rejection(apply_quote_place, state, sender, body, slot) == refused


@theorem("QUOTE-15", "The quote that was asked for is taken up as QUOTE-21 says, into the book as it is found.", says=Says.AMOUNTS, standing_in=MADE)
def quote_place_is_exact(state: State, sender: AccountId, body: QuotePlace, slot: Slot) -> bool:
    key = (body.market, sender, body.number)
    expected = place_quote(state, key, book_in(state, body.market, slot), asked(state, body, slot))
    return apply_quote_place(state, sender, body, slot) == expected


@theorem("QUOTE-15", "What comes in stands as it was asked for, where there was nothing.", says=Says.INVARIANT, standing_in=COUNTED)
def quote_place_replaces_nothing(state: State, sender: AccountId, body: QuotePlace, slot: Slot) -> bool:
    key = (body.market, sender, body.number)
    after = apply_quote_place(state, sender, body, slot)
    return get_quote(state, key).quantity == 0 and get_quote(after, key) == asked(state, body, slot) and get_market(state, body.market).opened > 0


@theorem(
    "QUOTE-21", "No quote is taken up for the first of: what QUOTE-6 says, frozen in the coin, a balance too small.", says=Says.ACCEPTANCE, standing_in=HELD
)
def taking_up_accepts(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    key, coin = (market, account, number), get_market(state, market).terms.coin
    refused = rejection(join_market, book, get_stance(state, key[:2]), quote.side, state.chain.parameters.market_quotes)
    expected = refused or first_failing(
        (coin != SSP and get_freeze(state, coin, account).slot != 0, Code.ACCOUNT_FROZEN),
        (spendable(state, coin, account) < held_by(quote), Code.INSUFFICIENT_BALANCE),
    )
    return rejection(place_quote, state, key, book, quote) == expected


@theorem(
    "QUOTE-21", "What is held leaves the account; the quote stands, and market and account count it; nothing else changes.", says=Says.AMOUNTS, standing_in=HELD
)
def taking_up_is_exact(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    key, coin, parameters = (market, account, number), get_market(state, market).terms.coin, state.chain.parameters
    joined = join_market(book, get_stance(state, key[:2]), quote.side, parameters.market_quotes)
    paid = with_spendable(state, coin, account, spendable(state, coin, account) - held_by(quote))
    entered = enter_book(joined.book, quote.entered, close_after(quote.entered, parameters.checkpoint_slots))
    written = put_market(paid, market, replace(get_market(state, market), book=entered))
    return place_quote(state, key, book, quote) == put_quote(put_stance(written, key[:2], joined.stance), key, quote)


@theorem("QUOTE-21", "Of the market's coin what is in balances and held for the quote is what was in balances.", says=Says.INVARIANT, standing_in=HELD)
def taking_up_conserves(state: State, market: Hash, account: AccountId, number: QuoteNumber, book: Book, quote: Quote) -> bool:
    coin = get_market(state, market).terms.coin
    return in_balances(place_quote(state, (market, account, number), book, quote), coin) + held_by(quote) == in_balances(state, coin)
