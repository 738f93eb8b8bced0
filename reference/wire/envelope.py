"""Envelopes: how everything that is signed travels, a COSE_Sign1 that carries its signer's key (RFC 9052)."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.rules import procedure
from reference.wire.cbor import array, byte_string, decode_fields, encode, encode_byte_string
from reference.wire.hashing import Tag
from reference.wire.keys import Algorithm, PublicKey, encode_key, key_at_end
from reference.wire.signature import SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, the key that is said to have signed it, and the signature; nothing of it is verified yet."""

    key: PublicKey
    """The signer's key."""

    payload: bytes
    """What is signed, opaque here."""

    signature: bytes
    """64 bytes."""


COSE_SIGN1 = b"\xd2"
"""CBOR tag 18 (RFC 9052, section 4.2), the only one of the protocol."""

# A protected header is {1: algorithm, 15: {8: {1: COSE_Key}}}: label 15 holds CWT claims (RFC 9597), of which 8 is the
# confirmation claim, and its member 1 a key (RFC 8747). Only the key at its end varies.
_EDDSA_BEFORE_KEY = encode({1: Algorithm.EDDSA.value, 15: {8: {1: 0}}})[:-1]
_ES256_BEFORE_KEY = encode({1: Algorithm.ES256.value, 15: {8: {1: 0}}})[:-1]


@procedure("WIRE-5")
def decode_envelope(data: bytes) -> Envelope:
    """The envelope that `data` encodes. Rejects everything that `encode_envelope` does not make with `MALFORMED`.

    The tag is compared, not interpreted; the unprotected header, which no signature covers, must be empty.
    """
    if not data.startswith(COSE_SIGN1):
        raise Reject(Code.MALFORMED)
    protected, unprotected, payload, signature = array(decode_fields(data[1:]), 4)
    if unprotected != {}:
        raise Reject(Code.MALFORMED)
    return Envelope(decode_protected_header(byte_string(protected)), byte_string(payload), byte_string(signature, SIGNATURE_BYTES))


def encode_envelope(envelope: Envelope) -> bytes:
    """An envelope's bytes: `18([protected header, {}, payload, signature])`."""
    return COSE_SIGN1 + encode([encode_protected_header(envelope.key), {}, envelope.payload, envelope.signature])


def encode_protected_header(key: PublicKey) -> bytes:
    """The header that the signature covers: the algorithm and the signer's key."""
    return (_EDDSA_BEFORE_KEY if key.y is None else _ES256_BEFORE_KEY) + encode_key(key)


def decode_protected_header(data: bytes) -> PublicKey:
    """The signer's key. Rejects whatever `encode_protected_header` does not make with `MALFORMED`."""
    key = key_at_end(data, Algorithm.EDDSA if data.startswith(_EDDSA_BEFORE_KEY) else Algorithm.ES256)
    if encode_protected_header(key) != data:
        raise Reject(Code.MALFORMED)
    return key


def signed_bytes(key: PublicKey, payload: bytes, use: Tag) -> bytes:
    """What the signature is over: `["Signature1", protected header, use, payload]` (RFC 9052, section 4.4).

    `use` is COSE's external additional data: it does not travel, and a signature made for one use never verifies
    for another.
    """
    protected = encode_byte_string(encode_protected_header(key))
    return b"\x84\x6aSignature1" + protected + encode_byte_string(use.text) + encode_byte_string(payload)
