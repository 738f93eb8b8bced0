"""A target under a plan: cases are put to it one by one, and it is started again when it has to be.

Every case is preceded by a reset that injects its seed and time, and followed by the reset for the next one. The second is the
fence: whatever the target says too much, or dies of, after its answer arrives before the fence's answer and is charged to
the case.
"""

import time

from conformance.judgement import cut
from conformance.limits import FIRST_RUNS_SHARE, MAX_START_ATTEMPTS
from conformance.log import NO_LOG, Log, Phase
from conformance.messages import POWER, SOFT, Hello
from conformance.order import injected
from conformance.plan import Plan
from conformance.process import describe_status
from conformance.results import Result, Run, judged
from conformance.target import Target
from conformance.verdicts import ConformanceError, Fault
from vectors.case import Case


class Stop(Exception):
    """The run cannot go on; the text says why."""


class Session:
    """What the parts of a run share."""

    def __init__(self, run: Run, target: Target, plan: Plan, log: Log = NO_LOG) -> None:
        """Nothing is started yet."""
        self.run = run
        self.plan = plan
        self._target = target
        self._log = log
        self._prepared: Case | None = None
        """The case whose seed and time the last reset injected."""
        self._began = time.monotonic()
        self.company: list[Case] = []
        """The cases since the target was started, in order."""

    def start(self, introduced: Hello | None = None) -> None:
        """Start the target for the first time, which introduces itself as `introduced` says. Raises `Fault` and `ConformanceError`."""
        hello = self._target.start()
        if introduced is not None and hello != introduced:
            raise ConformanceError(f"the target is {hello.as_json()} now, and was {introduced.as_json()} when the run began; run it from the beginning")
        self.run.hello = hello

    @property
    def is_running(self) -> bool:
        """Whether the target can be asked."""
        return self._target.is_running

    def is_late(self) -> bool:
        """Whether the run has taken all its time, whichever limit says so."""
        return self._is_after(self.plan.run_timeout) or self._is_after(self.plan.time_budget)

    def is_unfinished(self) -> bool:
        """Whether the time is over after which no case is begun and the run counts as broken off."""
        return self._is_after(self.plan.run_timeout)

    def is_budget_spent(self) -> bool:
        """Whether the run has taken what its time budget has for the first runs of cases; the rest is for second runs and probes."""
        budget, looks_again = self.plan.time_budget, self.plan.recheck > 0 or self.plan.probe > 0
        return self._is_after(budget * FIRST_RUNS_SHARE if budget is not None and looks_again else budget)

    def _is_after(self, seconds: float | None) -> bool:
        return seconds is not None and time.monotonic() - self._began >= seconds

    def power_reset(self, case: Case) -> None:
        """Start the target afresh, without memory, for a case. Raises `Stop`."""
        self.run.power_resets += 1
        for attempt in range(1, MAX_START_ATTEMPTS + 1):
            self._forget()
            try:
                self._reset(case, POWER)
                return
            except Fault as fault:
                if attempt == MAX_START_ATTEMPTS:
                    raise Stop(f"the target could not be started again: {described(fault)}") from None

    def ready(self) -> None:
        """Start the target again if it does not run, as often as the plan allows. Raises `Stop`."""
        if self._target.is_running:
            return
        if self.run.restarts >= self.plan.restarts:
            raise Stop(f"the target had been started again {self.plan.restarts} times, which is the limit; raise it with --restarts")
        self.run.restarts += 1
        self._forget()
        try:
            self._target.restart()
        except Fault as fault:
            raise Stop(f"the target could not be started again: {described(fault)}") from None

    def put(self, case: Case, phase: Phase, following: Case | None = None) -> Result:
        """Put a case to the target, which runs. `following` is the case that the fence prepares."""
        self._log.begin(case, phase)
        began = time.perf_counter()
        try:
            if self._prepared is not case:
                self._reset(case, SOFT)
            self.company.append(case)
            answer = self._target.run(case)
            resumed = self._target.resumed
            self._reset(following or case, SOFT)
        except Fault as fault:
            self._prepared = None
            result = Result(case, fault.verdict, time.perf_counter() - began, cut(fault.reason), stderr=fault.stderr)
        else:
            result = judged(case, answer, time.perf_counter() - began, resumed=resumed or self._target.resumed)
        self._log.verdict(result, phase)
        return result

    def record(self, result: Result, phase: Phase) -> None:
        """Log a verdict that came after the attempt."""
        self._log.begin(result.case, phase)
        self._log.verdict(result, phase)

    def finish(self) -> Fault | None:
        """Let the target leave: the fault where it still wrote, and a note where it ended badly."""
        try:
            status = self._target.finish()
        except Fault as fault:
            return fault
        if status:
            self.run.notes.append(f"after its last answer the target {describe_status(status)}")
        return None

    def _reset(self, case: Case, kind: str) -> None:
        self._prepared = None
        self._target.reset(kind, *injected(self.plan.seed, case))
        self._prepared = case

    def _forget(self) -> None:
        self.company = []
        self._prepared = None


def described(fault: Fault) -> str:
    """A fault outside any case, with the last line of what the target wrote to its standard error."""
    lines = fault.stderr.strip().splitlines()
    return cut(fault.reason + (f"; its last words: {cut(lines[-1], 300)}" if lines else ""))
