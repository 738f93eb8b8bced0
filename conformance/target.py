"""A target under test: started when it is needed, asked one thing at a time, killed after a fault.

A case is one exchange of `run` and one of `reset`. The reset makes every case start from the same state, and it is
the fence between two cases: pipes keep order, so whatever a target writes too much, and its death right after an
answer, is met before the reset's answer and is charged to the case that caused it.
"""

import shlex
from collections.abc import Sequence

from conformance.limits import MAX_START_ATTEMPTS, START_SECONDS
from conformance.messages import Error, Hello, Outcome, ReplyError, Unsupported, hello_request, read_hello, read_reset, read_run, reset_request, run_request
from conformance.process import Log, Process, no_log
from conformance.verdicts import ConformanceError, Fault, Verdict
from vectors.case import Case

COMMAND_SCHEME = "cmd:"
"""How a target that is a command is written: `cmd:` and the command, split as a shell splits words."""


def command_of(target: str) -> list[str]:
    """The program and arguments of a `--target`. Raises `ConformanceError` for what is not one."""
    if not target.startswith(COMMAND_SCHEME):
        raise ConformanceError(f'--target {shlex.quote(target)} is not a target; write {COMMAND_SCHEME} and a command, as in --target "cmd:python3 adapter.py"')
    try:
        arguments = shlex.split(target.removeprefix(COMMAND_SCHEME))
    except ValueError as error:
        raise ConformanceError(f"--target {shlex.quote(target)} cannot be split into words ({error}); close what is quoted") from None
    if not arguments:
        raise ConformanceError(f'--target {target} names no command; write it after {COMMAND_SCHEME}, as in --target "cmd:python3 adapter.py"')
    return arguments


class Target:
    """A command that speaks the target protocol. Use `start`, `run` any number of times, and `finish` or `kill`."""

    def __init__(self, arguments: Sequence[str], timeout: float, log: Log = no_log) -> None:
        """Prepare the target; nothing is started yet. `timeout` is for one answer, in seconds."""
        self._arguments = list(arguments)
        self._timeout = timeout
        self._log = log
        self._seq = 0
        self._process: Process | None = None
        self._hello: Hello | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a process that has said hello and has not been killed since."""
        return self._process is not None

    def start(self) -> Hello:
        """Start the process and let it introduce itself. Raises `Fault`, and `ConformanceError` where the command cannot be run at all."""
        self.kill()
        try:
            process = Process(self._arguments, self._log)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ConformanceError(f"the target {self._arguments[0]!r} cannot be started: {reason}; check the command after {COMMAND_SCHEME}") from None
        self._process = process
        self._seq += 1
        try:
            hello = read_hello(process.exchange(hello_request(self._seq), max(START_SECONDS, self._timeout)), self._seq)
            if self._hello is not None and hello != self._hello:
                raise ReplyError(f"it introduced itself as {hello.as_json()} after a restart, and as {self._hello.as_json()} before")
        except ReplyError as error:
            raise self._broken(process, error) from None
        except BaseException:
            self.kill()
            raise
        self._hello = hello
        return hello

    def restart(self) -> None:
        """Start again after a fault, several times if need be. Raises `Fault` of the last attempt."""
        for attempt in range(1, MAX_START_ATTEMPTS + 1):
            try:
                self.start()
                return
            except Fault:
                if attempt == MAX_START_ATTEMPTS:
                    raise

    def run(self, case: Case, longest: int) -> Outcome | Unsupported | Error:
        """What the target answers to a case. Raises `Fault`; the process is gone then, and with it whatever it would still have said."""
        process = self._process
        assert process is not None
        request = run_request(self._seq + 1, case.kind.value, case.preset, case.input)
        if len(request) > longest:
            return Unsupported(f"the request has {len(request)} bytes, and the target's max_line_bytes is {longest}")
        self._seq += 1
        try:
            answer = read_run(process.exchange(request, self._timeout), self._seq)
            self._seq += 1
            read_reset(process.exchange(reset_request(self._seq), self._timeout), self._seq)
        except ReplyError as error:
            raise self._broken(process, error) from None
        except BaseException:
            self.kill()
            raise
        return answer

    def finish(self) -> int | None:
        """Let the target leave, and return its exit status; None where it was not running or had to be killed. Raises `Fault` when it still writes."""
        process, self._process = self._process, None
        return process.finish() if process else None

    def kill(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            process.kill()

    def _broken(self, process: Process, error: ReplyError) -> Fault:
        tail = process.stderr_tail()
        self.kill()
        return Fault(Verdict.PROTOCOL_ERROR, str(error), tail)
