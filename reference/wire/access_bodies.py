"""What the transactions of a sale of access to data ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import AccountId, Amount, CoinId, Hash, Length, Range
from reference.wire.listing_bodies import Wait
from reference.wire.storage_bodies import MAX_CHUNKS, Piece

ConsentNumber = Annotated[int, Range(0, 2**32 - 1)]
"""Tells the consents of an owner apart; the owner counts them as it likes."""

UseNumber = Annotated[int, Range(0, 2**16 - 1)]
"""What data may be used for, by its number; which numbers there are CONSENT-1 says."""

SealingSecret = Annotated[bytes, Length(32, 32)]
"""A private key of X25519 (RFC 7748); any 32 bytes are one."""

SealingKey = Annotated[bytes, Length(32, 32)]
"""A public key of X25519."""

SealedBytes = Annotated[bytes, Length(48, 48)]
"""A key of 32 bytes as it is sealed: the tag is 16 bytes."""


@dataclass(frozen=True, slots=True)
class AccessOffer:
    """Kind 88: the sender says what access to data of its own costs in a coin."""

    scope: Hash
    """An asset; or a series, each asset of which then costs this."""

    coin: CoinId
    """The coin; 32 zero bytes for SSP."""

    price: Amount
    """Units of the coin; 0 where they are no longer for sale in it."""

    deliver_slots: Wait
    """How long the sender has to deliver the key, in slots."""

    complain_slots: Wait
    """How long the buyer then has to complain, in slots."""


@dataclass(frozen=True, slots=True)
class AccessBuy:
    """Kind 89: the sender buys access to an asset."""

    asset: Hash
    """The asset."""

    scope: Hash
    """By which offer of its owner: the asset again, or its series."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    limit: Amount
    """The most that the sender pays, in units of the coin."""

    deliver_slots: Wait
    """How long the owner has to deliver, as the sender knows the offer."""

    complain_slots: Wait
    """How long the sender then has to complain, likewise."""

    use: UseNumber
    """What the data are bought for."""

    consent: ConsentNumber
    """The owner's consent to that."""

    key: SealingKey
    """The public key that the sender has made for this sale."""


@dataclass(frozen=True, slots=True)
class AccessDeliver:
    """Kind 90: the sender, an asset's owner, delivers its key."""

    asset: Hash
    """The asset."""

    buyer: AccountId
    """To whom."""

    key: SealingKey
    """The buyer's key that it is sealed to."""

    coin: CoinId
    """The coin that the sender is to be paid in."""

    price: Amount
    """What it is to be paid, in units of the coin."""

    consent: ConsentNumber
    """The sender's consent to the use that it is sold for."""

    encapsulated: SealingKey
    """The ephemeral public key."""

    ciphertext: SealedBytes
    """The sealed key."""


@dataclass(frozen=True, slots=True)
class AccessRefund:
    """Kind 91: the sender, an asset's owner, gives a buyer everything back."""

    asset: Hash
    """The asset."""

    buyer: AccountId
    """To whom."""


@dataclass(frozen=True, slots=True)
class KeyComplaint:
    """Kind 92: the sender, a buyer, shows that the key that it was delivered is wrong."""

    asset: Hash
    """The asset."""

    secret: SealingSecret
    """The private key of this sale. Whoever reads it can open what was delivered."""


@dataclass(frozen=True, slots=True)
class ChunkComplaint:
    """Kind 93: the sender, a buyer, shows that a chunk does not decrypt to what a chip has signed."""

    asset: Hash
    """The asset."""

    secret: SealingSecret
    """The private key of this sale. Whoever reads it can open what was delivered."""

    index: Annotated[int, Range(0, MAX_CHUNKS - 1)]
    """The chunk's place among those of the asset."""

    piece: Piece
    """The chunk, and what shows its place."""


@dataclass(frozen=True, slots=True)
class AccessClose:
    """Kind 94: anybody closes a sale whose time is over."""

    asset: Hash
    """The asset."""

    buyer: AccountId
    """Who has bought."""


AccessBody = AccessOffer | AccessBuy | AccessDeliver | AccessRefund | KeyComplaint | ChunkComplaint | AccessClose
"""What a transaction of a sale asks for."""

ACCESS_KINDS: dict[type[Any], int] = {
    AccessOffer: 88,
    AccessBuy: 89,
    AccessDeliver: 90,
    AccessRefund: 91,
    KeyComplaint: 92,
    ChunkComplaint: 93,
    AccessClose: 94,
}
"""The kind of each body."""
