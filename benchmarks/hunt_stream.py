"""The inputs of a hunt in which nothing is found: what every hunt with the same profiles and seed tries, until its first find.

They are drawn in a process of their own, which asks a good target as the hunt of a faulty one would, and handed over in parts, each as soon as it is drawn.
"""

import json
import os
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.probed_calls import Probes
from vectors.evaluate import evaluate

if TYPE_CHECKING:
    from conformance.fuzzing.exchange import Exchange

PART_SECONDS = 20.0
PART_INPUTS = 4_000
"""When a part is handed over: after so much time of the hunt, or so many inputs."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One input of a hunt."""

    number: int
    """The how many-th it is."""
    seconds: float
    """Of the processor, the hunt's and the target's together, until it was answered."""
    shown: frozenset[str]
    """The faults that it could show, as `probed_calls` tells them."""
    asked: str
    """Its kind, preset, input and outcome, as JSON."""


def stream(profiles: tuple[str, ...], seed: int, seconds: float, faults: Sequence[Any], left: Callable[[], Iterable[str]]) -> Iterator[list[Tried]]:
    """The parts of a hunt, as its time lasts, and as long as faults are left that it has not shown, whose names `left` gives."""
    with tempfile.TemporaryDirectory(prefix="smartshare-stream-") as folder:
        parts, ended = os.pipe()
        orders, ordered = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(parts)
                os.close(ordered)
                _Recorder(Path(folder), profiles, seed, seconds, Probes(faults), ended, orders).go()
            except BaseException as error:
                print(f"the hunt ended early: {error!r}", file=sys.stderr, flush=True)
            finally:
                os._exit(0)
        os.close(ended)
        os.close(orders)
        try:
            with os.fdopen(parts) as told, os.fdopen(ordered, "w") as order:
                for line in told:
                    path = Path(line.strip())
                    yield [_read(each) for each in path.read_text().splitlines()]
                    path.unlink()
                    with suppress(BrokenPipeError):
                        print(json.dumps(sorted(left())), file=order, flush=True)
        finally:
            os.waitpid(child, 0)


def _read(line: str) -> Tried:
    number, seconds, shown, asked = json.loads(line)
    return Tried(number, seconds, frozenset(shown), asked)


class _Recorder:
    """The hunt, in its own process."""

    def __init__(self, folder: Path, profiles: tuple[str, ...], seed: int, seconds: float, probes: Probes, parts: int, orders: int) -> None:
        self._folder, self._profiles, self._seed, self._seconds, self._probes = folder, profiles, seed, seconds, probes
        self._parts, self._orders = parts, os.fdopen(orders)
        self._examples = 0
        self._recording = 0.0
        self._clocks: dict[int, float] = {}
        self._number = 0
        self._lines: list[str] = []
        self._begun = 0.0

    def go(self) -> None:
        """Hunt the reference itself, until it is enough."""
        from conformance.fuzzing.hunt import hunt
        from conformance.fuzzing.hunted import Hunted
        from conformance.fuzzing.plan import FuzzPlan
        from conformance.target import Target

        def observe(hunted: Hunted) -> None:
            self._examples = hunted.examples

        words = [sys.executable, "-m", "smartshare", "serve", *(word for profile in self._profiles for word in ("--profile", profile))]
        self._recording = time.process_time()
        with suppress(KeyboardInterrupt):
            hunted = hunt(Target.connect(f"cmd:{shlex.join(words)}", timeout=60.0), FuzzPlan(seed=self._seed), observe, self._listen)
            print(f"{hunted.examples} inputs, {len(hunted.finds)} finds, {hunted.undefined} undefined; {hunted.stopped}", file=sys.stderr, flush=True)

    def _now(self) -> float:
        for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
            with suppress(OSError):
                # The clock of another process's processor time, as clock_getcpuclockid gives it.
                self._clocks[int(child)] = time.clock_gettime(-8 * (int(child) + 1) + 2)
        return time.process_time() - self._recording + sum(self._clocks.values())

    def _listen(self, exchange: "Exchange", outcome: object, codes: frozenset[int]) -> None:
        now = self._now()
        before = time.process_time()
        question = exchange.kind.value, exchange.preset, exchange.input
        shown = self._probes.shown_by(codes, lambda: evaluate(*question))
        self._lines.append(json.dumps([self._examples, round(now, 2), shown, json.dumps([*question, outcome]) if shown else ""]))
        late = now > self._seconds
        if late or len(self._lines) >= PART_INPUTS or now - self._begun > PART_SECONDS:
            self._hand_over()
            self._begun = now
            left = set(json.loads(self._orders.readline() or "[]"))
            if late or not left:
                raise KeyboardInterrupt
            self._probes.keep(left)
        self._recording += time.process_time() - before

    def _hand_over(self) -> None:
        path = self._folder / str(self._number)
        self._number += 1
        path.write_text("".join(f"{line}\n" for line in self._lines))
        self._lines = []
        os.write(self._parts, f"{path}\n".encode())
