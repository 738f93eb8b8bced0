# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of fees."""

from reference.codes import Code
from reference.numbers import Amount, ByteCount, FeeRate
from reference.state.account import Account
from reference.state.fee import FeeShares, charge_fee, minimum_fee, share_fees
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("FEE-1", "The minimum fee is the base and the price of every byte.", says=Says.AMOUNTS)
def minimum_fee_is_exact(size: ByteCount, base_fee: FeeRate, byte_fee: FeeRate) -> bool:
    return minimum_fee(size, base_fee, byte_fee) == base_fee + size * byte_fee


@theorem("FEE-1", "Every size has a minimum fee.", says=Says.ACCEPTANCE)
def minimum_fee_never_rejects(size: ByteCount, base_fee: FeeRate, byte_fee: FeeRate) -> bool:
    return rejection(minimum_fee, size, base_fee, byte_fee) is None


@theorem("FEE-1", "A longer transaction never costs less.", says=Says.INVARIANT)
def minimum_fee_grows(size: ByteCount, longer: ByteCount, base_fee: FeeRate, byte_fee: FeeRate) -> bool:
    return (longer < size) | (minimum_fee(longer, base_fee, byte_fee) >= minimum_fee(size, base_fee, byte_fee))


@theorem("FEE-2", "A fee is rejected for being below the minimum, then for exceeding the balance.", says=Says.ACCEPTANCE)
def charge_fee_accepts(account: Account, fee: Amount, minimum: Amount) -> bool:
    expected = first_failing((fee < minimum, Code.FEE_TOO_LOW), (account.balance < fee, Code.FEE_UNAFFORDABLE))
    return rejection(charge_fee, account, fee, minimum) == expected


@theorem("FEE-2", "Exactly the fee that was signed is charged, and the nonce stays.", says=Says.AMOUNTS)
def charge_fee_is_exact(account: Account, fee: Amount, minimum: Amount) -> bool:
    return charge_fee(account, fee, minimum) == Account(balance=account.balance - fee, nonce=account.nonce)


@theorem("FEE-2", "Nobody is charged less than the minimum, and nobody goes into debt for a fee.", says=Says.INVARIANT)
def fee_is_paid_in_full(account: Account, fee: Amount, minimum: Amount) -> bool:
    left = charge_fee(account, fee, minimum).balance
    return (account.balance - left >= minimum) & (left >= 0)


@theorem("FEE-3", "Whatever was collected can be shared.", says=Says.ACCEPTANCE)
def share_fees_never_rejects(collected: Amount) -> bool:
    return rejection(share_fees, collected) is None


@theorem("FEE-3", "The shares are all that was collected, to the unit.", says=Says.INVARIANT)
def share_fees_conserves(collected: Amount) -> bool:
    shares = share_fees(collected)
    return shares.producer + shares.ecosystem == collected


@theorem("FEE-3", "The producer gets half, and the odd unit goes to the ecosystem pool.", says=Says.AMOUNTS)
def share_fees_is_exact(collected: Amount) -> bool:
    half = collected // 2
    return share_fees(collected) == FeeShares(producer=half, ecosystem=half + collected % 2)
