"""What consensus remembers, in a vector: whole before the first block, and as a diff after each; null for a ledger without agents.

Each table is an object by the parts of its keys, one inside the other; each single record is itself.
"""

from collections.abc import Mapping
from typing import Any

from immutables import Map

from reference.state.consensus_tables import NO_CONSENSUS, Consensus
from reference.state.tables import FORMS, Table
from vectors.json_form import fixed_object, form_of, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members

TABLES = tuple(table for table in Table if table > Table.POTS)
"""The tables of consensus; a table's name in a vector is its own in lower case."""


def name_of(table: Table) -> str:
    """What a vector calls a table."""
    return table.name.lower()


def read_consensus(value: Json) -> Consensus:
    """What a vector says that consensus remembers. Raises `FormError`."""
    if value is None:
        return NO_CONSENSUS
    given = members(value)
    names = {name_of(table) for table in TABLES}
    if set(given) != names:
        raise FormError(f"consensus has the members {', '.join(sorted(names))}, not {', '.join(sorted(given))}")
    read: dict[str, Any] = {}
    for table in TABLES:
        held = within(name_of(table), form_of(_nested(table)).read, given[name_of(table)])
        read[name_of(table)] = _flat(table, held) if FORMS[table].key else held
    consensus = Consensus(**read)
    if consensus == NO_CONSENSUS:
        raise FormError("nothing is remembered, which is written as null")
    return consensus


def write_consensus(consensus: Consensus) -> Json:
    """What consensus remembers, as a vector writes it."""
    if consensus == NO_CONSENSUS:
        return None
    return {name_of(table): to_json(_nested(table), _deep(table, getattr(consensus, name_of(table)))) for table in TABLES}


def write_consensus_diff(before: Consensus, after: Consensus) -> dict[str, Json]:
    """The records that differ, as they are after; null where there is none any more. A table without a change is left out."""
    diff = {}
    for table in TABLES:
        old, new = getattr(before, name_of(table)), getattr(after, name_of(table))
        if old == new:
            continue
        changed = {key: new.get(key) for key in {*old, *new} if old.get(key) != new.get(key)} if FORMS[table].key else new
        diff[name_of(table)] = to_json(_nested(table, removed=True), _deep(table, changed))
    return diff


def describe_consensus(definitions: Definitions) -> Json:
    """The schema of what consensus remembers."""
    return {"anyOf": [fixed_object({name_of(table): form_of(_nested(table)).describe(definitions) for table in TABLES}), {"type": "null"}]}


def describe_consensus_diff(definitions: Definitions) -> Json:
    """The schema of a diff."""
    return fixed_object({}, {name_of(table): form_of(_nested(table, removed=True)).describe(definitions) for table in TABLES})


def _nested(table: Table, removed: bool = False) -> Any:
    """The type of a table: one mapping for each part of its keys, around its records."""
    form = FORMS[table]
    held: Any = form.record | None if removed and form.key else form.record
    for part in reversed(form.key):
        held = Mapping[part, held]  # type: ignore[valid-type]
    return held


def _deep(table: Table, held: Any) -> Any:
    """A table's map, one mapping for each part of its keys."""
    parts = len(FORMS[table].key)
    if parts < 2:
        return dict(held) if parts else held
    deep: dict[Any, Any] = {}
    for key, record in held.items():
        inner = deep
        for part in key[:-1]:
            inner = inner.setdefault(part, {})
        inner[key[-1]] = record
    return deep


def _flat(table: Table, held: Mapping[Any, Any]) -> Map[Any, Any]:
    """The map of a table. A mapping without entries inside another is refused: a table would have two forms otherwise."""
    entries: dict[Any, Any] = {(): held}
    for _ in FORMS[table].key:
        inner = {}
        for key, nested in entries.items():
            if key and not nested:
                raise FormError("an object without members, which is left out", (name_of(table),))
            inner.update({(*key, part): below for part, below in nested.items()})
        entries = inner
    return Map({key if len(key) > 1 else key[0]: record for key, record in entries.items()})
