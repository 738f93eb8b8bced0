"""Reading and writing what the chain remembers of data, one record at a time."""

from dataclasses import replace
from typing import Any

from reference.numbers import Hash
from reference.state.asset import NO_ASSET, NO_SCHEMA, NO_SERIES, Asset, Schema, Series, SeriesKey
from reference.state.consent import NO_CONSENT, Consent, ConsentKey
from reference.state.data_tables import Data
from reference.state.state import State
from reference.state.tables import Table
from reference.state.writing import with_record


def get_consent(state: State, key: ConsentKey) -> Consent:
    """The consent, or none."""
    return state.data.consents.get(key, NO_CONSENT)


def put_consent(state: State, key: ConsentKey, record: Consent) -> State:
    """Write a consent, or remove it where there is none."""
    consents = state.data.consents
    changed = with_record(consents, key, record, present=record.until != 0)
    return _with(state, replace(state.data, consents=changed), Table.CONSENTS, key)


def get_series(state: State, key: SeriesKey) -> Series:
    """The series, or one of which nothing is registered."""
    return state.data.series.get(key, NO_SERIES)


def put_series(state: State, key: SeriesKey, record: Series) -> State:
    """Write a series of which something is registered; that never ends."""
    return _with(state, replace(state.data, series=state.data.series.set(key, record)), Table.SERIES, key)


def get_schema(state: State, identifier: Hash) -> Schema:
    """The schema, or one that nobody has registered."""
    return state.data.schemas.get(identifier, NO_SCHEMA)


def put_schema(state: State, identifier: Hash, record: Schema) -> State:
    """Write a schema that is registered; it stays."""
    return _with(state, replace(state.data, schemas=state.data.schemas.set(identifier, record)), Table.SCHEMAS, identifier)


def get_asset(state: State, identifier: Hash) -> Asset:
    """The asset, or one that nobody has registered."""
    return state.data.assets.get(identifier, NO_ASSET)


def put_asset(state: State, identifier: Hash, record: Asset) -> State:
    """Write an asset, or remove it where it is forgotten."""
    assets = state.data.assets
    changed = with_record(assets, identifier, record, present=record.registered != 0)
    return _with(state, replace(state.data, assets=changed), Table.ASSETS, identifier)


def _with(state: State, data: Data, table: Table, key: Any) -> State:
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        data,
        (state.journal, (table, key)),
        state.tree,
    )
