"""Demands for data, and the assets that meet them: which, and in which order.

Where and when something was measured the chain does not say: where a device stands is its owner's affair, and what is once on a chain stays there. An owner
tells it to whom it likes, in a *description* of its asset. All else a match looks at is in the state, so that every node answers a demand alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Annotated

from reference.numbers import Amount, CoinId, Hash, Length, Slot
from reference.rules import kernel, procedure
from reference.wire.storage_bodies import ChunkCount

MAX_PROSPECTS = 256
"""How many assets are compared at once at most."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What somebody looks for."""

    schema: Hash
    """What the data look like."""

    region: Hash
    """Where they were measured: the hash of a region that is published."""

    start: Slot
    """The first slot of the time in question."""

    until: Slot
    """The first slot after it."""

    ceiling: Amount
    """The most that one asset may cost, in units of the coin."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """An asset as a match sees it."""

    asset: Hash
    """The asset."""

    schema: Hash
    """What its data look like."""

    region: Hash
    """Where they were measured, as its owner says."""

    start: Slot
    """The slot in which the first was measured, likewise."""

    until: Slot
    """The first slot after the last, likewise."""

    chunks: ChunkCount
    """How many there are."""

    registered: Slot
    """The slot in which it was registered; 0 where it was not."""

    price: Amount
    """What access to it costs, in units of the coin; 0 where it is not for sale in that coin."""

    coin: CoinId
    """That coin."""

    consented: bool
    """Whether its owner consents to the use that is asked for, by whoever asks."""


@kernel("DEMAND-1")
def meets(demand: Demand, prospect: Prospect) -> bool:
    """Whether an asset is what a demand looks for, at no more than it pays, with consent. Never rejects."""
    if not prospect.consented or prospect.registered == 0:
        return False
    if prospect.schema != demand.schema or prospect.region != demand.region or prospect.coin != demand.coin:
        return False
    if prospect.start >= demand.until or demand.start >= prospect.until:
        return False
    return prospect.price > 0 and prospect.price <= demand.ceiling


@kernel("DEMAND-2")
def precedes(one: Prospect, other: Prospect, lesser: bool) -> bool:
    """Whether one asset comes before another: the cheaper, then that of more chunks, then that registered earlier, then the one of the lesser identifier.

    `lesser` is whether the identifier of `one` is lesser, byte by byte. Never rejects.
    """
    if one.price != other.price:
        return one.price < other.price
    if one.chunks != other.chunks:
        return one.chunks > other.chunks
    if one.registered != other.registered:
        return one.registered < other.registered
    return lesser


@procedure("DEMAND-3")
def match_demand(demand: Demand, prospects: Annotated[tuple[Prospect, ...], Length(0, MAX_PROSPECTS)]) -> tuple[Hash, ...]:
    """The assets that meet a demand, in the order of DEMAND-2, each once. Never rejects."""
    fitting = in_order(prospect for prospect in prospects if meets(demand, prospect))
    return tuple(dict.fromkeys(prospect.asset for prospect in fitting))


def in_order(prospects: Iterable[Prospect]) -> list[Prospect]:
    """Prospects in the order of DEMAND-2."""

    def compared(one: Prospect, other: Prospect) -> int:
        return -1 if precedes(one, other, one.asset < other.asset) else 1

    return sorted(prospects, key=cmp_to_key(compared))
