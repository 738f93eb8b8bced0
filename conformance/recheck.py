"""Second runs: cases are put to the target again, alone after a power reset, and whoever answers differently is found out.

A case that fails in company and passes alone is put once more after ever more of the cases that ran before it. Where
that makes it fail again, the target carries state from one case to the next, and the cases that it takes are named. Otherwise it
is flaky.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from conformance.limits import MAX_COMPANY, MAX_RECHECKED_FAILURES, MAX_TRACED_LEAKS
from conformance.log import Phase
from conformance.order import sample
from conformance.results import Result
from conformance.session import Session
from conformance.verdicts import FAILURES, Verdict
from vectors.case import Case

Company = Callable[[Case], Sequence[Case]]
"""The cases that ran before a case since the target was started, in order."""


def to_recheck(results: Sequence[Result], size: int, seed: int) -> tuple[list[Result], int]:
    """The results to look at again, failures first, and how many failures are left out because there are so many."""
    failed = {result.case.id: result for result in results if result.verdict in FAILURES and result.verdict is not Verdict.UNSUPPORTED}
    chosen = [failed[case.id] for case in sample([result.case for result in failed.values()], MAX_RECHECKED_FAILURES, seed)]
    passed = {result.case.id: result for result in results if result.verdict is Verdict.PASS}
    chosen += [passed[case.id] for case in sample([result.case for result in passed.values()], size, seed)]
    return chosen, max(0, len(failed) - MAX_RECHECKED_FAILURES)


def recheck(session: Session, results: Sequence[Result], company: Company, found: Callable[[Result], None]) -> None:
    """Run some cases again, and tell `found` each result that changes. Raises `Stop`."""
    chosen, left_out = to_recheck(results, session.plan.recheck, session.plan.seed)
    if left_out:
        session.run.notes.append(f"{left_out} more cases that failed were not run again: {MAX_RECHECKED_FAILURES} are, at most")
    traced = 0
    for place, first in enumerate(chosen):
        if session.is_late():
            session.run.notes.append(f"{len(chosen) - place} cases were not run again: the run's time was over; raise {session.plan.time_option}")
            return
        session.power_reset(first.case)
        session.run.rechecked += 1
        again = session.put(first.case, Phase.ALONE)
        tries: list[tuple[Result, tuple[Case, ...]]] = []
        if needs_company(first, again) and traced < MAX_TRACED_LEAKS:
            traced += 1
            tries = _in_company(session, first, company(first.case))
        result = concluded(first, again, tries)
        if result is not first:
            found(result)


def needs_company(first: Result, again: Result) -> bool:
    """Whether the two results may differ because of the cases before the first."""
    return first.verdict is not Verdict.PASS and again.verdict is Verdict.PASS


def concluded(first: Result, again: Result, tries: Sequence[tuple[Result, tuple[Case, ...]]]) -> Result:
    """The result in view of the second one, and of those after the cases that are listed with them."""
    if again.verdict is first.verdict:
        return first
    for result, before in tries:
        if result.verdict is not Verdict.PASS:
            names = tuple(case.id for case in before)
            reason = f"{first.reason}; it passes alone and fails after {_named(names)}: the target carries state from case to case"
            return replace(first, reason=reason, leaked_from=names)
    later = f"{again.verdict.value} when it ran again alone" + (f" ({again.reason})" if again.reason else "")
    reason = f"{first.verdict.value} at first" + (f" ({first.reason})" if first.reason else "") + f", {later}"
    shown = first if first.verdict is not Verdict.PASS else again
    return replace(shown, verdict=Verdict.FLAKY, observed=first.verdict, reason=reason)


def _in_company(session: Session, first: Result, before: Sequence[Case]) -> list[tuple[Result, tuple[Case, ...]]]:
    """Put a case after the last case before it, after the last few, and so on, until it fails as it did."""
    tries: list[tuple[Result, tuple[Case, ...]]] = []
    size = 1
    while before:
        some = tuple(before[-size:])
        tries.append((_after(session, some, first.case), some))
        if tries[-1][0].verdict is not Verdict.PASS or size >= min(len(before), MAX_COMPANY) or session.is_late():
            break
        size = min(size * 4, MAX_COMPANY)
    return tries


def _after(session: Session, before: tuple[Case, ...], case: Case) -> Result:
    session.power_reset(before[0])
    for one, following in zip(before, (*before[1:], case), strict=True):
        session.put(one, Phase.BEFORE, following)
        if not session.is_running:
            session.power_reset(following)
    return session.put(case, Phase.COMPANY)


def _named(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"the {len(names)} cases {names[0]} to {names[-1]}"
