"""Money that goes into escrow and comes out of it, SSP or an IoT_Coin by one way."""

from reference.numbers import AccountId, Amount, CoinId
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.coin import Holding
from reference.state.coin_terms import SSP, check_not_frozen
from reference.state.economy_state import get_freeze
from reference.state.state import State, get_account, get_holding, put_account, put_holding


@transition("ESCROW-5")
def take(state: State, coin: CoinId, account: AccountId, amount: Amount) -> State:
    """Take money out of an account, into escrow. Rejects with `ACCOUNT_FROZEN`, then `INSUFFICIENT_BALANCE`.

    Who could pay into escrow while it is frozen could pay anybody. What comes out of escrow no freeze stops.
    """
    if coin == SSP:
        payer = get_account(state, account)
        return put_account(state, account, Account(balance=debit(payer.balance, amount), nonce=payer.nonce))
    check_not_frozen(get_freeze(state, coin, account))
    return put_holding(state, coin, account, Holding(debit(get_holding(state, coin, account).balance, amount)))


@transition("ESCROW-6")
def give(state: State, coin: CoinId, account: AccountId, amount: Amount) -> State:
    """Give an account money that was in escrow. Nothing about the account or the coin can stand in its way."""
    if coin == SSP:
        payee = get_account(state, account)
        return put_account(state, account, Account(balance=credit(payee.balance, amount), nonce=payee.nonce))
    return put_holding(state, coin, account, Holding(credit(get_holding(state, coin, account).balance, amount)))
