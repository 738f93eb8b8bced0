"""The sale of access to an asset: money and key change hands, or neither does. The money waits in the escrow of every purchase (ESCROW-2 to ESCROW-4).

| stage | who | what | until | then |
|---|---|---|---|---|
| - | buyer | buys, with a key made for this sale | - | held |
| held | owner | delivers the data key, sealed to the buyer's | two rounds before the deadline | delivered, with a new deadline |
| held, delivered | owner | refunds | it is closed | all returns |
| held | anybody | closes | from the deadline on | all returns |
| delivered | buyer | complains, and is right | the deadline | all returns |
| delivered | anybody | closes | from the deadline on | the price to the owner |
"""

from typing import Annotated

from reference.codes import Code, Reject
from reference.economy.escrow import Ending, Settlement, check_escrow, deliver_escrow, open_escrow, settle_escrow
from reference.numbers import Amount, Range, Slot
from reference.rules import kernel
from reference.state.listing import Escrow, Stage
from reference.wire.listing_bodies import Wait

MarginSlots = Annotated[int, Range(0, 2**16)]
"""The slots of two rounds."""


@kernel("SALE-1")
def buy_access(own: bool, price: Amount, limit: Amount, consented: bool, slot: Slot, wait: Wait) -> Escrow:
    """Hold the price of an asset, which is 0 where it is not for sale in the buyer's coin; the owner has `wait` slots to deliver.

    Rejects with `SALE_WITH_SELF`, `NOT_FOR_SALE`, `CONSENT_MISSING`, then with `PRICE_TOO_HIGH`, `COST_ABOVE_LIMIT`, in this order.
    """
    if own:
        raise Reject(Code.SALE_WITH_SELF)
    if price == 0:
        raise Reject(Code.NOT_FOR_SALE)
    if not consented:
        raise Reject(Code.CONSENT_MISSING)
    return open_escrow(price, 0, limit, slot, wait)


@kernel("SALE-2")
def deliver_access(escrow: Escrow, consented: bool, margin: MarginSlots, slot: Slot, wait: Wait) -> Escrow:
    """The owner has delivered the data key, and the buyer has `wait` slots to complain.

    Rejects with `ESCROW_UNKNOWN`, `ESCROW_DELIVERED`, `CONSENT_MISSING`, `DELIVERY_LATE`, in this order. `margin` is the slots of two rounds.
    """
    check_escrow(escrow)
    if escrow.stage == Stage.DELIVERED:
        raise Reject(Code.ESCROW_DELIVERED)
    if not consented:
        raise Reject(Code.CONSENT_MISSING)
    if slot + margin >= escrow.deadline:
        raise Reject(Code.DELIVERY_LATE)
    return deliver_escrow(escrow, slot, wait)


@kernel("SALE-3")
def check_complaint(escrow: Escrow, slot: Slot) -> None:
    """Check that a buyer may complain now. Rejects with `ESCROW_UNKNOWN`, `COMPLAINT_EARLY`, `DEADLINE_PASSED`, in this order."""
    check_escrow(escrow)
    if escrow.stage == Stage.HELD:
        raise Reject(Code.COMPLAINT_EARLY)
    if slot >= escrow.deadline:
        raise Reject(Code.DEADLINE_PASSED)


@kernel("SALE-4")
def uphold_complaint(escrow: Escrow, founded: bool, slot: Slot) -> Settlement:
    """Give the buyer everything back, whose complaint is right. Rejects with the codes of SALE-3, then `COMPLAINT_UNFOUNDED`."""
    check_complaint(escrow, slot)
    if not founded:
        raise Reject(Code.COMPLAINT_UNFOUNDED)
    return settle_escrow(escrow, Ending.REFUND, slot)
