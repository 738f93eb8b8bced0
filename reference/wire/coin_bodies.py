"""What the transactions of companies, their IoT_Coins, allowances and batches ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import AccountId, Amount, CoinId, Decimals, Hash, Length, Range, Symbol

Period = Annotated[int, Range(0, 2**32 - 1)]
"""The slots of one window of an allowance; 0 where it is given once."""

MAX_PAYMENTS = 64
"""The most payments in a batch. How many fit into a transaction is bounded by its bytes as well."""


@dataclass(frozen=True, slots=True)
class CompanyRegister:
    """Kind 21: the sender becomes a registered company."""

    metadata: Hash
    """The hash of what the company says of itself."""


@dataclass(frozen=True, slots=True)
class CompanyClose:
    """Kind 22: the sender is a registered company no more, and takes its deposit back."""


@dataclass(frozen=True, slots=True)
class CoinFound:
    """Kind 23: an IoT_Coin whose issuer is the sender, with terms."""

    symbol: Symbol
    """The coin's name, from which its identifier follows."""

    decimals: Decimals
    """Decimal places that a wallet shows."""

    cap: Amount
    """The largest supply that the coin may ever have, in its units."""

    freezable: bool
    """Whether its issuer may ever freeze an account."""

    metadata: Hash
    """The hash of what the issuer says of the coin; zeros where it says nothing."""


@dataclass(frozen=True, slots=True)
class CoinDescribe:
    """Kind 24: the issuer says something else of its coin."""

    coin: CoinId
    """The coin."""

    metadata: Hash
    """The hash of what it says now; zeros for nothing."""


@dataclass(frozen=True, slots=True)
class CoinOffer:
    """Kind 25: the issuer offers the issuance of its coin to a successor."""

    coin: CoinId
    """The coin."""

    successor: AccountId
    """Who may accept it; zeros withdraw the offer."""


@dataclass(frozen=True, slots=True)
class CoinAccept:
    """Kind 26: the sender accepts the issuance of a coin that was offered to it."""

    coin: CoinId
    """The coin."""


@dataclass(frozen=True, slots=True)
class CoinFreeze:
    """Kind 27: the issuer freezes an account in its coin."""

    coin: CoinId
    """The coin."""

    account: AccountId
    """The account."""


@dataclass(frozen=True, slots=True)
class CoinUnfreeze:
    """Kind 28: the issuer ends a freeze."""

    coin: CoinId
    """The coin."""

    account: AccountId
    """The account."""


@dataclass(frozen=True, slots=True)
class Approve:
    """Kind 29: the sender allows a spender to pay with its money, or alters what it has allowed."""

    coin: CoinId
    """The coin; zeros for SSP."""

    spender: AccountId
    """Who may pay."""

    expected: Amount
    """What the sender believes to be left of the present allowance; looked at unless the new limit is zero."""

    limit: Amount
    """What may be spent from now on, in each window; zero takes the allowance back."""

    period: Period
    """The slots of a window; zero where the limit counts once in all."""


@dataclass(frozen=True, slots=True)
class Spend:
    """Kind 30: the sender pays with an owner's money, within its allowance."""

    coin: CoinId
    """The coin; zeros for SSP."""

    owner: AccountId
    """Whose money it is."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """Units of the coin."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a batch."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """Units of the batch's coin."""


@dataclass(frozen=True, slots=True)
class BatchPay:
    """Kind 31: the sender pays several recipients at once."""

    coin: CoinId
    """The coin; zeros for SSP."""

    payments: Annotated[tuple[Payment, ...], Length(1, MAX_PAYMENTS)]
    """In the order in which they are made."""


CoinBody = CompanyRegister | CompanyClose | CoinFound | CoinDescribe | CoinOffer | CoinAccept | CoinFreeze | CoinUnfreeze | Approve | Spend | BatchPay
"""What a transaction of companies, coins, allowances and batches asks for."""

COIN_KINDS: dict[type[Any], int] = {
    CompanyRegister: 21,
    CompanyClose: 22,
    CoinFound: 23,
    CoinDescribe: 24,
    CoinOffer: 25,
    CoinAccept: 26,
    CoinFreeze: 27,
    CoinUnfreeze: 28,
    Approve: 29,
    Spend: 30,
    BatchPay: 31,
}
"""The kind of each body."""
