"""Balances: the arithmetic under every movement of money.

A movement is a debit and a credit of the same amount; whatever is moved, SSP or an IoT_Coin, passes through
these two kernels, so that what is proved of them holds of every coin.
"""

from reference.codes import Code, Reject
from reference.numbers import MAX_AMOUNT, Amount
from reference.rules import kernel


@kernel("BALANCE-1")
def check_amount(amount: Amount) -> None:
    """Reject a movement of nothing with `AMOUNT_ZERO`: it would cost a fee to change no balance, and is a mistake of the sender."""
    if amount == 0:
        raise Reject(Code.AMOUNT_ZERO)


@kernel("BALANCE-2")
def debit(balance: Amount, amount: Amount) -> Amount:
    """The balance after `amount` has left it. Rejects with `INSUFFICIENT_BALANCE`."""
    if amount > balance:
        raise Reject(Code.INSUFFICIENT_BALANCE)
    return balance - amount


@kernel("BALANCE-3")
def credit(balance: Amount, amount: Amount) -> Amount:
    """The balance after `amount` has reached it. Rejects with `BALANCE_OVERFLOW`.

    Supplies are bounded (STATE-2, COIN-6), so no chain ever meets this code; the kernel holds for every balance
    all the same, because firmware that trusted the bound would wrap.
    """
    if amount > MAX_AMOUNT - balance:
        raise Reject(Code.BALANCE_OVERFLOW)
    return balance + amount
