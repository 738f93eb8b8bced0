"""How wide the integers of a rule get, and whether any is negative.

Firmware computes in `uint64_t`. Every result of a rule's arithmetic is therefore observed with the path that it is
on, and shown to be non-negative and below a power of two; the least such power is what a rule is printed with.
"""

from dataclasses import dataclass

import z3  # type: ignore[import-untyped]

from spec.prover.execution import Execution, Observation, Words
from spec.prover.terms import Term

LIMIT = 128
"""No intermediate value of the protocol has more bits (theorem 29)."""

WORDS = (64, LIMIT)
"""The widths among which firmware chooses: `uint64_t`, and what a compiler or a library has for twice as much."""


@dataclass(frozen=True, slots=True)
class Width:
    """The extremes of some intermediate values."""

    bits: int = 0
    """The bits of the greatest, at most one more than the limit; 0 where nothing is computed or all is 0."""

    text: str = ""
    """The operation that is so wide."""

    negative: str | None = None
    """An operation whose result may be negative, if there is one."""

    @property
    def fits(self) -> int | None:
        """The least of the words, unsigned, that all of the values fit; None where none does."""
        return None if self.negative is not None else next((word for word in WORDS if self.bits <= word), None)


def widened(execution: Execution, width: Width | None) -> Width | None:
    """The width of what was seen before and on this path; None where Z3 cannot tell."""
    if width is None:
        return None
    bits, text, negative = width.bits, width.text, width.negative
    observations = list(execution.observations.values())
    excess = _wider(execution, observations, bits) if bits <= LIMIT else []
    if excess is None:
        return None
    if excess:
        grown = _least_bits(execution, observations, bits)
        if grown is None:
            return None
        bits, text = grown[0], str(grown[1])
    if negative is None:
        below = _found(execution, [(each, each.term < 0) for each in observations if each.interval is None or each.interval.low < 0])
        if below is None:
            return None
        negative = str(below[0].text) if below else None
    return Width(bits, text, negative)


def _least_bits(execution: Execution, observations: list[Observation], exceeded: int) -> tuple[int, Words] | None:
    """The least number of bits that every observation on the path fits, and one that needs them all; more than `exceeded` are known to be needed."""
    fitting = LIMIT + 1
    text: Words = ""
    while fitting - exceeded > 1 or not text:
        middle = (fitting + exceeded) // 2
        excess = _wider(execution, observations, middle)
        if excess is None:
            return None
        if excess:
            exceeded, text = middle, excess[0].text
        else:
            fitting = middle
    return fitting, text


def _wider(execution: Execution, observations: list[Observation], bits: int) -> list[Observation] | None:
    """The observations of which Z3 shows an instance that needs more bits; None where it cannot decide."""
    doubtful = [each for each in observations if each.interval is None or each.interval.high >= 2**bits]
    return _found(execution, [(each, each.term >= 2**bits) for each in doubtful])


def _found(execution: Execution, candidates: list[tuple[Observation, Term]]) -> list[Observation] | None:
    """The observations of which Z3 shows an instance of the condition; None where it cannot decide.

    They are asked for all at once, and one by one only where that is too hard. A kernel's width is part of its verdict, a statement's is not.
    """
    if not candidates:
        return []
    solver = execution.solver
    asked = z3.Or(*(condition for _, condition in candidates))
    answer = solver.check(asked) if execution.statement is None else execution.lightly(asked)
    if answer == z3.unknown and len(candidates) > 1:
        each_alone = [_found(execution, [candidate]) for candidate in candidates]
        known = [found for found in each_alone if found is not None]
        return None if len(known) < len(each_alone) else [observation for found in known for observation in found]
    if answer == z3.unknown:
        return None
    if answer == z3.unsat:
        return []
    model = solver.model()
    return [each for each, condition in candidates if z3.is_true(model.eval(condition, model_completion=True))]
