"""Where a target is: what is written after `--target`, and how to reach it."""

import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from conformance.codec import Codec
from conformance.conversation import Conversation
from conformance.limits import CONNECTING_PAUSE_SECONDS, CONNECTING_SECONDS, DEFAULT_BAUD
from conformance.reach import Unreachable, connect_tcp, connect_unix, open_serial, start_command
from conformance.verdicts import ConformanceError, Fault, Verdict

COMMAND = "cmd:"
TCP = "tcp:"
UNIX = "unix:"
SERIAL = "serial:"

BAUD = "baud="
"""The one option of a serial port."""


@dataclass(frozen=True, slots=True)
class Address:
    """A target that can be reached any number of times."""

    reach: Callable[[], Conversation]
    """Start it, or connect to it. Raises `Unreachable`."""
    is_command: bool
    """Whether reaching it starts a process of its own."""

    def reach_first(self) -> Conversation:
        """Reach it at the beginning of a run. Raises `ConformanceError`: what is not there then was named wrongly."""
        try:
            return self.reach()
        except Unreachable as error:
            raise ConformanceError(str(error)) from None

    def reach_again(self) -> Conversation:
        """Reach it after it was lost. Raises `Fault`. What is not started from here may need a moment to come back."""
        deadline = time.monotonic() + (0 if self.is_command else CONNECTING_SECONDS)
        while True:
            try:
                return self.reach()
            except Unreachable as error:
                if time.monotonic() >= deadline:
                    raise Fault(Verdict.CRASH, str(error)) from None
                time.sleep(CONNECTING_PAUSE_SECONDS)


def address_of(target: str, codec: Codec) -> Address:
    """The address that a `--target` names. Raises `ConformanceError` for what is not one."""
    if target.startswith(COMMAND):
        return Address(partial(start_command, command_of(target), codec), is_command=True)
    if target.startswith(TCP):
        host, port = host_and_port(target.removeprefix(TCP))
        return Address(partial(connect_tcp, host, port, codec), is_command=False)
    if target.startswith(UNIX):
        if target == UNIX:
            raise ConformanceError(f"--target {UNIX} names no socket; write its path, as in --target {UNIX}/run/node.sock")
        return Address(partial(connect_unix, target.removeprefix(UNIX), codec), is_command=False)
    if target.startswith(SERIAL):
        port_name, baud = port_and_baud(target.removeprefix(SERIAL))
        return Address(partial(open_serial, port_name, baud), is_command=False)
    raise ConformanceError(
        f"--target {shlex.quote(target)} is not a target; write {COMMAND}COMMAND, {TCP}HOST:PORT, {UNIX}PATH or {SERIAL}PORT?{BAUD}{DEFAULT_BAUD}, "
        f'as in --target "{COMMAND}python3 adapter.py"'
    )


def command_of(target: str) -> list[str]:
    """The program and arguments of a target that is a command, split as a shell splits words. Raises `ConformanceError`."""
    try:
        arguments = shlex.split(target.removeprefix(COMMAND))
    except ValueError as error:
        raise ConformanceError(f"--target {shlex.quote(target)} cannot be split into words ({error}); close what is quoted") from None
    if not arguments:
        raise ConformanceError(f'--target {target} names no command; write it after {COMMAND}, as in --target "{COMMAND}python3 adapter.py"')
    return arguments


def host_and_port(text: str) -> tuple[str, int]:
    """The two parts of `HOST:PORT`; a host of colons stands in brackets, as in `[::1]:7000`. Raises `ConformanceError`."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not port.isascii() or int(port) >= 2**16:
        raise ConformanceError(f"{text!r} is not a host and a port; write HOST:PORT, as in 127.0.0.1:7000")
    return host, int(port)


def port_and_baud(text: str) -> tuple[str, int]:
    """The parts of `PORT?baud=RATE`, the rate by default. Raises `ConformanceError`."""
    name, mark, option = text.partition("?")
    rate = option.removeprefix(BAUD)
    if not name or (mark and (not option.startswith(BAUD) or not rate.isdecimal() or not rate.isascii() or not 0 < int(rate) < 2**31)):
        raise ConformanceError(f"{text!r} is not a serial port; write PORT?{BAUD}RATE, as in /dev/ttyACM0?{BAUD}{DEFAULT_BAUD}")
    return name, int(rate) if mark else DEFAULT_BAUD
