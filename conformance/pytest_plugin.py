"""The cases as tests of a pytest run: a Python node's own tests show ours among them.

Each case is a test, marked with its profile, its rules and `smartshare`. One more, `introduction`, fails where the target claims nothing that is
selected, or what no case tests: a run in which every case is skipped must not look like one that passed. The target is started when the first
test needs it; under pytest-xdist each worker starts its own.
"""

import copy
import importlib
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from conformance.address import COMMAND
from conformance.judgement import shown
from conformance.limits import DEFAULT_TIMEOUT_SECONDS
from conformance.log import Phase
from conformance.messages import Error, Hello, Outcome, Unsupported
from conformance.plain import plain
from conformance.plan import Plan
from conformance.report import Request
from conformance.results import Result, Run, is_claimed, judged, not_claimed_result, unknown_claims
from conformance.selection import Selection, load_suite, select
from conformance.session import Session, Stop, described
from conformance.target import Target
from conformance.terminal import replay_command
from conformance.verdicts import ConformanceError, Fault, Verdict
from vectors.case import Case, profile_of

CALL = "call:"
"""How a target in this process begins: `call:MODULE:FUNCTION`."""

MARK = "smartshare"
"""The mark of every case, and the first part of its test's id."""

NAME = "smartshare"
"""The command that replays a case."""

Function = Callable[[str, str, Any], Any]
"""A target in this process: from kind, preset and input to the outcome. NotImplementedError says unsupported."""


class NotRight(Exception):
    """A case did not pass; the text is the whole report on it."""


class Conformance:
    """The plugin, once a target is named: it collects the cases and holds the target that they are put to."""

    def __init__(self, config: pytest.Config, target: str, profiles: tuple[str, ...], timeout: float | None) -> None:
        """Choose the cases and register their marks. Raises `pytest.UsageError`."""
        workers = getattr(config.option, "numprocesses", None) or 0
        if workers > 1 and not target.startswith((COMMAND, CALL)):
            raise pytest.UsageError(f"smartshare: {workers} workers cannot share the target {target}; run it without -n, or with -n 1")
        selection = Selection(profiles)
        try:
            suite = load_suite(None)
            self.cases = select(suite, selection)
            self.function = function_of(target) if target.startswith(CALL) else None
            self._target = None if self.function else Target.connect(target, timeout=timeout or DEFAULT_TIMEOUT_SECONDS)
        except ConformanceError as error:
            raise pytest.UsageError(f"smartshare: {error}") from None
        self._plan = Plan()
        self._request = Request(target, suite, None, selection, timeout or DEFAULT_TIMEOUT_SECONDS, datetime.now(UTC), NAME, self._plan)
        self._session: Session | None = None
        self._stopped = ""
        config.addinivalue_line("markers", f"{MARK}: a case of the Smartshare conformance suite")
        for profile in sorted({profile_of(case).value for case in self.cases}):
            config.addinivalue_line("markers", f"{profile}: a case of the profile {profile}")
        for rule in sorted({rule for case in self.cases for rule in case.rules}):
            config.addinivalue_line("markers", f"{rule}: a case of the rule {rule}")

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Add the cases to what the session collects, so that they are counted, selected and distributed as all tests are."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            report.result.append(Cases.from_parent(collector, name=MARK, nodeid=MARK, conformance=self))
        return report

    def pytest_sessionfinish(self) -> None:
        """Let the target leave. What it might still say came after the reset of the last case, and is no case's."""
        if self._target:
            with suppress(Fault):
                self._target.finish()

    def introduced(self) -> Hello:
        """What the target says of itself. Raises `NotRight` where it cannot be started."""
        assert self._target is not None
        if self._session is None and not self._stopped:
            run = Run()
            session = Session(run, self._target, self._plan)
            try:
                session.start()
                self._session = session
            except Fault as fault:
                self._stopped = f"the target did not introduce itself: {described(fault)}"
            except ConformanceError as error:
                self._stopped = str(error)
        if self._session is None or self._session.run.hello is None:
            raise NotRight(self._stopped)
        return self._session.run.hello

    def check_introduction(self) -> None:
        """Raises `NotRight` where what the target claims leaves nothing to test, or something untested."""
        hello = self.introduced()
        if unknown := unknown_claims(self._request.suite, hello):
            raise NotRight(f"the target claims what no case of this suite tests: {', '.join(unknown)}")
        if not any(is_claimed(case, hello) for case in self.cases):
            raise NotRight(
                f"the target claims none of the {len(self.cases)} selected cases: it claims {', '.join(hello.profiles)} with {', '.join(hello.presets)}"
            )

    def put(self, case: Case) -> Result:
        """The result of a case. Raises `NotRight` where the target cannot be asked any more, and whatever a function raises."""
        if self.function:
            return call(self.function, case)
        if not is_claimed(case, self.introduced()):
            return not_claimed_result(case)
        assert self._session is not None
        try:
            if self._stopped:
                raise Stop(self._stopped)
            self._session.ready()
        except Stop as stop:
            self._stopped = str(stop)
            raise NotRight(self._stopped) from None
        return self._session.put(case, Phase.RUN)

    def replay(self, case: Case) -> str:
        """The command that runs one case alone."""
        if self.function:
            return f"pytest --smartshare-target {self._request.target} -k {case.id}"
        return replay_command(self._request, case.id)


