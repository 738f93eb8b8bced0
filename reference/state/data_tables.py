"""What the chain remembers of data: tables. As everywhere in the state, a record that says nothing is not stored."""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import Hash
from reference.state.access import Access, AccessKey, DataSale, DataSaleKey, Tariff, TariffKey
from reference.state.asset import Asset, Schema, Series, SeriesKey
from reference.state.consent import Consent, ConsentKey
from reference.state.derived_service import DerivedService

EMPTY_TABLE: Map[Any, Any] = Map()
"""A table without records."""


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that the chain remembers of data."""

    consents: Map[ConsentKey, Consent] = EMPTY_TABLE
    """Every consent that was given and not taken back."""

    series: Map[SeriesKey, Series] = EMPTY_TABLE
    """Every series of which something is registered."""

    schemas: Map[Hash, Schema] = EMPTY_TABLE
    """Every schema that was registered."""

    assets: Map[Hash, Asset] = EMPTY_TABLE
    """Every asset that was registered and not forgotten."""

    tariffs: Map[TariffKey, Tariff] = EMPTY_TABLE
    """What access to assets costs."""

    data_sales: Map[DataSaleKey, DataSale] = EMPTY_TABLE
    """Every sale of access that is not ended."""

    accesses: Map[AccessKey, Access] = EMPTY_TABLE
    """Every access that was paid for."""

    derived_services: Map[Hash, DerivedService] = EMPTY_TABLE
    """Every derived service that is open."""


NO_DATA = Data()
"""What a ledger remembers that has none: nothing."""
