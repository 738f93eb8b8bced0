"""The places in a value of a type: each part that could be another, with its type, and the value with another there."""

import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from typing import Annotated, Any, Union

from conformance.fuzzing.sealed import Within, inner_value, with_inner, within
from conformance.fuzzing.values import Seen, fields_of
from vectors.json_form import form_of
from vectors.json_text import FormError

Path = tuple[Any, ...]
"""From the whole to a part: names of fields and places in arrays."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a value."""

    path: Path
    annotation: Any
    value: Any


def places(annotation: Any, value: Any, path: Path = ()) -> Iterator[Place]:
    """The value itself, and every part of it, each before its own parts."""
    yield Place(path, annotation, value)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        origin, arguments = typing.get_origin(arguments[0]), typing.get_args(arguments[0])
    if origin in (Union, types.UnionType):
        for each in arguments:
            if is_of(each, value):
                yield from [*places(each, value, path)][1:]
                return
    elif origin in (tuple, Sequence, Iterable) and isinstance(value, tuple):
        fixed = origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis)
        for number, each in enumerate(value):
            yield from places(arguments[number if fixed else 0], each, (*path, number))
    elif isinstance(annotation, type) and is_dataclass(annotation):
        for name, hint in fields_of(annotation):
            yield from places(hint, getattr(value, name), (*path, name))


def with_other(whole: Any, path: Path, part: Any) -> Any:
    """The whole with another part at a place. Raises ValueError where there is no such place within an encoding."""
    if not path:
        return part
    first, rest = path[0], path[1:]
    if isinstance(first, Within):
        return with_inner(whole, first, with_other(inner_value(whole, first) if rest else None, rest, part))
    if isinstance(whole, tuple):
        return (*whole[:first], with_other(whole[first], rest, part), *whole[first + 1 :])
    if isinstance(whole, Mapping):
        return {**whole, first: with_other(whole[first], rest, part)}
    return replace(whole, **{first: with_other(getattr(whole, first), rest, part)})


def leaves(place: Place, depth: int = 2) -> Iterator[Place]:
    """The place where it is a number, a byte string or a truth, and those within the encoding that it is."""
    if type(place.value) in (int, bytes, bool):
        yield place
    if type(place.value) is bytes and depth:
        for step, annotation, value in within(place.value):
            yield from leaves(Place((*place.path, step), annotation, value), depth - 1)


def is_of(annotation: Any, value: Any) -> bool:
    """Whether a value is of a type that has a typed form."""
    if annotation is None or annotation is type(None):
        return value is None
    if value is None:
        return False
    if isinstance(annotation, type):
        return isinstance(value, annotation)
    try:
        return bool(form_of(annotation).read(form_of(annotation).write(value)) == value)
    except (FormError, TypeError, ValueError, AttributeError, KeyError):
        return False


def remember(seen: Seen, present: Iterable[Place]) -> None:
    """Count the values of these places among those that are known."""
    for place in present:
        if type(place.value) is int:
            seen.integers.append(place.value)
        elif type(place.value) is bytes:
            seen.byte_strings.append(place.value)
        elif type(place.value) is str:
            seen.texts.append(place.value)
