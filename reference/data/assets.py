"""Assets: what identifies them, and what has to hold before one is registered or forgotten."""

from reference.codes import Code, Reject
from reference.data.consents import is_consented
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.asset import Asset, Series
from reference.state.consent import Consent, Use
from reference.wire.cbor import encode
from reference.wire.data_bodies import SchemaName
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.sample import Place, SeriesNumber


@procedure("ASSET-3")
def series_id(chip: AccountId, series: SeriesNumber) -> Hash:
    """What a consent to all assets of a series names."""
    return tagged_hash(Tag.SERIES, chip + series.to_bytes(4, "big"))


@procedure("ASSET-4")
def schema_id(name: SchemaName, metadata: Hash) -> Hash:
    """The identifier of a schema: whoever knows the schema knows the identifier."""
    return tagged_hash(Tag.SCHEMA, encode([name, metadata]))


@procedure("ASSET-5")
def asset_id(chip: AccountId, series: SeriesNumber, first: Place) -> Hash:
    """The identifier of an asset: no two begin at one place."""
    return tagged_hash(Tag.ASSET, chip + series.to_bytes(4, "big") + first.to_bytes(8, "big"))


@procedure("ASSET-6")
def key_commitment(key: Hash) -> Hash:
    """The commitment to a key of 32 bytes that data are encrypted with."""
    return tagged_hash(Tag.DATA_KEY, key)


@kernel("ASSET-11")
def check_schema_new(registered: Slot) -> None:
    """Check that nobody has registered a schema, by the slot in which somebody has. Rejects with `SCHEMA_EXISTS`."""
    if registered != 0:
        raise Reject(Code.SCHEMA_EXISTS)


@kernel("ASSET-14")
def check_asset(schema: Slot, generated: bool) -> None:
    """Check that an asset has a schema, registered in this slot, and that it was made with consent. Rejects with `SCHEMA_UNKNOWN`, then `CONSENT_MISSING`."""
    if schema == 0:
        raise Reject(Code.SCHEMA_UNKNOWN)
    if not generated:
        raise Reject(Code.CONSENT_MISSING)


@kernel("ASSET-16")
def check_forgettable(registered: Slot, owner: AccountId, sender: AccountId) -> None:
    """Check that a sender may have an asset forgotten. Rejects with `ASSET_UNKNOWN`, then `ASSET_OF_ANOTHER`."""
    if registered == 0:
        raise Reject(Code.ASSET_UNKNOWN)
    if sender != owner:
        raise Reject(Code.ASSET_OF_ANOTHER)


@kernel("ASSET-21")
def may_keep(asset: Asset, consent: Consent, series: Hash, identifier: Hash, consumer: AccountId, provider: AccountId, slot: Slot) -> bool:
    """Whether a provider may keep the chunks of an asset in a slot, by an order of this consumer: of the owner, or of another by the owner's consent.

    `consent` is the one of the asset's owner that the consumer names. Never rejects.
    """
    if asset.registered == 0:
        return False
    return consumer == asset.owner or is_consented(consent, series, identifier, Use.STORAGE.value, provider, slot)


@kernel("ASSET-18")
def is_asset_possible(asset: Asset, series: Series, schema: Slot, now: Slot) -> bool:
    """Whether an asset of a state from outside, whose head is of slot `now`, is one that these rules have made of this series, with a schema of this slot."""
    return schema != 0 and schema <= asset.registered and asset.registered <= now and asset.first + asset.chunks <= series.following


@kernel("ASSET-19")
def is_series_possible(series: Series) -> bool:
    """Whether so much of a series can be registered: a chip counts at least once for each place."""
    return series.following <= series.counter
