"""Checking a statement by Z3: every path of it, and on each path whether it can be false."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import Enum
from inspect import signature
from time import perf_counter
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Reject
from spec.prover.execution import Execution, Limits, Sequences, executions
from spec.prover.folds import folded
from spec.prover.models import smallest_model
from spec.prover.proxies import condition_term
from spec.prover.references import objection_to
from spec.prover.refusal import Concluded, Unsupported
from spec.prover.statement import Statement, statement_of
from spec.prover.substitution import substituted, unknown_function
from spec.prover.terms import Term
from spec.prover.values import concrete_arguments, symbolic_arguments
from spec.prover.widths import Width, widened
from spec.prover.writing import merging


class Verdict(Enum):
    """What is known of a statement."""

    PROVED = "proved"
    """It holds for all arguments of the declared types that meet its condition."""
    BOUNDED = "bounded"
    """It holds for all arguments within a stated bound."""
    TESTED = "tested"
    """It held for all arguments that Hypothesis drew."""
    REFUTED = "refuted"
    """Concrete arguments make it false; they were tried."""
    UNKNOWN = "unknown"
    """Nothing was shown."""
    VACUOUS = "vacuous"
    """No arguments reach its conclusion, so that it says nothing."""
    CONTRADICTION = "contradiction"
    """Z3 proved what a concrete run falsifies: the prover is wrong."""


PASSING = frozenset({Verdict.PROVED, Verdict.BOUNDED, Verdict.TESTED})
"""The verdicts with which a specification may be released."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What Z3 found out about a statement."""

    verdict: Verdict
    paths: int
    """Paths that were explored."""
    rejecting: int
    """How many of them ended in a rejection that escaped, where the statement says nothing."""
    witnessed: int
    """How many of them were taken once more by concrete arguments from Z3, with the same ending."""
    seconds: float
    width: Width | None
    """The widest and the most negative that the rules' arithmetic gets; None where that is not known."""
    detail: str
    counterexample: dict[str, Any] | None
    witnesses: tuple[dict[str, Any], ...] = ()
    """The arguments that reached the conclusion."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How one execution of a statement ended."""

    arguments: dict[str, Any]
    value: Any = None
    rejected: bool = False
    error: Exception | None = None


FAILURES = (Exception, SystemExit, GeneratorExit)
"""What a statement that is false may raise: also what would end the program, and with it the check, as if all were well."""

DEFAULT_LIMITS = Limits()
"""What a check may take unless it is told otherwise."""


def check(function: Callable[..., Any], limits: Limits = DEFAULT_LIMITS) -> Checked:
    """Check a statement, marked as a theorem or not, for all arguments."""
    statement = statement_of(function)
    if statement is None or not statement.folding:
        return _explored(function, statement, limits, Sequences.EACH_LENGTH)
    return by_induction(lambda sequences, allowed: _explored(function, statement, allowed, sequences), limits)


