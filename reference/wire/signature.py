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

    Rejects with `SIGNATURE_NOT_CANONICAL` what has another form that would verify as well or on which libraries
    disagree, and with `SIGNATURE_INVALID` what does not verify.
    """
    if key.y is None:
        _verify_ed25519(key.x, message, signature)
    else:
        _verify_es256(b"\x04" + key.x + key.y, message, signature)


def _verify_ed25519(key: bytes, message: bytes, signature: bytes) -> None:
    """RFC 8032, section 5.1.7, cofactorless: S below the order, R canonical and not of small order."""
    if int.from_bytes(signature[32:], "little") >= ED25519_ORDER or not is_proper_point(signature[:32]):
        raise Reject(Code.SIGNATURE_NOT_CANONICAL)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        raise Reject(Code.SIGNATURE_INVALID) from None


def _verify_es256(key: bytes, message: bytes, signature: bytes) -> None:
    """FIPS 186-5, section 6.4.2, on r and s of 32 bytes each: both from 1 to the order, and s in its lower half."""
    r = int.from_bytes(signature[:32], "big")
    s = int.from_bytes(signature[32:], "big")
    if not 0 < r < P256_ORDER or not 0 < s <= P256_ORDER // 2:
        raise Reject(Code.SIGNATURE_NOT_CANONICAL)
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key).verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except InvalidSignature:
        raise Reject(Code.SIGNATURE_INVALID) from None
