"""Whether what the chain remembers of derived services fits together."""

from reference.data.access_transactions import is_payable
from reference.data.derived_services import derived_service_id, is_contributor_possible, is_derived_service_possible
from reference.data.derived_transactions import are_ordered
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.derived_service import DerivedService
from reference.state.state import State
from reference.wire.derived_bodies import MAX_CONTRIBUTORS, DerivedOpen, NamedAsset


@procedure("DERIVE-17")
def do_derived_services_fit(state: State) -> bool:
    """Whether each derived service is possible, stands under its own identifier, and names its assets in order."""
    return all(does_derived_service_fit(state, identifier, service) for identifier, service in state.data.derived_services.items())


def does_derived_service_fit(state: State, identifier: Hash, service: DerivedService) -> bool:
    """Whether a service is one that DERIVE-11 and DERIVE-13 have made."""
    terms, now = terms_of(service), state.head.slot
    return (
        is_derived_service_possible(service.price, is_payable(state, service.coin), service.opened, now)
        and 0 < len(service.contributors) <= MAX_CONTRIBUTORS
        and are_ordered(terms)
        and all(is_contributor_possible(each.left, service.opened, now) for each in service.contributors)
        and derived_service_id(service.provider, terms) == identifier
    )


def terms_of(service: DerivedService) -> DerivedOpen:
    """What its provider has asked for when it opened a service."""
    named = tuple(NamedAsset(asset=each.asset, consent=each.consent) for each in service.contributors)
    return DerivedOpen(coin=service.coin, price=service.price, provider_ppm=service.provider_ppm, metadata=service.metadata, assets=named)
