"""Whether companies, terms, freezes and allowances fit the coins that there are, and one another."""

from collections import Counter

from reference.numbers import CoinId
from reference.rules import procedure
from reference.state.allowance import Allowance, AllowanceKey
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_terms
from reference.state.state import State, get_coin


@procedure("ISSUER-13")
def do_coins_fit(state: State) -> bool:
    """Whether what a state from outside says of companies, terms, freezes and allowances is possible. Its records and its sums are right by then.

    What the transition makes of such a state is such a state.
    """
    economy = state.economy
    return (
        all(do_terms_fit(state, coin) for coin in economy.coin_terms)
        and are_freezable_coins_counted(state)
        and all(get_terms(state, coin).freezable and freeze.slot <= state.head.slot for (coin, _), freeze in economy.freezes.items())
        and all(does_allowance_fit(state, key, allowance) for key, allowance in economy.allowances.items())
    )


def do_terms_fit(state: State, coin: CoinId) -> bool:
    """Whether terms are of a coin that exists, and offer it to somebody else than its issuer."""
    return coin in state.coins and get_terms(state, coin).successor != get_coin(state, coin).issuer


def are_freezable_coins_counted(state: State) -> bool:
    """Whether just companies issue freezable coins, each as many as it counts."""
    issued = Counter(get_coin(state, coin).issuer for coin, terms in state.economy.coin_terms.items() if terms.freezable)
    return issued == Counter({account: company.coins for account, company in state.economy.companies.items() if company.coins})


def does_allowance_fit(state: State, key: AllowanceKey, allowance: Allowance) -> bool:
    """Whether an allowance is of a coin that exists and for another than the owner, not used up where it was given once, and not of the future."""
    coin, owner, spender = key
    within = allowance.period != 0 or allowance.spent < allowance.limit
    return (coin == SSP or coin in state.coins) and owner != spender and within and allowance.since <= state.head.slot
