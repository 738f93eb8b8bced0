"""What makes orders a job: all are of one consumer, of one type of service that a majority confirms, and of as many providers."""

from collections.abc import Sequence

from reference.codes import Code, Reject
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.job import Job
from reference.state.order import ANSWER_SLOTS, Phase
from reference.wire.listing_bodies import MAX_WAIT
from reference.wire.service_bodies import Confirmation


@kernel("COMPUTE-11")
def check_computed(phase: Phase, confirmation: Confirmation, entered: bool, consumer: AccountId, sender: AccountId) -> None:
    """Check that an order can enter a job that this sender opens; `entered` says whether it is of one already.

    Rejects with `ORDER_UNKNOWN`, `SERVICE_NOT_COMPUTED`, `MOVE_NOT_POSSIBLE`, `MOVE_OF_ANOTHER`, `JOB_EXISTS`, in this order.
    """
    if phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    if confirmation != Confirmation.COMPUTED:
        raise Reject(Code.SERVICE_NOT_COMPUTED)
    if phase != Phase.DELIVERING and phase != Phase.DISPUTED:
        raise Reject(Code.MOVE_NOT_POSSIBLE)
    if sender != consumer:
        raise Reject(Code.MOVE_OF_ANOTHER)
    if entered:
        raise Reject(Code.JOB_EXISTS)


@procedure("COMPUTE-12")
def check_alike(services: Sequence[Hash], providers: Sequence[AccountId]) -> None:
    """Check that orders are of one type of service, and each of another provider. Rejects with `SERVICES_DIFFER`, then `PROVIDER_TWICE`."""
    if len(set(services)) != 1:
        raise Reject(Code.SERVICES_DIFFER)
    if len(set(providers)) != len(providers):
        raise Reject(Code.PROVIDER_TWICE)


@kernel("COMPUTE-15")
def check_computing(phase: Phase, provider: AccountId, sender: AccountId) -> None:
    """Check that an order's result is this sender's to say. Rejects with `ORDER_UNKNOWN`, then `MOVE_OF_ANOTHER`."""
    if phase == Phase.CLOSED:
        raise Reject(Code.ORDER_UNKNOWN)
    if sender != provider:
        raise Reject(Code.MOVE_OF_ANOTHER)


@kernel("COMPUTE-21")
def is_job_possible(job: Job, now: Slot) -> bool:
    """Whether a job of a state from outside, whose head is of slot `now`, is one that these rules have made. Never rejects."""
    if job.size < 3 or job.size % 2 == 0 or job.committed > job.size or job.revealed > job.committed:
        return False
    if job.reveal_until < ANSWER_SLOTS or job.commit_until > job.reveal_until - ANSWER_SLOTS or job.reveal_until - job.commit_until > MAX_WAIT:
        return False
    if job.commit_until > now and job.commit_until - now > MAX_WAIT:
        return False
    return job.revealed == 0 or job.committed == job.size or now >= job.commit_until


@kernel("COMPUTE-22")
def can_be_in_job(phase: Phase, confirmation: Confirmation, deadline: Slot, job: Job) -> bool:
    """Whether an order that is not closed, in a state from outside, can be one of a job. Never rejects."""
    if confirmation != Confirmation.COMPUTED:
        return False
    if phase == Phase.DELIVERING or phase == Phase.DISPUTED:
        return deadline >= ANSWER_SLOTS and job.reveal_until <= deadline - ANSWER_SLOTS
    return phase == Phase.CONFIRMED or phase == Phase.SETTLED
