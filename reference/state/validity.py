"""What makes a transaction valid here and now, before anything it asks for is looked at.

A transaction names its chain, its last slot and its nonce; together they make a replay impossible on another
chain, after the sender stopped meaning it, and a second time.
"""

from reference.codes import Code, Reject
from reference.numbers import Hash, Nonce, Slot
from reference.rules import kernel
from reference.state.account import Account


@kernel("TX-2")
def check_target(chain: Hash, expected: Hash, last_valid_slot: Slot, slot: Slot) -> None:
    """Check that a transaction is meant for the chain `expected` and still at `slot`, the slot of its block.

    Rejects with `WRONG_CHAIN`, then `EXPIRED`. The last valid slot is itself still valid.
    """
    if chain != expected:
        raise Reject(Code.WRONG_CHAIN)
    if slot > last_valid_slot:
        raise Reject(Code.EXPIRED)


@kernel("TX-3")
def advance_nonce(account: Account, nonce: Nonce) -> Account:
    """The account after it used `nonce`. Rejects with `NONCE_NOT_ABOVE`.

    Gaps are allowed: a chip never signs one nonce twice, so a host that drops a signed transaction must not be
    able to stop every later one. A nonce of 0 is never valid.
    """
    if nonce <= account.nonce:
        raise Reject(Code.NONCE_NOT_ABOVE)
    return Account(balance=account.balance, nonce=nonce)
