"""What the chain remembers of SmartAgents: tables. As everywhere in the state, a record that says nothing is not stored."""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import AccountId
from reference.state.chip import Binding, Chip, ChipKey
from reference.state.manufacturer import BatchKey, Manufacturer, Recall

EMPTY_TABLE: Map[Any, Any] = Map()
"""A table without records."""


@dataclass(frozen=True, slots=True)
class SmartAgents:
    """Everything that the chain remembers of SmartAgents."""

    manufacturers: Map[AccountId, Manufacturer] = EMPTY_TABLE
    """Every account that is or was a manufacturer of chips."""

    recalls: Map[BatchKey, Recall] = EMPTY_TABLE
    """Every batch that its manufacturer has revoked."""

    chips: Map[ChipKey, Chip] = EMPTY_TABLE
    """Every chip that was registered or revoked."""

    bindings: Map[AccountId, Binding] = EMPTY_TABLE
    """The chip of each node that has one."""


NO_SMART_AGENTS = SmartAgents()
"""What a ledger remembers that has none: nothing."""
