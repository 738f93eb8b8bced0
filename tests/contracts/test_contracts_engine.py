"""The engine: what a killed, silent or exhausted worker leaves to the evaluator, and that no program sees more than its library."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from lupa.lua54 import LuaRuntime

from engine.engine import ATTEMPTS, Engine
from engine.runtime import PHYSICAL, run_chunk
from reference.codes import Code
from reference.contracts.host import HostAnswer, Nobody
from reference.contracts.refusal import SourceReject
from reference.contracts.run import Failed, Returned, run_program
from reference.contracts.values import Scalar

NOBODY = Nobody()


def not_asked(left: int, room: int, operation: bytes, arguments: tuple[Scalar, ...]) -> tuple[bool, Scalar, int, int]:
    """A host that is not asked."""
    raise AssertionError


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started


def stub(program: str) -> "subprocess.Popen[bytes]":
    """A worker that does something else."""
    return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_a_worker_answers_as_the_evaluator_does(engine: Engine) -> None:
    for source in (b"return 1 + 1, 'x'", b"error(1)", b"while true do end", b"return {}", b"return host('x')", b"local t = {} while true do t[#t + 1] = t end"):
        assert engine.run(source, 10_000, 10_000, NOBODY) == run_program(source, 10_000, 10_000, NOBODY)
    assert engine.evaluated == 0


def test_a_source_that_is_no_program_starts_nothing() -> None:
    with Engine() as idle, pytest.raises(SourceReject):
        idle.run(b"return +", 1_000, 1_000, NOBODY)
    assert idle.workers == {}


def test_a_killed_worker_is_replaced(engine: Engine) -> None:
    engine.run(b"return 1", 1_000, 1_000, NOBODY)
    engine.workers[0].kill()
    engine.workers[0].wait()
    assert engine.run(b"return 2", 1_000, 1_000, NOBODY) == Returned((2,), 6, 0, NOBODY)
    assert engine.evaluated == 0


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "import sys; sys.stdin.buffer.read(1)", "import time; time.sleep(60)", "print('noise, and much of it', flush=True)"],
    ids=["dies", "leaves", "is silent", "makes noise"],
)
def test_where_every_worker_fails_the_evaluator_decides(program: str) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        started.append(stub(program))
        return started[-1]

    with Engine(0.5, start) as failing:
        assert failing.run(b"return 2", 1_000, 1_000, NOBODY) == Returned((2,), 6, 0, NOBODY)
    assert failing.evaluated == 1
    assert len(started) == ATTEMPTS
    assert all(each.poll() is not None for each in started)


def test_a_program_that_takes_the_machine_down_is_evaluated() -> None:
    """It asks for more memory of the machine than the engine allows: that is no outcome of the program."""
    source = b"local s = string.rep('x', 150000000) return #s"
    with Engine(10.0, lambda: stub(SMALL)) as small:
        outcome = small.run(source, 10_000_000, 200_000_000, NOBODY)
    assert outcome == run_program(source, 10_000_000, 200_000_000, NOBODY)
    assert isinstance(outcome, Returned)
    assert small.evaluated == 1


SMALL = """
import sys, engine.runtime as runtime
runtime.MEMORY_FACTOR, runtime.MEMORY_FLOOR = 0, 2**22
from engine.worker import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
"""
"""A worker whose Lua has four megabytes."""


class Counting:
    """A host that counts what it is asked, each time in another one."""

    def __init__(self, asked: tuple[Scalar, ...] = ()) -> None:
        self.asked = asked

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """How many words it was asked so far."""
        return HostAnswer(True, len(self.asked), 1, Counting((*self.asked, operation, *arguments)))


def test_the_host_after_a_run_is_the_one_that_answered_last(engine: Engine) -> None:
    outcome = engine.run(b"host('a', 1) local done, count = host('b', nil, 'x') return count", 1_000, 1_000, Counting())
    assert isinstance(outcome, Returned)
    assert isinstance(outcome.host, Counting)
    assert outcome.values == (2,)
    assert outcome.host.asked == (b"a", 1, b"b", None, b"x")


def test_what_a_failed_run_asked_is_gone(engine: Engine) -> None:
    outcome = engine.run(b"host('a') error(1)", 1_000, 1_000, Counting())
    assert isinstance(outcome, Failed)
    assert outcome.code is Code.CONTRACT_FAILED


def test_bytecode_is_no_program() -> None:
    """A worker loads a program as text alone, whoever has sent it."""
    compiled = LuaRuntime(encoding=None).execute(b"return string.dump(load('return function() return 1 end'))")
    assert run_chunk(b"return function() return 1 end", 9, 9, not_asked).code == 0
    assert run_chunk(compiled, 9, 9, not_asked).code == PHYSICAL


@pytest.mark.parametrize("name", ["stack overflow", "not enough memory", "error in error handling"])
def test_a_name_of_the_program_is_not_taken_for_an_error_of_the_machine(engine: Engine, name: str) -> None:
    """Lua's errors end in names: a program must not make the engine give up by its own."""
    source = f"local t = {{}} local done, why = pcall(function() return t['{name}'].x end) return done, why, t['{name}']()".encode()
    evaluated = engine.evaluated
    assert engine.run(source, 1_000, 1_000, NOBODY) == run_program(source, 1_000, 1_000, NOBODY)
    assert engine.evaluated == evaluated


class Listening:
    """A host that gives what gas it is told of."""

    def answer(self, operation: bytes, arguments: tuple[Scalar, ...], gas: int, memory: int) -> HostAnswer:
        """The gas that is left."""
        return HostAnswer(True, gas, 0, self)


def test_the_host_is_told_of_the_gas_that_is_left(engine: Engine) -> None:
    source = b"local a, first = host('a') local b, second = host('b') return first - second"
    evaluated = run_program(source, 1_000, 77_000, Listening())
    assert isinstance(evaluated, Returned)
    assert evaluated.values == (50,)
    outcome = engine.run(source, 1_000, 77_000, Listening())
    assert isinstance(outcome, Returned)
    assert (outcome.values, outcome.gas) == (evaluated.values, evaluated.gas)
    told = run_program(b"local a, left = host('a') return left", 1_000, 77_000, Listening())
    assert isinstance(told, Returned)
    assert told.values == (1_000 - told.gas,)


def test_nobody_does_nothing_for_nothing() -> None:
    assert NOBODY.answer(b"x", (), 5, 5) == HostAnswer(False, None, 0, NOBODY)
