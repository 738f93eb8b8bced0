"""Replicas of stored data: what a provider has committed to keep, and how its audits went."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from reference.numbers import Amount, Hash, Range, Slot
from reference.wire.listing_bodies import Wait
from reference.wire.storage_bodies import MAX_CHUNKS, MAX_PATIENCE, ChunkCount, Patience, ReplicaNumber, Samples

ChunkIndex = Annotated[int, Range(0, MAX_CHUNKS - 1)]
"""The place of a chunk in its replica, from 0."""

Misses = Annotated[int, Range(0, MAX_PATIENCE)]
"""How many audits of a replica were missed."""

LAST_AUDIT = 2**32 - 1
"""The most audits of a replica: one in every slot for 400 years."""

AuditNumber = Annotated[int, Range(0, LAST_AUDIT)]
"""The audits of a replica are counted from 1; 0 where there was none."""


class ReplicaStage(IntEnum):
    """How far a replica is."""

    NONE = 0
    """There is none."""
    COMMITTED = 1
    """The provider has said what it keeps; the consumer has not said that it is that."""
    ACCEPTED = 2
    """Both have, and it is audited."""


@dataclass(frozen=True, slots=True)
class AuditTerms:
    """How a replica is audited."""

    interval: Wait
    """The slots from one audit to the next, or from the acceptance to the first."""

    samples: Samples
    """How many chunks an audit asks for."""

    penalty: Amount
    """What a missed audit costs of the provider's deposit, in units of the order's coin."""

    patience: Patience
    """With which missed audit the provider has failed."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a provider commits to keep, and how it is audited."""

    root: Hash
    """The root over the encrypted chunks."""

    chunks: ChunkCount
    """How many there are."""

    terms: AuditTerms
    """How it is audited."""


@dataclass(frozen=True, slots=True)
class Audits:
    """How the audits of a replica went."""

    opened: AuditNumber
    """How many were opened."""

    missed: Misses
    """How many of them were missed."""

    since: Slot
    """The slot in which the last was opened; before the first that of the acceptance."""

    pending: bool
    """Whether the last has neither been answered nor reported as missed."""


NO_AUDITS = Audits(opened=0, missed=0, since=0, pending=False)
"""Those of a replica that is not accepted."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A copy of a consumer's data, encrypted for itself alone, that an order's provider keeps."""

    stage: ReplicaStage
    """How far it is."""

    commitment: Commitment
    """What is kept."""

    audits: Audits
    """How its audits went."""


NO_REPLICA = Replica(
    stage=ReplicaStage.NONE,
    commitment=Commitment(root=bytes(32), chunks=1, terms=AuditTerms(interval=1, samples=1, penalty=0, patience=1)),
    audits=NO_AUDITS,
)
"""What a lookup of a replica that nobody has committed to yields."""

ReplicaKey = tuple[Hash, ReplicaNumber]
"""The order, and the replica's number in it."""
