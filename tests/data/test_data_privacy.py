"""What everybody reads of a sale: until the key is delivered nothing, then the key sealed to the buyer, and after a complaint the key itself."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.agent.chunks import chunk_root
from reference.codes import Code, Reject
from reference.data.assets import key_commitment
from reference.data.delivery import deliver_key, delivered_key, encrypt_measurement
from reference.data.hpke import SealingPair, derive_pair
from reference.state.access import SealedKey
from reference.state.state import State
from reference.transition import Accepted
from reference.wire.access_bodies import AccessDeliver, ChunkComplaint, KeyComplaint
from reference.wire.cbor import array, byte_string, decode
from reference.wire.envelope import decode_envelope
from reference.wire.receipt import encode_receipt
from reference.wire.transaction import Body, decode_transaction
from vectors.batch import apply_batch
from vectors.json_text import canonical, parse
from vectors.sales import BUYER, CHUNKS, EPHEMERAL, FRESH, MEASURED, OTHER, OTHERWISE, signed
from vectors.scenarios.asset_places import ASSET_ID, DATA_KEY, OWNER
from vectors.scenarios.coin_places import Step, block_of
from vectors.scenarios.sale_places import ACCUSE, BUY, CLOSE, OFFER, REFUND, RIGHT, SOLD, accuse_chunk, delivery, sale_place
from vectors.scenarios.sale_places import BUYER as PURCHASER
from vectors.state_form import write_state
from vectors.suite import DATA, HERE

PUBLISHED = sorted((HERE / DATA / "data").glob("*.json"))
"""The published vectors of data."""

SECRETS = (DATA_KEY, EPHEMERAL.secret, *MEASURED, OTHERWISE)
"""What no vector may tell: the key of the asset, what its owner draws to seal it, and what was measured."""


def spellings(secret: bytes) -> Iterator[str]:
    """A secret as it might stand in a text: as it is, in hex, in base 64, as a number or as a list of bytes."""
    yield secret.decode("latin-1")
    yield secret.hex()
    yield from (encoded(secret).decode().rstrip("=") for encoded in (b64encode, urlsafe_b64encode))
    yield from (str(int.from_bytes(secret, order)) for order in ("big", "little"))
    yield ",".join(str(byte) for byte in secret)


def tells(text: str, secret: bytes) -> bool:
    """Whether a text tells a secret in any of its spellings."""
    lower = text.lower()
    return any(spelling.lower() in lower for spelling in spellings(secret))


def bodies(transactions: list[str]) -> list[Body]:
    """What the transactions of a batch ask for."""
    return [decode_transaction(decode_envelope(bytes.fromhex(each)).payload).body for each in transactions]


def sales_told() -> Iterator[tuple[Any, list[tuple[Any, Any]]]]:
    """Each published case of a sale on the chain: the state that it begins with, then each batch with what was made of it."""
    for name in ("sales.json", "whole-sales.json"):
        written: Any = parse((HERE / DATA / "data" / name).read_bytes())
        for case in written:
            yield case["input"]["state"], list(zip(case["input"]["batches"], case["expect"]["steps"], strict=True))


@pytest.mark.parametrize("secret", [DATA_KEY, MEASURED[0]])
def test_a_secret_would_be_found_however_it_is_spelled(secret: bytes) -> None:
    assert all(tells(f'"{spelling}"', secret) for spelling in spellings(secret))
    assert tells(canonical({"transactions": [(b"\x58\x20" + secret + b"\x00").hex()]}), secret)
    assert not tells(canonical({"key": key_commitment(secret).hex()}), secret)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_no_vector_of_data_tells_a_key_or_what_was_measured(path: Path) -> None:
    text = path.read_text()
    assert not [secret for secret in SECRETS if tells(text, secret)]


def test_the_sealed_key_is_in_no_block_nor_state_before_it_is_delivered() -> None:
    deliveries = 0
    for state, steps in sales_told():
        delivered = RIGHT.ciphertext.hex() in canonical(state)
        for batch, outcome in steps:
            sends = any(isinstance(body, AccessDeliver) and body.ciphertext == RIGHT.ciphertext for body in bodies(batch["transactions"]))
            if not (delivered or sends):
                assert not tells(canonical([batch, outcome]), RIGHT.ciphertext)
            deliveries += sends and not delivered
            delivered = delivered or sends
    assert deliveries > 10


def test_a_buyers_private_key_is_in_its_complaints_alone_and_in_no_state() -> None:
    complaints = 0
    for state, steps in sales_told():
        assert not tells(canonical(state), FRESH.secret)
        for batch, outcome in steps:
            assert not tells(canonical(outcome), FRESH.secret)
            for written, body in zip(batch["transactions"], bodies(batch["transactions"]), strict=True):
                shown = isinstance(body, KeyComplaint | ChunkComplaint) and body.secret == FRESH.secret
                assert tells(written, FRESH.secret) is shown
                complaints += shown
    assert complaints > 10


def test_what_is_delivered_opens_for_the_buyer_alone() -> None:
    assert delivered_key(FRESH.secret, FRESH.key, ASSET_ID, BUYER, RIGHT) == DATA_KEY
    for other in (OTHER, EPHEMERAL):
        with pytest.raises(Reject) as refused:
            delivered_key(other.secret, FRESH.key, ASSET_ID, BUYER, RIGHT)
        assert refused.value.code is Code.SALE_KEY_FOREIGN
        with pytest.raises(Reject) as unopened:
            delivered_key(other.secret, other.key, ASSET_ID, BUYER, RIGHT)
        assert unopened.value.code is Code.SEAL_BROKEN


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sale with its own keys and its own data."""

    data_key: bytes
    measured: tuple[bytes, ...]
    ephemeral: SealingPair
    fresh: SealingPair

    @property
    def secrets(self) -> tuple[bytes, ...]:
        """What nobody but the two may learn."""
        return (self.data_key, *self.measured, self.ephemeral.secret, self.fresh.secret)

    @property
    def chunks(self) -> tuple[bytes, ...]:
        """The ciphertext, which anybody may have."""
        return tuple(encrypt_measurement(self.data_key, place, each, signed(place, each)) for place, each in enumerate(self.measured))

    @property
    def sealed(self) -> SealedKey:
        """The key as it is delivered."""
        made = deliver_key(self.ephemeral.secret, self.fresh.key, ASSET_ID, BUYER, self.data_key)
        return SealedKey(made.encapsulated, made.ciphertext)


