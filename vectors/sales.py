"""Sales called rule by rule: keys delivered, right and wrong; complaints that are right and that lie; chunks that decrypt to what was signed, and others."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from reference.agent.chunks import chunk_path, chunk_root
from reference.codes import Code
from reference.data.assets import key_commitment
from reference.data.delivery import INFO, MAX_MEASUREMENT_BYTES, SALT_BYTES, deliver_key, encrypt_measurement, measurement_digest, sale_context
from reference.data.hpke import Sealed, derive_pair, seal
from reference.state.access import SealedKey
from reference.state.listing import Escrow, Stage
from reference.wire.cbor import encode
from reference.wire.hashing import Tag
from reference.wire.storage_bodies import Piece
from vectors.build import BOB, CAROL, intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input, callees
from vectors.keys import seal as sign_envelope
from vectors.scenarios.asset_places import ASSET, ASSET_ID, CHAIN, DATA_KEY, FIRST, sample
from vectors.scenarios.chip_places import CHIP

FRESH, OTHER, EPHEMERAL = (derive_pair(bytes((number,)) * 32) for number in (11, 12, 13))
"""The buyer's pair for this sale, another one, and what the owner draws."""

BUYER = BOB.account

SALTS = tuple(sha256(f"smartshare vectors: salt {place}".encode()).digest()[:SALT_BYTES] for place in range(5))
"""What the device has drawn before each measurement; nobody's random bytes."""

MEASURED = tuple(salt + f"{20 + place} degrees".encode() for place, salt in enumerate(SALTS))
OTHERWISE = SALTS[2] + b"99 degrees"
"""What the device has not measured in the third place."""


def signed(place: int, measured: bytes, **changed: object) -> bytes:
    """What the chip signs of a measurement in a place of the asset."""
    return sample(FIRST + place, **{"digest": measurement_digest(measured), **changed})  # type: ignore[arg-type]


CHUNKS = tuple(encrypt_measurement(DATA_KEY, place, measured, signed(place, measured)) for place, measured in enumerate(MEASURED))


def sale_cases() -> list[Case]:
    """Calls of each procedure of a sale."""
    return [*_times(), *_deliveries(), *_key_complaints(), *_chunks(), *_chunk_complaints()]


def _times() -> Iterable[Case]:
    """A delivery around two rounds before the deadline, and a complaint around its own."""
    held, delivered = Escrow(Stage.HELD, price=500, holding=0, deadline=100), Escrow(Stage.DELIVERED, price=500, holding=0, deadline=100)
    for slot, code in ((88, None), (89, None), (90, Code.DELIVERY_LATE), (99, Code.DELIVERY_LATE), (100, Code.DELIVERY_LATE)):
        yield _call("deliver_access", f"in slot {slot}, two rounds being 10", code, escrow=held, consented=True, margin=10, slot=slot, wait=50)
    for price in (1, 5_000_000):
        yield _call("buy_access", f"{price} units, no fee beside it", own=False, price=price, limit=price, consented=True, slot=40, wait=60)
    yield _call("deliver_access", "consent taken back", Code.CONSENT_MISSING, escrow=held, consented=False, margin=10, slot=50, wait=50)
    for slot, late in ((99, None), (100, Code.DEADLINE_PASSED)):
        yield _call("uphold_complaint", f"right, in slot {slot}", late, escrow=delivered, founded=True, slot=slot)
    yield _call("uphold_complaint", "a lie", Code.COMPLAINT_UNFOUNDED, escrow=delivered, founded=False, slot=99)


def as_delivered(sealed: Sealed) -> SealedKey:
    """A sealed key as it stands in a transaction."""
    return SealedKey(sealed.encapsulated, sealed.ciphertext)


def _deliveries() -> Iterable[Case]:
    given: dict[str, Any] = {"ephemeral": EPHEMERAL.secret, "key": FRESH.key, "asset": ASSET_ID, "buyer": BUYER, "data_key": DATA_KEY}
    yield _call("sale_context", "an asset and a buyer", asset=ASSET_ID, buyer=BUYER)
    yield _call("sale_context", "swapped", asset=BUYER, buyer=ASSET_ID)
    yield _call("deliver_key", "to the buyer's key", **given)
    yield _call("deliver_key", "to another key", **{**given, "key": OTHER.key})
    yield _call("deliver_key", "for another asset", **{**given, "asset": bytes(32)})
    yield _call("deliver_key", "to another buyer", **{**given, "buyer": CAROL.account})
    yield _call("deliver_key", "to a key of small order", Code.SEALING_KEY_INVALID, **{**given, "key": bytes(32)})


