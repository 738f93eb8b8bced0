"""What a chip delivers, measures, signs and shows of metered orders: each as it could well be asked for, none where none can."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from conformance.fuzzing.chip_payments import Make, edge, posting
from conformance.fuzzing.chip_world import Scene
from conformance.fuzzing.values import Draw
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
    ShowReceipt,
)
from reference.agent.chip.secrets import account_of, public_key
from reference.agent.metering import credit_left
from reference.numbers import MAX_UINT64, Hash
from reference.state.order import Meter, Phase
from reference.state.tables import Table
from reference.wire.hashing import Tag
from reference.wire.meter_receipt import MeterReceipt, encode_meter_receipt
from vectors.keys import KeyPair
from vectors.scenarios.chip_meters import PEER


def chip_keys(scene: Scene) -> KeyPair:
    """The chip's own keys: what it has signed, its host gives to whoever asks."""
    seed = scene.session.device.non_volatile.seed
    return KeyPair("chip", seed, public_key(seed), account_of(seed))


def _metered(draw: Draw, scene: Scene, *, delivers: bool) -> MeterSession | None:
    present = [each for each in scene.session.device.non_volatile.sessions if each.delivers is delivers]
    return draw(st.sampled_from(present)) if present else None


def stored(draw: Draw, scene: Scene, ids: Sequence[Hash]) -> dict[str, Any]:
    """One of these orders, as the state that the chip can be shown holds it, with its proof."""
    identifier = draw(st.sampled_from(tuple(ids)))
    header, proof = scene.known.keep("header", scene.world.state.header), scene.world.state.proof((Table.ORDERS, identifier))
    return {"header": header, "id": identifier, "order": scene.world.orders[identifier], "proof": scene.known.keep("proof", proof)}


def ids_in(scene: Scene, *phases: Phase, opened: bool | None = None) -> list[Hash]:
    """The orders in these phases; only those that the chip meters, or does not, where that is asked."""
    metered = {each.order for each in scene.session.device.non_volatile.sessions}
    return [each for each, order in scene.world.orders.items() if order.phase in phases and opened in (None, each in metered)]


def open_session(draw: Draw, scene: Scene) -> OpenSession | None:
    """An order to meter: mostly one that can be metered and is not yet."""
    ids = ids_in(scene, Phase.FUNDED, Phase.DELIVERING, opened=False) if draw(st.integers(0, 5)) else [*scene.world.orders]
    return OpenSession(**stored(draw, scene, ids)) if ids else None


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


def _receipt(scene: Scene, signer: KeyPair, metered: MeterSession, meter: Meter, *, last: bool, chain: Hash | None = None) -> bytes:
    receipt = MeterReceipt(chain or scene.session.device.non_volatile.view.chain, metered.order, meter.sequence, meter.units, meter.slot, last)
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
            meter, last = signed, metered.ended if draw(st.integers(0, 3)) else not metered.ended
        case 1:
            meter = replace(meter, units=edge(draw, metered.units, signed.units, most=2**32 - 1))
        case 2:
            meter = replace(meter, slot=edge(draw, signed.slot, most=MAX_UINT64))
        case _:
            pass
    return CountersignReceipt(_receipt(scene, PEER, metered, meter, last=last), last if draw(st.integers(0, 9)) else not last)


def _accept(draw: Draw, scene: Scene) -> AcceptReceipt | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is None or (metered.signed == metered.agreed and draw(st.integers(0, 3))):
        return None
    return AcceptReceipt(_receipt(scene, PEER, metered, metered.signed, last=metered.ended))


def _claim(draw: Draw, scene: Scene) -> Claim | Deliver | None:
    metered = _metered(draw, scene, delivers=True)
    if metered is not None and metered.units <= metered.agreed.units and draw(st.integers(0, 3)):
        return _deliver(draw, scene)
    return None if metered is None else Claim(metered.order)


def _close(draw: Draw, scene: Scene) -> CloseSession | None:
    ids = ids_in(scene, *Phase, opened=True)
    over = ids_in(scene, Phase.CLOSED, Phase.CONFIRMED, Phase.SETTLED, opened=True)
    if not ids or (not over and draw(st.integers(0, 3))):
        return None
    given = stored(draw, scene, over if over and draw(st.integers(0, 3)) else ids)
    return CloseSession(**given, stored=given["order"].phase is not Phase.CLOSED)


def contest_order(draw: Draw, scene: Scene) -> ContestOrder | None:
    """A denial of a claim: of a disputed order, where there is one."""
    consumed = {each.order for each in scene.session.device.non_volatile.sessions if not each.delivers}
    ids = [each for each in ids_in(scene, *Phase, opened=True) if each in consumed]
    disputed = [each for each in ids if scene.world.orders[each].phase is Phase.DISPUTED]
    return ContestOrder(posting(draw, scene), **stored(draw, scene, disputed or ids)) if ids else None


def claim_order(draw: Draw, scene: Scene) -> ClaimOrder | Deliver | None:
    """A claim of what was delivered, or the delivery that it lacks."""
    metered = _metered(draw, scene, delivers=True)
    if metered is not None and metered.units <= metered.agreed.units and draw(st.integers(0, 3)):
        return _deliver(draw, scene)
    return None if metered is None else ClaimOrder(posting(draw, scene), metered.order)


def show_receipt(draw: Draw, scene: Scene) -> ShowReceipt | None:
    """What both have signed, shown to the chain: mostly the highest receipt that the chip knows."""
    metered = _metered(draw, scene, delivers=draw(st.booleans()))
    if metered is None:
        return None
    last = metered.ended and metered.signed == metered.agreed
    meter = metered.agreed
    if not draw(st.integers(0, 5)):
        meter, last = metered.signed, metered.ended
    if not draw(st.integers(0, 7)):
        # What both may have signed elsewhere, or before.
        name = draw(st.sampled_from(("sequence", "units", "slot")))
        meter = replace(meter, **{name: max(getattr(meter, name) + draw(st.sampled_from((1, -1))), 0)})
    chain = None if draw(st.integers(0, 11)) else draw(st.sampled_from((bytes(32), b"\x01" * 32)))
    sides = (chip_keys(scene), PEER) if metered.delivers else (PEER, chip_keys(scene))
    if not draw(st.integers(0, 9)):
        sides = sides[::-1]
    return ShowReceipt(posting(draw, scene), *[_receipt(scene, side, metered, meter, last=last, chain=chain) for side in sides])


METERS: tuple[Make, ...] = (*[open_session] * 2, *[_deliver, _measure, _propose, _countersign, _accept] * 3, _claim, *[_close] * 2, lambda *_: ListSessions())
