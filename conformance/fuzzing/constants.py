"""The constants of a rule: what its code and the code that it calls compare with, and the parameters of the presets."""

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any

from reference.parameters import PRESETS
from reference.wire.hashing import Tag

DEPTH = 4
"""How far calls are followed."""

LONGEST_TEXT = 40
"""Longer texts are docstrings."""


@dataclass(frozen=True, slots=True)
class Constants:
    """What was found, each once."""

    integers: tuple[int, ...]
    byte_strings: tuple[bytes, ...]
    texts: tuple[str, ...]
    tags: tuple[Tag, ...]
    """For which uses it hashes, or checks signatures."""
    modules: tuple[str, ...]
    """Where the functions are that it calls."""


def constants_of(function: Any) -> Constants:
    """The constants of a function of the reference."""
    found, called = _walked(function)
    return Constants(
        tuple(value for kind, value in found if kind is int),
        tuple(value for kind, value in found if kind is bytes),
        tuple(value for kind, value in found if kind is str),
        tuple(value for kind, value in found if kind is Tag),
        called,
    )


@cache
def parameters_of_presets() -> tuple[int, ...]:
    """The integers among the parameters."""
    values = (getattr(preset, field.name) for preset in PRESETS.values() for field in fields(preset))
    return tuple(dict.fromkeys(value for value in values if type(value) is int))


def _walked(function: Any) -> tuple[list[tuple[type, Any]], tuple[str, ...]]:
    known: dict[int, str] = {}
    found = [*dict.fromkeys(_typed(value) for value in _constants(function, DEPTH, known))]
    return found, tuple(dict.fromkeys(known.values()))


def _typed(value: Any) -> tuple[type, Any]:
    # True is 1, and no integer.
    return type(value), value


def _constants(function: types.FunctionType, depth: int, known: dict[int, str]) -> Iterator[Any]:
    if id(function) in known:
        return
    known[id(function)] = function.__module__
    names: list[str] = []
    for code in _codes(function.__code__):
        names += code.co_names
        for constant in code.co_consts:
            if constant is not function.__doc__:
                yield from _plain(constant)
    for name in dict.fromkeys(names):
        value = function.__globals__.get(name)
        if isinstance(value, types.FunctionType):
            if depth and value.__module__.startswith("reference."):
                yield from _constants(value, depth - 1, known)
        elif isinstance(value, type) and issubclass(value, Enum):
            yield from (member for member in value if member.name in names)
        else:
            yield from _plain(value)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _plain(value: Any) -> Iterator[Any]:
    """A value's plain constants: itself, or its elements."""
    if isinstance(value, Enum) or type(value) is int or type(value) is bytes or (type(value) is str and len(value) <= LONGEST_TEXT):
        yield value
    elif type(value) in (tuple, frozenset):
        # A set has another order in each process.
        for each in sorted(value, key=repr) if type(value) is frozenset else value:
            yield from _plain(each)
