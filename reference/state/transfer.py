"""Moving money from one account to another."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import AccountId, Amount
from reference.rules import kernel, transition
from reference.state.account import Account
from reference.state.balance import check_amount, credit, debit
from reference.state.state import State, get_account, put_two_accounts
from reference.wire.transaction import Transfer


@quickly_made
@dataclass(frozen=True, slots=True)
class Moved:
    """The two balances after a movement."""

    sender: Amount
    """What the sender has left."""

    recipient: Amount
    """What the recipient has now."""


@kernel("TRANSFER-1")
def move(sender: AccountId, recipient: AccountId, sender_balance: Amount, recipient_balance: Amount, amount: Amount) -> Moved:
    """Move `amount` between the balances of two different accounts, of SSP or of any IoT_Coin.

    Rejects with `AMOUNT_ZERO`, `TRANSFER_TO_SELF`, `INSUFFICIENT_BALANCE`, `BALANCE_OVERFLOW`, in this order.
    A movement to oneself is refused because an implementation that reads both balances before it writes either
    would mint: the two balances are one.
    """
    check_amount(amount)
    if sender == recipient:
        raise Reject(Code.TRANSFER_TO_SELF)
    return Moved(sender=debit(sender_balance, amount), recipient=credit(recipient_balance, amount))


@transition("TRANSFER-2")
def apply_transfer(state: State, sender: AccountId, body: Transfer) -> State:
    """Move SSP from the sender to the recipient, whose account comes into being with the first unit it is paid."""
    payer = get_account(state, sender)
    payee = get_account(state, body.recipient)
    moved = move(sender, body.recipient, payer.balance, payee.balance, body.amount)
    return put_two_accounts(
        state,
        sender,
        Account(balance=moved.sender, nonce=payer.nonce),
        body.recipient,
        Account(balance=moved.recipient, nonce=payee.nonce),
    )
