"""What became of the mutants: by module, and one by one of those that no vector noticed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from reference.rules import mark_of
from spec.trace.functions import reference_modules
from vectors.json_text import Json
from vectors.mutation.constants import constant_mutants_of
from vectors.mutation.equivalence import Opinion, opinions
from vectors.mutation.explained import explanation, read_explanations, stale
from vectors.mutation.generate import mutants_of
from vectors.mutation.judgement import NEAREST, Judged, gather, judge_all
from vectors.mutation.mutant import Mutant, Target
from vectors.mutation.sources import reference_functions
from vectors.suite import Suite


class Outcome(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    """A committed case is answered wrongly."""

    EQUIVALENT = "equivalent"
    """The prover has shown that it is the same function."""

    EXPLAINED = "explained"
    """No vector can show it, and people have judged it."""

    OPEN = "open"
    """None of these."""


@dataclass(frozen=True, slots=True)
class Result:
    """One mutant, and what became of it."""

    mutant: Mutant
    outcome: Outcome
    reason: str
    """The case that noticed it, or why none does."""
    arguments: dict[str, Any] | None = None
    """What tells it from the original, where the prover knows."""

    def as_json(self) -> dict[str, Json]:
        """The result for machines."""
        mutant = self.mutant
        return {
            "module": mutant.module,
            "function": mutant.function,
            "target": mutant.target.value,
            "rule": mutant.rule,
            "line": mutant.line,
            "operator": mutant.operator,
            "before": mutant.before,
            "after": mutant.after,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "arguments": None if self.arguments is None else {name: repr(value) for name, value in self.arguments.items()},
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All results, and the explanations that explain nothing."""

    results: tuple[Result, ...]
    stale: tuple[str, ...]

    @property
    def open(self) -> tuple[Result, ...]:
        """The mutants of which nothing is known but that they live."""
        return tuple(result for result in self.results if result.outcome is Outcome.OPEN)

    def rows(self) -> list[dict[str, Json]]:
        """The counts by module."""
        counted: dict[str, Counter[Outcome]] = {}
        for result in self.results:
            counted.setdefault(result.mutant.module, Counter())[result.outcome] += 1
        return [{"module": name, "mutants": counts.total(), **{each.value: counts[each] for each in Outcome}} for name, counts in sorted(counted.items())]

    def as_json(self) -> dict[str, Json]:
        """The report for machines."""
        rows: list[Json] = [*self.rows()]
        survivors: list[Json] = [result.as_json() for result in self.results if result.outcome is not Outcome.KILLED]
        return {"modules": rows, "not_killed": survivors, "stale": list(self.stale)}


def marked_rules() -> tuple[str, ...]:
    """The rules that functions of the reference are."""
    return tuple(sorted({mark.rule for function in reference_functions() if (mark := mark_of(function)) is not None}))


def all_mutants(module: str | None = None, rules: Sequence[str] = ()) -> list[Mutant]:
    """The mutants of the reference, or those of one module, or of some rules."""
    found = [mutant for function in reference_functions() if module in (None, function.__module__) for mutant in mutants_of(function)]
    for each in reference_modules():
        if module in (None, each.__name__):
            found += constant_mutants_of(each.__name__)
    return [mutant for mutant in found if not rules or mutant.rule in rules]


def judge(mutants: Sequence[Mutant], suite: Suite, jobs: int, progress: Callable[[int], None], whole: bool = True) -> Report:
    """What becomes of mutants. Where they are not `whole` modules, nothing is known of stale explanations.

    What lives on the nearest cases, and is explained or shown to be the same function, is not tried on the others: they would change nothing.
    """
    explanations = read_explanations()
    evidence = gather(suite, jobs)
    every = range(len(mutants))
    kernels = {index for index in every if mutants[index].target is Target.KERNEL}
    explained = {index for index in every if explanation(mutants[index], explanations) is not None}
    killers: dict[int, str | None] = {}

    def attempt(chosen: Sequence[int], most: int | None, progress: Callable[[int], None]) -> None:
        judged = judge_all([mutants[index] for index in chosen], evidence, jobs, progress, most)
        killers.update({index: each.killer for index, each in zip(chosen, judged, strict=True)})

    attempt([index for index in every if index in kernels | explained], NEAREST, progress)
    attempt([index for index in every if index not in kernels | explained], None, progress)
    # Procedures that people have judged are outside the prover's fragment: it is not asked about them.
    asked = [index for index in every if killers[index] is None and (index not in explained or mutants[index].target is Target.TRANSITION)]
    opinion = dict(zip(asked, opinions([mutants[index] for index in asked], jobs), strict=True))
    attempt([index for index in asked if index in kernels and not opinion[index].equivalent], None, lambda _: None)
    results = tuple(_result(Judged(mutants[index], killers[index]), opinion.get(index), explanations) for index in every)
    left = [result.mutant for result in results if result.outcome in (Outcome.EXPLAINED, Outcome.OPEN)]
    return Report(results, tuple(stale(explanations, mutants, left)) if whole else ())


def _result(judged: Judged, opinion: Opinion | None, explanations: dict[str, str]) -> Result:
    mutant = judged.mutant
    if judged.killer is not None:
        return Result(mutant, Outcome.KILLED, judged.killer)
    if opinion is not None and opinion.equivalent:
        return Result(mutant, Outcome.EQUIVALENT, "")
    if (reason := explanation(mutant, explanations)) is not None:
        return Result(mutant, Outcome.EXPLAINED, reason)
    assert opinion is not None
    return Result(mutant, Outcome.OPEN, opinion.reason, opinion.arguments)
