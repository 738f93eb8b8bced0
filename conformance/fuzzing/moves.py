"""Arguments moved to where a comparison comes out otherwise: by the distance of its sides, or with one side in the place of the other."""

import typing
from collections.abc import Sequence
from typing import Any

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.places import Place, with_other
from conformance.fuzzing.values import EDGES
from conformance.fuzzing.watch import Compared
from reference.numbers import Length, Range

Arguments = dict[str, Any]

NamedPlace = tuple[str, Place]
"""A parameter, and a place in its value."""

LONGEST = 2**20
"""The longest byte string that one is made as long as."""

WORDS = (2**64, 2**64, 2**63, 2**53, 2**32)

MOST_SETTLED = 12
"""So many comparisons are settled at once."""

BESIDE = (0, 0, 1, -1)
"""How far from the border."""


Change = tuple[NamedPlace, Any]
"""A place, and another value for it."""


def moved(choices: Choices, present: Sequence[NamedPlace], compared: Compared, often: int = 1) -> Change | None:
    """A change by which these sides may come to the same, or to one apart; None where no place can do that.

    The place is one that has what a side is, where there is one, but for one of `often` + 1 times.
    """
    _, one, other = compared
    if choices.integer(0, 1):
        one, other = other, one
    if type(one) is bytes:
        return _change(_fitting(choices, present, one), other)
    sized = [each for each in present if type(each[1].value) is bytes and len(each[1].value) == one]
    if sized and 0 <= other <= LONGEST and choices.integer(0, 1):
        long = choices.one_of(sized)
        return _change(long, _as_long(long[1].value, max(other + choices.one_of(BESIDE), 0)))
    named = _integer(choices, present, one, often)
    if named is None:
        return None
    value, beside = named[1].value, choices.one_of(BESIDE)
    match choices.integer(0, 9):
        case 0 | 1 | 2 | 3:
            new = value + (other - one) + beside
        case 4 | 5 | 6:
            new = value - (other - one) + beside
        case 7:
            new = other + beside
        case 8:
            # One side is a product of it: the place is what the other side has to be divided by, or a part of that.
            divisor = _integer(choices, present, None, often)
            new = other // divisor[1].value + beside if divisor and divisor[1].value else other
        case _:
            new = value * other // one + beside if one else other
    return _change(named, new)


def stirred(choices: Choices, present: Sequence[NamedPlace], known: Sequence[int]) -> Change | None:
    """A change of one number or byte string: to what another is, to an edge, to what is known, or a little."""
    name, place = choices.one_of(present)
    value = place.value
    if type(value) is bool:
        return _change((name, place), not value)
    if type(value) is bytes:
        alike = [each.value for _, each in present if type(each.value) is bytes and each.value != value]
        return _change((name, place), choices.one_of(alike)) if alike else None
    if type(value) is not int:
        return None
    others = [each.value for _, each in present if type(each.value) is int]
    match choices.integer(0, 9):
        case 0 | 1:
            new = value + choices.one_of((1, -1, 2, -2))
        case 2 | 3:
            new = choices.one_of(others) + choices.one_of(BESIDE)
        case 4:
            new = value + choices.one_of(others)
        case 5:
            new = value - choices.one_of(others)
        case 6:
            new = choices.one_of(EDGES)
        case 7 if known:
            new = choices.one_of(known) + choices.one_of(BESIDE)
        case 8:
            new = value * choices.integer(2, 9)
        case _:
            new = choices.integer(0, max(value, 12))
    return _change((name, place), new)


def carried(choices: Choices, present: Sequence[NamedPlace]) -> tuple[Change, Change] | None:
    """Some of one number moved to another, so that their sum stays."""
    integers = [each for each in present if type(each[1].value) is int and each[1].value]
    if len(integers) < 2:
        return None
    one, other = choices.one_of(integers), choices.one_of(integers)
    part = choices.one_of((1, 1, one[1].value, one[1].value // 2, choices.integer(0, one[1].value)))
    less, more = _change(one, one[1].value - part), _change(other, other[1].value + part)
    return None if one is other or less is None or more is None else (less, more)


def settled(present: Sequence[NamedPlace], compared: Sequence[Compared]) -> list[Change]:
    """All that is needed for the first comparisons of integers to come out equal, each by a place that has what one of its sides is."""
    changes: dict[int, Change] = {}
    for _, one, other in compared[:MOST_SETTLED]:
        if type(one) is int and type(other) is int and one != other:
            for number, named in enumerate(present):
                if type(named[1].value) is int and named[1].value in (one, other) and number not in changes:
                    change = _change(named, other if named[1].value == one else one)
                    if change is not None:
                        changes[number] = change
                        break
    return [*changes.values()]


def wrapped(choices: Choices, present: Sequence[NamedPlace]) -> Change | None:
    """A number, with which the product of it and another is a little more than what a machine's word holds: there, it seems to be small."""
    integers = [each for each in present if type(each[1].value) is int and each[1].value]
    if len(integers) < 2:
        return None
    one, other = choices.one_of(integers), choices.one_of(integers)
    return None if one is other else _change(one, -(-choices.one_of(WORDS) // other[1].value))


def with_change(arguments: Arguments, change: Change) -> Arguments:
    """The arguments with it. Raises what a record raises that cannot be."""
    (name, place), value = change
    return {**arguments, name: with_other(arguments[name], place.path, value)}


def _change(named: NamedPlace | None, value: Any) -> Change | None:
    """Another value for a place, as near as its type allows; None where that changes nothing."""
    if named is None:
        return None
    for note in _notes(named[1].annotation):
        if isinstance(note, Range) and type(value) is int:
            value = min(max(value, note.low), note.high)
        elif isinstance(note, Length) and type(value) is bytes and not note.low <= len(value) <= note.high:
            return None
    return None if value == named[1].value else (named, value)


def _as_long(value: bytes, length: int) -> bytes:
    """The byte string, cut off or repeated to a length."""
    return (value * (length // len(value) + 1))[:length] if value else bytes(length)


def _notes(annotation: Any) -> tuple[Any, ...]:
    """What a type says of its values; of an alternative, what each of its types says."""
    notes = typing.get_args(annotation)
    return tuple(each for note in notes for each in (note, *typing.get_args(note)))


def _integer(choices: Choices, present: Sequence[NamedPlace], value: int | None, often: int) -> NamedPlace | None:
    """A place with an integer, mostly one that has this value, where there is one."""
    integers = [each for each in present if type(each[1].value) is int]
    same = [each for each in integers if each[1].value == value]
    chosen = same if same and choices.integer(0, often) else integers
    return choices.one_of(chosen) if chosen else None


def _fitting(choices: Choices, present: Sequence[NamedPlace], value: bytes) -> NamedPlace | None:
    """A place that has this value, or one with a byte string as long."""
    same = [each for each in present if each[1].value == value and type(each[1].value) is bytes]
    chosen = same or [each for each in present if type(each[1].value) is bytes and len(each[1].value) == len(value)]
    return choices.one_of(chosen) if chosen else None