def drawn_of(seed: int, sizes: list[int]) -> Drawn:
    """Keys and contents that a seed stands for: as good as random, so that none stands anywhere by chance."""
    name = f"{seed}".encode()
    measured = tuple((sha256(name + bytes((place,))).digest() * 16)[:size] for place, size in enumerate(sizes))
    return Drawn(sha256(name + b"key").digest(), measured, derive_pair(sha256(name + b"owner").digest()), derive_pair(sha256(name + b"buyer").digest()))


def public_after(state: State, slot: int, *steps: Step) -> tuple[State, str]:
    """The state after a block, and all that everybody reads then: the state, the block's transactions, and its receipts."""
    batch = block_of(state, steps, slot)
    outcome = apply_batch(state, batch)
    assert isinstance(outcome, Accepted)
    receipts = [encode_receipt(receipt).hex() for receipt in outcome.receipts]
    return outcome.state, canonical([write_state(outcome.state), [each.hex() for each in batch.transactions], list(receipts)])


@settings(max_examples=30)
@given(st.integers(0, 2**64), st.lists(st.integers(16, 512), min_size=5, max_size=5), st.sampled_from(("paid", "key", "chunk")))
def test_nobody_else_learns_anything_until_a_complaint_then_everybody_does(seed: int, sizes: list[int], end: str) -> None:
    """By real transactions: offered, bought, delivered; then paid for, or a lie that is refused and all the same stands in the block."""
    drawn = drawn_of(seed, sizes)
    asset = replace(SOLD, root=chunk_root(drawn.chunks), key=key_commitment(drawn.data_key))
    state, read = sale_place(assets={ASSET_ID: asset}, tariffs={}), [chunk.hex() for chunk in drawn.chunks]
    sent = delivery(drawn.sealed, key=drawn.fresh.key)
    for slot, steps in ((41, [(OWNER, OFFER), (PURCHASER, replace(BUY, key=drawn.fresh.key))]), (50, [(OWNER, sent)])):
        assert not tells("".join(read), drawn.sealed.ciphertext)
        state, public = public_after(state, slot, *steps)
        read.append(public)
    assert state.data.data_sales[ASSET_ID, BUYER].delivered == drawn.sealed
    if end == "paid":
        state, public = public_after(state, 70, (PURCHASER, CLOSE))
        read.append(public)
        assert state.data.accesses
        assert not any(tells("".join(read), secret) for secret in drawn.secrets)
        return
    assert not any(tells("".join(read), secret) for secret in drawn.secrets)
    lie = replace(ACCUSE, secret=drawn.fresh.secret) if end == "key" else accuse_chunk(2, drawn.chunks, secret=drawn.fresh.secret)
    batch = block_of(state, [(PURCHASER, lie)], 60)
    outcome = apply_batch(state, batch)
    assert isinstance(outcome, Accepted)
    assert [receipt.outcome for receipt in outcome.receipts] == [Code.COMPLAINT_UNFOUNDED.number]
    shown = bodies([each.hex() for each in batch.transactions])[0]
    assert isinstance(shown, KeyComplaint | ChunkComplaint)
    public_key = delivered_key(shown.secret, sent.key, sent.asset, sent.buyer, SealedKey(sent.encapsulated, sent.ciphertext))
    assert public_key == drawn.data_key
    assert tuple(decrypted(public_key, place, chunk) for place, chunk in enumerate(drawn.chunks)) == drawn.measured


