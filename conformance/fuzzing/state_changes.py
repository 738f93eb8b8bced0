"""One thing changed about a possible state: a record's field moved to a border, the record left out or another's, a list in another order.

Every part of every record has its turn: what has been done seldom goes before what was done often.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.moves import NamedPlace, moved, stirred
from conformance.fuzzing.places import Place
from conformance.fuzzing.state_records import KEY, Kept, renamed, with_part, with_record, without_record
from conformance.fuzzing.watch import Compared
from reference.state.state import State

AGAIN = 8
"""How many things are tried until one is not what cannot be done with that record."""

SOME = 4
"""Of how many the one is taken that was taken least often."""

BYTES = (0x00, 0x40, 0x80, 0x81, 0xF4, 0xF5, 0xF6, 0xFF)
"""What a byte is changed to besides what is near: where CBOR's kinds begin, and what is said of nothing."""

WORTHLESS = (bytes(32), (1).to_bytes(32, "little"), b"\xff" * 32)
"""Byte strings of 32 that are no key, or the least of keys."""


@dataclass(slots=True)
class Base:
    """A state that is possible, the parts of its records, and what its checks compare."""

    preset: str
    state: State
    records: list[Kept]
    present: list[NamedPlace]
    compared: Sequence[Compared]
    features: frozenset[tuple[int, int]]
    together: frozenset[int]
    """The conditions that more than one part makes what they are: of these nothing is wrong."""
    turns: Counter[tuple[Any, ...]]
    """How often each thing was done to each part of a record, in all states together."""
    tried: int = 0


def changed(choices: Choices, base: Base, state: State) -> State:
    """A state like `base` with one thing otherwise, or as it is where nothing was found to change. What is not there any more is a KeyError."""
    if base.compared and choices.one_of(range(10)) < 4:
        change = moved(choices, base.present, _side(choices, base), 7)
        return state if change is None else with_named(state, base.records, *change)
    paths = list(dict.fromkeys(kept.path for kept in base.records))
    for _ in range(AGAIN):
        path, number = _seldom(choices, base, [(path, number) for path in paths for number in range(len(WAYS))], lambda each: each)
        kept = choices.one_of([each for each in base.records if each.path == path])
        other = WAYS[number](choices, base, state, kept)
        if other is not state:
            return other
    return state


def _side(choices: Choices, base: Base) -> Compared:
    """A comparison, rather one that was seldom used."""
    return _seldom(choices, base, base.compared, lambda each: ("side", each[0]))


def present_in(records: Sequence[Kept]) -> list[NamedPlace]:
    """The numbers, byte strings and truths of the records, each by the number of its record."""
    return [
        ("", Place((number, *part.path), part.annotation, part.value))
        for number, kept in enumerate(records)
        for part in kept.parts()
        if type(part.value) in (int, bytes, bool) and "hash" not in part.path
    ]


def with_named(state: State, records: Sequence[Kept], named: NamedPlace, value: Any) -> State:
    """The state with another value at a place of `present_in`."""
    number, *path = named[1].path
    return with_part(state, _as_it_is(state, records[number]), tuple(path), value)


def _as_it_is(state: State, kept: Kept) -> Kept:
    """The record, which may have been changed before. Raises KeyError where it is not there."""
    table: Any = state
    for name in kept.path:
        table = getattr(table, name)
    return replace(kept, value=table if kept.key is None else table[kept.key])


Option = TypeVar("Option")


def _seldom(choices: Choices, base: Base, options: Sequence[Option], name: Callable[[Option], tuple[Any, ...]]) -> Option:
    """Of some options the one that was taken least often: few parts are numbers of many records."""
    chosen = min((choices.one_of(options) for _ in range(SOME)), key=lambda each: base.turns[name(each)])
    base.turns[name(chosen)] += 1
    return chosen


def _part(choices: Choices, base: Base, kept: Kept, parts: Sequence[Place], way: str) -> Place:
    """One of these parts of a record, rather one to which this was seldom done."""
    return _seldom(choices, base, parts, lambda part: (way, kept.path, *(step for step in part.path if type(step) is str)))


Way = Callable[[Choices, Base, State, Kept], State]
"""Changes one thing about a record."""


