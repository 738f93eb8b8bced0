"""Whether the tables of the economy fit together: what a state from outside says of one thing in two places, it must say alike."""

from reference.codes import Code, Reject
from reference.consensus.calendar import term_of
from reference.economy.coin_consistency import do_coins_fit
from reference.economy.fund_consistency import do_funds_fit, do_sponsorships_fit, does_award_fit
from reference.economy.listings import is_sale_possible
from reference.economy.locks import is_lock_possible
from reference.economy.placements import are_outflows_published
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_listing
from reference.state.state import State


@procedure("STATE-9")
def check_economy(state: State) -> None:
    """Check that the tables of the economy of a state that comes from outside fit together. Rejects with `RECORD_INVALID`.

    Its records, its sums and what consensus remembers are right by then (STATE-1, STATE-2, STATE-8).
    """
    economy, now = state.economy, state.head.slot
    term = term_of(now, state.chain.parameters.agents, state.chain.parameters.term_rounds)
    fits = (
        are_outflows_published(economy.placement, economy.outflows, now)
        and all(is_lock_possible(lock, now) for lock in economy.locks.values())
        and do_coins_fit(state)
        and do_sponsorships_fit(economy.sponsorships, term)
        and do_prices_fit(state)
        and do_sales_fit(state)
        and does_award_fit(economy.award, economy.participants, term)
        and do_funds_fit(economy.funds, economy.credits, term)
    )
    if not fits:
        raise Reject(Code.RECORD_INVALID)


def do_prices_fit(state: State) -> bool:
    """Whether every price is that of a listing, in SSP or in a coin that exists."""
    return all((seller, number) in state.economy.listings and (coin == SSP or coin in state.coins) for seller, number, coin in state.economy.prices)


def do_sales_fit(state: State) -> bool:
    """Whether every purchase that is not settled is one that its listing can have had."""
    return all(
        is_sale_possible(sale, seller, purchase, get_listing(state, (seller, number)), state.head.slot)
        for (seller, number, purchase), sale in state.economy.sales.items()
    )
