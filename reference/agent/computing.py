"""Computing: the same job is done by several providers that cannot know each other's results, and the strict majority's result is the job's.

First each commits to its result, bound to its own order; only when all have, or the time is over, do they reveal. So there is nothing to copy.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from reference.codes import Code, Reject
from reference.economy.escrow import deadline_after
from reference.numbers import AccountId, Hash, Slot
from reference.rules import kernel, procedure
from reference.state.job import Job, JobSize, ResultStage
from reference.state.order import ANSWER_SLOTS, Span
from reference.wire.compute_bodies import JobOrders
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.listing_bodies import Wait


class Verdict(Enum):
    """What a decided job means for one of its orders."""

    CONFIRMED = auto()
    """Its result is the job's."""
    FAILED = auto()
    """It has another, or none."""
    UNDECIDED = auto()
    """It has one, and the job has none."""


@procedure("COMPUTE-1")
def result_commitment(order: Hash, result: Hash, salt: Hash) -> Hash:
    """What a provider commits to: its result, with a secret that keeps others from trying all results, and with its own order, so that no other can use it."""
    return tagged_hash(Tag.RESULT, order + result + salt)


@procedure("COMPUTE-2")
def job_id(consumer: AccountId, task: Hash, orders: JobOrders) -> Hash:
    """The identifier of a job: a hash over the consumer, over what is to be computed, and over the orders, in their order."""
    return tagged_hash(Tag.JOB, consumer + task + b"".join(orders))


@kernel("COMPUTE-3")
def open_job(size: JobSize, commit_slots: Wait, reveal_slots: Wait, answer: Span, deadline: Slot, slot: Slot) -> Job:
    """A new job over so many orders, of which `answer` is the longest time to answer, and `deadline` the earliest deadline.

    Rejects with `JOB_SIZE_INVALID`, then `JOB_TIME_INVALID`.
    """
    if size < 3 or size % 2 == 0:
        raise Reject(Code.JOB_SIZE_INVALID)
    if commit_slots < answer or reveal_slots < answer:
        raise Reject(Code.JOB_TIME_INVALID)
    commit_until = deadline_after(slot, commit_slots)
    reveal_until = deadline_after(commit_until, reveal_slots)
    if deadline < ANSWER_SLOTS or reveal_until > deadline - ANSWER_SLOTS:
        raise Reject(Code.JOB_TIME_INVALID)
    return Job(size=size, committed=0, revealed=0, commit_until=commit_until, reveal_until=reveal_until)


@kernel("COMPUTE-4")
def commit_result(job: Job, stage: ResultStage, slot: Slot) -> Job:
    """A job once a provider, whose result is so far, has committed to it. Rejects with `JOB_UNKNOWN`, `RESULT_COMMITTED`, `COMMIT_OVER`, in this order."""
    if stage == ResultStage.NONE:
        raise Reject(Code.JOB_UNKNOWN)
    if stage != ResultStage.AWAITED:
        raise Reject(Code.RESULT_COMMITTED)
    if slot >= job.commit_until:
        raise Reject(Code.COMMIT_OVER)
    return replace(job, committed=min(job.committed + 1, job.size))


@kernel("COMPUTE-5")
def is_revealing(job: Job, slot: Slot) -> bool:
    """Whether nobody can commit any more: all have, or the time is over."""
    return job.committed >= job.size or slot >= job.commit_until


@kernel("COMPUTE-6")
def reveal_result(job: Job, stage: ResultStage, committed: Hash, shown: Hash, slot: Slot) -> Job:
    """A job once a provider has revealed its result: it has `committed` to something, and to reveal this it would have had to commit to `shown` (COMPUTE-1).

    Rejects with `JOB_UNKNOWN`, `RESULT_NOT_COMMITTED`, `RESULT_REVEALED`, `REVEAL_EARLY`, `REVEAL_OVER`, `RESULT_OTHER`, in this order.
    """
    if stage == ResultStage.NONE:
        raise Reject(Code.JOB_UNKNOWN)
    if stage == ResultStage.AWAITED:
        raise Reject(Code.RESULT_NOT_COMMITTED)
    if stage == ResultStage.REVEALED:
        raise Reject(Code.RESULT_REVEALED)
    if not is_revealing(job, slot):
        raise Reject(Code.REVEAL_EARLY)
    if slot >= job.reveal_until:
        raise Reject(Code.REVEAL_OVER)
    if shown != committed:
        raise Reject(Code.RESULT_OTHER)
    return replace(job, revealed=min(job.revealed + 1, job.size))


@kernel("COMPUTE-7")
def check_decidable(job: Job, slot: Slot) -> None:
    """Check that nothing more can be said of a job's results: all are revealed that were committed to, or the time is over.

    Rejects with `JOB_UNKNOWN`, then `JOB_UNDECIDED`.
    """
    if job.size == 0:
        raise Reject(Code.JOB_UNKNOWN)
    if slot < job.reveal_until and (not is_revealing(job, slot) or job.revealed < job.committed):
        raise Reject(Code.JOB_UNDECIDED)


@procedure("COMPUTE-8")
def agreeing(own: Hash, revealed: Sequence[Hash]) -> JobSize:
    """How many of the revealed results are this one."""
    return sum(result == own for result in revealed)


@kernel("COMPUTE-9")
def is_majority(votes: JobSize, size: JobSize) -> bool:
    """Whether so many orders of a job are more than half of all that it has, of those without a result too."""
    return votes * 2 > size


@kernel("COMPUTE-10")
def judge_result(stage: ResultStage, votes: JobSize, most: JobSize, size: JobSize) -> Verdict:
    """What a decided job means for an order. `votes` are the orders with the same result, `most` those with the result that most have.

    Never rejects.
    """
    if stage != ResultStage.REVEALED:
        return Verdict.FAILED
    if not is_majority(most, size):
        return Verdict.UNDECIDED
    return Verdict.CONFIRMED if is_majority(votes, size) else Verdict.FAILED
