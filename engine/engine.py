"""Running programs fast, and always to the end that the rules give them.

A program is run in a worker process. A worker that dies, takes too long, or cannot go on for a reason of its own is no answer: a new one tries
once more, and then the reference's evaluator decides.
"""

import selectors
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache
from types import TracebackType
from typing import Self

from engine.instrumentation import instrument
from engine.runtime import PHYSICAL
from engine.worker import receive, send
from reference.codes import Code
from reference.contracts.host import Host
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.statements import read_program
from reference.contracts.values import Scalar

CODES = {code.number: code for code in Code}

ATTEMPTS = 2
"""How many workers try a program before the evaluator does."""

Spawn = Callable[[], "subprocess.Popen[bytes]"]


class WorkerFailed(Exception):
    """A worker gave no answer, for a reason that is not the program's."""


@lru_cache(maxsize=256)
def chunk_of(source: bytes) -> bytes:
    """A source's instrumented chunk. Rejects a source that is no program."""
    return instrument(read_program(source))


def spawn() -> "subprocess.Popen[bytes]":
    """A worker."""
    return subprocess.Popen([sys.executable, "-m", "engine.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


class Engine:
    """Runs programs in workers, which it starts when there are none: a program that is called by another one, in a worker of its own."""

    def __init__(self, seconds: float = 60.0, start: Spawn = spawn) -> None:
        """`seconds` is how long a run may go on without a word before its worker is given up."""
        self.seconds = seconds
        self.start = start
        self.workers: dict[int, subprocess.Popen[bytes]] = {}
        """The workers, each by how many runs were under way when its own began."""
        self.depth = 0
        """How many runs are under way."""
        self.evaluated = 0
        """How many runs the evaluator had to decide."""

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the workers."""
        self.close()

    def run(self, source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
        """What `run_program` says of a program (LVM-44). Rejects a source that is none. A host may call this again while it answers."""
        chunk = chunk_of(source)
        place = self.depth
        self.depth += 1
        try:
            for _ in range(ATTEMPTS):
                try:
                    return self._try(place, chunk, gas, memory, host)
                except WorkerFailed:
                    self._end(place)
            self.evaluated += 1
            return run_program(source, gas, memory, host)
        finally:
            self.depth = place

    def close(self) -> None:
        """End the workers that there are."""
        for place in tuple(self.workers):
            self._end(place)

    def _end(self, place: int) -> None:
        worker = self.workers.pop(place)
        worker.kill()
        worker.wait()
        for stream in (worker.stdin, worker.stdout):
            assert stream is not None
            try:
                stream.close()
            except BrokenPipeError:
                # What was still to be sent to it.
                continue

    def _try(self, place: int, chunk: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
        """One attempt. Raises `WorkerFailed`."""
        if place not in self.workers:
            self.workers[place] = self.start()
        worker = self.workers[place]
        _send(worker, [chunk, gas, memory])
        while len(message := self._receive(worker)) == 3:
            left, operation, arguments = message
            answer = host.answer(operation, tuple(arguments), *left)  # type: ignore[arg-type, misc]
            host = answer.host
            _send(worker, [answer.succeeded, answer.value, answer.gas, answer.memory])
        code, gas_left, memory_left, values = message
        if code == PHYSICAL:
            raise WorkerFailed
        spent: tuple[int, int] = gas - gas_left, memory - memory_left  # type: ignore[operator]
        if code:
            return Failed(CODES[code], *spent)  # type: ignore[index]
        returned: tuple[Scalar, ...] = tuple(values)  # type: ignore[arg-type]
        return Returned(returned, *spent, host)

    def _receive(self, worker: "subprocess.Popen[bytes]") -> list[object]:
        """The worker's next message, if it comes in time."""
        assert worker.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(worker.stdout, selectors.EVENT_READ)
            if not selector.select(self.seconds):
                raise WorkerFailed
        try:
            return receive(worker.stdout)
        except (EOFError, OSError, ValueError) as error:
            raise WorkerFailed from error


def _send(worker: "subprocess.Popen[bytes]", message: object) -> None:
    assert worker.stdin is not None
    try:
        send(worker.stdin, message)
    except OSError as error:
        raise WorkerFailed from error
