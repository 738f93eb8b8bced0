"""The transactions of IoT_Coins: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.numbers import AccountId
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.coin import Holding, burn, check_coin, check_symbol, coin_id, create_coin, mint
from reference.state.coin_terms import check_not_frozen
from reference.state.economy_state import get_freeze
from reference.state.pots import with_deposits
from reference.state.state import State, get_account, get_coin, get_holding, put_account_and_pots, put_coin, put_holding
from reference.state.transfer import move
from reference.wire.transaction import CoinBurn, CoinCreate, CoinMint, CoinTransfer


@transition("COIN-8")
def apply_coin_create(state: State, sender: AccountId, body: CoinCreate) -> State:
    """Create a coin, whose issuer is the sender, against a deposit.

    Rejects with `SYMBOL_INVALID`, `SYMBOL_TAKEN`, `CAP_ZERO`, `INSUFFICIENT_BALANCE`, in this order.
    """
    check_symbol(body.symbol)
    identifier = coin_id(body.symbol)
    deposit = state.chain.parameters.coin_deposit
    coin = create_coin(get_coin(state, identifier), sender, body.symbol, body.decimals, body.cap, deposit)
    issuer = get_account(state, sender)
    payer = Account(balance=debit(issuer.balance, deposit), nonce=issuer.nonce)
    pots = with_deposits(state.pots, credit(state.pots.deposits, deposit))
    return put_coin(put_account_and_pots(state, sender, payer, pots), identifier, coin)


@transition("COIN-9")
def apply_coin_mint(state: State, sender: AccountId, body: CoinMint) -> State:
    """Mint to the recipient that the issuer names, itself or another."""
    holding = get_holding(state, body.coin, body.recipient)
    issued = mint(get_coin(state, body.coin), sender, holding.balance, body.amount)
    state = put_coin(state, body.coin, issued.coin)
    return put_holding(state, body.coin, body.recipient, Holding(issued.balance))


@transition("COIN-10")
def apply_coin_burn(state: State, sender: AccountId, body: CoinBurn) -> State:
    """Burn from what the issuer itself holds: nobody can destroy another's money."""
    holding = get_holding(state, body.coin, sender)
    issued = burn(get_coin(state, body.coin), sender, holding.balance, body.amount)
    state = put_coin(state, body.coin, issued.coin)
    return put_holding(state, body.coin, sender, Holding(issued.balance))


@transition("COIN-11")
def apply_coin_transfer(state: State, sender: AccountId, body: CoinTransfer) -> State:
    """Move an IoT_Coin from the sender to the recipient, by the kernel that moves SSP.

    Rejects with `COIN_UNKNOWN`, then `ACCOUNT_FROZEN` where the sender is frozen, before that kernel's codes.
    """
    check_coin(get_coin(state, body.coin))
    check_not_frozen(get_freeze(state, body.coin, sender))
    paying = get_holding(state, body.coin, sender)
    receiving = get_holding(state, body.coin, body.recipient)
    moved = move(sender, body.recipient, paying.balance, receiving.balance, body.amount)
    state = put_holding(state, body.coin, sender, Holding(moved.sender))
    return put_holding(state, body.coin, body.recipient, Holding(moved.recipient))
