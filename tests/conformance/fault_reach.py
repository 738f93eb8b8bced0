"""In which rules a fault may show: in that of the edited function, in those whose functions call it, and so on, the nearest first.

Read from what the functions' code names; nothing is run. Cases of rules that this misses are tried after the others.
"""

import inspect
import sys
import types
from collections.abc import Iterator
from functools import cache
from typing import Any

from faults import read_reference
from reference.rules import mark_of

PACKAGES = ("reference", "vectors")
"""Where functions call one another."""

DEEP = 3
"""How deep tables of functions are looked into."""


Calls = dict[types.FunctionType, set[types.FunctionType]]
"""From a function to others: to those that it calls, or to those that call it."""


def distances(function: Any) -> dict[str, int]:
    """The rules that come to a function, and in how many calls. Where none does, those that it comes to: it stands above them all."""
    called, callers = calls()
    return _rules_by_distance(function, callers) or _rules_by_distance(function, called)


@cache
def calls() -> tuple[Calls, Calls]:
    """Whom each function of the reference calls, and who calls it, as far as code and tables say."""
    read_reference()
    called: Calls = {function: set(_named_in(function)) for function in _all_functions()}
    callers: Calls = {}
    for function, others in called.items():
        for other in others:
            callers.setdefault(other, set()).add(function)
    return called, callers


def _rules_by_distance(function: Any, graph: Calls) -> dict[str, int]:
    found: dict[str, int] = {}
    known = level = {inspect.unwrap(function)}
    steps = 0
    while level:
        for each in level:
            if (mark := mark_of(each)) is not None:
                found.setdefault(mark.rule, steps)
        level = {other for each in level for other in graph.get(each, ())} - known
        known = known | level
        steps += 1
    return found


def _all_functions() -> Iterator[types.FunctionType]:
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in PACKAGES:
            for value in vars(module).values():
                yield from (each for each in _functions(value) if each.__module__ == name)


def _functions(value: Any, depth: int = DEEP) -> Iterator[types.FunctionType]:
    """The functions that a value is, or holds."""
    if depth and isinstance(value, (list, tuple)):
        for held in value:
            yield from _functions(held, depth - 1)
    elif depth and isinstance(value, dict):
        for held in value.values():
            yield from _functions(held, depth - 1)
    elif isinstance(value, type):
        yield from (held for held in vars(value).values() if isinstance(held, types.FunctionType))
    elif callable(value) and isinstance(plain := inspect.unwrap(value), types.FunctionType):
        yield plain


def _named_in(function: types.FunctionType) -> Iterator[types.FunctionType]:
    """The functions whose names, or whose modules' or tables' names, are in a function's code."""
    names = [*_names(function.__code__)]
    for name in names:
        if name in function.__globals__:
            value = function.__globals__[name]
            if isinstance(value, types.ModuleType):
                yield from (each for other in names for each in _functions(vars(value).get(other)))
            else:
                yield from _functions(value)
    for cell in function.__closure__ or ():
        yield from _functions(cell.cell_contents)


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)
