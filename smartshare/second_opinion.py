"""`smartshare second-opinion`: ask CrossHair about the theorems. It can only disagree."""

from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib import import_module
from multiprocessing import get_context

import click
from hypothesis import settings
from hypothesis.errors import InvalidArgument
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from smartshare.rows import table_console
from spec.prover.report import Task, is_lemma, tasks
from spec.prover.second_opinion import BACKEND, EXAMPLES, Opinion, View, opinion, planted

COLOURS = {View.SILENT: "green", View.DISAGREES: "red", View.REFUTED: "red", View.GAVE_UP: "yellow", View.NOT_ASKED: "dim"}


@click.command("second-opinion")
@click.option("--rule", help="Only what is about this rule, such as BALANCE-2.")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--examples", default=EXAMPLES, show_default=True, type=click.IntRange(1), help="Paths to try of each theorem.")
def second_opinion(rule: str | None, jobs: int, examples: int) -> None:
    """Ask CrossHair about the theorems.

    `make second-opinion` installs it. Exits with 1 where it falsifies what the prover lets pass, and where it overlooks a statement that is false on purpose.
    """
    todo = [task for task in tasks(rule) if not task.generated and not is_lemma(task)]
    if not todo:
        raise click.ClickException(f"nothing is stated about {rule}; name a rule, as in BALANCE-2")
    try:
        settings(backend=BACKEND)
    except InvalidArgument as error:
        raise click.ClickException("CrossHair is not installed here: `make second-opinion` installs it in an environment of its own") from error
    console = table_console()
    given = opinions([Task("", planted.__module__, planted.__name__, False), *todo], jobs, examples)
    noticed, *views = given
    console.print(_table(todo, views))
    counts = ", ".join(f"{sum(each.view is view for each in views)} {view.value}" for view in View)
    console.print(f"of {len(views)}: {counts}")
    if noticed.view is not View.REFUTED:
        raise click.ClickException(f"it overlooked a false statement ({noticed.view.value}), so that its silence says nothing at all")
    if any(each.view is View.DISAGREES for each in views):
        raise SystemExit(1)


def opinions(todo: list[Task], jobs: int, examples: int) -> list[Opinion]:
    """An opinion on each task, in their order."""
    with Progress(console=Console(stderr=True), transient=True) as progress, ProcessPoolExecutor(min(jobs, len(todo)), get_context("spawn")) as pool:
        bar = progress.add_task("asking", total=len(todo))
        futures = {pool.submit(asked, task, examples): task for task in todo}
        given = {}
        for future in as_completed(futures):
            given[futures[future]] = future.result()
            progress.advance(bar)
    return [given[task] for task in todo]


def asked(task: Task, examples: int) -> Opinion:
    """The opinion on one task."""
    return opinion(getattr(import_module(task.module), task.name), examples=examples)


def _table(todo: list[Task], views: list[Opinion]) -> Table:
    table = Table("rule", "statement", "CrossHair", box=None, header_style="bold")
    for heading in ("tried", "telling", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("detail")
    for task, each in zip(todo, views, strict=True):
        colour = COLOURS[each.view]
        numbers = (str(each.tried), str(each.telling), f"{each.seconds:.1f}")
        table.add_row(task.rule, task.name, f"[{colour}]{each.view.value}[/{colour}]", *numbers, escape(each.detail))
    return table
