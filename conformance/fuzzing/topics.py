"""What the records of a state say, as those speak of it who send transactions about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from conformance.fuzzing.choices import Choices
from conformance.fuzzing.places import places
from conformance.fuzzing.shapes import Shape, shape_of
from reference.numbers import MAX_UINT64, Range, Slot
from reference.state.records import contents, every_key
from reference.state.state import State
from reference.state.tables import Table


@dataclass(frozen=True, slots=True)
class Topic:
    """What one record says."""

    is_new: bool
    """Whether it has come since the history began."""
    hashes: tuple[bytes, ...]
    """Of its key, in order, and then of its fields."""
    key_numbers: tuple[int, ...]
    numbers: Mapping[int, tuple[int, ...]]
    """The integers of key and fields by the highest that their type has."""
    named: Mapping[str, Any]
    """Its fields."""
    shape: Shape
    """Of the record."""


NO_TOPIC = Topic(False, (), (), {}, {}, ())


def topics_of(first: State, state: State) -> list[Topic]:
    """The records but for accounts and pots, which all else changes."""
    found: list[Topic] = []
    held: Any = None
    begun: Any = None
    last: Table | None = None
    # A table has its records in another order in every process.
    for table, identifier in sorted(every_key(state)):
        if table in (Table.ACCOUNTS, Table.POTS):
            continue
        if table is not last:
            held, begun, last = contents(state, table), contents(first, table), table
        record = held if identifier is None else held[identifier]
        found.append(_topic(identifier, record, identifier is not None and identifier not in begun))
    return found


@lru_cache(maxsize=10_000)
def _topic(identifier: Any, record: Any, is_new: bool) -> Topic:
    parts = list(_parts(identifier))
    numbers: dict[int, list[int]] = {}
    key_numbers = [part for part in parts if type(part) is int]
    for number in key_numbers:
        for high in (2**32 - 1, MAX_UINT64):
            numbers.setdefault(high, []).append(number)
    hashes = [part for part in parts if isinstance(part, bytes)]
    if is_dataclass(record) and not isinstance(record, type):
        for place in places(type(record), record):
            if type(place.value) is int and (span := _span(place.annotation)) is not None:
                numbers.setdefault(span.high, []).append(place.value)
            elif isinstance(place.value, bytes) and len(place.value) == 32:
                hashes.append(place.value)
        named = {each.name: getattr(record, each.name) for each in fields(record)}
    else:
        named = {}
    return Topic(is_new, tuple(hashes), tuple(key_numbers), {high: tuple(some) for high, some in numbers.items()}, named, shape_of(record))


def _parts(identifier: Any) -> Iterator[Any]:
    if isinstance(identifier, tuple):
        for each in identifier:
            yield from _parts(each)
    elif identifier is not None:
        yield identifier


def _span(annotation: Any) -> Range | None:
    return next((note for note in get_args(annotation) if isinstance(note, Range)), None) if get_origin(annotation) is Annotated else None


def draw_slot(choices: Choices, state: State, topics: Sequence[Topic], last: Slot) -> Slot:
    """The next slot, one a little later, the beginning of a term, or one around a slot that a record speaks of."""
    parameters = state.chain.parameters
    now = max(last + choices.one_of((0, 1, 1)), state.head.slot + 1)
    term = parameters.agents * parameters.term_rounds
    match choices.integer(0, 5):
        case 0 | 1 if topics:
            near = [each for each in topics if each.is_new]
            topic = choices.one_of(near if near and choices.integer(0, 3) else topics)
            spoken = [number for number in topic.numbers.get(MAX_UINT64, ()) if number < 2**62]
            lasting = [number for high, some in topic.numbers.items() if high < MAX_UINT64 for number in some if number < 2**24]
            # What the chain lets everybody wait for after something has happened.
            lasting += [getattr(parameters, each.name) for each in fields(parameters) if each.name.endswith("_slots")]
            later = [*spoken, *[one + other for one in spoken for other in lasting], *[number * term for number in spoken if number < 1_000]]
            later = sorted({each for each in later if now < each <= now + 2_000})
            ends = [each for each in later if each in spoken]
            if later:
                return max(int(choices.one_of(choices.one_of((ends, later)) or later)) + int(choices.one_of((0, 0, 1, -1))), now)
            return now
        case 2:
            return (now // term + choices.one_of((1, 1, 2, 3, 6))) * term + int(choices.one_of((0, 0, 1, -1)))
        case 3:
            return now + int(choices.one_of((0, 2, 5, 19, 20, 21)))
        case _:
            return now
