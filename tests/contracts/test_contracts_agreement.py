"""The evaluator and the engine agree on every program; the parser and PUC's Lua on what is Lua.

More than two thousand programs are drawn here; `python -m conformance.fuzzing.agreement` draws as many as are asked for.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lupa.lua54 import LuaRuntime
from suites import committed_suite

from conformance.fuzzing import agreement
from conformance.fuzzing.agreement import agree, agree_down_to_nothing, agree_in_world, agree_with_lua, judge_drawn
from conformance.fuzzing.contracts import changed_sources
from conformance.fuzzing.programs import programs
from engine.runtime import Ended
from reference.contracts.host import Host
from reference.contracts.source import check_source
from reference.parameters import PRESETS
from vectors.case import Kind, Profile
from vectors.contract_values import read_scalar
from vectors.contract_worlds import read_world
from vectors.contracts import ScriptedHost
from vectors.json_text import members

SETTINGS = settings(max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("part", range(10))
def test_both_come_to_the_same(part: int) -> None:
    """With enough, and with less of either, down to nothing."""
    # Of 250 that are drawn at least 200 are programs.
    judge_drawn(programs(), agree_down_to_nothing, 200, part, 250)


def test_the_vectors_are_met_by_the_engine() -> None:
    cases = [case for case in committed_suite().of_profile(Profile.LVM) if case.kind is Kind.EXECUTE and "line" not in members(case.expect)]
    assert len(cases) > 500
    for case in cases:
        given = members(case.input)
        gas, memory = (int(str(given[name])) for name in ("gas", "memory"))
        if "world" in given:
            world = read_world(given["world"], PRESETS[case.preset])
            outcome = agree_in_world(world, gas, memory)
            expect = members(members(case.expect).get("ok", case.expect))
            assert (outcome.gas, outcome.memory) == (expect["gas"], expect["memory"]), case.why
            continue
        answers = given["answers"]
        assert isinstance(answers, list)
        told = [members(each) for each in answers]
        host = ScriptedHost(tuple((bool(each["succeeded"]), read_scalar(each["value"]), int(str(each["gas"]))) for each in told))
        used = agree(bytes.fromhex(str(given["source"])), gas, memory, host)
        expect = members(members(case.expect).get("ok", case.expect))
        assert used == (expect["gas"], expect["memory"]), case.why


@pytest.fixture(scope="module")
def lua() -> LuaRuntime:
    return LuaRuntime(encoding=None)


@SETTINGS
@given(source=changed_sources())
def test_the_parser_agrees_with_lua(lua: LuaRuntime, source: bytes) -> None:
    agree_with_lua(lua, source)


@SETTINGS
@given(source=st.binary(max_size=60))
def test_any_bytes_are_judged(source: bytes) -> None:
    refusal = check_source(source)
    if refusal is not None:
        assert 1 <= refusal.line <= source.count(b"\n") + 1
        assert 1 <= refusal.column <= len(source) + 1


def test_the_sources_among_the_vectors_agree_with_lua(lua: LuaRuntime) -> None:
    for case in committed_suite().of_profile(Profile.LVM):
        given = members(case.input)
        sources = members(members(given["world"])["sources"]).values() if "world" in given else (given["source"],)
        for source in sources:
            agree_with_lua(lua, bytes.fromhex(str(source)))


def test_the_command_counts_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert agreement.main(["--programs", "3", "--sources", "3", "--seed", "7", "--portion", "4"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) >= 2
    assert all(line.endswith("no difference") for line in printed)


def test_the_command_stops_at_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that takes one unit of gas more than the evaluator is found out."""
    honest = agreement.run_engine

    def greedy(chunk: bytes, gas: int, memory: int, host: Host) -> tuple[Ended, Host]:
        ended, after = honest(chunk, gas, memory, host)
        return Ended(ended.code, max(ended.gas - 1, 0), ended.memory, ended.values), after

    monkeypatch.setattr(agreement, "run_engine", greedy)
    with pytest.raises(AssertionError):
        agreement.main(["--programs", "3", "--portion", "3"])
