"""The tables beyond the ledger's, in a vector: whole before the first block, and as a diff after each.

Each table is an object by the parts of its keys, one inside the other; each single record is itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.state.consensus_tables import NO_CONSENSUS
from reference.state.contract_tables import NO_CONTRACTS
from reference.state.data_tables import NO_DATA
from reference.state.economy_tables import NO_ECONOMY
from reference.state.smart_agent_tables import NO_SMART_AGENTS
from reference.state.tables import FORMS, Table
from vectors.json_form import fixed_object, form_of, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members


@dataclass(frozen=True, slots=True)
class Group:
    """Tables that are remembered together: a member of a state, and of a diff."""

    name: str
    """What the member is called."""

    tables: tuple[Table, ...]
    """The tables."""

    nothing: Any
    """What is remembered where there is nothing."""


CONSENSUS = Group("consensus", tuple(table for table in Table if Table.POTS < table <= Table.BALLOTS), NO_CONSENSUS)
"""What consensus remembers."""

ECONOMY = Group("economy", tuple(table for table in Table if Table.BALLOTS < table <= Table.PRICES), NO_ECONOMY)
"""What the economy remembers."""

SMART_AGENTS = Group("smart_agents", tuple(table for table in Table if Table.PRICES < table < Table.CONSENTS), NO_SMART_AGENTS)
"""What is remembered of SmartAgents."""

DATA = Group("data", tuple(table for table in Table if Table.CONSENTS <= table < Table.CONTRACTS), NO_DATA)
"""What is remembered of data."""

CONTRACTS = Group("contracts", tuple(table for table in Table if table >= Table.CONTRACTS), NO_CONTRACTS)
"""What is remembered of contracts."""


def name_of(table: Table) -> str:
    """What a vector calls a table."""
    return table.name.lower()


def read_group(group: Group, value: Json) -> Any:
    """What a vector says that is remembered. Raises `FormError`; nothing is said otherwise than by all the tables."""
    given = members(value)
    names = {name_of(table) for table in group.tables}
    if set(given) != names:
        raise FormError(f"{group.name} has the members {', '.join(sorted(names))}, not {', '.join(sorted(given))}")
    read: dict[str, Any] = {}
    for table in group.tables:
        held = within(name_of(table), form_of(_nested(table)).read, given[name_of(table)])
        read[name_of(table)] = _flat(table, held) if FORMS[table].key else held
    remembered = type(group.nothing)(**read)
    if remembered == group.nothing:
        raise FormError("nothing is remembered, for which there is another form")
    return remembered


def write_group(group: Group, remembered: Any) -> Json:
    """What is remembered, as a vector writes it."""
    return {name_of(table): to_json(_nested(table), _deep(table, getattr(remembered, name_of(table)))) for table in group.tables}


def write_group_diff(group: Group, before: Any, after: Any) -> dict[str, Json]:
    """The records that differ, as they are after; null where there is none any more. A table without a change is left out."""
    diff = {}
    for table in group.tables:
        old, new = getattr(before, name_of(table)), getattr(after, name_of(table))
        if old == new:
            continue
        changed = {key: new.get(key) for key in {*old, *new} if old.get(key) != new.get(key)} if FORMS[table].key else new
        diff[name_of(table)] = to_json(_nested(table, removed=True), _deep(table, changed))
    return diff


def describe_group(group: Group, definitions: Definitions) -> Json:
    """The schema of what is remembered."""
    return fixed_object({name_of(table): form_of(_nested(table)).describe(definitions) for table in group.tables})


def describe_group_diff(group: Group, definitions: Definitions) -> Json:
    """The schema of a diff."""
    return fixed_object({}, {name_of(table): form_of(_nested(table, removed=True)).describe(definitions) for table in group.tables})


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
