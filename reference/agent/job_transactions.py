"""The transactions of jobs: opened over orders that are delivered, committed to, revealed, and decided by the strict majority."""

from dataclasses import replace

from reference.agent.computing import (
    Verdict,
    agreeing,
    check_decidable,
    commit_result,
    job_id,
    judge_result,
    open_job,
    result_commitment,
    reveal_result,
)
from reference.agent.job_entries import check_alike, check_computed, check_computing
from reference.agent.job_rulings import Ruling, ruling_of
from reference.agent.order_books import fail_order, fulfil_order, void_order
from reference.agent.order_moves import Time
from reference.agent.orders import span_after_move
from reference.numbers import AccountId, Hash, Slot
from reference.rules import transition
from reference.state.job import NO_JOB, NO_RESULT, Result, ResultStage
from reference.state.smart_agent_state import get_job, get_order, get_result, get_service, put_job, put_result
from reference.state.state import State
from reference.wire.compute_bodies import JobDecide, JobOpen, ResultCommit, ResultReveal


@transition("COMPUTE-13")
def enter_job(state: State, sender: AccountId, identifier: Hash, job: Hash) -> State:
    """Make an order one of a job that its consumer, the sender, opens. Rejects with the codes of COMPUTE-11."""
    order = get_order(state, identifier)
    entered = get_result(state, identifier).stage != ResultStage.NONE
    check_computed(order.phase, get_service(state, order.service).confirmation, entered, order.consumer, sender)
    return put_result(state, identifier, Result(stage=ResultStage.AWAITED, job=job, value=bytes(32)))


@transition("COMPUTE-14")
def apply_job_open(state: State, sender: AccountId, body: JobOpen, slot: Slot) -> State:
    """Open a job over orders of the sender.

    Rejects, order by order, with the codes of COMPUTE-13, so that no order is in it twice; then with those of COMPUTE-12 and COMPUTE-3.
    """
    orders = [get_order(state, each) for each in body.orders]
    job = job_id(sender, body.task, body.orders)
    for each in body.orders:
        state = enter_job(state, sender, each, job)
    check_alike([order.service for order in orders], [order.provider for order in orders])
    answer = max(span_after_move(Time.ANSWER, order.terms.waits) for order in orders)
    deadline = min(order.escrow.deadline for order in orders)
    return put_job(state, job, open_job(len(orders), body.commit_slots, body.reveal_slots, answer, deadline, slot))


@transition("COMPUTE-16")
def apply_result_commit(state: State, sender: AccountId, body: ResultCommit, slot: Slot) -> State:
    """Commit to the result of an order, as its provider, the sender. Rejects with the codes of COMPUTE-15, then of COMPUTE-4."""
    order, result = get_order(state, body.order), get_result(state, body.order)
    check_computing(order.phase, order.provider, sender)
    job = commit_result(get_job(state, result.job), result.stage, slot)
    committed = replace(result, stage=ResultStage.COMMITTED, value=body.commitment)
    return put_result(put_job(state, result.job, job), body.order, committed)


@transition("COMPUTE-17")
def apply_result_reveal(state: State, sender: AccountId, body: ResultReveal, slot: Slot) -> State:
    """Reveal the result of an order, as its provider, the sender. Rejects with the codes of COMPUTE-18."""
    return reveal_shown(state, sender, body, result_commitment(body.order, body.result, body.salt), slot)


@transition("COMPUTE-18")
def reveal_shown(state: State, sender: AccountId, body: ResultReveal, shown: Hash, slot: Slot) -> State:
    """Reveal a result that somebody must have committed to as `shown`. Rejects with the codes of COMPUTE-15, then of COMPUTE-6."""
    order, result = get_order(state, body.order), get_result(state, body.order)
    check_computing(order.phase, order.provider, sender)
    job = reveal_result(get_job(state, result.job), result.stage, result.value, shown, slot)
    revealed = replace(result, stage=ResultStage.REVEALED, value=body.result)
    return put_result(put_job(state, result.job, job), body.order, revealed)


@transition("COMPUTE-20")
def apply_job_decide(state: State, sender: AccountId, body: JobDecide, slot: Slot) -> State:
    """Decide a job, whoever asks for it: what COMPUTE-19 says for each of its orders. Rejects with the codes of COMPUTE-7."""
    identifier = job_id(body.consumer, body.task, body.orders)
    job = get_job(state, identifier)
    check_decidable(job, slot)
    results = [get_result(state, each) for each in body.orders]
    revealed = [result.value for result in results if result.stage == ResultStage.REVEALED]
    most = max((agreeing(value, revealed) for value in revealed), default=0)
    for each, result in zip(body.orders, results, strict=True):
        verdict = judge_result(result.stage, agreeing(result.value, revealed), most, job.size)
        state = _carry_out(put_result(state, each, NO_RESULT), each, verdict, slot)
    return put_job(state, identifier, NO_JOB)


def _carry_out(state: State, identifier: Hash, verdict: Verdict, slot: Slot) -> State:
    """What a verdict makes of an order, where the table of moves still has it. Rejects with `BALANCE_OVERFLOW`, which no chain meets."""
    order = get_order(state, identifier)
    ruling = ruling_of(verdict, order.phase, order.escrow.deadline, slot)
    if ruling == Ruling.FAIL:
        return fail_order(state, identifier, slot)
    if ruling == Ruling.FULFIL:
        return fulfil_order(state, identifier, slot)
    return void_order(state, identifier, slot) if ruling == Ruling.VOID else state
