"""The engine against the Lua that it is built on, against the evaluator, and what beginning a call takes."""

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import Any

from lupa.lua54 import LuaRuntime

from benchmarks.row import Row, interleaved, print_rows
from engine.engine import Engine, chunk_of
from engine.instrumentation import instrument
from engine.runtime import run_chunk
from reference.contracts.host import Nobody
from reference.contracts.run import Returned, run_program
from reference.contracts.statements import read_program

GAS = MEMORY = 2**30
"""More than any program here uses."""

ROUNDS = 5
CALLS = 500
"""How many calls of a small program are taken together."""

WORKLOADS = {
    "a loop": b"local s = 0 for i = 1, 1000000 do s = (s * 31 + i) % 1000003 end return s",
    "calls": b"local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(25)",
    "tables": b"local t = {} for i = 1, 200000 do t[i] = i end local s = 0 for turn = 1, 5 do for i = 1, #t do s = s + t[i] t[i] = s % 9 end end return s",
    "strings": b"local n = 0 for i = 1, 100000 do local s = 'a' .. i .. 'b' n = n + #string.sub(s, 2, 5) + string.byte(s, 1) end return n",
    "a sort": b"local t, x = {}, 1 for i = 1, 20000 do x = x * 1103515245 % 2147483647 t[i] = x end table.sort(t, function(a, b) return a < b end) return t[1]",
}
"""Programs that mean the same in any Lua."""

EVALUATED = b"local s = 0 for i = 1, 20000 do s = (s * 31 + i) % 1000003 end return s"
"""A loop that the evaluator, too, is done with soon."""

SMALL = b"local t = {} for i = 1, 10 do t[i] = i end return #t"

LINES = 1_000


def long_contract() -> bytes:
    """A contract of so many lines, most of them functions' of three."""
    functions = "".join(f"function c.f{number}(a)\n  return a * {number} + 1\nend\n" for number in range((LINES - 1) // 3))
    return f"local c = {{}}\n{functions}".encode()


def in_engine(chunk: bytes) -> tuple[Any, ...]:
    """A run of the engine, in this process."""
    ended = run_chunk(chunk, GAS, MEMORY, lambda *_: (False, None, 0, 0))
    if ended.code:
        raise RuntimeError(f"the benchmark's program ended with {ended.code}")
    return ended.values


def in_lua(source: bytes) -> object:
    """The same program in a Lua of its own, which counts nothing."""
    return LuaRuntime(encoding=None, register_eval=False, register_builtins=False).execute(source)


def evaluated(source: bytes) -> tuple[Any, ...]:
    """A run of the evaluator."""
    outcome = run_program(source, GAS, MEMORY, Nobody())
    assert isinstance(outcome, Returned)
    return outcome.values


def often(call: Callable[[], object]) -> None:
    """Many calls."""
    for _ in range(CALLS):
        call()


def loaded(source: bytes, anew: bool) -> None:
    """A contract read and run, from its source or from what is kept of it."""
    in_engine(instrument(read_program(source)) if anew else chunk_of(source))


def measure() -> Iterator[Row]:
    """A row for each workload, then for the evaluator, small calls and a long contract."""
    for name, source in WORKLOADS.items():
        chunk = chunk_of(source)
        if in_engine(chunk) != (in_lua(source),):
            raise RuntimeError(f"{name}: the engine and Lua differ")
        engine, lua = interleaved(ROUNDS, lambda _: in_engine(chunk), lambda _: in_lua(source), clock=process_time)  # noqa: B023
        yield Row(f"a contract's run, {name}", engine * 1e3, "ms", "the same program in Lua, not counted", lua / engine)
    chunk = chunk_of(EVALUATED)
    slow, fast = interleaved(ROUNDS, lambda _: evaluated(EVALUATED), lambda _: in_engine(chunk), clock=process_time)
    yield Row("a contract's run in the evaluator", slow * 1e3, "ms", "the engine", fast / slow)
    with Engine() as started:
        run = partial(started.run, SMALL, GAS, MEMORY, Nobody())
        worker, process = interleaved(ROUNDS, lambda _: often(run), lambda _: often(partial(in_engine, chunk_of(SMALL))))
    yield Row("calls of a small contract, each in a Lua of its own", CALLS / worker, "calls/s", "no worker process between", process / worker)
    source = long_contract()
    anew, kept = interleaved(ROUNDS, lambda _: loaded(source, anew=True), lambda _: loaded(source, anew=False), clock=process_time)
    yield Row("a contract of 1,000 lines loaded again", kept * 1e3, "ms", "read and instrumented anew", anew / kept)


if __name__ == "__main__":
    print_rows(list(measure()))
