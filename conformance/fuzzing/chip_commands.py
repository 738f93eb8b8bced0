"""Commands that a chip carries out as it is now, with whatever is counted or limited at its edge: each as it could well be asked for, none where none can."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_world import COINS, IDS, PRICES, UNITS, Scene, draw_limits, set_of
from conformance.fuzzing.values import Draw
from reference.agent.chip.asset_commands import BestQuote, BookLevel, DropReplicas, Entrust, LearnReplica, ListAssets, Revoke, ShowMarket
from reference.agent.chip.dealing import spendable
from reference.agent.chip.following import certified_slot
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
from reference.agent.chip.purses import Limits, Purse, Spending
from reference.agent.chip.secrets import account_of, public_key
from reference.agent.chip.spending import Posting
from reference.agent.chip.wallet_commands import Allow, LearnBalance, Pay, Refresh, Report
from reference.agent.metering import credit_left
from reference.consensus.eras import set_hash
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Hash
from reference.state.coin_terms import SSP
from reference.state.order import Meter, Phase
from reference.state.replica import Replica, ReplicaStage
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.market_bodies import Side
from reference.wire.meter_receipt import MeterReceipt, encode_meter_receipt
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.keys import KeyPair
from vectors.scenarios.chip_assets import KEPT, MARKET, kept
from vectors.scenarios.chip_chain import COIN, SLOTS, learning
from vectors.scenarios.chip_meters import PEER
from vectors.scenarios.chip_signing import COMMITMENT, FAR
from vectors.scenarios.chip_wallets import SHOP
from vectors.scenarios.light_client_chain import members

Make = Callable[[Draw, Scene], Any]
"""A command; None where the chip is not in a state for it."""


def edge(draw: Draw, *values: int, most: int = MAX_AMOUNT) -> int:
    """One of these values, or beside it."""
    value: int = draw(st.sampled_from(values)) + draw(st.sampled_from((0, 0, 0, 1, -1)))
    return min(max(value, 0), most)


def chip_keys(scene: Scene) -> KeyPair:
    """The chip's own keys: what it has signed, its host gives to whoever asks."""
    seed = scene.session.device.non_volatile.seed
    return KeyPair("chip", seed, public_key(seed), account_of(seed))


def _bounds(scene: Scene, limits: Limits, spending: Spending, balance: int) -> tuple[int, ...]:
    """What bounds a payment: its own limit, what is left of the window, and of the balance."""
    left = spendable(limits, spending, certified_slot(scene.session.device.non_volatile), MAX_AMOUNT, 0)
    return limits.order, left, max(limits.window - spending.spent, 0), balance


def _purse(scene: Scene, coin: Hash) -> Purse | None:
    return next((purse for purse in scene.session.device.non_volatile.purses if purse.coin == coin), None)


def _posting(draw: Draw, scene: Scene) -> Posting:
    nonce = min(scene.session.device.non_volatile.nonce + draw(st.sampled_from((*[1] * 11, 2, 0))), MAX_UINT64)
    purse, fees = _purse(scene, SSP), [10, 0, 1]
    if purse is not None and not draw(st.integers(0, 3)):
        fees = [*_bounds(scene, purse.limits, purse.spending, purse.balance)[:3]]
        return Posting(nonce, FAR, edge(draw, *fees))
    return Posting(nonce, draw(st.sampled_from((FAR, FAR, 0))), draw(st.sampled_from(fees)))


