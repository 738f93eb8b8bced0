# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a transaction's chain, last slot and nonce."""

from reference.codes import Code
from reference.numbers import Hash, Nonce, Slot
from reference.state.account import Account
from reference.state.validity import advance_nonce, check_target
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem


@theorem("TX-2", "A transaction is rejected for another chain's name, then for a slot after its last.", says=Says.ACCEPTANCE)
def check_target_accepts(chain: Hash, expected: Hash, last_valid_slot: Slot, slot: Slot) -> bool:
    code = first_failing((chain != expected, Code.WRONG_CHAIN), (slot > last_valid_slot, Code.EXPIRED))
    return rejection(check_target, chain, expected, last_valid_slot, slot) == code


@theorem("TX-2", "No transaction is valid on two chains.", says=Says.INVARIANT)
def valid_on_one_chain(chain: Hash, one: Hash, other: Hash, last_valid_slot: Slot, slot: Slot) -> bool:
    both = rejection(check_target, chain, one, last_valid_slot, slot) is None and rejection(check_target, chain, other, last_valid_slot, slot) is None
    return not both or one == other


@theorem("TX-2", "A transaction that has expired stays expired.", says=Says.INVARIANT)
def expiry_is_final(chain: Hash, last_valid_slot: Slot, slot: Slot, later: Slot) -> bool:
    if later < slot or rejection(check_target, chain, chain, last_valid_slot, slot) is None:
        return True
    return rejection(check_target, chain, chain, last_valid_slot, later) == Code.EXPIRED


@theorem("TX-3", "A nonce is rejected just where it is not above the last one.", says=Says.ACCEPTANCE)
def advance_nonce_accepts(account: Account, nonce: Nonce) -> bool:
    return rejection(advance_nonce, account, nonce) == (Code.NONCE_NOT_ABOVE if nonce <= account.nonce else None)


@theorem("TX-3", "Using a nonce remembers it and touches no money.", says=Says.AMOUNTS)
def advance_nonce_is_exact(account: Account, nonce: Nonce) -> bool:
    return advance_nonce(account, nonce) == Account(balance=account.balance, nonce=nonce)


@theorem("TX-3", "A nonce is used once: whatever nonces follow, it is never accepted again.", says=Says.INVARIANT)
def nonce_is_used_once(account: Account, nonce: Nonce, following: Nonce) -> bool:
    used = advance_nonce(account, nonce)
    then = outcome(advance_nonce, used, following)
    later = used if then.code is not None else then.value
    return rejection(advance_nonce, later, nonce) == Code.NONCE_NOT_ABOVE
