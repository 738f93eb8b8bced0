"""Seeded faults of the real rules: the measure of the theorems."""

import pytest

from prover_mutants import FAULTS, Fault, mutant
from spec.prover import Verdict, check, kernels, statement_of, theorems
from spec.prover.checking import holds
from spec.prover.substitution import substituted


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_theorem_refutes_the_fault(fault: Fault) -> None:
    """Protects against theorems too weak to notice a fault, each of which some programmer makes. The counterexample is tried on the faulty rule."""
    with substituted(fault.rule, mutant(fault)):
        checked = check(fault.theorem)
        assert checked.verdict is Verdict.REFUTED, checked
        assert checked.counterexample is not None
        assert holds(fault.theorem, checked.counterexample) is False
    assert holds(fault.theorem, checked.counterexample) is not False


def test_every_kernel_of_the_ledger_has_a_fault() -> None:
    """Protects against a list that grows stale; `smartshare mutate --theorems` measures the theorems of every kernel."""
    faulty = {fault.rule for fault in FAULTS}
    assert {kernel.__name__ for kernel in kernels() if kernel.__module__.startswith("reference.state.")} <= {rule.__name__ for rule in faulty}


def test_no_two_theorems_share_a_name() -> None:
    """Protects reports, in which a theorem is known by its rule and its name."""
    names = [(statement.rule, function.__name__) for function in theorems() if (statement := statement_of(function)) is not None]
    assert len(set(names)) == len(names)


def test_a_substitution_ends() -> None:
    """Protects every test after one with a faulty rule."""
    fault = FAULTS[0]
    with pytest.raises(RuntimeError, match="stop"), substituted(fault.rule, mutant(fault)):
        raise RuntimeError("stop")
    assert check(fault.theorem).verdict is Verdict.PROVED