def decrypted(key: bytes, place: int, chunk: bytes) -> bytes:
    """What a chunk holds, for whoever has the key."""
    return ChaCha20Poly1305(key).decrypt(place.to_bytes(12, "big"), byte_string(array(decode(chunk), 2)[0]), None)


def test_a_complaint_about_a_wrong_key_makes_the_wrong_key_public_and_nothing_of_the_data() -> None:
    wrong = sha256(b"wrong").digest()
    sealed = delivery(SealedKey(*_sealed(wrong)))
    state, _ = public_after(sale_place(), 41, (PURCHASER, BUY))
    state, _ = public_after(state, 50, (OWNER, sealed))
    state, public = public_after(state, 60, (PURCHASER, ACCUSE))
    assert not state.data.data_sales
    assert not state.data.accesses
    assert tells(public, FRESH.secret)
    assert delivered_key(FRESH.secret, FRESH.key, ASSET_ID, BUYER, SealedKey(sealed.encapsulated, sealed.ciphertext)) == wrong
    assert not any(tells(public + "".join(chunk.hex() for chunk in CHUNKS), secret) for secret in SECRETS)


def test_a_complaint_before_the_delivery_makes_public_what_is_delivered_after_it() -> None:
    """It is refused, and stands in the block: the owner can read it there, and give the money back instead."""
    state, _ = public_after(sale_place(), 41, (PURCHASER, BUY))
    batch = block_of(state, [(PURCHASER, ACCUSE)], 45)
    early = apply_batch(state, batch)
    assert isinstance(early, Accepted)
    assert [receipt.outcome for receipt in early.receipts] == [Code.COMPLAINT_EARLY.number]
    shown = bodies([each.hex() for each in batch.transactions])[0]
    assert isinstance(shown, KeyComplaint)
    delivered, _ = public_after(early.state, 50, (OWNER, delivery()))
    sale = delivered.data.data_sales[ASSET_ID, BUYER]
    assert delivered_key(shown.secret, sale.key, ASSET_ID, BUYER, sale.delivered) == DATA_KEY
    returned, _ = public_after(early.state, 50, (OWNER, REFUND))
    assert not returned.data.data_sales
    assert returned.accounts[BUYER].balance > early.state.accounts[BUYER].balance


def _sealed(data_key: bytes) -> tuple[bytes, bytes]:
    made = deliver_key(EPHEMERAL.secret, FRESH.key, ASSET_ID, BUYER, data_key)
    return made.encapsulated, made.ciphertext
