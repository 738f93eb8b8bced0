"""A run of one target from its settings to its reports, for whoever shows it: the command, or a process among several."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from conformance.attested import have_attested
from conformance.expectations import Expectation, check_names, read_expectations
from conformance.foreseen import apply_expectations
from conformance.log import NO_LOG, ExchangeLog
from conformance.mending import Mending, mend_file
from conformance.order import SEEDS, Order
from conformance.plan import Plan
from conformance.report import Request, exit_status, log_header, manifest_hash
from conformance.reports import write_reports
from conformance.results import Result, Run
from conformance.resume import Earlier, read_earlier
from conformance.runner import conduct
from conformance.selection import Selection, load_suite, select
from conformance.target import Target
from conformance.terminal import show_run
from conformance.verdicts import ConformanceError
from smartshare.options import CannotRun, Uninterrupted, interruptible
from vectors.case import Case
from vectors.suite import Suite

LOG = "exchanges.ndjson"
"""The file under `--out` that holds every message."""

Progress = Callable[[int], AbstractContextManager[Callable[[Result], None]]]
"""From the number of cases to what is told of each result, for as long as cases run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked for."""

    target: str
    encoding: str
    directory: Path | None
    selection: Selection
    order: str | None
    seed: int | None
    power_every: int
    power_cycle: str | None
    recheck: int
    probe: int
    timeout: float
    run_timeout: float | None
    time_budget: float | None
    restarts: int
    foreseen: Path | None
    """The file of expectations."""
    fix: bool
    """Whether it is to be rewritten."""
    out: Path | None
    resume: Path | None
    program: str
    """What to type to call this program again."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before the target is reached."""

    settings: Settings
    request: Request
    cases: tuple[Case, ...]
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that is over, its files written."""

    request: Request
    run: Run
    mended: tuple[Path, Mending] | None

    def show(self, console: Console) -> None:
        """Print the summary."""
        show_run(console, self.request, self.run)
        if self.mended is not None:
            path, mending = self.mended
            for line in (f"{path}: {mending}", *(f"left to you: {left}" for left in mending.left)):
                console.print(line, markup=False, highlight=False, soft_wrap=True)

    @property
    def status(self) -> int:
        """The exit status."""
        return exit_status(self.run)


def prepared(settings: Settings) -> Prepared:
    """Read and check everything that the settings name. Raises `CannotRun`."""
    try:
        suite = load_suite(settings.directory)
        selected = select(suite, settings.selection)
        if settings.fix and settings.time_budget is not None:
            raise ConformanceError("--fix-expectations needs every case, and --time-budget leaves some out; run without one of them")
        expectations = _expectations(settings.foreseen, suite, fix=settings.fix)
        earlier = read_earlier(settings.resume) if settings.resume else None
        plan = Plan(
            _order(settings.order or (earlier.order if earlier else None), settings.time_budget),
            settings.seed if settings.seed is not None else earlier.seed if earlier else secrets.randbelow(SEEDS),
            settings.power_every,
            settings.recheck,
            settings.probe,
            settings.restarts,
            settings.run_timeout,
            settings.time_budget,
        )
    except ConformanceError as error:
        raise CannotRun(str(error)) from None
    request = Request(
        settings.target,
        suite,
        settings.directory,
        settings.selection,
        settings.timeout,
        datetime.now(UTC),
        settings.program,
        plan,
        settings.encoding,
        expectations,
        earlier.started if earlier else "",
    )
    return Prepared(settings, request, selected, earlier)


def run_one(before: Prepared, progress: Progress) -> Ended:
    """Run, and write the reports, which nothing interrupts. Raises `CannotRun` where the target does not introduce itself, after the reports are written."""
    settings, request = before.settings, before.request
    out = settings.out or settings.resume
    with Uninterrupted() as uninterrupted:
        try:
            run = _run(before, out, progress)
        except ConformanceError as error:
            raise CannotRun(str(error)) from None
        if out:
            _write(out, request, run)
        mended = (settings.foreseen, _mend(settings.foreseen, request, run)) if settings.fix and settings.foreseen and not run.stopped else None
        # Who presses Ctrl-C twice is still told what was found, and with which exit status.
        uninterrupted.for_good = run.interrupted
    if run.hello is None and not run.interrupted:
        raise CannotRun(f"{run.stopped}; see the chapter on the target protocol, spec/conformance.md")
    return Ended(request, run, mended)


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


def _run(before: Prepared, out: Path | None, progress: Progress) -> Run:
    """Run, log, and hold the expectations against what was found; only while cases run can it be interrupted. Raises `ConformanceError`."""
    request, cases, earlier = before.request, before.cases, before.earlier
    results = earlier.results(request, cases) if earlier else {}
    _make_folder(out)
    with _log(out, request, goes_on=earlier is not None) as log:
        target = Target.connect(request.target, request.encoding, request.timeout, before.settings.power_cycle, log.message if log else None)
        with progress(len(cases)) as observe, interruptible():
            introduced = earlier.hello if earlier else None
            run = conduct(request.suite, cases, target, observe, request.plan, log or NO_LOG, results, introduced)
        apply_expectations(run, request.expectations, request.started.date())
        have_attested(run, target, manifest_hash(request.suite))
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
