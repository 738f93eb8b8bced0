"""Sealing against the vectors of RFC 9180, against the library's own HPKE, and against Wycheproof's keys of small order."""

import json
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.data.hpke import MAX_SEALED_BYTES, decapsulate, derive_pair, encapsulate, open_sealed, schedule_keys, seal
from vectors.sealing import SMALL_ORDER

RFC = Path(cryptography_vectors.__file__).parent / "HPKE" / "test-vectors.json"
BASE_X25519_SHA256 = {"mode": 0, "kem_id": 0x0020, "kdf_id": 0x0001}
LIBRARY = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

secrets = st.binary(min_size=32, max_size=32)


def of_the_rfc() -> list[dict[str, Any]]:
    """The vectors of base mode with our KEM and KDF, one for each AEAD."""
    return [each for each in json.loads(RFC.read_text()) if all(each[name] == number for name, number in BASE_X25519_SHA256.items())]


def test_there_are_vectors_of_every_aead() -> None:
    assert sorted(each["aead_id"] for each in of_the_rfc()) == [1, 2, 3, 0xFFFF]


@pytest.mark.parametrize("vector", of_the_rfc(), ids=lambda vector: f"aead {vector['aead_id']}")
def test_pairs_and_secrets_are_those_of_the_rfc(vector: dict[str, Any]) -> None:
    known = {name: bytes.fromhex(text) for name, text in vector.items() if isinstance(text, str)}
    recipient, ephemeral = derive_pair(known["ikmR"]), derive_pair(known["ikmE"])
    assert (recipient.secret, recipient.key) == (known["skRm"], known["pkRm"])
    assert (ephemeral.secret, ephemeral.key) == (known["skEm"], known["pkEm"])
    made = encapsulate(ephemeral.secret, recipient.key)
    assert (made.shared, made.encapsulated) == (known["shared_secret"], known["enc"])
    assert decapsulate(made.encapsulated, recipient.secret) == known["shared_secret"]


def test_keys_and_the_first_message_are_those_of_the_rfc() -> None:
    (vector,) = [each for each in of_the_rfc() if each["aead_id"] == 3]
    known = {name: bytes.fromhex(text) for name, text in vector.items() if isinstance(text, str)}
    first = {name: bytes.fromhex(text) for name, text in vector["encryptions"][0].items()}
    keys = schedule_keys(known["shared_secret"], known["info"])
    assert (keys.key, keys.nonce) == (known["key"], known["base_nonce"])
    sealed = seal(known["skEm"], known["pkRm"], known["info"], first["aad"], first["pt"])
    assert (sealed.encapsulated, sealed.ciphertext) == (known["enc"], first["ct"])
    assert open_sealed(known["skRm"], known["enc"], known["info"], first["aad"], first["ct"]) == first["pt"]


@given(secrets, secrets, st.binary(max_size=256), st.binary(max_size=MAX_SEALED_BYTES))
def test_the_library_opens_what_is_sealed_here_and_the_other_way_round(entropy: bytes, ephemeral: bytes, info: bytes, message: bytes) -> None:
    """The library takes no associated data and draws its own ephemeral key."""
    pair = derive_pair(entropy)
    sealed = seal(ephemeral, pair.key, info, b"", message)
    assert LIBRARY.decrypt(sealed.encapsulated + sealed.ciphertext, X25519PrivateKey.from_private_bytes(pair.secret), info) == message
    theirs = LIBRARY.encrypt(message, X25519PublicKey.from_public_bytes(pair.key), info)
    assert open_sealed(pair.secret, theirs[:32], info, b"", theirs[32:]) == message


@given(secrets, secrets, st.binary(max_size=64), st.binary(max_size=64), st.data())
def test_a_seal_opens_for_nothing_else(entropy: bytes, ephemeral: bytes, associated: bytes, message: bytes, data: st.DataObject) -> None:
    pair = derive_pair(entropy)
    sealed = seal(ephemeral, pair.key, b"sale", associated, message)
    bit = data.draw(st.integers(0, 8 * len(sealed.ciphertext) - 1))
    altered = (int.from_bytes(sealed.ciphertext, "big") ^ (1 << bit)).to_bytes(len(sealed.ciphertext), "big")
    for wrong in (
        (pair.secret, sealed.encapsulated, b"sale", associated, altered),
        (pair.secret, sealed.encapsulated, b"sale", associated + b"!", sealed.ciphertext),
        (pair.secret, sealed.encapsulated, b"sales", associated, sealed.ciphertext),
    ):
        with pytest.raises(Reject) as refused:
            open_sealed(*wrong)
        assert refused.value.code is Code.SEAL_BROKEN


@pytest.mark.parametrize("key", SMALL_ORDER.values(), ids=SMALL_ORDER)
@given(secrets)
def test_keys_that_share_one_secret_with_everybody_are_refused(key: bytes, secret: bytes) -> None:
    for attempt in (lambda: encapsulate(secret, key), lambda: decapsulate(key, secret)):
        with pytest.raises(Reject) as refused:
            attempt()
        assert refused.value.code is Code.SEALING_KEY_INVALID
