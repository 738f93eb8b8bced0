"""The evaluator and the engine agree on every program; the parser and PUC's Lua on what is Lua.

`SMARTSHARE_PROGRAMS` says how many programs are drawn: the more, the longer it takes.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lupa.lua54 import LuaRuntime, LuaSyntaxError

from conformance.fuzzing.contracts import changed_sources
from conformance.fuzzing.programs import programs
from engine.instrumentation import instrument
from engine.runtime import Ended, run_chunk
from reference.codes import Code
from reference.contracts.host import Host
from reference.contracts.run import Failed, run_program
from reference.contracts.source import check_source
from reference.contracts.statements import read_program
from reference.contracts.values import Scalar
from vectors.case import Kind, Profile
from vectors.contracts import ScriptedHost, read_scalar
from vectors.json_text import members
from vectors.suite import load

PROGRAMS = int(os.environ.get("SMARTSHARE_PROGRAMS", "150"))

SETTINGS = settings(max_examples=PROGRAMS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

GAS, MEMORY = 3_000, 20_000

HOST = ScriptedHost(((True, 5, 3), (False, b"no", 1), (True, b"x" * 50, 0)))

NOT_LUA = {Code.TOKEN_UNEXPECTED, Code.BREAK_OUTSIDE_LOOP}
"""The codes of sources that Lua refuses as well."""

LONG_BRACKETS = (b"[[", b"[=")


def run_engine(chunk: bytes, gas: int, memory: int, host: Host) -> tuple[Ended, Host]:
    """What the engine comes to, in this process, and the host after it."""
    hosts = [host]

    def ask(left: int, operation: bytes, arguments: tuple[Scalar, ...]) -> tuple[bool, Scalar, int]:
        answer = hosts[-1].answer(operation, arguments, left)
        hosts.append(answer.host)
        return answer.succeeded, answer.value, answer.gas

    return run_chunk(chunk, gas, memory, ask), hosts[-1]


def agree(source: bytes, gas: int, memory: int, host: Host = HOST) -> tuple[int, int]:
    """Check that both come to the same, and say what was used."""
    evaluated = run_program(source, gas, memory, host)
    ended, after = run_engine(instrument(read_program(source)), gas, memory, host)
    used = evaluated.gas, evaluated.memory
    code, values = (evaluated.code.number, ()) if isinstance(evaluated, Failed) else (0, evaluated.values)
    assert ended == Ended(code, gas - used[0], memory - used[1], values)
    assert [type(value) for value in ended.values] == [type(value) for value in values]
    if not isinstance(evaluated, Failed):
        assert after == evaluated.host
    return used


@SETTINGS
@given(programs(), st.integers(0, GAS), st.integers(0, MEMORY))
def test_both_come_to_the_same(source: bytes, gas: int, memory: int) -> None:
    """With enough, and with less of either, down to nothing."""
    if check_source(source) is None:
        used_gas, used_memory = agree(source, GAS, MEMORY)
        agree(source, gas % (used_gas + 1), MEMORY)
        agree(source, GAS, memory % (used_memory + 1))


def test_the_vectors_are_met_by_the_engine() -> None:
    cases = [case for case in load().of_profile(Profile.LVM) if case.kind is Kind.EXECUTE and "line" not in members(case.expect)]
    assert len(cases) > 500
    for case in cases:
        given = members(case.input)
        gas, memory = (int(str(given[name])) for name in ("gas", "memory"))
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


def is_lua(lua: LuaRuntime, source: bytes) -> bool:
    try:
        lua.compile(source)
    except LuaSyntaxError:
        return False
    return True


def check_against_lua(lua: LuaRuntime, source: bytes) -> None:
    """What is a program is Lua; what Lua has no place for is none."""
    refusal = check_source(source)
    if refusal is None:
        assert is_lua(lua, source)
        assert is_lua(lua, instrument(read_program(source)))
    elif refusal.code in NOT_LUA or (refusal.code is Code.TOKEN_UNKNOWN and not any(bracket in source for bracket in LONG_BRACKETS)):
        assert not is_lua(lua, source)


@SETTINGS
@given(source=changed_sources())
def test_the_parser_agrees_with_lua(lua: LuaRuntime, source: bytes) -> None:
    check_against_lua(lua, source)


@SETTINGS
@given(source=st.binary(max_size=60))
def test_any_bytes_are_judged(source: bytes) -> None:
    refusal = check_source(source)
    if refusal is not None:
        assert 1 <= refusal.line <= source.count(b"\n") + 1
        assert 1 <= refusal.column <= len(source) + 1


def test_the_sources_among_the_vectors_agree_with_lua(lua: LuaRuntime) -> None:
    for case in load().of_profile(Profile.LVM):
        check_against_lua(lua, bytes.fromhex(str(members(case.input)["source"])))
