"""Derived services: whoever withdraws is paid no more, and the others share the payment whole."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reference.data.derived import contributes, owners_part, share_payment
from reference.state.consent import NO_CONSENT, Consent, Use
from reference.state.listing import HIGHEST_PRICE
from reference.wire.derived_bodies import MAX_CONTRIBUTORS
from reference.wire.storage_bodies import MAX_CHUNKS
from vectors.scenarios.asset_places import ASSET_ID
from vectors.scenarios.sale_places import OTHER, SERIES_ID, SOLD

GIVEN = Consent(scope=SERIES_ID, use=Use.DERIVED_SERVICE.value, reader=OTHER.account, start=30, until=300)
WEIGHTS = st.lists(st.integers(0, MAX_CHUNKS), min_size=1, max_size=MAX_CONTRIBUTORS).filter(any)


@given(st.integers(0, HIGHEST_PRICE), st.integers(0, 1_000_000), WEIGHTS, st.data())
def test_who_withdraws_is_paid_nothing_and_takes_nothing_from_the_others(price: int, rate: int, weights: list[int], data: st.DataObject) -> None:
    owners = owners_part(price, rate)
    before = share_payment(owners, tuple(weights))
    assert sum(before.parts) == owners
    leaving = data.draw(st.integers(0, len(weights) - 1))
    left = [0 if place == leaving else weight for place, weight in enumerate(weights)]
    if not any(left):
        return
    after = share_payment(owners, tuple(left))
    assert sum(after.parts) == owners
    assert after.parts[leaving] == 0
    assert all(now + 1 >= then for place, (now, then) in enumerate(zip(after.parts, before.parts, strict=True)) if place != leaving)


def test_an_asset_contributes_while_it_is_registered_and_its_owner_consents() -> None:
    asked = (SERIES_ID, ASSET_ID, OTHER.account)
    assert contributes(SOLD, GIVEN, *asked, 41) == SOLD.chunks
    assert contributes(SOLD, GIVEN, *asked, 300) == 0
    assert contributes(SOLD, NO_CONSENT, *asked, 41) == 0
    assert contributes(SOLD, replace(GIVEN, use=Use.RESEARCH.value), *asked, 41) == 0
    assert contributes(replace(SOLD, registered=0), GIVEN, *asked, 41) == 0
