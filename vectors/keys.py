"""The published test keys, and the signing that vectors, tests and benchmarks need.

Anybody can derive these keys from their labels: they are for tests, and worth nothing on a chain that matters. All
signatures are deterministic, so that what is generated from them is the same bytes wherever it is generated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from reference.numbers import AccountId
from reference.wire.attestation import ChipClaims, encode_chip_claims
from reference.wire.block import Block, Header, encode_block, encode_header
from reference.wire.endorsement import Endorsement, encode_endorsement
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.host_attestation import HostClaims, encode_host_claims
from reference.wire.keys import Algorithm, PublicKey, thumbprint
from reference.wire.meter_receipt import MeterReceipt, encode_meter_receipt
from reference.wire.recovery import Recovery, encode_recovery
from reference.wire.sample import Sample, encode_sample
from reference.wire.signature import P256_ORDER
from reference.wire.transaction import Transaction, encode_transaction
from reference.wire.vote import FinalityVote, encode_vote


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A test key: whoever knows the label knows the secret."""

    label: str
    """What the secret was derived from."""

    secret: bytes
    """32 bytes: the seed of RFC 8032, or the private scalar of P-256, big-endian."""

    public: PublicKey
    """The public key."""

    account: AccountId
    """The account of the public key."""


@cache
def key_pair(label: str, algorithm: Algorithm = Algorithm.EDDSA) -> KeyPair:
    """The test key of a label: its secret is SHA-256 of `smartshare test key: <algorithm in lower case>: <label>`.

    For ES256 the digest, as a big-endian integer, is reduced to 1..n-1, n being the order of P-256.
    """
    digest = sha256(f"smartshare test key: {algorithm.name.lower()}: {label}".encode()).digest()
    if algorithm is Algorithm.EDDSA:
        secret = digest
        public = PublicKey(algorithm, Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw(), None)
    else:
        scalar = int.from_bytes(digest, "big") % (P256_ORDER - 1) + 1
        secret = scalar.to_bytes(32, "big")
        point = _es256_private_key(secret).public_key().public_numbers()
        public = PublicKey(algorithm, point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big"))
    return KeyPair(label, secret, public, thumbprint(public))


def sign(pair: KeyPair, message: bytes) -> bytes:
    """The signature of a message, 64 bytes: RFC 8032's, or ECDSA with RFC 6979's nonce and s in the lower half of the order (rule WIRE-8)."""
    if pair.public.algorithm is Algorithm.EDDSA:
        return Ed25519PrivateKey.from_private_bytes(pair.secret).sign(message)
    r, s = decode_dss_signature(_es256_private_key(pair.secret).sign(message, ECDSA(SHA256(), deterministic_signing=True)))
    return r.to_bytes(32, "big") + min(s, P256_ORDER - s).to_bytes(32, "big")


def seal(pair: KeyPair, payload: bytes, use: Tag) -> bytes:
    """The envelope of a payload, signed for a use (rule WIRE-5)."""
    return encode_envelope(Envelope(pair.public, payload, sign(pair, signed_bytes(pair.public, payload, use))))


def sign_transaction(pair: KeyPair, transaction: Transaction) -> bytes:
    """The bytes of a transaction that `pair` sends."""
    return seal(pair, encode_transaction(transaction), Tag.TRANSACTION)


def sign_header(pair: KeyPair, header: Header) -> bytes:
    """The envelope of a block header that `pair` produced."""
    return seal(pair, encode_header(header), Tag.BLOCK_HEADER)


def sign_vote(pair: KeyPair, vote: FinalityVote) -> bytes:
    """The envelope of a finality vote of `pair`."""
    return seal(pair, encode_vote(vote), Tag.FINALITY_VOTE)


def sign_recovery(pair: KeyPair, recovery: Recovery) -> bytes:
    """The envelope of a recovery that `pair` supports."""
    return seal(pair, encode_recovery(recovery), Tag.RECOVERY)


def sign_endorsement(pair: KeyPair, endorsement: Endorsement) -> bytes:
    """The envelope of an endorsement by the root `pair`."""
    return seal(pair, encode_endorsement(endorsement), Tag.ENDORSEMENT)


def sign_attestation(pair: KeyPair, claims: ChipClaims) -> bytes:
    """The envelope of an attestation of the chip `pair`."""
    return seal(pair, encode_chip_claims(claims), Tag.ATTESTATION)


def sign_host_attestation(pair: KeyPair, claims: HostClaims) -> bytes:
    """The envelope of what the host `pair` says of itself: what travels inside its chip's attestation."""
    return seal(pair, encode_host_claims(claims), Tag.HOST_ATTESTATION)


def sign_receipt(provider: KeyPair, consumer: KeyPair, receipt: MeterReceipt) -> tuple[bytes, bytes]:
    """The envelopes of a meter receipt, the provider's and the consumer's."""
    payload = encode_meter_receipt(receipt)
    return seal(provider, payload, Tag.METER_RECEIPT), seal(consumer, payload, Tag.METER_RECEIPT)


def sign_sample(chip: KeyPair, sample: Sample) -> bytes:
    """The envelope of a sample."""
    return seal(chip, encode_sample(sample), Tag.SAMPLE)


def seal_block(pair: KeyPair, header: Header, transactions: Sequence[bytes]) -> bytes:
    """The bytes of a block under a header that `pair` produced; whether the header fits the transactions is the caller's affair."""
    return encode_block(Block(sign_header(pair, header), tuple(transactions)))


def _es256_private_key(secret: bytes) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(secret, "big"), SECP256R1())
