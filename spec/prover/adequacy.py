"""Throwing faults at the theorems: what no theorem refutes shows one that is missing or weak.

A faulty function is put in the place of the right one, and the statements that reach it are checked as ever. What the
faults are, and where they come from, is not decided here.
"""

import dis
import linecache
import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from types import CodeType, FunctionType, ModuleType
from typing import Any

from reference.rules import Layer, mark_of
from spec.prover.attack import attack
from spec.prover.checking import Checked, Verdict, check, holds
from spec.prover.collection import kernels, stand_ins, theorems
from spec.prover.equivalence import check_equivalent
from spec.prover.obligations import check_kernel
from spec.prover.statement import statement_of
from spec.prover.substitution import substituted

Function = Callable[..., Any]


class Fate(Enum):
    """What becomes of a fault among the theorems."""

    REFUTED = "refuted"
    """A statement is false of it."""
    EQUIVALENT = "equivalent"
    """It is none: for all arguments the function does what it did."""
    ACCEPTED = "accepted"
    """Every statement holds of it: one is missing, or weak."""
    UNDECIDED = "undecided"
    """No statement is false of it, but some came to no verdict: it left what the prover understands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the theorems make of one fault."""

    text: str
    """What is wrong."""

    theorem: str | None
    """The statement that refutes it, or None where all accept it."""

    equivalent: Checked | None
    """Whether it is a fault at all; asked only where no statement of its own rule refutes it."""

    undecided: tuple[str, ...]
    """The statements that came to no verdict on it, each with the reason."""

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.theorem is not None:
            return Fate.REFUTED
        if self.equivalent is not None and self.equivalent.verdict is Verdict.PROVED:
            return Fate.EQUIVALENT
        return Fate.UNDECIDED if self.undecided else Fate.ACCEPTED


def refuting_theorem(original: Function, faulty: Function, candidates: Iterable[Function]) -> tuple[str | None, list[Checked]]:
    """The first of the candidates that is false once `faulty` stands for `original`, and the verdicts up to it.

    A candidate is a theorem, or a kernel: then what every kernel owes is meant. Only a refutation counts, which was tried
    on the faulty function: a statement that becomes unknown, vacuous or a contradiction has not noticed anything. What Z3
    does not understand is tried on arguments near those that Z3 found for the right function, unless it could run for ever.
    """
    verdicts = []
    for candidate in candidates:
        with substituted(original, faulty, candidate.__module__):
            if statement_of(candidate) is None:
                checked = check_kernel(faulty if candidate is original else candidate)
            else:
                checked = check(candidate)
        if checked.verdict is Verdict.UNKNOWN and statement_of(candidate) is not None and not _loops(faulty.__code__):
            witnesses = _witnesses(candidate)
            with substituted(original, faulty, candidate.__module__):
                checked = _tried(candidate, checked, witnesses)
        verdicts.append(checked)
        if checked.verdict is Verdict.REFUTED:
            return name_of(candidate), verdicts
    return None, verdicts


def _tried(theorem: Function, checked: Checked, witnesses: tuple[dict[str, Any], ...]) -> Checked:
    """A verdict that is unknown, or the refutation by drawn arguments."""
    counterexample = attack(theorem, lambda arguments: holds(theorem, arguments), witnesses).counterexample
    if counterexample is None:
        return checked
    return replace(checked, verdict=Verdict.REFUTED, detail="falsified by drawn arguments", counterexample=counterexample)


@cache
def _witnesses(theorem: Function) -> tuple[dict[str, Any], ...]:
    """Arguments that take each path through a theorem about the right functions: near them a fault is easily met."""
    return check(theorem).witnesses


def _loops(code: CodeType) -> bool:
    """Whether code may take very long on some argument: Z3's limits end it, and nothing else does."""
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    backward = any(instruction.opname.startswith("JUMP_BACKWARD") for instruction in dis.get_instructions(code))
    return backward or "range" in code.co_names or any(_loops(each) for each in inner)


def name_of(candidate: Function) -> str:
    """What a statement is called in the report: its rule and its name, or that it is what a kernel owes."""
    statement, mark = statement_of(candidate), mark_of(candidate)
    if statement is not None:
        return f"{statement.rule} {candidate.__name__}"
    return f"{mark.rule if mark is not None else ''} widths and ranges of {candidate.__name__}".strip()


