"""Locks: nothing before the cliff, then linearly, everything from the end on.

The team's share is one of them (SUPPLY-2), with its cliff and its end after twelve months. What is locked is in no account: no
transfer, no contract and no delegation can reach it, and it has no vote. A lock has one beneficiary for ever.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import Amount, Slot
from reference.rules import kernel
from reference.state.balance import check_amount
from reference.state.lock import Lock

MAX_LOCK_SLOTS = 2**32
"""The longest time from a lock's beginning to its end, in slots: four hundred years of slots of three seconds. More is a slip, and would lock for ever."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a lock releases."""

    lock: Lock
    """The lock afterwards."""

    paid: Amount
    """SSP units that its beneficiary is paid."""


@kernel("LOCK-1")
def released_by(lock: Lock, slot: Slot) -> Amount:
    """How many SSP units of a lock are its beneficiary's own in a slot, those that were taken included.

    All from its end on, nothing before its cliff, between them the part of its time that has passed, rounded down.
    """
    if slot >= lock.end:
        return lock.amount
    if slot < lock.cliff or slot < lock.start:
        return 0
    return lock.amount * (slot - lock.start) // (lock.end - lock.start)


@kernel("LOCK-2")
def found_lock(existing: Lock, amount: Amount, slot: Slot, cliff: Slot, end: Slot) -> Lock:
    """A new lock, whose time counts from `slot`. `existing` is what is stored under its key.

    Rejects with `AMOUNT_ZERO`, `LOCK_EXISTS`, `LOCK_TIMES_INVALID`, in this order.
    """
    check_amount(amount)
    if existing.left != 0:
        raise Reject(Code.LOCK_EXISTS)
    if cliff < slot or end < cliff or end == slot or end - slot > MAX_LOCK_SLOTS:
        raise Reject(Code.LOCK_TIMES_INVALID)
    return Lock(amount=amount, left=amount, start=slot, cliff=cliff, end=end)


@kernel("LOCK-3")
def release_lock(lock: Lock, slot: Slot) -> Release:
    """Take what a lock has released and nobody has taken. Rejects with `LOCK_UNKNOWN`, then `NOTHING_RELEASED`."""
    if lock.left == 0:
        raise Reject(Code.LOCK_UNKNOWN)
    locked = lock.amount - released_by(lock, slot)
    if lock.left <= locked:
        raise Reject(Code.NOTHING_RELEASED)
    return Release(lock=Lock(amount=lock.amount, left=locked, start=lock.start, cliff=lock.cliff, end=lock.end), paid=lock.left - locked)


@kernel("LOCK-6")
def is_lock_possible(lock: Lock, slot: Slot) -> bool:
    """Whether a lock of a state from outside is one that LOCK-2 has founded and LOCK-3 has released from, up to `slot`."""
    if lock.cliff < lock.start or lock.end < lock.cliff or lock.end == lock.start or lock.end - lock.start > MAX_LOCK_SLOTS:
        return False
    return lock.start <= slot and lock.amount - released_by(lock, slot) <= lock.left <= lock.amount
