"""The profile `kernel`: any rule that has a typed form and is not for a chip, on arguments of its parameters' types.

The rule is the one that has had the fewest inputs for what they have shown. Its arguments are new ones, or such as took a path through the rule that none
before them had taken, with a little changed: conditions behind other conditions are reached one at a time. Numbers lie near each other, near the constants
that the rule's code compares with, and near the parameters of the presets.
"""

import contextlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from types import FrameType
from typing import Any

from conformance.fuzzing.changes import changed, simpler
from conformance.fuzzing.choices import Chance
from conformance.fuzzing.constants import Constants, constants_of, parameters_of_presets
from conformance.fuzzing.encodings import makers
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.values import Makers, Seen, choose_value
from vectors.case import CHIP_CALLS, Kind
from vectors.evaluate import Callee, call_input, callees, read_arguments
from vectors.json_text import FormError

KernelPath = frozenset[tuple[int, int, int]]
"""The lines that ran, by their code's identity and number, once, twice or more often."""

KEPT = 6
"""How many arguments are kept of those that took one path."""

FRESH = 4
"""One of so many inputs is drawn anew."""

MOST_OFTEN = 3
"""How often a line has run at most, as paths are told apart."""

MOST_LINES = 50_000
"""How many lines a call may run: what takes longer, as counting to 2^63 does, is nothing to ask a target."""

Arguments = dict[str, Any]


class TooLong(Exception):
    """A call runs more lines than it may."""


@dataclass(slots=True)
class _Known:
    """What the inputs of one rule have shown."""

    drawn: int = 0
    paths: dict[KernelPath, list[Arguments]] = field(default_factory=dict)
    """Arguments that took each path."""
    tried: dict[KernelPath, int] = field(default_factory=dict)
    """How often such arguments were changed a little."""


class Calls:
    """The calls of one hunt. What is drawn follows from the seed, and from the paths that it is told of."""

    def __init__(self, seed: int, presets: tuple[str, ...]) -> None:
        """Nothing is drawn yet."""
        random = Random(f"smartshare calls {seed}")
        self._choices = Chance(random)
        self._presets = presets
        names = [name for name in callees() if name not in CHIP_CALLS]
        random.shuffle(names)
        self._known = {name: _Known() for name in names}
        self._asked: tuple[str, Arguments] | None = None

    def draw(self) -> Exchange:
        """The next call."""
        name = min(self._known, key=lambda each: self._known[each].drawn / (1 + len(self._known[each].paths)))
        known = self._known[name]
        known.drawn += 1
        self._asked = name, self._arguments(name, known)
        return Exchange(Kind.CALL, self._choices.one_of(self._presets), call_input(*self._asked))

    def _arguments(self, name: str, known: _Known) -> Arguments:
        """New ones, or known ones with a little changed."""
        seen, parameters = _seen(name), _callee(name).parameters
        if known.paths and self._choices.integer(0, FRESH - 1):
            path = min(known.tried, key=lambda each: known.tried[each])
            known.tried[path] += 1
            arguments = self._choices.one_of(known.paths[path])
            other = self._choices.one_of(known.paths[self._choices.one_of(tuple(known.paths))])
            after = changed(self._choices, parameters, arguments, other, seen)
            with contextlib.suppress(FormError):
                # What was put together need not be of the types: then there is nothing to ask.
                call_input(name, after)
                return after
        return {parameter: choose_value(self._choices, annotation, seen) for parameter, annotation in parameters.items()}

    def learn(self, path: KernelPath) -> None:
        """The last call took this path."""
        if self._asked is None:
            return
        name, arguments = self._asked
        known = self._known[name]
        kept = known.paths.setdefault(path, [])
        known.tried.setdefault(path, 0)
        if len(kept) < KEPT:
            kept.append(arguments)
        else:
            kept[self._choices.integer(0, KEPT - 1)] = arguments


@contextmanager
def lines_run(lines: dict[tuple[int, int], int], codes: set[int]) -> Iterator[None]:
    """While it lasts, the lines of the reference that run are counted in `lines`, and the identities of the code are added to `codes`. Raises `TooLong`."""
    left = MOST_LINES

    def enter(frame: FrameType, _event: str, _argument: object) -> Any:
        codes.add(id(frame.f_code))
        return run if "/reference/" in frame.f_code.co_filename else None

    def run(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                raise TooLong
            place = id(frame.f_code), frame.f_lineno
            lines[place] = lines.get(place, 0) + 1
        return run

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)


def path_of(lines: Mapping[tuple[int, int], int]) -> KernelPath:
    """The path that these lines are."""
    return frozenset((code, line, min(count, MOST_OFTEN)) for (code, line), count in lines.items())


def smaller_calls(exchange: Exchange) -> Iterator[Exchange]:
    """The call with one thing of its arguments simpler, what simplifies most first."""
    callee, arguments = read_arguments(exchange.input)
    for each in simpler(callee.parameters, arguments):
        yield Exchange(Kind.CALL, exchange.preset, call_input(str(exchange.input["call"]), each))


def _callee(name: str) -> Callee:
    return callees()[name]


@cache
def _constants(name: str) -> Constants:
    return constants_of(_callee(name).function)


@cache
def _makers(name: str) -> Makers:
    return makers(_constants(name))


def _seen(name: str) -> Seen:
    """What is known before anything is drawn."""
    found = _constants(name)
    known = found.byte_strings, found.texts, _makers(name)
    return Seen((*found.integers, *parameters_of_presets()) if len(found.integers) > 2 else found.integers, *known)
