"""Two chips that meter a service, honest or not: what either can lose, and that the bound is met and never passed."""

from hypothesis import given
from hypothesis import strategies as st

from reference.agent.metering import claim_units, countersign_receipt, credit_left, propose_receipt, settled_units, supersede
from reference.codes import Code, Reject
from reference.state.order import NO_METER, Meter
from spec.prover.statement import rejection

GRANULE, QUANTITY = 10, 95


def exchange(steps: list[tuple[int, bool, bool]]) -> tuple[Meter, Meter, int]:
    """Honest chips over a line that loses messages: what the provider's and the consumer's chip have signed by both, and what was delivered.

    A step is how many units the host asks for, and whether proposal and answer arrive. What was proposed and not answered is sent again as it was.
    """
    provider, consumer, delivered, pending = NO_METER, NO_METER, 0, NO_METER
    for slot, (wanted, proposal_arrives, answer_arrives) in enumerate(steps):
        delivered += min(wanted, credit_left(provider.units, delivered, GRANULE, QUANTITY))
        if pending == NO_METER and delivered > provider.units:
            pending = propose_receipt(provider, delivered, slot)
        if pending != NO_METER and proposal_arrives:
            consumer = countersign_receipt(consumer, pending, delivered, QUANTITY)
            if answer_arrives:
                provider, pending = consumer, NO_METER
    return provider, consumer, delivered


steps = st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.booleans()), max_size=40)


@given(steps)
def test_honest_chips_never_block_one_another_and_are_a_granule_apart_at_most(done: list[tuple[int, bool, bool]]) -> None:
    """A lost answer must not stop a service: the same receipt is signed again; and the provider is never further ahead than a granule."""
    provider, consumer, delivered = exchange(done)
    assert provider.units <= consumer.units <= delivered <= min(provider.units + GRANULE, QUANTITY)
    provider, consumer, delivered = exchange([*done, (0, True, True), (QUANTITY, True, True)])
    assert provider == consumer
    assert provider.units == delivered


@given(steps, st.integers(0, 200), st.booleans())
def test_no_more_than_a_granule_is_ever_at_risk(done: list[tuple[int, bool, bool]], invented: int, contested: bool) -> None:
    """The bound that the chapter states, over whole histories: of the provider against a consumer that vanishes or lies, and the other way round."""
    provider, consumer, delivered = exchange(done)
    assert delivered - settled_units(provider.units, 0, GRANULE, QUANTITY) <= GRANULE
    try:
        claimed = 0 if contested else claim_units(consumer.units, invented, GRANULE, QUANTITY)
    except Reject:
        claimed = 0
    paid = settled_units(consumer.units, claimed, GRANULE, QUANTITY)
    assert paid <= delivered if contested else paid <= delivered + GRANULE


def test_the_bound_is_exact() -> None:
    """Both sides can really lose a whole granule: no smaller bound holds."""
    signed = supersede(NO_METER, Meter(1, 20, 5), QUANTITY)
    delivered = signed.units + credit_left(signed.units, signed.units, GRANULE, QUANTITY)
    assert delivered - settled_units(signed.units, 0, GRANULE, QUANTITY) == GRANULE
    invented = claim_units(signed.units, signed.units + GRANULE, GRANULE, QUANTITY)
    assert settled_units(signed.units, invented, GRANULE, QUANTITY) - signed.units == GRANULE
    assert rejection(claim_units, signed.units, signed.units + GRANULE + 1, GRANULE, QUANTITY) is Code.CLAIM_TOO_HIGH


@given(st.permutations(range(1, 9)))
def test_in_whatever_order_receipts_are_shown_the_highest_counts(order: list[int]) -> None:
    """A host chooses which receipts it shows, and when: it cannot choose what they come to."""
    known = NO_METER
    for number in order:
        receipt = Meter(number, 3 * number, 7 * number)
        if rejection(supersede, known, receipt, QUANTITY) is None:
            known = supersede(known, receipt, QUANTITY)
    assert known == Meter(8, 24, 56)
