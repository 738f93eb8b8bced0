"""The other side: a target made of one function, which reads requests on a stream and answers on another.

`smartshare serve` is the reference behind this. It is the example of an adapter, and what adapters are compared
with, so it refuses what the chapter on the target protocol calls a bad request, and outlives it.
"""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from conformance.limits import MAX_LINE_BYTES
from conformance.messages import PROTOCOL_VERSION
from conformance.strict_json import StrictJsonError, encode, parse
from vectors.json_text import Json

Evaluate = Callable[[str, str, Json], Json]
"""From a case's kind, preset and input to its outcome. Raises NotImplementedError for what it does not support, and anything for input that is not a case's."""


def serve(evaluate: Evaluate, introduction: dict[str, Json], requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer every request until the requests end, or nobody reads the replies."""
    while line := requests.readline(MAX_LINE_BYTES):
        if not line.endswith(b"\n"):
            if not _skip_rest(requests):
                return
            reply: dict[str, Json] = {"seq": 0, "error": f"a line has at most {MAX_LINE_BYTES} bytes"}
        else:
            reply = answer(line, evaluate, introduction)
        try:
            replies.write(_encoded(reply) + b"\n")
            replies.flush()
        except BrokenPipeError:
            return


def introduction(name: str, version: str, profiles: Sequence[str], presets: Sequence[str]) -> dict[str, Json]:
    """What a target of this module says of itself."""
    return {
        "protocol": PROTOCOL_VERSION,
        "name": name,
        "version": version,
        "profiles": list(profiles),
        "presets": list(presets),
        "limits": {"max_line_bytes": MAX_LINE_BYTES},
    }


def answer(line: bytes, evaluate: Evaluate, introduction: dict[str, Json]) -> dict[str, Json]:
    """The reply to one line. Seq 0, which no request has, answers a line that does not say which request it is."""
    try:
        request = parse(line)
    except StrictJsonError as error:
        return {"seq": 0, "error": str(error)}
    if not isinstance(request, dict):
        return {"seq": 0, "error": "a request is an object"}
    seq = request.get("seq")
    if type(seq) is not int or seq < 1:
        return {"seq": 0, "error": "seq is not a positive integer"}
    match request:
        case {"op": "hello", **rest} if _only_seq(rest):
            return {"seq": seq, "hello": introduction}
        case {"op": "reset", **rest} if _only_seq(rest):
            return {"seq": seq, "ok": True}
        case {"op": "run", "kind": str(kind), "preset": str(preset), "input": given, **rest} if _only_seq(rest):
            return {"seq": seq, **_run(evaluate, kind, preset, given)}
        case _:
            return {"seq": seq, "error": "op is hello, reset, or run with kind, preset and input, and nothing beside"}


def _run(evaluate: Evaluate, kind: str, preset: str, given: Json) -> dict[str, Json]:
    try:
        return {"outcome": evaluate(kind, preset, given)}
    except NotImplementedError as error:
        return {"unsupported": str(error)}
    except Exception as error:  # Whatever the input makes of the evaluation, the next request is answered.
        return {"error": f"{type(error).__name__}: {error}"[:1000]}


def _encoded(reply: dict[str, Json]) -> bytes:
    line = encode(reply)
    return line if len(line) < MAX_LINE_BYTES else encode({"seq": reply["seq"], "error": "the outcome is longer than a line may be"})


def _only_seq(rest: dict[str, Json]) -> bool:
    return set(rest) == {"seq"}


def _skip_rest(requests: BinaryIO) -> bool:
    """Read on to the end of a line that is too long. False when the requests end before."""
    while piece := requests.readline(MAX_LINE_BYTES):
        if piece.endswith(b"\n"):
            return True
    return False
