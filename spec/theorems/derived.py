# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of derived services: who contributes, and how a payment is shared."""

from reference.codes import Code
from reference.data.consents import is_consented
from reference.data.derived import Sharing, TotalWeight, Weight, Weights, add_weight, contributes, next_part, owners_part, share_payment, share_with
from reference.numbers import PPM, AccountId, Hash, Ppm, Slot
from reference.state.asset import Asset
from reference.state.consent import ANYBODY, Consent, Use
from reference.state.listing import HeldAmount
from spec.prover import Fold, Seen
from spec.prover.maps import total
from spec.prover.statement import Says, rejection, theorem


@theorem("DERIVE-1", "What an asset contributes can always be said.", says=Says.ACCEPTANCE)
def contributing_never_rejects(asset: Asset, consent: Consent, series: Hash, identifier: Hash, provider: AccountId, slot: Slot) -> bool:
    return rejection(contributes, asset, consent, series, identifier, provider, slot) is None


@theorem("DERIVE-1", "It is all of its chunks where it is registered and its owner consents, and nothing otherwise.", says=Says.AMOUNTS)
def contributing_is_exact(asset: Asset, consent: Consent, series: Hash, identifier: Hash, provider: AccountId, slot: Slot) -> bool:
    consented = is_consented(consent, series, identifier, Use.DERIVED_SERVICE.value, provider, slot)
    return contributes(asset, consent, series, identifier, provider, slot) == (asset.chunks if asset.registered > 0 and consented else 0)


@theorem("DERIVE-1", "No consent for that purpose, to that provider and in that slot, no inclusion.", says=Says.INVARIANT)
def nobody_contributes_without_consent(asset: Asset, consent: Consent, series: Hash, identifier: Hash, provider: AccountId, slot: Slot) -> bool:
    ends = slot < consent.start or slot >= consent.until
    other = consent.use != 8 or (consent.reader != ANYBODY and consent.reader != provider)
    return not (ends or other) or contributes(asset, consent, series, identifier, provider, slot) == 0


def is_prefix_floor(sharing: Sharing, seen: Seen, available: HeldAmount, whole: TotalWeight) -> bool:
    """The invariant of the sharing: what was paid is the floor of what the weights so far are worth together."""
    return (
        (sharing.weight == seen.total())
        & (sharing.paid == available * sharing.weight // whole)
        & (total(sharing.parts) == sharing.paid)
        & (len(sharing.parts) == seen.count)
    )


def is_sum(whole: TotalWeight, seen: Seen) -> bool:
    """The invariant of the count of weights."""
    return whole == seen.total()


SHARING = (Fold(add_weight, invariant=is_sum), Fold(share_with, invariant=is_prefix_floor))


@theorem("DERIVE-2", "Every payment has an owners' part.", says=Says.ACCEPTANCE)
def dividing_never_rejects(price: HeldAmount, provider_ppm: Ppm) -> bool:
    return rejection(owners_part, price, provider_ppm) is None


@theorem("DERIVE-2", "The provider has its part of the price, rounded down, and the owners the rest.", says=Says.AMOUNTS)
def dividing_is_exact(price: HeldAmount, provider_ppm: Ppm) -> bool:
    return owners_part(price, provider_ppm) == price - price * provider_ppm // PPM


@theorem("DERIVE-2", "The owners never have more than the price, and of a provider that takes nothing all of it.", says=Says.INVARIANT)
def dividing_conserves(price: HeldAmount, provider_ppm: Ppm) -> bool:
    owners = owners_part(price, provider_ppm)
    return 0 <= owners <= price and (provider_ppm > 0 or owners == price)


@theorem("DERIVE-3", "A payment cannot be shared just where nobody contributes.", says=Says.ACCEPTANCE, folding=SHARING)
def sharing_accepts(available: HeldAmount, weights: Weights) -> bool:
    expected = Code.NOBODY_CONTRIBUTES if total(weights) == 0 else None
    return rejection(share_payment, available, weights) == expected


@theorem("DERIVE-3", "All parts are the owners' part, to the unit, one for each asset, however many there are.", says=Says.AMOUNTS, folding=SHARING)
def sharing_is_exact(available: HeldAmount, weights: Weights) -> bool:
    sharing = share_payment(available, weights)
    return (sharing.paid == available) & (total(sharing.parts) == available) & (len(sharing.parts) == len(weights))


@theorem("DERIVE-3", "Whoever contributes nothing is paid nothing, and everybody else its quota, rounded down, or a unit more.", says=Says.INVARIANT)
def parts_are_quotas(before: TotalWeight, weight: Weight, available: HeldAmount, whole: TotalWeight) -> bool:
    if whole == 0 or before + weight > whole:
        return True
    part, quota = next_part(before, weight, available, whole), available * weight // whole
    return (part == 0) if weight == 0 else (part >= quota) & (part <= quota + 1)


@theorem("DERIVE-3", "Who withdraws leaves its part to the others: no quota, which is the part of whoever is named first, falls.")
def withdrawing_takes_from_nobody(own: Weight, gone: Weight, available: HeldAmount, whole: TotalWeight) -> bool:
    if own == 0 or own + gone > whole:
        return True
    return next_part(0, own, available, whole) <= next_part(0, own, available, whole - gone)
