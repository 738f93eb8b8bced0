"""What a chip manages beside money: data kept in shared storage, and what its node trades in markets."""

from dataclasses import dataclass

from reference.agent.chip.purses import Limits, Spending
from reference.numbers import Hash, Slot
from reference.state.market import MarketTerms
from reference.state.replica import Misses
from reference.wire.market_bodies import Side, UnitPrice
from reference.wire.storage_bodies import ChunkCount, ReplicaNumber


@dataclass(frozen=True, slots=True)
class StoredReplica:
    """Data kept in shared storage, of which the chip has had proof."""

    order: Hash
    """The order by which they are kept."""

    replica: ReplicaNumber
    """Which of its replicas."""

    owned: bool
    """Whether the chip is the consumer's, whose data they are; otherwise it is that of the provider, who keeps them."""

    root: Hash
    """The root over the encrypted chunks: what is kept."""

    chunks: ChunkCount
    """How many there are."""

    missed: Misses
    """How many audits of the replica were missed by then."""

    learned: Slot
    """The certified slot of the proof."""


MAX_REPLICAS = 8
"""The most replicas that a chip has room for: those of one order."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a chip's owner lets it buy or sell in one market: a service that the node offers, or one that it asks for."""

    market: Hash
    """In which market."""

    side: Side
    """Whether it buys or sells."""

    price: UnitPrice
    """What a unit is worth to the owner: the chip buys at no higher price, and sells at no lower one."""

    limits: Limits
    """For how many units of the service: at most so many at once, and so many in a window of certified slots."""

    spending: Spending
    """For how many it has signed."""

    opened: Slot
    """The slot in which the market was opened; 0 until the chip has proof of it, and then the terms say nothing."""

    terms: MarketTerms
    """The market's terms: service, coin, and the conditions on which the chip deals there."""


MAX_MANDATES = 4
"""The most markets that a chip trades in."""
