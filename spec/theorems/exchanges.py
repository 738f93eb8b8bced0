# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds when two chips meter a service: Theorem 33, that no receipt regresses and no number is signed twice, and that a granule at most is unsigned."""

from reference.agent.chip.exchange import (
    accept_answer,
    answer_proposal,
    check_contested,
    check_over,
    check_parties,
    check_shown_receipt,
    deliver_more,
    measure_more,
    next_proposal,
)
from reference.agent.metering import LAST_SEQUENCE, countersign_receipt
from reference.codes import Code
from reference.numbers import AccountId, Slot
from reference.state.order import Meter, Phase
from reference.wire.listing_bodies import Quantity
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem(
    "METER-7",
    "More is delivered until the last receipt is signed, up to a granule beyond what both have signed and up to what is ordered.",
    says=Says.ACCEPTANCE,
)
def delivering_accepts(agreed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity, ended: bool) -> bool:
    limit = agreed + granule if agreed + granule < quantity else quantity
    expected = first_failing((ended, Code.METER_ENDED), (more > (limit - delivered if delivered < limit else 0), Code.CREDIT_EXCEEDED))
    return rejection(deliver_more, agreed, delivered, more, granule, quantity, ended) == expected


@theorem("METER-7", "What is let go counts as delivered.", says=Says.AMOUNTS)
def delivering_is_exact(agreed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity, ended: bool) -> bool:
    return deliver_more(agreed, delivered, more, granule, quantity, ended) == delivered + more


@theorem("METER-7", "An honest provider is never more than a granule ahead of the signatures: whoever was within it stays within it.", says=Says.INVARIANT)
def a_granule_is_at_risk(agreed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity, ended: bool) -> bool:
    after = deliver_more(agreed, delivered, more, granule, quantity, ended)
    within = delivered <= agreed + granule and delivered <= quantity
    return not within or (after <= agreed + granule and after <= quantity)


@theorem("METER-8", "More is measured up to what is ordered.", says=Says.ACCEPTANCE)
def measuring_accepts(measured: Quantity, more: Quantity, quantity: Quantity) -> bool:
    return rejection(measure_more, measured, more, quantity) == (Code.UNITS_ABOVE_ORDERED if measured + more > quantity else None)


@theorem("METER-8", "What comes is added.", says=Says.AMOUNTS)
def measuring_is_exact(measured: Quantity, more: Quantity, quantity: Quantity) -> bool:
    return measure_more(measured, more, quantity) == measured + more


@theorem("METER-8", "A meter never runs back, and never beyond what is ordered.", says=Says.INVARIANT)
def meters_run_forward(measured: Quantity, more: Quantity, quantity: Quantity) -> bool:
    after = measure_more(measured, more, quantity)
    return measured <= after and after <= quantity


@theorem(
    "METER-9",
    "A receipt that waits for its answer is signed again if it is meant as it was; another one if none was the last, and as METER-2 says.",
    says=Says.ACCEPTANCE,
)
def proposals_are_accepted(agreed: Meter, signed: Meter, delivered: Quantity, slot: Slot, ended: bool, last: bool) -> bool:
    waits = signed.sequence > agreed.sequence
    fresh = first_failing(
        (ended, Code.METER_ENDED),
        (delivered < agreed.units, Code.METER_REGRESSED),
        (slot < agreed.slot, Code.RECEIPT_SLOT_REGRESSED),
        (agreed.sequence == LAST_SEQUENCE, Code.COUNTER_EXHAUSTED),
    )
    again = Code.METER_ENDED if last != ended else None
    return rejection(next_proposal, agreed, signed, delivered, slot, ended, last) == (again if waits else fresh)


@theorem("METER-9", "It is the one that waits, or has the next number, all that was delivered, and the slot that the chip knows.", says=Says.AMOUNTS)
def proposals_are_exact(agreed: Meter, signed: Meter, delivered: Quantity, slot: Slot, ended: bool, last: bool) -> bool:
    proposed = next_proposal(agreed, signed, delivered, slot, ended, last)
    if signed.sequence > agreed.sequence:
        return proposed == signed
    return proposed == Meter(sequence=agreed.sequence + 1, units=delivered, slot=slot)


@theorem(
    "METER-9",
    "Theorem 33: a provider's chip that begins with what was stored signs no two receipts of one number, and none that regresses.",
    says=Says.INVARIANT,
)
def no_receipt_is_proposed_twice(agreed: Meter, signed: Meter, delivered: Quantity, slot: Slot, ended: bool, last: bool) -> bool:
    proposed = next_proposal(agreed, signed, delivered, slot, ended, last)
    kept = signed == agreed or signed.sequence > agreed.sequence
    forward = (proposed.sequence > signed.sequence) & (proposed.units >= signed.units) & (proposed.slot >= signed.slot)
    return not kept or (proposed == signed and last == ended) or forward


@theorem("METER-10", "An answer counts if it is to what the chip has signed last, as it was meant, and was not there before.", says=Says.ACCEPTANCE)
def answers_are_accepted(agreed: Meter, signed: Meter, answered: Meter, ended: bool, last: bool) -> bool:
    expected = first_failing(
        ((answered != signed) | (last != ended), Code.RECEIPT_UNEXPECTED),
        (answered.sequence <= agreed.sequence, Code.RECEIPT_NOT_ABOVE),
    )
    return rejection(accept_answer, agreed, signed, answered, ended, last) == expected


@theorem("METER-10", "Then both have signed it.", says=Says.AMOUNTS)
def accepted_answers_are_exact(agreed: Meter, signed: Meter, answered: Meter, ended: bool, last: bool) -> bool:
    return accept_answer(agreed, signed, answered, ended, last) == signed


