# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a derived service's terms, of who is in it, and of who leaves it."""

from dataclasses import replace

from reference.codes import Code
from reference.data.derived import Weight, contributes
from reference.data.derived_services import (
    check_contributor,
    check_derived_open,
    check_derived_terms,
    check_provider,
    is_contributor_possible,
    is_derived_service_possible,
    take_out,
    weigh,
)
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.state.asset import Asset
from reference.state.consent import ANYBODY, Consent
from reference.state.derived_service import Contributor
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem(
    "DERIVE-5",
    "First of: it stands, its assets are out of order, it costs nothing, or more than can be held, or a coin that there is not.",
    says=Says.ACCEPTANCE,
)
def terms_are_checked(opened: Slot, ordered: bool, price: Amount, payable: bool) -> bool:
    expected = first_failing(
        (opened > 0, Code.DERIVED_STANDING),
        (not ordered, Code.CONTRIBUTORS_UNORDERED),
        (price == 0, Code.AMOUNT_ZERO),
        (price > HIGHEST_PRICE, Code.PRICE_TOO_HIGH),
        (not payable, Code.COIN_UNKNOWN),
    )
    return rejection(check_derived_terms, opened, ordered, price, payable) == expected


@theorem("DERIVE-5", "Whatever can be opened can be paid for, and stands in the way of nothing that is there.", says=Says.INVARIANT)
def terms_can_be_paid(opened: Slot, ordered: bool, price: Amount, payable: bool) -> bool:
    check_derived_terms(opened, ordered, price, payable)
    return opened == 0 and ordered and 0 < price <= HIGHEST_PRICE and payable


@theorem("DERIVE-6", "What an asset weighs can always be said.", says=Says.ACCEPTANCE)
def weighing_never_rejects(left: Slot, asset: Asset, consent: Consent, series: Hash, identifier: Hash, service: Hash, provider: AccountId, slot: Slot) -> bool:
    return rejection(weigh, left, asset, consent, series, identifier, service, provider, slot) is None


@theorem("DERIVE-6", "It is what DERIVE-1 says of the provider, or, by a consent to the service, of that; nothing once it has left.", says=Says.AMOUNTS)
def weighing_is_exact(left: Slot, asset: Asset, consent: Consent, series: Hash, identifier: Hash, service: Hash, provider: AccountId, slot: Slot) -> bool:
    by_provider, by_service = (contributes(asset, consent, series, identifier, reader, slot) for reader in (provider, service))
    expected = by_service if consent.reader == service else by_provider
    return weigh(left, asset, consent, series, identifier, service, provider, slot) == (0 if left > 0 else expected)


@theorem("DERIVE-6", "Who has left weighs nothing, and who consents to neither provider, service nor anybody does not either.", says=Says.INVARIANT)
def nobody_is_weighed_without_consent(
    left: Slot, asset: Asset, consent: Consent, series: Hash, identifier: Hash, service: Hash, provider: AccountId, slot: Slot
) -> bool:
    meant = consent.reader in (provider, service, ANYBODY)
    return (left == 0 and meant) or weigh(left, asset, consent, series, identifier, service, provider, slot) == 0


@theorem("DERIVE-7", "First of: there is no such asset, its owner does not consent.", says=Says.ACCEPTANCE)
def contributors_are_checked(registered: Slot, weight: Weight) -> bool:
    expected = first_failing((registered == 0, Code.ASSET_UNKNOWN), (weight == 0, Code.CONSENT_MISSING))
    return rejection(check_contributor, registered, weight) == expected


@theorem("DERIVE-7", "Nothing is included that weighs nothing.", says=Says.INVARIANT)
def contributors_weigh(registered: Slot, weight: Weight) -> bool:
    check_contributor(registered, weight)
    return weight > 0 and registered > 0


@theorem("DERIVE-8", "There is no service that was opened in no slot.", says=Says.ACCEPTANCE)
def open_services_are_known(opened: Slot) -> bool:
    return rejection(check_derived_open, opened) == (Code.DERIVED_UNKNOWN if opened == 0 else None)


@theorem("DERIVE-8", "What is there was opened in some slot.", says=Says.INVARIANT)
def open_services_were_opened(opened: Slot) -> bool:
    check_derived_open(opened)
    return opened > 0


