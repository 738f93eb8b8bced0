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
from reference.economy.escrow import Ending, Settlement, check_escrow, deadline_after, deliver_escrow, open_escrow, settle_escrow
from reference.numbers import AccountId, Amount, Range, Slot
from reference.rules import kernel
from reference.state.access import Tariff
from reference.state.consent import LAST_USE, Use
from reference.state.listing import Escrow, Stage
from reference.wire.access_bodies import UseNumber
from reference.wire.listing_bodies import MAX_WAIT, Wait

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


@kernel("SALE-12")
def check_offer(price: Amount, payable: bool, deliver_slots: Wait, complain_slots: Wait, margin: MarginSlots) -> None:
    """Check that an asset can be sold so, in a coin that is `payable` where it exists; taking an offer back, with a price of 0, is always possible.

    Rejects with `COIN_UNKNOWN`, then `OFFER_TIME_SHORT`: a purchase has to be seen and a delivery to reach a block before the last two rounds,
    and then a complaint.
    """
    if price == 0:
        return
    if not payable:
        raise Reject(Code.COIN_UNKNOWN)
    if deliver_slots <= 2 * margin or complain_slots <= margin:
        raise Reject(Code.OFFER_TIME_SHORT)


@kernel("SALE-13")
def check_purchase(registered: Slot, stage: Stage, use: UseNumber, unchanged: bool) -> None:
    """Check that there is such an asset to buy for this use, `stage` being that of a sale of it to the same buyer that is not ended.

    Rejects with `ASSET_UNKNOWN`, `SALE_STANDING`, `USE_NOT_SOLD`, `OFFER_CHANGED`, in this order.
    """
    if registered == 0:
        raise Reject(Code.ASSET_UNKNOWN)
    if stage != Stage.NONE:
        raise Reject(Code.SALE_STANDING)
    if not is_sold_use(use):
        raise Reject(Code.USE_NOT_SOLD)
    if not unchanged:
        raise Reject(Code.OFFER_CHANGED)


@kernel("SALE-14")
def check_seller(stage: Stage, owner: AccountId, sender: AccountId, unchanged: bool) -> None:
    """Check that a sale is one of the sender's, and the one that it means. Rejects with `ESCROW_UNKNOWN`, `ASSET_OF_ANOTHER`, `SALE_CHANGED`, in this order."""
    if stage == Stage.NONE:
        raise Reject(Code.ESCROW_UNKNOWN)
    if sender != owner:
        raise Reject(Code.ASSET_OF_ANOTHER)
    if not unchanged:
        raise Reject(Code.SALE_CHANGED)


@kernel("SALE-23")
def is_tariff_possible(tariff: Tariff, payable: bool, margin: MarginSlots) -> bool:
    """Whether a state from outside may say that an asset costs this."""
    return payable and tariff.deliver_slots > 2 * margin and tariff.complain_slots > margin


@kernel("SALE-24")
def is_data_sale_possible(own: bool, use: UseNumber, complain_slots: Wait, margin: MarginSlots) -> bool:
    """Whether a state from outside may say that an asset, the buyer's `own` or not, is sold for this use and on these terms."""
    return not own and is_sold_use(use) and complain_slots > margin


@kernel("SALE-28")
def is_sale_held(escrow: Escrow, delivered: bool, now: Slot) -> bool:
    """Whether the money of a sale of a state from outside, whose head is of slot `now`, is held as these rules hold it.

    `delivered` is whether it has a sealed key.
    """
    if escrow.stage == Stage.HELD and delivered:
        return False
    return escrow.price > 0 and escrow.holding == 0 and escrow.deadline <= deadline_after(now, MAX_WAIT)


def is_sold_use(use: UseNumber) -> bool:
    """Whether data are sold for this use: for each but their generation and their storage."""
    return use > Use.STORAGE.value and use <= LAST_USE
