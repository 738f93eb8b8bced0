"""A second copy of each function of the reference that says, as it runs, what it compares and how that comes out.

A comparison says whether its sides are equal, or lie one or more apart, and what they are: so an input can be moved to the border of a condition instead of
waiting for chance. What an `and` or `or` leaves out is looked at besides, as is what a rejection is followed by where it is passed over: slips are made in
conditions behind others too. The copies know the reference's records and enumerations; only functions are copied, each when it is first called for.
"""

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping
from typing import Any

from conformance.fuzzing.watch import Watch, helpers
from conformance.fuzzing.watched_source import Watching

NOT_COPIED = ("reference.state.tree", "reference.state.commitment", "reference.state.writing")
"""Modules whose functions stay as they are: they hash, and reject nothing."""


class Watched:
    """The copies. One hunt has one of these: places are numbered as they are met."""

    def __init__(self) -> None:
        """Nothing is copied yet."""
        self._copies: dict[types.FunctionType, Any] = {}
        self._scopes: dict[str, dict[str, Any]] = {}
        self._places = 0
        self._watch = Watch()
        self._helpers = {f"_watched_{name}": function for name, function in helpers(lambda: self._watch).items()}

    def run(self, function: Any, arguments: Mapping[str, Any], passed_over: int = 0) -> tuple[Watch, Any, Exception | None]:
        """What a call shows, and its result or its error."""
        copy = self.copy_of(function)
        watch = self._watch = Watch(passed_over)
        try:
            return watch, copy(**arguments), None
        except Exception as error:
            return watch, None, error

    def begin(self, steps: int) -> Watch:
        """What copies show that are called from now on; of the comparisons at a place the least, as records may come in any order."""
        self._watch = Watch(steps=steps)
        self._watch.least = {}
        return self._watch

    def copy_of(self, function: types.FunctionType) -> Any:
        """The copy of a function of the reference, which reports to the watch that was begun last."""
        if function in self._copies:
            return self._copies[function]
        scope = self._scope(function)
        known = scope.get(function.__name__)
        try:
            (definition,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
            assert isinstance(definition, ast.FunctionDef)
            definition.decorator_list = []
            changed = ast.fix_missing_locations(Watching(self._next).visit(definition))
            exec(compile(ast.Module([changed], []), f"watched {function.__module__}", "exec"), scope)
        except (OSError, SyntaxError, ValueError, AssertionError):
            # It stays as it is, and says nothing.
            self._copies[function] = function
            return function
        copy = self._copies[function] = scope[function.__name__]
        if known is not None and known is not function:
            scope[function.__name__] = known
        for name in _names(copy.__code__):
            if name in scope:
                scope[name] = self._copied(scope[name])
        return copy

    def _copied(self, value: Any) -> Any:
        """A function of the reference as its copy, a table of functions with their copies, and all else as it is."""
        if isinstance(value, types.FunctionType):
            return self.copy_of(value) if _is_copied(value) else value
        if type(value) is dict and any(isinstance(each, types.FunctionType) for each in value.values()):
            return {key: self._copied(each) for key, each in value.items()}
        return value

    def _scope(self, function: types.FunctionType) -> dict[str, Any]:
        if function.__module__ not in self._scopes:
            self._scopes[function.__module__] = {**function.__globals__, **self._helpers}
        return self._scopes[function.__module__]

    def _next(self) -> int:
        self._places += 1
        return self._places


def _is_copied(function: types.FunctionType) -> bool:
    if not function.__module__.startswith("reference.") or function.__module__.startswith(NOT_COPIED):
        return False
    return not hasattr(function, "__wrapped__") and not function.__code__.co_freevars and function.__code__.co_filename != f"watched {function.__module__}"


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)
