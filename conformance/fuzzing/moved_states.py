"""States that are wrong in one thing, from those that drawn histories begin and end with.

What a state from outside may not say, a check must refuse; that it is missing shows only where every other check passes. So no batches are applied, and one
thing is changed: a number to the border of what is compared about it, a record to nobody's, to another's, or to none. Whatever refuses that first is looked
at: where it is another check, what it has compared is made to fit, a few times. Each new place of refusal, and each new way to come to it, is asked.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.exchange import Exchange
from conformance.fuzzing.moves import moved
from conformance.fuzzing.rests import Rests
from conformance.fuzzing.rewritten import BATCHES, STATE
from conformance.fuzzing.state_changes import Base, changed, present_in, with_named
from conformance.fuzzing.state_records import in_order, records_of, renamed, with_all_money, without_common
from conformance.fuzzing.watch import ALONE, NEAR, Compared, Watch
from conformance.fuzzing.watched import Watched
from reference.agent.smart_agent_consistency import check_smart_agents
from reference.codes import Reject
from reference.consensus.consistency import check_consistency
from reference.contracts.contract_consistency import check_contracts
from reference.data.data_consistency import check_data
from reference.economy.economy_consistency import check_economy
from reference.parameters import PRESETS
from reference.state.commitment import check_records, check_supply, load
from reference.state.state import State
from vectors.batch import Batch
from vectors.build import after
from vectors.case import Kind
from vectors.json_form import from_json
from vectors.json_text import FormError, canonical
from vectors.state_form import read_unchecked, write_state

CHECKS = (check_supply, check_consistency, check_economy, check_smart_agents, check_data, check_contracts)
"""As a vector's state is checked after each of its records, in this order."""

STEPS = 100_000
"""How many steps the checks of a state may take."""

TRIES = 12
"""How many states are tried for one that shows something new."""

REPAIRS = 5
"""How many states are looked at of which each is one before with what another check compares made to fit."""

IMPOSSIBLE = (ValueError, TypeError, AttributeError, OverflowError, KeyError, IndexError, Reject)
"""What is raised where what is put together is no state."""

MOST_KEPT = 150
"""How many states are kept to be moved."""

MOST_LOOSE = 100
"""How many states are remembered that are wrong in more than one thing."""

ENDS = 3
"""Of so many drawn histories the state in which one ends is looked at as well."""

LAST = 4
"""How much of what happened last before a rejection is counted as what led to it."""

Feature = tuple[int, int, int]
"""Where it was refused, negative where not for one thing alone, or 0; and a place in the code, and what happened there."""


