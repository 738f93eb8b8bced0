"""Where the scenarios of assets play: an owner, its chip, a schema, consent, and samples that the chip has signed."""

from collections.abc import Mapping
from dataclasses import replace

from immutables import Map

from reference.agent.chunks import chunk_root
from reference.data.assets import asset_id, key_commitment, schema_id, series_id
from reference.numbers import Hash
from reference.state.asset import Asset, Schema, Series, SeriesKey
from reference.state.chip import Chip
from reference.state.consent import Consent, ConsentKey, Use
from reference.state.data_tables import Data
from reference.state.state import State
from reference.wire.data_bodies import AssetForget, AssetRegister
from reference.wire.sample import Sample
from vectors.build import ALICE, chain_of
from vectors.keys import KeyPair, sign_sample
from vectors.scenarios.chip_places import CHIP, KEY, REGISTERED, with_chip

OWNER = ALICE
"""Whose chip it is."""

SERIES = 3
"""The chip's series that the data are of."""

WEATHER = Schema(name="weather", metadata=bytes(range(32)), registered=20)
WEATHER_ID = schema_id(WEATHER.name, WEATHER.metadata)

CHUNKS = tuple(bytes((place,)) * 40 for place in range(5))
"""The encrypted chunks of the asset."""

DATA_KEY = bytes(range(64, 96))
"""What they are encrypted with."""

FIRST, COUNT = 10, 5
"""The place of the first sample of the asset, and what the chip had counted before it."""

GENERATED = Consent(scope=series_id(CHIP.account, SERIES), use=Use.GENERATION.value, reader=CHIP.account, start=30, until=60)
CONSENT: ConsentKey = (OWNER.account, 1)
"""The owner's consent to the generation of the series."""

BEFORE = Series(following=FIRST, counter=FIRST)
"""The series as it was before the asset was registered."""

SERIES_KEY: SeriesKey = (CHIP.account, SERIES)

ASSET_ID = asset_id(CHIP.account, SERIES, FIRST)
ASSET = Asset(
    owner=OWNER.account,
    chip=CHIP.account,
    series=SERIES,
    first=FIRST,
    chunks=len(CHUNKS),
    schema=WEATHER_ID,
    root=chunk_root(CHUNKS),
    key=key_commitment(DATA_KEY),
    registered=35,
)
"""The asset once it is registered."""

AFTER = Series(following=FIRST + len(CHUNKS), counter=40)
"""The series then."""

CHAIN = chain_of("minimal").id


def sample(index: int = FIRST, counter: int | None = None, chip: KeyPair = CHIP, **changed: object) -> bytes:
    """A sample that the chip has signed: by default it has counted one for each place."""
    usual = Sample(chain=CHAIN, series=SERIES, index=index, counter=index + 1 if counter is None else counter, digest=bytes((index % 256,)) * 32)
    return sign_sample(chip, replace(usual, **changed))  # type: ignore[arg-type]


def register(first: bytes | None = None, last: bytes | None = None, **changed: object) -> AssetRegister:
    """What the owner says to register the asset."""
    usual = AssetRegister(
        manufacturer=KEY[0],
        serial=KEY[1],
        series=SERIES,
        schema=WEATHER_ID,
        root=ASSET.root,
        chunks=ASSET.chunks,
        key=ASSET.key,
        first=sample() if first is None else first,
        last=sample(FIRST + len(CHUNKS) - 1) if last is None else last,
        consent=CONSENT[1],
    )
    return replace(usual, **changed)  # type: ignore[arg-type]


FORGET = AssetForget(ASSET_ID)


def asset_place(
    consents: Mapping[ConsentKey, Consent] | None = None,
    series: Mapping[SeriesKey, Series] | None = None,
    assets: Mapping[Hash, Asset] | None = None,
    schemas: Mapping[Hash, Schema] | None = None,
    chip: Chip = REGISTERED,
) -> State:
    """A state with the owner's chip, the schema, the owner's consent, and the series as it is before the asset, unless told otherwise."""
    data = Data(
        consents=Map({CONSENT: GENERATED} if consents is None else consents),
        series=Map({SERIES_KEY: BEFORE} if series is None else series),
        schemas=Map({WEATHER_ID: WEATHER} if schemas is None else schemas),
        assets=Map(assets or {}),
    )
    return replace(with_chip(chip), data=data)


def registered_place(**changed: object) -> State:
    """The same with the asset."""
    return asset_place(series={SERIES_KEY: AFTER}, assets={ASSET_ID: replace(ASSET, **changed)})  # type: ignore[arg-type]
