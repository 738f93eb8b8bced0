"""States that are possible in which a number of one record is the highest that there is, or shortly before that: a counter, an amount, a price, a limit."""

from contextlib import suppress
from typing import get_args

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.places import Place
from conformance.fuzzing.state_records import GROUPS, RECORD, Kept, records_of, with_all_money, with_part
from reference.codes import Reject
from reference.numbers import Range
from reference.state.state import State
from vectors.json_text import FormError
from vectors.state_form import read_state, write_state

LEAST_HIGHEST = 2**32 - 1
"""The least number that something counts up to in vain."""

BEFORE = (1, 1, 0, 2)
"""How far from the highest."""

TRIES = 4
"""How many numbers are tried for one that may be that high: many records allow few."""

IMPOSSIBLE = (FormError, ValueError, TypeError, AttributeError, OverflowError, Reject)
"""What is raised where what is put together is no state."""


def with_last_number(choices: Choices, first: State, state: State) -> State:
    """The state with such a number, in a record that has come since `first` where there is one; as it is where that is not possible."""
    begun = {(each.path, each.key) for each in records_of(first)}
    records = [each for each in records_of(state) if each.path[0] in GROUPS and _numbers(each)]
    records = [each for each in records if (each.path, each.key) not in begun] or records
    if not records:
        return state
    paths = list(dict.fromkeys(each.path for each in records))
    for _ in range(TRIES):
        path = choices.one_of(paths)
        kept = choices.one_of([each for each in records if each.path == path])
        place, highest = choices.one_of(_numbers(kept))
        with suppress(*IMPOSSIBLE):
            changed = with_all_money(with_part(state, kept, place.path, highest - choices.one_of(BEFORE)))
            return read_state(write_state(changed), state.chain.parameters)
    return state


def _numbers(kept: Kept) -> list[tuple[Place, int]]:
    """The numbers of a record that may be that high, and how high."""
    found = []
    for place in kept.parts():
        span = next((note for note in get_args(place.annotation) if isinstance(note, Range)), None)
        if place.path[0] == RECORD and type(place.value) is int and span is not None and span.high >= LEAST_HIGHEST:
            found.append((place, span.high))
    return found
