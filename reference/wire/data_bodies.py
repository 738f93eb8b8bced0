"""What the transactions of data ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reference.numbers import AccountId, Hash, Slot
from reference.wire.access_bodies import ACCESS_KINDS, AccessBody, ConsentNumber, UseNumber
from reference.wire.chip_identity import Serial
from reference.wire.derived_bodies import DERIVED_KINDS, DerivedBody
from reference.wire.fields import reader_of
from reference.wire.sample import SampleBytes, SeriesNumber
from reference.wire.service_bodies import ServiceName
from reference.wire.storage_bodies import ChunkCount

SchemaName = ServiceName
"""What people call a schema."""


@dataclass(frozen=True, slots=True)
class ConsentGrant:
    """Kind 83: the sender consents to a use of its data."""

    number: ConsentNumber
    """Which of the sender's consents."""

    scope: Hash
    """A series, or an asset; 32 zero bytes for all that is the sender's."""

    use: UseNumber
    """What for."""

    reader: AccountId
    """Who may; 32 zero bytes for anybody."""

    start: Slot
    """The first slot in which it counts; one that is over means from now on."""

    until: Slot
    """The first slot in which it does not count any more."""


@dataclass(frozen=True, slots=True)
class ConsentRevoke:
    """Kind 84: the sender takes a consent back."""

    number: ConsentNumber
    """Which of the sender's consents."""


@dataclass(frozen=True, slots=True)
class SchemaRegister:
    """Kind 85: anybody registers what some data look like."""

    name: SchemaName
    """What people call it."""

    metadata: Hash
    """Of what says the rest."""


@dataclass(frozen=True, slots=True)
class AssetRegister:
    """Kind 86: the sender registers data that a chip of its own has signed."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""

    series: SeriesNumber
    """Which of the chip's series."""

    schema: Hash
    """What the data look like."""

    root: Hash
    """The root over the encrypted chunks, each with its signed sample."""

    chunks: ChunkCount
    """How many there are."""

    key: Hash
    """The commitment to the key that they are encrypted with."""

    first: SampleBytes
    """The first sample."""

    last: SampleBytes
    """The last; of a single one the same."""

    consent: ConsentNumber
    """The sender's consent to their generation."""


@dataclass(frozen=True, slots=True)
class AssetForget:
    """Kind 87: the sender has an asset of its own forgotten."""

    asset: Hash
    """The asset."""


DataBody = ConsentGrant | ConsentRevoke | SchemaRegister | AssetRegister | AssetForget | AccessBody | DerivedBody
"""What a transaction of data asks for."""

DATA_KINDS: dict[type[Any], int] = {
    ConsentGrant: 83,
    ConsentRevoke: 84,
    SchemaRegister: 85,
    AssetRegister: 86,
    AssetForget: 87,
    **ACCESS_KINDS,
    **DERIVED_KINDS,
}
"""The kind of each body; its fields travel in the order in which the record declares them."""

DATA_TYPES: tuple[type[Any], ...] = tuple(DATA_KINDS)
"""The types of the bodies, to ask whether a body is one of them: the prover does not see through a union."""

DATA_READERS: dict[int, Callable[[object], DataBody]] = {kind: reader_of(body) for body, kind in DATA_KINDS.items()}
"""How the body of each kind is read."""
