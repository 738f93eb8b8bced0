"""What a chip can be told that makes sense to it: of a chain whose state has orders, a market, replicas and balances of its, and of its own meters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.agent.chip.asset_commands import BestQuote, BookLevel, DropReplicas, Entrust, LearnReplica, ListAssets, Revoke, ShowMarket
from reference.agent.chip.following import Certify, ShowLinks, ShowVote
from reference.agent.chip.meter_commands import (
    AcceptReceipt,
    Claim,
    CloseSession,
    CountersignReceipt,
    Deliver,
    ListSessions,
    Measure,
    OpenSession,
    ProposeReceipt,
)
from reference.agent.chip.meter_sessions import MeterSession
from reference.agent.chip.order_commands import (
    ClaimOrder,
    ContestOrder,
    FundOrder,
    LowerQuote,
    MoveOrder,
    OfferOrder,
    OrderAct,
    PlaceQuote,
    ShowReceipt,
    SignReplica,
)
from reference.agent.chip.purses import Limits
from reference.agent.chip.spending import Posting
from reference.agent.chip.wallet_commands import Allow, LearnBalance, Pay, Report
from reference.numbers import Epoch, Hash
from reference.state.coin_terms import SSP
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import Market
from reference.state.order import Meter, Order, Phase, Terms
from reference.state.records import Record
from reference.state.replica import Replica, ReplicaStage
from reference.state.state import RecordKey
from reference.state.tables import Table
from reference.wire.market_bodies import Side
from vectors.scenarios.chip_assets import KEPT, MARKET, kept, market
from vectors.scenarios.chip_chain import COIN, LIMITS, Snapshot, holdings_of, learning, refreshing, snapshot
from vectors.scenarios.chip_meters import ORDER, PEER, TERMS, ordered, receipt
from vectors.scenarios.chip_signing import COMMITMENT, FAR
from vectors.scenarios.chip_wallets import SHOP, border, links
from vectors.scenarios.light_client_chain import AT_THE_BORDER, GOOD, LEAST, OLD, members, shown
from vectors.scenarios.session_builder import STRANGER, SessionBuilder

IDS = (ORDER, bytes([10]) * 32, bytes([11]) * 32)
"""The orders that there are."""

PHASES = ((*[Phase.DELIVERING] * 11, Phase.CLOSED), (*[Phase.ORDERED] * 6, Phase.DISPUTED, Phase.DELIVERING), (*[Phase.DISPUTED] * 6, *Phase))
"""Those that each of them may be in."""

COINS = (SSP, SSP, COIN)
AMOUNTS = (0, 1, 2, 10, 100, 490, 500, 501, 990, 1_000, 1_001, 1_500, 2_000, 2**63 - 1)
UNITS = (0, 1, 2, 5, 10, 11, 20, 21, 30, 95)
PRICES = (0, 1, 39, 40, 41, 49, 50, 51, HIGHEST_PRICE)


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


def draw_world(draw: Draw, chip: Hash, epoch: Epoch) -> World:
    """A state in which the chip has orders on either side."""
    orders = {identifier: _draw_order(draw, chip, phases) for identifier, phases in zip(IDS, PHASES, strict=True)}
    replicas = {(ORDER, number): kept(draw(st.sampled_from(ReplicaStage)), draw(st.sampled_from((0, 0, 2)))) for number in (0, 3)}
    shown_market = market(draw(st.sampled_from(COINS)), draw(st.sampled_from((0, 100_000, 500_000, 10**6))))
    money, coins = draw(st.sampled_from((0, 500, 2_000, 2_000, 5_000))), draw(st.sampled_from((0, 500, 500, 2_000)))
    records: list[tuple[RecordKey, Record]] = [*holdings_of(chip, money, coins), ((Table.MARKETS, MARKET), shown_market)]
    records += [((Table.ORDERS, identifier), order) for identifier, order in orders.items() if order.phase is not Phase.CLOSED]
    records += [((Table.REPLICAS, key), replica) for key, replica in replicas.items()]
    return World(snapshot(epoch, records), epoch, orders, replicas, shown_market, money, coins)


def _draw_order(draw: Draw, chip: Hash, phases: tuple[Phase, ...]) -> Order:
    sides = draw(
        st.sampled_from(
            (
                (chip, PEER.account),
                (PEER.account, chip),
                (chip, PEER.account),
                (PEER.account, chip),
                (chip, PEER.account),
                (PEER.account, chip),
                (PEER.account, STRANGER.account),
            )
        )
    )
    phase = draw(st.sampled_from(phases))
    price, quantity = draw(st.sampled_from((3, 3, 1, 11, HIGHEST_PRICE))), draw(st.sampled_from((95, 95, 20, 5)))
    terms: Terms = replace(TERMS, price=price, quantity=quantity, granule=min(draw(st.sampled_from((10, 10, 1, 95))), quantity))
    meter = draw(st.sampled_from((Meter(0, 0, 0), Meter(0, 0, 0), Meter(1, 10, 20), Meter(2, 5, 15))))
    return ordered(*sides, phase=phase, terms=terms, coin=draw(st.sampled_from(COINS)), meter=meter, claimed=draw(st.sampled_from((0, 5, 6, 10, 11, 20))))


Make = Callable[[Draw, SessionBuilder, World], Any]
"""A command that makes sense, more or less, as long as the world is this."""


def _id(draw: Draw) -> Hash:
    identifier: Hash = draw(st.sampled_from((ORDER, *IDS)))
    return identifier


def _near(draw: Draw, *values: int) -> int:
    """One of these, or beside it."""
    value: int = draw(st.sampled_from(values)) + draw(st.sampled_from((0, 0, 1, -1)))
    return max(value, 0)


def _posting(draw: Draw, session: SessionBuilder) -> Posting:
    nonce = session.device.non_volatile.nonce
    return Posting(
        nonce + draw(st.sampled_from((1, 1, 1, 1, 2, 0))), draw(st.sampled_from((FAR, FAR, FAR, 0))), draw(st.sampled_from((10, 10, 0, 1, 500, 1_001)))
    )


def _limits(draw: Draw) -> Limits:
    limits: Limits = draw(st.sampled_from((LIMITS, LIMITS, Limits(20, 30, 10), Limits(20, 30, 10), Limits(100, 50, 1), Limits(2**63 - 1, 2**63 - 1, 9))))
    return limits


def _metered(draw: Draw, session: SessionBuilder) -> MeterSession | None:
    """A meter of the chip's, where it has one."""
    present = session.device.non_volatile.sessions
    return draw(st.sampled_from(present)) if present else None


