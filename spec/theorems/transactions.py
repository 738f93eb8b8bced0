# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of each kind of transaction, on any ledger: when it fails and with which code, and exactly what it changes.

An *other* account, coin or holder may or may not be one that the transaction names: what a theorem says of it is
said of every record of the table.
"""

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, AccountId, CoinId
from reference.state.account import Account
from reference.state.coin import Coin, Holding, check_symbol, coin_id
from reference.state.coin_transactions import apply_coin_burn, apply_coin_create, apply_coin_mint, apply_coin_transfer
from reference.state.economy_state import get_freeze
from reference.state.pots import Pots
from reference.state.state import State, get_account, get_coin, get_holding
from reference.state.transfer import apply_transfer
from reference.wire.transaction import CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer
from spec.prover.maps import total
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import HASHES, coin_is_sound, same_chain, ssp, supply_is_bounded


def _with_supply(coin: Coin, supply: int) -> Coin:
    return Coin(coin.symbol, coin.issuer, coin.decimals, coin.cap, supply, coin.deposit)


@theorem(
    "TRANSFER-2", "A transfer fails for the first of: nothing to move, to oneself, balance too small, recipient's balance too large.", says=Says.ACCEPTANCE
)
def transfer_accepts(state: State, sender: AccountId, body: Transfer) -> bool:
    expected = first_failing(
        (body.amount == 0, Code.AMOUNT_ZERO),
        (sender == body.recipient, Code.TRANSFER_TO_SELF),
        (get_account(state, sender).balance < body.amount, Code.INSUFFICIENT_BALANCE),
        (get_account(state, body.recipient).balance + body.amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(apply_transfer, state, sender, body) == expected


@theorem("TRANSFER-2", "A transfer moves exactly the amount, keeps every nonce, and touches no coin, holding or pot.", says=Says.AMOUNTS)
def transfer_is_exact(state: State, sender: AccountId, body: Transfer, other: AccountId) -> bool:
    after, before = apply_transfer(state, sender, body), get_account(state, other)
    change = -body.amount if other == sender else body.amount if other == body.recipient else 0
    untouched = after.coins == state.coins and after.holdings == state.holdings and after.pots == state.pots and same_chain(after, state)
    return untouched and get_account(after, other) == Account(balance=before.balance + change, nonce=before.nonce)


@theorem("TRANSFER-2", "A transfer makes and destroys no SSP.", says=Says.INVARIANT)
def transfer_preserves_ssp(state: State, sender: AccountId, body: Transfer) -> bool:
    return ssp(apply_transfer(state, sender, body)) == ssp(state)


@theorem(
    "COIN-8",
    "Creating a coin fails for the first of: symbol not allowed, symbol taken, cap zero, balance below the deposit.",
    says=Says.ACCEPTANCE,
    assuming=supply_is_bounded,
    standing_in=HASHES,
)
def coin_create_accepts(state: State, sender: AccountId, body: CoinCreate) -> bool:
    expected = first_failing(
        (rejection(check_symbol, body.symbol) is not None, Code.SYMBOL_INVALID),
        (get_coin(state, coin_id(body.symbol)).cap > 0, Code.SYMBOL_TAKEN),
        (body.cap == 0, Code.CAP_ZERO),
        (get_account(state, sender).balance < state.chain.parameters.coin_deposit, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_coin_create, state, sender, body) == expected


@theorem("COIN-8", "Creating a coin takes exactly the deposit from its issuer to the deposits pot, and writes one coin.", says=Says.AMOUNTS, standing_in=HASHES)
def coin_create_is_exact(state: State, sender: AccountId, body: CoinCreate, other: AccountId, coin: CoinId) -> bool:
    after, before, deposit = apply_coin_create(state, sender, body), get_account(state, other), state.chain.parameters.coin_deposit
    account = Account(balance=before.balance - deposit, nonce=before.nonce) if other == sender else before
    created = Coin(symbol=body.symbol, issuer=sender, decimals=body.decimals, cap=body.cap, supply=0, deposit=deposit)
    expected = created if coin == coin_id(body.symbol) else get_coin(state, coin)
    pots = Pots(ecosystem=state.pots.ecosystem, deposits=state.pots.deposits + deposit, fees=state.pots.fees, rewards=state.pots.rewards)
    untouched = after.holdings == state.holdings and same_chain(after, state)
    return untouched and get_account(after, other) == account and get_coin(after, coin) == expected and after.pots == pots


@theorem("COIN-8", "A new coin is sound, its deposit lies in the deposits pot, and no SSP is made or destroyed.", says=Says.INVARIANT, standing_in=HASHES)
def coin_create_keeps_the_ledger(state: State, sender: AccountId, body: CoinCreate) -> bool:
    coin = coin_id(body.symbol)
    if not coin_is_sound(state, coin):
        return True
    after = apply_coin_create(state, sender, body)
    deposited = after.pots.deposits - state.pots.deposits == total(after.coins, "deposit") - total(state.coins, "deposit")
    return coin_is_sound(after, coin) and deposited and ssp(after) == ssp(state)


@theorem(
    "COIN-9",
    "Minting fails for the first of: unknown coin, not its issuer, nothing to mint, cap exceeded, recipient's holding too large.",
    says=Says.ACCEPTANCE,
)
def coin_mint_accepts(state: State, sender: AccountId, body: CoinMint) -> bool:
    coin = get_coin(state, body.coin)
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (body.amount == 0, Code.AMOUNT_ZERO),
        (coin.supply + body.amount > coin.cap, Code.CAP_EXCEEDED),
        (get_holding(state, body.coin, body.recipient).balance + body.amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(apply_coin_mint, state, sender, body) == expected


@theorem("COIN-9", "Minting adds exactly the amount to one coin's supply and to one holding of it, and touches no SSP.", says=Says.AMOUNTS)
def coin_mint_is_exact(state: State, sender: AccountId, body: CoinMint, coin: CoinId, other: AccountId) -> bool:
    after, before = apply_coin_mint(state, sender, body), get_coin(state, coin)
    held = get_holding(state, coin, other).balance
    expected = _with_supply(before, before.supply + body.amount) if coin == body.coin else before
    holding = Holding(held + body.amount) if coin == body.coin and other == body.recipient else Holding(held)
    untouched = after.accounts == state.accounts and after.pots == state.pots and same_chain(after, state)
    return untouched and get_coin(after, coin) == expected and get_holding(after, coin, other) == holding


@theorem("COIN-9", "After minting, what is held of a coin still adds up to its supply, which is still within its cap.", says=Says.INVARIANT)
def coin_mint_keeps_the_coin_sound(state: State, sender: AccountId, body: CoinMint, coin: CoinId) -> bool:
    return not coin_is_sound(state, coin) or coin_is_sound(apply_coin_mint(state, sender, body), coin)


@theorem("COIN-10", "Burning fails for the first of: unknown coin, not its issuer, nothing to burn, holding or supply too small.", says=Says.ACCEPTANCE)
def coin_burn_accepts(state: State, sender: AccountId, body: CoinBurn) -> bool:
    coin = get_coin(state, body.coin)
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (body.amount == 0, Code.AMOUNT_ZERO),
        (get_holding(state, body.coin, sender).balance < body.amount, Code.INSUFFICIENT_BALANCE),
        (coin.supply < body.amount, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_coin_burn, state, sender, body) == expected


@theorem("COIN-10", "Burning takes exactly the amount from one coin's supply and from its issuer's holding, and touches no SSP.", says=Says.AMOUNTS)
def coin_burn_is_exact(state: State, sender: AccountId, body: CoinBurn, coin: CoinId, other: AccountId) -> bool:
    after, before = apply_coin_burn(state, sender, body), get_coin(state, coin)
    held = get_holding(state, coin, other).balance
    expected = _with_supply(before, before.supply - body.amount) if coin == body.coin else before
    holding = Holding(held - body.amount) if coin == body.coin and other == sender else Holding(held)
    untouched = after.accounts == state.accounts and after.pots == state.pots and same_chain(after, state)
    return untouched and get_coin(after, coin) == expected and get_holding(after, coin, other) == holding


@theorem("COIN-10", "After burning, what is held of a coin still adds up to its supply, which is still within its cap.", says=Says.INVARIANT)
def coin_burn_keeps_the_coin_sound(state: State, sender: AccountId, body: CoinBurn, coin: CoinId) -> bool:
    return not coin_is_sound(state, coin) or coin_is_sound(apply_coin_burn(state, sender, body), coin)


@theorem("COIN-11", "Moving a coin fails for an unknown coin, then for a frozen sender, then as a transfer of SSP does.", says=Says.ACCEPTANCE)
def coin_transfer_accepts(state: State, sender: AccountId, body: CoinTransfer) -> bool:
    expected = first_failing(
        (get_coin(state, body.coin).cap == 0, Code.COIN_UNKNOWN),
        (get_freeze(state, body.coin, sender).slot > 0, Code.ACCOUNT_FROZEN),
        (body.amount == 0, Code.AMOUNT_ZERO),
        (sender == body.recipient, Code.TRANSFER_TO_SELF),
        (get_holding(state, body.coin, sender).balance < body.amount, Code.INSUFFICIENT_BALANCE),
        (get_holding(state, body.coin, body.recipient).balance + body.amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(apply_coin_transfer, state, sender, body) == expected


@theorem("COIN-11", "Moving a coin moves exactly the amount of that coin, and touches no SSP and no coin's record.", says=Says.AMOUNTS)
def coin_transfer_is_exact(state: State, sender: AccountId, body: CoinTransfer, coin: CoinId, other: AccountId) -> bool:
    after, held = apply_coin_transfer(state, sender, body), get_holding(state, coin, other).balance
    change = 0
    if coin == body.coin:
        change = -body.amount if other == sender else body.amount if other == body.recipient else 0
    untouched = after.accounts == state.accounts and after.coins == state.coins and after.pots == state.pots and same_chain(after, state)
    return untouched and get_holding(after, coin, other) == Holding(held + change)


@theorem("COIN-11", "Moving a coin makes and destroys nothing of any coin.", says=Says.INVARIANT)
def coin_transfer_conserves(state: State, sender: AccountId, body: CoinTransfer, coin: CoinId) -> bool:
    after = apply_coin_transfer(state, sender, body)
    return total(after.holdings, "balance", coin) == total(state.holdings, "balance", coin)
