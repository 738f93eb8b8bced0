"""Where derived services play: three owners, each with an asset and a consent, a provider, and a buyer."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.data.assets import asset_id
from reference.data.derived_services import derived_service_id
from reference.numbers import Hash
from reference.state.asset import Asset, Series
from reference.state.coin_terms import SSP
from reference.state.consent import EVERYTHING, Consent, ConsentKey, Use
from reference.state.data_tables import Data
from reference.state.derived_service import Contributor, DerivedService
from reference.state.economy_tables import NO_ECONOMY
from reference.state.state import State
from reference.wire.derived_bodies import DerivedBuy, DerivedClose, DerivedLeave, DerivedOpen, NamedAsset
from vectors.build import ALICE, BOB, CAROL, coin, found
from vectors.keys import KeyPair, key_pair
from vectors.scenarios.asset_places import AFTER, ASSET, ASSET_ID, SERIES_KEY, WEATHER, WEATHER_ID
from vectors.scenarios.coin_places import DAVE, GATE
from vectors.scenarios.data_places import PLENTY
from vectors.scenarios.sale_places import FROZEN

OWNER, BUYER, NEIGHBOUR = ALICE, BOB, CAROL
SMALL, PROVIDER = DAVE, key_pair("provider")
"""An owner of a single sample, and who computes."""

NEIGHBOURS, SMALLS = (replace(ASSET, owner=owner.account, chip=sha256(name).digest()) for owner, name in ((NEIGHBOUR, b"chip two"), (SMALL, b"chip three")))
ASSETS: dict[Hash, Asset] = {
    ASSET_ID: ASSET,
    asset_id(NEIGHBOURS.chip, NEIGHBOURS.series, NEIGHBOURS.first): replace(NEIGHBOURS, chunks=3),
    asset_id(SMALLS.chip, SMALLS.series, SMALLS.first): replace(SMALLS, chunks=1),
}
"""Of five chunks, of three, and of one."""

_, NEIGHBOUR_ID, SMALL_ID = ASSETS
OWNERS: dict[Hash, KeyPair] = {ASSET_ID: OWNER, NEIGHBOUR_ID: NEIGHBOUR, SMALL_ID: SMALL}

GIVEN = Consent(scope=EVERYTHING, use=Use.DERIVED_SERVICE.value, reader=PROVIDER.account, start=30, until=60)
NUMBER = 6
"""The number of each owner's consent to the provider."""

PRICE, PPM = 1_009, 100_000
"""What a result costs, and what of it the provider keeps: a tenth, rounded down."""

TERMS = DerivedOpen(SSP, PRICE, PPM, bytes(range(32)), tuple(NamedAsset(asset, NUMBER) for asset in sorted(ASSETS)))
SERVICE = derived_service_id(PROVIDER.account, TERMS)
OPENED = DerivedService(PROVIDER.account, SSP, PRICE, PPM, TERMS.metadata, tuple(Contributor(each.asset, each.consent, 0) for each in TERMS.assets), 35)
"""The service once it is opened."""

BUY, CLOSE = DerivedBuy(SERVICE), DerivedClose(SERVICE)


def leave(asset: Hash = ASSET_ID, service: Hash = SERVICE) -> DerivedLeave:
    """What an owner says to take its asset out."""
    return DerivedLeave(service, asset)


def service_of(terms: DerivedOpen, opened: int = 35) -> DerivedService:
    """The provider's service of these terms."""
    contributors = tuple(Contributor(each.asset, each.consent, 0) for each in terms.assets)
    return DerivedService(PROVIDER.account, terms.coin, terms.price, terms.provider_ppm, terms.metadata, contributors, opened)


def opened(terms: DerivedOpen = TERMS) -> dict[Hash, DerivedService]:
    """The table of services with the provider's of these terms."""
    return {derived_service_id(PROVIDER.account, terms): service_of(terms)}


def derived_place(
    services: Mapping[Hash, DerivedService] | None = None,
    consents: Mapping[ConsentKey, Consent] | None = None,
    assets: Mapping[Hash, Asset] | None = None,
    *,
    coined: bool = False,
    frozen: bool = False,
) -> State:
    """A state with the three assets and consents, and the service where none are given; with the buyer's coin, or that frozen, where it is told so."""
    given = {(owner.account, NUMBER): GIVEN for owner in OWNERS.values()} if consents is None else consents
    data = Data(
        consents=Map(given),
        series=Map({SERIES_KEY: AFTER, **{(each.chip, each.series): Series(each.first + each.chunks, 40) for each in ASSETS.values()}}),
        schemas=Map({WEATHER_ID: WEATHER}),
        assets=Map(ASSETS if assets is None else assets),
        derived_services=Map({SERVICE: OPENED} if services is None else services),
    )
    people = dict.fromkeys((OWNER, BUYER, NEIGHBOUR, SMALL, PROVIDER), PLENTY)
    with_coin = coined or frozen or any(service.coin == GATE for service in data.derived_services.values())
    coins = (coin("GATE", NEIGHBOUR, 10_000),) if with_coin else ()
    holdings = {("GATE", BUYER): 2_000} if with_coin else {}
    return found("minimal", people, coins, holdings, FROZEN if frozen else NO_ECONOMY, data=data)
