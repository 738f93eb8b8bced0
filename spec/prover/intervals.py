"""Bounds that follow from the declared ranges alone, whatever path is taken.

They spare Z3 the easy questions, and help it with products of two unknowns, for which it has no complete method: a
product lies within four linear bounds that its factors' bounds imply (McCormick's envelope), and these are what
shares and fees need (`held * rate // PPM <= held`).
"""

from dataclasses import dataclass
from itertools import product
from typing import Any


@dataclass(frozen=True, slots=True)
class Interval:
    """The integers from `low` to `high`, both included."""

    low: int
    high: int


def interval_of(low: int | None, high: int | None) -> Interval | None:
    """The interval between two bounds, or None where one is missing."""
    return Interval(low, high) if low is not None and high is not None else None


def summed(left: Interval | None, right: Interval | None) -> Interval | None:
    """Where the sum of two bounded integers lies."""
    return Interval(left.low + right.low, left.high + right.high) if left and right else None


def subtracted(left: Interval | None, right: Interval | None) -> Interval | None:
    """Where the difference of two bounded integers lies."""
    return Interval(left.low - right.high, left.high - right.low) if left and right else None


def multiplied(left: Interval | None, right: Interval | None) -> Interval | None:
    """Where the product of two bounded integers lies."""
    if left is None or right is None:
        return None
    corners = [one * other for one, other in product((left.low, left.high), (right.low, right.high))]
    return Interval(min(corners), max(corners))


def divided(left: Interval | None, right: Interval | None) -> Interval | None:
    """Where the floored quotient of two bounded integers lies; not said of a divisor that may not be positive."""
    if left is None or right is None or right.low <= 0:
        return None
    corners = [one // other for one, other in product((left.low, left.high), (right.low, right.high))]
    return Interval(min(corners), max(corners))


def remaining(left: Interval | None, right: Interval | None) -> Interval | None:
    """Where the remainder of a division lies; not said of a divisor that may not be positive."""
    return Interval(0, right.high - 1) if left and right and right.low > 0 else None


def envelope(left: Any, right: Any, product_: Any, left_interval: Interval, right_interval: Interval) -> list[Any]:
    """Linear bounds of a product of two terms, which hold wherever the factors lie in their intervals."""
    lows = ((left_interval.low, right_interval.low), (left_interval.high, right_interval.high))
    highs = ((left_interval.high, right_interval.low), (left_interval.low, right_interval.high))
    above = [product_ >= one * right + other * left - one * other for one, other in lows]
    return above + [product_ <= one * right + other * left - one * other for one, other in highs]
