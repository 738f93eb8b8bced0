"""What the commands that run a target share: their options, and how they end."""

import functools
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from rich.console import Console

from conformance.codec import CODECS, JSON
from conformance.limits import DEFAULT_BAUD, DEFAULT_TIMEOUT_SECONDS
from conformance.order import SEEDS
from conformance.selection import Selection

PROGRAM = "smartshare"

BROKEN_PIPE_STATUS = 141
"""The exit status of a program that a closed pipe ends, as shells count it."""

Command = Callable[..., Any]


class CannotRun(click.ClickException):
    """A run that cannot take place: one line that says why and what to do, and exit status 2."""

    exit_code = 2


class NobodyReads(click.ClickException):
    """Standard output is a pipe that was closed at its other end."""

    exit_code = BROKEN_PIPE_STATUS


class Seconds(click.FloatRange):
    """A time limit."""

    def __init__(self, longest: float) -> None:
        """From a hundredth of a second."""
        super().__init__(min=0.01, max=longest)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What is no number is beyond no bound, and so would pass for one."""
        seconds = super().convert(value, param, ctx)
        return self.fail(f"{value} is no time", param, ctx) if seconds != seconds else seconds


def target_option(command: Command) -> Command:
    """`--target`."""
    return click.option("--target", help=f"What is tested: cmd:COMMAND (run without a shell), tcp:HOST:PORT, unix:PATH, or serial:PORT?baud={DEFAULT_BAUD}.")(
        command
    )


def targets_option(command: Command) -> Command:
    """`--target`, which may be repeated and may have a name."""
    text = f"What is tested: cmd:COMMAND (run without a shell), tcp:HOST:PORT, unix:PATH, serial:PORT?baud={DEFAULT_BAUD}. Repeated: NAME=cmd:..."
    return click.option("--target", "targets", multiple=True, help=text)(command)


def encoding_option(command: Command) -> Command:
    """`--encoding`."""
    kind = click.Choice(list(CODECS))
    return click.option("--encoding", type=kind, default=JSON.name, show_default=True, help="How messages are written; on a serial link always cbor.")(command)


def power_cycle_option(command: Command) -> Command:
    """`--power-cycle`."""
    return click.option("--power-cycle", help="A command that takes the target's power and gives it back, run without a shell before each new start.")(command)


def vectors_option(command: Command) -> Command:
    """`--vectors`."""
    kind = click.Path(path_type=Path)
    return click.option("--vectors", "directory", type=kind, help="The folder that holds manifest.json, or a bundle. Default: the vectors of this package.")(
        command
    )


def selection_options(command: Command) -> Command:
    """`--profile`, `--rule`, `--case` and `--preset`, which the command is given as a `selection`."""

    @functools.wraps(command)
    def selecting(*, profiles: tuple[str, ...], rules: tuple[str, ...], cases: tuple[str, ...], presets: tuple[str, ...], **others: Any) -> Any:
        return command(selection=Selection(profiles, rules, cases, presets), **others)

    selected: Command = selecting
    for name in ("preset", "case", "rule", "profile"):
        text = "Only this case; may be repeated." if name == "case" else f"Only cases of this {name}; may be repeated."
        selected = click.option(f"--{name}", f"{name}s", multiple=True, help=text)(selected)
    return selected


def scheduler_option(command: Command) -> Command:
    """`--scheduler`."""
    text = "Let the workers of a Dask cluster do the work: the address of its scheduler, as in tcp://10.0.0.1:8786."
    return click.option("--scheduler", help=text)(command)


def timeout_option(command: Command) -> Command:
    """`--case-timeout`."""
    names = ("--case-timeout", "--timeout", "timeout")
    return click.option(*names, type=Seconds(3600), default=DEFAULT_TIMEOUT_SECONDS, show_default=True, help="Seconds that one answer may take.")(command)


def seed_option(command: Command) -> Command:
    """`--seed`."""
    text = "What the order, the samples, and the seed and time of each reset are drawn from. Default: drawn anew, and shown."
    return click.option("--seed", type=click.IntRange(0, SEEDS - 1), help=text)(command)


def required_target(target: str | None) -> str:
    """The target that was named; ends the command where none was."""
    if target is None:
        raise CannotRun('--target is missing; name the program under test, as in --target "cmd:python3 adapter.py"')
    return target


def program_name() -> str:
    """What to type to call this program again: its name where that is on the path, otherwise where it is."""
    called = Path(sys.argv[0])
    return str(called) if called.name == PROGRAM and shutil.which(PROGRAM) is None else PROGRAM


AGAIN_SECONDS = 0.02
"""After how long a signal that came at a bad moment is sent again."""


@contextmanager
def interruptible() -> Iterator[None]:
    """While it lasts, the first SIGINT or SIGTERM is a KeyboardInterrupt, and a second one nothing: the report is wanted also by who is impatient.

    Where the interpreter would swallow the exception, the signal is sent again a little later.
    """
    interrupted = False

    def interrupt(_number: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        if interrupted:
            return
        if _is_collecting(frame):
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
            return
        interrupted = True
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_collecting(frame: FrameType | None) -> bool:
    """Whether code runs on behalf of the garbage collector, from which no exception escapes."""
    callbacks = [getattr(callback, "__code__", None) for callback in gc.callbacks]
    while frame is not None:
        if frame.f_code in callbacks or frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False


class Uninterrupted:
    """While it lasts, neither SIGINT nor SIGTERM ends the program: what is being written is written whole."""

    def __init__(self) -> None:
        """Nothing changes yet."""
        self.for_good = False
        """Whether it lasts until the program ends."""
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Uninterrupted":
        """Ignore the signals."""
        self._before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        """Heed them again."""
        if not self.for_good:
            for number, handler in self._before.items():
                signal.signal(number, handler)


class _Output(Console):
    """A console that lets its caller know when nobody reads it."""

    def on_broken_pipe(self) -> NoReturn:
        """Do not end the program in silence."""
        raise BrokenPipeError


@contextmanager
def output() -> Iterator[Console]:
    """Standard output, for as long as somebody takes it. A full disk or a closed pipe ends the command with one line."""
    try:
        yield _Output()
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        raise NobodyReads("standard output was closed before all was written; the files that --out names are whole") from None
    except OSError as error:
        _give_up_output()
        raise CannotRun(f"standard output cannot be written: {error.strerror}; the files that --out names are whole") from None


def _give_up_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not fail at it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
