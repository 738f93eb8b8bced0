"""The records of a state, each where it is, and the state with one of them otherwise, somewhere else, or not at all."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from immutables import Map

from conformance.fuzzing.places import Place, places, with_other
from conformance.fuzzing.values import fields_of
from reference.parameters import SSP_SUPPLY
from reference.state.state import Head, State
from reference.state.supply import break_down, deposited, total

GROUPS = ("consensus", "economy", "smart_agents", "data", "contracts")
"""The members of a state that are tables themselves."""

LEFT = ("chain",)
"""What is left as it is: the chain is the preset's."""

KEY, RECORD = "key", "record"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a state: the names that lead to its table or to itself, its key, which is None where it stands alone, and its type and its key's."""

    path: tuple[str, ...]
    key: Any
    value: Any
    annotation: Any
    key_annotation: Any

    def parts(self) -> Iterator[Place]:
        """Every part of it and of its key, the paths as `with_part` takes them."""
        if self.key is not None:
            yield from places(self.key_annotation, self.key, (KEY,))
        yield from places(self.annotation, self.value, (RECORD,))


def records_of(state: State) -> list[Kept]:
    """All records, those of a table in the order of their keys: that in which a table happens to have them is not the same in every process."""
    found: list[Kept] = []
    for whole, names in ((state, ()), *((getattr(state, group), (group,)) for group in GROUPS)):
        for name, hint in _hints(whole.__class__):
            if not names and name in (*GROUPS, *LEFT):
                continue
            value = getattr(whole, name)
            if isinstance(value, Mapping):
                of_key, of_record = typing.get_args(hint)
                found += [Kept((*names, name), key, value[key], of_record, of_key) for key in sorted(value)]
            elif is_dataclass(value):
                found.append(Kept((*names, name), None, value, hint, None))
    return found


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """The members that are committed to, or the head, which decides what is of tomorrow."""
    return tuple((name, hint) for name, hint in fields_of(kind) if typing.get_origin(hint) is Map or (isinstance(hint, type) and is_dataclass(hint)))


def in_order(state: State) -> State:
    """The state with its tables in the order of their keys, to be read only: what refuses it first must not be another record in another process."""

    def ordered(whole: Any) -> dict[str, Any]:
        tables = {name: getattr(whole, name) for name, _ in _hints(whole.__class__)}
        return {name: {key: table[key] for key in sorted(table)} for name, table in tables.items() if isinstance(table, Mapping)}

    groups = {name: replace(getattr(state, name), **ordered(getattr(state, name))) for name in GROUPS}
    return replace(state, **ordered(state), **groups)


def without_common(state: State, other: State) -> State:
    """The state with the tables that differ from another's, all others empty, to be read only."""

    def left(whole: Any, like: Any) -> dict[str, Any]:
        tables = ((name, getattr(whole, name), getattr(like, name)) for name, _ in _hints(whole.__class__))
        return {name: {} for name, table, known in tables if isinstance(table, Mapping) and (table is known or table == known)}

    groups = {name: replace(getattr(state, name), **left(getattr(state, name), getattr(other, name))) for name in GROUPS}
    return replace(state, **left(state, other), **groups)


def without_record(state: State, kept: Kept) -> State:
    """The state without a record of a table."""
    changed: State = _with_member(state, kept.path, lambda table: table.delete(kept.key))
    return changed


def with_record(state: State, kept: Kept, key: Any, value: Any) -> State:
    """The state with this under this key in the place of a record."""

    def change(table: Any) -> Any:
        return value if kept.key is None else (table if key == kept.key else table.delete(kept.key)).set(key, value)

    changed: State = _with_member(state, kept.path, change)
    return changed


def with_part(state: State, kept: Kept, path: tuple[Any, ...], part: Any) -> State:
    """The state with another part in a record or in its key."""
    if path[0] == KEY:
        return with_record(state, kept, with_other(kept.key, path[1:], part), kept.value)
    return with_record(state, kept, kept.key, with_other(kept.value, path[1:], part))


def renamed(state: State, old: bytes, new: bytes) -> State:
    """The state in which what was called `old` is called `new` wherever it is spoken of."""

    def of(value: Any) -> Any:
        if type(value) is bytes:
            return new if value == old else value
        if type(value) is tuple:
            return tuple(map(of, value))
        if isinstance(value, Map):
            return Map({of(key): of(value[key]) for key in value})
        if is_dataclass(value) and not isinstance(value, type):
            changed = {each.name: of(getattr(value, each.name)) for each in fields(value) if each.init}
            return value if all(changed[name] is getattr(value, name) for name in changed) else replace(value, **changed)
        return value

    members = [name for name, _ in _hints(State)]
    return replace(state, **{name: of(getattr(state, name)) for name in members if name not in LEFT and not isinstance(getattr(state, name), Head)})


def with_all_money(state: State) -> State:
    """The state with so much in the ecosystem's pool and among the deposits that there is as much SSP as ever; the same where that is not possible."""
    empty = replace(state, pots=replace(state.pots, ecosystem=0, deposits=0))
    deposits = deposited(empty)
    ecosystem = SSP_SUPPLY - deposits - total(break_down(empty))
    return state if ecosystem < 0 else replace(state, pots=replace(state.pots, ecosystem=ecosystem, deposits=deposits))


def _with_member(whole: Any, path: tuple[str, ...], change: typing.Callable[[Any], Any]) -> Any:
    first, *rest = path
    member = getattr(whole, first)
    return replace(whole, **{first: _with_member(member, tuple(rest), change) if rest else change(member)})
