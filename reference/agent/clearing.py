"""The price of an auction: one for all, at which as much as possible is traded.

Demand at a price are the units of all quotes that would buy at it, supply those of all that would sell; the lesser of the two is the volume. The
clearing prices are those with the largest volume, and among these with the least difference between demand and supply. They are all whole
numbers of an interval, and the price is its middle. One pass over the prices of the quotes, lowest first, finds the interval.
"""

from dataclasses import dataclass, replace
from functools import reduce

from reference.numbers import Amount
from reference.rules import kernel, procedure
from reference.state.quote import TotalUnits
from reference.wire.market_bodies import UnitPrice


@dataclass(frozen=True, slots=True)
class Level:
    """What all quotes of one price are for."""

    price: UnitPrice
    """The price."""

    demand: TotalUnits
    """Units that are bought at this price and no higher one."""

    supply: TotalUnits
    """Units that are sold at this price and no lower one."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """The best prices found so far."""

    volume: TotalUnits
    """The units that are traded at each of them; where there are none, there are no such prices."""

    imbalance: TotalUnits
    """How many more are demanded than supplied, or supplied than demanded."""

    low: UnitPrice
    """The lowest."""

    high: UnitPrice
    """The highest."""


NO_CLEARING = Clearing(volume=0, imbalance=0, low=0, high=0)
"""Where nothing can be traded."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """How far the pass over the prices is."""

    floor: Amount
    """The lowest price that was not looked at."""

    demand: TotalUnits
    """Units that are bought at it."""

    supply: TotalUnits
    """Units that are sold below it."""

    clearing: Clearing
    """The best prices below it."""


@kernel("MATCH-3")
def weigh_prices(best: Clearing, low: UnitPrice, high: UnitPrice, demand: TotalUnits, supply: TotalUnits) -> Clearing:
    """The best prices, after those from `low` to `high` are looked at, which have this demand and this supply and follow on those looked at before."""
    volume = min(demand, supply)
    if volume == 0 or volume < best.volume:
        return best
    imbalance = max(demand, supply) - volume
    if volume == best.volume and imbalance > best.imbalance:
        return best
    if volume == best.volume and imbalance == best.imbalance:
        return replace(best, high=high)
    return Clearing(volume=volume, imbalance=imbalance, low=low, high=high)


@kernel("MATCH-4")
def middle_price(low: UnitPrice, high: UnitPrice) -> UnitPrice:
    """The middle of an interval of prices, rounded down."""
    return low + (max(low, high) - low) // 2


@procedure("MATCH-5")
def find_clearing(levels: tuple[Level, ...]) -> Clearing:
    """The clearing prices of a book, whose levels are sorted by their prices, the lowest first, each price once. Never rejects."""
    demanded = sum(level.demand for level in levels)
    return reduce(sweep_level, levels, Sweep(floor=0, demand=demanded, supply=0, clearing=NO_CLEARING)).clearing


def sweep_level(sweep: Sweep, level: Level) -> Sweep:
    """Look at the prices between the last level and this one, at which demand and supply are the same, and at this one."""
    supply = sweep.supply + level.supply
    between = weigh_prices(sweep.clearing, sweep.floor, level.price - 1, sweep.demand, sweep.supply) if level.price > sweep.floor else sweep.clearing
    found = weigh_prices(between, level.price, level.price, sweep.demand, supply)
    return Sweep(floor=level.price + 1, demand=sweep.demand - level.demand, supply=supply, clearing=found)
