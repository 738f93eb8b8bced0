"""The prover: symbolic execution of the plain Python rules with Z3, and the same statements tried by Hypothesis.

`check(statement)` checks a theorem, `check_kernel(kernel)` what every kernel owes, `explore(kernel)` yields a
kernel's paths as examples. How statements are written is told in `statement`, what they assume in `proofs.md`.
"""

from spec.prover.checking import PASSING, Checked, Verdict, check
from spec.prover.collection import kernels, theorems
from spec.prover.execution import Limits
from spec.prover.maps import total
from spec.prover.mining import Boundary, Path, explore
from spec.prover.obligations import check_kernel
from spec.prover.refusal import Unsupported
from spec.prover.sequences import Seen
from spec.prover.statement import Fold, Outcome, Says, StandIn, Statement, first_failing, outcome, rejection, statement_of, theorem

__all__ = [
    "PASSING",
    "Boundary",
    "Checked",
    "Fold",
    "Limits",
    "Outcome",
    "Path",
    "Says",
    "Seen",
    "StandIn",
    "Statement",
    "Unsupported",
    "Verdict",
    "check",
    "check_kernel",
    "explore",
    "first_failing",
    "kernels",
    "outcome",
    "rejection",
    "statement_of",
    "theorem",
    "theorems",
    "total",
]
