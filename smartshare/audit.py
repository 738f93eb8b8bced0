"""`smartshare audit` and `smartshare outflows`: where all the SSP of a state is, and what was paid from the private placement."""

import sys
from dataclasses import fields
from pathlib import Path

import click
from rich.table import Table

from reference.codes import Reject
from reference.economy.placements import outflows_between
from reference.numbers import MAX_UINT64
from reference.parameters import MAINNET, PRESETS, SSP_DECIMALS, SSP_SUPPLY
from reference.state.state import State
from reference.state.supply import Breakdown, break_down, total
from smartshare.options import CannotRun
from smartshare.rows import table_console
from vectors.case import Case, case_from_json
from vectors.evaluate import STEPS, steps_of
from vectors.json_text import FormError, Json, members, parse
from vectors.state_form import read_unchecked

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
"""A file that is there."""


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--case", "case_id", metavar="ID", help="FILE is one of the vectors: audit what this case begins with, and what is there after each of its steps."
)
def audit(file: Path, case_id: str | None) -> None:
    """Recount all the SSP of the state in FILE, which is written as the vectors write one.

    What the records hold must add up to the fixed supply, 10^18 units. Exits with 1 where it does not, and says by how much.
    """
    states = [_state(file)] if case_id is None else _states_of(file, case_id)
    counted = [break_down(state) for state in states]
    wrong = [(place, total(each) - SSP_SUPPLY) for place, each in enumerate(counted) if total(each) != SSP_SUPPLY]
    console = table_console()
    console.print(_table(counted[wrong[0][0]] if wrong else counted[-1]))
    for place, difference in wrong:
        console.print(f"state {place + 1} of {len(states)}: {abs(difference):,} units {'too many' if difference > 0 else 'missing'}")
    if not wrong:
        console.print(f"{'it is' if len(states) == 1 else f'each of {len(states)} states has'} the whole supply, {SSP_SUPPLY:,} units")
    sys.exit(1 if wrong else 0)


@click.command()
@click.argument("file", type=FILE)
@click.option("--first", type=click.IntRange(0, MAX_UINT64), default=0, show_default=True, help="The first slot of the period.")
@click.option("--last", type=click.IntRange(0, MAX_UINT64), default=MAX_UINT64, help="The last slot of the period; by default all are shown.")
def outflows(file: Path, first: int, last: int) -> None:
    """Show what was paid from the private placement in a period, by the state in FILE, which is written as the vectors write one."""
    shown = Table("slot", "recipient", "SSP", "purpose", box=None)
    shown.columns[2].justify = "right"
    paid = outflows_between(_state(file).economy.outflows, first, last)
    for outflow in paid:
        shown.add_row(str(outflow.slot), outflow.recipient.hex(), ssp(outflow.amount), outflow.purpose.name.lower())
    console = table_console()
    console.print(shown)
    console.print(f"{len(paid)} outflows, {ssp(sum(outflow.amount for outflow in paid))} SSP")


def ssp(units: int) -> str:
    """An amount in SSP, with all its decimals."""
    whole, rest = divmod(units, 10**SSP_DECIMALS)
    return f"{whole:,}.{rest:0{SSP_DECIMALS}}"


def _table(counted: Breakdown) -> Table:
    shown = Table("where", "SSP", "parts per million", box=None)
    for column in shown.columns[1:]:
        column.justify = "right"
    for field in fields(counted):
        units = getattr(counted, field.name)
        shown.add_row(field.name, ssp(units), f"{units * 1_000_000 // SSP_SUPPLY:,}")
    shown.add_row("total", ssp(total(counted)), f"{total(counted) * 1_000_000 // SSP_SUPPLY:,}", style="bold")
    return shown


def _state(file: Path) -> State:
    try:
        # The preset is not in the file, and what is counted does not depend on it.
        return read_unchecked(_read(file), MAINNET)
    except FormError as error:
        raise CannotRun(f"{file} is not a state as the vectors write one: {error}") from None


def _states_of(file: Path, case_id: str) -> list[State]:
    try:
        entries = _read(file)
        found = [case_from_json(entry) for entry in entries if members(entry).get("id") == case_id] if isinstance(entries, list) else []
        if not found:
            raise CannotRun(f"{file} has no case {case_id}")
        return _replayed(found[0])
    except FormError as error:
        raise CannotRun(f"{file}: {error}") from None


def _replayed(case: Case) -> list[State]:
    """The state that a case begins with, and those after its steps, where that is a state that there can be."""
    parameters = PRESETS[case.preset]
    if case.kind not in STEPS:
        raise CannotRun(f"{case.id} applies nothing to a state")
    try:
        return [state for state, _ in steps_of(case.kind, parameters, members(case.input))]
    except Reject:
        return [read_unchecked(members(case.input)["state"], parameters)]


def _read(file: Path) -> Json:
    return parse(file.read_bytes())
