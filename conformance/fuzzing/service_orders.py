"""The profile `services`: orders of services in any phase, moved by their sides and by strangers, with receipts that mostly count."""

from hypothesis import strategies as st

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Draw
from reference.agent.order_moves import Event
from reference.agent.services import service_id
from reference.numbers import Hash
from reference.parameters import MINIMAL
from reference.state.smart_agent_state import get_order
from reference.state.state import State
from reference.wire.order_bodies import OrderBegin, OrderClaim, OrderConfirm, OrderPay
from reference.wire.service_bodies import Confirmation, ServiceRegister
from reference.wire.smart_agent_bodies import SmartAgentBody
from vectors.batch import Batch
from vectors.build import BOB, after, batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.scenarios.chip_places import KEY
from vectors.scenarios.order_moves import ORDERS, RULES, body_of
from vectors.scenarios.service_places import BANDWIDTH, CONSUMER, ORDER, PROVIDER, offer, receipt, service_place, with_order
from vectors.state_form import write_state

SENDERS = (CONSUMER, CONSUMER, PROVIDER, PROVIDER, BOB)


@st.composite
def service_orders(draw: Draw) -> Exchange:
    """A state with an order, and the batches that are applied to it; on a chain of the minimal preset."""
    state = with_order(draw(st.sampled_from(list(ORDERS.values())))) if draw(st.booleans()) else service_place()
    written, slot, batches = write_state(state), state.head.slot, []
    for _ in range(draw(st.integers(1, 6))):
        slot += draw(st.sampled_from((0, 1, 1, 10, 20, 50, 600)))
        sender = draw(st.sampled_from(SENDERS))
        drawn = batch(state, [transaction(state, sender, _draw_body(draw, state))], slot=slot)
        batches.append(to_json(Batch, drawn))
        state = after(state, drawn)
    return Exchange(Kind.TRANSACT, MINIMAL.name, {"state": written, "batches": list(batches)})


def _draw_body(draw: Draw, state: State) -> SmartAgentBody:
    if draw(st.integers(0, 9)) == 0:
        return ServiceRegister("data", draw(st.sampled_from(("record", "byte"))), draw(st.sampled_from(Confirmation)), service_id(BANDWIDTH))
    if draw(st.integers(0, 9)) == 0:
        return offer(fee_ppm=draw(st.sampled_from((0, 3_000, 10**6))))
    event = draw(st.sampled_from(list(RULES)))
    if event in (Event.PAY, Event.CONFIRM):
        return _draw_receipt(draw, state, ORDER)
    if event is Event.CLAIM:
        return OrderClaim(ORDER, get_order(state, ORDER).meter.units + draw(st.sampled_from((0, 1, 10, 11))))
    if event is Event.BEGIN and draw(st.booleans()):
        return OrderBegin(ORDER, *KEY)
    return body_of(event)


def _draw_receipt(draw: Draw, state: State, order: Hash) -> OrderPay | OrderConfirm:
    """Mostly one more than the highest, of some units more; sometimes the last one where it should not be, or not where it should."""
    known, last = get_order(state, order).meter, draw(st.booleans())
    more, units = draw(st.sampled_from((0, 1, 1, 1, 7))), draw(st.sampled_from((0, 1, 10, 300, 1_000)))
    by_provider, by_consumer = receipt(known.sequence + more, known.units + units, known.slot, last=last, order=order)
    return OrderConfirm(by_provider, by_consumer) if last != (draw(st.integers(0, 7)) == 0) else OrderPay(by_provider, by_consumer)
