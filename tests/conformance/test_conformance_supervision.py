"""Limits, interruptions and bad outputs end a run early and leave what was found; a run that was interrupted can be gone on with."""

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from command_line import smartshare
from conformance.plan import Plan
from plans import PROGRAM, conform, report_in, run_with, started, verdicts
from small_suite import FIVE, command, size_case, write_suite
from vectors.suite import Suite, load


def interrupted_run(folder: Path, out: Path, target: str, noted: Path, *numbers: signal.Signals) -> int:
    """A run that gets signals when its target has noted something twice; returns its exit status."""
    words = ["conform", "--target", target, "--vectors", str(folder), "--out", str(out), "--order", "random", "--case-timeout", "600"]
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while (not noted.exists() or len(noted.read_text().split()) < 2) and time.monotonic() < deadline:
        time.sleep(0.02)
    for number in numbers:
        process.send_signal(number)
        time.sleep(0.02)
    return process.wait(60)


def test_the_time_of_a_run_is_limited(suite: Suite) -> None:
    run = run_with(suite, Plan(run_timeout=0.6), "stateful.py", "slow")
    assert verdicts(run)[-1] == "not-run"
    assert "--run-timeout" in run.stopped
    assert not run.passed


@pytest.mark.parametrize("option", ["--case-timeout", "--run-timeout"])
@pytest.mark.parametrize("text", ["nan", "inf", "0", "-1", "soon"])
def test_a_limit_that_is_no_time_is_refused(folder: Path, option: str, text: str) -> None:
    done = conform(folder, command("echo.py"), option, text)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_interrupted_run_is_gone_on_with(tmp_path: Path) -> None:
    cases = [size_case(b"\x00" * size) for size in range(1, 13)]
    folder, out = write_suite(tmp_path / "vectors", cases), tmp_path / "out"
    target = command("stateful.py", "slow", tmp_path / "noted")
    assert interrupted_run(folder, out, target, tmp_path / "noted", signal.SIGINT) == 130
    partial = report_in(out)
    done = [row["id"] for row in partial["cases"] if row["verdict"] == "pass"]
    assert 0 < len(done) < 12
    again = conform(folder, target, "--resume", out, "--recheck", "3")
    assert again.returncode == 0, again.stderr
    report = report_in(out)
    assert report["totals"]["pass"] == 12
    assert report["continues"] == partial["started"]
    assert (report["seed"], report["order"]) == (partial["seed"], "random")
    log = [json.loads(line) for line in (out / "exchanges.ndjson").read_text().splitlines()]
    ran = [record["case"] for record in log if "verdict" in record and record["phase"] == "run"]
    assert sorted(ran) == sorted(case.id for case in cases), "a case was run twice, or not at all"
    assert sum("header" in record for record in log) == 2
    judged = smartshare("rejudge", out, "--vectors", folder)
    assert judged.returncode == 0, judged.stdout
    assert "0 verdicts differ" in judged.stdout
    once_more = conform(folder, target, "--resume", out)
    assert once_more.returncode == 2
    assert "reached all its cases" in once_more.stderr


def test_only_the_same_run_is_gone_on_with(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    conform(folder, command("stateful.py", "slow"), "--out", out, "--run-timeout", "0.6", "--seed", "1")
    before = (out / "report.json").read_bytes()
    other = write_suite(tmp_path / "other", [*FIVE, size_case(b"\x00" * 9)])
    for target, vectors, arguments, words in [
        (command("echo.py"), folder, (), "--target is"),
        (command("stateful.py", "slow"), other, (), "the suite is"),
        (command("stateful.py", "slow"), folder, ("--rule", "WIRE-2"), "the selection of cases is --rule WIRE-2 where it was the whole suite"),
        (command("stateful.py", "slow"), folder, ("--seed", "2"), "--seed is 2 where it was 1"),
        (command("stateful.py", "slow"), folder, ("--order", "random"), "--order is random where it was listed"),
    ]:
        done = conform(vectors, target, "--resume", out, *arguments)
        assert done.returncode == 2
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert (out / "report.json").read_bytes() == before


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"format": 3}', '{"format": 3, "target": {}, "started": "", "order": "listed", "seed": 0}'])
def test_there_has_to_be_something_to_go_on_with(folder: Path, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content)
    done = conform(folder, command("echo.py"), "--resume", tmp_path)
    assert done.returncode == 2
    assert "--resume" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_second_interruption_loses_no_report(folder: Path, tmp_path: Path) -> None:
    target = command("stateful.py", "slow", tmp_path / "noted")
    assert interrupted_run(folder, tmp_path / "out", target, tmp_path / "noted", signal.SIGINT, signal.SIGTERM, signal.SIGINT) == 130
    assert report_in(tmp_path / "out")["exit_status"] == 130


