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
    """Runs programs in a worker, which it starts when there is none."""

    def __init__(self, seconds: float = 60.0, start: Spawn = spawn) -> None:
        """`seconds` is how long a run may go on without a word before its worker is given up."""
        self.seconds = seconds
        self.start = start
        self.worker: subprocess.Popen[bytes] | None = None
        self.evaluated = 0
        """How many runs the evaluator had to decide."""

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the worker."""
        self.close()

    def run(self, source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
        """What `run_program` says of a program (LVM-44). Rejects a source that is none."""
        chunk = chunk_of(source)
        for _ in range(ATTEMPTS):
            try:
                return self._try(chunk, gas, memory, host)
            except WorkerFailed:
                self.close()
        self.evaluated += 1
        return run_program(source, gas, memory, host)

    def close(self) -> None:
        """End the worker, if there is one."""
        if self.worker is not None:
            self.worker.kill()
            self.worker.wait()
            for stream in (self.worker.stdin, self.worker.stdout):
                assert stream is not None
                try:
                    stream.close()
                except BrokenPipeError:
                    # What was still to be sent to it.
                    continue
            self.worker = None

    def _try(self, chunk: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
        """One attempt. Raises `WorkerFailed`."""
        self._send([chunk, gas, memory])
        while len(message := self._receive()) == 3:
            left, operation, arguments = message
            answer = host.answer(operation, tuple(arguments), left)  # type: ignore[arg-type]
            host = answer.host
            self._send([answer.succeeded, answer.value, answer.gas])
        code, gas_left, memory_left, values = message
        if code == PHYSICAL:
            raise WorkerFailed
        spent: tuple[int, int] = gas - gas_left, memory - memory_left  # type: ignore[operator]
        if code:
            return Failed(CODES[code], *spent)  # type: ignore[index]
        returned: tuple[Scalar, ...] = tuple(values)  # type: ignore[arg-type]
        return Returned(returned, *spent, host)

    def _send(self, message: object) -> None:
        if self.worker is None:
            self.worker = self.start()
        assert self.worker.stdin is not None
        try:
            send(self.worker.stdin, message)
        except OSError as error:
            raise WorkerFailed from error

    def _receive(self) -> list[object]:
        """The worker's next message, if it comes in time."""
        assert self.worker is not None
        assert self.worker.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.worker.stdout, selectors.EVENT_READ)
            if not selector.select(self.seconds):
                raise WorkerFailed
        try:
            return receive(self.worker.stdout)
        except (EOFError, OSError, ValueError) as error:
            raise WorkerFailed from error
