"""What the transactions that register types of services ask for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from reference.numbers import Hash, Length

ServiceName = Annotated[str, Length(1, 16)]
"""What people call a type of service, or its unit."""


class Confirmation(IntEnum):
    """What shows that a service was delivered."""

    NONE = 0
    """There is no such type of service."""
    METERED = 1
    """Receipts that both chips have signed."""
    AUDITED = 2
    """Receipts, and the answers to audits of what is stored."""
    COMPUTED = 3
    """The hash of the result, by the majority of several providers."""


@dataclass(frozen=True, slots=True)
class ServiceRegister:
    """Kind 56: the sender registers a type of service, against a fee for good."""

    name: ServiceName
    """What people call it."""

    unit: ServiceName
    """What one unit of it is."""

    confirmation: Confirmation
    """What shows that it was delivered."""

    metadata: Hash
    """Of what says the rest: how it is delivered, and how its meter counts."""


ServiceBody = ServiceRegister
"""What a transaction that registers a type of service asks for."""

SERVICE_KINDS: dict[type[Any], int] = {ServiceRegister: 56}
"""The kind of each body."""
