"""The mutants of what a module computes once, when it is imported: its constants and tables, and the members of its enumerations."""

import ast
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache

from vectors.mutation.change import made, places
from vectors.mutation.expressions import expression_changes
from vectors.mutation.mutant import Mutant, Target
from vectors.mutation.sources import substance, tree_of
from vectors.mutation.statements import head

OPERATORS = ("constant", "arithmetic", "dropped operator")
"""The changes that constants are made to: a table of forty entries has too many pairs to swap each."""

VALUES = (int, bytes, str, tuple, frozenset, dict)
"""What is a constant, besides records and members of enumerations; a type that has a name is none."""


@cache
def constant_mutants_of(module: str) -> tuple[Mutant, ...]:
    """The mutants of a module's constants, each with the code of the whole module."""
    tree = tree_of(module)
    names = vars(sys.modules[module])
    filename = str(names["__file__"])
    seen = {substance(compile(tree, filename, "exec", dont_inherit=True))}
    found: list[Mutant] = []
    for name, statement in _constants(tree, names):
        for place in list(places(statement)):
            for change in expression_changes(place, names, {}):
                if change.operator not in OPERATORS:
                    continue
                before = "; ".join(map(head, change.shown))
                with made(change):
                    after = change.after or "; ".join(map(head, change.shown))
                    code = compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)
                if substance(code) in seen:
                    continue
                seen.add(substance(code))
                line = getattr(place.node, "lineno", statement.lineno)
                last = statement.end_lineno or line
                found.append(Mutant(module, name, Target.HELPER, None, line, last, change.operator, before, after, code))
    return tuple(found)


def _constants(tree: ast.Module, names: dict[str, object]) -> Iterator[tuple[str, ast.stmt]]:
    """The assignments that make constants, with what people call them."""
    for statement in tree.body:
        name = _assigned(statement)
        if name is not None and _is_value(names[name]):
            yield name, statement
        if isinstance(statement, ast.ClassDef) and isinstance(owner := names[statement.name], type) and issubclass(owner, Enum):
            for member in statement.body:
                if (inner := _assigned(member)) is not None:
                    yield f"{statement.name}.{inner}", member


def _assigned(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name), value=ast.expr()):
            return name
    return None


def _is_value(value: object) -> bool:
    return isinstance(value, VALUES) or (type(value).__module__.partition(".")[0] == "reference" and not isinstance(value, type))
