"""Values of any type that has a typed JSON form, with a liking for edges: a new kernel is fuzzed by its annotations alone."""

import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Union

from hypothesis import strategies as st

from conformance.fuzzing.choices import Choices, Draw, Drawn
from reference.numbers import Length, Range

__all__ = ["NO_COIN", "Draw", "Seen", "choose_value", "draw_integer", "draw_value", "integers", "known_integer"]

WIDTHS = (0, 1, 2, 23, 24, 255, 256, 2**16 - 1, 2**16)
LIMITS = (2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 - 1, 2**53, 2**53 + 1, 2**53 + 3, 2**62, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1)
EDGES = (*WIDTHS, *LIMITS)
"""Where encodings become wider, narrower integers wrap, doubles round, and signs turn."""

STEPS = (0, 0, 1, -1, 2, -2, 2**32, -(2**32))
"""How far a value lies from one that is already there: what one word holds of the two may be the same."""

NO_COIN = b"\x01" * 32
"""A coin that nobody has founded: zeros are SSP."""

LONGEST = 40
"""The most bytes or characters where a type sets no bound, or one far away."""

MOST = 5
"""The most elements where a type sets no bound, or one far away."""

CHARACTERS = "AZGaz059 _-\0\nÄА٣😀"
"""Letters, digits and what looks like them, in one byte of UTF-8 and in up to four."""


Makers = Mapping[Any, Callable[[Choices], Any]]
"""By type, what makes a value that it would take long to come upon; no value where it has none."""

BYTES = bytes
"""The type under which a maker of long byte strings stands."""


class Seen:
    """The values drawn so far for one exchange: conditions compare values, so that the edge of one is another."""

    def __init__(self, integers: Sequence[int] = (), byte_strings: Sequence[bytes] = (), texts: Sequence[str] = (), makers: Makers | None = None) -> None:
        """What is compared with besides what is drawn: constants; and what makes values of some types that mean something."""
        self.makers: Makers = makers or {}
        self.integers: list[int] = [*integers]
        self.byte_strings: list[bytes] = [*byte_strings]
        self.texts: list[str] = [*texts]


@cache
def integers(low: int, high: int) -> st.SearchStrategy[int]:
    """Integers of a range: small ones, those at edges, and any."""
    return st.one_of(st.integers(low, min(high, low + 300)), st.sampled_from(_edges(low, high)), st.integers(low, high))


def draw_integer(draw: Draw, low: int, high: int, seen: Seen) -> int:
    """An integer of a range, often near one that was drawn before."""
    return choose_integer(Drawn(draw), low, high, seen)


def draw_value(draw: Draw, annotation: Any, seen: Seen) -> Any:
    """A value of a type, as Hypothesis chooses. Raises TypeError for a type that has no typed form, as `vectors.json_form` does."""
    return choose_value(Drawn(draw), annotation, seen)


def choose_value(choices: Choices, annotation: Any, seen: Seen) -> Any:
    """A value of a type. Raises TypeError for a type that has no typed form."""
    if seen.makers and (made := _made(choices, annotation, seen)) is not None:
        return made
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _choose_sized(choices, annotation, seen)
    if origin in (Union, types.UnionType):
        return choose_value(choices, arguments[choices.integer(0, len(arguments) - 1)], seen)
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        return tuple(choose_value(choices, each, seen) for each in arguments)
    if origin in (tuple, Sequence, Iterable):
        return tuple(choose_value(choices, arguments[0], seen) for _ in range(choices.integer(0, MOST)))
    if origin in (Mapping, dict):
        return {choose_value(choices, arguments[0], seen): choose_value(choices, arguments[1], seen) for _ in range(choices.integer(0, 3))}
    if annotation is None or annotation is type(None):
        return None
    if annotation is bool:
        return choices.one_of((False, True))
    if annotation is bytes:
        return choose_bytes(choices, 0, LONGEST, seen)
    if annotation is str:
        return choose_text(choices, 0, LONGEST, seen)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return choices.one_of(tuple(annotation))
    if isinstance(annotation, type) and is_dataclass(annotation):
        return annotation(**{name: choose_value(choices, hint, seen) for name, hint in fields_of(annotation)})
    raise TypeError(f"{annotation!r} has no typed JSON form")


