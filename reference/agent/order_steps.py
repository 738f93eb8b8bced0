"""What a move makes of an order and of its money: one way for every row of the table."""

from dataclasses import dataclass, replace

from reference.agent.metering import settled_units
from reference.agent.order_moves import Event, Money, Party, Step
from reference.agent.orders import deadline_after_move, move_order, price_order, span_after_move
from reference.agent.settlement import earned, pay_instalment, release_deposit, settle_order
from reference.codes import Code, Reject
from reference.economy.escrow import open_escrow
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.listing import NO_ESCROW, Escrow, HeldAmount
from reference.state.order import NO_ORDER, Meter, Order, Phase
from reference.wire.meter_receipt import Metered


@dataclass(frozen=True, slots=True)
class OrderFlow:
    """What leaves an order's escrow, and what is left."""

    escrow: Escrow
    """What is held of the consumer's money."""

    paid: HeldAmount
    """All that has left it so far for metered units."""

    provider: HeldAmount
    """To the provider now."""

    fee: HeldAmount
    """The fee of that."""

    consumer: Amount
    """Back to the consumer."""


@dataclass(frozen=True, slots=True)
class OrderMove:
    """An order after a move, and who gets what of what it held."""

    order: Order
    """The order; a closed one is forgotten."""

    provider: Amount
    """To the provider, in units of the coin: payments, and its deposit where that returns."""

    consumer: Amount
    """To the consumer: what was not used, and the provider's deposit where that is lost."""

    fee: HeldAmount
    """The fee, which is in SSP."""


@kernel("DELIVERY-15")
def party_of(consumer: AccountId, provider: AccountId, sender: AccountId) -> Party:
    """Who a sender is to an order. Never rejects."""
    if sender == consumer:
        return Party.CONSUMER
    if sender == provider:
        return Party.PROVIDER
    return Party.ANYBODY


@procedure("DELIVERY-16")
def step_of(order: Order, event: Event, party: Party, slot: Slot) -> Step:
    """What an event makes of an order as it is. Rejects with the codes of DELIVERY-5."""
    return move_order(order.phase, event, party, order.escrow.deadline, slot)


@procedure("DELIVERY-17")
def flow_of(order: Order, money: Money, slot: Slot) -> OrderFlow:
    """What a move does with the consumer's money. Rejects, where that is to be paid by instalments, with `NOTHING_DUE`."""
    terms = order.terms
    if money == Money.FUNDED:
        cost = price_order(terms.price, terms.quantity, terms.granule)
        return OrderFlow(open_escrow(cost, 0, cost, slot, terms.waits.start_slots), order.paid, 0, 0, 0)
    if money == Money.INSTALMENT:
        part = pay_instalment(order.escrow, order.paid, earned(terms.price, order.meter.units), terms.fee_ppm)
        return OrderFlow(part.escrow, part.paid, part.provider, part.fee, 0)
    if money == Money.FINAL:
        units = settled_units(order.meter.units, order.claimed, terms.granule, terms.quantity)
        last = settle_order(order.escrow, order.paid, earned(terms.price, units), terms.fee_ppm, slot)
        return OrderFlow(NO_ESCROW, last.paid, last.provider, last.fee, last.consumer)
    return OrderFlow(order.escrow, order.paid, 0, 0, 0)


@procedure("DELIVERY-18")
def carry_out(order: Order, step: Step, slot: Slot) -> OrderMove:
    """What a step makes of an order whose other fields are what the event has made of them, and of what it holds. Rejects with the codes of DELIVERY-17."""
    out, deposit = flow_of(order, step.money, slot), release_deposit(order.deposit, step.deposit)
    deadline = deadline_after_move(step.time, order.escrow.deadline, slot, span_after_move(step.time, order.terms.waits))
    escrow = replace(out.escrow, deadline=deadline)
    moved = replace(order, phase=step.phase, escrow=escrow, paid=out.paid, deposit=deposit.held)
    after = NO_ORDER if step.phase == Phase.CLOSED else moved
    return OrderMove(order=after, provider=out.provider + deposit.provider, consumer=out.consumer + deposit.consumer, fee=out.fee)


@procedure("RECEIPT-3")
def read_receipt(order: Order, chain: Hash, metered: Metered, last: bool) -> Meter:
    """What a receipt says of the order that it names, if both of its sides have signed it on this chain, and as the last one just where that is asked.

    Rejects with `RECEIPT_FOREIGN`, `RECEIPT_LAST`, `RECEIPT_NOT_LAST`, in this order.
    """
    receipt = metered.receipt
    if receipt.chain != chain or metered.provider != order.provider or metered.consumer != order.consumer:
        raise Reject(Code.RECEIPT_FOREIGN)
    if receipt.last and not last:
        raise Reject(Code.RECEIPT_LAST)
    if last and not receipt.last:
        raise Reject(Code.RECEIPT_NOT_LAST)
    return Meter(sequence=receipt.sequence, units=receipt.units, slot=receipt.slot)
