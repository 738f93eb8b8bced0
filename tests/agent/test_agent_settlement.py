"""The money of an order: the example that the chapter tells, and that instalments change nothing."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import spec
from reference.agent.settlement import earned, fee_of, pay_due, pay_instalment, settle_order
from reference.codes import Code
from reference.economy.escrow import open_escrow
from reference.numbers import MAX_AMOUNT
from reference.state.listing import HIGHEST_PRICE
from spec.prover.statement import rejection

CHAPTER = Path(spec.__file__).with_name("settlement.md")

PRICE, ORDERED, FEE = 250, 1_000, 3_000


def test_the_chapters_example_is_what_the_kernels_answer() -> None:
    """Whoever implements from the chapter checks against these numbers first."""
    text = CHAPTER.read_text(encoding="utf-8")
    escrow, paid = open_escrow(PRICE * ORDERED, 0, MAX_AMOUNT, 1, 1), 0
    rows = []
    for name, units in (("first instalment", 101), ("second instalment", 107)):
        part = pay_instalment(escrow, paid, earned(PRICE, units), FEE)
        rows.append(f"| {name} | {units} | {part.paid - paid:,} | {part.provider:,} | {part.fee} | {part.escrow.price:,} |")
        escrow, paid = part.escrow, part.paid
    last = settle_order(escrow, paid, earned(PRICE, 640), FEE, 9)
    rows.append(f"| settled | 640 | {last.paid - paid:,} and the refund of {last.consumer:,} | {last.provider:,} | {last.fee} | 0 |")
    assert re.findall(r"\| (?:first|second|settled).*\|", text) == rows
    assert f"The fee of everything that was paid, {last.paid:,}, is {fee_of(last.paid, FEE)}" in text


amounts = st.one_of(st.integers(1, 1_000), st.integers(1, HIGHEST_PRICE // 2**32))
many_units = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=8).map(sorted)


@given(amounts, many_units, st.integers(0, 10**6))
def test_any_instalments_come_to_one_payment(price: int, shown: list[int], fee_ppm: int) -> None:
    """Protects provider, consumer and whoever gets the fee from a host that picks when to be paid."""
    escrow, paid, provider, fee = open_escrow(price * (2**32 - 1), 0, MAX_AMOUNT, 1, 1), 0, 0, 0
    whole = settle_order(escrow, 0, earned(price, shown[-1]), fee_ppm, 9)
    for units in shown:
        part = pay_due(escrow, paid, earned(price, units), fee_ppm)
        escrow, paid, provider, fee = part.escrow, part.paid, provider + part.provider, fee + part.fee
    last = settle_order(escrow, paid, earned(price, shown[-1]), fee_ppm, 9)
    assert (provider, fee, last.consumer) == (whole.provider, whole.fee, whole.consumer)
    assert rejection(pay_instalment, escrow, paid, earned(price, shown[-1]), fee_ppm) is Code.NOTHING_DUE
