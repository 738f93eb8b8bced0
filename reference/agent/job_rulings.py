"""What the verdict of a job does with an order, where the order can still be ruled on."""

from enum import Enum, auto

from reference.agent.audits import can_fail
from reference.agent.computing import Verdict
from reference.agent.order_books import can_be_ruled
from reference.numbers import Slot
from reference.rules import kernel
from reference.state.order import Phase


class Ruling(Enum):
    """What a decided job does with an order."""

    NOTHING = auto()
    """It is closed, or its time is over, or both sides have confirmed it before."""
    FAIL = auto()
    """It fails (DELIVERY-22)."""
    FULFIL = auto()
    """It is confirmed (DELIVERY-39)."""
    VOID = auto()
    """It is undone (DELIVERY-40)."""


@kernel("COMPUTE-19")
def ruling_of(verdict: Verdict, phase: Phase, deadline: Slot, slot: Slot) -> Ruling:
    """What a verdict does with an order that is in a phase, and has this deadline. Never rejects."""
    if verdict == Verdict.FAILED:
        return Ruling.FAIL if can_fail(phase, deadline, slot) else Ruling.NOTHING
    if not can_be_ruled(phase, deadline, slot):
        return Ruling.NOTHING
    return Ruling.FULFIL if verdict == Verdict.CONFIRMED else Ruling.VOID
