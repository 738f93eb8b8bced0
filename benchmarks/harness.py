"""Cases a second through standard input and output, against the bare exchange of the same lines with the same target."""

import subprocess
import sys

from benchmarks.row import Row, interleaved, print_rows
from conformance.messages import reset_request, run_request
from conformance.runner import conduct
from conformance.target import Target
from vectors.case import Case, Kind, make_case
from vectors.suite import Suite, load

CASES = 10_000
ROUNDS = 3
COMMAND = [sys.executable, "-m", "benchmarks.answering"]


def cases() -> list[Case]:
    """Small cases that the target passes: its one answer is the right one."""
    given = ({"decode": "transaction", "bytes": number.to_bytes(100, "big").hex()} for number in range(CASES))
    return [make_case(("WIRE-2",), Kind.DECODE, "minimal", "bytes that are no transaction", each, {"reject": "MALFORMED"}) for each in given]


def judged(suite: Suite, cases: list[Case]) -> None:
    """One run of the harness."""
    run = conduct(suite, cases, Target(COMMAND, 5.0), lambda result: None)
    if not run.passed:
        raise RuntimeError(f"the benchmark's target did not pass: {run.stopped or run.results[0]}")


def bare(lines: list[bytes]) -> None:
    """The bound: write a line, read a line, judge nothing."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in lines:
            process.stdin.write(line)
            process.stdin.flush()
            process.stdout.readline()
        process.stdin.close()


def measure() -> list[Row]:
    """One row; a case is two exchanges, the run and the reset."""
    suite, chosen = load(), cases()
    lines = []
    for number, case in enumerate(chosen):
        lines += [run_request(2 * number, case.kind.value, case.preset, case.input), reset_request(2 * number + 1)]
    harness, pipe = interleaved(ROUNDS, lambda number: judged(suite, chosen), lambda number: bare(lines))
    return [Row("cases through stdio", CASES / harness, "cases/s", "the same lines through the bare pipe", pipe / harness)]


if __name__ == "__main__":
    print_rows(measure())
