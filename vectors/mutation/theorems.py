"""The same mutants, thrown at the theorems: one that every theorem accepts shows a theorem that is missing or weak.

Only kernels and what they call are judged so: what is proved of a transition is proved through its kernels, and procedures are outside the proofs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FunctionType

from reference.rules import mark_of
from spec.prover.adequacy import Fate, Judged, surviving_theorems
from spec.prover.collection import kernels
from vectors.json_text import Json
from vectors.mutation.mutant import Mutant, faulty, original
from vectors.mutation.sources import reference_functions

FATES = tuple(fate.value for fate in Fate)
"""What may become of a mutant among the theorems, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One mutant, and what the theorems make of it."""

    mutant: Mutant
    judged: Judged

    @property
    def passes(self) -> bool:
        """Whether a theorem refutes the mutant, or it is none."""
        return self.judged.fate in (Fate.REFUTED, Fate.EQUIVALENT)

    def as_json(self) -> dict[str, Json]:
        """The result for machines."""
        judged = self.judged
        return {"mutant": judged.text, "fate": judged.fate.value, "theorem": judged.theorem, "undecided": list(judged.undecided)}


def provable(mutants: Sequence[Mutant]) -> list[Mutant]:
    """The mutants of kernels, and of the functions without a mark that kernels call."""
    called = {function for kernel in kernels() for function in _called(kernel)}
    return [mutant for mutant in mutants if not mutant.of_module and original(mutant) in called]


def attacks(mutants: Sequence[Mutant], jobs: int, progress: Callable[[int], None]) -> Iterator[Attack]:
    """What the theorems make of each mutant, in their order, as it becomes known."""
    for mutant, judged in zip(mutants, surviving_theorems([(original(each), faulty(each), each.text) for each in mutants], jobs), strict=True):
        progress(1)
        yield Attack(mutant, judged)


def _called(kernel: Callable[..., object]) -> Iterator[FunctionType]:
    """A kernel, and what it calls that is no rule of its own."""
    assert isinstance(kernel, FunctionType)
    yield kernel
    for name in kernel.__code__.co_names:
        function = kernel.__globals__.get(name)
        if isinstance(function, FunctionType) and function in reference_functions() and mark_of(function) is None:
            yield function
