"""The commands of a chip's assets: data in shared storage, mandates for markets, and the quote that serves its node best."""

from dataclasses import dataclass
from typing import Annotated

from reference.agent.chip.assets import MAX_MANDATES, MAX_REPLICAS, Mandate, StoredReplica
from reference.agent.chip.commands import Command, Signer
from reference.agent.chip.following import IN_SERVICE, HeaderBytes, ProofBytes
from reference.agent.chip.lifecycle_commands import SIGNED_CODES
from reference.agent.chip.purses import Limits
from reference.agent.quoting import CHIP_LEVELS
from reference.codes import Code
from reference.numbers import Amount, Hash, Length, Range
from reference.state.market import Market
from reference.state.order import Order
from reference.state.replica import Replica
from reference.wire.market_bodies import Side, UnitPrice, Units
from reference.wire.storage_bodies import ReplicaNumber

LevelUnits = Annotated[int, Range(0, 2**46 - 1)]
"""The units of one price that a host says: of 32 levels and the own quote together, less than 2^52. Of a level with more it says no more."""


@dataclass(frozen=True, slots=True)
class LearnReplica:
    """Command 27: proofs of a replica, and of its order, of which the chip is one side's, under the checkpoint that it knows."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    order: Order
    """What the state says of it."""

    order_proof: ProofBytes
    """That it says so."""

    number: ReplicaNumber
    """Which of its replicas."""

    replica: Replica
    """What the state says of that."""

    replica_proof: ProofBytes
    """That it says so."""


@dataclass(frozen=True, slots=True)
class DropReplicas:
    """Command 28: a proof that the state has an order no more: the chip forgets its replicas."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The order."""

    proof: ProofBytes
    """That there is none."""


@dataclass(frozen=True, slots=True)
class Entrust:
    """Command 29: the owner says what the chip may trade in a market, and opens the mandate where there is none."""

    market: Hash
    """In which market."""

    side: Side
    """Whether it buys or sells."""

    price: UnitPrice
    """What a unit is worth to the owner."""

    limits: Limits
    """For how many units it may sign."""


@dataclass(frozen=True, slots=True)
class Revoke:
    """Command 30: the owner takes a mandate back."""

    market: Hash
    """For which market."""


@dataclass(frozen=True, slots=True)
class ShowMarket:
    """Command 31: a proof of a market for which the chip has a mandate, under the checkpoint that it knows."""

    header: HeaderBytes
    """The header of the checkpoint's block."""

    id: Hash
    """The market."""

    market: Market
    """What the state says of it."""

    proof: ProofBytes
    """That it says so."""


@dataclass(frozen=True, slots=True)
class ListAssets:
    """Command 32: the data in shared storage, and the mandates."""


@dataclass(frozen=True, slots=True)
class BookLevel:
    """What the quotes of one price are for, as the host says."""

    price: UnitPrice
    """The price."""

    demand: LevelUnits
    """Units that are bought at this price and no higher one."""

    supply: LevelUnits
    """Units that are sold at this price and no lower one."""


@dataclass(frozen=True, slots=True)
class BestQuote:
    """Command 33: which quote serves the owner best, by the others' quotes."""

    market: Hash
    """In which market."""

    fee: Amount
    """The fee that the quote's transaction will have, in SSP."""

    levels: Annotated[tuple[BookLevel, ...], Length(0, CHIP_LEVELS)]
    """The others' quotes, price by price, the lowest first, each price once."""


ASSET_FIELDS = {
    "replicas": Annotated[tuple[StoredReplica, ...], Length(0, MAX_REPLICAS)],
    "mandates": Annotated[tuple[Mandate, ...], Length(0, MAX_MANDATES)],
}
PROOF_CODES = (Code.HEADER_FOREIGN, Code.PROOF_INVALID)
LEARN_CODES = (Code.CHIP_STALE, *PROOF_CODES, Code.PARTY_FOREIGN, Code.REPLICA_NOT_ACCEPTED, Code.ROOM_MISSING)
DROP_CODES = (Code.CHIP_STALE, Code.REPLICA_UNKNOWN, *PROOF_CODES)
SHOW_CODES = (Code.CHIP_STALE, Code.MANDATE_UNKNOWN, *PROOF_CODES)
BEST_CODES = (Code.MANDATE_UNKNOWN, Code.MARKET_UNKNOWN, Code.PURSE_UNKNOWN, Code.BOOK_UNORDERED)

ASSET_COMMANDS = (
    Command(27, LearnReplica, IN_SERVICE, Signer.NOBODY, {"owned": bool}, True, LEARN_CODES),
    Command(28, DropReplicas, IN_SERVICE, Signer.NOBODY, {}, True, DROP_CODES),
    Command(29, Entrust, IN_SERVICE, Signer.OWNER, {}, True, (*SIGNED_CODES, Code.ROOM_MISSING)),
    Command(30, Revoke, IN_SERVICE, Signer.OWNER, {}, True, (*SIGNED_CODES, Code.MANDATE_UNKNOWN)),
    Command(31, ShowMarket, IN_SERVICE, Signer.NOBODY, {}, True, SHOW_CODES),
    Command(32, ListAssets, IN_SERVICE, Signer.NOBODY, ASSET_FIELDS, False, ()),
    Command(33, BestQuote, IN_SERVICE, Signer.NOBODY, {"price": UnitPrice, "units": Units}, False, BEST_CODES),
)
"""The rows of the table."""
