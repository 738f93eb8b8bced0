"""Every mutant of a function."""

import ast
import typing
from collections.abc import Iterator
from functools import cache
from types import FunctionType
from typing import Any

from reference.rules import mark_of
from vectors.mutation.change import Change, Place, made, places
from vectors.mutation.expressions import expression_changes
from vectors.mutation.mutant import Mutant, Target
from vectors.mutation.sources import compiled, definition_of, substance, text_of
from vectors.mutation.statements import bound_names, head, statement_changes


@cache
def mutants_of(function: FunctionType) -> tuple[Mutant, ...]:
    """The mutants of a function, in the order of its source. No two have the same code, and none has the function's own."""
    definition, owner = definition_of(function)
    name = function.__qualname__
    mark = mark_of(function)
    right = compiled(text_of(definition, owner), name, f"<original {function.__module__}.{name}>")
    seen = {substance(right)}
    found: list[Mutant] = []
    for place, change in _changes(function, definition):
        before = _shown(change)
        with made(change):
            after = change.after or _shown(change)
            text = text_of(definition, owner)
        code = compiled(text, name, f"<mutant {len(found) + 1} of {function.__module__}.{name}>")
        # Code that needs nothing of its surroundings any more, or something new, cannot take the place of the original.
        if code.co_freevars != right.co_freevars or substance(code) in seen:
            continue
        seen.add(substance(code))
        found.append(
            Mutant(
                module=function.__module__,
                function=name,
                target=Target(mark.layer.value) if mark is not None else Target.HELPER,
                rule=mark.rule if mark is not None else None,
                line=getattr(place.node, "lineno", definition.lineno),
                last_line=_last_line(place),
                operator=change.operator,
                before=before,
                after=after,
                code=code,
            )
        )
    return tuple(found)


def _changes(function: FunctionType, definition: ast.FunctionDef) -> Iterator[tuple[Place, Change]]:
    names = function.__globals__
    hints = typing.get_type_hints(function) if function.__annotations__ else {}
    types: dict[str, Any] = {each.arg: hints.get(each.arg) for each in definition.args.args}
    for place in list(places(definition)):
        for change in statement_changes(place, names, bound_names(definition, place.node)):
            yield place, change
        for change in expression_changes(place, names, types):
            yield place, change


def _shown(change: Change) -> str:
    return "; ".join(head(node) for node in change.shown)


def _last_line(place: Place) -> int:
    """The last line on which the changed statement begins an instruction: its own last one, or of a compound statement that of its head."""
    inward = [*(each.node for each in place.parents), place.node]
    statement = next(node for node in reversed(inward) if isinstance(node, ast.stmt))
    body = getattr(statement, "body", None)
    if isinstance(body, list):
        test = getattr(statement, "test", None) or getattr(statement, "iter", None)
        return int(getattr(test, "end_lineno", statement.lineno))
    return statement.end_lineno or statement.lineno
