"""What the transactions of stored data ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import Amount, Hash, Length, Range
from reference.wire.listing_bodies import Wait

MAX_CHUNKS = 2**24
"""The most chunks of a replica: 16 GiB of the largest. More data are more replicas."""

ChunkCount = Annotated[int, Range(1, MAX_CHUNKS)]
"""How many chunks a replica has, or how many of them are left to draw from."""

MAX_CHUNK_BYTES = 1_024
"""The largest chunk."""

Chunk = Annotated[bytes, Length(1, MAX_CHUNK_BYTES)]
"""A piece of the ciphertext of a replica."""

MAX_PATH = 24
"""The most hashes that show a chunk's place: 2^24 chunks are 24 levels."""

PathBytes = Annotated[bytes, Length(0, 32 * MAX_PATH)]
"""The hashes beside the way from a chunk up to the root, the lowest first, one after the other."""

MAX_SAMPLES = 8
"""The most chunks that one audit asks for: as many of the largest, with their paths, fit into a transaction."""

Samples = Annotated[int, Range(1, MAX_SAMPLES)]
"""How many chunks an audit asks for."""

MAX_PATIENCE = 16
"""The most misses that an order may bear."""

Patience = Annotated[int, Range(1, MAX_PATIENCE)]
"""With which missed audit of a replica the provider has failed."""

ReplicaNumber = Annotated[int, Range(0, 7)]
"""Tells the replicas of an order apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk, and what shows its place."""

    chunk: Chunk
    """The chunk itself."""

    path: PathBytes
    """The hashes beside the way from it up to the root, the lowest first."""


Pieces = Annotated[tuple[Piece, ...], Length(1, MAX_SAMPLES)]
"""An answer: a piece for each chunk that is asked for, lowest place first."""


@dataclass(frozen=True, slots=True)
class ReplicaCommit:
    """Kind 73: the sender, an order's provider, says what it keeps, and how it is audited."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""

    root: Hash
    """The root over the encrypted chunks."""

    chunks: ChunkCount
    """How many there are."""

    interval: Wait
    """The slots from one audit to the next."""

    samples: Samples
    """How many chunks an audit asks for."""

    penalty: Amount
    """What a missed audit costs of the deposit, in units of the order's coin."""

    patience: Patience
    """With which missed audit the sender has failed."""


@dataclass(frozen=True, slots=True)
class ReplicaAccept:
    """Kind 74: the sender, an order's consumer, confirms what the provider keeps, and how it is audited."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""

    root: Hash
    """The root over the encrypted chunks."""

    chunks: ChunkCount
    """How many there are."""

    interval: Wait
    """The slots from one audit to the next."""

    samples: Samples
    """How many chunks an audit asks for."""

    penalty: Amount
    """What a missed audit costs of the deposit, in units of the order's coin."""

    patience: Patience
    """With which missed audit the provider has failed."""


@dataclass(frozen=True, slots=True)
class AuditOpen:
    """Kind 75: anybody opens the next audit of a replica."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """Kind 76: anybody shows what the pending audit of a replica asks for."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""

    pieces: Pieces
    """The chunks, lowest place first."""


@dataclass(frozen=True, slots=True)
class AuditMiss:
    """Kind 77: anybody reports that nobody has answered the pending audit of a replica."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""


@dataclass(frozen=True, slots=True)
class ReplicaDrop:
    """Kind 78: anybody has a replica forgotten whose order is closed."""

    order: Hash
    """The order."""

    replica: ReplicaNumber
    """Which of its replicas."""


StorageBody = ReplicaCommit | ReplicaAccept | AuditOpen | AuditAnswer | AuditMiss | ReplicaDrop
"""What a transaction of stored data asks for."""

STORAGE_KINDS: dict[type[Any], int] = {ReplicaCommit: 73, ReplicaAccept: 74, AuditOpen: 75, AuditAnswer: 76, AuditMiss: 77, ReplicaDrop: 78}
"""The kind of each body."""
