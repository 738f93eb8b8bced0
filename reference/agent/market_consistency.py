"""Whether the markets of a state from outside fit together: every quote in a market, every market and account with the quotes that they count."""

from collections import Counter

from reference.agent.books import close_after, is_book_possible, is_close
from reference.agent.quotes import is_quote_possible, market_id
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.market import Market
from reference.state.quote import Stance, StanceKey
from reference.state.smart_agent_state import get_market
from reference.state.state import State


@procedure("QUOTE-19")
def do_markets_fit(state: State) -> bool:
    """Whether every market and every quote is possible at the slot of the head, and counts and stances are those of the quotes."""
    counts = Counter(market for market, _, _ in state.smart_agents.quotes)
    return (
        all(is_market_possible(state, identifier, market, counts[identifier]) for identifier, market in state.smart_agents.markets.items())
        and do_quotes_fit(state)
        and stances_of(state) == dict(state.smart_agents.stances)
    )


def is_market_possible(state: State, identifier: Hash, market: Market, counted: int) -> bool:
    """Whether a market stands under its identifier, asks for what there is, was opened by now, and has a book that is possible and counts its quotes."""
    now, terms, parameters = state.head.slot, market.terms, state.chain.parameters
    paid = terms.service in state.smart_agents.services and (terms.coin == SSP or (terms.coin in state.coins and terms.fee_ppm == 0))
    possible = is_book_possible(market.book, now, parameters.market_quotes, close_after(now, parameters.checkpoint_slots)) and is_close(
        market.book.pending, parameters.checkpoint_slots
    )
    return identifier == market_id(terms) and paid and market.opened <= now and possible and counted == market.book.quotes


def do_quotes_fit(state: State) -> bool:
    """Whether every quote is possible, in a market that exists, no older than that, and counted as fresh where it came in after the close that is pending."""
    for (identifier, _, _), quote in state.smart_agents.quotes.items():
        market = get_market(state, identifier)
        known = 0 < market.opened <= quote.entered
        late = 0 < market.book.pending <= quote.entered
        if not known or not is_quote_possible(quote, market.terms.deposit_ppm, state.head.slot) or (late and not market.book.fresh):
            return False
    return True


def stances_of(state: State) -> dict[StanceKey, Stance | None]:
    """What the quotes say of each account in each market: its side and how many it has there; nothing where it has them on both sides."""
    stances: dict[StanceKey, Stance | None] = {}
    for (market, account, _), quote in state.smart_agents.quotes.items():
        known = stances.get((market, account), Stance(quote.side, 0))
        stances[market, account] = None if known is None or known.side != quote.side else Stance(quote.side, known.quotes + 1)
    return stances