def _answer(draw: Draw, session: SessionBuilder) -> bytes:
    """What the other side signs: mostly the receipt that the chip waits for, or the next one."""
    metered = _metered(draw, session)
    if metered is None:
        return receipt(PEER, Meter(1, 10, 20))
    meter = metered.signed
    if draw(st.booleans()):
        agreed = metered.agreed
        meter = Meter(agreed.sequence + draw(st.sampled_from((1, 1, 1, 0, 2))), _near(draw, agreed.units, metered.units), _near(draw, agreed.slot, 20, 25))
    elif draw(st.integers(0, 3)) == 3:
        meter = draw(st.sampled_from((replace(meter, units=meter.units + 1), replace(meter, sequence=meter.sequence + 1), replace(meter, slot=meter.slot + 1))))
    signer = draw(st.sampled_from((PEER, PEER, PEER, PEER, STRANGER)))
    order = metered.order if draw(st.integers(0, 7)) else _id(draw)
    return receipt(signer, meter, last=draw(st.sampled_from((False, False, True))), order=order)


def _stored(draw: Draw, world: World) -> dict[str, Any]:
    identifier = _id(draw)
    return {"header": world.state.header, "id": identifier, "order": world.orders[identifier], "proof": world.state.proof((Table.ORDERS, identifier))}


