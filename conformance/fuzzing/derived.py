"""Of the profile `data`: derived services, by their providers, owners and buyers, and by whoever has nothing to do with them."""

from dataclasses import replace

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.data.derived_services import derived_service_id
from reference.state.coin_terms import SSP
from reference.state.consent import ANYBODY, EVERYTHING
from reference.state.state import State
from reference.wire.data_bodies import AssetForget, ConsentGrant, ConsentRevoke, DataBody
from reference.wire.derived_bodies import DerivedBuy, DerivedClose, DerivedLeave, DerivedOpen
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.derived_places import ASSETS, BUYER, GIVEN, NEIGHBOUR, NUMBER, OWNER, OWNERS, PROVIDER, SMALL, TERMS, derived_place, opened

DERIVED_SENDERS = (OWNER, NEIGHBOUR, SMALL, PROVIDER, PROVIDER, BUYER, BUYER)
"""Who sends something to a service."""

DERIVED_PLACES = (
    derived_place(),
    derived_place(services={}),
    derived_place(services=opened(replace(TERMS, coin=GATE, provider_ppm=0))),
    derived_place(consents={(SMALL.account, NUMBER): GIVEN}),
)
"""States to begin with, one of them with a coin, in one of which a single owner consents."""


def draw_derived(draw: Draw, state: State, slot: int) -> tuple[KeyPair, DataBody]:
    """Something that is asked for of a derived service, or that bears on one, mostly by whoever may do it and of one that stands."""
    terms = _draw_terms(draw)
    standing = tuple(sorted(state.data.derived_services))
    service = draw(st.sampled_from((*standing * 5, derived_service_id(PROVIDER.account, terms))))
    asset = draw(st.sampled_from((*tuple(ASSETS) * 2, bytes(32))))
    match draw(st.integers(0, 9)):
        case 0 | 1:
            return PROVIDER, terms
        case 2 | 3 | 4:
            return BUYER, DerivedBuy(service)
        case 5 | 6:
            return OWNERS.get(asset, OWNER), DerivedLeave(service, asset)
        case 7:
            return PROVIDER, DerivedClose(service)
        case 8:
            return OWNERS.get(asset, OWNER), AssetForget(asset) if draw(st.booleans()) else ConsentRevoke(NUMBER)
        case _:
            reader = draw(st.sampled_from((PROVIDER.account, service, service, ANYBODY, BUYER.account)))
            start, until = slot + draw(st.sampled_from((-1, 0, 0, 1))), slot + draw(st.sampled_from((1, 2, 10, 1_000)))
            scope = draw(st.sampled_from((EVERYTHING, asset)))
            return OWNERS.get(asset, OWNER), ConsentGrant(NUMBER, scope, GIVEN.use, reader, start, until)


def _draw_terms(draw: Draw) -> DerivedOpen:
    coin, ppm = draw(st.sampled_from(((SSP, TERMS.provider_ppm), (SSP, TERMS.provider_ppm), (SSP, 333_333), (GATE, 0))))
    price = draw(st.sampled_from((TERMS.price, TERMS.price, TERMS.price, 0, 2**63 - 1)))
    # The same asset twice, first or last, is where their order ends.
    first, last = TERMS.assets[:1], TERMS.assets[-1:]
    orders = (TERMS.assets, TERMS.assets, TERMS.assets, first, TERMS.assets[1:], TERMS.assets[::-1], (*first, *first), (*TERMS.assets, *last))
    assets = draw(st.sampled_from(orders))
    return replace(TERMS, coin=coin, price=price, provider_ppm=ppm, assets=assets)
