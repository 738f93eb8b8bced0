"""What is signed, right or with something wrong; damaged payloads and headers are signed too, so that the checks behind them are reached."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from conformance.fuzzing.damage import draw_damaged
from conformance.fuzzing.values import Draw
from reference.codes import Reject
from reference.wire.envelope import Envelope, decode_envelope, encode_envelope
from reference.wire.hashing import Tag
from reference.wire.keys import ED25519_PRIME, P256_PRIME, SMALL_ORDER_Y, Algorithm, PublicKey
from reference.wire.signature import ED25519_ORDER, P256_ORDER
from vectors.build import ALICE, BOB, CAROL
from vectors.keys import KeyPair, key_pair, seal
from vectors.malformed.envelopes import Parts, envelope_with, protected_of

PEOPLE = (ALICE, BOB, CAROL, key_pair("bob", Algorithm.ES256))

PARTS = ("none", "none", "payload", "payload", "protected", "signature", "signature", "key", "outside")
"""What may be wrong."""

HALF_ORDER = P256_ORDER // 2

POINTS = (*sorted(SMALL_ORDER_Y), *(ED25519_PRIME + excess for excess in (0, 1, 18)), 2, 2**255 - 1)
"""What 32 bytes may say that is no proper point of Ed25519, and a y that no point has."""


def draw_signed(draw: Draw, pair: KeyPair, payload: bytes, use: Tag) -> bytes:
    """An envelope around a payload."""
    match draw(st.sampled_from(PARTS)):
        case "payload":
            return envelope_with(Parts(pair, use, draw_damaged(draw, payload)))
        case "protected":
            return envelope_with(Parts(pair, use, payload), draw_damaged(draw, protected_of(pair)))
        case "signature":
            return draw_wrong_signature(draw, pair, seal(pair, payload, use), use)
        case "key":
            return draw_wrong_key(draw, seal(pair, payload, use))
        case "outside":
            return draw_damaged(draw, seal(pair, payload, use))
        case _:
            return seal(pair, payload, use)


def draw_wrong_signature(draw: Draw, pair: KeyPair, data: bytes, use: Tag) -> bytes:
    """An envelope with another signature; the same where it is no envelope."""
    try:
        envelope = decode_envelope(data)
    except Reject:
        return data
    signature, payload = envelope.signature, envelope.payload
    other_use = Tag.BLOCK_HEADER if use is Tag.TRANSACTION else Tag.TRANSACTION
    foreign = [
        decode_envelope(seal(pair, payload, other_use)).signature,
        decode_envelope(seal(BOB if pair is not BOB else ALICE, payload, use)).signature,
        decode_envelope(seal(pair, payload + b"\0", use)).signature,
        bytes(64),
        b"\xff" * 64,
        signature[:-1] + bytes((signature[-1] ^ 1,)),
        bytes((signature[0] ^ 1,)) + signature[1:],
        signature[32:] + signature[:32],
    ]
    order = "little" if envelope.key.algorithm is Algorithm.EDDSA else "big"
    first, second = signature[:32], int.from_bytes(signature[32:], "little" if order == "little" else "big")
    if order == "little":
        scalars = (0, second + ED25519_ORDER, ED25519_ORDER, ED25519_ORDER - 1, 2**256 - 1)
        near = [first + scalar.to_bytes(32, "little") for scalar in scalars]
        near += [point.to_bytes(32, "little") + signature[32:] for point in POINTS]
    else:
        near = [first + scalar.to_bytes(32, "big") for scalar in (0, P256_ORDER - second, P256_ORDER, HALF_ORDER, HALF_ORDER + 1)]
        near += [r.to_bytes(32, "big") + signature[32:] for r in (0, 1, P256_ORDER - 1, P256_ORDER, P256_PRIME)]
    return encode_envelope(replace(envelope, signature=draw(st.sampled_from([*foreign, *near]))))


def draw_wrong_key(draw: Draw, data: bytes) -> bytes:
    """An envelope that says that another key signed it; the same where it is no envelope."""
    try:
        envelope = decode_envelope(data)
    except Reject:
        return data
    return encode_envelope(Envelope(draw(st.sampled_from(wrong_keys())), envelope.payload, envelope.signature))


@cache
def wrong_keys() -> tuple[PublicKey, ...]:
    """Keys that are no proper points, and those of others."""
    x, y = CAROL.public.x, CAROL.public.y or b""
    keys = [PublicKey(Algorithm.EDDSA, (point | sign).to_bytes(32, "little"), None) for point in POINTS for sign in (0, 2**255)]
    keys += [
        PublicKey(Algorithm.ES256, *pair) for pair in ((x, bytes(32)), (y, x), (bytes(32), bytes(32)), (b"\xff" * 32, y), (x, y[:-1] + bytes((y[-1] ^ 1,))))
    ]
    return (*keys, *[pair.public for pair in PEOPLE])
