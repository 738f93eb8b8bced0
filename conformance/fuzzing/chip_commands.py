"""Commands that a chip carries out as it is now, with whatever is counted or limited at its edge: each as it could well be asked for, none where none can."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_metering import METERS, claim_order, contest_order, ids_in, open_session, show_receipt, stored
from conformance.fuzzing.chip_payments import WALLET, Make, bounds, edge, learn_balance, posting, purse_of
from conformance.fuzzing.chip_world import IDS, PRICES, UNITS, Scene, draw_limits
from conformance.fuzzing.values import Draw
from reference.agent.chip.asset_commands import BestQuote, BookLevel, DropReplicas, Entrust, LearnReplica, ListAssets, Revoke, ShowMarket
from reference.agent.chip.meter_commands import (
    ListSessions,
    OpenSession,
)
from reference.agent.chip.order_commands import (
    FundOrder,
    LowerQuote,
    MoveOrder,
    OfferOrder,
    OrderAct,
    PlaceQuote,
    SignReplica,
)
from reference.agent.chip.purses import Limits
from reference.agent.chip.wallet_commands import Allow, Report
from reference.numbers import MAX_AMOUNT
from reference.state.coin_terms import SSP
from reference.state.order import Phase
from reference.state.replica import Replica, ReplicaStage
from reference.state.tables import Table
from reference.wire.market_bodies import Side
from vectors.scenarios.chip_assets import KEPT, MARKET, kept
from vectors.scenarios.chip_chain import COIN
from vectors.scenarios.chip_meters import PEER
from vectors.scenarios.chip_signing import COMMITMENT


def _crowd(draw: Draw, _scene: Scene) -> Allow | Entrust:
    """One more purse or mandate, of few that there is room for."""
    name = bytes([100 + draw(st.integers(0, 9))]) * 32
    return Allow(name, draw_limits(draw)) if draw(st.booleans()) else Entrust(name, Side.DEMAND, 40, draw_limits(draw))


def _fund(draw: Draw, scene: Scene) -> FundOrder | None:
    ids = ids_in(scene, Phase.ORDERED) if draw(st.integers(0, 7)) else [*scene.world.orders]
    own = [each for each in ids if scene.world.orders[each].consumer == scene.session.account] if draw(st.integers(0, 7)) else ids
    return FundOrder(posting(draw, scene), **stored(draw, scene, own)) if own else None


def _entrust(draw: Draw, _scene: Scene) -> Entrust:
    lasting = draw(st.sampled_from((1, 5, 6, 10, 15)))
    if not draw(st.integers(0, 9)):
        # What may be dealt in is then bounded by what a quote can say.
        most = draw(st.sampled_from((2**40, MAX_AMOUNT, 2**32 - 1)))
        limits = Limits(most, most, lasting)
    else:
        limits = Limits(draw(st.sampled_from((5, 20, 30, 100))), draw(st.sampled_from((20, 30, 30, 100))), lasting)
    return Entrust(MARKET, draw(st.sampled_from(Side)), draw(st.sampled_from(PRICES)), limits)


def _show_market(_draw: Draw, scene: Scene) -> ShowMarket:
    state = scene.world.state
    return ShowMarket(scene.known.keep("header", state.header), MARKET, scene.world.market, scene.known.keep("proof", state.proof((Table.MARKETS, MARKET))))


def _price_and_units(draw: Draw, scene: Scene) -> tuple[int, int]:
    """Around what a mandate lets the chip deal in, where it has one."""
    mandate = next((each for each in scene.session.device.non_volatile.mandates if each.market == MARKET), None)
    if mandate is None:
        return 40, 10
    price = mandate.price if draw(st.integers(0, 3)) else edge(draw, mandate.price, *PRICES, most=PRICES[-1])
    limited = bounds(scene, mandate.limits, mandate.spending, MAX_AMOUNT)[:3]
    least = min(limited)
    purse = purse_of(scene, mandate.terms.coin)
    if purse is not None and price and draw(st.booleans()):
        # What can be paid for, too.
        least = min(least, min(bounds(scene, purse.limits, purse.spending, purse.balance)) // price)
    units = draw(st.sampled_from((1, least, least, least // 2))) if draw(st.integers(0, 2)) else edge(draw, least, *limited, most=2**32 - 1)
    return price, units


def _levels(draw: Draw) -> tuple[BookLevel, ...]:
    prices = draw(st.lists(st.sampled_from(PRICES[1:-1]), max_size=4, unique=True))
    return tuple(BookLevel(price, draw(st.sampled_from(UNITS)), draw(st.sampled_from(UNITS))) for price in sorted(prices))


def _needed(draw: Draw, scene: Scene) -> Entrust | ShowMarket | None:
    """What a chip lacks for a quote, mostly where it lacks something."""
    mandate = next((each for each in scene.session.device.non_volatile.mandates if each.market == MARKET), None)
    if (mandate is None or not mandate.opened) and draw(st.integers(0, 5)):
        return _entrust(draw, scene) if mandate is None else _show_market(draw, scene)
    return None


def _place(draw: Draw, scene: Scene) -> Any:
    return _needed(draw, scene) or PlaceQuote(posting(draw, scene), MARKET, 1, *_price_and_units(draw, scene), 99)


def _offer(draw: Draw, scene: Scene) -> Any:
    sides = [each.side for each in scene.session.device.non_volatile.mandates if each.market == MARKET]
    if Side.DEMAND in sides and draw(st.integers(0, 3)):
        return _place(draw, scene)
    return _needed(draw, scene) or OfferOrder(posting(draw, scene), MARKET, PEER.account, *_price_and_units(draw, scene), 50)


def _replica(draw: Draw, scene: Scene) -> LearnReplica:
    given, numbers = stored(draw, scene, [*scene.world.orders][:2]), sorted({number for _, number in scene.world.replicas})
    number = draw(st.sampled_from((*numbers * 4, 1)))
    replica = scene.world.replicas.get((given["id"], number), Replica(ReplicaStage.COMMITTED, KEPT, kept().audits))
    proof = scene.known.keep("proof", scene.world.state.proof((Table.REPLICAS, (given["id"], number))))
    return LearnReplica(given["header"], given["id"], given["order"], given["proof"], number, replica, proof)


def _drop(draw: Draw, scene: Scene) -> DropReplicas | None:
    held = sorted({each.order for each in scene.session.device.non_volatile.replicas} & set(scene.world.orders))
    gone = [each for each in held if scene.world.orders[each].phase is Phase.CLOSED]
    if not held or (not gone and draw(st.integers(0, 3))):
        return None
    held = gone if gone and draw(st.integers(0, 3)) else held
    given = stored(draw, scene, held)
    return DropReplicas(given["header"], given["id"], given["proof"])


ORDERS: tuple[Make, ...] = (
    *[_fund] * 6,
    *[contest_order] * 3,
    *[claim_order] * 3,
    lambda draw, scene: MoveOrder(posting(draw, scene), draw(st.sampled_from(IDS[:3])), draw(st.sampled_from(OrderAct))),
    *[show_receipt] * 3,
    lambda draw, scene: SignReplica(posting(draw, scene), draw(st.booleans()), COMMITMENT),
)
MARKETS: tuple[Make, ...] = (
    *[_place] * 3,
    *[_offer] * 3,
    lambda draw, scene: LowerQuote(posting(draw, scene), MARKET, 1, draw(st.sampled_from(UNITS))),
    *[_entrust] * 2,
    _show_market,
    *[lambda draw, _: BestQuote(MARKET, draw(st.sampled_from((0, 1, 10, 100))), _levels(draw))] * 2,
    lambda *_: Revoke(MARKET),
    lambda *_: ListAssets(),
)
ASSETS: tuple[Make, ...] = (*[_replica] * 4, *[_drop] * 2, lambda *_: ListAssets())
CROWDS: tuple[Make, ...] = (*[_crowd] * 3, open_session, _replica, lambda *_: Report())

SUBJECTS = (WALLET, WALLET, METERS, METERS, (*METERS, *ORDERS), ORDERS, MARKETS, MARKETS, ASSETS)
"""What a session may be about."""

REPORTS: tuple[Any, ...] = (Report(), ListSessions(), ListAssets())
"""What a chip says of what it holds."""


def draw_preparations(draw: Draw, scene: Scene, subject: Sequence[Make]) -> list[Any]:
    """What a chip is mostly told before anything else is of use: what it may spend and has, its mandate and the market, and its orders."""
    told: list[Any] = []
    for coin in draw(st.sampled_from(((SSP, COIN), (SSP, COIN), (SSP,), ()))):
        costs = [order.terms.price * order.terms.quantity for order in scene.world.orders.values() if order.terms.price < 2**32]
        told += [Allow(coin, draw_limits(draw, *costs)), learn_balance(draw, scene, coin)]
    if draw(st.integers(0, 9)) and subject is MARKETS:
        told += [_entrust(draw, scene), _show_market(draw, scene)]
    for identifier in [*scene.world.orders][: draw(st.sampled_from((1, 3, 3)) if open_session in subject or contest_order in subject else st.just(0))]:
        if scene.world.orders[identifier].phase in (Phase.FUNDED, Phase.DELIVERING):
            told.append(OpenSession(**stored(draw, scene, (identifier,))))
    return told
