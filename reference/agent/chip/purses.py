"""The money of a chip's wallet: coins, what its owner lets it spend of each, and what it has spent."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import Amount, CoinId, Range, Slot
from reference.wire.listing_bodies import MAX_WAIT

WindowSlots = Annotated[int, Range(1, MAX_WAIT)]
"""How long a window is, in slots."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a chip's owner lets it spend of one coin, or for how many units of a service it lets it sign."""

    order: Amount
    """The most that one transaction may cost."""

    window: Amount
    """The most that the transactions of a window may cost together."""

    window_slots: WindowSlots
    """How long a window is, in certified slots."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What a chip has spent of one coin, or for how many units it has signed, whether or not the chain has included it."""

    began: Slot
    """The certified slot with which the window began."""

    spent: Amount
    """What was spent since."""


NOTHING_SPENT = Spending(began=0, spent=0)
"""No window has begun."""


@dataclass(frozen=True, slots=True)
class Purse:
    """One coin of a chip's wallet."""

    coin: CoinId
    """Which; 32 zero bytes for SSP."""

    limits: Limits
    """What may be spent of it."""

    spending: Spending
    """What was."""

    balance: Amount
    """What the chip has proof of, less what it has spent since."""

    learned: Slot
    """The certified slot of that proof."""


MAX_PURSES = 8
"""The most coins that a chip's wallet has room for."""
