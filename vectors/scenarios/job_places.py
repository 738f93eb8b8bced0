"""Where the scenarios of jobs play: three orders of the same computation, each of another provider, and a job over them at every point."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from immutables import Map

from reference.agent.computing import job_id, result_commitment
from reference.agent.services import service_id
from reference.numbers import Hash, Slot
from reference.state.chip import NO_BINDING
from reference.state.job import Job, Result, ResultStage
from reference.state.order import ANSWER_SLOTS, NO_METER, Order, Phase, Terms
from reference.state.state import State
from reference.wire.compute_bodies import JobDecide, JobOpen, ResultCommit, ResultReveal
from vectors.build import BOB, CAROL, given
from vectors.keys import KeyPair
from vectors.scenarios.chip_places import MAKER
from vectors.scenarios.coin_places import DAVE
from vectors.scenarios.service_places import BANDWIDTH, COMPUTE, CONSUMER, ORDER, PLENTY, PROVIDER, SERVING, STORAGE, WAITS, order_in, service_place

STRANGER = MAKER
PROVIDERS = (PROVIDER, BOB, CAROL)
"""Who computes; the chip of the first serves."""

ORDERS: tuple[Hash, ...] = (ORDER, bytes([0x0E]) * 32, bytes([0x0F]) * 32)
"""Their orders."""

TASK = sha256(b"smartshare vectors: a task").digest()
TRUE, FALSE, OTHER = (sha256(f"smartshare vectors: {name} result".encode()).digest() for name in ("the right", "a wrong", "another wrong"))
SALTS = tuple(sha256(f"smartshare vectors: secret {number}".encode()).digest() for number in range(3))

TERMS = Terms(price=40_000, quantity=1, granule=1, fee_ppm=3_000, waits=replace(WAITS, deliver_slots=600))
"""One unit: the whole job."""

ANSWER = WAITS.offline_slots + ANSWER_SLOTS
"""The time to answer of its orders."""

JOB = job_id(CONSUMER.account, TASK, ORDERS)
COMMIT_UNTIL, REVEAL_UNTIL = 60, 260
"""When the times of the job are over."""


def computed(number: int = 0, **changed: object) -> Order:
    """An order of the computation that is being delivered: that of one of the providers."""
    serving = SERVING if PROVIDERS[number] is PROVIDER else NO_BINDING
    usual = order_in(Phase.DELIVERING, terms=TERMS, deadline=900, serving=serving)
    ours = replace(usual, service=service_id(COMPUTE), provider=PROVIDERS[number].account)
    return replace(ours, **changed)  # type: ignore[arg-type]


def three(**changed: object) -> dict[Hash, Order]:
    """The three orders, the first of them changed."""
    return {ORDERS[0]: computed(0, **changed), ORDERS[1]: computed(1), ORDERS[2]: computed(2)}


def claimed() -> Order:
    """The first order once its provider has claimed the whole price for itself."""
    return computed(0, phase=Phase.DISPUTED, claimed=1)


def confirmed(number: int = 0, phase: Phase = Phase.CONFIRMED) -> Order:
    """An order that a job has confirmed."""
    order = computed(number, phase=phase, meter=replace(NO_METER, units=1), escrow=replace(computed(number).escrow, deadline=90))
    if phase is Phase.SETTLED:
        return replace(order, escrow=replace(order_in(Phase.SETTLED).escrow, deadline=90), paid=TERMS.price)
    return order


def job_place(
    orders: Mapping[Hash, Order] | None = None,
    results: Sequence[Result] = (),
    slot: Slot | None = None,
    gate: Mapping[KeyPair, int] | None = None,
) -> State:
    """A state with these orders, or the three; with the job over them that has these results, where there are any; its head is of another slot if so said."""
    people = dict.fromkeys((CONSUMER, *PROVIDERS, DAVE, STRANGER), PLENTY)
    standing = three() if orders is None else orders
    state = service_place(standing, (BANDWIDTH, STORAGE, COMPUTE), people, gate)
    if slot is not None:
        state = replace(state, head=replace(state.head, slot=slot))
    return given(with_jobs(state, {JOB: counted(results)}, dict(zip(ORDERS, results, strict=True)))) if results else state


def with_jobs(state: State, jobs: Mapping[Hash, Job], results: Mapping[Hash, Result]) -> State:
    """The same state with these jobs and results and no others."""
    return replace(state, smart_agents=replace(state.smart_agents, jobs=Map(jobs), results=Map(results)))


def counted(results: Sequence[Result]) -> Job:
    """The job that has these results."""
    committed = sum(result.stage is not ResultStage.AWAITED for result in results)
    revealed = sum(result.stage is ResultStage.REVEALED for result in results)
    return Job(size=len(results), committed=committed, revealed=revealed, commit_until=COMMIT_UNTIL, reveal_until=REVEAL_UNTIL)


def told_of(*values: Hash | None, orders: Mapping[Hash, Order] | None = None, gate: Mapping[KeyPair, int] | None = None) -> State:
    """A state in which the providers have revealed these results, or have committed to the right one where there is none."""
    return job_place(orders, [hidden(number) if value is None else shown(value) for number, value in enumerate(values)], gate=gate)


def committing(count: int, orders: Mapping[Hash, Order] | None = None) -> State:
    """A state in which so many providers have committed to the right result, and none has revealed it."""
    return job_place(orders, [hidden(number) if number < count else AWAITED for number in range(3)])


AWAITED = Result(ResultStage.AWAITED, JOB, bytes(32))
"""The result of an order of which nothing is said."""


def hidden(number: int, value: Hash = TRUE) -> Result:
    """The result of an order whose provider has committed to it."""
    return Result(ResultStage.COMMITTED, JOB, result_commitment(ORDERS[number], value, SALTS[number]))


def shown(value: Hash, job: Hash = JOB) -> Result:
    """The result of an order whose provider has revealed it."""
    return Result(ResultStage.REVEALED, job, value)


def opening(orders: Sequence[Hash] = ORDERS, commit_slots: int = ANSWER, reveal_slots: int = ANSWER) -> JobOpen:
    """The consumer opens the job."""
    return JobOpen(TASK, tuple(orders), commit_slots, reveal_slots)


def commit(number: int, value: Hash = TRUE) -> ResultCommit:
    """A provider commits."""
    return ResultCommit(ORDERS[number], hidden(number, value).value)


def reveal(number: int, value: Hash = TRUE) -> ResultReveal:
    """A provider reveals."""
    return ResultReveal(ORDERS[number], value, SALTS[number])


DECIDE = JobDecide(CONSUMER.account, TASK, ORDERS)
