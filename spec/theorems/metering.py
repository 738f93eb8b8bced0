# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of receipts and claims, and what an honest side can lose to one that is not: at most one granule for which nobody has signed."""

from reference.agent.metering import LAST_SEQUENCE, claim_units, countersign_receipt, credit_left, propose_receipt, settled_units, supersede
from reference.codes import Code
from reference.numbers import Slot
from reference.state.order import Meter
from reference.wire.listing_bodies import Quantity
from spec.prover.statement import Says, first_failing, rejection, theorem


def refusal_of_receipt(known: Meter, shown: Meter, quantity: Quantity) -> Code | None:
    """Why a receipt does not count."""
    return first_failing(
        (shown.sequence <= known.sequence, Code.RECEIPT_NOT_ABOVE),
        (shown.units < known.units, Code.METER_REGRESSED),
        (shown.slot < known.slot, Code.RECEIPT_SLOT_REGRESSED),
        (shown.units > quantity, Code.UNITS_ABOVE_ORDERED),
    )


@theorem(
    "METER-1",
    "A receipt does not count for the first of: its number was seen, the meter ran backwards, so did time, more units than are ordered.",
    says=Says.ACCEPTANCE,
)
def superseding_accepts(known: Meter, shown: Meter, quantity: Quantity) -> bool:
    return rejection(supersede, known, shown, quantity) == refusal_of_receipt(known, shown, quantity)


@theorem("METER-1", "What counts is what the receipt says, and nothing else is added or lost.", says=Says.AMOUNTS)
def superseding_is_exact(known: Meter, shown: Meter, quantity: Quantity) -> bool:
    return supersede(known, shown, quantity) == shown


@theorem("METER-1", "Theorem 11: numbers rise, units and time never fall, and there are never more units than are ordered.", says=Says.INVARIANT)
def receipts_are_monotone(known: Meter, shown: Meter, quantity: Quantity) -> bool:
    after = supersede(known, shown, quantity)
    return (after.sequence > known.sequence) & (known.units <= after.units) & (after.units <= quantity) & (after.slot >= known.slot)


@theorem("METER-1", "Theorem 11: no receipt counts twice, and none counts after a higher one.")
def no_receipt_counts_again(known: Meter, lower: Meter, shown: Meter, quantity: Quantity) -> bool:
    after = supersede(known, shown, quantity)
    return lower.sequence > shown.sequence or rejection(supersede, after, lower, quantity) == Code.RECEIPT_NOT_ABOVE


@theorem("METER-1", "Whoever shows the last receipt alone achieves what showing all of them does.")
def the_highest_receipt_is_enough(known: Meter, between: Meter, shown: Meter, quantity: Quantity) -> bool:
    return supersede(supersede(known, between, quantity), shown, quantity) == supersede(known, shown, quantity)


@theorem("METER-2", "No receipt is proposed for the first of: fewer units than are signed, an earlier slot, no number is left.", says=Says.ACCEPTANCE)
def proposing_accepts(known: Meter, delivered: Quantity, slot: Slot) -> bool:
    expected = first_failing(
        (delivered < known.units, Code.METER_REGRESSED),
        (slot < known.slot, Code.RECEIPT_SLOT_REGRESSED),
        (known.sequence == LAST_SEQUENCE, Code.COUNTER_EXHAUSTED),
    )
    return rejection(propose_receipt, known, delivered, slot) == expected


@theorem("METER-2", "A proposal has the next number, all that was delivered, and the slot of now.", says=Says.AMOUNTS)
def proposing_is_exact(known: Meter, delivered: Quantity, slot: Slot) -> bool:
    return propose_receipt(known, delivered, slot) == Meter(sequence=known.sequence + 1, units=delivered, slot=slot)


@theorem("METER-2", "A proposal of no more units than are ordered counts after the receipt that it was made from.", says=Says.INVARIANT)
def proposals_count(known: Meter, delivered: Quantity, slot: Slot, quantity: Quantity) -> bool:
    proposed = propose_receipt(known, delivered, slot)
    return delivered > quantity or supersede(known, proposed, quantity) == proposed


@theorem("METER-3", "Another proposal than the last is not signed as METER-1 says; none is for more units than the chip has measured.", says=Says.ACCEPTANCE)
def countersigning_accepts(known: Meter, proposed: Meter, measured: Quantity, quantity: Quantity) -> bool:
    refused = None if proposed == known else refusal_of_receipt(known, proposed, quantity)
    expected = refused or first_failing((proposed.units > measured, Code.UNITS_UNMEASURED))
    return rejection(countersign_receipt, known, proposed, measured, quantity) == expected


@theorem("METER-3", "What is signed is what was proposed.", says=Says.AMOUNTS)
def countersigning_is_exact(known: Meter, proposed: Meter, measured: Quantity, quantity: Quantity) -> bool:
    return countersign_receipt(known, proposed, measured, quantity) == proposed


@theorem("METER-3", "A consumer's chip signs for no unit that it has not measured, and never two receipts of one number.", says=Says.INVARIANT)
def only_what_is_measured_is_signed(known: Meter, proposed: Meter, measured: Quantity, quantity: Quantity) -> bool:
    signed = countersign_receipt(known, proposed, measured, quantity)
    return signed.units <= measured and (signed == known or signed.sequence > known.sequence)