def _closing(draw: Draw, world: World) -> CloseSession:
    given = _stored(draw, world)
    return CloseSession(**given, stored=given["order"].phase is not Phase.CLOSED)


def _learn(draw: Draw, session: SessionBuilder, world: World) -> LearnBalance:
    coin = draw(st.sampled_from(COINS))
    return learning(world.state, session.account, coin, balance=world.money if coin == SSP else world.coins, nonce=2 if coin == SSP and world.money else 0)


def _replica(draw: Draw, world: World) -> LearnReplica:
    given, number = _stored(draw, world), draw(st.sampled_from((0, 0, 3, 1)))
    replica = world.replicas.get((given["id"], number), Replica(ReplicaStage.COMMITTED, KEPT, kept().audits))
    proof = world.state.proof((Table.REPLICAS, (given["id"], number)))
    return LearnReplica(given["header"], given["id"], given["order"], given["proof"], number, replica, proof)


def _shown_receipt(draw: Draw, session: SessionBuilder) -> ShowReceipt:
    """The chip's last receipt, which it gives again when it is asked, and the other side's of the same units, mostly."""
    metered = _metered(draw, session)
    meter, order = (Meter(1, 10, 20), ORDER) if metered is None else (metered.agreed if draw(st.booleans()) else metered.signed, metered.order)
    signers = draw(st.sampled_from(((STRANGER, PEER), (PEER, STRANGER), (PEER, PEER))))
    other = meter if draw(st.integers(0, 3)) else replace(meter, units=meter.units + 1)
    return ShowReceipt(_posting(draw, session), receipt(signers[0], meter, order=order), receipt(signers[1], other, order=order))


def _levels(draw: Draw) -> tuple[BookLevel, ...]:
    prices = draw(st.lists(st.sampled_from(PRICES[1:-1]), max_size=4, unique=True))
    return tuple(BookLevel(price, draw(st.sampled_from(UNITS)), draw(st.sampled_from(UNITS))) for price in sorted(prices))


def _links(draw: Draw, world: World) -> ShowLinks:
    """Of a checkpoint above the one that the chip knows."""
    return links(draw(st.sampled_from((GOOD, GOOD, AT_THE_BORDER))))


def _vote(draw: Draw) -> ShowVote:
    shown_to = draw(st.sampled_from((GOOD, GOOD, AT_THE_BORDER)))
    leaves = draw(st.booleans())
    certificate = shown_to.leaving if leaves else shown_to.leading
    return ShowVote(leaves if draw(st.integers(0, 9)) else not leaves, draw(st.sampled_from(certificate.votes)))


