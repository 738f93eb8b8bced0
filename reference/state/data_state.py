"""Reading and writing what the chain remembers of data, one record at a time."""

from dataclasses import replace
from typing import Any

from reference.numbers import Hash
from reference.state.access import NO_ACCESS, NO_DATA_SALE, NO_TARIFF, Access, AccessKey, DataSale, DataSaleKey, Tariff, TariffKey
from reference.state.asset import NO_ASSET, NO_SCHEMA, NO_SERIES, Asset, Schema, Series, SeriesKey
from reference.state.consent import NO_CONSENT, Consent, ConsentKey
from reference.state.data_tables import Data
from reference.state.derived_service import NO_DERIVED_SERVICE, DerivedService
from reference.state.listing import Stage
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


def get_tariff(state: State, key: TariffKey) -> Tariff:
    """The tariff, or none."""
    return state.data.tariffs.get(key, NO_TARIFF)


def put_tariff(state: State, key: TariffKey, record: Tariff) -> State:
    """Write a tariff, or remove one that is taken back."""
    tariffs = state.data.tariffs
    changed = with_record(tariffs, key, record, present=record.price != 0)
    return _with(state, replace(state.data, tariffs=changed), Table.TARIFFS, key)


def get_data_sale(state: State, key: DataSaleKey) -> DataSale:
    """The sale of access, or none."""
    return state.data.data_sales.get(key, NO_DATA_SALE)


def put_data_sale(state: State, key: DataSaleKey, record: DataSale) -> State:
    """Write a sale of access, or remove one that is ended."""
    sales = state.data.data_sales
    changed = with_record(sales, key, record, present=record.escrow.stage != Stage.NONE)
    return _with(state, replace(state.data, data_sales=changed), Table.DATA_SALES, key)


def get_access(state: State, key: AccessKey) -> Access:
    """The access, or one that nobody has paid for."""
    return state.data.accesses.get(key, NO_ACCESS)


def put_access(state: State, key: AccessKey, record: Access) -> State:
    """Write an access that was paid for; it stays."""
    return _with(state, replace(state.data, accesses=state.data.accesses.set(key, record)), Table.ACCESSES, key)


def get_derived_service(state: State, identifier: Hash) -> DerivedService:
    """The derived service, or none."""
    return state.data.derived_services.get(identifier, NO_DERIVED_SERVICE)


def put_derived_service(state: State, identifier: Hash, record: DerivedService) -> State:
    """Write a derived service, or remove one that is closed."""
    services = state.data.derived_services
    changed = with_record(services, identifier, record, present=record.opened != 0)
    return _with(state, replace(state.data, derived_services=changed), Table.DERIVED_SERVICES, identifier)


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
        state.contracts,
        (state.journal, (table, key)),
        state.tree,
    )