@theorem("METER-3", "Two honest chips never wait for one another: what one proposes and the other has measured is signed.")
def honest_chips_agree(known: Meter, delivered: Quantity, slot: Slot, measured: Quantity, quantity: Quantity) -> bool:
    proposed = propose_receipt(known, delivered, slot)
    return measured < delivered or delivered > quantity or countersign_receipt(known, proposed, measured, quantity) == proposed


@theorem("METER-4", "How much may still be delivered can always be said.", says=Says.ACCEPTANCE)
def credit_is_always_known(signed: Quantity, delivered: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    return rejection(credit_left, signed, delivered, granule, quantity) is None


@theorem("METER-4", "Up to a granule beyond what is signed may be delivered, and up to what is ordered.", says=Says.AMOUNTS)
def credit_is_exact(signed: Quantity, delivered: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    limit = signed + granule if signed + granule < quantity else quantity
    return credit_left(signed, delivered, granule, quantity) == (limit - delivered if delivered < limit else 0)


@theorem(
    "METER-4",
    "A provider's chip that delivers no more than it may is never more than a granule ahead of the signatures, and never delivers more than is ordered.",
    says=Says.INVARIANT,
)
def no_more_than_a_granule_ahead(signed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    within = more > 0 and more <= credit_left(signed, delivered, granule, quantity)
    return not within or ((delivered + more <= signed + granule) & (delivered + more <= quantity))


@theorem(
    "METER-5", "A claim is refused for the first of: no more than is signed for, more than a granule above it, more than is ordered.", says=Says.ACCEPTANCE
)
def claiming_accepts(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    expected = first_failing(
        (claimed <= signed, Code.CLAIM_NOT_ABOVE),
        (claimed > signed + granule, Code.CLAIM_TOO_HIGH),
        (claimed > quantity, Code.UNITS_ABOVE_ORDERED),
    )
    return rejection(claim_units, signed, claimed, granule, quantity) == expected


@theorem("METER-5", "What is claimed is what the provider says.", says=Says.AMOUNTS)
def claiming_is_exact(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    return claim_units(signed, claimed, granule, quantity) == claimed


@theorem("METER-5", "A claim that nobody contests is settled as it was made, unless a receipt for more is shown.", says=Says.INVARIANT)
def claims_are_settled_as_made(signed: Quantity, later: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    units = claim_units(signed, claimed, granule, quantity)
    higher = later >= signed and later <= quantity
    return not higher or settled_units(later, units, granule, quantity) == (later if later > units else units)


@theorem("METER-6", "What is settled can always be said.", says=Says.ACCEPTANCE)
def settled_units_are_always_known(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    return rejection(settled_units, signed, claimed, granule, quantity) is None


@theorem("METER-6", "What is signed is settled, and what is claimed beyond it up to a granule; never more than is ordered.", says=Says.AMOUNTS)
def settled_units_are_exact(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    if claimed <= signed:
        units = signed
    elif claimed <= signed + granule:
        units = claimed
    else:
        units = signed + granule
    return settled_units(signed, claimed, granule, quantity) == (units if units < quantity else quantity)


@theorem("METER-6", "One side alone gets no more than a granule beyond what both have signed, and takes nothing of that away.", says=Says.INVARIANT)
def claims_are_worth_a_granule(signed: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    units = settled_units(signed, claimed, granule, quantity)
    return (units <= signed + granule) & (units <= quantity) & ((units >= signed) | (signed > quantity))


@theorem("METER-6", "More that both have signed, or more that is claimed, never settles for less.")
def settled_units_are_monotone(signed: Quantity, more: Quantity, claimed: Quantity, higher: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    lesser = (signed <= more) & (claimed <= higher)
    return not lesser or settled_units(signed, claimed, granule, quantity) <= settled_units(more, higher, granule, quantity)


@theorem(
    "METER-6",
    "An honest provider, whose chip delivers as METER-4 says and which shows its highest receipt, is paid for all that it delivered but a granule at most.",
)
def an_honest_provider_risks_a_granule(signed: Quantity, delivered: Quantity, more: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    honest = more > 0 and more <= credit_left(signed, delivered, granule, quantity)
    return not honest or settled_units(signed, claimed, granule, quantity) + granule >= delivered + more


@theorem(
    "METER-6",
    "An honest provider whose claim nobody contests is paid for all that it delivered.",
)
def an_honest_claim_loses_nothing(signed: Quantity, delivered: Quantity, more: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    honest = more > 0 and more <= credit_left(signed, delivered, granule, quantity)
    done = delivered + more
    return not honest or done <= signed or settled_units(signed, claim_units(signed, done, granule, quantity), granule, quantity) == done


@theorem(
    "METER-6",
    "An honest consumer, whose chip signs as METER-3 says, pays for no more than it measured if it contests, and for a granule more at most if it is away.",
)
def an_honest_consumer_risks_a_granule(known: Meter, proposed: Meter, measured: Quantity, claimed: Quantity, granule: Quantity, quantity: Quantity) -> bool:
    signed = countersign_receipt(known, proposed, measured, quantity).units
    contested, away = settled_units(signed, 0, granule, quantity), settled_units(signed, claimed, granule, quantity)
    return (contested <= measured) & (away <= measured + granule)
