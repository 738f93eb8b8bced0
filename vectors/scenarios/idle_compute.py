"""Idle compute: the computers of three owners do the same for somebody who trusts none of them, from the offers to the last coin."""

from reference.agent.computing import result_commitment
from reference.agent.order_openings import offered_order_id
from reference.agent.services import service_id
from reference.numbers import Slot
from reference.state.order import ANSWER_SLOTS
from reference.state.state import get_account
from reference.wire.compute_bodies import JobDecide, ResultCommit, ResultReveal
from reference.wire.order_bodies import OrderAccept, OrderBegin, OrderClose, OrderFund, OrderOffer, OrderSettle
from reference.wire.transaction import Body
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import KEY
from vectors.scenarios.coin_places import Step, told_over_time
from vectors.scenarios.job_places import FALSE, PROVIDERS, SALTS, STRANGER, TASK, TERMS, TRUE, job_place, opening
from vectors.scenarios.service_places import COMPUTE, CONSUMER, DEPOSIT

RESULTS = (TRUE, TRUE, FALSE)
"""What the three find."""


def idle_compute_cases() -> list[Case]:
    """The one whole day."""
    return [_idle_compute()]


def _idle_compute() -> Case:
    """Three owners of idle computers compute the same for somebody who trusts none of them: from the offers to the last coin."""
    state = job_place({})
    ids = tuple(offered_order_id(pair.account, get_account(state, pair.account).nonce + 1) for pair in PROVIDERS)
    named = [OrderBegin(ids[0], *KEY), *[OrderBegin(order, bytes(32), bytes(32)) for order in ids[1:]]]
    told = list(zip(ids, RESULTS, SALTS, strict=True))
    ours = [ResultCommit(order, result_commitment(order, value, salt)) for order, value, salt in told]
    shown = [ResultReveal(order, value, salt) for order, value, salt in told]
    steps: list[tuple[Slot, list[Step]]] = [
        (41, [(pair, _offer()) for pair in PROVIDERS]),
        (42, [*_each(CONSUMER, [OrderAccept(order) for order in ids]), *_each(CONSUMER, [OrderFund(order) for order in ids])]),
        (43, list(zip(PROVIDERS, named, strict=True))),
        (44, [(CONSUMER, opening(ids))]),
        (45, list(zip(PROVIDERS, ours, strict=True))),
        (46, [*zip(PROVIDERS, shown, strict=True), (STRANGER, JobDecide(CONSUMER.account, TASK, ids))]),
        (47, _each(STRANGER, [OrderSettle(order) for order in ids])),
        (46 + TERMS.waits.liable_slots, _each(STRANGER, [OrderClose(order) for order in ids])),
        (46 + TERMS.waits.offline_slots + ANSWER_SLOTS, _each(STRANGER, [OrderClose(order) for order in ids])),
    ]
    rules = ("COMPUTE-14", "COMPUTE-16", "COMPUTE-17", "COMPUTE-20", "DELIVERY-25", "DELIVERY-36", "DELIVERY-37", "SETTLE-5")
    return told_over_time(state, rules, "idle compute: three computers, one of them wrong, from the offer to the last coin", *steps)


def _offer() -> OrderOffer:
    return OrderOffer(
        consumer=CONSUMER.account,
        service=service_id(COMPUTE),
        coin=bytes(32),
        price=TERMS.price,
        quantity=TERMS.quantity,
        granule=TERMS.granule,
        fee_ppm=TERMS.fee_ppm,
        fund_slots=TERMS.waits.fund_slots,
        start_slots=TERMS.waits.start_slots,
        deliver_slots=TERMS.waits.deliver_slots,
        offline_slots=TERMS.waits.offline_slots,
        liable_slots=TERMS.waits.liable_slots,
        deposit=DEPOSIT,
        offer_slots=25,
    )


def _each(sender: KeyPair, bodies: list[Body]) -> list[Step]:
    return [(sender, body) for body in bodies]
