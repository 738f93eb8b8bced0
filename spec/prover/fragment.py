"""The fragment of Python that the prover understands, checked on the code that was really executed.

A proxy can refuse what it is asked to do, but it is not asked everything: `is`, `type(x)`, `id(x)` and the choice
of an exception handler never reach it, and on these a proxy would behave unlike the number it stands for. So while
a rule runs on proxies, the Python code that it enters is noted, and its syntax is examined once. Code of libraries
is refused as a whole, but for the few modules that treat values as opaque.
"""

import ast
import builtins
import gc
import linecache
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from enum import Enum
from functools import cache, wraps
from inspect import CO_OPTIMIZED
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from reference.codes import Reject
from spec.prover.references import objection_to, objection_to_call, objection_to_code, objection_to_function, objection_to_generated

if TYPE_CHECKING:
    from spec.prover.execution import Execution

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

OWN = ("spec.prover", "z3", "dataclasses", "enum", "reference.rules", "reference.codes")
"""Modules whose Python code is not part of any rule: the prover, Z3, and those that handle values without looking at them."""

RULES = ("reference", "spec")
"""Packages of rules and statements, which are examined also where they are installed beside libraries."""

PERMITTED = {"dataclasses": ("replace",), "enum": ("__get__", "__hash__", "__call__", "__new__", "__iter__", "__len__", "__getitem__", "__contains__")}
"""What of these modules a rule may call."""


@contextmanager
def watching(execution: "Execution") -> Iterator[None]:
    """Refuse, on behalf of `execution`, every Python function entered meanwhile that is outside the fragment."""

    passed: dict[int, CodeType] = {}  # by identity, which is quick; kept, so that no identity is used again

    def enter(frame: FrameType, event: str, argument: Any) -> None:
        if execution.refusal is not None:
            return
        module = frame.f_globals.get("__name__", "")
        if event == "c_call":
            trusted = _trusted(frame.f_code.co_filename, module) or frame.f_code.co_filename == "<string>"
            if not trusted and (reason := objection_to_call(argument)) is not None:
                execution.refuse(f"{module}.{frame.f_code.co_name}: {reason}")
            return
        if event != "call" or id(frame.f_code) in passed:
            return
        if module in PERMITTED and frame.f_code.co_name not in PERMITTED[module]:
            caller = frame.f_back
            if caller is not None and not _trusted(caller.f_code.co_filename, caller.f_globals.get("__name__", "")) and caller.f_code.co_filename != "<string>":
                execution.refuse(f"calls {module}.{frame.f_code.co_name}, which is not part of a rule")
        elif _own(module):
            passed[id(frame.f_code)] = frame.f_code
        elif frame.f_code.co_filename == "<string>":
            if (reason := objection_to_generated(frame.f_code, type(frame.f_locals.get("self")))) is not None:
                execution.refuse(f"{module}.{frame.f_code.co_name}: {reason}")
        elif _library(frame.f_code.co_filename, module):
            caller = frame.f_back
            if caller is not None and not _trusted(caller.f_code.co_filename, caller.f_globals.get("__name__", "")):
                execution.refuse(f"calls {module}.{frame.f_code.co_name}, which is not part of a rule")
        elif (reason := _objection(frame.f_code, _Names(frame.f_globals))) is not None or (reason := _objection_to_closure(frame)) is not None:
            execution.refuse(f"{module}.{frame.f_code.co_name}: {reason}")
        elif not frame.f_code.co_freevars:
            passed[id(frame.f_code)] = frame.f_code

    before, collects = sys.getprofile(), gc.isenabled()
    # Where the collector comes by, it calls whoever has asked to be told, as libraries do, and it would seem that the rule had called them.
    gc.disable()
    sys.setprofile(enter)
    try:
        yield
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()


