"""The process that runs programs: one after another, each in a Lua of its own. It knows nothing of the chain, and may die at any time."""

import sys
from typing import IO

import cbor2

from engine.runtime import run_chunk
from reference.contracts.values import Scalar

LENGTH_BYTES = 4
"""The bytes of the length before each message."""


def send(stream: IO[bytes], message: object) -> None:
    """Write a message."""
    data = cbor2.dumps(message)
    stream.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> list[object]:
    """Read a message. Raises EOFError where the other side is gone."""
    length = int.from_bytes(_exactly(stream, LENGTH_BYTES), "big")
    message: list[object] = cbor2.loads(_exactly(stream, length))
    return message


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Run what is asked for until nobody asks.

    A run is `[chunk, gas, memory]`; it is answered by `[code, gas, memory, values]`, and before that the host may be asked by
    `[[gas, memory], operation, arguments]`, to which `[succeeded, value, gas, memory]` is the answer.
    """

    def ask(left: int, room: int, operation: bytes, arguments: tuple[Scalar, ...]) -> tuple[bool, Scalar, int, int]:
        send(replies, [[left, room], operation, list(arguments)])
        succeeded, value, gas, memory = receive(requests)
        return succeeded, value, gas, memory  # type: ignore[return-value]

    while True:
        try:
            chunk, gas, memory = receive(requests)
        except EOFError:
            return
        ended = run_chunk(chunk, gas, memory, ask)  # type: ignore[arg-type]
        send(replies, [ended.code, ended.gas, ended.memory, list(ended.values)])


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
