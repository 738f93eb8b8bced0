"""Derived services: what is sold that is computed of many assets."""

from dataclasses import dataclass

from reference.numbers import AccountId, CoinId, Hash, Ppm, Slot
from reference.state.coin_terms import SSP
from reference.state.listing import HeldAmount
from reference.wire.access_bodies import ConsentNumber


@dataclass(frozen=True, slots=True)
class Contributor:
    """An asset that a derived service is made of."""

    asset: Hash
    """The asset."""

    consent: ConsentNumber
    """The consent of its owner by which it is."""

    left: Slot
    """The slot in which its owner has taken it out; 0 where it has not."""


@dataclass(frozen=True, slots=True)
class DerivedService:
    """A derived service. What it is never changes; who has left it does."""

    provider: AccountId
    """Who computes it, and closes it."""

    coin: CoinId
    """What a result is paid with; 32 zero bytes for SSP."""

    price: HeldAmount
    """What a result costs, in units of the coin."""

    provider_ppm: Ppm
    """What of it the provider keeps, in parts per million."""

    metadata: Hash
    """Of what says what is computed, and how a buyer gets it."""

    contributors: tuple[Contributor, ...]
    """What it is computed of, those that have left too."""

    opened: Slot
    """The slot in which it was opened; 0 where nobody has, or where it is closed."""


NO_DERIVED_SERVICE = DerivedService(provider=bytes(32), coin=SSP, price=0, provider_ppm=0, metadata=bytes(32), contributors=(), opened=0)
"""What a lookup of a derived service yields that nobody has opened, or that is closed."""
