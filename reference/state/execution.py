"""What whatever executes a contract call tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from reference.wire.event import Events
from reference.wire.receipt import Gas, Outcome
from reference.wire.scalar import Scalar


@dataclass(frozen=True, slots=True)
class Execution:
    """What executing a call came to, as whatever executes it tells."""

    outcome: Outcome
    """0 where it succeeded, otherwise the number of the code that it failed with."""

    gas: Gas
    """What it used."""

    written: Mapping[bytes, bytes]
    """The last bytes that it wrote under each key; none where it removed the record."""

    value: Scalar = None
    """The first value that it returned."""

    events: Events = ()
    """What it has told, in its order."""
