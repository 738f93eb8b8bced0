# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of jobs: nobody reveals before all have committed or the time is over, every job can be decided, and at most one result is a majority's."""

from dataclasses import replace
from typing import Annotated

from reference.agent.computing import (
    Verdict,
    agreeing,
    check_decidable,
    commit_result,
    is_majority,
    is_revealing,
    judge_result,
    open_job,
    result_commitment,
    reveal_result,
)
from reference.codes import Code
from reference.economy.escrow import deadline_after
from reference.numbers import Hash, Length, Slot
from reference.state.job import Job, JobSize, ResultStage
from reference.state.order import ANSWER_SLOTS, Span
from reference.wire.listing_bodies import Wait
from spec.prover.statement import Says, first_failing, rejection, theorem

HASHED = "it hashes: commitments are drawn"

Five = Annotated[tuple[Hash, ...], Length(5, 5)]
"""The results of a job of five orders."""


def is_consistent(job: Job) -> bool:
    """Whether no more have revealed than have committed, and no more have committed than there are."""
    return (job.revealed <= job.committed) & (job.committed <= job.size) & (job.commit_until <= job.reveal_until)


@theorem("COMPUTE-1", "A commitment is to one order, one result and one secret.", says=Says.INVARIANT, tested=HASHED)
def commitments_are_bound(order: Hash, other: Hash, result: Hash, another: Hash, salt: Hash, pepper: Hash) -> bool:
    same = order == other and result == another and salt == pepper
    return (result_commitment(order, result, salt) == result_commitment(other, another, pepper)) == same


@theorem(
    "COMPUTE-3",
    "A job is not opened for the first of: an even number of orders, or fewer than three; less than the time to answer for either; an order over too early.",
    says=Says.ACCEPTANCE,
)
def opening_a_job_accepts(size: JobSize, commit_slots: Wait, reveal_slots: Wait, answer: Span, deadline: Slot, slot: Slot) -> bool:
    end = deadline_after(deadline_after(slot, commit_slots), reveal_slots)
    expected = first_failing(
        (size in (0, 1, 2, 4, 6, 8), Code.JOB_SIZE_INVALID),
        (commit_slots < answer, Code.JOB_TIME_INVALID),
        (reveal_slots < answer, Code.JOB_TIME_INVALID),
        (end + ANSWER_SLOTS > deadline, Code.JOB_TIME_INVALID),
    )
    return rejection(open_job, size, commit_slots, reveal_slots, answer, deadline, slot) == expected


@theorem("COMPUTE-3", "Nobody has committed, and the times run one after the other.", says=Says.AMOUNTS)
def opening_a_job_is_exact(size: JobSize, commit_slots: Wait, reveal_slots: Wait, answer: Span, deadline: Slot, slot: Slot) -> bool:
    job = open_job(size, commit_slots, reveal_slots, answer, deadline, slot)
    end = deadline_after(slot, commit_slots)
    return job == Job(size=size, committed=0, revealed=0, commit_until=end, reveal_until=deadline_after(end, reveal_slots))


@theorem("COMPUTE-3", "A job is consistent, and everybody has two rounds to have it decided before the first of its orders is over.", says=Says.INVARIANT)
def jobs_end_before_their_orders(size: JobSize, commit_slots: Wait, reveal_slots: Wait, answer: Span, deadline: Slot, slot: Slot) -> bool:
    job = open_job(size, commit_slots, reveal_slots, answer, deadline, slot)
    return is_consistent(job) and job.reveal_until + ANSWER_SLOTS <= deadline


@theorem("COMPUTE-3", "Whoever was away for a time to answer since the opening can still commit, and who was as long since then can still reveal.")
def jobs_leave_time_to_answer(size: JobSize, commit_slots: Wait, reveal_slots: Wait, answer: Span, deadline: Slot, slot: Slot) -> bool:
    job = open_job(size, commit_slots, reveal_slots, answer, deadline, slot)
    return job.commit_until >= slot + answer and job.reveal_until >= job.commit_until + answer


