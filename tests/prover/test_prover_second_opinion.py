"""What CrossHair's opinion counts for. CrossHair is not installed here: plain Hypothesis stands in for it."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from reference.codes import Code, Reject
from reference.numbers import Amount
from reference.state.state import State
from smartshare import second_opinion as command
from spec.prover import second_opinion
from spec.prover.checking import Checked, Verdict
from spec.prover.report import tasks
from spec.prover.second_opinion import Opinion, View, opinion, planted
from spec.prover.widths import Width

QUIET = Opinion(View.SILENT, 20, 20, 0.1, "")


def small(amount: Amount) -> bool:
    """A false statement that drawing notices."""
    return amount < 1000


def sound(amount: Amount) -> bool:
    """A true statement."""
    return amount >= 0


def about_state(state: State) -> bool:
    """A statement about tables."""
    return state.pots.fees >= 0


def about_nothing(amount: Amount) -> bool:
    """A statement that is always cut short."""
    return amount < 0 or always_rejected(amount)


def always_rejected(amount: Amount) -> bool:
    """Rejects."""
    raise Reject(Code.AMOUNT_ZERO)


def test_what_both_refute_is_no_disagreement() -> None:
    """Protects the job's exit status."""
    refuted = opinion(small, backend="hypothesis")
    assert refuted.view is View.REFUTED
    assert refuted.detail.startswith("amount = ")


def test_a_prover_that_lets_a_false_statement_pass_is_disagreed_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the purpose of the job."""
    monkeypatch.setattr(second_opinion, "check", lambda function: Checked(Verdict.PROVED, 1, 0, 1, 0.0, Width(), "", None))
    assert opinion(small, backend="hypothesis").view is View.DISAGREES


def test_silence_is_no_agreement() -> None:
    """Protects the words: nothing is ever confirmed, and a statement of which nothing was tried is not even silence."""
    assert opinion(sound, backend="hypothesis").view is View.SILENT
    assert opinion(planted, backend="hypothesis").view is View.SILENT
    assert opinion(about_nothing, backend="hypothesis").view is View.GAVE_UP
    assert {view.value for view in View} == {"nothing found", "DISAGREES", "refuted by both", "gave up", "not asked"}


def test_what_cannot_be_asked_says_why() -> None:
    """Protects against statements that are passed over in silence."""
    unasked = opinion(about_state)
    assert unasked.view is View.NOT_ASKED
    assert unasked.detail.startswith("state holds tables")


def test_the_job_fails_on_disagreement_and_where_it_overlooks_what_is_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects CI, and against a CrossHair that sees nothing."""
    monkeypatch.setattr(command, "BACKEND", "hypothesis")
    count = sum(not task.generated for task in tasks("BALANCE-2"))

    def status(first: View, rest: View) -> tuple[int, str]:
        monkeypatch.setattr(command, "opinions", lambda *_: [replace(QUIET, view=first), *[replace(QUIET, view=rest)] * count])
        result = CliRunner().invoke(command.second_opinion, ["--rule", "BALANCE-2"])
        return result.exit_code, result.output

    assert status(View.REFUTED, View.SILENT)[0] == 0
    assert status(View.REFUTED, View.DISAGREES)[0] == 1
    code, output = status(View.SILENT, View.SILENT)
    assert (code, "overlooked a false statement" in output) == (1, True)


def test_without_crosshair_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the newcomer."""
    monkeypatch.setattr(command, "BACKEND", "nobody")
    result = CliRunner().invoke(command.second_opinion, [])
    assert result.exit_code == 1
    assert "make second-opinion" in result.output
