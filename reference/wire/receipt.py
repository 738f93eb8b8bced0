"""Receipts: what became of each transaction of a block."""

from dataclasses import dataclass
from typing import Annotated

from cbor2 import dumps

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import MAX_AMOUNT, Amount, Hash, Range
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned
from reference.wire.event import Events, event_fields, read_events
from reference.wire.scalar import Scalar, read_scalar

MAX_OUTCOME = 2**16 - 1

MAX_GAS = 2**40
"""The most gas that any call may use, heavy ones too."""

Gas = Annotated[int, Range(0, MAX_GAS)]
"""What an execution has used of the work that was paid for."""

Outcome = Annotated[int, Range(0, MAX_OUTCOME)]
"""0 for success, otherwise the number of the code that the transaction failed with."""


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """What the receipt of a contract call says besides."""

    gas: Gas
    """What it used; 0 where it failed before its program ran."""

    value: Scalar
    """The first value that it returned; nil where there is none, and where it failed."""

    events: Events
    """What it has told, in its order; nothing where it failed."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome of one included transaction."""

    transaction: Hash
    """The transaction's identifier."""

    outcome: Outcome
    """0, or a code's number. A reader keeps a number that it does not know: later versions have more codes."""

    fee: Amount
    """SSP units that the sender paid, whatever the outcome."""

    call: CallOutcome | None = None
    """What a contract call came to; nothing for any other transaction."""


@procedure("WIRE-12")
def decode_receipt(data: bytes) -> Receipt:
    """The receipt that `data` encodes. Rejects everything that `encode_receipt` does not make with `MALFORMED`."""
    parts = decode_fields(data)
    if type(parts) is not list or len(parts) not in (3, 4):
        raise Reject(Code.MALFORMED)
    transaction, outcome, fee, *called = parts
    call = _read_call(called[0]) if called else None
    return Receipt(byte_string(transaction, 32), unsigned(outcome, MAX_OUTCOME), unsigned(fee, MAX_AMOUNT), call)


def encode_receipt(receipt: Receipt) -> bytes:
    """A receipt's bytes: `[transaction, outcome, fee]`, and of a call `[transaction, outcome, fee, [gas, value, [[contract, name, value], ...]]]`."""
    if receipt.call is None:
        return dumps([receipt.transaction, receipt.outcome, receipt.fee])
    call = receipt.call
    return dumps([receipt.transaction, receipt.outcome, receipt.fee, [call.gas, call.value, event_fields(call.events)]])


def _read_call(value: object) -> CallOutcome:
    gas, returned, events = array(value, 3)
    return CallOutcome(unsigned(gas, MAX_GAS), read_scalar(returned), read_events(events))
