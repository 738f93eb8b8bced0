# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of locks: nothing too early, everything in the end, and nothing twice; of the kernels, and of the whole ledger."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.lock_transactions import apply_lock_create, apply_lock_release
from reference.economy.locks import MAX_LOCK_SLOTS, Release, found_lock, is_lock_possible, release_lock, released_by
from reference.numbers import AccountId, Amount, Slot
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.economy_state import get_lock, put_lock
from reference.state.lock import Lock, LockKey
from reference.state.state import State, get_account, put_account
from reference.wire.economy_bodies import LockCreate, LockRelease
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


def is_later(slot: Slot, later: Slot) -> bool:
    """Of two slots the second is not the earlier one."""
    return slot <= later


@theorem("LOCK-1", "What a lock has released never falls, and is never more than was locked.", says=Says.INVARIANT, assuming=is_later)
def release_is_monotone(lock: Lock, slot: Slot, later: Slot) -> bool:
    return released_by(lock, slot) <= released_by(lock, later) and released_by(lock, later) <= lock.amount


@theorem("LOCK-1", "Asking what a lock has released is never rejected.", says=Says.ACCEPTANCE)
def release_is_always_known(lock: Lock, slot: Slot) -> bool:
    return rejection(released_by, lock, slot) is None


@theorem("LOCK-1", "Nothing is released before the cliff, all of it from the end on, and between them the part of the time that has passed.", says=Says.AMOUNTS)
def release_is_linear(lock: Lock, slot: Slot) -> bool:
    released = released_by(lock, slot)
    if slot >= lock.end:
        return released == lock.amount
    if slot < lock.cliff or slot < lock.start:
        return released == 0
    passed, lasts = slot - lock.start, lock.end - lock.start
    return (released * lasts <= lock.amount * passed) & (lock.amount * passed < (released + 1) * lasts)


@theorem("LOCK-1", "A lock whose cliff is its end, as the team's is, has released nothing before, and everything after.")
def a_cliff_at_the_end_releases_at_once(amount: Amount, slot: Slot, start: Slot, end: Slot) -> bool:
    lock = Lock(amount=amount, left=amount, start=start, cliff=end, end=end)
    return released_by(lock, slot) == (amount if slot >= end else 0)


@theorem("LOCK-2", "A lock is refused for the first of: nothing to lock, a lock of this number, times that are none.", says=Says.ACCEPTANCE)
def founding_accepts(existing: Lock, amount: Amount, slot: Slot, cliff: Slot, end: Slot) -> bool:
    expected = first_failing(
        (amount == 0, Code.AMOUNT_ZERO),
        (existing.left > 0, Code.LOCK_EXISTS),
        ((cliff < slot) | (end < cliff) | (end <= slot) | (end > slot + MAX_LOCK_SLOTS), Code.LOCK_TIMES_INVALID),
    )
    return rejection(found_lock, existing, amount, slot, cliff, end) == expected


@theorem("LOCK-2", "A new lock is what was asked for, its time counts from its slot, and nothing of it is taken.", says=Says.AMOUNTS)
def founding_is_exact(existing: Lock, amount: Amount, slot: Slot, cliff: Slot, end: Slot) -> bool:
    return found_lock(existing, amount, slot, cliff, end) == Lock(amount=amount, left=amount, start=slot, cliff=cliff, end=end)


@theorem("LOCK-2", "A new lock is one that LOCK-6 takes, then and ever after, and has released nothing yet.", says=Says.INVARIANT)
def founded_locks_are_possible(existing: Lock, amount: Amount, slot: Slot, cliff: Slot, end: Slot, later: Slot) -> bool:
    lock = found_lock(existing, amount, slot, cliff, end)
    return later < slot or (is_lock_possible(lock, later) and released_by(lock, slot) == 0)


@theorem("LOCK-3", "A release is refused for the first of: no such lock, nothing to take.", says=Says.ACCEPTANCE)
def releasing_a_lock_accepts(lock: Lock, slot: Slot) -> bool:
    expected = first_failing((lock.left == 0, Code.LOCK_UNKNOWN), (lock.left + released_by(lock, slot) <= lock.amount, Code.NOTHING_RELEASED))
    return rejection(release_lock, lock, slot) == expected


@theorem("LOCK-3", "What is paid is what was released and not taken; it leaves the lock, and nothing else of the lock changes.", says=Says.AMOUNTS)
def releasing_a_lock_is_exact(lock: Lock, slot: Slot) -> bool:
    locked = lock.amount - released_by(lock, slot)
    return release_lock(lock, slot) == Release(lock=replace(lock, left=locked), paid=lock.left - locked)


@theorem("LOCK-3", "Whatever was taken, what has been paid of a lock is never more than it had released.", says=Says.INVARIANT, assuming=is_later)
def nothing_is_paid_twice(lock: Lock, slot: Slot, later: Slot) -> bool:
    once = release_lock(lock, slot)
    again = release_lock(once.lock, later)
    return (again.lock.left == lock.left - once.paid - again.paid) & (lock.amount - again.lock.left <= released_by(lock, later))


