"""Several targets side by side: each is run in a process of its own, has a folder of its own, and fails by itself.

Who looks on sees a line for each while they run, and then the summaries in the order of the command line.
"""

import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from io import StringIO
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from secrets import randbelow
from types import FrameType
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.text import Text

from conformance.order import SEEDS
from conformance.results import Result
from conformance.terminal import PROGRESS, REFRESH_SECONDS, Tally
from smartshare.one_run import Settings, prepared, run_one
from smartshare.options import CannotRun, output

NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)=((?:cmd|tcp|unix|serial):.*)", re.DOTALL)
"""A target with a name."""

INTERRUPTED, CANNOT_RUN = 130, 2

Target = tuple[str, str]
"""A name, and what `--target` says after it."""


@dataclass(slots=True)
class _Running:
    """A target whose run goes on or is over."""

    name: str
    target: str
    process: BaseProcess
    said: Connection
    task: TaskID
    status: int | None = None
    """The exit status; None until it is over."""
    text: str = ""
    """The summary."""
    error: str = ""
    """Why the run could not take place, in one line."""


@dataclass(slots=True)
class _Signals:
    """Whether somebody has ended the runs."""

    processes: list[BaseProcess] = field(default_factory=list)
    interrupted: bool = False

    def end(self, _number: int, _frame: FrameType | None) -> None:
        """Let every run end as if it was told so itself; each leaves its reports."""
        self.interrupted = True
        for process in self.processes:
            if process.is_alive() and process.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGTERM)


def named_targets(texts: Sequence[str]) -> list[Target]:
    """The targets with their names: the one that stands before the target, or its place. Raises `CannotRun` for two that are one."""
    found = []
    for place, text in enumerate(texts, 1):
        named = NAMED.fullmatch(text)
        found.append((named[1], named[2]) if named else (f"target-{place}", text))
    names, addresses = Counter(name for name, _ in found), Counter(text for _, text in found if not text.startswith("cmd:"))
    for name, count in names.items():
        if count > 1:
            raise CannotRun(f"two targets are called {name}; give each its own name, as in --target {name}-2=cmd:...")
    for text, count in addresses.items():
        if count > 1:
            raise CannotRun(f"{text} is named twice, and one target answers one run at a time; name each target once")
    return found


def run_several(targets: Sequence[Target], settings: Settings) -> int:
    """Run the targets, show each, and return the exit status of all: the greatest. Raises `CannotRun` where none can be run."""
    if settings.resume is not None:
        raise CannotRun("--resume goes on with the run of one target; name that target alone, and its own folder")
    if settings.fix:
        raise CannotRun("--fix-expectations rewrites a file by what one target does; name that target alone")
    settings = replace(settings, seed=randbelow(SEEDS) if settings.seed is None else settings.seed)
    # What is wrong with the vectors is wrong for each of them, and said once.
    prepared(settings)
    signals = _Signals()
    before = {number: signal.signal(number, signals.end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        runs = _run_all(targets, settings, signals)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    with output() as console:
        for run in runs:
            console.print(Text(f"{run.name}: {run.target}", "bold"), soft_wrap=True)
            console.file.write(run.text)
        for name, _ in targets[len(runs) :]:
            console.print(Text(f"{name}: not begun", "bold yellow"), soft_wrap=True)
        for run in runs:
            console.print(Text(f"{run.name}: exit status {run.status}", "bold green" if run.status == 0 else "bold red"), soft_wrap=True)
    for run in runs:
        if run.error:
            click.echo(f"Error: {run.name}: {run.error}", err=True)
    return max(run.status if run.status is not None else CANNOT_RUN for run in runs)


def _run_all(targets: Sequence[Target], settings: Settings, signals: _Signals) -> list[_Running]:
    """Start the runs, as many at once as there are processors, and listen to them until all are over."""
    console = Console(stderr=True)
    wide = Console()
    shown = (wide.width, wide.is_terminal)
    runs: list[_Running] = []
    waiting = list(targets)
    with Progress(*PROGRESS, console=console, auto_refresh=False, transient=True, disable=not console.is_terminal) as progress:
        while True:
            going = [run for run in runs if run.status is None]
            while waiting and not signals.interrupted and len(going) < _processors():
                name, target = waiting.pop(0)
                own = replace(settings, target=target, out=settings.out / name if settings.out else None)
                run = _start(name, own, shown, progress)
                runs.append(run)
                going.append(run)
                signals.processes.append(run.process)
            if not going:
                return runs
            for said in wait([run.said for run in going], REFRESH_SECONDS):
                _hear(next(run for run in going if run.said is said), progress, signals)
            progress.refresh()


def _start(name: str, settings: Settings, shown: tuple[int, bool], progress: Progress) -> _Running:
    """Start a process of its own, which nothing of this one can slow down or spoil."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run_here, args=(settings, there, shown), name=name)
    process.start()
    there.close()
    return _Running(name, settings.target, process, here, progress.add_task(name, total=None, found=""))


def _hear(run: _Running, progress: Progress, signals: _Signals) -> None:
    """Take one message of a run. One that ends without a last message was killed."""
    try:
        what, *values = run.said.recv()
    except EOFError:
        run.process.join()
        if signals.interrupted:
            # It was told to end before it could heed that.
            run.status = INTERRUPTED
            return
        run.status, run.error = CANNOT_RUN, f"its run ended without a word, with exit status {run.process.exitcode}; run it alone to see why"
        return
    if what == "progress":
        done, total, found = values
        progress.update(run.task, completed=done, total=total, found=found)
    else:
        run.status, run.text, run.error = values
        run.process.join()


def _run_here(settings: Settings, said: Connection, shown: tuple[int, bool]) -> None:
    """What the process of one target does; the last that it says is how it ended."""

    def say(*message: Any) -> None:
        # Where nobody listens any more, the reports are written all the same.
        with suppress(OSError):
            said.send(message)

    @contextmanager
    def progress(total: int) -> Iterator[Callable[[Result], None]]:
        tally = Tally()

        def observe(result: Result) -> None:
            if tally.add(result):
                say("progress", tally.done, total, tally.found())

        yield observe

    text = StringIO()
    width, is_terminal = shown
    try:
        ended = run_one(prepared(settings), progress)
    except CannotRun as error:
        say("ended", CANNOT_RUN, "", error.format_message())
    except KeyboardInterrupt:
        say("ended", INTERRUPTED, "", "interrupted before it began")
    else:
        ended.show(Console(file=text, width=width, force_terminal=is_terminal))
        say("ended", ended.status, text.getvalue(), "")


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
