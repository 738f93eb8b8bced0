"""Assets: data that their owner has registered, the series that they are cut from, and the schemas that say what they look like."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Hash, Range, Slot
from reference.wire.data_bodies import SchemaName
from reference.wire.sample import LAST_PLACE, Place, SampleCounter, SeriesNumber
from reference.wire.storage_bodies import ChunkCount

FollowingPlace = Annotated[int, Range(0, LAST_PLACE + 1)]
"""The first place of a series that is in no asset, nor before one that is."""


@dataclass(frozen=True, slots=True)
class Series:
    """How much of what a chip has signed is registered already."""

    following: FollowingPlace
    """The place after the last that is registered; 0 where nothing is."""

    counter: SampleCounter
    """The chip's count at that last place."""


NO_SERIES = Series(following=0, counter=0)
"""What a lookup of a series yields of which nothing is registered."""

SeriesKey = tuple[AccountId, SeriesNumber]
"""The account of the chip's key, and the series's number among the chip's."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What data look like. None is ever removed or changed."""

    name: SchemaName
    """What people call it. Others may be called the same: its identifier tells them apart."""

    metadata: Hash
    """Of what says the rest: the fields, their units, how they are written."""

    registered: Slot
    """The slot in which it was registered; 0 where it was not."""


NO_SCHEMA = Schema(name="?", metadata=bytes(32), registered=0)
"""What a lookup of a schema yields that nobody has registered."""


@dataclass(frozen=True, slots=True)
class Asset:
    """Data that their owner has registered. The chain has no more of them than this."""

    owner: AccountId
    """Whose they are."""

    chip: AccountId
    """The account of the key of the chip that signed the samples."""

    series: SeriesNumber
    """Which of the chip's series they are of."""

    first: Place
    """The place of the first of them in the series."""

    chunks: ChunkCount
    """How many samples there are, and so how many chunks."""

    schema: Hash
    """What they look like."""

    root: Hash
    """The root over the encrypted chunks, each with its signed sample."""

    key: Hash
    """The commitment to the key that they are encrypted with."""

    registered: Slot
    """The slot in which they were registered; 0 where they were not."""


NO_ASSET = Asset(owner=bytes(32), chip=bytes(32), series=0, first=0, chunks=1, schema=bytes(32), root=bytes(32), key=bytes(32), registered=0)
"""What a lookup of an asset yields that nobody has registered, or that was forgotten."""
