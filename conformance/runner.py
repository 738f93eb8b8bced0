"""A run: every selected case on one target, each with a verdict, whatever happens."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from conformance.limits import MAX_COMPANY, MAX_DETAILED_RESULTS
from conformance.log import NO_LOG, Log, Phase
from conformance.messages import Hello
from conformance.order import in_order
from conformance.plan import DEFAULT_PLAN, Plan
from conformance.probe import probe
from conformance.recheck import recheck
from conformance.report import rule_order
from conformance.results import Result, Run, is_claimed, left_out_result, not_claimed_result, not_reached, unknown_claims
from conformance.session import Session, Stop, described
from conformance.target import Target
from conformance.verdicts import UNASKED, ConformanceError, Fault, Verdict
from vectors.case import Case
from vectors.suite import Suite

Observe = Callable[[Result], None]
"""Told of each result when it is found."""


class Found:
    """The results so far, by case; detailed for the first failures only, so that memory does not grow with what a target gets wrong."""

    def __init__(self, observe: Observe) -> None:
        """Nothing has been found yet."""
        self.by_case: dict[str, Result] = {}
        self._observe = observe
        self._detailed = 0

    def add(self, result: Result) -> None:
        """Keep a result and tell of it."""
        if result.verdict not in (Verdict.PASS, *UNASKED):
            self._detailed += 1
            if self._detailed > MAX_DETAILED_RESULTS:
                result = replace(result, differences=result.differences[:1], got="", stderr="", bytes_differ=None)
        self.by_case[result.case.id] = result
        self._observe(result)

    def change(self, result: Result) -> None:
        """Replace a result that turned out to be another one."""
        self.by_case[result.case.id] = result


def conduct(
    suite: Suite,
    cases: Sequence[Case],
    target: Target,
    observe: Observe,
    plan: Plan = DEFAULT_PLAN,
    log: Log = NO_LOG,
    earlier: Mapping[str, Result] | None = None,
    introduced: Hello | None = None,
) -> Run:
    """Run some cases of a suite; the run has exactly one result for each of them, in the order given.

    `observe` is told each result when it is found. A fault costs its own case; the target is started again before
    the next one, as often as the plan allows. `earlier` are results of an interrupted run that this one goes on with, on the target
    that `introduced` itself then. Raises `ConformanceError` where the target cannot be reached at all or is another one than before, and
    nothing for anything that a target does: one that never says hello leaves every case not run, and the reason in `stopped`.
    Ctrl-C ends the run likewise, with `interrupted` set.
    """
    run, found = Run(), Found(observe)
    session = Session(run, target, plan, log)
    began = time.monotonic()
    try:
        session.start(introduced)
        assert run.hello is not None
        run.unknown_claims = unknown_claims(suite, run.hello)
        for result in (earlier or {}).values():
            found.add(result)
        company = _run_all(session, cases, run.hello, found)
        _look_again(session, cases, found, company)
    except Fault as fault:
        run.stopped = f"the target did not introduce itself: {described(fault)}"
    except Stop as stop:
        run.stopped = str(stop)
    except ConformanceError as error:
        if run.hello is None:
            raise
        # The command that cycles the power failed on the way: what was found until then stays.
        run.stopped = str(error)
    except KeyboardInterrupt:
        run.interrupted = True
        run.stopped = "the run was interrupted"
    finally:
        target.kill()
    run.results = [found.by_case.get(case.id) or not_reached(run, case) for case in cases]
    run.seconds = time.monotonic() - began
    return run


def _run_all(session: Session, cases: Sequence[Case], hello: Hello, found: Found) -> dict[str, tuple[Case, ...]]:
    """Put each case that is claimed and has no result yet, as far as the time goes; returns the company of those that failed."""
    company: dict[str, tuple[Case, ...]] = {}
    waiting: list[Case] = []
    claimed: list[Case] = []
    asked: list[Case] = []
    for case in cases:
        if is_claimed(case, hello):
            asked.append(case)
        else:
            found.add(not_claimed_result(case))
    for case in in_order(asked, session.plan.order, session.plan.seed):
        if case.id not in found.by_case:
            waiting.append(case)
        elif found.by_case[case.id].verdict is not Verdict.PASS:
            # When the target was started in the interrupted run is not known: at worst some of these ran before that.
            company[case.id] = tuple(claimed[-MAX_COMPANY:])
        claimed.append(case)
    last: Result | None = None
    left_out: list[Case] = []
    for place, case in enumerate(waiting):
        if session.is_budget_spent():
            left_out = waiting[place:]
            break
        if session.is_unfinished():
            raise Stop(f"the run had taken {session.plan.run_timeout:g} s, which is its limit; raise it with --run-timeout")
        if session.plan.power_every and place and place % session.plan.power_every == 0:
            session.power_reset(case)
        else:
            session.ready()
        ran = len(session.company)
        last = session.put(case, Phase.RUN, waiting[place + 1] if place + 1 < len(waiting) else None)
        if last.verdict is not Verdict.PASS:
            company[case.id] = tuple(session.company[max(0, ran - MAX_COMPANY) : ran])
        found.add(last)
    fault = session.finish()
    if fault and last is not None:
        last = replace(last, verdict=fault.verdict, reason=fault.reason, stderr=fault.stderr)
        session.record(last, Phase.RUN)
        found.change(last)
    _leave_out(session, found, left_out, claimed)
    return company


def _leave_out(session: Session, found: Found, left_out: Sequence[Case], claimed: Sequence[Case]) -> None:
    """Give the cases for which there was no time their results, and say how many there are and which rules had none."""
    budget = session.plan.time_budget
    if budget is None or not left_out:
        return
    for case in left_out:
        result = left_out_result(case, budget)
        session.record(result, Phase.RUN)
        found.add(result)
    names = {case.id for case in left_out}
    missed = {rule for case in left_out for rule in case.rules} - {rule for case in claimed if case.id not in names for rule in case.rules}
    said = f"; no case of {', '.join(sorted(missed, key=rule_order))} ran" if missed else "; of every rule a case ran"
    session.run.notes.append(f"the time budget of {budget:g} s left out {len(left_out)} of {len(claimed)} claimed cases{said}")


def _look_again(session: Session, cases: Sequence[Case], found: Found, company: Mapping[str, tuple[Case, ...]]) -> None:
    """The second runs and the probes, which begin when every case has its verdict."""
    if session.plan.recheck:
        recheck(session, [found.by_case[case.id] for case in cases], lambda case: company.get(case.id, ()), found.change)
    if session.plan.probe:
        try:
            probe(session, cases)
        except Stop as stop:
            # A target that dies of what it does not claim for good has answered what it does claim.
            session.run.notes.append(f"what it does not claim was not tried to the end: {stop}")
