"""A run judged again from its log: the same verdicts, without the target.

What was received is compared with the suite anew. What was not received, as before a time limit, is taken from the harness that waited
for it: no message shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from conformance.attempts import Attempt, Reading, attempts
from conformance.expectations import from_entries
from conformance.foreseen import apply_expectations
from conformance.log import Phase, outcome_digest
from conformance.messages import ReplyError, read_hello, read_reset, read_run
from conformance.probe import probed
from conformance.recheck import concluded
from conformance.report import manifest_hash
from conformance.results import Result, Run, judged, not_reached, unknown_claims
from conformance.selection import Selection, select
from conformance.verdicts import FAULTS, ConformanceError, Verdict
from vectors.case import Case, profile_of
from vectors.suite import Suite


@dataclass(slots=True)
class Rejudged:
    """What a log says."""

    run: Run
    reading: Reading
    differing: list[str] = field(default_factory=list)
    """Where it and what the harness said then are not the same, a line each."""


@dataclass(slots=True)
class _Collected:
    """The attempts' results, by what they were for."""

    first: dict[str, Result] = field(default_factory=dict)
    alone: dict[str, Result] = field(default_factory=dict)
    tries: dict[str, list[tuple[Result, tuple[Case, ...]]]] = field(default_factory=dict)
    probes: dict[tuple[str, str], list[tuple[Case, Verdict]]] = field(default_factory=dict)
    before: list[Case] = field(default_factory=list)

    def add(self, attempt: Attempt, result: Result) -> None:
        """Put a result where it belongs."""
        case = result.case
        match attempt.phase:
            case Phase.RUN:
                self.first[case.id] = result
            case Phase.ALONE:
                self.alone[case.id], self.before = result, []
                self.tries.pop(case.id, None)
            case Phase.BEFORE:
                self.before.append(case)
            case Phase.COMPANY:
                self.tries.setdefault(case.id, []).append((result, tuple(self.before)))
                self.before = []
            case Phase.PROBE:
                self.probes.setdefault((profile_of(case).value, case.preset), []).append((case, result.verdict))


def rejudge(file: BinaryIO, suite: Suite) -> Rejudged:
    """Judge a log by the suite that it was made with. Raises `ConformanceError`."""
    by_id = {case.id: case for case in suite}
    reading, collected, differing = Reading(), _Collected(), list[str]()
    runs = 0
    for attempt in attempts(file, reading):
        if reading.runs != runs:
            runs = reading.runs
            # A probe that was interrupted is begun again by the run that goes on.
            collected.probes.clear()
            _check_suite(reading, suite)
        if attempt.case not in by_id:
            raise ConformanceError(f"the log has the case {attempt.case}, which the suite has not; name its suite with --vectors")
        result = _result(by_id[attempt.case], attempt)
        if result.verdict is not attempt.said:
            place = f"{attempt.case} ({attempt.phase.value})"
            differing.append(f"{place}: the harness said {attempt.said.value}, and the messages make it {result.verdict.value}")
        collected.add(attempt, result)
    if not reading.runs:
        raise ConformanceError("the log is empty; name an exchanges.ndjson that smartshare conform --out wrote")
    _check_suite(reading, suite)
    return Rejudged(_run(reading, collected, suite), reading, differing)


def selection_of(reading: Reading) -> Selection:
    """What the run was restricted to."""
    chosen = reading.header["selection"]
    return Selection(tuple(chosen["profiles"]), tuple(chosen["rules"]), tuple(chosen["cases"]), tuple(chosen["presets"]))


def against_report(run: Run, report: dict[str, Any]) -> list[str]:
    """Where the verdicts differ from those of a report, a line each. Raises `ConformanceError` where it is none."""
    try:
        said = {row["id"]: row["verdict"] for row in report["cases"]}
    except (KeyError, TypeError):
        raise ConformanceError("report.json holds no cases; remove it, or judge the log where it is alone") from None
    found = {result.case.id: result.verdict.value for result in run.results}
    names = [*found, *(name for name in said if name not in found)]
    return [
        f"{name}: the report says {said.get(name, 'nothing')}, and the log {found.get(name, 'nothing')}" for name in names if said.get(name) != found.get(name)
    ]


