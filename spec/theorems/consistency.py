# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the tables of consensus together."""

from reference.consensus.consistency import check_consistency
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.walks import Walk, extended, next_slot, walked

WALKED = "it goes through all tables of a state, which blocks lead to; Z3 sees through neither"


@theorem("STATE-8", "Every state that blocks lead to fits together, and so does the next one.", says=Says.INVARIANT, tested=WALKED)
def every_state_of_a_chain_fits(walk: Walk) -> bool:
    state = walked(walk)
    return rejection(check_consistency, state) is None and rejection(check_consistency, extended(state, next_slot(walk))) is None
