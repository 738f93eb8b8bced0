# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of rewards for samples: no sample counts twice, and an epoch pays no more than its reward."""

from reference.contracts.sample_rewards import Period, PeriodSlots, Samples, counts_sample, sample_reward
from reference.numbers import MAX_UINT64, Amount, Slot
from spec.prover.statement import Says, rejection, theorem


@theorem("STATION-1", "Whether a sample counts can always be said.", says=Says.ACCEPTANCE)
def counting_never_rejects(next_period: Period, period: Period, slot: Slot, period_slots: PeriodSlots) -> bool:
    return rejection(counts_sample, next_period, period, slot, period_slots) is None


@theorem("STATION-1", "It counts in the slots of its period, and once there is none of that period.", says=Says.AMOUNTS)
def counting_is_exact(next_period: Period, period: Period, slot: Slot, period_slots: PeriodSlots) -> bool:
    begun = period * period_slots <= slot
    over = (period + 1) * period_slots <= slot
    return counts_sample(next_period, period, slot, period_slots) == (begun and not over and period >= next_period)


@theorem("STATION-1", "What has counted does not count again, at any time.", says=Says.INVARIANT)
def sample_counts_once(next_period: Period, period: Period, slot: Slot, later: Slot, period_slots: PeriodSlots) -> bool:
    if period == MAX_UINT64 or not counts_sample(next_period, period, slot, period_slots):
        return True
    return not counts_sample(period + 1, period, later, period_slots)


@theorem("STATION-2", "What a station earns can always be said.", says=Says.ACCEPTANCE)
def rewarding_never_rejects(reward: Amount, samples: Samples, counted: Samples) -> bool:
    return rejection(sample_reward, reward, samples, counted) is None


@theorem("STATION-2", "It is the greatest amount of which as many as were counted come to no more than the reward for each of its samples.", says=Says.AMOUNTS)
def rewarding_is_exact(reward: Amount, samples: Samples, counted: Samples) -> bool:
    share = sample_reward(reward, samples, counted)
    if samples == 0 or samples > counted:
        return share == 0
    return share * counted <= reward * samples < (share + 1) * counted


@theorem(
    "STATION-2", "Two stations, and so all of them, have together no more than the reward, and no more than one with the samples of both.", says=Says.INVARIANT
)
def rewards_fit(reward: Amount, samples: Samples, others: Samples, counted: Samples) -> bool:
    if samples + others > counted:
        return True
    both = sample_reward(reward, samples, counted) + sample_reward(reward, others, counted)
    return both <= sample_reward(reward, samples + others, counted) <= reward
