"""The code of the reference as syntax trees, and what becomes of a changed tree: text, and code of the same form as the original's."""

import ast
import inspect
import linecache
import sys
from functools import cache
from types import CodeType, FunctionType

from spec.trace.functions import reference_modules


def reference_functions() -> tuple[FunctionType, ...]:
    """Every function and method that the source of the reference defines, by module and then in the order of the source."""
    found: list[FunctionType] = []
    for module in reference_modules():
        owners: list[object] = [module, *(value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__)]
        for owner in owners:
            for value in vars(owner).values():
                if isinstance(value, FunctionType) and value.__module__ == module.__name__ and value.__code__.co_filename == module.__file__:
                    found.append(value)
    return tuple(sorted(dict.fromkeys(found), key=lambda function: (function.__module__, function.__code__.co_firstlineno)))


@cache
def tree_of(module: str) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(inspect.getsource(sys.modules[module]))


def definition_of(function: FunctionType) -> tuple[ast.FunctionDef, ast.ClassDef | None]:
    """The definition of a function in the tree of its module, and the class that it is a method of."""
    body: list[ast.stmt] = tree_of(function.__module__).body
    owner: ast.ClassDef | None = None
    *classes, name = function.__qualname__.split(".")
    for each in classes:
        owner = next(node for node in body if isinstance(node, ast.ClassDef) and node.name == each)
        body = owner.body
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == name), owner


def text_of(definition: ast.FunctionDef, owner: ast.ClassDef | None) -> str:
    """The text of a function without its decorators, annotations and defaults, which are no part of its code; a method stands in its class."""
    bare = ast.FunctionDef(definition.name, _bare(definition.args), definition.body, [], None, None, lineno=1)
    if owner is None:
        return ast.unparse(bare) + "\n"
    return ast.unparse(ast.ClassDef(owner.name, [], [], [bare], [])) + "\n"


def compiled(text: str, name: str, filename: str) -> CodeType:
    """The code of the function that a text defines. Its lines can be looked up under the file's name, as those of a real file can."""
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    found = find_code(compile(text, filename, "exec", dont_inherit=True), name)
    assert found is not None
    return found


def find_code(code: CodeType, name: str) -> CodeType | None:
    """The code of the function of this qualified name within other code."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name:
                return constant
            if (found := find_code(constant, name)) is not None:
                return found
    return None


def substance(code: CodeType) -> tuple[object, ...]:
    """What code does, without where it stands: equal for two texts that are compiled to the same instructions."""
    constants = tuple(substance(each) if isinstance(each, CodeType) else (type(each), repr(each)) for each in code.co_consts)
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags, code.co_exceptiontable)


def _bare(arguments: ast.arguments) -> ast.arguments:
    """Parameters by name. A default stays one, or the text would not be a definition."""
    nothing = ast.Constant(None)
    return ast.arguments(
        posonlyargs=[ast.arg(each.arg) for each in arguments.posonlyargs],
        args=[ast.arg(each.arg) for each in arguments.args],
        vararg=None if arguments.vararg is None else ast.arg(arguments.vararg.arg),
        kwonlyargs=[ast.arg(each.arg) for each in arguments.kwonlyargs],
        kw_defaults=[None if each is None else nothing for each in arguments.kw_defaults],
        kwarg=None if arguments.kwarg is None else ast.arg(arguments.kwarg.arg),
        defaults=[nothing for _ in arguments.defaults],
    )
