"""IoT_Coins: a company's own token beside SSP.

A coin is an issuer, a cap and a supply; what each account holds of it is a holding. SSP is untouched by all of
it but for the deposit and the fees.
"""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import AccountId, Amount, CoinId, Decimals, Symbol
from reference.rules import kernel, procedure
from reference.state.balance import check_amount, credit, debit
from reference.wire.hashing import Tag, tagged_hash

SYMBOL_MIN_LENGTH = 3
"""Shorter symbols are too easily mistaken for one another."""

SYMBOL_MAX_LENGTH = 12
"""What a small display shows in one line."""

SYMBOL_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""What a symbol may begin with: no digit, so that an amount and a symbol written together can be told apart."""

SYMBOL_REST = SYMBOL_FIRST | frozenset("0123456789")
"""What may follow. One alphabet and one case: two symbols that differ look different in any decent font."""

SYMBOL_OF_SSP = "SSP"
"""What people call SSP, which is no coin: an IoT_Coin of that name would be taken for it."""


@dataclass(frozen=True, slots=True)
class Coin:
    """An IoT_Coin. One whose cap is zero does not exist, and is not stored."""

    symbol: Symbol
    """What people call it; unique on the chain."""

    issuer: AccountId
    """The only account that may mint and burn."""

    decimals: Decimals
    """How a wallet shows amounts; no rule computes with it."""

    cap: Amount
    """What the supply never exceeds."""

    supply: Amount
    """What all holdings of the coin add up to."""

    deposit: Amount
    """SSP units held in the deposits pot for this coin."""


ABSENT = Coin(symbol="?", issuer=bytes(32), decimals=0, cap=0, supply=0, deposit=0)
"""What a lookup of a coin that does not exist yields; COIN-2 lets no coin have its symbol."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Holding:
    """What one account holds of one coin. A holding of nothing is not stored."""

    balance: Amount
    """In the coin's smallest unit."""


NOTHING = Holding(balance=0)
"""What a lookup of a holding that is not stored yields."""


@dataclass(frozen=True, slots=True)
class Issuance:
    """A coin and one balance of it after minting or burning."""

    coin: Coin
    """The coin with its new supply."""

    balance: Amount
    """The balance that was credited or debited."""


@procedure("COIN-1")
def coin_id(symbol: Symbol) -> CoinId:
    """The identifier of the coin called `symbol`: its tagged hash, so that a symbol is unique because its record is."""
    return tagged_hash(Tag.COIN_ID, symbol.encode("utf-8"))


@procedure("COIN-2")
def check_symbol(symbol: Symbol) -> None:
    """Check a new coin's symbol: 3 to 12 characters, a capital Latin letter and then capital Latin letters or digits, but not `SSP`.

    Rejects with `SYMBOL_INVALID`.
    """
    if not is_symbol(symbol):
        raise Reject(Code.SYMBOL_INVALID)


def is_symbol(symbol: str) -> bool:
    """Whether a text has the length and the characters of a coin's symbol, and is not that of SSP."""
    return symbol != SYMBOL_OF_SSP and SYMBOL_MIN_LENGTH <= len(symbol) <= SYMBOL_MAX_LENGTH and symbol[0] in SYMBOL_FIRST and SYMBOL_REST.issuperset(symbol)


@kernel("COIN-3")
def check_coin(coin: Coin) -> None:
    """Check that a coin exists. Rejects with `COIN_UNKNOWN`."""
    if coin.cap == 0:
        raise Reject(Code.COIN_UNKNOWN)


@kernel("COIN-4")
def check_issuer(coin: Coin, sender: AccountId) -> None:
    """Check that a coin exists and that `sender` is its issuer. Rejects with `COIN_UNKNOWN`, then `NOT_ISSUER`."""
    check_coin(coin)
    if coin.issuer != sender:
        raise Reject(Code.NOT_ISSUER)


@kernel("COIN-5")
def create_coin(existing: Coin, issuer: AccountId, symbol: Symbol, decimals: Decimals, cap: Amount, deposit: Amount) -> Coin:
    """A new coin of which nothing is issued yet. Rejects with `SYMBOL_TAKEN`, then `CAP_ZERO`.

    `existing` is what is stored under the symbol's identifier.
    """
    if existing.cap != 0:
        raise Reject(Code.SYMBOL_TAKEN)
    if cap == 0:
        raise Reject(Code.CAP_ZERO)
    return Coin(symbol=symbol, issuer=issuer, decimals=decimals, cap=cap, supply=0, deposit=deposit)


@kernel("COIN-6")
def mint(coin: Coin, sender: AccountId, recipient_balance: Amount, amount: Amount) -> Issuance:
    """Issue `amount` of a coin to a recipient.

    Rejects with `COIN_UNKNOWN`, `NOT_ISSUER`, `AMOUNT_ZERO`, `CAP_EXCEEDED`, `BALANCE_OVERFLOW`, in this order.
    """
    check_issuer(coin, sender)
    check_amount(amount)
    if coin.supply + amount > coin.cap:
        raise Reject(Code.CAP_EXCEEDED)
    return Issuance(coin=with_supply(coin, coin.supply + amount), balance=credit(recipient_balance, amount))


@kernel("COIN-7")
def burn(coin: Coin, sender: AccountId, sender_balance: Amount, amount: Amount) -> Issuance:
    """Destroy `amount` of what a coin's issuer holds of it; what is burnt may be minted again, up to the cap.

    Rejects with `COIN_UNKNOWN`, `NOT_ISSUER`, `AMOUNT_ZERO`, `INSUFFICIENT_BALANCE`, in this order.
    """
    check_issuer(coin, sender)
    check_amount(amount)
    balance = debit(sender_balance, amount)
    return Issuance(coin=with_supply(coin, debit(coin.supply, amount)), balance=balance)


def with_supply(coin: Coin, supply: Amount) -> Coin:
    """The same coin with another supply."""
    return Coin(symbol=coin.symbol, issuer=coin.issuer, decimals=coin.decimals, cap=coin.cap, supply=supply, deposit=coin.deposit)
