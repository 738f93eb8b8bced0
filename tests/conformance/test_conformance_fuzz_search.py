"""The search for inputs at the borders of conditions: what copies of rules say, what is moved to where, and that what was signed is signed again."""

import os
import subprocess
import sys
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.fuzzing.choices import Chance
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.moved_histories import balanced, moved_histories
from conformance.fuzzing.moved_states import moved_states
from conformance.fuzzing.moves import carried, moved, with_change
from conformance.fuzzing.places import Place
from conformance.fuzzing.prepared import PREPARED
from conformance.fuzzing.rewritten import BODY, STATE, History, history_of, senders, with_sender, with_step, with_value, without
from conformance.fuzzing.sealed import NUMBER, know, with_inner, within
from conformance.fuzzing.typed_programs import STATEMENTS, TypedWriter, limited_programs
from conformance.fuzzing.watch import ALONE
from conformance.fuzzing.watched import Watched
from reference.codes import Code, Reject
from reference.state.balance import check_amount, debit
from reference.wire.hashing import Tag
from reference.wire.transaction import Transfer
from vectors.batch import Batch
from vectors.build import ALICE, BOB, CAROL, batch, found, transaction
from vectors.case import Kind
from vectors.evaluate import call_input, callees, evaluate
from vectors.json_form import to_json
from vectors.keys import seal
from vectors.scenarios.asset_places import sample
from vectors.scenarios.chip_places import CHIP
from vectors.state_form import write_state


def chance(seed: int = 1) -> Chance:
    return Chance(Random(seed))


def small_history() -> dict[str, Any]:
    """Alice pays Bob, and Bob Carol, of what they have."""
    state = found("minimal", {ALICE: 1_000_000, BOB: 1_000_000})
    first, second = transaction(state, ALICE, Transfer(BOB.account, 500)), transaction(state, BOB, Transfer(CAROL.account, 600))
    batches = [batch(state, [first], slot=41), batch(state, [second], slot=42)]
    return {"state": write_state(state), "batches": [to_json(Batch, each) for each in batches]}


def outcomes(given: dict[str, Any]) -> list[Any]:
    """What became of each transaction: 0 where it succeeded."""
    steps: Any = evaluate("transact", "minimal", given)["steps"]
    return [receipt["outcome"] for step in steps for receipt in step["accepted"]["receipts"]]


def test_a_copy_does_what_the_rule_does_and_says_what_it_compares() -> None:
    watched = Watched()
    watch, result, error = watched.run(debit, {"balance": 7, "amount": 7})
    assert (result, error) == (debit(7, 7), None)
    assert [sides for _, *sides in watch.compared] == [[7, 7]]
    apart, _, _ = watched.run(debit, {"balance": 9, "amount": 7})
    assert apart.features != watch.features
    _, _, rejected = watched.run(debit, {"balance": 6, "amount": 7})
    assert isinstance(rejected, Reject)
    assert rejected.code is Code.INSUFFICIENT_BALANCE


def test_a_copy_tells_when_one_condition_alone_decides() -> None:
    """Where the others of an `and` hold, and where they do not: a slip in a condition shows only in the first."""
    watched = Watched()
    order = callees()["price_order"].function
    shown = [watched.run(order, {"price": 1, "quantity": 5, "granule": granule})[0] for granule in (3, 0, 6)]
    alone = [{(place, kind) for place, kind in each.features if kind >= ALONE} for each in shown]
    assert not alone[0]
    assert alone[1]
    assert alone[2]
    assert alone[1] != alone[2]


def test_a_rejection_that_is_passed_over_shows_the_next() -> None:
    watched = Watched()
    first, _, error = watched.run(check_amount, {"amount": 0})
    assert isinstance(error, Reject)
    _, _, passed = watched.run(check_amount, {"amount": 0}, passed_over=first.raised)
    assert passed is None


def test_a_place_is_moved_to_the_border() -> None:
    present = [("slot", Place((), NUMBER, 40)), ("deadline", Place((), NUMBER, 900))]
    reached = set()
    for seed in range(60):
        change = moved(chance(seed), present, (1, 40, 900))
        if change is not None:
            after = with_change({"slot": 40, "deadline": 900}, change)
            reached.add(after["slot"] - after["deadline"])
    assert {-1, 0, 1} <= reached
    sum_kept = [carried(chance(seed), present) for seed in range(20)]
    for changes in filter(None, sum_kept):
        assert sum(value for _, value in changes) == 940


def test_a_byte_string_is_made_as_long_as_it_is_compared_with() -> None:
    present = [("data", Place((), bytes, b"abc"))]
    lengths = {len(change[1]) for seed in range(40) if (change := moved(chance(seed), present, (1, 3, 100))) is not None}
    assert {99, 100, 101} & lengths


def test_what_is_sealed_is_changed_and_sealed_again() -> None:
    know({CHIP.account: CHIP})
    data = sample(10)
    numbers = [(step, value) for step, _, value in within(data) if isinstance(value, int)]
    step, value = next(each for each in numbers if each[1] == 10)
    assert with_inner(data, step, value) == data
    assert with_inner(data, step, 12) == sample(12, counter=11, digest=bytes((10,)) * 32)
    assert [*within(seal(replace(CHIP, account=bytes(32)), b"\x83\x01\x02\x03", Tag.SAMPLE))]
    assert not [*within(b"no encoding")]


