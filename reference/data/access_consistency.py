"""Whether what the chain remembers of sales of access fits together."""

from reference.codes import Code, Reject
from reference.data.access_transactions import is_payable, two_rounds
from reference.data.assets import asset_id, is_asset_possible
from reference.data.hpke import check_sealing_key
from reference.data.sales import is_data_sale_possible, is_sale_held, is_sold_use, is_tariff_possible
from reference.rules import procedure
from reference.state.access import NOT_DELIVERED, DataSale, DataSaleKey
from reference.state.asset import NO_ASSET
from reference.state.data_state import get_asset, get_schema, get_series
from reference.state.state import State
from reference.wire.access_bodies import SealingKey


@procedure("SALE-25")
def do_data_sales_fit(state: State) -> bool:
    """Whether tariffs, sales of access and paid accesses are possible."""
    data, now, margin = state.data, state.head.slot, two_rounds(state)
    return (
        all(is_tariff_possible(tariff, is_payable(state, coin), margin) for (_, _, coin), tariff in data.tariffs.items())
        and all(does_data_sale_fit(state, key, sale) for key, sale in data.data_sales.items())
        and all(is_sold_use(use) and access.paid <= now and access.refunded <= now for (_, _, use), access in data.accesses.items())
    )


def does_data_sale_fit(state: State, key: DataSaleKey, sale: DataSale) -> bool:
    """Whether a sale is possible, and of an asset that is as it was bought, or has been forgotten."""
    (identifier, buyer), asset, now = key, sale.asset, state.head.slot
    return (
        is_data_sale_possible(asset.owner == buyer, sale.use, sale.complain_slots, two_rounds(state))
        and is_sale_held(sale.escrow, sale.delivered != NOT_DELIVERED, now)
        and can_be_sealed_to(sale.key)
        and asset_id(asset.chip, asset.series, asset.first) == identifier
        and is_asset_possible(asset, get_series(state, (asset.chip, asset.series)), get_schema(state, asset.schema).registered, now)
        and get_asset(state, identifier) in (asset, NO_ASSET)
    )


def can_be_sealed_to(key: SealingKey) -> bool:
    """Whether a key is one that HPKE-7 accepts."""
    try:
        check_sealing_key(key)
    except Reject as rejection:
        if rejection.code is not Code.SEALING_KEY_INVALID:
            raise
        return False
    return True
