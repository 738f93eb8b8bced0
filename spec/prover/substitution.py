"""Putting another function in the place of a rule's, everywhere at once and for a while.

Rules call one another by the names that their modules import. The prover exchanges a procedure for an unknown
function, and the measure of the theorems exchanges a kernel for a faulty one; the rules' code stays as it is.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from inspect import signature
from types import NoneType
from typing import Any

import z3  # type: ignore[import-untyped]

from reference.codes import Reject
from spec.prover.declarations import is_plain, misdeclared, parameters_of, plain_arguments, result_of, scalar_arguments
from spec.prover.execution import Execution
from spec.prover.fragment import unwatched
from spec.prover.identifiers import identifier_term
from spec.prover.proxies import integer_term
from spec.prover.scalars import built, scalars_of, terms_of
from spec.prover.statement import StandIn
from spec.prover.terms import Term, applied

PACKAGES = ("reference", "spec.theorems")
"""The packages whose modules name rules."""


@contextmanager
def substituted(original: Callable[..., Any], replacement: Callable[..., Any], *modules: str) -> Iterator[None]:
    """Every module of the rules, of the theorems and of those named sees `replacement` for `original` meanwhile."""
    known = _places if original not in _exchanged else _places.__wrapped__  # nobody is to remember where a function is not, while another is in its place
    places = [(names, name) for names, name in known(original, (*PACKAGES, *modules), len(sys.modules)) if names.get(name) is original]
    _exchanged.append(original)
    for names, name in places:
        names[name] = replacement
    try:
        yield
    finally:
        _exchanged.pop()
        for names, name in places:
            names[name] = original


_exchanged: list[Callable[..., Any]] = []
"""The functions in whose place another is now."""


@lru_cache(maxsize=256)
def _places(original: Callable[..., Any], prefixes: tuple[str, ...], modules: int) -> list[tuple[dict[str, Any], str]]:
    """Where modules name a function. As many `modules` are the same ones, since none is unloaded."""
    return [
        (module.__dict__, name)
        for module_name, module in list(sys.modules.items())
        if any(module_name == prefix or module_name.startswith(prefix + ".") for prefix in prefixes)
        for name, value in list(module.__dict__.items())
        if value is original
    ]


@unwatched
def unknown_function(path: Execution, stand_in: StandIn, serial: int) -> Callable[..., Any]:
    """The function of which Z3 knows only that equal arguments give equal results.

    Of one that takes a state or a sequence not even that is known: each of its results may be any. A record is equal where all of its fields are.
    The serial number tells it from the others of the statement, whose procedures may have the same name.
    """
    procedure = stand_in.procedure
    label = f"{procedure.__module__}.{procedure.__qualname__}!{serial}"
    declared = result_of(procedure)
    if (reason := misdeclared(declared)) is not None:
        raise path.refuse(f"{procedure.__name__}: {reason}")
    if not (declared in (None, NoneType) or is_plain(declared)):
        raise path.refuse(f"no unknown function can stand in for {procedure.__name__}")
    scalars = scalars_of(path, procedure.__name__, declared)
    scalar, plain = scalar_arguments(procedure), plain_arguments(procedure)

    @unwatched
    def apply(*arguments: Any, **named: Any) -> Any:
        if scalar and not named:
            terms = [identifier_term(path, value) if isinstance(value, (bytes, str)) else integer_term(path, value) for value in arguments]
            kinds = " ".join(next(kind.__name__ for kind in (bytes, str, bool, int) if isinstance(value, kind)) for value in arguments)
            name = f"{label}({kinds})"  # arguments of different kinds may have one number, and are not equal
        elif plain:
            terms, name = _laid_out(path, procedure, arguments, named), label
        else:
            terms, name = [], path.numbered(label)
        for code in stand_in.rejects:
            rejects = path.made(applied, path.terms.function(f"{name}.{code.name}", len(terms), z3.BoolSort), *terms)
            if path.branch(rejects, f"{procedure.__name__} rejects with {code.name}"):
                raise Reject(code)
        names = [f"{name}.{each.path}" if each.path else name for each in scalars]
        results = [path.made(applied, path.terms.function(each, len(terms), z3.IntSort), *terms) for each in names]
        for each, result in zip(scalars, results, strict=True):
            path.bound(result, each.low, each.high)
        return built(path, procedure.__name__, declared, iter(results))

    return apply


def _laid_out(path: Execution, procedure: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> list[Term]:
    """The terms that all arguments together are laid out as."""
    given = signature(procedure).bind(*arguments, **named).arguments
    return [term for name, declared in parameters_of(procedure).items() for term in terms_of(path, name, declared, given[name])]
