"""Faults seeded into the reference one at a time, and what notices them: the vectors first, and for kernels the prover.

A suite is worth as much as the faults that it finds. Every function of `reference` is changed in every small way that a
programmer might slip into, and each change must be answered wrongly by one committed case at least, or be shown to be no
change at all.
"""

from vectors.mutation.generate import mutants_of
from vectors.mutation.mutant import Mutant, Target, faulty, seeded
from vectors.mutation.sources import reference_functions

__all__ = ["Mutant", "Target", "faulty", "mutants_of", "reference_functions", "seeded"]
