"""What is asked wrongly on the command line is answered in one line, which says what would be right."""

import json
from pathlib import Path

import pytest

from command_line import smartshare
from plans import conform
from small_suite import FIVE, command, write_suite


def complaint(*arguments: object) -> str:
    """The one line that a command ends with that cannot run."""
    done = smartshare(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("audit", "nowhere.json"), "'nowhere.json' does not exist"),
        (("audit", __file__, "--json"), "audit --help"),
        (("outflows", "nowhere.json"), "'nowhere.json' does not exist"),
        (("coin", "nowhere.json", "GATE"), "'nowhere.json' does not exist"),
        (("coin", __file__, "GATE", "--preset", "large"), "is not one of 'mainnet', 'minimal'"),
        (("fuzz", "--profile", "everything"), "'everything' is not one of 'wire'"),
        (("serve", "--profile", "everything"), "'everything' is not one of 'wire'"),
        (("serve", "--loud"), "No such option '--loud'"),
        (("servant",), "No such command 'servant'"),
    ],
    ids=lambda value: " ".join(map(str, value))[:40] if isinstance(value, tuple) else "",
)
def test_one_line_says_what_is_wrong_and_where_help_is(arguments: tuple[str, ...], expected: str) -> None:
    line = complaint(*arguments)
    assert line.startswith("Error: ")
    assert expected in line
    assert "--help" in line


def test_a_group_without_a_command_shows_its_help() -> None:
    """It is asked for nothing wrong."""
    done = smartshare("vectors")
    assert "Usage:" in done.stdout + done.stderr
    assert "make" in done.stdout + done.stderr


def test_expectations_that_are_no_toml_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "expected.toml"
    path.write_text("[[expect]\nrule = BALANCE-1\n")
    line = complaint("conform", "--target", "cmd:true", "--expectations", path)
    assert f"{path} is not TOML" in line
    assert "line 1" in line
    assert "correct it there" in line


@pytest.mark.parametrize("text", ["hello", '{"cases": []}'])
def test_text_where_a_bundle_is_expected_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vectors.txt"
    path.write_text(text)
    line = complaint("conform", "--target", "cmd:true", "--vectors", path)
    assert "is text, where a bundle is expected, as smartshare vectors export writes it" in line


def test_mutants_of_no_rule_are_refused_before_any_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    import smartshare.mutate
    from smartshare.__main__ import main

    def made(*_: object) -> None:
        raise AssertionError("mutants were made")

    monkeypatch.setattr(smartshare.mutate, "all_mutants", made)
    done = CliRunner().invoke(main, ["mutate", "--rule", "COIN-6", "--rule", "COIN-99"])
    assert done.exit_code == 2
    assert "no function of the reference is the rule COIN-99; near it: COIN-9" in done.output


def test_mutants_of_several_rules_are_judged_together() -> None:
    from vectors.mutation.report import all_mutants

    def places(*rules: str) -> set[tuple[str, int, str]]:
        return {(mutant.module, mutant.line, mutant.operator) for mutant in all_mutants("reference.state.coin", rules)}

    assert places("COIN-6")
    assert places("COIN-5") - places("COIN-6")
    assert places("COIN-5", "COIN-6") == places("COIN-5") | places("COIN-6")


def test_a_run_judged_again_took_as_long_as_it_took(tmp_path: Path) -> None:
    """The time between the answers, in which the target starts and the suite is read, is the run's too."""
    folder = write_suite(tmp_path / "vectors", FIVE)
    out = tmp_path / "out"
    conform(folder, command("echo.py"), "--out", out)
    report = json.loads((out / "report.json").read_text())
    log = out / "exchanges.ndjson"
    records = [json.loads(line) for line in log.read_text().splitlines()]
    # As if it had ended an hour later than its last answer.
    records[-1]["t"] += 3_600
    log.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = smartshare("rejudge", out, "--vectors", folder)
    (said,) = [line for line in done.stdout.splitlines() if "restarts; " in line]
    seconds = float(said.rsplit("restarts; ", 1)[1].split()[0])
    assert abs(seconds - 3_600 - report["microseconds"] / 1e6) < 60
