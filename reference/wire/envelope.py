"""Envelopes: how everything that is signed travels, a COSE_Sign1 that carries its signer's key (RFC 9052)."""

from dataclasses import dataclass
from typing import Annotated

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import Length
from reference.rules import procedure
from reference.wire.cbor import encode, encode_byte_string
from reference.wire.hashing import Tag
from reference.wire.keys import EDDSA, ES256, PublicKey, encode_key, key_at_end

SignatureBytes = Annotated[bytes, Length(64, 64)]
"""A signature of either algorithm."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, the key that is said to have signed it, and the signature; nothing of it is verified yet."""

    key: PublicKey
    """The signer's key."""

    payload: bytes
    """What is signed, opaque here."""

    signature: SignatureBytes
    """The signature."""


COSE_SIGN1 = b"\xd2\x84"
"""CBOR tag 18 (RFC 9052, section 4.2), the only one of the protocol, and an array of four: compared, never interpreted."""

UNPROTECTED = b"\xa0"
"""The unprotected header, which no signature covers: the empty map."""

SIGNATURE1 = b"\x84\x6aSignature1"
"""How the signed bytes begin: an array of four, and its first element, the context."""

# A protected header is {1: algorithm, 15: {8: {1: COSE_Key}}}: label 15 holds CWT claims (RFC 9597), of which 8 is the
# confirmation claim, and its member 1 a key (RFC 8747). It travels as a byte string, and only the key at its end varies.
_EDDSA_BEFORE_KEY = b"\x58\x30" + encode({1: EDDSA.value, 15: {8: {1: 0}}})[:-1]
_ES256_BEFORE_KEY = b"\x58\x53" + encode({1: ES256.value, 15: {8: {1: 0}}})[:-1]

_EDDSA_HEADER_END = 52
_ES256_HEADER_END = 87
_LENGTH_BYTES = {b"\x58": 2, b"\x59": 3, b"\x5a": 5}


@procedure("WIRE-5")
def decode_envelope(data: bytes) -> Envelope:
    """The envelope that `data` encodes. Rejects everything that `encode_envelope` does not make with `MALFORMED`.

    Everything but the payload has a fixed length for each algorithm, so that every part is taken from where it must
    be. What was taken is encoded again and compared: nothing else can stand before, between or after the parts.
    """
    if data.startswith(_EDDSA_BEFORE_KEY, len(COSE_SIGN1)):
        algorithm, header_end = EDDSA, _EDDSA_HEADER_END
    else:
        algorithm, header_end = ES256, _ES256_HEADER_END
    length_start = header_end + len(UNPROTECTED)
    payload_start = length_start + _LENGTH_BYTES.get(data[length_start : length_start + 1], 1)
    envelope = Envelope(key_at_end(data[:header_end], algorithm), data[payload_start:-66], data[-64:])
    if encode_envelope(envelope) != data:
        raise Reject(Code.MALFORMED)
    return envelope


def encode_envelope(envelope: Envelope) -> bytes:
    """An envelope's bytes: `18([protected header, {}, payload, signature])`."""
    header = encode_header_string(envelope.key)
    return COSE_SIGN1 + header + UNPROTECTED + encode_byte_string(envelope.payload) + encode_byte_string(envelope.signature)


def encode_header_string(key: PublicKey) -> bytes:
    """The header that the signature covers, the algorithm and the signer's key, wrapped in a byte string."""
    return (_EDDSA_BEFORE_KEY if key.y is None else _ES256_BEFORE_KEY) + encode_key(key)


@procedure("WIRE-5")
def signed_bytes(key: PublicKey, payload: bytes, use: Tag) -> bytes:
    """What the signature is over: `["Signature1", protected header, use, payload]` (RFC 9052, section 4.4).

    `use` is COSE's external additional data: it does not travel, and a signature made for one use never verifies
    for another.
    """
    return SIGNATURE1 + encode_header_string(key) + encode_byte_string(use.text) + encode_byte_string(payload)
