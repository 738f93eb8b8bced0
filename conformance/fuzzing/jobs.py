"""The profile `services`: jobs over three orders at every point, and what their providers, their consumer and strangers do with them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.agent.services import service_id
from reference.numbers import Hash
from reference.parameters import MINIMAL
from reference.state.order import ANSWER_SLOTS, Order, Phase
from reference.state.service import Service
from reference.state.state import State
from reference.wire.order_bodies import OrderClaim, OrderClose, OrderSettle
from reference.wire.smart_agent_bodies import SmartAgentBody
from vectors.batch import Batch
from vectors.build import after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import DAVE
from vectors.scenarios.job_places import (
    ANSWER,
    AWAITED,
    COMMIT_UNTIL,
    DECIDE,
    FALSE,
    JOB,
    ORDERS,
    OTHER,
    PROVIDERS,
    REVEAL_UNTIL,
    STRANGER,
    TRUE,
    claimed,
    commit,
    committing,
    computed,
    confirmed,
    counted,
    hidden,
    job_place,
    opening,
    reveal,
    shown,
    three,
    told_of,
    with_jobs,
)
from vectors.scenarios.service_places import BANDWIDTH, COMPUTE, CONSUMER, STORAGE
from vectors.state_form import write_state

VALUES = (TRUE, TRUE, TRUE, FALSE, OTHER)
RENDER = replace(COMPUTE, name="render")
"""Another type of service of which the results are compared."""

COUNTED = ("size", "committed", "revealed", "commit_until", "reveal_until")
"""The numbers of a job."""

MORE = {bytes([0x10]) * 32: DAVE, bytes([0x11]) * 32: STRANGER}
"""Two more orders, and who provides what is ordered."""

FIRST = (computed(), computed(), claimed(), confirmed(), confirmed(0, Phase.SETTLED))
"""The first order, whatever somebody has done with it."""


@st.composite
def jobs(draw: Draw) -> Exchange:
    """A state with three orders, mostly of a job, and the batches that are applied to it; on a chain of the minimal preset."""
    state = _with_service(_draw_state(draw), RENDER)
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 20, 40, 298)))
        sender, body = _draw_step(draw, state)
        drawn = batch(state, [transaction(state, sender, body)], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _with_service(state: State, service: Service) -> State:
    """The state in which somebody has registered one more type of service."""
    agents = state.smart_agents
    return replace(state, smart_agents=replace(agents, services=agents.services.set(service_id(service), service)))


def _draw_state(draw: Draw) -> State:
    first: Order = draw(st.sampled_from(FIRST))
    if not draw(st.integers(0, 7)):
        # Without a job, and perhaps of a service that somebody else confirms.
        return job_place({**three(), ORDERS[0]: replace(first, service=service_id(draw(st.sampled_from((COMPUTE, BANDWIDTH, STORAGE)))))})
    orders = {**three(), ORDERS[0]: first}
    if not draw(st.integers(0, 5)):
        return _draw_from_outside(draw, orders)
    if draw(st.booleans()):
        return told_of(*draw(st.tuples(*[st.sampled_from((*VALUES, None)) for _ in ORDERS])), orders=orders)
    committed = draw(st.sampled_from((None, None, None, 0, 1, 2, 3, 3)))
    if committed is None:
        return job_place(_draw_orders(draw))
    return committing(committed, orders)


def _draw_from_outside(draw: Draw, orders: dict[Hash, Order]) -> State:
    """A job over as many orders as the results that it has, up to five, which have come to any stage: few of these could have been made."""
    every = {**orders, **{name: replace(computed(1), provider=pair.account) for name, pair in MORE.items()}}
    names = tuple(every)[: draw(st.sampled_from((1, 2, 3, 3, 3, 4, 5)))]
    results = {name: draw(st.sampled_from((AWAITED, hidden(number % 3), shown(draw(st.sampled_from(VALUES)))))) for number, name in enumerate(names)}
    jobs = {JOB: counted([*results.values()])}
    other = draw(st.sampled_from((*["nothing"] * 4, "no job", "an awaited value", "a deadline", *COUNTED)))
    match other:
        case "nothing":
            pass
        case "no job":
            jobs = {}
        case "an awaited value":
            results[names[-1]] = replace(AWAITED, value=TRUE)
            jobs = {JOB: counted([*results.values()])}
        case "a deadline":
            last = every[names[-1]]
            every[names[-1]] = replace(last, escrow=replace(last.escrow, deadline=REVEAL_UNTIL + ANSWER_SLOTS + draw(st.integers(-1, 0))))
        case _:
            jobs[JOB] = replace(jobs[JOB], **{other: max(getattr(jobs[JOB], other) + draw(st.sampled_from((1, -1))), 0)})
    slot = draw(st.sampled_from((None, COMMIT_UNTIL - 1, COMMIT_UNTIL, REVEAL_UNTIL)))
    return with_jobs(job_place({name: each for name, each in every.items() if name in ORDERS or name in names}, slot=slot), jobs, results)


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
        {"service": service_id(RENDER)},
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