def candidates_for(original: Function) -> tuple[list[Function], list[Function]]:
    """The statements that may notice a fault of a function: those of its own rule, and the others that reach it, nearest first.

    What a kernel owes is among them: of itself in the first list, of those that call it in the second.
    """
    mark = mark_of(original)
    own = mark is not None and mark.layer is Layer.KERNEL
    stated = [each for each in theorems() if (statement := statement_of(each)) is not None and statement.tested is None]
    near = [each for each in stated if mark is not None and (statement := statement_of(each)) is not None and statement.rule == mark.rule]
    reached = {each: distance for each in (*stated, *kernels()) if (distance := _reached(each).get(original)) is not None}
    near = [each for each in near if each in reached] + ([original] if own else [])
    return near, sorted((each for each in reached if each not in near), key=lambda each: reached[each])


def judged(original: Function, faulty: Function, text: str) -> Judged:
    """What the theorems make of one fault.

    Those of its rule come first. Most faults that they accept are none, and one question shows it; only if it does not are all the others asked.
    """
    near, far = candidates_for(original)
    theorem, verdicts = refuting_theorem(original, faulty, near)
    equivalent = None
    asked = list(near)
    if theorem is None:
        equivalent = check_equivalent(original, faulty, standing_in=stand_ins([*near, *far]))
        if equivalent.verdict is not Verdict.PROVED:
            theorem, others = refuting_theorem(original, faulty, far)
            verdicts, asked = verdicts + others, [*near, *far]
    settled = (Verdict.PROVED, Verdict.BOUNDED, Verdict.REFUTED)
    undecided = tuple(
        f"{name_of(candidate)}: {checked.verdict.value}, {checked.detail}"
        for candidate, checked in zip(asked, verdicts, strict=False)
        if checked.verdict not in settled
    )
    return Judged(text, theorem, equivalent, undecided)


def surviving_theorems(faults: Sequence[tuple[Function, Function, str]], jobs: int = 2) -> Iterator[Judged]:
    """What the theorems make of each fault `(original, faulty, text)`, in their order, as it becomes known.

    A faulty function travels to another process as its code and source; its names are those of the original's module.
    """
    parcels = [_packed(original, faulty, text) for original, faulty, text in faults]
    if jobs == 1:
        yield from map(_judged, parcels)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield from pool.map(_judged, parcels)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A fault on its way to another process."""

    module: str
    name: str
    code: bytes
    filename: str
    source: str
    text: str


def _packed(original: Function, faulty: Function, text: str) -> _Parcel:
    code = faulty.__code__
    source = "".join(linecache.getlines(code.co_filename))
    return _Parcel(original.__module__, original.__qualname__, marshal.dumps(code), code.co_filename, source, text)


def _judged(parcel: _Parcel) -> Judged:
    owner: Any = import_module(parcel.module)
    for part in parcel.name.split("."):
        owner = getattr(owner, part)
    original: Function = owner
    lines = parcel.source.splitlines(keepends=True)
    linecache.cache[parcel.filename] = (len(parcel.source), None, lines, parcel.filename)
    faulty = FunctionType(marshal.loads(parcel.code), original.__globals__, original.__name__, original.__defaults__)
    faulty.__kwdefaults__ = original.__kwdefaults__
    faulty.__dict__.update(vars(original))
    faulty.__annotations__ = dict(original.__annotations__)
    return judged(original, faulty, parcel.text)


@cache
def _reached(statement: Function) -> dict[Function, int]:
    """The functions that a statement's code names, directly or through others, and through how many. One that is only found in a table is missed."""
    found = {statement: 0}
    mark = statement_of(statement)
    edge = [statement] + ([mark.assuming] if mark is not None and mark.assuming is not None else [])
    distance = 0
    while edge:
        distance += 1
        named = {each: None for function in edge for each in _named(function.__code__, function.__globals__)}
        edge = [each for each in named if each not in found]
        found.update(dict.fromkeys(edge, distance))
    return found


def _named(code: CodeType, names: dict[str, Any]) -> Iterator[FunctionType]:
    """The functions that code names: global ones, and those of modules that it names."""
    for name in code.co_names:
        values = [names.get(name), *(getattr(names.get(module), name, None) for module in code.co_names if isinstance(names.get(module), ModuleType))]
        yield from (value for value in values if isinstance(value, FunctionType))
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _named(constant, names)
