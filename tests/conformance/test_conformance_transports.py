"""Targets that misbehave cost their own case, with the right verdict, on every transport: (behaviour, transport) by (behaviour, transport)."""

import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.plan import Plan
from conformance.results import Run
from conformance.runner import conduct
from conformance.target import Target
from conformance.verdicts import ConformanceError, Verdict
from small_suite import FIVE, TARGETS, command, size_case, write_suite
from vectors.suite import Suite, load

TIMEOUT = 1.5

Serve = Callable[..., str]
"""Starts a script of the targets folder, and returns the address that it prints."""

STREAMS = {
    "hang": Verdict.TIMEOUT,
    "late": Verdict.TIMEOUT,
    "half_then_silence": Verdict.TIMEOUT,
    "die": Verdict.CRASH,
    "die_after_answering": Verdict.CRASH,
    "die_in_mid_message": Verdict.CRASH,
    "flood": Verdict.PROTOCOL_ERROR,
    "flood_of_answers": Verdict.PROTOCOL_ERROR,
    "flood_of_zeros": Verdict.PROTOCOL_ERROR,
    "garbage": Verdict.PROTOCOL_ERROR,
    "twice": Verdict.PROTOCOL_ERROR,
    "wrong_seq": Verdict.PROTOCOL_ERROR,
    "unknown_member": Verdict.PROTOCOL_ERROR,
    "other_encoding": Verdict.PROTOCOL_ERROR,
    "wrong_value": Verdict.FAIL,
}
"""What a target can do wrong on any stream."""

SOCKETS = {"close_and_live_on": Verdict.CRASH}

CBOR = {
    "length_too_long": Verdict.TIMEOUT,
    "length_too_short": Verdict.PROTOCOL_ERROR,
    "length_enormous": Verdict.PROTOCOL_ERROR,
    "length_zero": Verdict.PROTOCOL_ERROR,
    "with_a_float": Verdict.PROTOCOL_ERROR,
    "with_a_tag": Verdict.PROTOCOL_ERROR,
    "with_bytes": Verdict.PROTOCOL_ERROR,
    "with_a_key_twice": Verdict.PROTOCOL_ERROR,
    "with_a_key_that_is_a_number": Verdict.PROTOCOL_ERROR,
    "in_another_order": Verdict.PROTOCOL_ERROR,
    "of_indefinite_length": Verdict.PROTOCOL_ERROR,
    "deeply_nested": Verdict.PROTOCOL_ERROR,
}

PAIRS = [
    *((behaviour, place, encoding) for behaviour in STREAMS for place, encoding in (("stdio", "cbor"), ("tcp", "json"), ("unix", "cbor"))),
    *((behaviour, place, encoding) for behaviour in SOCKETS for place, encoding in (("tcp", "json"), ("unix", "cbor"))),
    *((behaviour, place, "cbor") for behaviour in CBOR for place in ("stdio", "tcp")),
]

DEVICES = {
    "hang": Verdict.TIMEOUT,
    "late": Verdict.TIMEOUT,
    "half_a_frame": Verdict.TIMEOUT,
    "never_acknowledges": Verdict.TIMEOUT,
    "twice": Verdict.PROTOCOL_ERROR,
    "wrong_seq": Verdict.PROTOCOL_ERROR,
    "wrong_number": Verdict.PROTOCOL_ERROR,
    "not_deterministic": Verdict.PROTOCOL_ERROR,
    "always_refuses": Verdict.PROTOCOL_ERROR,
    "bad_crc_always": Verdict.PROTOCOL_ERROR,
    "flood": Verdict.PROTOCOL_ERROR,
    "flood_of_zeros_and_noise": Verdict.PROTOCOL_ERROR,
    "flood_of_acknowledgements": Verdict.PROTOCOL_ERROR,
    "flood_of_one_frame": Verdict.PROTOCOL_ERROR,
    "resets_always": Verdict.CRASH,
    "wrong_value": Verdict.FAIL,
    "honest": Verdict.PASS,
    "small_frames": Verdict.PASS,
    "bad_crc_once": Verdict.PASS,
    "half_a_frame_then_again": Verdict.PASS,
    "sends_each_frame_twice": Verdict.PASS,
    "loses_a_frame": Verdict.PASS,
    "refuses_once": Verdict.PASS,
    "prints_text": Verdict.PASS,
    "resets_once": Verdict.PASS,
    "resets_once_with_a_boot_log": Verdict.PASS,
    "resets_silently_once": Verdict.PASS,
    "resets_in_hello": Verdict.PASS,
    "resets_after_half_an_answer": Verdict.PASS,
}
"""What a device can do wrong on a serial line, and what the line itself can."""

OVER_A_SOCKET = ("honest", "hang", "twice", "bad_crc_always", "resets_once", "flood")


@pytest.fixture
def serve(started: Serve) -> Serve:
    """Start a script of the targets folder that prints its address."""
    return lambda script, *arguments: started(sys.executable, TARGETS / script, *arguments)


def judged(suite: Suite, address: str, encoding: str = "cbor", timeout: float = TIMEOUT) -> Run:
    return conduct(suite, tuple(suite), Target.connect(address, encoding, timeout), lambda _: None, Plan(restarts=5))


def assert_third_case_alone(run: Run, verdict: Verdict) -> None:
    """Each case has its verdict, and only the third one suffers."""
    assert [result.case for result in run.results] == list(FIVE)
    reasons = [result.reason for result in run.results] + [run.stopped]
    assert [result.verdict.value for result in run.results] == ["pass", "pass", verdict.value, "pass", "pass"], reasons
    assert not run.stopped
    assert run.passed is (verdict is Verdict.PASS)


