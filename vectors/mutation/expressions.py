"""Changes of expressions."""

import ast
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import combinations
from types import FunctionType
from typing import Any, TypeGuard, TypeVar

from vectors.mutation.change import Change, Place
from vectors.mutation.records import another, is_number, siblings

Part = TypeVar("Part", bound=ast.AST)

ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.FloorDiv),
    ast.FloorDiv: (ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitAnd, ast.BitOr),
}
"""What each arithmetic operator is mistaken for."""

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""Each comparison's neighbour at the boundary, and its opposite."""

ORDERED = (ast.Sub, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift)
"""Operators whose operands may not be swapped. A sum of byte strings is another one, and is looked at apart."""

EXCHANGED = {"min": "max", "max": "min", "any": "all", "all": "any"}
"""Functions of the language that are mistaken for one another."""


def expression_changes(place: Place, names: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Change]:
    """The changes of one expression, in a function that sees these global names and whose parameters have these types."""
    node = place.node
    match node:
        case ast.BinOp():
            yield from _arithmetic(node)
            if isinstance(node.op, ORDERED) or (isinstance(node.op, ast.Add) and not (_is_number(node.left) or _is_number(node.right))):
                yield Change("swapped operands", (node,), ((node, "left", node.right), (node, "right", node.left)))
        case ast.AugAssign():
            yield from _arithmetic(node)
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield Change("dropped operator", (place.parent,), (place.replaced(node.operand),))
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp():
            yield Change("boolean", (node,), ((node, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or()),))
            for index in range(len(node.values)):
                rest = node.values[:index] + node.values[index + 1 :]
                yield Change("boolean", (node,), ((node, "values", rest),), " ".join(_joined(node, rest)))
        case ast.IfExp():
            yield Change("swapped operands", (node,), ((node, "body", node.orelse), (node, "orelse", node.body)))
        case ast.MatchClass():
            yield from _captures(node)
        case ast.Constant():
            yield from (Change("constant", (place.shown,), (place.replaced(ast.Constant(value)),)) for value in _other_constants(node.value))
        case ast.Call():
            yield from _arguments(node)
        case ast.List() | ast.Tuple():
            yield from _elements(place, node)
        case ast.Name() if node.id in EXCHANGED and node.id not in names:
            yield Change("function", (place.shown,), ((node, "id", EXCHANGED[node.id]),))
        case ast.Attribute(ctx=ast.Load()):
            yield from _attribute(place, node, names, hints)


def _arithmetic(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    for operator in ARITHMETIC.get(type(node.op), ()):
        yield Change("arithmetic", (node,), ((node, "op", operator()),))


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for index, comparison in enumerate(node.ops):
        for other in COMPARISONS[type(comparison)]:
            yield Change("comparison", (node,), ((node, "ops", [*node.ops[:index], other(), *node.ops[index + 1 :]]),))
    if len(node.ops) == 1 and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        yield Change("swapped operands", (node,), ((node, "left", node.comparators[0]), (node, "comparators", [node.left])))


def _joined(node: ast.BoolOp, values: list[ast.expr]) -> list[str]:
    """The text of a connective that may have one operand left, which `ast` does not write."""
    word = "and" if isinstance(node.op, ast.And) else "or"
    return f" {word} ".join(ast.unparse(value) for value in values).split()


def _other_constants(value: object) -> tuple[bool | int | bytes | str, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return tuple(other for other in dict.fromkeys((value + 1, value - 1, 0)) if other != value)
    if isinstance(value, bytes):
        return (b"", bytes((value[0] ^ 1,)) + value[1:]) if value else (b"\0",)
    if isinstance(value, str):
        return ("", chr(ord(value[0]) ^ 1) + value[1:]) if value else ("?",)
    return ()


def _arguments(node: ast.Call) -> Iterator[Change]:
    """Every pair of arguments swapped: of positions, and of the values of names."""
    if not any(isinstance(argument, ast.Starred) for argument in node.args):
        for first, second in combinations(range(len(node.args)), 2):
            yield Change("swapped arguments", (node,), ((node, "args", _swapped(node.args, first, second)),))
    for one, other in combinations(node.keywords, 2):
        yield Change("swapped arguments", (node,), ((one, "value", other.value), (other, "value", one.value)))


def _elements(place: Place, node: ast.List | ast.Tuple) -> Iterator[Change]:
    """Every pair of elements swapped, unless the tuple is only walked through or looked into, where their order says nothing."""
    if isinstance(place.parent, ast.comprehension | ast.Compare):
        return
    for first, second in combinations(range(len(node.elts)), 2):
        yield Change("swapped elements", (node,), ((node, "elts", _swapped(node.elts, first, second)),))


def _captures(node: ast.MatchClass) -> Iterator[Change]:
    """Every pair of a record's fields taken for one another."""
    for first, second in combinations(range(len(node.patterns)), 2):
        yield Change("swapped elements", (node,), ((node, "patterns", _swapped(node.patterns, first, second)),))


def _swapped(values: list[Part], first: int, second: int) -> list[Part]:
    changed = list(values)
    changed[first], changed[second] = changed[second], changed[first]
    return changed


def _attribute(place: Place, node: ast.Attribute, names: Mapping[str, Any], hints: Mapping[str, Any]) -> Iterator[Change]:
    owner = names.get(node.value.id) if isinstance(node.value, ast.Name) and node.value.id not in hints else None
    if isinstance(owner, type):
        member = getattr(owner, node.attr, None)
        following = another(member) if isinstance(member, Enum) else None
        if following is not None:
            yield Change("wrong code" if owner.__name__ == "Code" else "wrong member", (node,), ((node, "attr", following),))
        return
    record = hints.get(node.value.id) if isinstance(node.value, ast.Name) else None
    for other in siblings(node.attr, record):
        yield Change("wrong field", (place.shown if isinstance(place.parent, ast.Compare | ast.BinOp) else node,), ((node, "attr", other),))


def _is_number(node: ast.expr) -> bool:
    """Whether an operand is a number, by what it looks like: the order of a sum of numbers says nothing."""
    match node:
        case ast.Constant(value=int()):
            return True
        case ast.Attribute():
            return is_number(node.attr)
        case ast.Call(func=ast.Name(id="len" | "sum")):
            return True
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, ast.Constant(value=int())]):
            return True
        case ast.BinOp(op=ast.Add()):
            return _is_number(node.left) or _is_number(node.right)
        case ast.BinOp():
            return not isinstance(node.op, ast.Mod)
    return False


def is_function(value: object) -> TypeGuard[FunctionType]:
    """Whether a name stands for a function of the reference."""
    return isinstance(value, FunctionType) and value.__module__.partition(".")[0] == "reference"
