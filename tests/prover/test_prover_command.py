"""The rows of `smartshare prove`, and what makes it fail."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reference.numbers import Amount
from reference.rules import kernel
from smartshare.prove import prove
from spec.prover import report, theorem
from spec.prover.checking import Checked, Verdict
from spec.prover.report import Row, Task, proved, tasks
from spec.prover.sampling import sample
from spec.prover.widths import Width


@theorem("TEST-1", "No amount is large.")
def no_amount_is_large(amount: Amount) -> bool:
    return amount < 2**62


@theorem("TEST-2", "True, and not for Z3 to say.", tested="a power is outside the fragment")
def squares_are_positive(amount: Amount) -> bool:
    return amount**2 >= 0


@theorem("TEST-3", "True within a bound.", bounded="three halvings")
def halves_shrink(amount: Amount) -> bool:
    return amount // 2 // 2 // 2 <= amount


@theorem("TEST-4", "About nothing, and not for Z3 to say.", tested="a power is outside the fragment", assuming=lambda amount: amount < 0)
def about_nothing(amount: Amount) -> bool:
    return amount**2 >= 0


@kernel("TEST-5")
def doubled(amount: Amount) -> Amount:
    """A kernel that leaves its range."""
    return 2 * amount


def row(function: Any, generated: bool = False) -> Row:
    """The row of a function of this module."""
    return proved(Task("TEST-1", __name__, function.__name__, generated))


def test_a_false_theorem_fails_with_its_counterexample() -> None:
    """Protects the one who reads why the build is red."""
    refuted = row(no_amount_is_large)
    assert (refuted.verdict, refuted.passes) == ("refuted", False)
    assert refuted.counterexample == {"amount": str(2**62)}


def test_what_only_hypothesis_reaches_is_tested_and_not_proved() -> None:
    """Protects the difference between the words."""
    tested = row(squares_are_positive)
    assert (tested.verdict, tested.passes, tested.paths) == ("tested", True, 0)
    assert tested.telling == tested.examples > 0
    assert tested.detail == "a power is outside the fragment"


def test_what_is_proved_within_a_bound_says_so() -> None:
    """Protects against a bound that is forgotten in the report."""
    assert (row(halves_shrink).verdict, row(halves_shrink).detail) == ("bounded", "three halvings")


def test_a_tested_theorem_about_no_arguments_is_vacuous() -> None:
    """Protects against a test that drew nothing."""
    assert row(about_nothing).verdict == "vacuous"


def test_a_kernel_that_leaves_its_range_fails() -> None:
    """Protects theorem 2 in the report."""
    refuted = row(doubled, generated=True)
    assert (refuted.verdict, refuted.statement) == ("refuted", "widths and ranges of doubled")
    assert refuted.counterexample == {"amount": str(2**62)}


def test_a_prover_that_says_otherwise_than_hypothesis_is_contradicted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects against an unsound prover: what Hypothesis falsifies is never reported as proved."""
    wrong = Checked(Verdict.PROVED, 1, 0, 1, 0.0, Width(), "", None)
    monkeypatch.setattr(report, "check", lambda function: wrong)
    contradicted = row(no_amount_is_large)
    assert (contradicted.verdict, contradicted.passes) == ("contradiction", False)


def test_draws_are_the_same_every_time() -> None:
    """Protects reproducible builds: no database and no entropy."""

    def drawn() -> list[Any]:
        seen: list[Any] = []
        sample(no_amount_is_large, lambda arguments: seen.append(arguments))
        return seen

    assert drawn() == drawn()


def test_hypothesis_meets_the_conditions_of_rules() -> None:
    """Protects against draws so wild that every one is rejected: identifiers coincide, and amounts suffice."""

    for task in tasks("TRANSFER-1"):
        if not task.generated:
            row = proved(task)
            assert row.telling * 5 >= row.examples


def test_conditions_that_nothing_drawn_meets_are_met_near_what_z3_found() -> None:
    """Protects the second opinion on rules of many conditions: a header that is accepted is not drawn by chance."""
    header = [task for task in tasks("BLOCK-2") if not task.generated]
    assert header
    assert all(proved(task).telling > 0 for task in header)


def test_the_command_writes_its_rows(tmp_path: Path) -> None:
    """Protects those who read the JSON: CI, the trace and the site."""
    file = tmp_path / "rows.json"
    result = CliRunner().invoke(prove, ["--rule", "BALANCE-1", "--jobs", "1", "--json", str(file), "--no-cache"])
    assert result.exit_code == 0, result.output
    rows = json.loads(file.read_text())
    assert [row["statement"] for row in rows] == ["check_amount_accepts", "accepted_amount_moves_something", "widths and ranges of check_amount"]
    assert [row["says"] for row in rows] == ["acceptance", "invariant", None]
    assert "exact amounts" not in result.output
    assert all(row["verdict"] == "proved" and row["rule"] == "BALANCE-1" for row in rows)
    assert "3 of 3 hold" in result.output


def test_the_command_fails_where_a_row_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects CI: a theorem that does not hold gives an exit status other than 0, and is named."""
    refuted = row(no_amount_is_large)
    monkeypatch.setattr("smartshare.prove._carried_out", lambda *_: [refuted])
    result = CliRunner().invoke(prove, ["--rule", "BALANCE-1", "--no-cache"])
    assert result.exit_code == 1
    assert "refuted TEST-1 no_amount_is_large" in result.output
    assert f"no_amount_is_large(amount={2**62})" in result.output


def test_a_rule_of_which_nothing_is_stated_is_an_error() -> None:
    """Protects against a misspelt rule that passes because nothing was checked."""
    result = CliRunner().invoke(prove, ["--rule", "BALANCE-99"])
    assert result.exit_code != 0
    assert "BALANCE-99" in result.output


def test_tasks_are_whole_and_in_a_stable_order() -> None:
    """Protects the report from losing a theorem, and from shuffling them."""
    found = tasks()
    assert found == tasks()
    assert {task.rule for task in found} >= {"BALANCE-1", "TRANSFER-2", "TX-4", "FEE-4", "COIN-8", "BLOCK-2"}
    assert [task for task in found if task.rule == "TX-4"] == tasks("TX-4")


def test_a_rule_that_is_none_is_answered_with_what_to_name() -> None:
    done = CliRunner().invoke(prove, ["--rule", "NOPE-1"])
    assert done.exit_code == 1
    assert "nothing is stated about NOPE-1; name a rule, as in BALANCE-2" in done.stderr
