"""Changes of statements: dropped, swapped, or done whatever their condition says."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from spec.trace.functions import rejections
from vectors.mutation.change import Change, Place
from vectors.mutation.expressions import is_function

DROPPED = "(dropped)"
"""What stands where a statement was."""


def statement_changes(place: Place, names: Mapping[str, Any], bound: frozenset[str]) -> Iterator[Change]:
    """The changes of one statement, before which the local names `bound` have values, and of it and its next neighbour."""
    node = place.node
    match node:
        case ast.If():
            without = node.orelse or [ast.Pass()]
            yield Change("dropped statement", (node,), (_spliced(place, without),), _heads(node.orelse) or DROPPED)
            yield Change("unconditional", (node,), (_spliced(place, node.body),), _heads(node.body))
            if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield Change("negated condition", (node,), ((node, "test", ast.UnaryOp(ast.Not(), node.test)),))
        case ast.While() | ast.IfExp() if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield Change("negated condition", (node,), ((node, "test", ast.UnaryOp(ast.Not(), node.test)),))
        case ast.Try():
            yield Change("dropped handler", (node,), (_spliced(place, node.body),), _heads(node.body))
        case ast.Expr():
            yield Change("dropped statement", (node,), (place.replaced(ast.Pass()),), DROPPED)
        case ast.AugAssign():
            yield Change("dropped statement", (node,), (place.replaced(ast.Pass()),), DROPPED)
        case ast.Assign() if _targets(node) <= bound:
            yield Change("dropped statement", (node,), (place.replaced(ast.Pass()),), DROPPED)
        case ast.Call():
            yield from _order_of_arguments(node, names)
    if isinstance(node, ast.stmt) and place.index is not None:
        siblings = getattr(place.parent, place.name)
        following = siblings[place.index + 1] if place.index + 1 < len(siblings) else None
        if following is not None and _may_reject(node, names) and _may_reject(following, names):
            swapped = [*siblings[: place.index], following, node, *siblings[place.index + 2 :]]
            yield Change("swapped checks", (node, following), ((place.parent, place.name, swapped),), f"{head(following)}; {head(node)}")


def head(node: ast.AST) -> str:
    """The first line of a statement."""
    return ast.unparse(node).splitlines()[0]


def bound_names(function: ast.FunctionDef, statement: ast.AST) -> frozenset[str]:
    """The local names that have values before a statement is reached, so far as the order of the source says."""
    arguments = function.args
    found = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    line = getattr(statement, "lineno", 0)
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno < line:
            found.add(node.id)
    return frozenset(found)


def _heads(statements: list[ast.stmt]) -> str:
    return "; ".join(head(statement) for statement in statements)


def _spliced(place: Place, statements: list[ast.stmt]) -> tuple[ast.AST, str, Any]:
    assert place.index is not None
    siblings = getattr(place.parent, place.name)
    return (place.parent, place.name, [*siblings[: place.index], *statements, *siblings[place.index + 1 :]])


def _targets(node: ast.Assign) -> set[str]:
    """The names that an assignment binds; something that is no name, which no set of names holds, where it writes elsewhere."""
    found = set()
    for target in node.targets:
        for each in target.elts if isinstance(target, ast.Tuple) else [target]:
            found.add(each.id if isinstance(each, ast.Name) else "")
    return found


def _order_of_arguments(node: ast.Call, names: Mapping[str, Any]) -> Iterator[Change]:
    """Named arguments are evaluated in the order in which they are written: it is an order of checks where two can reject."""
    for index in range(len(node.keywords) - 1):
        first, second = node.keywords[index : index + 2]
        if _may_reject(first, names) and _may_reject(second, names):
            yield Change("swapped checks", (node,), ((node, "keywords", [*node.keywords[:index], second, first, *node.keywords[index + 2 :]]),))


def _may_reject(node: ast.AST, names: Mapping[str, Any]) -> bool:
    """Whether a rejection can come out of a statement or an argument."""
    if isinstance(node, ast.Return):
        return False
    for each in ast.walk(node):
        if isinstance(each, ast.Raise):
            return True
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            called = names.get(each.func.id)
            if is_function(called) and rejections(called):
                return True
    return False
