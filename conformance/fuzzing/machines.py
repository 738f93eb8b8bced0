"""Transition tables that contracts declare, as they are written, and where their machines stand."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from conformance.fuzzing.values import Draw
from reference.contracts.transition_table import Comparison, Condition, Transition, TransitionTable
from reference.state.contract import Name, Resource, Standing

STATES, EVENTS, RESOURCES = (b"s", b"t", b"u"), (b"e", b"f"), (b"r", b"q")
"""The names that tables have, or the first of them."""

AMOUNTS = (0, 1, 300, 1_000, 2**63 - 1)


@st.composite
def tables(draw: Draw) -> TransitionTable:
    """A table that a contract can have: moves that reach every state and are made by every event, and more, but for those that could not be made."""
    states, events = STATES[: draw(st.integers(1, 3))], EVENTS[: draw(st.integers(1, 2))]
    resources = tuple(Resource(name, draw(st.sampled_from(AMOUNTS))) for name in RESOURCES[: draw(st.integers(0, 2))])
    names = tuple(resource.name for resource in resources)
    leading = [(draw(st.sampled_from(states[:place])), draw(st.sampled_from(events)), state) for place, state in enumerate(states) if place]
    made = [(draw(st.sampled_from(states)), event, draw(st.sampled_from(states))) for event in events]
    more = draw(st.lists(st.tuples(st.sampled_from(states), st.sampled_from(events), st.sampled_from(states)), max_size=4))
    moves = without_hidden([draw(moves_between(start, event, end, names)) for start, event, end in draw(st.permutations([*leading, *made, *more]))])
    reached, used = {states[0]}, {move.event for move in moves}
    for _ in states:
        reached |= {move.end for move in moves if move.start in reached}
    # A move that was left out may have been the only one to a state.
    kept = tuple(move for move in moves if move.start in reached)
    assume({move.event for move in kept} == used == set(events))
    return TransitionTable(tuple(state for state in states if state in reached), events, resources, kept)


@st.composite
def moves_between(draw: Draw, start: Name, event: Name, end: Name, names: tuple[Name, ...]) -> Transition:
    """A move that is made always, or on a condition, and that may change some of the resources."""
    condition = draw(conditions(names)) if names and draw(st.booleans()) else None
    changes = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))) if names else ()
    return Transition(start, event, end, condition, changes)


def without_hidden(moves: Sequence[Transition]) -> list[Transition]:
    """Moves without those that an earlier one always comes before (EVENT-5)."""
    left: list[Transition] = []
    for move in moves:
        earlier = [other.condition for other in left if (other.start, other.event) == (move.start, move.event)]
        if None not in earlier and move.condition not in earlier:
            left.append(move)
    return left


@st.composite
def conditions(draw: Draw, names: tuple[Name, ...]) -> Condition:
    """A condition on one of these resources."""
    other = draw(st.sampled_from((None, *names)))
    amount = draw(st.sampled_from(AMOUNTS)) if other is None else 0
    return Condition(draw(st.sampled_from(names)), draw(st.sampled_from(tuple(Comparison))), other, amount)


@st.composite
def standings_of(draw: Draw, table: TransitionTable) -> Standing:
    """Anywhere that a machine of the table can be written to stand."""
    resources = tuple(Resource(resource.name, draw(st.sampled_from(AMOUNTS))) for resource in table.resources)
    return Standing(draw(st.sampled_from(table.states)), resources)


@st.composite
def strange_declarations(draw: Draw) -> bytes:
    """A contract whose table has states, events or moves too few or twice, or that cannot be reached or made."""
    table = draw(tables())
    moves = table.moves
    for _ in range(draw(st.integers(1, 2))):
        match draw(st.integers(0, 8)):
            case 0:
                table = replace(table, states=draw(st.sampled_from(((), (*table.states, table.states[0] if table.states else b"s"), (*table.states, b"v")))))
            case 1:
                table = replace(table, events=draw(st.sampled_from(((), (*table.events, b"g"), (*table.events, *table.events[:1])))))
            case 2:
                table = replace(table, resources=(*table.resources, *table.resources[:1]))
            case 7:
                table = replace(table, states=(), moves=(), events=draw(st.sampled_from((table.events, ()))))
            case 3 if moves:
                table = replace(table, moves=(*moves, draw(st.sampled_from(moves))))
            case 4 if moves:
                table = replace(table, moves=(replace(moves[0], condition=None), *moves))
            case 5 if moves:
                table = replace(table, moves=(*moves[1:],))
            case 6 if moves:
                move = draw(st.sampled_from(moves))
                table = replace(table, moves=(*moves, replace(move, start=b"v"), replace(move, start=b"v", end=b"v")))
            case _:
                table = replace(table, moves=tuple(draw(st.permutations(moves))))
    return declaration_of(table) + b" return 1"


def declaration_of(table: TransitionTable) -> bytes:
    """The statement that declares a table."""
    resources = ", ".join(f"{resource.name.decode()} = {resource.amount}" for resource in table.resources)
    written = ", ".join(map(_move, table.moves))
    return f"local machine = {{states = {_names(table.states)}, events = {_names(table.events)}, resources = {{{resources}}}, moves = {{{written}}}}}".encode()


def _move(move: Transition) -> str:
    when = "" if move.condition is None else f", when = {_condition(move.condition)}"
    changes = f", changes = {_names(move.changes)}" if move.changes else ""
    return f"{{from = '{move.start.decode()}', event = '{move.event.decode()}', to = '{move.end.decode()}'{when}{changes}}}"


def _condition(condition: Condition) -> str:
    right = str(condition.amount) if condition.other is None else f"'{condition.other.decode()}'"
    return f"{{'{condition.resource.decode()}', '{condition.comparison.value}', {right}}}"


def _names(names: tuple[Name, ...]) -> str:
    return "{" + ", ".join(f"'{name.decode()}'" for name in names) + "}"
