"""A target as a subprocess, talked to over its standard input and output.

Standard error is drained into a short tail while an answer is awaited, so that a talkative target never blocks and
never fills the memory. The target leads a process group of its own; the whole group is killed with it. A descendant
that has moved to another session escapes that, but not the bounds: nothing here waits for it.
"""

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Sequence
from typing import IO

from conformance.channel import Closed, Watch
from conformance.limits import CLOSING_SECONDS, EXIT_GRACE_SECONDS, READ_BYTES, STDERR_TAIL_BYTES, WATCH_SECONDS
from conformance.verdicts import Verdict


class Process:
    """A running target, as a `Channel`. Raises OSError or ValueError when it cannot be started."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Start the command, without a shell."""
        self._process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, start_new_session=True)
        self._stdin = _descriptor(self._process.stdin)
        self._stdout = _descriptor(self._process.stdout)
        self._stderr = _descriptor(self._process.stderr)
        self._complaints = bytearray()
        self._watch = Watch()
        self._polled_to_write = False
        self._is_dead = False
        for pipe in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(pipe, False)
        self._watch.poller.register(self._stdout, select.POLLIN)
        self._watch.poller.register(self._stderr, select.POLLIN)

    def read(self) -> bytes:
        """What the target has written to its standard output. Raises `Closed`."""
        try:
            data = os.read(self._stdout, READ_BYTES)
        except BlockingIOError:
            # A descendant may hold the pipe open, so that its end never comes; what the dead process wrote was in the pipe already.
            if self._is_dead:
                raise Closed("its standard output") from None
            return b""
        if not data:
            raise Closed("its standard output")
        return data

    def write(self, data: memoryview) -> memoryview:
        """Write what the pipe takes. Raises `Closed`."""
        try:
            return data[os.write(self._stdin, data) :]
        except BlockingIOError:
            return data
        except BrokenPipeError:
            raise Closed("its standard input") from None

    def wait(self, seconds: float, *, to_write: bool = False) -> None:
        """Wait for the pipes, and look now and then whether the process lives."""
        if to_write != self._polled_to_write:
            self._polled_to_write = to_write
            if to_write:
                self._watch.poller.register(self._stdin, select.POLLOUT)
            else:
                self._watch.poller.unregister(self._stdin)
        events = self._watch.events(min(seconds, WATCH_SECONDS))
        for pipe, _ in events:
            if pipe == self._stderr:
                self._drain_stderr()
        if not events:
            self._is_dead = self._process.poll() is not None

    def ending(self, closed: Closed) -> tuple[Verdict, str]:
        """A process that ends closes its pipes first; one that lives on has closed them against the protocol."""
        status = self.status(EXIT_GRACE_SECONDS)
        if status is None:
            return Verdict.PROTOCOL_ERROR, f"closed {closed} without ending"
        return Verdict.CRASH, f"{describe_status(status)} before it had answered"

    def end_input(self) -> None:
        """Close the target's standard input."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def status(self, seconds: float) -> int | None:
        """The exit status (negative: the signal that ended it), or None where it still runs after `seconds`."""
        try:
            return self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return None

    def complaints(self) -> str:
        """The last that the target wrote to its standard error."""
        self._drain_stderr()
        return self._complaints.decode("utf-8", "replace")

    def kill(self) -> None:
        """End the target and every process of its group, and close the pipes. May be called twice."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.status(CLOSING_SECONDS)

    def _drain_stderr(self) -> None:
        """Read what is there, once: the deadline is looked at between two reads."""
        try:
            data = os.read(self._stderr, READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            with contextlib.suppress(KeyError, ValueError, OSError):
                self._watch.poller.unregister(self._stderr)
            return
        self._complaints += data
        del self._complaints[:-STDERR_TAIL_BYTES]


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