def test_a_run_whose_second_runs_were_interrupted_is_gone_on_with(folder: Path, tmp_path: Path) -> None:
    """Every case has a verdict then, but what leaks or is moody has not been found out."""
    out, target = tmp_path / "out", command("stateful.py", "leaks")
    conform(folder, target, "--out", out, "--recheck", "0", "--seed", "1")
    report = json.loads((out / "report.json").read_text())
    (out / "report.json").write_text(json.dumps({**report, "stopped": "the run was interrupted"}))
    assert conform(folder, target, "--resume", out).returncode == 1
    row = report_in(out)["cases"][4]
    assert row["verdict"] == "fail"
    assert FIVE[2].id in row["leaked_from"]


def test_a_power_cycle_that_fails_stops_the_run_and_leaves_the_report(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("echo.py"), "--power-cycle", "false", "--power-every", "2", "--out", tmp_path / "out")
    assert done.returncode == 1
    report = report_in(tmp_path / "out")
    assert [row["verdict"] for row in report["cases"]] == ["pass", "pass", "not-run", "not-run", "not-run"]
    assert "--power-cycle false ended with status 1" in report["stopped"]


def test_a_full_disk_behind_standard_output_is_one_line(folder: Path, tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        words = ["conform", "--target", command("echo.py"), "--vectors", folder, "--out", tmp_path / "out"]
        done = started(*words, stdout=full, stderr=subprocess.PIPE)
        replayed = started("replay", FIVE[0].id, *words[1:5], stdout=full, stderr=subprocess.PIPE)
    for one in (done, replayed):
        assert one.returncode == 2
        assert "No space left" in one.stderr
        assert len(one.stderr.splitlines()) == 1
    assert report_in(tmp_path / "out")["exit_status"] == 0


def test_a_full_disk_behind_the_log_fails_the_run_and_leaves_the_report(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "exchanges.ndjson").symlink_to("/dev/full")
    done = conform(folder, command("echo.py"), "--out", tmp_path)
    assert done.returncode == 1
    assert "the log breaks off: No space left on device" in done.stdout
    assert report_in(tmp_path)["totals"]["pass"] == 5


def test_a_pipe_that_nobody_reads_is_one_line(folder: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = ["conform", "--target", command("echo.py"), "--vectors", folder, "--out", tmp_path / "out"]
    done = started(*words, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.returncode == 141
    assert len(done.stderr.splitlines()) == 1
    assert report_in(tmp_path / "out")["exit_status"] == 0


def test_a_bad_exit_after_the_last_answer_is_a_note(suite: Suite) -> None:
    run = run_with(suite, Plan(), "stateful.py", "exits_badly")
    assert run.passed
    assert run.notes == ["after its last answer the target exited with status 3"]


def test_a_case_that_passes_takes_next_to_no_memory(tmp_path: Path) -> None:
    """A result keeps no text of a case that passes: the bound is far below one request."""
    cases = [size_case(number.to_bytes(4, "big") * 500) for number in range(400)]
    suite = load(write_suite(tmp_path / "many", cases))
    run_with(suite, Plan(), "echo.py", cases=cases[:10])
    tracemalloc.start()
    run = run_with(suite, Plan(), "echo.py")
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert run.passed
    assert kept / len(cases) < 1_000
