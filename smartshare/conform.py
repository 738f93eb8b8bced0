"""`smartshare conform`: run the vectors on a target and say what it does and does not do right."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from conformance.expectations import Expectation, check_names, read_expectations
from conformance.foreseen import apply_expectations
from conformance.limits import DEFAULT_RESTARTS
from conformance.log import NO_LOG, ExchangeLog
from conformance.mending import Mending, mend_file
from conformance.order import SEEDS, Order
from conformance.plan import Plan
from conformance.report import Request, exit_status, log_header
from conformance.reports import REPORTS, write_reports
from conformance.results import Run
from conformance.resume import Earlier, read_earlier
from conformance.runner import conduct
from conformance.selection import Selection, load_suite, select
from conformance.target import Target
from conformance.terminal import ProgressLine, show_run
from conformance.verdicts import ConformanceError
from smartshare.options import (
    CannotRun,
    Seconds,
    Uninterrupted,
    encoding_option,
    interruptible,
    output,
    power_cycle_option,
    program_name,
    required_target,
    seed_option,
    selection_options,
    target_option,
    timeout_option,
    vectors_option,
)
from vectors.case import Case
from vectors.suite import Suite

LOG = "exchanges.ndjson"
"""The file under `--out` that holds every message."""

MAX_RUN_SECONDS = 30 * 24 * 3600.0
"""The longest time limit of a run: a month."""

DEFAULT_SAMPLE = 10
"""How many cases are run again, and how many of what is not claimed are tried, unless an option says otherwise."""


@click.command()
@target_option
@encoding_option
@vectors_option
@selection_options
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    help="As the suite lists the cases (the default), or by the seed: shuffled, or the rules in turn.",
)
@seed_option
@click.option("--power-every", type=click.IntRange(min=0), default=0, help="Start the target afresh after so many cases. Default: only where it is needed.")
@power_cycle_option
@click.option("--recheck", type=click.IntRange(min=0), default=DEFAULT_SAMPLE, show_default=True, help="Cases to run again alone; with 0 not even failures.")
@click.option("--probe", type=click.IntRange(min=0), default=DEFAULT_SAMPLE, show_default=True, help="Cases to try of each profile that is not claimed.")
@timeout_option
@click.option("--run-timeout", type=Seconds(MAX_RUN_SECONDS), help="Seconds after which no further case is begun.")
@click.option(
    "--time-budget", type=Seconds(MAX_RUN_SECONDS), help="Seconds that the run may take: rules take turns, and the cases that do not fit are left out."
)
@click.option("--restarts", type=click.IntRange(min=0), default=DEFAULT_RESTARTS, show_default=True, help="How often a target is started again after faults.")
@click.option("--expectations", "foreseen", type=click.Path(path_type=Path), help="A file of failures that are foreseen, as in expectations.toml.")
@click.option("--fix-expectations", "fix", is_flag=True, help="Rewrite that file so that it foresees what the run has found.")
@click.option("--out", type=click.Path(path_type=Path), help=f"A folder for {', '.join(REPORTS)} and {LOG}; it is made if it is missing.")
@click.option("--resume", type=click.Path(path_type=Path), help="Go on with the interrupted run whose reports are in this folder.")
def conform(
    target: str | None,
    encoding: str,
    directory: Path | None,
    selection: Selection,
    order: str | None,
    seed: int | None,
    power_every: int,
    power_cycle: str | None,
    recheck: int,
    probe: int,
    timeout: float,
    run_timeout: float | None,
    time_budget: float | None,
    restarts: int,
    foreseen: Path | None,
    fix: bool,
    out: Path | None,
    resume: Path | None,
) -> None:
    """Run the test vectors on a target and judge its answers.

    The target speaks the protocol of spec/conformance.md: a program on its standard input and output, or whatever listens on a socket or at a serial port.

    Exit status: 0 every claimed case passed or failed as foreseen, and one at least passed; 1 not so; 2 the run could not take place, and one
    line says why; 130 interrupted. Except after wrong usage, the reports are whole whatever the status is.
    """
    chosen = required_target(target)
    out = out or resume
    try:
        suite = load_suite(directory)
        selected = select(suite, selection)
        if fix and time_budget is not None:
            raise ConformanceError("--fix-expectations needs every case, and --time-budget leaves some out; run without one of them")
        expectations = _expectations(foreseen, suite, fix=fix)
        earlier = read_earlier(resume) if resume else None
        plan = Plan(
            _order(order or (earlier.order if earlier else None), time_budget),
            seed if seed is not None else earlier.seed if earlier else secrets.randbelow(SEEDS),
            power_every,
            recheck,
            probe,
            restarts,
            run_timeout,
            time_budget,
        )
        started = datetime.now(UTC)
        request = Request(
            chosen, suite, directory, selection, timeout, started, program_name(), plan, encoding, expectations, earlier.started if earlier else ""
        )
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    with Uninterrupted() as uninterrupted:
        try:
            run = _run(request, selected, power_cycle, out, earlier)
        except ConformanceError as error:
            raise CannotRun(str(error)) from None
        if out:
            _write(out, request, run)
        mending = _mend(foreseen, request, run) if fix and foreseen is not None and not run.stopped else None
        # Who presses Ctrl-C twice is still told what was found, and with which exit status.
        uninterrupted.for_good = run.interrupted
    if run.hello is None and not run.interrupted:
        raise CannotRun(f"{run.stopped}; see the chapter on the target protocol, spec/conformance.md")
    with output() as console:
        show_run(console, request, run)
        if mending is not None:
            _show_mending(console, foreseen, mending)
    sys.exit(exit_status(run))


def _order(asked: str | None, time_budget: float | None) -> Order:
    """The order that is asked for; with a time budget the one in which it may end anywhere. Raises `ConformanceError`."""
    if time_budget is None:
        return Order(asked or Order.LISTED.value)
    if asked not in (None, Order.BALANCED.value):
        raise ConformanceError(f"--time-budget takes the cases in balanced order, and this run's order is {asked}; ask for the same, or for no budget")
    return Order.BALANCED


def _expectations(path: Path | None, suite: Suite, *, fix: bool) -> tuple[Expectation, ...]:
    """The entries of the file, which may be missing or name what is gone where it is to be rewritten. Raises `ConformanceError`."""
    if path is None:
        if fix:
            raise ConformanceError("--fix-expectations has no file to rewrite; name it with --expectations")
        return ()
    if fix and not path.exists():
        return ()
    expectations = read_expectations(path)
    if not fix:
        check_names(expectations, suite)
    return expectations


def _run(request: Request, cases: tuple[Case, ...], power_cycle: str | None, out: Path | None, earlier: Earlier | None) -> Run:
    """Run, log, and hold the expectations against what was found; only while cases run can it be interrupted. Raises `ConformanceError`."""
    before = earlier.results(request, cases) if earlier else {}
    _make_folder(out)
    with _log(out, request, goes_on=earlier is not None) as log:
        target = Target.connect(request.target, request.encoding, request.timeout, power_cycle, log.message if log else None)
        with ProgressLine(Console(stderr=True), len(cases)) as progress, interruptible():
            introduced = earlier.hello if earlier else None
            run = conduct(request.suite, cases, target, progress.observe, request.plan, log or NO_LOG, before, introduced)
        apply_expectations(run, request.expectations, request.started.date())
        if log:
            log.end({"stopped": run.stopped, "interrupted": run.interrupted, "restarts": run.restarts, "exit_status": exit_status(run)})
            run.complaints += [log.broken] if log.broken else []
    return run


@contextmanager
def _log(out: Path | None, request: Request, *, goes_on: bool) -> Iterator[ExchangeLog | None]:
    """The log in the folder of the reports; that of an interrupted run is gone on with."""
    if out is None:
        yield None
        return
    try:
        file = (out / LOG).open("a+b" if goes_on else "wb")
    except OSError as error:
        raise _not_writable(out, error) from None
    try:
        if goes_on and file.tell() > 0:
            file.seek(-1, 2)
            # A run that was killed may have left half a line.
            file.write(b"" if file.read(1) == b"\n" else b"\n")
        log = ExchangeLog(file)
        log.header(log_header(request))
        yield log
    finally:
        with suppress(OSError):
            # What a full disk did not take has been complained of.
            file.close()


def _mend(path: Path, request: Request, run: Run) -> Mending:
    try:
        return mend_file(path, run, tuple(request.suite), request.started.date())
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"the expectations {path} cannot be written: {error.strerror}; name another file with --expectations") from None


def _show_mending(console: Console, path: Path | None, mending: Mending) -> None:
    console.print(f"{path}: {mending}", markup=False, highlight=False, soft_wrap=True)
    for line in mending.left:
        console.print(f"left to you: {line}", markup=False, highlight=False, soft_wrap=True)


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
        write_reports(out, request, run)
    except OSError as error:
        raise _not_writable(out, error) from None


def _not_writable(out: Path, error: OSError) -> CannotRun:
    return CannotRun(f"the reports cannot be written to {out}: {error.strerror}; name another folder with --out")
