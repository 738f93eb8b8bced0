"""Asks the example firmware one request after another, without the harness, and damages what it is asked."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from conformance.codec import CBOR
from conformance.limits import DEFAULT_BAUD
from conformance.reach import open_serial
from firmware_builds import build, missing, running

TIMEOUT = 30.0
"""Seconds for an answer of an emulator on a loaded machine."""

Ask = Callable[[bytes], Any]
"""From an encoded request to the reply, decoded."""


def needs(board: str) -> None:
    """Build for a board, or skip the test where its tools are not installed."""
    if what := missing(board):
        pytest.skip(f"not installed: {what} (.ci/run names the packages)")
    build(board)


@contextmanager
def asking() -> Iterator[Ask]:
    """Asks the build that stops at the first error of memory or arithmetic."""
    needs("sanitized")
    with running("sanitized") as (process, line):
        conversation = open_serial(line, DEFAULT_BAUD)
        conversation.open(TIMEOUT)
        yield lambda request: CBOR.decode(conversation.exchange(request, TIMEOUT))
        conversation.kill()
        assert process.poll() is None


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three things wrong."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(changed))
        end = min(len(changed), place + chance.choice((1, 1, 2, 33)))
        match chance.randrange(5):
            case 0 if place < len(changed):
                changed[place] ^= 1 << chance.randrange(8)
            case 1 if place < len(changed):
                changed[place] = chance.choice((0x00, 0x17, 0x18, 0x1B, 0x40, 0x5B, 0x7F, 0x80, 0x9B, 0xA0, 0xBB, 0xC2, 0xF6, 0xFF))
            case 2:
                changed[place:place] = chance.randbytes(chance.randint(1, 9))
            case 3:
                del changed[place:end]
            case _:
                changed[place:place] = changed[place:end]
    return bytes(changed)
