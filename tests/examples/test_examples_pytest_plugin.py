"""The cases as tests of somebody's pytest run, in a process and a folder of its own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from suites import committed_suite

import pytest_smartshare
from vectors.case import Profile

ROOT = Path(pytest_smartshare.__file__).resolve().parent
FAULTY = Path(__file__).with_name("faulty.py")
SERVE = f"cmd:{shlex.join([sys.executable, '-m', 'smartshare', 'serve'])}"
RECEIPTS = [case for case in committed_suite() if case.rules[0] == "WIRE-12"]


class Outcome:
    """What a run of pytest said."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        """Standard error belongs to it: usage errors stand there."""
        self.status = done.returncode
        self.text = done.stdout + done.stderr


def run(folder: Path, *arguments: str) -> Outcome:
    """Run `python -m pytest` in a folder with the plugin as the entry point loads it, wherever the distribution is installed."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": f"{ROOT}{os.pathsep}{FAULTY.parent}"}
    command = [sys.executable, "-m", "pytest", "-p", "pytest_smartshare", "-p", "xdist", *arguments]
    return Outcome(subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Somebody's project, with a test of its own."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers --strict-config\n")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    return tmp_path


def test_nothing_happens_when_nobody_asks(project: Path) -> None:
    """Whoever has the distribution installed has the plugin in every run."""
    (project / "test_own.py").write_text("import sys\n\ndef test_own():\n    assert not {'conformance', 'reference', 'vectors', 'rich'} & set(sys.modules)\n")
    outcome = run(project, "-rA")
    assert outcome.status == 0
    assert "1 passed" in outcome.text


def test_a_right_target_passes_each_case_as_a_test(project: Path) -> None:
    outcome = run(project, "--smartshare-target", SERVE, "--smartshare-profile", "light-client", "-v")
    count = len(committed_suite().of_profile(Profile.LIGHT_CLIENT))
    assert outcome.status == 0, outcome.text
    assert f"{count + 2} passed" in outcome.text
    assert f"collected {count + 2} items" in outcome.text
    assert "smartshare::introduction PASSED" in outcome.text


def test_settings_select_marks_and_names(project: Path) -> None:
    """Of a setting instead of an option, by a rule's mark, by a case's id, and with two workers."""
    (project / "pytest.ini").write_text(f"[pytest]\nsmartshare_target = {SERVE}\nsmartshare_profiles = wire\naddopts = --strict-markers\n")
    by_rule = run(project, "-m", "WIRE-12", "-n", "2")
    assert f"{sum('WIRE-12' in case.rules for case in committed_suite().of_profile(Profile.WIRE))} passed" in by_rule.text
    by_name = run(project, "-k", RECEIPTS[0].id, "-v")
    assert "1 passed" in by_name.text
    assert f"smartshare::{RECEIPTS[0].id} PASSED" in by_name.text
    assert "1 passed" in run(project, "-m", "not smartshare").text


@pytest.mark.parametrize("target", ["call:faulty:run", f"cmd:{shlex.join([sys.executable, str(FAULTY), 'wire'])}"])
def test_a_fault_is_shown_with_all_that_helps(project: Path, target: str) -> None:
    outcome = run(project, "--smartshare-target", target, "--smartshare-profile", "wire", "-m", "WIRE-12", "-x")
    assert outcome.status == 1
    assert "1 failed" in outcome.text
    for part in ("FAIL  wire-", "WIRE-12", "why ", "expected ", 'got       {"ok":', 'differs   ok.fee: expected "', ', got "7"', "replay "):
        assert part in outcome.text
    replay = "pytest --smartshare-target call:faulty:run -k wire-" if target.startswith("call:") else "smartshare replay wire-"
    assert replay in outcome.text
    assert "Traceback" not in outcome.text


def test_what_has_failed_runs_again_alone(project: Path) -> None:
    """As with any test, by --lf."""
    arguments = ("--smartshare-target", "call:faulty:run", "--smartshare-profile", "wire", "-m", "WIRE-12 and wire")
    assert "1 failed" in run(project, *arguments, "-x").text
    again = run(project, *arguments, "--lf")
    assert "rerun previous 1 failure" in again.text
    assert "1 failed" in again.text


def test_what_a_function_raises_is_shown_where_it_was_raised(project: Path) -> None:
    outcome = run(project, "--smartshare-target", "call:faulty:raising", "--smartshare-profile", "wire", "-k", RECEIPTS[0].id)
    assert outcome.status == 1
    assert 'raise ZeroDivisionError("in the node")' in outcome.text


def test_a_target_that_dies_costs_its_cases_and_is_started_again(project: Path) -> None:
    names = " or ".join(case.id for case in RECEIPTS[:3])
    target = f"cmd:{shlex.join([sys.executable, str(FAULTY), 'wire', 'dies'])}"
    outcome = run(project, "--smartshare-target", target, "--smartshare-profile", "wire", "-k", names)
    assert outcome.status == 1
    claimed = sum(case.preset == "minimal" for case in RECEIPTS[:3])
    assert f"{claimed} failed" in outcome.text
    assert "CRASH  " in outcome.text
    assert "stderr    out of luck" in outcome.text


@pytest.mark.parametrize(
    ("profiles", "reason"),
    [("ledger", "the target claims none of the"), ("wire,poetry", "the target claims what no case of this suite tests: profile poetry")],
)
def test_a_run_that_skips_everything_fails(project: Path, profiles: str, reason: str) -> None:
    """Silence is no pass: neither is a claim that nothing tests."""
    target = f"cmd:{shlex.join([sys.executable, str(FAULTY), profiles])}"
    outcome = run(project, "--smartshare-target", target, "--smartshare-profile", "wire", "-k", f"introduction or {RECEIPTS[0].id}")
    assert outcome.status == 1
    assert reason in outcome.text


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere", "--target nowhere is not a target"),
        ("call:faulty:missing", "call:faulty:missing is not to be had"),
        ("call:nothing_of_this_name:run", "name the module's folder in pytest's setting pythonpath"),
    ],
)
def test_a_bad_target_is_a_usage_error_in_one_line(project: Path, target: str, reason: str) -> None:
    outcome = run(project, "--smartshare-target", target)
    assert outcome.status == pytest.ExitCode.USAGE_ERROR
    assert reason in outcome.text
    assert "Traceback" not in outcome.text


