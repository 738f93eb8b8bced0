"""What contracts tell whoever listens: the events of a call, as receipts and write sets carry them."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.codes import Code, Reject
from reference.numbers import AccountId, Length
from reference.wire.cbor import array, byte_string
from reference.wire.scalar import Scalar, read_scalar

MAX_EVENTS = 64
"""How many events the calls of one transaction may emit."""

MAX_NAME_BYTES = 40
"""The bytes of an event's name."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a contract has told."""

    contract: AccountId
    """Which contract."""

    name: Annotated[bytes, Length(1, MAX_NAME_BYTES)]
    """What it calls it."""

    value: Scalar
    """What it says of it."""


Events = Annotated[tuple[Event, ...], Length(0, MAX_EVENTS)]
"""The events of a transaction, in the order in which they were emitted."""


def read_events(value: object) -> Events:
    """Events from their decoded array. Rejects everything else with `MALFORMED`."""
    if type(value) is not list or len(value) > MAX_EVENTS:
        raise Reject(Code.MALFORMED)
    return tuple(map(_read_event, value))


def event_fields(events: Events) -> list[Any]:
    """Events as CBOR data: `[[contract, name, value], ...]`."""
    return [[event.contract, event.name, event.value] for event in events]


def _read_event(value: object) -> Event:
    contract, name, told = array(value, 3)
    if not 1 <= len(byte_string(name)) <= MAX_NAME_BYTES:
        raise Reject(Code.MALFORMED)
    return Event(byte_string(contract, 32), name, read_scalar(told))
