"""The profile `kernel`: any rule that has a typed form and is not for a chip, on arguments of its parameters' types.

The rule is the one that has had the fewest inputs for what they have shown; its arguments are what a search for such as show something new has come to
(`search`). Numbers lie near each other, near the constants that the rule's code compares with, and near the parameters of the presets.
"""

from collections.abc import Iterator
from functools import cache
from heapq import heapify, heapreplace
from random import Random

from conformance.fuzzing.changes import simpler
from conformance.fuzzing.choices import Chance
from conformance.fuzzing.constants import Constants, constants_of, parameters_of_presets
from conformance.fuzzing.encodings import makers
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.search import Background, Search
from conformance.fuzzing.values import Makers
from conformance.fuzzing.watched import Watched
from vectors.case import CHIP_CALLS, Kind
from vectors.evaluate import Callee, call_input, callees, read_arguments

NEWS = 0.75
"""How much of an input is not counted where it showed something new."""


class Calls:
    """The calls of one hunt. What is drawn follows from the seed alone."""

    def __init__(self, seed: int, presets: tuple[str, ...], rules: int | None = None) -> None:
        """Nothing is drawn yet. Calls are of so many rules, or of all."""
        random = Random(f"smartshare calls {seed}")
        self._choices = Chance(random)
        self._presets = presets
        self._watched = Watched()
        names = [name for name in callees() if name not in CHIP_CALLS]
        random.shuffle(names)
        self._names = names = names[:rules]
        self._searches: dict[str, Search] = {}
        self._turns = [(0.0, number) for number in range(len(names))]
        heapify(self._turns)

    def draw(self) -> Exchange:
        """The next call."""
        while True:
            _, number = self._turns[0]
            name = self._names[number]
            search = self._searches.get(name)
            if search is None:
                search = self._searches[name] = Search(name, _callee(name), self._watched, _background(name))
            arguments = search.next(self._choices)
            heapreplace(self._turns, (search.given - NEWS * search.news, number))
            if arguments is not None:
                return Exchange(Kind.CALL, self._choices.one_of(self._presets), call_input(name, arguments))


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


@cache
def _background(name: str) -> Background:
    """What is known of a rule before anything is drawn."""
    found = _constants(name)
    integers = (*found.integers, *parameters_of_presets()) if len(found.integers) > 2 else found.integers
    return Background(integers, found.byte_strings, found.texts, _makers(name))
