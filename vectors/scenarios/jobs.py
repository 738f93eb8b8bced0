"""Jobs on the chain: opened, committed to, revealed, and when they are decided; each in time and out of it, by the right one and by others."""

from collections.abc import Iterable
from dataclasses import replace

from reference.agent.services import service_id
from reference.numbers import Hash, Slot
from reference.state.job import Result, ResultStage
from reference.state.order import ANSWER_SLOTS, Phase
from reference.state.state import State
from reference.wire.compute_bodies import ResultReveal
from reference.wire.order_bodies import OrderClaim
from vectors.case import Case
from vectors.scenarios.coin_places import DAVE, Step, told, told_over_time
from vectors.scenarios.job_places import (
    ANSWER,
    AWAITED,
    COMMIT_UNTIL,
    DECIDE,
    FALSE,
    JOB,
    ORDERS,
    PROVIDERS,
    REVEAL_UNTIL,
    SALTS,
    STRANGER,
    TERMS,
    TRUE,
    commit,
    committing,
    computed,
    confirmed,
    hidden,
    job_place,
    opening,
    reveal,
    shown,
    three,
    told_of,
)
from vectors.scenarios.service_places import COMPUTE, CONSUMER, WAITS, begun

FIRST, SECOND, THIRD = PROVIDERS
NOW: Slot = 41
UNKNOWN: Hash = bytes(32)
"""The identifier of no order."""


def job_cases() -> list[Case]:
    """Every kind of jobs. What a decision does to the orders is told elsewhere."""
    return [*_openings(), *_commitments(), *_revelations(), *_moments()]


def _openings() -> Iterable[Case]:
    rules = ("COMPUTE-14", "COMPUTE-13", "COMPUTE-12", "COMPUTE-11", "COMPUTE-3", "COMPUTE-2", "TX-10")
    place = job_place()
    yield told(place, rules, "three orders", (CONSUMER, opening()))
    yield told(place, rules, "twice: fails the second time", (CONSUMER, opening()), (CONSUMER, opening()))
    yield told(place, rules, "in another order: another job", (CONSUMER, opening(ORDERS[::-1])))
    yield told(place, rules, "more time to commit than to reveal", (CONSUMER, opening(commit_slots=ANSWER + 1)))
    more = {bytes([number]) * 32: replace(computed(1), provider=bytes([number]) * 32) for number in range(1, 10)}
    for size in (3, 5, 7, 9):
        yield told(job_place(more), rules, f"{size} of nine orders", (CONSUMER, opening(tuple(more)[:size])))
    even = [(CONSUMER, opening(tuple(more)[:size])) for size in (4, 6, 8)]
    yield told(job_place(more), rules, "each fails: four orders, six, eight", *even)
    yield told(place, rules, "one order twice: fails", (CONSUMER, opening((*ORDERS[:2], ORDERS[0]))))
    strange = {
        "an order that there is not": (three(), (*ORDERS[:2], UNKNOWN)),
        "an order of a metered service": ({**three(), ORDERS[2]: replace(begun(), provider=THIRD.account, serving=computed(2).serving)}, ORDERS),
        "an order that is funded": ({**three(), ORDERS[2]: computed(2, phase=Phase.FUNDED, escrow=replace(computed().escrow, deadline=60))}, ORDERS),
        "an order that is confirmed": ({**three(), ORDERS[2]: confirmed(2)}, ORDERS),
        "an order of another consumer": (three(consumer=DAVE.account), ORDERS),
        "two orders of one provider": (three(provider=SECOND.account, serving=computed(1).serving), ORDERS),
    }
    for why, (orders, named) in strange.items():
        yield told(job_place(orders), rules, f"{why}: fails", (CONSUMER, opening(named)))
    disputed = job_place({**three(), ORDERS[2]: computed(2, phase=Phase.DISPUTED)})
    yield told(disputed, rules, "an order that is disputed", (CONSUMER, opening()))
    claims: list[Step] = [(pair, OrderClaim(order, 1)) for pair, order in zip(PROVIDERS, ORDERS, strict=True)]
    evaded = (*rules, "COMPUTE-20", "COMPUTE-19", "DELIVERY-34", "DELIVERY-22")
    why = "providers that claim all before the job is opened, and then say no result: all fail"
    yield told_over_time(place, evaded, why, (NOW, [*claims, (CONSUMER, opening())]), (NOW + ANSWER, [(STRANGER, DECIDE)]))
    others = [(sender, opening()) for sender in (*PROVIDERS, STRANGER)]
    yield told(place, rules, "each fails: opened by a provider, by another, by the third, by a stranger", *others)
    twin = replace(COMPUTE, name="rendering")
    two = job_place({**three(), ORDERS[1]: computed(1)})
    known = replace(two, smart_agents=replace(two.smart_agents, services=two.smart_agents.services.set(service_id(twin), twin)))
    mixed = known.smart_agents.orders.set(ORDERS[1], computed(1, service=service_id(twin)))
    twice = mixed.set(ORDERS[2], computed(2, provider=SECOND.account))
    for placed, why in ((mixed, "orders of two types of computed service"), (twice, "of two types, and two of one provider: the types are said first")):
        yield told(replace(known, smart_agents=replace(known.smart_agents, orders=placed)), rules, f"{why}: fails", (CONSUMER, opening()))
    brief = {
        "a slot of the time to answer is missing to commit": opening(commit_slots=ANSWER - 1),
        "a slot of it is missing to reveal": opening(reveal_slots=ANSWER - 1),
        "a slot for either, to have the deposits": opening(commit_slots=1, reveal_slots=1),
    }
    for why, body in brief.items():
        yield told(place, rules, f"{why}: fails", (CONSUMER, body))
    patient = replace(TERMS, waits=replace(TERMS.waits, offline_slots=WAITS.offline_slots + 1))
    slower = job_place({**three(), ORDERS[1]: computed(1, terms=patient)})
    bodies = (opening(), opening(commit_slots=ANSWER + 1), opening(reveal_slots=ANSWER + 1), opening(ORDERS, ANSWER + 1, ANSWER + 1))
    yield told(slower, rules, "of the longest of the times to answer a slot is missing: fails but the fourth time", *[(CONSUMER, body) for body in bodies])
    end = NOW + 2 * ANSWER + ANSWER_SLOTS
    for why, deadline in {"two rounds are left": end, "a slot of two rounds is missing: fails": end - 1}.items():
        soon = {**three(), ORDERS[1]: computed(1, escrow=replace(computed().escrow, deadline=deadline))}
        yield told_over_time(job_place(soon), rules, f"of the earliest of the deadlines, {why}", (NOW, [(CONSUMER, opening())]))


