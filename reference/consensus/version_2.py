"""Version 2, for test networks: half of every IoT_Coin's deposit goes back to its issuer. All other rules are those of version 1.

It is small, and it is all that an upgrade can be: it goes through a table, moves money and changes records.
"""

from dataclasses import dataclass, replace

from reference.numbers import Amount
from reference.rules import kernel
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.coin import Coin
from reference.state.state import State, get_account, put_account_and_pots, put_coin


@dataclass(frozen=True, slots=True)
class DepositHalved:
    """A coin of which half the deposit went back."""

    coin: Coin
    """The coin with the other half."""

    balance: Amount
    """What its issuer's account holds now, in SSP units."""

    deposits: Amount
    """What the deposits pot holds now."""


@kernel("UPGRADE-8")
def halve_deposit(coin: Coin, balance: Amount, deposits: Amount) -> DepositHalved:
    """Give half of a coin's deposit, rounded down, from the deposits pot to its issuer.

    Rejects with `BALANCE_OVERFLOW`, then `INSUFFICIENT_BALANCE`, which no chain meets: supplies are bounded, and the pot holds every deposit.
    """
    half = coin.deposit // 2
    kept = Coin(symbol=coin.symbol, issuer=coin.issuer, decimals=coin.decimals, cap=coin.cap, supply=coin.supply, deposit=coin.deposit - half)
    return DepositHalved(coin=kept, balance=credit(balance, half), deposits=debit(deposits, half))


def upgrade(state: State) -> State:
    """The state of version 2 that a state of version 1 becomes: each coin in the order of the identifiers."""
    for identifier in sorted(state.coins):
        coin = state.coins[identifier]
        issuer = get_account(state, coin.issuer)
        halved = halve_deposit(coin, issuer.balance, state.pots.deposits)
        paid = Account(balance=halved.balance, nonce=issuer.nonce)
        state = put_account_and_pots(state, coin.issuer, paid, replace(state.pots, deposits=halved.deposits))
        state = put_coin(state, identifier, halved.coin)
    return state
