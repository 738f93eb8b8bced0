"""Whole jobs, step by step: honest ones, copied ones, silent ones, and what a majority makes of the rest."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import permutations, product
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, reject, settings

from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.jobs import jobs
from reference.agent.computing import (
    Verdict,
    agreeing,
    check_decidable,
    commit_result,
    job_id,
    judge_result,
    open_job,
    result_commitment,
    reveal_result,
)
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.codes import Code, Reject
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.job import ResultStage
from reference.state.supply import break_down, total
from vectors.batch import Batch
from vectors.build import after
from vectors.json_form import from_json
from vectors.state_form import read_state

ROOT = Path(__file__).resolve().parents[2]
TRUE, FALSE, OTHER = (sha256(word).digest() for word in (b"true", b"false", b"other"))


def orders(size: int) -> list[bytes]:
    return [sha256(f"order {number}".encode()).digest() for number in range(size)]


def verdicts(results: Sequence[bytes | None]) -> list[Verdict]:
    """What a job comes to whose providers have revealed these results, or nothing."""
    revealed = [result for result in results if result is not None]
    votes = [0 if result is None else agreeing(result, revealed) for result in results]
    stages = [ResultStage.COMMITTED if result is None else ResultStage.REVEALED for result in results]
    return [judge_result(stage, vote, max(votes), len(results)) for stage, vote in zip(stages, votes, strict=True)]


def test_an_honest_job_of_three() -> None:
    job = open_job(3, 10, 10, 10, 1_000, 100)
    salts = orders(3)
    commitments = [result_commitment(order, TRUE, salt) for order, salt in zip(orders(3), salts, strict=True)]
    for slot in (101, 102, 103):
        job = commit_result(job, ResultStage.AWAITED, slot)
    for order, salt, committed in zip(orders(3), salts, commitments, strict=True):
        job = reveal_result(job, ResultStage.COMMITTED, committed, result_commitment(order, TRUE, salt), 104)
    check_decidable(job, 104)
    assert verdicts([TRUE] * 3) == [Verdict.CONFIRMED] * 3


def test_a_copied_commitment_opens_nothing() -> None:
    """Whoever commits to the bytes of another, and later learns result and secret, cannot reveal them for its own order."""
    honest, copying, _ = orders(3)
    copied = result_commitment(honest, TRUE, bytes(32))
    job = open_job(3, 10, 10, 10, 1_000, 100)
    for slot in (101, 102, 103):
        job = commit_result(job, ResultStage.AWAITED, slot)
    with pytest.raises(Reject) as refused:
        reveal_result(job, ResultStage.COMMITTED, copied, result_commitment(copying, TRUE, bytes(32)), 104)
    assert refused.value.code is Code.RESULT_OTHER


@pytest.mark.parametrize("committed", range(4))
def test_whoever_is_silent_a_job_is_decided_in_time(committed: int) -> None:
    job = open_job(3, 10, 10, 10, 1_000, 100)
    for slot in range(101, 101 + committed):
        job = commit_result(job, ResultStage.AWAITED, slot)
    decided = [slot for slot in range(101 + committed, 130) if undecided(job, slot) is None]
    assert decided[0] == (110 if committed == 0 else 120)
    assert decided == list(range(decided[0], 130))


def undecided(job: object, slot: int) -> Code | None:
    try:
        check_decidable(job, slot)  # type: ignore[arg-type]
    except Reject as refused:
        return refused.code
    return None


@pytest.mark.parametrize("size", [3, 5])
def test_majorities_by_brute_force(size: int) -> None:
    for results in product((TRUE, FALSE, OTHER, None), repeat=size):
        winners = [result for result in (TRUE, FALSE, OTHER) if results.count(result) * 2 > size]
        expected = []
        for result in results:
            if result is None:
                expected.append(Verdict.FAILED)
            elif not winners:
                expected.append(Verdict.UNDECIDED)
            else:
                expected.append(Verdict.CONFIRMED if result == winners[0] else Verdict.FAILED)
        assert verdicts(results) == expected


def test_the_order_of_the_results_decides_nothing() -> None:
    results = (TRUE, TRUE, FALSE, TRUE, None)
    expected = dict(zip(results, verdicts(results), strict=True))
    for turned in permutations(results):
        assert verdicts(turned) == [expected[result] for result in turned]


def test_a_job_is_its_consumers_task_and_orders() -> None:
    consumer, task = bytes(32), TRUE
    assert len({job_id(consumer, task, tuple(turned)) for turned in permutations(orders(3))}) == 6
    assert job_id(consumer, task, tuple(orders(3))) != job_id(task, consumer, tuple(orders(3)))


def test_the_chances_of_a_false_majority_are_those_of_the_chapter() -> None:
    text = (ROOT / "spec" / "compute.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ") and line.count("%") == 5]
    assert [row[0].strip() for row in rows] == ["5 %", "10 %", "20 %", "33 %"]
    for share, *cells in rows:
        part = float(share.rstrip(" %")) / 100
        for size, cell in zip((3, 5, 7, 9), cells, strict=True):
            chance = 100 * sum(comb(size, bad) * part**bad * (1 - part) ** (size - bad) for bad in range((size + 1) // 2, size + 1))
            shown = cell.strip().rstrip(" %")
            assert abs(chance - float(shown)) <= 0.51 * 10 ** -len(shown.partition(".")[2])


@settings(max_examples=25, deadline=None)
@given(jobs())
def test_whatever_is_sent_jobs_and_orders_fit_together(exchange: Exchange) -> None:
    """Every state that jobs lead to is one that another node would take, no SSP is lost, and no result outlives its job.

    Some states are drawn to be refused: from these nothing follows.
    """
    try:
        state = read_state(exchange.input["state"], MINIMAL)
    except Reject:
        reject()
    written = exchange.input["batches"]
    assert isinstance(written, list)
    for drawn in (from_json(Batch, each) for each in written):
        state = after(state, drawn)
        seen = replace(state, head=replace(state.head, slot=max(state.head.slot, drawn.slot)))
        assert total(break_down(seen)) == SSP_SUPPLY
        check_smart_agents(seen)
        assert {result.job for result in state.smart_agents.results.values()} == set(state.smart_agents.jobs)
