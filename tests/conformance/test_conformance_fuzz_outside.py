"""What fuzzing draws besides what everybody does: jobs that nobody can have opened, fees that are just enough, blocks that differ in their write sets alone."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from conformance.fuzzing import economy
from conformance.fuzzing.block_calls import block_calls
from conformance.fuzzing.data import data_dealings
from conformance.fuzzing.jobs import jobs
from conformance.fuzzing.markets import markets
from conformance.fuzzing.rests import LONGEST, Rests
from conformance.fuzzing.sessions import LIVES, MOVES, sessions
from conformance.fuzzing.sources import DrawnSource
from conformance.fuzzing.state_records import records_of, with_record, without_common
from reference.codes import Code
from reference.wire.block import decode_block
from vectors.evaluate import evaluate
from vectors.scenarios.session_builder import SessionBuilder

ANY_SIZE = 2**32 - 1


def outcomes(strategy: Any, count: int) -> Counter[Any]:
    """How often each outcome and each rejection comes of inputs that are drawn."""
    source, found = DrawnSource(strategy, Random("outside")), Counter[Any]()
    for _ in range(count):
        exchange = source.draw()
        outcome: Any = evaluate(exchange.kind.value, exchange.preset, exchange.input)
        found[outcome.get("reject")] += 1
        for step in outcome.get("steps", ()):
            found.update([receipt["outcome"] for receipt in step["accepted"]["receipts"]] if "accepted" in step else [step["rejected"]])
    return found


def test_jobs_are_of_several_types_of_service_and_of_any_size() -> None:
    """An order of a type whose results are not compared is refused sooner, so that there have to be two types of which they are."""
    found = outcomes(jobs(), 250)
    assert found[Code.SERVICES_DIFFER.number]
    assert found[Code.PROVIDER_TWICE.number]
    assert found["RECORD_INVALID"]
    assert found[0] > 20


def test_quotes_are_placed_for_the_least_fee_and_for_less() -> None:
    found = outcomes(markets(("minimal",)), 60)
    assert found[0] > 20
    assert found["FEE_TOO_LOW"]


def test_assets_are_bought_twice() -> None:
    assert outcomes(data_dealings(), 120)[Code.SALE_STANDING.number]


def test_blocks_differ_in_their_write_sets_alone() -> None:
    """To make a block takes most of the time, to make another of it that is wrong takes none."""
    source = DrawnSource(block_calls(executes=False), Random("outside"))
    given: list[Any] = [source.draw().input["blocks"] for _ in range(25)]
    decoded = [[decode_block(bytes.fromhex(each), ANY_SIZE) for each in blocks] for blocks in given]
    alike = [len(blocks) - len({block.header for block in blocks}) for blocks in decoded]
    assert sum(alike) > len(alike)


def test_an_order_is_followed_by_another_to_the_same_nonce(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same order is mostly refused for the stage in which the chip is by then, so that nothing is seen of a nonce that is still good."""
    right, asked = SessionBuilder.ordered, list[tuple[bytes, Any]]()

    def noted(session: SessionBuilder, record: Any, nonce: bytes, *rest: Any, **other: Any) -> bytes:
        asked.append((nonce, record))
        return right(session, record, nonce, *rest, **other)

    monkeypatch.setattr(SessionBuilder, "ordered", noted)
    source = DrawnSource(sessions(), Random("outside"))
    for _ in range(60):
        source.draw()
    pairs = pairwise(asked)
    assert any(nonce == other and type(record) in LIVES and following in MOVES and record != following for (nonce, record), (other, following) in pairs)


def test_rests_become_longer_where_nothing_is_new_and_end_where_something_is() -> None:
    rests, taken = Rests(), []
    for turn in range(200):
        if rests.is_over():
            taken.append(turn)
            rests.tell(is_new=False)
    gaps = [later - earlier for earlier, later in pairwise(taken)]
    assert gaps == sorted(gaps)
    assert gaps[-1] == LONGEST + 1
    while not rests.is_over():
        pass
    rests.tell(is_new=True)
    assert rests.is_over()


def test_tables_that_two_states_have_in_common_are_left_out() -> None:
    """What is looked at of a state that is one before but for one thing is that thing; all that is as it was has been looked at."""
    state = economy.TRADE.founded()
    record = next(each for each in records_of(state) if each.path == ("accounts",))
    changed = with_record(state, record, record.key, replace(record.value, balance=record.value.balance + 1))
    left = without_common(changed, state)
    assert left.accounts == changed.accounts
    assert state.coins
    assert left.coins == {}
