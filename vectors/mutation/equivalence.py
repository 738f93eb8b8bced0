"""What the prover says of a mutant that no vector notices."""

import importlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

from reference.rules import Layer
from spec.trace.functions import reference_modules
from vectors.evaluate import call_input, callees
from vectors.json_form import to_json
from vectors.json_text import Json
from vectors.mined import Example, read_corpus
from vectors.mutation.generate import mutants_of
from vectors.mutation.mutant import Mutant, faulty, original
from vectors.mutation.sources import reference_functions

PROVER = "spec.prover.equivalence"


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


def draw_distinguishing(mutant: Mutant, arguments: dict[str, Any]) -> dict[str, Json]:
    """The entry of the corpus of mined inputs (`vectors.mined`) that makes a case of the arguments that tell a kernel from its mutant."""
    name = mutant.function
    if callees()[name].layer is not Layer.KERNEL:
        raise ValueError(f"{name} is no kernel: its cases are written, not mined")
    path, paths = _paths()[name]
    example = to_json(Example, Example(f'{name}: differs if "{mutant.before}" became "{_difference(mutant)}"', path, paths, name))
    assert isinstance(example, dict)
    return {**example, "input": call_input(name, arguments)}


def _difference(mutant: Mutant) -> str:
    """What is new in a mutant: the operator alone where nothing else changed."""
    before, after = mutant.before.split(), mutant.after.split()
    changed = [new for old, new in zip(before, after, strict=False) if old != new]
    return changed[0] if len(before) == len(after) and len(changed) == 1 and mutant.operator == "comparison" else mutant.after


@cache
def _paths() -> dict[str, tuple[int, int]]:
    """A path of each kernel, and how many there are: an input that was found for a mutant adds none."""
    return {example.call: (1, example.paths) for example, _ in read_corpus()}


def _opinion(key: tuple[str, str, int]) -> Opinion:
    module, name, index = key
    if index < 0:
        return Opinion(False, "it is no function, which the prover could compare")
    list(reference_modules())
    function = next(each for each in reference_functions() if (each.__module__, each.__qualname__) == (module, name))
    mutant = mutants_of(function)[index]
    try:
        prover = importlib.import_module(PROVER)
    except ModuleNotFoundError:
        return Opinion(False, "nothing compares two functions")
    checked = prover.check_equivalent(function, faulty(mutant))
    match checked.verdict.value:
        case "proved":
            return Opinion(True, "")
        case "refuted":
            return Opinion(False, "differs, and no vector shows it", dict(checked.counterexample or {}))
        case verdict:
            return Opinion(False, f"{verdict}: {checked.detail}")
