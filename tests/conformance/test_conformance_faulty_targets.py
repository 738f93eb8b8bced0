"""Targets that misbehave cost their own case, with the right verdict, and never the report. Each is a real process."""

import os
import resource
import time
from pathlib import Path

import pytest

from conformance.runner import Run, conduct
from conformance.target import Target
from conformance.verdicts import Verdict
from small_suite import FIVE, Conduct, command, size_case, write_suite
from vectors.suite import load

PROTOCOL_ERRORS = {
    "flood_stdout": "",
    "flood_without_newline": "without a newline",
    "answer_twice": "",
    "answer_then_noise": "[info] done",
    "answer_then_noise_without_newline": "[info] done",
    "noise_then_answer": "",
    "wrong_seq": "where the request had",
    "previous_seq": "where the request had",
    "seq_as_text": "no seq",
    "seq_true": "no seq",
    "no_seq": "no seq",
    "seq_zero_error": "what was that?",
    "not_json": "not JSON",
    "not_utf8": "not UTF-8",
    "half_surrogate": "surrogate",
    "empty_line": "not JSON",
    "nan": "NaN",
    "fraction": "3.0",
    "duplicate_key": "twice",
    "huge_integer": "2^53",
    "deep_nesting": "nested",
    "moderate_nesting": "nested",
    "reply_is_array": "not an object",
    "outcome_is_text": "not an object",
    "unknown_member": "verdict",
    "outcome_and_error": "exactly one",
    "only_seq": "exactly one",
    "answers_hello": "exactly one",
    "close_stdout": "closed its standard output",
    "close_stdin": "closed its standard input",
    "reset_refused": "cannot forget",
    "reset_not_ok": "ok is not true",
}


def verdicts(run: Run) -> list[str]:
    return [result.verdict.value for result in run.results]


def assert_costs_only_its_case(run: Run, verdict: Verdict) -> None:
    assert [result.case for result in run.results] == list(FIVE)
    assert verdicts(run) == ["pass", "pass", verdict.value, "pass", "pass"]
    assert not run.passed
    assert not run.stopped


@pytest.mark.parametrize(("fault", "words"), PROTOCOL_ERRORS.items(), ids=list(PROTOCOL_ERRORS))
def test_what_is_not_the_one_answer_is_a_protocol_error_of_its_case(run: Conduct, fault: str, words: str) -> None:
    outcome = run("faulty.py", fault)
    assert_costs_only_its_case(outcome, Verdict.PROTOCOL_ERROR)
    assert words in outcome.results[2].reason
    assert outcome.restarts == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("die_before_answering", "exited with status 3"),
        ("die_by_signal", "SIGSEGV"),
        ("die_in_mid_line", "no whole line"),
        ("die_after_answering", "exited with status 0"),
        ("leave_child_with_the_pipes", "exited with status 7"),
    ],
)
def test_a_death_is_a_crash_of_the_case_under_way(run: Conduct, fault: str, words: str) -> None:
    outcome = run("faulty.py", fault)
    assert_costs_only_its_case(outcome, Verdict.CRASH)
    assert words in outcome.results[2].reason


def test_what_a_crashed_target_wrote_last_is_kept(run: Conduct) -> None:
    assert "the sky fell" in run("faulty.py", "die_before_answering").results[2].stderr


@pytest.mark.parametrize("fault", ["hang", "hang_deaf_to_sigterm", "hang_in_reset", "hang_with_a_child", "flood_stderr_forever"])
def test_silence_is_a_timeout(run: Conduct, fault: str) -> None:
    assert_costs_only_its_case(run("faulty.py", fault, timeout=1.0), Verdict.TIMEOUT)


def test_a_late_answer_is_never_another_cases(run: Conduct) -> None:
    """The late answer would be right for its own case, and is given while the next one could be under way."""
    assert_costs_only_its_case(run("faulty.py", "answer_late", timeout=1.0), Verdict.TIMEOUT)


@pytest.mark.parametrize("fault", ["wrong_value", "value_as_text", "value_true", "extra_in_outcome", "empty_outcome", "enormous_outcome", "says_error"])
def test_a_wrong_outcome_is_a_failure_and_no_reason_to_restart(run: Conduct, fault: str) -> None:
    outcome = run("faulty.py", fault)
    assert_costs_only_its_case(outcome, Verdict.FAIL)
    assert outcome.restarts == 0


def test_differences_name_the_place_and_the_values(run: Conduct) -> None:
    (difference,) = run("faulty.py", "value_as_text").results[2].differences
    assert str(difference) == 'ok.size: expected 3, got "3"'


def test_unsupported_in_a_claimed_profile_is_not_a_pass(run: Conduct) -> None:
    outcome = run("faulty.py", "says_unsupported")
    assert_costs_only_its_case(outcome, Verdict.UNSUPPORTED)
    assert "not on this chip" in outcome.results[2].reason


def test_any_amount_on_standard_error_is_no_fault(run: Conduct) -> None:
    outcome = run("faulty.py", "flood_stderr_and_answer")
    assert verdicts(outcome) == ["pass"] * 5
    assert outcome.passed


