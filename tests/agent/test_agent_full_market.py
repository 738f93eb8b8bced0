"""QUOTE-23: what it costs to keep everybody else out of a market, and that it is what the chapter says."""

from pathlib import Path

import pytest

from reference.codes import Code
from reference.parameters import MAINNET, MINIMAL
from reference.state.quote import MAX_STANDING
from reference.state.smart_agent_state import get_market
from reference.transition import Included, apply_transaction
from reference.wire.transaction import authenticate_transaction
from vectors.build import ALICE, BOB, SLOT, fee_of, transaction
from vectors.scenarios.market_places import MARKET, buy, market_place

CHAPTER = Path(__file__).parents[2] / "spec" / "quotes.md"
HERE = SLOT + 1
SSP_UNIT = 10**8


@pytest.mark.parametrize(
    ("period", "slots"), [("one slot", 1), ("an hour, 1,200 slots", 1_200), ("a day, 28,800 slots", 28_800), ("a year, 10,512,001 slots", 10_512_001)]
)
def test_the_chapter_says_what_a_place_and_all_places_cost(period: str, slots: int) -> None:
    least = fee_of(transaction(market_place(preset="mainnet"), ALICE, buy(1, 1, last=HERE + slots - 1)))
    row = f"| {period} | {least / SSP_UNIT:.6f} | {least * MAINNET.market_quotes / SSP_UNIT:,.1f} |"
    assert row in CHAPTER.read_text()


def test_who_fills_a_market_for_a_year_pays_for_every_place_and_slot() -> None:
    state = start = market_place(balances={ALICE: 10 * MAX_STANDING, BOB: 1_000})
    paid = 0
    for number in range(MINIMAL.market_quotes):
        data = transaction(state, ALICE, buy(1, 1, number, last=HERE + MAX_STANDING))
        applied = apply_transaction(state, authenticate_transaction(data, MINIMAL.max_transaction_bytes), HERE)
        assert isinstance(applied, Included)
        assert applied.receipt.outcome == 0
        state, paid = applied.state, paid + fee_of(data)
    assert get_market(state, MARKET).book.quotes == MINIMAL.market_quotes
    late = apply_transaction(state, authenticate_transaction(transaction(state, BOB, buy(200, 5)), MINIMAL.max_transaction_bytes), HERE)
    assert isinstance(late, Included)
    assert late.receipt.outcome == Code.MARKET_FULL.number
    assert start.accounts[ALICE.account].balance - state.accounts[ALICE.account].balance == paid + MINIMAL.market_quotes
    assert paid > MINIMAL.market_quotes * MAX_STANDING * MINIMAL.byte_fee
