"""Order, seeds and samples are functions of the run's seed; leakage and moods are found out, and never pass."""

from collections import Counter
from pathlib import Path

import pytest
from suites import committed_suite

from conformance.order import Order, in_order, injected, sample
from conformance.plan import Plan
from conformance.verdicts import Verdict
from plans import conform, report_in, run_with, verdicts
from small_suite import FIVE, command, size_case, write_suite
from vectors.case import shows_acceptance
from vectors.suite import Suite, load

VICTIM = FIVE[4]
LEAKING = FIVE[2]


@pytest.fixture(scope="module")
def committed() -> Suite:
    return committed_suite()


def test_a_random_order_is_a_permutation_that_the_seed_determines(committed: Suite) -> None:
    cases = tuple(committed)
    shuffled = in_order(cases, Order.RANDOM, 7)
    assert shuffled != cases
    assert shuffled == in_order(reversed(cases), Order.RANDOM, 7)
    assert shuffled != in_order(cases, Order.RANDOM, 8)
    assert sorted(case.id for case in shuffled) == sorted(case.id for case in cases)
    assert in_order(cases, Order.LISTED, 7) == cases


def test_a_sample_takes_each_rule_before_any_twice_and_both_sides(committed: Suite) -> None:
    """A sample of one rule, or of rejections alone, would say nothing of the others."""
    cases = tuple(committed)
    rules = {case.rules[0] for case in cases}
    counts = Counter(case.rules[0] for case in sample(cases, len(rules), 3))
    assert set(counts.values()) == {1}
    assert len(counts) == len(rules)
    drawn = sample(cases, 30, 3)
    assert len(drawn) == len(set(drawn_ids := [case.id for case in drawn])) == 30, drawn_ids
    assert 5 <= sum(map(shows_acceptance, drawn)) <= 25
    assert sample(cases, 30, 3) == drawn != sample(cases, 30, 4)
    assert sample(cases[:3], 30, 3) != ()
    assert sample((), 5, 3) == ()


def test_each_reset_injects_the_seed_and_time_of_the_next_case(suite: Suite, tmp_path: Path) -> None:
    """A case that runs alone, or in another order, starts from what it had in company."""
    run_with(suite, Plan(seed=5, power_every=2), "stateful.py", "notes_resets", tmp_path / "resets")
    resets = [line.split() for line in (tmp_path / "resets").read_text().splitlines()]
    given = [injected(5, case) for case in FIVE]
    assert {(seed, time) for _, _, seed, time in resets} == set(given)
    assert (resets[0][2], resets[0][3]) == given[0]
    assert all(len(seed) == 64 for _, _, seed, _ in resets)
    assert injected(6, FIVE[0])[0] != given[0][0]


def test_a_power_reset_comes_after_every_so_many_cases(suite: Suite, tmp_path: Path) -> None:
    run = run_with(suite, Plan(power_every=2), "stateful.py", "notes_resets", tmp_path / "resets")
    resets = [line.split() for line in (tmp_path / "resets").read_text().splitlines()]
    assert verdicts(run) == ["pass"] * 5
    assert run.power_resets == 2
    assert run.restarts == 0
    assert len({process for process, *_ in resets}) == 3
    assert sum(kind == "power" for _, kind, *_ in resets) == 2


def test_a_power_reset_hides_what_leaks(suite: Suite) -> None:
    """The control of the test below: with a power reset before each case nothing is left to leak."""
    assert verdicts(run_with(suite, Plan(power_every=1), "stateful.py", "leaks")) == ["pass"] * 5


def test_a_case_that_fails_in_company_alone_is_leakage_and_names_its_company(suite: Suite) -> None:
    run = run_with(suite, Plan(recheck=5), "stateful.py", "leaks")
    assert verdicts(run) == ["pass"] * 4 + ["fail"]
    result = run.results[4]
    assert LEAKING.id in result.leaked_from
    assert "carries state" in result.reason
    assert not run.passed


