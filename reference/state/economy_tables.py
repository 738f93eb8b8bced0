"""What the economy remembers within the state: tables, and records of which there is one each.

As everywhere in the state, a record that says nothing is not stored.
"""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import AccountId, CoinId, Term
from reference.state.allowance import Allowance, AllowanceKey
from reference.state.award import NO_AWARD, Award, Credit, CreditKey, Fund, Participant
from reference.state.coin_terms import CoinTerms, Freeze
from reference.state.company import Company
from reference.state.listing import Listing, ListingKey, PriceKey, PriceTag, PurchaseKey, Sale
from reference.state.lock import Lock, LockKey
from reference.state.placement import NO_PLACEMENT, Outflow, OutflowNumber, Placement
from reference.state.sponsorship import Sponsorship, SponsorshipKey

EMPTY_TABLE: Map[Any, Any] = Map()
"""A table without records."""


@dataclass(frozen=True, slots=True)
class Economy:
    """Everything that the economy remembers."""

    outflows: Map[OutflowNumber, Outflow] = EMPTY_TABLE
    """Every payment from the private placement."""

    locks: Map[LockKey, Lock] = EMPTY_TABLE
    """Every lock of which something is left."""

    companies: Map[AccountId, Company] = EMPTY_TABLE
    """Every registered company."""

    coin_terms: Map[CoinId, CoinTerms] = EMPTY_TABLE
    """The terms of every coin that is not a plain one."""

    allowances: Map[AllowanceKey, Allowance] = EMPTY_TABLE
    """Every allowance that was not taken back or used up."""

    freezes: Map[tuple[CoinId, AccountId], Freeze] = EMPTY_TABLE
    """Every account that is frozen in a coin."""

    listings: Map[ListingKey, Listing] = EMPTY_TABLE
    """Every listing."""

    prices: Map[PriceKey, PriceTag] = EMPTY_TABLE
    """What an item of each listing costs in each coin that its seller accepts."""

    sales: Map[PurchaseKey, Sale] = EMPTY_TABLE
    """Every purchase that is not settled."""

    sponsorships: Map[SponsorshipKey, Sponsorship] = EMPTY_TABLE
    """What companies pay of devices' fees."""

    participants: Map[AccountId, Participant] = EMPTY_TABLE
    """Who takes part in the award."""

    funds: Map[Term, Fund] = EMPTY_TABLE
    """The terms in which fees were brought that somebody has not claimed for."""

    credits: Map[CreditKey, Credit] = EMPTY_TABLE
    """The fees that nobody has claimed for, by who brought them and when."""

    award: Award = NO_AWARD
    """What is left of the participation award."""

    placement: Placement = NO_PLACEMENT
    """What is left of the private placement."""


NO_ECONOMY = Economy()
"""What a ledger remembers that has neither locks nor a placement: nothing."""
