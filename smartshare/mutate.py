"""`smartshare mutate`: seed faults into the reference, and see whether the vectors notice each."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from smartshare.options import CannotRun
from smartshare.rows import PROGRESS, json_option, table_console, write_json
from vectors.mutation.mutant import Mutant
from vectors.mutation.report import Report, all_mutants, judge, marked_rules
from vectors.mutation.theorems import FATES, Attack, attacks, provable
from vectors.suite import SuiteError, load

COUNTS = ("mutants", "killed", "equivalent", "explained", "open")
"""The columns of the table."""


@click.command()
@click.option("--module", help="Only the mutants of this module, such as reference.state.coin.")
@click.option("--rule", "rules", multiple=True, help="Only the mutants of this rule's functions, such as COIN-6. May be repeated.")
@click.option("--theorems", is_flag=True, help="Throw the mutants of the kernels at the theorems as well.")
@json_option("the rows and the mutants that live")
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="Processes to use.")
def mutate(module: str | None, rules: tuple[str, ...], theorems: bool, json_file: Path | None, jobs: int) -> None:
    """See that a vector notices each small fault.

    Each function of the reference is changed in every small way. What no vector notices is shown to be the same function by the prover, or explained in
    vectors/mutation/explained.toml, or open. With --theorems, some theorem has to refute each mutant of a kernel too. Exits with 1 if any mutant is open,
    or accepted by every theorem, or if an explanation explains nothing.
    """
    # Before the mutants are made, which takes a while.
    for rule in rules:
        if rule not in marked_rules():
            close = get_close_matches(rule, marked_rules(), n=3, cutoff=0.5)
            raise CannotRun(f"no function of the reference is the rule {rule}; {'near it: ' + ', '.join(close) if close else 'name one as in COIN-6'}")
    mutants = all_mutants(module, rules)
    if not mutants:
        asked = " and ".join(part for part in (module and f"the module {module}", rules and f"the rule {' or '.join(rules)}") if part)
        raise CannotRun(f"the reference has nothing to change in {asked}; name a module as in reference.state.coin, a rule as in COIN-6")
    console = table_console()
    report = _judged(mutants, jobs, not rules, Console(stderr=True))
    show_report(console, report)
    attacked = _attacked(provable(mutants), jobs, Console(stderr=True)) if theorems else []
    show_attacks(console, attacked)
    write_json(json_file, {**report.as_json(), "theorems": [attack.as_json() for attack in attacked] if theorems else None})
    if report.open or report.stale or not all(attack.passes for attack in attacked):
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


def show_attacks(console: Console, attacked: Sequence[Attack]) -> None:
    """The table of what the theorems make of the mutants, and each one that none of them refutes."""
    if not attacked:
        return
    table = Table("module, by the theorems", "mutants", *FATES, box=None, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    counted: dict[str, Counter[str]] = {}
    for attack in attacked:
        counted.setdefault(attack.mutant.module, Counter())[attack.judged.fate.value] += 1
    for name, counts in sorted(counted.items()):
        table.add_row(name, str(counts.total()), *(str(counts[fate]) for fate in FATES))
    every = sum(counted.values(), Counter[str]())
    table.add_row("all", str(every.total()), *(str(every[fate]) for fate in FATES), style="bold")
    console.print(table)
    for attack in attacked:
        if not attack.passes:
            console.print(f"[red]{attack.judged.fate.value}[/red] {escape(attack.judged.text)}", soft_wrap=True)
            for reason in attack.judged.undecided:
                console.print(f"    {reason}", markup=False, highlight=False, soft_wrap=True)


def _attacked(mutants: Sequence[Mutant], jobs: int, console: Console) -> list[Attack]:
    if not mutants:
        return []
    with Progress(*PROGRESS, console=console, transient=True) as progress:
        bar = progress.add_task("throwing mutants at the theorems", total=len(mutants))
        return list(attacks(mutants, jobs, lambda count: progress.advance(bar, count)))


def _judged(mutants: Sequence[Mutant], jobs: int, whole: bool, console: Console) -> Report:
    try:
        suite = load()
    except SuiteError as error:
        raise click.ClickException(str(error)) from None
    # No thread refreshes the bar: the processes that try mutants are forked.
    with Progress(*PROGRESS, console=console, transient=True, auto_refresh=False) as progress:
        bar = progress.add_task("trying mutants", total=len(mutants))
        return judge(mutants, suite, jobs, lambda count: progress.update(bar, advance=count, refresh=console.is_terminal), whole)
