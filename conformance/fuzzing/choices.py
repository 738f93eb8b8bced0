"""Where the choices come from that a drawn value is made of: from Hypothesis, which can make them fewer and simpler, or from chance, which is much faster."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

Option = TypeVar("Option")

Draw = Callable[[st.SearchStrategy[Any]], Any]
"""Draws one value, as Hypothesis hands it to a composite strategy."""


class Choices(Protocol):
    """Makes the choices."""

    def integer(self, low: int, high: int) -> int:
        """Any integer of a range, the ends included."""

    def one_of(self, options: Sequence[Option]) -> Option:
        """One of the options, of which there is one at least."""


class Drawn:
    """The choices of Hypothesis."""

    def __init__(self, draw: Draw) -> None:
        """With what a composite strategy draws."""
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """As Hypothesis likes integers: small ones more than others."""
        value: int = self._draw(st.integers(low, high))
        return value

    def one_of(self, options: Sequence[Option]) -> Option:
        """Each is as likely; the first is the simplest."""
        # By place: Hypothesis takes (False, True) for (0, 1) where it has seen that before.
        place: int = self._draw(st.integers(0, len(options) - 1))
        return options[place]


class Chance:
    """The choices of a generator of random numbers, the same for the same seed."""

    def __init__(self, random: Random) -> None:
        """The generator."""
        self._random = random

    def integer(self, low: int, high: int) -> int:
        """Each width is as likely as the others, so that small integers are as frequent as large ones."""
        span = high - low
        return low + min(self._random.getrandbits(self._random.randint(1, span.bit_length())), span) if span else low

    def one_of(self, options: Sequence[Option]) -> Option:
        """Each is as likely."""
        return options[int(self._random.random() * len(options))]
