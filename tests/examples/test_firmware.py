"""The example firmware conforms in what it claims, on the host and on a Cortex-M3, and no bytes make it fail or disagree with the reference."""

import contextlib
import os
import random
import select
from collections import Counter
from dataclasses import replace

import pytest
from suites import committed_suite

from conformance.codec import CBOR
from conformance.frame import MAX_CHUNK_BYTES, Frame, FrameType, encode_frame
from conformance.limits import DEFAULT_BAUD
from conformance.messages import hello_request, run_request
from conformance.reach import open_serial
from conformance.runner import Result, conduct
from conformance.target import Target
from conformance.verdicts import Verdict
from firmware_asking import TIMEOUT, Ask, mutated, needs
from firmware_builds import press_reset, running
from reference.consensus.eras import set_hash
from vectors.case import Case, Kind, profile_of, shows_acceptance
from vectors.evaluate import call_input, evaluate
from vectors.json_text import Json
from vectors.scenarios.light_client_chain import AT_THE_BORDER, ERA, GOOD, HEADER_BYTES, OLD, VIEW, era_proof, members

CLAIMED = [case for case in committed_suite() if case.preset == "minimal" and profile_of(case).value in ("wire", "light-client", "agent")]

TRIALS = 4000
MAX_REQUEST_BYTES = 40960


@pytest.mark.parametrize("board", ["host", "mps2"])
def test_passes_every_case_that_it_claims(board: str) -> None:
    """Every case on the host; on the emulated board, which takes six minutes for all, every fourth."""
    needs(board)
    suite, stride = committed_suite(), 4 if board == "mps2" else 1
    chosen = list(suite)[::stride]
    with running(board) as (process, line):
        run = conduct(suite, chosen, Target.connect(f"serial:{line}", timeout=TIMEOUT), lambda result: None)
        assert process.poll() is None
    failed = [
        f"{result.case.id}: {result.verdict.value} {result.reason}" for result in run.results if result.verdict not in (Verdict.PASS, Verdict.NOT_CLAIMED)
    ]
    assert not failed, failed[:20]
    assert {result.case.id for result in run.results if result.verdict is Verdict.PASS} == {case.id for case in CLAIMED} & {case.id for case in chosen}
    assert run.passed
    assert run.restarts == 0


