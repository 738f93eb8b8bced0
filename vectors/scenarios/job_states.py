"""Jobs of states from outside: those that these rules have made, and others; and orders that a rule has confirmed."""

from dataclasses import replace

from reference.agent.services import service_id
from reference.numbers import Hash
from reference.state.job import NO_JOB, NO_RESULT, Result
from reference.state.order import ANSWER_SLOTS, Meter, Order, Phase
from reference.state.state import State
from reference.wire.listing_bodies import MAX_WAIT
from reference.wire.order_bodies import MAX_OFFLINE
from vectors.build import SLOT
from vectors.case import Case
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import DAVE
from vectors.scenarios.job_places import (
    AWAITED,
    COMMIT_UNTIL,
    JOB,
    ORDERS,
    REVEAL_UNTIL,
    TERMS,
    TRUE,
    claimed,
    computed,
    confirmed,
    counted,
    hidden,
    job_place,
    shown,
    three,
    with_jobs,
)
from vectors.scenarios.service_places import BANDWIDTH, COMPUTE, begun

RULES = ("COMPUTE-24", "COMPUTE-23", "COMPUTE-22", "COMPUTE-21", "STATE-10")

GONE: tuple[Hash, ...] = (bytes([1]) * 32, bytes([2]) * 32)
"""The identifiers of orders that are closed."""


def job_state_cases() -> list[Case]:
    """Jobs by themselves, their results, their orders, and what they leave behind."""
    return [*_jobs(), *_results(), *_orders(), *_ruled()]


def _jobs() -> list[Case]:
    """Of three awaited results, unless said otherwise."""
    usual, results = counted([AWAITED] * 3), dict.fromkeys(ORDERS, AWAITED)
    year = SLOT + MAX_WAIT
    possible = {
        "the end of the time to commit a year away": replace(usual, commit_until=year, reveal_until=year + ANSWER_SLOTS),
        "a year to reveal": replace(usual, reveal_until=COMMIT_UNTIL + MAX_WAIT),
        "over long ago": replace(usual, commit_until=1, reveal_until=1 + ANSWER_SLOTS),
        "two rounds to reveal": replace(usual, reveal_until=COMMIT_UNTIL + ANSWER_SLOTS),
    }
    impossible = {
        "the end of the time to commit more than a year away": replace(usual, commit_until=year + 1, reveal_until=year + 1 + ANSWER_SLOTS),
        "more than a year to reveal": replace(usual, reveal_until=COMMIT_UNTIL + MAX_WAIT + 1),
        "a slot of two rounds is missing to reveal": replace(usual, reveal_until=COMMIT_UNTIL + ANSWER_SLOTS - 1),
        "no time to reveal": replace(usual, reveal_until=COMMIT_UNTIL),
        "the time to reveal before that to commit": replace(usual, reveal_until=COMMIT_UNTIL - 1),
        "one has committed, by no result": replace(usual, committed=1),
        "four orders, by three results": replace(usual, size=4),
        "five orders, by three results": replace(usual, size=5),
        "one order, by three results": replace(usual, size=1),
        "two of five have committed, by three results that are awaited": replace(usual, size=5, committed=2),
    }
    patient = replace(TERMS, waits=replace(TERMS.waits, deliver_slots=MAX_WAIT, offline_slots=MAX_OFFLINE))
    distant = replace(computed().escrow, deadline=COMMIT_UNTIL + MAX_WAIT + ANSWER_SLOTS + 1)
    place = job_place({order: replace(record, terms=patient, escrow=distant) for order, record in three().items()})
    return [
        *[outside_case(RULES, why, with_jobs(place, {JOB: job}, results)) for why, job in possible.items()],
        *[outside_case(RULES, f"{why}: refused", with_jobs(place, {JOB: job}, results)) for why, job in impossible.items()],
        outside_case((*RULES, "STATE-1"), "a job without orders, stored: refused", with_jobs(place, {JOB: NO_JOB}, {})),
    ]


