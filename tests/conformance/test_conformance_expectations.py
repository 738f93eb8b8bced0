"""Expectations: what is foreseen fails nothing, what is foreseen wrongly fails the run, and a wrong file is one line."""

from datetime import date
from pathlib import Path

import pytest

from conformance.expectations import Expectation, check_names, from_entries, read_expectations
from conformance.foreseen import apply_expectations
from conformance.mending import mend
from conformance.plan import Plan
from conformance.results import Run
from conformance.verdicts import ConformanceError, Verdict
from plans import conform, report_in, run_with, verdicts
from small_suite import FIVE, command
from vectors.json_text import Json
from vectors.suite import Suite

TODAY = date(2026, 11, 22)
BAD = FIVE[2]
ENTRY = f'[[expect]]\ncase = "{BAD.id}"\nverdict = "fail"\nreason = "known"\n'


def entry(**members: Json) -> tuple[Expectation, ...]:
    return from_entries({"expect": [{"verdict": "fail", "reason": "known", **members}]})


def held(suite: Suite, expectations: tuple[Expectation, ...], script: str = "faulty.py", *arguments: object) -> Run:
    """A run with expectations, on the target that is wrong about the third case unless another is named."""
    run = run_with(suite, Plan(), script, *(arguments or ("wrong_value",)))
    apply_expectations(run, expectations, TODAY)
    return run


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[expect]\n", "line 1"),
        ('expected = 1\n[[expect]]\ncase = "x"\n', "unknown key 'expected'"),
        ("expect = 3\n", "two pairs of brackets"),
        ('[[expect]]\nverdict = "fail"\nreason = "r"\n', "names nothing; it is about exactly one of case, rule, profile"),
        ('[[expect]]\ncase = "x"\nrule = "y"\nverdict = "fail"\nreason = "r"\n', "names case and rule"),
        (ENTRY + 'colour = "red"\n', "unknown key 'colour'"),
        (ENTRY + 'isue = "1"\n', "'issue' is near it"),
        (ENTRY.replace('reason = "known"\n', ""), "has no reason"),
        (ENTRY.replace('"known"', '""'), "reason is not text, or empty"),
        (ENTRY.replace('"fail"', '"pass"'), "cannot be foreseen"),
        (ENTRY.replace('"fail"', '"flaky"'), "cannot be foreseen"),
        (ENTRY + 'expires = "2027-13-01"\n', "expires is not a day"),
        (ENTRY + "expires = 2027-02-30\n", ""),
        (ENTRY + "expires = 2027-01-31T00:00:00Z\n", "expires is not a day"),
        (ENTRY + 'when = "2.0"\n', "when is not a table"),
        (ENTRY + 'when = { version = "2.0" }\n', "no condition on a version"),
        (ENTRY + 'when = { bord = "m0" }\n', "'board' is near it"),
        (ENTRY.replace(BAD.id, "wire-2-0000000000"), "no case of the suite"),
        (ENTRY + '[[expect]]\nrule = "WIRE-2"\nverdict = "crash"\nreason = "r"\n', "keep one of them"),
        ("\udcff", "UTF-8"),
    ],
)
def test_a_wrong_file_is_one_line_and_status_2(folder: Path, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "expectations.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = conform(folder, command("echo.py"), "--expectations", path)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConformanceError, match="name the file with --expectations"):
        read_expectations(tmp_path / "nowhere.toml")


def test_a_foreseen_failure_fails_nothing(suite: Suite) -> None:
    run = held(suite, entry(case=BAD.id, issue="https://example.org/1"))
    assert verdicts(run) == ["pass", "pass", "expected-fail", "pass", "pass"]
    assert run.results[2].observed is Verdict.FAIL
    assert "https://example.org/1" in run.results[2].foreseen
    assert run.passed


def test_a_foreseen_failure_that_does_not_come_fails_the_run(suite: Suite) -> None:
    run = held(suite, entry(case=FIVE[0].id))
    assert verdicts(run) == ["unexpected-pass", "pass", "fail", "pass", "pass"]
    assert "stale" in run.complaints[0]
    assert not run.passed


def test_a_pass_among_the_cases_of_a_rule_is_unexpected(suite: Suite) -> None:
    """An entry covers no more than what is wrong."""
    run = held(suite, entry(rule="WIRE-2"))
    assert verdicts(run) == ["unexpected-pass", "unexpected-pass", "expected-fail", "pass", "unexpected-pass"]
    assert run.complaints == []
    assert not run.passed


def test_another_failure_than_the_foreseen_one_is_one(suite: Suite) -> None:
    run = held(suite, entry(case=BAD.id), "faulty.py", "die_before_answering")
    assert verdicts(run)[2] == "crash"
    assert run.results[2].foreseen
    assert not run.passed


def test_a_flaky_case_is_never_foreseen(suite: Suite, tmp_path: Path) -> None:
    run = run_with(suite, Plan(recheck=5), "stateful.py", "wrong_at_first", tmp_path / "runs")
    apply_expectations(run, entry(case=FIVE[4].id), TODAY)
    assert verdicts(run)[4] == "flaky"
    assert not run.passed


@pytest.mark.parametrize(("day", "verdict"), [("2026-11-21", "fail"), ("2026-11-22", "expected-fail"), ("2027-01-31", "expected-fail")])
def test_an_expired_entry_foresees_nothing_and_fails_the_run(suite: Suite, day: str, verdict: str) -> None:
    run = held(suite, entry(case=BAD.id, expires=day))
    assert verdicts(run)[2] == verdict
    assert run.passed == (verdict == "expected-fail")
    assert bool(run.complaints) == (verdict == "fail")


@pytest.mark.parametrize(
    ("when", "version", "board", "holds"),
    [
        ({"version": "<2.0"}, "1.9.3", "m0", True),
        ({"version": "<2.0"}, "2.0", "m0", False),
        ({"version": "<2.0"}, "2.0rc1", "m0", False),
        ({"version": ">=1.2, !=1.3"}, "1.3", "m0", False),
        ({"version": ">=1.2, !=1.3"}, "1.10", "m0", True),
        ({"board": "m0"}, "1", "m0", True),
        ({"board": "m0"}, "1", "m4", False),
        ({"version": "<2.0", "board": "m0"}, "1", "m4", False),
    ],
)
def test_an_entry_holds_for_some_versions_and_one_board(suite: Suite, when: dict[str, Json], version: str, board: str, holds: bool) -> None:
    """Every case passes here, so that an entry that holds shows as an unexpected pass, and one that does not shows in nothing."""
    run = held(suite, entry(case=BAD.id, when=when), "stateful.py", "versioned", version, board)
    assert verdicts(run)[2] == ("unexpected-pass" if holds else "pass")
    assert run.passed is not holds


def test_a_version_that_is_none_is_complained_of(suite: Suite) -> None:
    run = held(suite, entry(case=BAD.id, when={"version": "<2.0"}), "stateful.py", "versioned", "nightly", "m0")
    assert "'nightly' cannot be compared" in run.complaints[0]
    assert not run.passed


def test_entries_for_two_boards_may_differ(suite: Suite) -> None:
    both = [{"case": BAD.id, "verdict": verdict, "reason": "r", "when": {"board": board}} for verdict, board in (("fail", "m0"), ("crash", "m4"))]
    check_names(from_entries({"expect": both}), suite)


def test_fixing_keeps_what_a_person_wrote(suite: Suite) -> None:
    before = f"""# What is known of the boards.

# Issue 12 is about this one.
[[expect]]
case = "{BAD.id}"
verdict = "crash"  # seen on the bench
reason = "no FPU"
expires = 2027-01-31

# It passes now.
[[expect]]
case = "{FIVE[0].id}"
verdict = "fail"
reason = "old"

# For another board.
[[expect]]
profile = "wire"
verdict = "unsupported"
reason = "too small"
when = {{ board = "m0" }}

[[expect]]
case = "wire-2-0000000000"
verdict = "fail"
reason = "gone"
"""
    run = held(suite, from_entries({"expect": []}))
    after, done = mend(before, run, tuple(suite), TODAY)
    assert (done.added, done.changed, done.removed) == (0, 1, 2)
    assert "# What is known of the boards.\n\n# Issue 12 is about this one.\n[[expect]]" in after
    assert f'case = "{BAD.id}"\nverdict = "fail"  # seen on the bench\nreason = "no FPU"\nexpires = 2027-01-31' in after
    assert "# It passes now." not in after
    assert "# For another board." in after
    assert "gone" not in after
    again, nothing = mend(after, run, tuple(suite), TODAY)
    assert again == after
    assert (nothing.added, nothing.changed, nothing.removed) == (0, 0, 0)


def test_fixing_narrows_a_rule_to_the_cases_that_fail(suite: Suite) -> None:
    run = held(suite, ())
    before = '[[expect]]\nrule = "WIRE-2"\nverdict = "fail"\nreason = "known"\nissue = "12"\nwhen = { version = ">=1" }\n'
    after, _ = mend(before, run, tuple(suite), TODAY)
    assert after == f'[[expect]]\ncase = "{BAD.id}"\nverdict = "fail"\nreason = "known"\nissue = "12"\nwhen = {{version = ">=1"}}\n'


def test_a_file_that_cannot_be_cut_is_not_rewritten(suite: Suite) -> None:
    with pytest.raises(ConformanceError, match="of its own"):
        mend(f'expect = [{{ case = "{BAD.id}", verdict = "fail", reason = "r" }}]\n', held(suite, ()), tuple(suite), TODAY)


def test_after_fixing_the_next_run_passes(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "expectations.toml"
    target = command("stateful.py", "fails", "0000000000", "ff0000")
    first = conform(folder, target, "--expectations", path, "--fix-expectations", "--out", tmp_path / "out")
    assert first.returncode == 1
    assert "2 added, 0 changed, 0 removed" in first.stdout
    second = conform(folder, target, "--expectations", path, "--out", tmp_path / "out")
    assert second.returncode == 0, second.stdout
    report = report_in(tmp_path / "out")
    assert report["totals"]["expected-fail"] == 2
    assert len(report["expectations"]) == 2
    third = conform(folder, command("echo.py"), "--expectations", path, "--out", tmp_path / "out")
    assert third.returncode == 1
    assert "is stale" in third.stdout
    assert report_in(tmp_path / "out")["totals"]["unexpected-pass"] == 2


def test_fixing_needs_a_file(folder: Path) -> None:
    done = conform(folder, command("echo.py"), "--fix-expectations")
    assert done.returncode == 2
    assert "name it with --expectations" in done.stderr
