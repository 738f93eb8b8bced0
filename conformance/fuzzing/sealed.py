"""The places within a byte string that is an encoding: the numbers and byte strings of a CBOR object, and of what an envelope holds, which is sealed again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any

from conformance.fuzzing.damage import items
from conformance.fuzzing.signed import PEOPLE
from reference.codes import Reject
from reference.numbers import MAX_UINT64, Range
from reference.wire.envelope import Envelope, decode_envelope, signed_bytes
from reference.wire.hashing import Tag
from reference.wire.keys import thumbprint
from vectors.keys import KeyPair, seal, sign
from vectors.malformed.forms import BYTES, UNSIGNED, byte_string, integer

NUMBER = Annotated[int, Range(0, MAX_UINT64)]

FEWEST, MOST = 3, 60
"""How many items an encoding has that has places; fewer are found in what is none."""

_pairs: dict[bytes, KeyPair] = {}


@dataclass(frozen=True, slots=True)
class Within:
    """A step of a path: the item of this number in an encoding, or in the payload of an envelope."""

    number: int


def know(pairs: Mapping[bytes, KeyPair]) -> None:
    """Seal again with these test keys too."""
    _pairs.update(pairs)


def within(data: bytes) -> Iterator[tuple[Within, Any, int | bytes]]:
    """Each number and byte string in an encoding with its type; none in what is no encoding, or is sealed with a key that nobody knows."""
    envelope = _envelope(data)
    inner = data if envelope is None else envelope.payload
    if envelope is not None and _sealing(data) is None:
        return
    found = items(inner) if len(inner) < 4_096 else []
    if FEWEST <= len(found) <= MOST:
        for number, item in enumerate(found):
            if item.major == UNSIGNED:
                yield Within(number), NUMBER, item.argument
            elif item.major == BYTES:
                yield Within(number), bytes, inner[item.content : item.end]


def with_inner(data: bytes, step: Within, value: int | bytes) -> bytes:
    """The encoding with another number or byte string in a place, sealed again where it was sealed. Raises ValueError where there is no such place."""
    if type(data) is not bytes:
        raise ValueError("no encoding")
    envelope, sealing = _envelope(data), _sealing(data)
    inner = data if envelope is None else envelope.payload
    found = items(inner)
    if step.number >= len(found) or (envelope is not None and sealing is None):
        raise ValueError("nothing to be changed there")
    item = found[step.number]
    new = inner[: item.start] + (integer(value) if isinstance(value, int) else byte_string(value)) + inner[item.end :]
    return new if sealing is None else seal(sealing[0], new, sealing[1])


def inner_value(data: bytes, step: Within) -> int | bytes:
    """What is in a place. Raises ValueError where there is none."""
    for each, _, value in within(data) if type(data) is bytes else ():
        if each == step:
            return value
    raise ValueError("no such place")


@lru_cache(10_000)
def _envelope(data: bytes) -> Envelope | None:
    try:
        return decode_envelope(data)
    except (Reject, IndexError, ValueError):
        return None


@lru_cache(10_000)
def _sealing(data: bytes) -> tuple[KeyPair, Tag] | None:
    """The key that an envelope is sealed with, and for what use; None where neither is known."""
    envelope = _envelope(data)
    if envelope is None:
        return None
    account = thumbprint(envelope.key)
    pair = _pairs.get(account) or _people().get(account)
    if pair is not None:
        for tag in Tag:
            if sign(pair, signed_bytes(envelope.key, envelope.payload, tag)) == envelope.signature:
                return pair, tag
    return None


@cache
def _people() -> Mapping[bytes, KeyPair]:
    return {pair.account: pair for pair in PEOPLE}
