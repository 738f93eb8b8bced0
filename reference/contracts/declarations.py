"""The transition table that a program declares in its first statement: reading it, and what is checked of it before any event arrives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from reference.codes import Code
from reference.contracts.integers import HALF
from reference.contracts.reader import Reader
from reference.contracts.refusal import SourceReject
from reference.contracts.tokens import INTEGER, NAME, STRING
from reference.contracts.transition_table import MAX_DECLARED, MAX_MOVES, Comparison, Condition, Transition, TransitionTable
from reference.rules import procedure
from reference.state.contract import Name, Resource
from reference.wire.event import MAX_NAME_BYTES

DECLARES = (b"local", b"machine", b"=")
"""What a program begins with that declares a table."""

COMPARISONS = {comparison.value.encode(): comparison for comparison in Comparison}

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Places:
    """Where states, events and moves begin in the source, in their order."""

    states: tuple[int, ...]
    events: tuple[int, ...]
    moves: tuple[int, ...]


@procedure("EVENT-1")
def read_declaration(source: bytes) -> tuple[TransitionTable, Places] | None:
    """The table that a program declares, and where its parts stand; None where it declares none. Rejects with `DECLARATION_INVALID` at the token that does
    not fit, and with `DECLARED_TWICE` and `DECLARED_UNKNOWN` at a name.
    """
    reader = Reader(source)
    if tuple(token.value for token in reader.tokens[: len(DECLARES)]) != DECLARES:
        return None
    reader.place = len(DECLARES)
    _expect(reader, "{")
    states, state_places = _names(reader, b"states")
    events, event_places = _names(reader, b"events")
    _field(reader, b"resources")
    resources, _ = _list(reader, MAX_DECLARED, lambda known: _resource(reader, known))
    _expect(reader, ",")
    _field(reader, b"moves")
    names = tuple(resource.name for resource in resources)
    moves, move_places = _list(reader, MAX_MOVES, lambda _: _move(reader, states, events, names))
    reader.takes(",")
    _expect(reader, "}")
    if not states:
        raise SourceReject(Code.DECLARATION_INVALID, reader.tokens[0].at)
    return TransitionTable(states, events, resources, moves), Places(state_places, event_places, move_places)


def declared_table(source: bytes) -> TransitionTable | None:
    """The table that a program declares. Rejects as its declaration does, and then as what is wrong with it."""
    declared = read_declaration(source)
    if declared is None:
        return None
    table, places = declared
    check_events(table, places)
    check_states(table, places)
    check_moves(table, places)
    return table


@procedure("EVENT-3")
def check_events(table: TransitionTable, places: Places) -> None:
    """Rejects with `EVENT_UNUSED` at the first event that makes no move."""
    for place, event in enumerate(table.events):
        if all(move.event != event for move in table.moves):
            raise SourceReject(Code.EVENT_UNUSED, places.events[place])


@procedure("EVENT-4")
def check_states(table: TransitionTable, places: Places) -> None:
    """Rejects with `STATE_UNREACHABLE` at the first state that no moves lead to from the one at the beginning."""
    reached = {table.states[0]}
    for _ in table.states:
        reached |= {move.end for move in table.moves if move.start in reached}
    for place, state in enumerate(table.states):
        if state not in reached:
            raise SourceReject(Code.STATE_UNREACHABLE, places.states[place])


@procedure("EVENT-5")
def check_moves(table: TransitionTable, places: Places) -> None:
    """Rejects with `MOVE_NEVER_MADE` at the first move before which another from its state by its event is made always, or on its own condition."""
    for place, move in enumerate(table.moves):
        earlier = [other for other in table.moves[:place] if (other.start, other.event) == (move.start, move.event)]
        if any(other.condition is None or other.condition == move.condition for other in earlier):
            raise SourceReject(Code.MOVE_NEVER_MADE, places.moves[place])


def _expect(reader: Reader, kind: str) -> None:
    reader.expect(kind, Code.DECLARATION_INVALID)


def _field(reader: Reader, name: bytes) -> None:
    """The name of a member, and its `=`."""
    if reader.kind != NAME or reader.token.value != name:
        raise reader.refuse(Code.DECLARATION_INVALID)
    reader.take()
    _expect(reader, "=")


def _list(reader: Reader, most: int, read: Callable[[list[Part]], Part]) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    """So many parts at most, in braces with commas between, and where each begins. Each is read with those before it."""
    _expect(reader, "{")
    parts: list[Part] = []
    places: list[int] = []
    while reader.kind != "}":
        if len(parts) == most:
            raise reader.refuse(Code.DECLARATION_INVALID)
        places.append(reader.token.at)
        parts.append(read(parts))
        if not reader.takes(","):
            break
    _expect(reader, "}")
    return tuple(parts), tuple(places)


def _names(reader: Reader, field: bytes) -> tuple[tuple[Name, ...], tuple[int, ...]]:
    """A member that is a list of new names, and the comma after it."""
    _field(reader, field)
    names = _list(reader, MAX_DECLARED, lambda known: _new(reader, known, STRING))
    _expect(reader, ",")
    return names


@procedure("EVENT-2")
def check_declared(name: Name, known: bool, wanted: bool, at: int) -> None:
    """Rejects with `DECLARED_TWICE` a name that is to be new and is known, and with `DECLARED_UNKNOWN` one that is to be known and is not."""
    if known != wanted:
        raise SourceReject(Code.DECLARED_UNKNOWN if wanted else Code.DECLARED_TWICE, at)


def _name(reader: Reader, kind: str) -> Name:
    """A name of a length that one may have."""
    value = reader.token.value
    if reader.kind != kind or not isinstance(value, bytes) or not 1 <= len(value) <= MAX_NAME_BYTES:
        raise reader.refuse(Code.DECLARATION_INVALID)
    reader.take()
    return value


def _new(reader: Reader, known: list[Name], kind: str) -> Name:
    at = reader.token.at
    name = _name(reader, kind)
    check_declared(name, name in known, False, at)
    return name


def _known(reader: Reader, known: tuple[Name, ...]) -> Name:
    at = reader.token.at
    name = _name(reader, STRING)
    check_declared(name, name in known, True, at)
    return name


def _amount(reader: Reader) -> int:
    """An amount, which is not negative: 2^63 and more in hexadecimal would be."""
    value = reader.token.value
    if reader.kind != INTEGER or not isinstance(value, int) or not 0 <= value < HALF:
        raise reader.refuse(Code.DECLARATION_INVALID)
    reader.take()
    return value


def _resource(reader: Reader, known: list[Resource]) -> Resource:
    """`name = amount`."""
    name = _new(reader, [resource.name for resource in known], NAME)
    _expect(reader, "=")
    return Resource(name, _amount(reader))


def _move(reader: Reader, states: tuple[Name, ...], events: tuple[Name, ...], resources: tuple[Name, ...]) -> Transition:
    """`{from = state, event = event, to = state}`, with a `when` and a `changes` after it or without."""
    _expect(reader, "{")
    _field(reader, b"from")
    start = _known(reader, states)
    _expect(reader, ",")
    _field(reader, b"event")
    event = _known(reader, events)
    _expect(reader, ",")
    _field(reader, b"to")
    end = _known(reader, states)
    condition: Condition | None = None
    changes: tuple[Name, ...] = ()
    if reader.takes(",") and reader.token.value == b"when":
        _field(reader, b"when")
        condition = _condition(reader, resources)
        reader.takes(",")
    if reader.token.value == b"changes":
        _field(reader, b"changes")
        changes, _ = _list(reader, MAX_DECLARED, lambda _: _known(reader, resources))
        reader.takes(",")
    _expect(reader, "}")
    return Transition(start, event, end, condition, changes)


def _condition(reader: Reader, resources: tuple[Name, ...]) -> Condition:
    """`{resource, comparison, resource or amount}`, in which the comparison is a string."""
    _expect(reader, "{")
    resource = _known(reader, resources)
    _expect(reader, ",")
    value = reader.token.value
    comparison = COMPARISONS.get(value) if reader.kind == STRING and isinstance(value, bytes) else None
    if comparison is None:
        raise reader.refuse(Code.DECLARATION_INVALID)
    reader.take()
    _expect(reader, ",")
    condition = (
        Condition(resource, comparison, None, _amount(reader)) if reader.kind == INTEGER else Condition(resource, comparison, _known(reader, resources), 0)
    )
    _expect(reader, "}")
    return condition
