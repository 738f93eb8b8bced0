"""What is drawn comes as far as the protocol goes: a kind that is never carried out, or a claim that is never paid, tests nothing but its refusal."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from conformance.fuzzing.block_calls import block_calls
from conformance.fuzzing.choices import Chance
from conformance.fuzzing.contracts import changed_sources
from conformance.fuzzing.contributors import contributors
from conformance.fuzzing.economy import PEOPLE, TRADE
from conformance.fuzzing.economy_bodies import ECONOMY_MAKERS
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.markets import markets
from conformance.fuzzing.service_orders import OTHER_KEY, service_orders
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.wrong import Known
from reference.codes import Code, Reject
from reference.transition import apply_any_body
from reference.wire.award_bodies import ContributionClaim
from reference.wire.block import decode_block
from reference.wire.economy_bodies import LockCreate, LockRelease
from reference.wire.envelope import decode_envelope
from reference.wire.order_bodies import OrderBegin
from reference.wire.transaction import PaidBody, Sponsored, decode_transaction
from reference.wire.write_set import decode_write_set
from vectors.build import ALICE, BOB
from vectors.evaluate import evaluate

ANY_SIZE = 2**32 - 1


def test_what_is_about_a_record_is_carried_out() -> None:
    """Spent of an allowance, delivered, confirmed, refunded: none of it comes about by fields that are drawn one by one."""
    state, slot, done = TRADE.founded(), TRADE.founded().head.slot + 1, Counter[type]()
    choices, known = Chance(Random(1)), Known()
    for step in range(600):
        kind = [*ECONOMY_MAKERS][step % len(ECONOMY_MAKERS)]
        sender = choices.one_of(PEOPLE)
        body = ECONOMY_MAKERS[kind](choices, state, sender, slot, known)(1)
        try:
            state = apply_any_body(state, sender.account, body, slot)
        except Reject:
            continue
        done[type(body)] += 1
        slot += step % 3 == 0
    assert not set(ECONOMY_MAKERS) - set(done)


def sent(exchange: Exchange) -> list[tuple[PaidBody | Sponsored, Any]]:
    """What was asked for in batches or blocks that were accepted, and the number of its outcome."""
    steps: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input).get("steps", ())
    asked: list[tuple[PaidBody | Sponsored, Any]] = []
    given: Any = exchange.input.get("blocks") or exchange.input["batches"]
    for each, step in zip(given, steps, strict=True):
        if "accepted" in step:
            all_of = decode_block(bytes.fromhex(each), ANY_SIZE).transactions if isinstance(each, str) else [bytes.fromhex(one) for one in each["transactions"]]
            bodies = [decode_transaction(decode_envelope(data).payload).body for data in all_of]
            asked += zip(bodies, [receipt["outcome"] for receipt in step["accepted"]["receipts"]], strict=True)
    return asked


def test_contributions_are_claimed_before_and_after_their_term() -> None:
    source = DrawnSource(contributors(), Random("contributors"))
    outcomes = Counter(outcome for _ in range(25) for body, outcome in sent(source.draw()) if isinstance(body, ContributionClaim))
    assert outcomes[0] > 5
    assert len(outcomes) > 1


def test_quotes_are_placed_at_anothers_cost() -> None:
    source = DrawnSource(markets(("minimal",)), Random("markets"))
    assert any(isinstance(body, Sponsored) for _ in range(60) for body, _ in sent(source.draw()))


def test_a_chip_that_is_anothers_does_not_serve() -> None:
    """It stands in every state, and is named for the one that serves."""
    source = DrawnSource(service_orders(), Random("orders"))
    begun = [(body, outcome) for _ in range(120) for body, outcome in sent(source.draw()) if isinstance(body, OrderBegin)]
    by_other = [outcome for body, outcome in begun if (body.manufacturer, body.serial) == OTHER_KEY]
    assert by_other
    assert 0 not in by_other
    assert any(outcome == 0 for _, outcome in begun)


@pytest.mark.parametrize("executes", [True, False])
def test_write_sets_are_wrong_in_what_they_say(executes: bool) -> None:
    """As most of them can be read, what refuses them is a rule of calls and not one of their bytes."""
    source, refused, read = DrawnSource(block_calls(executes=executes), Random("write sets")), 0, 0
    for _ in range(60):
        exchange = source.draw()
        steps: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input).get("steps", ())
        blocks: Any = exchange.input["blocks"]
        for data, step in zip(blocks, steps, strict=True):
            if step.get("rejected") == Code.WRITE_SET_MISMATCH.name:
                refused += 1
                try:
                    [decode_write_set(each) for each in decode_block(bytes.fromhex(data), ANY_SIZE).write_sets]
                except Reject:
                    continue
                read += 1
    assert read > refused // 2
    assert refused > 5


def test_brackets_are_emptied() -> None:
    """A source is taken apart at its brackets as well: what needs something between them says so."""
    source = DrawnSource(changed_sources(), Random("brackets"))
    assert sum(b"pairs()" in source.draw() for _ in range(300)) > 1


def test_a_lock_is_taken_from_by_whom_it_is_for_and_founded_again_by_its_founder() -> None:
    """Its key has whom it is for before who founded it."""
    founded = TRADE.founded()
    state = apply_any_body(founded, ALICE.account, LockCreate(BOB.account, 7, 100, founded.head.slot + 5, founded.head.slot + 9), founded.head.slot + 1)
    choices, known, slot = Chance(Random(4)), Known(), state.head.slot + 2
    assert ECONOMY_MAKERS[LockRelease](choices, state, BOB, slot, known)(1) == LockRelease(ALICE.account, 7)
    again: list[Any] = [ECONOMY_MAKERS[LockCreate](choices, state, ALICE, slot, known)(1) for _ in range(10)]
    assert (BOB.account, 7) in {(each.beneficiary, each.number) for each in again}
