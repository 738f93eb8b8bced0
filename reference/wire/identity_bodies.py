"""What the transactions of manufacturers and of chips' owners ask for."""

from dataclasses import dataclass
from typing import Any

from reference.numbers import AccountId, Hash
from reference.wire.attestation import AttestationBytes
from reference.wire.chip_identity import BatchNumber, Serial
from reference.wire.endorsement import EndorsementBytes


@dataclass(frozen=True, slots=True)
class ManufacturerRegister:
    """Kind 45: the sender becomes a manufacturer of chips, against a deposit."""

    root: AccountId
    """The account of the key that will sign its endorsements."""

    metadata: Hash
    """Of what it says of itself, as it publishes it."""


@dataclass(frozen=True, slots=True)
class ManufacturerRoot:
    """Kind 46: the sender's endorsements are signed by another key from now on."""

    root: AccountId
    """The account of that key."""


@dataclass(frozen=True, slots=True)
class ManufacturerRevoke:
    """Kind 47: the sender no longer stands by any of its chips."""


@dataclass(frozen=True, slots=True)
class ManufacturerClose:
    """Kind 48: the sender takes its deposit back."""


@dataclass(frozen=True, slots=True)
class BatchRevoke:
    """Kind 49: the sender no longer stands by the chips of a batch."""

    batch: BatchNumber
    """Which of its batches."""


@dataclass(frozen=True, slots=True)
class ChipRevoke:
    """Kind 50: the sender no longer stands by a chip, registered or not."""

    serial: Serial
    """Which of its chips."""


@dataclass(frozen=True, slots=True)
class ChipRegister:
    """Kind 51: the sender registers a chip as its own, and binds it to a node."""

    endorsement: EndorsementBytes
    """The manufacturer's word for the chip."""

    attestation: AttestationBytes
    """The chip's and the node's agreement."""


@dataclass(frozen=True, slots=True)
class ChipBind:
    """Kind 52: the sender binds a chip that it owns, or that is offered to it, to the node of a new attestation: the same or another."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""

    attestation: AttestationBytes
    """The chip's and the node's agreement."""


@dataclass(frozen=True, slots=True)
class ChipOffer:
    """Kind 53: the sender offers a chip of its own to another account."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""

    successor: AccountId
    """Who may take it; 32 zero bytes for nobody."""


@dataclass(frozen=True, slots=True)
class ChipSuspend:
    """Kind 54: the sender takes a chip of its own out of service, or back into it."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""

    suspended: bool
    """Whether it is out of service from now on."""


@dataclass(frozen=True, slots=True)
class ChipRetire:
    """Kind 55: the sender gives up a chip of its own for good, and frees the node."""

    manufacturer: AccountId
    """Whose chip."""

    serial: Serial
    """Which."""


IdentityBody = (
    ManufacturerRegister
    | ManufacturerRoot
    | ManufacturerRevoke
    | ManufacturerClose
    | BatchRevoke
    | ChipRevoke
    | ChipRegister
    | ChipBind
    | ChipOffer
    | ChipSuspend
    | ChipRetire
)
"""What a transaction of a manufacturer or of a chip's owner asks for."""

IDENTITY_KINDS: dict[type[Any], int] = {
    ManufacturerRegister: 45,
    ManufacturerRoot: 46,
    ManufacturerRevoke: 47,
    ManufacturerClose: 48,
    BatchRevoke: 49,
    ChipRevoke: 50,
    ChipRegister: 51,
    ChipBind: 52,
    ChipOffer: 53,
    ChipSuspend: 54,
    ChipRetire: 55,
}
"""The kind of each body."""
