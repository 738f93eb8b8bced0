"""`python -m conformance.fuzzing.agreement`: drawn programs, which the evaluator and the engine run alike, and drawn sources, which Lua judges as the parser.

The tests judge some thousands; this judges as many as are asked for, and ends at the first difference, with the smallest source that shows it.
"""

import argparse
import sys
from collections.abc import Callable
from time import monotonic, process_time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lupa.lua54 import LuaRuntime, LuaSyntaxError

from conformance.fuzzing.contracts import changed_sources
from conformance.fuzzing.programs import programs
from engine.engine import CODES, chunk_of
from engine.instrumentation import instrument
from engine.runtime import Ended, run_chunk
from reference.codes import Code
from reference.contracts.chain_host import run_frame
from reference.contracts.host import Host
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.running import make_room
from reference.contracts.source import check_source
from reference.contracts.statements import read_program
from reference.contracts.values import Scalar
from reference.contracts.world import World
from vectors.contracts import ScriptedHost

GAS, MEMORY = 3_000, 20_000
"""What a drawn program has: enough for most."""

HOST = ScriptedHost(((True, 5, 3), (False, b"no", 1), (True, b"x" * 50, 0)))

NOT_LUA = {Code.TOKEN_UNEXPECTED, Code.BREAK_OUTSIDE_LOOP}
"""The codes of sources that Lua refuses as well."""

LONG_BRACKETS = (b"[[", b"[=")

PORTION = 250
"""How many are drawn from one seed."""


def run_engine(chunk: bytes, gas: int, memory: int, host: Host) -> tuple[Ended, Host]:
    """What the engine comes to, in this process, and the host after it."""
    hosts = [host]

    def ask(left: int, room: int, operation: bytes, arguments: tuple[Scalar, ...]) -> tuple[bool, Scalar, int, int]:
        answer = hosts[-1].answer(operation, arguments, left, room)
        hosts.append(answer.host)
        return answer.succeeded, answer.value, answer.gas, answer.memory

    return run_chunk(chunk, gas, memory, ask), hosts[-1]


def agree(source: bytes, gas: int, memory: int, host: Host = HOST) -> tuple[int, int]:
    """Check that evaluator and engine come to the same, and say what was used. Raises AssertionError."""
    evaluated = run_program(source, gas, memory, host)
    ended, after = run_engine(chunk_of(source), gas, memory, host)
    used = evaluated.gas, evaluated.memory
    code, values = (evaluated.code.number, ()) if isinstance(evaluated, Failed) else (0, evaluated.values)
    assert ended == Ended(code, gas - used[0], memory - used[1], values), (ended, evaluated)
    assert [type(value) for value in ended.values] == [type(value) for value in values]
    if not isinstance(evaluated, Failed):
        assert after == evaluated.host
    return used


def run_in_process(source: bytes, gas: int, memory: int, host: Host) -> Returned | Failed:
    """What the engine comes to, in this process, as `run_program` says it."""
    ended, after = run_engine(chunk_of(source), gas, memory, host)
    used = gas - ended.gas, memory - ended.memory
    return Failed(CODES[ended.code], *used) if ended.code else Returned(ended.values, *used, after)


def agree_in_world(world: World, gas: int, memory: int) -> Returned | Failed:
    """Check that evaluator and engine come to the same in a world, whatever contracts are called and judged in it, and say what that is. Raises
    AssertionError.
    """
    evaluated = run_frame(world, gas, memory)
    ended = run_frame(world, gas, memory, run_in_process)
    assert ended == evaluated, (ended, evaluated)
    if isinstance(evaluated, Returned) and isinstance(ended, Returned):
        assert [type(value) for value in ended.values] == [type(value) for value in evaluated.values]
    return evaluated


def agree_down_to_nothing(source: bytes, gas: int, memory: int) -> bool:
    """Check a source with enough, with less gas, and with less memory; whether it is a program at all. Raises AssertionError."""
    if check_source(source) is not None:
        return False
    used_gas, used_memory = agree(source, GAS, MEMORY)
    agree(source, gas % (used_gas + 1), MEMORY)
    agree(source, GAS, memory % (used_memory + 1))
    return True


def is_lua(lua: LuaRuntime, source: bytes) -> bool:
    """Whether Lua loads a source."""
    try:
        lua.compile(source)
    except LuaSyntaxError:
        return False
    return True


def agree_with_lua(lua: LuaRuntime, source: bytes) -> None:
    """Check that what is a program is Lua, instrumented too, and that what Lua has no place for is none. Raises AssertionError."""
    refusal = check_source(source)
    if refusal is None:
        assert is_lua(lua, source), source
        assert is_lua(lua, instrument(read_program(source))), source
    elif refusal.code in NOT_LUA or (refusal.code is Code.TOKEN_UNKNOWN and not any(bracket in source for bracket in LONG_BRACKETS)):
        assert not is_lua(lua, source), source


Judge = Callable[[bytes, int, int], bool]
"""Judges a drawn source with so much gas and memory, and says whether it counts. Raises AssertionError at a difference."""


def judge_drawn(drawn: st.SearchStrategy[bytes], judge: Judge, count: int, first_seed: int, size: int) -> None:
    """Judge drawn sources, portions of a size, until so many have counted. Raises AssertionError, whose notes have the least source that shows a difference."""
    judged = 0
    number = first_seed
    # Hypothesis minds if a program is run that makes room on the stack while it draws.
    make_room()
    begun, spent = monotonic(), process_time()
    while judged < count:

        @seed(number)
        @settings(max_examples=size, deadline=None, database=None, phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck))
        @given(drawn, st.integers(0, GAS), st.integers(0, MEMORY))
        def portion(source: bytes, gas: int, memory: int) -> None:
            nonlocal judged
            judged += judge(source, gas, memory)

        portion()
        number += 1
        print(f"{judged:,} judged, {monotonic() - begun:.0f} s, {process_time() - spent:.0f} s of the processor, no difference", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Judge as many as are asked for."""
    parser = argparse.ArgumentParser(prog="python -m conformance.fuzzing.agreement", description="Drawn programs, judged by the evaluator and the engine.")
    parser.add_argument("--programs", type=int, default=0, metavar="N", help="how many programs the engine runs as the evaluator does")
    parser.add_argument("--sources", type=int, default=0, metavar="N", help="how many changed sources the parser judges as Lua does")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="where drawing begins")
    parser.add_argument("--portion", type=int, default=PORTION, metavar="N", help="how many are drawn from one seed")
    asked = parser.parse_args(arguments)
    lua = LuaRuntime(encoding=None)

    def judge_source(source: bytes, gas: int, memory: int) -> bool:
        agree_with_lua(lua, source)
        return True

    judge_drawn(programs(), agree_down_to_nothing, asked.programs, asked.seed, asked.portion)
    judge_drawn(changed_sources(), judge_source, asked.sources, asked.seed, asked.portion)
    return 0


if __name__ == "__main__":
    sys.exit(main())
