"""The search for arguments of one rule that show what none before them has: on a copy of it that says what it compares.

The copy runs in a small part of the time that a target takes to answer. So a target is asked what a search has come to, and not what it has passed through.
"""

import contextlib
import typing
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from conformance.fuzzing.changes import changed, places_of
from conformance.fuzzing.choices import Choices
from conformance.fuzzing.moves import Arguments, Change, NamedPlace, carried, moved, settled, stirred, with_change, wrapped
from conformance.fuzzing.places import Path, leaves
from conformance.fuzzing.prepared import PREPARED
from conformance.fuzzing.values import Makers, Seen, choose_value
from conformance.fuzzing.watch import ALONE, NEAR, Compared
from conformance.fuzzing.watched import Watched
from reference.codes import Reject
from vectors.evaluate import Callee, call_input
from vectors.json_text import FormError

TRIES = 40
"""How many arguments a search tries at most until it gives one."""

FIRST = 12
"""How many are drawn anew before any is changed."""

NO_RECORD = (ValueError, TypeError, AttributeError, OverflowError)
"""What is raised where parts are put together that are no record, or an encoding has no longer what was to be changed in it."""

SHOWN = 3
"""How many inputs are shown of each way that says nothing by itself, and of each outcome."""

MOST_KEPT = 400
"""How many arguments are kept of one rule."""


