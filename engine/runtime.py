"""One run of a program in a Lua of its own, in this process: a worker's, which may die of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lupa.lua54 import LuaRuntime

from reference.contracts.values import Scalar

PHYSICAL = -1
"""The code of a run that the machine, and not the program, has ended."""

MEMORY_FACTOR = 8
MEMORY_FLOOR = 2**26
"""The bytes that Lua may take: so many for each unit that the program may use, and so many more. The program's own limit comes first."""

Ask = Callable[[int, int, bytes, tuple[Scalar, ...]], tuple[bool, Scalar, int, int]]
"""Answers for the host: from the gas and the memory that are left, an operation and its arguments to whether it was done, a value, and the gas and memory
that it has used."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run has ended."""

    code: int
    """0, or the number of a code, or `PHYSICAL`."""
    gas: int
    """The gas that is left."""
    memory: int
    """The memory that is left."""
    values: tuple[Scalar, ...]


DUMP = b"local text = ... return string.dump(load(text, '=prelude', 't'), true)"
"""Compiles a text."""


@cache
def prelude() -> bytes:
    """The text that programs stand in, compiled once a process. It is our own: a program comes as text, and is loaded as nothing else."""
    text = files("engine").joinpath("prelude.lua").read_bytes()
    compiled: bytes = LuaRuntime(encoding=None, register_eval=False, register_builtins=False, attribute_filter=_nothing).compile(DUMP, mode=b"t")(text)
    return compiled


def run_chunk(chunk: bytes, gas: int, memory: int, ask: Ask) -> Ended:
    """Run an instrumented program. What lupa raises is the machine's fault, as is what Lua cannot compile."""
    lua: Any = LuaRuntime(
        encoding=None,
        unpack_returned_tuples=True,
        register_eval=False,
        register_builtins=False,
        attribute_filter=_nothing,
        max_memory=MEMORY_FLOOR + MEMORY_FACTOR * memory,
    )
    failed: list[BaseException] = []

    def answer(left: int, room: int, operation: bytes, *arguments: Scalar) -> tuple[bool, Scalar, int, int]:
        """Answer without ever raising into Lua; what has gone wrong is raised once Lua is left."""
        try:
            return ask(left, room, operation, arguments)
        except BaseException as error:
            failed.append(error)
            return False, None, left + 1, 0

    try:
        given = lua.compile(prelude(), mode=b"b")(gas, memory, answer, chunk)
    except Exception:
        return Ended(PHYSICAL, 0, 0, ())
    if failed:
        raise failed[0]
    code, gas_left, memory_left, *values = given
    return Ended(code, gas_left, memory_left, tuple(values))


def _nothing(owner: object, name: object, is_setting: bool) -> object:
    """No attribute of any object of Python can be reached."""
    raise AttributeError("there is none")
