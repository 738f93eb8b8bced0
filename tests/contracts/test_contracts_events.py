"""Contracts with a transition table: on the engine as by the evaluator, with a chain below, which a refused event leaves as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.engine import Engine
from reference.codes import Code
from reference.contracts import reader
from reference.contracts.calling import known_table
from reference.contracts.chain_host import run_frame
from reference.contracts.events import Moved, first_standing, run_event
from reference.contracts.host import Nobody
from reference.contracts.run import Failed, Returned
from reference.contracts.tokens import Token, read_tokens
from reference.state.contract import Standing
from vectors.contracts import ScriptedHost
from vectors.scenarios.contract_declarations import declaring, moving
from vectors.scenarios.contract_events import amounts
from vectors.scenarios.contract_worlds import world_of

GATE = Path(__file__).parents[2].joinpath("examples", "contracts", "gate.lua").read_bytes()

GAS = MEMORY = 10_000


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started


def test_a_day_at_the_gate(engine: Engine) -> None:
    """Each event on the engine, and by the evaluator: they stand alike after each, and a refused one changes nothing."""
    standing = first_standing(GATE)
    assert standing is not None
    seen = []
    for event in (b"enter", b"leave", b"pay", b"price", b"pay", b"leave", b"pay", b"price", b"enter", b"pay"):
        outcome = run_event(GATE, standing, event, GAS, MEMORY, Nobody(), engine.run)
        assert outcome == run_event(GATE, standing, event, GAS, MEMORY, Nobody())
        if isinstance(outcome, Moved):
            standing = outcome.standing
        seen.append(outcome.code.name if isinstance(outcome, Failed) else standing.state.decode())
    refused = "EVENT_REFUSED"
    assert seen == ["parked", refused, "parked", refused, "paid", "open", refused, "open", "parked", "parked"]
    assert standing == Standing(b"parked", amounts(fee=12, paid=6, cars=2))
    assert engine.evaluated == 0


def test_what_is_not_about_the_machine_is_asked_of_the_chain() -> None:
    source = (moving(", changes = {'r'}") + " local done, paid = host('balance', 'me') host('put', 'r', paid) host('state') host('send', 1)").encode()
    chain = ScriptedHost(((True, 5, 1), (True, None, 2)))
    outcome = run_event(source, Standing(b"s", amounts(r=3)), b"e", GAS, MEMORY, chain)
    assert isinstance(outcome, Moved)
    assert outcome.standing == Standing(b"s", amounts(r=5))
    assert outcome.returned.host == ScriptedHost((), ((b"balance", b"me"), (b"send", 1)))


def test_a_judgement_costs_what_the_run_has_used() -> None:
    """Whether the event is refused or not; and what a refused one has asked of the chain is undone: there is no host after it."""
    source, start, chain = f"{declaring()} host('send', 1) host('put', 'r', 3)".encode(), Standing(b"s", amounts(r=3)), ScriptedHost(((True, None, 7),))
    judged = run_event(source.replace(b"3)", b"4)"), start, b"e", GAS, MEMORY, chain)
    moved = run_event(source, start, b"e", GAS, MEMORY, chain)
    assert isinstance(judged, Failed)
    assert judged.code is Code.RESOURCE_FIXED
    assert isinstance(moved, Moved)
    assert (judged.gas, judged.memory) == (moved.returned.gas, moved.returned.memory)


def test_a_program_is_read_once_for_its_table_and_once_for_all_its_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is most of a short run: of a program that was called before the table is known, and what was read of it."""
    read = []

    def counted(source: bytes) -> tuple[Token, ...]:
        read.append(source)
        return read_tokens(source)

    monkeypatch.setattr(reader, "read_tokens", counted)
    world = world_of(declaring() + " return 'a program of this test'", arguments=(b"e",))
    known_table.cache_clear()
    for _ in range(3):
        assert isinstance(run_frame(world, GAS, MEMORY), Returned)
        assert len(read) == 2