def choose_integer(choices: Choices, low: int, high: int, seen: Seen) -> int:
    """An integer of a range, often near one that was drawn before."""
    if seen.integers and choices.integer(0, 1):
        value = min(max(known_integer(choices, seen), low), high)
    else:
        kind = choices.integer(0, 2)
        value = choices.integer(low, min(high, low + 300)) if kind == 0 else choices.one_of(_edges(low, high)) if kind == 1 else choices.integer(low, high)
    seen.integers.append(value)
    return value


def known_integer(choices: Choices, seen: Seen) -> int:
    """One that is near a known one, or near what two of them come to."""
    value = choices.one_of(seen.integers) + choices.one_of(STEPS)
    match choices.integer(0, 7):
        case 7:
            return value + choices.one_of(seen.integers)
        case 6:
            return value - choices.one_of(seen.integers)
        case _:
            return value


def choose_bytes(choices: Choices, low: int, high: int, seen: Seen) -> bytes:
    """A byte string of a length in a range, often one that was drawn before."""
    again = [known for known in seen.byte_strings if low <= len(known) <= high]
    if again and choices.integer(0, 2) == 2:
        return choices.one_of(again)
    length = low if low == high else choices.integer(low, min(high, low + LONGEST))
    kind = choices.integer(0, 5)
    # Hashes of small numbers: 32 bytes drawn one by one would cost more than all else, and shrink to nothing readable.
    value = bytes(length) if kind == 0 else b"\xff" * length if kind == 1 else _stretched(kind, length)
    seen.byte_strings.append(value)
    return value


def choose_text(choices: Choices, low: int, high: int, seen: Seen) -> str:
    """Text of a length in a range."""
    again = [known for known in seen.texts if low <= len(known) <= high]
    if again and choices.integer(0, 2) == 2:
        return choices.one_of(again)
    return "".join(choices.one_of(CHARACTERS) for _ in range(choices.integer(low, min(high, low + LONGEST))))


def _made(choices: Choices, annotation: Any, seen: Seen) -> Any:
    """What a maker makes for a type, half of the time; None where there is no maker, or what it makes is too long or too short."""
    if typing.get_origin(annotation) is not Annotated or typing.get_args(annotation)[0] is not bytes:
        return seen.makers[annotation](choices) if annotation in seen.makers and choices.one_of((False, True)) else None
    size = next((note for note in typing.get_args(annotation) if isinstance(note, Length)), None)
    if size is None or size.high - size.low < LONGEST or BYTES not in seen.makers or choices.one_of((False, True)):
        return None
    made = seen.makers[BYTES](choices)
    return made if made is not None and size.low <= len(made) <= size.high else None


@cache
def fields_of(record: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a record with their types."""
    hints = typing.get_type_hints(record, include_extras=True)
    return tuple((field.name, hints[field.name]) for field in fields(record))


@cache
def _edges(low: int, high: int) -> tuple[int, ...]:
    return tuple(sorted({low, high, *(edge for edge in EDGES if low <= edge <= high)}))


def _choose_sized(choices: Choices, annotation: Any, seen: Seen) -> Any:
    base, *notes = typing.get_args(annotation)
    sizes = [note for note in notes if isinstance(note, Range | Length)]
    if not sizes:
        return choose_value(choices, base, seen)
    size = sizes[-1]
    if base is int:
        return choose_integer(choices, size.low, size.high, seen)
    if typing.get_origin(base) is tuple:
        count = choices.integer(size.low, min(size.high, size.low + MOST))
        return tuple(choose_value(choices, typing.get_args(base)[0], seen) for _ in range(count))
    return choose_bytes(choices, size.low, size.high, seen) if base is bytes else choose_text(choices, size.low, size.high, seen)


def _stretched(number: int, length: int) -> bytes:
    digest = sha256(bytes((number,))).digest()
    return (digest * (length // len(digest) + 1))[:length]
