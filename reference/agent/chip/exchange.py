"""What decides when two chips meter a service: how much more may be delivered, what is measured, and which receipt is signed next."""

from reference.agent.metering import countersign_receipt, credit_left, propose_receipt
from reference.codes import Code, Reject
from reference.numbers import AccountId, Slot
from reference.rules import kernel
from reference.state.order import Meter, Phase
from reference.wire.listing_bodies import Quantity


@kernel("METER-7")
def deliver_more(agreed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity, ended: bool) -> Quantity:
    """What a provider's chip has delivered after it has let `more` units go. Rejects with `METER_ENDED`, then with `CREDIT_EXCEEDED`."""
    if ended:
        raise Reject(Code.METER_ENDED)
    if more > credit_left(agreed, delivered, granule, quantity):
        raise Reject(Code.CREDIT_EXCEEDED)
    return delivered + more


@kernel("METER-8")
def measure_more(measured: Quantity, more: Quantity, quantity: Quantity) -> Quantity:
    """What a consumer's chip has measured after `more` units have come. Rejects with `UNITS_ABOVE_ORDERED`."""
    if measured > quantity or more > quantity - measured:
        raise Reject(Code.UNITS_ABOVE_ORDERED)
    return measured + more


@kernel("METER-9")
def next_proposal(agreed: Meter, signed: Meter, delivered: Quantity, slot: Slot, ended: bool, last: bool) -> Meter:
    """The receipt that a provider's chip signs now: the one that it has signed and nobody has answered, as it was, or the next one.

    Rejects with `METER_ENDED`, where it has signed the last one, or has signed another than it is asked for; then with the codes of METER-2.
    """
    if signed.sequence > agreed.sequence:
        if last != ended:
            raise Reject(Code.METER_ENDED)
        return signed
    if ended:
        raise Reject(Code.METER_ENDED)
    return propose_receipt(agreed, delivered, slot)


@kernel("METER-10")
def accept_answer(agreed: Meter, signed: Meter, answered: Meter, ended: bool, last: bool) -> Meter:
    """The highest receipt under both signatures, once the consumer's chip has signed one too.

    Rejects with `RECEIPT_UNEXPECTED`, where that is not the one that this chip has signed last; then with `RECEIPT_NOT_ABOVE`, where it is known.
    """
    if answered != signed or last != ended:
        raise Reject(Code.RECEIPT_UNEXPECTED)
    if answered.sequence <= agreed.sequence:
        raise Reject(Code.RECEIPT_NOT_ABOVE)
    return answered


@kernel("METER-11")
def answer_proposal(signed: Meter, proposed: Meter, measured: Quantity, quantity: Quantity, ended: bool, last: bool) -> Meter:
    """The receipt that a consumer's chip signs too.

    Rejects with `METER_ENDED`, where it has signed another as the last, or this one otherwise; then with the codes of METER-3.
    """
    if proposed == signed:
        if last != ended:
            raise Reject(Code.METER_ENDED)
    elif ended:
        raise Reject(Code.METER_ENDED)
    return countersign_receipt(signed, proposed, measured, quantity)


@kernel("METER-12")
def check_parties(chip: AccountId, provider: AccountId, consumer: AccountId, phase: Phase) -> bool:
    """Whether a chip is the provider's, of an order of which it is one side's. Rejects with `PARTY_FOREIGN`, then with `ORDER_NOT_METERED`."""
    if (chip == provider) == (chip == consumer):
        raise Reject(Code.PARTY_FOREIGN)
    if phase != Phase.FUNDED and phase != Phase.DELIVERING:
        raise Reject(Code.ORDER_NOT_METERED)
    return chip == provider


@kernel("METER-13")
def check_over(phase: Phase) -> None:
    """Check that nothing more can be metered of an order, so that a chip may forget it. Rejects with `ORDER_NOT_OVER`."""
    if phase != Phase.CLOSED and phase != Phase.CONFIRMED and phase != Phase.SETTLED:
        raise Reject(Code.ORDER_NOT_OVER)


@kernel("METER-14")
def check_shown_receipt(agreed: Meter, signed: Meter, shown: Meter, ended: bool, last: bool) -> None:
    """Check that a receipt is the highest that both have signed, as the chip knows, and the last one just where that is. Rejects with `RECEIPT_UNEXPECTED`."""
    if shown != agreed or last != (ended and signed == agreed):
        raise Reject(Code.RECEIPT_UNEXPECTED)


@kernel("METER-16")
def check_contested(phase: Phase, claimed: Quantity, measured: Quantity) -> None:
    """Check that a provider claims more than the consumer's chip has measured. Rejects with `MOVE_NOT_POSSIBLE`, then with `CLAIM_MEASURED`."""
    if phase != Phase.DISPUTED:
        raise Reject(Code.MOVE_NOT_POSSIBLE)
    if claimed <= measured:
        raise Reject(Code.CLAIM_MEASURED)
