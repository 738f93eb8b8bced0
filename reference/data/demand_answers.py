"""What a node answers a demand for data, from its state and from what owners say of their assets."""

from dataclasses import dataclass
from typing import Annotated

from reference.data.access_transactions import is_use_consented
from reference.data.assets import series_id
from reference.data.demands import MAX_PROSPECTS, Demand, Prospect, match_demand
from reference.numbers import AccountId, Amount, CoinId, Hash, Length, Slot
from reference.state.asset import Asset
from reference.state.data_state import get_asset, get_tariff
from reference.state.state import State
from reference.wire.access_bodies import ConsentNumber, UseNumber


@dataclass(frozen=True, slots=True)
class Description:
    """What an owner says of its asset to whoever looks for one."""

    asset: Hash
    """The asset."""

    region: Hash
    """Where its data were measured: the hash of a region that is published."""

    start: Slot
    """The slot in which the first was measured."""

    until: Slot
    """The first slot after the last."""

    consent: ConsentNumber
    """The owner's consent to the use that is asked for."""


def answer_demand(
    state: State, demand: Demand, buyer: AccountId, use: UseNumber, described: Annotated[tuple[Description, ...], Length(0, MAX_PROSPECTS)], slot: Slot
) -> tuple[Hash, ...]:
    """Which of the described assets a buyer can buy for a use in a slot, as it demands, in the order of DEMAND-2."""
    return match_demand(demand, tuple(prospect_of(state, demand.coin, buyer, use, each, slot) for each in described))


def prospect_of(state: State, coin: CoinId, buyer: AccountId, use: UseNumber, described: Description, slot: Slot) -> Prospect:
    """A described asset, with what the state says of it."""
    asset = get_asset(state, described.asset)
    return Prospect(
        asset=described.asset,
        schema=asset.schema,
        region=described.region,
        start=described.start,
        until=described.until,
        chunks=asset.chunks,
        registered=asset.registered,
        price=lowest_price(state, described.asset, asset, coin),
        coin=coin,
        consented=asset.owner != buyer and is_use_consented(state, asset, described.asset, described.consent, use, buyer, slot),
    )


def lowest_price(state: State, identifier: Hash, asset: Asset, coin: CoinId) -> Amount:
    """What an asset costs in a coin, by the offer for it or by that for its series, whichever is lower; 0 where there is neither."""
    tariffs = (get_tariff(state, (asset.owner, scope, coin)) for scope in (identifier, series_id(asset.chip, asset.series)))
    return min((tariff.price for tariff in tariffs if tariff.price != 0), default=0)
