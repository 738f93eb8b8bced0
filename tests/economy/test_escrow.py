"""Escrow as people meet it: the table of the chapter, and purchases that go any way that buyer, seller and strangers can take."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spec
from reference.codes import Reject
from reference.economy.economy_consistency import check_economy
from reference.economy.escrow import Ending, settle_escrow
from reference.economy.listings import LAST_COUNT
from reference.numbers import MAX_UINT64
from reference.state.commitment import check_records, check_supply
from reference.state.economy_state import get_listing
from reference.state.listing import Escrow, Stage
from reference.state.state import State, get_account, get_holding
from reference.transition import apply_any_body
from reference.wire.listing_bodies import (
    ListingBody,
    ListingStock,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)
from spec.prover.statement import rejection
from vectors.scenarios.market import BUYER, GATE, HELD_COINS, LISTING, NUMBER, SELLER, START, STRANGER, VERSION, market

CHAPTER = Path(spec.__file__).with_name("escrow.md")

PEOPLE = (SELLER.account, BUYER.account, STRANGER.account)


def what_is_paid(stage: Stage, ending: Ending, slot: int) -> str:
    """A cell of the chapter's table: payee and payer, by a price of 1,000 and a fee for holding of 1."""
    escrow = Escrow(stage, price=1_000, holding=1, deadline=50)
    refused = rejection(settle_escrow, escrow, ending, slot)
    if refused is not None:
        return f"`{refused.name}`"
    settled = settle_escrow(escrow, ending, slot)
    words = {0: "nothing", 1: "fee", 1_000: "price", 1_001: "price and fee"}
    return f"{words[settled.payee]}, {words[settled.payer]}"


def endings_table() -> str:
    """The chapter's table, from the kernel's answers."""
    cells = [(stage, slot) for stage in (Stage.HELD, Stage.DELIVERED) for slot in (49, 50)]
    head = "| ending | held, before the deadline | held, from it on | delivered, before the deadline | delivered, from it on |\n|---|---|---|---|---|\n"
    rows = [f"| {ending.name.lower()} | {' | '.join(what_is_paid(stage, ending, slot) for stage, slot in cells)} |" for ending in Ending]
    return head + "\n".join(rows) + "\n"


def test_the_chapter_shows_what_the_kernel_answers() -> None:
    """A table by hand would be a second source, and the one that people read."""
    shown = re.search(r"<!-- endings:[^>]*-->\n\n((?:\|.*\n)+)", CHAPTER.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[1] == endings_table()


def test_no_money_is_held_for_ever() -> None:
    """Theorem 10 at the end of time: in the last slot that there is everything can be closed."""
    for stage in (Stage.HELD, Stage.DELIVERED):
        assert rejection(settle_escrow, Escrow(stage, 1, 0, MAX_UINT64), Ending.CLOSE, MAX_UINT64) is None


acts = st.one_of(
    st.builds(lambda coin, quantity: Purchase(SELLER.account, NUMBER, VERSION, coin, quantity, 10**6), st.sampled_from((bytes(32), GATE)), st.integers(0, 3)),
    st.builds(lambda stock, active: ListingStock(NUMBER, stock, active), st.one_of(st.integers(0, 5), st.just(LAST_COUNT)), st.booleans()),
    st.builds(lambda purchase, buyer: PurchaseDeliver(NUMBER, purchase, buyer, bytes(32)), st.integers(2, 5), st.sampled_from(PEOPLE)),
    st.builds(lambda purchase, buyer: PurchaseRefund(NUMBER, purchase, buyer), st.integers(2, 5), st.sampled_from(PEOPLE)),
    st.builds(
        lambda kind, purchase: kind(SELLER.account, NUMBER, purchase), st.sampled_from((PurchaseConfirm, PurchaseCancel, PurchaseClose)), st.integers(2, 5)
    ),
)
steps = st.lists(st.tuples(st.sampled_from(PEOPLE), acts, st.integers(0, 6)), max_size=30)


def money(state: State) -> list[tuple[int, int]]:
    """What each of the people has, in SSP and in the coin."""
    return [(get_account(state, person).balance, get_holding(state, GATE, person).balance) for person in PEOPLE]


@settings(max_examples=60, deadline=None)
@given(steps)
def test_whatever_people_do_all_money_comes_out_again(done: list[tuple[bytes, ListingBody, int]]) -> None:
    """Protects the supply, STATE-9, and theorem 10: after any history of attempts a stranger closes what is open, and every unit is somebody's."""
    state, slot = market(held=HELD_COINS), 41
    for sender, body, waited in done:
        slot += waited
        try:
            state = apply_any_body(state, sender, body, slot)
        except Reject:
            continue
        state = replace(state, head=replace(state.head, slot=slot))
        check_records(state)
        check_supply(state)
        check_economy(state)
    last = max((sale.escrow.deadline for sale in state.economy.sales.values()), default=slot)
    for seller, number, purchase in list(state.economy.sales):
        state = apply_any_body(state, STRANGER.account, PurchaseClose(seller, number, purchase), last)
    assert not state.economy.sales
    assert [sum(held) for held in zip(*money(state), strict=True)] == [3 * START, HELD_COINS]
    assert money(state)[2] == (START, 0) or any(sender == STRANGER.account and isinstance(body, Purchase) for sender, body, _ in done)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=12))
def test_no_item_is_sold_twice(bought: list[tuple[bool, int]]) -> None:
    """However two buyers take turns in one block, no more items are held for them than there were."""
    state = market()
    for first, quantity in bought:
        body = Purchase(SELLER.account, NUMBER, VERSION, bytes(32), quantity, 10**6)
        try:
            state = apply_any_body(state, PEOPLE[1 if first else 2], body, 41)
        except Reject:
            continue
    sold = sum(sale.quantity for sale in state.economy.sales.values())
    assert get_listing(state, (SELLER.account, NUMBER)).stock + sold == LISTING.stock
    assert sold <= LISTING.stock


@pytest.mark.parametrize("ending", list(Ending))
def test_nothing_ends_that_there_is_not(ending: Ending) -> None:
    """An absent escrow pays nothing, whoever asks, and whenever."""
    for slot in (0, MAX_UINT64):
        assert rejection(settle_escrow, Escrow(Stage.NONE, 0, 0, 0), ending, slot) is not None
