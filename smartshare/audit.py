"""`smartshare audit` and `smartshare outflows`: where all the SSP of a state is, and what was paid from the private placement."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import click
from rich.table import Table

from reference.codes import Reject
from reference.economy.distribution import check_genesis
from reference.economy.placements import outflows_between
from reference.numbers import MAX_UINT64
from reference.parameters import MAINNET, SSP_DECIMALS, SSP_SUPPLY
from reference.state.state import State
from reference.state.supply import Breakdown, break_down, total
from smartshare.rows import table_console
from smartshare.state_files import FILE, case_option, unchecked_states

SLOT = click.IntRange(0, MAX_UINT64)
"""A slot."""


@click.command()
@click.argument("file", type=FILE)
@case_option("audit what this case begins with, and what is there after each of its steps")
def audit(file: Path, case_id: str | None) -> None:
    """Recount all the SSP of the state in FILE.

    FILE is written as the vectors write a state. What the records hold must add up to the fixed supply, 10^18 units. Exits with 1 where it does not, and
    says by how much. Of a state of mainnet at height 0 it says too whether it is the genesis of a public chain (SUPPLY-4); without --case every state is taken
    for one of mainnet.
    """
    states = unchecked_states(file, case_id)
    counted = [break_down(state) for state in states]
    wrong = [(place, total(each) - SSP_SUPPLY) for place, each in enumerate(counted) if total(each) != SSP_SUPPLY]
    console = table_console()
    console.print(_table(counted[wrong[0][0]] if wrong else counted[-1]))
    for place, difference in wrong:
        console.print(f"state {place + 1} of {len(states)}: {abs(difference):,} units {'too many' if difference > 0 else 'missing'}")
    if not wrong:
        console.print(f"{'it is' if len(states) == 1 else f'each of {len(states)} states has'} the whole supply, {SSP_SUPPLY:,} units")
    if states[0].head.height == 0 and states[0].chain.parameters == MAINNET:
        first = "it" if len(states) == 1 else "the first of them"
        console.print(f"{first} is {'' if _is_public_genesis(states[0]) else 'not '}the genesis of a public chain (SUPPLY-4)")
    sys.exit(1 if wrong else 0)


@click.command()
@click.argument("file", type=FILE)
@click.option("--first", type=SLOT, default=0, show_default=True, help="The first slot of the period.")
@click.option("--last", type=SLOT, default=MAX_UINT64, help="The last slot of the period; by default all are shown.")
@case_option("show the outflows of the state that this case ends with")
def outflows(file: Path, first: int, last: int, case_id: str | None) -> None:
    """Show what was paid from the private placement.

    FILE is written as the vectors write a state; the outflows of the period from --first to --last are shown. Exits with 1 where the outflows of the state,
    in the period or not, are not all that there were (STATE-9), and says what is missing or wrong.
    """
    if first > last:
        raise click.UsageError(f"--first {first} is after --last {last}")
    state = unchecked_states(file, case_id)[-1]
    shown = Table("number", "slot", "recipient", "SSP", "purpose", box=None)
    for place in (0, 1, 3):
        shown.columns[place].justify = "right"
    published = state.economy.outflows
    paid = outflows_between(published, first, last)
    numbers = (number for number, outflow in sorted(published.items()) if first <= outflow.slot <= last)
    for number, outflow in zip(numbers, paid, strict=True):
        shown.add_row(str(number), str(outflow.slot), outflow.recipient.hex(), ssp(outflow.amount), outflow.purpose.name.lower())
    console = table_console()
    console.print(shown)
    console.print(f"outflows: {len(paid)}, of {ssp(sum(outflow.amount for outflow in paid))} SSP")
    problems = list(unpublished(state))
    for problem in problems:
        console.print(problem, soft_wrap=True)
    sys.exit(1 if problems else 0)


def unpublished(state: State) -> Iterator[str]:
    """What STATE-9 finds missing or wrong in the outflows of a state, a sentence each; nothing where they are all that the placement counts."""
    published, counted = state.economy.outflows, state.economy.placement.outflows
    numbers = sorted(published)
    for before, after in pairwise([-1, *(number for number in numbers if number < counted), counted]):
        if after - before == 2:
            yield f"outflow {before + 1} is missing"
        elif after - before > 2:
            yield f"outflows {before + 1} to {after - 1} are missing"
    for number in numbers:
        if number >= counted:
            yield f"outflow {number} is one too many: the placement counts {counted}"
        if not published[number].amount:
            yield f"outflow {number} is of nothing"
        if published[number].slot > state.head.slot:
            yield f"outflow {number} is of slot {published[number].slot}, after the state's, {state.head.slot}"
    for before, after in pairwise(numbers):
        if published[after].slot < published[before].slot:
            yield f"outflow {after} is of slot {published[after].slot}, before that of outflow {before}, {published[before].slot}"


def ssp(units: int) -> str:
    """An amount in SSP, with all its decimals."""
    whole, rest = divmod(units, 10**SSP_DECIMALS)
    return f"{whole:,}.{rest:0{SSP_DECIMALS}}"


def _is_public_genesis(state: State) -> bool:
    try:
        check_genesis(state)
    except Reject:
        return False
    return True


def _table(counted: Breakdown) -> Table:
    shown = Table("where", "SSP", "parts per million", box=None)
    for column in shown.columns[1:]:
        column.justify = "right"
    for field in fields(counted):
        units = getattr(counted, field.name)
        shown.add_row(field.name, ssp(units), f"{units * 1_000_000 // SSP_SUPPLY:,}")
    shown.add_row("total", ssp(total(counted)), f"{total(counted) * 1_000_000 // SSP_SUPPLY:,}", style="bold")
    return shown
