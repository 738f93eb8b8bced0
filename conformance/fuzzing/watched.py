"""A second copy of each function of the reference that says, as it runs, what it compares and how that comes out.

A comparison says whether its sides are equal, or lie one or more apart, and what they are: so an input can be moved to the border of a condition instead of
waiting for chance. What an `and` or `or` leaves out is looked at besides, as is what a rejection is followed by where it is passed over: slips are made in
conditions behind others too. The copies know the reference's records and enumerations; only functions are copied, each when it is first called for.
"""

import ast
import inspect
import operator
import textwrap
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

MOST_STEPS = 20_000
"""How many comparisons and turns of loops a call may make: what takes longer, as counting to 2^63 does, is nothing to ask a target."""

NOT_COPIED = ("reference.state.tree", "reference.state.commitment", "reference.state.writing")
"""Modules whose functions stay as they are: they hash, and reject nothing."""

MOST_COMPARED = 400
"""How many comparisons of a run are kept with their sides."""

NEAR = (8, 9, 10)
"""What happened, modulo 32, where two integers are equal or one apart."""

ALONE = 1_024
"""Added to what happened, where it alone makes a condition what it is."""

SHORT = 2**16
"""Up to which distance two integers are said to be near."""

Feature = tuple[int, int]
"""A place in the code, and what happened there."""

Compared = tuple[int, Any, Any]
"""A place in the code, and the sides that were compared there."""


class TooLong(Exception):
    """A call takes more steps than it may."""


class Watch:
    """What one run has shown."""

    __slots__ = ("cause", "compared", "features", "least", "left", "passed_over", "raised", "recent", "shadow")

    def __init__(self, passed_over: int = 0, steps: int = MOST_STEPS) -> None:
        """Nothing is shown yet. The rejection at the place `passed_over` is not made."""
        self.features: set[Feature] = set()
        self.compared: list[Compared] = []
        self.left = steps
        self.least: dict[int, Compared] | None = None
        """The least comparison of each place, where they are kept by place."""
        self.shadow = 0
        """How deep it is in conditions that the function itself does not come to."""
        self.passed_over = passed_over
        self.raised = 0
        """The place of the last rejection; 0 where there was none."""
        self.recent: list[Feature] = []
        """What happened since the last test."""
        self.cause: list[Feature] = []
        """What the last test was made of."""


class Watched:
    """The copies. One hunt has one of these: places are numbered as they are met."""

    def __init__(self) -> None:
        """Nothing is copied yet."""
        self._copies: dict[types.FunctionType, Any] = {}
        self._scopes: dict[str, dict[str, Any]] = {}
        self._places = 0
        self._watch = Watch()
        self._helpers = {f"_watched_{name}": function for name, function in _helpers(lambda: self._watch).items()}

    def run(self, function: Any, arguments: Mapping[str, Any], passed_over: int = 0) -> tuple[Watch, Any, Exception | None]:
        """What a call shows, and its result or its error."""
        copy = self.copy_of(function)
        watch = self._watch = Watch(passed_over)
        try:
            return watch, copy(**arguments), None
        except Exception as error:
            return watch, None, error

    def begin(self, steps: int) -> Watch:
        """What copies show that are called from now on; of the comparisons at a place the least, as records may come in any order."""
        self._watch = Watch(steps=steps)
        self._watch.least = {}
        return self._watch

    def copy_of(self, function: types.FunctionType) -> Any:
        """The copy of a function of the reference, which reports to the watch that was begun last."""
        if function in self._copies:
            return self._copies[function]
        scope = self._scope(function)
        known = scope.get(function.__name__)
        try:
            (definition,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
            assert isinstance(definition, ast.FunctionDef)
            definition.decorator_list = []
            changed = ast.fix_missing_locations(_Watching(self._next).visit(definition))
            exec(compile(ast.Module([changed], []), f"watched {function.__module__}", "exec"), scope)
        except (OSError, SyntaxError, ValueError, AssertionError):
            # It stays as it is, and says nothing.
            self._copies[function] = function
            return function
        copy = self._copies[function] = scope[function.__name__]
        if known is not None and known is not function:
            scope[function.__name__] = known
        for name in _names(copy.__code__):
            if name in scope:
                scope[name] = self._copied(scope[name])
        return copy

    def _copied(self, value: Any) -> Any:
        """A function of the reference as its copy, a table of functions with their copies, and all else as it is."""
        if isinstance(value, types.FunctionType):
            return self.copy_of(value) if _is_copied(value) else value
        if type(value) is dict and any(isinstance(each, types.FunctionType) for each in value.values()):
            return {key: self._copied(each) for key, each in value.items()}
        return value

    def _scope(self, function: types.FunctionType) -> dict[str, Any]:
        if function.__module__ not in self._scopes:
            self._scopes[function.__module__] = {**function.__globals__, **self._helpers}
        return self._scopes[function.__module__]

    def _next(self) -> int:
        self._places += 1
        return self._places


def _is_copied(function: types.FunctionType) -> bool:
    if not function.__module__.startswith("reference.") or function.__module__.startswith(NOT_COPIED):
        return False
    return not hasattr(function, "__wrapped__") and not function.__code__.co_freevars and function.__code__.co_filename != f"watched {function.__module__}"


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)


