"""Programs that try to get out or to go on for ever: each ends as it says, by the evaluator and by the engine, whose worker serves the next one."""

from collections.abc import Iterator

import pytest

from engine.engine import Engine
from reference.contracts.host import Nobody
from reference.contracts.refusal import SourceReject
from reference.contracts.run import Returned, run_program
from reference.contracts.source import check_source
from vectors.scenarios.contract_attacks import GAS, HELD, MEMORY, Attack, attacks

NOBODY = Nobody()

ATTACKS = list(attacks())

REFUSED = [attack for attack in ATTACKS if attack.place]
RUN = [attack for attack in ATTACKS if not attack.place]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        assert started.run(b"return 1", GAS, MEMORY, NOBODY) == run_program(b"return 1", GAS, MEMORY, NOBODY)
        yield started


def named(attack: Attack) -> str:
    return attack.name


@pytest.mark.parametrize("attack", REFUSED, ids=named)
def test_it_is_refused_where_it_says(attack: Attack) -> None:
    refusal = check_source(attack.source)
    assert refusal is not None
    assert (refusal.code, (refusal.line, refusal.column)) == (attack.code, attack.place)
    with Engine() as idle, pytest.raises(SourceReject):
        idle.run(attack.source, GAS, MEMORY, NOBODY)
    assert not idle.workers


@pytest.mark.parametrize("attack", RUN, ids=named)
def test_it_ends_as_it_says(attack: Attack, engine: Engine) -> None:
    """In the worker that has run all attacks before it, and that no attack has killed."""
    worker = engine.workers[0]
    evaluated = run_program(attack.source, GAS, MEMORY, NOBODY)
    outcome = engine.run(attack.source, GAS, MEMORY, NOBODY)
    assert outcome == evaluated
    if isinstance(outcome, Returned):
        assert (outcome.values, attack.code) == ((HELD,), None)
    else:
        assert outcome.code is attack.code
    assert outcome.gas <= GAS
    assert outcome.memory <= MEMORY
    assert engine.evaluated == 0
    assert engine.workers == {0: worker}
    assert worker.poll() is None


def test_there_are_attacks_of_every_kind() -> None:
    ends = {attack.code.name if attack.code else "held" for attack in ATTACKS}
    assert {"held", "CONTRACT_FAILED", "GAS_EXHAUSTED", "MEMORY_EXHAUSTED", "CALLS_TOO_DEEP", "NAME_UNKNOWN", "LIBRARY_MISUSED", "LEVELS_EXCEEDED"} <= ends
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 160
