"""What tests of many files read, read once in each process that tests: it takes seconds, and nobody changes it."""

from functools import cache

from vectors.mined import feasible
from vectors.suite import Suite, load


@cache
def committed_suite() -> Suite:
    """The committed suite."""
    return load()


@cache
def counted() -> dict[str, tuple[int, int]]:
    """How many paths and edges each kernel has, as the corpus says."""
    return feasible()
