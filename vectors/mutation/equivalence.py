"""What the prover says of a mutant that no vector notices."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from spec.prover.checking import Verdict
from spec.prover.collection import stand_ins, theorems
from spec.prover.equivalence import check_equivalent
from spec.trace.functions import reference_modules
from vectors.mutation.generate import mutants_of
from vectors.mutation.mutant import Mutant, faulty, original
from vectors.mutation.sources import reference_functions


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether a mutant is the same function."""

    equivalent: bool
    reason: str
    """Why that is not known, or what tells the two apart."""
    arguments: dict[str, Any] | None = None
    """The smallest arguments that do."""


def opinions(mutants: Sequence[Mutant], jobs: int) -> list[Opinion]:
    """The prover's opinion of each mutant, in their order."""
    if not mutants:
        return []
    # Spawned, so that no state of Z3 is shared.
    with ProcessPoolExecutor(min(jobs, len(mutants)), get_context("spawn")) as pool:
        return list(pool.map(_opinion, mutants_keys(mutants)))


def mutants_keys(mutants: Sequence[Mutant]) -> list[tuple[str, str, int]]:
    """How another process finds the mutants: code does not travel."""
    return [(mutant.module, mutant.function, -1 if mutant.of_module else mutants_of(original(mutant)).index(mutant)) for mutant in mutants]


def _opinion(key: tuple[str, str, int]) -> Opinion:
    module, name, index = key
    if index < 0:
        return Opinion(False, "it is no function, which the prover could compare")
    list(reference_modules())
    function = next(each for each in reference_functions() if (each.__module__, each.__qualname__) == (module, name))
    mutant = mutants_of(function)[index]
    checked = check_equivalent(function, faulty(mutant), standing_in=stand_ins(theorems()))
    match checked.verdict:
        case Verdict.PROVED:
            return Opinion(True, "")
        case Verdict.REFUTED:
            return Opinion(False, "differs, and no vector shows it", dict(checked.counterexample or {}))
        case verdict:
            return Opinion(False, f"{verdict.value}: {checked.detail}")
