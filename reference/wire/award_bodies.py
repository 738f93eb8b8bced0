"""What the transactions of sponsorship, contribution and the participation award ask for, but for a sponsored one (`transaction.Sponsored`)."""

from dataclasses import dataclass
from typing import Any

from reference.numbers import AccountId, Amount, Slot, Term


@dataclass(frozen=True, slots=True)
class SponsorshipSet:
    """Kind 32: a company says what it pays of a device's fees."""

    device: AccountId
    """The device's account."""

    cap: Amount
    """SSP units that it pays in a term at most; 0 ends the sponsorship."""

    until: Slot
    """The last slot in which it pays."""


@dataclass(frozen=True, slots=True)
class AwardEnrol:
    """Kind 42: the sender takes part in the participation award."""


@dataclass(frozen=True, slots=True)
class AwardLeave:
    """Kind 43: the sender takes part no longer."""


@dataclass(frozen=True, slots=True)
class ContributionClaim:
    """Kind 44: the sender takes what its contribution in a term has earned."""

    term: Term
    """The term."""


AwardBody = SponsorshipSet | AwardEnrol | AwardLeave | ContributionClaim
"""What a transaction of sponsorship, contribution or the award asks for."""

AWARD_KINDS: dict[type[Any], int] = {SponsorshipSet: 32, AwardEnrol: 42, AwardLeave: 43, ContributionClaim: 44}
"""The kind of each body."""
