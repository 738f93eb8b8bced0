"""What the transactions of derived services ask for."""

from dataclasses import dataclass
from typing import Annotated, Any

from reference.numbers import Amount, CoinId, Hash, Length, Ppm
from reference.wire.access_bodies import ConsentNumber

MAX_CONTRIBUTORS = 64
"""How many assets a derived service is made of at most."""


@dataclass(frozen=True, slots=True)
class NamedAsset:
    """An asset that a derived service is made of, and by which consent."""

    asset: Hash
    """The asset."""

    consent: ConsentNumber
    """Its owner's consent to that."""


@dataclass(frozen=True, slots=True)
class DerivedOpen:
    """Kind 95: the sender, a provider, opens a derived service."""

    coin: CoinId
    """What a result is paid with; 32 zero bytes for SSP."""

    price: Amount
    """What a result costs, in units of the coin."""

    provider_ppm: Ppm
    """What of it the sender keeps, in parts per million."""

    metadata: Hash
    """Of what says what is computed, and how a buyer gets it."""

    assets: Annotated[tuple[NamedAsset, ...], Length(1, MAX_CONTRIBUTORS)]
    """What it is computed of, in the order of the assets' bytes."""


@dataclass(frozen=True, slots=True)
class DerivedBuy:
    """Kind 96: the sender pays for a result of a derived service."""

    service: Hash
    """The service, and with it all of its terms."""


@dataclass(frozen=True, slots=True)
class DerivedLeave:
    """Kind 97: the sender takes an asset of its own out of a derived service."""

    service: Hash
    """The service."""

    asset: Hash
    """The asset."""


@dataclass(frozen=True, slots=True)
class DerivedClose:
    """Kind 98: the sender, its provider, closes a derived service."""

    service: Hash
    """The service."""


DerivedBody = DerivedOpen | DerivedBuy | DerivedLeave | DerivedClose
"""What a transaction of a derived service asks for."""

DERIVED_KINDS: dict[type[Any], int] = {DerivedOpen: 95, DerivedBuy: 96, DerivedLeave: 97, DerivedClose: 98}
"""The kind of each body."""
