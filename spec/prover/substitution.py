"""Putting another function in the place of a rule's, everywhere at once and for a while.

Rules call one another by the names that their modules import. The prover exchanges a procedure for an unknown
function, and the measure of the theorems exchanges a kernel for a faulty one; the rules' code stays as it is.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Reject
from spec.prover.declarations import misdeclared, result_of, scalar_arguments, unannotated
from spec.prover.execution import Execution
from spec.prover.identifiers import BYTES, TEXT, SymbolicIdentifier, bounds, identifier_term
from spec.prover.proxies import SymbolicInteger, integer_term
from spec.prover.statement import StandIn

PACKAGES = ("reference", "spec.theorems")
"""The packages whose modules name rules."""


@contextmanager
def substituted(original: Callable[..., Any], replacement: Callable[..., Any], *modules: str) -> Iterator[None]:
    """Every module of the rules, of the theorems and of those named sees `replacement` for `original` meanwhile."""
    prefixes = (*PACKAGES, *modules)
    places = [
        (module.__dict__, name)
        for module_name, module in list(sys.modules.items())
        if any(module_name == prefix or module_name.startswith(prefix + ".") for prefix in prefixes)
        for name, value in list(module.__dict__.items())
        if value is original
    ]
    for names, name in places:
        names[name] = replacement
    try:
        yield
    finally:
        for names, name in places:
            names[name] = original


def unknown_function(path: Execution, stand_in: StandIn, serial: int) -> Callable[..., Any]:
    """The function of which Z3 knows only that equal arguments give equal results.

    Of one that takes more than integers and identifiers, as a state, not even that is known: each of its results may be any.
    The serial number tells it from the others of the statement, whose procedures may have the same name.
    """
    procedure = stand_in.procedure
    label = f"{procedure.__module__}.{procedure.__qualname__}!{serial}"
    integer, boolean = z3.IntSort(path.context), z3.BoolSort(path.context)
    if (reason := misdeclared(result_of(procedure))) is not None:
        raise path.refuse(f"{procedure.__name__}: {reason}")
    base, span, length = unannotated(result_of(procedure))
    comparable = scalar_arguments(procedure)

    def apply(*arguments: Any) -> Any:
        if comparable:
            terms = [identifier_term(path, value) if isinstance(value, (bytes, str)) else integer_term(path, value) for value in arguments]
            kinds = " ".join(next(kind.__name__ for kind in (bytes, str, bool, int) if isinstance(value, kind)) for value in arguments)
            name = f"{label}({kinds})"  # arguments of different kinds may have one number, and are not equal
        else:
            terms, name = [], path.numbered(label)
        sorts = [integer] * len(terms)
        for code in stand_in.rejects:
            rejects = z3.Function(f"{name}.{code.name}", *sorts, boolean)(*terms)
            if path.branch(rejects, f"{procedure.__name__} rejects with {code.name}"):
                raise Reject(code)
        result = z3.Function(name, *sorts, integer)(*terms)
        if base is int and span is not None:
            path.assume(z3.And(result >= span.low, result <= span.high))
            return SymbolicInteger(path, result)
        if base in (bytes, str):
            alphabet = BYTES if base is bytes else TEXT
            low, high = bounds(alphabet, length)
            path.assume(result >= low)
            if high is not None:
                path.assume(result <= high)
            return SymbolicIdentifier(path, result, alphabet, length)
        if base in (None, type(None)):
            return None
        raise path.refuse(f"no unknown function can stand in for {procedure.__name__}")

    return apply
