"""Allowances: what an owner lets a spender pay with its money."""

from dataclasses import dataclass

from reference.numbers import AccountId, Amount, CoinId, Slot
from reference.wire.coin_bodies import Period

AllowanceKey = tuple[CoinId, AccountId, AccountId]
"""Of which coin, zeros for SSP; whose money; who may spend it."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one spender may pay with one coin of one owner. An allowance whose limit is zero does not exist, and is not stored."""

    limit: Amount
    """What may be spent in each window, or, without a period, in all."""

    period: Period
    """The slots of a window; zero where there is but one, which never ends."""

    spent: Amount
    """What was spent in the window that begins with `since`; more than the limit where that was lowered in it, and the window is not over."""

    since: Slot
    """The first slot of the window in which something was spent last, or the slot in which the allowance, or one with its period, was made."""


NO_ALLOWANCE = Allowance(limit=0, period=0, spent=0, since=0)
"""What a lookup of an allowance that does not exist yields."""
