"""The auction of a market on the chain: whoever holds it pays for it, the seed is consensus', and each trade opens an order that is funded already."""

from collections.abc import Iterable
from dataclasses import replace

from reference.agent.books import auction_seed, close_after, reopen_book, rounds_since
from reference.agent.market_transactions import found_book, write_quote
from reference.agent.matching import Offer, clear_market, fill_quote
from reference.agent.order_books import open_funded_order
from reference.agent.quotes import check_market, quote_id, takes_part
from reference.economy.escrow_books import give
from reference.numbers import AccountId, Hash, Slot
from reference.rules import procedure, transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.order import Terms
from reference.state.pots import with_fees
from reference.state.quote import QuoteCount, QuoteKey
from reference.state.smart_agent_state import get_market, get_quote, put_market
from reference.state.state import State, get_account, put_account_and_pots
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.market_bodies import AuctionHold, UnitPrice, Units


@transition("MATCH-19")
def apply_auction_hold(state: State, sender: AccountId, body: AuctionHold, slot: Slot) -> State:
    """Hold the auction of a market's close. Where that has lapsed no auction is held and nothing is paid: the next checkpoint takes its place.

    Rejects with `MARKET_UNKNOWN`, the codes of MATCH-2, `INSUFFICIENT_BALANCE`, in this order.
    """
    market, parameters = get_market(state, body.market), state.chain.parameters
    check_market(market.opened)
    book = found_book(state, body.market, slot)
    if book != market.book:
        return put_market(state, body.market, replace(market, book=book))
    rounds = rounds_since(book.pending, slot, parameters.agents)
    reopened = reopen_book(book, rounds, close_after(slot, parameters.checkpoint_slots))
    state = put_market(pay_for_auction(state, sender, book.quotes), body.market, replace(market, book=reopened))
    return trade_quotes(state, body.market, book.pending, auction_seed(state.consensus.randomness, rounds), slot)


@transition("MATCH-22")
def pay_for_auction(state: State, sender: AccountId, quotes: QuoteCount) -> State:
    """Pay for an auction of a market with so many quotes, into the fees pot. Rejects with `INSUFFICIENT_BALANCE`."""
    account, fee = get_account(state, sender), state.chain.parameters.auction_fee * quotes
    paid = Account(balance=debit(account.balance, fee), nonce=account.nonce)
    return put_account_and_pots(state, sender, paid, with_fees(state.pots, credit(state.pots.fees, fee)))


@procedure("MATCH-23")
def trade_quotes(state: State, market: Hash, close: Slot, seed: Hash, slot: Slot) -> State:
    """What the auction of a close makes of the quotes that take part in it. Never rejects in a state that adds up."""
    keys = {quote_id(*key): key for key in quotes_in(state, market, close)}
    auction = clear_market(offers_of(state, keys.items()), seed)
    for trade in auction.trades:
        identifier = traded_order_id(trade.demand, trade.supply, close)
        state = open_trade(state, keys[trade.demand], keys[trade.supply], trade.quantity, auction.price, identifier, slot)
    return state


@procedure("MATCH-24")
def traded_order_id(demand: Hash, supply: Hash, close: Slot) -> Hash:
    """The identifier of the order that a trade opens: of both quotes, and of the close in 8 bytes (big-endian). Two quotes trade once at most in an auction."""
    return tagged_hash(Tag.SERVICE_ORDER, demand + supply + close.to_bytes(8, "big"))


@procedure("MATCH-20")
def open_trade(state: State, buyer: QuoteKey, supplier: QuoteKey, quantity: Units, price: UnitPrice, identifier: Hash, slot: Slot) -> State:
    """Fill two quotes that trade, and open the order: funded with what the buyer pays, its deposit what is freed of the supplier's. The rest is the buyer's.

    Rejects with the codes of MATCH-10 for the buyer, then for the supplier, of QUOTE-22, ESCROW-6 and DELIVERY-13; no state that adds up leads to any.
    """
    terms = get_market(state, buyer[0]).terms
    bought, sold = fill_quote(get_quote(state, buyer), quantity, price), fill_quote(get_quote(state, supplier), quantity, price)
    agreed = Terms(price=price, quantity=quantity, granule=terms.granule, fee_ppm=terms.fee_ppm, waits=terms.waits)
    for key, quote in ((buyer, bought.quote), (supplier, sold.quote)):
        state = write_quote(state, key, get_market(state, key[0]).book, quote)
    state = give(state, terms.coin, buyer[1], bought.freed)
    return open_funded_order(state, identifier, buyer[1], supplier[1], terms.service, terms.coin, agreed, sold.freed, slot)


def quotes_in(state: State, market: Hash, close: Slot) -> Iterable[QuoteKey]:
    """The quotes of a market that take part in the auction of a close, in any order."""
    return (key for key, quote in state.smart_agents.quotes.items() if key[0] == market and takes_part(quote.entered, quote.last, close))


def offers_of(state: State, keys: Iterable[tuple[Hash, QuoteKey]]) -> tuple[Offer, ...]:
    """Quotes as an auction sees them."""
    quotes = ((identifier, get_quote(state, key)) for identifier, key in keys)
    return tuple(Offer(identifier, quote.side, quote.price, quote.quantity) for identifier, quote in quotes)