def test_a_transaction_is_changed_and_signed_again() -> None:
    given = small_history()
    assert outcomes(given) == [0, 0]
    history: History = history_of(given)
    amounts = [named for named in history.present if named[0] == BODY and named[1].path[-1] == "amount"]
    assert [place.value for _, place in amounts] == [500, 600]
    changed = with_value(given, amounts[0], 2_000_000)
    assert changed is not None
    assert outcomes(changed) == [Code.INSUFFICIENT_BALANCE.value[0], 0]


def test_batches_are_rearranged_and_signed_for_who_sends_them() -> None:
    given = small_history()
    twice = with_step(given, 1, given["batches"][0])
    assert outcomes(twice) == [0, 0, 0]
    assert outcomes(without(given, 0)) == [0]
    assert {pair.account for pair in senders(given)} == {ALICE.account, BOB.account}
    by_bob = with_sender(given, 0, BOB)
    assert outcomes(by_bob) == [Code.TRANSFER_TO_SELF.value[0], 0]


def test_a_changed_state_has_as_much_money_as_ever() -> None:
    given = small_history()
    balance = next(named for named in history_of(given).present if named[0] == STATE and named[1].path[-1] == "balance")
    changed = with_value(given, balance, 999)
    assert changed is not None
    assert evaluate("transact", "minimal", changed) == {"reject": "SUPPLY_MISMATCH"}
    assert "steps" in evaluate("transact", "minimal", balanced(changed, "minimal"))


@pytest.mark.parametrize("moving", [moved_histories, moved_states])
def test_what_is_moved_shows_something_new_and_follows_from_the_seed(moving: Any) -> None:
    drawn = []
    for _ in range(2):
        histories = moving(1, "ledger", Watched())
        histories.meet(Exchange(Kind.TRANSACT, "minimal", small_history()))
        known = [len(histories.known)]
        asked = []
        for _ in range(12):
            exchange = histories.draw()
            if exchange is not None:
                asked.append(exchange)
                known.append(len(histories.known))
        assert len(asked) > 3
        # A state that is wrong in more than one thing is known already when it is asked.
        assert known == sorted(known if moving is moved_states else set(known))
        assert len(set(known)) > 3
        assert any(exchange.input["batches"] for exchange in asked) is (moving is moved_histories)
        drawn.append(asked)
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("moving", ["moved_histories", "moved_states"])
def test_what_is_moved_does_not_follow_from_the_order_of_a_set(moving: str) -> None:
    """Nor from that in which a process happens to have the records of a state."""
    asked = [
        subprocess.run(
            [sys.executable, "-c", HISTORIES.replace("moved_histories", moving)],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hashes in "12"
    ]
    assert len(asked[0].splitlines()) > 3
    assert asked[0] == asked[1]


HISTORIES = """
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.moved_histories import moved_histories
from conformance.fuzzing.watched import Watched
from vectors.build import batch, transaction
from vectors.case import Kind
from vectors.json_form import to_json
from vectors.json_text import canonical
from vectors.batch import Batch
from vectors.scenarios.sale_places import BUY, BUYER, DELIVERED, sale_place
from vectors.state_form import write_state

histories = moved_histories(1, "data", Watched())
for state in (sale_place(), sale_place(DELIVERED)):
    sent = to_json(Batch, batch(state, [transaction(state, BUYER, BUY)]))
    histories.meet(Exchange(Kind.TRANSACT, "minimal", {"state": write_state(state), "batches": [sent]}))
for _ in range(40):
    exchange = histories.draw()
    if exchange is not None:
        print(canonical(exchange.input))
"""


@pytest.mark.parametrize("name", sorted(PREPARED))
def test_prepared_arguments_are_of_their_types_and_some_are_accepted(name: str) -> None:
    accepted = 0
    for seed in range(30):
        outcome = evaluate("call", "minimal", call_input(name, PREPARED[name](chance(seed))))
        accepted += "ok" in outcome
    assert accepted


@pytest.mark.parametrize("form", STATEMENTS)
def test_every_statement_of_typed_programs_runs(form: str) -> None:
    """One that is never accepted would test nothing."""
    run = []
    for seed in range(8):
        choices = chance(seed)
        writer = TypedWriter(lambda _: 0)
        writer.number = choices.integer  # type: ignore[method-assign]
        source = f"local function tell(a, b) host('tell', a, b) end do {writer.filled(form, 1)} end".encode("latin-1")
        run.append(evaluate("execute", "minimal", {"source": source.hex(), "gas": 60_000, "memory": 100_000, "answers": []}))
    assert any("ok" in outcome for outcome in run), form


@settings(deadline=None, max_examples=40, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_limited_programs_are_judged(data: st.DataObject) -> None:
    outcome = evaluate("check", "minimal", {"source": data.draw(limited_programs()).hex()})
    assert "ok" in outcome or "reject" in outcome
