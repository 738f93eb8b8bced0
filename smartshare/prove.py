"""`smartshare prove`: check every theorem and every kernel, by Z3 and by Hypothesis."""

from concurrent.futures import ProcessPoolExecutor, as_completed
from math import inf
from multiprocessing import get_context
from pathlib import Path
from textwrap import indent

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from smartshare.rows import PROGRESS, json_option, table_console, write_json
from spec.prover import proof_cache
from spec.prover.fingerprint import Fingerprint, Reach
from spec.prover.report import Row, Task, tasks

COLOURS = {"proved": "green", "bounded": "cyan", "tested": "yellow"}
"""How a passing verdict is shown; every other one is red."""

CACHE = Path("build/proof-cache")
"""Where it is kept what was proved before."""


@click.command()
@click.option("--rule", help="Only what is about this rule, such as BALANCE-2.")
@json_option("the rows")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Where what was proved before is kept.")
@click.option("--no-cache", is_flag=True, help="Prove everything, whatever was proved before, and keep nothing.")
def prove(rule: str | None, json_file: Path | None, jobs: int, cache: Path, no_cache: bool) -> None:
    """Prove the theorems, and what every kernel owes.

    What has not changed since it was proved is not proved again. Exits with 1 unless all are proved, bounded or tested.
    """
    todo = tasks(rule)
    if not todo:
        raise click.ClickException(f"nothing is stated about {rule}; name a rule, as in BALANCE-2" if rule else "there are no theorems")
    console = table_console()
    folder = None if no_cache else cache
    reach = Reach()
    # Where nothing is kept, nobody asks what has changed.
    marks = {task: proof_cache.fingerprint(task, reach) if folder is not None else None for task in todo}
    rows = _carried_out(todo, jobs, Console(stderr=True), marks, folder)
    if folder is not None and rule is None:
        proof_cache.prune(folder, (mark.key for mark in marks.values() if mark is not None))
    console.print(_table(rows))
    failures = [row for row in rows if not row.passes]
    for row in failures:
        console.print(f"[red]{row.verdict}[/red] {escape(f'{row.rule} {row.statement}: {row.detail}')}")
        shown = row.call or "\n".join(f"{name} = {value}" for name, value in (row.counterexample or {}).items())
        console.out(indent(shown, "    "), highlight=False)
    unchanged = sum(row.cached for row in rows)
    since = f", {unchanged} of them unchanged since they were proved" if unchanged else ""
    console.print(f"{len(rows) - len(failures)} of {len(rows)} hold{since}")
    write_json(json_file, [row.as_json() for row in rows])
    if failures:
        raise SystemExit(1)


def _carried_out(todo: list[Task], jobs: int, console: Console, marks: dict[Task, Fingerprint | None], folder: Path | None) -> list[Row]:
    """The rows of the tasks, in the order of the tasks. Processes are spawned, so that no state of Z3 is shared."""
    rows: dict[Task, Row] = {}
    for task, mark in marks.items():
        entry = proof_cache.read(folder, mark.key) if folder is not None and mark is not None else None
        if entry is not None:
            rows[task] = entry.row
    left = _longest_first([task for task in todo if task not in rows], marks, folder)
    if left:
        with Progress(*PROGRESS, console=console, transient=True) as progress, ProcessPoolExecutor(min(jobs, len(left)), get_context("spawn")) as pool:
            bar = progress.add_task("proving", total=len(todo), completed=len(rows))
            keys = {task: mark.key if mark is not None else None for task, mark in marks.items()}
            futures = {pool.submit(proof_cache.proved_and_kept, task, folder, keys[task]): task for task in left}
            try:
                for future in as_completed(futures):
                    rows[futures[future]] = future.result()
                    progress.advance(bar)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)  # one who interrupts does not wait for all that was not begun
                raise
    return [rows[task] for task in todo]


def _longest_first(left: list[Task], marks: dict[Task, Fingerprint | None], folder: Path | None) -> list[Task]:
    """The tasks so that the processes end together: by the time that each took before, and where that is not known, before
    them, by how much it reaches.
    """
    known = proof_cache.durations(folder) if folder is not None else {}

    def length(task: Task) -> tuple[bool, float]:
        took, mark = known.get(proof_cache.place(task)), marks[task]
        return took is None, took if took is not None else mark.size if mark is not None else inf

    return sorted(left, key=length, reverse=True)


def _table(rows: list[Row]) -> Table:
    table = Table("rule", "statement", "says", "verdict", box=None, header_style="bold")
    for heading in ("paths", "rejecting", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("widest")
    for row in rows:
        colour = COLOURS.get(row.verdict, "red")
        numbers = (str(row.paths), str(row.rejecting), f"{row.seconds:.2f}")
        verdict = f"[{colour}]{row.verdict}[/{colour}]" + (" [dim]unchanged[/dim]" if row.cached else "")
        table.add_row(row.rule, escape(row.statement), row.says or "", verdict, *numbers, escape(_widest(row)))
    return table


def _widest(row: Row) -> str:
    if row.bits is None:
        return "unknown" if row.paths else ""
    sign = f", {row.negative} may be negative" if row.negative is not None else ""
    return (f"{row.bits} bits ({row.widest})" if row.bits else "") + sign
