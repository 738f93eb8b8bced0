"""Where the inputs of each profile come from, and what they learn from: a source draws an input, watches what the reference does with it, and is told so."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from random import Random
from types import FrameType
from typing import Any, Protocol

from hypothesis import strategies as st
from hypothesis.control import BuildContext
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.internal.conjecture.data import ConjectureData

from conformance.fuzzing.calls import Calls
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.reach import told_of_frames
from conformance.fuzzing.tape import Choice, Tape, varied
from conformance.fuzzing.turns import OVERHEAD

KEPT = 400
"""How many inputs a source varies; what was kept longest makes room."""

OF_OLD = 0.6
"""The share of inputs that are one which showed something new, with a little otherwise."""

CHOOSING = 5
"""What a choice costs, in calls."""

MET, MOVING = 2, 16
"""How much longer it takes to look at a history that was drawn, and to move one to where something is new, than to run one."""

MOVED = (0, 1, None, None, None, None)
"""Whose turn it is to move something, where it can: of six inputs one is that of the first, of histories, and one that of the second, of states."""

Way = tuple[int, int, int]
"""A call of a function of the reference: by whose code, from which line, and whose code is entered."""


class Source(Protocol):
    """The inputs of one profile. What is drawn follows from the seed, and from what it is told."""

    def draw(self) -> Exchange:
        """The next input."""

    def watch(self, codes: set[int]) -> AbstractContextManager[None]:
        """While it lasts, what runs is remembered for the last input, and the identities of the code of functions that are entered are added to `codes`."""

    def learn(self, is_new: bool) -> bool:
        """Whether the last input has shown something that none before it had; `is_new` where that is known without this."""

    def cost(self) -> int:
        """How long the last input took, by the calls that the reference made for it: the same on every machine."""

    def choices(self) -> list[Choice] | None:
        """What Hypothesis would have to choose for the last input; None where it has no part in it."""


class Mover(Protocol):
    """Moves what was drawn to where something is new."""

    kept: list[Any]
    """What there is to move."""

    def meet(self, exchange: Exchange) -> None:
        """What was drawn, which may be kept."""

    def takes_turn(self) -> bool:
        """Whether it is worth a try now."""

    def draw(self) -> Exchange | None:
        """What shows something new; None where these tries do not."""


class CallSource:
    """Calls of single rules, which have found out themselves what is new before they are drawn."""

    def __init__(self, calls: Calls) -> None:
        """The calls that are drawn."""
        self._calls = calls
        self._count = [0]

    def draw(self) -> Exchange:
        """The next call."""
        self._count = [0]
        return self._calls.draw()

    def watch(self, codes: set[int]) -> AbstractContextManager[None]:
        """The calls are counted."""
        return ways_gone(set(), codes, self._count)

    def learn(self, is_new: bool) -> bool:
        """A rule with an outcome is new."""
        return is_new

    def cost(self) -> int:
        """By its calls, and that it was tried before it was drawn."""
        return 2 * self._count[0]

    def choices(self) -> None:
        """They are drawn by chance alone, and made small by their types."""


class DrawnSource:
    """Inputs of a strategy: new ones, or such as made a call inside the reference that none before them had made, with a little chosen otherwise."""

    def __init__(self, strategy: st.SearchStrategy[Exchange], random: Random) -> None:
        """Nothing is drawn yet."""
        self._strategy, self._random = strategy, random
        self._tape = Tape(random)
        self._known: set[Way] = set()
        self._kept: list[tuple[list[Choice], list[tuple[int, int] | None]]] = []
        self._turn = 0
        self._ways: set[Way] = set()
        self._calls = [0]

    def draw(self) -> Exchange:
        """The next input."""
        self._ways, self._calls = set(), [0]
        while True:
            told: list[Choice] = []
            if self._kept and self._random.random() < OF_OLD:
                # The newest as often as all the others together: what is behind it has been looked at least.
                last = len(self._kept) - 1
                place = last - int(self._random.random() ** 2 * len(self._kept))
                told = varied(self._random, *self._kept[max(place, 0)])
            self._tape = Tape(self._random, told)
            try:
                with BuildContext(ConjectureData.for_choices(()), wrapped_test=self.draw):
                    drawn: Exchange = self._tape.draw(self._strategy)
            except UnsatisfiedAssumption:
                continue
            return drawn

    def watch(self, codes: set[int]) -> AbstractContextManager[None]:
        """Every call of a function is remembered."""
        return ways_gone(self._ways, codes, self._calls)

    def learn(self, is_new: bool) -> bool:
        """A call that is new is one. A rule with an outcome only makes the input worth varying: of those a long session has too many."""
        is_other = self.meet(self._ways)
        if is_new or is_other:
            self._kept.append((self._tape.choices, self._tape.ranges))
            del self._kept[:-KEPT]
        return is_other

    def meet(self, ways: set[Way]) -> bool:
        """Whether some of these calls were not met before."""
        is_new = not ways <= self._known
        self._known |= ways
        return is_new

    def cost(self) -> int:
        """By its calls, and by what was chosen for it."""
        return self._calls[0] + CHOOSING * len(self._tape.choices)

    def choices(self) -> list[Choice]:
        """All of them."""
        return self._tape.choices


class MovedSource:
    """What another source draws, and now and then histories that are moved from those, or their states alone."""

    def __init__(self, drawn: DrawnSource, movers: Sequence[Mover], profiles: Sequence[str]) -> None:
        """Where the histories come from, what moves them, and the profiles whose inputs may be asked."""
        self._drawn, self._movers, self._profiles = drawn, tuple(movers), tuple(profiles)
        self._number = 0
        self._is_moved = False
        self._count = [0]
        self._ways: set[Way] = set()
        self._in_vain = 0
        """What it cost to look for a history that was then not there."""

    def draw(self) -> Exchange:
        """The next input."""
        self._number += 1
        self._in_vain = 0
        turn = MOVED[self._number % len(MOVED)]
        if turn is not None and self._movers[turn].takes_turn():
            moved = self._movers[turn].draw()
            # A state of blocks without them may belong to another profile.
            if moved is not None and moved.profile() in self._profiles:
                self._is_moved, self._count, self._ways = True, [0], set()
                return moved
            self._in_vain = MOVING * max(self._count[0], OVERHEAD)
        self._is_moved = False
        drawn = self._drawn.draw()
        for each in self._movers:
            each.meet(drawn)
        return drawn

    def watch(self, codes: set[int]) -> AbstractContextManager[None]:
        """As the source of the input has it."""
        return ways_gone(self._ways, codes, self._count) if self._is_moved else self._drawn.watch(codes)

    def learn(self, is_new: bool) -> bool:
        """As of what is drawn: that a history is moved only to where something is new says nothing of its profile."""
        return self._drawn.meet(self._ways) if self._is_moved else self._drawn.learn(is_new)

    def cost(self) -> int:
        """With what it took to move histories, and to look at them."""
        if self._is_moved:
            return MOVING * self._count[0]
        return self._drawn.cost() * (1 + MET * any(mover.kept for mover in self._movers)) + self._in_vain

    def choices(self) -> list[Choice] | None:
        """None for a moved one, which is made small by its steps."""
        return None if self._is_moved else self._drawn.choices()


@contextmanager
def ways_gone(ways: set[Way], codes: set[int], calls: list[int]) -> Iterator[None]:
    """While it lasts, the calls inside the reference are added to `ways` and counted in `calls`, and all code that is entered is added to `codes`."""
    count = 0

    def enter(frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        code = frame.f_code
        codes.add(id(code))
        if "/reference/" in code.co_filename:
            count += 1
            before = frame.f_back
            # Whoever is not of the reference, as a program that is run, need not be there for longer than this.
            if before is not None and "/reference/" in before.f_code.co_filename:
                ways.add((id(before.f_code), before.f_lineno, id(code)))

    try:
        with told_of_frames(enter):
            yield
    finally:
        calls[0] += count
