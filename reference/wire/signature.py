"""Signatures: one exact rule for each algorithm, because libraries differ at the edges and a chain may not."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from reference.codes import Code, Reject
from reference.rules import procedure
from reference.wire.keys import PublicKey, is_proper_point

SIGNATURE_BYTES = 64
"""The length of a signature of either algorithm."""

ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
"""The order of Ed25519's base point."""

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256's base point."""


@procedure("WIRE-8")
def verify(key: PublicKey, message: bytes, signature: bytes) -> None:
    """Check the signature of a message, 64 bytes, by a valid key (rule WIRE-7).

    Rejects with `SIGNATURE_NOT_CANONICAL`, then with `SIGNATURE_INVALID`.
    """
    check_signature(key, signature)
    verify_equation(key, message, signature)


@procedure("WIRE-8")
def check_signature(key: PublicKey, signature: bytes) -> None:
    """Check that a signature has the one form that the protocol knows. Rejects with `SIGNATURE_NOT_CANONICAL`.

    Refused is what has another form that would verify as well, and that on which libraries disagree. Ed25519: S is
    below the order, R canonical and not of small order. ES256: r and s are from 1 to the order, s in its lower half.
    """
    if key.y is None:
        canonical = int.from_bytes(signature[32:], "little") < ED25519_ORDER and is_proper_point(signature[:32])
    else:
        r, s = _r_and_s(signature)
        canonical = 0 < r < P256_ORDER and 0 < s <= P256_ORDER // 2
    if not canonical:
        raise Reject(Code.SIGNATURE_NOT_CANONICAL)


@procedure("WIRE-8")
def verify_equation(key: PublicKey, message: bytes, signature: bytes) -> None:
    """Check that a canonical signature verifies: the dear part. Rejects with `SIGNATURE_INVALID`.

    Ed25519 is RFC 8032, section 5.1.7, cofactorless; ES256 is FIPS 186-5, section 6.4.2, with SHA-256.
    """
    try:
        if key.y is None:
            Ed25519PublicKey.from_public_bytes(key.x).verify(signature, message)
        else:
            point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b"\x04" + key.x + key.y)
            point.verify(encode_dss_signature(*_r_and_s(signature)), message, ECDSA(SHA256()))
    except InvalidSignature:
        raise Reject(Code.SIGNATURE_INVALID) from None


def _r_and_s(signature: bytes) -> tuple[int, int]:
    return int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
