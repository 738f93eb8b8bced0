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

import faults
import forking_target
from conformance.results import Run
from conformance.runner import conduct
from conformance.selection import load_suite
from conformance.target import Target
from conformance.verdicts import FAULTS, Verdict
from vectors.case import Case
from vectors.suite import Suite

TIMEOUT = 60.0

PARTS = 12
"""In how many runs the whole suite is tried; the first that fails is enough."""


@pytest.fixture(scope="module")
def committed() -> Suite:
    return load_suite(None)


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


def test_the_reference_passes(committed: Suite, folder: Path) -> None:
    """Without this, a suite that fails everything would catch every fault."""
    outcome = run(committed, claimed(committed), forking_target.address(folder, forking_target.WHOLE))
    assert [result for result in outcome.results if result.verdict is not Verdict.PASS] == []
    assert {result.verdict for result in outcome.results} == {Verdict.PASS}


@pytest.mark.parametrize("fault", faults.FAULTS, ids=[fault.name for fault in faults.FAULTS])
def test_the_suite_fails_a_target_with_a_seeded_fault(committed: Suite, folder: Path, fault: faults.SeededFault) -> None:
    """By a wrong outcome, and not by breaking down. Cases of the fault's rule are tried first, then the others, some of each file at a time."""
    every = claimed(committed, fault.profiles)
    rule = fault.rule()
    of_the_rule = tuple(case for case in every if rule in case.rules)
    for cases in (of_the_rule, *(every[first::PARTS] for first in range(PARTS))):
        outcome = run(committed, cases, forking_target.address(folder, fault.name)) if cases else Run()
        assert not any(result.verdict in FAULTS for result in outcome.results)
        assert not outcome.stopped
        if outcome.count(Verdict.FAIL):
            return
    pytest.fail(f"no case of the suite tells {fault.name!r} from the reference; {fault.function} of {fault.module} needs a vector")


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