@theorem("COMPUTE-4", "A provider commits unless, first of: its order is of no job, it has committed, the time is over.", says=Says.ACCEPTANCE)
def committing_accepts(job: Job, stage: ResultStage, slot: Slot) -> bool:
    expected = first_failing(
        (stage == ResultStage.NONE, Code.JOB_UNKNOWN),
        (stage != ResultStage.AWAITED, Code.RESULT_COMMITTED),
        (slot >= job.commit_until, Code.COMMIT_OVER),
    )
    return rejection(commit_result, job, stage, slot) == expected


@theorem("COMPUTE-4", "One more has committed, up to all, and nothing else changes.", says=Says.AMOUNTS)
def committing_is_exact(job: Job, stage: ResultStage, slot: Slot) -> bool:
    return commit_result(job, stage, slot) == replace(job, committed=job.committed + 1 if job.committed < job.size else job.size)


@theorem("COMPUTE-4", "A job stays consistent, and a commitment is in time.", says=Says.INVARIANT)
def committing_keeps_jobs(job: Job, stage: ResultStage, slot: Slot) -> bool:
    after = commit_result(job, stage, slot)
    return not is_consistent(job) or (is_consistent(after) and slot < after.commit_until)


@theorem("COMPUTE-5", "Whether results may be revealed can always be said.", says=Says.ACCEPTANCE)
def revealing_is_always_known(job: Job, slot: Slot) -> bool:
    return rejection(is_revealing, job, slot) is None


@theorem("COMPUTE-5", "They may when all have committed, and when the time is over.", says=Says.AMOUNTS)
def revealing_is_exact(job: Job, slot: Slot) -> bool:
    return is_revealing(job, slot) == ((job.committed >= job.size) | (slot >= job.commit_until))


@theorem("COMPUTE-5", "Once one may reveal, nobody commits any more: what is revealed nobody can copy.", says=Says.INVARIANT)
def nobody_commits_once_one_reveals(job: Job, slot: Slot, later: Slot, stage: ResultStage) -> bool:
    late = later >= slot and is_revealing(job, slot) and job.committed < job.size
    return not late or rejection(commit_result, job, stage, later) is not None


@theorem(
    "COMPUTE-6",
    "A result is not revealed for the first of: no job, nothing committed to, revealed already, somebody may still commit, too late, another result.",
    says=Says.ACCEPTANCE,
)
def revealing_accepts(job: Job, stage: ResultStage, committed: Hash, shown: Hash, slot: Slot) -> bool:
    expected = first_failing(
        (stage == ResultStage.NONE, Code.JOB_UNKNOWN),
        (stage == ResultStage.AWAITED, Code.RESULT_NOT_COMMITTED),
        (stage == ResultStage.REVEALED, Code.RESULT_REVEALED),
        (job.committed < job.size and slot < job.commit_until, Code.REVEAL_EARLY),
        (slot >= job.reveal_until, Code.REVEAL_OVER),
        (committed != shown, Code.RESULT_OTHER),
    )
    return rejection(reveal_result, job, stage, committed, shown, slot) == expected


@theorem("COMPUTE-6", "One more has revealed, up to all, and nothing else changes.", says=Says.AMOUNTS)
def revealing_a_result_is_exact(job: Job, stage: ResultStage, committed: Hash, shown: Hash, slot: Slot) -> bool:
    return reveal_result(job, stage, committed, shown, slot) == replace(job, revealed=job.revealed + 1 if job.revealed < job.size else job.size)


@theorem("COMPUTE-6", "A job of which one that has committed has not revealed stays consistent.", says=Says.INVARIANT)
def revealing_keeps_jobs(job: Job, stage: ResultStage, committed: Hash, shown: Hash, slot: Slot) -> bool:
    after = reveal_result(job, stage, committed, shown, slot)
    return not (is_consistent(job) and job.revealed < job.committed) or is_consistent(after)


@theorem("COMPUTE-7", "A job is decided once all that was committed to is revealed, or the time is over.", says=Says.ACCEPTANCE)
def deciding_accepts(job: Job, slot: Slot) -> bool:
    awaited = slot < job.reveal_until and ((job.committed < job.size and slot < job.commit_until) or job.revealed < job.committed)
    expected = first_failing((job.size == 0, Code.JOB_UNKNOWN), (awaited, Code.JOB_UNDECIDED))
    return rejection(check_decidable, job, slot) == expected


