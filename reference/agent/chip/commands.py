"""What a row of the command table is, and what every command answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from reference.agent.chip.records import Device, Injected, LifeStage, NonVolatile, Volatile
from reference.codes import Code


class Signer(Enum):
    """Whose signature a command needs."""

    NOBODY = auto()
    """None: whoever has the chip before it may ask."""
    WHOEVER = auto()
    """That of whoever becomes the owner by it."""
    OWNER = auto()
    """The owner's."""
    MAKER_TOO = auto()
    """The owner's or the manufacturer's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command that is not refused comes to."""

    fields: tuple[Any, ...]
    """What the response holds after the 0, as CBOR data."""

    non_volatile: NonVolatile | None
    """What is written, before the response leaves; None where nothing is."""

    volatile: Volatile
    """What the chip has in its volatile memory then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is carried out on."""

    device: Device
    """The chip."""

    fields: Any
    """The command's record."""

    injected: Injected
    """Entropy and clock."""

    signer: bytes
    """The account of whoever has signed the command; nothing where it is not signed."""


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the command table."""

    number: int
    """What the command begins with."""

    record: type[Any]
    """Its fields, in the order in which they travel."""

    stages: tuple[LifeStage, ...]
    """The stages in which it is legal."""

    signer: Signer
    """Whose signature it needs."""

    response: Mapping[str, Any]
    """What the response holds after the 0: names and types, in their order."""

    writes: bool
    """Whether it writes."""

    codes: tuple[Code, ...]
    """Why it may be refused beside what holds for every command, in the order of the checks."""


Answers = dict[type[Any], Callable[[Asked], Answer]]
"""What carries each command out, by its record. Rejects with the command's codes."""
