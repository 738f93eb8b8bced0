"""What a chip does only when it is told by somebody whose key it knows: an order in an envelope, for this chip, in answer to its own nonce."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.agent.chip.lifecycle import check_order
from reference.agent.chip.records import Device
from reference.agent.chip.secrets import account_of
from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash, Length
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode, encode
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import check_key, thumbprint
from reference.wire.signature import verify

MAX_ORDER_BYTES = 640
"""The longest order: a chip has room for no longer one."""

OrderBytes = Annotated[bytes, Length(0, MAX_ORDER_BYTES)]
"""An order's envelope."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What an order says, and who signed it."""

    signer: AccountId
    """The account of the key that signed."""

    chip: AccountId
    """The chip that it is for."""

    nonce: Hash
    """What it answers."""

    asked: list[Any]
    """The number of the command, and its fields."""


def encode_order(chip: AccountId, nonce: Hash, asked: list[Any]) -> bytes:
    """An order's payload: `[chip, nonce, [number, ...]]`."""
    return encode([chip, nonce, asked])


@procedure("DEVICE-5")
def authenticate_order(data: OrderBytes) -> Ordered:
    """What an order says, once it is known that the key which it names signed it.

    Rejects with `MALFORMED`, where it is longer than 640 bytes or no order, `KEY_INVALID`, and the codes of WIRE-8.
    """
    if len(data) > MAX_ORDER_BYTES:
        raise Reject(Code.MALFORMED)
    envelope = decode_envelope(data)
    chip, nonce, asked = array(decode(envelope.payload), 3)
    if type(asked) is not list:
        raise Reject(Code.MALFORMED)
    named, answered = byte_string(chip, 32), byte_string(nonce, 32)
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.OWNER_ORDER), envelope.signature)
    return Ordered(thumbprint(envelope.key), named, answered, asked)


def obey(device: Device, ordered: Ordered, anchors: tuple[AccountId, AccountId]) -> None:
    """Check that the chip has to do what is ordered, by one of two anchors. Rejects with the codes of DEVICE-5."""
    chip = account_of(device.non_volatile.seed)
    check_order(ordered.signer, anchors[0], anchors[1], chip, ordered.chip, device.volatile.fresh_nonce, ordered.nonce)