@theorem("COMPUTE-7", "Whatever anybody does or fails to do, from its last slot on a job can be decided.", says=Says.INVARIANT)
def every_job_can_be_decided(job: Job, slot: Slot) -> bool:
    return job.size == 0 or slot < job.reveal_until or rejection(check_decidable, job, slot) is None


@theorem("COMPUTE-7", "A job that can be decided stays so: nobody commits or reveals any more.")
def nothing_is_said_of_decided_jobs(job: Job, stage: ResultStage, committed: Hash, shown: Hash, slot: Slot, later: Slot) -> bool:
    over = job.size > 0 and later >= slot and is_consistent(job) and rejection(check_decidable, job, slot) is None
    unanswered = stage != ResultStage.COMMITTED or job.revealed < job.committed
    unentered = stage != ResultStage.AWAITED or job.committed < job.size
    if not (over and unanswered and unentered):
        return True
    return rejection(commit_result, job, stage, later) is not None and rejection(reveal_result, job, stage, committed, shown, later) is not None


@theorem(
    "COMPUTE-8",
    "In jobs of every size the order of the results decides nothing: all may move on by one, and two be swapped, and so be put in any order.",
    says=Says.INVARIANT,
)
def order_of_results_is_immaterial(own: Hash, a: Hash, b: Hash, c: Hash, d: Hash, e: Hash, f: Hash, g: Hash, h: Hash, i: Hash) -> bool:
    results = (a, b, c, d, e, f, g, h, i)
    same = True
    for size in (3, 5, 7, 9):
        first, second, *others = results[:size]
        counted = agreeing(own, results[:size])
        same = same & (counted == agreeing(own, (second, *others, first))) & (counted == agreeing(own, (second, first, *others)))
    return same


@theorem("COMPUTE-9", "Whether votes are a majority can always be said.", says=Says.ACCEPTANCE)
def majorities_are_always_known(votes: JobSize, size: JobSize) -> bool:
    return rejection(is_majority, votes, size) is None


@theorem("COMPUTE-9", "They are if more orders have the result than have not.", says=Says.AMOUNTS)
def majorities_are_exact(votes: JobSize, size: JobSize) -> bool:
    return is_majority(votes, size) == (votes > size - votes)


@theorem("COMPUTE-9", "Two results of one job are not both a majority's.", says=Says.INVARIANT)
def there_is_one_majority(votes: JobSize, others: JobSize, size: JobSize) -> bool:
    return votes + others > size or not (is_majority(votes, size) and is_majority(others, size))


@theorem("COMPUTE-10", "Every order has a verdict.", says=Says.ACCEPTANCE)
def every_order_is_judged(stage: ResultStage, votes: JobSize, most: JobSize, size: JobSize) -> bool:
    return rejection(judge_result, stage, votes, most, size) is None


@theorem("COMPUTE-10", "Who has revealed nothing has failed; without a majority nobody else has; with one those have who are not of it.", says=Says.AMOUNTS)
def verdicts_are_exact(stage: ResultStage, votes: JobSize, most: JobSize, size: JobSize) -> bool:
    if stage != ResultStage.REVEALED:
        expected = Verdict.FAILED
    elif most * 2 <= size:
        expected = Verdict.UNDECIDED
    elif votes * 2 > size:
        expected = Verdict.CONFIRMED
    else:
        expected = Verdict.FAILED
    return judge_result(stage, votes, most, size) == expected


@theorem("COMPUTE-10", "An order with the result that most have does not fail.", says=Says.INVARIANT)
def who_agrees_with_most_does_not_fail(most: JobSize, size: JobSize) -> bool:
    return judge_result(ResultStage.REVEALED, most, most, size) != Verdict.FAILED


@theorem("COMPUTE-10", "Of five orders, those that are confirmed have one result, and where three have one all three are confirmed.")
def five_orders_agree(results: Five) -> bool:
    votes = [agreeing(each, results) for each in results]
    confirmed = [is_majority(each, 5) for each in votes]
    first = results[0] != results[1] or confirmed[0] == confirmed[1]
    return first and (not (confirmed[0] and confirmed[4]) or results[0] == results[4]) and (votes[0] < 3 or confirmed[0])
