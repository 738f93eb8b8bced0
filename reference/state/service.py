"""Types of services: what one unit is, and what shows that it was delivered."""

from dataclasses import dataclass

from reference.numbers import Hash
from reference.wire.service_bodies import Confirmation, ServiceName


@dataclass(frozen=True, slots=True)
class Service:
    """The descriptor of a type of service. One that nobody has registered is not stored; none is ever removed or changed."""

    name: ServiceName
    """What people call it. Others may be called the same: its identifier tells them apart."""

    unit: ServiceName
    """What one unit of it is."""

    confirmation: Confirmation
    """What shows that it was delivered."""

    metadata: Hash
    """Of what says the rest: how it is delivered, and how its meter counts."""


NO_SERVICE = Service(name="?", unit="?", confirmation=Confirmation.NONE, metadata=bytes(32))
"""What a lookup of a type that nobody has registered yields."""
