"""Receipts: what became of each transaction of a block."""

from dataclasses import dataclass
from typing import Annotated

from cbor2 import dumps

from reference.construction import quickly_made
from reference.numbers import MAX_AMOUNT, Amount, Hash, Range
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned

MAX_OUTCOME = 2**16 - 1

Outcome = Annotated[int, Range(0, MAX_OUTCOME)]
"""0 for success, otherwise the number of the code that the transaction failed with."""


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


@procedure("WIRE-12")
def decode_receipt(data: bytes) -> Receipt:
    """The receipt that `data` encodes. Rejects everything that `encode_receipt` does not make with `MALFORMED`."""
    transaction, outcome, fee = array(decode_fields(data), 3)
    return Receipt(byte_string(transaction, 32), unsigned(outcome, MAX_OUTCOME), unsigned(fee, MAX_AMOUNT))


def encode_receipt(receipt: Receipt) -> bytes:
    """A receipt's bytes: `[transaction, outcome, fee]`."""
    return dumps([receipt.transaction, receipt.outcome, receipt.fee])