def _run(reading: Reading, collected: _Collected, suite: Suite) -> Run:
    run = Run(rechecked=len(collected.alone))
    if reading.hello is not None:
        try:
            run.hello = read_hello(reading.hello, reading.hello["seq"])
        except (ReplyError, KeyError) as error:
            run.stopped = f"the target did not introduce itself: {error}"
    if run.hello is not None:
        run.unknown_claims = unknown_claims(suite, run.hello)
    if reading.end is None:
        run.stopped = f"the log breaks off: {reading.broken or f'it ends after line {reading.whole_lines}, without the end of the run'}"
    else:
        run.restarts = int(reading.end.get("restarts", 0))
    if reading.end is not None and reading.end.get("stopped"):
        run.stopped = str(reading.end["stopped"])
        run.interrupted = bool(reading.end.get("interrupted"))
    results = {}
    for name, first in collected.first.items():
        again = collected.alone.get(name)
        results[name] = first if again is None else concluded(first, again, collected.tries.get(name, []))
    run.results = [results.get(case.id) or not_reached(run, case) for case in select(suite, selection_of(reading))]
    run.probes = tuple(probed(profile, preset, verdicts) for (profile, preset), verdicts in sorted(collected.probes.items()))
    run.seconds = reading.seconds
    entries = from_entries({"expect": reading.header["expectations"]})
    apply_expectations(run, entries, date.fromisoformat(reading.header["started"][:10]))
    return run


def _check_suite(reading: Reading, suite: Suite) -> None:
    if reading.header.get("suite") != manifest_hash(suite):
        raise ConformanceError(f"the log was made with another suite, {reading.header.get('suite')}; name its folder with --vectors")


def _result(case: Case, attempt: Attempt) -> Result:
    if attempt.said is Verdict.LEFT_OUT and not attempt.exchanges:
        return Result(case, Verdict.LEFT_OUT, reason=attempt.reason)
    if attempt.said in FAULTS:
        return Result(case, attempt.said, attempt.seconds, attempt.reason, stderr=attempt.stderr)
    asked = [(sent, got) for sent, got in attempt.exchanges if "cut" in sent or sent["message"].get("op") == "run"]
    if not asked and attempt.said is Verdict.UNSUPPORTED:
        # The request was longer than the target reads, so that it was not sent.
        return Result(case, Verdict.UNSUPPORTED, attempt.seconds, attempt.reason)
    fence = attempt.exchanges[-1] if attempt.exchanges else (None, None)
    try:
        result = _answered(case, asked[-1] if asked else (None, None), attempt.seconds)
        read_reset(*_reply(fence))
    except ReplyError as error:
        return Result(case, Verdict.PROTOCOL_ERROR, attempt.seconds, str(error))
    return result


def _answered(case: Case, exchange: Sequence[Any], seconds: float) -> Result:
    got = exchange[1]
    if got is not None and "outcome_sha256" in got.get("cut", {}):
        if got["cut"]["outcome_sha256"] == outcome_digest(case.expect):
            return Result(case, Verdict.PASS, seconds)
        return Result(case, Verdict.FAIL, seconds, "the outcome is not the expected one; it was too long for the log")
    return judged(case, read_run(*_reply(exchange)), seconds)


def _reply(exchange: Sequence[Any]) -> tuple[Any, int]:
    """A reply and the number that it should have: its request's, or, where that is not kept, its own."""
    sent, got = exchange
    if got is None or "message" not in got:
        raise ReplyError("the log holds no whole reply")
    number = sent["message"].get("seq") if "message" in sent else got["message"].get("seq")
    return got["message"], number
