"""`report.json`: a run as data, in the form that `report.schema.json` describes."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from conformance.expectations import Expectation
from conformance.plan import DEFAULT_PLAN, Plan
from conformance.results import Result, Run
from conformance.selection import Selection
from conformance.verdicts import Verdict
from vectors.case import profile_of
from vectors.json_text import Json
from vectors.suite import Suite
from vectors.suite import manifest_hash as digest_of_manifest

FORMAT = 3
"""The version of the report's form. It changes when a reader of the old form would misread the new one."""


DEFAULT_ENCODING = "json"
"""How messages are written where `--encoding` does not say."""

TIME_FORM = "%Y-%m-%dT%H:%M:%SZ"
"""How an instant is written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the part of a report that is known before the run."""

    target: str
    suite: Suite
    directory: Path | None
    """Where the suite was found; None for the shipped one."""
    selection: Selection
    timeout: float
    started: datetime
    program: str
    """How this program was called, for the commands that a report suggests."""
    plan: Plan = DEFAULT_PLAN
    encoding: str = DEFAULT_ENCODING
    expectations: tuple[Expectation, ...] = ()
    continues: str = ""
    """When the interrupted run that this one goes on with was started; empty where there is none."""


def exit_status(run: Run) -> int:
    """0 every claimed case passed or failed as foreseen, and one passed; 1 not so; 2 the target never introduced itself; 130 interrupted."""
    if run.interrupted:
        return 130
    if run.hello is None:
        return 2
    return 0 if run.passed else 1


def summary(request: Request, run: Run) -> dict[str, Json]:
    """The report without its cases."""
    return {
        "format": FORMAT,
        "suite": {"manifest_sha256": manifest_hash(request.suite), "cases": len(request.suite)},
        "selection": selection_as_json(request.selection),
        "command": request.target,
        "encoding": request.encoding,
        "order": request.plan.order.value,
        "seed": request.plan.seed,
        "target": run.hello.as_json() if run.hello else None,
        "timeout_milliseconds": round(request.timeout * 1000),
        "run_timeout_milliseconds": round(request.plan.run_timeout * 1000) if request.plan.run_timeout is not None else None,
        "time_budget_milliseconds": round(request.plan.time_budget * 1000) if request.plan.time_budget is not None else None,
        "started": request.started.astimezone(UTC).strftime(TIME_FORM),
        "continues": request.continues or None,
        "microseconds": _microseconds(run.seconds),
        "restarts": {"used": run.restarts, "limit": request.plan.restarts},
        "power_resets": {"made": run.power_resets, "every": request.plan.power_every},
        "rechecked": {"cases": run.rechecked, "sample": request.plan.recheck},
        "stopped": run.stopped or None,
        "unknown_claims": list(run.unknown_claims),
        "expectations": [one.as_json() for one in request.expectations],
        "complaints": list(run.complaints),
        "notes": list(run.notes),
        "exit_status": exit_status(run),
        "totals": _totals(run.results),
        "rules": {rule: _totals(results) for rule, results in by_rule(run).items()},
        "attestation": attestation_as_json(run),
        "not_claimed": [{"profile": profile, "preset": preset, "cases": count} for (profile, preset), count in sorted(not_claimed(run).items())],
        "probes": [
            {"profile": one.profile, "preset": one.preset, "asked": one.asked, "right": one.right, "faults": one.faults, "surplus": one.is_surplus}
            for one in run.probes
        ],
    }


def attestation_as_json(run: Run) -> Json:
    """What the target has signed of the run; None where it has not."""
    if run.attestation is None:
        return None
    signed = run.attestation
    return {"run": signed.run.hex(), "results_sha256": signed.results.hex(), "attestation": signed.attestation.hex()}


def selection_as_json(selection: Selection) -> dict[str, Json]:
    """What a run was restricted to."""
    return {
        "profiles": list(selection.profiles),
        "rules": list(selection.rules),
        "cases": list(selection.cases),
        "presets": list(selection.presets),
    }


def log_header(request: Request) -> dict[str, Json]:
    """What a log has to say of the run for it to be judged again."""
    return {
        "suite": manifest_hash(request.suite),
        "selection": selection_as_json(request.selection),
        "command": request.target,
        "encoding": request.encoding,
        "order": request.plan.order.value,
        "seed": request.plan.seed,
        "timeout_milliseconds": round(request.timeout * 1000),
        "started": request.started.astimezone(UTC).strftime(TIME_FORM),
        "expectations": [one.as_json() for one in request.expectations],
    }


def report_parts(request: Request, run: Run) -> Iterator[str]:
    """The whole report as the text of a file, a case at a time: one case a line, so that two runs can be compared line by line."""
    yield json.dumps(summary(request, run), indent=1)[:-2] + ',\n "cases": [\n'
    for place, result in enumerate(run.results):
        yield (",\n  " if place else "  ") + json.dumps(_row(result))
    yield "\n ]\n}\n"


def by_rule(run: Run) -> dict[str, list[Result]]:
    """The results of each rule, in the order of the rules' names; a case of several rules counts for each."""
    rules: dict[str, list[Result]] = {}
    for result in run.results:
        for rule in result.case.rules:
            rules.setdefault(rule, []).append(result)
    return dict(sorted(rules.items(), key=lambda item: rule_order(item[0])))


def not_claimed(run: Run) -> Counter[tuple[str, str]]:
    """How many cases of each profile and preset the target does not claim."""
    return Counter((profile_of(result.case).value, result.case.preset) for result in run.results if result.verdict is Verdict.NOT_CLAIMED)


def manifest_hash(suite: Suite) -> str:
    """What names the suite that was run."""
    return digest_of_manifest(suite.manifest)


def rule_order(rule: str) -> tuple[str, int, str]:
    """FEE-2 before FEE-10."""
    subject, _, number = rule.rpartition("-")
    return (subject, int(number), rule) if number.isdecimal() else (rule, 0, rule)


def _totals(results: list[Result]) -> dict[str, Json]:
    counts = Counter(result.verdict for result in results)
    return {verdict.value: counts[verdict] for verdict in Verdict}


def _row(result: Result) -> dict[str, Json]:
    row: dict[str, Json] = {
        "id": result.case.id,
        "rules": list(result.case.rules),
        "profile": profile_of(result.case).value,
        "preset": result.case.preset,
        "verdict": result.verdict.value,
        "microseconds": _microseconds(result.seconds),
    }
    if result.observed is not None:
        row["observed"] = result.observed.value
    if result.foreseen:
        row["foreseen"] = result.foreseen
    if result.leaked_from:
        row["leaked_from"] = list(result.leaked_from)
    if result.is_resumed:
        row["resumed"] = True
    if result.reason:
        row["reason"] = result.reason
    if result.differences:
        row["differences"] = [{"path": one.path, "expected": one.expected, "got": one.got} for one in result.differences]
    if result.got:
        row["got"] = result.got
    if result.bytes_differ:
        row["bytes_differ"] = asdict(result.bytes_differ)
    if result.stderr:
        row["stderr"] = result.stderr
    return row


def _microseconds(seconds: float) -> int:
    return round(seconds * 1_000_000)
