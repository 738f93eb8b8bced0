"""The expectations held against a run: what failed as foreseen, what did not, and which entries are out of date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conformance.expectations import ConditionError, Expectation, by_case
from conformance.messages import Hello
from conformance.results import Result, Run
from conformance.verdicts import FAILURES, Verdict

JUDGED = FAILURES | {Verdict.PASS, Verdict.FLAKY}
"""The verdicts of cases that ran, before expectations are looked at."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The entries that are about a target on a day."""

    live: tuple[Expectation, ...] = ()
    expired: tuple[Expectation, ...] = ()
    unclear: tuple[str, ...] = ()
    """Why an entry's condition cannot be decided, a line each."""


def standing(expectations: Sequence[Expectation], hello: Hello, today: date) -> Standing:
    """Which entries hold for a target, which would if they had not expired, and of which nobody can tell."""
    live: list[Expectation] = []
    expired: list[Expectation] = []
    unclear: list[str] = []
    for one in expectations:
        try:
            if one.holds_for(hello.version, hello.board or ""):
                (expired if one.expires is not None and one.expires < today else live).append(one)
        except ConditionError as error:
            unclear.append(str(error))
    return Standing(tuple(live), tuple(expired), tuple(unclear))


def apply_expectations(run: Run, expectations: Sequence[Expectation], today: date) -> None:
    """Give `expected-fail` and `unexpected-pass`, and complain of entries that are out of date. Does nothing before the target has introduced itself."""
    if run.hello is None:
        return
    found = standing(expectations, run.hello, today)
    covering, expired = by_case(found.live), by_case(found.expired)
    lapsed: dict[int, Expectation] = {}
    failing: dict[int, bool] = {}
    undecided: set[int] = set()
    results = []
    for result in run.results:
        if result.verdict in JUDGED:
            entries = covering(result.case)
            lapsed.update((one.place, one) for one in expired(result.case))
            for one in entries:
                failing[one.place] = failing.get(one.place, False) or result.verdict is not Verdict.PASS
            results.append(_foreseen(result, entries[0]) if entries else result)
        else:
            if result.verdict in (Verdict.NOT_RUN, Verdict.LEFT_OUT):
                # An entry that covers what did not run may be right about that.
                undecided.update(one.place for one in covering(result.case))
            results.append(result)
    run.results = results
    run.complaints += [f"{text}; write a condition on the board, or none" for text in found.unclear]
    run.complaints += [f"{one.where()} expired on {one.expires}: mend what it excuses, or give it another day" for _, one in sorted(lapsed.items())]
    run.complaints += [
        f"{one.where()} is stale: what it foresees to fail passes; remove it, or let --fix-expectations do it"
        for one in found.live
        if failing.get(one.place) is False and one.place not in undecided
    ]


def _foreseen(result: Result, expectation: Expectation) -> Result:
    said = f"{expectation.verdict.value} by {expectation.where()}: {expectation.reason}" + (f" ({expectation.issue})" if expectation.issue else "")
    if result.verdict is expectation.verdict:
        return replace(result, verdict=Verdict.EXPECTED_FAIL, observed=result.verdict, foreseen=said)
    if result.verdict is Verdict.PASS:
        return replace(result, verdict=Verdict.UNEXPECTED_PASS, observed=Verdict.PASS, reason="it passed, which is not foreseen", foreseen=said)
    return replace(result, foreseen=said)


def without_expectations(result: Result) -> Result:
    """The result as it was before expectations were looked at."""
    if result.verdict in (Verdict.EXPECTED_FAIL, Verdict.UNEXPECTED_PASS) and result.observed is not None:
        reason = "" if result.verdict is Verdict.UNEXPECTED_PASS else result.reason
        return replace(result, verdict=result.observed, observed=None, foreseen="", reason=reason)
    return replace(result, foreseen="")
