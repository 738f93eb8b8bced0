"""Bodies of transactions whose fields are what a record says, mostly: its key, its fields, or beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.topics import Topic
from reference.numbers import MAX_AMOUNT, MAX_UINT64, PPM, Length, Range, Slot
from reference.state.coin_terms import SSP
from reference.state.state import State
from vectors.keys import KeyPair

AMOUNTS = (0, 1, 1, 2, 5, 10, 10, 50, 100, 499, 500, 501, 5_000, MAX_AMOUNT)
NUMBERS = (0, 0, 1, 1, 2, 3, 5, 20, PPM // 4, PPM, 2**32 - 1)
AHEAD = (-1, 0, 1, 2, 5, 20, 21, 40, 400, 2**33)


@dataclass(slots=True)
class Speech:
    """What whoever sends a body speaks of."""

    state: State
    topic: Topic
    people: Sequence[KeyPair]
    slot: Slot
    left_hashes: list[bytes]
    """Of the topic, those that are not used yet."""
    left_numbers: list[int]


def draw_body(choices: Choices, kind: Any, state: State, topic: Topic, people: Sequence[KeyPair], slot: Slot) -> Any:
    """A body of this kind."""
    return _draw_record(choices, kind, Speech(state, topic, people, slot, list(topic.hashes), list(topic.key_numbers)))


def redrawn(choices: Choices, body: Any, state: State, topic: Topic, people: Sequence[KeyPair], slot: Slot) -> Any:
    """The body with a field or two drawn anew."""
    present, hints = fields(body), _hints(body.__class__)
    for _ in range(choices.integer(1, 2) if present else 0):
        name, start = choices.one_of(present).name, choices.integer(0, 2)
        hashes, numbers = [*topic.hashes[start:], *topic.hashes[:start]], [*topic.key_numbers[start:], *topic.key_numbers[:start]]
        speech = Speech(state, topic, people, slot, hashes, numbers)
        body = replace(body, **{name: _draw_field(choices, name, hints[name], speech)})
    return body


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _draw_record(choices: Choices, kind: Any, speech: Speech) -> Any:
    return kind(**{each.name: _draw_field(choices, each.name, _hints(kind)[each.name], speech) for each in fields(kind)})


def _draw_field(choices: Choices, name: str, declared: Any, speech: Speech) -> Any:
    base, *notes = get_args(declared) if get_origin(declared) is Annotated else (declared,)
    same = speech.topic.named.get(name)
    if isinstance(base, type) and issubclass(base, Enum):
        return choices.one_of(tuple(base))
    if base is bool:
        return choices.one_of((False, True))
    if base is str:
        return choices.one_of(("GATE", "SUN", "A", "sun"))
    way = choices.integer(0, 9)
    if base is bytes:
        return _draw_bytes(choices, name, notes, speech, same, way)
    if get_origin(base) is tuple:
        if isinstance(same, tuple) and way < 3:
            return same
        length = next(note for note in notes if isinstance(note, Length))
        element = get_args(base)[0]
        count = choices.integer(length.low, min(3, length.high))
        if is_dataclass(element):
            return tuple(
                _draw_record(choices, element, replace(speech, left_hashes=list(speech.topic.hashes), left_numbers=list(speech.topic.key_numbers)))
                for _ in range(count)
            )
        return tuple(_draw_field(choices, name, element, speech) for _ in range(count))
    if is_dataclass(base):
        return same if type(same) is base and way < 5 else _draw_record(choices, base, speech)
    span = next(note for note in notes if isinstance(note, Range))
    number = _draw_number(choices, span, speech, same, way)
    return min(max(number, span.low), span.high)


def _draw_bytes(choices: Choices, name: str, notes: Sequence[Any], speech: Speech, same: Any, way: int) -> bytes:
    state, left = speech.state, speech.left_hashes
    length = next((note for note in notes if isinstance(note, Length)), None)
    if length is not None and not length.low <= 32 <= length.high:
        return bytes(length.low)
    if type(same) is bytes and way < 7:
        return same
    if name == "coin" and way < 9:
        spoken = [each for each in left if each == SSP or each in state.coins]
        coin = spoken[0] if spoken and way < 7 else choices.one_of((SSP, *state.coins))
        if coin in left:
            left.remove(coin)
        return bytes(coin)
    others = [each for each in left if each != SSP and each not in state.coins]
    if others and way < 8:
        left.remove(others[0])
        return others[0]
    if speech.topic.hashes and way < 9:
        return bytes(choices.one_of(speech.topic.hashes))
    return bytes(choices.one_of((*[pair.account for pair in speech.people] * 2, bytes(32), b"\x07" * 32)))


def _draw_number(choices: Choices, span: Range, speech: Speech, same: Any, way: int) -> int:
    step = int(choices.one_of((0, 0, 0, 0, 1, -1)))
    if type(same) is int and way < 7:
        return same + (step if way > 4 else 0)
    if span.high in (2**32 - 1, MAX_UINT64) and speech.left_numbers and way < 8:
        return speech.left_numbers.pop(0)
    alike = speech.topic.numbers.get(span.high, ())
    if alike and way < 8:
        return int(choices.one_of(alike)) + step
    match span.high:
        case 0x7FFF_FFFF_FFFF_FFFF:
            return int(choices.one_of(AMOUNTS))
        case 0xFFFF_FFFF_FFFF_FFFF:
            return int(choices.one_of((*[speech.slot + ahead for ahead in AHEAD], 0, 1, 2)))
        case _:
            return int(choices.one_of((*NUMBERS, span.high)))
