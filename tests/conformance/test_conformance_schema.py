"""The schema of the target protocol describes every message of a run, in both encodings, and none of their corrupted twins."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from suites import committed_suite

from conformance.codec import CODECS
from conformance.strict_cbor import encode
from conformance.target import SENT, Message, Target
from target_schema import is_of
from vectors.case import Case, profile_of

COMMAND = f"cmd:{sys.executable} -m smartshare serve --encoding"
CASES_PER_PROFILE = 4


def cases() -> list[Case]:
    """Some of each profile."""
    found: dict[str, list[Case]] = {}
    for case in committed_suite():
        found.setdefault(profile_of(case).value, []).append(case)
    return [case for each in found.values() for case in each[:: max(1, len(each) // CASES_PER_PROFILE)]]


@pytest.fixture(scope="module", params=list(CODECS))
def messages(request: pytest.FixtureRequest) -> list[Message]:
    """All that passes in a run of the reference."""
    seen: list[Message] = []
    target = Target.connect(f"{COMMAND} {request.param}", request.param, 60.0, observe=seen.append)
    target.start()
    for case in cases():
        target.run(case)
        target.reset(seed="5a" * 32, time="18446744073709551615")
    target.finish()
    return seen


def root(message: Message) -> str:
    return "request" if message.direction == SENT else "reply"


def test_every_message_is_of_the_schema(messages: list[Message]) -> None:
    assert len(messages) > 4 * CASES_PER_PROFILE
    for message in messages:
        data = encode(message.value)
        assert is_of(root(message), data), message
        assert is_of("message", data)
        assert not is_of("reply" if root(message) == "request" else "request", data)


def test_corrupted_twins_of_every_message_are_not(messages: list[Message]) -> None:
    for message in messages:
        for twin in twins(message.value):
            assert not is_of(root(message), encode(twin)), twin


def twins(message: Any) -> Iterator[Any]:
    """The message with one thing wrong: a member too many, too few or of another type, at the top and in what the protocol itself defines."""
    yield {**message, "more": 1}
    for name, value in message.items():
        yield {key: other for key, other in message.items() if key != name}
        if name != "input":  # Of any form, as far as this schema goes.
            yield {**message, name: 7 if isinstance(value, str) else "7"}
            yield {**message, name: None}
        if name in ("seq", "op"):
            yield {**message, name: -1}
    match message:
        case {"op": "reset"}:
            for name, wrong in (
                ("kind", "hard"),
                ("seed", "5A" * 32),
                ("seed", "5a" * 31),
                ("seed", "5a" * 33),
                ("time", "01"),
                ("time", "-1"),
                ("time", "1e3"),
            ):
                yield {**message, name: wrong}
        case {"op": "run"}:
            yield {**message, "kind": "guess"}
            yield {**message, "expect": {}}
        case {"hello": hello}:
            for twin in twins_of_hello(hello):
                yield {**message, "hello": twin}


def twins_of_hello(hello: dict[str, Any]) -> Iterator[Any]:
    yield {**hello, "vendor": "nobody"}
    yield {**hello, "protocol": 1}
    yield {**hello, "board": 7}
    yield {**hello, "name": ""}
    yield {**hello, "profiles": [1]}
    yield {**hello, "limits": {}}
    yield {**hello, "limits": {"max_message_bytes": 255}}
    yield {**hello, "limits": {"max_message_bytes": 1000, "max_line_bytes": 1000}}
    for name in hello:
        yield {key: value for key, value in hello.items() if key != name}


def test_a_board_may_be_named(messages: list[Message]) -> None:
    (hello,) = [message.value for message in messages if isinstance(message.value, dict) and "hello" in message.value]
    assert isinstance(hello["hello"], dict)
    assert is_of("reply", encode({**hello, "hello": {**hello["hello"], "board": "mps2-an385"}}))


def test_the_bytes_of_a_message_are_its_encoding(messages: list[Message]) -> None:
    """What the log keeps as bytes and as a value is one thing."""
    for message in messages:
        assert any(codec.encode(message.value) == message.data for codec in CODECS.values()), message
