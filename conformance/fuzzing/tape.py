"""A tape of choices: what Hypothesis would draw for a strategy, drawn by chance alone, which is much faster, and written down as Hypothesis reads it.

A hunt draws thousands of inputs, and makes few of them small: only those are given to Hypothesis, by their choices. And what was chosen can be chosen
again with a little otherwise, whatever it was that was drawn: a right transaction with another fee, signed again.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.control import BuildContext
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.strategies._internal.collections import ListStrategy, TupleStrategy
from hypothesis.strategies._internal.core import CompositeStrategy
from hypothesis.strategies._internal.lazy import LazyStrategy
from hypothesis.strategies._internal.misc import BooleansStrategy, JustStrategy
from hypothesis.strategies._internal.numbers import IntegersStrategy
from hypothesis.strategies._internal.strategies import OneOfStrategy, SampledFromStrategy

from conformance.fuzzing.choices import Choices, Draw, Drawn, Option

Choice = Any
"""An integer or a truth value; of strategies that are drawn by Hypothesis itself, whatever it chooses among."""

EVEN = 2**10
"""Up to so many values each is as likely; of more, each width is."""

ENDS = 8
"""One of so many integers of a wide range is one of its ends."""


class Tape:
    """The choices of one input, as they are made."""

    def __init__(self, random: Random, told: Sequence[Choice] = ()) -> None:
        """What is `told` is chosen, as long as it can be; then chance chooses."""
        self._random = random
        self._told = told
        self.choices: list[Choice] = []
        """What was chosen, in order."""
        self.ranges: list[tuple[int, int] | None] = []
        """Between which integers each choice was; None for one that was no choice among integers."""

    def draw(self, strategy: st.SearchStrategy[Any], label: object = None) -> Any:
        """A value of a strategy, as a composite strategy draws it. What chance could not make raises what Hypothesis raises then."""
        while type(strategy) is LazyStrategy:
            strategy = strategy.wrapped_strategy
        kind = type(strategy)
        if kind is SampledFromStrategy and not strategy._transformations:  # type: ignore[attr-defined]
            elements = strategy.elements  # type: ignore[attr-defined]
            return elements[self._integer(0, len(elements) - 1)]
        if kind is IntegersStrategy and strategy.start is not None and strategy.end is not None:  # type: ignore[attr-defined]
            return self._integer(strategy.start, strategy.end)  # type: ignore[attr-defined]
        if kind is BooleansStrategy:
            return self._boolean(0.5)
        if kind is CompositeStrategy:
            return strategy.definition(self.draw, *strategy.args, **strategy.kwargs)  # type: ignore[attr-defined]
        if kind is JustStrategy and not strategy._transformations:  # type: ignore[attr-defined]
            return strategy.elements[0]  # type: ignore[attr-defined]
        if kind is TupleStrategy:
            return tuple([self.draw(each) for each in strategy.element_strategies])  # type: ignore[attr-defined]
        if kind is OneOfStrategy:
            branches = strategy.element_strategies  # type: ignore[attr-defined]
            return self.draw(branches[self._integer(0, len(branches) - 1)] if len(branches) > 1 else branches[0])
        if kind is ListStrategy and not strategy.element_strategy.is_empty:  # type: ignore[attr-defined]
            return self._list(strategy)
        return self._otherwise(strategy)

    def _integer(self, low: int, high: int) -> int:
        place = len(self.choices)
        told = self._told[place] if place < len(self._told) else None
        if type(told) is int and low <= told <= high:
            value = told
        else:
            span = high - low
            if span < EVEN:
                value = low + int(self._random.random() * (span + 1))
            elif self._random.random() * ENDS < 1:
                value = self._random.choice((low, low + 1, high - 1, high))
            else:
                value = low + min(self._random.getrandbits(self._random.randint(1, span.bit_length())), span)
        self.choices.append(value)
        self.ranges.append((low, high))
        return value

    def _boolean(self, likelihood: float, forced: bool | None = None) -> bool:
        place = len(self.choices)
        told = self._told[place] if place < len(self._told) else None
        value = forced if forced is not None else told if type(told) is bool else self._random.random() < likelihood
        self.choices.append(value)
        self.ranges.append(None)
        return value

    def integer(self, low: int, high: int) -> int:
        """As `choices.Choices` has it."""
        return self._integer(low, high)

    def one_of(self, options: Sequence[Option]) -> Option:
        """As `choices.Choices` has it."""
        return options[self._integer(0, len(options) - 1)]

    def _list(self, strategy: Any) -> list[Any]:
        """As `hypothesis.internal.conjecture.utils.many` asks whether there is to be one more."""
        low, high = strategy.min_size, strategy.max_size
        drawn: list[Any] = []
        if low == high:
            return [self.draw(strategy.element_strategy) for _ in range(low)]
        extra = strategy.average_size - low
        likelihood = extra / (1 + extra)
        while self._boolean(likelihood, True if len(drawn) < low else False if len(drawn) >= high else None):
            drawn.append(self.draw(strategy.element_strategy))
        return drawn

    def _otherwise(self, strategy: Any) -> Any:
        """What is drawn seldom, or in other ways, Hypothesis draws."""
        data = ConjectureData(random=self._random, prefix=tuple(self._told[len(self.choices) :]))
        with BuildContext(data, wrapped_test=self.draw):
            value = data.draw(strategy)
        self.choices += data.choices
        self.ranges += [None] * len(data.choices)
        return value


def choices_of(draw: Draw) -> Choices:
    """The choices that a composite strategy draws, without strategies where a tape draws: to make those takes longer than to choose."""
    tape = getattr(draw, "__self__", None)
    return tape if isinstance(tape, Tape) else Drawn(draw)


def varied(random: Random, choices: Sequence[Choice], ranges: Sequence[tuple[int, int] | None]) -> list[Choice]:
    """The choices with one otherwise, or two: another value, or a neighbour. Some are left out or twice, or all from some place on left to chance."""
    after = [*choices]
    if not after:
        return after
    for _ in range(random.choice((1, 1, 1, 2))):
        place = int(random.random() * len(choices))
        span = ranges[place]
        if type(choices[place]) is bool:
            after[place] = not choices[place]
        elif span is not None and span[0] < span[1]:
            near = [value for value in (choices[place] - 1, choices[place] + 1) if span[0] <= value <= span[1]]
            wide = span[1] - span[0] >= EVEN
            after[place] = random.choice(near) if random.random() < (0.75 if wide else 0.25) else Tape(random)._integer(*span)
    ways = random.random()
    if ways < 0.25:
        return after[: int(random.random() * len(after)) + 1]
    if ways < 0.4:
        start = int(random.random() * len(after))
        return after[:start] + after[start + random.choice((1, 2, 4, 8, 16)) :]
    if ways < 0.5:
        start, size = int(random.random() * len(after)), random.choice((1, 2, 4, 8, 16))
        return after[: start + size] + after[start:]
    return after
