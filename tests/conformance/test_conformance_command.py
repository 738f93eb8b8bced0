"""`smartshare conform` and `smartshare replay` as a user and a build server meet them: exit statuses, one line of advice, whole reports."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

import conformance
from command_line import smartshare
from conformance.limits import MAX_DIFFERENCES
from conformance.terminal import MAX_SHOWN_CASES
from small_suite import FIVE, command, size_case, write_suite

# The two commands alone, so that these tests depend on no other part of the command line.
PROGRAM = """
import click
from smartshare.conform import conform
from smartshare.replay import replay
click.Group(commands=[conform, replay])()
"""
SCHEMA = json.loads((Path(conformance.__path__[0]) / "report.schema.json").read_text())


def conform(folder: Path, target: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return smartshare("conform", "--target", target, "--vectors", folder, *arguments)


def report_of(out: Path) -> dict[str, Any]:
    """The report, after the files were found to be whole and to say the same."""
    report: dict[str, Any] = json.loads((out / "report.json").read_text())
    Draft202012Validator(SCHEMA).validate(report)
    assert sum(report["totals"].values()) == len(report["cases"])
    root = ElementTree.parse(out / "junit.xml").getroot()
    counts = {name: int(root.attrib[name]) for name in ("tests", "failures", "errors", "skipped")}
    totals = report["totals"]
    assert counts == {
        "tests": len(report["cases"]),
        "failures": totals["fail"] + totals["unsupported"] + totals["flaky"] + totals["unexpected-pass"],
        "errors": totals["timeout"] + totals["crash"] + totals["protocol-error"] + totals["not-run"],
        "skipped": totals["not-claimed"] + totals["expected-fail"],
    }
    assert [case.attrib["name"] for case in root.iter("testcase")] == [case["id"] for case in report["cases"]]
    assert len(list(root.iter("failure"))) == counts["failures"]
    assert len(list(root.iter("error"))) == counts["errors"]
    assert sorted(path.name for path in out.iterdir()) == ["badge.svg", "exchanges.ndjson", "junit.xml", "report.html", "report.json", "report.sarif"]
    return report


def test_the_report_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_command_ends_alike_however_it_was_started(folder: Path) -> None:
    """The other tests fork it from a process that has imported it."""
    for arguments in (("--target", command("faulty.py", "wrong_value"), "--seed", "1"), ("--target", "cmd:")):
        words = ["conform", *arguments, "--vectors", str(folder)]
        alone = subprocess.run([sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True)
        forked = smartshare(*words)
        assert (alone.returncode, _without_times(alone.stdout), alone.stderr) == (forked.returncode, _without_times(forked.stdout), forked.stderr)


def _without_times(text: str) -> str:
    return re.sub(r"[0-9.]+ s\b", "", text)


def test_an_honest_target_passes(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("echo.py"), "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "conforms in what it claims (5 pass" in done.stdout
    report = report_of(tmp_path / "out")
    assert report["exit_status"] == 0
    assert report["totals"]["pass"] == 5
    assert report["rules"]["WIRE-2"]["pass"] == 4
    assert report["rules"]["WIRE-7"]["pass"] == 1
    assert report["target"]["name"] == "echo"


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ("wrong_value", "fail"),
        ("says_unsupported", "unsupported"),
        ("says_error", "fail"),
        ("hang", "timeout"),
        ("die_by_signal", "crash"),
        ("not_utf8", "protocol-error"),
        ("half_surrogate", "protocol-error"),
        ("enormous_outcome", "fail"),
    ],
)
def test_one_bad_case_fails_the_run_and_leaves_the_report_whole(folder: Path, tmp_path: Path, fault: str, verdict: str) -> None:
    done = conform(folder, command("faulty.py", fault), "--out", tmp_path / "out", "--timeout", "5")
    assert done.returncode == 1
    report = report_of(tmp_path / "out")
    assert [case["verdict"] for case in report["cases"]] == ["pass", "pass", verdict, "pass", "pass"]
    assert report["exit_status"] == 1
    assert len(report["cases"][2].get("differences", [])) <= MAX_DIFFERENCES + 1
    assert FIVE[2].id in done.stdout
    assert verdict.upper() in done.stdout


def test_the_replay_command_that_is_shown_replays_the_case_alone(folder: Path) -> None:
    """Pasted as it stands, it shows the exchange and ends as the run did."""
    shown = conform(folder, command("faulty.py", "wrong_value"), "--timeout", "7").stdout
    (line,) = [line for line in shown.splitlines() if line.strip().startswith("replay")]
    words = shlex.split(line.strip().removeprefix("replay"))
    assert words[:2] == ["smartshare", "replay"]
    done = smartshare(*words[1:])
    assert done.returncode == 1
    assert '"op":"hello"}' in done.stdout
    assert '"op":"run"' in done.stdout
    assert '"size": 99' in done.stdout
    assert "ok.size: expected 3, got 99" in done.stdout


def test_replay_of_a_passing_case(folder: Path) -> None:
    done = smartshare("replay", FIVE[0].id, "--target", command("echo.py"), "--vectors", folder)
    assert done.returncode == 0
    assert "conforms" in done.stdout


def test_neither_the_expected_outcome_nor_the_case_reaches_the_target(folder: Path) -> None:
    """A target that saw what is expected could answer it."""
    sent = [line for line in smartshare("replay", FIVE[0].id, "--target", command("echo.py"), "--vectors", folder).stdout.splitlines() if line.startswith("> ")]
    assert len(sent) == 4
    for line in sent:
        assert "expect" not in line
        assert FIVE[0].id not in line
        assert FIVE[0].why not in line


def test_control_characters_of_a_target_reach_neither_the_terminal_nor_the_xml(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("faulty.py", "says_error"), "--out", tmp_path / "out")
    assert "\x1b" not in done.stdout
    assert "\\x1b[31m memory\\x00" in done.stdout
    assert "out of\x1b[31m memory\x00" in report_of(tmp_path / "out")["cases"][2]["reason"]
    assert "\\x1b[31m memory\\x00" in (tmp_path / "out" / "junit.xml").read_text()


def test_many_failures_are_named_and_not_all_shown(tmp_path: Path) -> None:
    cases = [size_case(b"\xff" + bytes([place])) for place in range(MAX_SHOWN_CASES + 15)]
    done = conform(write_suite(tmp_path / "many", cases), command("faulty.py", "wrong_value"))
    assert done.stdout.count("smartshare replay") == MAX_SHOWN_CASES
    assert "and 15 more" in done.stdout


def test_what_is_not_claimed_is_counted_and_listed(tmp_path: Path) -> None:
    cases = [*FIVE, size_case(b"\x00" * 6, preset="mainnet"), size_case(b"\x00" * 7, preset="mainnet")]
    done = conform(write_suite(tmp_path / "wide", cases), command("echo.py"), "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "not claimed: profile wire with preset mainnet, 2 cases not run" in done.stdout
    report = report_of(tmp_path / "out")
    assert report["not_claimed"] == [{"profile": "wire", "preset": "mainnet", "cases": 2}]
    assert report["totals"]["not-claimed"] == 2


@pytest.mark.parametrize("mode", ["claims_nothing", "claims_unknown_profile"])
def test_a_claim_that_no_case_bears_out_fails_the_run(folder: Path, tmp_path: Path, mode: str) -> None:
    assert conform(folder, command("bad_start.py", mode), "--out", tmp_path / "out").returncode == 1
    assert report_of(tmp_path / "out")["exit_status"] == 1


def test_a_request_longer_than_the_target_reads_is_unsupported(tmp_path: Path) -> None:
    """The claim covers the case, so a limit that is too small for it is a claim that does not hold."""
    folder = write_suite(tmp_path / "long", [size_case(b"\x00"), size_case(b"\x00" * 600)])
    done = conform(folder, command("bad_start.py", "short_lines"), "--out", tmp_path / "out")
    assert done.returncode == 1
    assert [case["verdict"] for case in report_of(tmp_path / "out")["cases"]] == ["pass", "unsupported"]


@pytest.mark.parametrize(
    ("arguments", "verdicts"),
    [
        (("--rule", "TX-1"), 1),
        (("--rule", "WIRE-2", "--rule", "TX-1"), 5),
        (("--profile", "wire"), 5),
        (("--preset", "minimal"), 5),
        (("--case", FIVE[1].id, "--case", FIVE[4].id), 2),
        (("--case", FIVE[1].id, "--rule", "WIRE-7"), 1),
    ],
)
def test_a_selection_narrows_the_run(folder: Path, tmp_path: Path, arguments: tuple[str, ...], verdicts: int) -> None:
    assert conform(folder, command("echo.py"), "--out", tmp_path / "out", *arguments).returncode == 0
    assert report_of(tmp_path / "out")["totals"]["pass"] == verdicts


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--target is missing"),
        (("--target", "python3 adapter.py"), 'as in --target "cmd:python3 adapter.py"'),
        (("--target", "cmd:"), "names no command"),
        (("--target", "cmd:'unfinished"), "close what is quoted"),
        (("--target", "cmd:/nowhere/to/be/found"), "cannot be started"),
        (("--target", "cmd:/"), "cannot be started"),
        (("--target", "http://127.0.0.1/"), "write cmd:COMMAND, tcp:HOST:PORT, unix:PATH or serial:PORT?baud=115200"),
        (("--target", "tcp:127.0.0.1"), "write HOST:PORT"),
        (("--target", "tcp:127.0.0.1:70000"), "write HOST:PORT"),
        (("--target", "tcp:127.0.0.1:1"), "Connection refused; start the target there"),
        (("--target", "tcp:no.such.host.invalid:7000"), "start the target there"),
        (("--target", "unix:"), "names no socket"),
        (("--target", "unix:/nowhere/to/be/found"), "No such file or directory; start the target there"),
        (("--target", f"unix:{__file__}"), "it is no socket; start the target there"),
        (("--target", f"unix:/{'x' * 200}"), "start the target there"),
        (("--target", "serial:"), "write PORT?baud=RATE"),
        (("--target", "serial:/dev/ttyACM0?speed=9600"), "write PORT?baud=RATE"),
        (("--target", "serial:/dev/ttyACM0?baud=fast"), "write PORT?baud=RATE"),
        (("--target", "serial:/dev/ttyNOWHERE"), "No such file or directory; name the port that the device is at"),
        (("--target", "serial:/dev/null"), "cannot be opened"),
        (("--target", "serial:socket://127.0.0.1:1"), "cannot be opened"),
        (("--target", "serial:loop://"), "has no descriptor"),
        (("--target", "serial:nothing://here"), "cannot be opened"),
        (("--target", command("echo.py"), "--power-cycle", "'"), "close what is quoted"),
        (("--target", command("echo.py"), "--power-cycle", " "), "names no command"),
        (("--target", command("echo.py"), "--profile", "telepathy"), "no profile 'telepathy'"),
        (("--target", command("echo.py"), "--rule", "WIRE-3"), "near it: WIRE-"),
        (("--target", command("echo.py"), "--case", "wire-2-0000000000"), "no case"),
        (("--target", command("echo.py"), "--preset", "maximal"), "near it: minimal"),
        (("--target", command("echo.py"), "--rule", "TX-1", "--case", FIVE[0].id), "ask for less"),
        (("--target", command("echo.py"), "--out", "/proc/nothing"), "another folder with --out"),
        (("--target", command("echo.py"), "--resume", "/proc/nothing"), "--resume cannot read"),
        (("--target", command("echo.py"), "--expectations", "/proc/nothing"), "name the file with --expectations"),
        (("--target", command("bad_start.py", "die_at_once")), "no licence found"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = smartshare("conform", "--vectors", folder, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_target_that_never_introduced_itself_still_leaves_a_report(folder: Path, tmp_path: Path) -> None:
    done = conform(folder, command("bad_start.py", "die_at_once"), "--out", tmp_path / "out")
    assert done.returncode == 2
    report = report_of(tmp_path / "out")
    assert report["target"] is None
    assert report["totals"]["not-run"] == 5
    assert report["exit_status"] == 2


@pytest.mark.parametrize("damage", ["missing folder", "no manifest", "not JSON", "altered file", "missing file", "not a case"])
def test_damaged_vectors_are_refused(folder: Path, damage: str) -> None:
    data = folder / "data" / "wire" / "all.json"
    manifest = folder / "manifest.json"
    match damage:
        case "missing folder":
            folder = folder / "elsewhere"
        case "no manifest":
            manifest.unlink()
        case "not JSON":
            manifest.write_text("{")
        case "altered file":
            data.write_text(data.read_text().replace('"why": "1 bytes"', '"why": "one byte"'))
        case "missing file":
            data.unlink()
        case "not a case":
            write_suite(folder, FIVE)
            manifest.write_text(manifest.read_text().replace('"cases": 5', '"cases": 4'))
    done = conform(folder, command("echo.py"))
    assert done.returncode == 2
    assert "--vectors" in done.stderr
    assert "Errno" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_a_valid_partial_report(folder: Path, tmp_path: Path, number: signal.Signals) -> None:
    noted = tmp_path / "processes"
    arguments = ["conform", "--target", command("faulty.py", "hang", noted), "--vectors", str(folder), "--timeout", "600", "--out", str(tmp_path / "out")]
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not noted.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)  # So that the first cases pass; if they have not yet, the report is partial all the same.
    process.send_signal(number)
    assert process.wait(60) == 130
    report = report_of(tmp_path / "out")
    assert report["exit_status"] == 130
    assert report["stopped"] == "the run was interrupted"
    assert report["totals"]["not-run"] >= 3
    assert report["totals"]["pass"] + report["totals"]["not-run"] == 5
    target = int(noted.read_text())
    assert not os.path.exists(f"/proc/{target}")