def _pay(draw: Draw, scene: Scene) -> Pay | None:
    purses = scene.session.device.non_volatile.purses
    if not purses:
        return None
    purse, posting = draw(st.sampled_from(purses)), _posting(draw, scene)
    fee = posting.fee if purse.coin == SSP else 0
    bounds = [max(each - fee, 0) for each in _bounds(scene, purse.limits, purse.spending, purse.balance)]
    amount = draw(st.sampled_from((1, 10, min(bounds), min(bounds) // 2))) if draw(st.booleans()) else edge(draw, min(bounds), *bounds)
    recipient = draw(st.sampled_from((SHOP, SHOP, scene.session.account)))
    return Pay(posting.nonce, posting.last_valid_slot, posting.fee, purse.coin, recipient, amount)


def _learn(draw: Draw, scene: Scene, coin: Hash | None = None) -> LearnBalance:
    world, coin = scene.world, draw(st.sampled_from(COINS)) if coin is None else coin
    balance = world.money if coin == SSP else world.coins
    learned = learning(world.state, scene.session.account, coin, balance=balance, nonce=2 if coin == SSP and world.money else 0)
    # What is not stored may be said to be anything.
    return learned if learned.stored or draw(st.booleans()) else replace(learned, balance=draw(st.sampled_from((5, MAX_AMOUNT))))


def _allow(draw: Draw, _scene: Scene) -> Allow:
    return Allow(draw(st.sampled_from(COINS)), draw_limits(draw))


def _crowd(draw: Draw, _scene: Scene) -> Allow | Entrust:
    """One more purse or mandate, of few that there is room for."""
    name = bytes([100 + draw(st.integers(0, 9))]) * 32
    return Allow(name, draw_limits(draw)) if draw(st.booleans()) else Entrust(name, Side.DEMAND, 40, draw_limits(draw))


def refreshing(draw: Draw, scene: Scene) -> Refresh:
    """What the owner gives a chip anew: the checkpoint of the world, at a time around those at which it is too late."""
    checkpoint, era = scene.world.state.checkpoint, scene.session.device.non_volatile.view.era
    now = checkpoint.epoch * SLOTS + draw(st.sampled_from((0, 0, 1, 5, MAX_OFFLINE, MAX_OFFLINE - 1, MAX_OFFLINE - 5, MAX_OFFLINE + 1, -1)))
    return Refresh(now, checkpoint, era, set_hash(members(set_of(era))))


def _refresh(draw: Draw, scene: Scene) -> Refresh:
    return refreshing(draw, scene)


def _metered(draw: Draw, scene: Scene, *, delivers: bool) -> MeterSession | None:
    present = [each for each in scene.session.device.non_volatile.sessions if each.delivers is delivers]
    return draw(st.sampled_from(present)) if present else None


def _stored(draw: Draw, scene: Scene, ids: Sequence[Hash]) -> dict[str, Any]:
    identifier = draw(st.sampled_from(tuple(ids)))
    header, proof = scene.known.keep("header", scene.world.state.header), scene.world.state.proof((Table.ORDERS, identifier))
    return {"header": header, "id": identifier, "order": scene.world.orders[identifier], "proof": scene.known.keep("proof", proof)}


def _ids(scene: Scene, *phases: Phase, opened: bool | None = None) -> list[Hash]:
    metered = {each.order for each in scene.session.device.non_volatile.sessions}
    return [each for each, order in scene.world.orders.items() if order.phase in phases and opened in (None, each in metered)]


def _open(draw: Draw, scene: Scene) -> OpenSession | None:
    ids = _ids(scene, Phase.FUNDED, Phase.DELIVERING, opened=False) if draw(st.integers(0, 5)) else [*scene.world.orders]
    return OpenSession(**_stored(draw, scene, ids)) if ids else None


def _deliver(draw: Draw, scene: Scene) -> Deliver | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is None:
        return None
    left = credit_left(metered.agreed.units, metered.units, metered.granule, metered.quantity)
    return Deliver(metered.order, draw(st.sampled_from((left, left, (left + 1) // 2, left + 1, 1, 0))))


def _measure(draw: Draw, scene: Scene) -> Measure | None:
    metered = _metered(draw, scene, delivers=False)
    if metered is None:
        return None
    left = metered.quantity - metered.units
    return Measure(metered.order, draw(st.sampled_from((min(metered.granule, left), min(metered.granule, left), 1, 5, left, left + 1))))


def _propose(draw: Draw, scene: Scene) -> ProposeReceipt | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is None:
        return None
    last: bool = metered.ended if draw(st.booleans()) else draw(st.sampled_from((False, True)))
    return ProposeReceipt(metered.order, last)


def _receipt(draw: Draw, scene: Scene, signer: KeyPair, metered: MeterSession, meter: Meter, *, last: bool) -> bytes:
    receipt = MeterReceipt(scene.session.device.non_volatile.view.chain, metered.order, meter.sequence, meter.units, meter.slot, last)
    return scene.known.sign(signer, receipt, encode_meter_receipt, Tag.METER_RECEIPT)


def _countersign(draw: Draw, scene: Scene) -> CountersignReceipt | None:
    metered = _metered(draw, scene, delivers=False)
    if metered is None:
        return None
    signed, last = metered.signed, draw(st.sampled_from((False, False, False, True)))
    meter = Meter(signed.sequence + draw(st.sampled_from((1, 1, 2))), metered.units, max(signed.slot, certified_slot(scene.session.device.non_volatile)))
    match draw(st.integers(0, 5)):
        case 0:
            # Its answer was lost.
            meter, last = signed, metered.ended
        case 1:
            meter = replace(meter, units=edge(draw, metered.units, signed.units, most=2**32 - 1))
        case 2:
            meter = replace(meter, slot=edge(draw, signed.slot, most=MAX_UINT64))
        case _:
            pass
    return CountersignReceipt(_receipt(draw, scene, PEER, metered, meter, last=last), last if draw(st.integers(0, 9)) else not last)


def _accept(draw: Draw, scene: Scene) -> AcceptReceipt | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is None or (metered.signed == metered.agreed and draw(st.integers(0, 3))):
        return None
    return AcceptReceipt(_receipt(draw, scene, PEER, metered, metered.signed, last=metered.ended))


def _claim(draw: Draw, scene: Scene) -> Claim | Deliver | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is not None and metered.units <= metered.agreed.units and draw(st.integers(0, 3)):
        return _deliver(draw, scene)
    return None if metered is None else Claim(metered.order)


def _close(draw: Draw, scene: Scene) -> CloseSession | None:
    ids = _ids(scene, *Phase, opened=True)
    over = _ids(scene, Phase.CLOSED, Phase.CONFIRMED, Phase.SETTLED, opened=True)
    if not ids or (not over and draw(st.integers(0, 3))):
        return None
    given = _stored(draw, scene, over if over and draw(st.integers(0, 3)) else ids)
    return CloseSession(**given, stored=given["order"].phase is not Phase.CLOSED)


def _fund(draw: Draw, scene: Scene) -> FundOrder | None:
    ids = _ids(scene, Phase.ORDERED) if draw(st.integers(0, 7)) else [*scene.world.orders]
    own = [each for each in ids if scene.world.orders[each].consumer == scene.session.account] if draw(st.integers(0, 7)) else ids
    return FundOrder(_posting(draw, scene), **_stored(draw, scene, own)) if own else None


def _contest(draw: Draw, scene: Scene) -> ContestOrder | None:
    consumed = {each.order for each in scene.session.device.non_volatile.sessions if not each.delivers}
    ids = [each for each in _ids(scene, *Phase, opened=True) if each in consumed]
    disputed = [each for each in ids if scene.world.orders[each].phase is Phase.DISPUTED]
    return ContestOrder(_posting(draw, scene), **_stored(draw, scene, disputed or ids)) if ids else None


def _claim_order(draw: Draw, scene: Scene) -> ClaimOrder | Deliver | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is not None and metered.units <= metered.agreed.units and draw(st.integers(0, 3)):
        return _deliver(draw, scene)
    return None if metered is None else ClaimOrder(_posting(draw, scene), metered.order)


def _show_receipt(draw: Draw, scene: Scene) -> ShowReceipt | None:
    metered = _metered(draw, scene, delivers=draw(st.booleans()))
    if metered is None:
        return None
    last = metered.ended and metered.signed == metered.agreed
    meter = metered.agreed
    if not draw(st.integers(0, 5)):
        meter, last = metered.signed, metered.ended
    sides = (chip_keys(scene), PEER) if metered.delivers else (PEER, chip_keys(scene))
    if not draw(st.integers(0, 9)):
        sides = sides[::-1]
    return ShowReceipt(_posting(draw, scene), *[_receipt(draw, scene, side, metered, meter, last=last) for side in sides])


def _entrust(draw: Draw, _scene: Scene) -> Entrust:
    limits = Limits(draw(st.sampled_from((5, 20, 30, 100))), draw(st.sampled_from((20, 30, 30, 100))), draw(st.sampled_from((1, 5, 6, 10, 15))))
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
    bounds = _bounds(scene, mandate.limits, mandate.spending, MAX_AMOUNT)[:3]
    least = min(bounds)
    purse = _purse(scene, mandate.terms.coin)
    if purse is not None and price and draw(st.booleans()):
        # What can be paid for, too.
        least = min(least, min(_bounds(scene, purse.limits, purse.spending, purse.balance)) // price)
    units = draw(st.sampled_from((1, least, least, least // 2))) if draw(st.integers(0, 2)) else edge(draw, least, *bounds, most=2**32 - 1)
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
    return _needed(draw, scene) or PlaceQuote(_posting(draw, scene), MARKET, 1, *_price_and_units(draw, scene), 99)


def _offer(draw: Draw, scene: Scene) -> Any:
    sides = [each.side for each in scene.session.device.non_volatile.mandates if each.market == MARKET]
    if Side.DEMAND in sides and draw(st.integers(0, 3)):
        return _place(draw, scene)
    return _needed(draw, scene) or OfferOrder(_posting(draw, scene), MARKET, PEER.account, *_price_and_units(draw, scene), 50)


def _replica(draw: Draw, scene: Scene) -> LearnReplica:
    given, numbers = _stored(draw, scene, [*scene.world.orders][:2]), sorted({number for _, number in scene.world.replicas})
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
    given = _stored(draw, scene, held)
    return DropReplicas(given["header"], given["id"], given["proof"])


WALLET: tuple[Make, ...] = (*[_pay] * 6, *[_learn] * 2, _allow, _refresh, lambda *_: Report())
METERS: tuple[Make, ...] = (*[_open] * 2, *[_deliver, _measure, _propose, _countersign, _accept] * 3, _claim, *[_close] * 2, lambda *_: ListSessions())
ORDERS: tuple[Make, ...] = (
    *[_fund] * 6,
    *[_contest] * 3,
    *[_claim_order] * 3,
    lambda draw, scene: MoveOrder(_posting(draw, scene), draw(st.sampled_from(IDS[:3])), draw(st.sampled_from(OrderAct))),
    *[_show_receipt] * 3,
    lambda draw, scene: SignReplica(_posting(draw, scene), draw(st.booleans()), COMMITMENT),
)
MARKETS: tuple[Make, ...] = (
    *[_place] * 3,
    *[_offer] * 3,
    lambda draw, scene: LowerQuote(_posting(draw, scene), MARKET, 1, draw(st.sampled_from(UNITS))),
    *[_entrust] * 2,
    _show_market,
    *[lambda draw, _: BestQuote(MARKET, draw(st.sampled_from((0, 1, 10, 100))), _levels(draw))] * 2,
    lambda *_: Revoke(MARKET),
    lambda *_: ListAssets(),
)
ASSETS: tuple[Make, ...] = (*[_replica] * 4, *[_drop] * 2, lambda *_: ListAssets())
CROWDS: tuple[Make, ...] = (*[_crowd] * 3, _open, _replica, lambda *_: Report())

SUBJECTS = (WALLET, WALLET, METERS, METERS, (*METERS, *ORDERS), ORDERS, MARKETS, MARKETS, ASSETS)
"""What a session may be about."""

REPORTS: tuple[Any, ...] = (Report(), ListSessions(), ListAssets())
"""What a chip says of what it holds."""


def draw_preparations(draw: Draw, scene: Scene, subject: Sequence[Make]) -> list[Any]:
    """What a chip is mostly told before anything else is of use: what it may spend and has, its mandate and the market, and its orders."""
    told: list[Any] = []
    for coin in draw(st.sampled_from(((SSP, COIN), (SSP, COIN), (SSP,), ()))):
        costs = [order.terms.price * order.terms.quantity for order in scene.world.orders.values() if order.terms.price < 2**32]
        told += [Allow(coin, draw_limits(draw, *costs)), _learn(draw, scene, coin)]
    if draw(st.integers(0, 9)) and subject is MARKETS:
        told += [_entrust(draw, scene), _show_market(draw, scene)]
    for identifier in [*scene.world.orders][: draw(st.sampled_from((1, 3, 3)) if _open in subject or _contest in subject else st.just(0))]:
        if scene.world.orders[identifier].phase in (Phase.FUNDED, Phase.DELIVERING):
            told.append(OpenSession(**_stored(draw, scene, (identifier,))))
    return told
