"""Recoveries: what token-holders sign when the set of agents can no longer finalise anything."""

from dataclasses import dataclass

from cbor2 import dumps

from reference.numbers import MAX_UINT64, AccountId, Epoch, Hash
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, unsigned
from reference.wire.envelope import decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import check_key, thumbprint
from reference.wire.signature import verify


@dataclass(frozen=True, slots=True)
class Recovery:
    """A new set of agents, from a named checkpoint on. The signer itself is not a field: it is the account of the key that signed."""

    chain: Hash
    """The chain that goes on."""

    epoch: Epoch
    """The epoch of the checkpoint that it goes on from."""

    hash: Hash
    """The hash of that checkpoint's block."""

    members: Hash
    """The hash of the new set (rule ERA-1)."""


@dataclass(frozen=True, slots=True)
class SealedRecovery:
    """A recovery whose signature was verified."""

    recovery: Recovery
    """What was signed."""

    signer: AccountId
    """The account of the key that signed."""


@procedure("WIRE-15")
def authenticate_recovery(data: bytes) -> SealedRecovery:
    """The recovery that an envelope encodes, once it is known that its signer signed it.

    The checks in their order: the form, of the envelope and the payload (`MALFORMED`); the key (`KEY_INVALID`); the
    signature (`SIGNATURE_NOT_CANONICAL`, `SIGNATURE_INVALID`).
    """
    envelope = decode_envelope(data)
    recovery = decode_recovery(envelope.payload)
    check_key(envelope.key)
    verify(envelope.key, signed_bytes(envelope.key, envelope.payload, Tag.RECOVERY), envelope.signature)
    return SealedRecovery(recovery, thumbprint(envelope.key))


@procedure("WIRE-15")
def decode_recovery(payload: bytes) -> Recovery:
    """The recovery that a payload encodes. Rejects everything that `encode_recovery` does not make with `MALFORMED`."""
    chain, epoch, block, members = array(decode_fields(payload), 4)
    return Recovery(byte_string(chain, 32), unsigned(epoch, MAX_UINT64), byte_string(block, 32), byte_string(members, 32))


def encode_recovery(recovery: Recovery) -> bytes:
    """A recovery's payload: `[chain, epoch, hash, members]`."""
    return dumps([recovery.chain, recovery.epoch, recovery.hash, recovery.members])