@theorem("METER-10", "What both have signed only rises.", says=Says.INVARIANT)
def agreement_rises(agreed: Meter, signed: Meter, answered: Meter, ended: bool, last: bool) -> bool:
    return accept_answer(agreed, signed, answered, ended, last).sequence > agreed.sequence


@theorem(
    "METER-11", "Nothing is signed after the last one, nor the same receipt as another than it was; otherwise it is as METER-3 says.", says=Says.ACCEPTANCE
)
def proposals_are_answered(signed: Meter, proposed: Meter, measured: Quantity, quantity: Quantity, ended: bool, last: bool) -> bool:
    over = (last != ended) if proposed == signed else ended
    expected = Code.METER_ENDED if over else rejection(countersign_receipt, signed, proposed, measured, quantity)
    return rejection(answer_proposal, signed, proposed, measured, quantity, ended, last) == expected


@theorem("METER-11", "What is signed is what was proposed.", says=Says.AMOUNTS)
def answered_proposals_are_exact(signed: Meter, proposed: Meter, measured: Quantity, quantity: Quantity, ended: bool, last: bool) -> bool:
    return answer_proposal(signed, proposed, measured, quantity, ended, last) == proposed


@theorem(
    "METER-11",
    "Theorem 33: a consumer's chip that begins with what was stored signs no number twice, nothing that regresses, and no unit that it has not measured.",
    says=Says.INVARIANT,
)
def no_receipt_is_answered_twice(signed: Meter, proposed: Meter, measured: Quantity, quantity: Quantity, ended: bool, last: bool) -> bool:
    answered = answer_proposal(signed, proposed, measured, quantity, ended, last)
    again = answered == signed and last == ended
    forward = (answered.sequence > signed.sequence) & (answered.units >= signed.units) & (answered.slot >= signed.slot) & (not ended)
    return (again or forward) and answered.units <= measured


@theorem("METER-12", "A chip meters an order of which it is one side's and not both, while it is funded or delivered.", says=Says.ACCEPTANCE)
def parties_are_accepted(chip: AccountId, provider: AccountId, consumer: AccountId, phase: Phase) -> bool:
    one = ((chip == provider) & (chip != consumer)) | ((chip != provider) & (chip == consumer))
    expected = first_failing((not one, Code.PARTY_FOREIGN), ((phase != Phase.FUNDED) & (phase != Phase.DELIVERING), Code.ORDER_NOT_METERED))
    return rejection(check_parties, chip, provider, consumer, phase) == expected


@theorem("METER-12", "It delivers if it is the provider's.", says=Says.AMOUNTS)
def parties_are_exact(chip: AccountId, provider: AccountId, consumer: AccountId, phase: Phase) -> bool:
    return check_parties(chip, provider, consumer, phase) == (chip == provider)


@theorem("METER-12", "Whoever does not deliver is the consumer's chip.", says=Says.INVARIANT)
def one_side_delivers(chip: AccountId, provider: AccountId, consumer: AccountId, phase: Phase) -> bool:
    return check_parties(chip, provider, consumer, phase) != (chip == consumer)


@theorem("METER-13", "An order is forgotten that is confirmed, settled or closed.", says=Says.ACCEPTANCE)
def overs_are_accepted(phase: Phase) -> bool:
    over = (phase == Phase.CLOSED) | (phase == Phase.CONFIRMED) | (phase == Phase.SETTLED)
    return rejection(check_over, phase) == (None if over else Code.ORDER_NOT_OVER)


@theorem("METER-13", "What may be forgotten can not be taken in again in that phase.", says=Says.INVARIANT)
def what_is_over_is_not_metered(chip: AccountId, provider: AccountId, consumer: AccountId, phase: Phase) -> bool:
    forgotten = rejection(check_over, phase) is None
    return not forgotten or rejection(check_parties, chip, provider, consumer, phase) is not None


@theorem("METER-14", "A receipt is shown that is the highest of both, as the last one just where it is that.", says=Says.ACCEPTANCE)
def showing_accepts(agreed: Meter, signed: Meter, shown: Meter, ended: bool, last: bool) -> bool:
    is_last = ended & (signed == agreed)
    return rejection(check_shown_receipt, agreed, signed, shown, ended, last) == (None if (shown == agreed) & (last == is_last) else Code.RECEIPT_UNEXPECTED)


@theorem("METER-14", "While an answer is awaited to the last receipt, none is shown as the last.", says=Says.INVARIANT)
def nothing_unanswered_is_the_last(agreed: Meter, signed: Meter, shown: Meter, ended: bool, last: bool) -> bool:
    taken = rejection(check_shown_receipt, agreed, signed, shown, ended, last) is None
    return not taken or not last or (ended and signed == agreed and shown == signed)


@theorem("METER-16", "A claim is denied that waits for its answer, and is for more than was measured.", says=Says.ACCEPTANCE)
def contesting_accepts(phase: Phase, claimed: Quantity, measured: Quantity) -> bool:
    expected = first_failing((phase != Phase.DISPUTED, Code.MOVE_NOT_POSSIBLE), (claimed <= measured, Code.CLAIM_MEASURED))
    return rejection(check_contested, phase, claimed, measured) == expected


@theorem("METER-16", "An honest provider's claim, of no more than has come, no consumer's chip denies.", says=Says.INVARIANT)
def honest_claims_stand(phase: Phase, claimed: Quantity, measured: Quantity) -> bool:
    return claimed > measured or rejection(check_contested, phase, claimed, measured) is not None
