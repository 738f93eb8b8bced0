"""States in which something has happened already: what histories begin with that would seldom come so far by themselves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

from conformance.fuzzing.choices import Chance, Choices
from conformance.fuzzing.sent import sent_by
from conformance.fuzzing.shapes import Shape
from conformance.fuzzing.successes import draw_success
from conformance.fuzzing.topics import Topic, draw_slot, topics_of
from conformance.fuzzing.trade import Trade
from conformance.fuzzing.wrong import Known, known_to
from reference.numbers import Slot
from reference.state.state import State
from vectors.build import after, batch, block
from vectors.chain import all_votes

STEPS = 100
"""How much happens before the last of the states of a subject."""

LONGEST_STEP = 4
"""How many slots pass at most from one transaction to the next."""

TRIES = 4
"""How many transactions are tried for one that leaves a record of another shape than any before."""


@cache
def aged(trade: Trade, place: int) -> Sequence[State]:
    """States that transactions about one subject which all succeed have led to, the same each time: few histories get so far by themselves.

    They are those in which there is first a record of some shape, such as a lock of which a part was taken.
    """
    state, subject = trade.founded(), subjects_of(trade.kinds)[place]
    first, known, done, choices = state, known_to(trade.people), Counter[type](), Chance(Random(f"smartshare aged {place}"))
    slot, shapes, found = state.head.slot, set[Shape](), [state]
    for step in range(STEPS):
        topics = topics_of(first, state)
        # Not far from one another: what lasts for a while has begun when it ends, and is still there.
        slot = state.head.slot + 1 if trade.in_blocks else min(draw_slot(choices, state, topics, slot), slot + LONGEST_STEP)
        # Each kind in its turn: what one makes the next ones are about.
        about = replace(trade, kinds=(subject[step % len(subject)],))
        state, new = _with_more(choices, first, state, about, topics, slot, known, done, shapes)
        if new:
            shapes |= new
            # Batches leave the head where it is, and no state knows what comes after it.
            found.append(state if trade.in_blocks else replace(state, head=replace(state.head, slot=slot)))
    return found


def _with_more(
    choices: Choices, first: State, state: State, about: Trade, topics: Sequence[Topic], slot: Slot, known: Known, done: Counter[type], shapes: set[Shape]
) -> tuple[State, set[Shape]]:
    """The state after one more transaction, of some the first that leaves records of new shapes, and these shapes."""
    opened, led = about.opened(state, slot), state
    for _ in range(TRIES):
        found = draw_success(choices, opened, about, topics, slot, known, done)
        if not found.succeeds:
            break
        sent = sent_by(choices, opened, about, found.sender, found.made(1), 1)
        led = after(state, block(state, sent, slot=slot, votes=all_votes(state, slot)) if about.in_blocks else batch(state, sent, slot=slot))
        new = {topic.shape for topic in topics_of(first, led) if topic.is_new} - shapes
        if new:
            return led, new
    return led, set()


@cache
def subjects_of(kinds: tuple[type, ...]) -> tuple[tuple[type, ...], ...]:
    """Kinds that are about one thing, as they are defined together: what one of them makes another changes or ends."""
    modules = dict.fromkeys(kind.__module__ for kind in kinds)
    found = [tuple(kind for kind in kinds if kind.__module__ == module) for module in modules]
    return (*[some for some in found if len(set(some)) > 2], kinds)
