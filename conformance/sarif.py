"""`report.sarif`: a run in SARIF 2.1.0, the form that code hosts and editors read. A rule of theirs is a rule of ours."""

import json
from datetime import UTC, timedelta

from conformance.judgement import cut
from conformance.page import package_version
from conformance.plain import plain
from conformance.report import TIME_FORM, Request, exit_status, manifest_hash, rule_order
from conformance.results import Result, Run
from conformance.rule_texts import page_of, rule_texts
from conformance.terminal import conclusion, replay_command
from conformance.verdicts import Verdict
from vectors.case import profile_of
from vectors.json_text import Json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"

FINGERPRINT = "smartshareCase/v1"
"""The fingerprint's name. A case's id is the hash of what it is, so that two runs tell one failure from another by it."""

LEVELS = {
    Verdict.FAIL: "error",
    Verdict.TIMEOUT: "error",
    Verdict.CRASH: "error",
    Verdict.PROTOCOL_ERROR: "error",
    Verdict.FLAKY: "error",
    # The target says so itself, and nothing wrong was answered.
    Verdict.UNSUPPORTED: "warning",
    # The target is right, and the expectations are not.
    Verdict.UNEXPECTED_PASS: "warning",
    # With its suppression, so that it is no open finding.
    Verdict.EXPECTED_FAIL: "note",
}
"""The verdicts that are results, and how grave each is. A case that was not run, or is not claimed, is a result of nothing."""

MAX_REASON_CHARACTERS = 600
"""How much of a reason goes into a message."""


def sarif(request: Request, run: Run) -> str:
    """The run as the text of a file."""
    names = sorted({rule for result in run.results for rule in result.case.rules}, key=rule_order)
    places = {rule: place for place, rule in enumerate(names)}
    driver: Json = {"name": "smartshare", "fullName": "smartshare conform", "version": package_version(), "rules": [_rule(name) for name in names]}
    ended = request.started + timedelta(seconds=run.seconds)
    content: Json = {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": driver},
                "automationDetails": {"id": f"smartshare/{plain(run.hello.name) if run.hello else 'unknown'}/"},
                "originalUriBaseIds": {"SPECIFICATION": {"description": {"text": "The folder of the Smartshare specification that holds spec/."}}},
                "invocations": [
                    {
                        "executionSuccessful": run.hello is not None and not run.stopped,
                        "exitCode": exit_status(run),
                        "startTimeUtc": request.started.astimezone(UTC).strftime(TIME_FORM),
                        "endTimeUtc": ended.astimezone(UTC).strftime(TIME_FORM),
                        "toolExecutionNotifications": _notifications(run),
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [_result(request, result, places) for result in run.results if result.verdict in LEVELS],
                "properties": {"conclusion": plain(conclusion(run)), "manifestSha256": manifest_hash(request.suite), "seed": request.plan.seed},
            }
        ],
    }
    return json.dumps(content, indent=1) + "\n"


def _rule(name: str) -> Json:
    known = rule_texts().get(name)
    if known is None:
        return {"id": name, "shortDescription": {"text": f"The rule {name} of this suite"}, "help": {"text": "No chapter of this specification has this rule."}}
    place = page_of(known)
    return {
        "id": name,
        "shortDescription": {"text": f"{known.title}."},
        "help": {
            "text": f"{name}: {known.title}. The rule, its function and its theorems: {place} in the documentation.",
            "markdown": f"**{name}**: {known.title}. The rule, its function and its theorems: `{place}` in the documentation.",
        },
        "properties": {"page": place, "chapter": known.chapter, "tags": [f"implements {point}" for point in known.implements]},
    }


def _result(request: Request, result: Result, places: dict[str, int]) -> Json:
    case, rule = result.case, result.case.rules[0]
    known, replay, profile = rule_texts().get(rule), replay_command(request, result.case.id), profile_of(result.case).value
    location: dict[str, Json] = {"logicalLocations": [{"fullyQualifiedName": f"{profile}/{rule}/{case.id}", "name": case.id, "kind": "object"}]}
    if known:
        # Code hosts show no result without a file: the place where its rule stands is one that a reader wants.
        artifact: Json = {"uri": known.chapter, "uriBaseId": "SPECIFICATION"}
        location["physicalLocation"] = {"artifactLocation": artifact, "region": {"startLine": known.line}}
    found: dict[str, Json] = {
        "ruleId": rule,
        "ruleIndex": places[rule],
        "level": LEVELS[result.verdict],
        "message": {"text": _message(result, replay)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: case.id},
        "properties": {
            "case": case.id,
            "verdict": result.verdict.value,
            "rules": list(case.rules),
            "profile": profile,
            "preset": case.preset,
            "replay": replay,
            **({"observed": result.observed.value} if result.observed else {}),
        },
    }
    if result.verdict is Verdict.EXPECTED_FAIL:
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": plain(result.foreseen)}]
    return found


def _message(result: Result, replay: str) -> str:
    said = [f"{result.verdict.value}: {result.case.id} ({result.case.why})", result.reason, *map(str, result.differences[:1])]
    text = ". ".join(plain(cut(part, MAX_REASON_CHARACTERS)) for part in said if part)
    return _literal(f"{text}. Replay: {plain(replay)}")


def _notifications(run: Run) -> list[Json]:
    graves = ([f"stopped: {run.stopped}"] if run.stopped else []) + [f"claimed, but not in this suite: {name}" for name in run.unknown_claims] + run.complaints
    said = [("error", text) for text in graves] + [("note", text) for text in run.notes]
    return [{"level": level, "message": {"text": _literal(plain(text))}} for level, text in said]


def _literal(text: str) -> str:
    """A text in which SARIF finds neither a link nor a placeholder (sections 3.11.5 and 3.11.6), whatever a target wrote."""
    for character, written in (("\\", "\\\\"), ("[", "\\["), ("]", "\\]"), ("{", "{{"), ("}", "}}")):
        text = text.replace(character, written)
    return text
