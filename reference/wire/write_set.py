"""What a contract call did to the state, told so that others can do it without executing the call."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from cbor2 import dumps

from reference.codes import Code, Reject
from reference.numbers import Length
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned
from reference.wire.event import Events, event_fields, read_events
from reference.wire.receipt import MAX_GAS, MAX_OUTCOME, Gas, Outcome
from reference.wire.scalar import Scalar, read_scalar

MAX_WRITE_KEY_BYTES = 128
"""The bytes of a key, which names a record of any table."""


@dataclass(frozen=True, slots=True)
class Write:
    """One record that a call changed."""

    key: Annotated[bytes, Length(1, MAX_WRITE_KEY_BYTES)]
    """Where the record is."""

    record: bytes
    """Its new bytes; none where it was removed, since no record has no bytes."""


@dataclass(frozen=True, slots=True)
class WriteSet:
    """All that a call did."""

    outcome: Outcome
    """0 where it succeeded, otherwise the number of the code that it failed with."""

    gas: Gas
    """What it used."""

    value: Scalar
    """The first value that it returned; nil where there is none, and where it failed."""

    events: Events
    """What it has told, in its order; nothing where it failed."""

    writes: tuple[Write, ...]
    """The records that it changed, in the order of their keys, each once; none where it failed."""


@procedure("WIRE-18")
def decode_write_set(data: bytes) -> WriteSet:
    """The write set that `data` encodes. Rejects with `MALFORMED` what `encode_write_set` does not make, and writes that do not ascend by their keys."""
    outcome, gas, value, events, writes = array(decode_fields(data), 5)
    return WriteSet(unsigned(outcome, MAX_OUTCOME), unsigned(gas, MAX_GAS), read_scalar(value), read_events(events), _read_writes(writes))


def encode_write_set(did: WriteSet) -> bytes:
    """A write set's bytes: `[outcome, gas, value, [[contract, name, value], ...], [[key, record], ...]]`."""
    return dumps([did.outcome, did.gas, did.value, event_fields(did.events), [[write.key, write.record] for write in did.writes]])


def _read_writes(value: object) -> tuple[Write, ...]:
    if type(value) is not list:
        raise Reject(Code.MALFORMED)
    writes = tuple(map(_read_write, value))
    if any(before.key >= after.key for before, after in pairwise(writes)):
        raise Reject(Code.MALFORMED)
    return writes


def _read_write(value: Any) -> Write:
    key, record = array(value, 2)
    if not 1 <= len(byte_string(key)) <= MAX_WRITE_KEY_BYTES:
        raise Reject(Code.MALFORMED)
    return Write(key, byte_string(record))
