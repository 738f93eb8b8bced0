"""CBOR as the target protocol has it: the messages of the JSON encoding, each in its one deterministic form.

What JSON cannot say is refused (byte strings, tags, floats, undefined, keys that are no text), and so is a message that is not the deterministic
encoding (RFC 8949, section 4.2.1) of what it holds: one message is then one sequence of bytes, for both sides.
"""

from typing import NoReturn

from cbor2 import CBORError, dumps, loads

from conformance.limits import MAX_CONTAINERS, MAX_DEPTH
from reference.wire.cbor import INTERPRETED_TAGS
from vectors.json_text import MAX_JSON_NUMBER, Json


class StrictCborError(ValueError):
    """Bytes are not one message in the form of the target protocol; the text says why."""


def parse(data: bytes) -> Json:
    """The value that a message holds. Raises `StrictCborError`, and nothing else, for whatever is not strict."""
    if len(data) > MAX_CONTAINERS and len(data.translate(None, _NO_HEADS)) > MAX_CONTAINERS:
        raise StrictCborError(f"it holds more than {MAX_CONTAINERS} arrays and maps")
    try:
        value: Json = loads(
            data,
            tag_hook=_refuse_tag,
            semantic_decoders=_REFUSED,
            max_depth=MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
        )
        _check(value, MAX_DEPTH)
    except StrictCborError:
        raise
    except (CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        cause = error.__cause__
        raise cause if isinstance(cause, StrictCborError) else StrictCborError(f"not CBOR: {error}") from None
    # The keys are in order, and a dictionary keeps it: what may still be wrong are longer forms, and bytes at the end.
    if dumps(value) != data:
        raise StrictCborError("not the deterministic encoding of what it holds")
    return value


def encode(value: Json) -> bytes:
    """The deterministic encoding of a value."""
    return dumps(value, canonical=True)


def _check(value: Json, depth: int) -> None:
    kind = type(value)
    if kind is str:
        return
    if depth == 0 and isinstance(value, dict | list):
        raise StrictCborError(f"nested more than {MAX_DEPTH} deep")
    if isinstance(value, dict):
        before = (-1, "")
        for name, member in value.items():
            if type(name) is not str:
                raise StrictCborError(f"the key {str(name)[:80]!r} is not text")
            # Of encoded texts the shorter comes first, and of equally long ones the order is that of the characters.
            place = (len(name) if name.isascii() else len(name.encode()), name)
            if place < before:
                raise StrictCborError(f"the key {name[:80]!r} stands after the key {before[1][:80]!r}, and belongs before it")
            before = place
            _check(member, depth - 1)
    elif isinstance(value, list):
        for element in value:
            _check(element, depth - 1)
    elif isinstance(value, int):
        if not -MAX_JSON_NUMBER <= value <= MAX_JSON_NUMBER:
            raise StrictCborError("an integer above 2^53 - 1 is written as a decimal string")
    elif value is not None:
        raise StrictCborError(f"it holds a {kind.__name__}, and messages are made of maps, arrays, text, integers, true, false and null")


def _refuse_tag(*_: object) -> NoReturn:
    raise StrictCborError("it holds a tag, and nothing in the protocol has one")


_NO_HEADS = bytes(byte for byte in range(256) if not 0x80 <= byte < 0xC0)
"""The bytes that begin no array and no map. Others may stand in a text too, but no text of the protocol has very many of them."""

_REFUSED = dict.fromkeys(INTERPRETED_TAGS, _refuse_tag)
