"""The log holds what it takes to give the same verdicts again, without the target."""

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import smartshare
from conformance.log import MAX_LOGGED_BYTES
from conformance.order import SEEDS
from plans import conform, report_in
from small_suite import FIVE, command, size_case, write_suite

UNCLAIMED = [size_case(b"\x00" * size, preset="mainnet") for size in range(6, 9)]


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "exchanges.ndjson").read_bytes().splitlines()]


def write_lines(out: Path, records: list[dict[str, Any]]) -> None:
    (out / "exchanges.ndjson").write_text("".join(json.dumps(record) + "\n" for record in records))


def rejudge(folder: Path, place: Path) -> tuple[int, str]:
    done = smartshare("rejudge", place, "--vectors", folder)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "target",
    [
        ("echo.py",),
        ("faulty.py", "wrong_value"),
        ("faulty.py", "says_unsupported"),
        ("faulty.py", "says_error"),
        ("faulty.py", "die_before_answering"),
        ("faulty.py", "not_json"),
        ("faulty.py", "not_utf8"),
        ("faulty.py", "answer_twice"),
        ("faulty.py", "wrong_seq"),
        ("faulty.py", "reset_refused"),
        ("faulty.py", "enormous_outcome"),
        ("bad_start.py", "noise_at_the_end"),
        ("bad_start.py", "claims_unknown_profile"),
        ("bad_start.py", "claims_nothing"),
        ("bad_start.py", "die_at_once"),
        ("stateful.py", "leaks"),
        ("stateful.py", "wrong_at_first", "FILE"),
        ("stateful.py", "dies_of_what_it_does_not_claim"),
    ],
    ids=lambda target: "-".join(target[:2]),
)
def test_the_log_gives_the_verdicts_of_the_report(tmp_path: Path, target: tuple[str, ...]) -> None:
    folder = write_suite(tmp_path / "vectors", [*FIVE, *UNCLAIMED])
    words = [str(tmp_path / "file") if word == "FILE" else word for word in target]
    done = conform(folder, command(*words), "--out", tmp_path / "out", "--order", "random")
    status, text = rejudge(folder, tmp_path / "out")
    assert "0 verdicts differ from report.json" in text
    assert status == (done.returncode if done.returncode != 2 else status)
    if done.stdout:
        result = done.stdout.splitlines()[-1]
        assert result.split(";")[0] in text


def test_the_log_has_a_header_each_message_and_an_end(folder: Path, tmp_path: Path) -> None:
    conform(folder, command("echo.py"), "--out", tmp_path / "out", "--recheck", "0")
    header, *between, end = lines(tmp_path / "out")
    assert header["header"]["suite"] == report_in(tmp_path / "out")["suite"]["manifest_sha256"]
    assert 0 <= header["header"]["seed"] < SEEDS
    messages = [record for record in between if "dir" in record]
    assert end["end"]["messages"] == len(messages) == 2 + 2 + 5 * 4
    assert end["end"]["exit_status"] == 0
    assert [record["t"] for record in between] == sorted(record["t"] for record in between)
    assert [record["verdict"]["verdict"] for record in between if "verdict" in record] == ["pass"] * 5
    assert {record["case"] for record in messages} == {None, *(case.id for case in FIVE)}


def test_a_long_message_is_cut_and_still_judged(tmp_path: Path) -> None:
    folder = write_suite(tmp_path / "long", [size_case(b"\x00" * 40_000), *FIVE])
    conform(folder, command("faulty.py", "enormous_outcome"), "--out", tmp_path / "out")
    cut = [record["cut"] for record in lines(tmp_path / "out") if "cut" in record]
    assert {bool(one.get("outcome_sha256")) for one in cut} == {True, False}
    assert all(one["bytes"] > MAX_LOGGED_BYTES and len(one["begin"]) == 512 for one in cut)
    assert (tmp_path / "out" / "exchanges.ndjson").stat().st_size < 100_000


@pytest.mark.parametrize("whole", [1, 4, 12, 25])
def test_a_log_that_is_cut_off_is_judged_as_far_as_it_goes(folder: Path, tmp_path: Path, whole: int) -> None:
    conform(folder, command("echo.py"), "--out", tmp_path / "out", "--recheck", "0")
    path = tmp_path / "out" / "exchanges.ndjson"
    kept = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(kept[:whole]) + kept[whole][:20])
    (tmp_path / "out" / "report.json").unlink()
    status, text = rejudge(folder, tmp_path / "out")
    assert status == (2 if whole == 1 else 1), "without the target's hello there was no run"
    assert "the log breaks off" in text
    assert "not-run" in text


def test_a_log_that_was_altered_differs(folder: Path, tmp_path: Path) -> None:
    """A verdict that the messages do not bear out is not believed, nor is a case that is gone."""
    out = tmp_path / "out"
    conform(folder, command("faulty.py", "wrong_value"), "--out", out, "--recheck", "0")
    records = lines(out)
    for record in records:
        if "verdict" in record:
            record["verdict"] = {"verdict": "pass"}
    write_lines(out, records)
    status, text = rejudge(folder, out)
    assert status == 1
    assert "the harness said pass, and the messages make it fail" in text
    write_lines(out, [record for record in records if record.get("case") != FIVE[2].id])
    status, text = rejudge(folder, out)
    assert status == 1
    assert f"{FIVE[2].id}: the report says fail, and the log not-run" in text


@pytest.mark.parametrize("text", ["", "\n", "{}\n", "[]\n", '{"header":1}\n', '{"header":{"format":9}}\n', '{"header":{"format":1}}\n', "\0" * 100])
def test_what_is_no_log_is_one_line(folder: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "log"
    path.write_text(text)
    done = smartshare("rejudge", path, "--vectors", folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_another_suite_and_a_missing_log_are_one_line(folder: Path, tmp_path: Path) -> None:
    conform(folder, command("echo.py"), "--out", tmp_path / "out")
    other = write_suite(tmp_path / "other", FIVE[:2])
    for status, text in (rejudge(other, tmp_path / "out"), rejudge(folder, tmp_path / "nowhere")):
        assert status == 2
        assert len(text.splitlines()) == 1


def test_expectations_hold_in_the_second_judgement(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "expectations.toml"
    path.write_text(f'[[expect]]\ncase = "{FIVE[2].id}"\nverdict = "fail"\nreason = "known"\n')
    assert conform(folder, command("faulty.py", "wrong_value"), "--expectations", path, "--out", tmp_path / "out").returncode == 0
    path.unlink()
    status, text = rejudge(folder, tmp_path / "out")
    assert status == 0
    assert "1 expected-fail" in text
