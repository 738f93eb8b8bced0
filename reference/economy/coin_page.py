"""The public page of an IoT_Coin: all that a state says of it, in one place."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import CoinId, Range
from reference.state.coin import Coin, check_coin
from reference.state.coin_terms import CoinTerms
from reference.state.company import Company
from reference.state.economy_state import get_company, get_terms
from reference.state.state import State, get_coin

Headcount = Annotated[int, Range(0, 2**53 - 1)]
"""How many accounts."""


@dataclass(frozen=True, slots=True)
class CoinPage:
    """What anybody may know of a coin."""

    id: CoinId
    """Its identifier."""

    coin: Coin
    """Its name, its issuer, its cap, its supply."""

    terms: CoinTerms
    """What its issuer may do, says of it, and offers."""

    company: Company | None
    """The registered company that its issuer is, or None."""

    holders: Headcount
    """How many accounts hold any of it."""

    frozen: Headcount
    """How many accounts are frozen in it."""


def coin_page(state: State, coin: CoinId) -> CoinPage:
    """The page of a coin. Rejects with `COIN_UNKNOWN`."""
    record = get_coin(state, coin)
    check_coin(record)
    company = get_company(state, record.issuer)
    return CoinPage(
        id=coin,
        coin=record,
        terms=get_terms(state, coin),
        company=company if company.deposit else None,
        holders=sum(of == coin for of, _ in state.holdings),
        frozen=sum(of == coin for of, _ in state.economy.freezes),
    )
