"""How a chip signs a transaction: what it costs is stored with its nonce, before the signature leaves."""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.agent.chip.commands import Answer, Asked
from reference.agent.chip.following import certified_slot
from reference.agent.chip.lists import found, put
from reference.agent.chip.purses import MAX_PURSES, Purse
from reference.agent.chip.records import NonVolatile
from reference.agent.chip.secrets import seal_with
from reference.agent.chip.wallet import check_fresh, spend_within, use_nonce
from reference.codes import Code
from reference.numbers import Amount, CoinId, Length, Nonce, Slot
from reference.rules import procedure
from reference.state.balance import debit
from reference.state.coin_terms import SSP
from reference.wire.hashing import Tag
from reference.wire.transaction import Body, Transaction, encode_transaction

TransactionBytes = Annotated[bytes, Length(0, 1_024)]
"""A signed transaction. The longest that a chip signs has two receipts in it."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What every transaction has beside its body."""

    nonce: Nonce
    """Above every nonce that the chip has signed."""

    last_valid_slot: Slot
    """The last slot whose block may include it."""

    fee: Amount
    """The fee, in SSP."""


def coin_of(purse: Purse) -> bytes:
    """What a purse is looked up by."""
    return purse.coin


def begin_posting(asked: Asked, posting: Posting) -> NonVolatile:
    """What the chip knows once a nonce of its is used. Rejects with `CHIP_STALE`, then `NONCE_NOT_ABOVE`."""
    kept = asked.device.non_volatile
    check_fresh(kept.trust, asked.injected.reading)
    return replace(kept, nonce=use_nonce(kept.nonce, posting.nonce))


@procedure("WALLET-11")
def spend_purse(kept: NonVolatile, coin: CoinId, amount: Amount, fee: Amount) -> NonVolatile:
    """The chip after it has spent of one purse. Rejects with `PURSE_UNKNOWN`, `SPENT_ABOVE_LIMIT`, `INSUFFICIENT_BALANCE`, in this order."""
    purse = found(kept.purses, coin_of, coin, Code.PURSE_UNKNOWN)
    spending = spend_within(purse.limits, purse.spending, certified_slot(kept), amount, fee)
    balance = debit(debit(purse.balance, amount), fee)
    return replace(kept, purses=put(kept.purses, coin_of, replace(purse, spending=spending, balance=balance), MAX_PURSES))


@procedure("WALLET-11")
def spend_with_fee(kept: NonVolatile, coin: CoinId, amount: Amount, fee: Amount) -> NonVolatile:
    """The chip after it has spent an amount of a coin, and a fee in SSP. Rejects with the codes of `spend_purse`, for the coin and then for SSP."""
    if coin == SSP:
        return spend_purse(kept, SSP, amount, fee)
    return spend_purse(spend_purse(kept, coin, amount, 0), SSP, 0, fee)


@procedure("WALLET-5")
def post(asked: Asked, after: NonVolatile, posting: Posting, body: Body) -> Answer:
    """The transaction under the chip's signature, and what is stored before it leaves."""
    transaction = Transaction(after.view.chain, posting.nonce, posting.last_valid_slot, posting.fee, body)
    envelope = seal_with(after.seed, encode_transaction(transaction), Tag.TRANSACTION)
    return Answer((envelope,), after, asked.device.volatile)


@procedure("WALLET-23")
def post_for_fee(asked: Asked, kept: NonVolatile, posting: Posting, body: Body) -> Answer:
    """A transaction that costs its fee alone. Rejects with the codes of `spend_purse`."""
    return post(asked, spend_purse(kept, SSP, 0, posting.fee), posting, body)