@pytest.mark.parametrize("fault", ["leave_child_with_the_pipes", "hang_with_a_child", "hang_deaf_to_sigterm"])
def test_no_process_of_a_target_survives(run: Conduct, tmp_path: Path, fault: str) -> None:
    noted = tmp_path / "processes"
    run("faulty.py", fault, noted, timeout=1.0)
    processes = [int(line) for line in noted.read_text().split()]
    assert len(processes) >= 2
    deadline = time.monotonic() + 10
    while any(map(is_alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [process for process in processes if is_alive(process)] == []


def is_alive(process: int) -> bool:
    """Whether a process runs; a dead one that nobody has waited for does not."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("fault", ["flood_stdout", "flood_without_newline", "flood_stderr_forever", "enormous_outcome"])
def test_floods_cost_bounded_memory(run: Conduct, fault: str) -> None:
    """The bound is a small multiple of the longest line: what a flood of minutes would pass at once if anything were kept."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run("faulty.py", fault, timeout=3.0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_no_descriptor_is_left_open(run: Conduct) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for fault in ("die_before_answering", "not_json", "hang_in_reset"):
        run("faulty.py", fault, timeout=1.0)
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_restart_budget_ends_a_run_that_only_faults(run: Conduct) -> None:
    outcome = run("faulty.py", "die_before_answering", restarts=0)
    assert verdicts(outcome) == ["pass", "pass", "crash", "not-run", "not-run"]
    assert "--restarts" in outcome.stopped
    assert not outcome.passed


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("die_at_once", "exited with status 4 before it had answered; its last words: no licence found"),
        ("banner", "Echo node 1.0"),
        ("hello_error", "not today"),
        ("claims_twice", "twice"),
        ("profiles_as_text", "not an array"),
        ("other_protocol", "version 1"),
        ("protocol_true", "version true"),
        ("unknown_member", "vendor"),
        ("unknown_limit", "colour"),
        ("no_limits", "limits"),
        ("limit_too_small", "max_message_bytes"),
        ("name_with_escape", "printable"),
    ],
)
def test_a_target_that_does_not_introduce_itself_leaves_every_case_not_run(run: Conduct, mode: str, words: str) -> None:
    outcome = run("bad_start.py", mode)
    assert outcome.hello is None
    assert verdicts(outcome) == ["not-run"] * 5
    assert words in outcome.stopped


@pytest.mark.parametrize(("mode", "claim"), [("claims_unknown_profile", "profile telepathy"), ("claims_unknown_preset", "preset maximal")])
def test_a_claim_that_no_case_tests_is_not_a_pass(run: Conduct, mode: str, claim: str) -> None:
    outcome = run("bad_start.py", mode)
    assert verdicts(outcome) == ["pass"] * 5
    assert outcome.unknown_claims == (claim,)
    assert not outcome.passed


@pytest.mark.parametrize("mode", ["claims_nothing", "claims_other_profile"])
def test_a_target_that_claims_nothing_of_the_selection_does_not_pass(run: Conduct, mode: str) -> None:
    outcome = run("bad_start.py", mode)
    assert verdicts(outcome) == ["not-claimed"] * 5
    assert not outcome.passed


def test_a_target_that_cannot_be_started_again_leaves_the_rest_not_run(run: Conduct, tmp_path: Path) -> None:
    outcome = run("bad_start.py", "once_only", tmp_path / "started")
    assert verdicts(outcome) == ["crash", "not-run", "not-run", "not-run", "not-run"]
    assert "exited with status 5" in outcome.stopped


def test_a_target_that_becomes_another_one_is_not_run_on(run: Conduct, tmp_path: Path) -> None:
    outcome = run("bad_start.py", "changes_its_hello", tmp_path / "started")
    assert verdicts(outcome) == ["crash", "not-run", "not-run", "not-run", "not-run"]
    assert "after a restart" in outcome.stopped


def test_noise_after_the_last_answer_is_charged_to_the_last_case(run: Conduct) -> None:
    outcome = run("bad_start.py", "noise_at_the_end")
    assert verdicts(outcome) == ["pass"] * 4 + ["protocol-error"]
    assert "goodbye" in outcome.results[4].reason


def test_a_target_that_does_not_leave_is_no_fault(run: Conduct) -> None:
    assert run("bad_start.py", "stays").passed


@pytest.mark.parametrize(("mode", "verdict"), [("long_lines", "pass"), ("answer_before_reading", "protocol-error"), ("stop_reading", "timeout")])
def test_a_request_longer_than_a_pipe_holds(tmp_path: Path, mode: str, verdict: str) -> None:
    """The harness must not wait for a target to read while the target waits for the harness, nor take an answer to half a request."""
    suite = load(write_suite(tmp_path / "long", [size_case(bytes(3_000_000))]))
    target = Target.connect(command("bad_start.py", mode), timeout=20.0 if verdict == "pass" else 1.5)
    assert verdicts(conduct(suite, tuple(suite), target, lambda _: None)) == [verdict]


def test_an_honest_target_passes_without_a_restart(run: Conduct) -> None:
    outcome = run("echo.py")
    assert verdicts(outcome) == ["pass"] * 5
    assert outcome.passed
    assert outcome.restarts == 0
