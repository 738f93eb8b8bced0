"""The other side: a target made of one function, which answers requests.

`smartshare serve` is the reference behind this. It is the example of an adapter, and what adapters are compared
with, so it refuses what the chapter on the target protocol calls a bad request, and outlives it.
"""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from conformance.codec import JSON, Codec
from conformance.device_link import DeviceLink
from conformance.framing import LENGTH_BYTES
from conformance.limits import MAX_MESSAGE_BYTES
from conformance.messages import POWER, PROTOCOL_VERSION, SEED_DIGITS, SOFT
from vectors.json_text import Json

Evaluate = Callable[[str, str, Json], Json]
"""From a case's kind, preset and input to its outcome. Raises NotImplementedError for what it does not support, and anything for input that is not a case's."""

Attest = Callable[[bytes], bytes]
"""From a nonce to the target's attestation."""

Answer = Callable[[bytes], bytes]
"""From an encoded request to its encoded reply."""


def answering(evaluate: Evaluate, introduction: dict[str, Json], codec: Codec = JSON, attest: Attest | None = None) -> Answer:
    """The whole target, but for how bytes come and go. One that has no key of its own does without `attest`."""
    return lambda request: _encoded(answer(request, evaluate, introduction, codec, attest), codec)


def serve(answer: Answer, requests: BinaryIO, replies: BinaryIO, codec: Codec = JSON) -> None:
    """Answer every request of a stream until it ends, or nobody reads the replies."""
    read = _read_line if codec is JSON else _read_announced
    while (request := read(requests)) is not None:
        try:
            replies.write(codec.framing.wrap(answer(request)))
            replies.flush()
        except (BrokenPipeError, ConnectionError):
            return


def serve_link(answer: Answer, link: DeviceLink) -> None:
    """Answer every request of a serial link. Raises `Closed` when the line is gone."""
    while True:
        link.send(answer(link.receive()))


def introduction(name: str, version: str, profiles: Sequence[str], presets: Sequence[str]) -> dict[str, Json]:
    """What a target of this module says of itself."""
    return {
        "protocol": PROTOCOL_VERSION,
        "name": name,
        "version": version,
        "profiles": list(profiles),
        "presets": list(presets),
        "limits": {"max_message_bytes": MAX_MESSAGE_BYTES},
    }


def answer(data: bytes, evaluate: Evaluate, introduction: dict[str, Json], codec: Codec = JSON, attest: Attest | None = None) -> dict[str, Json]:
    """The reply to one message. Seq 0, which no request has, answers what does not say which request it is."""
    if len(data) > MAX_MESSAGE_BYTES:
        return {"seq": 0, "error": f"a message has at most {MAX_MESSAGE_BYTES} bytes"}
    try:
        request = codec.decode(data)
    except ValueError as error:
        return {"seq": 0, "error": str(error)}
    if not isinstance(request, dict):
        return {"seq": 0, "error": "a request is an object"}
    seq = request.get("seq")
    if type(seq) is not int or seq < 1:
        return {"seq": 0, "error": "seq is not a positive integer"}
    match request:
        case {"op": "hello", **rest} if _only_seq(rest):
            return {"seq": seq, "hello": introduction}
        case {"op": "reset", "kind": str(kind), "seed": str(seed), "time": str(time), **rest} if _only_seq(rest) and _is_reset(kind, seed, time):
            return {"seq": seq, "ok": True}
        case {"op": "run", "kind": str(kind), "preset": str(preset), "input": given, **rest} if _only_seq(rest):
            return {"seq": seq, **_run(evaluate, kind, preset, given)}
        case {"op": "attest", "nonce": str(nonce), **rest} if _only_seq(rest) and _is_digest(nonce):
            return {"seq": seq, "attestation": attest(bytes.fromhex(nonce)).hex()} if attest else {"seq": seq, "unsupported": "it has no key of its own"}
        case _:
            expected = "op is hello, reset with kind, seed and time, run with kind, preset and input, or attest with nonce, and nothing beside"
            return {"seq": seq, "error": expected}


def _run(evaluate: Evaluate, kind: str, preset: str, given: Json) -> dict[str, Json]:
    try:
        return {"outcome": evaluate(kind, preset, given)}
    except NotImplementedError as error:
        return {"unsupported": str(error)}
    except Exception as error:  # Whatever the input makes of the evaluation, the next request is answered.
        return {"error": f"{type(error).__name__}: {error}"[:1000]}


def _is_reset(kind: str, seed: str, time: str) -> bool:
    decimal = time.isdecimal() and time.isascii() and (time == "0" or time[0] != "0") and len(time) <= 20 and int(time) < 2**64
    return kind in (SOFT, POWER) and _is_digest(seed) and decimal


def _is_digest(text: str) -> bool:
    return len(text) == SEED_DIGITS and set(text) <= set("0123456789abcdef")


def _encoded(reply: dict[str, Json], codec: Codec) -> bytes:
    message = codec.encode(reply)
    return message if len(message) <= MAX_MESSAGE_BYTES else codec.encode({"seq": reply["seq"], "error": "the outcome is longer than a message may be"})


def _only_seq(rest: dict[str, Json]) -> bool:
    return set(rest) == {"seq"}


def _read_line(requests: BinaryIO) -> bytes | None:
    """The next line without its end, or the beginning of one that is too long; None where the requests end before it does."""
    line = requests.readline(MAX_MESSAGE_BYTES + 1)
    if line.endswith(b"\n"):
        return line[:-1]
    while piece := requests.readline(MAX_MESSAGE_BYTES):
        if piece.endswith(b"\n"):
            return line
    return None


def _read_announced(requests: BinaryIO) -> bytes | None:
    """The next message; None where the requests end, or where a length is announced that none has: what follows it could not be found."""
    announced = requests.read(LENGTH_BYTES)
    length = int.from_bytes(announced, "big")
    if len(announced) < LENGTH_BYTES or length > MAX_MESSAGE_BYTES:
        return None
    message = requests.read(length)
    return message if len(message) == length else None