def test_workers_do_not_share_what_there_is_one_of(project: Path) -> None:
    outcome = run(project, "--smartshare-target", "tcp:127.0.0.1:9", "-n", "2")
    assert outcome.status == pytest.ExitCode.USAGE_ERROR
    assert "2 workers cannot share the target tcp:127.0.0.1:9" in outcome.text


@pytest.mark.parametrize("name", pytest_smartshare.NEEDED)
def test_a_package_that_hides_ours_is_named(project: Path, name: str) -> None:
    """`python -m pytest` looks in the current folder first."""
    (project / name).mkdir()
    (project / name / "__init__.py").write_text("")
    outcome = run(project, "--smartshare-target", SERVE)
    assert outcome.status == pytest.ExitCode.USAGE_ERROR
    assert f"the package {name} of {project / name / '__init__.py'} hides ours" in outcome.text
    assert run(project).status == 0


def test_a_package_called_spec_does_no_harm(project: Path) -> None:
    """Ours is not needed to run cases, so that somebody's own may have its name."""
    (project / "spec").mkdir()
    (project / "spec" / "__init__.py").write_text("own = True\n")
    (project / "test_own.py").write_text("import spec\n\ndef test_own():\n    assert spec.own\n")
    outcome = run(project, "--smartshare-target", "call:faulty:run", "--smartshare-profile", "wire", "-k", f"own or {RECEIPTS[-1].id}")
    assert "test_own.py ." in outcome.text
