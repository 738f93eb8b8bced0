"""The inputs of a hunt in which nothing is found: what every hunt with the same profiles and seed tries, until its first find.

They are drawn in a process of their own, which asks a good target as the hunt of a faulty one would, and handed over in parts, each as soon as it is drawn.
"""

import json
import os
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PART_SECONDS = 20.0
PART_INPUTS = 4_000
"""When a part is handed over: after so much time of the hunt, or so many inputs."""

GO_ON, STOP = b"+", b"-"


@dataclass(frozen=True, slots=True)
class Tried:
    """One input of a hunt."""

    number: int
    """The how many-th it is."""
    seconds: float
    """Of the processor, the hunt's and the target's together, until it was answered."""
    functions: frozenset[int]
    """Which of the functions that are asked about the reference ran for it, by their number."""
    asked: str
    """Its kind, preset, input and outcome, as JSON."""


def stream(profiles: tuple[str, ...], seed: int, seconds: float, functions: Mapping[int, int], wanted: Callable[[], bool]) -> Iterator[list[Tried]]:
    """The parts of a hunt, as long as they are wanted, and as its time lasts. `functions` gives the number of a function by the identity of its code."""
    with tempfile.TemporaryDirectory(prefix="smartshare-stream-") as folder:
        parts, ended = os.pipe()
        orders, ordered = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(parts)
                os.close(ordered)
                _Recorder(Path(folder), profiles, seed, seconds, functions, ended, orders).go()
            except BaseException as error:
                print(f"the hunt ended early: {error!r}", file=sys.stderr, flush=True)
            finally:
                os._exit(0)
        os.close(ended)
        os.close(orders)
        try:
            with os.fdopen(parts) as told:
                for line in told:
                    path = Path(line.strip())
                    yield [_read(each) for each in path.read_text().splitlines()]
                    path.unlink()
                    with suppress(BrokenPipeError):
                        os.write(ordered, GO_ON if wanted() else STOP)
        finally:
            os.close(ordered)
            os.waitpid(child, 0)


def _read(line: str) -> Tried:
    number, seconds, functions, asked = json.loads(line)
    return Tried(number, seconds, frozenset(functions), asked)


class _Recorder:
    """The hunt, in its own process."""

    def __init__(self, folder: Path, profiles: tuple[str, ...], seed: int, seconds: float, functions: Mapping[int, int], parts: int, orders: int) -> None:
        self._folder, self._profiles, self._seed, self._seconds, self._functions = folder, profiles, seed, seconds, functions
        self._parts, self._orders = parts, orders
        self._examples = 0
        self._recording = 0.0
        self._clocks: dict[int, float] = {}
        self._number = 0
        self._lines: list[str] = []
        self._begun = 0.0

    def go(self) -> None:
        """Hunt the reference itself, until it is enough."""
        from conformance.fuzzing.hunt import Hunted, hunt
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

    def _listen(self, exchange: object, outcome: object, codes: frozenset[int]) -> None:
        now = self._now()
        before = time.process_time()
        reached = sorted({self._functions[code] for code in codes if code in self._functions})
        asked = json.dumps([exchange.kind.value, exchange.preset, exchange.input, outcome])  # type: ignore[attr-defined]
        self._lines.append(json.dumps([self._examples, round(now, 2), reached, asked]))
        late = now > self._seconds
        if late or len(self._lines) >= PART_INPUTS or now - self._begun > PART_SECONDS:
            self._hand_over()
            self._begun = now
            if late or os.read(self._orders, 1) != GO_ON:
                raise KeyboardInterrupt
        self._recording += time.process_time() - before

    def _hand_over(self) -> None:
        path = self._folder / str(self._number)
        self._number += 1
        path.write_text("".join(f"{line}\n" for line in self._lines))
        self._lines = []
        os.write(self._parts, f"{path}\n".encode())
