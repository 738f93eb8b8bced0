"""What is proved of every kernel without anybody stating it: theorems 2 and 29.

Whatever arguments of the declared types a kernel is given, it returns a value of its declared type or rejects;
nothing else escapes; no intermediate value is negative or has more than 128 bits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Reject
from spec.prover.checking import DEFAULT_LIMITS, Checked, Ending, Verdict, by_induction, witness_of
from spec.prover.declarations import result_of, takes_sequences
from spec.prover.execution import Execution, Limits, Sequences, executions
from spec.prover.folds import folded
from spec.prover.models import smallest_model
from spec.prover.refusal import Concluded, Infeasible, Unsupported
from spec.prover.statement import Fold, rejection
from spec.prover.terms import Terms
from spec.prover.values import concrete_arguments, lifted, symbolic_arguments, within
from spec.prover.widths import LIMIT, Width, widened


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that a kernel must not do, and the condition under which it does it."""

    text: str
    condition: Any


def check_kernel(kernel: Callable[..., Any], limits: Limits = DEFAULT_LIMITS, folding: tuple[Fold, ...] = ()) -> Checked:
    """Check what every kernel owes, for all arguments; of sequences of any length where it folds them as `folding` declares."""
    if not folding or not takes_sequences(kernel):
        return _explored(kernel, limits, Sequences.EACH_LENGTH, ())
    return by_induction(lambda sequences, allowed: _explored(kernel, allowed, sequences, folding), limits)


def _explored(kernel: Callable[..., Any], limits: Limits, sequences: Sequences, folding: tuple[Fold, ...]) -> Checked:
    began = perf_counter()
    paths = rejecting = witnessed = 0
    reached = False
    width: Width | None = Width()
    inductions: dict[str, None] = {}
    inductive = sequences is Sequences.ANY_LENGTH
    undecided = ""

    def checked(verdict: Verdict, detail: str = "", counterexample: dict[str, Any] | None = None) -> Checked:
        return Checked(verdict, paths, rejecting, witnessed, perf_counter() - began, width, detail, counterexample)

    try:
        for execution, ending in executions(lambda path: _run(path, kernel, sequences, folding), limits):
            paths += 1
            rejecting += ending.rejected
            inductions.update(dict.fromkeys(execution.inductions))
            reached = reached or (not ending.rejected and execution.obligation is None and execution.solver.check() != z3.unsat)
            width = widened(execution, width)
            for breach in _breaches(execution, kernel, ending):
                answer = execution.solver.check(breach.condition)
                if answer != z3.unsat and inductive:
                    return checked(Verdict.UNKNOWN, f"not shown for sequences of any length: {breach.text}")
                if answer == z3.unknown and sequences is Sequences.SHORT:
                    undecided = f"Z3 gave up on: {breach.text}"
                    continue
                if answer == z3.unknown:
                    return checked(Verdict.UNKNOWN, f"Z3 gave up on: {breach.text}")
                if answer == z3.sat:
                    return checked(*_refutation(execution, kernel, ending, breach))
            witness = witness_of(execution, ending) if not inductive else None
            if witness is not None:
                if (rejection(kernel, *witness.values()) is not None) != ending.rejected:
                    return checked(Verdict.CONTRADICTION, "run on concrete arguments, a path ends otherwise than Z3 says", witness)
                witnessed += 1
    except Unsupported as refusal:
        return checked(Verdict.UNKNOWN, str(refusal))
    if undecided:
        return checked(Verdict.UNKNOWN, undecided)
    if not reached:
        return checked(Verdict.VACUOUS, "no arguments get past its rejections")
    if width is None:
        return checked(Verdict.UNKNOWN, "Z3 cannot tell how wide the intermediate values are")
    return checked(Verdict.PROVED, "; ".join(inductions))


def breach_of(kernel: Callable[..., Any], arguments: Mapping[str, Any]) -> str | None:
    """What a kernel does on concrete arguments that it must not do, or None.

    It is run on proxies of just these values, so that its intermediate results are seen.
    """
    path = Execution(_concrete_terms(), [], DEFAULT_LIMITS)
    try:
        ending = _ended(kernel, {name: lifted(path, value) for name, value in arguments.items()})
        broken = (breach.text for breach in _breaches(path, kernel, ending) if not z3.is_false(z3.simplify(breach.condition)))
        return next(broken, None)
    except (SystemExit, GeneratorExit) as error:
        return f"raises {type(error).__name__}"
    except (Unsupported, Infeasible) as refusal:
        return str(refusal)


@cache
def _concrete_terms() -> Terms:
    """The terms of all concrete runs. No solver is asked in them, so that they may share a context, which takes longer to make than a run."""
    return Terms(z3.Context())


def _run(path: Execution, kernel: Callable[..., Any], sequences: Sequences, folding: tuple[Fold, ...]) -> Ending:
    path.sequences = sequences
    arguments = symbolic_arguments(path, kernel)
    with folded(path, folding if sequences is Sequences.ANY_LENGTH else (), arguments, kernel.__module__):
        try:
            ending = _ended(kernel, arguments)
        except Concluded:
            ending = Ending(arguments)
    return Ending(arguments) if path.obligation is not None else ending


def _ended(kernel: Callable[..., Any], arguments: dict[str, Any]) -> Ending:
    try:
        return Ending(arguments, value=kernel(**arguments))
    except Reject:
        return Ending(arguments, rejected=True)
    except Exception as error:
        return Ending(arguments, error=error)


def _breaches(execution: Execution, kernel: Callable[..., Any], ending: Ending) -> list[Breach]:
    """Everything that must not be on one path."""
    breaches = []
    for seen in execution.observations.values():
        if seen.interval is None or seen.interval.low < 0:
            breaches.append(Breach(f"{seen.text} is negative", seen.term < 0))
        if seen.interval is None or seen.interval.high >= 2**LIMIT:
            breaches.append(Breach(f"{seen.text} has more than {LIMIT} bits", seen.term >= 2**LIMIT))
    if execution.obligation is not None:
        breaches.append(Breach(execution.obligation.text, z3.Not(execution.obligation.goal)))
    elif ending.error is not None:
        breaches.append(Breach(f"raises {type(ending.error).__name__}: {ending.error}", z3.BoolVal(True, execution.context)))
    elif not ending.rejected:
        breaches += [Breach(f"not always: {text}", z3.Not(holds)) for text, holds in within(execution, ending.value, result_of(kernel))]
    return breaches


def _refutation(execution: Execution, kernel: Callable[..., Any], ending: Ending, breach: Breach) -> tuple[Verdict, str, dict[str, Any] | None]:
    model = smallest_model(execution, [*execution.conditions, breach.condition])
    if model is None:
        return Verdict.UNKNOWN, f"Z3 found a counterexample and lost it: {breach.text}", None
    counterexample = concrete_arguments(ending.arguments, model)
    replayed = breach_of(kernel, counterexample)
    if replayed is None:
        return Verdict.UNKNOWN, f"the counterexample found does not reproduce: {breach.text}", counterexample
    return Verdict.REFUTED, replayed, counterexample
