"""What a target claims is tested, and what it does not claim is tried: a surplus is a note, and a probe costs no verdict."""

from pathlib import Path

import pytest

from conformance.plan import Plan
from conformance.probe import probed
from conformance.verdicts import Verdict
from plans import conform, report_in, run_with, verdicts
from small_suite import FIVE, command, size_case, write_suite
from vectors.case import Kind, make_case
from vectors.suite import Suite, load

UNCLAIMED = [size_case(b"\x00" * size, (f"WIRE-{size}",), preset="mainnet") for size in range(6, 16)]


@pytest.fixture
def wide(tmp_path: Path) -> Suite:
    return load(write_suite(tmp_path / "wide", [*FIVE, *UNCLAIMED]))


def test_what_is_right_though_not_claimed_is_a_surplus_and_no_failure(wide: Suite) -> None:
    run = run_with(wide, Plan(probe=8), "echo.py")
    assert verdicts(run) == ["pass"] * 5 + ["not-claimed"] * 10
    assert run.passed
    (found,) = run.probes
    assert (found.profile, found.preset, found.asked, found.right, found.is_surplus) == ("wire", "mainnet", 8, 8, True)
    assert run.notes == ["it does more than it claims: wire with preset mainnet, 8 of 8"]


@pytest.mark.parametrize(("mode", "asked"), [("dies_of_what_it_does_not_claim", 3), ("wrong_about_what_it_does_not_claim", 8)])
def test_a_probe_that_goes_wrong_costs_no_verdict(wide: Suite, mode: str, asked: int) -> None:
    run = run_with(wide, Plan(probe=8, restarts=0), "stateful.py", mode)
    assert verdicts(run) == ["pass"] * 5 + ["not-claimed"] * 10
    assert run.passed
    assert run.probes[0].asked == asked
    assert not run.probes[0].is_surplus
    assert run.restarts == 0


def test_without_a_probe_nothing_unclaimed_is_asked(wide: Suite) -> None:
    assert run_with(wide, Plan(), "stateful.py", "dies_of_what_it_does_not_claim").probes == ()


def test_a_target_that_rejects_everything_has_no_surplus() -> None:
    """Most bytes are malformed: it is right about three cases of four, and knows nothing."""
    inputs = [f"{number:02x}" for number in range(15)]
    rejected = [make_case(("WIRE-2",), Kind.DECODE, "minimal", "malformed", {"decode": "block", "bytes": each}, {"reject": "MALFORMED"}) for each in inputs]
    accepted = [size_case(bytes(n)) for n in range(1, 6)]
    found = probed("wire", "minimal", [*((case, Verdict.PASS) for case in rejected), *((case, Verdict.FAIL) for case in accepted)])
    assert found.right == 15
    assert not found.is_surplus
    assert not probed("wire", "minimal", []).is_surplus


def test_the_surplus_is_shown_and_reported(tmp_path: Path) -> None:
    folder = write_suite(tmp_path / "wide", [*FIVE, *UNCLAIMED])
    done = conform(folder, command("echo.py"), "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "it does more than it claims: wire with preset mainnet, 10 of 10" in done.stdout
    assert "of 10 cases tried 10 right" in done.stdout
    report = report_in(tmp_path / "out")
    assert report["probes"] == [{"profile": "wire", "preset": "mainnet", "asked": 10, "right": 10, "faults": 0, "surplus": True}]


def test_rules_of_which_nothing_is_claimed_do_not_crowd_the_table(tmp_path: Path) -> None:
    folder = write_suite(tmp_path / "wide", [*FIVE, *UNCLAIMED])
    done = conform(folder, command("echo.py"), "--probe", "0")
    assert "WIRE-15" not in done.stdout
    assert "9 rules of which nothing is claimed" in done.stdout


def test_unsupported_cases_of_one_reason_are_one_entry(tmp_path: Path) -> None:
    cases = [size_case(b"\xff" + bytes([place])) for place in range(30)]
    done = conform(write_suite(tmp_path / "many", cases), command("faulty.py", "says_unsupported"))
    assert done.stdout.count("UNSUPPORTED") == 1
    assert "30 cases" in done.stdout
    assert done.stdout.count("not on this chip") == 1
