"""Cases a second on each transport, against the bare exchange of the same bytes with the same target on the same transport."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.bare import through_line, through_pipe, through_socket
from benchmarks.row import Row, interleaved, print_rows
from conformance.address import host_and_port
from conformance.codec import CBOR, JSON, Codec
from conformance.messages import Reset, reset_request, run_request
from conformance.runner import conduct
from conformance.target import Target
from vectors.case import Case, Kind, make_case
from vectors.json_text import Json
from vectors.suite import Suite, load

CASES = 10_000
CASES_ON_A_LINE = 2_000
"""A serial line takes four times as long for each."""
ROUNDS = 3
COMMAND = [sys.executable, "-m", "benchmarks.answering"]
PLACES = (("stdio", JSON), ("stdio", CBOR), ("tcp", CBOR), ("unix", CBOR), ("pty", CBOR))


def cases(number: int) -> list[Case]:
    """Small cases that the target passes: its one answer is the right one. A chunk of a serial line holds the request."""
    given: Iterator[Json] = ({"decode": "transaction", "bytes": place.to_bytes(60, "big").hex()} for place in range(number))
    return [make_case(("WIRE-2",), Kind.DECODE, "minimal", "bytes that are no transaction", each, {"reject": "MALFORMED"}) for each in given]


def messages(chosen: list[Case], codec: Codec) -> list[bytes]:
    """What the harness sends for these cases; each is two exchanges, the run and the reset."""
    found = []
    for number, case in enumerate(chosen, 2**20):
        found.append(codec.encode(run_request(2 * number, case.kind.value, case.preset, case.input)))
        found.append(codec.encode(reset_request(2 * number + 1, Reset())))
    return found


def judged(suite: Suite, chosen: list[Case], address: str, codec: Codec) -> None:
    """One run of the harness."""
    run = conduct(suite, chosen, Target.connect(address, codec.name), lambda result: None)
    if not run.passed:
        raise RuntimeError(f"the benchmark's target did not pass: {run.stopped or run.results[0]}")


@contextmanager
def reachable(place: str, codec: Codec) -> Iterator[tuple[str, Callable[[list[bytes]], None]]]:
    """A target's address, and the bare exchange with it."""
    if place == "stdio":
        command = [*COMMAND, place, codec.name]
        yield "cmd:" + " ".join(command), partial(through_pipe, command, codec)
        return
    with tempfile.TemporaryDirectory() as folder:
        where = f"unix:{Path(folder) / 'socket'}" if place == "unix" else place
        process = subprocess.Popen([*COMMAND, where, codec.name], stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            scheme, _, rest = address.partition(":")
            if scheme == "serial":
                yield address, partial(through_line, rest)
            elif scheme == "tcp":
                yield address, partial(through_socket, socket.AF_INET, host_and_port(rest), codec)
            else:
                yield address, partial(through_socket, socket.AF_UNIX, rest, codec)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def measure() -> Iterator[Row]:
    """A row for each transport."""
    suite = load()
    for place, codec in PLACES:
        chosen = cases(CASES_ON_A_LINE if place == "pty" else CASES)
        sent = messages(chosen, codec)
        with reachable(place, codec) as (address, bare):
            harness, bound = interleaved(ROUNDS, lambda _: judged(suite, chosen, address, codec), lambda _: bare(sent))  # noqa: B023
        name = f"cases through {place} in {codec.name}"
        yield Row(name, len(chosen) / harness, "cases/s", "the same bytes the same way, and nothing judged", bound / harness)


if __name__ == "__main__":
    print_rows(list(measure()))
