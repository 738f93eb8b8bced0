"""Fees: what a transaction costs, who is charged, and who is paid."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import Amount, ByteCount, FeeRate
from reference.rules import kernel
from reference.state.account import Account


@dataclass(frozen=True, slots=True)
class FeeShares:
    """Where a block's fees go."""

    producer: Amount
    """To the account of the agent that produced the block."""

    ecosystem: Amount
    """To the ecosystem pool."""


@kernel("FEE-1")
def minimum_fee(size: ByteCount, base_fee: FeeRate, byte_fee: FeeRate) -> Amount:
    """The least fee of a transaction of `size` bytes, in SSP units: a base for its checks and a price for each byte that every node keeps."""
    return base_fee + byte_fee * size


@kernel("FEE-2")
def charge_fee(account: Account, fee: Amount, minimum: Amount) -> Account:
    """The sender's account after it paid `fee`. Rejects with `FEE_TOO_LOW`, then `FEE_UNAFFORDABLE`.

    A sender may offer more than the minimum, and pays what it offered: the fee that was signed is the fee that is
    charged, so that a wallet can show its user the exact cost beforehand.
    """
    if fee < minimum:
        raise Reject(Code.FEE_TOO_LOW)
    if fee > account.balance:
        raise Reject(Code.FEE_UNAFFORDABLE)
    return Account(balance=account.balance - fee, nonce=account.nonce)


@kernel("FEE-3")
def share_fees(collected: Amount) -> FeeShares:
    """Share what a block collected: half, rounded down, to its producer, the rest to the ecosystem pool.

    The odd unit goes to the pool, because a producer chooses which transactions share a block and could otherwise
    arrange for it.
    """
    producer = collected // 2
    return FeeShares(producer=producer, ecosystem=collected - producer)
