"""What a node answers a demand: the same in whatever order it finds assets, and nothing that could not be bought."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reference.data.consent_transactions import apply_consent_revoke
from reference.data.demand_answers import Description, answer_demand
from reference.data.demands import Demand, Prospect, match_demand
from reference.state.coin_terms import SSP
from reference.state.consent import Use
from reference.wire.data_bodies import ConsentRevoke
from vectors.scenarios.asset_places import ASSET_ID, OWNER, WEATHER_ID
from vectors.scenarios.sale_places import BUYER, CONSENT, OF_SERIES, OTHER, sale_place

REGION = bytes(range(32))
DEMAND = Demand(schema=WEATHER_ID, region=REGION, start=10, until=40, ceiling=OF_SERIES, coin=SSP)
DESCRIBED = Description(asset=ASSET_ID, region=REGION, start=20, until=30, consent=CONSENT[1])
INSURANCE = Use.INSURANCE.value

PROSPECTS = st.lists(
    st.builds(
        Prospect,
        asset=st.integers(0, 255).map(lambda number: bytes((number,)) * 32),
        schema=st.sampled_from((WEATHER_ID, WEATHER_ID, REGION)),
        region=st.just(REGION),
        start=st.integers(0, 30),
        until=st.integers(20, 60),
        chunks=st.integers(1, 3),
        registered=st.integers(0, 3),
        price=st.integers(0, 4),
        coin=st.just(SSP),
        consented=st.booleans(),
    ),
    max_size=64,
    unique_by=lambda prospect: prospect.asset,
)


@given(PROSPECTS, st.randoms())
def test_many_assets_are_answered_alike_in_whatever_order_they_are_found(prospects: list[Prospect], randomness: Random) -> None:
    demand = replace(DEMAND, ceiling=3)
    turned = list(prospects)
    randomness.shuffle(turned)
    answer = match_demand(demand, tuple(prospects))
    assert answer == match_demand(demand, tuple(turned))
    named = {prospect.asset: prospect for prospect in prospects}
    assert all(named[asset].consented and 0 < named[asset].price <= 3 for asset in answer)
    assert [named[asset].price for asset in answer] == sorted(named[asset].price for asset in answer)


def test_an_asset_is_found_by_its_buyer_alone_at_its_lowest_price_and_until_consent_is_taken_back() -> None:
    state, described = sale_place(), (DESCRIBED,)
    assert answer_demand(state, DEMAND, BUYER.account, INSURANCE, described, 41) == (ASSET_ID,)
    assert answer_demand(state, replace(DEMAND, ceiling=OF_SERIES - 1), BUYER.account, INSURANCE, described, 41) == ()
    assert answer_demand(state, DEMAND, OTHER.account, INSURANCE, described, 41) == ()
    assert answer_demand(state, DEMAND, OWNER.account, INSURANCE, described, 41) == ()
    assert answer_demand(state, DEMAND, BUYER.account, Use.LENDING.value, described, 41) == ()
    revoked = apply_consent_revoke(state, OWNER.account, ConsentRevoke(CONSENT[1]), 41)
    assert answer_demand(revoked, DEMAND, BUYER.account, INSURANCE, described, 41) == ()


def test_what_is_not_on_offer_is_not_found() -> None:
    assert answer_demand(sale_place(tariffs={}), DEMAND, BUYER.account, INSURANCE, (DESCRIBED,), 41) == ()
    assert answer_demand(sale_place(assets={}), DEMAND, BUYER.account, INSURANCE, (DESCRIBED,), 41) == ()
