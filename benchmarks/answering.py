"""A target that answers at once: it looks for the sequence number and the operation, and has one answer for every case.

`python -m benchmarks.answering PLACE ENCODING`, where PLACE is `stdio`, `tcp`, `unix:PATH` or `pty`; but for `stdio` it prints its address.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from conformance.codec import CBOR, CODECS, JSON, Codec
from conformance.framing import LENGTH_BYTES
from conformance.listen import listen_pty, listen_tcp, listen_unix
from conformance.serve import introduction, serve_link
from vectors.json_text import Json

HELLO = introduction("answering", "1", ["wire"], ["minimal"])
OUTCOME: dict[str, Json] = {"reject": "MALFORMED"}
STAND_IN = 2**32 - 1
"""Stands for the sequence number in what is encoded beforehand."""


def json_answer() -> Callable[[bytes], bytes]:
    """From a request in JSON to its reply."""
    hello, reset, run = parts(JSON)

    def answer(request: bytes) -> bytes:
        end = start = request.index(b'"seq":') + 6
        while request[end : end + 1].isdigit():
            end += 1
        before, after = run if b'"op":"run"' in request else reset if b'"op":"reset"' in request else hello
        return before + request[start:end] + after

    return answer


def cbor_answer() -> Callable[[bytes], bytes]:
    """From a request in CBOR to its reply."""
    hello, reset, run = parts(CBOR)

    def answer(request: bytes) -> bytes:
        start = request.index(b"\x63seq") + 4
        end = start + 1 + {0x18: 1, 0x19: 2, 0x1A: 4}.get(request[start], 0)
        before, after = run if b"\x62op\x63run" in request else reset if b"\x62op\x65reset" in request else hello
        return before + request[start:end] + after

    return answer


def parts(codec: Codec) -> list[tuple[bytes, bytes]]:
    """The replies to hello, reset and run, cut where the sequence number is."""
    replies: list[dict[str, Json]] = [{"seq": STAND_IN, "hello": HELLO}, {"seq": STAND_IN, "ok": True}, {"seq": STAND_IN, "outcome": OUTCOME}]
    cut = [codec.encode(reply).partition(codec.encode(STAND_IN)) for reply in replies]
    return [(before, after) for before, _, after in cut]


def serve(answer: Callable[[bytes], bytes], codec: Codec, requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the input ends."""
    read, readline, write, flush = requests.read, requests.readline, replies.write, replies.flush
    if codec is JSON:
        while line := readline():
            write(answer(line) + b"\n")
            flush()
        return
    while length := read(LENGTH_BYTES):
        reply = answer(read(int.from_bytes(length, "big")))
        write(len(reply).to_bytes(LENGTH_BYTES, "big") + reply)
        flush()


def main() -> None:
    """Be the target that the arguments describe."""
    place, encoding = sys.argv[1:]
    codec = CODECS[encoding]
    answer = json_answer() if codec is JSON else cbor_answer()
    stream = partial(serve, answer, codec)
    announce = partial(print, flush=True)
    if place == "stdio":
        stream(sys.stdin.buffer, sys.stdout.buffer)
    elif place == "tcp":
        listen_tcp("127.0.0.1", 0, stream, announce)
    elif place == "pty":
        listen_pty(partial(serve_link, answer), announce)
    else:
        listen_unix(place.removeprefix("unix:"), stream, announce)


if __name__ == "__main__":
    main()
