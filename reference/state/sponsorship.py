"""Sponsorships: what a company pays of a device's fees."""

from dataclasses import dataclass

from reference.numbers import AccountId, Amount, Slot, Term

SponsorshipKey = tuple[AccountId, AccountId]
"""Who sponsors, and the device."""


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """What a sponsor pays for a device. One with a cap of zero does not exist, and is not stored."""

    cap: Amount
    """SSP units that it pays in a term at most."""

    until: Slot
    """The last slot in which it pays."""

    term: Term
    """The last term in which it paid."""

    used: Amount
    """SSP units that it paid in that term."""


NO_SPONSORSHIP = Sponsorship(cap=0, until=0, term=0, used=0)
"""What a lookup of a sponsorship that does not exist yields."""