def _key_complaints() -> Iterable[Case]:
    usual = _sealed()
    given: dict[str, Any] = {"secret": FRESH.secret, "key": FRESH.key, "asset": ASSET_ID, "buyer": BUYER}
    yield _call("delivered_key", "what was sealed to it", **given, delivered=usual)
    yield _call("delivered_key", "by another private key", Code.SALE_KEY_FOREIGN, **{**given, "secret": OTHER.secret}, delivered=usual)
    yield _call("delivered_key", "sealed to another", Code.SEAL_BROKEN, **given, delivered=_sealed(key=OTHER.key))
    yield _call("delivered_key", "under a key of small order", Code.SEALING_KEY_INVALID, **given, delivered=replace(usual, encapsulated=bytes(32)))
    judged = {
        "the right key: the complaint lies": usual,
        "another key": _sealed(data_key=bytes(32)),
        "sealed to another": _sealed(key=OTHER.key),
        "sealed for another asset": _sealed(asset=bytes(32)),
        "sealed to another buyer's sale": _sealed(buyer=CAROL.account),
        "sealed for something else": as_delivered(seal(EPHEMERAL.secret, FRESH.key, b"", sale_context(ASSET_ID, BUYER), DATA_KEY)),
        "sealed without the sale": as_delivered(seal(EPHEMERAL.secret, FRESH.key, INFO, b"", DATA_KEY)),
        "altered": replace(usual, ciphertext=usual.ciphertext[:-1] + bytes((usual.ciphertext[-1] ^ 1,))),
        "under a key of small order": replace(usual, encapsulated=bytes(32)),
    }
    for why, delivered in judged.items():
        yield _call("is_key_wrong", why, **given, delivered=delivered, commitment=ASSET.key)
    yield _call("is_key_wrong", "the commitment is to another", **given, delivered=usual, commitment=key_commitment(bytes(32)))
    yield _call(
        "is_key_wrong", "the private key of another sale", Code.SALE_KEY_FOREIGN, **{**given, "secret": OTHER.secret}, delivered=usual, commitment=ASSET.key
    )


def deliver(data_key: bytes) -> SealedKey:
    """A data key as it is delivered to the buyer."""
    return _sealed(data_key=data_key)


def _sealed(**changed: Any) -> SealedKey:
    usual: dict[str, Any] = {"ephemeral": EPHEMERAL.secret, "key": FRESH.key, "asset": ASSET_ID, "buyer": BUYER, "data_key": DATA_KEY}
    return as_delivered(deliver_key(**{**usual, **changed}))


def _chunks() -> Iterable[Case]:
    for measured in (bytes(SALT_BYTES), MEASURED[0], bytes(MAX_MEASUREMENT_BYTES)):
        yield _call("measurement_digest", f"{len(measured)} bytes", measurement=measured)
    for index in (0, 1, 2**24 - 1):
        yield _call("encrypt_measurement", f"at {index}", data_key=DATA_KEY, index=index, measurement=MEASURED[0], sample=b"signed")
    yield _call("encrypt_measurement", "under another key", data_key=bytes(32), index=0, measurement=MEASURED[0], sample=b"signed")


def _chunk_complaints() -> Iterable[Case]:
    for place in range(5):
        yield _judged("the right one: the complaint lies", CHUNKS, place)
    yield _judged("under another key", CHUNKS, 2, data_key=bytes(32))
    foreign = sign_envelope(CHIP, b"\x80", Tag.SAMPLE)
    wrong = {
        "encrypted for another place": encrypt_measurement(DATA_KEY, 1, MEASURED[2], signed(2, MEASURED[2])),
        "another measurement than was signed": encrypt_measurement(DATA_KEY, 2, OTHERWISE, signed(2, MEASURED[2])),
        "the sample of another place": encrypt_measurement(DATA_KEY, 2, MEASURED[3], signed(3, MEASURED[3])),
        "signed by another": encrypt_measurement(DATA_KEY, 2, MEASURED[2], signed(2, MEASURED[2], chip=BOB)),
        "of another series": encrypt_measurement(DATA_KEY, 2, MEASURED[2], signed(2, MEASURED[2], series=0)),
        "of another chain": encrypt_measurement(DATA_KEY, 2, MEASURED[2], signed(2, MEASURED[2], chain=bytes(32))),
        "the hash without its use": encrypt_measurement(DATA_KEY, 2, MEASURED[2], signed(2, MEASURED[2], digest=key_commitment(MEASURED[2]))),
        **{f"of {size} bytes": encrypt_measurement(DATA_KEY, 2, bytes(size), signed(2, bytes(size))) for size in (0, 15, 16, 512, 513)},
        "without a sample": encrypt_measurement(DATA_KEY, 2, MEASURED[2], b""),
        "with an envelope that is no sample": encrypt_measurement(DATA_KEY, 2, MEASURED[2], foreign),
        "no chunk and sample at all": b"\xff",
        "an array of one": encode([b"chunk"]),
        "a number for the chunk": encode([7, signed(2, MEASURED[2])]),
    }
    for why, chunk in wrong.items():
        yield _judged(why, (*CHUNKS[:2], chunk, *CHUNKS[3:]), 2)
    asset = replace(ASSET, root=chunk_root(CHUNKS))
    given: dict[str, Any] = {"asset": asset, "chain": CHAIN, "data_key": DATA_KEY}
    yield _call("is_chunk_wrong", "the chunk of another place", Code.CHUNK_WRONG, **given, index=2, piece=Piece(CHUNKS[1], chunk_path(CHUNKS, 2)))
    yield _call("is_chunk_wrong", "a path too short", Code.PATH_INVALID, **given, index=2, piece=Piece(CHUNKS[2], b""))


def _judged(why: str, chunks: tuple[bytes, ...], place: int, data_key: bytes = DATA_KEY) -> Case:
    asset, piece = replace(ASSET, root=chunk_root(chunks)), Piece(chunks[place], chunk_path(chunks, place))
    return _call("is_chunk_wrong", f"{why}, at {place}", asset=asset, chain=CHAIN, data_key=data_key, index=place, piece=piece)


def _call(call: str, why: str, code: Code | None = None, **arguments: object) -> Case:
    return intended_case((callees()[call].rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, arguments), code)
