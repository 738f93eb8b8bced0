"""Folds over sequences of any length, by induction.

A rule folds with `functools.reduce(step, items, start)`. Where the items are a symbolic sequence, three kinds of path
are explored instead. On the first the invariant is shown of the start. On the second an arbitrary accumulator that
satisfies it meets an arbitrary item: the step rejects, and the path goes on with its rejection, or the invariant is shown of
what it returns. On the third an arbitrary accumulator that satisfies it is the result of the whole fold. All that a real
fold may do is among these, since the step sees nothing but what it is given, and what it encloses cannot change.
"""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from inspect import signature
from types import CodeType, FunctionType
from typing import Any, get_args

import z3  # type: ignore[import-untyped]
from immutables import Map

from spec.prover.declarations import alternatives, field_types, label, result_of, unannotated
from spec.prover.execution import Execution
from spec.prover.fragment import enclosed, part_of_a_rule, unwatched
from spec.prover.proxies import condition_term
from spec.prover.references import objection_to
from spec.prover.sequences import Origin, Prefix, Seen, SymbolicSequence, everything_seen, nothing_seen
from spec.prover.statement import Fold
from spec.prover.substitution import PACKAGES, substituted
from spec.prover.terms import Term
from spec.prover.values import symbolic, within

_reduce = functools.reduce
"""The interpreter's own, which the modules of the rules do not see meanwhile."""


@contextmanager
def folded(path: Execution, folding: tuple[Fold, ...], arguments: Mapping[str, Any], module: str) -> Iterator[None]:
    """Where a fold is declared: in the rules, the theorems and the modules of the statement, `reduce` and `len` understand symbolic sequences meanwhile."""
    with ExitStack() as stack:
        if folding:
            modules = {module, *(function.__module__ for fold in folding for function in (fold.step, fold.invariant))}
            stack.enter_context(substituted(functools.reduce, fold_of(path, folding, arguments), "functools", *modules))
            stack.enter_context(_shadowed("len", length, modules))
        yield


def length(value: Any) -> Any:
    """The length of a symbolic sequence, or of whatever else has one."""
    return value.length() if type(value) is SymbolicSequence else len(value)


def fold_of(path: Execution, folding: tuple[Fold, ...], arguments: Mapping[str, Any]) -> Callable[..., Any]:
    """What `reduce` is on a path."""

    def reduce(step: Any, items: Any, *start: Any) -> Any:
        if type(step) is not FunctionType or not part_of_a_rule(step):
            raise path.refuse("folds with a step that is no function of a rule")
        if type(items) is not SymbolicSequence:
            return _reduce(step, items, *start)
        if items.appended or len(start) != 1:
            raise path.refuse("folds a sequence that was appended to, or without a start")
        objections = (reason for each in (step, *folding) if (reason := _objection_to_change(each)) is not None)
        if (reason := next(objections, None)) is not None:
            raise path.refuse(f"{step.__name__}: {reason}")
        fold, context = _declared(path, folding, step, {"start": start[0]}, arguments)
        return _Induction(path, fold, step, items.origin, context).run(start[0])

    return reduce


class _Induction:
    """One fold on one path."""

    def __init__(self, path: Execution, fold: Fold, step: Callable[[Any, Any], Any], items: Origin, context: dict[str, Any]) -> None:
        self.path = path
        self.fold = fold
        self.step = step
        self.items = items
        self.context = context
        self.name = path.numbered("fold")
        self.declared = fold.accumulator if fold.accumulator is not None else result_of(fold.step)
        if (reason := _bookkeeping(self.declared)) is not None:
            raise path.refuse(reason)

    def run(self, start: Any) -> Any:
        """What the fold returns on this path, which may be none of those that go on."""
        step = self.fold.step.__name__
        match self.path.choose(self.name, ["before it", "within it", "after it"]):
            case 0:
                raise self.path.conclude(self._kept(start, nothing_seen(self.path)), f"the invariant of {step} is not shown to hold of the start")
            case 1:
                prefix = Prefix(self.items, self.name)
                accumulator = self._arbitrary(prefix.before())
                item = self._symbolic(f"{self.name}.item", self.items.declared)
                seen = prefix.consume(item)
                result = self.step(accumulator, item)
                raise self.path.conclude(self._kept(result, seen), f"the invariant of {step} is not shown to be kept")
        self.path.inductions.append(f"by induction over {self.items.name} ({step})")
        return self._arbitrary(everything_seen(self.items))

    def _arbitrary(self, seen: Seen) -> Any:
        """An accumulator of which nothing is known but its type and the invariant."""
        accumulator = self._symbolic(f"{self.name}.accumulator", self.declared)
        self.path.assume(self._invariant(accumulator, seen))
        return accumulator

    @unwatched
    def _symbolic(self, name: str, declared: Any) -> Any:
        return symbolic(self.path, name, declared)

    def _kept(self, accumulator: Any, seen: Seen) -> Term:
        """That an accumulator is of its type and satisfies the invariant."""
        ranges = [holds for _, holds in within(self.path, accumulator, self.declared)]
        if any(z3.is_false(holds) for holds in ranges):
            return z3.BoolVal(False, self.path.context)
        return z3.And(*ranges, self._invariant(accumulator, seen), z3.BoolVal(True, self.path.context))

    def _invariant(self, accumulator: Any, seen: Seen) -> Term:
        names = list(signature(self.fold.invariant).parameters)[1:]
        context = {**self.context, "seen": seen}
        with self.path.ghost():
            try:
                value = self.fold.invariant(accumulator, **{name: context[name] for name in names})
            except Exception as error:
                raise self.path.refuse(f"the invariant of {self.fold.step.__name__} raises {type(error).__name__}: {error}") from error
            term = condition_term(self.path, value)
        if term is None:
            raise self.path.refuse(f"the invariant of {self.fold.step.__name__} is no truth value")
        return term


