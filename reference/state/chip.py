"""Chips that are registered, and what node each is bound to."""

from dataclasses import dataclass
from enum import IntEnum

from reference.numbers import AccountId, Hash
from reference.wire.chip_identity import NO_IDENTITY, ChipIdentity, Counter, Serial

NOBODY = bytes(32)
"""Stands for an account where there is none: no key has this thumbprint."""


class ChipStage(IntEnum):
    """Where a chip is in its life."""

    NONE = 0
    """Nobody has registered it."""
    BOUND = 1
    """It is bound to a node, and in service."""
    SUSPENDED = 2
    """It is bound to a node, and its owner has taken it out of service."""
    REVOKED = 3
    """Its manufacturer no longer stands by it. It is bound to nothing, for good."""
    RETIRED = 4
    """Its owner has given it up. It is bound to nothing, for good."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip. One that nobody has registered or revoked is not stored; no other is ever removed, so that no UEID is used twice."""

    stage: ChipStage
    """Where it is in its life."""

    identity: ChipIdentity
    """What its manufacturer said of it when it was registered."""

    owner: AccountId
    """Who acts for it on the chain."""

    node: AccountId
    """The node that it is bound to, or last was."""

    successor: AccountId
    """Who may take it over; 32 zero bytes for nobody."""

    counter: Counter
    """The counter of the last attestation that the chain has seen."""

    firmware: Hash
    """What firmware it ran then."""

    host: Hash
    """What its host ran then; 32 zero bytes where it had none."""


NO_CHIP = Chip(stage=ChipStage.NONE, identity=NO_IDENTITY, owner=NOBODY, node=NOBODY, successor=NOBODY, counter=0, firmware=bytes(32), host=bytes(32))
"""What a lookup of a chip that nobody has registered yields."""

ChipKey = tuple[AccountId, Serial]
"""The manufacturer, and the chip's serial."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Which chip a node has. A node has one at most."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""


NO_BINDING = Binding(manufacturer=NOBODY, serial=bytes(32))
"""What a lookup of a node without a chip yields."""
