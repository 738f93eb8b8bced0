"""What the transactions of the economy ask for: outflows of the private placement, locks, and what other modules of this package hold."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from reference.numbers import AccountId, Amount, Range, Slot
from reference.wire.award_bodies import AWARD_KINDS, AwardBody
from reference.wire.coin_bodies import COIN_KINDS, CoinBody
from reference.wire.fields import reader_of
from reference.wire.listing_bodies import LISTING_KINDS, ListingBody

LockNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the locks that one account founds for another apart."""


class Purpose(IntEnum):
    """What an outflow of the private placement is for."""

    INVESTOR = 0
    """Handed to somebody who bought it in the placement."""
    DEVELOPMENT = 1
    """Research, engineering and audits."""
    HARDWARE = 2
    """Chips and devices."""
    OPERATIONS = 3
    """Offices, staff and services."""
    MARKET = 4
    """Partners, events and publicity."""
    LEGAL = 5
    """Law, taxes and licences."""
    LIQUIDITY = 6
    """Made available where SSP is exchanged."""
    OTHER = 7
    """None of these."""


@dataclass(frozen=True, slots=True)
class PlacementPay:
    """Kind 18: the controller of the private placement pays from it."""

    recipient: AccountId
    """Who is paid."""

    amount: Amount
    """SSP units."""

    purpose: Purpose
    """What for."""


@dataclass(frozen=True, slots=True)
class LockCreate:
    """Kind 19: the sender locks SSP of its own for a beneficiary."""

    beneficiary: AccountId
    """Whose the SSP will be."""

    number: LockNumber
    """The lock's number among those that the sender founds for this beneficiary."""

    amount: Amount
    """SSP units."""

    cliff: Slot
    """The first slot in which anything is released."""

    end: Slot
    """The first slot in which everything is."""


@dataclass(frozen=True, slots=True)
class LockRelease:
    """Kind 20: the sender takes what a lock has released to it."""

    founder: AccountId
    """Who founded the lock."""

    number: LockNumber
    """The lock's number among those of this founder for the sender."""


EconomyBody = PlacementPay | LockCreate | LockRelease | CoinBody | ListingBody | AwardBody
"""What a transaction of the economy asks for."""

ECONOMY_KINDS: dict[type[Any], int] = {PlacementPay: 18, LockCreate: 19, LockRelease: 20, **COIN_KINDS, **LISTING_KINDS, **AWARD_KINDS}
"""The kind of each body; its fields travel in the order in which the record declares them."""

ECONOMY_TYPES: tuple[type[Any], ...] = tuple(ECONOMY_KINDS)
"""The types of the bodies, to ask whether a body is one of them: the prover does not see through a union."""

ECONOMY_READERS: dict[int, Callable[[object], EconomyBody]] = {kind: reader_of(body) for body, kind in ECONOMY_KINDS.items()}
"""How the body of each kind is read."""
