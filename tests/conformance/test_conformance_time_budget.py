"""A time budget: what fits is run, every rule before any again; what does not is counted and is no pass."""

import json
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

import conformance.session
from command_line import smartshare
from conformance.order import Order, in_order
from plans import conform, report_in
from small_suite import command, size_case, write_suite
from smartshare.conform import conform as conform_command

RULES = ("WIRE-2", "WIRE-7", "TX-1", "COIN-4")
CASES = [size_case(b"\xff" * (size + 1), (RULES[size % 4],)) for size in range(40)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_suite(tmp_path / "vectors", CASES)


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which a second goes by whenever a session looks at it, so that a budget of seconds is one of cases."""
    ticks = count()
    monkeypatch.setattr(conformance.session, "time", SimpleNamespace(monotonic=lambda: float(next(ticks)), perf_counter=time.perf_counter))


def budgeted(folder: Path, target: str, *arguments: object) -> Result:
    """The command in this process, where the clock is."""
    words = ["--target", target, "--vectors", folder, *arguments]
    return CliRunner().invoke(conform_command, list(map(str, words)))


@pytest.mark.usefixtures("ticking")
def test_the_rules_take_turns_and_what_does_not_fit_is_counted(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = budgeted(folder, command("echo.py"), "--time-budget", 20, "--recheck", 0, "--probe", 0, "--seed", 5, "--out", out)
    assert done.exit_code == 0, done.output
    report = report_in(out)
    assert report["order"] == "balanced"
    assert report["time_budget_milliseconds"] == 20_000
    passed, left_out = report["totals"]["pass"], report["totals"]["left-out"]
    assert (passed, left_out) == (19, 21)
    ran = {row["id"] for row in report["cases"] if row["verdict"] == "pass"}
    assert ran == {case.id for case in in_order(CASES, Order.BALANCED, 5)[:passed]}
    assert all(report["rules"][rule]["pass"] >= 4 for rule in RULES)
    assert "the time budget of 20 s left out 21 of 40 claimed cases; of every rule a case ran" in done.output
    assert "conforms in what ran, a part of what it claims" in done.output
    assert "19 of 19, of a part" in (out / "badge.svg").read_text()
    assert 'data-verdict="left-out"' in (out / "report.html").read_text()
    assert (out / "junit.xml").read_text().count("<skipped") == left_out
    (sarif,) = json.loads((out / "report.sarif").read_text())["runs"]
    assert sarif["results"] == []
    assert "left out 21" in sarif["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.usefixtures("ticking")
def test_a_failure_among_what_ran_fails_the_run(folder: Path, tmp_path: Path) -> None:
    done = budgeted(folder, command("faulty.py", "wrong_value"), "--time-budget", 20, "--recheck", 0, "--out", tmp_path / "out")
    assert done.exit_code == 1
    totals = report_in(tmp_path / "out")["totals"]
    assert totals["fail"] > 0
    assert totals["left-out"] > 0


@pytest.mark.usefixtures("ticking")
def test_rules_without_a_case_are_named(folder: Path) -> None:
    done = budgeted(folder, command("echo.py"), "--time-budget", 4, "--recheck", 0, "--probe", 0, "--seed", 5)
    shown = [case.rules[0] for case in in_order(CASES, Order.BALANCED, 5)[:3]]
    (missed,) = set(RULES) - set(shown)
    assert f"left out 37 of 40 claimed cases; no case of {missed} ran" in done.output


@pytest.mark.usefixtures("ticking")
def test_a_budget_in_which_nothing_ran_is_no_pass(folder: Path, tmp_path: Path) -> None:
    done = budgeted(folder, command("echo.py"), "--time-budget", 0.5, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert report_in(tmp_path / "out")["totals"]["left-out"] == len(CASES)
    assert "nothing ran, which is no pass: the time budget was over before" in done.output


@pytest.mark.usefixtures("ticking")
def test_second_runs_have_their_share(folder: Path, tmp_path: Path) -> None:
    """A budget that first runs used up would never find a flaky case."""
    budgeted(folder, command("echo.py"), "--time-budget", 40, "--recheck", 2, "--out", tmp_path / "out")
    report = report_in(tmp_path / "out")
    assert report["totals"]["pass"] == 35
    assert report["rechecked"]["cases"] == 2


def test_a_budget_that_is_long_enough_leaves_nothing_out(folder: Path) -> None:
    done = conform(folder, command("echo.py"), "--time-budget", 3600)
    assert done.returncode == 0
    assert f"conforms in what it claims ({len(CASES)} pass" in done.stdout
    assert "left out" not in done.stdout


@pytest.mark.usefixtures("ticking")
def test_the_log_gives_the_same_verdicts_again(folder: Path, tmp_path: Path) -> None:
    budgeted(folder, command("echo.py"), "--time-budget", 20, "--out", tmp_path / "out")
    again = smartshare("rejudge", tmp_path / "out", "--vectors", folder)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "23 left-out" in again.stdout


@pytest.mark.usefixtures("ticking")
def test_what_was_left_out_is_run_by_a_run_that_goes_on(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    budgeted(folder, command("echo.py"), "--time-budget", 20, "--out", out)
    assert report_in(out)["totals"]["left-out"] > 0
    done = conform(folder, command("echo.py"), "--resume", out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert report_in(out)["totals"]["pass"] == len(CASES)


@pytest.mark.usefixtures("ticking")
def test_an_expectation_about_what_was_left_out_is_not_stale(folder: Path, tmp_path: Path) -> None:
    """The failure that it foresees may be among what did not run."""
    foreseen = tmp_path / "expectations.toml"
    foreseen.write_text('[[expect]]\nprofile = "wire"\nverdict = "fail"\nreason = "known"\n')
    done = budgeted(folder, command("echo.py"), "--time-budget", 20, "--expectations", foreseen)
    assert "unexpected-pass" in done.output
    assert "is stale" not in done.output
    assert "is stale" in conform(folder, command("echo.py"), "--expectations", foreseen).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--time-budget", "0"), "Invalid value for '--time-budget'"),
        (("--time-budget", "nan"), "is no time"),
        (("--time-budget", "5", "--order", "random"), "--time-budget takes the cases in balanced order, and this run's order is random"),
        (("--time-budget", "5", "--fix-expectations", "--expectations", "some.toml"), "--time-budget leaves some out"),
    ],
)
def test_a_budget_that_makes_no_sense_is_refused(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = conform(folder, command("echo.py"), *arguments)
    assert done.returncode == 2
    assert words in done.stderr
