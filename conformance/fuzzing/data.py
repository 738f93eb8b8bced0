"""The profile `data`: consents, assets, sales of access and derived services, by their owner and by others, around the slots and places that decide."""

from operator import itemgetter
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.derived import DERIVED_PLACES, DERIVED_SENDERS, draw_derived
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import NO_COIN, Draw
from reference.parameters import MINIMAL
from reference.state.access import Tariff
from reference.state.coin_terms import SSP
from reference.state.consent import ANYBODY, EVERYTHING
from reference.state.listing import Stage
from reference.state.state import State
from reference.wire.access_bodies import AccessBuy, AccessDeliver, AccessOffer
from reference.wire.data_bodies import ConsentGrant, ConsentRevoke, DataBody, SchemaRegister
from reference.wire.listing_bodies import MAX_WAIT
from vectors.batch import Batch
from vectors.build import after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.sales import CHUNKS, FRESH
from vectors.scenarios.asset_places import (
    ASSET_ID,
    BEFORE,
    FORGET,
    SERIES,
    SERIES_KEY,
    WEATHER,
    WEATHER_ID,
    asset_place,
    register,
    registered_place,
    sample,
)
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.data_places import ASSET, OWNER, READER, STANDING, STRANGER, data_place
from vectors.scenarios.sale_places import (
    ACCUSE,
    BUYER,
    CLOSE,
    COMPLAIN,
    CONSENT,
    DELIVER,
    DELIVERED,
    HELD,
    IN_COIN,
    MARGIN,
    MISLED,
    OTHER,
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

Sent = tuple[KeyPair, DataBody]

CONSENTING = (data_place({}), data_place({(OWNER.account, 0): STANDING}))
REGISTERING = (asset_place(), asset_place(), registered_place())
SELLING = (sale_place(), sale_place(), sale_place(HELD), sale_place(DELIVERED), sale_place(MISLED))
"""States to begin with."""


@st.composite
def data_dealings(draw: Draw) -> Exchange:
    """A state with consents, assets, a sale or a derived service, and the batches that are applied to it; on a chain of the minimal preset."""
    places, draw_sent, everybody = draw(st.sampled_from(SUBJECTS))
    state = draw(st.sampled_from(places))
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 10, 19, 20, 600)))
        sender, body = draw_sent(draw, state, slot)
        if draw(st.integers(0, 7)) == 7:
            sender = draw(st.sampled_from(everybody))
        drawn = batch(state, [transaction(state, sender, body)], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _draw_consenting(draw: Draw, _state: State, slot: int) -> Sent:
    return OWNER, _draw_consent_body(draw, slot)


def _draw_registering(draw: Draw, state: State, slot: int) -> Sent:
    return OWNER, _draw_consent_body(draw, slot) if draw(st.integers(0, 9)) == 9 else _draw_asset_body(draw, state)


def _draw_selling(draw: Draw, state: State, slot: int) -> Sent:
    """Mostly by whoever may do it."""
    match draw(st.integers(0, 15)):
        case 0:
            return OWNER, _draw_consent_body(draw, slot)
        case 1:
            return OWNER, FORGET
        case _:
            body = _draw_sale_body(draw, state)
            return (OWNER if isinstance(body, AccessOffer | AccessDeliver) else BUYER), body


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


def _draw_asset_body(draw: Draw, state: State) -> DataBody:
    """Mostly what comes next of the series, by samples that the chip has counted since."""
    match draw(st.integers(0, 7)):
        case 0:
            return SchemaRegister(draw(st.sampled_from(("weather", "wind"))), WEATHER.metadata)
        case 1:
            return FORGET
        case _:
            known = state.data.series.get(SERIES_KEY, BEFORE)
            index, chunks = known.following + draw(st.sampled_from((-1, 0, 0, 0, 0, 1))), draw(st.sampled_from((1, 2, 4, 5, 5)))
            counter = max(index, known.counter) + draw(st.sampled_from((0, 1, 1, 1, 40)))
            more = max(chunks - 1 + draw(st.sampled_from((-1, 0, 0, 0, 0, 5))), 0)
            strange: tuple[dict[str, Any], ...] = ({"chain": bytes(32)}, {"chip": OWNER}, {"series": SERIES + 1}, {"index": index + 1})
            wrong = draw(st.sampled_from((0, 0, 0, 0, 1, 2)))
            first = sample(**{"index": index, "counter": counter, **(draw(st.sampled_from(strange)) if wrong == 1 else {})})
            last = sample(**{"index": index + chunks - 1, "counter": counter + more, **(draw(st.sampled_from(strange)) if wrong == 2 else {})})
            if draw(st.integers(0, 9)) == 9:
                first, last = draw(st.sampled_from(((first, first), (last, first), (first[:-1] + bytes((first[-1] ^ 1,)), last))))
            consent, series = draw(st.sampled_from((1, 1, 1, 1, 1, 0))), draw(st.sampled_from((SERIES, SERIES, SERIES, SERIES, SERIES, 0)))
            schema = draw(st.sampled_from((WEATHER_ID, WEATHER_ID, WEATHER_ID, WEATHER_ID, bytes(32))))
            return register(first, last, chunks=chunks, consent=consent, series=series, schema=schema)


def _draw_sale_body(draw: Draw, state: State) -> DataBody:
    """Mostly what can be done next with the sale, in which mostly nothing differs from what was offered or bought."""
    sale = state.data.data_sales.get((ASSET_ID, BUYER.account))
    usual = (((OWNER.account, ASSET_ID, SSP), Tariff(PRICE, DELIVER, COMPLAIN)),)
    tariff = draw(st.sampled_from(tuple(sorted(state.data.tariffs.items(), key=itemgetter(0))) or usual))
    (_, scope, coin), price = tariff[0], tariff[1].price
    times: tuple[int, int] = (tariff[1].deliver_slots, tariff[1].complain_slots)
    other = draw(st.sampled_from(("nothing", "nothing", "nothing", "price", "coin", "times", "consent", "key", "scope")))
    price = draw(st.sampled_from((price - 1, price + 1, 0, IN_COIN))) if other == "price" else price
    coin = GATE if other == "coin" else coin
    if other == "times":
        times = draw(st.sampled_from(TIMES))
    consent = 0 if other == "consent" else CONSENT[1]
    key = draw(st.sampled_from((bytes(32), ONE_KEY))) if other == "key" else FRESH.key
    scope = draw(st.sampled_from((ASSET_ID, SERIES_ID, key))) if other == "scope" else scope
    if draw(st.integers(0, 9)) == 9:
        return _one_of(draw, CLOSE, REFUND, ACCUSE, accuse_chunk(), delivery(RIGHT))
    if sale is None:
        match draw(st.integers(0, 15)):
            case 12 | 13 | 14:
                return AccessOffer(scope, coin, price, *times)
            case 15:
                # Taken back, whatever else it says.
                return AccessOffer(scope, draw(st.sampled_from((coin, NO_COIN))), 0, *draw(st.sampled_from((times, *TIMES))))
    if sale is None or draw(st.integers(0, 11)) == 11:
        use = draw(st.sampled_from((4, 4, 4, 4, 3, 2, 9)))
        return AccessBuy(ASSET_ID, scope, coin, price, *times, use, consent, key)
    if sale.escrow.stage is Stage.HELD:
        bought: dict[str, Any] = {"price": price, "coin": coin} if other in ("price", "coin") else {"price": sale.escrow.price, "coin": sale.coin}
        right = delivery(draw(st.sampled_from((RIGHT, RIGHT, WRONG))), key=key, consent=consent, **bought)
        return _one_of(draw, right, right, right, REFUND, CLOSE)
    return _one_of(draw, CLOSE, CLOSE, ACCUSE, ACCUSE, accuse_chunk(), accuse_chunk(index=3), accuse_chunk(2, LYING), REFUND)


def _one_of(draw: Draw, *bodies: DataBody) -> DataBody:
    body: DataBody = draw(st.sampled_from(bodies))
    return body


TIMES = ((DELIVER, 1), (1, COMPLAIN), (MARGIN, COMPLAIN), (2 * MARGIN, COMPLAIN), (2 * MARGIN, MARGIN), (2 * MARGIN + 1, MARGIN + 1), (DELIVER, MARGIN))
"""Times to deliver and to complain, around so many rounds as each has to have."""


ONE_KEY = (1).to_bytes(32, "little")
"""Another point of small order."""

LYING = (*CHUNKS[:2], bytes(40), *CHUNKS[3:])
"""Chunks of which one is not the asset's."""

EVERYBODY = (OWNER, BUYER, READER, STRANGER)

SUBJECTS = (
    (CONSENTING, _draw_consenting, EVERYBODY),
    (REGISTERING, _draw_registering, (OWNER, READER)),
    (SELLING, _draw_selling, (OWNER, BUYER, OTHER)),
    (SELLING, _draw_selling, (OWNER, BUYER, OTHER)),
    (DERIVED_PLACES, draw_derived, DERIVED_SENDERS),
)
"""States to begin with, what draws what is sent in them, and who may send it instead."""
