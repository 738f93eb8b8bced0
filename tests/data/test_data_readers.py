"""Who may read, until when and why, along a sale: by consent, once the key is delivered, and once it is paid for."""

from dataclasses import replace

from reference.data.access_transactions import apply_access_buy, apply_access_close, apply_access_deliver, apply_access_refund, apply_key_complaint
from reference.data.asset_transactions import apply_asset_forget
from reference.data.consent_transactions import apply_consent_revoke
from reference.data.consents import Reading, Why, is_consented
from reference.data.readers import who_may_read
from reference.numbers import MAX_UINT64, Slot
from reference.state.access import Access
from reference.state.consent import ANYBODY, Use
from reference.state.state import State
from reference.wire.data_bodies import AssetForget, ConsentRevoke
from vectors.scenarios.asset_places import ASSET_ID, OWNER
from vectors.scenarios.sale_places import ACCUSE, BUY, BUYER, CLOSE, CONSENT, INSURED, OTHER, REFUND, SERIES_ID, WRONG, delivery, sale_place
from vectors.scenarios.sale_places import DELIVERED as DELIVERED_SALE

CONSENTED, DELIVERED, PAID, REFUNDED = (
    Reading(BUYER.account, Use.INSURANCE.value, until, why)
    for until, why in ((INSURED.until, Why.CONSENTED), (MAX_UINT64, Why.DELIVERED), (MAX_UINT64, Why.PAID), (MAX_UINT64, Why.REFUNDED))
)


def readers(state: State, slot: Slot) -> tuple[Reading, ...]:
    return who_may_read(state, OWNER.account, SERIES_ID, ASSET_ID, slot)


def test_why_somebody_may_read_changes_along_a_sale() -> None:
    bought = apply_access_buy(sale_place(), BUYER.account, BUY, 41)
    assert readers(bought, 41) == (CONSENTED,)
    delivered = apply_access_deliver(bought, OWNER.account, delivery(), 50)
    assert readers(delivered, 50) == (CONSENTED, DELIVERED)
    paid = apply_access_close(delivered, OWNER.account, CLOSE, 70)
    assert readers(paid, 70) == (CONSENTED, PAID)
    assert readers(paid, INSURED.until) == (PAID,)


def test_what_is_paid_for_outlasts_the_consent_and_the_asset() -> None:
    delivered = apply_access_deliver(apply_access_buy(sale_place(), BUYER.account, BUY, 41), OWNER.account, delivery(), 50)
    revoked = apply_consent_revoke(delivered, OWNER.account, ConsentRevoke(CONSENT[1]), 51)
    assert readers(revoked, 51) == (DELIVERED,)
    paid = apply_access_close(apply_asset_forget(revoked, OWNER.account, AssetForget(ASSET_ID), 52), OWNER.account, CLOSE, 70)
    assert readers(paid, 70) == (PAID,)


def test_who_gets_its_money_back_may_read_by_consent_alone() -> None:
    misled = apply_access_deliver(apply_access_buy(sale_place(), BUYER.account, BUY, 41), OWNER.account, delivery(WRONG), 50)
    returned = apply_key_complaint(misled, BUYER.account, ACCUSE, 60)
    assert readers(returned, 60) == (CONSENTED,)
    assert readers(returned, INSURED.until) == ()


def test_a_reader_by_consent_is_named_to_the_slot_before_its_end_at_every_stage_of_a_sale() -> None:
    """The end of the consent is exact, and what was bought neither lengthens it nor ends with it."""
    bought = apply_access_buy(sale_place(), BUYER.account, BUY, 41)
    delivered = apply_access_deliver(bought, OWNER.account, delivery(), 50)
    paid = apply_access_close(delivered, OWNER.account, CLOSE, 70)
    for state, besides in ((sale_place(), ()), (bought, ()), (delivered, (DELIVERED,)), (paid, (PAID,))):
        assert readers(state, INSURED.start - 1) == besides
        for slot in (INSURED.start, INSURED.until - 1):
            assert readers(state, slot) == (CONSENTED, *besides)
        for slot in (INSURED.until, MAX_UINT64):
            assert readers(state, slot) == besides