def by_induction(explored: Callable[[Sequences, Limits], Checked], limits: Limits) -> Checked:
    """Look for what is false of short sequences, then show the rest of sequences of any length.

    Only the second can prove: nothing is concluded from the first but a counterexample, and that there are sequences
    of which something is said.
    """
    short = explored(Sequences.SHORT, replace(limits, effort=limits.effort // 10, paths=limits.paths // 10))
    if short.verdict in (Verdict.REFUTED, Verdict.CONTRADICTION):
        return short
    checked = explored(Sequences.ANY_LENGTH, limits)
    if checked.verdict in (Verdict.PROVED, Verdict.BOUNDED) and short.verdict is Verdict.VACUOUS:
        checked = replace(checked, verdict=Verdict.VACUOUS, detail="no sequence of up to three items reaches the conclusion")
    return replace(
        checked,
        paths=short.paths + checked.paths,
        rejecting=short.rejecting + checked.rejecting,
        witnessed=short.witnessed,
        seconds=short.seconds + checked.seconds,
        witnesses=short.witnesses,
    )


def _explored(function: Callable[..., Any], statement: Statement | None, limits: Limits, sequences: Sequences) -> Checked:
    """Check a statement on all of its paths."""
    began = perf_counter()
    paths = rejecting = witnessed = 0
    reached = False
    width: Width | None = Width()
    witnesses: list[dict[str, Any]] = []
    inductions: dict[str, None] = {}
    inductive = sequences is Sequences.ANY_LENGTH
    undecided = ""

    def checked(verdict: Verdict, detail: str = "", counterexample: dict[str, Any] | None = None) -> Checked:
        return Checked(verdict, paths, rejecting, witnessed, perf_counter() - began, width, detail, counterexample, tuple(witnesses))

    try:
        for execution, ending in executions(lambda path: _run(path, function, statement, sequences), limits):
            if ending is None:
                continue
            paths += 1
            rejecting += ending.rejected
            width = widened(execution, width)
            inductions.update(dict.fromkeys(execution.inductions))
            if not ending.rejected:
                reached = reached or (execution.obligation is None and execution.solver.check() != z3.unsat)
                goal = _goal(execution, ending)
                if goal is None:
                    return checked(Verdict.UNKNOWN, f"returns {type(ending.value).__name__}, which is no truth value")
                answer = execution.solver.check(z3.Not(goal))
                if answer != z3.unsat and inductive:
                    what = execution.obligation.text if execution.obligation is not None else "the conclusion does not follow from the invariants"
                    return checked(Verdict.UNKNOWN, what if answer == z3.sat else f"Z3 gave up on this: {what}")
                if answer == z3.unknown and sequences is Sequences.SHORT:
                    undecided = "Z3 gave up on some short sequences"
                    continue
                if answer == z3.unknown:
                    return checked(Verdict.UNKNOWN, f"Z3 gave up: {execution.solver.reason_unknown()}")
                if answer == z3.sat:
                    return checked(*_refutation(execution, function, ending, goal))
            witness = witness_of(execution, ending) if not inductive else None
            if witness is not None and holds(function, witness) is (None if ending.rejected else True):
                witnessed += 1
                witnesses += [] if ending.rejected else [witness]
            elif witness is not None and (statement is None or not statement.standing_in):
                return checked(Verdict.CONTRADICTION, "run on concrete arguments, a path ends otherwise than Z3 says", witness)
    except Unsupported as refusal:
        return checked(Verdict.UNKNOWN, str(refusal))
    if undecided:
        return checked(Verdict.UNKNOWN, undecided)
    if not reached:
        return checked(Verdict.VACUOUS, "no arguments reach the conclusion")
    if statement is not None and statement.bounded is not None:
        return checked(Verdict.BOUNDED, statement.bounded)
    return checked(Verdict.PROVED, "; ".join(inductions))


def holds(function: Callable[..., Any], arguments: Mapping[str, Any]) -> bool | None:
    """Whether a statement holds of concrete arguments; None where it says nothing about them.

    Any other exception than a rejection makes it false, and so does one of its condition.
    """
    statement = statement_of(function)
    try:
        if statement is not None and statement.assuming is not None and not _assumed(statement.assuming, arguments):
            return None
    except FAILURES:
        return False
    try:
        return bool(function(**arguments))
    except Reject:
        return None
    except FAILURES:
        return False


def _run(path: Execution, function: Callable[..., Any], statement: Statement | None, sequences: Sequences) -> Ending | None:
    """Execute the statement on one path; None where its condition excludes the path."""
    path.statement = function.__code__
    path.sequences = sequences
    path.undivided = True
    arguments = symbolic_arguments(path, function)
    folding = statement.folding if statement is not None and sequences is Sequences.ANY_LENGTH else ()
    with folded(path, folding, arguments, function.__module__):
        try:
            ending = _ended(path, function, statement, arguments)
        except Concluded:
            ending = None
    return Ending(arguments) if path.obligation is not None else ending


def _ended(path: Execution, function: Callable[..., Any], statement: Statement | None, arguments: dict[str, Any]) -> Ending | None:
    if statement is not None and statement.assuming is not None:
        if (reason := objection_to(statement.assuming)) is not None:
            raise path.refuse(f"its condition {reason}")
        try:
            if not _assumed(statement.assuming, arguments):
                return None
        except Exception as error:
            raise path.refuse(f"its condition raises {type(error).__name__}: {error}") from error
    with ExitStack() as stack:
        stack.enter_context(merging(function.__module__))
        for serial, stand_in in enumerate(statement.standing_in if statement is not None else ()):
            stack.enter_context(substituted(stand_in.procedure, unknown_function(path, stand_in, serial), function.__module__))
        try:
            return Ending(arguments, value=function(**arguments))
        except Reject:
            return Ending(arguments, rejected=True)
        except Exception as error:
            return Ending(arguments, error=error)


def _assumed(condition: Callable[..., bool], arguments: Mapping[str, Any]) -> bool:
    return bool(condition(**{name: arguments[name] for name in signature(condition).parameters}))


def _goal(execution: Execution, ending: Ending) -> Term | None:
    """What has to hold on the path; after an unexpected exception, that the path is impossible."""
    if execution.obligation is not None:
        return execution.obligation.goal
    if ending.error is not None:
        return z3.BoolVal(False, execution.context)
    return condition_term(execution, ending.value)


def witness_of(execution: Execution, ending: Ending) -> dict[str, Any] | None:
    """Concrete arguments that take the path, or None where Z3 finds none."""
    if execution.solver.check() != z3.sat:
        return None
    return concrete_arguments(ending.arguments, execution.solver.model())


def _refutation(execution: Execution, function: Callable[..., Any], ending: Ending, goal: Term) -> tuple[Verdict, str, dict[str, Any] | None]:
    """The smallest counterexample on the path. It counts only if the statement, run on it, is false."""
    model = smallest_model(execution, [*execution.conditions, z3.Not(goal)])
    if model is None:
        return Verdict.UNKNOWN, "Z3 found a counterexample and lost it", None
    counterexample = concrete_arguments(ending.arguments, model)
    raised = f"{type(ending.error).__name__}: {ending.error}" if ending.error is not None else ""
    if holds(function, counterexample) is False:
        return Verdict.REFUTED, raised, counterexample
    return Verdict.UNKNOWN, f"the counterexample found does not reproduce {raised}".strip(), counterexample
