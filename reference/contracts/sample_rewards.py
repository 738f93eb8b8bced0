"""Rewards for the samples of devices: what a contract computes that pays for them (WP-62)."""

from typing import Annotated

from reference.numbers import Amount, Range, Slot
from reference.rules import kernel

Samples = Annotated[int, Range(0, 2**32 - 1)]
"""A number of samples."""

Period = Annotated[int, Range(0, 2**64 - 1)]
"""The number of a period, counted from slot 0."""

PeriodSlots = Annotated[int, Range(1, 2**32 - 1)]
"""How many slots a period has."""


@kernel("STATION-1")
def counts_sample(next_period: Period, period: Period, slot: Slot, period_slots: PeriodSlots) -> bool:
    """Whether a station's sample of a period counts, of which `next_period` is the first that has none of it yet: it is of the period that is now, and the
    station's first.
    """
    return period == slot // period_slots and period >= next_period


@kernel("STATION-2")
def sample_reward(reward: Amount, samples: Samples, counted: Samples) -> Amount:
    """What a station earns by so many samples of an epoch, of which so many were counted of all stations: its part of the epoch's reward in SSP units, rounded
    down; nothing where more are its own than were counted, or none was.
    """
    if samples == 0 or samples > counted:
        return 0
    return reward * samples // counted
