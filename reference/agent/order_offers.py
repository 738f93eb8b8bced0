"""The transactions that lead to a funded order, or take it back: offered, ordered, paid into escrow, withdrawn, begun."""

from dataclasses import replace

from reference.agent.chips import check_service
from reference.agent.order_books import move, pay_out
from reference.agent.order_moves import Event
from reference.agent.order_openings import offer_order, offered_order_id
from reference.agent.order_steps import carry_out, party_of, step_of
from reference.agent.services import check_service_registered
from reference.codes import Code, Reject
from reference.economy.escrow_books import take
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.chip import NO_BINDING, Binding
from reference.state.coin import check_coin
from reference.state.coin_terms import SSP
from reference.state.order import Terms, Waits
from reference.state.smart_agent_state import get_chip, get_manufacturer, get_order, get_recall, get_service, put_order
from reference.state.state import State, get_account, get_coin
from reference.wire.order_bodies import OrderAccept, OrderBegin, OrderFund, OrderOffer, OrderWithdraw


@transition("DELIVERY-24")
def apply_order_offer(state: State, sender: AccountId, body: OrderOffer, slot: Slot) -> State:
    """Offer an order. Its identifier has the nonce of the transaction, which is spent by then (TX-5). Rejects with the codes of DELIVERY-25."""
    return put_offer(state, sender, offered_order_id(sender, get_account(state, sender).nonce), body, slot)


@transition("DELIVERY-25")
def put_offer(state: State, sender: AccountId, identifier: Hash, body: OrderOffer, slot: Slot) -> State:
    """Offer an order under an identifier that no order ever had, and take the sender's deposit.

    Rejects with `SERVICE_UNKNOWN`, `COIN_UNKNOWN`, the codes of DELIVERY-9, and those of ESCROW-5, in this order.
    """
    check_service_registered(get_service(state, body.service).confirmation)
    if body.coin != SSP:
        check_coin(get_coin(state, body.coin))
    waits = Waits(body.fund_slots, body.start_slots, body.deliver_slots, body.offline_slots, body.liable_slots)
    terms = Terms(body.price, body.quantity, body.granule, body.fee_ppm, waits)
    order = offer_order(body.consumer, sender, body.service, body.coin, terms, body.deposit, slot, body.offer_slots)
    return put_order(take(state, body.coin, sender, body.deposit), identifier, order)


@transition("DELIVERY-26")
def apply_order_accept(state: State, sender: AccountId, body: OrderAccept, slot: Slot) -> State:
    """Order what is offered. Rejects with the codes of DELIVERY-5."""
    return move_by(state, sender, body.order, Event.ORDER, slot)


@transition("DELIVERY-27")
def apply_order_fund(state: State, sender: AccountId, body: OrderFund, slot: Slot) -> State:
    """Pay the whole price into escrow. Rejects with the codes of DELIVERY-5, then with those of ESCROW-5."""
    order = get_order(state, body.order)
    step = step_of(order, Event.FUND, party_of(order.consumer, order.provider, sender), slot)
    moved = carry_out(order, step, slot)
    return pay_out(take(state, order.coin, sender, moved.order.escrow.price), body.order, order, moved, slot)


@transition("DELIVERY-28")
def apply_order_withdraw(state: State, sender: AccountId, body: OrderWithdraw, slot: Slot) -> State:
    """Take an offer or an order back that is not paid. Rejects with the codes of DELIVERY-5."""
    return move_by(state, sender, body.order, Event.WITHDRAW, slot)


@transition("DELIVERY-29")
def apply_order_begin(state: State, sender: AccountId, body: OrderBegin, slot: Slot) -> State:
    """Begin to deliver.

    Rejects with the codes of DELIVERY-5; where a chip is named, with those of CHIP-2, then with `SERVING_FOREIGN` unless its key is the sender's.
    """
    order, named = get_order(state, body.order), Binding(body.manufacturer, body.serial)
    step = step_of(order, Event.BEGIN, party_of(order.consumer, order.provider, sender), slot)
    if named != NO_BINDING:
        chip = get_chip(state, (body.manufacturer, body.serial))
        recall = get_recall(state, (body.manufacturer, chip.identity.batch))
        check_service(chip.stage, get_manufacturer(state, body.manufacturer).standing, recall)
        if chip.identity.chip != sender:
            raise Reject(Code.SERVING_FOREIGN)
    return move(state, body.order, replace(order, serving=named), step, slot)


def move_by(state: State, sender: AccountId, identifier: Hash, event: Event, slot: Slot) -> State:
    """Move an order by an event that changes nothing but what the table says. Rejects with the codes of DELIVERY-5."""
    order = get_order(state, identifier)
    return move(state, identifier, order, step_of(order, event, party_of(order.consumer, order.provider, sender), slot), slot)