def _results() -> list[Case]:
    bare, usual = job_place(), counted([AWAITED] * 3)
    said: dict[str, list[Result]] = {
        "one is awaited": [hidden(0), hidden(1), AWAITED],
        "two are revealed": [shown(TRUE), shown(TRUE), hidden(2)],
    }
    wrong: dict[str, list[Result]] = {
        "one is revealed, and another may be committed to": [shown(TRUE), hidden(1), AWAITED],
        "an awaited one says something": [replace(AWAITED, value=TRUE), AWAITED, AWAITED],
    }
    miscounted = {
        "more are committed to than the job counts": (replace(counted([AWAITED] * 3), committed=0), [hidden(0), AWAITED, AWAITED]),
        "more are revealed than the job counts": (replace(counted([shown(TRUE)] * 3), revealed=2), [shown(TRUE)] * 3),
        "more are counted as revealed than as committed to": (replace(counted([AWAITED] * 3), revealed=1), [AWAITED] * 3),
        "fewer are revealed than the job counts": (replace(counted([hidden(0)] * 3), revealed=1), [hidden(number) for number in range(3)]),
    }
    told = {why: (job, dict(zip(ORDERS, results, strict=True))) for why, (job, results) in miscounted.items()}
    return [
        *[outside_case(RULES, why, _with(results)) for why, results in said.items()],
        *[outside_case(RULES, f"{why}: refused", _with(results)) for why, results in wrong.items()],
        *[outside_case(RULES, f"{why}: refused", with_jobs(bare, {JOB: job}, each)) for why, (job, each) in told.items()],
        outside_case(RULES, "four orders: refused", with_jobs(bare, {JOB: counted([AWAITED] * 4)}, dict.fromkeys((*ORDERS, GONE[0]), AWAITED))),
        outside_case(RULES, "five orders, two of which are closed", with_jobs(bare, {JOB: counted([AWAITED] * 5)}, dict.fromkeys((*ORDERS, *GONE), AWAITED))),
        outside_case(RULES, "one order: refused", with_jobs(bare, {JOB: counted([AWAITED])}, {ORDERS[0]: AWAITED})),
        outside_case(RULES, "a result too few: refused", with_jobs(bare, {JOB: usual}, dict.fromkeys(ORDERS[:2], AWAITED))),
        outside_case(RULES, "results of no job: refused", with_jobs(bare, {}, dict.fromkeys(ORDERS, AWAITED))),
        outside_case((*RULES, "STATE-1"), "none, stored: refused", with_jobs(bare, {}, {ORDERS[0]: NO_RESULT})),
    ]


def _orders() -> list[Case]:
    end = REVEAL_UNTIL + ANSWER_SLOTS
    possible: dict[str, Order] = {
        "one is disputed": claimed(),
        "one is confirmed": replace(confirmed(), meter=Meter(1, 1, 39)),
        "one is settled": replace(confirmed(0, Phase.SETTLED), meter=Meter(1, 1, 39)),
        "one has two rounds left": computed(escrow=replace(computed().escrow, deadline=end)),
    }
    impossible: dict[str, Order] = {
        "one is funded": computed(phase=Phase.FUNDED, escrow=replace(computed().escrow, deadline=60), serving=computed(1).serving),
        "one has a slot less than two rounds left": computed(escrow=replace(computed().escrow, deadline=end - 1)),
        "one is disputed, and has a slot less than two rounds left": replace(claimed(), escrow=replace(computed().escrow, deadline=end - 1)),
        "one is of another consumer": computed(consumer=DAVE.account),
        "one is of a metered service": replace(begun(), escrow=replace(begun().escrow, deadline=end)),
        "two are of one provider": computed(provider=computed(1).provider, serving=computed(1).serving),
    }
    return [
        *[outside_case(RULES, f"of its orders {why}", _with([AWAITED] * 3, {**three(), ORDERS[0]: order})) for why, order in possible.items()],
        *[outside_case(RULES, f"of its orders {why}: refused", _with([AWAITED] * 3, {**three(), ORDERS[0]: order})) for why, order in impossible.items()],
        outside_case(RULES, "one of its orders is closed", _with([AWAITED] * 3, {ORDERS[1]: computed(1), ORDERS[2]: computed(2)})),
        outside_case(RULES, "one of its orders is of another type of computed service: refused", _of_two_types()),
    ]


def _of_two_types() -> State:
    twin = replace(COMPUTE, name="rendering")
    state = _with([AWAITED] * 3, {**three(), ORDERS[0]: computed(service=service_id(twin))})
    return replace(state, smart_agents=replace(state.smart_agents, services=state.smart_agents.services.set(service_id(twin), twin)))


def _ruled() -> list[Case]:
    """Orders that a rule has confirmed: all that is ordered is metered, by no receipt."""
    rules = ("DELIVERY-12", "DELIVERY-14", "STATE-10")
    metered = replace(confirmed(), service=service_id(BANDWIDTH))
    some = replace(confirmed(), terms=replace(TERMS, price=20_000, quantity=2))
    cases = {
        "confirmed by its job": confirmed(),
        "settled after that": confirmed(0, Phase.SETTLED),
        "of a metered service, confirmed without a receipt: refused": metered,
        "confirmed without a receipt, of less than all that is ordered: refused": some,
        "confirmed without a receipt, of a slot: refused": replace(confirmed(), meter=Meter(0, 1, 39)),
        "delivered, all metered without a receipt: refused": computed(meter=Meter(0, 1, 0), escrow=replace(computed().escrow, price=0), paid=TERMS.price),
        "confirmed without a receipt, with a claim: refused": replace(confirmed(), claimed=1),
        "confirmed, by nothing: refused": replace(confirmed(), meter=Meter(0, 0, 0)),
    }
    return [outside_case(rules, why, job_place({ORDERS[0]: order})) for why, order in cases.items()]


def _with(results: list[Result], orders: dict[Hash, Order] | None = None) -> State:
    return with_jobs(job_place(orders), {JOB: counted(results)}, dict(zip(ORDERS, results, strict=True)))
