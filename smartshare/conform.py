"""`smartshare conform`: run the vectors on a target, or on several, and say what they do and do not do right."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from conformance.limits import DEFAULT_RESTARTS
from conformance.order import Order
from conformance.reports import REPORTS
from conformance.results import Result
from conformance.selection import Selection
from conformance.terminal import ProgressLine
from smartshare.one_run import LOG, Settings, prepared, run_one
from smartshare.options import (
    Seconds,
    encoding_option,
    output,
    power_cycle_option,
    program_name,
    required_target,
    seed_option,
    selection_options,
    targets_option,
    timeout_option,
    vectors_option,
)
from smartshare.several import named_targets, run_several

MAX_RUN_SECONDS = 30 * 24 * 3600.0
"""The longest time limit of a run: a month."""

DEFAULT_SAMPLE = 10
"""How many cases are run again, and how many of what is not claimed are tried, unless an option says otherwise."""


@click.command()
@targets_option
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
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=f"A folder for {', '.join(REPORTS)} and {LOG}; it is made if it is missing. Each of several targets has one in it.",
)
@click.option("--resume", type=click.Path(path_type=Path), help="Go on with the interrupted run whose reports are in this folder.")
def conform(
    targets: tuple[str, ...],
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

    Several targets run side by side, at most as many as there are processors. The exit status is then the greatest of theirs.
    """
    named = named_targets(targets or (required_target(None),))
    (_, target), *others = named
    settings = Settings(
        target,
        encoding,
        directory,
        selection,
        order,
        seed,
        power_every,
        power_cycle,
        recheck,
        probe,
        timeout,
        run_timeout,
        time_budget,
        restarts,
        foreseen,
        fix,
        out,
        resume,
        program_name(),
    )
    if others:
        sys.exit(run_several(named, settings))
    ended = run_one(prepared(settings), _progress)
    with output() as console:
        ended.show(console)
    sys.exit(ended.status)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Result], None]]:
    """The line that moves while cases run."""
    with ProgressLine(Console(stderr=True), total) as line:
        yield line.observe
