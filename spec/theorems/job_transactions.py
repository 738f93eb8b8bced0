# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the transactions of jobs, on any ledger: when each fails, with which code, and exactly what it changes."""

from reference.agent.audits import can_fail
from reference.agent.computing import Verdict, commit_result, open_job, reveal_result
from reference.agent.job_entries import can_be_in_job, check_computed, check_computing, is_job_possible
from reference.agent.job_rulings import Ruling, ruling_of
from reference.agent.job_transactions import apply_result_commit, enter_job, reveal_shown
from reference.agent.order_books import can_be_ruled
from reference.agent.order_moves import Event, Party, Time
from reference.agent.orders import move_order, span_after_move
from reference.codes import Code
from reference.numbers import AccountId, Hash, Slot
from reference.state.job import Job, JobSize, Result, ResultStage
from reference.state.listing import Stage
from reference.state.order import ANSWER_SLOTS, Phase, Waits
from reference.state.smart_agent_state import get_job, get_order, get_result, get_service, put_job, put_result
from reference.state.state import State
from reference.wire.compute_bodies import ResultCommit, ResultReveal
from reference.wire.listing_bodies import MAX_WAIT, Wait
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp
from spec.theorems.storage_transactions import no_money_moves


@theorem("COMPUTE-11", "First of: no order, another type of service, neither delivered nor disputed, another's, of a job already.", says=Says.ACCEPTANCE)
def entering_is_checked(phase: Phase, confirmation: Confirmation, entered: bool, consumer: AccountId, sender: AccountId) -> bool:
    expected = first_failing(
        (phase == Phase.CLOSED, Code.ORDER_UNKNOWN),
        (confirmation != Confirmation.COMPUTED, Code.SERVICE_NOT_COMPUTED),
        (phase != Phase.DELIVERING and phase != Phase.DISPUTED, Code.MOVE_NOT_POSSIBLE),
        (sender != consumer, Code.MOVE_OF_ANOTHER),
        (entered, Code.JOB_EXISTS),
    )
    return rejection(check_computed, phase, confirmation, entered, consumer, sender) == expected


@theorem("COMPUTE-11", "No order enters a second job, and nobody but its consumer has it enter one.", says=Says.INVARIANT)
def an_order_enters_once(phase: Phase, confirmation: Confirmation, entered: bool, consumer: AccountId, sender: AccountId) -> bool:
    accepted = rejection(check_computed, phase, confirmation, entered, consumer, sender) is None
    return not accepted or (sender == consumer and not entered)


@theorem("COMPUTE-11", "An order enters a job just in the phases in which a rule can confirm or undo it: no provider keeps it out by a claim.")
def orders_enter_while_they_can_be_ruled(phase: Phase, consumer: AccountId, deadline: Slot, slot: Slot) -> bool:
    entering = rejection(check_computed, phase, Confirmation.COMPUTED, False, consumer, consumer) is None
    return slot >= deadline or entering == can_be_ruled(phase, deadline, slot)


