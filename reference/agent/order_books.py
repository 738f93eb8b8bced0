"""Orders in the state: what a move writes and pays, and the orders that a market or a rule of a service opens, fails and fines."""

from dataclasses import replace

from reference.agent.order_moves import Event, Party, Step
from reference.agent.order_openings import fund_order
from reference.agent.order_steps import OrderMove, carry_out, step_of
from reference.agent.settlement import penalise
from reference.economy.contribution_transactions import credit_fees
from reference.economy.escrow_books import give
from reference.numbers import AccountId, Amount, CoinId, Hash, Slot
from reference.rules import kernel, transition
from reference.state.balance import credit
from reference.state.chip import ChipStage
from reference.state.listing import HeldAmount
from reference.state.manufacturer import NO_RECALL, ManufacturerStanding, Recall
from reference.state.order import Order, Phase, Terms
from reference.state.pots import with_fees
from reference.state.smart_agent_state import get_chip, get_manufacturer, get_order, get_recall, put_order
from reference.state.state import State, put_pots


@transition("DELIVERY-13")
def open_funded_order(
    state: State, order: Hash, consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot
) -> State:
    """Open an order that is funded from the beginning, under an identifier that no order ever had.

    Whoever calls this has taken out of the quotes what the order holds from now on: its whole price, and the provider's `deposit`. Rejects with the
    codes of DELIVERY-9, to which no two quotes lead that an auction may match.
    """
    return put_order(state, order, fund_order(consumer, provider, service, coin, terms, deposit, slot))


@kernel("DELIVERY-19")
def is_in_service(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> bool:
    """Whether a chip is in service, and its manufacturer stands by it: what CHIP-2 asks, where the answer refuses nothing."""
    return stage == ChipStage.BOUND and standing == ManufacturerStanding.ACTIVE and recall == NO_RECALL


@transition("DELIVERY-20")
def pay_fee(state: State, order: Order, fee: HeldAmount, slot: Slot) -> State:
    """Put an order's fee into the fees pot, and credit it to the provider where the chip that serves is in service.

    Rejects with `BALANCE_OVERFLOW`, which no chain meets (BALANCE-3).
    """
    if fee == 0:
        return state
    state = put_pots(state, with_fees(state.pots, credit(state.pots.fees, fee)))
    maker = order.serving.manufacturer
    chip = get_chip(state, (maker, order.serving.serial))
    served = is_in_service(chip.stage, get_manufacturer(state, maker).standing, get_recall(state, (maker, chip.identity.batch)))
    return credit_fees(state, order.provider, fee, slot) if served else state


@transition("DELIVERY-21")
def pay_out(state: State, identifier: Hash, order: Order, moved: OrderMove, slot: Slot) -> State:
    """Write what a move has made of an order, and pay whoever gets something of what it held. Rejects with `BALANCE_OVERFLOW`, which no chain meets."""
    state = put_order(state, identifier, moved.order)
    if moved.provider != 0:
        state = give(state, order.coin, order.provider, moved.provider)
    if moved.consumer != 0:
        state = give(state, order.coin, order.consumer, moved.consumer)
    return pay_fee(state, order, moved.fee, slot)


def move(state: State, identifier: Hash, order: Order, step: Step, slot: Slot) -> State:
    """Move the order that has this identifier by a step, once the event has made of its other fields what they are in `order`.

    Rejects with `NOTHING_DUE` where an instalment would be of nothing, and with `BALANCE_OVERFLOW`, which no chain meets.
    """
    return pay_out(state, identifier, order, carry_out(order, step, slot), slot)


@transition("DELIVERY-22")
def fail_order(state: State, identifier: Hash, slot: Slot) -> State:
    """What a rule of a service does with an order whose provider has failed, by its proof. Rejects with the codes of DELIVERY-5."""
    order = get_order(state, identifier)
    return move(state, identifier, order, step_of(order, Event.FAIL, Party.RULE, slot), slot)


@kernel("DELIVERY-38")
def can_be_ruled(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    """Whether a rule of a service can still confirm an order or undo it: whether the table of moves has `FULFIL` and `VOID` for it now. Never rejects."""
    return (phase == Phase.DELIVERING or phase == Phase.DISPUTED) and slot < deadline


@transition("DELIVERY-39")
def fulfil_order(state: State, identifier: Hash, slot: Slot) -> State:
    """What a rule of a service does with an order of which it has found that all is delivered. Rejects with the codes of DELIVERY-5."""
    order = get_order(state, identifier)
    step = step_of(order, Event.FULFIL, Party.RULE, slot)
    return move(state, identifier, replace(order, meter=replace(order.meter, units=order.terms.quantity), claimed=0), step, slot)


@transition("DELIVERY-40")
def void_order(state: State, identifier: Hash, slot: Slot) -> State:
    """What a rule of a service does with an order of which nobody can tell whether it was delivered.

    Rejects with the codes of DELIVERY-5, and with `BALANCE_OVERFLOW`, which no chain meets.
    """
    order = get_order(state, identifier)
    return move(state, identifier, replace(order, claimed=0), step_of(order, Event.VOID, Party.RULE, slot), slot)


@transition("DELIVERY-23")
def penalise_order(state: State, identifier: Hash, penalty: Amount) -> State:
    """Take a penalty that a rule of a service names from what is deposited for an order, and give it to the consumer. The order goes on.

    Where there is no order, or no deposit any more, nothing is taken. Rejects with `BALANCE_OVERFLOW`, which no chain meets.
    """
    order = get_order(state, identifier)
    lost = penalise(order.deposit, penalty)
    if lost.consumer == 0:
        return state
    return give(put_order(state, identifier, replace(order, deposit=lost.held)), order.coin, order.consumer, lost.consumer)
