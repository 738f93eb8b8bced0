"""The private placement: a quarter of all SSP, of which every outflow says in public what it is for."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, Range, Slot
from reference.wire.economy_bodies import Purpose

MAX_OUTFLOWS = 2**32 - 1
"""The most outflows that can be numbered: one in each slot for four hundred years."""

OutflowNumber = Annotated[int, Range(0, MAX_OUTFLOWS)]
"""Outflows are counted from 0."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What is left of the private placement, and who may pay from it."""

    controller: AccountId
    """The only account that may."""

    balance: Amount
    """SSP units that are left."""

    outflows: OutflowNumber
    """How many outflows there were."""


NO_PLACEMENT = Placement(controller=bytes(32), balance=0, outflows=0)
"""That of a chain without one."""


@dataclass(frozen=True, slots=True)
class Outflow:
    """One payment from the private placement."""

    slot: Slot
    """When it was paid."""

    recipient: AccountId
    """To whom."""

    amount: Amount
    """SSP units."""

    purpose: Purpose
    """What for."""
