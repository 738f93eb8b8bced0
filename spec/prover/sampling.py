"""The same statements, tried by Hypothesis on drawn arguments: a second opinion on the prover, and all there is where Z3 does not reach.

Draws are deterministic (no database, no entropy). Some are of any size; some are small, so that sender and recipient
are often one and an amount is often affordable; and some are near arguments that Z3 found to reach the conclusion, because
few others meet the conditions of a rule that has eight.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from immutables import Map

from reference.numbers import Length, Range
from spec.prover.declarations import alternatives, field_types, parameters_of, unannotated

EXAMPLES = 100
"""How many arguments are drawn for a statement about which there is no other word."""

SECOND_EXAMPLES = 50
"""How many are drawn for one that Z3 has judged."""

WITNESSED_EXAMPLES = 10
"""How many are drawn for one that Z3 has proved, and Python has tried on arguments for each path; there others are tried near these arguments (`attack`)."""

FEW = 3
"""How many identifiers there are that are drawn again and again, and the most records of a drawn map."""

WITNESSES = 20
"""How many arguments that reach the conclusion are varied."""

KEPT = 12
"""A part of such arguments is kept so many times for every two times that it is exchanged."""

DEFAULTS = 6
"""A field that has a default has it so many times for every time that it is drawn."""

WHOLE = 3
"""A record inside such an argument is kept as a whole so many times for every time that its fields are varied."""

WIDE = 20
"""Of a record with more fields, all numbers but a few are drawn together: no statement looks at many of a chain's parameters."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """What Hypothesis found out about a statement."""

    drawn: int
    """Arguments that were tried."""
    telling: int
    """How many of them the statement says something about."""
    counterexample: dict[str, Any] | None
    """The smallest arguments found that make it false."""


class _FalseError(Exception):
    """The statement is false of the arguments."""


def sample(
    function: Callable[..., Any],
    judge: Callable[[dict[str, Any]], bool | None],
    witnesses: Sequence[dict[str, Any]] = (),
    examples: int = EXAMPLES,
) -> Sampled:
    """Draw arguments of a function's declared types until `judge` calls some false; it answers None where nothing is said of them.

    Where `witnesses` are given, some are drawn near those.
    """
    drawn = telling = 0
    counterexample: dict[str, Any] | None = None

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(*_draws(function, witnesses)))
    def trial(arguments: dict[str, Any]) -> None:
        nonlocal drawn, telling, counterexample
        verdict = judge(arguments)
        drawn += 1
        telling += verdict is not None
        if verdict is False:
            counterexample = arguments
            raise _FalseError

    with suppress(_FalseError, Unsatisfiable):
        trial()
    return Sampled(drawn, telling, counterexample)


def _draws(function: Callable[..., Any], witnesses: Sequence[dict[str, Any]]) -> list[st.SearchStrategy[dict[str, Any]]]:
    """The ways in which arguments are drawn."""
    declared = parameters_of(function)
    ways = [st.fixed_dictionaries({name: strategy(kind, small) for name, kind in declared.items()}) for small in (True, False)]
    if witnesses:
        near = [st.fixed_dictionaries({name: _near(witness[name], kind) for name, kind in declared.items()}) for witness in witnesses[:WITNESSES]]
        ways.append(st.one_of(near))
    return ways


def _near(value: Any, declared: Any) -> st.SearchStrategy[Any]:
    """The value, now and then with a part exchanged for any of its type."""
    base = unannotated(declared)[0]
    if isinstance(base, type) and is_dataclass(base):
        defaults = {each.name: each.default for each in fields(base)}
        return st.builds(base, **{field: _near_field(getattr(value, field), kind, defaults[field]) for field, kind in field_types(base).items()})
    return _kept(value, declared)


def _near_field(value: Any, declared: Any, default: Any) -> st.SearchStrategy[Any]:
    """A field's value, or one near it. What is still the default, such as all that consensus remembers where it is nothing, is not taken apart."""
    if value == default or not is_dataclass(value):
        return _kept(value, declared)
    return st.one_of([st.just(value)] * WHOLE + [_near(value, declared)])


