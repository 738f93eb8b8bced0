"""The chain as a running contract sees it: what its host operations read and change, over a state that is never changed itself."""

from dataclasses import dataclass

from reference.contracts.values import Scalar
from reference.numbers import AccountId, Amount, Slot
from reference.state.state import State
from reference.wire.event import Events
from reference.wire.scalar import MAX_SCALAR_BYTES

MAX_RECORD_BYTES = MAX_SCALAR_BYTES
"""The bytes of a string in storage, or in an event."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A call that is under way."""

    contract: AccountId
    """The contract that runs. Its account is the only one whose money it moves."""

    caller: AccountId
    """Who has called it: an account, or the contract of the frame before."""

    arguments: tuple[Scalar, ...]
    """What it was given."""

    paid: Amount = 0
    """The SSP units that came with the call. They are on the contract's account already."""


@dataclass(frozen=True, slots=True)
class World:
    """The chain's state, contracts and what they have among it, and the calls under way, the innermost last."""

    state: State
    slot: Slot
    """The slot of the block."""
    frames: tuple[Frame, ...]
    events: Events = ()

    @property
    def frame(self) -> Frame:
        """The call that runs."""
        return self.frames[-1]
