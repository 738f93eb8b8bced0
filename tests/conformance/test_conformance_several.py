"""Several targets in one command: side by side, each with its own reports, and none passes for another."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import smartshare.several
from plans import PROGRAM, conform, report_in
from small_suite import command
from smartshare.conform import conform as conform_command


def here(folder: Path, *arguments: object) -> Result:
    """The command in this process."""
    return CliRunner().invoke(conform_command, list(map(str, ("--vectors", folder, "--recheck", 0, *arguments))))


def test_each_has_its_reports_and_the_worst_decides(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, f"good={command('echo.py')}", "--target", command("faulty.py", "wrong_value"), "--out", tmp_path, "--seed", 3)
    assert done.returncode == 1
    assert done.stdout.index("good: cmd:") < done.stdout.index("target-2: cmd:")
    assert "good: exit status 0" in done.stdout
    assert "target-2: exit status 1" in done.stdout
    assert report_in(tmp_path / "good")["totals"]["pass"] == 5
    assert report_in(tmp_path / "target-2")["totals"]["fail"] == 1
    assert report_in(tmp_path / "good")["seed"] == report_in(tmp_path / "target-2")["seed"] == 3


def test_all_that_pass_are_a_pass(folder: Path) -> None:
    done = conform(folder, command("echo.py"), "--target", command("echo.py"))
    assert done.returncode == 0
    assert done.stdout.count("conforms in what it claims (5 pass") == 2


def test_one_that_cannot_start_costs_the_other_nothing(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("bad_start.py", "die_at_once"), "--target", command("echo.py"), "--target", "cmd:/nowhere/to/be/found", "--out", tmp_path)
    assert done.returncode == 2
    assert report_in(tmp_path / "target-2")["exit_status"] == 0
    assert report_in(tmp_path / "target-1")["exit_status"] == 2
    first, third = done.stderr.splitlines()
    assert first.startswith("Error: target-1: the target did not introduce itself")
    assert third.startswith("Error: target-3: ")


def test_two_run_at_once_on_two_processors(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each answers only when the other has begun."""
    (tmp_path / "a").mkdir()
    monkeypatch.setattr(smartshare.several, "_processors", lambda: 2)
    done = here(folder, "--target", command("beside.py", "meets", tmp_path / "a", "one"), "--target", command("beside.py", "meets", tmp_path / "a", "two"))
    assert done.exit_code == 0, done.output


def test_one_processor_takes_one_after_the_other(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More at once would take each other's time, and make timeouts of it."""
    (tmp_path / "a").mkdir()
    monkeypatch.setattr(smartshare.several, "_processors", lambda: 1)
    names = [word for name in "abc" for word in ("--target", command("beside.py", "alone", tmp_path / "a", name))]
    done = here(folder, *names)
    assert done.exit_code == 0, done.output


def test_an_interruption_ends_them_all_and_leaves_their_reports(folder: Path, tmp_path: Path) -> None:
    marks = [tmp_path / "first", tmp_path / "second"]
    words = [word for mark in marks for word in ("--target", command("faulty.py", "hang", mark))]
    arguments = ["conform", *words, "--vectors", str(folder), "--timeout", "600", "--out", str(tmp_path / "out")]
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    wanted = marks[: len(os.sched_getaffinity(0))]
    while not all(mark.exists() for mark in wanted) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    said, complaint = process.communicate(timeout=120)
    assert process.returncode == 130, said + complaint
    for mark, name in zip(wanted, ("target-1", "target-2"), strict=False):
        report = report_in(tmp_path / "out" / name)
        assert report["exit_status"] == 130
        assert report["totals"]["not-run"] >= 1
        assert not os.path.exists(f"/proc/{int(mark.read_text())}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--target", "a=cmd:x", "--target", "a=cmd:y"), "two targets are called a"),
        (("--target", "tcp:127.0.0.1:1", "--target", "b=tcp:127.0.0.1:1"), "tcp:127.0.0.1:1 is named twice"),
        (("--target", "cmd:x", "--target", "cmd:y", "--resume", "."), "--resume goes on with the run of one target"),
        (("--target", "cmd:x", "--target", "cmd:y", "--fix-expectations", "--expectations", "e.toml"), "by what one target does"),
        (("--target", "cmd:x", "--target", "cmd:y", "--profile", "telepathy"), "no profile 'telepathy'"),
    ],
)
def test_what_makes_no_sense_for_several_is_one_line(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = here(folder, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
