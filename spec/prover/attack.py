"""Attacking what was proved: many concrete arguments, drawn where arithmetic and rules have their edges.

Hypothesis draws well and slowly. Here arguments are drawn from a seed, thousands to the second, with a preference for
the ends of ranges, small numbers, values that occurred already and their neighbours, and equal identifiers. Before that
each part of arguments that Z3 found is exchanged alone: those arguments meet the conditions that no draw meets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from random import Random
from types import NoneType
from typing import Any, get_args, get_origin

from immutables import Map

from reference.numbers import Length, Range
from spec.prover.declarations import alternatives, field_types, parameters_of, unannotated

DRAWS = 2_000
"""How many arguments are drawn."""

NEAR = 200
"""How many arguments near what Z3 found are tried of a statement that is proved."""

FEW = 3
"""How many identifiers and how many records of a map are drawn."""


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attack found."""

    drawn: int
    telling: int
    """How many of the arguments the statement says something about."""
    counterexample: dict[str, Any] | None
    """The first arguments that falsify it."""


def attack(
    function: Callable[..., Any], judge: Callable[[dict[str, Any]], bool | None], witnesses: Sequence[Mapping[str, Any]] = (), draws: int = DRAWS
) -> Attack:
    """Try arguments of a function's declared types until `judge` calls some false; it answers None where nothing is said of them.

    First come those near `witnesses`, then as many as `draws`, in which numbers of the witnesses occur often. They are the same every time.
    """
    declared = parameters_of(function)
    known = sorted({number for witness in witnesses for value in witness.values() for number in _numbers(value)})
    source = _Source(Random(0), known)
    return _tried(chain(_near(declared, witnesses), (source.arguments(declared) for _ in range(draws))), judge)


def attack_near(
    function: Callable[..., Any], judge: Callable[[dict[str, Any]], bool | None], witnesses: Sequence[Mapping[str, Any]], most: int = NEAR
) -> Attack:
    """Try arguments near `witnesses` alone: where there are more than `most`, so many of them, spread over all witnesses and all parts."""
    near = list(_near(parameters_of(function), witnesses))
    return _tried(near[:: -(-len(near) // most) or 1], judge)


def _tried(candidates: Iterable[dict[str, Any]], judge: Callable[[dict[str, Any]], bool | None]) -> Attack:
    tried = telling = 0
    for arguments in candidates:
        verdict = judge(arguments)
        tried += 1
        telling += verdict is not None
        if verdict is False:
            return Attack(tried, telling, arguments)
    return Attack(tried, telling, None)


def _near(declared: Mapping[str, Any], witnesses: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The witnesses, and each with one part exchanged."""
    for witness in witnesses:
        yield dict(witness)
        for name, kind in declared.items():
            yield from ({**witness, name: value} for value in _exchanged(kind, witness[name]))


def _exchanged(declared: Any, value: Any) -> Iterator[Any]:
    """A value with one part exchanged for a neighbour or an end of its type."""
    base, span, length = unannotated(declared)
    if type(value) is int and base is int:
        low, high = (span.low, span.high) if span else (value - 1, value + 1)
        yield from sorted({number for number in (low, low + 1, value - 1, value + 1, high - 1, high) if low <= number <= high and number != value})
    elif base is bool:
        yield not value
    elif base is bytes and type(value) is bytes:
        size = length.high if length else len(value)
        yield from (bytes(size), bytes([0xFF]) * size, value[:-1] + bytes([value[-1] ^ 1]) if value else value)
    elif isinstance(base, type) and issubclass(base, Enum):
        yield from (member for member in base if member is not value)
    elif isinstance(base, type) and is_dataclass(base):
        parts = {field: getattr(value, field) for field in _fields(base)}
        for field, kind in _fields(base).items():
            yield from (base(**{**parts, field: part}) for part in _exchanged(kind, parts[field]))


class _Source:
    """The source of drawn values, which remembers the numbers of a draw."""

    def __init__(self, random: Random, known: Sequence[int]) -> None:
        self.random = random
        self.known = [*known]
        self.numbers = [*known]

    def arguments(self, declared: Mapping[str, Any]) -> dict[str, Any]:
        """Values for all parameters, whose numbers are often near one another."""
        self.numbers = [*self.known]
        return {name: self.value(kind) for name, kind in declared.items()}

    def value(self, declared: Any) -> Any:
        """A value of a declared type."""
        base, span, length = unannotated(declared)
        choices = alternatives(base)
        if choices is not None:
            return self.value(self.random.choice(choices))
        if base in (None, NoneType):
            return None
        if base is int:
            return self._integer(span)
        if base is bool:
            return self.random.random() < 0.5
        if base is bytes:
            return self._byte_string(length)
        if base is str:
            return self._text(length)
        if get_origin(base) is tuple:
            kinds = get_args(base)
            if len(kinds) == 2 and kinds[1] is Ellipsis:
                low, high = (length.low, length.high) if length else (0, FEW)
                return tuple(self.value(kinds[0]) for _ in range(self.random.randint(low, high)))
            return tuple(self.value(kind) for kind in kinds)
        if get_origin(base) is Map:
            key, record = get_args(base)
            return Map({self.value(key): self.value(record) for _ in range(self.random.randint(0, FEW))})
        if isinstance(base, type) and issubclass(base, Enum):
            return self.random.choice(list(base))
        if isinstance(base, type) and is_dataclass(base):
            return base(**{field: self.value(kind) for field, kind in _fields(base).items()})
        raise TypeError(f"no values are drawn of the type {declared!r}")

    def _integer(self, span: Range | None) -> int:
        low, high = (span.low, span.high) if span else (-(2**70), 2**70)
        near = self.random.choice(self.numbers) if self.numbers else low
        candidates = (
            self.random.randint(low, high),
            self.random.randint(0, 3) + max(low, 0),
            high - self.random.randint(0, 2),
            low + self.random.randint(0, 2),
            near,
            near + self.random.choice((-1, 1)),
            high - near,
            self.random.randint(low, high) >> self.random.randint(0, 64),
        )
        number = min(high, max(low, self.random.choice(candidates)))
        self.numbers.append(number)
        return number

    def _byte_string(self, length: Length | None) -> bytes:
        size = self.random.randint(length.low, length.high) if length else self.random.randint(0, FEW)
        if self.random.random() < 0.05:
            return self.random.randbytes(size)
        return self.random.randrange(FEW).to_bytes(max(1, size), "big")[-size:] if size else b""

    def _text(self, length: Length | None) -> str:
        low, high = (length.low, length.high) if length else (0, FEW)
        return self.random.choice("AAB0") * self.random.choice((low, (low + high) // 2, high))


_fields = cache(field_types)


def _numbers(value: Any) -> list[int]:
    """The numbers inside a value."""
    if type(value) is int:
        return [value]
    if type(value) is tuple:
        return [number for entry in value for number in _numbers(entry)]
    if is_dataclass(value):
        return [number for each in fields(value) for number in _numbers(getattr(value, each.name))]
    return []
