"""What became of the mutants: by module, and one by one of those that no vector noticed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from spec.trace.functions import reference_modules
from vectors.json_text import Json
from vectors.mutation.constants import constant_mutants_of
from vectors.mutation.equivalence import Opinion, opinions
from vectors.mutation.explained import explanation, read_explanations, stale
from vectors.mutation.generate import mutants_of
from vectors.mutation.judgement import Judged, gather, judge_all
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


def all_mutants(module: str | None = None, rule: str | None = None) -> list[Mutant]:
    """The mutants of the reference, or those of one module or rule."""
    found = [mutant for function in reference_functions() if module in (None, function.__module__) for mutant in mutants_of(function)]
    for each in reference_modules():
        if module in (None, each.__name__):
            found += constant_mutants_of(each.__name__)
    return [mutant for mutant in found if rule in (None, mutant.rule)]


def judge(mutants: Sequence[Mutant], suite: Suite, jobs: int, progress: Callable[[int], None], whole: bool = True) -> Report:
    """What becomes of mutants. Where they are not `whole` modules, nothing is known of stale explanations."""
    judged = judge_all(mutants, gather(suite), jobs, progress)
    survivors = [each.mutant for each in judged if each.killer is None]
    explanations = read_explanations()
    # Procedures that people have judged are outside the prover's fragment: it is not asked about them.
    asked = [mutant for mutant in survivors if mutant.target in (Target.KERNEL, Target.TRANSITION) or explanation(mutant, explanations) is None]
    opinion = dict(zip(map(id, asked), opinions(asked, jobs), strict=True))
    results = tuple(_result(each, opinion.get(id(each.mutant)), explanations) for each in judged)
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
