"""`smartshare mutate`: seed faults into the reference, and see whether the vectors notice each."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from vectors.mutation.mutant import Mutant
from vectors.mutation.report import Report, all_mutants, judge
from vectors.suite import SuiteError, load

COUNTS = ("mutants", "killed", "equivalent", "explained", "open")
"""The columns of the table."""

LOG_WIDTH = 160
"""Columns of the output where no terminal says how many there are."""


@click.command()
@click.option("--module", help="Only the mutants of this module, such as reference.state.coin.")
@click.option("--rule", help="Only the mutants of this rule's functions, such as COIN-6.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the rows and the mutants that live to this file as JSON.")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to use.")
def mutate(module: str | None, rule: str | None, json_file: Path | None, jobs: int) -> None:
    """Change each function of the reference in every small way, and see that a vector notices each change.

    What no vector notices is shown to be the same function by the prover, or explained in vectors/mutation/explained.toml, or
    open. Exits with 1 if any is open, or if an explanation explains nothing.
    """
    mutants = all_mutants(module, rule)
    if not mutants:
        raise click.ClickException(f"nothing of the reference is called {module or ''}{' of rule ' + rule if rule else ''}")
    console = Console()
    if not console.is_terminal:
        console = Console(width=LOG_WIDTH)
    report = _judged(mutants, jobs, rule is None, Console(stderr=True))
    show_report(console, report)
    if json_file is not None:
        json_file.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")
    if report.open or report.stale:
        raise SystemExit(1)


def show_report(console: Console, report: Report) -> None:
    """The table by module, and each mutant that is open."""
    table = Table("module", box=None, header_style="bold")
    for heading in COUNTS:
        table.add_column(heading, justify="right")
    rows = report.rows()
    for row in rows:
        table.add_row(str(row["module"]), *(str(row[heading]) for heading in COUNTS), style="red" if row["open"] else None)
    totals = [str(sum(count for row in rows if isinstance(count := row[heading], int))) for heading in COUNTS]
    table.add_row("all", *totals, style="bold")
    console.print(table)
    for result in report.open:
        mutant = result.mutant
        console.print(f"[red]open[/red] {mutant.module}:{mutant.line} {escape(mutant.function)}, {mutant.operator}")
        console.print(f"    before  {mutant.before}\n    after   {mutant.after}\n    reason  {result.reason}", markup=False, highlight=False, soft_wrap=True)
        for name, value in (result.arguments or {}).items():
            console.print(f"    {name} = {value}", markup=False, highlight=False, soft_wrap=True)
    for begin in report.stale:
        console.print(f"[red]stale[/red] {escape(begin)}: no mutant that lives begins so; remove it from vectors/mutation/explained.toml")


def _judged(mutants: Sequence[Mutant], jobs: int, whole: bool, console: Console) -> Report:
    try:
        suite = load()
    except SuiteError as error:
        raise click.ClickException(str(error)) from None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # No thread refreshes the bar: the processes that try mutants are forked.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        bar = progress.add_task("trying mutants", total=len(mutants))
        return judge(mutants, suite, jobs, lambda count: progress.update(bar, advance=count, refresh=console.is_terminal), whole)
