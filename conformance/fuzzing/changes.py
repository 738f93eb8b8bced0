"""Arguments with a little changed: by what is known of them, by parts of other arguments, or, to make a find small, into something simpler."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Annotated, Any, Union

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.damage import damaged
from conformance.fuzzing.places import Place, is_of, places, remember, with_other
from conformance.fuzzing.values import MOST, Seen, choose_value, known_integer
from reference.numbers import Length, Range

Parameters = Mapping[str, Any]
Arguments = dict[str, Any]

NEAR = (1, -1, 1, -1, 2, -2)


def changed(
    choices: Choices, parameters: Parameters, arguments: Arguments, other: Arguments, seen: Seen, present: list[tuple[str, Place]] | None = None
) -> Arguments:
    """The arguments with one to four places changed, mostly one or two. `other` are arguments of the same rule, whose parts may be taken over.

    `present` are the places of the arguments, where they are known.
    """
    after = dict(arguments)
    for number in range(choices.one_of((1, 1, 1, 2, 2, 3, 4))):
        if number or present is None:
            present = places_of(parameters, after)
        now = Seen(seen.integers[:], seen.byte_strings[:], seen.texts[:], seen.makers)
        constants = len(now.integers)
        # As often as all constants together: what is compared is mostly here.
        remember(now, (place for _, place in present))
        if constants:
            now.integers += now.integers[constants:] * (constants // max(len(now.integers) - constants, 1))
        name, place = choices.one_of(present)
        after[name] = with_other(after[name], place.path, _other_part(choices, place, present, other.get(name), now))
    return after


def simpler(parameters: Parameters, arguments: Arguments) -> Iterator[Arguments]:
    """The arguments with one place simpler, in each way that there is."""
    for name, place in places_of(parameters, arguments):
        for part in _simpler_parts(place.annotation, place.value):
            yield {**arguments, name: with_other(arguments[name], place.path, part)}


def places_of(parameters: Parameters, arguments: Arguments) -> list[tuple[str, Place]]:
    """Every place in the arguments, with its parameter."""
    return [(name, place) for name, annotation in parameters.items() for place in places(annotation, arguments[name])]


def _other_part(choices: Choices, place: Place, present: list[tuple[str, Place]], other: Any, seen: Seen) -> Any:
    """Another value for a place."""
    value = place.value
    if typing.get_origin(place.annotation) in (Union, types.UnionType):
        kinds = [each for each in typing.get_args(place.annotation) if is_of(each, value)]
        if not kinds or not choices.integer(0, 3):
            return choose_value(choices, place.annotation, seen)
        return _other_part(choices, Place(place.path, kinds[0], value), present, other, seen)
    way = choices.integer(0, 7)
    if way == 0:
        return choose_value(choices, place.annotation, seen)
    if way == 1 and other is not None and (same := [each for each in places(place.annotation, value) if each.path == ()]) and place.path:
        found = _part_at(other, place.path)
        return found if same and is_of(place.annotation, found) else choose_value(choices, place.annotation, seen)
    if type(value) is bool:
        return not value
    if type(value) is int:
        size = next((note for note in typing.get_args(place.annotation) if isinstance(note, Range)), None)
        if size is None:
            return choose_value(choices, place.annotation, seen)
        new = value + choices.one_of(NEAR) if way == 2 else known_integer(choices, seen)
        return min(max(new, size.low), size.high)
    if type(value) is bytes and way == 2 and value:
        return _within(place.annotation, damaged(choices, value), value)
    if isinstance(value, tuple) and way > 2:
        return _other_elements(choices, place, seen)
    alike = [each.value for _, each in present if each.annotation == place.annotation and each.value is not value]
    return choices.one_of(alike) if alike and way > 2 else choose_value(choices, place.annotation, seen)


def _within(annotation: Any, new: bytes, old: bytes) -> bytes:
    """The new byte string, where its length is one that the type has."""
    low, high = _bounds(annotation)
    return new if low <= len(new) <= high else old


def _part_at(whole: Any, path: tuple[Any, ...]) -> Any:
    """What another value has at a place; None where it has no such place."""
    for step in path:
        try:
            whole = whole[step] if isinstance(whole, tuple | Mapping) else getattr(whole, step)
        except (IndexError, KeyError, AttributeError):
            return None
    return whole


def _other_elements(choices: Choices, place: Place, seen: Seen) -> Any:
    """An array with an element more or less, one twice, or two in each other's place; anew where its length is fixed."""
    value, element = place.value, _element(place.annotation)
    if element is None:
        return choose_value(choices, place.annotation, seen)
    low, high = _bounds(place.annotation)
    number = choices.integer(0, max(len(value) - 1, 0))
    match choices.integer(0, 4):
        case 0 if len(value) > low:
            return (*value[:number], *value[number + 1 :])
        case 1 if value and len(value) < high:
            return (*value[:number], value[number], *value[number:])
        case 2 if len(value) > 1:
            first, second = sorted((number, choices.integer(0, len(value) - 1)))
            return value if first == second else (*value[:first], value[second], *value[first + 1 : second], value[first], *value[second + 1 :])
        case 3 if len(value) > 1 and all(isinstance(each, int | bytes) for each in value):
            return tuple(sorted(value))
        case _:
            return (*value, choose_value(choices, element, seen)) if len(value) < min(high, low + 2 * MOST) else value[: max(low, 1)]


def _element(annotation: Any) -> Any:
    """The type of an array's elements; None where each has its own."""
    base = typing.get_args(annotation)[0] if typing.get_origin(annotation) is Annotated else annotation
    arguments = typing.get_args(base)
    return None if not arguments or (typing.get_origin(base) is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis)) else arguments[0]


def _bounds(annotation: Any) -> tuple[int, int]:
    size = next((note for note in typing.get_args(annotation) if isinstance(note, Length | Range)), None)
    return (size.low, size.high) if size else (0, 2**16)


def _simpler_parts(annotation: Any, value: Any) -> Iterator[Any]:
    if value is None or value is False:
        return
    if value is True:
        yield False
    elif isinstance(value, Enum):
        yield from [each for each in type(value) if each.value != value.value][:1]
    elif isinstance(value, int):
        low = next((note.low for note in typing.get_args(annotation) if isinstance(note, Range)), 0)
        yield from dict.fromkeys(each for each in (low, low + 1, (value + low) // 2, value - 1) if low <= each < value)
    elif isinstance(value, bytes) and any(value):
        yield bytes(len(value))
        yield from _shorter(annotation, value)
    elif isinstance(value, str):
        yield from _shorter(annotation, value)
    elif isinstance(value, tuple) and _element(annotation) is not None:
        yield from _shorter(annotation, value)
        yield from ((*value[:number], *value[number + 1 :]) for number in range(len(value)) if len(value) > _bounds(annotation)[0])
    if not isinstance(value, int | bool | Enum) and is_of(annotation, None):
        yield None
    elif is_dataclass(value):
        return


def _shorter(annotation: Any, value: Any) -> Iterator[Any]:
    low = _bounds(annotation)[0]
    yield from (value[:count] for count in dict.fromkeys((low, max(low, len(value) // 2), len(value) - 1)) if low <= count < len(value))