@theorem("COMPUTE-15", "First of: no order, another's result to say.", says=Says.ACCEPTANCE)
def saying_a_result_is_checked(phase: Phase, provider: AccountId, sender: AccountId) -> bool:
    expected = first_failing((phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (sender != provider, Code.MOVE_OF_ANOTHER))
    return rejection(check_computing, phase, provider, sender) == expected


@theorem("COMPUTE-15", "Of two accounts at most one may say it.", says=Says.INVARIANT)
def one_account_says_a_result(phase: Phase, provider: AccountId, sender: AccountId, other: AccountId) -> bool:
    refused = rejection(check_computing, phase, provider, sender), rejection(check_computing, phase, provider, other)
    return sender == other or refused[0] is not None or refused[1] is not None


@theorem("COMPUTE-21", "Whether a job is possible can always be said.", says=Says.ACCEPTANCE)
def possibility_of_jobs_is_known(job: Job, now: Slot) -> bool:
    return rejection(is_job_possible, job, now) is None


@theorem(
    "COMPUTE-21",
    "Odd, at least three; no more committed than there are, nor revealed than committed, and nothing too early; two rounds to reveal, a year at most.",
    says=Says.AMOUNTS,
)
def possible_jobs_are_exact(job: Job, now: Slot) -> bool:
    counted = job.size in (3, 5, 7, 9) and job.revealed <= job.committed and job.committed <= job.size
    revealing = job.commit_until + ANSWER_SLOTS <= job.reveal_until and job.reveal_until <= job.commit_until + MAX_WAIT
    timed = revealing and job.commit_until <= now + MAX_WAIT
    early = job.revealed > 0 and job.committed < job.size and now < job.commit_until
    return is_job_possible(job, now) == (counted and timed and not early)


@theorem("COMPUTE-21", "A job that is possible stays so with every result that is committed to or revealed.", says=Says.INVARIANT)
def jobs_stay_possible(job: Job, stage: ResultStage, value: Hash, slot: Slot) -> bool:
    if not is_job_possible(job, slot):
        return True
    if rejection(commit_result, job, stage, slot) is None and job.committed < job.size and not is_job_possible(commit_result(job, stage, slot), slot):
        return False
    if rejection(reveal_result, job, stage, value, value, slot) is not None or job.revealed >= job.committed:
        return True
    return is_job_possible(reveal_result(job, stage, value, value, slot), slot)


@theorem("COMPUTE-21", "A job that is opened is possible, whatever its orders' time to answer is.")
def opened_jobs_are_possible(size: JobSize, commit_slots: Wait, reveal_slots: Wait, waits: Waits, deadline: Slot, slot: Slot) -> bool:
    return is_job_possible(open_job(size, commit_slots, reveal_slots, span_after_move(Time.ANSWER, waits), deadline, slot), slot)


@theorem("COMPUTE-21", "A job that is possible is so in every later slot.")
def jobs_are_possible_later(job: Job, slot: Slot, later: Slot) -> bool:
    return later < slot or not is_job_possible(job, slot) or is_job_possible(job, later)


@theorem("COMPUTE-22", "Whether an order can be in a job can always be said.", says=Says.ACCEPTANCE)
def being_in_a_job_is_known(phase: Phase, confirmation: Confirmation, deadline: Slot, job: Job) -> bool:
    return rejection(can_be_in_job, phase, confirmation, deadline, job) is None


@theorem("COMPUTE-22", "Of a computed service, and confirmed or settled, or delivered or disputed until two rounds after the job's end.", says=Says.AMOUNTS)
def being_in_a_job_is_exact(phase: Phase, confirmation: Confirmation, deadline: Slot, job: Job) -> bool:
    going = (phase == Phase.DELIVERING or phase == Phase.DISPUTED) and deadline >= job.reveal_until + ANSWER_SLOTS
    expected = confirmation == Confirmation.COMPUTED and (going or phase == Phase.CONFIRMED or phase == Phase.SETTLED)
    return can_be_in_job(phase, confirmation, deadline, job) == expected


@theorem("COMPUTE-22", "While a possible job can be decided in time, so can each of its orders be confirmed, failed or undone.", says=Says.INVARIANT)
def orders_outlast_their_job(phase: Phase, confirmation: Confirmation, deadline: Slot, job: Job, slot: Slot) -> bool:
    late = slot > job.reveal_until or not can_be_in_job(phase, confirmation, deadline, job)
    going = phase == Phase.DELIVERING or phase == Phase.DISPUTED
    return late or not going or (can_be_ruled(phase, deadline, slot) and can_fail(phase, deadline, slot))


READ_ALONE = "one phase and one stage of escrow: of the phase COMPUTE-11 and COMPUTE-15 say everything, the rule reads no stage, and each is a path of its own"


def is_going(state: State, identifier: Hash) -> bool:
    """An order that is being delivered, whose money is held."""
    order = get_order(state, identifier)
    return order.phase == Phase.DELIVERING and order.escrow.stage == Stage.HELD


@theorem("COMPUTE-13", "An order enters no job as COMPUTE-11 says.", says=Says.ACCEPTANCE, assuming=is_going, bounded=READ_ALONE)
def entering_a_job_accepts(state: State, sender: AccountId, identifier: Hash, job: Hash) -> bool:
    order = get_order(state, identifier)
    confirmation, entered = get_service(state, order.service).confirmation, get_result(state, identifier).stage != ResultStage.NONE
    return rejection(enter_job, state, sender, identifier, job) == rejection(check_computed, order.phase, confirmation, entered, order.consumer, sender)


@theorem("COMPUTE-13", "A result is awaited of the one order; nothing else changes.", says=Says.AMOUNTS, assuming=is_going, bounded=READ_ALONE)
def entering_a_job_is_exact(state: State, sender: AccountId, identifier: Hash, job: Hash) -> bool:
    return enter_job(state, sender, identifier, job) == put_result(state, identifier, Result(ResultStage.AWAITED, job, bytes(32)))


@theorem("COMPUTE-13", "No money moves, and no order enters twice.", says=Says.INVARIANT, assuming=is_going, bounded=READ_ALONE)
def entering_a_job_preserves(state: State, sender: AccountId, identifier: Hash, job: Hash, other: Hash) -> bool:
    after = enter_job(state, sender, identifier, job)
    return no_money_moves(after, state) and ssp(after) == ssp(state) and rejection(enter_job, after, sender, identifier, other) == Code.JOB_EXISTS


def is_said(state: State, body: ResultCommit | ResultReveal) -> bool:
    """The result is one of an order that is being delivered, whose money is held."""
    return is_going(state, body.order)


def committed_in_order(state: State, sender: AccountId, body: ResultCommit, slot: Slot) -> None:
    """What COMPUTE-16 asks of the records that there are, one rule after the other."""
    order, result = get_order(state, body.order), get_result(state, body.order)
    check_computing(order.phase, order.provider, sender)
    commit_result(get_job(state, result.job), result.stage, slot)


@theorem("COMPUTE-16", "Committing is refused as COMPUTE-15, then COMPUTE-4 say.", says=Says.ACCEPTANCE, assuming=is_said, bounded=READ_ALONE)
def result_commit_accepts(state: State, sender: AccountId, body: ResultCommit, slot: Slot) -> bool:
    return rejection(apply_result_commit, state, sender, body, slot) == rejection(committed_in_order, state, sender, body, slot)


@theorem(
    "COMPUTE-16", "The one result is committed to, and its job has one more; nothing else changes.", says=Says.AMOUNTS, assuming=is_said, bounded=READ_ALONE
)
def result_commit_is_exact(state: State, sender: AccountId, body: ResultCommit, slot: Slot) -> bool:
    result = get_result(state, body.order)
    job = commit_result(get_job(state, result.job), result.stage, slot)
    expected = put_result(put_job(state, result.job, job), body.order, Result(ResultStage.COMMITTED, result.job, body.commitment))
    return apply_result_commit(state, sender, body, slot) == expected


@theorem("COMPUTE-16", "No money moves, and only a provider commits for its order.", says=Says.INVARIANT, assuming=is_said, bounded=READ_ALONE)
def result_commit_preserves(state: State, sender: AccountId, body: ResultCommit, slot: Slot) -> bool:
    after = apply_result_commit(state, sender, body, slot)
    return no_money_moves(after, state) and ssp(after) == ssp(state) and sender == get_order(state, body.order).provider


def revealed_in_order(state: State, sender: AccountId, body: ResultReveal, shown: Hash, slot: Slot) -> None:
    """What COMPUTE-18 asks of the records that there are, one rule after the other."""
    order, result = get_order(state, body.order), get_result(state, body.order)
    check_computing(order.phase, order.provider, sender)
    reveal_result(get_job(state, result.job), result.stage, result.value, shown, slot)


@theorem("COMPUTE-18", "Revealing is refused as COMPUTE-15, then COMPUTE-6 say.", says=Says.ACCEPTANCE, assuming=is_said, bounded=READ_ALONE)
def result_reveal_accepts(state: State, sender: AccountId, body: ResultReveal, shown: Hash, slot: Slot) -> bool:
    return rejection(reveal_shown, state, sender, body, shown, slot) == rejection(revealed_in_order, state, sender, body, shown, slot)


@theorem("COMPUTE-18", "The one result is revealed, and its job has one more; nothing else changes.", says=Says.AMOUNTS, assuming=is_said, bounded=READ_ALONE)
def result_reveal_is_exact(state: State, sender: AccountId, body: ResultReveal, shown: Hash, slot: Slot) -> bool:
    result = get_result(state, body.order)
    job = reveal_result(get_job(state, result.job), result.stage, result.value, shown, slot)
    expected = put_result(put_job(state, result.job, job), body.order, Result(ResultStage.REVEALED, result.job, body.result))
    return reveal_shown(state, sender, body, shown, slot) == expected


@theorem("COMPUTE-18", "No money moves, and nobody reveals what it has not committed to.", says=Says.INVARIANT, assuming=is_said, bounded=READ_ALONE)
def result_reveal_preserves(state: State, sender: AccountId, body: ResultReveal, shown: Hash, slot: Slot) -> bool:
    after, before = reveal_shown(state, sender, body, shown, slot), get_result(state, body.order)
    return no_money_moves(after, state) and ssp(after) == ssp(state) and before.stage == ResultStage.COMMITTED and before.value == shown


@theorem("COMPUTE-19", "Every verdict can be carried out.", says=Says.ACCEPTANCE)
def verdicts_are_accepted(verdict: Verdict, phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return rejection(ruling_of, verdict, phase, deadline, slot) is None


@theorem(
    "COMPUTE-19",
    "An order fails, is confirmed or is undone by its verdict, just where the table of moves has that for a rule at that time; else nothing happens to it.",
    says=Says.AMOUNTS,
)
def verdicts_are_carried_out(verdict: Verdict, phase: Phase, deadline: Slot, slot: Slot) -> bool:
    if verdict == Verdict.FAILED:
        event, expected = Event.FAIL, Ruling.FAIL
    elif verdict == Verdict.CONFIRMED:
        event, expected = Event.FULFIL, Ruling.FULFIL
    else:
        event, expected = Event.VOID, Ruling.VOID
    possible = rejection(move_order, phase, event, Party.RULE, deadline, slot) is None
    return ruling_of(verdict, phase, deadline, slot) == (expected if possible else Ruling.NOTHING)


@theorem("COMPUTE-19", "Whoever has failed escapes it by no claim, and by no receipt: only by its deadline.", says=Says.INVARIANT)
def failures_are_not_escaped(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    begun = phase == Phase.DELIVERING or phase == Phase.DISPUTED or phase == Phase.CONFIRMED or phase == Phase.SETTLED
    return not begun or slot >= deadline or ruling_of(Verdict.FAILED, phase, deadline, slot) == Ruling.FAIL
