"""Adequacy: a fault in any rule of the reference is caught by one vector at least."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from spec.trace.functions import function_of, marked_functions
from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.suite import Suite
from vectors_mutants import Mutant, mutants, seeded

SECONDS = 10
"""How long one case may take, which takes milliseconds, before the fault is taken for an endless loop, which a harness would report as well."""

SURVIVORS = {
    "reference.state.commitment.check_supply: `pots.ecosystem + pots.deposits + pots.fees` became `pots.ecosystem + pots.deposits - pots.fees`": (
        "the same function: where the fees are not nothing, the same line refuses the state anyway"
    ),
    "reference.state.proof.decode_proof: `if len(data) > MAX_PROOF_BYTES:` never holds": (
        "the same answers: nothing longer is a proof; the limit only saves the work of decoding it"
    ),
    "reference.wire.keys.check_key: `y < P256_PRIME` became `y <= P256_PRIME`": "the same function: no point of the curve has y = 0, which the prime would be",
    "reference.wire.signature.check_signature: `32` became `33`": "the same function: of R's encoding, `is_proper_point` looks at 255 bits only",
    "reference.state.tree.update: `0` became `1`": "differs only for a path that ends in 255 bits which nobody can find a key for",
    "reference.state.genesis.genesis": "makes states for the generator; what the suite asks is of states that are given",
    "reference.transition.propose": "makes blocks for the generator; what the suite asks is of blocks that are given",
}
"""Faults that no vector can show, by how their descriptions begin, and why."""

MODULES = sorted({marked.module for marked in marked_functions()})


@pytest.mark.parametrize("module", MODULES)
def test_every_fault_is_caught(module: str, suite: Suite) -> None:
    """One comparison, operator, constant, check or code of one rule changed at a time, and the whole suite to find it."""
    escaped = []
    for marked in marked_functions():
        if marked.module == module:
            ordered = sorted(suite, key=lambda case, rule=marked.rule: (rule not in case.rules, case.rules[0] != rule))  # type: ignore[misc]
            escaped += [mutant.fault for mutant in mutants(function_of(marked)) if not _caught(mutant, ordered)]
    unexplained = [fault for fault in escaped if not fault.startswith(tuple(SURVIVORS))]
    assert not unexplained
    stale = [known for known in SURVIVORS if known.startswith(f"{module}.") and not any(fault.startswith(known) for fault in escaped)]
    assert not stale


def _caught(mutant: Mutant, cases: list[Case]) -> bool:
    with seeded(mutant):
        return any(map(_differs, cases))


def _differs(case: Case) -> bool:
    try:
        with _limited():
            return evaluate(case.kind.value, case.preset, case.input) != case.expect
    except Exception:
        # Whatever escapes from a reference with a fault is not the outcome that the case expects.
        return True


class _EndlessError(Exception):
    """A case took too long."""


@contextmanager
def _limited() -> Iterator[None]:
    def end(*_: object) -> None:
        raise _EndlessError

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
