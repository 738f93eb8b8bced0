"""`smartshare conform`: run the vectors on a target and say what it does and does not do right."""

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from rich.console import Console

from conformance.codec import CODECS, JSON
from conformance.junit import junit
from conformance.limits import DEFAULT_BAUD, DEFAULT_RESTARTS, DEFAULT_TIMEOUT_SECONDS
from conformance.report import Request, exit_status, report, report_text, write_atomically
from conformance.runner import Run, conduct
from conformance.selection import Selection, load_suite, select
from conformance.target import Target
from conformance.terminal import ProgressLine, show_run
from conformance.verdicts import ConformanceError

PROGRAM = "smartshare"

Command = Callable[..., Any]


class CannotRun(click.ClickException):
    """A run that cannot take place: one line that says why and what to do, and exit status 2."""

    exit_code = 2


def target_option(command: Command) -> Command:
    """`--target`."""
    return click.option("--target", help=f"What is tested: cmd:COMMAND (run without a shell), tcp:HOST:PORT, unix:PATH, or serial:PORT?baud={DEFAULT_BAUD}.")(
        command
    )


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
    return click.option("--vectors", "directory", type=kind, help="The folder that holds manifest.json. Default: the vectors of this package.")(command)


def timeout_option(command: Command) -> Command:
    """`--timeout`."""
    bounds = click.FloatRange(min=0.01, max=3600)
    return click.option("--timeout", type=bounds, default=DEFAULT_TIMEOUT_SECONDS, show_default=True, help="Seconds that one answer may take.")(command)


def required_target(target: str | None) -> str:
    """The target that was named; ends the command where none was."""
    if target is None:
        raise CannotRun('--target is missing; name the program under test, as in --target "cmd:python3 adapter.py"')
    return target


@click.command()
@target_option
@encoding_option
@power_cycle_option
@vectors_option
@click.option("--profile", "profiles", multiple=True, help="Only cases of this profile; may be repeated.")
@click.option("--rule", "rules", multiple=True, help="Only cases of this rule; may be repeated.")
@click.option("--case", "cases", multiple=True, help="Only this case; may be repeated.")
@click.option("--preset", "presets", multiple=True, help="Only cases of this preset; may be repeated.")
@timeout_option
@click.option("--restarts", type=click.IntRange(min=0), default=DEFAULT_RESTARTS, show_default=True, help="How often a target is started again after faults.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder for report.json and junit.xml; it is made if it is missing.")
def conform(
    target: str | None,
    encoding: str,
    power_cycle: str | None,
    directory: Path | None,
    profiles: tuple[str, ...],
    rules: tuple[str, ...],
    cases: tuple[str, ...],
    presets: tuple[str, ...],
    timeout: float,
    restarts: int,
    out: Path | None,
) -> None:
    """Run the test vectors on a target and judge its answers.

    The target speaks the protocol of spec/conformance.md: a program on its standard input and output, or whatever listens on a socket or at a serial port.

    Exit status: 0 every claimed case passed, and one at least ran; 1 not so; 2 the run could not take place, and one
    line says why; 130 interrupted. Except after wrong usage, the reports are whole whatever the status is.
    """
    chosen = required_target(target)
    selection = Selection(profiles, rules, cases, presets)
    try:
        connected = Target.connect(chosen, encoding, timeout, power_cycle)
        suite = load_suite(directory)
        selected = select(suite, selection)
        request = Request(chosen, suite, directory, selection, timeout, restarts, datetime.now(UTC), program_name())
        _make_folder(out)
        with ProgressLine(Console(stderr=True), len(selected)) as progress, interruptible():
            run = conduct(suite, selected, connected, progress.observe, restarts)
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    if out:
        _write(out, request, run)
    if run.hello is None and not run.interrupted:
        raise CannotRun(f"{run.stopped}; see the chapter on the target protocol, spec/conformance.md")
    show_run(Console(), request, run)
    sys.exit(exit_status(run))


def program_name() -> str:
    """What to type to call this program again: its name where that is on the path, otherwise where it is."""
    called = Path(sys.argv[0])
    return str(called) if called.name == PROGRAM and shutil.which(PROGRAM) is None else PROGRAM


def _make_folder(out: Path | None) -> None:
    """Make the folder for the reports before the run, so that a run is not lost for a folder."""
    if out is None:
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(out, error) from None


def _write(out: Path, request: Request, run: Run) -> None:
    try:
        write_atomically(out / "report.json", report_text(report(request, run)))
        write_atomically(out / "junit.xml", junit(run))
    except OSError as error:
        raise _not_writable(out, error) from None


def _not_writable(out: Path, error: OSError) -> CannotRun:
    return CannotRun(f"the reports cannot be written to {out}: {error.strerror}; name another folder with --out")


@contextmanager
def interruptible() -> Iterator[None]:
    """While it lasts, SIGTERM is an interruption like Ctrl-C: build servers send it, and the report is wanted then too."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