def _commitments() -> Iterable[Case]:
    rules, place = ("COMPUTE-16", "COMPUTE-15", "COMPUTE-4", "COMPUTE-1"), committing(0)
    yield told(place, rules, "all three", *[(pair, commit(number)) for number, pair in enumerate(PROVIDERS)])
    yield told(place, rules, "twice, to another: fails the second time", (FIRST, commit(0)), (FIRST, commit(0, FALSE)))
    others = [(sender, commit(0)) for sender in (CONSUMER, SECOND, STRANGER)]
    yield told(place, rules, "each fails: by the consumer, by another provider, by a stranger", *others)
    yield _at(place, rules, "in the last slot", COMMIT_UNTIL - 1, (FIRST, commit(0)))
    yield _at(place, rules, "in the slot in which the time is over: fails", COMMIT_UNTIL, (FIRST, commit(0)))
    yield _at(committing(1), rules, "twice, too late: that it has committed is said first", COMMIT_UNTIL, (FIRST, commit(0)))
    yield told(committing(0, {ORDERS[1]: computed(1), ORDERS[2]: computed(2)}), rules, "of a closed order: fails", (FIRST, commit(0)))
    yield told(committing(0, three(phase=Phase.DISPUTED, claimed=1)), rules, "of an order that is disputed", (FIRST, commit(0)))
    yield told(job_place(), rules, "each fails: of an order of no job, by its provider and by a stranger", (FIRST, commit(0)), (STRANGER, commit(0)))


