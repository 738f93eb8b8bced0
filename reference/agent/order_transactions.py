"""The transactions of an order that is delivered: receipts shown, units claimed and contested, settled, closed."""

from dataclasses import replace

from reference.agent.metering import claim_units, supersede
from reference.agent.order_books import move
from reference.agent.order_moves import Event, Party
from reference.agent.order_offers import move_by
from reference.agent.order_steps import party_of, read_receipt, step_of
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.smart_agent_state import get_order
from reference.state.state import State
from reference.wire.meter_receipt import Metered, authenticate_meter_receipt
from reference.wire.order_bodies import OrderClaim, OrderClose, OrderConfirm, OrderContest, OrderPay, OrderSettle


@transition("DELIVERY-30")
def apply_order_pay(state: State, sender: AccountId, body: OrderPay, slot: Slot) -> State:
    """Show a higher receipt, and have what is due paid, whoever sends it. Rejects with the codes of RECEIPT-2 and of DELIVERY-31, in this order."""
    return pay_by_receipt(state, authenticate_meter_receipt(body.by_provider, body.by_consumer), slot)


@transition("DELIVERY-31")
def pay_by_receipt(state: State, metered: Metered, slot: Slot) -> State:
    """Pay what is due by a receipt that is not the last one.

    Rejects with the codes of DELIVERY-5, RECEIPT-3, METER-1, then `NOTHING_DUE`, in this order.
    """
    identifier = metered.receipt.order
    order = get_order(state, identifier)
    step = step_of(order, Event.PAY, Party.BOTH, slot)
    shown = read_receipt(order, state.chain.id, metered, last=False)
    return move(state, identifier, replace(order, meter=supersede(order.meter, shown, order.terms.quantity)), step, slot)


@transition("DELIVERY-32")
def apply_order_confirm(state: State, sender: AccountId, body: OrderConfirm, slot: Slot) -> State:
    """Show the last receipt, whoever sends it. Rejects with the codes of RECEIPT-2 and of DELIVERY-33, in this order."""
    return confirm_by_receipt(state, authenticate_meter_receipt(body.by_provider, body.by_consumer), slot)


@transition("DELIVERY-33")
def confirm_by_receipt(state: State, metered: Metered, slot: Slot) -> State:
    """End the delivery by the receipt that both have signed as the last one. Rejects with the codes of DELIVERY-5, RECEIPT-3 and METER-1, in this order."""
    identifier = metered.receipt.order
    order = get_order(state, identifier)
    step = step_of(order, Event.CONFIRM, Party.BOTH, slot)
    shown = read_receipt(order, state.chain.id, metered, last=True)
    return move(state, identifier, replace(order, meter=supersede(order.meter, shown, order.terms.quantity), claimed=0), step, slot)


@transition("DELIVERY-34")
def apply_order_claim(state: State, sender: AccountId, body: OrderClaim, slot: Slot) -> State:
    """Claim units that the consumer has not signed for. Rejects with the codes of DELIVERY-5, then with those of METER-5."""
    order = get_order(state, body.order)
    step = step_of(order, Event.CLAIM, party_of(order.consumer, order.provider, sender), slot)
    claimed = claim_units(order.meter.units, body.units, order.terms.granule, order.terms.quantity)
    return move(state, body.order, replace(order, claimed=claimed), step, slot)


@transition("DELIVERY-35")
def apply_order_contest(state: State, sender: AccountId, body: OrderContest, slot: Slot) -> State:
    """Deny what is claimed. Rejects with the codes of DELIVERY-5."""
    order = get_order(state, body.order)
    step = step_of(order, Event.CONTEST, party_of(order.consumer, order.provider, sender), slot)
    return move(state, body.order, replace(order, claimed=0), step, slot)


@transition("DELIVERY-36")
def apply_order_settle(state: State, sender: AccountId, body: OrderSettle, slot: Slot) -> State:
    """Have what both have confirmed paid. Rejects with the codes of DELIVERY-5."""
    return move_by(state, sender, body.order, Event.SETTLE, slot)


@transition("DELIVERY-37")
def apply_order_close(state: State, sender: AccountId, body: OrderClose, slot: Slot) -> State:
    """Close an order whose time is over. Rejects with the codes of DELIVERY-5."""
    return move_by(state, sender, body.order, Event.CLOSE, slot)
