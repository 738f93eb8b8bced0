"""Access to data: what it is offered for, who is buying it, and who has paid for it."""

from dataclasses import dataclass

from reference.numbers import AccountId, Amount, CoinId, Hash, Slot
from reference.state.asset import NO_ASSET, Asset
from reference.state.coin_terms import SSP
from reference.state.listing import NO_ESCROW, Escrow
from reference.wire.access_bodies import SealedBytes, SealingKey, UseNumber
from reference.wire.listing_bodies import Wait


@dataclass(frozen=True, slots=True)
class Tariff:
    """What access to an asset costs in a coin, or to each asset of a series."""

    price: Amount
    """Units of the coin; 0 where it is not for sale."""

    deliver_slots: Wait
    """How long the owner has to deliver the key, in slots."""

    complain_slots: Wait
    """How long the buyer then has to complain, in slots."""


NO_TARIFF = Tariff(price=0, deliver_slots=1, complain_slots=1)
"""What a lookup of a tariff yields that nobody has made, or that was taken back."""

TariffKey = tuple[AccountId, Hash, CoinId]
"""Whose data they are, the asset or the series, and the coin."""


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A data key as it is delivered."""

    encapsulated: SealingKey
    """The ephemeral public key."""

    ciphertext: SealedBytes
    """The sealed key."""


NOT_DELIVERED = SealedKey(encapsulated=bytes(32), ciphertext=bytes(48))
"""Where no key was delivered yet."""


@dataclass(frozen=True, slots=True)
class DataSale:
    """A sale of access that is not ended. It pins what the asset was, so that a complaint is judged by what was bought."""

    asset: Asset
    """The asset as it was when it was bought, whether or not it has been forgotten since."""

    use: UseNumber
    """What it was bought for."""

    coin: CoinId
    """What is paid with; 32 zero bytes for SSP."""

    complain_slots: Wait
    """How long the buyer has to complain about a delivery, in slots."""

    key: SealingKey
    """The public key that the buyer has made for this sale."""

    delivered: SealedKey
    """The data key, sealed to it."""

    escrow: Escrow
    """The money, and how far the sale is."""


NO_DATA_SALE = DataSale(asset=NO_ASSET, use=0, coin=SSP, complain_slots=1, key=bytes(32), delivered=NOT_DELIVERED, escrow=NO_ESCROW)
"""What a lookup of a sale yields that is ended, or never was."""

DataSaleKey = tuple[Hash, AccountId]
"""The asset and the buyer: one buys an asset once at a time."""


@dataclass(frozen=True, slots=True)
class Access:
    """That somebody has had a key of an asset delivered. It is never taken back."""

    paid: Slot
    """The slot in which the owner was paid last; 0 where it was not."""

    refunded: Slot
    """The slot in which the buyer, who holds a delivered key, was last given its money back; 0 where it was not."""


NO_ACCESS = Access(paid=0, refunded=0)
"""What a lookup of an access yields of somebody that has neither paid nor kept a key."""

AccessKey = tuple[Hash, AccountId, UseNumber]
"""The asset, the buyer, and what it was bought for."""
