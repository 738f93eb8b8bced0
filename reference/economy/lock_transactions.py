"""The transactions of locks: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.economy.locks import found_lock, release_lock
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.economy_state import get_lock, put_lock
from reference.state.state import State, get_account, put_account
from reference.wire.economy_bodies import LockCreate, LockRelease


@transition("LOCK-4")
def apply_lock_create(state: State, sender: AccountId, body: LockCreate, slot: Slot) -> State:
    """Lock SSP of the sender for a beneficiary, itself or another. Rejects with the codes of LOCK-2, then `INSUFFICIENT_BALANCE`."""
    key = (body.beneficiary, sender, body.number)
    lock = found_lock(get_lock(state, key), body.amount, slot, body.cliff, body.end)
    account = get_account(state, sender)
    paid = Account(balance=debit(account.balance, body.amount), nonce=account.nonce)
    return put_lock(put_account(state, sender, paid), key, lock)


@transition("LOCK-5")
def apply_lock_release(state: State, sender: AccountId, body: LockRelease, slot: Slot) -> State:
    """Pay the sender what a lock has released to it. Rejects with the codes of LOCK-3."""
    key = (sender, body.founder, body.number)
    release = release_lock(get_lock(state, key), slot)
    account = get_account(state, sender)
    paid = Account(balance=credit(account.balance, release.paid), nonce=account.nonce)
    return put_lock(put_account(state, sender, paid), key, release.lock)
