"""Deterministic CBOR (RFC 8949, section 4.2.1), and the readers of single fields.

The profile is integers, byte strings, text, arrays, and maps with integer keys. A map's only uses are COSE's, and
each of those has one possible form, which its reader compares as bytes (`keys.py`, `envelope.py`): so the decoder
needs to know the empty map alone, and nobody can make it hash keys of their choosing.
"""

from typing import Any, NoReturn

from cbor2 import dumps, loads

from reference.codes import Code, Reject
from reference.rules import procedure

MAX_DEPTH = 5
"""How deep arrays and maps may nest, the empty ones too. Nothing goes deeper: a sponsored batch of payments does so; the limit keeps a reader's stack small."""

INTERPRETED_TAGS = (0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 43, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799)
"""The CBOR tags for which the library would build something else than what was sent: dates, bignums, shared and cyclic
values, regular expressions, MIME messages. Each is refused instead, as is every tag that it does not know."""

LONGEST_INTEGER = 2**64
"""The first integer that CBOR's own integer types cannot hold; the first negative one is just below its negation."""


def _refuse(*_: object) -> NoReturn:
    raise Reject(Code.MALFORMED)


_REFUSED = dict.fromkeys(INTERPRETED_TAGS, _refuse)


@procedure("WIRE-1")
def encode(value: object) -> bytes:
    """The deterministic encoding of a value of the profile.

    Integers and lengths take their shortest form, lengths are definite, and a map's entries are sorted by the bytes
    of their encoded keys. Raises `TypeError` where the value is outside the profile: booleans, null, floats, integers
    that need a bignum, and maps with other keys than integers have no encoding.
    """
    return dumps(_ordered(value))


@procedure("WIRE-2")
def decode(data: bytes) -> Any:
    """The value that `data` is the deterministic encoding of. Rejects everything else with `MALFORMED`.

    What was decoded is encoded again and compared: whatever a decoder tolerates (longer forms of integers and
    lengths, trailing bytes), it cannot pass. Refused before that are every tag, indefinite lengths, every map but the
    empty one, invalid UTF-8 and nesting beyond `MAX_DEPTH`, so that nothing is ever built that was not sent.
    """
    value = decode_fields(data)
    try:
        _ordered(value)
    except TypeError:
        raise Reject(Code.MALFORMED) from None
    if _depth(value) > MAX_DEPTH:
        raise Reject(Code.MALFORMED)
    return value


def decode_fields(data: bytes) -> Any:
    """As `decode`, for a caller that reads every field of the value with the readers below.

    They refuse what the profile has not (booleans, null, floats), and the one array or map too deep that the library does not count, which is
    an empty one: looking for either here would be done twice.
    """
    try:
        value = loads(
            data,
            tag_hook=_refuse,
            semantic_decoders=_REFUSED,
            max_depth=MAX_DEPTH,
            allow_indefinite=False,
            # Refuses integer keys too: maps are compared as bytes, never decoded.
            strict_hashable_types=True,
        )
        encoded = dumps(value)
    except Exception:  # Whatever the library finds wrong with the bytes, it is one fault of theirs.
        raise Reject(Code.MALFORMED) from None
    if encoded != data:
        raise Reject(Code.MALFORMED)
    return value


def array(value: object, length: int) -> list[Any]:
    """An array of exactly `length` elements. Rejects everything else with `MALFORMED`."""
    if type(value) is not list or len(value) != length:
        raise Reject(Code.MALFORMED)
    return value


def unsigned(value: object, high: int) -> int:
    """An integer from 0 to `high`. Rejects everything else, booleans too, with `MALFORMED`."""
    if type(value) is not int or not 0 <= value <= high:
        raise Reject(Code.MALFORMED)
    return value


def byte_string(value: object, length: int | None = None) -> bytes:
    """A byte string, of exactly `length` bytes where that is given. Rejects everything else with `MALFORMED`."""
    if type(value) is not bytes or (length is not None and len(value) != length):
        raise Reject(Code.MALFORMED)
    return value


def text(value: object, low: int, high: int) -> str:
    """A text string of `low` to `high` characters. Rejects everything else with `MALFORMED`."""
    if type(value) is not str or not low <= len(value) <= high:
        raise Reject(Code.MALFORMED)
    return value


def encode_byte_string(data: bytes) -> bytes:
    """A byte string's encoding: what `encode` makes of it, written out because envelopes are made of little else."""
    length = len(data)
    if length < 24:
        return bytes((0x40 + length,)) + data
    if length < 2**8:
        return bytes((0x58, length)) + data
    if length < 2**16:
        return b"\x59" + length.to_bytes(2, "big") + data
    return dumps(data)


def _depth(value: object) -> int:
    """How deep the arrays and maps of a decoded value nest. Its only maps are empty."""
    if type(value) is list:
        return 1 + max(map(_depth, value), default=0)
    return 1 if type(value) is dict else 0


def _ordered(value: object) -> object:
    """The same value with every map's entries in the order of their encoded keys. Raises `TypeError` outside the profile."""
    kind = type(value)
    if kind is bytes or kind is str:
        return value
    if type(value) is int and -LONGEST_INTEGER <= value < LONGEST_INTEGER:
        return value
    if type(value) is list:
        return [_ordered(element) for element in value]
    if type(value) is dict:
        if any(type(key) is not int for key in value):
            raise TypeError(f"map keys are integers: {value!r}")
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: dumps(_ordered(key)))}
    raise TypeError(f"{value!r} has no deterministic encoding")