@dataclass(slots=True)
class MovedStates:
    """The states of one profile in a hunt. What is drawn follows from the seed, and from the histories that it is given."""

    choices: Choices
    watched: Watched
    kept: list[Base] = field(default_factory=list)
    known: set[Feature] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    """The states that were given."""
    turns: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    """How often each thing was done to each part of a record."""
    loose: list[Exchange] = field(default_factory=list)
    """States that are new, but wrong in more than one thing: they are asked where no better is found."""
    met: int = 0
    rests: Rests = field(default_factory=Rests)

    def meet(self, exchange: Exchange) -> None:
        """A history that was drawn, of which the state that it begins with is moved from now on, and now and then that in which it ends."""
        if exchange.kind not in (Kind.APPLY, Kind.TRANSACT):
            return
        self.met += 1
        try:
            text = canonical(exchange.input[STATE])
            ends = self.met % ENDS == 0
            if text in self.seen and not ends:
                return
            state = read_unchecked(exchange.input[STATE], PRESETS[exchange.preset])
            if text not in self.seen:
                self.seen.add(text)
                self._consider_base(exchange.preset, state)
            if ends:
                self._consider_base(exchange.preset, _end(state, exchange))
        except (FormError, ValueError, Reject):
            return

    def takes_turn(self) -> bool:
        """Whether there is something to move; after turns without anything new some are left out."""
        return bool(self.kept) and self.rests.is_over()

    def draw(self) -> Exchange | None:
        """A state that shows something new; None where these tries show nothing."""
        for _ in range(TRIES if self.kept else 0):
            base = min((self.choices.one_of(self.kept) for _ in range(3)), key=lambda each: each.tried)
            base.tried += 1
            found = self._try(base)
            if found is not None:
                self.rests.tell(is_new=True)
                return found
        if self.loose:
            return self.loose.pop()
        self.rests.tell(is_new=False)
        return None

    def _try(self, base: Base) -> Exchange | None:
        """The state moved, and moved on until it is refused for one thing alone in a new way, or nothing refuses it.

        The first that is new, but wrong in more than one thing, is remembered.
        """
        loose: Exchange | None = None
        state = self._first(base)
        for _ in range(REPAIRS):
            watch = None if state is None else self._shown(state, base)
            if watch is None or state is None:
                break
            if watch.raised and not any(self._new(base, watch, sign) for sign in (1, -1)):
                # It is refused as others were. Whatever is behind that is looked at now and then.
                state = self._repaired(state, watch.last) if self.choices.integer(0, 1) else None
                continue
            more = self._besides(base, state, watch)
            new = self._new(base, watch, -1 if more else 1)
            exchange = _asked(base.preset, state) if new and (loose is None or not more) else None
            if exchange is not None:
                self.known |= new
                if not watch.raised:
                    self._keep(base.preset, state, watch)
                if not more:
                    return exchange
                loose = exchange
            elif not watch.raised:
                break
            state = self._repaired(state, self.choices.one_of(more or [watch.last]))
        if loose is not None:
            self.loose.append(loose)
            del self.loose[:-MOST_LOOSE]
        return None

    def _first(self, base: Base) -> State | None:
        """The state with a thing or two otherwise, mostly with as much money as before; None where that is none."""
        state = base.state
        try:
            for _ in range(self.choices.one_of((1, 1, 1, 2))):
                state = changed(self.choices, base, state)
            return with_all_money(state) if self.choices.integer(0, 5) else state
        except IMPOSSIBLE:
            return None

    def _besides(self, base: Base, state: State, watch: Watch) -> list[Compared | None]:
        """What refuses the state besides what does so first: what it compares, None where that is nothing; empty where the state is wrong in one thing."""
        if not watch.raised:
            return []
        others = [watch.together[place] for place in sorted(watch.together.keys() - base.together)]
        if others:
            return [each for some in others for each in some] or [None]
        later = self._shown(state, base, watch.raised)
        return [later.last] if later is not None and later.raised else []

    def _new(self, base: Base, watch: Watch, sign: int) -> set[Feature]:
        """What is new about a refusal, or about a state that is possible: there only that it lies near a border."""
        if watch.raised:
            shown = {*(watch.features - base.features), *watch.recent[-LAST:], *watch.cause[-LAST:]}
            return {(sign * watch.raised, place, kind) for place, kind in shown if place > 0} - self.known
        return {(0, place, kind) for place, kind in watch.features - base.features if place > 0 and (kind % 32 in NEAR or kind >= ALONE)} - self.known

    def _repaired(self, state: State, compared: Compared | None) -> State | None:
        """The state in which these sides come to the same; None where that is none."""
        if compared is None:
            return None
        _, one, other = compared
        records = records_of(state)
        present = present_in(records)
        try:
            if type(one) is bytes and self.choices.integer(0, 3):
                there = [each for each in (one, other) if any(part.value == each for _, part in present)]
                old = self.choices.one_of(there or (one, other))
                return with_all_money(renamed(state, old, other if old == one else one))
            change = moved(self.choices, present, compared, 7)
            return None if change is None else with_all_money(with_named(state, records, *change))
        except IMPOSSIBLE:
            return None

    def _shown(self, state: State, base: Base | None, passed_over: int = 0) -> Watch | None:
        """What the checks of a state show; None where it is nothing that they say anything about."""
        watch = self.watched.begin(STEPS)
        watch.passed_over = passed_over
        try:
            # Of a record by itself nothing is new where it is as it was.
            changed = state if base is None else without_common(state, base.state)
            ordered = in_order(state)
            check: Any
            for check, checked in ((check_records, in_order(changed)), *((each, ordered) for each in CHECKS)):
                self.watched.copy_of(check)(checked)
        except Reject:
            return watch
        except Exception:  # What no state may be: the rules say nothing about it.
            return None
        watch.raised = 0
        return watch

    def _consider_base(self, preset: str, state: State) -> None:
        watch = self._shown(state, None)
        if watch is not None and not watch.raised:
            self._keep(preset, state, watch)

    def _keep(self, preset: str, state: State, watch: Watch) -> None:
        records, least = records_of(state), watch.least or {}
        base = Base(
            preset,
            state,
            records,
            present_in(records),
            [least[place] for place in sorted(least)],
            frozenset(watch.features),
            frozenset(watch.together),
            self.turns,
        )
        if len(self.kept) < MOST_KEPT:
            self.kept.append(base)
        else:
            self.kept[self.choices.integer(0, MOST_KEPT - 1)] = base


def moved_states(seed: int, profile: str, watched: Watched) -> MovedStates:
    """Nothing is known yet."""
    return MovedStates(Chance(Random(f"smartshare states {seed} {profile}")), watched)


def _asked(preset: str, state: State) -> Exchange | None:
    """The state as it is asked of a target; None where it has no form."""
    try:
        written = write_state(state)
        read_unchecked(written, PRESETS[preset])
    except (FormError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return Exchange(Kind.TRANSACT, preset, {STATE: written, BATCHES: []})


def _end(read: State, exchange: Exchange) -> State:
    """The state in which a history ends, its head in the slot of the last batch or block."""
    groups = read.consensus, read.economy, read.smart_agents, read.data, read.contracts
    state = load(read.chain, read.head, read.accounts, read.coins, read.holdings, read.pots, *groups)
    if exchange.kind is Kind.APPLY:
        for data in from_json(tuple[bytes, ...], exchange.input["blocks"]):
            state = after(state, data)
        return state
    slot = state.head.slot
    for batch in from_json(tuple[Batch, ...], exchange.input[BATCHES]):
        state, slot = after(state, batch), max(slot, batch.slot)
    return replace(state, head=replace(state.head, slot=slot))
