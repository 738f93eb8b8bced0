"""Whether two functions are one: the same result for every argument.

It is what tells a fault that nothing can notice from one that nothing noticed. Both functions run, one after the
other, on the same symbolic arguments, and on every path their endings are compared.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from inspect import Parameter, signature
from time import perf_counter
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Code, Reject
from reference.rules import Layer, mark_of
from spec.prover.alike import Part, parts, same
from spec.prover.bookkeeping import with_opaque_bookkeeping
from spec.prover.checking import DEFAULT_LIMITS, Checked, Verdict
from spec.prover.execution import Execution, Limits, executions
from spec.prover.models import smallest_model
from spec.prover.references import objection_to
from spec.prover.refusal import Unsupported
from spec.prover.sampling import sample
from spec.prover.statement import StandIn
from spec.prover.substitution import substituted, unknown_function
from spec.prover.values import concrete_arguments, symbolic_arguments
from spec.prover.writing import merging

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class End:
    """How a function ended: with a value, with a code, or with another exception."""

    value: Any = None
    code: Code | None = None
    error: type[Exception] | None = None

    @property
    def manner(self) -> tuple[Code | None, type[Exception] | None]:
        """The ending without its value."""
        return self.code, self.error


@dataclass(frozen=True, slots=True)
class Pair:
    """How both functions ended on one path."""

    arguments: dict[str, Any]
    original: End
    other: End


def check_equivalent(original: Function, other: Function, limits: Limits = DEFAULT_LIMITS, standing_in: tuple[StandIn, ...] = ()) -> Checked:
    """Check that two functions are alike for all arguments of the types that `original` declares.

    Proved: for all of them both return values that are alike (`alike`: also in type, `True` is not `1`), or both reject
    with the same code, or both raise exceptions of the same type. Exceptions count although no kernel raises any: this
    is said of helpers too, whose callers may rely on it. Refuted: the arguments, the smallest of their path, were tried
    on both functions. Unknown besides where the fragment is left: the results differ in bookkeeping alone.

    `other` is called in the place of `original`; where `original` calls itself, or others call it, it stays what it was.
    The source of `other` must be known to `linecache` under the file name of its code. Procedures named as `standing_in`
    are unknown functions to Z3: what is proved holds whatever they compute, and what is refuted was tried on the real ones.
    """
    began = perf_counter()
    paths = rejecting = witnessed = 0
    doubt: str | None = None

    def checked(verdict: Verdict, detail: str = "", counterexample: dict[str, Any] | None = None) -> Checked:
        return Checked(verdict, paths, rejecting, witnessed, perf_counter() - began, None, detail, counterexample)

    if (reason := _objection(original, other)) is not None:
        return checked(Verdict.UNKNOWN, reason)
    try:
        for execution, pair in executions(lambda path: _run(path, original, other, standing_in), limits):
            paths += 1
            rejecting += pair.original.code is not None
            compared = _compared(execution, pair)
            answer = _differs(execution, [part for part in compared if part.bookkeeping is None])
            if answer == z3.unknown:
                return checked(Verdict.UNKNOWN, f"Z3 gave up: {execution.solver.reason_unknown()}")
            if answer == z3.sat:
                return checked(*_refutation(execution, original, other, pair, compared, standing_in))
            beside = sorted({part.bookkeeping for part in compared if part.bookkeeping is not None and _differs(execution, [part]) != z3.unsat})
            if beside:
                doubt = doubt or f"alike but for {', '.join(beside)}, which takes no part in equality"
            witness = _witness(execution, pair)
            confirmed = witness is not None and _confirms(original, other, pair, witness)
            if witness is not None and not confirmed and not standing_in:
                return checked(Verdict.CONTRADICTION, "run on concrete arguments, a path ends otherwise than Z3 says", witness)
            if pair.original.error is not None and not confirmed:
                doubt = doubt or f"both raise {pair.original.error.__name__} on symbolic arguments, and no concrete ones were found that do so"
            witnessed += confirmed
    except Unsupported as refusal:
        return checked(Verdict.UNKNOWN, str(refusal))
    if not paths:
        return checked(Verdict.VACUOUS, "there are no arguments")
    return checked(Verdict.PROVED) if doubt is None else checked(Verdict.UNKNOWN, doubt)


def alike_on(original: Function, other: Function, arguments: Mapping[str, Any]) -> bool:
    """Whether two functions end alike on concrete arguments, bookkeeping aside."""
    one, two = _end(original, arguments), _end(other, arguments)
    return one.manner == two.manner and same(one.value, two.value)


def _objection(original: Function, other: Function) -> str | None:
    """Why the two cannot be compared, or None."""
    mark = mark_of(original)
    if mark is not None and mark.layer is Layer.PROCEDURE:
        return f"{original.__name__} is a procedure: what it does to bytes is held by properties and vectors"
    if list(signature(original).parameters) != list(signature(other).parameters):
        return "the two have different parameters"
    named = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    if any(each.kind not in named for function in (original, other) for each in signature(function).parameters.values()):
        return "a parameter cannot be given by its name"
    return None


def _run(path: Execution, original: Function, other: Function, standing_in: tuple[StandIn, ...]) -> Pair:
    arguments = symbolic_arguments(path, original)
    if (reason := objection_to(other)) is not None:
        raise path.refuse(reason)
    opaque = {name: with_opaque_bookkeeping(path, value) for name, value in arguments.items()}
    with ExitStack() as stack:
        stack.enter_context(merging(original.__module__, other.__module__))
        for serial, stand_in in enumerate(standing_in):
            modules = (original.__module__, other.__module__)
            stack.enter_context(substituted(stand_in.procedure, unknown_function(path, stand_in, serial), *modules))
        return Pair(arguments, _end(original, opaque), _end(other, opaque))


def _end(function: Function, arguments: Mapping[str, Any]) -> End:
    try:
        return End(function(**arguments))
    except Reject as rejected:
        return End(code=rejected.code)
    except Exception as error:
        return End(error=type(error))


def _compared(execution: Execution, pair: Pair) -> list[Part]:
    """The conditions under which the two endings are alike."""
    if pair.original.manner != pair.other.manner:
        return [Part(z3.BoolVal(False, execution.context))]
    return list(parts(execution, pair.original.value, pair.other.value))


def _differs(execution: Execution, compared: list[Part]) -> Any:
    """Whether Z3 finds that one of the conditions may not hold on the path."""
    return execution.solver.check(z3.Not(_all(execution, compared)))


def _all(execution: Execution, compared: list[Part]) -> Any:
    return z3.And(z3.BoolVal(True, execution.context), *(part.holds for part in compared))


def _witness(execution: Execution, pair: Pair) -> dict[str, Any] | None:
    """Concrete arguments that take the path, or None where Z3 finds none."""
    if execution.solver.check() != z3.sat:
        return None
    return concrete_arguments(pair.arguments, execution.solver.model())


def _confirms(original: Function, other: Function, pair: Pair, witness: dict[str, Any]) -> bool:
    """Whether both functions, run on the witness, end as they did on the path, and alike."""
    ends = _end(original, witness), _end(other, witness)
    return [end.manner for end in ends] == [pair.original.manner, pair.other.manner] and same(ends[0].value, ends[1].value)


def _refutation(
    execution: Execution, original: Function, other: Function, pair: Pair, compared: list[Part], standing_in: tuple[StandIn, ...]
) -> tuple[Verdict, str, dict[str, Any] | None]:
    """The smallest arguments of the path on which the two differ; they count only if they do so when they are run.

    Where unknown functions stood in, Z3 does not know which arguments the real ones accept; arguments near are then drawn.
    """
    alike = _all(execution, [part for part in compared if part.bookkeeping is None])
    model = smallest_model(execution, [*execution.conditions, z3.Not(alike)])
    if model is None:
        return Verdict.UNKNOWN, "Z3 found a difference and lost it", None
    arguments = concrete_arguments(pair.arguments, model)
    if not alike_on(original, other, arguments):
        return Verdict.REFUTED, _told(original, other, arguments), arguments
    drawn = sample(original, lambda values: alike_on(original, other, values), (arguments,)).counterexample if standing_in else None
    if drawn is not None:
        return Verdict.REFUTED, _told(original, other, drawn), drawn
    return Verdict.UNKNOWN, "the difference found does not reproduce", arguments


def _told(original: Function, other: Function, arguments: Mapping[str, Any]) -> str:
    """What the two make of arguments, for people."""
    texts = []
    for end in (_end(original, arguments), _end(other, arguments)):
        if end.code is not None:
            texts.append(f"rejects with {end.code.name}")
        else:
            texts.append(f"raises {end.error.__name__}" if end.error is not None else f"returns {end.value!r}")
    return f"the one {texts[0]}, the other {texts[1]}"
