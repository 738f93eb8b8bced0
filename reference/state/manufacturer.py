"""Manufacturers of chips: accounts that stand by what their root key endorses, with a deposit."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import MAX_AMOUNT, AccountId, Amount, Hash, Range, Slot
from reference.wire.chip_identity import BatchNumber

ManufacturerDeposit = Annotated[int, Range(1, MAX_AMOUNT)]
"""The parameter `manufacturer_deposit`."""

WaitSlots = Annotated[int, Range(1, 2**32 - 1)]
"""The parameter `manufacturer_wait_slots`."""


class ManufacturerStanding(IntEnum):
    """What has become of a manufacturer."""

    NONE = 0
    """It never was one."""
    ACTIVE = 1
    """It stands by its chips."""
    REVOKED = 2
    """It stands by none, and its deposit waits."""
    CLOSED = 3
    """The same, and its deposit is paid back. It is never a manufacturer again, so that its chips stay what they are."""


@dataclass(frozen=True, slots=True)
class Manufacturer:
    """A manufacturer of chips. One that never was one is not stored."""

    standing: ManufacturerStanding
    """What has become of it."""

    deposit: Amount
    """SSP units held in the deposits pot for it."""

    root: AccountId
    """The account of the key that signs its endorsements."""

    metadata: Hash
    """The hash of what it says of itself: its name, its seat, its models."""

    revoked: Slot
    """The slot in which it revoked itself; 0 before."""


NO_MANUFACTURER = Manufacturer(standing=ManufacturerStanding.NONE, deposit=0, root=bytes(32), metadata=bytes(32), revoked=0)
"""What a lookup of a manufacturer that never was one yields."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What revokes a batch."""

    slot: Slot
    """The slot in which the manufacturer revoked it; 0, in which there is no block, while it stands by it."""


NO_RECALL = Recall(slot=0)
"""What a lookup of a batch that is not revoked yields."""

BatchKey = tuple[AccountId, BatchNumber]
"""The manufacturer, and which of its batches."""
