"""The case that runs a program, and what the programs here share."""

from collections.abc import Iterable

from reference.codes import Code
from reference.contracts.integers import HALF
from reference.contracts.values import Scalar
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.contract_values import write_scalar
from vectors.json_text import Json, members

GAS = 100_000
MEMORY = 1_000_000
"""What a program has that is not about what it uses."""

FAILED = Code.CONTRACT_FAILED
GREATEST = HALF - 1
LEAST = -HALF

Comes = tuple[Scalar, ...] | Code
"""What a program comes to: the values that it returns, or a code."""

CATCH = "local function try(f) local done, why = pcall(f) return done, why end "
"""Beginning of a program that catches."""


def run_case(
    rules: tuple[str, ...], why: str, source: str, comes: Comes, *, gas: int = GAS, memory: int = MEMORY, answers: Iterable[tuple[bool, Scalar, int]] = ()
) -> Case:
    """The case that runs a program. Raises AssertionError where the reference comes to something else than is meant."""
    told: list[Json] = [{"succeeded": succeeded, "value": write_scalar(value), "gas": price} for succeeded, value, price in answers]
    given: Json = {"source": source.encode("latin-1").hex(), "gas": gas, "memory": memory, "answers": told}
    named = (*rules, "LVM-44") if not isinstance(comes, Code) else (*rules, comes.rule)
    case = intended_case(named, Kind.EXECUTE, "minimal", why, given, comes if isinstance(comes, Code) else None)
    if not isinstance(comes, Code):
        returned = members(members(case.expect)["ok"])["values"]
        assert returned == list(map(write_scalar, comes)), f"{why}: {returned}"
    return case