class Cases(pytest.Collector):
    """All selected cases."""

    def __init__(self, *, conformance: Conformance, **arguments: Any) -> None:
        """A node below the session."""
        super().__init__(**arguments)
        self.conformance = conformance

    def collect(self) -> Iterator[pytest.Item]:
        """The introduction, where there is one, and a test for each case."""
        if self.conformance.function is None:
            yield Introduction.from_parent(self, name="introduction", conformance=self.conformance)
        for case in self.conformance.cases:
            yield CaseItem.from_parent(self, name=case.id, conformance=self.conformance, case=case)


class Introduction(pytest.Item):
    """The test of what the target claims."""

    def __init__(self, *, conformance: Conformance, **arguments: Any) -> None:
        """A node below the cases."""
        super().__init__(**arguments)
        self.conformance = conformance
        self.add_marker(MARK)

    def runtest(self) -> None:
        """Let the target introduce itself."""
        self.conformance.check_introduction()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report, where a traceback would show only the harness."""
        return str(excinfo.value) if isinstance(excinfo.value, NotRight) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """The line above a failure."""
        return self.path, None, self.nodeid


class CaseItem(Introduction):
    """The test that is one case."""

    def __init__(self, *, case: Case, **arguments: Any) -> None:
        """Marked with its profile and the rules that it is about."""
        super().__init__(**arguments)
        self.case = case
        for mark in (profile_of(case).value, *case.rules):
            self.add_marker(mark)

    def runtest(self) -> None:
        """Put the case to the target."""
        result = self.conformance.put(self.case)
        if result.verdict is Verdict.NOT_CLAIMED:
            pytest.skip(result.reason)
        if result.verdict is not Verdict.PASS:
            raise NotRight(report_text(result, self.conformance.replay(self.case)))


def report_text(result: Result, replay: str) -> str:
    """What a person needs to see of a case that did not pass."""
    case = result.case
    fields = [("why", case.why), ("input", shown(case.input)), ("expected", shown(case.expect))]
    fields += [("got", result.got)] if result.got else [("reason", result.reason)]
    fields += [("differs", str(difference)) for difference in result.differences]
    fields += [("stderr", line) for line in result.stderr.strip().splitlines()[-5:]]
    fields += [("replay", replay)]
    head = f"{result.verdict.value.upper()}  {case.id}  {', '.join(case.rules)}  ({profile_of(case).value}, {case.preset})"
    return "\n".join([head, *(f"  {name:<10}{plain(text)}" for name, text in fields)])


def function_of(target: str) -> Function:
    """The function that `call:MODULE:FUNCTION` names. Raises `ConformanceError`."""
    module, _, name = target.removeprefix(CALL).partition(":")
    try:
        function: Any = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        advice = "write call:MODULE:FUNCTION, and name the module's folder in pytest's setting pythonpath"
        raise ConformanceError(f"{target} is not to be had ({error}); {advice}") from None
    if not callable(function):
        raise ConformanceError(f"{target} is no function; write call:MODULE:FUNCTION")
    found: Function = function
    return found


def call(function: Function, case: Case) -> Result:
    """The result of a function. What it raises is not caught: pytest shows where it was raised."""
    began = time.perf_counter()
    answer: Outcome | Unsupported | Error
    try:
        answer = Outcome(function(case.kind.value, case.preset, copy.deepcopy(case.input)))
    except NotImplementedError as error:
        answer = Unsupported(str(error))
    return judged(case, answer, time.perf_counter() - began)
