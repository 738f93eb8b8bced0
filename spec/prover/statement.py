"""How a theorem is written: a plain Python function over ranged types that returns whether it holds.

A theorem calls the rules that it is about. It is checked by Z3 for all arguments, and by Hypothesis for drawn ones.
A rejection that escapes from it means that it says nothing about those arguments; to speak about rejections it
asks for `rejection(rule, ...)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from reference.codes import Code, Reject

Function = TypeVar("Function", bound=Callable[..., Any])


class Says(Enum):
    """What a theorem says of its rule. Every kernel and every transition owes one of each, because each alone is weak."""

    INVARIANT = "invariant"
    """What is kept whatever happens: money, a cap, an order in time."""

    ACCEPTANCE = "acceptance"
    """The exact condition of each rejection code, in the normative order; or that the rule never rejects."""

    AMOUNTS = "exact amounts"
    """The exact result, field by field, what is untouched included."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A procedure that Z3 sees as an unknown function: equal arguments give equal results, and nothing else is known.

    Of one that takes a state or a sequence not even that is known. What is proved so holds whatever the procedure computes; a hash, for one.
    """

    procedure: Callable[..., Any]
    rejects: tuple[Code, ...] = ()
    """The codes that it may reject with."""


def anything(accumulator: object) -> bool:
    """The invariant of a fold of which nothing matters but the type of its accumulator."""
    return True


@dataclass(frozen=True, slots=True)
class Fold:
    """What is to be shown, by induction, of every `reduce(step, items, start)` of a rule: base and step."""

    step: Callable[..., Any]
    """The named function that takes an accumulator and an item, and whatever else; the rule may wrap it to fix the rest."""

    invariant: Callable[..., bool] = anything
    """What holds of the accumulator before and after each item.

    Its first parameter is the accumulator. The others are found by their names: `seen`, the items consumed so far
    (`spec.prover.Seen`); `start`, the value that the fold starts from; a variable that the rule's step encloses; an argument
    of the theorem.
    """

    accumulator: Any = None
    """The accumulator's declared type, where it is not the step's result type."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a theorem says, and how it is to be checked."""

    rule: str
    """The rule that it is about."""

    sentence: str
    """What it says, for people."""

    says: Says | None
    """Which of the three that a rule owes it is; None where it says something else or more."""

    assuming: Callable[..., bool] | None
    """A condition on the arguments; it takes those of the theorem's parameters that it names."""

    standing_in: tuple[StandIn, ...]
    """Procedures that Z3 is not to look into."""

    bounded: str | None
    """What Z3's check is bounded to, where it does not cover every input of the protocol."""

    tested: str | None
    """Why Z3 does not check it at all, where only Hypothesis does."""

    folding: tuple[Fold, ...] = ()
    """The folds over sequences that it reaches. Where there are some, a tuple of unbounded length or of more than eight entries is a sequence of any length."""


def theorem(
    rule: str,
    sentence: str,
    *,
    says: Says | None = None,
    assuming: Callable[..., bool] | None = None,
    standing_in: tuple[StandIn, ...] = (),
    bounded: str | None = None,
    tested: str | None = None,
    folding: tuple[Fold, ...] = (),
) -> Callable[[Function], Function]:
    """Mark a function as a theorem about `rule`. The function itself is unchanged."""
    statement = Statement(rule, sentence, says, assuming, standing_in, bounded, tested, folding)

    def attach(function: Function) -> Function:
        function.statement_mark = statement  # type: ignore[attr-defined]
        return function

    return attach


def statement_of(function: object) -> Statement | None:
    """What a function states, or None where it is no theorem."""
    mark = getattr(function, "statement_mark", None)
    return mark if isinstance(mark, Statement) else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes of its arguments: a value, or the code that it rejects them with."""

    value: Any
    code: Code | None


def outcome(function: Callable[..., Any], *arguments: Any) -> Outcome:
    """What a rule makes of the arguments."""
    try:
        return Outcome(function(*arguments), None)
    except Reject as rejected:
        return Outcome(None, rejected.code)


def rejection(function: Callable[..., Any], *arguments: Any) -> Code | None:
    """The code that a rule rejects the arguments with, or None where it accepts them."""
    return outcome(function, *arguments).code


def first_failing(*conditions: tuple[bool, Code]) -> Code | None:
    """The code of the first condition that is true, in the order in which a rule must check them; None where none is."""
    for fails, code in conditions:
        if fails:
            return code
    return None
