"""Where sales of access play: an owner and its asset, a buyer with a pair of keys, what the asset costs, and what was consented to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.agent.chunks import chunk_path, chunk_root
from reference.data.assets import series_id
from reference.numbers import Hash, Slot
from reference.state.access import NOT_DELIVERED, Access, AccessKey, DataSale, SealedKey, Tariff, TariffKey
from reference.state.asset import Asset
from reference.state.coin_terms import SSP, Freeze
from reference.state.consent import Consent, ConsentKey, Use
from reference.state.data_tables import Data
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.listing import Escrow, Stage
from reference.state.state import State
from reference.wire.access_bodies import AccessBuy, AccessClose, AccessDeliver, AccessOffer, AccessRefund, ChunkComplaint, KeyComplaint
from reference.wire.storage_bodies import Piece
from vectors.build import BOB, CAROL, coin, found
from vectors.sales import CHUNKS, FRESH, deliver
from vectors.scenarios.asset_places import AFTER, ASSET, ASSET_ID, DATA_KEY, OWNER, SERIES, SERIES_KEY, WEATHER, WEATHER_ID
from vectors.scenarios.chip_places import CHIP
from vectors.scenarios.coin_places import FREEZABLE, GATE, incorporated
from vectors.scenarios.data_places import PLENTY

BUYER, OTHER = BOB, CAROL

NOW: Slot = 41
"""The slot of a first block."""

PRICE, IN_COIN, OF_SERIES = 500, 7, 400
"""What the asset costs in SSP, in the coin, and each asset of its series."""

DELIVER, COMPLAIN, MARGIN = 60, 20, 10
"""How long the owner has to deliver, and then the buyer to complain; and two rounds."""

DEADLINE = NOW + DELIVER
"""That of a purchase in a first block."""

SERIES_ID = series_id(CHIP.account, SERIES)
SOLD = replace(ASSET, root=chunk_root(CHUNKS))
"""The asset, of which the chunks are what they should be."""

TARIFFS: dict[TariffKey, Tariff] = {
    (OWNER.account, ASSET_ID, SSP): Tariff(PRICE, DELIVER, COMPLAIN),
    (OWNER.account, ASSET_ID, GATE): Tariff(IN_COIN, DELIVER, COMPLAIN),
    (OWNER.account, SERIES_ID, SSP): Tariff(OF_SERIES, DELIVER, COMPLAIN),
}

INSURED = Consent(scope=SERIES_ID, use=Use.INSURANCE.value, reader=BUYER.account, start=30, until=300)
CONSENT: ConsentKey = (OWNER.account, 2)
"""The owner's consent to the buyer's use."""

OFFER = AccessOffer(ASSET_ID, SSP, PRICE, DELIVER, COMPLAIN)
BUY = AccessBuy(ASSET_ID, ASSET_ID, SSP, PRICE, DELIVER, COMPLAIN, Use.INSURANCE.value, CONSENT[1], FRESH.key)
CLOSE = AccessClose(ASSET_ID, BUYER.account)
REFUND = AccessRefund(ASSET_ID, BUYER.account)
ACCUSE = KeyComplaint(ASSET_ID, FRESH.secret)
"""That the key is wrong."""

RIGHT, WRONG = deliver(DATA_KEY), deliver(bytes(32))
"""The key of the asset, and another, sealed to the buyer's."""


def delivery(sealed: SealedKey = RIGHT, **changed: object) -> AccessDeliver:
    """What the owner says to deliver."""
    usual = AccessDeliver(ASSET_ID, BUYER.account, FRESH.key, SSP, PRICE, CONSENT[1], sealed.encapsulated, sealed.ciphertext)
    return replace(usual, **changed)  # type: ignore[arg-type]


def accuse_chunk(place: int = 2, chunks: tuple[bytes, ...] = CHUNKS, **changed: object) -> ChunkComplaint:
    """That a chunk is wrong."""
    return replace(ChunkComplaint(ASSET_ID, FRESH.secret, place, Piece(chunks[place], chunk_path(chunks, place))), **changed)  # type: ignore[arg-type]


HELD = DataSale(SOLD, Use.INSURANCE.value, SSP, COMPLAIN, FRESH.key, NOT_DELIVERED, Escrow(Stage.HELD, PRICE, 0, 80))
"""A sale that waits for the key."""

DELIVERED = replace(HELD, delivered=RIGHT, escrow=Escrow(Stage.DELIVERED, PRICE, 0, 60))
"""One whose buyer may complain."""

MISLED = replace(DELIVERED, delivered=WRONG)
"""One with a wrong key."""


FROZEN = Economy(companies=Map({OTHER.account: incorporated(1)}), coin_terms=Map({GATE: FREEZABLE}), freezes=Map({(GATE, BUYER.account): Freeze(20)}))
"""An economy in which the buyer's holding of the coin is frozen."""


def sale_place(
    sale: DataSale | None = None,
    consents: Mapping[ConsentKey, Consent] | None = None,
    assets: Mapping[Hash, Asset] | None = None,
    tariffs: Mapping[TariffKey, Tariff] | None = None,
    accesses: Mapping[AccessKey, Access] | None = None,
    sales: Mapping[tuple[Hash, bytes], DataSale] | None = None,
    *,
    frozen: bool = False,
    **tables: Any,
) -> State:
    """A state with consent, and a sale to the buyer where one is given; otherwise with the asset and what it costs."""
    offered = TARIFFS if sale is None and sales is None else {}
    registered = {ASSET_ID: SOLD} if sale is None and sales is None else {}
    running = {} if sale is None else {(ASSET_ID, BUYER.account): sale}
    data = Data(
        consents=Map({CONSENT: INSURED} if consents is None else consents),
        series=Map({SERIES_KEY: AFTER}),
        schemas=Map({WEATHER_ID: WEATHER}),
        assets=Map(registered if assets is None else assets),
        tariffs=Map(offered if tariffs is None else tariffs),
        data_sales=Map(running if sales is None else sales),
        accesses=Map(accesses or {}),
    )
    economy = FROZEN if frozen else NO_ECONOMY
    coined = frozen or any(coin == GATE for _, _, coin in data.tariffs) or any(each.coin == GATE for each in data.data_sales.values())
    people = dict.fromkeys((OWNER, BUYER, OTHER), PLENTY)
    return found(
        "minimal", people, (coin("GATE", OTHER, 1_000),) if coined else (), {("GATE", BUYER): 20} if coined else {}, economy, data=replace(data, **tables)
    )
