"""The reference chip as a target: its sessions over standard streams and over a serial line, against a real process."""

import sys
from collections.abc import Callable

import pytest
from suites import committed_suite

from conformance.results import Run
from conformance.runner import conduct
from conformance.target import Target
from conformance.verdicts import Verdict
from smartshare.serve import answering_only
from vectors.case import Kind, Profile
from vectors.evaluate import evaluate

SERVE = [sys.executable, "-m", "smartshare", "serve", "--profile", "agent"]


def judged(address: str, encoding: str) -> Run:
    suite = committed_suite()
    cases = [case for case in suite if case.kind is Kind.SESSION]
    assert len(cases) >= 40
    return conduct(suite, cases, Target.connect(address, encoding, 60.0), lambda _: None)


@pytest.mark.parametrize("encoding", ["json", "cbor"])
def test_the_sessions_pass_on_standard_streams(encoding: str) -> None:
    assert judged(f"cmd:{' '.join(SERVE)} --encoding {encoding}", encoding).passed


def test_the_sessions_pass_over_a_serial_line(started: Callable[..., str]) -> None:
    """Chunks of at most 256 bytes, whatever the sessions are long."""
    assert judged(started(*SERVE, "--serial", "pty"), "cbor").passed


def test_what_is_not_claimed_is_not_answered() -> None:
    """A chip is no node: of the other profiles it says so, and nothing else."""
    suite = committed_suite()
    others = [next(case for case in suite.of_profile(profile)) for profile in Profile if profile is not Profile.AGENT]
    run = conduct(suite, others, Target.connect(f"cmd:{' '.join(SERVE)}", "json", 60.0), lambda _: None)
    assert {result.verdict for result in run.results} == {Verdict.NOT_CLAIMED}
    answer = answering_only(("agent",), evaluate)
    for case in others:
        with pytest.raises(NotImplementedError):
            answer(case.kind.value, case.preset, case.input)