def _revelations() -> Iterable[Case]:
    rules, all_in = ("COMPUTE-17", "COMPUTE-18", "COMPUTE-15", "COMPUTE-6", "COMPUTE-5", "COMPUTE-1"), committing(3)
    yield told(all_in, rules, "as soon as all have committed", *[(pair, reveal(number)) for number, pair in enumerate(PROVIDERS)])
    yield told(all_in, rules, "twice: fails the second time", (FIRST, reveal(0)), (FIRST, reveal(0)))
    yield told(all_in, rules, "each fails: by the consumer, by another provider, by a stranger", *[(pair, reveal(0)) for pair in (CONSUMER, SECOND, STRANGER)])
    yield _at(committing(2), rules, "while the third may still commit: fails", COMMIT_UNTIL - 1, (FIRST, reveal(0)))
    yield _at(committing(2), rules, "once the third cannot any more", COMMIT_UNTIL, (FIRST, reveal(0)), (SECOND, reveal(1)))
    yield _at(committing(2), rules, "by the third, which has not committed: fails", COMMIT_UNTIL, (THIRD, reveal(2)))
    yield _at(all_in, rules, "in the last slot", REVEAL_UNTIL - 1, (FIRST, reveal(0)))
    yield _at(all_in, rules, "in the slot in which the time is over: fails", REVEAL_UNTIL, (FIRST, reveal(0)))
    wrong = {
        "another result": reveal(0, FALSE),
        "another secret": replace(reveal(0), salt=SALTS[1]),
        "result and secret in each other's place": ResultReveal(ORDERS[0], SALTS[0], TRUE),
        "the commitment itself": replace(reveal(0), result=hidden(0).value),
    }
    yield told(all_in, rules, f"each fails: {', '.join(wrong)}", *[(FIRST, body) for body in wrong.values()])
    copied = [hidden(0), Result(ResultStage.COMMITTED, JOB, hidden(0).value), hidden(2)]
    opened = replace(reveal(1), salt=SALTS[0])
    yield told(job_place(None, copied), rules, "a copied commitment, opened with the other's secret: fails", (FIRST, reveal(0)), (SECOND, opened))
    yield told(committing(3, {ORDERS[1]: computed(1), ORDERS[2]: computed(2)}), rules, "of a closed order: fails", (FIRST, reveal(0)))
    yield told(job_place(), rules, "each fails: of an order of no job, by its provider and by a stranger", (FIRST, reveal(0)), (STRANGER, reveal(0)))


def _moments() -> Iterable[Case]:
    """When a job is decided, and which."""
    rules, agreed = ("COMPUTE-20", "COMPUTE-7", "COMPUTE-2"), told_of(TRUE, TRUE, TRUE)
    for sender, name in ((STRANGER, "a stranger"), (CONSUMER, "the consumer"), (FIRST, "a provider")):
        yield told(agreed, rules, f"all is revealed: decided by {name}", (sender, DECIDE))
    yield told(agreed, rules, "twice: fails the second time", (STRANGER, DECIDE), (STRANGER, DECIDE))
    foreign = {
        "another consumer": replace(DECIDE, consumer=DAVE.account),
        "another task": replace(DECIDE, task=UNKNOWN),
        "the orders otherwise": replace(DECIDE, orders=ORDERS[::-1]),
        "one order for another": replace(DECIDE, orders=(*ORDERS[:2], UNKNOWN)),
    }
    yield told(agreed, rules, f"no job is that of {', '.join(foreign)}: each fails", *[(STRANGER, body) for body in foreign.values()])
    yield told(told_of(TRUE, TRUE, None), rules, "one has not revealed: fails", (STRANGER, DECIDE))
    yield _at(told_of(TRUE, TRUE, None), rules, "one has not revealed, in the last slot for it: fails", REVEAL_UNTIL - 1, (STRANGER, DECIDE))
    two = job_place(None, [shown(TRUE), shown(TRUE), AWAITED], COMMIT_UNTIL)
    yield _at(two, rules, "two have revealed, and the third cannot commit any more", COMMIT_UNTIL + 1, (STRANGER, DECIDE))
    yield _at(committing(0), rules, "nobody has committed, and somebody still can: fails", COMMIT_UNTIL - 1, (STRANGER, DECIDE))
    yield _at(committing(0), rules, "nobody has committed, and nobody can any more: all fail", COMMIT_UNTIL, (STRANGER, DECIDE))
    yield _at(committing(3), rules, "all have committed, and nobody has revealed in time: all fail", REVEAL_UNTIL, (STRANGER, DECIDE))


def _at(state: State, rules: tuple[str, ...], why: str, slot: Slot, *steps: Step) -> Case:
    return told_over_time(state, rules, why, (slot, steps))
