"""The transactions of a derived service: opened, paid for, left, closed."""

from dataclasses import replace

from reference.data.access_transactions import is_payable
from reference.data.assets import series_id
from reference.data.derived import Weight, owners_part, share_payment
from reference.data.derived_services import check_contributor, check_derived_open, check_derived_terms, check_provider, derived_service_id, take_out, weigh
from reference.data.earnings import pay_owner
from reference.economy.escrow_books import give, take
from reference.numbers import AccountId, CoinId, Hash, Slot
from reference.rules import transition
from reference.state.data_state import get_asset, get_consent, get_derived_service, put_derived_service
from reference.state.derived_service import NO_DERIVED_SERVICE, Contributor, DerivedService
from reference.state.listing import HeldAmount
from reference.state.state import State
from reference.wire.derived_bodies import DerivedBuy, DerivedClose, DerivedLeave, DerivedOpen

NOBODY = Contributor(asset=bytes(32), consent=0, left=0)
"""Where no asset of this name is in a service."""


@transition("DERIVE-11")
def apply_derived_open(state: State, sender: AccountId, body: DerivedOpen, slot: Slot) -> State:
    """Open a derived service. Rejects with the codes of DERIVE-5, then, asset by asset, with those of DERIVE-7."""
    identifier = derived_service_id(sender, body)
    check_derived_terms(get_derived_service(state, identifier).opened, are_ordered(body), body.price, is_payable(state, body.coin))
    contributors = tuple(Contributor(asset=named.asset, consent=named.consent, left=0) for named in body.assets)
    for contributor in contributors:
        check_contributor(get_asset(state, contributor.asset).registered, weight_of(state, identifier, sender, contributor, slot))
    service = DerivedService(
        provider=sender,
        coin=body.coin,
        price=body.price,
        provider_ppm=body.provider_ppm,
        metadata=body.metadata,
        contributors=contributors,
        opened=slot,
    )
    return put_derived_service(state, identifier, service)


@transition("DERIVE-12")
def apply_derived_buy(state: State, sender: AccountId, body: DerivedBuy, slot: Slot) -> State:
    """Pay for a result: the provider has its part, and every owner whose asset contributes in this slot has its own.

    Rejects with `DERIVED_UNKNOWN`, `NOBODY_CONTRIBUTES`, then with the codes of ESCROW-5 for the price.
    """
    service = get_derived_service(state, body.service)
    check_derived_open(service.opened)
    weights = tuple(weight_of(state, body.service, service.provider, each, slot) for each in service.contributors)
    sharing = share_payment(owners_part(service.price, service.provider_ppm), weights)
    state = take(state, service.coin, sender, service.price)
    if sharing.paid != service.price:
        state = give(state, service.coin, service.provider, service.price - sharing.paid)
    for contributor, part in zip(service.contributors, sharing.parts, strict=True):
        state = pay_part(state, service.coin, contributor, part, slot)
    return state


@transition("DERIVE-13")
def apply_derived_leave(state: State, sender: AccountId, body: DerivedLeave, slot: Slot) -> State:
    """Take an asset of the sender out of a service. Rejects with `DERIVED_UNKNOWN`, then with the codes of DERIVE-10."""
    service = get_derived_service(state, body.service)
    check_derived_open(service.opened)
    place = place_of(service, body.asset)
    named = place < len(service.contributors)
    left = take_out(named, service.contributors[place] if named else NOBODY, get_asset(state, body.asset).owner, sender, slot)
    contributors = (*service.contributors[:place], left, *service.contributors[place + 1 :])
    return put_derived_service(state, body.service, replace(service, contributors=contributors))


@transition("DERIVE-14")
def apply_derived_close(state: State, sender: AccountId, body: DerivedClose, slot: Slot) -> State:
    """Close a service of the sender, in whichever slot. Rejects with the codes of DERIVE-9."""
    service = get_derived_service(state, body.service)
    check_provider(service.opened, service.provider, sender)
    return put_derived_service(state, body.service, NO_DERIVED_SERVICE)


def are_ordered(body: DerivedOpen) -> bool:
    """Whether each asset comes after the one before, byte by byte, so that none is there twice."""
    return all(one.asset < other.asset for one, other in zip(body.assets, body.assets[1:], strict=False))


def weight_of(state: State, service: Hash, provider: AccountId, contributor: Contributor, slot: Slot) -> Weight:
    """What an asset weighs in a service in a slot (DERIVE-6)."""
    asset = get_asset(state, contributor.asset)
    consent = get_consent(state, (asset.owner, contributor.consent))
    return weigh(contributor.left, asset, consent, series_id(asset.chip, asset.series), contributor.asset, service, provider, slot)


def pay_part(state: State, coin: CoinId, contributor: Contributor, part: HeldAmount, slot: Slot) -> State:
    """Pay the owner of an asset its part of a payment (EARN-2)."""
    return pay_owner(state, coin, get_asset(state, contributor.asset).owner, part, slot)


def place_of(service: DerivedService, asset: Hash) -> int:
    """The place of an asset among those of a service; behind the last where it is none of them."""
    places = [place for place, each in enumerate(service.contributors) if each.asset == asset]
    return places[0] if places else len(service.contributors)
