"""A right value with exactly one thing wrong: a neighbour of what belongs there, another's, an old one, none, the least or the most.

What is wrong in two things is refused for the first of them, and shows nothing of the second. Whatever was signed or proved is made again around what is
wrong in it: a right signature of the wrong chain, the proof of another's balance, the second vote of one member.
"""

import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Union

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.damage import damaged
from conformance.fuzzing.places import is_of
from conformance.fuzzing.signed import wrong_keys
from conformance.fuzzing.values import fields_of
from reference.numbers import Length, Range
from reference.wire.envelope import decode_envelope, encode_envelope
from reference.wire.hashing import Tag
from vectors.keys import KeyPair, seal


@dataclass(frozen=True, slots=True)
class Signing:
    """How an envelope was made."""

    pair: KeyPair
    record: Any
    encode: Callable[[Any], bytes]
    use: Tag


@dataclass(slots=True)
class Known:
    """What there is that could stand in another's place."""

    integers: list[int] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    """Byte strings of 32 bytes: accounts, coins, orders, markets and hashes."""
    signers: list[KeyPair] = field(default_factory=list)
    _signed: dict[bytes, Signing] = field(default_factory=dict)
    _kinds: dict[str, list[bytes]] = field(default_factory=dict)
    _kind_of: dict[bytes, str] = field(default_factory=dict)

    def sign(self, pair: KeyPair, record: Any, encode: Callable[[Any], bytes], use: Tag) -> bytes:
        """An envelope, of which it is remembered how it was made."""
        data = _sealed(pair, encode(record), use)
        self._signed[data] = Signing(pair, record, encode, use)
        return self.keep(f"signed {use.name}", data)

    def keep(self, kind: str, data: bytes) -> bytes:
        """A byte string, which may stand in the place of another of its kind."""
        if data not in self._kind_of:
            self._kind_of[data] = kind
            self._kinds.setdefault(kind, []).append(data)
        return data

    def otherwise(self, choices: Choices, data: bytes) -> bytes:
        """The byte string made again with one thing wrong, another of its kind, or damaged."""
        way = choices.integer(0, 9)
        signing = self._signed.get(data)
        if signing is not None and way < 7:
            return self._signed_otherwise(choices, signing, way)
        others = [each for each in self._kinds.get(self._kind_of.get(data, ""), ()) if each != data]
        if others and way < 8:
            return choices.one_of(others)
        return damaged(choices, data) if data and way < 9 else b""

    def _signed_otherwise(self, choices: Choices, signing: Signing, way: int) -> bytes:
        if way < 4:
            record = one_wrong(choices, type(signing.record), signing.record, self)
            return self.sign(signing.pair, record, signing.encode, signing.use)
        if way == 4:
            return self.sign(choices.one_of(self.signers), signing.record, signing.encode, signing.use)
        payload = signing.encode(signing.record)
        if way == 5:
            return seal(signing.pair, payload, choices.one_of((Tag.TRANSACTION, Tag.BLOCK_HEADER, Tag.FINALITY_VOTE)))
        if choices.integer(0, 1):
            envelope = decode_envelope(seal(signing.pair, payload, signing.use))
            return encode_envelope(replace(envelope, key=choices.one_of(wrong_keys())))
        # The signature of something else stands last in an envelope.
        return seal(signing.pair, payload, signing.use)[:-64] + seal(signing.pair, payload + b"\0", signing.use)[-64:]


def known_to(people: Sequence[KeyPair]) -> Known:
    """What some people know: themselves, and how to sign."""
    return Known(signers=list(people), hashes=[pair.account for pair in people])


@lru_cache(maxsize=2_000)
def _sealed(pair: KeyPair, payload: bytes, use: Tag) -> bytes:
    """The same is signed often while something is sought that succeeds."""
    return seal(pair, payload, use)


def one_wrong(choices: Choices, annotation: Any, value: Any, known: Known) -> Any:
    """The value with one thing in it otherwise; itself where there is nothing in it."""
    base: Any = annotation
    notes: tuple[Any, ...] = ()
    if typing.get_origin(annotation) is Annotated:
        base, *rest = typing.get_args(annotation)
        notes = tuple(rest)
    if typing.get_origin(base) in (Union, types.UnionType):
        base = next(each for each in typing.get_args(base) if is_of(each, value))
        return one_wrong(choices, base, value, known)
    if isinstance(base, type) and is_dataclass(base):
        present = fields_of(base)
        if not present:
            return value
        name, hint = choices.one_of(present)
        return replace(value, **{name: one_wrong(choices, hint, getattr(value, name), known)})
    if isinstance(value, tuple):
        return _tuple_otherwise(choices, base, value, known)
    if isinstance(value, Enum):
        return choices.one_of([each for each in type(value) if each is not value] or [value])
    if type(value) is bool:
        return not value
    if type(value) is int:
        span = next((note for note in notes if isinstance(note, Range)), Range(0, 2**64 - 1))
        return _integer_otherwise(choices, value, span, known)
    if type(value) is bytes:
        size = next((note for note in notes if isinstance(note, Length)), None)
        return _bytes_otherwise(choices, value, known) if size is not None and size.low == size.high else known.otherwise(choices, value)
    return value


def _integer_otherwise(choices: Choices, value: int, span: Range, known: Known) -> int:
    others = [value - 1, value + 1, value - 1, value + 1, span.low, span.high]
    if known.integers:
        others += [choices.one_of(known.integers), choices.one_of(known.integers)]
    fitting = [each for each in others if span.low <= each <= span.high and each != value]
    return choices.one_of(fitting) if fitting else value


def _bytes_otherwise(choices: Choices, value: bytes, known: Known) -> bytes:
    """Of a fixed length: mostly another's."""
    others = [each for each in known.hashes if each != value and len(each) == len(value)]
    if others and choices.integer(0, 3):
        return choices.one_of(others)
    return choices.one_of((bytes(len(value)), bytes((value[0] ^ 1,)) + value[1:])) if value else value


def _tuple_otherwise(choices: Choices, annotation: Any, value: tuple[Any, ...], known: Known) -> tuple[Any, ...]:
    """One element otherwise, one fewer, one twice, two in each other's place, or none."""
    if not value:
        return value
    arguments = typing.get_args(annotation)
    place = choices.integer(0, len(value) - 1)
    match choices.integer(0, 5):
        case 0:
            return (*value[:place], *value[place + 1 :])
        case 1:
            return (*value[:place], value[place], *value[place:])
        case 2 if len(value) > 1:
            return (*value[1:], value[0])
        case 3:
            return ()
        case _:
            element = arguments[place] if len(arguments) == len(value) and Ellipsis not in arguments else arguments[0]
            return (*value[:place], one_wrong(choices, element, value[place], known), *value[place + 1 :])
