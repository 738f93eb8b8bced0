"""Judging mutants by the vectors: each is tried on the cases that execute its line, until one is answered wrongly."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.json_text import Json
from vectors.mutation.execution import Executed, Lines, record
from vectors.mutation.mutant import Mutant, seeded
from vectors.mutation.renewal import lines_of_import, noticed_anew
from vectors.mutation.trial import first_that_notices, limit_memory
from vectors.suite import Suite

BATCH = 12
"""How many mutants a process takes at once: neighbours are noticed by the same cases."""

Progress = Callable[[int], None]
"""Is told how many more mutants are judged."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant, and what noticed it."""

    mutant: Mutant
    killer: str | None
    """The id of the case that is answered wrongly; None where none is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a trial needs to know of the suite."""

    executed: tuple[Executed, ...]
    """The cases, the cheapest first."""

    imported: Lines
    """What is executed at import."""

    manifest: dict[str, Json]


class Judge:
    """Tries mutants, and remembers which cases noticed the last ones: a neighbour is often noticed by the same."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.recent: list[str] = []

    def judge(self, mutant: Mutant) -> Judged:
        """Try one mutant: in place, and where it may have changed what was computed at import, in a reference imported anew."""
        killer = None
        at_import = mutant.of_module
        if not mutant.of_module:
            with seeded(mutant):
                killer = first_that_notices(self._order(mutant, _concerned(mutant, self.evidence.executed)), evaluate)
            at_import = any((mutant.module, line) in self.evidence.imported for line in _lines(mutant))
        if killer is None and at_import:
            killer = noticed_anew(mutant, list(self._order(mutant, self.evidence.executed)), self.evidence.manifest)
        if killer is not None:
            self.recent = [killer, *(each for each in self.recent if each != killer)][:4]
        return Judged(mutant, killer)

    def _order(self, mutant: Mutant, executed: Sequence[Executed]) -> Iterator[Case]:
        """The cases that noticed the neighbours, then those of the mutant's rule, then the others."""

        def distance(each: Executed) -> tuple[bool, bool, bool, bool]:
            rules = each.case.rules
            return (each.case.id not in self.recent, mutant.rule != rules[0], mutant.rule not in rules, mutant.module not in each.modules)

        return (each.case for each in sorted(executed, key=distance))


def gather(suite: Suite) -> Evidence:
    """Run the whole suite once on the reference as it is."""
    executed = sorted(record(tuple(suite)), key=lambda each: (each.seconds > 0.002, len(each.lines), each.case.id))
    return Evidence(tuple(executed), lines_of_import(), suite.manifest)


def judge_all(mutants: Sequence[Mutant], evidence: Evidence, jobs: int, progress: Progress) -> list[Judged]:
    """What becomes of the mutants, in their order."""
    batches = [range(begin, min(begin + BATCH, len(mutants))) for begin in range(0, len(mutants), BATCH)]
    _Shared.mutants, _Shared.evidence = mutants, evidence
    judged: dict[int, list[Judged]] = {}
    # Forked, so that the mutants and the evidence, which is large, are there already.
    with ProcessPoolExecutor(jobs, get_context("fork"), limit_memory) as pool:
        futures = {pool.submit(_judge, batch): batch.start for batch in batches}
        for future in as_completed(futures):
            judged[futures[future]] = [Judged(mutants[index], killer) for index, killer in future.result()]
            progress(len(judged[futures[future]]))
    return [each for begin in sorted(judged) for each in judged[begin]]


class _Shared:
    """What a forked process finds in place."""

    mutants: Sequence[Mutant] = ()
    evidence: Evidence


def _judge(batch: range) -> list[tuple[int, str | None]]:
    judge = Judge(_Shared.evidence)
    return [(index, judge.judge(_Shared.mutants[index]).killer) for index in batch]


def _concerned(mutant: Mutant, executed: Sequence[Executed]) -> list[Executed]:
    """The cases that execute the mutant's lines."""
    wanted = {(mutant.module, line) for line in _lines(mutant)}
    return [each for each in executed if not wanted.isdisjoint(each.lines)]


def _lines(mutant: Mutant) -> range:
    return range(mutant.line, mutant.last_line + 1)
