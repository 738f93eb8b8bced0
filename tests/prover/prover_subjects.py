"""What the dear tests of the prover are tried on: every kernel and theorem of the ledger, and a few of the others.

They protect the prover, not the rules, which `smartshare prove` and `smartshare mutate --theorems` judge one by one.
"""

from collections.abc import Callable
from typing import Any

from suites import counted

from spec.prover import kernels, theorems

Function = Callable[..., Any]

STRIDE = 12
"""Of what is not the ledger's, one in so many."""

MANY_EDGES = 16
"""A kernel with more edges takes minutes to explore."""

LEDGER = ("balance", "coin", "fee", "header", "ledger", "transactions", "transfer", "validity")
"""The modules of the theorems about the ledger."""


def _few(functions: list[Function], of_ledger: Callable[[Function], bool]) -> list[Function]:
    return [each for each in functions if of_ledger(each)] + [each for each in functions if not of_ledger(each)][::STRIDE]


def _with_few_edges() -> list[Function]:
    counts = counted()
    return [each for each in kernels() if counts[each.__name__][1] <= MANY_EDGES]


KERNELS = _few(_with_few_edges(), lambda each: each.__module__.startswith("reference.state."))
THEOREMS = _few(theorems(), lambda each: each.__module__.rpartition(".")[2] in LEDGER)
