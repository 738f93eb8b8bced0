"""Escrow: the machine by which a payer's money becomes a payee's or returns, whatever either of them does or fails to do.

| stage | who | what | until | then |
|---|---|---|---|---|
| held | payee | delivers | the deadline | delivered, with a new deadline |
| held | payer | cancels | the deadline | the holding fee to the payee, the price returns |
| held, delivered | payer | confirms | it is closed | the price to the payee, the holding fee returns |
| held, delivered | payee | refunds | it is closed | all returns |
| held | anybody | closes | from the deadline on | all returns |
| delivered | anybody | closes | from the deadline on | the price to the payee, the holding fee returns |
"""

from dataclasses import dataclass
from enum import Enum, auto

from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, PPM, Amount, Ppm, Slot
from reference.rules import kernel
from reference.state.balance import check_amount
from reference.state.listing import HIGHEST_PRICE, Escrow, HeldAmount, Stage
from reference.wire.listing_bodies import Quantity, Wait


class Ending(Enum):
    """What ends an escrow."""

    CONFIRM = auto()
    """The payer has what it paid for."""
    CANCEL = auto()
    """The payer wants it no more."""
    REFUND = auto()
    """The payee gives it back."""
    CLOSE = auto()
    """The time is over."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where an escrow's money goes; together all that was in it."""

    payee: Amount
    """To whoever sells, in units of the coin."""

    payer: Amount
    """To whoever buys."""

    sold: bool
    """Whether the payee has the price."""


@dataclass(frozen=True, slots=True)
class PartPayment:
    """A part of the price that the payee gets before the end."""

    escrow: Escrow
    """What is still held."""

    payee: HeldAmount
    """To the payee, in units of the coin."""


@kernel("ESCROW-1")
def priced(price: Amount, quantity: Quantity) -> HeldAmount:
    """What several items cost together. Rejects with `QUANTITY_ZERO`, then `PRICE_TOO_HIGH` where that is more than can be held."""
    if quantity == 0:
        raise Reject(Code.QUANTITY_ZERO)
    if price > HIGHEST_PRICE // quantity:
        raise Reject(Code.PRICE_TOO_HIGH)
    return price * quantity


@kernel("ESCROW-2")
def open_escrow(price: Amount, holding_ppm: Ppm, limit: Amount, slot: Slot, wait: Wait) -> Escrow:
    """Hold a price, and beside it the fee for holding, `holding_ppm` of the price rounded down, both together at most the payer's `limit`.

    Rejects with `AMOUNT_ZERO`, `PRICE_TOO_HIGH`, `COST_ABOVE_LIMIT`, in this order. The payee has `wait` slots to deliver.
    """
    check_amount(price)
    if price > HIGHEST_PRICE:
        raise Reject(Code.PRICE_TOO_HIGH)
    holding = price * holding_ppm // PPM
    if price + holding > limit:
        raise Reject(Code.COST_ABOVE_LIMIT)
    return Escrow(stage=Stage.HELD, price=price, holding=holding, deadline=deadline_after(slot, wait))


@kernel("ESCROW-3")
def deliver_escrow(escrow: Escrow, slot: Slot, wait: Wait) -> Escrow:
    """The payee has delivered, and the payer has `wait` slots to confirm.

    Rejects with `ESCROW_UNKNOWN`, `ESCROW_DELIVERED`, `DEADLINE_PASSED`, in this order.
    """
    check_escrow(escrow)
    if escrow.stage == Stage.DELIVERED:
        raise Reject(Code.ESCROW_DELIVERED)
    if slot >= escrow.deadline:
        raise Reject(Code.DEADLINE_PASSED)
    return Escrow(stage=Stage.DELIVERED, price=escrow.price, holding=escrow.holding, deadline=deadline_after(slot, wait))


@kernel("ESCROW-4")
def settle_escrow(escrow: Escrow, ending: Ending, slot: Slot) -> Settlement:
    """End an escrow.

    Rejects with `ESCROW_UNKNOWN`; a cancellation with `ESCROW_DELIVERED`, then `DEADLINE_PASSED`; a closing with `DEADLINE_AHEAD`.
    """
    check_escrow(escrow)
    if ending == Ending.CANCEL and escrow.stage == Stage.DELIVERED:
        raise Reject(Code.ESCROW_DELIVERED)
    if ending == Ending.CANCEL and slot >= escrow.deadline:
        raise Reject(Code.DEADLINE_PASSED)
    if ending == Ending.CLOSE and slot < escrow.deadline:
        raise Reject(Code.DEADLINE_AHEAD)
    if ending == Ending.CANCEL:
        return Settlement(payee=escrow.holding, payer=escrow.price, sold=False)
    if ending == Ending.REFUND or (ending == Ending.CLOSE and escrow.stage == Stage.HELD):
        return Settlement(payee=0, payer=escrow.price + escrow.holding, sold=False)
    return Settlement(payee=escrow.price, payer=escrow.holding, sold=True)


@kernel("ESCROW-7")
def pay_from_escrow(escrow: Escrow, due: Amount) -> PartPayment:
    """Pay the payee a part of the price before the end: what is due, and no more than is held of the price. Rejects with `ESCROW_UNKNOWN`.

    The fee for holding, the stage and the deadline stay.
    """
    check_escrow(escrow)
    part = min(due, escrow.price)
    return PartPayment(Escrow(stage=escrow.stage, price=escrow.price - part, holding=escrow.holding, deadline=escrow.deadline), payee=part)


def deadline_after(slot: Slot, wait: Wait) -> Slot:
    """The first slot in which that much time is over. No slot has a number above 2^64 - 1, so that it is that one at the latest."""
    return slot + min(wait, MAX_UINT64 - slot)


def check_escrow(escrow: Escrow) -> None:
    """Reject with `ESCROW_UNKNOWN` where there is no escrow."""
    if escrow.stage == Stage.NONE:
        raise Reject(Code.ESCROW_UNKNOWN)