@theorem("DERIVE-9", "First of: there is no such service, it is another's.", says=Says.ACCEPTANCE)
def providers_are_checked(opened: Slot, provider: AccountId, sender: AccountId) -> bool:
    expected = first_failing((opened == 0, Code.DERIVED_UNKNOWN), (sender != provider, Code.DERIVED_OF_ANOTHER))
    return rejection(check_provider, opened, provider, sender) == expected


@theorem("DERIVE-9", "Nobody closes another's.", says=Says.INVARIANT)
def providers_close_their_own(opened: Slot, provider: AccountId, sender: AccountId) -> bool:
    check_provider(opened, provider, sender)
    return sender == provider


@theorem("DERIVE-10", "First of: it is not in the service or has left, it is another's.", says=Says.ACCEPTANCE)
def leaving_accepts(named: bool, contributor: Contributor, owner: AccountId, sender: AccountId, slot: Slot) -> bool:
    gone = not named or contributor.left > 0
    expected = first_failing((gone, Code.CONTRIBUTOR_UNKNOWN), (sender != owner, Code.ASSET_OF_ANOTHER))
    return rejection(take_out, named, contributor, owner, sender, slot) == expected


@theorem("DERIVE-10", "It has left in this slot; asset and consent are as they were.", says=Says.AMOUNTS)
def leaving_is_exact(named: bool, contributor: Contributor, owner: AccountId, sender: AccountId, slot: Slot) -> bool:
    return take_out(named, contributor, owner, sender, slot) == replace(contributor, left=slot)


@theorem("DERIVE-10", "Who has left once has not left again, in no slot but the first, and nobody is taken out by another.", says=Says.INVARIANT)
def leaving_is_once(named: bool, contributor: Contributor, owner: AccountId, sender: AccountId, slot: Slot, later: Slot) -> bool:
    left = take_out(named, contributor, owner, sender, slot)
    return sender == owner and (slot == 0 or rejection(take_out, True, left, owner, sender, later) == Code.CONTRIBUTOR_UNKNOWN)


@theorem("DERIVE-15", "Whether a service is possible can always be said.", says=Says.ACCEPTANCE)
def possible_services_are_known(price: HeldAmount, payable: bool, opened: Slot, now: Slot) -> bool:
    return rejection(is_derived_service_possible, price, payable, opened, now) is None


@theorem("DERIVE-15", "It costs something, in a coin that there is, and was not opened in a slot to come.", says=Says.AMOUNTS)
def possible_services_are_exact(price: HeldAmount, payable: bool, opened: Slot, now: Slot) -> bool:
    return is_derived_service_possible(price, payable, opened, now) == (not (price == 0 or not payable or opened > now))


@theorem("DERIVE-15", "What is opened by DERIVE-5 is possible in its slot, and afterwards.", says=Says.INVARIANT)
def opened_services_are_possible(price: HeldAmount, ordered: bool, payable: bool, slot: Slot, later: Slot) -> bool:
    check_derived_terms(0, ordered, price, payable)
    return later < slot or is_derived_service_possible(price, payable, slot, later)


@theorem("DERIVE-16", "Whether an asset may have left so can always be said.", says=Says.ACCEPTANCE)
def possible_contributors_are_known(left: Slot, opened: Slot, now: Slot) -> bool:
    return rejection(is_contributor_possible, left, opened, now) is None


@theorem("DERIVE-16", "It has not left, or from the slot in which the service was opened until now.", says=Says.AMOUNTS)
def possible_contributors_are_exact(left: Slot, opened: Slot, now: Slot) -> bool:
    return is_contributor_possible(left, opened, now) == (left == 0 or opened <= left <= now)


@theorem("DERIVE-16", "Who leaves by DERIVE-10 has left so, then and afterwards.", says=Says.INVARIANT)
def who_leaves_is_possible(contributor: Contributor, owner: AccountId, sender: AccountId, opened: Slot, slot: Slot, later: Slot) -> bool:
    left = take_out(True, contributor, owner, sender, slot)
    return opened > slot or slot > later or is_contributor_possible(left.left, opened, later)
