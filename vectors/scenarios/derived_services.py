"""Derived services on the chain: opened, paid for, left and closed, by the right one and by others, and whole ones from their beginning to their end."""

from collections.abc import Iterable
from dataclasses import replace

from reference.data.derived_services import derived_service_id
from reference.numbers import Slot
from reference.state.consent import ANYBODY, Consent, Use
from reference.state.listing import HIGHEST_PRICE
from reference.wire.data_bodies import AssetForget, ConsentGrant, ConsentRevoke
from reference.wire.derived_bodies import DerivedBuy, DerivedOpen, NamedAsset
from vectors.case import Case
from vectors.scenarios.asset_places import ASSET_ID
from vectors.scenarios.coin_places import GATE, NIX, Step, told, told_over_time
from vectors.scenarios.data_places import PLENTY
from vectors.scenarios.derived_places import (
    ASSETS,
    BUY,
    BUYER,
    CLOSE,
    GIVEN,
    NEIGHBOUR,
    NEIGHBOUR_ID,
    NUMBER,
    OWNER,
    OWNERS,
    PROVIDER,
    SERVICE,
    SMALL,
    SMALL_ID,
    TERMS,
    derived_place,
    leave,
    opened,
)

OPENING = ("DERIVE-11", "DERIVE-4", "DERIVE-5", "DERIVE-6", "DERIVE-7")
PAYING = ("DERIVE-12", "DERIVE-8", "DERIVE-6", "DERIVE-1", "DERIVE-2", "DERIVE-3")
LEAVING = ("DERIVE-13", "DERIVE-8", "DERIVE-10")
CLOSING = ("DERIVE-14", "DERIVE-9")
BARE = derived_place(services={})
PLACE = derived_place()


def derived_cases() -> list[Case]:
    """Every kind of a derived service."""
    return [*_openings(), *_payments(), *_departures(), *_closings()]


def _openings() -> Iterable[Case]:
    yield told(BARE, (*OPENING, "ASSET-1"), "with three assets; once more: fails", (PROVIDER, TERMS), (PROVIDER, TERMS))
    alike = derived_place(services={}, consents={(owner.account, NUMBER): replace(GIVEN, reader=ANYBODY) for owner in OWNERS.values()})
    yield told(alike, OPENING, "two providers with the same terms, each its own, by consent to anybody", (PROVIDER, TERMS), (BUYER, TERMS))
    yield told(BARE, OPENING, "with one asset, its price the lowest and the highest", (PROVIDER, _priced(1)), (PROVIDER, _priced(HIGHEST_PRICE)))
    first, second, third = TERMS.assets
    yield told(
        BARE,
        OPENING,
        "each fails: assets out of order, for nothing too; one twice; for nothing; for more than can be held; in a coin that there is not",
        (PROVIDER, replace(TERMS, assets=(second, first, third), price=0)),
        (PROVIDER, replace(TERMS, assets=(first, first, third))),
        (PROVIDER, replace(TERMS, price=0, coin=NIX)),
        (PROVIDER, replace(TERMS, price=HIGHEST_PRICE + 1, coin=NIX)),
        (PROVIDER, replace(TERMS, coin=NIX, assets=(NamedAsset(bytes(32), 0),))),
    )
    yield told(derived_place(services={}, coined=True), OPENING, "in a coin that there is", (PROVIDER, replace(TERMS, coin=GATE)))
    yield told(
        BARE,
        OPENING,
        "each fails: an asset that there is not, by whatever consent; a consent of another number; the terms of another provider",
        (PROVIDER, replace(TERMS, assets=(NamedAsset(bytes(32), NUMBER), *TERMS.assets[1:]))),
        (PROVIDER, replace(TERMS, assets=(*TERMS.assets[:2], NamedAsset(third.asset, NUMBER + 1)))),
        (BUYER, TERMS),
    )
    for why, consent in _CONSENTS.items():
        place = derived_place(services={}, consents={**_all(), (SMALL.account, NUMBER): consent})
        yield told(place, (*OPENING, "CONSENT-2"), f"one owner's consent is {why}", (PROVIDER, TERMS))