def _stir(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """A number, a byte string or a truth of it is another's, an edge, of about now, or a little more or less."""
    kept = _as_it_is(state, kept)
    own = present_in([kept])
    if not own:
        return state
    part = _part(choices, base, kept, [each for _, each in own], "stir")
    now = state.head.slot
    change: tuple[NamedPlace, Any] | None
    match choices.one_of(range(5)):
        case 0 if type(part.value) is int:
            change = ("", part), choices.one_of((now + 1, now + 1, now, max(now, 1) - 1))
        case 0 | 1:
            # With what is known of the whole state rather than of this record.
            change = ("", part), choices.one_of([each.value for _, each in base.present if type(each.value) is type(part.value)])
        case 2 if type(part.value) is int:
            change = ("", part), max(part.value + choices.one_of((1, -1)), 0)
        case 3 if type(part.value) is int:
            change = ("", part), 0
        case _:
            change = stirred(choices, own, ())
    return state if change is None else with_named(state, [kept], *change)


def _remove(_choices: Choices, _base: Base, state: State, kept: Kept) -> State:
    """It is left out."""
    return state if kept.key is None else without_record(state, kept)


def _rekey(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """It stands under another key, or once more under that."""
    own = [each for each in present_in([kept]) if each[1].path[1] == KEY]
    if not own:
        return state
    kept = _as_it_is(state, kept)
    place = _part(choices, base, kept, [each for _, each in own], "key")
    alike = [each[1].value for each in base.present if type(each[1].value) is type(place.value)]
    changed = with_part(state, kept, place.path[1:], choices.one_of(alike))
    return with_record(changed, kept, kept.key, kept.value) if choices.integer(0, 1) else changed


def _rename(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """Who or what it speaks of is another, everywhere."""
    own = [each[1].value for each in present_in([kept]) if type(each[1].value) is bytes]
    alike = [each[1].value for each in base.present if type(each[1].value) is bytes]
    if not own:
        return state
    old = choices.one_of(own)
    return renamed(state, old, choices.one_of([each for each in alike if len(each) == len(old)]))


def _list(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """One of its lists is in another order, has an element twice or one less, or none."""
    kept = _as_it_is(state, kept)
    lists = [each for each in kept.parts() if type(each.value) is tuple and each.value and each.path[0] != KEY]
    if not lists:
        return state
    part = _part(choices, base, kept, lists, "list")
    value, place = part.value, choices.integer(0, len(part.value) - 1)
    match choices.integer(0, 3):
        case 0:
            new = value[::-1]
        case 1:
            new = (*value[: place + 1], *value[place:])
        case 2:
            new = (*value[:place], *value[place + 1 :])
        case _:
            new = ()
    return with_part(state, kept, part.path, new)


def _word(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """A stage or a phase of it is another."""
    kept = _as_it_is(state, kept)
    words = [each for each in kept.parts() if isinstance(each.value, Enum)]
    if not words:
        return state
    part = _part(choices, base, kept, words, "word")
    return with_part(state, kept, part.path, choices.one_of(list[Any](part.value.__class__)))


def _byte(choices: Choices, base: Base, state: State, kept: Kept) -> State:
    """A byte string of it has another byte, one more or one less, or is no key."""
    kept = _as_it_is(state, kept)
    strings = [each for each in kept.parts() if type(each.value) is bytes and each.path[0] != KEY]
    if not strings:
        return state
    part = _part(choices, base, kept, strings, "byte")
    value = part.value
    place = choices.integer(0, max(len(value) - 1, 0))
    match choices.one_of(range(6)):
        case 0:
            new = value[:-1]
        case 1:
            new = value + choices.one_of((b"\x00", b"a", b"\xff"))
        case 2 | 3 if len(value) == len(WORTHLESS[0]):
            new = choices.one_of(WORTHLESS)
        case _:
            other = choices.one_of((*BYTES, value[place] ^ 1 if value else 0))
            new = value[:place] + bytes((other,)) + value[place + 1 :]
    return with_part(state, kept, part.path, new)


WAYS: tuple[Way, ...] = (_stir, _stir, _stir, _stir, _remove, _remove, _rekey, _rename, _list, _list, _word, _byte, _byte)
"""What is done with a record, each as often as it stands here."""
