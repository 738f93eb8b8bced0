# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of every movement of money between two accounts."""

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, AccountId, Amount
from reference.state.transfer import Moved, move
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem(
    "TRANSFER-1",
    "A movement is rejected for the first of: nothing to move, sender and recipient one, balance too small, recipient's balance too large.",
    says=Says.ACCEPTANCE,
)
def move_accepts(sender: AccountId, recipient: AccountId, sender_balance: Amount, recipient_balance: Amount, amount: Amount) -> bool:
    expected = first_failing(
        (amount == 0, Code.AMOUNT_ZERO),
        (sender == recipient, Code.TRANSFER_TO_SELF),
        (sender_balance < amount, Code.INSUFFICIENT_BALANCE),
        (recipient_balance + amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(move, sender, recipient, sender_balance, recipient_balance, amount) == expected


@theorem("TRANSFER-1", "A movement makes and destroys nothing.", says=Says.INVARIANT)
def move_conserves(sender: AccountId, recipient: AccountId, sender_balance: Amount, recipient_balance: Amount, amount: Amount) -> bool:
    moved = move(sender, recipient, sender_balance, recipient_balance, amount)
    return moved.sender + moved.recipient == sender_balance + recipient_balance


@theorem("TRANSFER-1", "Exactly the amount leaves the sender and reaches the recipient.", says=Says.AMOUNTS)
def move_is_exact(sender: AccountId, recipient: AccountId, sender_balance: Amount, recipient_balance: Amount, amount: Amount) -> bool:
    moved = move(sender, recipient, sender_balance, recipient_balance, amount)
    return moved == Moved(sender=sender_balance - amount, recipient=recipient_balance + amount)