def test_a_consent_that_is_taken_back_names_nobody_from_that_slot_on_at_every_stage_of_a_sale() -> None:
    bought = apply_access_buy(sale_place(), BUYER.account, BUY, 41)
    delivered = apply_access_deliver(bought, OWNER.account, delivery(), 50)
    paid = apply_access_close(delivered, OWNER.account, CLOSE, 70)
    for state, besides in ((sale_place(), ()), (bought, ()), (delivered, (DELIVERED,)), (paid, (PAID,))):
        revoked = apply_consent_revoke(state, OWNER.account, ConsentRevoke(CONSENT[1]), 80)
        assert [readers(revoked, slot) for slot in (80, INSURED.until - 1, INSURED.until)] == [besides] * 3


def test_a_delivered_key_names_its_buyer_after_the_deadline_until_the_sale_is_closed() -> None:
    delivered = apply_access_deliver(apply_access_buy(sale_place(), BUYER.account, BUY, 41), OWNER.account, delivery(), 50)
    for slot in (69, 70, INSURED.until):
        assert DELIVERED in readers(delivered, slot)
    returned = apply_access_refund(delivered, OWNER.account, REFUND, 70)
    assert readers(returned, 70) == (CONSENTED, REFUNDED)


def test_who_holds_the_key_and_has_its_money_back_is_named_as_such_for_good() -> None:
    """After a refund, and after a complaint about a chunk with the right key; not before the delivery, nor for a key that is shown to be wrong."""
    bought = apply_access_buy(sale_place(), BUYER.account, BUY, 41)
    assert readers(apply_access_refund(bought, OWNER.account, REFUND, 45), 45) == (CONSENTED,)
    delivered = apply_access_deliver(bought, OWNER.account, delivery(), 50)
    returned = apply_access_refund(delivered, OWNER.account, REFUND, 51)
    assert readers(returned, INSURED.until) == (REFUNDED,)
    again = apply_access_deliver(apply_access_buy(returned, BUYER.account, BUY, 52), OWNER.account, delivery(), 53)
    assert readers(again, INSURED.until) == (DELIVERED,)
    assert readers(apply_access_close(again, OWNER.account, CLOSE, 73), INSURED.until) == (PAID,)


def test_access_to_one_asset_or_for_one_use_says_nothing_of_another() -> None:
    paid = sale_place(
        accesses={(ASSET_ID, BUYER.account, Use.INSURANCE.value): Access(30, 0), (ASSET_ID, OTHER.account, Use.LENDING.value): Access(35, 0)}, consents={}
    )
    assert set(readers(paid, 41)) == {PAID, Reading(OTHER.account, Use.LENDING.value, MAX_UINT64, Why.PAID)}
    assert who_may_read(paid, OWNER.account, SERIES_ID, bytes(32), 41) == ()


def test_the_answer_is_what_every_consent_and_every_access_say_one_by_one() -> None:
    """Whoever asks for itself, by CONSENT-2 and by the tables, is told what the answer for everybody says."""
    granted = {
        CONSENT: INSURED,
        (OWNER.account, 3): replace(INSURED, use=Use.LENDING.value, reader=ANYBODY, start=35, until=45),
        (OWNER.account, 4): replace(INSURED, scope=ASSET_ID, start=44, until=46),
        (OTHER.account, 5): replace(INSURED, reader=OTHER.account),
    }
    state = sale_place(DELIVERED_SALE, consents=granted, accesses={(ASSET_ID, OTHER.account, Use.LENDING.value): Access(30, 0)})
    for slot in (29, 30, 34, 35, 44, 45, 46, 299, 300):
        answer = readers(state, slot)
        for reader in (OWNER.account, BUYER.account, OTHER.account):
            for use in Use:
                own = [each for (owner, _), each in granted.items() if owner == OWNER.account]
                allowed = any(is_consented(each, SERIES_ID, ASSET_ID, use.value, reader, slot) for each in own)
                bought = (reader, use) in ((BUYER.account, Use.INSURANCE), (OTHER.account, Use.LENDING))
                named = [each for each in answer if each.reader in (reader, ANYBODY) and each.use == use.value and slot < each.until]
                assert any(each.why is Why.CONSENTED for each in named) is allowed
                assert any(each.why in (Why.DELIVERED, Why.PAID) and each.reader == reader for each in named) is bought
