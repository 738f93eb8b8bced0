"""Reading and writing what the chain remembers of SmartAgents, one record at a time."""

from dataclasses import replace
from typing import Any

from immutables import Map

from reference.numbers import AccountId
from reference.state.chip import NO_BINDING, NO_CHIP, Binding, Chip, ChipKey
from reference.state.manufacturer import NO_MANUFACTURER, NO_RECALL, BatchKey, Manufacturer, Recall
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.state.tables import Table


def get_manufacturer(state: State, account: AccountId) -> Manufacturer:
    """The manufacturer that an account is or was, or one that never was."""
    return state.smart_agents.manufacturers.get(account, NO_MANUFACTURER)


def put_manufacturer(state: State, account: AccountId, record: Manufacturer) -> State:
    """Write a manufacturer. None is ever removed: its chips are known by it."""
    manufacturers = state.smart_agents.manufacturers.set(account, record)
    return _with(state, replace(state.smart_agents, manufacturers=manufacturers), Table.MANUFACTURERS, account)


def get_recall(state: State, key: BatchKey) -> Recall:
    """What revokes a batch, or nothing."""
    return state.smart_agents.recalls.get(key, NO_RECALL)


def put_recall(state: State, key: BatchKey, record: Recall) -> State:
    """Write what revokes a batch. It is never removed."""
    return _with(state, replace(state.smart_agents, recalls=state.smart_agents.recalls.set(key, record)), Table.RECALLS, key)


def get_chip(state: State, key: ChipKey) -> Chip:
    """The chip, or one that nobody has registered."""
    return state.smart_agents.chips.get(key, NO_CHIP)


def put_chip(state: State, key: ChipKey, record: Chip) -> State:
    """Write a chip. None is ever removed."""
    return _with(state, replace(state.smart_agents, chips=state.smart_agents.chips.set(key, record)), Table.CHIPS, key)


def get_binding(state: State, node: AccountId) -> Binding:
    """The chip of a node, or none."""
    return state.smart_agents.bindings.get(node, NO_BINDING)


def put_binding(state: State, node: AccountId, record: Binding) -> State:
    """Write the chip of a node, or remove it where it is none."""
    bindings = state.smart_agents.bindings
    changed = _without(bindings, node) if record == NO_BINDING else bindings.set(node, record)
    return _with(state, replace(state.smart_agents, bindings=changed), Table.BINDINGS, node)


def _with(state: State, smart_agents: SmartAgents, table: Table, key: Any) -> State:
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        smart_agents,
        (state.journal, (table, key)),
        state.tree,
    )


def _without(records: Map[Any, Any], key: Any) -> Map[Any, Any]:
    return records.delete(key) if key in records else records
