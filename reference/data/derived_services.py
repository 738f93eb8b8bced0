"""A derived service on the chain: what it may be when it is opened, who is in it, who leaves it."""

from dataclasses import replace

from reference.codes import Code, Reject
from reference.data.derived import Weight, contributes
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.asset import Asset
from reference.state.balance import check_amount
from reference.state.consent import Consent
from reference.state.derived_service import Contributor
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from reference.wire.cbor import encode
from reference.wire.derived_bodies import DerivedOpen
from reference.wire.fields import plain_fields
from reference.wire.hashing import Tag, tagged_hash


@procedure("DERIVE-4")
def derived_service_id(provider: AccountId, terms: DerivedOpen) -> Hash:
    """The identifier of a derived service: of its provider and of all of its terms. Never rejects."""
    return tagged_hash(Tag.DERIVED_SERVICE, encode([provider, plain_fields(terms)]))


@kernel("DERIVE-5")
def check_derived_terms(opened: Slot, ordered: bool, price: Amount, payable: bool) -> None:
    """Check that a service of such terms can be opened, which stands since `opened` where it does, in a coin that is `payable` where it exists.

    Rejects with `DERIVED_STANDING`, `CONTRIBUTORS_UNORDERED`, `AMOUNT_ZERO`, `PRICE_TOO_HIGH`, `COIN_UNKNOWN`, in this order.
    """
    if opened != 0:
        raise Reject(Code.DERIVED_STANDING)
    if not ordered:
        raise Reject(Code.CONTRIBUTORS_UNORDERED)
    check_amount(price)
    if price > HIGHEST_PRICE:
        raise Reject(Code.PRICE_TOO_HIGH)
    if not payable:
        raise Reject(Code.COIN_UNKNOWN)


@kernel("DERIVE-6")
def weigh(left: Slot, asset: Asset, consent: Consent, series: Hash, identifier: Hash, service: Hash, provider: AccountId, slot: Slot) -> Weight:
    """What an asset weighs in a service that its owner has taken it out of in slot `left`, 0 where it has not. Never rejects.

    `consent` is the one of the asset's owner that the service names; its reader may be the provider, or the service itself.
    """
    if left != 0:
        return 0
    return contributes(asset, consent, series, identifier, service if consent.reader == service else provider, slot)


@kernel("DERIVE-7")
def check_contributor(registered: Slot, weight: Weight) -> None:
    """Check that a service may be opened with an asset. Rejects with `ASSET_UNKNOWN`, then `CONSENT_MISSING`."""
    if registered == 0:
        raise Reject(Code.ASSET_UNKNOWN)
    if weight == 0:
        raise Reject(Code.CONSENT_MISSING)


@kernel("DERIVE-8")
def check_derived_open(opened: Slot) -> None:
    """Check that there is a derived service, by the slot in which it was opened. Rejects with `DERIVED_UNKNOWN`."""
    if opened == 0:
        raise Reject(Code.DERIVED_UNKNOWN)


@kernel("DERIVE-9")
def check_provider(opened: Slot, provider: AccountId, sender: AccountId) -> None:
    """Check that a sender provides a service. Rejects with `DERIVED_UNKNOWN`, then `DERIVED_OF_ANOTHER`."""
    check_derived_open(opened)
    if sender != provider:
        raise Reject(Code.DERIVED_OF_ANOTHER)


@kernel("DERIVE-10")
def take_out(named: bool, contributor: Contributor, owner: AccountId, sender: AccountId, slot: Slot) -> Contributor:
    """What a service remembers of an asset that its owner takes out of it, where it is `named` in the service.

    Rejects with `CONTRIBUTOR_UNKNOWN`, then `ASSET_OF_ANOTHER`.
    """
    if not named or contributor.left != 0:
        raise Reject(Code.CONTRIBUTOR_UNKNOWN)
    if sender != owner:
        raise Reject(Code.ASSET_OF_ANOTHER)
    return replace(contributor, left=slot)


@kernel("DERIVE-15")
def is_derived_service_possible(price: HeldAmount, payable: bool, opened: Slot, now: Slot) -> bool:
    """Whether a service of a state from outside, whose head is of slot `now`, may cost this, in a coin that is `payable`, from a slot on. Never rejects."""
    return price > 0 and payable and opened <= now


@kernel("DERIVE-16")
def is_contributor_possible(left: Slot, opened: Slot, now: Slot) -> bool:
    """Whether an asset may have left a service so, in a state from outside. Never rejects."""
    return left == 0 or (left >= opened and left <= now)
