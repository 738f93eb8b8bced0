"""The committed suite fails every target that is the reference with one fault, and passes the reference."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from suites import committed_suite

import faults
import forking_target
from conformance.results import Result, Run
from conformance.runner import conduct
from conformance.target import Target
from conformance.verdicts import Verdict
from fault_reach import distances
from vectors.case import Case
from vectors.evaluate import evaluate
from vectors.suite import Suite

TIMEOUT = 60.0

PARTS = 12
"""In so many parts, with some of each file in each, are those cases tried from whose rules no call leads to a fault."""

SAMPLE = 5
"""Of the cases that the reference has to pass here, one in so many: `make conform` puts all of them to it, over the same protocol."""


class Told(Exception):
    """A case that the target does not pass."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.case.id)
        self.result = result


@pytest.fixture(scope="module")
def committed() -> Suite:
    return committed_suite()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where every faulty target is served. One that goes on for ever is ended with the rest."""
    with tempfile.TemporaryDirectory(prefix="faults") as name:
        server = subprocess.Popen([sys.executable, forking_target.__file__, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == forking_target.READY
        yield Path(name)
        server.stdin.close()
        assert server.wait(TIMEOUT) == 0
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.stdout.close()


def run(suite: Suite, cases: tuple[Case, ...], address: str) -> Run:
    return conduct(suite, cases, Target.connect(address, timeout=TIMEOUT), lambda _: None)


def claimed(suite: Suite, profiles: tuple[str, ...] = faults.PROFILES) -> tuple[Case, ...]:
    return tuple(case for file in suite.files if file.profile.value in profiles for case in file.cases)


def in_turn(cases: tuple[Case, ...], fault: faults.SeededFault) -> Iterator[tuple[Case, ...]]:
    """The cases as they are tried: those whose rules come to the edited function, in the fewest calls first, and then the others."""
    steps = distances(fault.edited())
    near = [(min(found), place) for place, case in enumerate(cases) if (found := [steps[rule] for rule in case.rules if rule in steps])]
    yield tuple(cases[place] for _, place in sorted(near))
    taken = {place for _, place in near}
    yield tuple(cases[place] for first in range(PARTS) for place in range(first, len(cases), PARTS) if place not in taken)


def first_told(suite: Suite, cases: tuple[Case, ...], address: str) -> Result | None:
    """The first result that is no pass; None where the target passes all cases."""

    def observe(result: Result) -> None:
        if result.verdict is not Verdict.PASS:
            raise Told(result)

    try:
        outcome = conduct(suite, cases, Target.connect(address, timeout=TIMEOUT), observe)
    except Told as told:
        return told.result
    assert not outcome.stopped
    return None


def test_the_reference_passes(committed: Suite, folder: Path) -> None:
    """Without this, a suite that fails everything would catch every fault."""
    outcome = run(committed, claimed(committed)[::SAMPLE], forking_target.address(folder, forking_target.WHOLE))
    assert [result for result in outcome.results if result.verdict is not Verdict.PASS] == []
    assert {result.verdict for result in outcome.results} == {Verdict.PASS}


@pytest.mark.parametrize("fault", faults.FAULTS, ids=[fault.name for fault in faults.FAULTS])
def test_the_suite_fails_a_target_with_a_seeded_fault(committed: Suite, folder: Path, fault: faults.SeededFault) -> None:
    """By a wrong outcome, and not by breaking down; and the reference passes the case that tells it."""
    address = forking_target.address(folder, fault.name)
    tried = (first_told(committed, cases, address) for cases in in_turn(claimed(committed, fault.profiles), fault) if cases)
    told = next((result for result in tried if result is not None), None)
    if told is None:
        pytest.fail(f"no case of the suite tells {fault.name!r} from the reference; {fault.function} of {fault.module} needs a vector")
    assert told.verdict is Verdict.FAIL, told
    case = told.case
    assert evaluate(case.kind.value, case.preset, case.input) == case.expect


def test_no_two_faults_have_one_name() -> None:
    """Of two the second would be tried twice."""
    assert len(faults.BY_NAME) == len(faults.FAULTS)


def test_a_fault_reaches_tables_of_functions() -> None:
    """A function that is called through a table only would stay as it is, and its fault would look like one that the suite misses."""
    right, wrong = faults.seed, faults.main
    table: dict[int, object] = {1: right, 2: (right, [right, 3])}
    assert faults.replaced(table, right, wrong) is table
    assert table == {1: wrong, 2: (wrong, [wrong, 3])}


def test_a_fault_reaches_what_was_made_of_a_function() -> None:
    """An operation of the host is made at import of the function that carries it out, and knows it by no name that a module has."""

    def right() -> int:
        return 1

    def wrong() -> int:
        return 2

    made = made_of(right)
    faults.reach_closures(right, wrong)
    assert made() == 2


def made_of(function: Callable[[], int]) -> Callable[[], int]:
    return lambda: function()
