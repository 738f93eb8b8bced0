"""What is delivered in a sale, and how a complaint about it is judged: from what the complaint shows alone, so that everybody judges it alike."""

from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from reference.agent.chunks import root_above
from reference.codes import Code, Reject
from reference.data.assets import key_commitment
from reference.data.hpke import Context, Sealed, open_sealed, seal, sealing_key
from reference.data.samples import is_of
from reference.numbers import AccountId, Hash, Length
from reference.rules import procedure
from reference.state.access import SealedKey
from reference.state.asset import Asset
from reference.state.replica import ChunkIndex
from reference.wire.access_bodies import SealingKey, SealingSecret
from reference.wire.cbor import array, byte_string, decode, encode
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.sample import SampleBytes, authenticate_sample
from reference.wire.storage_bodies import Chunk, Piece

SALT_BYTES, MAX_MEASUREMENT_BYTES = 16, 512
"""How many bytes a device draws at random before what it measures, and how many both have together at most."""

Measurement = Annotated[bytes, Length(SALT_BYTES, MAX_MEASUREMENT_BYTES)]
"""What a device has measured, once, behind 16 bytes that it has drawn at random: samples are public, and the hash of few possibilities is guessed."""

DataKey = Annotated[bytes, Length(32, 32)]
"""The key that an asset is encrypted with."""

INFO = b"smartshare/data-sale"
"""What a data key is sealed for."""


@procedure("SALE-5")
def sale_context(asset: Hash, buyer: AccountId) -> Context:
    """What ties a sealed key to one sale. Never rejects."""
    return asset + buyer


@procedure("SALE-6")
def deliver_key(ephemeral: SealingSecret, key: SealingKey, asset: Hash, buyer: AccountId, data_key: DataKey) -> Sealed:
    """The data key of an asset, sealed to the key that a buyer has made for this sale. Rejects with `SEALING_KEY_INVALID`."""
    return seal(ephemeral, key, INFO, sale_context(asset, buyer), data_key)


@procedure("SALE-7")
def delivered_key(secret: SealingSecret, key: SealingKey, asset: Hash, buyer: AccountId, delivered: SealedKey) -> DataKey:
    """What a buyer was delivered, by the private key of its own for this sale.

    Rejects with `SALE_KEY_FOREIGN` where that is not the private key, then with the codes of HPKE-6.
    """
    if sealing_key(secret) != key:
        raise Reject(Code.SALE_KEY_FOREIGN)
    return open_sealed(secret, delivered.encapsulated, INFO, sale_context(asset, buyer), delivered.ciphertext)


@procedure("SALE-8")
def is_key_wrong(secret: SealingSecret, key: SealingKey, asset: Hash, buyer: AccountId, delivered: SealedKey, commitment: Hash) -> bool:
    """Whether a buyer is right that what it was delivered is not the key that the owner has committed to.

    Rejects with `SALE_KEY_FOREIGN`: who complains shows the private key of this sale.
    """
    try:
        return key_commitment(delivered_key(secret, key, asset, buyer, delivered)) != commitment
    except Reject as rejection:
        if rejection.code is Code.SALE_KEY_FOREIGN:
            raise
        return True


@procedure("SALE-9")
def encrypt_measurement(data_key: DataKey, index: ChunkIndex, measurement: Measurement, sample: SampleBytes) -> Chunk:
    """A chunk of an asset: a measurement, encrypted for its place, and the sample that its chip has signed. Never rejects."""
    return encode([ChaCha20Poly1305(data_key).encrypt(_nonce(index), measurement, None), sample])


@procedure("SALE-10")
def measurement_digest(measurement: Measurement) -> Hash:
    """What a chip signs of a measurement."""
    return tagged_hash(Tag.MEASUREMENT, measurement)


@procedure("SALE-11")
def is_chunk_wrong(asset: Asset, chain: Hash, data_key: DataKey, index: ChunkIndex, piece: Piece) -> bool:
    """Whether a buyer is right that a chunk does not decrypt to what the chip has signed for its place.

    Rejects with `PATH_INVALID`, then `CHUNK_WRONG` where it is not the chunk of this place of the asset.
    """
    if root_above(piece.chunk, index, asset.chunks, piece.path) != asset.root:
        raise Reject(Code.CHUNK_WRONG)
    try:
        ciphertext, sample = (byte_string(part) for part in array(decode(piece.chunk), 2))
        signed = authenticate_sample(sample)
        measurement = ChaCha20Poly1305(data_key).decrypt(_nonce(index), ciphertext, None)
    except (Reject, InvalidTag):
        return True
    if len(measurement) < SALT_BYTES or len(measurement) > MAX_MEASUREMENT_BYTES:
        return True
    placed = is_of(signed, chain, asset.chip, asset.series) and signed.sample.index == asset.first + index
    return not (placed and signed.sample.digest == measurement_digest(measurement))


@procedure("SALE-27")
def is_piece_wrong(
    secret: SealingSecret, key: SealingKey, asset_id: Hash, buyer: AccountId, delivered: SealedKey, asset: Asset, chain: Hash, index: ChunkIndex, piece: Piece
) -> bool:
    """Whether a buyer is right that with what it was delivered a chunk of an asset is not what it should be.

    Rejects with `SALE_KEY_FOREIGN`; where the key is right, with the codes of SALE-11.
    """
    if is_key_wrong(secret, key, asset_id, buyer, delivered, asset.key):
        return True
    return is_chunk_wrong(asset, chain, delivered_key(secret, key, asset_id, buyer, delivered), index, piece)


def _nonce(index: ChunkIndex) -> bytes:
    return index.to_bytes(12, "big")
