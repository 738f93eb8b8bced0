"""Sealed messages: pairs from entropy, secrets shared and derived again, keys of a context, messages sealed and opened, and everything that breaks a seal."""

from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from reference.codes import Code
from reference.data.hpke import MAX_SEALED_BYTES, decapsulate, derive_pair, encapsulate, schedule_keys, seal
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees

BUYER, OTHER, EPHEMERAL = (derive_pair(bytes((number,)) * 32) for number in (1, 2, 3))
INFO, ASSOCIATED, DATA_KEY = b"info", b"sale", bytes(range(32))

SMALL_ORDER = {
    "zero": bytes(32),
    "one": b"\x01" + bytes(31),
    "of order eight": bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    "the other of order eight": bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    "minus one": b"\xec" + b"\xff" * 30 + b"\x7f",
    "the prime": b"\xed" + b"\xff" * 30 + b"\x7f",
    "the prime and one": b"\xee" + b"\xff" * 30 + b"\x7f",
    "zero with the highest bit": bytes(31) + b"\x80",
}
"""Public keys of which everybody knows what they share with anybody."""


def sealing_cases() -> list[Case]:
    """Calls of each procedure of sealing."""
    return [*_pairs(), *_encapsulations(), *_schedules(), *_seals(), *_openings()]


def _pairs() -> list[Case]:
    entropy = {"32 bytes of zero": bytes(32), "32 bytes": bytes(range(32)), "64 bytes": bytes(range(64)), "33 bytes": bytes(range(33))}
    return [_call("derive_pair", f"from {why}", entropy=given) for why, given in entropy.items()]


def _encapsulations() -> list[Case]:
    made = encapsulate(EPHEMERAL.secret, BUYER.key)
    masked = bytes((BUYER.secret[0] ^ 7,)) + BUYER.secret[1:31] + bytes((BUYER.secret[31] ^ 128,))
    highest = BUYER.key[:31] + bytes((BUYER.key[31] | 128,))
    return [
        _call("encapsulate", "for the buyer", ephemeral=EPHEMERAL.secret, recipient=BUYER.key),
        _call("encapsulate", "for another", ephemeral=EPHEMERAL.secret, recipient=OTHER.key),
        _call("encapsulate", "the same key with its highest bit set: the point is the same, the secret is not", ephemeral=EPHEMERAL.secret, recipient=highest),
        _call("encapsulate", "an ephemeral key of zeros: it is one", ephemeral=bytes(32), recipient=BUYER.key),
        *[_call("encapsulate", f"for a key: {why}", Code.SEALING_KEY_INVALID, ephemeral=EPHEMERAL.secret, recipient=key) for why, key in SMALL_ORDER.items()],
        _call("decapsulate", "what was made for the buyer", encapsulated=made.encapsulated, secret=BUYER.secret),
        _call("decapsulate", "with the bits changed that X25519 does not read", encapsulated=made.encapsulated, secret=masked),
        _call("decapsulate", "by another: another secret", encapsulated=made.encapsulated, secret=OTHER.secret),
        *[_call("decapsulate", f"a key: {why}", Code.SEALING_KEY_INVALID, encapsulated=key, secret=BUYER.secret) for why, key in SMALL_ORDER.items()],
    ]


def _schedules() -> list[Case]:
    shared = decapsulate(EPHEMERAL.key, BUYER.secret)
    infos = {"no context": b"", "a context": INFO, "another": b"infO", "the longest": bytes(256)}
    cases = [_call("schedule_keys", why, shared=shared, info=info) for why, info in infos.items()]
    return [*cases, _call("schedule_keys", "of another secret", shared=bytes(32), info=INFO)]


def _seals() -> list[Case]:
    given: dict[str, Any] = {"ephemeral": EPHEMERAL.secret, "recipient": BUYER.key, "info": INFO, "associated": ASSOCIATED}
    messages = {"a data key": DATA_KEY, "nothing": b"", "a byte": b"k", "the longest": bytes(MAX_SEALED_BYTES)}
    return [
        *[_call("seal", f"{why}", **given, message=message) for why, message in messages.items()],
        _call("seal", "without associated data", **{**given, "associated": b""}, message=DATA_KEY),
        _call("seal", "without a context", **{**given, "info": b""}, message=DATA_KEY),
        _call("seal", "to a key of small order", Code.SEALING_KEY_INVALID, **{**given, "recipient": bytes(32)}, message=DATA_KEY),
    ]


def _openings() -> list[Case]:
    sealed = seal(EPHEMERAL.secret, BUYER.key, INFO, ASSOCIATED, DATA_KEY)
    given: dict[str, Any] = {
        "secret": BUYER.secret,
        "encapsulated": sealed.encapsulated,
        "info": INFO,
        "associated": ASSOCIATED,
        "ciphertext": sealed.ciphertext,
    }
    broken: dict[str, dict[str, bytes]] = {
        "by another": {"secret": OTHER.secret},
        "under another ephemeral key": {"encapsulated": OTHER.key},
        "for another context": {"info": b"infO"},
        "with other associated data": {"associated": b"salE"},
        "with the context as associated data": {"info": ASSOCIATED, "associated": INFO},
        "its first bit altered": {"ciphertext": bytes((sealed.ciphertext[0] ^ 1,)) + sealed.ciphertext[1:]},
        "its last bit altered": {"ciphertext": sealed.ciphertext[:-1] + bytes((sealed.ciphertext[-1] ^ 1,))},
        "without its last byte": {"ciphertext": sealed.ciphertext[:-1]},
        "a byte longer": {"ciphertext": sealed.ciphertext + b"\0"},
        "nothing": {"ciphertext": b""},
        "shorter than a tag": {"ciphertext": bytes(15)},
        "the second message of a context": {"ciphertext": _second_message()},
    }
    empty = seal(EPHEMERAL.secret, BUYER.key, b"", b"", b"")
    return [
        _call("open_sealed", "a data key", **given),
        _call("open_sealed", "nothing, sealed", secret=BUYER.secret, encapsulated=empty.encapsulated, info=b"", associated=b"", ciphertext=empty.ciphertext),
        *[_call("open_sealed", why, Code.SEAL_BROKEN, **{**given, **change}) for why, change in broken.items()],
        _call("open_sealed", "under a key of small order: that is said first", Code.SEALING_KEY_INVALID, **{**given, "encapsulated": bytes(32), "info": b""}),
    ]


def _second_message() -> bytes:
    keys = schedule_keys(encapsulate(EPHEMERAL.secret, BUYER.key).shared, INFO)
    nonce = keys.nonce[:-1] + bytes((keys.nonce[-1] ^ 1,))
    return ChaCha20Poly1305(keys.key).encrypt(nonce, DATA_KEY, ASSOCIATED)


def _call(name: str, why: str, code: Code | None = None, **arguments: object) -> Case:
    return intended_case((callees()[name].rule,), Kind.CALL, "minimal", f"{name}: {why}", call_input(name, arguments), code)
