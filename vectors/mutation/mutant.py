"""A mutant: one function of the reference, or one constant of one of its modules, with a single change."""

import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from types import CodeType, FunctionType

from spec.trace.functions import reference_modules


class Target(Enum):
    """What was changed, and so what may be said of it where no vector notices."""

    KERNEL = "kernel"
    """Integers and records: the prover decides what the vectors leave open."""

    PROCEDURE = "procedure"
    """Bytes, hashes and signatures: the vectors decide."""

    TRANSITION = "transition"
    """The assembly of kernels: the vectors decide."""

    HELPER = "helper"
    """A function without a mark, or a constant of a module."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change, and the code with the change in it."""

    module: str
    """`reference.state.coin`."""

    function: str
    """The qualified name within the module: `mint`, `Tag.__init__`; of a constant, its name."""

    target: Target
    """What was changed."""

    rule: str | None
    """The rule that the function is marked with."""

    line: int
    """The line of the changed expression in the module's source."""

    last_line: int
    """The last line of the statement around it, or of its head where it is a compound one."""

    operator: str
    """The kind of change: `comparison`, `constant`."""

    before: str
    """What was there, in one line."""

    after: str
    """What is there instead."""

    code: CodeType = field(compare=False, repr=False)
    """The changed function's code; of a constant, the code of the whole module."""

    @property
    def text(self) -> str:
        """The mutant in one line, the same wherever the function stands in its file."""
        return f"{self.module}.{self.function}: `{self.before}` became `{self.after}`"

    @property
    def of_module(self) -> bool:
        """Whether a constant of a module was changed, which shows only when the module is executed again."""
        return self.code.co_name == "<module>"


def original(mutant: Mutant) -> FunctionType:
    """The function that was changed."""
    value: object = sys.modules[mutant.module]
    for name in mutant.function.split("."):
        value = vars(value)[name]
    assert isinstance(value, FunctionType)
    return value


def faulty(mutant: Mutant) -> FunctionType:
    """The changed function beside the original: it sees the same names and has the same defaults, types and mark."""
    right = original(mutant)
    made = FunctionType(mutant.code, right.__globals__, right.__name__, right.__defaults__, right.__closure__)
    functools.update_wrapper(made, right)
    del made.__dict__["__wrapped__"]  # Whoever unwraps the function would find the original.
    made.__kwdefaults__ = right.__kwdefaults__
    return made


@contextmanager
def seeded(mutant: Mutant) -> Iterator[None]:
    """The reference with the change in it: the function's own code is exchanged, so that whoever imported the function sees it."""
    function = original(mutant)
    right = function.__code__
    forget_results()
    function.__code__ = mutant.code
    try:
        yield
    finally:
        function.__code__ = right
        forget_results()


def forget_results() -> None:
    """Empty the caches of the reference, in which results of the other code could be."""
    for results in _caches():
        results.cache_clear()


@functools.cache
def _caches() -> "tuple[functools._lru_cache_wrapper[object], ...]":
    """The caches of the reference."""
    values = (value for module in reference_modules() for value in vars(module).values())
    return tuple(value for value in values if isinstance(value, functools._lru_cache_wrapper))