@dataclass
class _Kept:
    """Arguments that showed something new."""

    parameters: Mapping[str, Any]
    arguments: Arguments
    compared: Sequence[Compared]
    changed: int = 0
    """How often they were changed."""

    @cached_property
    def present(self) -> list[NamedPlace]:
        """The places in them."""
        return places_of(self.parameters, self.arguments)

    @cached_property
    def leaves(self) -> list[NamedPlace]:
        """The places with a number or a byte string, those within encodings among them."""
        return [(name, leaf) for name, place in self.present for leaf in leaves(place)]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a rule before anything is drawn."""

    integers: tuple[int, ...]
    byte_strings: tuple[bytes, ...]
    texts: tuple[str, ...]
    makers: Makers

    def seen(self) -> Seen:
        """The values that a drawn one may be near to."""
        return Seen(self.integers, self.byte_strings, self.texts, self.makers)


class Search:
    """The arguments of one rule."""

    def __init__(self, name: str, callee: Callee, watched: Watched, background: Background) -> None:
        """Nothing is tried yet."""
        self._name, self._callee, self._watched, self._background = name, callee, watched, background
        self._known: set[object] = set()
        self._sides: dict[int, int] = {}
        """How often an input was moved by what is compared at a place."""
        self._kept: list[_Kept] = []
        self._tries = 0
        self._way = ""
        """How the last candidate was changed, where it was in a way that shows nothing new by itself."""
        self._ways: Counter[tuple[str, str]] = Counter()
        """How often that was tried, by what came of it."""
        self.given = 0
        """How many arguments it has given."""
        self.news = 0
        """How many of them showed something new."""

    def next(self, choices: Choices) -> Arguments | None:
        """Arguments that show something new, or, where these tries come to none, the last that the rule could be asked; None where it could be asked none."""
        self.given += 1
        last = None
        for _ in range(TRIES):
            self._tries += 1
            arguments = self._candidate(choices)
            if arguments is None:
                continue
            shown = self._shown(arguments)
            if shown is None:
                continue
            features, compared = shown
            features |= self._of_way(features)
            new = features - self._known
            if not new and last is not None and choices.integer(0, 3):
                continue
            if not self._can_be_asked(arguments):
                continue
            last = arguments
            if new:
                self._known |= new
                self.news += 1
                self._keep(_Kept(self._callee.parameters, arguments, compared), choices)
                return arguments
        return last

    def _of_way(self, features: set[object]) -> set[object]:
        """What makes the first inputs new that were changed in a way: that sums stay, or that products wrap around, no comparison says."""
        if not self._way:
            return set()
        outcome = self._way, " ".join(sorted(each for each in features if isinstance(each, str)))
        self._ways[outcome] += 1
        return {(*outcome, self._ways[outcome])} if self._ways[outcome] <= SHOWN else set()

    def _keep(self, kept: _Kept, choices: Choices) -> None:
        if len(self._kept) < MOST_KEPT:
            self._kept.append(kept)
        else:
            self._kept[choices.integer(0, MOST_KEPT - 1)] = kept

    def _candidate(self, choices: Choices) -> Arguments | None:
        """New arguments, or some that were kept with a little changed."""
        self._way = ""
        if self._tries <= FIRST or not self._kept or not choices.integer(0, 1 if self._name in PREPARED else 15):
            if self._name in PREPARED and choices.integer(0, 3):
                return PREPARED[self._name](choices)
            seen = self._background.seen()
            return {parameter: choose_value(choices, annotation, seen) for parameter, annotation in self._callee.parameters.items()}
        kept = min((choices.one_of(self._kept) for _ in range(3)), key=lambda each: each.changed)
        kept.changed += 1
        if not kept.leaves or not choices.integer(0, 5):
            other = choices.one_of(self._kept).arguments
            with contextlib.suppress(*NO_RECORD):
                # What is put together need not be a record.
                return changed(choices, self._callee.parameters, kept.arguments, other, self._background.seen(), kept.present)
            return None
        after, present = kept.arguments, kept.leaves
        for _ in range(choices.one_of((1, 1, 1, 2, 2, 3))):
            for change in self._changes(choices, present, kept.compared):
                try:
                    after = with_change(after, change)
                except NO_RECORD:
                    # What is put together need not be a record.
                    return None
                present = [(each[0], replace(each[1], value=change[1])) if each is change[0] else each for each in present]
        return None if after is kept.arguments else after

    def _changes(self, choices: Choices, present: Sequence[NamedPlace], compared: Sequence[Compared]) -> Sequence[Change]:
        """What is changed at once: one place, or two."""
        match choices.integer(0, 23):
            case 0:
                self._way = "carried"
                return carried(choices, present) or ()
            case 1:
                change = wrapped(choices, present)
                self._way = "wrapped"
                return () if change is None else (change,)
            case 2:
                return settled(present, compared)
            case _:
                pass
        if compared and choices.integer(0, 3):
            change = moved(choices, present, self._side(choices, compared))
        else:
            change = stirred(choices, present, self._background.integers)
        return () if change is None else (change,)

    def _side(self, choices: Choices, compared: Sequence[Compared]) -> Compared:
        """A comparison, rather one that was seldom used."""
        chosen = min((choices.one_of(compared) for _ in range(2)), key=lambda each: self._sides.get(each[0], 0))
        self._sides[chosen[0]] = self._sides.get(chosen[0], 0) + 1
        return chosen

    def _shown(self, arguments: Arguments) -> tuple[set[object], Sequence[Compared]] | None:
        """What a call shows; None where the rules say nothing about it."""
        watch, result, error = self._watched.run(self._callee.function, arguments)
        if error is not None and not isinstance(error, Reject):
            return None
        features: set[object] = set(watch.features)
        if isinstance(error, Reject):
            features.add(error.code.name)
            if watch.raised:
                # What would be next to reject it: which comes first is a rule too.
                later, _, _ = self._watched.run(self._callee.function, arguments, passed_over=watch.raised)
                features.add((watch.raised, later.raised, 0))
                if not later.raised:
                    features.update((place, kind + ALONE) for place, kind in watch.cause)
        else:
            features.update(_remarks(self._callee.result, result))
            # How near it came to the borders, where all was well.
            features.update((place, kind - ALONE) for place, kind in watch.features if kind % 32 in NEAR and kind < ALONE)
        return features, watch.compared

    def _can_be_asked(self, arguments: Arguments) -> bool:
        try:
            call_input(self._name, arguments)
        except (FormError, ValueError, TypeError, AttributeError):
            return False
        return True


def _remarks(annotation: Any, result: Any, path: Path = ()) -> list[object]:
    """What is remarkable about a result: which of its numbers are zero, and which alternatives it has."""
    if type(result) is int:
        return [(path, min(result, 1))]
    if type(result) is bool or result is None:
        return [(path, str(result))]
    if typing.get_origin(annotation) is tuple or isinstance(result, tuple):
        return [(path, "length", min(len(result), 3))]
    names = getattr(type(result), "__dataclass_fields__", ())
    return [remark for name in names for remark in _remarks(None, getattr(result, name), (*path, name))]
