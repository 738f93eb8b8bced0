"""The chapter on the target protocol, its schema, and the harness say the same."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import spec
from conformance import limits
from conformance.codec import CBOR
from conformance.frame import MAX_CHUNK_BYTES, MAX_ENCODED_BYTES, Frame, FrameReader, FrameType, encode_frame
from conformance.messages import (
    PROTOCOL_VERSION,
    Hello,
    Outcome,
    Reset,
    attest_request,
    hello_request,
    read_attest,
    read_hello,
    read_reset,
    read_run,
    reset_request,
    run_request,
)
from conformance.runner import conduct
from conformance.strict_cbor import encode
from conformance.target import Target
from conformance.verdicts import Verdict
from small_suite import write_suite
from target_schema import is_of as is_of_schema
from vectors.case import Kind, Profile, make_case
from vectors.json_text import Json
from vectors.suite import load

SPEC = Path(spec.__path__[0])
CHAPTER = (SPEC / "conformance.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", CHAPTER, re.DOTALL)
EXCHANGES = [tuple(json.loads(line[3:]) for line in text.splitlines()) for language, text in BLOCKS if language == "text" and text.startswith("->")]


FRAMES = re.findall(r"^([0-9a-f]+) +(?:->|<-) ([A-Z]+) (\d+)(.*)$", CHAPTER, re.MULTILINE)


def is_of(root: str, message: Json) -> bool:
    return is_of_schema(root, encode(message))


@pytest.mark.parametrize("exchange", EXCHANGES, ids=[f"{request['op']}-{request['seq']}" for request, _ in EXCHANGES])
def test_each_example_is_an_exchange_of_the_harness(exchange: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """The request is what the harness sends, the reply what it accepts, and both are what the schema describes."""
    request, reply = exchange
    seq = request["seq"]
    match request["op"]:
        case "hello":
            assert hello_request(seq) == request
            assert isinstance(read_hello(reply, seq), Hello)
        case "reset":
            assert reset_request(seq, Reset(request["kind"], request["seed"], request["time"])) == request
            read_reset(reply, seq)
        case "attest":
            assert attest_request(seq, bytes.fromhex(request["nonce"])) == request
            assert read_attest(reply, seq) == bytes.fromhex(reply["attestation"])
        case _:
            assert run_request(seq, request["kind"], request["preset"], request["input"]) == request
            assert isinstance(read_run(reply, seq), Outcome)
    assert is_of("request", request)
    assert is_of("reply", reply)
    assert not is_of("reply", request)
    assert not is_of("request", reply)


def test_there_are_examples_of_every_message() -> None:
    assert {request["op"] for request, _ in EXCHANGES} == {"hello", "reset", "run", "attest"}
    assert {request["kind"] for request, _ in EXCHANGES if request["op"] == "run"} == {kind.value for kind in Kind}


@pytest.mark.parametrize("exchange", EXCHANGES, ids=[f"{request['op']}-{request['seq']}" for request, _ in EXCHANGES])
def test_the_schema_refuses_corrupted_messages(exchange: tuple[dict[str, Json], dict[str, Json]]) -> None:
    """A schema that accepted these would be no second opinion."""
    for message, root in zip(exchange, ("request", "reply"), strict=True):
        assert not is_of(root, {**message, "more": 1})
        assert not is_of(root, {**message, "seq": "1"})
        for name in message:
            assert not is_of(root, {key: value for key, value in message.items() if key != name})


def test_a_reply_to_an_unreadable_request_has_seq_zero_and_an_error() -> None:
    assert is_of("reply", {"seq": 0, "error": "what?"})
    assert not is_of("reply", {"seq": 0, "ok": True})


def test_the_adapter_of_the_chapter_works(tmp_path: Path) -> None:
    """Pasted into a file, it passes the cases that it is right about and fails the others."""
    (adapter,) = [text for language, text in BLOCKS if language == "python"]
    path = tmp_path / "adapter.py"
    path.write_text(adapter)
    right = make_case(("WIRE-2",), Kind.DECODE, "minimal", "malformed", {"decode": "transaction", "bytes": "d2"}, {"reject": "MALFORMED"})
    wrong = make_case(("WIRE-2",), Kind.DECODE, "minimal", "fine", {"decode": "transaction", "bytes": "00"}, {"ok": None})
    suite = load(write_suite(tmp_path / "vectors", [right, wrong]))
    run = conduct(suite, tuple(suite), Target.connect(f"cmd:{sys.executable} {path}", timeout=30), lambda _: None)
    assert [result.verdict for result in run.results] == [Verdict.PASS, Verdict.FAIL]


def test_the_chapter_has_a_frame_of_every_type() -> None:
    assert {name for _, name, _, _ in FRAMES} == {type.name for type in FrameType}


@pytest.mark.parametrize(("data", "name", "number", "content"), FRAMES, ids=[f"{name}-{number}" for _, name, number, _ in FRAMES])
def test_each_frame_of_the_chapter_is_one_of_the_harness(data: str, name: str, number: str, content: str) -> None:
    """Written and read alike; and a change of any byte but its end is seen."""
    line = bytes.fromhex(data)
    hexadecimal = re.fullmatch(r" and the payload ([0-9a-f]+)", content)
    payload = bytes.fromhex(hexadecimal[1]) if hexadecimal else encode(json.loads(content)) if content else b""
    frame = Frame(FrameType[name], int(number), payload)
    assert encode_frame(frame) == line
    assert list(FrameReader().feed(line)) == [frame]
    for place in range(len(line) - 1):
        for change in range(1, 256):
            assert frame not in FrameReader().feed(line[:place] + bytes([line[place] ^ change]) + line[place + 1 :])
            assert not any(FrameReader().feed(line[:place] + bytes([line[place] ^ change]) + line[place + 1 :]))


def test_the_length_of_the_chapter_is_that_of_the_harness() -> None:
    (length, message) = re.findall(r"^([0-9a-f]{8}) ([0-9a-f]+)$", CHAPTER, re.MULTILINE)[0]
    assert CBOR.framing.wrap(encode(hello_request(1))) == bytes.fromhex(length + message)


def test_the_bounds_of_the_chapter_are_those_of_the_harness() -> None:
    assert f"{limits.MAX_MESSAGE_BYTES:,} bytes" in CHAPTER
    assert f"at least {limits.MIN_MESSAGE_BYTES}" in CHAPTER
    assert f"0 to {MAX_CHUNK_BYTES} |" in CHAPTER
    assert f"at most {MAX_ENCODED_BYTES + 1} bytes on the line" in CHAPTER
    assert f"within {limits.RESEND_SECONDS:g} seconds" in CHAPTER
    assert f"at most {limits.MAX_SENDINGS - 1} times" in CHAPTER
    assert f"More than {limits.MAX_USELESS_FRAMES} frames in a row" in CHAPTER
    assert f"every {limits.MAX_JUNK_BYTES:,} bytes" in CHAPTER
    assert f"extended by {limits.FRAME_PAUSE_SECONDS * 1000:g} milliseconds" in CHAPTER
    assert f"baud={limits.DEFAULT_BAUD}" in CHAPTER
    assert f"1 to {limits.MAX_NAME_CHARACTERS} printable characters" in CHAPTER
    assert f"nesting is at most {limits.MAX_DEPTH} deep" in CHAPTER
    assert f"{limits.DEFAULT_TIMEOUT_SECONDS:g} seconds unless" in CHAPTER
    assert f"at most {limits.MAX_CONTAINERS:,} arrays and objects" in CHAPTER
    assert f"`protocol` is {PROTOCOL_VERSION}" in CHAPTER
    assert limits.CLOSING_SECONDS == 2
    assert "Two\nseconds later" in CHAPTER
    assert limits.MAX_START_ATTEMPTS == 3
    assert "three times in a row" in CHAPTER


def test_every_verdict_and_profile_is_in_the_chapter() -> None:
    named = set(re.findall(r"^\| `([a-z-]+)` \|", CHAPTER, re.MULTILINE))
    assert named == {verdict.value for verdict in Verdict} | {profile.value for profile in Profile}
