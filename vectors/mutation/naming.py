"""Which functions name a constant: the cases that execute those are the first to notice a change of it."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from spec.trace.functions import reference_modules
from vectors.mutation.sources import tree_of

Place = tuple[str, int]
"""A module, and the first line of a function in it."""


@cache
def functions_naming(constant: str) -> Mapping[Place, int]:
    """How far each function is from a constant: 0 where it names it, 1 where it names what a module makes of it, and so on.

    Names are compared as they are written, without what stands before a dot: too many functions cost time, and nothing else.
    """
    *owners, name = constant.split(".")
    wave, known, steps = {name}, set[str](), 0
    found: dict[Place, int] = {}
    while wave:
        known |= wave
        following = set(owners)
        for made, places, named in _statements():
            if not wave.isdisjoint(named):
                following |= made
                for place in places:
                    found.setdefault(place, steps)
        wave, steps = following - known, steps + 1
    return found


@cache
def _statements() -> tuple[tuple[frozenset[str], tuple[Place, ...], frozenset[str]], ...]:
    """The statements of all modules: what each of them makes, the functions in it, and what it names."""
    return tuple(each for module in reference_modules() for statement in tree_of(module.__name__).body for each in _parts(module.__name__, statement))


def _parts(module: str, statement: ast.stmt) -> Iterator[tuple[frozenset[str], tuple[Place, ...], frozenset[str]]]:
    match statement:
        case ast.ClassDef(name=name, body=body):
            for each in body:
                for made, places, named in _parts(module, each):
                    yield made | {name}, places, named
        case ast.FunctionDef(decorator_list=marks, lineno=line):
            yield frozenset(), ((module, min([line, *(mark.lineno for mark in marks)])),), _names(statement)
        case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
            yield frozenset({name}), (), _names(statement)


def _names(root: ast.AST) -> frozenset[str]:
    names = (node.id if isinstance(node, ast.Name) else node.attr for node in ast.walk(root) if isinstance(node, ast.Name | ast.Attribute))
    return frozenset(names)
