"""What a chip's host says of itself: an EAT (RFC 9711) that the host signs with the node's key, and that travels inside the chip's."""

from dataclasses import dataclass

from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash
from reference.rules import procedure
from reference.wire.cbor import encode


@dataclass(frozen=True, slots=True)
class HostClaims:
    """What the host signs with the node's key."""

    nonce: Hash
    """What it was asked with."""

    measurement: Hash
    """SHA-256 of what it runs."""

    chip: AccountId
    """The account of the chip that it says it has."""


_LABELS = {"nonce": 10, "measurements": 273, "chip": -65540}
"""The claims' keys: two of IANA's registry, and one below -65536, which it leaves to private use."""

# The claims' map has one possible form. A measurement is one entry of content format 42, which is a plain byte string.
_BEFORE_NONCE = b"\xa3" + encode(_LABELS["nonce"]) + b"\x58\x20"
_BEFORE_MEASUREMENT = encode(_LABELS["measurements"]) + b"\x81\x82\x18\x2a\x58\x20"
_BEFORE_CHIP = encode(_LABELS["chip"]) + b"\x58\x20"


def encode_host_claims(claims: HostClaims) -> bytes:
    """The payload of a host's token."""
    return _BEFORE_NONCE + claims.nonce + _BEFORE_MEASUREMENT + claims.measurement + _BEFORE_CHIP + claims.chip


@procedure("ATTEST-1")
def decode_host_claims(payload: bytes) -> HostClaims:
    """What a host's payload says. Rejects everything that `encode_host_claims` does not make with `MALFORMED`."""
    nonce_end = len(_BEFORE_NONCE) + 32
    measured_end = nonce_end + len(_BEFORE_MEASUREMENT) + 32
    claims = HostClaims(nonce=payload[nonce_end - 32 : nonce_end], measurement=payload[measured_end - 32 : measured_end], chip=payload[-32:])
    if encode_host_claims(claims) != payload:
        raise Reject(Code.MALFORMED)
    return claims