_CONSENTS = {
    "to another use: fails": replace(GIVEN, use=Use.RESEARCH.value),
    "to another reader: fails": replace(GIVEN, reader=BUYER.account),
    "to come: fails": replace(GIVEN, start=42),
    "over: fails": replace(GIVEN, until=41),
    "over in the next slot": replace(GIVEN, until=42),
    "that of this very asset": replace(GIVEN, scope=SMALL_ID),
    "to another of its assets: fails": replace(GIVEN, scope=ASSET_ID),
    "to anybody": replace(GIVEN, reader=ANYBODY),
    "to this service alone": replace(GIVEN, reader=SERVICE),
    "to another service: fails": replace(GIVEN, reader=derived_service_id(PROVIDER.account, replace(TERMS, price=1))),
}
"""What the third consent is like, in slot 41."""


def _all(**changed: object) -> dict[tuple[bytes, int], Consent]:
    return {(owner.account, NUMBER): replace(GIVEN, **changed) for owner in OWNERS.values()}  # type: ignore[arg-type]


def _priced(price: int) -> DerivedOpen:
    return replace(TERMS, price=price, assets=(NamedAsset(ASSET_ID, NUMBER),))


def _payments() -> Iterable[Case]:
    yield told(PLACE, (*PAYING, "EARN-2", "ESCROW-5"), "by a buyer, twice, and by an owner that has a part of it", (BUYER, BUY), (BUYER, BUY), (OWNER, BUY))
    yield told(PLACE, PAYING, "by the provider itself", (PROVIDER, BUY))
    yield told(PLACE, PAYING, "of a service that there is not: fails", (BUYER, DerivedBuy(bytes(32))))
    for price, ppm in ((1, 0), (1, 10**6), (2, 500_000), (1_009, 0), (1_009, 10**6), (150, 1), (PLENTY // 2, 333_333)):
        terms = replace(TERMS, price=price, provider_ppm=ppm)
        place = derived_place(services=opened(terms))
        yield told(place, (*PAYING, "EARN-1"), f"for {price}, of which the provider keeps {ppm} in a million", (BUYER, DerivedBuy(_id(terms))))
    yield told(derived_place(services=opened(replace(TERMS, price=PLENTY))), PAYING, "for more than the buyer has: fails", (BUYER, _buy(price=PLENTY)))
    coin = derived_place(services=opened(replace(TERMS, coin=GATE)))
    yield told(coin, (*PAYING, "EARN-1"), "in a coin: no fee; by one that has none of it: fails", (BUYER, _buy(coin=GATE)), (SMALL, _buy(coin=GATE)))
    frozen = derived_place(services=opened(replace(TERMS, coin=GATE)), frozen=True)
    yield told(frozen, PAYING, "in a coin that is frozen: fails", (BUYER, _buy(coin=GATE)))
    gone = derived_place(assets={identifier: asset for identifier, asset in ASSETS.items() if identifier != SMALL_ID})
    yield told(gone, (*PAYING, "ASSET-17"), "one of its assets is forgotten: the others share", (BUYER, BUY))
    withdrawn = derived_place(consents={key: consent for key, consent in _all().items() if key[0] != NEIGHBOUR.account})
    yield told(withdrawn, PAYING, "one consent is taken back: the others share", (BUYER, BUY))
    yield told(derived_place(consents={(BUYER.account, 0): GIVEN}), PAYING, "nobody consents any more: fails, whatever the buyer has", (BUYER, BUY))
    alone = derived_place(consents={**_all(until=41), (SMALL.account, NUMBER): replace(GIVEN, reader=SERVICE)})
    yield told(alone, PAYING, "one consents, to this service alone", (BUYER, BUY))
    yield told_over_time(
        PLACE,
        (*PAYING, "CONSENT-2"),
        "in the last slot of the consents, and in the next: fails",
        (GIVEN.until - 1, [(BUYER, BUY)]),
        (GIVEN.until, [(BUYER, BUY)]),
    )


def _id(terms: DerivedOpen) -> bytes:
    return derived_service_id(PROVIDER.account, terms)


def _buy(**changed: object) -> DerivedBuy:
    return DerivedBuy(_id(replace(TERMS, **changed)))  # type: ignore[arg-type]


def _departures() -> Iterable[Case]:
    yield told(PLACE, (*LEAVING, "DERIVE-12"), "paid for, left, paid for in the same slot", (BUYER, BUY), (OWNER, leave()), (BUYER, BUY))
    yield told(
        PLACE,
        LEAVING,
        "each fails: of a service that there is not; an asset that is not in it; another's; and once more",
        (OWNER, leave(service=bytes(32))),
        (OWNER, leave(bytes(32))),
        (PROVIDER, leave()),
        (NEIGHBOUR, leave(SMALL_ID)),
    )
    yield told(PLACE, LEAVING, "left, and once more by the owner and by another: fails", (OWNER, leave()), (OWNER, leave()), (BUYER, leave()))
    gone = derived_place(assets={identifier: asset for identifier, asset in ASSETS.items() if identifier != SMALL_ID})
    yield told(gone, LEAVING, "an asset that is forgotten leaves no more: fails", (SMALL, leave(SMALL_ID)))
    yield told(
        PLACE,
        (*LEAVING, "DERIVE-12"),
        "all leave, one by one; nobody can pay any more",
        (SMALL, leave(SMALL_ID)),
        (BUYER, BUY),
        (OWNER, leave()),
        (BUYER, BUY),
        (NEIGHBOUR, leave(NEIGHBOUR_ID)),
        (BUYER, BUY),
    )


def _closings() -> Iterable[Case]:
    yield told(
        PLACE,
        CLOSING,
        "by others: fails; by its provider; once more: fails",
        (BUYER, CLOSE),
        (OWNER, CLOSE),
        (PROVIDER, CLOSE),
        (PROVIDER, CLOSE),
    )
    yield told(PLACE, (*CLOSING, "DERIVE-12", "DERIVE-13"), "closed: neither paid for nor left", (PROVIDER, CLOSE), (BUYER, BUY), (OWNER, leave()))
    yield told(PLACE, (*CLOSING, "DERIVE-11"), "opened again, with who had left it", (OWNER, leave()), (PROVIDER, CLOSE), (PROVIDER, TERMS), (BUYER, BUY))


def whole_derived_cases() -> list[Case]:
    """Services from the consents on, with each way in which an owner withdraws, in its exact slot."""
    return list(_wholes())


def _wholes() -> Iterable[Case]:
    rules = (*OPENING, *PAYING, "CONSENT-4", "CONSENT-5")
    grant = ConsentGrant(NUMBER, bytes(32), Use.DERIVED_SERVICE.value, PROVIDER.account, 0, 200)
    consents: list[Step] = [(owner, grant) for owner in OWNERS.values()]
    bare = derived_place(services={}, consents={(OWNER.account, 0): replace(GIVEN, until=300)})
    begun: tuple[Slot, list[Step]] = (41, [*consents, (PROVIDER, TERMS), (BUYER, BUY)])
    revoke: Step = (NEIGHBOUR, ConsentRevoke(NUMBER))
    yield told_over_time(
        bare,
        (*rules, *CLOSING),
        "consented to, opened, paid for in two slots, closed, paid for no more",
        begun,
        (50, [(BUYER, BUY)]),
        (51, [(PROVIDER, CLOSE)]),
        (52, [(BUYER, BUY)]),
    )
    yield told_over_time(
        bare,
        rules,
        "a consent is taken back between two payments of one slot, and given again for later: the others are paid meanwhile",
        begun,
        (50, [(BUYER, BUY), revoke, (BUYER, BUY), (NEIGHBOUR, replace(grant, start=53))]),
        (52, [(BUYER, BUY)]),
        (53, [(BUYER, BUY)]),
    )
    yield told_over_time(
        bare,
        (*rules, "ASSET-17"),
        "an asset is forgotten; nobody's part is held up by it",
        begun,
        (50, [(SMALL, AssetForget(SMALL_ID)), (BUYER, BUY)]),
        (51, [(BUYER, BUY)]),
    )
    yield told_over_time(
        bare,
        (*rules, *LEAVING, *CLOSING),
        "left by one owner's own transaction; opened again without it",
        begun,
        (50, [(OWNER, leave())]),
        (51, [(BUYER, BUY)]),
        (52, [(PROVIDER, CLOSE), (PROVIDER, _without(ASSET_ID)), (BUYER, DerivedBuy(_id(_without(ASSET_ID))))]),
    )
    yield told_over_time(
        bare, rules, "all consents end together: paid for in their last slot, and no more", begun, (199, [(BUYER, BUY)]), (200, [(BUYER, BUY)])
    )
    yield told_over_time(
        bare,
        (*rules, *LEAVING),
        "each owner withdraws in another way, until nobody is left",
        begun,
        (50, [(OWNER, leave()), (BUYER, BUY)]),
        (51, [revoke, (BUYER, BUY)]),
        (52, [(SMALL, ConsentRevoke(NUMBER)), (BUYER, BUY)]),
    )


def _without(asset: bytes) -> DerivedOpen:
    return replace(TERMS, assets=tuple(each for each in TERMS.assets if each.asset != asset))
