"""Faults seeded into the reference one at a time: each rule's function with one comparison, operator, constant, check or code changed."""

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add}
"""What each comparison and each operator is exchanged for."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A function with one fault."""

    function: FunctionType
    fault: str
    code: CodeType


def mutants(function: FunctionType) -> Iterator[Mutant]:
    """Every mutant of a function."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    definition.returns = None
    # The defaults of parameters are no part of a function's code.
    definition.args.defaults = [ast.Constant(None) for _ in definition.args.defaults]
    for argument in (*definition.args.args, *definition.args.kwonlyargs):
        argument.annotation = None
    for place, node in enumerate(ast.walk(definition)):
        for variant in _variants(node):
            changed = copy.deepcopy(tree)
            target = next(other for number, other in enumerate(ast.walk(changed.body[0])) if number == place)
            before = ast.unparse(target).splitlines()[0]
            fault = variant(target)
            ast.fix_missing_locations(changed)
            names: dict[str, object] = {}
            exec(compile(changed, inspect.getfile(function), "exec"), dict(function.__globals__), names)
            made = names[function.__name__]
            assert isinstance(made, FunctionType)
            yield Mutant(function, f"{function.__module__}.{function.__name__}: `{before}` {fault}", made.__code__)


@contextmanager
def seeded(mutant: Mutant) -> Iterator[None]:
    """The reference with the fault in it, wherever the function was imported."""
    right = mutant.function.__code__
    mutant.function.__code__ = mutant.code
    try:
        yield
    finally:
        mutant.function.__code__ = right


def _variants(node: ast.AST) -> Iterator[Callable[[ast.AST], str]]:
    match node:
        case ast.Compare():
            for place in range(len(node.ops)):
                yield _Compared(place)
        case ast.BinOp() if type(node.op) in OPERATORS:
            yield _operator
        case ast.Constant(value=bool()):
            yield _negated
        case ast.Constant(value=int()):
            yield _incremented
        case ast.If():
            yield _never
        case ast.BoolOp():
            yield _other_connective
        case ast.Attribute(value=ast.Name(id="Code")):
            yield _other_code
        case ast.FunctionDef():
            for place, statement in enumerate(node.body):
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                    yield _Dropped(place)


class _Compared:
    def __init__(self, place: int) -> None:
        self.place = place

    def __call__(self, node: ast.AST) -> str:
        assert isinstance(node, ast.Compare)
        node.ops[self.place] = COMPARISONS[type(node.ops[self.place])]()
        return f"became `{ast.unparse(node)}`"


class _Dropped:
    def __init__(self, place: int) -> None:
        self.place = place

    def __call__(self, node: ast.AST) -> str:
        assert isinstance(node, ast.FunctionDef)
        dropped = node.body[self.place]
        node.body[self.place] = ast.Pass()
        return f"lost `{ast.unparse(dropped)}`"


def _operator(node: ast.AST) -> str:
    assert isinstance(node, ast.BinOp)
    node.op = OPERATORS[type(node.op)]()
    return f"became `{ast.unparse(node)}`"


def _negated(node: ast.AST) -> str:
    assert isinstance(node, ast.Constant)
    node.value = not node.value
    return f"became `{node.value}`"


def _incremented(node: ast.AST) -> str:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    node.value += 1
    return f"became `{node.value}`"


def _never(node: ast.AST) -> str:
    assert isinstance(node, ast.If)
    node.test = ast.Constant(False)
    return "never holds"


def _other_connective(node: ast.AST) -> str:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    return f"became `{ast.unparse(node)}`"


def _other_code(node: ast.AST) -> str:
    assert isinstance(node, ast.Attribute)
    node.attr = "MODE_UNSUPPORTED" if node.attr != "MODE_UNSUPPORTED" else "MALFORMED"
    return f"became `{ast.unparse(node)}`"
