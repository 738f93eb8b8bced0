"""A run: every selected case on one target, each with a verdict, whatever happens."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from conformance.judgement import Difference, cut, differences, listed, shown
from conformance.limits import DEFAULT_RESTARTS
from conformance.messages import Hello, Outcome, Unsupported
from conformance.target import Target
from conformance.verdicts import Fault, Verdict
from vectors.case import Case, profile_of
from vectors.suite import Suite


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one case. Everything in it is bounded, however much the target sent."""

    case: Case
    verdict: Verdict
    seconds: float = 0.0
    """From the request to the judgement, the reset included."""
    reason: str = ""
    """Why it is not a pass, in a sentence; empty for a pass."""
    differences: tuple[Difference, ...] = ()
    got: str = ""
    """The outcome that was judged wrong, as shortened JSON."""
    stderr: str = ""
    """After a fault: the last that the target wrote to its standard error."""


@dataclass(slots=True)
class Run:
    """What a run has found so far. It is filled as the run goes on, so that an interrupted one leaves what it has."""

    results: list[Result] = field(default_factory=list)
    hello: Hello | None = None
    restarts: int = 0
    stopped: str = ""
    """Why the run ended before its last case; empty where it did not."""
    interrupted: bool = False
    seconds: float = 0.0
    unknown_claims: tuple[str, ...] = ()
    """What the target claims and the suite does not have."""

    def count(self, verdict: Verdict) -> int:
        """How many cases have this verdict."""
        return sum(result.verdict is verdict for result in self.results)

    @property
    def passed(self) -> bool:
        """Whether every claimed case passed, and at least one ran."""
        verdicts = {result.verdict for result in self.results}
        return not self.stopped and not self.unknown_claims and Verdict.PASS in verdicts and verdicts <= {Verdict.PASS, Verdict.NOT_CLAIMED}


def conduct(suite: Suite, cases: Sequence[Case], target: Target, observe: Callable[[Result], None], restarts: int = DEFAULT_RESTARTS) -> Run:
    """Run some cases of a suite in order; the run has exactly one result for each of them, in the same order.

    `observe` is told each result when it is found. A fault costs its own case; the target is started again before
    the next one, `restarts` times at most. Raises `ConformanceError` where the command cannot be started at all, and
    nothing for anything that a target does: one that never says hello leaves every case not run, and the reason in
    `stopped`. Ctrl-C ends the run likewise, with `interrupted` set.
    """
    run = Run()
    began = time.monotonic()
    try:
        _run_all(run, suite, cases, target, observe, restarts)
    except KeyboardInterrupt:
        run.interrupted = True
        run.stopped = "the run was interrupted"
    finally:
        target.kill()
    for case in cases[len(run.results) :]:
        claimed = run.hello is None or _is_claimed(case, run.hello)
        run.results.append(Result(case, Verdict.NOT_RUN, reason=run.stopped) if claimed else _not_claimed(case))
    run.seconds = time.monotonic() - began
    return run


def _run_all(run: Run, suite: Suite, cases: Sequence[Case], target: Target, observe: Callable[[Result], None], restarts: int) -> None:
    try:
        hello = run.hello = target.start()
    except Fault as fault:
        run.stopped = f"the target did not introduce itself: {_described(fault)}"
        return
    run.unknown_claims = _unknown_claims(suite, hello)
    last: int | None = None
    for place, case in enumerate(cases):
        if _is_claimed(case, hello):
            if not target.is_running and not _restart(run, target, restarts):
                return
            last = place
            result = _run_case(case, target)
        else:
            result = _not_claimed(case)
        run.results.append(result)
        observe(result)
    try:
        target.finish()
    except Fault as fault:
        if last is not None:
            run.results[last] = replace(run.results[last], verdict=fault.verdict, reason=fault.reason, stderr=fault.stderr)


def _restart(run: Run, target: Target, restarts: int) -> bool:
    if run.restarts >= restarts:
        run.stopped = f"the target had been started again {restarts} times, which is the limit; raise it with --restarts"
        return False
    run.restarts += 1
    try:
        target.restart()
    except Fault as fault:
        run.stopped = f"the target could not be started again: {_described(fault)}"
        return False
    return True


def _run_case(case: Case, target: Target) -> Result:
    began = time.perf_counter()
    try:
        answer = target.run(case)
        target.reset()
    except Fault as fault:
        return Result(case, fault.verdict, time.perf_counter() - began, cut(fault.reason), stderr=fault.stderr)
    if isinstance(answer, Outcome):
        found = differences(case.expect, answer.value)
        seconds = time.perf_counter() - began
        if not found:
            return Result(case, Verdict.PASS, seconds)
        return Result(case, Verdict.FAIL, seconds, "the outcome is not the expected one", listed(found), shown(answer.value))
    seconds = time.perf_counter() - began
    if isinstance(answer, Unsupported):
        return Result(case, Verdict.UNSUPPORTED, seconds, f"it said unsupported, though it claims this profile: {cut(answer.reason)}")
    return Result(case, Verdict.FAIL, seconds, f"it said error: {cut(answer.text)}")


def _is_claimed(case: Case, hello: Hello) -> bool:
    return profile_of(case).value in hello.profiles and case.preset in hello.presets


def _not_claimed(case: Case) -> Result:
    return Result(case, Verdict.NOT_CLAIMED, reason=f"the target does not claim the profile {profile_of(case).value} with the preset {case.preset}")


def _unknown_claims(suite: Suite, hello: Hello) -> tuple[str, ...]:
    """What the target claims and the suite has no case of: a claim that nobody tests must not look like one that held."""
    profiles = {profile_of(case).value for case in suite}
    presets = {case.preset for case in suite}
    return (*(f"profile {name}" for name in hello.profiles if name not in profiles), *(f"preset {name}" for name in hello.presets if name not in presets))


def _described(fault: Fault) -> str:
    """A fault outside any case, with the last line of what the target wrote to its standard error."""
    lines = fault.stderr.strip().splitlines()
    return cut(fault.reason + (f"; its last words: {cut(lines[-1], 300)}" if lines else ""))
