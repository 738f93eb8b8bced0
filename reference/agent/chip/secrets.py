"""The chip's secret: how it comes from entropy, the key that follows from it, and signing. Nothing else in the chip reads the seed."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reference.agent.chip.records import Entropy, Seed
from reference.numbers import AccountId, Hash
from reference.rules import procedure
from reference.wire.envelope import Envelope, encode_envelope, signed_bytes
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.keys import EDDSA, PublicKey, thumbprint


@procedure("DEVICE-6")
def make_seed(entropy: Entropy) -> Seed:
    """The secret of a chip's key."""
    return tagged_hash(Tag.CHIP_SEED, entropy)


@procedure("DEVICE-6")
def make_nonce(entropy: Entropy) -> Hash:
    """A nonce to ask with. Its tag is its own, so that it says nothing about a secret, even from the same entropy."""
    return tagged_hash(Tag.FRESH_NONCE, entropy)


def public_key(seed: Seed) -> PublicKey:
    """The key that everybody may know."""
    return PublicKey(EDDSA, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw(), None)


def account_of(seed: Seed) -> AccountId:
    """The account of the chip's key."""
    return thumbprint(public_key(seed))


def seal_with(seed: Seed, payload: bytes, use: Tag) -> bytes:
    """The envelope of a payload under the chip's signature, which is deterministic (RFC 8032)."""
    key = public_key(seed)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(signed_bytes(key, payload, use))
    return encode_envelope(Envelope(key, payload, signature))
