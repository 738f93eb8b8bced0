"""`smartshare prove`: check every theorem and every kernel, by Z3 and by Hypothesis."""

import json
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from textwrap import indent

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from spec.prover.report import Row, Task, proved, tasks

COLOURS = {"proved": "green", "bounded": "cyan", "tested": "yellow"}
"""How a passing verdict is shown; every other one is red."""

LOG_WIDTH = 160
"""Columns of the table where no terminal says how many there are."""


@click.command()
@click.option("--rule", help="Only what is about this rule, such as BALANCE-2.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the rows to this file as JSON.")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to use.")
def prove(rule: str | None, json_file: Path | None, jobs: int) -> None:
    """Prove the theorems, and what every kernel owes.

    Exits with 1 unless all are proved, bounded or tested.
    """
    todo = tasks(rule)
    if not todo:
        raise click.ClickException(f"nothing is stated about {rule}" if rule else "there are no theorems")
    console = Console()
    if not console.is_terminal:
        console = Console(width=LOG_WIDTH)
    rows = _carried_out(todo, jobs, Console(stderr=True))
    console.print(_table(rows))
    failures = [row for row in rows if not row.passes]
    for row in failures:
        console.print(f"[red]{row.verdict}[/red] {escape(f'{row.rule} {row.statement}: {row.detail}')}")
        shown = row.call or "\n".join(f"{name} = {value}" for name, value in (row.counterexample or {}).items())
        console.out(indent(shown, "    "), highlight=False)
    console.print(f"{len(rows) - len(failures)} of {len(rows)} hold")
    if json_file is not None:
        json_file.write_text(json.dumps([row.as_json() for row in rows], indent=1) + "\n", encoding="utf-8")
    if failures:
        raise SystemExit(1)


def _carried_out(todo: list[Task], jobs: int, console: Console) -> list[Row]:
    """The rows of the tasks, in the order of the tasks. Processes are spawned, so that no state of Z3 is shared."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress, ProcessPoolExecutor(min(jobs, len(todo)), get_context("spawn")) as pool:
        bar = progress.add_task("proving", total=len(todo))
        futures = {pool.submit(proved, task): index for index, task in enumerate(todo)}
        rows = {}
        for future in as_completed(futures):
            rows[futures[future]] = future.result()
            progress.advance(bar)
    return [rows[index] for index in range(len(todo))]


def _table(rows: list[Row]) -> Table:
    table = Table("rule", "statement", "verdict", box=None, header_style="bold")
    for heading in ("paths", "rejecting", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("widest")
    for row in rows:
        colour = COLOURS.get(row.verdict, "red")
        numbers = (str(row.paths), str(row.rejecting), f"{row.seconds:.2f}")
        table.add_row(row.rule, escape(row.statement), f"[{colour}]{row.verdict}[/{colour}]", *numbers, escape(_widest(row)))
    return table


def _widest(row: Row) -> str:
    if row.bits is None:
        return "unknown" if row.paths else ""
    sign = f", {row.negative} may be negative" if row.negative is not None else ""
    return (f"{row.bits} bits ({row.widest})" if row.bits else "") + sign