def _kept(value: Any, declared: Any) -> st.SearchStrategy[Any]:
    """The value, now and then exchanged for any of its type."""
    return st.one_of([st.just(value)] * KEPT + [strategy(declared, True), strategy(declared)])


@cache
def strategy(declared: Any, small: bool = False) -> st.SearchStrategy[Any]:
    """Values of a declared type; where `small`, of a few only, so that they often meet each other's conditions."""
    base, span, length = unannotated(declared)
    choices = alternatives(base)
    if choices is not None:
        return st.one_of([strategy(choice, small) for choice in choices])
    if base in (None, NoneType):
        return st.none()
    if base is int:
        return _integers(span, small)
    if base is bool:
        return st.booleans()
    if base is bytes:
        return _byte_strings(length, small)
    if base is str:
        return _texts(length, small)
    if get_origin(base) is tuple:
        kinds = get_args(base)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            low, high = (length.low, length.high) if length else (0, FEW)
            return st.lists(strategy(kinds[0], small), min_size=low, max_size=high).map(tuple)
        return st.tuples(*(strategy(kind, small) for kind in kinds))
    if get_origin(base) is Map:
        key, record = get_args(base)
        return st.dictionaries(strategy(key, small), strategy(record, small), max_size=FEW).map(Map)
    if isinstance(base, type) and issubclass(base, Enum):
        return st.sampled_from(base)
    if isinstance(base, type) and is_dataclass(base):
        named = field_types(base)
        if len(named) > WIDE:
            return _wide(base, named, small)
        return st.builds(base, **{field: _seldom(base, field, strategy(kind, small)) for field, kind in named.items()})
    raise TypeError(f"no values are drawn of the type {declared!r}")


def _wide(record: Any, kinds: dict[str, Any], small: bool) -> st.SearchStrategy[Any]:
    """Records of many fields. Their numbers are all as far from the lowest of their ranges, but for a few that are drawn on their own."""
    spans = {field: span for field, (base, span, _) in ((field, unannotated(kind)) for field, kind in kinds.items()) if base is int and span is not None}
    others = {field: _seldom(record, field, strategy(kind, small)) for field, kind in kinds.items() if field not in spans}
    exchanged = st.lists(st.one_of([st.tuples(st.just(field), strategy(kinds[field], small)) for field in spans]), max_size=2 * FEW)

    def build(offset: int, apart: list[tuple[str, int]], **fields: Any) -> Any:
        return record(**{field: min(span.low + offset, span.high) for field, span in spans.items()} | dict(apart), **fields)

    return st.builds(build, st.integers(0, FEW), exchanged, **others)


def _seldom(record: Any, field: str, drawn: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A field's value: where the field has a default, that of a table without records, most often the default. A statement looks at few tables of a state."""
    default = next(each.default for each in fields(record) if each.name == field)
    return drawn if default is MISSING else st.one_of([st.just(default)] * DEFAULTS + [drawn])


def _integers(span: Range | None, small: bool) -> st.SearchStrategy[int]:
    """Integers of a range: small ones, those at its ends, and any."""
    if span is None:
        return st.integers(0, FEW) if small else st.integers()
    low, high = span.low, span.high
    few = st.integers(low, min(high, low + FEW))
    ends = st.integers(max(low, high - 1), high)
    return few if small else st.one_of(few, st.integers(low, high), ends)


def _byte_strings(length: Length | None, small: bool) -> st.SearchStrategy[bytes]:
    if length is None:
        return st.binary(max_size=1 if small else None)
    few = st.integers(0, FEW - 1).map(lambda number: number.to_bytes(max(1, length.high), "big")[-length.high :])
    return few if small or length.low == length.high else st.one_of(few, st.binary(min_size=length.low, max_size=length.high))


def _texts(length: Length | None, small: bool) -> st.SearchStrategy[str]:
    low, high = (length.low, length.high) if length else (0, FEW)
    if small:
        return st.sampled_from([letter * max(1, (low + high) // 2) for letter in "ABC"])
    return st.one_of(st.text("AB0", min_size=low, max_size=high), st.text(min_size=low, max_size=high))
