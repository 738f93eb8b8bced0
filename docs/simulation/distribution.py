"""What of each share of the first distribution can have been paid out by when, computed by the rules themselves."""

from fractions import Fraction

from reference.consensus.calendar import term_of
from reference.consensus.rewards import term_release
from reference.economy.distribution import ECOSYSTEM_SHARE, FOUNDATION_SHARE, PLACEMENT_SHARE, TEAM_SHARE
from reference.economy.locks import released_by
from reference.numbers import PPM, Slot
from reference.parameters import MAINNET, SSP_DECIMALS
from reference.state.lock import Lock
from simulation.results import Result, decimals, rounded

YEAR: Slot = 365 * 24 * 3600 // MAINNET.slot_seconds
"""A year, in slots."""

YEARS = 10
"""How long the plot is."""

POINTS = 48
"""How many points of each curve are drawn for a year."""

BILLION = 10 ** (9 + SSP_DECIMALS)
"""A billion SSP, in units."""

PLACEMENT, FOUNDATION, TEAM = "private placement, at most", "foundation", "team"
ECOSYSTEM, AGENTS = "ecosystem, at most", "ecosystem: agents, voters"


def distribution_results() -> dict[str, Result]:
    """The curve of each share over ten years."""
    slots = [year * YEAR // POINTS for year in range(YEARS * POINTS + 1)]
    end = MAINNET.team_lock_slots
    lock = Lock(amount=TEAM_SHARE, left=TEAM_SHARE, start=0, cliff=end, end=end)
    series = {
        PLACEMENT: [PLACEMENT_SHARE] * len(slots),
        FOUNDATION: [FOUNDATION_SHARE] * len(slots),
        TEAM: [released_by(lock, slot) for slot in slots],
        ECOSYSTEM: _ecosystem(slots, PPM),
        AGENTS: _ecosystem(slots, MAINNET.agents_share_ppm),
    }
    shown = (0, *(year * POINTS for year in (1, 2, 3, 5, 10)))
    rows = tuple((name, *(decimals(Fraction(amounts[place], BILLION), 2) for place in shown)) for name, amounts in series.items())
    drawn = {"year": [rounded(Fraction(slot, YEAR)) for slot in slots]}
    drawn |= {name: [rounded(Fraction(amount, BILLION)) for amount in amounts] for name, amounts in series.items()}
    alternative = (
        "What of each share can have been paid out, in billions of SSP, over ten years. The private placement, 2.5, and the foundation's share, 2, are there "
        "from the beginning. The team has nothing for a year, and then 1. The ecosystem's share rises steadily and ever more slowly from nothing to 3.47 of "
        "its 4.5; a fifth of that is for agents and voters. The table below has the figures."
    )
    columns = ("Billions of SSP, by", "genesis", "1 year", "2 years", "3 years", "5 years", "10 years")
    return {"distribution": Result(alternative, columns, rows, drawn)}


def _ecosystem(slots: list[Slot], part_ppm: int) -> list[int]:
    """What has left the pool by these slots for a part of what it releases, where every term is paid in full and no fee comes in."""
    paid, pool, term = 0, ECOSYSTEM_SHARE, 0
    by_slot = []
    for slot in slots:
        while term < term_of(slot, MAINNET.agents, MAINNET.term_rounds):
            paid += term_release(pool, MAINNET.release_ppm, part_ppm)
            pool -= term_release(pool, MAINNET.release_ppm, PPM)
            term += 1
        by_slot.append(paid)
    return by_slot
