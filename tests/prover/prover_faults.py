"""Every plain fault of a function: each comparison, operator, constant, name, field and code exchanged, each check dropped or swapped with the next."""

import ast
import builtins
import copy
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any, get_type_hints

from reference.codes import Code

Function = Callable[..., Any]

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt, ast.NotEq),
    ast.LtE: (ast.Lt, ast.GtE, ast.Eq),
    ast.Gt: (ast.GtE, ast.Lt, ast.NotEq),
    ast.GtE: (ast.Gt, ast.LtE, ast.Eq),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
}
"""Each comparison and those that are written in its place."""

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.FloorDiv),
    ast.FloorDiv: (ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
"""Each operator and those that are written in its place."""


def faults(function: Function) -> list[tuple[Function, str]]:
    """The faulty functions, each with what is wrong with it. Those that read like the function or like an earlier one are left out."""
    tree = _bare_tree(function)
    seen = {ast.unparse(tree)}
    made: list[tuple[Function, str]] = []
    for text, faulty in _variants(tree, function):
        source = ast.unparse(faulty)
        if source not in seen:
            seen.add(source)
            made.append((_compiled(function, source, f"{len(made)} {text}"), text))
    return made


def replaced(function: Function, right: str, wrong: str) -> Function:
    """The function with one piece of its source exchanged."""
    source = ast.unparse(_bare_tree(function))
    if source.count(right) != 1:
        raise ValueError(f"{function.__name__} has {source.count(right)} places that read {right!r}")
    return _compiled(function, source.replace(right, wrong), f"{right} -> {wrong}")


def _bare_tree(function: Function) -> ast.Module:
    """A function's syntax without decorators and docstrings."""
    module = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = module.body[0]
    if isinstance(definition, ast.FunctionDef):
        definition.decorator_list = []
        if ast.get_docstring(definition) is not None:
            definition.body.pop(0)
    return module


def _compiled(function: Function, source: str, text: str) -> Function:
    """The function with other source, which the prover can read, and with everything else that it had."""
    filename = f"<fault of {function.__module__}.{function.__qualname__}: {text}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    names: dict[str, Any] = dict(vars(inspect.getmodule(function) or builtins))
    exec(compile(source + "\n", filename, "exec", dont_inherit=True), names)
    made = FunctionType(names[function.__name__].__code__, function.__globals__, function.__name__, function.__defaults__)
    made.__dict__.update(function.__dict__)
    made.__annotations__ = dict(function.__annotations__)
    made.__module__ = function.__module__
    return made


def _variants(tree: ast.Module, function: Function) -> Iterator[tuple[str, ast.Module]]:
    """Every faulty syntax tree, with what is wrong."""
    inside = [node for node in ast.walk(tree) if isinstance(node, (ast.expr, ast.stmt))]
    annotations = {id(part) for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation for part in ast.walk(node.annotation)}
    definition = tree.body[0]
    if isinstance(definition, ast.FunctionDef) and definition.returns is not None:
        annotations |= {id(part) for part in ast.walk(definition.returns)}
    for position, node in enumerate(inside):
        if id(node) in annotations:
            continue
        for instead in _instead(node, function):
            yield _exchanged(tree, position, node, instead)
    for position, node in enumerate(inside):
        yield from _reordered(tree, position, node)


def _exchanged(tree: ast.Module, position: int, node: ast.AST, instead: ast.AST) -> tuple[str, ast.Module]:
    duplicate = copy.deepcopy(tree)
    place = [each for each in ast.walk(duplicate) if isinstance(each, (ast.expr, ast.stmt))][position]

    class Exchange(ast.NodeTransformer):
        def visit(self, visited: ast.AST) -> ast.AST:
            """Put the new node in the place of the old one."""
            return ast.copy_location(instead, place) if visited is place else self.generic_visit(visited)

    text = f"{_line(node)} -> {_line(instead)}"
    Exchange().visit(duplicate)
    return text, ast.fix_missing_locations(duplicate)


def _line(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0]


def _instead(node: ast.AST, function: Function) -> Iterator[ast.AST]:
    """What a careless programmer writes in the place of a piece of syntax."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in COMPARISONS:
            yield from (ast.Compare(left, [other()], [right]) for other in COMPARISONS[type(operator)])
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
            yield from (ast.BinOp(left, other(), right) for other in OPERATORS[type(operator)])
            yield ast.BinOp(right, operator, left)
            yield left
            yield right
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            yield from values
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test, other, body)
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield from (ast.Constant(other) for other in (value + 1, value - 1) if other >= 0)
        case ast.Attribute(value=ast.Name(id="Code"), attr=name):
            yield from (ast.Attribute(ast.Name("Code"), other.name) for other in Code if other.name != name and other.name in CODES)
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()):
            yield from (ast.Attribute(value, other) for other in _fields_like(name, function))
        case ast.Name(id=name, ctx=ast.Load()) if name.startswith("MAX_"):
            yield from (ast.BinOp(node, ast.Sub(), ast.Constant(1)), ast.BinOp(node, ast.Add(), ast.Constant(1)))
        case ast.Name(id=name, ctx=ast.Load()):
            hints = get_type_hints(function, include_extras=True)
            yield from (ast.Name(other) for other, kind in hints.items() if other not in (name, "return") and kind == hints.get(name))
        case ast.Call(func=called, args=arguments, keywords=keywords) if len(arguments) > 1:
            for index in range(len(arguments) - 1):
                swapped = [*arguments[:index], arguments[index + 1], arguments[index], *arguments[index + 2 :]]
                yield ast.Call(called, swapped, keywords)
        case ast.If() | ast.Expr():
            yield ast.Pass()


CODES = ("AMOUNT_ZERO", "INSUFFICIENT_BALANCE", "BALANCE_OVERFLOW", "WRONG_CHAIN")
"""The codes that are written for any other."""


def _fields_like(name: str, function: Function) -> list[str]:
    """The other fields of the records that have a field of this name, which are of the same type."""
    found = []
    for record in vars(inspect.getmodule(function)).values():
        if isinstance(record, type) and is_dataclass(record) and name in {each.name for each in fields(record)}:
            hints = get_type_hints(record, include_extras=True)
            found += [other for other, kind in hints.items() if other != name and kind == hints[name]]
    return sorted(set(found))


def _reordered(tree: ast.Module, position: int, node: ast.AST) -> Iterator[tuple[str, ast.Module]]:
    """The tree with two neighbouring statements of a body swapped."""
    body = getattr(node, "body", None)
    if not isinstance(body, list):
        return
    for index in range(len(body) - 1):
        duplicate = copy.deepcopy(tree)
        place: Any = [each for each in ast.walk(duplicate) if isinstance(each, (ast.expr, ast.stmt))][position]
        place.body[index : index + 2] = reversed(place.body[index : index + 2])
        yield f"swapped: {_line(body[index])} / {_line(body[index + 1])}", duplicate
