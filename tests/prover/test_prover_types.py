"""Types are remembered while rules run, and no rule is refused for it."""

from spec.prover.checking import check
from spec.prover.unread import is_carried
from spec.theorems.heavy import pay_out_conserves


def test_types_that_are_first_met_while_a_rule_runs() -> None:
    """A type's range and length are hashed then, by the prover and not by the rule."""
    is_carried.cache_clear()
    assert check(pay_out_conserves).verdict.value in ("proved", "bounded")
