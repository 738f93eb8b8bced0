"""What the chain remembers of contracts: tables. As everywhere in the state, a record that says nothing is not stored."""

from dataclasses import dataclass
from typing import Any

from immutables import Map

from reference.numbers import AccountId, Hash
from reference.state.contract import Contract, Program, Standing, StoredIn, StoredValue
from reference.state.heavy import Claim, HeavyArgument, HeavyCall

EMPTY_TABLE: Map[Any, Any] = Map()
"""A table without records."""


@dataclass(frozen=True, slots=True)
class Contracts:
    """Everything that the chain remembers of contracts."""

    contracts: Map[AccountId, Contract] = EMPTY_TABLE
    """Every contract that was released."""

    programs: Map[Hash, Program] = EMPTY_TABLE
    """Every program that a contract has, under its SHA-256."""

    stored: Map[StoredIn, StoredValue] = EMPTY_TABLE
    """What contracts have stored."""

    standings: Map[AccountId, Standing] = EMPTY_TABLE
    """Where contracts stand that declare a machine."""

    heavy_calls: Map[AccountId, HeavyCall] = EMPTY_TABLE
    """The heavy calls in flight, each under the contract that it locks."""

    heavy_arguments: Map[AccountId, HeavyArgument] = EMPTY_TABLE
    """What contracts with a heavy call in flight were called with."""

    claims: Map[AccountId, Claim] = EMPTY_TABLE
    """What heavy calls owe."""


NO_CONTRACTS = Contracts()
"""What a ledger remembers that has none: nothing."""