@pytest.mark.parametrize(("behaviour", "place", "encoding"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_a_fault_on_a_stream_costs_its_own_case(suite: Suite, serve: Serve, tmp_path: Path, behaviour: str, place: str, encoding: str) -> None:
    where = f"unix:{tmp_path / 'socket'}" if place == "unix" else place
    address = command("served.py", "stdio", encoding, behaviour) if place == "stdio" else serve("served.py", where, encoding, behaviour)
    assert_third_case_alone(judged(suite, address, encoding), {**STREAMS, **SOCKETS, **CBOR}[behaviour])


@pytest.mark.parametrize(("behaviour", "verdict"), DEVICES.items(), ids=list(DEVICES))
def test_a_fault_on_a_serial_line_costs_its_own_case(suite: Suite, serve: Serve, behaviour: str, verdict: Verdict) -> None:
    run = judged(suite, serve("device.py", behaviour), timeout=3.0 if verdict is Verdict.PASS else TIMEOUT)
    assert_third_case_alone(run, verdict)
    assert run.hello is not None
    assert run.hello.board == "pseudo-terminal"
    assert run.restarts == (0 if verdict in (Verdict.PASS, Verdict.FAIL) else 1)


@pytest.mark.parametrize("behaviour", OVER_A_SOCKET)
def test_a_serial_line_may_be_a_socket(suite: Suite, serve: Serve, behaviour: str) -> None:
    assert_third_case_alone(judged(suite, serve("device.py", behaviour, "socket")), DEVICES[behaviour])


@pytest.mark.parametrize(("place", "encoding"), [("stdio", "cbor"), ("tcp", "json"), ("unix", "cbor")])
def test_a_target_that_never_reads_is_a_timeout(tmp_path: Path, serve: Serve, place: str, encoding: str) -> None:
    """Of a request that no buffer holds, the harness must not wait to be rid."""
    suite = load(write_suite(tmp_path / "long", [size_case(bytes(7_000_000))]))
    where = f"unix:{tmp_path / 'socket'}" if place == "unix" else place
    address = command("served.py", "stdio", encoding, "never_reads") if place == "stdio" else serve("served.py", where, encoding, "never_reads")
    assert [result.verdict for result in judged(suite, address, encoding).results] == [Verdict.TIMEOUT]


def test_a_serial_port_has_one_user(serve: Serve) -> None:
    """Two would take each other's bytes, and neither would know."""
    address = serve("device.py", "honest")
    first, second = Target.connect(address), Target.connect(address)
    first.start()
    with pytest.raises(ConformanceError, match="another program has it open"):
        second.start()
    first.kill()


def test_a_device_that_is_unplugged_is_a_crash_and_the_rest_is_not_run(suite: Suite, serve: Serve) -> None:
    """Nothing can bring it back, and the report is whole all the same."""
    run = judged(suite, serve("device.py", "unplugged"))
    assert [result.verdict.value for result in run.results] == ["pass", "pass", "crash", "not-run", "not-run"]
    assert "could not be started again" in run.stopped


def test_a_chunked_message_of_many_frames_arrives(tmp_path: Path, serve: Serve) -> None:
    suite = load(write_suite(tmp_path / "long", [size_case(bytes(20_000))]))
    assert judged(suite, serve("device.py", "honest"), timeout=20.0).passed


def test_a_device_that_started_again_is_asked_again_and_that_is_noted(suite: Suite, serve: Serve) -> None:
    target = Target.connect(serve("device.py", "resets_once"), timeout=5.0)
    target.start()
    resumed = []
    for case in suite:
        target.run(case)
        resumed.append(target.resumed)
        target.reset()
    target.finish()
    assert resumed == [False, False, True, False, False]


def test_a_flood_costs_bounded_memory_on_every_transport(suite: Suite, serve: Serve, tmp_path: Path) -> None:
    """What a flood brings within the limits is a hundred times the bound."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for address, encoding in (
        (serve("served.py", "tcp", "json", "flood"), "json"),
        (serve("served.py", f"unix:{tmp_path / 'socket'}", "cbor", "flood_of_zeros"), "cbor"),
        (serve("device.py", "flood"), "cbor"),
        (serve("device.py", "flood_of_zeros_and_noise"), "cbor"),
    ):
        judged(suite, address, encoding)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a_target_that_comes_back_late_is_waited_for(suite: Suite, serve: Serve, tmp_path: Path) -> None:
    """A supervisor needs a moment to start it again."""
    path = tmp_path / "socket"
    address = serve("served.py", f"unix:{path}", "cbor", "die")
    moved = path.with_name("moved")
    target = Target.connect(address, "cbor", TIMEOUT)
    target.start()
    target.kill()
    path.rename(moved)
    threading.Timer(0.5, lambda: moved.rename(path)).start()
    target.restart()
    target.run(FIVE[0])
    target.kill()


def test_a_power_cycle_precedes_each_new_start(suite: Suite, serve: Serve, tmp_path: Path) -> None:
    cycled = tmp_path / "cycled"
    target = Target.connect(serve("device.py", "hang"), timeout=1.0, power_cycle=f"sh -c 'echo >> {cycled}'")
    run = conduct(suite, tuple(suite), target, lambda _: None)
    assert_third_case_alone(run, Verdict.TIMEOUT)
    assert cycled.read_text() == "\n"
    target.start()
    target.reset("power")
    target.kill()
    assert cycled.read_text() == "\n\n"


def test_a_late_answer_of_an_earlier_session_is_not_this_ones(suite: Suite, serve: Serve) -> None:
    """The device still sends it when the next session begins on the same line."""
    run = judged(suite, serve("device.py", "late"), timeout=1.0)
    assert_third_case_alone(run, Verdict.TIMEOUT)
