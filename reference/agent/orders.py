"""Orders: the machine that coordinates the steps of a service, from the offer to the end, whatever either side does or fails to do."""

from reference.agent.order_moves import MOVES, Event, Move, Party, Step, Time, When
from reference.codes import Code, Reject
from reference.economy.escrow import deadline_after, priced
from reference.numbers import Amount, Slot
from reference.rules import kernel, procedure
from reference.state.balance import check_amount
from reference.state.listing import HeldAmount
from reference.state.order import ANSWER_SLOTS, Phase, Span, Waits
from reference.wire.listing_bodies import Quantity


@kernel("DELIVERY-1")
def price_order(price: Amount, quantity: Quantity, granule: Quantity) -> HeldAmount:
    """What an order costs at most, in units of the coin: a unit's price times the units.

    Rejects with `AMOUNT_ZERO`, `QUANTITY_ZERO`, `PRICE_TOO_HIGH`, `GRANULE_INVALID`, in this order.
    """
    check_amount(price)
    cost = priced(price, quantity)
    if granule == 0 or granule > quantity:
        raise Reject(Code.GRANULE_INVALID)
    return cost


@kernel("DELIVERY-2")
def find_move(phase: Phase, event: Event) -> Move:
    """The row of the table by which an event moves an order that is in a phase. Rejects with `ORDER_UNKNOWN`, then `MOVE_NOT_POSSIBLE`."""
    if phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    for move in MOVES:
        if move.phase == phase and move.event == event:
            return move
    raise Reject(Code.MOVE_NOT_POSSIBLE)


@kernel("DELIVERY-3")
def check_party(entitled: Party, party: Party) -> None:
    """Reject with `MOVE_OF_ANOTHER` unless a move is the party's, or anybody's."""
    if entitled != Party.ANYBODY and entitled != party:
        raise Reject(Code.MOVE_OF_ANOTHER)


@kernel("DELIVERY-4")
def check_time(when: When, deadline: Slot, slot: Slot) -> None:
    """Reject a move that is too late with `DEADLINE_PASSED`, and one that is too early with `DEADLINE_AHEAD`."""
    if when == When.BEFORE and slot >= deadline:
        raise Reject(Code.DEADLINE_PASSED)
    if when == When.FROM and slot < deadline:
        raise Reject(Code.DEADLINE_AHEAD)


@procedure("DELIVERY-5")
def move_order(phase: Phase, event: Event, party: Party, deadline: Slot, slot: Slot) -> Step:
    """What an event makes of an order.

    Rejects with the codes of DELIVERY-2, DELIVERY-3 and DELIVERY-4, in this order.
    """
    move = find_move(phase, event)
    check_party(move.party, party)
    check_time(move.when, deadline, slot)
    return move.step


@kernel("DELIVERY-6")
def span_after_move(time: Time, waits: Waits) -> Span:
    """How long the phase lasts that a move leads to, in slots; 0 where the deadline is kept. Never rejects."""
    if time == Time.FUND:
        return waits.fund_slots
    if time == Time.START:
        return waits.start_slots
    if time == Time.DELIVER:
        return waits.deliver_slots + waits.offline_slots + ANSWER_SLOTS
    if time == Time.ANSWER or time == Time.SHOW or time == Time.SOON:
        return waits.offline_slots + ANSWER_SLOTS
    if time == Time.LIABLE:
        return waits.liable_slots
    return 0


@kernel("DELIVERY-7")
def deadline_after_move(time: Time, deadline: Slot, slot: Slot, span: Span) -> Slot:
    """The deadline of an order after a move into a phase that lasts so long. Never rejects."""
    if time == Time.KEPT:
        return deadline
    if time == Time.DELIVER or time == Time.ANSWER:
        return max(deadline, deadline_after(slot, span))
    if time == Time.SOON:
        return min(deadline, deadline_after(slot, span))
    return deadline_after(slot, span)
