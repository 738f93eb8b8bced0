"""Which orders a state from outside may have: those that these rules have made, and no others."""

from reference.agent.settlement import earned
from reference.economy.escrow import deadline_after
from reference.numbers import Amount, Slot
from reference.rules import kernel, procedure
from reference.state.chip import NO_BINDING
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE, Stage
from reference.state.order import ANSWER_SLOTS, NO_METER, Meter, Order, Phase, Span, Waits
from reference.wire.listing_bodies import MAX_WAIT, Quantity


@procedure("DELIVERY-12")
def is_order_possible(order: Order, computed: bool, now: Slot) -> bool:
    """Whether an order of a state from outside, whose head is of slot `now`, is one that these rules have made; `computed`: a majority confirms it."""
    terms = order.terms
    if order.phase == Phase.CLOSED or order.consumer == order.provider or (order.coin != SSP and terms.fee_ppm != 0):
        return False
    if not is_priced(terms.price, terms.quantity) or terms.granule == 0 or terms.granule > terms.quantity:
        return False
    if not is_meter_possible(order, computed):
        return False
    if order.escrow.holding != 0 or order.escrow.deadline > deadline_after(now, longest_span(order.phase, terms.waits)):
        return False
    return has_possible_money(order) and is_claim_possible(order)


@kernel("DELIVERY-12")
def is_priced(price: Amount, quantity: Quantity) -> bool:
    """Whether an order may have this price and this quantity (DELIVERY-1)."""
    return price != 0 and quantity != 0 and price <= HIGHEST_PRICE // quantity


@kernel("DELIVERY-12")
def longest_span(phase: Phase, waits: Waits) -> Span:
    """The most slots that an order may have before its deadline in a phase."""
    if phase == Phase.OFFERED:
        return MAX_WAIT
    if phase == Phase.ORDERED:
        return waits.fund_slots
    if phase == Phase.FUNDED:
        return waits.start_slots
    if phase == Phase.DELIVERING or phase == Phase.DISPUTED:
        return waits.deliver_slots + waits.offline_slots + ANSWER_SLOTS
    return waits.liable_slots


@procedure("DELIVERY-12")
def is_meter_possible(order: Order, computed: bool) -> bool:
    """Whether what is metered can be so: no more than is ordered, and nothing without a receipt, unless the service's own rule has found it (DELIVERY-39)."""
    if order.meter.sequence != 0:
        return order.meter.units <= order.terms.quantity
    if order.phase != Phase.CONFIRMED and order.phase != Phase.SETTLED:
        return order.meter == NO_METER
    return computed and order.meter == Meter(sequence=0, units=order.terms.quantity, slot=0)


@procedure("DELIVERY-12")
def has_possible_money(order: Order) -> bool:
    """Whether escrow and instalments are what the phase and the meter make of the cost of an order."""
    due = earned(order.terms.price, order.meter.units)
    if order.phase == Phase.OFFERED or order.phase == Phase.ORDERED:
        return order.escrow.stage == Stage.NONE and order.escrow.price == 0 and order.paid == 0
    if order.phase == Phase.SETTLED:
        return order.escrow.stage == Stage.NONE and order.escrow.price == 0 and order.paid == due
    if order.escrow.stage != Stage.HELD or order.escrow.price + order.paid != earned(order.terms.price, order.terms.quantity):
        return False
    if order.phase == Phase.CONFIRMED:
        return order.paid <= due
    return order.paid == due


@procedure("DELIVERY-12")
def is_claim_possible(order: Order) -> bool:
    """Whether what is metered and claimed, and by which chip, can be so in the phase."""
    if order.phase == Phase.OFFERED or order.phase == Phase.ORDERED or order.phase == Phase.FUNDED:
        return order.meter == NO_METER and order.claimed == 0 and order.serving == NO_BINDING
    if order.phase == Phase.DISPUTED:
        return order.claimed <= min(order.terms.quantity, order.meter.units + order.terms.granule)
    return order.claimed == 0
