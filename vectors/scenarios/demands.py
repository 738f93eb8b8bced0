"""Demands for data, as calls: what meets one, in which order, whatever order assets are found in."""

from collections.abc import Iterable
from dataclasses import replace

from reference.data.demands import Demand, Prospect
from reference.state.coin_terms import SSP
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.scenarios.asset_places import WEATHER_ID
from vectors.scenarios.coin_places import GATE

HERE, THERE = bytes(range(32)), bytes(range(32, 64))
"""Two regions."""

DEMAND = Demand(schema=WEATHER_ID, region=HERE, start=10, until=40, ceiling=500, coin=SSP)


def named(number: int, **changed: object) -> Prospect:
    """A prospect that meets the demand, but for what is said of it."""
    usual = Prospect(
        asset=bytes((number,)) * 32, schema=WEATHER_ID, region=HERE, start=20, until=30, chunks=5, registered=35, price=400, coin=SSP, consented=True
    )
    return replace(usual, **changed)  # type: ignore[arg-type]


ORDERED = (named(9, price=1), named(8, chunks=6), named(7, registered=34), named(1), named(2), named(3, price=500))
"""In the order in which they come: each but the first by another reason."""

EDGES = {
    "an asset that begins in the last slot of the demand": named(1, start=39, until=60),
    "one that begins as the demand is over": named(1, start=40, until=60),
    "one that ends in the demand's first slot": named(1, start=5, until=11),
    "one that is over as the demand begins": named(1, start=5, until=10),
    "one at the ceiling": named(1, price=500),
    "one above the ceiling": named(1, price=501),
    "one that is not for sale": named(1, price=0),
    "one without consent": named(1, consented=False),
    "one that is forgotten": named(1, registered=0),
    "one of another region": named(1, region=THERE),
    "one of another schema": named(1, schema=HERE),
    "one in another coin": named(1, coin=GATE),
}
"""What one prospect is like that is asked for alone."""


def demand_cases() -> list[Case]:
    """Calls of DEMAND-3."""
    return list(_matches())


def _matches() -> Iterable[Case]:
    yield _call("nothing is on offer")
    for why, prospect in EDGES.items():
        yield _call(why, prospect)
    yield _call("six, in their order", *ORDERED)
    yield _call("the same six, the other way round", *reversed(ORDERED))
    yield _call("the same six, begun in the middle", *ORDERED[3:], *ORDERED[:3])
    yield _call("one named twice, at two prices", named(1, price=300), named(2), named(1))
    yield _call("two that meet the demand between others", named(4, consented=False), named(2), named(3, price=501), named(1))
    yield _call("as many as there may be", *(named(number % 256, price=1 + (number * 7) % 97) for number in range(256)))


def _call(why: str, *prospects: Prospect) -> Case:
    given = call_input("match_demand", {"demand": DEMAND, "prospects": prospects})
    return intended_case((callees()["match_demand"].rule, "DEMAND-1", "DEMAND-2"), Kind.CALL, "minimal", f"match_demand: {why}", given, None)
