"""Jobs that no chain has, as the rules of jobs answer them: in the order in which a rule says its codes, and where a state is told by its sums."""

from dataclasses import replace

from reference.codes import Code
from reference.numbers import Slot
from reference.state.job import NO_JOB, Job, ResultStage
from reference.state.order import ANSWER_SLOTS
from reference.wire.listing_bodies import Wait
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

NOW: Slot = 50
JOB = Job(size=3, committed=2, revealed=2, commit_until=NOW + 10, reveal_until=NOW + 10 + ANSWER_SLOTS)
"""Two of three are committed to, and both are revealed, which is possible once the time to commit is over."""


def job_call_cases() -> list[Case]:
    """What is revealed, what is decided, and what is counted."""
    none: dict[str, object] = {"job": replace(NO_JOB, committed=1, reveal_until=NOW + 1), "slot": NOW}
    over = replace(JOB, commit_until=NOW)
    counts = {"all that are committed to": over, "one more": replace(over, revealed=3), "one more than there are orders": replace(over, committed=4)}
    return [
        _case("COMPUTE-3", "open_job", "a slot of the time to answer is missing to commit", _opening(9, 10), Code.JOB_TIME_INVALID),
        _case("COMPUTE-3", "open_job", "a slot of the time to answer is missing to reveal", _opening(10, 9), Code.JOB_TIME_INVALID),
        _case("COMPUTE-3", "open_job", "just the time to answer for both", _opening(10, 10), None),
        _case("COMPUTE-6", "reveal_result", "a second time, while others may commit", _early(ResultStage.REVEALED), Code.RESULT_REVEALED),
        _case("COMPUTE-6", "reveal_result", "while others may commit", _early(ResultStage.COMMITTED), Code.REVEAL_EARLY),
        _case("COMPUTE-7", "check_decidable", "no orders, and one result that is not revealed", none, Code.JOB_UNKNOWN),
        *[_case("COMPUTE-21", "is_job_possible", f"counted: {why}", {"job": job, "now": NOW}, None) for why, job in counts.items()],
    ]


def _opening(commit: Wait, reveal: Wait) -> dict[str, object]:
    return {"size": 3, "commit_slots": commit, "reveal_slots": reveal, "answer": 10, "deadline": NOW + 20 + ANSWER_SLOTS, "slot": NOW}


def _early(stage: ResultStage) -> dict[str, object]:
    return {"job": JOB, "stage": stage, "committed": bytes(32), "shown": bytes(32), "slot": NOW}


def _case(rule: str, call: str, why: str, given: dict[str, object], code: Code | None) -> Case:
    return intended_case((rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, given), code)