@theorem("LOCK-3", "Who takes what is released twice in a slot is refused the second time.")
def taking_twice_is_refused(lock: Lock, slot: Slot) -> bool:
    return rejection(release_lock, release_lock(lock, slot).lock, slot) is not None


@theorem("LOCK-6", "Whether a lock is possible can always be said.", says=Says.ACCEPTANCE)
def possibility_is_always_known(lock: Lock, slot: Slot) -> bool:
    return rejection(is_lock_possible, lock, slot) is None


@theorem(
    "LOCK-6",
    "A lock is possible that has begun, lasts as long as one may, has its cliff in that time, and of which no more was taken than is released.",
    says=Says.AMOUNTS,
)
def possible_locks(lock: Lock, slot: Slot) -> bool:
    begun = (lock.start <= lock.cliff) & (lock.cliff <= lock.end) & (lock.start < lock.end) & (lock.end <= lock.start + MAX_LOCK_SLOTS)
    kept = (lock.left <= lock.amount) & (lock.amount <= lock.left + released_by(lock, slot))
    return is_lock_possible(lock, slot) == (begun & (lock.start <= slot) & kept)


@theorem("LOCK-6", "A possible lock stays possible, whatever is taken of it.", says=Says.INVARIANT, assuming=is_later)
def possible_locks_stay_possible(lock: Lock, slot: Slot, later: Slot) -> bool:
    return not is_lock_possible(lock, slot) or (is_lock_possible(lock, later) and is_lock_possible(release_lock(lock, later).lock, later))


@theorem("LOCK-4", "Locking makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def locking_preserves_ssp(state: State, sender: AccountId, body: LockCreate, slot: Slot) -> bool:
    return ssp(apply_lock_create(state, sender, body, slot)) == ssp(state)


@theorem("LOCK-4", "Locking is refused as LOCK-2 says, then where the balance is too small.", says=Says.ACCEPTANCE)
def locking_accepts(state: State, sender: AccountId, body: LockCreate, slot: Slot) -> bool:
    existing = get_lock(state, (body.beneficiary, sender, body.number))
    refused = rejection(found_lock, existing, body.amount, slot, body.cliff, body.end) or rejection(debit, get_account(state, sender).balance, body.amount)
    return rejection(apply_lock_create, state, sender, body, slot) == refused


@theorem("LOCK-4", "Just the amount leaves the sender's account for the lock; nothing else changes.", says=Says.AMOUNTS)
def locking_is_exact(state: State, sender: AccountId, body: LockCreate, slot: Slot) -> bool:
    account = get_account(state, sender)
    paid = put_account(state, sender, Account(balance=account.balance - body.amount, nonce=account.nonce))
    lock = Lock(amount=body.amount, left=body.amount, start=slot, cliff=body.cliff, end=body.end)
    return apply_lock_create(state, sender, body, slot) == put_lock(paid, (body.beneficiary, sender, body.number), lock)


@theorem("LOCK-4", "No lock is changed by another one that is founded.")
def locking_leaves_other_locks(state: State, sender: AccountId, body: LockCreate, slot: Slot, other: LockKey) -> bool:
    return other == (body.beneficiary, sender, body.number) or get_lock(apply_lock_create(state, sender, body, slot), other) == get_lock(state, other)


@theorem("LOCK-5", "Releasing from a lock makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def unlocking_preserves_ssp(state: State, sender: AccountId, body: LockRelease, slot: Slot) -> bool:
    return ssp(apply_lock_release(state, sender, body, slot)) == ssp(state)


@theorem("LOCK-5", "Releasing from a lock is refused as LOCK-3 says.", says=Says.ACCEPTANCE)
def unlocking_accepts(state: State, sender: AccountId, body: LockRelease, slot: Slot) -> bool:
    lock, balance = get_lock(state, (sender, body.founder, body.number)), get_account(state, sender).balance
    refused = rejection(release_lock, lock, slot) or rejection(credit, balance, release_lock(lock, slot).paid)
    return rejection(apply_lock_release, state, sender, body, slot) == refused


@theorem("LOCK-5", "Just what is released reaches the sender, who is the beneficiary, and leaves the lock; nothing else changes.", says=Says.AMOUNTS)
def unlocking_is_exact(state: State, sender: AccountId, body: LockRelease, slot: Slot) -> bool:
    key, account = (sender, body.founder, body.number), get_account(state, sender)
    lock = get_lock(state, key)
    paid = lock.left - (lock.amount - released_by(lock, slot))
    expected = put_account(state, sender, Account(balance=account.balance + paid, nonce=account.nonce))
    return apply_lock_release(state, sender, body, slot) == put_lock(expected, key, replace(lock, left=lock.left - paid))


@theorem("LOCK-5", "Before the cliff nothing is paid.")
def nothing_before_the_cliff(state: State, sender: AccountId, body: LockRelease, slot: Slot) -> bool:
    lock = get_lock(state, (sender, body.founder, body.number))
    early = (slot < lock.cliff) & (lock.cliff <= lock.end) & (lock.left <= lock.amount)
    return not early or rejection(apply_lock_release, state, sender, body, slot) is not None
