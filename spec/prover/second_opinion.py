"""What another prover thinks of a theorem: CrossHair, through Hypothesis, on the plain Python that is proved.

It shares Z3 with this prover and nothing else. It has called false statements verified, so finding nothing confirms nothing: it
can only disagree, and what it finds counts only after the statement, run on it, was false.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from time import perf_counter
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from immutables import Map

from reference.numbers import Amount
from spec.prover.checking import PASSING, check, holds
from spec.prover.declarations import alternatives, field_types, parameters_of, unannotated
from spec.prover.sampling import strategy

BACKEND = "crosshair"
"""What Hypothesis calls CrossHair."""

EXAMPLES = 20
"""How many paths are tried of a statement."""

SECONDS = 30.0
"""After so long no further path of a statement is tried. This is no proof, so it may depend on the machine."""


class View(Enum):
    """What came of asking."""

    SILENT = "nothing found"
    DISAGREES = "DISAGREES"
    """It falsified what this prover lets pass."""
    REFUTED = "refuted by both"
    GAVE_UP = "gave up"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What came of asking about one statement."""

    view: View
    tried: int
    """Paths that were tried."""
    telling: int
    """How many of them the statement says something about."""
    seconds: float
    detail: str
    """Why it was not asked or gave up, or the arguments that make the statement false."""


class _FalseError(Exception):
    """The statement is false of the arguments."""


def planted(balance: Amount, amount: Amount) -> bool:
    """A false statement, which drawing at random would never notice: whoever overlooks it has no opinion."""
    return balance - amount != 123_456_789_123


def reason_not_to_ask(function: Callable[..., Any]) -> str | None:
    """Why a statement cannot be asked about, or None."""
    tables = [name for name, declared in parameters_of(function).items() if _has_table(declared)]
    return f"{', '.join(tables)} holds tables, which it does not draw symbolically" if tables else None


def opinion(function: Callable[..., Any], backend: str = BACKEND, examples: int = EXAMPLES, seconds: float = SECONDS) -> Opinion:
    """Ask about one statement."""
    reason = reason_not_to_ask(function)
    if reason is not None:
        return Opinion(View.NOT_ASKED, 0, 0, 0.0, reason)
    began = perf_counter()
    tried = telling = 0
    last: dict[str, Any] = {}

    @settings(
        backend=backend,
        max_examples=examples,
        database=None,
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.fixed_dictionaries({name: strategy(declared) for name, declared in parameters_of(function).items()}))
    def trial(arguments: dict[str, Any]) -> None:
        nonlocal tried, telling, last
        if perf_counter() - began > seconds and not last:
            return
        tried += 1
        answer = holds(function, arguments)
        telling += answer is not None
        if answer is False:
            last = arguments
            raise _FalseError

    problem = ""
    try:
        with suppress(_FalseError):
            trial()  # what it falsifies is run once more on plain values
    except Exception as error:
        problem = f"{type(error).__name__}: {error}".partition("\n")[0]
    took = perf_counter() - began
    if last and not problem and holds(function, last) is False:
        view = View.DISAGREES if check(function).verdict in PASSING else View.REFUTED
        return Opinion(view, tried, telling, took, ", ".join(f"{name} = {value!r}" for name, value in last.items()))
    if last or problem:
        return Opinion(View.GAVE_UP, tried, telling, took, problem or "what it found does not reproduce")
    return Opinion(View.SILENT if telling else View.GAVE_UP, tried, telling, took, "" if telling else "no path that it tried reaches the conclusion")


def _has_table(declared: Any) -> bool:
    """Whether values of a declared type hold a map."""
    base = unannotated(declared)[0]
    if base is Map or get_origin(base) is Map:
        return True
    if isinstance(base, type) and is_dataclass(base):
        return any(_has_table(kind) for kind in field_types(base).values())
    return any(_has_table(kind) for kind in (alternatives(base) or get_args(base)))
