"""The profile `services`: jobs over three orders at every point, and what their providers, their consumer and strangers do with them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.agent.services import service_id
from reference.numbers import Hash
from reference.parameters import MINIMAL
from reference.state.order import Order, Phase
from reference.state.state import State
from reference.wire.order_bodies import OrderClaim, OrderClose, OrderSettle
from reference.wire.smart_agent_bodies import SmartAgentBody
from vectors.batch import Batch
from vectors.build import after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.job_places import (
    ANSWER,
    DECIDE,
    FALSE,
    ORDERS,
    OTHER,
    PROVIDERS,
    STRANGER,
    TRUE,
    claimed,
    commit,
    committing,
    computed,
    confirmed,
    job_place,
    opening,
    reveal,
    three,
    told_of,
)
from vectors.scenarios.service_places import BANDWIDTH, CONSUMER, STORAGE
from vectors.state_form import write_state

VALUES = (TRUE, TRUE, TRUE, FALSE, OTHER)
FIRST = (computed(), computed(), claimed(), confirmed(), confirmed(0, Phase.SETTLED))
"""The first order, whatever somebody has done with it."""


@st.composite
def jobs(draw: Draw) -> Exchange:
    """A state with three orders, mostly of a job, and the batches that are applied to it; on a chain of the minimal preset."""
    state = _draw_state(draw)
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 20, 40, 298)))
        sender, body = _draw_step(draw, state)
        drawn = batch(state, [transaction(state, sender, body)], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _draw_state(draw: Draw) -> State:
    orders = {**three(), ORDERS[0]: draw(st.sampled_from(FIRST))}
    if draw(st.booleans()):
        return told_of(*draw(st.tuples(*[st.sampled_from((*VALUES, None)) for _ in ORDERS])), orders=orders)
    committed = draw(st.sampled_from((None, None, None, 0, 1, 2, 3, 3)))
    if committed is None:
        return job_place(_draw_orders(draw))
    return committing(committed, orders)


def _draw_orders(draw: Draw) -> dict[Hash, Order]:
    """Orders over which a job may be opened, one of them perhaps with something otherwise."""
    orders, number = three(), draw(st.integers(0, len(ORDERS) - 1))
    order = orders[ORDERS[number]]
    waits = order.terms.waits
    strange: tuple[dict[str, Any], ...] = (
        {},
        {},
        {"service": service_id(BANDWIDTH)},
        {"service": service_id(STORAGE)},
        {"provider": PROVIDERS[number - 1].account, "serving": orders[ORDERS[number - 1]].serving},
        {"escrow": replace(order.escrow, deadline=draw(st.sampled_from((300, 500, 800))))},
        {"terms": replace(order.terms, waits=replace(waits, offline_slots=draw(st.sampled_from((1, 50, 150)))))},
        {"consumer": STRANGER.account},
    )
    orders[ORDERS[number]] = replace(order, **draw(st.sampled_from(strange)))
    return orders


def _draw_step(draw: Draw, state: State) -> tuple[KeyPair, SmartAgentBody]:
    """Mostly by the one whose it is."""
    number = draw(st.integers(0, len(ORDERS) - 1))
    sender: KeyPair = PROVIDERS[number] if draw(st.integers(0, 7)) else draw(st.sampled_from((CONSUMER, STRANGER)))
    step = draw(st.integers(0, 9))
    if not state.smart_agents.jobs and draw(st.integers(0, 2)):
        return _draw_opening(draw)
    if step < 3:
        return sender, commit(number, draw(st.sampled_from(VALUES)))
    if step < 6:
        return sender, reveal(number, draw(st.sampled_from(VALUES)))
    if step < 8:
        return STRANGER, DECIDE
    if step == 8:
        return _draw_opening(draw)
    return sender, draw(st.sampled_from((OrderClaim(ORDERS[number], 1), OrderSettle(ORDERS[number]), OrderClose(ORDERS[number]))))


def _draw_opening(draw: Draw) -> tuple[KeyPair, SmartAgentBody]:
    """By the consumer, mostly of all three orders in their order, with time enough to answer."""
    orders = draw(st.sampled_from((ORDERS, ORDERS, ORDERS, ORDERS, ORDERS[::-1], ORDERS[:1], ORDERS[:2], (*ORDERS[:2], ORDERS[1]))))
    times = draw(st.sampled_from((ANSWER, ANSWER, ANSWER, ANSWER + 1, ANSWER - 1))), draw(st.sampled_from((ANSWER, ANSWER, ANSWER, ANSWER - 1, 500)))
    return CONSUMER, opening(orders, *times)
