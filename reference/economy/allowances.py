"""Allowances: a spender pays with an owner's money, up to a limit, once in all or anew in each window of time.

Altering an allowance names what is believed to be left of it. Without that a spender that sees the alteration coming spends what was allowed
before, and then what is allowed afterwards.
"""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Slot
from reference.rules import kernel
from reference.state.allowance import NO_ALLOWANCE, Allowance
from reference.state.balance import check_amount
from reference.wire.coin_bodies import Period


@kernel("ALLOW-1")
def renewed(allowance: Allowance, slot: Slot) -> Allowance:
    """The allowance as it stands in a slot: where the window of its record is over, with nothing spent in the window that the slot lies in.

    Windows follow on one another from the first on, whenever anybody looks.
    """
    if allowance.period == 0 or slot < allowance.since or slot - allowance.since < allowance.period:
        return allowance
    return replace(allowance, spent=0, since=slot - (slot - allowance.since) % allowance.period)


@kernel("ALLOW-2")
def left_of(present: Allowance) -> Amount:
    """How many units may still be spent in the present window. `present` is the allowance as it stands in the slot, here and below (ALLOW-1)."""
    return present.limit - present.spent if present.limit > present.spent else 0


@kernel("ALLOW-3")
def approve(present: Allowance, owner: AccountId, spender: AccountId, expected: Amount, limit: Amount, period: Period, slot: Slot) -> Allowance:
    """The allowance that takes the place of the present one; none where the limit is zero.

    A period that stays keeps the window, and what was spent in it; otherwise the first window begins in `slot`.

    Rejects with `SPENDER_IS_OWNER`, `ALLOWANCE_UNKNOWN` where there is none to take back, `ALLOWANCE_MISMATCH`, in this order.
    """
    if owner == spender:
        raise Reject(Code.SPENDER_IS_OWNER)
    if limit == 0:
        check_allowance(present)
        return NO_ALLOWANCE
    if left_of(present) != expected:
        raise Reject(Code.ALLOWANCE_MISMATCH)
    if period != 0 and period == present.period:
        return replace(present, limit=limit)
    return Allowance(limit=limit, period=period, spent=0, since=slot)


@kernel("ALLOW-4")
def check_allowance(allowance: Allowance) -> None:
    """Check that an allowance exists. Rejects with `ALLOWANCE_UNKNOWN`."""
    if allowance.limit == 0:
        raise Reject(Code.ALLOWANCE_UNKNOWN)


@kernel("ALLOW-5")
def spend(present: Allowance, amount: Amount) -> Allowance:
    """The allowance once `amount` more was spent; none where it was given once, and is used up.

    Rejects with `ALLOWANCE_UNKNOWN`, `AMOUNT_ZERO`, `ALLOWANCE_EXCEEDED`, in this order.
    """
    check_allowance(present)
    check_amount(amount)
    if amount > left_of(present):
        raise Reject(Code.ALLOWANCE_EXCEEDED)
    spent = present.spent + amount
    if present.period == 0 and spent == present.limit:
        return NO_ALLOWANCE
    return replace(present, spent=spent)
