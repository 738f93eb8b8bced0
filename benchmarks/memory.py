"""How the memory of a run grows with the number of its cases: peaks with some cases and with ten times as many, each in a process of its own.

`python -m benchmarks.memory COUNT` is such a process: it says how much it had taken when it had the cases, and when the reports were written.
"""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.harness import COMMAND, cases
from benchmarks.row import Row, print_rows
from conformance.codec import CBOR
from conformance.log import ExchangeLog
from conformance.report import Request
from conformance.reports import write_reports
from conformance.runner import conduct
from conformance.selection import Selection
from conformance.target import Target
from vectors.suite import load

CASES = 3_000
TIMES = 10
KIB = 1024


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory that a process has had, in bytes."""

    with_cases: int
    """When it had loaded the suite and made the cases."""
    in_all: int
    """After the run, with its log, and after all reports were written."""


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


def run(count: int) -> Peak:
    """Run so many cases in this process, with everything that `smartshare conform --out` writes."""
    suite, chosen = load(), cases(count)
    with_cases = peak()
    target = "cmd:" + " ".join([*COMMAND, "stdio", CBOR.name])
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as file:
        log = ExchangeLog(file)
        found = conduct(suite, chosen, Target.connect(target, CBOR.name, observe=log.message), lambda _: None, log=log)
        write_reports(Path(folder), Request(target, suite, None, Selection(), 5.0, datetime.now(UTC), "smartshare"), found)
    if not found.passed:
        raise RuntimeError(f"the benchmark's target did not pass: {found.stopped or found.results[0]}")
    return Peak(with_cases, peak())


def measured(count: int) -> Peak:
    """The same in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.memory", str(count)], stdout=subprocess.PIPE, check=True)
    return Peak(**json.loads(done.stdout))


def measure() -> list[Row]:
    """The peak, and what a case adds to it: as data that was loaded, and in the run."""
    few, many = measured(CASES), measured(CASES * TIMES)
    more = CASES * (TIMES - 1)
    loaded = (many.with_cases - few.with_cases) / more
    added = (many.in_all - many.with_cases - few.in_all + few.with_cases) / more
    return [
        Row(f"peak of a run of {CASES * TIMES:,} cases, reports written", many.in_all / KIB / KIB, "MiB", f"one of {CASES:,} cases", few.in_all / many.in_all),
        Row("memory that a case takes in a run", added, "bytes", "the smallest case itself, as it was loaded", loaded / added),
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        found = run(int(sys.argv[1]))
        print(json.dumps({"with_cases": found.with_cases, "in_all": found.in_all}))
    else:
        print_rows(measure())
