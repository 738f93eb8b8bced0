"""What the issuer of an IoT_Coin may do besides minting and burning: describe it, hand it over, and freeze accounts where the coin allows that.

The issuer's power ends there. It moves nobody's money, takes none, and stops nothing but what a frozen account pays with its coin.
"""

from dataclasses import dataclass, replace

from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel
from reference.state.coin import Coin, check_coin, check_issuer
from reference.state.coin_terms import NO_SUCCESSOR, NOT_FROZEN, CoinTerms, Freeze


@dataclass(frozen=True, slots=True)
class HandOver:
    """A coin whose issuance was handed over."""

    coin: Coin
    """The coin, of its new issuer."""

    terms: CoinTerms
    """Its terms, which offer it to nobody."""


@kernel("ISSUER-2")
def describe_coin(coin: Coin, terms: CoinTerms, sender: AccountId, metadata: Hash) -> CoinTerms:
    """The terms of a coin once its issuer says something else of it. Rejects with `COIN_UNKNOWN`, then `NOT_ISSUER`."""
    check_issuer(coin, sender)
    return replace(terms, metadata=metadata)


@kernel("ISSUER-3")
def offer_coin(coin: Coin, terms: CoinTerms, sender: AccountId, successor: AccountId) -> CoinTerms:
    """The terms of a coin once its issuer offers it to a successor, or to nobody.

    Rejects with `COIN_UNKNOWN`, `NOT_ISSUER`, `SUCCESSOR_IS_ISSUER`, in this order.
    """
    check_issuer(coin, sender)
    if successor == sender:
        raise Reject(Code.SUCCESSOR_IS_ISSUER)
    return replace(terms, successor=successor)


@kernel("ISSUER-4")
def accept_coin(coin: Coin, terms: CoinTerms, sender: AccountId) -> HandOver:
    """Hand a coin over to the successor that accepts it. Rejects with `COIN_UNKNOWN`, then `NOT_SUCCESSOR`."""
    check_coin(coin)
    if terms.successor in (NO_SUCCESSOR, coin.issuer) or sender != terms.successor:
        raise Reject(Code.NOT_SUCCESSOR)
    return HandOver(coin=replace(coin, issuer=sender), terms=replace(terms, successor=NO_SUCCESSOR))


@kernel("ISSUER-5")
def freeze_account(coin: Coin, terms: CoinTerms, freeze: Freeze, sender: AccountId, slot: Slot) -> Freeze:
    """Stop an account's payments in a freezable coin. `freeze` is what stops them already.

    Rejects with `COIN_UNKNOWN`, `NOT_ISSUER`, `NOT_FREEZABLE`, `FREEZE_EXISTS`, in this order.
    """
    check_issuer(coin, sender)
    if not terms.freezable:
        raise Reject(Code.NOT_FREEZABLE)
    if freeze.slot != 0:
        raise Reject(Code.FREEZE_EXISTS)
    return Freeze(slot=slot)


@kernel("ISSUER-6")
def unfreeze_account(coin: Coin, freeze: Freeze, sender: AccountId) -> Freeze:
    """Let an account pay with a coin again. Rejects with `COIN_UNKNOWN`, `NOT_ISSUER`, `ACCOUNT_NOT_FROZEN`, in this order."""
    check_issuer(coin, sender)
    if freeze.slot == 0:
        raise Reject(Code.ACCOUNT_NOT_FROZEN)
    return NOT_FROZEN
