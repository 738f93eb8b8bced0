"""The functions that are rules, found by their marks, and the codes that each may answer with."""

import ast
import importlib
import inspect
import linecache
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import reference
from reference.codes import Code
from reference.rules import mark_of


@dataclass(frozen=True, slots=True)
class MarkedFunction:
    """A function of the reference that carries a rule's mark."""

    rule: str
    layer: str
    module: str
    name: str
    file: str
    """The source file's path below the root, with slashes."""
    line: int
    """The line of the `def`, decorators left out."""
    rejects: tuple[str, ...]
    """The names of the codes that it may answer with, itself or through what it calls, in the order of the source."""


def reference_modules() -> Iterator[ModuleType]:
    """Import and yield every module of the reference, in the order of their names."""
    yield reference
    for module in pkgutil.walk_packages(reference.__path__, "reference."):
        yield importlib.import_module(module.name)


def marked_functions() -> tuple[MarkedFunction, ...]:
    """Every marked function of the reference, by module and then in the order of the source."""
    found = []
    for module in reference_modules():
        for function in vars(module).values():
            mark = mark_of(function)
            if mark is not None and function.__module__ == module.__name__:
                found.append(_describe(function, mark.rule, mark.layer.value))
    return tuple(sorted(found, key=lambda marked: (marked.module, marked.line)))


def function_of(marked: MarkedFunction) -> FunctionType:
    """The function itself."""
    function = getattr(sys.modules[marked.module], marked.name)
    assert isinstance(function, FunctionType)
    return function


def source_file(thing: Callable[..., Any] | type | ModuleType) -> str:
    """The path of the file that defines something, below the folder that holds the packages."""
    root = Path(reference.__file__ or "").resolve().parent.parent
    return Path(inspect.getfile(thing)).resolve().relative_to(root).as_posix()


def definition_line(function: FunctionType) -> int:
    """The line of a function's `def`; the code object's own first line is that of its first decorator."""
    return _definition(function).lineno


def rejections(function: FunctionType) -> tuple[str, ...]:
    """The names of the codes that a function may answer with, itself or through functions of the reference, in the order of the source.

    Read from the source: every mention of `Code.X` in the function or in one that it names counts. What is caught
    on the way counts too, since the transition turns a rejection into an outcome with the same code.
    """
    found: dict[str, None] = {}
    _collect(function, found, set())
    return tuple(found)


def names_in(function: FunctionType) -> Iterator[tuple[str, object]]:
    """The dotted names in a function's source that mean something in its module, with what they mean."""
    for node in ast.walk(_definition(function)):
        if isinstance(node, ast.Name | ast.Attribute):
            value = _resolve(node, function.__globals__)
            if value is not None:
                yield ast.unparse(node), value


def helpers_of(function: FunctionType) -> tuple[FunctionType, ...]:
    """The unmarked functions of a rule's own module that it needs, in the order of the source: a part of the rule, named for its readers."""
    found: dict[FunctionType, None] = {}
    waiting = [function]
    while waiting:
        for called in _mentions(waiting.pop()):
            if isinstance(called, FunctionType) and called.__module__ == function.__module__ and mark_of(called) is None and called not in found:
                found[called] = None
                waiting.append(called)
    return tuple(sorted(found, key=definition_line))


def _describe(function: FunctionType, rule: str, layer: str) -> MarkedFunction:
    return MarkedFunction(
        rule=rule,
        layer=layer,
        module=function.__module__,
        name=function.__name__,
        file=source_file(function),
        line=definition_line(function),
        rejects=rejections(function),
    )


def _collect(function: FunctionType, found: dict[str, None], seen: set[FunctionType]) -> None:
    if function in seen:
        return
    seen.add(function)
    for mentioned in _mentions(function):
        if isinstance(mentioned, Code):
            found.setdefault(mentioned.name)
        else:
            _collect(mentioned, found, seen)


@cache
def _mentions(function: FunctionType) -> tuple[Code | FunctionType, ...]:
    """The codes, and the functions of the reference, that a function's body names, each once and in the order of the source.

    Kept, because most functions are reached from very many others.
    """
    found: dict[Code | FunctionType, None] = {}
    for node in _in_order(_syntax(function)):
        value = _resolve(node, function.__globals__)
        if isinstance(value, Code):
            found[value] = None
        found.update(dict.fromkeys(_functions(value)))
    return tuple(found)


@cache
def _definition(function: FunctionType) -> ast.FunctionDef:
    code = inspect.unwrap(function).__code__
    return _definitions(code.co_filename)[code.co_name, code.co_firstlineno]


@cache
def _definitions(filename: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """The functions in a file by their name and the line at which they begin, with their decorators."""
    functions = [node for node in ast.walk(ast.parse("".join(linecache.getlines(filename)))) if isinstance(node, ast.FunctionDef)]
    return {(node.name, min([node.lineno, *(each.lineno for each in node.decorator_list)])): node for node in functions}


@cache
def _syntax(function: FunctionType) -> ast.Module:
    """A function's body: what its decorators and annotations name, it does not call."""
    return ast.Module(body=_definition(function).body, type_ignores=[])


def _in_order(node: ast.AST) -> Iterator[ast.expr]:
    """The names and attributes below a node; the arguments of a call before what is called, as they are evaluated."""
    if isinstance(node, ast.Name | ast.Attribute):
        yield node
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        children = [*children[1:], children[0]]
    for child in children:
        yield from _in_order(child)


def _resolve(node: ast.expr, names: Mapping[str, Any]) -> object:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, names)
        return getattr(owner, node.attr, None) if isinstance(owner, ModuleType | type) else None
    return None


def _functions(value: object) -> Iterator[FunctionType]:
    """The functions of the reference that a value is or, where it is a table of them, holds."""
    if isinstance(value, FunctionType) and value.__module__.partition(".")[0] == "reference":
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _functions(entry)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _functions(entry)
