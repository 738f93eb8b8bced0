"""What a decided job does to its orders: by every verdict, in every phase, whatever their providers have done before."""

from collections.abc import Iterable
from dataclasses import replace

from reference.agent.computing import job_id
from reference.numbers import Slot
from reference.state.coin import coin_id
from reference.state.job import Result, ResultStage
from reference.state.order import ANSWER_SLOTS, Meter, Phase
from reference.state.state import State
from reference.wire.compute_bodies import JobDecide
from reference.wire.order_bodies import OrderClaim, OrderClose
from vectors.build import given
from vectors.case import Case
from vectors.scenarios.coin_places import Step, told, told_over_time
from vectors.scenarios.job_places import (
    AWAITED,
    COMMIT_UNTIL,
    DECIDE,
    FALSE,
    JOB,
    ORDERS,
    OTHER,
    PROVIDERS,
    REVEAL_UNTIL,
    STRANGER,
    TASK,
    TERMS,
    TRUE,
    claimed,
    computed,
    confirmed,
    counted,
    job_place,
    shown,
    three,
    told_of,
    with_jobs,
)
from vectors.scenarios.service_places import CONSUMER, WAITS

NOW: Slot = 41


def job_verdict_cases() -> list[Case]:
    """Every verdict, then orders on which somebody has acted before."""
    return [*_verdicts(), *_afterwards()]


def _verdicts() -> Iterable[Case]:
    rules = ("COMPUTE-20", "COMPUTE-19", "COMPUTE-10", "COMPUTE-9", "COMPUTE-8", "DELIVERY-39", "DELIVERY-40", "DELIVERY-22")
    yield told(told_of(TRUE, FALSE, TRUE), rules, "two of three agree: they are confirmed, and the other fails", (STRANGER, DECIDE))
    yield told(told_of(FALSE, FALSE, TRUE), rules, "two of three collude: what they say is the result", (STRANGER, DECIDE))
    yield told(told_of(TRUE, FALSE, OTHER), rules, "three results: nobody knows who was wrong, and all is undone", (STRANGER, DECIDE))
    yield _at(told_of(TRUE, None, TRUE), rules, "two agree, and the third is silent: it fails", REVEAL_UNTIL, (STRANGER, DECIDE))
    yield _at(told_of(TRUE, None, None), rules, "one has revealed, and no majority: it is undone, the silent fail", REVEAL_UNTIL, (STRANGER, DECIDE))
    yield _at(told_of(TRUE, None, FALSE), rules, "two differ, and the third is silent", REVEAL_UNTIL, (STRANGER, DECIDE))
    alone = job_place(None, [shown(TRUE), AWAITED, AWAITED], COMMIT_UNTIL)
    yield _at(alone, rules, "one alone has committed and revealed: it is no majority of all three", COMMIT_UNTIL + 1, (STRANGER, DECIDE))
    bare = job_place(None, [shown(TRUE), Result(ResultStage.COMMITTED, JOB, TRUE), shown(FALSE)])
    yield _at(bare, rules, "a commitment that looks like another's result is no vote", REVEAL_UNTIL, (STRANGER, DECIDE))
    nine = {bytes([number]) * 32: replace(computed(), provider=bytes([number]) * 32, serving=computed(1).serving) for number in range(1, 10)}
    for agreeing in (4, 5, 9):
        job = job_id(CONSUMER.account, TASK, tuple(nine))
        found = [shown(TRUE if number < agreeing else bytes([number]) * 32, job) for number in range(9)]
        state = given(with_jobs(job_place(nine), {job: counted(found)}, dict(zip(nine, found, strict=True))))
        yield told(state, rules, f"{agreeing} of nine agree", (STRANGER, JobDecide(CONSUMER.account, TASK, tuple(nine))))
    coin = {order: replace(computed(number), coin=coin_id("GATE"), terms=replace(TERMS, fee_ppm=0)) for number, order in enumerate(ORDERS)}
    yield told(told_of(TRUE, TRUE, FALSE, orders=coin), rules, "in an IoT_Coin: two agree", (STRANGER, DECIDE))
    yield told(told_of(TRUE, OTHER, FALSE, orders=coin), rules, "in an IoT_Coin: none agree", (STRANGER, DECIDE))
    paid = three(terms=replace(TERMS, price=400, quantity=100, granule=7), meter=Meter(3, 20, 38), paid=8_000, escrow=replace(computed().escrow, price=32_000))
    yield told(told_of(TRUE, FALSE, OTHER, orders=paid), rules, "undone: what both have signed for stays paid", (STRANGER, DECIDE))
    yield told(told_of(TRUE, TRUE, OTHER, orders=paid), rules, "confirmed: what both have signed for and the rest", (STRANGER, DECIDE))
    free = three(deposit=0)
    yield told(told_of(FALSE, TRUE, TRUE, orders=free), rules, "failed without a deposit", (STRANGER, DECIDE))


def _afterwards() -> Iterable[Case]:
    """Orders on which a provider, or both, have acted before the job is decided; and what becomes of those that are."""
    rules = ("COMPUTE-20", "COMPUTE-19", "DELIVERY-38", "STORAGE-20", "DELIVERY-5", "DELIVERY-7")
    settled = confirmed(0, Phase.SETTLED)
    acted = {
        "claimed by its provider": claimed(),
        "confirmed by both": replace(confirmed(), meter=Meter(1, 1, 39)),
        "settled": replace(settled, meter=Meter(1, 1, 39)),
        "in the slot of its deadline": computed(0, escrow=replace(computed().escrow, deadline=REVEAL_UNTIL + ANSWER_SLOTS)),
    }
    for name, order in acted.items():
        for why, values in {"agrees": (TRUE, TRUE, FALSE), "is alone": (FALSE, TRUE, TRUE), "is one of three": (TRUE, FALSE, OTHER)}.items():
            state, slot = told_of(*values, orders={**three(), ORDERS[0]: order}), NOW if name != "in the slot of its deadline" else REVEAL_UNTIL + ANSWER_SLOTS
            yield _at(state, rules, f"an order that is {name}, whose result {why}", slot, (STRANGER, DECIDE))
    closed = {ORDERS[1]: computed(1), ORDERS[2]: computed(2)}
    for values in ((TRUE, TRUE, FALSE), (FALSE, TRUE, TRUE), (TRUE, FALSE, OTHER)):
        yield told(told_of(*values, orders=closed), rules, "an order that is closed", (STRANGER, DECIDE))
    claim = (PROVIDERS[0], OrderClaim(ORDERS[0], 1))
    late = NOW + 1 + WAITS.offline_slots + ANSWER_SLOTS
    yield told_over_time(
        told_of(FALSE, TRUE, TRUE),
        (*rules, "DELIVERY-34", "DELIVERY-37"),
        "the minority claims before the decision: it fails all the same, and its claim waits for the time to answer",
        (NOW, [claim]),
        (NOW + 1, [(STRANGER, DECIDE)]),
        (late - 1, [(STRANGER, OrderClose(ORDERS[0]))]),
        (late, [(STRANGER, OrderClose(ORDERS[0]))]),
    )


def _at(state: State, rules: tuple[str, ...], why: str, slot: Slot, *steps: Step) -> Case:
    return told_over_time(state, rules, why, (slot, steps))
