"""What a contract call did to the state, told so that others can do it without executing the call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from reference.numbers import Range
from reference.wire.receipt import Outcome

Gas = Annotated[int, Range(0, 2**40)]
"""What an execution has used of the work that was paid for."""


@dataclass(frozen=True, slots=True)
class Execution:
    """What executing a call came to, as whatever executes it tells."""

    outcome: Outcome
    """0 where it succeeded, otherwise the number of the code that it failed with."""

    gas: Gas
    """What it used."""

    written: Mapping[bytes, bytes]
    """The last bytes that it wrote under each key; none where it removed the record."""


@dataclass(frozen=True, slots=True)
class Write:
    """One record that a call changed."""

    key: bytes
    """Where the record is."""

    record: bytes
    """Its new bytes; none where it was removed, since no record has no bytes."""


@dataclass(frozen=True, slots=True)
class WriteSet:
    """All that a call did."""

    outcome: Outcome
    """0 where it succeeded, otherwise the number of the code that it failed with."""

    gas: Gas
    """What it used, and so what it costs."""

    writes: tuple[Write, ...]
    """The records that it changed, in the order of their keys, each once; none where it failed."""