def test_goes_on_after_a_reset_in_the_middle_of_a_run() -> None:
    needs("mps2")
    some = CLAIMED[:: len(CLAIMED) // 24]
    with running("mps2") as (process, line):

        def observe(result: Result) -> None:
            if result.case in some[4::6]:
                press_reset(process)

        run = conduct(committed_suite(), some, Target.connect(f"serial:{line}", timeout=TIMEOUT), observe)
        assert process.poll() is None
    assert [result.verdict for result in run.results] == [Verdict.PASS] * len(some)
    assert run.restarts == 0


def test_answers_as_the_reference_where_a_case_has_something_wrong(ask: Ask) -> None:
    chance = random.Random(3)
    short = [case for case in CLAIMED if case.kind is Kind.DECODE and len(str(case.input)) < 4000]
    accepted = [case for case in short if isinstance(case.expect, dict) and "ok" in case.expect]
    codes: Counter[str] = Counter()
    for seq in range(1, TRIALS + 1):
        # What is refused already seldom comes as far as a signature.
        case = chance.choice(accepted if seq % 2 else short)
        assert isinstance(case.input, dict)
        data = mutated(bytes.fromhex(str(case.input["bytes"])), chance)
        given: Json = {**case.input, "bytes": data.hex()}
        reply = ask(CBOR.encode(run_request(seq, "decode", "minimal", given)))
        assert reply == {"seq": seq, "outcome": evaluate("decode", "minimal", given)}, given
        codes[str(reply["outcome"].get("reject"))] += 1
    assert {"MALFORMED", "KEY_INVALID", "SIGNATURE_NOT_CANONICAL", "SIGNATURE_INVALID", "PROOF_INVALID", "None"} <= set(codes), codes


NUMBERS = ("epoch", "source_epoch", "target_epoch", "first_term")
"""Members of a call's input that are numbers of 64 bits."""


def spoilt(value: Json, chance: random.Random, name: str = "") -> Json:
    """What a chip is shown with one thing wrong in it, in its form still."""
    if isinstance(value, dict):
        chosen = chance.choice([each for each in value if each not in ("call", "era") or isinstance(value[each], dict)])
        return {**value, chosen: spoilt(value[chosen], chance, chosen)}
    if isinstance(value, list) and value and chance.randrange(2):
        place, other = chance.randrange(len(value)), chance.randrange(len(value))
        changed = list(value)
        changed[place : place + 1] = chance.choice(([], [value[place]] * 2, [value[other]]))
        return changed
    if isinstance(value, list) and value:
        place = chance.randrange(len(value))
        return [*value[:place], spoilt(value[place], chance, name), *value[place + 1 :]]
    if name in NUMBERS:
        return str(chance.choice((0, max(int(str(value)) - 1, 0), min(int(str(value)) + 1, 2**64 - 1), 2**32 + 5, 2**64 - 1)))
    if not isinstance(value, str):
        return value
    data = bytes.fromhex(value)
    if len(data) != 32:
        forged = data[:-32] + bytes((data[-32] ^ 1,)) + data[-31:]
        return chance.choice((mutated(data, chance), forged)).hex()
    return chance.choice((bytes(32), bytes((data[0] ^ 1,)) + data[1:], data[:-1] + bytes((data[-1] ^ 0x80,)))).hex()


def test_follows_as_the_reference_where_what_is_shown_has_something_wrong(ask: Ask) -> None:
    chance = random.Random(4)
    right = [case for case in CLAIMED if case.kind is Kind.CALL and shows_acceptance(case)]
    codes: Counter[str] = Counter()
    for seq in range(1, TRIALS // 4 + 1):
        given = spoilt(chance.choice(right).input, chance)
        reply = ask(CBOR.encode(run_request(seq, "call", "minimal", given)))
        assert reply == {"seq": seq, "outcome": evaluate("call", "minimal", given)}, given
        codes[str(reply["outcome"].get("reject"))] += 1
    said = {"WRONG_CHAIN", "CHECKPOINT_NOT_ABOVE", "CERTIFICATE_FOREIGN", "ERA_FOREIGN", "HEADER_FOREIGN", "PROOF_INVALID", "SIGNATURE_INVALID", "MALFORMED"}
    assert {*said, "QUORUM_MISSING", "None"} <= set(codes), codes


def test_refuses_a_set_that_it_has_no_room_for(ask: Ask) -> None:
    """Such a set is no other set: whoever shows it is not to blame, and no code is said."""
    set_of_a_hundred = tuple(bytes([number]) * 32 for number in range(100))
    view = replace(VIEW, members=set_hash(set_of_a_hundred))
    given = call_input("advance", {"view": view, "shown": GOOD, "members": set_of_a_hundred})
    reply = ask(CBOR.encode(run_request(1, "call", "minimal", given)))
    assert reply["unsupported"].startswith("this firmware has room for sets")
    era = replace(ERA, members=set_of_a_hundred)
    arguments = {"view": VIEW, "shown": AT_THE_BORDER, "members": members(OLD), "header": HEADER_BYTES, "era": era, "proof": era_proof()}
    reply = ask(CBOR.encode(run_request(2, "call", "minimal", call_input("follow", arguments))))
    assert reply["unsupported"].startswith("this firmware has room for sets")
    assert "unsupported" in ask(CBOR.encode(run_request(3, "call", "minimal", call_input("check_amount", {"amount": 0}))))


def test_answers_every_message_and_reads_those_that_are_strict(ask: Ask) -> None:
    chance = random.Random(2)
    requests = [CBOR.encode(_request(seq, case)) for seq, case in enumerate(CLAIMED, 1) if len(str(case.input)) < 5000]
    for _ in range(TRIALS):
        request = mutated(chance.choice(requests), chance)
        if not request:
            continue
        reply = ask(request)
        assert (reply["seq"] == 0) is (_seq_of(request) == 0), request.hex()
        assert reply["seq"] == _seq_of(request), request.hex()
    assert ask(CBOR.encode({"seq": 7, "op": "hello", "more": []}))["seq"] == 7
    assert ask(b"\x9f" * (MAX_REQUEST_BYTES + 1)) == {"seq": 0, "error": "the request is longer than max_message_bytes"}


def test_survives_whatever_a_line_brings() -> None:
    needs("sanitized")
    chance = random.Random(3)
    with running("sanitized") as (process, line):
        other = os.open(line, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            for _ in range(TRIALS):
                frame = encode_frame(Frame(chance.choice(list(FrameType)), chance.randrange(4), chance.randbytes(chance.choice((0, 1, 40, MAX_CHUNK_BYTES)))))
                _put(other, chance.choice((frame, mutated(frame, chance), chance.randbytes(chance.randint(1, 600)))))
        finally:
            os.close(other)
        conversation = open_serial(line, DEFAULT_BAUD)
        conversation.open(TIMEOUT)
        reply = CBOR.decode(conversation.exchange(CBOR.encode(hello_request(5)), TIMEOUT))
        assert isinstance(reply, dict)
        assert reply["seq"] == 5
        conversation.kill()
        assert process.poll() is None


def _request(seq: int, case: Case) -> dict[str, Json]:
    return run_request(seq, case.kind.value, case.preset, case.input)


def _seq_of(request: bytes) -> int:
    """The seq of a request that can be read, and 0 for every other."""
    try:
        message = CBOR.decode(request)
    except ValueError:
        return 0
    seq = message.get("seq") if isinstance(message, dict) else None
    return seq if type(seq) is int and seq > 0 else 0


def _put(descriptor: int, data: bytes) -> None:
    """Write all, and read what comes meanwhile, so that the firmware never waits for room."""
    while data:
        readable, writable, _ = select.select([descriptor], [descriptor], [], TIMEOUT)
        assert readable or writable
        if readable:
            os.read(descriptor, 4096)
        if writable:
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(descriptor, data) :]
