"""What a chip can be shown of its chain: states with orders, a market, replicas and balances of its, one after another, under sets of agents that change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from conformance.fuzzing.wrong import Known
from reference.agent.chip.purses import Limits
from reference.numbers import Epoch, EraNumber, Hash
from reference.state.coin_terms import SSP
from reference.state.era import Era
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import Market
from reference.state.order import Meter, Order, Phase
from reference.state.records import Record
from reference.state.replica import Replica, ReplicaStage
from reference.state.state import RecordKey
from reference.state.tables import Table
from vectors.keys import KeyPair
from vectors.scenarios.chip_assets import MARKET, kept, market
from vectors.scenarios.chip_chain import COIN, Snapshot, holdings_of, snapshot
from vectors.scenarios.chip_meters import ORDER, PEER, TERMS, ordered
from vectors.scenarios.light_client_chain import CHAIN, NEW, OLD, PRODUCER, VIEW, members
from vectors.scenarios.session_builder import MANUFACTURER, OWNER, STRANGER, SessionBuilder

IDS = (ORDER, *(bytes([number]) * 32 for number in range(10, 15)))
"""The orders that there may be: more than a chip meters at a time."""

PHASES = (
    (Phase.DELIVERING, Phase.DELIVERING, Phase.DELIVERING, Phase.FUNDED),
    (Phase.ORDERED, Phase.ORDERED, Phase.ORDERED, Phase.DELIVERING),
    tuple(Phase),
)
"""Those that the first orders may be in; the others are delivered."""

AFTER = {
    Phase.CLOSED: (Phase.CLOSED,),
    Phase.OFFERED: (Phase.ORDERED, Phase.CLOSED),
    Phase.ORDERED: (Phase.FUNDED, Phase.CLOSED),
    Phase.FUNDED: (Phase.DELIVERING, Phase.CLOSED),
    Phase.DELIVERING: (Phase.DISPUTED, Phase.DISPUTED, Phase.CONFIRMED, Phase.SETTLED, Phase.CLOSED),
    Phase.DISPUTED: (Phase.SETTLED, Phase.CLOSED),
    Phase.CONFIRMED: (Phase.CLOSED,),
    Phase.SETTLED: (Phase.CLOSED,),
}
"""What an order may be next."""

COINS = (SSP, SSP, COIN)
PRICES = (0, 1, 39, 40, 41, 49, 50, 51, HIGHEST_PRICE)
UNITS = (0, 1, 2, 5, 10, 11, 20, 21, 30, 95)
AMOUNTS = (20, 30, 100, 500, 1_000, 1_500, 2_000, 2**63 - 1)
MONEY = (500, 2_000, 5_000, 0, 2**62)
SIDES = (OLD, NEW)
"""The sets of agents, which take turns."""


@dataclass(frozen=True, slots=True)
class World:
    """A state of the chain that a chip can be shown, and what it has."""

    state: Snapshot
    epoch: Epoch
    orders: Mapping[Hash, Order]
    replicas: Mapping[tuple[Hash, int], Replica]
    market: Market
    money: int
    coins: int


@dataclass(slots=True)
class Scene:
    """A session with a chip, and all that there is around it."""

    session: SessionBuilder
    world: World
    known: Known = field(default_factory=Known)


def set_of(era: EraNumber) -> tuple[KeyPair, ...]:
    """The agents of an era."""
    return tuple(SIDES[(era - VIEW.era) % 2])


def draw_world(draw: Draw, chip: Hash, epoch: Epoch, *, crowded: bool) -> World:
    """A state in which the chip has orders on either side."""
    ids = IDS if crowded else IDS[:3]
    orders = {identifier: _draw_order(draw, chip, PHASES[min(place, 3)] if place < 3 else PHASES[0]) for place, identifier in enumerate(ids)}
    replicas = {
        (identifier, number): kept(draw(st.sampled_from((*[ReplicaStage.ACCEPTED] * 3, *ReplicaStage))), draw(st.sampled_from((0, 0, 2))))
        for identifier in ids[:2]
        for number in (range(6) if crowded else (0, 3))
    }
    shown = market(draw(st.sampled_from(COINS)), draw(st.sampled_from((0, 100_000, 500_000, 10**6))))
    return _world(chip, epoch, orders, replicas, shown, draw(st.sampled_from(MONEY)), draw(st.sampled_from((500, 2_000, 0))))


def draw_later_world(draw: Draw, scene: Scene) -> World:
    """The state above a later checkpoint: orders have moved, or not, and balances."""
    chip, before = scene.session.account, scene.world
    meters = {session.order: session for session in scene.session.device.non_volatile.sessions}
    orders = {}
    for identifier, order in before.orders.items():
        if draw(st.integers(0, 2)):
            metered = meters.get(identifier)
            units = 10 if metered is None else draw(st.sampled_from((metered.units, metered.agreed.units)))
            claimed = max(units + draw(st.sampled_from((0, 1, 1, -1, 10))), 0)
            kept_no_more = identifier in {each.order for each in scene.session.device.non_volatile.replicas} and draw(st.booleans())
            following = AFTER[order.phase]
            if metered is not None and not metered.delivers and Phase.DISPUTED in following and draw(st.booleans()):
                # A claim that its consumer may deny.
                following = (Phase.DISPUTED,)
            order = replace(order, phase=Phase.CLOSED if kept_no_more else draw(st.sampled_from(following)), claimed=claimed)
        orders[identifier] = order
    money, coins = draw(st.sampled_from((before.money, *MONEY))), draw(st.sampled_from((before.coins, 0, 500)))
    return _world(chip, before.epoch + draw(st.sampled_from((1, 1, 2, 3))), orders, before.replicas, before.market, money, coins)


def _world(
    chip: Hash,
    epoch: Epoch,
    orders: Mapping[Hash, Order],
    replicas: Mapping[tuple[Hash, int], Replica],
    shown: Market,
    money: int,
    coins: int,
) -> World:
    records: list[tuple[RecordKey, Record]] = [*holdings_of(chip, money, coins), ((Table.MARKETS, MARKET), shown)]
    records += [((Table.ORDERS, identifier), order) for identifier, order in orders.items() if order.phase is not Phase.CLOSED]
    records += [((Table.REPLICAS, key), replica) for key, replica in replicas.items()]
    records += [((Table.ERAS, VIEW.era + number), Era(members(set_of(VIEW.era + number)), 30 + 10 * number)) for number in range(4)]
    return World(snapshot(epoch, records), epoch, orders, replicas, shown, money, coins)


def _draw_order(draw: Draw, chip: Hash, phases: tuple[Phase, ...]) -> Order:
    sides = draw(st.sampled_from((*[(chip, PEER.account), (PEER.account, chip)] * 4, (PEER.account, STRANGER.account), (chip, chip))))
    price, quantity = draw(st.sampled_from((*[3, 3, 1, 11] * 3, HIGHEST_PRICE))), draw(st.sampled_from((95, 95, 20, 5)))
    terms = replace(TERMS, price=price, quantity=quantity, granule=min(draw(st.sampled_from((10, 10, 1, 95))), quantity))
    meter = draw(st.sampled_from((Meter(0, 0, 0), Meter(0, 0, 0), Meter(1, 10, 20), Meter(2, 5, 15))))
    claimed = draw(st.sampled_from((0, 5, 6, 10, 11, 20)))
    return ordered(*sides, phase=draw(st.sampled_from(phases)), terms=terms, coin=draw(st.sampled_from(COINS)), meter=meter, claimed=claimed)


def draw_limits(draw: Draw, *costs: int) -> Limits:
    """How much may be spent, some of it just enough for what is to be paid, in windows around the slots between checkpoints."""
    amounts = (*AMOUNTS, *costs, *[cost + 10 for cost in costs], *[cost + 9 for cost in costs])
    return Limits(draw(st.sampled_from(amounts)), draw(st.sampled_from(amounts)), draw(st.sampled_from((1, 4, 5, 6, 10, 11, 15))))


def new_scene(session: SessionBuilder, world: World) -> Scene:
    """A scene with whoever could be taken for another."""
    scene = Scene(session, world)
    scene.known.signers = [OWNER, MANUFACTURER, STRANGER, PEER, *KEYS_OF_AGENTS]
    scene.known.hashes = [OWNER.account, PEER.account, STRANGER.account, session.account, PRODUCER.account, *IDS[:3], MARKET, SSP, COIN, CHAIN]
    return scene


KEYS_OF_AGENTS = (OLD[0], NEW[-1])
