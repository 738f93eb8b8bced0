"""Which jobs a state from outside may have: those whose counts are those of their results, over orders that can be in them."""

from collections.abc import Sequence

from reference.agent.job_entries import can_be_in_job, is_job_possible
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.job import Job, Result, ResultStage
from reference.state.order import Order, Phase
from reference.state.smart_agent_state import get_order, get_service
from reference.state.state import State


@procedure("COMPUTE-24")
def do_jobs_fit(state: State) -> bool:
    """Whether every job is possible, has the results that it counts, and its orders fit together; and every result is of a job."""
    agents = state.smart_agents
    results: dict[Hash, list[Result]] = {job: [] for job in agents.jobs}
    orders: dict[Hash, list[Order]] = {job: [] for job in agents.jobs}
    for identifier, result in agents.results.items():
        if result.job not in agents.jobs:
            return False
        results[result.job].append(result)
        order = get_order(state, identifier)
        if order.phase != Phase.CLOSED:
            orders[result.job].append(order)
    return all(
        is_job_possible(job, state.head.slot) and is_counted(job, results[identifier]) and _are_orders_possible(state, job, orders[identifier])
        for identifier, job in agents.jobs.items()
    )


@procedure("COMPUTE-23")
def is_counted(job: Job, results: Sequence[Result]) -> bool:
    """Whether the results of a job are as many as it says, in each stage, and none says anything before it is committed to."""
    awaited = [result for result in results if result.stage == ResultStage.AWAITED]
    revealed = [result for result in results if result.stage == ResultStage.REVEALED]
    silent = all(result.value == bytes(32) for result in awaited)
    return silent and len(results) == job.size and job.size - job.committed == len(awaited) and job.revealed == len(revealed)


def _are_orders_possible(state: State, job: Job, orders: Sequence[Order]) -> bool:
    """Whether the orders of a job that are not closed can be in it, are of one consumer and one type of service, and each of another provider."""
    possible = all(can_be_in_job(order.phase, get_service(state, order.service).confirmation, order.escrow.deadline, job) for order in orders)
    alike = len({(order.consumer, order.service) for order in orders}) <= 1
    return possible and alike and len({order.provider for order in orders}) == len(orders)
