"""A target made by `conformance.serve` answers every line, however bad, and goes on."""

import io
import json

import pytest

from conformance.limits import MAX_MESSAGE_BYTES
from conformance.messages import Reset, reset_request
from conformance.serve import answering, introduction, serve
from vectors.json_text import Json

INTRODUCTION = introduction("test", "1", ["wire"], ["minimal"])


def evaluate(kind: str, preset: str, given: Json) -> Json:
    """What the tests serve: an outcome, or one of the ways to have none."""
    match given:
        case "unsupported":
            raise NotImplementedError("not here")
        case "fault":
            raise ZeroDivisionError("by zero")
        case "deep":
            return evaluate(kind, preset, given)
        case "long":
            return "x" * MAX_MESSAGE_BYTES
        case _:
            return {"ok": [kind, preset, given]}


def replies(*lines: bytes) -> list[dict[str, Json]]:
    """What comes back for some lines and a last good one, whose answer shows that the target has survived."""
    out = io.BytesIO()
    serve(answering(evaluate, INTRODUCTION), io.BytesIO(b"".join(lines) + reset(9)), out)
    *answers, last = [json.loads(line) for line in out.getvalue().splitlines()]
    assert last == {"seq": 9, "ok": True}
    return answers


def reset(seq: int, **changed: Json) -> bytes:
    return json.dumps({**reset_request(seq, Reset()), **changed}).encode() + b"\n"


def run(given: Json) -> bytes:
    return json.dumps({"seq": 3, "op": "run", "kind": "decode", "preset": "minimal", "input": given}).encode() + b"\n"


def test_hello_reset_and_run() -> None:
    assert replies(b'{"seq":1,"op":"hello"}\n', reset(2), run({"a": "b"})) == [
        {"seq": 1, "hello": INTRODUCTION},
        {"seq": 2, "ok": True},
        {"seq": 3, "outcome": {"ok": ["decode", "minimal", {"a": "b"}]}},
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"hello\n",
        b"[]\n",
        b"null\n",
        b'{"op":"hello"}\n',
        b'{"seq":"1","op":"hello"}\n',
        b'{"seq":true,"op":"hello"}\n',
        b'{"seq":0,"op":"hello"}\n',
        b'{"seq":-1,"op":"hello"}\n',
        b'{"seq":1,"seq":1,"op":"hello"}\n',
        b'{"seq":NaN,"op":"hello"}\n',
        b'{"seq":1e0,"op":"hello"}\n',
        b'{"seq":99999999999999999999,"op":"hello"}\n',
        b'{"seq":1,"op":"hello","x":"\xff"}\n',
        b'{"seq":1,"op":"hello","x":"\\udc00"}\n',
        b'{"seq":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
        b"x" * (2 * MAX_MESSAGE_BYTES + 5) + b"\n",
    ],
    ids=range(17),
)
def test_a_line_that_names_no_request_is_answered_with_seq_zero(line: bytes) -> None:
    (answer,) = replies(line)
    assert answer["seq"] == 0
    assert isinstance(answer["error"], str)


@pytest.mark.parametrize(
    "line",
    [
        b'{"seq":3}\n',
        b'{"seq":3,"op":"dance"}\n',
        b'{"seq":3,"op":["hello"]}\n',
        b'{"seq":3,"op":"hello","more":1}\n',
        b'{"seq":3,"op":"reset"}\n',
        reset(3, kind="hard"),
        reset(3, seed="0"),
        reset(3, seed="G" * 64),
        reset(3, time="01"),
        reset(3, time="18446744073709551616"),
        reset(3, more=True),
        b'{"seq":3,"op":"run"}\n',
        b'{"seq":3,"op":"run","kind":1,"preset":"minimal","input":{}}\n',
        b'{"seq":3,"op":"run","kind":"decode","preset":"minimal","input":{},"expect":{}}\n',
        run("fault"),
        run("deep"),
        run("long"),
    ],
)
def test_a_bad_request_is_answered_with_an_error(line: bytes) -> None:
    (answer,) = replies(line)
    assert answer["seq"] == 3
    assert isinstance(answer["error"], str)


def test_what_is_not_supported_is_said_to_be_so() -> None:
    assert replies(run("unsupported")) == [{"seq": 3, "unsupported": "not here"}]


def test_a_last_line_without_its_end_is_no_request() -> None:
    out = io.BytesIO()
    serve(answering(evaluate, INTRODUCTION), io.BytesIO(b'{"seq":1,"op":"hello"}'), out)
    assert out.getvalue() == b""
