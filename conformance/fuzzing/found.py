"""What a hunt leaves: the vectors that it found, as a suite that `smartshare conform --vectors` and `replay` take, and a report."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from conformance.files import write_atomically
from conformance.fuzzing.hunted import Hunted
from conformance.fuzzing.plan import FuzzPlan
from conformance.fuzzing.reach import rule_ids
from conformance.verdicts import ConformanceError
from reference.parameters import PROTOCOL_VERSION
from vectors.case import Case, case_to_json, profile_of
from vectors.json_text import Json
from vectors.lines import write_lines, write_pretty
from vectors.suite import DATA, MANIFEST, SuiteError, load

FOUND = "found.json"
"""The name of the file of cases in each profile's folder."""

REPORT = "fuzz.json"

FORMAT = 1
"""The version of the report's form."""


def read_found(directory: Path) -> tuple[Case, ...]:
    """The cases that earlier hunts left in a folder; none where it has no suite. Raises `ConformanceError` for a suite of another origin."""
    if not (directory / MANIFEST).exists():
        return ()
    try:
        suite = load(directory)
    except SuiteError as error:
        raise ConformanceError(f"the vectors in {directory} are not what their manifest says: {error.problems[0]}; name another folder with --out") from None
    if any(Path(file.path).name != FOUND for file in suite.files):
        raise ConformanceError(f"{directory} holds vectors that no fuzzing has found; name another folder with --out")
    return tuple(suite)


def make_folder(directory: Path) -> None:
    """Make the folder for what will be found before the hunt, so that a hunt is not lost for a folder. Raises `ConformanceError`."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(directory, error) from None


def write_found(directory: Path, earlier: Sequence[Case], hunted: Hunted, plan: FuzzPlan) -> None:
    """Write the vectors, those of earlier hunts first, and the report. Raises `ConformanceError`."""
    cases = {case.id: case for case in (*earlier, *(find.result.case for find in hunted.finds.values()))}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        files: list[Json] = []
        for profile in sorted({profile_of(case).value for case in cases.values()}):
            here = [case for case in cases.values() if profile_of(case).value == profile]
            text = write_lines([case_to_json(case) for case in here]).decode()
            path = f"{DATA}/{profile}/{FOUND}"
            (directory / path).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(directory / path, text)
            files.append({"path": path, "sha256": hashlib.sha256(text.encode()).hexdigest(), "cases": len(here)})
        if files:
            manifest: Json = {"format": 1, "protocol_version": PROTOCOL_VERSION, "part": True, "cases": len(cases), "files": files}
            write_atomically(directory / MANIFEST, write_pretty(manifest).decode())
        write_atomically(directory / REPORT, json.dumps(report(hunted, plan), indent=2) + "\n")
    except OSError as error:
        raise _not_writable(directory, error) from None


def _not_writable(directory: Path, error: OSError) -> ConformanceError:
    return ConformanceError(f"what was found cannot be written to {directory}: {error.strerror}; name another folder with --out")


def report(hunted: Hunted, plan: FuzzPlan) -> dict[str, Json]:
    """The report as data."""
    return {
        "format": FORMAT,
        "target": None if hunted.hello is None else hunted.hello.as_json(),
        "seed": plan.seed,
        "profiles": list(hunted.profiles),
        "presets": list(hunted.presets),
        "examples": hunted.examples,
        "replayed": hunted.replayed,
        "unsupported": hunted.unsupported,
        "undefined": hunted.undefined,
        "restarts": hunted.restarts,
        "seconds": str(round(hunted.seconds, 1)),
        "stopped": hunted.stopped,
        "interrupted": hunted.interrupted,
        "finds": [
            {
                "case": find.result.case.id,
                "profile": signature.profile,
                "rule": signature.rule,
                "verdict": signature.verdict,
                "expected": signature.expected,
                "got": signature.got,
                "place": signature.place,
                "example": find.example,
                "tries": find.tries,
                "times": find.times,
                "steady": find.steady,
                "reason": find.result.reason,
                "differences": [str(difference) for difference in find.result.differences],
                "stderr": find.result.stderr,
            }
            for signature, find in hunted.finds.items()
        ],
        "rules": {rule: {"exchanges": hunted.reach.exchanges[rule], "outcomes": list(hunted.reach.outcomes_of(rule))} for rule in rule_ids()},
    }
