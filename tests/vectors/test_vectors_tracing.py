"""Counting the paths that inputs take: as the prover sees them, and whatever the corpus says of itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
import z3
from suites import counted

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Ppm, Symbol
from spec.prover import Path, explore, mining
from spec.prover.execution import Execution
from vectors.case import Kind
from vectors.evaluate import read_arguments
from vectors.json_text import members
from vectors.mined import kernels
from vectors.suite import Suite
from vectors.tracing import covered, way


class Unit(Enum):
    """Each member is explored on paths of its own."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Plan:
    """A record that may be missing."""

    unit: Unit
    price: Amount
    paid: bool


def bounded(held: Amount, owed: Amount, rate: Ppm) -> Amount:
    """Decisions that are hidden in `min`, in a remainder and in a division."""
    payable = min(held, owed)
    if payable % 2 == 0:
        return 1 + payable // (rate + 1) - abs(rate - 1) * 0
    return divmod(payable, held + 1)[1]


def planned(plan: Plan | None, account: AccountId, symbol: Symbol, limit: Amount) -> Amount:
    """Alternatives, enumerations, truth values and strings."""
    if plan is None or account == bytes(32):
        raise Reject(Code.AMOUNT_ZERO)
    if plan.paid or symbol != "A":
        return 0
    return plan.price if (plan.price > 3) & (plan.price < limit) and plan.unit is Unit.DAY else limit


def compared(plan: Plan, other: Plan, amount: Amount) -> Amount:
    """Records that are compared whole, and a truth value that is a number."""
    if plan == other:
        return 0
    return amount if amount and amount - 3 < min(amount, 5) else (amount == 7) + 0


DEAR = ("lock_fee",)
"""Kernels with few edges that are quotients and products of unknowns, which Z3 takes long for."""

COUNTED = counted()
"""How many paths and edges each kernel has, as the corpus says."""

FEW_EDGES = [name for name, (_, edges) in COUNTED.items() if edges <= 16 and name not in DEAR]
"""The kernels that are explored within seconds. `smartshare vectors draw` explores them all, and takes minutes for one that shares among many."""


@pytest.fixture
def any_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Explore with the first examples that Z3 finds instead of the least, and with none but those of ways and edges, of which there are as many."""
    monkeypatch.setattr(mining, "smallest_model", first_model)
    for special in ("_integers", "_distinguishing", "_largest"):
        monkeypatch.setattr(mining, special, lambda _: ())


def first_model(execution: Execution, conditions: Iterable[Any]) -> Any | None:
    """Some model of the conditions; None where Z3 finds none, and then there is no least one either."""
    solver = execution.new_solver()
    solver.add(*conditions)
    return solver.model() if solver.check() == z3.sat else None


def edge_count(paths: list[Path]) -> int:
    """How many sides of comparisons can be met."""
    return sum(boundary.side is not None for path in paths for boundary in path.boundaries)


@pytest.mark.usefixtures("any_examples")
@pytest.mark.parametrize("kernel", [bounded, planned, compared, *(kernels()[name].function for name in FEW_EDGES)], ids=lambda kernel: kernel.__name__)
def test_a_run_sees_the_paths_and_edges_that_the_prover_sees(kernel: Callable[..., Any]) -> None:
    """Two implementations, one symbolic and one concrete, agree on what a path is; each catches a fault of the other.

    And the corpus counts as many: a rule that has changed since it was drawn has other paths.
    """
    paths = explore(kernel)
    assert (len(paths), edge_count(paths)) == COUNTED.get(kernel.__name__, (len(paths), edge_count(paths)))
    examples = [path.arguments for path in paths]
    assert len({way(kernel, arguments).path for arguments in examples}) == len(paths)
    everything = [example.arguments for path in paths for example in (path, *path.boundaries)]
    assert covered(kernel, everything) == (len(paths), edge_count(paths))
    assert covered(kernel, examples[1:])[0] == len(paths) - 1


@pytest.mark.parametrize("kernel", [bounded, planned, compared])
def test_the_least_examples_take_the_same_ways(kernel: Callable[..., Any]) -> None:
    """They are what cases are mined from."""
    paths = explore(kernel)
    assert covered(kernel, [example.arguments for path in paths for example in (path, *path.boundaries)]) == (len(paths), edge_count(paths))


def test_most_kernels_are_explored_so() -> None:
    assert len(FEW_EDGES) > 0.8 * len(kernels())


def test_every_path_and_every_edge_of_every_kernel_has_a_committed_case(suite: Suite) -> None:
    """Counted by running the kernel on the committed inputs."""
    counts = members(suite.manifest["kernels"])
    assert set(counts) == set(kernels())
    for name, callee in kernels().items():
        cases = [case for case in suite if case.kind is Kind.CALL and members(case.input)["call"] == name]
        taken, met = covered(callee.function, [read_arguments(members(case.input))[1] for case in cases])
        assert counts[name] == {"rule": callee.rule, "paths": taken, "taken": taken, "edges": met, "met": met, "cases": len(cases)}


def test_every_amount_is_tried_at_the_ends_of_its_range(suite: Suite) -> None:
    """An implementation with too narrow a type for one field shows in a call with this field alone at its greatest."""
    tried = [members(case.input) for case in suite if case.kind is Kind.CALL and members(case.input)["call"] == "debit"]
    assert {str(given["balance"]) for given in tried} >= {"0", "1", str(2**63 - 2), str(2**63 - 1)}
    assert {"call": "debit", "balance": str(2**63 - 1), "amount": "0"} in tried
