"""Derived services: something computed of many people's data, of which a buyer sees the result alone. Each payment is shared with those whose data it is.

The provider has its part, and the rest is split among the assets that contribute, by how much they are. An asset contributes while it is registered and
its owner consents to `DERIVED_SERVICE` by this provider, or in this service; whoever takes that back has no part in the next payment, and keeps what it
had of the last.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Annotated

from reference.agent.settlement import fee_of
from reference.codes import Code, Reject
from reference.data.consents import is_consented
from reference.numbers import AccountId, Hash, Length, Ppm, Range, Slot
from reference.rules import kernel
from reference.state.asset import Asset
from reference.state.consent import Consent, Use
from reference.state.listing import HeldAmount
from reference.wire.derived_bodies import MAX_CONTRIBUTORS
from reference.wire.storage_bodies import MAX_CHUNKS

Weight = Annotated[int, Range(0, MAX_CHUNKS)]
"""How many chunks an asset contributes: all that it has, or none."""

Weights = Annotated[tuple[Weight, ...], Length(1, MAX_CONTRIBUTORS)]
"""One for each asset that the service names, in its order."""

TotalWeight = Annotated[int, Range(0, MAX_CHUNKS * MAX_CONTRIBUTORS)]
"""How many chunks the assets contribute together."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a payment is shared with the assets up to one of them."""

    weight: TotalWeight
    """What they weigh together."""

    paid: HeldAmount
    """What they are paid together, in units of the coin."""

    parts: tuple[HeldAmount, ...]
    """What each of them is paid."""


NOTHING_SHARED = Sharing(weight=0, paid=0, parts=())
"""Before the first asset."""


@kernel("DERIVE-1")
def contributes(asset: Asset, consent: Consent, series: Hash, identifier: Hash, provider: AccountId, slot: Slot) -> Weight:
    """What an asset weighs in a service of a provider: its chunks, and nothing where it is not registered, or its owner does not consent.

    `consent` is the one of the asset's owner that the service names. Never rejects.
    """
    if asset.registered == 0 or not is_consented(consent, series, identifier, Use.DERIVED_SERVICE.value, provider, slot):
        return 0
    return asset.chunks


@kernel("DERIVE-2")
def owners_part(price: HeldAmount, provider_ppm: Ppm) -> HeldAmount:
    """What of a payment is for the owners of the data: what the provider's part, rounded down, leaves. Never rejects."""
    return price - fee_of(price, provider_ppm)


@kernel("DERIVE-3")
def share_payment(available: HeldAmount, weights: Weights) -> Sharing:
    """Share the owners' part of a payment among the assets, by prefix floors of their weights. Rejects with `NOBODY_CONTRIBUTES`."""
    whole = reduce(add_weight, weights, 0)
    if whole == 0:
        raise Reject(Code.NOBODY_CONTRIBUTES)
    return reduce(lambda sharing, weight: share_with(sharing, weight, available, whole), weights, NOTHING_SHARED)


def add_weight(whole: TotalWeight, weight: Weight) -> TotalWeight:
    """Count another asset."""
    return whole + weight


def share_with(sharing: Sharing, weight: Weight, available: HeldAmount, whole: TotalWeight) -> Sharing:
    """Give the next asset what the weights up to its own are worth together, beyond what those before it are worth."""
    part = next_part(sharing.weight, weight, available, whole)
    return Sharing(weight=sharing.weight + weight, paid=sharing.paid + part, parts=sharing.parts + (part,))  # noqa: RUF005 - the prover follows what is appended, and no unpacking


def next_part(before: TotalWeight, weight: Weight, available: HeldAmount, whole: TotalWeight) -> HeldAmount:
    """What a weight is worth after those before it: the floor for all of them, less the floor for those before."""
    return available * (before + weight) // whole - available * before // whole
