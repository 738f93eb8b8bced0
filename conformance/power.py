"""Taking the power from a target and giving it back, by a command of the user's: a relay, a USB hub, a laboratory supply."""

import contextlib
import os
import shlex
import signal
import subprocess
from dataclasses import dataclass

from conformance.limits import POWER_CYCLE_SECONDS
from conformance.verdicts import ConformanceError


@dataclass(frozen=True, slots=True)
class PowerCycle:
    """A command that returns when the target has power again."""

    arguments: tuple[str, ...]

    @classmethod
    def of(cls, command: str) -> "PowerCycle":
        """The power cycle that `--power-cycle` names, split as a shell splits words. Raises `ConformanceError`."""
        try:
            arguments = tuple(shlex.split(command))
        except ValueError as error:
            raise ConformanceError(f"--power-cycle {shlex.quote(command)} cannot be split into words ({error}); close what is quoted") from None
        if not arguments:
            raise ConformanceError("--power-cycle names no command; name the program that takes the target's power and gives it back")
        return cls(arguments)

    def run(self) -> None:
        """Run it to its end. Raises `ConformanceError` where it fails: without it, what follows would be no start without memory."""
        try:
            process = subprocess.Popen(self.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ConformanceError(f"--power-cycle {shlex.join(self.arguments)} cannot be started: {reason}; check the command") from None
        try:
            status = process.wait(POWER_CYCLE_SECONDS)
        except BaseException as error:
            # After a normal end its children live on: the target may be one of them.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            raise ConformanceError(f"--power-cycle {shlex.join(self.arguments)} did not end within {POWER_CYCLE_SECONDS:g} s; check the command") from None
        if status != 0:
            raise ConformanceError(f"--power-cycle {shlex.join(self.arguments)} ended with status {status}; check the command")
