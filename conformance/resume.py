"""Going on with an interrupted run: its verdicts stay, and what it did not reach is run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.byte_difference import ByteDifference
from conformance.foreseen import without_expectations
from conformance.judgement import Difference
from conformance.messages import Hello, ReplyError, read_hello
from conformance.report import FORMAT, Request, manifest_hash, selection_as_json
from conformance.results import Result
from conformance.verdicts import ConformanceError, Verdict
from vectors.case import Case

REACHABLE = (Verdict.NOT_RUN.value, Verdict.LEFT_OUT.value)
"""The verdicts on cases that a run which goes on may still reach."""

UNREACHED = (*REACHABLE, Verdict.NOT_CLAIMED.value)
"""The verdicts that do not stay."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an interrupted run has left."""

    started: str
    order: str
    seed: int
    hello: Hello | None
    report: Mapping[str, Any]

    def results(self, request: Request, cases: Sequence[Case]) -> dict[str, Result]:
        """The results that stay. Raises `ConformanceError` where the run that is asked for is another one, or where nothing is left to run."""
        asked: dict[str, Any] = {
            "--target": request.target,
            "--encoding": request.encoding,
            "the suite": manifest_hash(request.suite),
            "the selection of cases": selection_as_json(request.selection),
            "--order": request.plan.order.value,
            "--seed": request.plan.seed,
        }
        before = self.report
        was = [before["command"], before["encoding"], before["suite"]["manifest_sha256"], before["selection"], self.order, self.seed]
        for (name, value), earlier in zip(asked.items(), was, strict=True):
            if value != earlier:
                said = f"{name} is {_shown(value)} where it was {_shown(earlier)}"
                raise ConformanceError(f"--resume goes on with the same run only, and {said}; ask for the same, or run without --resume")
        by_id = {case.id: case for case in cases}
        rows = [row for row in before["cases"] if row["verdict"] not in UNREACHED]
        results = {row["id"]: _result(by_id[row["id"]], row) for row in rows if row["id"] in by_id}
        if self.hello is not None and before["stopped"] is None and not any(row["verdict"] in REACHABLE for row in before["cases"]):
            raise ConformanceError("--resume finds a run that has reached all its cases; run without --resume to repeat it")
        return results


def read_earlier(folder: Path) -> Earlier:
    """The run whose report is in a folder. Raises `ConformanceError`."""
    path = folder / "report.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ValueError(f"it is no report of format {FORMAT}")
        hello = read_hello({"seq": 1, "hello": content["target"]}, 1) if content["target"] is not None else None
        return Earlier(str(content["started"]), str(content["order"]), int(content["seed"]), hello, content)
    except OSError as error:
        raise ConformanceError(f"--resume cannot read {path}: {error.strerror}; name the folder that --out named") from None
    except KeyError as error:
        raise ConformanceError(f"--resume cannot use {path}: it has no {error}; run without --resume") from None
    except (ValueError, TypeError, RecursionError, ReplyError) as error:
        raise ConformanceError(f"--resume cannot use {path}: {error}; run without --resume") from None


def _shown(value: Any) -> Any:
    """What a message calls it: a selection by its options."""
    if not isinstance(value, dict):
        return value
    return " ".join(f"--{scope.removesuffix('s')} {name}" for scope, names in value.items() for name in names) or "the whole suite"


def _result(case: Case, row: Mapping[str, Any]) -> Result:
    result = Result(
        case,
        Verdict(row["verdict"]),
        row["microseconds"] / 1_000_000,
        row.get("reason", ""),
        tuple(Difference(one["path"], one["expected"], one["got"]) for one in row.get("differences", ())),
        row.get("got", ""),
        row.get("stderr", ""),
        Verdict(row["observed"]) if "observed" in row else None,
        row.get("foreseen", ""),
        row.get("resumed", False),
        ByteDifference(**row["bytes_differ"]) if "bytes_differ" in row else None,
        tuple(row.get("leaked_from", ())),
    )
    return without_expectations(result)
