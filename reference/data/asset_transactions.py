"""The transactions of assets: schemas and assets registered, assets forgotten."""

from reference.agent.chips import check_owner
from reference.data.assets import asset_id, check_asset, check_forgettable, check_schema_new, schema_id, series_id
from reference.data.consents import is_consented
from reference.data.samples import check_sample_origin, extend_series, is_of, mark_of_sample
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.asset import NO_ASSET, Asset, Schema
from reference.state.consent import Use
from reference.state.data_state import get_asset, get_consent, get_schema, get_series, put_asset, put_schema, put_series
from reference.state.smart_agent_state import get_chip
from reference.state.state import State
from reference.wire.data_bodies import AssetForget, AssetRegister, SchemaRegister
from reference.wire.sample import authenticate_sample


@transition("ASSET-12")
def apply_schema_register(state: State, sender: AccountId, body: SchemaRegister, slot: Slot) -> State:
    """Register a schema, whoever sends it. Rejects with `SCHEMA_EXISTS`."""
    identifier = schema_id(body.name, body.metadata)
    check_schema_new(get_schema(state, identifier).registered)
    return put_schema(state, identifier, Schema(name=body.name, metadata=body.metadata, registered=slot))


@transition("ASSET-15")
def apply_asset_register(state: State, sender: AccountId, body: AssetRegister, slot: Slot) -> State:
    """Register data of a chip of the sender.

    Rejects with the codes of CHIP-6; for the first sample and then for the last with those of ASSET-7, then of ASSET-13; then with those of ASSET-14
    and of ASSET-8.
    """
    chip = get_chip(state, (body.manufacturer, body.serial))
    check_owner(chip.stage, chip.owner, sender)
    account = chip.identity.chip
    first, last = authenticate_sample(body.first), authenticate_sample(body.last)
    for signed in (first, last):
        check_sample_origin(is_of(signed, state.chain.id, account, body.series))
    identifier = asset_id(account, body.series, first.sample.index)
    check_asset(get_schema(state, body.schema).registered, is_generated(state, sender, account, body, identifier, slot))
    key = (account, body.series)
    series = extend_series(get_series(state, key), mark_of_sample(first), mark_of_sample(last), body.chunks)
    asset = Asset(
        owner=sender,
        chip=account,
        series=body.series,
        first=first.sample.index,
        chunks=body.chunks,
        schema=body.schema,
        root=body.root,
        key=body.key,
        registered=slot,
    )
    return put_asset(put_series(state, key, series), identifier, asset)


def is_generated(state: State, owner: AccountId, chip: AccountId, body: AssetRegister, asset: Hash, slot: Slot) -> bool:
    """Whether the consent that is named lets the chip make these data."""
    consent = get_consent(state, (owner, body.consent))
    return is_consented(consent, series_id(chip, body.series), asset, Use.GENERATION.value, chip, slot)


@transition("ASSET-17")
def apply_asset_forget(state: State, sender: AccountId, body: AssetForget, slot: Slot) -> State:
    """Have an asset of the sender forgotten, in whichever slot. Rejects with the codes of ASSET-16."""
    asset = get_asset(state, body.asset)
    check_forgettable(asset.registered, asset.owner, sender)
    return put_asset(state, body.asset, NO_ASSET)
