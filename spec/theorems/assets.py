# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of assets and of the samples that they are made of: each in one place, none twice, none that was signed after others that claim to be older."""

from typing import Annotated

from reference.codes import Code
from reference.data.asset_transactions import apply_asset_forget
from reference.data.assets import check_asset, check_forgettable, check_schema_new, is_asset_possible, is_series_possible, may_keep
from reference.data.consents import is_consented
from reference.data.samples import Mark, check_sample_origin, extend_series, follow_sample
from reference.numbers import AccountId, Hash, Range, Slot
from reference.state.asset import NO_ASSET, Asset, Series
from reference.state.consent import ANYBODY, Consent, Use
from reference.state.data_state import get_asset, get_series, put_asset
from reference.state.state import State
from reference.wire.data_bodies import AssetForget
from reference.wire.sample import LAST_PLACE
from reference.wire.storage_bodies import ChunkCount
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp


@theorem("ASSET-8", "First of: a place that is registered, another number of places, a chip that has counted too little for them.", says=Says.ACCEPTANCE)
def extending_accepts(series: Series, first: Mark, last: Mark, chunks: ChunkCount) -> bool:
    before, within = first.index - series.following, chunks - 1
    expected = first_failing(
        (first.index < series.following, Code.SAMPLE_REPEATED),
        (last.index - first.index != within, Code.SAMPLE_MOVED),
        ((first.counter - series.counter <= before) | (last.counter - first.counter < within), Code.SAMPLE_BACKDATED),
    )
    return rejection(extend_series, series, first, last, chunks) == expected


@theorem("ASSET-8", "The series goes on after the last sample, at the count of it.", says=Says.AMOUNTS)
def extending_is_exact(series: Series, first: Mark, last: Mark, chunks: ChunkCount) -> bool:
    return extend_series(series, first, last, chunks) == Series(following=last.index + 1, counter=last.counter)


@theorem(
    "ASSET-8",
    "What is registered once is never registered again; a series grows by all its samples, and stays one that a chip can have counted.",
    says=Says.INVARIANT,
)
def series_grow(series: Series, first: Mark, last: Mark, chunks: ChunkCount, again: Mark, end: Mark, more: ChunkCount) -> bool:
    after = extend_series(series, first, last, chunks)
    grown = (after.following >= series.following + chunks) & (after.counter > series.counter)
    counted = not is_series_possible(series) or is_series_possible(after)
    repeated = again.index > last.index or rejection(extend_series, after, again, end, more) == Code.SAMPLE_REPEATED
    return grown and counted and repeated


@theorem("ASSET-9", "First of: an earlier place, a later place, no higher count.", says=Says.ACCEPTANCE)
def following_accepts(series: Series, mark: Mark) -> bool:
    expected = first_failing(
        (mark.index < series.following, Code.SAMPLE_REPEATED),
        (mark.index > series.following, Code.SAMPLE_MOVED),
        (mark.counter <= series.counter, Code.SAMPLE_BACKDATED),
    )
    return rejection(follow_sample, series, mark) == expected


@theorem("ASSET-9", "The series goes on after the sample, at its count.", says=Says.AMOUNTS)
def following_is_exact(series: Series, mark: Mark) -> bool:
    return follow_sample(series, mark) == Series(following=mark.index + 1, counter=mark.counter)


@theorem("ASSET-9", "A sample follows just where it could be registered alone as the very next.", says=Says.INVARIANT)
def following_is_extending(series: Series, mark: Mark) -> bool:
    alone = rejection(extend_series, series, mark, mark, 1)
    return mark.index != series.following or rejection(follow_sample, series, mark) == alone


@theorem("ASSET-13", "Only samples of the chain, the chip and the series that are meant count.", says=Says.ACCEPTANCE)
def origin_is_asked_for(genuine: bool) -> bool:
    return rejection(check_sample_origin, genuine) == (None if genuine else Code.SAMPLE_FOREIGN)


@theorem("ASSET-13", "A sample is either foreign or not.", says=Says.INVARIANT)
def origin_is_one_or_the_other(genuine: bool) -> bool:
    return (rejection(check_sample_origin, genuine) is None) != (rejection(check_sample_origin, not genuine) is None)


@theorem("ASSET-11", "A schema is registered once.", says=Says.ACCEPTANCE)
def schemas_are_registered_once(registered: Slot) -> bool:
    return rejection(check_schema_new, registered) == (Code.SCHEMA_EXISTS if registered > 0 else None)


@theorem("ASSET-11", "A schema is either new or one that an asset can have.", says=Says.INVARIANT)
def schemas_are_new_or_there(registered: Slot) -> bool:
    return (rejection(check_schema_new, registered) is None) == (rejection(check_asset, registered, True) == Code.SCHEMA_UNKNOWN)


@theorem("ASSET-14", "First of: no schema, no consent.", says=Says.ACCEPTANCE)
def assets_need_schema_and_consent(schema: Slot, generated: bool) -> bool:
    expected = first_failing((schema == 0, Code.SCHEMA_UNKNOWN), (not generated, Code.CONSENT_MISSING))
    return rejection(check_asset, schema, generated) == expected


@theorem("ASSET-14", "Nothing is registered without consent, whatever the schema.", says=Says.INVARIANT)
def nothing_is_registered_without_consent(schema: Slot) -> bool:
    return rejection(check_asset, schema, False) is not None


