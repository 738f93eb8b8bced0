"""A target as a subprocess: lines out, lines in, with bounded memory and time.

One thread polls the target's three pipes. Standard error is drained into a short tail while an answer is awaited,
so that a talkative target never blocks and never fills the memory. The target leads a process group of its own;
the whole group is killed with it. A descendant that has moved to another session escapes that, but not the bounds:
nothing here waits for it.
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import IO

from conformance.judgement import shown_bytes
from conformance.limits import AWAKE_SECONDS, CLOSING_SECONDS, EXIT_GRACE_SECONDS, MAX_LINE_BYTES, READ_BYTES, STDERR_TAIL_BYTES, WATCH_SECONDS
from conformance.verdicts import Fault, Verdict

Log = Callable[[str, bytes], None]
"""Told of every line: `">"` for one sent, `"<"` for one received."""


def no_log(_direction: str, _line: bytes) -> None:
    """The log of a run that keeps none."""


class Process:
    """A running target. Raises OSError when it cannot be started."""

    def __init__(self, arguments: Sequence[str], log: Log = no_log) -> None:
        """Start the command, without a shell."""
        self._process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, start_new_session=True)
        self._stdin = _descriptor(self._process.stdin)
        self._stdout = _descriptor(self._process.stdout)
        self._stderr = _descriptor(self._process.stderr)
        self._log = log
        self._received = bytearray()
        self._complaints = bytearray()
        self._poller = select.poll()
        for pipe in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(pipe, False)
        self._poller.register(self._stdout, select.POLLIN)
        self._poller.register(self._stderr, select.POLLIN)

    def exchange(self, request: bytes, seconds: float) -> bytes:
        """Send one line and return the one line that comes back, both with their newline.

        Raises `Fault` when no line, more than a line, or too long a line comes back within `seconds`. After a fault
        the process must be killed: what it would write next belongs to nothing.
        """
        if self._received:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"it wrote {shown_bytes(self._received)} without having been asked")
        deadline = time.monotonic() + seconds
        self._log(">", request)
        unsent = self._send(memoryview(request))
        if unsent:
            self._poller.register(self._stdin, select.POLLOUT)
        searched = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                begun = f" after {shown_bytes(self._received)}, which is no whole line" if self._received else ""
                raise self._fault(Verdict.TIMEOUT, f"it did not answer within {seconds:g} s{begun}")
            events = self._awaited(min(left, WATCH_SECONDS))
            for pipe, _ in events:
                if pipe == self._stdout:
                    self._receive()
                elif pipe == self._stderr:
                    self._drain_stderr()
                elif unsent:
                    unsent = self._send(unsent)
                    if not unsent:
                        self._poller.unregister(self._stdin)
            if not events and self._process.poll() is not None:
                # A descendant may hold the pipe open, so that its end never comes; what the dead process wrote is in the pipe already.
                self._receive()
                if b"\n" not in self._received:
                    raise self._ended()
            end = self._received.find(b"\n", searched)
            if end >= 0:
                return self._take(end + 1, answered_early=bool(unsent))
            searched = len(self._received)
            if searched >= MAX_LINE_BYTES:
                raise self._fault(Verdict.PROTOCOL_ERROR, f"it wrote {searched} bytes without a newline; a line has at most {MAX_LINE_BYTES}")

    def _awaited(self, seconds: float) -> list[tuple[int, int]]:
        """What the pipes have to say, at the latest after `seconds`.

        It looks often before it sleeps: waking a sleeping process takes longer than most answers.
        """
        awake_until = time.monotonic() + AWAKE_SECONDS
        while time.monotonic() < awake_until:
            events = self._poller.poll(0)
            if events:
                return events
            os.sched_yield()
        return self._poller.poll(seconds * 1000)

    def finish(self) -> int | None:
        """Close the target's standard input, let it leave, and return its exit status (negative: the signal that ended it).

        None where it had to be killed, which is no fault. Raises `Fault` when it still writes lines: they answer nothing.
        """
        deadline = time.monotonic() + CLOSING_SECONDS
        if self._process.stdin is not None:
            self._process.stdin.close()
        status: int | None = None
        while status is None and not self._received and time.monotonic() < deadline:
            for pipe, _ in self._poller.poll(10):
                if pipe == self._stderr:
                    self._drain_stderr()
                else:
                    with contextlib.suppress(Fault):
                        self._receive()
            status = self._process.poll()
        with contextlib.suppress(Fault):
            self._receive()
        fault = self._fault(Verdict.PROTOCOL_ERROR, f"it wrote {shown_bytes(self._received)} after its last answer") if self._received else None
        self.kill()
        if fault:
            raise fault
        return status

    def kill(self) -> None:
        """End the target and every process of its group, and close the pipes. May be called twice."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSING_SECONDS)

    def stderr_tail(self) -> str:
        """The last that the target wrote to its standard error."""
        self._drain_stderr()
        return self._complaints.decode("utf-8", "replace")

    def _take(self, end: int, *, answered_early: bool) -> bytes:
        line = bytes(self._received[:end])
        del self._received[:end]
        self._log("<", line)
        if answered_early:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"it wrote {shown_bytes(line)} before it had read the whole request")
        if self._received:
            raise self._fault(Verdict.PROTOCOL_ERROR, f"it wrote {shown_bytes(self._received)} after the line {shown_bytes(line)}")
        return line

    def _send(self, data: memoryview) -> memoryview:
        """Write what the pipe takes, and return what is left."""
        try:
            return data[os.write(self._stdin, data) :]
        except BlockingIOError:
            return data
        except BrokenPipeError:
            # It may have written why before it closed the pipe; an answer, though, it cannot give to what it has not read.
            raise self._ended("its standard input") from None

    def _receive(self) -> None:
        try:
            chunk = os.read(self._stdout, READ_BYTES)
        except BlockingIOError:
            return
        if not chunk and b"\n" not in self._received:
            raise self._ended()
        self._received += chunk

    def _drain_stderr(self) -> None:
        """Read what is there, once: the deadline is looked at between two reads."""
        try:
            chunk = os.read(self._stderr, READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        if not chunk:
            with contextlib.suppress(KeyError, ValueError, OSError):
                self._poller.unregister(self._stderr)
            return
        self._complaints += chunk
        del self._complaints[:-STDERR_TAIL_BYTES]

    def _ended(self, pipe: str = "its standard output") -> Fault:
        """The fault of a target that closed a pipe, or died, which closes them all."""
        begun = f" after {shown_bytes(self._received)}, which is no whole line" if self._received else ""
        try:
            status = self._process.wait(EXIT_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return self._fault(Verdict.PROTOCOL_ERROR, f"it closed {pipe} without ending{begun}")
        return self._fault(Verdict.CRASH, f"it {describe_status(status)} before it had answered{begun}")

    def _fault(self, verdict: Verdict, reason: str) -> Fault:
        return Fault(verdict, reason, self.stderr_tail())


def _descriptor(pipe: IO[bytes] | None) -> int:
    assert pipe is not None, "every standard stream of a target is a pipe"
    return pipe.fileno()


def describe_status(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"exited with status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"was killed by signal {-status}"
