"""What a chip remembers: what outlives the power, what does not, and what is given to it with each command."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Annotated

from reference.agent.chip.assets import MAX_MANDATES, MAX_REPLICAS, Mandate, StoredReplica
from reference.agent.chip.knowledge import NO_TRUST, NO_VIEW, Reading, Showing, Trust
from reference.agent.chip.meter_sessions import MAX_SESSIONS, MeterSession
from reference.agent.chip.purses import MAX_PURSES, Purse
from reference.consensus.calendar import CheckpointSlots
from reference.consensus.light_client import View
from reference.numbers import AccountId, Hash, Length, Nonce
from reference.wire.chip_identity import Counter, HardwareModel, Serial

Seed = Annotated[bytes, Length(32, 32)]
"""The secret of RFC 8032 that the chip's key is made from. It never leaves the chip, nor does anything from which it follows."""

Entropy = Annotated[bytes, Length(32, 32)]
"""What the chip's random generator gives for one command."""

NO_SECRET: Seed = bytes(32)
"""There is no key, not yet or no longer."""

NO_NONCE: Hash = bytes(32)
"""The chip has asked for no order."""

UNOWNED: AccountId = bytes(32)
"""There is nobody whose orders count."""


class LifeStage(IntEnum):
    """How far a chip's life has come. Its commands are legal in named stages only."""

    MANUFACTURED = 0
    """It has no key."""
    PROVISIONED = 1
    """It has a key, a serial, and a manufacturer that stands by it; it belongs to nobody."""
    BOUND = 2
    """It has an owner, and serves."""
    SUSPENDED = 3
    """Its owner has taken it out of service."""
    RETIRED = 4
    """It serves no more, and its key is gone."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the manufacturer has written into a chip."""

    serial: Serial
    """Its serial."""

    model: HardwareModel
    """Its hardware model."""

    firmware: Hash
    """SHA-256 of its firmware."""

    production: bool
    """Whether that is a production build. A test build takes entropy and clock from outside."""

    manufacturer: AccountId
    """The account of the manufacturer's root, which may retire the chip."""


UNMARKED = Marks(serial=bytes(32), model=bytes(8), firmware=bytes(32), production=False, manufacturer=UNOWNED)
"""What stands in a chip that nobody has provisioned."""


@dataclass(frozen=True, slots=True)
class NonVolatile:
    """All that a chip knows after its power was cut."""

    stage: LifeStage = LifeStage.MANUFACTURED
    """How far its life has come."""

    seed: Seed = NO_SECRET
    """Its secret."""

    marks: Marks = UNMARKED
    """What it is."""

    owner: AccountId = UNOWNED
    """The account of the key whose orders count."""

    attestations: Counter = 0
    """How many attestations it has signed."""

    view: View = NO_VIEW
    """What it knows of the chain (LIGHT-1)."""

    checkpoint_slots: CheckpointSlots = 1
    """How many slots of the chain lie between checkpoints."""

    trust: Trust = NO_TRUST
    """How long it relies on that."""

    nonce: Nonce = 0
    """The highest nonce that it has signed."""

    purses: Annotated[tuple[Purse, ...], Length(0, MAX_PURSES)] = ()
    """Its wallet, in the order in which its owner has opened it."""

    sessions: Annotated[tuple[MeterSession, ...], Length(0, MAX_SESSIONS)] = ()
    """What it meters, in the order in which it began."""

    replicas: Annotated[tuple[StoredReplica, ...], Length(0, MAX_REPLICAS)] = ()
    """The data in shared storage that are its node's or that its node keeps, in the order in which it has learned of them."""

    mandates: Annotated[tuple[Mandate, ...], Length(0, MAX_MANDATES)] = ()
    """What its owner lets it trade, in the order in which that was allowed."""


@dataclass(frozen=True, slots=True)
class Volatile:
    """What a chip forgets when its power is cut. Nothing depends on its being kept."""

    fresh_nonce: Hash = NO_NONCE
    """What the chip has asked its owner's next order with."""

    showing: Showing | None = None
    """What it is being shown of the chain, certificate by certificate; None where it is not."""


NO_MEMORY = Volatile()
"""What a chip has in its volatile memory when its power returns."""


@dataclass(frozen=True, slots=True)
class Device:
    """A chip."""

    non_volatile: NonVolatile = field(default_factory=NonVolatile)
    """What outlives the power."""

    volatile: Volatile = NO_MEMORY
    """What does not."""


@dataclass(frozen=True, slots=True)
class Injected:
    """What a chip does not compute: a test build takes it from outside, with each command."""

    entropy: Entropy
    """Of the random generator. It is used for one thing at most, and only under a tag of its own."""

    reading: Reading
    """Of the clock."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a command."""

    device: Device
    """The chip afterwards; after a refusal, as it was."""

    response: bytes
    """What leaves the chip: an array of 0 and what was asked for, or of the code of the refusal alone."""

    writes: tuple[NonVolatile, ...]
    """What was written, one after the other, **before** the response left."""
