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

from reference.numbers import Length, Range

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""Draws one value, as Hypothesis hands it to a composite strategy."""

WIDTHS = (0, 1, 2, 23, 24, 255, 256, 2**16 - 1, 2**16)
LIMITS = (2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 - 1, 2**53, 2**53 + 1, 2**53 + 3, 2**62, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1)
EDGES = (*WIDTHS, *LIMITS)
"""Where encodings become wider, narrower integers wrap, doubles round, and signs turn."""

STEPS = (0, 0, 1, -1, 2, -2, 2**32, -(2**32))
"""How far a value lies from one that is already there: what one word holds of the two may be the same."""

LONGEST = 40
"""The most bytes or characters where a type sets no bound, or one far away."""

MOST = 5
"""The most elements where a type sets no bound, or one far away."""

CHARACTERS = "AZGaz059 _-\0\nÄА٣😀"
"""Letters, digits and what looks like them, in one byte of UTF-8 and in up to four."""


class Seen:
    """The values drawn so far for one exchange: conditions compare values, so that the edge of one is another."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self.integers: list[int] = []
        self.byte_strings: list[bytes] = []


@cache
def integers(low: int, high: int) -> st.SearchStrategy[int]:
    """Integers of a range: small ones, those at edges, and any."""
    edges = sorted({low, high, *(edge for edge in EDGES if low <= edge <= high)})
    return st.one_of(st.integers(low, min(high, low + 300)), st.sampled_from(edges), st.integers(low, high))


def draw_integer(draw: Draw, low: int, high: int, seen: Seen) -> int:
    """An integer of a range, often near one that was drawn before."""
    value: int
    if seen.integers and draw(st.booleans()):
        value = draw(st.sampled_from(seen.integers)) + draw(st.sampled_from(STEPS))
        value = min(max(value, low), high)
    else:
        value = draw(integers(low, high))
    seen.integers.append(value)
    return value


def draw_bytes(draw: Draw, low: int, high: int, seen: Seen) -> bytes:
    """A byte string of a length in a range, often one that was drawn before."""
    again = [known for known in seen.byte_strings if low <= len(known) <= high]
    if again and draw(st.integers(0, 2)) == 2:
        return bytes(draw(st.sampled_from(again)))
    length = low if low == high else draw(st.integers(low, min(high, low + LONGEST)))
    kind = draw(st.integers(0, 5))
    # Hashes of small numbers: 32 bytes drawn one by one would cost more than all else, and shrink to nothing readable.
    value = bytes(length) if kind == 0 else b"\xff" * length if kind == 1 else _stretched(kind, length)
    seen.byte_strings.append(value)
    return value


def draw_text(draw: Draw, low: int, high: int) -> str:
    """Text of a length in a range."""
    return "".join(draw(st.lists(st.sampled_from(CHARACTERS), min_size=low, max_size=min(high, low + LONGEST))))


def draw_value(draw: Draw, annotation: Any, seen: Seen) -> Any:
    """A value of a type. Raises TypeError for a type that has no typed form, as `vectors.json_form` does."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _draw_sized(draw, annotation, seen)
    if origin in (Union, types.UnionType):
        return draw_value(draw, arguments[draw(st.integers(0, len(arguments) - 1))], seen)
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        return tuple(draw_value(draw, each, seen) for each in arguments)
    if origin in (tuple, Sequence, Iterable):
        return tuple(draw_value(draw, arguments[0], seen) for _ in range(draw(st.integers(0, MOST))))
    if origin in (Mapping, dict):
        return {draw_value(draw, arguments[0], seen): draw_value(draw, arguments[1], seen) for _ in range(draw(st.integers(0, 3)))}
    if annotation is None or annotation is type(None):
        return None
    if annotation is bool:
        return draw(st.booleans())
    if annotation is bytes:
        return draw_bytes(draw, 0, LONGEST, seen)
    if annotation is str:
        return draw_text(draw, 0, LONGEST)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return draw(st.sampled_from(annotation))
    if isinstance(annotation, type) and is_dataclass(annotation):
        hints = typing.get_type_hints(annotation, include_extras=True)
        return annotation(**{field.name: draw_value(draw, hints[field.name], seen) for field in fields(annotation)})
    raise TypeError(f"{annotation!r} has no typed JSON form")


def _draw_sized(draw: Draw, annotation: Any, seen: Seen) -> Any:
    base, *notes = typing.get_args(annotation)
    sizes = [note for note in notes if isinstance(note, Range | Length)]
    if not sizes:
        return draw_value(draw, base, seen)
    size = sizes[-1]
    if base is int:
        return draw_integer(draw, size.low, size.high, seen)
    if typing.get_origin(base) is tuple:
        count = draw(st.integers(size.low, min(size.high, size.low + MOST)))
        return tuple(draw_value(draw, typing.get_args(base)[0], seen) for _ in range(count))
    return draw_bytes(draw, size.low, size.high, seen) if base is bytes else draw_text(draw, size.low, size.high)


def _stretched(number: int, length: int) -> bytes:
    digest = sha256(bytes((number,))).digest()
    return (digest * (length // len(digest) + 1))[:length]
