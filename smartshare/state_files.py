"""The files that `audit`, `outflows` and `coin` read: a state as the vectors write one, or vectors, of which one case is named."""

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from reference.codes import Reject
from reference.parameters import MAINNET, PRESETS, Parameters
from reference.state.state import State, put_head
from smartshare.options import CannotRun
from vectors.batch import Batch
from vectors.case import Case, Kind, case_from_json
from vectors.evaluate import STEPS, steps_of
from vectors.json_form import from_json
from vectors.json_text import FormError, Json, members, parse
from vectors.state_form import read_state, read_unchecked

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
"""A file that is there."""

Command = Callable[..., Any]


def case_option(what: str) -> Callable[[Command], Command]:
    """`--case`: the file holds vectors, and the command does `what`."""
    return click.option("--case", "case_id", metavar="ID", help=f"FILE is one of the vectors: {what}.")


def unchecked_states(file: Path, case_id: str | None) -> list[State]:
    """The state in a file, or those that a case goes through; as they are written, whether or not there can be such a state.

    A state's file does not name its preset: it is taken for one of mainnet.
    """
    if case_id is None:
        return [_read_as_state(file, MAINNET, read_unchecked)]
    case = _case_in(file, case_id)
    try:
        return _replayed(file, case)
    except Reject:
        return [read_unchecked(members(case.input)["state"], PRESETS[case.preset])]


def checked_state(file: Path, case_id: str | None, parameters: Parameters) -> State:
    """The state in a file, which is of a chain with these parameters, or the one that a case ends with. Rejects as a state from outside is rejected."""
    return _read_as_state(file, parameters, read_state) if case_id is None else _replayed(file, _case_in(file, case_id))[-1]


def _read_as_state(file: Path, parameters: Parameters, read: Callable[[Json, Parameters], State]) -> State:
    try:
        value = parse(file.read_bytes())
        if isinstance(value, list):
            raise CannotRun(f"{file} is not a state but a list: if it is of vectors, name one of its cases with --case ID")
        return read(value, parameters)
    except FormError as error:
        raise CannotRun(f"{file} is not a state as the vectors write one: {error}") from None


def _case_in(file: Path, case_id: str) -> Case:
    try:
        entries = parse(file.read_bytes())
        found = [case_from_json(entry) for entry in entries if members(entry).get("id") == case_id] if isinstance(entries, list) else []
    except FormError as error:
        raise CannotRun(f"{file}: {error}") from None
    if not found:
        raise CannotRun(f"{file} has no case {case_id}")
    if found[0].kind not in STEPS:
        raise CannotRun(f"{case_id} applies nothing to a state")
    return found[0]


def _replayed(file: Path, case: Case) -> list[State]:
    """The state that a case begins with, and those after its steps. Rejects where there can be no such state.

    A batch is no block and leaves the head where it was: what follows it is shown with a head of the batch's slot, as if it had been one.
    """
    given = members(case.input)
    try:
        (begun, _), *steps = steps_of(case.kind, PRESETS[case.preset], given)
        batches = from_json(tuple[Batch, ...], given["batches"]) if case.kind is Kind.TRANSACT else ()
    except FormError as error:
        raise CannotRun(f"{file}: {error}") from None
    states, slot = [begun], begun.head.slot
    for (state, outcome), batch in zip_longest(steps, batches):
        slot = max(slot, batch.slot) if batch is not None and "accepted" in outcome else slot
        states.append(state if slot <= state.head.slot else put_head(state, replace(state.head, slot=slot)))
    return states
