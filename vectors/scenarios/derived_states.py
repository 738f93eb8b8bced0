"""States from outside with derived services, and what identifies one."""

from collections.abc import Iterable
from dataclasses import replace

from reference.data.derived_services import derived_service_id
from reference.state.derived_service import DerivedService
from reference.state.listing import HIGHEST_PRICE
from reference.wire.derived_bodies import NamedAsset
from vectors.build import SLOT
from vectors.case import Case
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import GATE, NIX
from vectors.scenarios.derived_places import OPENED, PROVIDER, SERVICE, TERMS, derived_place, service_of

MANY = tuple(NamedAsset(bytes((place + 1,)) * 32, place) for place in range(65))
"""Assets that there are not, or not any more: nothing is asked of them."""


def derived_state_cases() -> list[Case]:
    """States that these rules have made, and others."""
    return list(_states())


def _states() -> Iterable[Case]:
    possible = {
        "of the slot of the head": replace(OPENED, opened=SLOT),
        "that one has left in its own slot, and another in that of the head": _left(OPENED, 35, 0, SLOT),
        "that all have left": _left(OPENED, 36, 36, 40),
    }
    impossible = {
        "of a slot to come": replace(OPENED, opened=SLOT + 1),
        "that one has left before it was opened": _left(OPENED, 34, 0, 0),
        "that one has left in a slot to come": _left(OPENED, 0, 0, SLOT + 1),
        "of other assets than it is called by": replace(OPENED, contributors=OPENED.contributors[:2]),
        "at another price than it is called by": replace(OPENED, price=OPENED.price - 1),
        "of another provider than it is called by": replace(OPENED, provider=bytes(32)),
    }
    for why, service in possible.items():
        yield _case(why, SERVICE, service)
    for why, service in impossible.items():
        yield _case(f"{why}: refused", SERVICE, service)
    for why, changed in {
        "in a coin that there is": {"coin": GATE},
        "at the highest price": {"price": HIGHEST_PRICE},
        "of one asset": {"assets": TERMS.assets[:1]},
        "of as many as there may be": {"assets": MANY[:64]},
    }.items():
        terms = replace(TERMS, **changed)  # type: ignore[arg-type]
        yield _case(why, derived_service_id(PROVIDER.account, terms), service_of(terms))
    for why, changed in {
        "in a coin that there is not: refused": {"coin": NIX},
        "for nothing: refused": {"price": 0},
        "of no asset: refused": {"assets": ()},
        "of one more: refused": {"assets": MANY},
        "of assets out of order: refused": {"assets": TERMS.assets[::-1]},
        "of one asset twice: refused": {"assets": TERMS.assets[:1] * 2},
    }.items():
        terms = replace(TERMS, **changed)  # type: ignore[arg-type]
        yield _case(why, derived_service_id(PROVIDER.account, terms), service_of(terms))


def _left(service: DerivedService, *slots: int) -> DerivedService:
    return replace(service, contributors=tuple(replace(each, left=slot) for each, slot in zip(service.contributors, slots, strict=True)))


def _case(why: str, identifier: bytes, service: DerivedService) -> Case:
    rules = ("ASSET-2", "DERIVE-17", "DERIVE-15", "DERIVE-16", "DERIVE-4")
    return outside_case(rules, f"a derived service {why}", derived_place({identifier: service}))
