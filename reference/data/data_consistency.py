"""Whether what the chain remembers of data fits together: what a state from outside says of it, these rules must have made."""

from reference.codes import Code, Reject
from reference.data.access_consistency import do_data_sales_fit
from reference.data.assets import asset_id, is_asset_possible, is_series_possible, schema_id
from reference.data.consents import is_consent_possible
from reference.data.derived_consistency import do_derived_services_fit
from reference.rules import procedure
from reference.state.data_state import get_schema, get_series
from reference.state.state import State


@procedure("ASSET-2")
def check_data(state: State) -> None:
    """Check that what a state from outside says of data fits together. Rejects with `RECORD_INVALID`.

    Its records, its sums, and whatever else it remembers are right by then (STATE-1, STATE-2, STATE-8, STATE-9, STATE-10).
    """
    consented = all(is_consent_possible(consent, state.head.slot) for consent in state.data.consents.values())
    if not (consented and do_assets_fit(state) and do_data_sales_fit(state) and do_derived_services_fit(state)):
        raise Reject(Code.RECORD_INVALID)


@procedure("ASSET-20")
def do_assets_fit(state: State) -> bool:
    """Whether series, schemas and assets are possible, and each schema and each asset stands under its own identifier."""
    now, data = state.head.slot, state.data
    return (
        all(is_series_possible(series) for series in data.series.values())
        and all(schema_id(schema.name, schema.metadata) == identifier and schema.registered <= now for identifier, schema in data.schemas.items())
        and all(
            asset_id(asset.chip, asset.series, asset.first) == identifier
            and is_asset_possible(asset, get_series(state, (asset.chip, asset.series)), get_schema(state, asset.schema).registered, now)
            for identifier, asset in data.assets.items()
        )
    )
