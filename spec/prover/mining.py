"""The paths of a kernel as examples: what the test vectors are mined from.

Every feasible path yields its smallest arguments, and for every comparison on the way the smallest arguments on
which the two sides are equal, and on which they differ by one either way. Of a tuple of many entries only the least
lengths are explored. All of it is canonical: it depends on the kernel alone, and not on the order in which Z3 finds things.

Every integer among the arguments is besides given the values at the ends of its range, wherever the path allows them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Reject
from spec.prover.checking import DEFAULT_LIMITS
from spec.prover.execution import Execution, Limits, Sequences, executions
from spec.prover.models import smallest_model
from spec.prover.proxies import SymbolicInteger
from spec.prover.statement import Outcome, outcome
from spec.prover.terms import Term
from spec.prover.values import concrete_arguments, symbolic_arguments

SIDES = {-1: "one below", 0: "equal", 1: "one above"}
"""How the left side of a comparison relates to its right side in the examples of a boundary."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Arguments at a boundary, and what the kernel makes of them."""

    text: str
    """What is special about them: `amount > balance: equal`."""

    arguments: dict[str, Any]
    outcome: Outcome

    side: int | None = None
    """For the side of a comparison, which: a key of `SIDES`. None for other special values."""

    is_end: bool = False
    """Whether an input is at an end of its range."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a kernel."""

    number: int
    """Counted from 1, in the order in which the kernel's conditions fail."""

    decisions: tuple[str, ...]
    """What holds on it, in the kernel's own words."""

    arguments: dict[str, Any]
    """The smallest arguments that take it."""

    outcome: Outcome
    """What the kernel makes of them: a value, or the code that it rejects with."""

    boundaries: tuple[Boundary, ...]
    """Arguments on, and one to each side of, every comparison on it; arguments that tell its inputs apart; and those with an input at an end of its range."""


def explore(kernel: Callable[..., Any], limits: Limits = DEFAULT_LIMITS) -> list[Path]:
    """Every path of a kernel, with examples. Raises `Unsupported` where the kernel is outside the fragment."""
    paths: list[Path] = []
    seen: set[tuple[Any, ...]] = set()
    for execution, arguments in executions(lambda path: _run(path, kernel), limits):
        model = smallest_model(execution, execution.conditions)
        if model is None:
            continue
        example = concrete_arguments(arguments, model)
        boundaries = _boundaries(execution, kernel, arguments, seen)
        decisions = tuple(taken.text for taken in execution.taken)
        paths.append(Path(len(paths) + 1, decisions, example, outcome(lambda values=example: kernel(**values)), tuple(boundaries)))
    return paths


def _run(path: Execution, kernel: Callable[..., Any]) -> dict[str, Any]:
    path.sequences = Sequences.SHORT
    arguments = symbolic_arguments(path, kernel)
    with suppress(Reject):
        kernel(**arguments)
    return arguments


def _boundaries(execution: Execution, kernel: Callable[..., Any], arguments: dict[str, Any], seen: set[tuple[Any, ...]]) -> list[Boundary]:
    """The examples at every comparison that no earlier path was already mined for, and the telling ones of the whole path."""
    found: list[Boundary] = []

    def add(text: str, conditions: Sequence[Term], side: int | None = None, is_end: bool = False) -> None:
        model = smallest_model(execution, conditions)
        if model is not None:
            values = concrete_arguments(arguments, model)
            found.append(Boundary(text, values, outcome(lambda: kernel(**values)), side, is_end))

    for taken in execution.taken:
        known = execution.conditions[: taken.known]
        for index, comparison in enumerate(taken.comparisons):
            place = (*(condition.sexpr() for condition in known), index)
            if place in seen:
                continue
            seen.add(place)
            for difference, side in SIDES.items():
                add(f"{comparison.text}: {side}", [*known, comparison.left - comparison.right == difference], difference)
    add("inputs that differ from one another", [*execution.conditions, *_distinguishing(execution)])
    add("the largest inputs", [*execution.conditions, *_largest(execution)])
    for name, value in _integers(arguments):
        for end in _ends(execution, value):
            add(f"{name} = {_written(end)}", [*execution.conditions, value.term == end], is_end=True)
    return found


def _integers(arguments: dict[str, Any]) -> Iterator[tuple[str, SymbolicInteger]]:
    """The integers among the arguments and their fields, with their dotted names."""
    for name, value in arguments.items():
        if type(value) is SymbolicInteger:
            yield name, value
        elif type(value) is tuple:
            yield from _integers({f"{name}[{index}]": entry for index, entry in enumerate(value)})
        elif is_dataclass(type(value)):
            yield from _integers({f"{name}.{each.name}": getattr(value, each.name) for each in fields(value)})


def _ends(execution: Execution, value: SymbolicInteger) -> list[int]:
    """The two least and the two greatest values of an input's range: where an implementation's own ranges end, if they are too narrow."""
    leaf = next(leaf for leaf in execution.leaves if leaf.term.eq(value.term))
    if leaf.low is None or leaf.high is None:
        return []
    return sorted({end for end in (leaf.low, leaf.low + 1, leaf.high - 1, leaf.high) if leaf.low <= end <= leaf.high})


def _written(value: int) -> str:
    """A number for people: `2^63 - 1`."""
    for below in (0, 1, 2):
        power = value + below
        if power >= 2**16 and power & (power - 1) == 0:
            return f"2^{power.bit_length() - 1}" + (f" - {below}" if below else "")
    return str(value)


def _distinguishing(execution: Execution) -> list[Term]:
    """As many as possible of the conditions that an input is neither of the two least of its type, and differs from every other of its type."""
    wanted: list[Term] = []
    for index, leaf in enumerate(execution.leaves):
        if leaf.high is None or leaf.high > 1:
            wanted.append(leaf.term > 1 + (leaf.low or 0))
        wanted += [leaf.term != other.term for other in execution.leaves[:index] if (other.low, other.high) == (leaf.low, leaf.high)]
    return _kept(execution, wanted)


def _largest(execution: Execution) -> list[Term]:
    """As many as possible of the conditions that an input is the greatest of its type."""
    return _kept(execution, [leaf.term == leaf.high for leaf in execution.leaves if leaf.high is not None])


def _kept(execution: Execution, wanted: Sequence[Term]) -> list[Term]:
    """Those of the conditions, in their order, that can hold on the path together with those kept before."""
    solver = execution.new_solver()
    solver.add(*execution.conditions)
    kept = []
    for condition in wanted:
        if solver.check(condition) == z3.sat:
            solver.add(condition)
            kept.append(condition)
    return kept