WALLET: tuple[Make, ...] = (
    lambda draw, session, _: Pay(
        *_fields(_posting(draw, session)), draw(st.sampled_from(COINS)), draw(st.sampled_from((SHOP, SHOP, session.account))), draw(st.sampled_from(AMOUNTS))
    ),
    lambda draw, session, world: _learn(draw, session, world),
    lambda draw, _session, _world: Allow(draw(st.sampled_from(COINS)), _limits(draw)),
    lambda *_: Report(),
)
METERS: tuple[Make, ...] = (
    lambda draw, _, world: OpenSession(**_stored(draw, world)),
    lambda draw, _session, _world: Deliver(_id(draw), draw(st.sampled_from(UNITS))),
    lambda draw, _session, _world: Deliver(ORDER, draw(st.sampled_from(UNITS))),
    lambda draw, _session, _world: Measure(ORDER, draw(st.sampled_from(UNITS))),
    lambda draw, _session, _world: ProposeReceipt(_id(draw), draw(st.sampled_from((False, False, True)))),
    lambda draw, session, _: CountersignReceipt(_answer(draw, session), draw(st.sampled_from((False, False, True)))),
    lambda draw, session, _: AcceptReceipt(_answer(draw, session)),
    lambda draw, _session, _world: Claim(_id(draw)),
    lambda draw, _, world: _closing(draw, world),
    lambda *_: ListSessions(),
)
ORDERS: tuple[Make, ...] = (
    lambda draw, session, world: FundOrder(_posting(draw, session), **_stored(draw, world)),
    lambda draw, session, world: ContestOrder(_posting(draw, session), **_stored(draw, world)),
    lambda draw, session, _: ClaimOrder(_posting(draw, session), _id(draw)),
    lambda draw, session, _: MoveOrder(_posting(draw, session), _id(draw), draw(st.sampled_from(OrderAct))),
    lambda draw, session, _: _shown_receipt(draw, session),
    lambda draw, session, _: SignReplica(_posting(draw, session), draw(st.booleans()), COMMITMENT),
)
MARKETS: tuple[Make, ...] = (
    lambda draw, session, _: PlaceQuote(_posting(draw, session), MARKET, 1, draw(st.sampled_from(PRICES)), draw(st.sampled_from(UNITS)), 99),
    lambda draw, session, _: OfferOrder(_posting(draw, session), MARKET, PEER.account, draw(st.sampled_from(PRICES)), draw(st.sampled_from(UNITS)), 50),
    lambda draw, session, _: LowerQuote(_posting(draw, session), MARKET, 1, draw(st.sampled_from(UNITS))),
    lambda draw, _session, _world: Entrust(MARKET, draw(st.sampled_from(Side)), draw(st.sampled_from(PRICES)), _limits(draw)),
    lambda _draw, _session, world: ShowMarket(world.state.header, MARKET, world.market, world.state.proof((Table.MARKETS, MARKET))),
    lambda draw, _session, _world: BestQuote(MARKET, draw(st.sampled_from((0, 1, 10, 100))), _levels(draw)),
    lambda *_: Revoke(MARKET),
)
ASSETS: tuple[Make, ...] = (
    lambda draw, _session, world: _replica(draw, world),
    lambda draw, _session, world: _replica(draw, world),
    lambda draw, _session, world: DropReplicas(world.state.header, (identifier := _id(draw)), world.state.proof((Table.ORDERS, identifier))),
    lambda *_: ListAssets(),
)
FOLLOWING: tuple[Make, ...] = (
    lambda draw, _, world: _links(draw, world),
    *[lambda draw, _session, _world: _vote(draw)] * 6,
    lambda *_: Certify(),
    lambda *_: Certify(),
    lambda *_: border(),
)

SUBJECTS = (WALLET, METERS, METERS, ORDERS, MARKETS, ASSETS, FOLLOWING)
"""What a session may be about."""

REPORTS: tuple[Any, ...] = (Report(), ListSessions(), ListAssets())
"""What a chip says of what it holds."""


def _fields(posting: Posting) -> tuple[int, int, int]:
    return posting.nonce, posting.last_valid_slot, posting.fee


def draw_preparations(draw: Draw, session: SessionBuilder, world: World) -> list[Any]:
    """What a chip is mostly told before anything else is of use: what it may spend and has, its mandate and the market, and its orders."""
    coins = draw(st.sampled_from(((SSP,), (SSP, COIN), (SSP, COIN), ())))
    told: list[Any] = []
    for coin in coins:
        told += [
            Allow(coin, _limits(draw)),
            learning(world.state, session.account, coin, balance=world.money if coin == SSP else world.coins, nonce=2 if coin == SSP and world.money else 0),
        ]
    if draw(st.booleans()):
        told += [
            Entrust(MARKET, draw(st.sampled_from(Side)), 40, _limits(draw)),
            ShowMarket(world.state.header, MARKET, world.market, world.state.proof((Table.MARKETS, MARKET))),
        ]
    for identifier in IDS[: draw(st.sampled_from((0, 1, 1, 3)))]:
        told.append(OpenSession(world.state.header, identifier, world.orders[identifier], world.state.proof((Table.ORDERS, identifier))))
    return told


__all__ = ["GOOD", "LEAST", "OLD", "REPORTS", "SUBJECTS", "World", "draw_preparations", "draw_world", "members", "refreshing", "shown"]
