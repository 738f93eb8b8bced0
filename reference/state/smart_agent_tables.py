"""What the chain remembers of SmartAgents: tables. As everywhere in the state, a record that says nothing is not stored."""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import AccountId, Hash
from reference.state.chip import Binding, Chip, ChipKey
from reference.state.job import Job, Result
from reference.state.manufacturer import BatchKey, Manufacturer, Recall
from reference.state.market import Market
from reference.state.order import Order
from reference.state.quote import Quote, QuoteKey, Stance, StanceKey
from reference.state.replica import Replica, ReplicaKey
from reference.state.service import Service

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

    services: Map[Hash, Service] = EMPTY_TABLE
    """Every type of service that was registered."""

    orders: Map[Hash, Order] = EMPTY_TABLE
    """Every order of a service that is not closed."""

    markets: Map[Hash, Market] = EMPTY_TABLE
    """Every market that was opened."""

    quotes: Map[QuoteKey, Quote] = EMPTY_TABLE
    """Every quote that stands in a market."""

    stances: Map[StanceKey, Stance] = EMPTY_TABLE
    """The side of every account in every market in which it has quotes."""

    replicas: Map[ReplicaKey, Replica] = EMPTY_TABLE
    """Every replica of an order's data that was not forgotten."""

    jobs: Map[Hash, Job] = EMPTY_TABLE
    """Every job that is not decided."""

    results: Map[Hash, Result] = EMPTY_TABLE
    """What is said of the result of every order of such a job."""


NO_SMART_AGENTS = SmartAgents()
"""What a ledger remembers that has none: nothing."""
