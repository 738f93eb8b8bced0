"""What a chip remembers of an order that it meters."""

from dataclasses import dataclass

from reference.numbers import AccountId, Hash
from reference.state.order import Meter
from reference.wire.listing_bodies import Quantity


@dataclass(frozen=True, slots=True)
class MeterSession:
    """An order that a chip meters, for the one side or for the other."""

    order: Hash
    """Which order."""

    peer: AccountId
    """The account of the other chip's key."""

    delivers: bool
    """Whether this chip is the provider's."""

    granule: Quantity
    """The units that are delivered before a receipt must be signed for them."""

    quantity: Quantity
    """The units that are ordered."""

    agreed: Meter
    """The highest receipt of which the chip knows that both have signed it."""

    signed: Meter
    """The highest receipt that it has signed. A provider's is one ahead of the other while it waits for the answer."""

    ended: bool
    """Whether it has signed that as the last."""

    units: Quantity
    """What it has delivered, or measured, since the order began."""


MAX_SESSIONS = 4
"""The most orders that a chip meters at a time."""