def _declared(
    path: Execution, folding: tuple[Fold, ...], step: FunctionType, ghosts: Mapping[str, Any], arguments: Mapping[str, Any]
) -> tuple[Fold, dict[str, Any]]:
    """The fold that is declared for a step, by the named function that it is or calls, and what its invariant speaks of.

    Nothing rests on the choice: whichever invariant is taken is shown of what really runs.
    """
    cells = dict(zip(step.__code__.co_freevars, step.__closure__ or (), strict=True))
    enclosing = {name: cell.cell_contents for name, cell in cells.items()}
    known = [step, *enclosing.values(), *(step.__globals__.get(name) for code in _codes(step.__code__) for name in code.co_names)]
    missing = ""
    for fold in folding:
        if not any(value is fold.step for value in known):
            continue
        names = [name for name in list(signature(fold.invariant).parameters)[1:] if name != "seen"]
        found = {name: [source[name] for source in (ghosts, enclosing, arguments) if name in source] for name in names}
        unclear = [name for name, values in found.items() if not values or any(value is not values[0] for value in values)]
        if not unclear and not ("seen" in enclosing or "seen" in arguments):
            return fold, {name: values[0] for name, values in found.items()}
        missing = f"the invariant of {fold.step.__name__} speaks of {', '.join(unclear) or 'seen'}, which is none or several things here"
    raise path.refuse(missing or f"no invariant is declared for a fold with {step.__name__}")


def _codes(code: CodeType) -> list[CodeType]:
    return [code, *enclosed(code)]


def _objection_to_change(value: Any) -> str | None:
    """Why something that is there in each step may not be the same in each, or None."""
    if isinstance(value, Fold):
        return _objection_to_change(value.invariant)
    if type(value) is FunctionType:
        if not part_of_a_rule(value):
            return objection_to(value) if value.__module__.startswith("spec.prover.") else f"encloses {value.__name__}, which is no function of a rule"
        try:
            inside = [*(cell.cell_contents for cell in value.__closure__ or ()), *(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
        except ValueError:
            return "encloses a variable that has no value yet"
    elif type(value) in (tuple, frozenset):
        inside = list(value)
    elif type(value) is Map:
        inside = [part for pair in value.items() for part in pair]
    elif is_dataclass(type(value)) and not isinstance(value, type):
        inside = [getattr(value, each.name) for each in fields(value)]
        if not type(value).__dataclass_params__.frozen:
            return f"encloses a {type(value).__name__}, which may change"
    else:
        return objection_to(value)
    return next((reason for each in inside if (reason := _objection_to_change(each)) is not None), None)


def _bookkeeping(declared: Any) -> str | None:
    """Why an arbitrary value of a type is not quite arbitrary, or None: a field that takes no part in equality would have its default."""
    base = unannotated(declared)[0]
    if isinstance(base, type) and is_dataclass(base):
        hidden = [each.name for each in fields(base) if each.name not in field_types(base)]
        if hidden:
            return f"an accumulator with the field {label(base)}.{hidden[0]}, which takes no part in equality"
        parts = list(field_types(base).values())
    else:
        parts = list(alternatives(base) or get_args(base))
    return next((reason for part in parts if part is not Ellipsis and (reason := _bookkeeping(part)) is not None), None)


@contextmanager
def _shadowed(name: str, value: Any, modules: Iterable[str]) -> Iterator[None]:
    """A name of the interpreter means something else meanwhile, where no module gives it a meaning of its own."""
    prefixes = (*PACKAGES, *modules)
    places = [
        found.__dict__
        for found_name, found in list(sys.modules.items())
        if any(found_name == prefix or found_name.startswith(prefix + ".") for prefix in prefixes) and name not in found.__dict__
    ]
    for names in places:
        names[name] = value
    try:
        yield
    finally:
        for names in places:
            del names[name]
