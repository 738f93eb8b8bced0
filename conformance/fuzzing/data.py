"""The profile `data`: consents, assets, sales of access and derived services, by their owner and by others, around the slots and places that decide."""

from hypothesis import strategies as st

from conformance.fuzzing.derived import DERIVED_PLACES, DERIVED_SENDERS, draw_derived_body
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.parameters import MINIMAL
from reference.state.coin_terms import SSP
from reference.state.consent import ANYBODY, EVERYTHING
from reference.wire.access_bodies import AccessBuy, AccessOffer
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke, DataBody, SchemaRegister
from reference.wire.listing_bodies import MAX_WAIT
from vectors.batch import Batch
from vectors.build import after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.sales import FRESH
from vectors.scenarios.asset_places import ASSET_ID, FIRST, FORGET, SERIES, WEATHER, asset_place, register, registered_place, sample
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.data_places import ASSET, OWNER, READER, STANDING, STRANGER, data_place
from vectors.scenarios.sale_places import (
    ACCUSE,
    CLOSE,
    COMPLAIN,
    CONSENT,
    DELIVER,
    DELIVERED,
    HELD,
    IN_COIN,
    MISLED,
    PRICE,
    REFUND,
    RIGHT,
    SERIES_ID,
    WRONG,
    accuse_chunk,
    delivery,
    sale_place,
)
from vectors.state_form import write_state

SENDERS = (OWNER, OWNER, OWNER, READER, READER, STRANGER)

PLACES = (
    data_place({}),
    data_place({(OWNER.account, 0): STANDING}),
    asset_place(),
    registered_place(),
    sale_place(),
    sale_place(HELD),
    sale_place(DELIVERED),
    sale_place(MISLED),
)
"""States to begin with."""


@st.composite
def data_dealings(draw: Draw) -> Exchange:
    """A state with consents, and the batches that are applied to it; on a chain of the minimal preset."""
    derived = draw(st.integers(0, 3)) == 0
    state = draw(st.sampled_from(DERIVED_PLACES if derived else PLACES))
    senders, draw_body = (DERIVED_SENDERS, draw_derived_body) if derived else (SENDERS, _draw_body)
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 10, 19, 20, 600)))
        drawn = batch(state, [transaction(state, draw(st.sampled_from(senders)), draw_body(draw, slot))], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _draw_body(draw: Draw, slot: int) -> DataBody:
    match draw(st.integers(0, 3)):
        case 0:
            return _draw_asset_body(draw)
        case 1:
            return _draw_consent_body(draw, slot)
        case _:
            return _draw_sale_body(draw)


def _draw_consent_body(draw: Draw, slot: int) -> DataBody:
    number = draw(st.sampled_from((0, 0, 0, 1, 2, 2**32 - 1)))
    if draw(st.integers(0, 2)) == 0:
        return ConsentRevoke(number)
    return ConsentGrant(
        number=number,
        scope=draw(st.sampled_from((EVERYTHING, ASSET))),
        use=draw(st.sampled_from((0, 1, 2, 8, 9))),
        reader=draw(st.sampled_from((ANYBODY, READER.account, STRANGER.account))),
        start=slot + draw(st.sampled_from((-1, 0, 1, 10))),
        until=slot + draw(st.sampled_from((0, 1, 2, 10, MAX_WAIT, MAX_WAIT + 1))),
    )


def _draw_asset_body(draw: Draw) -> DataBody:
    match draw(st.integers(0, 5)):
        case 0:
            return SchemaRegister(draw(st.sampled_from(("weather", "wind"))), WEATHER.metadata)
        case 1:
            return FORGET
        case _:
            index, chunks = FIRST + draw(st.sampled_from((-1, 0, 0, 0, 5, 6))), draw(st.sampled_from((1, 4, 5, 5)))
            counter, more = index + draw(st.sampled_from((0, 1, 1, 40))), draw(st.sampled_from((0, 4, 4, 9)))
            first, last = sample(index, counter), sample(index + draw(st.sampled_from((0, 4, 4))), counter + more)
            return register(first, last, chunks=chunks, consent=draw(st.sampled_from((1, 1, 1, 0))), series=draw(st.sampled_from((SERIES, SERIES, SERIES, 0))))


def _draw_sale_body(draw: Draw) -> DataBody:
    coin, key = draw(st.sampled_from((SSP, SSP, GATE))), draw(st.sampled_from((FRESH.key, FRESH.key, bytes(32))))
    times = draw(st.sampled_from((DELIVER, DELIVER, 1))), draw(st.sampled_from((COMPLAIN, COMPLAIN, 1)))
    price, consent = draw(st.sampled_from((PRICE, PRICE, IN_COIN, 0))), draw(st.sampled_from((CONSENT[1], CONSENT[1], 0)))
    match draw(st.integers(0, 7)):
        case 0:
            return AccessOffer(draw(st.sampled_from((ASSET_ID, SERIES_ID))), coin, price, *times)
        case 1 | 2:
            use = draw(st.sampled_from((4, 4, 4, 3, 2, 9)))
            return AccessBuy(ASSET_ID, draw(st.sampled_from((ASSET_ID, ASSET_ID, SERIES_ID, key))), coin, price, *times, use, consent, key)
        case 3 | 4:
            return delivery(draw(st.sampled_from((RIGHT, WRONG))), key=key, coin=coin, price=price, consent=consent)
        case 5:
            ending: DataBody = draw(st.sampled_from((REFUND, ACCUSE, accuse_chunk(), accuse_chunk(index=3))))
            return ending
        case _:
            return CLOSE
