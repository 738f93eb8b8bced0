"""A value with one part at a bound of its type, or just beyond it: what a decoder has to take, and what it has to refuse.

What chance draws lies within every bound, and damage changes a byte string by a byte or a number by one. So neither comes to an array of one element more
than it may have, or to a string of no bytes where one is needed.
"""

import typing
from dataclasses import is_dataclass
from typing import Any

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.places import Place, places, with_other
from conformance.fuzzing.values import Seen, choose_value
from reference.numbers import Length, Range

LONGEST = 2**11
"""The longest byte string that is made here, and the most elements of an array: beyond, bounds are those of whole objects."""


def beyond(choices: Choices, annotation: Any, value: Any) -> Any:
    """The value with one part otherwise; itself where no type within it has a bound. What comes of it need not be a record that anybody could make."""
    present = list(places(annotation, value))
    found = [(place, note) for place in present for note in _bounds(place) if type(note) is Range or note.high <= LONGEST]
    within = [(inner, outer) for inner in present for outer in present if _is_record(inner.value) and _is_record(outer.value) and _holds(outer, inner)]
    if within and not choices.integer(0, 3):
        # What holds a record in its place, once more.
        inner, outer = choices.one_of(within)
        return with_other(value, inner.path, outer.value)
    if not found:
        return value
    place, bound = choices.one_of(found)
    size = choices.one_of((bound.high + 1, bound.low - 1, bound.high, bound.high + 1, bound.low))
    if isinstance(bound, Length):
        size = max(size, 0)
    return with_other(value, place.path, size if isinstance(bound, Range) else _as_long(choices, place, size))


def _bounds(place: Place) -> list[Range | Length]:
    """What limits a part: of an alternative, what is said of its values' kind."""
    kinds = (place.annotation, *typing.get_args(place.annotation))
    notes = [note for kind in kinds for note in typing.get_args(kind)]
    wanted = Range if type(place.value) is int else Length
    return [note for note in notes if isinstance(note, wanted)]


def _as_long(choices: Choices, place: Place, size: int) -> Any:
    """Cut off, or repeated, to a length."""
    value = place.value
    if not value and isinstance(value, tuple):
        of = next((each for kind in (place.annotation, *typing.get_args(place.annotation)) for each in typing.get_args(kind) if is_dataclass(each)), None)
        value = () if of is None else (choose_value(choices, of, Seen()),)
    whole: Any = value or (b"\0" if isinstance(value, bytes) else "A" if isinstance(value, str) else value)
    return (whole * (size // len(whole) + 1))[:size] if whole else whole


def _is_record(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether one part, which is not the whole, has the other in it."""
    return 0 < len(outer.path) < len(inner.path) and inner.path[: len(outer.path)] == outer.path