class _Watching(ast.NodeTransformer):
    """Puts what reports in the place of what compares."""

    def __init__(self, place: Callable[[], int]) -> None:
        self._place = place

    def _call(self, name: str, *arguments: ast.expr) -> ast.Call:
        return ast.Call(ast.Name(f"_watched_{name}", ast.Load()), [ast.Constant(self._place()), *arguments], [])

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Each comparison of a chain by itself; all sides are computed, which changes nothing where they are values."""
        self.generic_visit(node)
        signs = ast.Tuple([ast.Constant(type(sign).__name__) for sign in node.ops], ast.Load())
        return self._call("compared", signs, node.left, *node.comparators)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Each part when it is its turn; the parts that are not come to are looked at besides."""
        self.generic_visit(node)
        if any(isinstance(each, ast.NamedExpr | ast.Yield | ast.YieldFrom) for value in node.values for each in ast.walk(value)):
            return node
        nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        return self._call("joined", ast.Constant(isinstance(node.op, ast.And)), *(ast.Lambda(nothing, value) for value in node.values))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Remainders, and what becomes too large or negative."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod):
            return self._call("computed", ast.Constant(type(node.op).__name__), node.left, node.right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """The least and the greatest are comparisons too."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("min", "max") and len(node.args) > 1 and not node.keywords:
            return self._call("extreme", node.func, *node.args) if not any(isinstance(each, ast.Starred) for each in node.args) else node
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Which way it goes."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        """Each turn."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """Which way it goes."""
        self.generic_visit(node)
        node.test = self._call("tested", node.test)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """How many turns it takes."""
        self.generic_visit(node)
        node.iter = self._call("each", node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """How many turns it takes, and what it leaves out."""
        self.generic_visit(node)
        node.iter = self._call("each", node.iter)
        node.ifs = [self._call("tested", each) for each in node.ifs]
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """That it comes to this case."""
        self.generic_visit(node)
        node.body = [ast.Expr(self._call("tested", ast.Constant(True))), *node.body]
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """That it rejects here, unless that is passed over."""
        self.generic_visit(node)
        return ast.If(self._call("rejects"), [node], [])


SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "Eq": operator.eq,
    "NotEq": operator.ne,
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
    "Is": operator.is_,
    "IsNot": operator.is_not,
    "In": lambda one, other: one in other,
    "NotIn": lambda one, other: one not in other,
}

OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
}

WIDTHS = (2**64, 2**63, 2**62, 2**53, 2**32)
"""Where a number becomes too large for somebody."""


def _helpers(current: Callable[[], Watch]) -> dict[str, Callable[..., Any]]:
    """What the copies call."""

    def note(place: int, kind: int) -> None:
        watch = current()
        watch.left -= 1
        if watch.left < 0:
            raise TooLong
        feature = (-place if watch.shadow else place, kind)
        watch.features.add(feature)
        watch.recent.append(feature)

    def keep(place: int, one: Any, other: Any) -> None:
        watch = current()
        if watch.least is not None:
            known = watch.least.get(place)
            if known is None or (type(known[1]) is type(one) and (one, other) < known[1:]):
                watch.least[place] = (place, one, other)
        elif len(watch.compared) < MOST_COMPARED:
            watch.compared.append((place, one, other))

    def compared(place: int, signs: tuple[str, ...], *sides: Any) -> Any:
        result: Any = True
        for number, sign in enumerate(signs):
            one, other = sides[number], sides[number + 1]
            outcome = SIGNS[sign](one, other)
            note(place, 32 * number + _relation(one, other, outcome))
            if type(one) in (int, bytes) and type(one) is type(other):
                keep(place, one, other)
            result = result and outcome
        return result

    def joined(_place: int, is_and: bool, *parts: Callable[[], Any]) -> Any:
        result: Any = is_and
        watch = current()
        for number, part in enumerate(parts):
            begun = len(watch.recent)
            result = part()
            if bool(result) is not is_and:
                own = watch.recent[begun:]
                if decides(is_and, parts[number + 1 :]):
                    # How near it was, where it alone makes the whole what it is.
                    watch.features.update((where, kind + ALONE) for where, kind in own)
                break
        return result

    def decides(is_and: bool, parts: Iterable[Callable[[], Any]]) -> bool:
        """Whether all the parts that are left out would be as `is_and` says; they are looked at, every one of them."""
        watch = current()
        watch.shadow += 1
        alone = True
        try:
            for part in parts:
                alone = bool(part()) is is_and and alone
        except TooLong:
            raise
        except Exception:  # It need not make sense there.
            return False
        finally:
            watch.shadow -= 1
        return alone

    def computed(place: int, name: str, one: Any, other: Any) -> Any:
        result = OPERATIONS[name](one, other)
        if type(result) is int and type(one) is int and type(other) is int:
            note(place, _size(name, one, other, result))
        return result

    def extreme(place: int, function: Callable[..., Any], *values: Any) -> Any:
        for number, other in enumerate(values[1:]):
            if type(values[0]) is int and type(other) is int:
                note(place, 32 * number + _relation(values[0], other, None))
                keep(place, values[0], other)
        return function(*values)

    def tested(place: int, value: Any) -> Any:
        watch = current()
        if not watch.shadow:
            watch.cause, watch.recent = watch.recent, []
        note(place, bool(value))
        return value

    def each(place: int, values: Iterable[Any]) -> Iterator[Any]:
        number = 0
        for value in values:
            number += 1
            note(place, min(number, 3))
            yield value
        note(place, 4 + min(number, 3))

    def rejects(place: int) -> bool:
        watch = current()
        if watch.shadow:
            return True
        if watch.passed_over == place:
            return False
        watch.raised = place
        watch.features.add((place, 0))
        return True

    return {"compared": compared, "joined": joined, "computed": computed, "extreme": extreme, "tested": tested, "each": each, "rejects": rejects}


def _relation(one: Any, other: Any, outcome: Any) -> int:
    """How two sides lie to each other, as a small number."""
    if type(one) is int and type(other) is int:
        distance = one - other
        if -2 < distance < 2:
            return 9 + distance
        near = -SHORT < distance < SHORT
        return 11 + 2 * near + (distance > 0) if distance % 2**32 else 15
    return int(bool(outcome))


def _size(name: str, one: int, other: int, result: int) -> int:
    """What is remarkable about a number that was computed, as a small number."""
    if name == "FloorDiv":
        return (one % other != 0) + 2 * (result != 0) + 4 * (result != 0 and one % other == other - 1)
    if name == "Mod":
        return min(result, 1) + 2 * (result == other - 1)
    if result <= 0:
        return 10 + (result < 0)
    return sum(result >= width for width in WIDTHS)
