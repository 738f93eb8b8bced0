"""What is remembered of contributions, and of the participation award."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, Range, Term

CreditKey = tuple[AccountId, Term]
"""Whose fees, and in which term."""

MAX_CONTRIBUTION = 2**48 - 1
"""The most that one account can contribute in a term: what is multiplied by it then fits 128 bits."""

Contribution = Annotated[int, Range(0, MAX_CONTRIBUTION)]
"""SSP units that an account has contributed in a term."""

Weight = Contribution
"""What a contribution counts in the award: the part of it that its account's tenure is of the longest that counts."""

MAX_CREDITS = 2**32 - 1
"""The most accounts that are credited in a term; a term of mainnet has room for a hundredth of as many transactions."""

CreditCount = Annotated[int, Range(0, MAX_CREDITS)]
"""How many accounts have credits of a term."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An account that takes part in the award. One since term 0 takes no part, and is not stored."""

    since: Term
    """The first term that counts: the one after that in which it enrolled."""


NO_PARTICIPANT = Participant(since=0)
"""What a lookup of an account that takes no part yields."""


@dataclass(frozen=True, slots=True)
class Award:
    """What is left of the participation award."""

    balance: Amount
    """SSP units that are left."""

    share: Amount
    """SSP units that a term pays at most."""

    last: Term
    """The last term that pays anything."""


NO_AWARD = Award(balance=0, share=0, last=0)
"""That of a chain without one, or whose award is over."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The fees that one account has brought in one term, as long as they are not claimed for. A credit without fees is not stored."""

    fees: Amount
    """The fees, in SSP units."""

    contribution: Contribution
    """What of them counts."""

    weight: Weight
    """What that weighs in the award."""


NO_CREDIT = Credit(fees=0, contribution=0, weight=0)
"""What a lookup of a credit that is not stored yields."""


@dataclass(frozen=True, slots=True)
class Fund:
    """What the contributors of a term share. One without credits is not stored."""

    contributions: Amount
    """What all of them have contributed, in SSP units."""

    weights: Amount
    """What that weighs in the award."""

    release: Amount
    """SSP units of the ecosystem pool that they share; 0 while the term lasts."""

    award: Amount
    """SSP units of the participation award that they share; 0 while the term lasts."""

    left: Amount
    """SSP units of both that nobody has taken yet."""

    credits: CreditCount
    """How many accounts have not taken theirs."""

    closed: bool
    """Whether the term is over."""


NO_FUND = Fund(contributions=0, weights=0, release=0, award=0, left=0, credits=0, closed=False)
"""What a lookup of a fund that is not stored yields."""