def test_leakage_that_the_listed_order_hides_shows_in_another_one(tmp_path: Path) -> None:
    """The leaking case is last in the list."""
    cases = [VICTIM, *(size_case(b"\x00" * size) for size in range(6, 10)), LEAKING]
    suite = load(write_suite(tmp_path / "vectors", cases))
    assert run_with(suite, Plan(), "stateful.py", "leaks").passed
    seed = next(seed for seed in range(50) if (shuffled := in_order(cases, Order.RANDOM, seed)).index(LEAKING) < shuffled.index(VICTIM))
    run = run_with(suite, Plan(Order.RANDOM, seed, recheck=1), "stateful.py", "leaks")
    assert [result.case for result in run.results] == list(suite)
    (failed,) = [result for result in run.results if result.verdict is not Verdict.PASS]
    assert failed.case == VICTIM
    assert failed.leaked_from[0] == LEAKING.id or LEAKING.id in failed.leaked_from


@pytest.mark.parametrize("mode", ["wrong_at_first", "wrong_later", "dies_at_first", "needs_company"])
def test_a_case_that_answers_otherwise_the_second_time_is_flaky_and_no_pass(suite: Suite, tmp_path: Path, mode: str) -> None:
    run = run_with(suite, Plan(recheck=5), "stateful.py", mode, tmp_path / "runs")
    assert verdicts(run) == ["pass"] * 4 + ["flaky"]
    assert run.results[4].observed in (Verdict.PASS, Verdict.FAIL, Verdict.CRASH)
    assert "alone" in run.results[4].reason
    assert not run.passed


def test_a_failure_that_stays_one_is_one(suite: Suite) -> None:
    run = run_with(suite, Plan(recheck=5), "stateful.py", "fails", "0000000000")
    assert verdicts(run) == ["pass"] * 4 + ["fail"]
    assert run.results[4].leaked_from == ()
    assert run.rechecked == 5


def test_the_seed_is_shown_and_repeats_the_run(folder: Path, tmp_path: Path) -> None:
    first = conform(folder, command("stateful.py", "leaks"), "--order", "random", "--out", tmp_path / "first")
    report = report_in(tmp_path / "first")
    assert f"--order random --seed {report['seed']}" in first.stdout
    assert report["order"] == "random"
    conform(folder, command("stateful.py", "leaks"), "--order", "random", "--seed", report["seed"], "--out", tmp_path / "again")
    again = report_in(tmp_path / "again")
    assert [(row["id"], row["verdict"], row.get("leaked_from")) for row in again["cases"]] == [
        (row["id"], row["verdict"], row.get("leaked_from")) for row in report["cases"]
    ]


def test_flaky_and_leakage_stand_in_the_report(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("stateful.py", "wrong_at_first", tmp_path / "runs"), "--out", tmp_path / "out")
    assert done.returncode == 1
    row = report_in(tmp_path / "out")["cases"][4]
    assert (row["verdict"], row["observed"]) == ("flaky", "fail")
    assert "FLAKY" in done.stdout
    done = conform(folder, command("stateful.py", "leaks"), "--out", tmp_path / "out")
    row = report_in(tmp_path / "out")["cases"][4]
    assert row["verdict"] == "fail"
    assert LEAKING.id in row["leaked_from"]
    assert "carries state from case to case" in done.stdout


def test_a_balanced_order_shows_every_rule_before_it_shows_one_again(committed: Suite) -> None:
    """Wherever a time budget ends it, no rule waits for another's second case."""
    cases = tuple(committed)
    ordered = in_order(cases, Order.BALANCED, 3)
    assert sorted(case.id for case in ordered) == sorted(case.id for case in cases)
    assert ordered == in_order(reversed(cases), Order.BALANCED, 3) != in_order(cases, Order.BALANCED, 4)
    due = Counter(rule for case in cases for rule in case.rules)
    shown = Counter[str]()
    for turn in range(1, 6):
        while any(shown[rule] < min(turn, count) for rule, count in due.items()):
            case, *ordered = ordered
            assert any(shown[rule] < turn for rule in case.rules), "a case that no rule needed in this turn"
            shown.update(case.rules)
