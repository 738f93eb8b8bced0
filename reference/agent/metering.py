"""Metering: cumulative receipts that both chips sign, of which only the highest counts, and what one side may claim without the other."""

from reference.codes import Code, Reject
from reference.numbers import Slot
from reference.rules import kernel
from reference.state.order import Meter
from reference.wire.listing_bodies import Quantity

LAST_SEQUENCE = 2**32 - 1
"""The most receipts that an order can have."""


@kernel("METER-1")
def supersede(known: Meter, shown: Meter, quantity: Quantity) -> Meter:
    """The reading of an order after a receipt that both have signed; `known` is the highest that was seen of it, `quantity` the units that are ordered.

    Rejects with `RECEIPT_NOT_ABOVE`, `METER_REGRESSED`, `RECEIPT_SLOT_REGRESSED`, `UNITS_ABOVE_ORDERED`, in this order.
    """
    if shown.sequence <= known.sequence:
        raise Reject(Code.RECEIPT_NOT_ABOVE)
    if shown.units < known.units:
        raise Reject(Code.METER_REGRESSED)
    if shown.slot < known.slot:
        raise Reject(Code.RECEIPT_SLOT_REGRESSED)
    if shown.units > quantity:
        raise Reject(Code.UNITS_ABOVE_ORDERED)
    return shown


@kernel("METER-2")
def propose_receipt(known: Meter, delivered: Quantity, slot: Slot) -> Meter:
    """The receipt that the provider's chip signs first: one more than the highest that both have signed, with all that it has delivered.

    Rejects with `METER_REGRESSED`, `RECEIPT_SLOT_REGRESSED`, `COUNTER_EXHAUSTED`, in this order.
    """
    if delivered < known.units:
        raise Reject(Code.METER_REGRESSED)
    if slot < known.slot:
        raise Reject(Code.RECEIPT_SLOT_REGRESSED)
    if known.sequence == LAST_SEQUENCE:
        raise Reject(Code.COUNTER_EXHAUSTED)
    return Meter(sequence=known.sequence + 1, units=delivered, slot=slot)


@kernel("METER-3")
def countersign_receipt(known: Meter, proposed: Meter, measured: Quantity, quantity: Quantity) -> Meter:
    """The receipt that the consumer's chip signs too, if the units are no more than it has measured itself.

    `known` is the highest that it has signed; that one it signs again, since its answer may have been lost. Rejects with the codes of METER-1, then
    `UNITS_UNMEASURED`.
    """
    receipt = known if proposed == known else supersede(known, proposed, quantity)
    if receipt.units > measured:
        raise Reject(Code.UNITS_UNMEASURED)
    return receipt


@kernel("METER-4")
def credit_left(signed: Quantity, delivered: Quantity, granule: Quantity, quantity: Quantity) -> Quantity:
    """How many units the provider's chip still delivers before the consumer signs for some: a granule beyond the last receipt, no more than are ordered.

    Never rejects.
    """
    limit = min(signed + granule, quantity)
    return limit - delivered if limit > delivered else 0


@kernel("METER-5")
def claim_units(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> Quantity:
    """The units that a provider claims without the consumer's signature: at most a granule beyond the highest receipt, no more than are ordered.

    Rejects with `CLAIM_NOT_ABOVE`, `CLAIM_TOO_HIGH`, `UNITS_ABOVE_ORDERED`, in this order.
    """
    if claimed <= signed:
        raise Reject(Code.CLAIM_NOT_ABOVE)
    if claimed - signed > granule:
        raise Reject(Code.CLAIM_TOO_HIGH)
    if claimed > quantity:
        raise Reject(Code.UNITS_ABOVE_ORDERED)
    return claimed


@kernel("METER-6")
def settled_units(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> Quantity:
    """The units that an order is settled for: those that both have signed, and of a claim that was not contested at most a granule more.

    `claimed` is 0 where nothing is claimed, or it was contested. No more than are ordered. Never rejects.
    """
    return min(max(signed, min(claimed, signed + granule)), quantity)
