"""Paying with any coin, SSP or an IoT_Coin, and paying many at once."""

from reference.numbers import AccountId, Amount, CoinId
from reference.rules import transition
from reference.state.coin_terms import SSP
from reference.state.coin_transactions import apply_coin_transfer
from reference.state.state import State
from reference.state.transfer import apply_transfer
from reference.wire.coin_bodies import BatchPay
from reference.wire.transaction import CoinTransfer, Transfer


@transition("PAY-1")
def pay(state: State, coin: CoinId, sender: AccountId, recipient: AccountId, amount: Amount) -> State:
    """Move `amount` of any coin, 32 zero bytes being SSP, from one account to another. Rejects with the codes of TRANSFER-2 or COIN-11."""
    if coin == SSP:
        return apply_transfer(state, sender, Transfer(recipient=recipient, amount=amount))
    return apply_coin_transfer(state, sender, CoinTransfer(coin=coin, recipient=recipient, amount=amount))


@transition("PAY-2")
def apply_batch_pay(state: State, sender: AccountId, body: BatchPay) -> State:
    """Make the payments of a batch in their order, all or none. Rejects with the code of the first that fails."""
    for payment in body.payments:
        state = pay(state, body.coin, sender, payment.recipient, payment.amount)
    return state