@theorem("ASSET-16", "First of: no such asset, another's.", says=Says.ACCEPTANCE)
def forgetting_accepts(registered: Slot, owner: AccountId, sender: AccountId) -> bool:
    expected = first_failing((registered == 0, Code.ASSET_UNKNOWN), (sender != owner, Code.ASSET_OF_ANOTHER))
    return rejection(check_forgettable, registered, owner, sender) == expected


@theorem("ASSET-16", "Of two people at most one can have an asset forgotten.", says=Says.INVARIANT)
def one_can_forget(registered: Slot, owner: AccountId, sender: AccountId, other: AccountId) -> bool:
    refused = rejection(check_forgettable, registered, owner, sender), rejection(check_forgettable, registered, owner, other)
    return sender == other or refused[0] is not None or refused[1] is not None


@theorem("ASSET-17", "Forgetting is refused as ASSET-16 says.", says=Says.ACCEPTANCE)
def asset_forget_accepts(state: State, sender: AccountId, body: AssetForget, slot: Slot) -> bool:
    asset = get_asset(state, body.asset)
    return rejection(apply_asset_forget, state, sender, body, slot) == rejection(check_forgettable, asset.registered, asset.owner, sender)


@theorem("ASSET-17", "The one asset is gone; nothing else changes.", says=Says.AMOUNTS)
def asset_forget_is_exact(state: State, sender: AccountId, body: AssetForget, slot: Slot) -> bool:
    return apply_asset_forget(state, sender, body, slot) == put_asset(state, body.asset, NO_ASSET)


@theorem("ASSET-17", "The series stays where it was, so that what is forgotten cannot be registered again; no money moves.", says=Says.INVARIANT)
def forgetting_keeps_the_series(
    state: State, sender: AccountId, body: AssetForget, slot: Slot, chip: AccountId, series: Annotated[int, Range(0, 2**32 - 1)]
) -> bool:
    after = apply_asset_forget(state, sender, body, slot)
    return get_series(after, (chip, series)) == get_series(state, (chip, series)) and ssp(after) == ssp(state)


@theorem("ASSET-21", "Whether a provider may keep an asset can always be said.", says=Says.ACCEPTANCE)
def keeping_never_rejects(asset: Asset, consent: Consent, series: Hash, identifier: Hash, consumer: AccountId, provider: AccountId, slot: Slot) -> bool:
    return rejection(may_keep, asset, consent, series, identifier, consumer, provider, slot) is None


@theorem("ASSET-21", "It may by an order of the owner, or by its consent to storage by this provider in this slot, while it is registered.", says=Says.AMOUNTS)
def keeping_is_exact(asset: Asset, consent: Consent, series: Hash, identifier: Hash, consumer: AccountId, provider: AccountId, slot: Slot) -> bool:
    consented = is_consented(consent, series, identifier, Use.STORAGE.value, provider, slot)
    return may_keep(asset, consent, series, identifier, consumer, provider, slot) == (asset.registered > 0 and (asset.owner == consumer or consented))


@theorem("ASSET-21", "No consent to any other use, to another provider or of another time lets anybody keep what another has placed.", says=Says.INVARIANT)
def nobody_keeps_without_consent(asset: Asset, consent: Consent, series: Hash, identifier: Hash, consumer: AccountId, provider: AccountId, slot: Slot) -> bool:
    meant = consent.use == Use.STORAGE.value and consent.reader in (provider, ANYBODY) and consent.start <= slot < consent.until
    return consumer == asset.owner or meant or not may_keep(asset, consent, series, identifier, consumer, provider, slot)


@theorem("ASSET-18", "Whether an asset is possible can always be said.", says=Says.ACCEPTANCE)
def possible_assets_are_known(asset: Asset, series: Series, schema: Slot, now: Slot) -> bool:
    return rejection(is_asset_possible, asset, series, schema, now) is None


@theorem("ASSET-18", "It is just with a schema that was there before it, not after the head, and with all its places registered.", says=Says.AMOUNTS)
def possible_assets_are_exact(asset: Asset, series: Series, schema: Slot, now: Slot) -> bool:
    timely = (schema > 0) & (asset.registered >= schema) & (now >= asset.registered)
    return is_asset_possible(asset, series, schema, now) == (timely & (series.following - asset.first >= asset.chunks))


@theorem("ASSET-18", "It stays so as the series grows, and a registered one was registered in some slot.", says=Says.INVARIANT)
def possible_assets_stay_possible(asset: Asset, series: Series, schema: Slot, now: Slot, first: Mark, last: Mark, chunks: ChunkCount) -> bool:
    after = extend_series(series, first, last, chunks)
    possible = is_asset_possible(asset, series, schema, now)
    return not possible or (asset.registered > 0 and is_asset_possible(asset, after, schema, now))


@theorem("ASSET-19", "Whether a series is possible can always be said.", says=Says.ACCEPTANCE)
def possible_series_are_known(series: Series) -> bool:
    return rejection(is_series_possible, series) is None


@theorem("ASSET-19", "It is just where the count is at least that of its places.", says=Says.AMOUNTS)
def possible_series_are_exact(series: Series) -> bool:
    return is_series_possible(series) == (series.counter >= series.following)


@theorem("ASSET-19", "A series of nothing is possible, and one that ends at the last place of all is not.", says=Says.INVARIANT)
def empty_series_are_possible(counter: Annotated[int, Range(0, LAST_PLACE)]) -> bool:
    return is_series_possible(Series(following=0, counter=counter)) and not is_series_possible(Series(following=LAST_PLACE + 1, counter=counter))
