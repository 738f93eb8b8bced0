"""Public keys: their records, their encoding as COSE_Key, what makes one valid, and the account that each is.

Two algorithms: Ed25519, and P-256 because many secure elements have nothing else.
"""

from dataclasses import dataclass
from enum import Enum, unique
from hashlib import sha256
from typing import Annotated, Final

from reference.codes import Code, Reject
from reference.construction import quickly_made
from reference.numbers import AccountId, Length
from reference.rules import procedure
from reference.wire.cbor import encode

Coordinate = Annotated[bytes, Length(32, 32)]
"""A coordinate of a point: little-endian for Ed25519, where its highest bit is the sign of the other; big-endian for P-256."""


@unique
class Algorithm(Enum):
    """A signature algorithm, by its number in the COSE registry (RFC 9053, section 2)."""

    EDDSA = -8
    """EdDSA with Ed25519 (RFC 8032)."""
    ES256 = -7
    """ECDSA on P-256 with SHA-256 (FIPS 186-5)."""


# Python 3.11 looks a member up by running code, so these two, which every envelope has one of, are looked up once.
EDDSA: Final = Algorithm.EDDSA
ES256: Final = Algorithm.ES256


@quickly_made
@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key as it travels; whether it is valid is another question (rule WIRE-7)."""

    algorithm: Algorithm
    """The only algorithm that the key is for."""

    x: Coordinate
    """For EdDSA the encoded point of RFC 8032; for ES256 the point's first coordinate."""

    y: Coordinate | None
    """For ES256 the point's second coordinate; None for EdDSA."""


ED25519_PRIME = 2**255 - 19
"""The prime of the field of Ed25519."""

_Y_BITS = 2**255 - 1
"""Selects y from an encoded point, whose highest bit is the sign of x."""

_ORDER_EIGHT = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER_Y = frozenset((0, 1, ED25519_PRIME - 1, _ORDER_EIGHT, ED25519_PRIME - _ORDER_EIGHT))
"""The y coordinates of the eight points whose order divides 8: of order 4, 1, 2, 8 and 8. Both signs of x share one."""

P256_PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1
"""The prime of the field of P-256."""

P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
"""The constant term of P-256's equation, y^2 = x^3 - 3x + b."""

# A COSE_Key of each kind has one possible form, in which only the coordinates vary (RFC 9053, section 7): labels 1 for
# the key type, -1 for the curve, -2 and -3 for the coordinates.
_ED25519_BEFORE_X = encode({1: 1, -1: 6, -2: bytes(32)})[:-32]
_P256_BEFORE_X = encode({1: 2, -1: 1, -2: bytes(32), -3: bytes(32)})[:-67]
_P256_BEFORE_Y = encode({1: 2, -1: 1, -2: bytes(32), -3: bytes(32)})[-35:-32]


def encode_key(key: PublicKey) -> bytes:
    """A key's COSE_Key: a deterministic map of its required parameters and nothing else."""
    if key.y is None:
        return _ED25519_BEFORE_X + key.x
    return _P256_BEFORE_X + key.x + _P256_BEFORE_Y + key.y


def decode_key(data: bytes) -> PublicKey:
    """The key that a COSE_Key holds. Rejects whatever `encode_key` does not make with `MALFORMED`."""
    key = key_at_end(data, EDDSA if data.startswith(_ED25519_BEFORE_X) else ES256)
    if encode_key(key) != data:
        raise Reject(Code.MALFORMED)
    return key


def key_at_end(data: bytes, algorithm: Algorithm) -> PublicKey:
    """The key whose COSE_Key ends `data`, taken from where its coordinates must be.

    The caller encodes it again and compares, so that what stands around the coordinates is checked as well.
    """
    if algorithm is EDDSA:
        return PublicKey(algorithm, data[-32:], None)
    return PublicKey(algorithm, data[-67:-35], data[-32:])


@procedure("WIRE-6")
def thumbprint(key: PublicKey) -> AccountId:
    """The account of a key: its COSE Key Thumbprint with SHA-256 (RFC 9679).

    It is the plain SHA-256 of the COSE_Key, without a domain tag, so that any implementation of the standard finds it.
    """
    return sha256(encode_key(key)).digest()


@procedure("WIRE-7")
def check_key(key: PublicKey) -> None:
    """Check that a key is one that every correct library treats alike. Rejects with `KEY_INVALID`.

    Ed25519: the encoding is canonical and the point's order is not small, or one signature would verify for many
    messages. That the point is on the curve is not checked: a key that is not verifies nothing. P-256: the
    coordinates are canonical and satisfy the curve's equation, which the point at infinity, having none, cannot.
    """
    if key.y is None:
        valid = is_proper_point(key.x)
    else:
        x = int.from_bytes(key.x, "big")
        y = int.from_bytes(key.y, "big")
        valid = x < P256_PRIME and y < P256_PRIME and (y * y - x * x * x + 3 * x - P256_B) % P256_PRIME == 0
    if not valid:
        raise Reject(Code.KEY_INVALID)


def is_proper_point(encoding: Coordinate) -> bool:
    """Whether an Ed25519 point is encoded canonically (y below the field's prime) and is none of the eight of small order.

    The two encodings that RFC 8032 forbids for their sign (x = 0 with the sign set) are of small order as well.
    """
    y = int.from_bytes(encoding, "little") & _Y_BITS
    return y < ED25519_PRIME and y not in SMALL_ORDER_Y
