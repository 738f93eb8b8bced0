"""A small suite that the targets of the targets folder can be run on."""

import hashlib
import json
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from conformance.results import Run
from vectors.case import Case, Kind, case_to_json, make_case, profile_of
from vectors.json_text import Json

TARGETS = Path(__file__).parent / "targets"


def command(script: str, *arguments: object) -> str:
    """The `--target` that runs a script of the targets folder."""
    return "cmd:" + shlex.join([sys.executable, str(TARGETS / script), *map(str, arguments)])


def size_case(data: bytes, rules: tuple[str, ...] = ("WIRE-2",), kind: Kind = Kind.DECODE, preset: str = "minimal") -> Case:
    """A case that the echo target passes."""
    given: Json = {"decode": "transaction", "bytes": data.hex()}
    return make_case(rules, kind, preset, f"{len(data)} bytes", given, {"ok": {"size": len(data)}})


def write_suite(directory: Path, cases: Sequence[Case]) -> Path:
    """Write cases and their manifest as a vectors folder."""
    files: list[Json] = []
    for profile in dict.fromkeys(profile_of(case).value for case in cases):
        here = [case for case in cases if profile_of(case).value == profile]
        path = directory / "data" / profile / "all.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([case_to_json(case) for case in here]))
        files.append({"path": f"data/{profile}/all.json", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "cases": len(here)})
    (directory / "manifest.json").write_text(json.dumps({"files": files}))
    return directory


FIVE = (size_case(b"\x00"), size_case(b"\x00\x00", ("WIRE-2", "WIRE-7")), size_case(b"\xff\x00\x00"), size_case(b"\x00" * 4, ("TX-1",)), size_case(b"\x00" * 5))
"""Five cases; the faulty targets misbehave in the third."""


Conduct = Callable[..., Run]
"""Runs a target, named by its script and arguments, on the five cases."""