def unwatched(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Do not watch while the prover's own `function` runs, in which no code of a rule is: watching makes Z3's interface several times slower."""

    @wraps(function)
    def quietly(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        observer = sys.getprofile()
        sys.setprofile(None)
        try:
            return function(*arguments, **named)
        finally:
            sys.setprofile(observer)

    return quietly


def part_of_a_rule(function: FunctionType) -> bool:
    """Whether the code of a function is that of a rule or a statement, which is watched whoever calls it."""
    filename = function.__code__.co_filename
    return filename != "<string>" and not _trusted(filename, function.__globals__.get("__name__", ""))


class _Names:
    """The global names that a function sees; all alike to the cache of objections, which goes by the code."""

    def __init__(self, names: dict[str, Any], hidden: Iterable[str] = ()) -> None:
        self.names = names
        self.hidden = frozenset(hidden)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and self.names is other.names

    def __hash__(self) -> int:
        return id(self.names)

    def resolve(self, expression: ast.expr) -> Any:
        """What a dotted global name stands for, or None where the expression is anything else."""
        if isinstance(expression, ast.Name) and expression.id in self.hidden:
            return None
        if isinstance(expression, ast.Name):
            return self.names.get(expression.id, getattr(builtins, expression.id, None))
        if isinstance(expression, ast.Attribute):
            return getattr(self.resolve(expression.value), expression.attr, None)
        return None


@cache
def _own(module: str) -> bool:
    return any(module == own or module.startswith(own + ".") for own in OWN)


@cache
def _library(filename: str, module: str) -> bool:
    """Whether the code belongs to the standard library or to an installed package."""
    root = module.partition(".")[0]
    if root in RULES:
        return False
    return (root in sys.stdlib_module_names and root != "__main__") or root.startswith("namedtuple_") or "site-packages" in filename


@cache
def _trusted(filename: str, module: str) -> bool:
    """Whether code of libraries may be called from here: by the prover, and by libraries themselves."""
    return _own(module) or _library(filename, module)


def _objection_to_closure(frame: FrameType) -> str | None:
    """Why what a function sees of the one around it is outside the fragment, or None.

    Containers that the same run made are its own; what was there before is judged where the function is first referred to.
    """
    seen = [frame.f_locals[name] for name in frame.f_code.co_freevars if name in frame.f_locals]
    called = (value for value in seen if callable(value) or isinstance(value, type))
    objections = (objection_to_function(value) if type(value) is FunctionType else objection_to(value) for value in called)
    return next((reason for reason in objections if reason is not None), None)


@cache
def _objection(code: CodeType, names: _Names) -> str | None:
    """Why a code object is outside the fragment, or None."""
    functions, codes = _source(code.co_filename)
    if code not in codes:
        return "its source is not to be had, or is not what runs, so that it cannot be examined"
    if code.co_name in {"<genexpr>", "<listcomp>", "<dictcomp>", "<setcomp>"}:
        around = [outer for outer in codes if code in outer.co_consts and outer.co_flags & CO_OPTIMIZED]
        if len(around) != 1:
            return "a comprehension stands outside any function"
        return _objection(around[0], names)
    nodes = functions.get((code.co_firstlineno, code.co_name), [])
    if len(nodes) != 1:
        return "it is no function" if not nodes else "two functions stand on one line"
    node = nodes[0]
    if (reason := objection_to_code(code, names.names)) is not None:
        return reason
    hidden = _local_names(node)
    visible = _Names({name: value for name, value in names.names.items() if name not in hidden}, hidden)
    defaults = [default for default in (*node.args.defaults, *node.args.kw_defaults) if default is not None]
    values = [names.resolve(default) for default in defaults if not isinstance(default, ast.Constant)]
    if any(value is None or objection_to(value) is not None for value in values):
        return "a parameter's default is outside the fragment"
    body = node.body if isinstance(node, ast.FunctionDef) else [node.body]
    return next((reason for part in body for inner in ast.walk(part) if (reason := _refused(inner, visible)) is not None), None)


@cache
def enclosed(code: CodeType) -> frozenset[CodeType]:
    """The code objects written inside another: its functions, comprehensions and lambdas, at every depth."""
    inner = {constant for constant in code.co_consts if isinstance(constant, CodeType)}
    return frozenset(inner.union(*(enclosed(each) for each in inner)))


def _local_names(function: ast.AST) -> set[str]:
    """The names that a function binds itself, which hide global ones."""
    bound: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.arg(arg=name):
                bound.add(name)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if node is not function:
                bound.add(name)
            case ast.alias(name=name, asname=other):
                bound.add(other or name.partition(".")[0])
    return bound | {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


@cache
def _source(filename: str) -> tuple[dict[tuple[int, str], list[ast.FunctionDef | ast.Lambda]], frozenset[CodeType]]:
    """The functions in a file by line and name, and the code that it compiles to: a file edited since it was imported is not what runs."""
    text = "".join(linecache.getlines(filename))
    functions: dict[tuple[int, str], list[ast.FunctionDef | ast.Lambda]] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            functions.setdefault((_begins(node), _name(node)), []).append(node)
    return functions, enclosed(compile(text, filename, "exec", dont_inherit=True))


def _begins(node: ast.FunctionDef | ast.Lambda) -> int:
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _name(node: ast.FunctionDef | ast.Lambda) -> str:
    return "<lambda>" if isinstance(node, ast.Lambda) else node.name


def _refused(node: ast.AST, names: _Names) -> str | None:
    """Why a piece of syntax is refused, or None."""
    match node:
        case ast.Compare(left=left, ops=operators, comparators=comparators):
            operands = [left, *comparators]
            for operator, one, other in zip(operators, operands, operands[1:], strict=False):
                if isinstance(operator, (ast.Is, ast.IsNot)) and not (_singleton(one, names) or _singleton(other, names)):
                    return f"`{ast.unparse(node)}` compares identities, not values"
        case ast.MatchClass(cls=of, patterns=patterns, kwd_attrs=attributes) if patterns or attributes:
            if not is_dataclass(names.resolve(of)):
                return f"`{ast.unparse(of)}` is matched by attributes, and is no record"
        case ast.Attribute(attr="__class__" | "__dict__" | "__slots__"):
            return f"reads {node.attr}"
        case ast.ExceptHandler(type=handled):
            if not _rejections(handled, names):
                return "catches something other than Reject"
        case ast.Try(finalbody=[_, *_]):
            return "has a finally clause"
        case ast.MatchMapping():
            return "matches a mapping, which no table is"
        case ast.MatchSingleton(value=bool()):
            return "matches True or False by identity"
        case ast.Global() | ast.Nonlocal():
            return "writes a variable that is not its own"
        case ast.With() | ast.AsyncWith() | ast.Await() | ast.AsyncFor() | ast.TryStar():
            return f"uses {type(node).__name__}, which no rule needs"
    return None


def _singleton(expression: ast.expr, names: _Names) -> bool:
    """Whether identity with this is equality: None, a class, or a member of an enumeration that is no number."""
    if isinstance(expression, ast.Constant):
        return expression.value is None
    value = names.resolve(expression)
    return isinstance(value, type) or (isinstance(value, Enum) and not isinstance(value, int))


def _rejections(handled: ast.expr | None, names: _Names) -> bool:
    if handled is None:
        return False
    parts = handled.elts if isinstance(handled, ast.Tuple) else [handled]
    return all(isinstance(caught := names.resolve(part), type) and issubclass(caught, Reject) for part in parts)
