"""Locks: SSP that nobody can spend before its time."""

from dataclasses import dataclass

from reference.numbers import AccountId, Amount, Slot
from reference.wire.economy_bodies import LockNumber

LockKey = tuple[AccountId, AccountId, LockNumber]
"""Whom a lock is for, who founded it, and its number among those."""


@dataclass(frozen=True, slots=True)
class Lock:
    """SSP that becomes its beneficiary's own between two slots. A lock of which nothing is left is not stored."""

    amount: Amount
    """SSP units that were locked."""

    left: Amount
    """What of them the beneficiary has not taken."""

    start: Slot
    """The slot from which time counts."""

    cliff: Slot
    """The first slot in which anything is released."""

    end: Slot
    """The first slot in which everything is; the cliff or later."""


NO_LOCK = Lock(amount=0, left=0, start=0, cliff=0, end=0)
"""What a lookup of a lock that is not stored yields."""
