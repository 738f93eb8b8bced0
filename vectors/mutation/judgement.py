"""Judging mutants by the vectors: each is tried on the cases that execute its line, until one is answered wrongly."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.json_text import Json
from vectors.mutation.execution import Executed, Lines, record
from vectors.mutation.mutant import Mutant, original, seeded
from vectors.mutation.naming import functions_naming
from vectors.mutation.renewal import lines_of_import, noticed_anew
from vectors.mutation.trial import first_that_notices, limit_memory
from vectors.suite import Suite

BATCH = 12
"""How many mutants a process takes at once: neighbours are noticed by the same cases."""

NEAREST = 200
"""How many cases a mutant is tried on that may live all the same: more are tried only where nobody has judged it yet."""

RECENT = 5
"""How many of the cases that noticed the last mutants are tried first."""

FAR = 99
"""How far a case is from a constant that nothing in it names."""

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

    def __init__(self, evidence: Evidence, most: int | None) -> None:
        self.evidence = evidence
        self.most = most
        """The number of cases that a mutant is tried on; None where all that can notice it are."""
        self.recent: list[Executed] = []

    def judge(self, mutant: Mutant) -> Judged:
        """Try one mutant: in place, and where it may have changed what was computed at import, in a reference imported anew."""
        killer = None
        at_import = mutant.of_module
        lines = frozenset((mutant.module, line) for line in range(mutant.line, mutant.last_line + 1))
        if not mutant.of_module:
            with seeded(mutant):
                killer = first_that_notices(self._nearest(mutant, lambda each: not lines.isdisjoint(each.lines)), evaluate)
            at_import = not (lines | _body(mutant)).isdisjoint(self.evidence.imported)
        if killer is None and at_import:
            killer = noticed_anew(mutant, self._nearest(mutant, lambda _: True), self.evidence.manifest)
        self._remember(killer)
        return Judged(mutant, killer)

    def _nearest(self, mutant: Mutant, concerned: Callable[[Executed], bool]) -> Iterator[Case]:
        """As many of the cases that are concerned as a mutant is tried on."""
        return (each.case for each in islice(self._ordered(mutant, concerned), self.most))

    def _ordered(self, mutant: Mutant, concerned: Callable[[Executed], bool]) -> Iterator[Executed]:
        """The cases that noticed the neighbours, then those that execute what names a constant, or are of the rule of a function, then the others."""
        yield from filter(concerned, self.recent)
        naming = functions_naming(mutant.function) if mutant.of_module else {}
        places = frozenset(naming)

        def distance(each: Executed) -> tuple[int, bool, bool, bool]:
            rules = each.case.rules
            steps = min((naming[place] for place in each.lines & places), default=FAR) if places else FAR
            return (steps, mutant.rule != rules[0], mutant.rule not in rules, mutant.module not in each.modules)

        recent = {each.case.id for each in self.recent}
        yield from sorted((each for each in self.evidence.executed if each.case.id not in recent and concerned(each)), key=distance)

    def _remember(self, killer: str | None) -> None:
        """What noticed a mutant is tried first on the next."""
        found = next((each for each in self.evidence.executed if each.case.id == killer), None)
        if found is not None:
            self.recent = [found, *(each for each in self.recent if each is not found)][:RECENT]


def gather(suite: Suite, jobs: int = 1) -> Evidence:
    """Run the whole suite once on the reference as it is."""
    executed = sorted(record(tuple(suite), jobs), key=lambda each: (each.seconds > 0.002, each.seconds > 0.1, len(each.lines), each.case.id))
    return Evidence(tuple(executed), lines_of_import(), suite.manifest)


def judge_all(mutants: Sequence[Mutant], evidence: Evidence, jobs: int, progress: Progress, most: int | None = None) -> list[Judged]:
    """What becomes of the mutants, in their order, each tried on the nearest cases: on `most` of them, or on all that can notice it."""
    if not mutants:
        return []
    batches = [range(begin, min(begin + BATCH, len(mutants))) for begin in range(0, len(mutants), BATCH)]
    _Shared.mutants, _Shared.evidence, _Shared.most = mutants, evidence, most
    judged: dict[int, list[Judged]] = {}
    # Forked, so that the mutants and the evidence, which is large, are there already.
    with ProcessPoolExecutor(jobs, get_context("fork"), _prepare) as pool:
        futures = {pool.submit(_judge, batch): batch.start for batch in batches}
        for future in as_completed(futures):
            judged[futures[future]] = [Judged(mutants[index], killer) for index, killer in future.result()]
            progress(len(judged[futures[future]]))
    return [each for begin in sorted(judged) for each in judged[begin]]


def _body(mutant: Mutant) -> Lines:
    """The lines of the function that a mutant is of. Where some ran at import, what the function made then is not the mutant's, closures among it."""
    code = original(mutant).__code__
    return frozenset((mutant.module, line) for _, _, line in code.co_lines() if line is not None and line > code.co_firstlineno)


class _Shared:
    """What a forked process finds in place."""

    mutants: Sequence[Mutant] = ()
    evidence: Evidence
    most: int | None


def _prepare() -> None:
    """Begin a process: what it found in place is no garbage, and need not be looked through for some."""
    gc.freeze()
    limit_memory()


def _judge(batch: range) -> list[tuple[int, str | None]]:
    judge = Judge(_Shared.evidence, _Shared.most)
    return [(index, judge.judge(_Shared.mutants[index]).killer) for index in batch]
