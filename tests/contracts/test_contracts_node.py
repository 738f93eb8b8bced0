"""A node that runs programs by the engine: on blocks and batches it answers as the reference does, which runs them by the evaluator."""

from collections.abc import Iterator

import pytest

from engine.engine import Engine
from reference.contracts.host import Host
from reference.contracts.run import Failed, Returned
from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.scenarios.contract_calls import contract_call_cases
from vectors.scenarios.contract_releases import contract_release_cases


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [*contract_call_cases(), *contract_release_cases()]


def test_the_engine_answers_every_case_as_the_evaluator_does(engine: Engine, cases: list[Case]) -> None:
    """Receipts with their gas, values and events, the state and its root."""
    ran = 0

    def run(source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
        nonlocal ran
        ran += 1
        return engine.run(source, gas, memory, host)

    for case in cases:
        assert evaluate(case.kind.value, case.preset, case.input, run) == case.expect, case.why
    assert ran > len(cases) // 2
    assert engine.evaluated == 0
