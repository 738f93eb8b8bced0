"""Canonical examples: the smallest inputs that satisfy some conditions.

Which model Z3 finds depends on its version and on what it was asked before. The smallest one does not: the leaves
of the arguments are minimised one after the other, in the order in which the parameters declare them.
"""

from collections.abc import Iterable
from typing import Any

import z3  # type: ignore[import-untyped]

from spec.prover.execution import Execution, Leaf
from spec.prover.terms import Term


def smallest_model(execution: Execution, conditions: Iterable[Term]) -> Any | None:
    """The model of the conditions that is least, leaf by leaf; None where Z3 finds none.

    Where a query exceeds its effort, the value found so far stands.
    """
    solver = execution.new_solver()
    for condition in conditions:
        solver.add(condition)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    leaves, run = list(execution.leaves), 1
    while leaves:
        least = [leaf.term == leaf.low if leaf.low is not None else z3.BoolVal(False, execution.context) for leaf in leaves[:run]]
        if all(z3.is_true(model.eval(condition, model_completion=True)) for condition in least):
            answer = z3.sat
        else:
            answer = solver.check(*least)
            model = solver.model() if answer == z3.sat else model
        if answer == z3.sat:  # A run of leaves is least together: most leaves are, so runs are tried ever longer.
            solver.add(*least)
            leaves, run = leaves[run:], 2 * run
        elif run > 1:
            run = 1
        else:
            model = _minimised(solver, leaves[0], model)
            leaves = leaves[1:]
    return model


def _minimised(solver: Any, leaf: Leaf, model: Any) -> Any:
    """A model in which a leaf, which is greater than its least value, is least, and the solver with the leaf fixed at it."""

    def value() -> int:
        return int(model.eval(leaf.term, model_completion=True).as_long())

    high = value()
    low = leaf.low + 1 if leaf.low is not None else (0 if high >= 0 else None)
    step, probe = 0, high - 1  # Many are fixed by the path, and so are the least already.
    while low is not None and low < high:
        answer = solver.check(leaf.term <= probe)
        if answer == z3.sat:
            model = solver.model()
            high = value()
        else:
            low = probe + 1
            step = max(1, 4 * step)
        probe = min(low + step, (low + high) // 2)
    solver.add(leaf.term == high)
    return model
