"""What is asked of a history: how the set turns over, who sits longest, and in how few hands the seats are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from reference.parameters import MAINNET
from simulation.terms import History

BLOCKING = MAINNET.agents - (2 * MAINNET.agents // 3 + 1) + 1
"""The seats that stall finality when they do not vote: 33 of 99."""


def mean(values: Iterable[int]) -> Fraction:
    """The mean of whole numbers."""
    listed = list(values)
    return Fraction(sum(listed), len(listed))


def turnover(history: History) -> list[int]:
    """How many agents came into the set, term by term, from the second one on."""
    return [len(set(after) - set(before)) for before, after in pairwise(history.sets)]


def longest_runs(history: History) -> list[int]:
    """The most terms in a row that each agent had a seat."""
    longest, current = [0] * len(history.operators), [0] * len(history.operators)
    for members in history.sets:
        seated = set(members)
        for number in range(len(current)):
            current[number] = current[number] + 1 if number in seated else 0
            longest[number] = max(longest[number], current[number])
    return longest


def seat_terms(history: History) -> list[int]:
    """In how many terms each agent had a seat."""
    counts = Counter(number for members in history.sets for number in members)
    return [counts[number] for number in range(len(history.operators))]


def gini(values: Sequence[int]) -> Fraction:
    """The Gini coefficient: 0 where all have the same, near 1 where one has all."""
    ordered = sorted(values)
    count, whole = len(ordered), sum(ordered)
    return Fraction(sum((2 * place - count - 1) * value for place, value in enumerate(ordered, 1)), count * whole)


def nakamoto(history: History, as_one: bool) -> list[int]:
    """Term by term, the fewest operators that together have the seats which stall finality; the cartel counts as its operators, or as one."""
    return [_fewest(Counter(_hand(history, number, as_one) for number in members)) for members in history.sets]


def cartel_seats(history: History) -> list[int]:
    """The cartel's seats, term by term."""
    return [sum(number >= history.honest for number in members) for members in history.sets]


def operator_seats(history: History, operator: int) -> list[int]:
    """An operator's seats, term by term."""
    return [sum(history.operators[number] == operator for number in members) for members in history.sets]


def _hand(history: History, number: int, as_one: bool) -> int:
    return history.honest if as_one and number >= history.honest else history.operators[number]


def _fewest(seats: Counter[int]) -> int:
    held = 0
    for place, (_, count) in enumerate(seats.most_common(), 1):
        held += count
        if held >= BLOCKING:
            return place
    raise ValueError(f"all seats together are fewer than {BLOCKING}")
