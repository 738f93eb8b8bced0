"""The profile `services`: orders of services in any phase, moved by their sides and by strangers, with receipts that mostly count."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import NO_COIN, Draw
from reference.agent.order_moves import MOVES, Event, Party
from reference.agent.services import service_id
from reference.parameters import MINIMAL
from reference.state.chip import Binding, ChipStage
from reference.state.coin_terms import SSP
from reference.state.smart_agent_state import get_order
from reference.state.state import State
from reference.wire.order_bodies import OrderBegin, OrderClaim, OrderConfirm, OrderPay
from reference.wire.service_bodies import Confirmation, ServiceRegister
from reference.wire.smart_agent_bodies import SmartAgentBody
from vectors.batch import Batch
from vectors.build import BOB, after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import KEY, OTHER_SERIAL, REGISTERED
from vectors.scenarios.coin_places import GATE
from vectors.scenarios.order_moves import ORDERS, SENDERS, body_of
from vectors.scenarios.service_places import BANDWIDTH, CONSUMER, ORDER, PROVIDER, offer, receipt, service_place, with_order
from vectors.state_form import write_state

PHASES = tuple(ORDERS.values())
"""An order in each phase."""

NAMED = tuple(move for move in MOVES if move.party is not Party.RULE)
"""What a transaction may make of an order."""

CHIPS = (REGISTERED, REGISTERED, REGISTERED, replace(REGISTERED, stage=ChipStage.SUSPENDED))
"""The provider's chip."""

OTHER_KEY = (KEY[0], OTHER_SERIAL)
OTHER = replace(REGISTERED, identity=replace(REGISTERED.identity, chip=BOB.account), node=BOB.account)
"""A chip in service that is somebody else's."""


@st.composite
def service_orders(draw: Draw) -> Exchange:
    """A state with an order, and the batches that are applied to it; on a chain of the minimal preset."""
    place = with_order(draw(st.sampled_from(PHASES))) if draw(st.integers(0, 3)) else service_place()
    agents = place.smart_agents
    chips = agents.chips.set(KEY, draw(st.sampled_from(CHIPS))).set(OTHER_KEY, OTHER)
    state = replace(place, smart_agents=replace(agents, chips=chips, bindings=agents.bindings.set(OTHER.node, Binding(*OTHER_KEY))))
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 10, 20, 50, 600)))
        sender, body = _draw_step(draw, state)
        if draw(st.integers(0, 7)) == 7:
            sender = draw(st.sampled_from((CONSUMER, PROVIDER, BOB)))
        drawn = batch(state, [transaction(state, sender, body)], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _draw_step(draw: Draw, state: State) -> tuple[KeyPair, SmartAgentBody]:
    """Mostly what can be done with the order in its phase, by one who may."""
    if draw(st.integers(0, 11)) == 0:
        return BOB, ServiceRegister("data", draw(st.sampled_from(("record", "byte"))), draw(st.sampled_from(Confirmation)), service_id(BANDWIDTH))
    order = get_order(state, ORDER)
    possible = [move for move in NAMED if move.phase is order.phase]
    if not possible or draw(st.integers(0, 9)) == 0:
        usual = offer(draw(st.sampled_from((SSP, SSP, SSP, GATE, NO_COIN))), draw(st.sampled_from((0, 0, 3_000, 10**6))))
        return PROVIDER, replace(usual, service=bytes(32)) if draw(st.integers(0, 5)) == 5 else usual
    move = draw(st.sampled_from(possible if draw(st.integers(0, 5)) else NAMED))
    return draw(st.sampled_from(SENDERS[move.party])), _draw_body(draw, state, move.event)


def _draw_body(draw: Draw, state: State, event: Event) -> SmartAgentBody:
    if event in (Event.PAY, Event.CONFIRM):
        return _draw_receipt(draw, state, event)
    if event is Event.CLAIM:
        return OrderClaim(ORDER, get_order(state, ORDER).meter.units + draw(st.sampled_from((0, 1, 10, 11))))
    if event is Event.BEGIN and draw(st.integers(0, 3)):
        return OrderBegin(ORDER, *draw(st.sampled_from((KEY, KEY, KEY, OTHER_KEY))))
    return body_of(event)


def _draw_receipt(draw: Draw, state: State, event: Event) -> OrderPay | OrderConfirm:
    """Mostly one more than the highest, of some units more, signed by both; sometimes the last one where it should not be, or not where it should."""
    known, last = get_order(state, ORDER).meter, (event is Event.CONFIRM) != (draw(st.integers(0, 7)) == 0)
    more, units = draw(st.sampled_from((0, 1, 1, 1, 7))), draw(st.sampled_from((0, 1, 10, 300, 1_000)))
    slot = known.slot + draw(st.sampled_from((0, 0, 0, 1, -1)))

    def said(**other: Any) -> tuple[bytes, bytes]:
        return receipt(**{"sequence": known.sequence + more, "units": known.units + units, "slot": max(slot, 0), "last": last, **other})

    by_provider, by_consumer = said()
    match draw(st.integers(0, 15)):
        case 0:
            by_provider, by_consumer = said(chain=bytes(32))
        case 1:
            by_provider, by_consumer = said(provider=BOB)
        case 2:
            by_provider, by_consumer = said(consumer=BOB)
        case 3:
            by_provider, by_consumer = said(order=bytes(32))
        case 4:
            by_provider, _ = said(units=known.units + units + 1)
        case 5:
            by_provider = by_provider[:-1] + bytes((by_provider[-1] ^ 1,))
        case 6:
            by_consumer = by_consumer[:-1] + bytes((by_consumer[-1] ^ 1,))
    return OrderConfirm(by_provider, by_consumer) if event is Event.CONFIRM else OrderPay(by_provider, by_consumer)
