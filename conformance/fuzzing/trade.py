"""What histories of transactions are about: the state that they begin with, the kinds of what is asked for, who asks, and what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.wrong import Known
from reference.consensus.boundaries import enter_slot
from reference.numbers import Slot
from reference.state.state import State
from reference.wire.transaction import PaidBody
from vectors.keys import KeyPair

MADE_UP = 6
"""How many bodies that a maker makes are tried, where they are signed in themselves: of these each takes as long as many others."""

Made = Callable[[int], PaidBody]
"""A body in the sender's transaction so many after its last: what is attested may have to say which."""

Maker = Callable[[Choices, State, KeyPair, Slot, Known], Made]
"""Makes the bodies of a kind that no fields of records make up, as signed ones."""


@dataclass(frozen=True, eq=False)
class Trade:
    """What histories are about."""

    founded: Callable[[], State]
    """The state that they all begin with."""

    kinds: tuple[type, ...]
    people: tuple[KeyPair, ...]
    makers: Mapping[type, Maker]
    sponsors: bool = False
    made_up: int = MADE_UP
    """How many bodies of its makers are tried for one that succeeds."""

    in_blocks: bool = False
    """Whether they are sent in blocks, with what a block brings about besides, or in batches, which are cheaper."""

    def opened(self, state: State, slot: Slot) -> State:
        """What transactions in a slot find."""
        return enter_slot(state, slot) if self.in_blocks else state


@dataclass(frozen=True, slots=True)
class Beginning:
    """A body that brings about what others of its kind are then about, and nothing more: another sender may be further."""

    body: PaidBody

    def __call__(self, _ahead: int) -> PaidBody:
        """The same in whichever transaction."""
        return self.body


def always(body: PaidBody) -> Made:
    """A body that is the same in whichever transaction."""
    return lambda _: body
