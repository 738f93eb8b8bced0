"""Sealing a secret to one reader: base mode of HPKE (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.

Written from its primitives, as firmware has to write it: whoever seals brings the ephemeral key, since a chip has its own source of entropy and a vector has
to fix it. A context seals one message only, so that the sequence number is always 0 and the nonce the base nonce. No derived key is longer than a hash, so
that HKDF's expansion is one block. Nothing is exported.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from reference.codes import Code, Reject
from reference.numbers import Length
from reference.rules import procedure
from reference.wire.access_bodies import SealingKey, SealingSecret

SharedSecret = Annotated[bytes, Length(32, 32)]
"""What both sides derive, and nobody else can."""

MAX_SEALED_BYTES = 1_024
"""The longest message that is sealed; a data key has 32 bytes."""

Message = Annotated[bytes, Length(0, MAX_SEALED_BYTES)]
"""What is sealed."""

TAG_BYTES = 16
"""How much longer a sealed message is: by the tag of Poly1305."""

Ciphertext = Annotated[bytes, Length(0, MAX_SEALED_BYTES + TAG_BYTES)]
"""What is claimed to be a sealed message."""

Context = Annotated[bytes, Length(0, 256)]
"""What both sides know besides, so that a message sealed for one purpose opens for no other."""

_KEM = b"KEM" + (0x0020).to_bytes(2, "big")
_SUITE = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (0x0020, 0x0001, 0x0003))
_BASE_MODE = b"\x00"


@dataclass(frozen=True, slots=True)
class SealingPair:
    """A pair of keys to seal to and to open with."""

    secret: SealingSecret
    """The private key."""

    key: SealingKey
    """The public key."""


@dataclass(frozen=True, slots=True)
class Encapsulation:
    """A secret shared with the holder of a key, and what tells it that secret."""

    shared: SharedSecret
    """The secret."""

    encapsulated: SealingKey
    """The ephemeral public key, from which the holder derives it."""


@dataclass(frozen=True, slots=True)
class KeySchedule:
    """What the one message of a context is encrypted with."""

    key: Annotated[bytes, Length(32, 32)]
    """The key of ChaCha20-Poly1305."""

    nonce: Annotated[bytes, Length(12, 12)]
    """The nonce of the first and only message."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A message that one key opens."""

    encapsulated: SealingKey
    """The ephemeral public key."""

    ciphertext: Annotated[bytes, Length(TAG_BYTES, MAX_SEALED_BYTES + TAG_BYTES)]
    """The encrypted message, and its tag."""


@procedure("HPKE-1")
def derive_pair(entropy: Annotated[bytes, Length(32, 64)]) -> SealingPair:
    """The pair of keys that is made of entropy, of which nobody else knows anything. Never rejects."""
    secret = _expand(_extract(b"dkp_prk" + entropy, _KEM), b"sk", 32, _KEM)
    return SealingPair(secret=secret, key=sealing_key(secret))


@procedure("HPKE-2")
def encapsulate(ephemeral: SealingSecret, recipient: SealingKey) -> Encapsulation:
    """A secret shared with whoever holds the private key of `recipient`.

    `ephemeral` is fresh: used once, and then forgotten. Rejects with `SEALING_KEY_INVALID`.
    """
    encapsulated = sealing_key(ephemeral)
    return Encapsulation(shared=_shared(_exchange(ephemeral, recipient), encapsulated, recipient), encapsulated=encapsulated)


@procedure("HPKE-3")
def decapsulate(encapsulated: SealingKey, secret: SealingSecret) -> SharedSecret:
    """The secret that the maker of an ephemeral key shares with the holder of a private key. Rejects with `SEALING_KEY_INVALID`."""
    return _shared(_exchange(secret, encapsulated), encapsulated, sealing_key(secret))


@procedure("HPKE-4")
def schedule_keys(shared: SharedSecret, info: Context) -> KeySchedule:
    """Key and nonce of the one message of a context. Never rejects."""
    context = _BASE_MODE + _extract(b"psk_id_hash", _SUITE) + _extract(b"info_hash" + info, _SUITE)
    secret = _extract(b"secret", _SUITE, salt=shared)
    return KeySchedule(key=_expand(secret, b"key" + context, 32, _SUITE), nonce=_expand(secret, b"base_nonce" + context, 12, _SUITE))


@procedure("HPKE-5")
def seal(ephemeral: SealingSecret, recipient: SealingKey, info: Context, associated: Context, message: Message) -> Sealed:
    """Seal a message to a key. Rejects with `SEALING_KEY_INVALID`."""
    made = encapsulate(ephemeral, recipient)
    keys = schedule_keys(made.shared, info)
    return Sealed(encapsulated=made.encapsulated, ciphertext=ChaCha20Poly1305(keys.key).encrypt(keys.nonce, message, associated))


@procedure("HPKE-6")
def open_sealed(secret: SealingSecret, encapsulated: SealingKey, info: Context, associated: Context, ciphertext: Ciphertext) -> Message:
    """Open a sealed message. Rejects with `SEALING_KEY_INVALID`, then `SEAL_BROKEN`."""
    keys = schedule_keys(decapsulate(encapsulated, secret), info)
    try:
        return ChaCha20Poly1305(keys.key).decrypt(keys.nonce, ciphertext, associated)
    except InvalidTag:
        raise Reject(Code.SEAL_BROKEN) from None


@procedure("HPKE-7")
def check_sealing_key(key: SealingKey) -> None:
    """Check that a key is none of small order, to which everybody could open what is sealed. Rejects with `SEALING_KEY_INVALID`.

    Every private key is a multiple of 8, so that with a key of small order any of them shares zero, and with another key none does.
    """
    _exchange(bytes(32), key)


def sealing_key(secret: SealingSecret) -> SealingKey:
    """The public key of a private one."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _exchange(secret: SealingSecret, key: SealingKey) -> bytes:
    try:
        return X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(key))
    except ValueError:
        raise Reject(Code.SEALING_KEY_INVALID) from None


def _shared(exchanged: bytes, encapsulated: SealingKey, recipient: SealingKey) -> SharedSecret:
    return _expand(_extract(b"eae_prk" + exchanged, _KEM), b"shared_secret" + encapsulated + recipient, 32, _KEM)


def _extract(labelled: bytes, suite: bytes, salt: bytes = b"") -> bytes:
    """`LabeledExtract`: `labelled` is the label and what is extracted from."""
    return hmac.digest(salt, b"HPKE-v1" + suite + labelled, sha256)


def _expand(secret: bytes, labelled: bytes, size: int, suite: bytes) -> bytes:
    """`LabeledExpand` to at most 32 bytes: `labelled` is the label and the context."""
    return hmac.digest(secret, size.to_bytes(2, "big") + b"HPKE-v1" + suite + labelled + b"\x01", sha256)[:size]
