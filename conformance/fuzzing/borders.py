"""What succeeds, moved to a border of what the rules compare about it: an amount to what is left, a slot to a deadline, a version to the last.

A copy of the transition (`watched`) says what it compares while the body is carried out; what it compares otherwise a slot later depends on time, and says
in which slot its sides come to the same. Nothing is remembered of it: the same choices move alike.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.moves import BESIDE, NamedPlace, moved
from conformance.fuzzing.places import Place, leaves, places, with_other
from conformance.fuzzing.rewritten import NUMBER, known_pairs
from conformance.fuzzing.watch import Compared
from conformance.fuzzing.watched import Watched
from reference.codes import Reject
from reference.numbers import MAX_UINT64, AccountId, Slot
from reference.state.state import State
from reference.transition import apply_any_body
from reference.wire.transaction import PaidBody

SLOT, BODY = "slot", "body"

TRIES = 4
"""How many comparisons are tried for one that something can be moved by."""

NO_BODY = (ValueError, TypeError, AttributeError, OverflowError, Reject)
"""What is raised where what is put together is no body."""


def moved_to_border(choices: Choices, state: State, sender: AccountId, body: PaidBody, slot: Slot) -> tuple[Slot, PaidBody]:
    """The slot or the body as it lies at a border, or beside one, of what is compared where it succeeds; both as they are where there is none."""
    watch, _, error = _watched().run(apply_any_body, {"state": state, "sender": sender, "body": body, "slot": slot})
    if error is not None:
        return slot, body
    if not choices.integer(0, 2):
        borders = _slots(state, sender, body, slot, watch.compared)
        if borders:
            return choices.one_of(borders) + choices.one_of(BESIDE), body
    present = _present(body, slot)
    said = {each.value for _, each in present}
    speaking = [each for each in watch.compared if each[1] != each[2] and (each[1] in said or each[2] in said)]
    # What is compared with a sum or a distance has no side that is said anywhere.
    others = [each for each in watch.compared if type(each[1]) is int]
    for _ in range(TRIES):
        among = speaking if speaking and choices.integer(0, 1) else others
        change = moved(choices, present, choices.one_of(among), 7) if among else None
        if change is None:
            continue
        (name, place), value = change
        if name == SLOT:
            return value, body
        try:
            other: Any = with_other(body, place.path, value)
        except NO_BODY:
            continue
        return slot, other
    return slot, body


def _slots(state: State, sender: AccountId, body: PaidBody, slot: Slot, compared: Sequence[Compared]) -> list[Slot]:
    """The slots in which both sides of a comparison that depends on time come to the same, if they go on as they do until the next slot."""
    later, _, _ = _watched().run(apply_any_body, {"state": state, "sender": sender, "body": body, "slot": slot + 1})
    then = {place: two - one for place, one, two in later.compared if type(one) is int}
    found = []
    for place, one, two in compared:
        if type(one) is int and place in then and (step := then[place] - (two - one)):
            found.append(slot - (two - one) // step)
    return [each for each in found if 0 < each < MAX_UINT64]


@cache
def _watched() -> Watched:
    known_pairs()
    return Watched()


def _present(body: PaidBody, slot: Slot) -> list[NamedPlace]:
    """The slot, and the numbers and byte strings of the body."""
    found: list[NamedPlace] = [(SLOT, Place((), NUMBER, slot))]
    return [*found, *((BODY, leaf) for each in places(type(body), body) for leaf in leaves(each))]
