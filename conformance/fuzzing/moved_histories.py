"""Histories of batches that are moved to the borders of what the rules compare, from those that were drawn.

A drawn history takes most of its time to be drawn. Copies of the transition (`watched`) say what they compare: a slot is moved to a deadline, an amount to a
balance, a field of a record to what another says of it. What shows something new is asked, and moved on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.moves import moved, stirred
from conformance.fuzzing.rests import Rests
from conformance.fuzzing.rewritten import BATCHES, STATE, History, Input, history_of, records, senders, with_sender, with_step, with_value, without, words
from conformance.fuzzing.state_records import with_all_money
from conformance.fuzzing.watch import Compared
from conformance.fuzzing.watched import Watched
from reference.codes import Reject
from reference.contracts.run import run_program
from reference.parameters import PRESETS
from reference.state.pots import Pots
from reference.state.state import State
from reference.transition import execute
from vectors.batch import Batch
from vectors.case import Kind
from vectors.json_form import from_json, to_json
from vectors.json_text import FormError, Json, members
from vectors.state_form import checked, read_unchecked

STEPS = 200_000
"""How many steps a history may take."""

TRIES = 8
"""How many histories are tried for one that shows something new."""

MOST_KEPT = 300
"""How many histories are kept."""


MOST_BATCHES = 400
"""How many batches are remembered to be put into other histories."""


@dataclass(slots=True)
class _Kept:
    """A history that showed something new."""

    preset: str
    history: History
    compared: Sequence[Compared]
    changed: int = 0


@dataclass(slots=True)
class MovedHistories:
    """The histories of one profile in a hunt. What is drawn follows from the seed, and from the histories that it is given."""

    choices: Choices
    watched: Watched
    known: set[object] = field(default_factory=set)
    kept: list[_Kept] = field(default_factory=list)
    batches: list[Json] = field(default_factory=list)
    """Those of all histories that were drawn, or of the last of them."""
    words: dict[str, set[str]] = field(default_factory=dict)
    """The words that states have, by the name of their field."""
    sides: dict[int, int] = field(default_factory=dict)
    """How often one was moved by what is compared at a place."""
    rests: Rests = field(default_factory=Rests)

    def meet(self, exchange: Exchange) -> None:
        """A history that was drawn: its batches are put into others, and it is kept where it shows something new."""
        if exchange.kind is Kind.TRANSACT:
            batches = exchange.input[BATCHES]
            assert isinstance(batches, list)
            self.batches = [*self.batches, *batches][-MOST_BATCHES:]
            self.consider(exchange)

    def consider(self, exchange: Exchange) -> bool:
        """Whether a history shows something new; then it is kept."""
        shown = self._shown(exchange.preset, exchange.input)
        if shown is None or shown[0] <= self.known:
            return False
        self.known |= shown[0]
        kept = _Kept(exchange.preset, history_of(exchange.input), shown[1])
        if len(self.kept) < MOST_KEPT:
            self.kept.append(kept)
        else:
            self.kept[self.choices.integer(0, MOST_KEPT - 1)] = kept
        return True

    def takes_turn(self) -> bool:
        """Whether there is something to move; after turns without anything new some are left out."""
        return bool(self.kept) and self.rests.is_over()

    def draw(self) -> Exchange | None:
        """A history moved from one that is kept; None where these tries show nothing new."""
        for _ in range(TRIES if self.kept else 0):
            kept = min((self.choices.one_of(self.kept) for _ in range(3)), key=lambda each: each.changed)
            kept.changed += 1
            changed = self._changed(kept)
            if changed is not None and changed[STATE] is not kept.history.input[STATE] and self.choices.integer(0, 5):
                changed = balanced(changed, kept.preset)
            if changed is not None:
                exchange = Exchange(Kind.TRANSACT, kept.preset, changed)
                if self.consider(exchange):
                    self.rests.tell(is_new=True)
                    return exchange
        self.rests.tell(is_new=False)
        return None

    def _changed(self, kept: _Kept) -> Input | None:
        given: Input | None = kept.history.input
        choices = self.choices
        batches = kept.history.input[BATCHES]
        assert isinstance(batches, list)
        if batches and not choices.integer(0, 3):
            return self._rearranged(kept)
        if not choices.integer(0, 11):
            return self._with_other_record(kept)
        for _ in range(choices.one_of((1, 1, 2))):
            if kept.compared and choices.integer(0, 5):
                change = moved(choices, kept.history.present, self._side(kept.compared), 7)
            else:
                change = stirred(choices, kept.history.present, ())
            if change is None or given is None:
                return None
            try:
                given = with_value(given, *change)
            except (ValueError, TypeError, AttributeError, OverflowError, KeyError, IndexError, Reject):
                # What is put together need not be a body.
                return None
        return given

    def _with_other_record(self, kept: _Kept) -> Input | None:
        """With a record of the state less, or a word of it otherwise."""
        given = kept.history.input
        found = records(given) if self.choices.integer(0, 1) else words(given, self.words)
        return None if not found else self.choices.one_of(found)(self.choices)

    def _rearranged(self, kept: _Kept) -> Input | None:
        """With a batch less, with one of its own or of another history more, or with one sent by another."""
        choices, given = self.choices, kept.history.input
        own = given[BATCHES]
        assert isinstance(own, list)
        step = choices.one_of(range(len(own)))
        match choices.integer(0, 7):
            case 0:
                return without(given, step)
            case 1 | 2:
                pairs = senders(given)
                return with_sender(given, step, choices.one_of(pairs)) if pairs else None
            case 3:
                return with_step(given, step + 1, own[step])
            case _:
                return with_step(given, choices.integer(step, step + 1), choices.one_of(self.batches))

    def _side(self, compared: Sequence[Compared]) -> Compared:
        """A comparison, rather one that was seldom used."""
        chosen = min((self.choices.one_of(compared) for _ in range(3)), key=lambda each: self.sides.get(each[0], 0))
        self.sides[chosen[0]] = self.sides.get(chosen[0], 0) + 1
        return chosen

    def _shown(self, preset: str, given: Input) -> tuple[set[object], Sequence[Compared]] | None:
        """What a history shows; None where it is none."""
        try:
            read = read_unchecked(given[STATE], PRESETS[preset])
            batches = from_json(tuple[Batch, ...], given[BATCHES])
        except (FormError, ValueError):
            return None
        watch = self.watched.begin(STEPS)
        features: set[object] = watch.features  # type: ignore[assignment]
        try:
            # What a state from outside may not say is looked at where states alone are moved.
            self._apply(checked(read), batches)
        except Reject as rejection:
            features.add(rejection.code.name)
        except Exception:  # What no state may be: the rules say nothing about it.
            return None
        least = watch.least or {}
        return features, [least[place] for place in sorted(least)]

    def _apply(self, state: State, batches: Sequence[Batch]) -> None:
        function: Any = execute
        copy = self.watched.copy_of(function)
        for batch in batches:
            try:
                state, _ = copy(state, batch.transactions, batch.slot, batch.producer, run_program)
            except Reject:
                # The batch is rejected; the state stays.
                continue


def moved_histories(seed: int, profile: str, watched: Watched) -> MovedHistories:
    """Nothing is known yet."""
    return MovedHistories(Chance(Random(f"smartshare histories {seed} {profile}")), watched)


def balanced(given: Input, preset: str) -> Input:
    """The input with so much in the ecosystem's pool and among the deposits that there is as much SSP as ever; the same where that is not possible."""
    try:
        pots = with_all_money(read_unchecked(given[STATE], PRESETS[preset])).pots
        return {**given, STATE: {**members(given[STATE]), "pots": to_json(Pots, pots)}}
    except Exception:  # What no state may be: whoever reads it says so.
        return given
