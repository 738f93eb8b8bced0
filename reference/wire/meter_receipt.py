"""Meter receipts: how much of a service was delivered, as both chips have signed it: two envelopes over the same bytes."""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash, Length, Range, Slot
from reference.rules import procedure
from reference.wire.cbor import decode, encode
from reference.wire.envelope import Envelope, decode_envelope, signed_bytes
from reference.wire.fields import plain_fields, reader_of
from reference.wire.hashing import Tag
from reference.wire.keys import check_key, thumbprint
from reference.wire.listing_bodies import Quantity
from reference.wire.signature import verify

MAX_RECEIPT_BYTES = 256
"""The most bytes that a side's envelope may have; none that is valid has more than 245."""

ReceiptBytes = Annotated[bytes, Length(0, MAX_RECEIPT_BYTES)]
"""What is said to be a receipt under one side's signature."""

Sequence = Annotated[int, Range(0, 2**32 - 1)]
"""The receipts of an order are counted from 1; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class MeterReceipt:
    """What both sides sign. All of it is cumulative."""

    chain: Hash
    """The only chain on which the receipt counts."""

    order: Hash
    """The only order for which it counts."""

    sequence: Sequence
    """How many receipts of the order there were, this one included."""

    units: Quantity
    """The units that were delivered since the order began."""

    slot: Slot
    """The slot, known to both chips, in which it was read."""

    last: bool
    """Whether both agree that no other follows: nothing more is delivered."""


@dataclass(frozen=True, slots=True)
class Metered:
    """A receipt whose signatures are both right, and who made them."""

    receipt: MeterReceipt
    """What was signed."""

    provider: AccountId
    """The account of the key that signed as the one who delivers: whether it is the order's provider is another question (rule RECEIPT-3)."""

    consumer: AccountId
    """The account of the key that signed as the one who pays."""


_read = reader_of(MeterReceipt)


def encode_meter_receipt(receipt: MeterReceipt) -> bytes:
    """A receipt's payload: the array of its fields."""
    return encode(plain_fields(receipt))


@procedure("RECEIPT-1")
def decode_meter_receipt(payload: bytes) -> MeterReceipt:
    """The receipt that a payload says. Rejects everything that `encode_meter_receipt` does not make with `MALFORMED`."""
    return _read(decode(payload))


@procedure("RECEIPT-2")
def authenticate_meter_receipt(by_provider: ReceiptBytes, by_consumer: ReceiptBytes) -> Metered:
    """What both sides have signed, once it is known that the keys which their envelopes name signed it, and both the same bytes.

    Rejects with `MALFORMED`, where one has more than 256 bytes or is no envelope, the payloads differ, or are no receipt; then with `KEY_INVALID`
    and the codes of WIRE-8, for the provider and then for the consumer.
    """
    if max(len(by_provider), len(by_consumer)) > MAX_RECEIPT_BYTES:
        raise Reject(Code.MALFORMED)
    given, taken = decode_envelope(by_provider), decode_envelope(by_consumer)
    if given.payload != taken.payload:
        raise Reject(Code.MALFORMED)
    receipt = decode_meter_receipt(given.payload)
    _verify(given)
    _verify(taken)
    return Metered(receipt=receipt, provider=thumbprint(given.key), consumer=thumbprint(taken.key))


def _verify(envelope: Envelope) -> None:
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.METER_RECEIPT), envelope.signature)
