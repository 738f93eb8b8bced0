# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of IoT_Coins: who may issue, how much, and what becomes of it."""

from reference.codes import Code
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Decimals, Symbol
from reference.state.coin import Coin, burn, check_coin, check_issuer, create_coin, mint
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem


def _sound(coin: Coin) -> bool:
    """The invariant of a coin: never more issued than its cap."""
    return coin.supply <= coin.cap


def _with_supply(coin: Coin, supply: Amount) -> Coin:
    return Coin(symbol=coin.symbol, issuer=coin.issuer, decimals=coin.decimals, cap=coin.cap, supply=supply, deposit=coin.deposit)


@theorem("COIN-3", "A coin is unknown just where its cap is zero.", says=Says.ACCEPTANCE)
def check_coin_accepts(coin: Coin) -> bool:
    return rejection(check_coin, coin) == (Code.COIN_UNKNOWN if coin.cap == 0 else None)


@theorem("COIN-3", "A coin that was created is known, and still is after a first minting.", says=Says.INVARIANT)
def created_coin_is_known(
    existing: Coin, issuer: AccountId, symbol: Symbol, decimals: Decimals, cap: Amount, deposit: Amount, recipient_balance: Amount, amount: Amount
) -> bool:
    created = create_coin(existing, issuer, symbol, decimals, cap, deposit)
    minted = outcome(mint, created, issuer, recipient_balance, amount)
    later = created if minted.code is not None else minted.value.coin
    return rejection(check_coin, created) is None and rejection(check_coin, later) is None


@theorem("COIN-4", "A sender is rejected for an unknown coin, then for not being its issuer.", says=Says.ACCEPTANCE)
def check_issuer_accepts(coin: Coin, sender: AccountId) -> bool:
    expected = first_failing((coin.cap == 0, Code.COIN_UNKNOWN), (coin.issuer != sender, Code.NOT_ISSUER))
    return rejection(check_issuer, coin, sender) == expected


@theorem("COIN-4", "A coin has one issuer: of two accounts that pass, both are the same.", says=Says.INVARIANT)
def coin_has_one_issuer(coin: Coin, sender: AccountId, other: AccountId) -> bool:
    check_issuer(coin, sender)
    check_issuer(coin, other)
    return sender == other


@theorem("COIN-5", "A new coin is rejected for a symbol that is taken, then for a cap of zero.", says=Says.ACCEPTANCE)
def create_coin_accepts(existing: Coin, issuer: AccountId, symbol: Symbol, decimals: Decimals, cap: Amount, deposit: Amount) -> bool:
    expected = first_failing((existing.cap > 0, Code.SYMBOL_TAKEN), (cap == 0, Code.CAP_ZERO))
    return rejection(create_coin, existing, issuer, symbol, decimals, cap, deposit) == expected


@theorem("COIN-5", "A new coin is what its creator asked for, and nothing of it is issued.", says=Says.AMOUNTS)
def create_coin_is_exact(existing: Coin, issuer: AccountId, symbol: Symbol, decimals: Decimals, cap: Amount, deposit: Amount) -> bool:
    created = create_coin(existing, issuer, symbol, decimals, cap, deposit)
    return created == Coin(symbol=symbol, issuer=issuer, decimals=decimals, cap=cap, supply=0, deposit=deposit)


@theorem("COIN-5", "A symbol is given once: whoever asks for it later finds it taken.", says=Says.INVARIANT)
def symbol_is_given_once(existing: Coin, issuer: AccountId, later: AccountId, symbol: Symbol, decimals: Decimals, cap: Amount, deposit: Amount) -> bool:
    created = create_coin(existing, issuer, symbol, decimals, cap, deposit)
    return rejection(create_coin, created, later, symbol, decimals, cap, deposit) == Code.SYMBOL_TAKEN


@theorem(
    "COIN-6",
    "Minting is rejected for the first of: unknown coin, not its issuer, nothing to mint, cap exceeded, recipient's balance too large.",
    says=Says.ACCEPTANCE,
)
def mint_accepts(coin: Coin, sender: AccountId, recipient_balance: Amount, amount: Amount) -> bool:
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (amount == 0, Code.AMOUNT_ZERO),
        (amount > coin.cap - coin.supply, Code.CAP_EXCEEDED),
        (recipient_balance + amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(mint, coin, sender, recipient_balance, amount) == expected


@theorem("COIN-6", "Minting adds exactly the amount to the supply and to the recipient, and changes nothing else of the coin.", says=Says.AMOUNTS)
def mint_is_exact(coin: Coin, sender: AccountId, recipient_balance: Amount, amount: Amount) -> bool:
    issued = mint(coin, sender, recipient_balance, amount)
    return issued.coin == _with_supply(coin, coin.supply + amount) and issued.balance == recipient_balance + amount


@theorem("COIN-6", "Only the issuer mints, and never above the cap.", says=Says.INVARIANT)
def only_the_issuer_mints(coin: Coin, sender: AccountId, recipient_balance: Amount, amount: Amount) -> bool:
    issued = mint(coin, sender, recipient_balance, amount)
    return (sender == coin.issuer) & (issued.coin.supply <= coin.cap)


@theorem(
    "COIN-7",
    "Burning is rejected for the first of: unknown coin, not its issuer, nothing to burn, balance or supply too small.",
    says=Says.ACCEPTANCE,
)
def burn_accepts(coin: Coin, sender: AccountId, sender_balance: Amount, amount: Amount) -> bool:
    expected = first_failing(
        (coin.cap == 0, Code.COIN_UNKNOWN),
        (coin.issuer != sender, Code.NOT_ISSUER),
        (amount == 0, Code.AMOUNT_ZERO),
        (sender_balance < amount, Code.INSUFFICIENT_BALANCE),
        (coin.supply < amount, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(burn, coin, sender, sender_balance, amount) == expected


@theorem("COIN-7", "Burning takes exactly the amount from the supply and from the issuer, and changes nothing else of the coin.", says=Says.AMOUNTS)
def burn_is_exact(coin: Coin, sender: AccountId, sender_balance: Amount, amount: Amount) -> bool:
    issued = burn(coin, sender, sender_balance, amount)
    return issued.coin == _with_supply(coin, coin.supply - amount) and issued.balance == sender_balance - amount


@theorem("COIN-7", "Burning keeps the supply within the cap.", says=Says.INVARIANT, assuming=_sound)
def burn_keeps_the_cap(coin: Coin, sender: AccountId, sender_balance: Amount, amount: Amount) -> bool:
    return _sound(burn(coin, sender, sender_balance, amount).coin)


@theorem("COIN-7", "What was minted can be burnt again, and leaves the coin as it was.")
def burn_undoes_mint(coin: Coin, balance: Amount, amount: Amount) -> bool:
    minted = mint(coin, coin.issuer, balance, amount)
    burnt = outcome(burn, minted.coin, coin.issuer, minted.balance, amount)
    return burnt.code is None and burnt.value.coin == coin and burnt.value.balance == balance
