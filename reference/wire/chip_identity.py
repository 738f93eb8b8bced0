"""What a security chip is, as its manufacturer and the chip itself say it: the types that endorsements, attestations and the state share."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import MAX_UINT64, AccountId, Length, Range

Serial = Annotated[bytes, Length(32, 32)]
"""The 256 random bits of a chip's UEID of type RAND (RFC 9711, section 4.2.1). The UEID is the byte 0x01 and these."""

HardwareModel = Annotated[bytes, Length(8, 8)]
"""What a manufacturer numbers its models with: the claim `hwmodel`, of which RFC 9711 allows 1 to 32 bytes, always has 8 here."""

BatchNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells apart the batches in which a manufacturer makes its chips."""

Counter = Annotated[int, Range(0, MAX_UINT64)]
"""How many attestations a chip has signed, the one that says it included. It never falls and is never used twice."""


@dataclass(frozen=True, slots=True)
class ChipIdentity:
    """What a manufacturer says of a chip besides its serial."""

    chip: AccountId
    """The account of the chip's key (rule WIRE-6)."""

    model: HardwareModel
    """The hardware model."""

    batch: BatchNumber
    """The batch in which it was made."""

    production: bool
    """Whether it runs a production build. A test build takes its entropy and its clock from outside: its keys are worth nothing."""


NO_IDENTITY = ChipIdentity(chip=bytes(32), model=bytes(8), batch=0, production=False)
"""What is known of a chip that nobody has shown an endorsement of."""
