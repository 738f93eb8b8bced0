"""The state of a chain in a vector: small, whole before the first block, and as a diff after each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, get_type_hints

from immutables import Map

from reference.agent.smart_agent_consistency import check_smart_agents
from reference.consensus.consistency import check_consistency
from reference.contracts.contract_consistency import check_contracts
from reference.data.data_consistency import check_data
from reference.economy.economy_consistency import check_economy
from reference.numbers import AccountId, CoinId, Hash
from reference.parameters import Parameters
from reference.state.account import Account
from reference.state.coin import Coin, Holding
from reference.state.commitment import load
from reference.state.consensus_tables import NO_CONSENSUS
from reference.state.contract_tables import NO_CONTRACTS
from reference.state.data_tables import NO_DATA
from reference.state.economy_tables import NO_ECONOMY
from reference.state.pots import Pots
from reference.state.smart_agent_tables import NO_SMART_AGENTS
from reference.state.state import Chain, Head, State
from vectors.json_form import fixed_object, form_of, from_json, to_json, within
from vectors.json_scalars import Definitions
from vectors.json_text import FormError, Json, members
from vectors.table_forms import (
    CONSENSUS,
    CONTRACTS,
    DATA,
    ECONOMY,
    SMART_AGENTS,
    describe_group,
    describe_group_diff,
    read_group,
    write_group,
    write_group_diff,
)

Key = TypeVar("Key")
Record = TypeVar("Record")

Accounts = Mapping[AccountId, Account]
Coins = Mapping[CoinId, Coin]
Holdings = Mapping[CoinId, Mapping[AccountId, Holding]]


@dataclass(frozen=True, slots=True)
class WrittenState:
    """A state as a vector writes it, but for the tables beyond the ledger's. The parameters are those of the case's preset."""

    chain: Hash
    """The chain id."""

    head: Head
    """The last block."""

    accounts: Accounts
    """Every account that is not absent."""

    coins: Coins
    """Every IoT_Coin."""

    holdings: Holdings
    """What each account holds, by coin and then by account, where it is not nothing."""

    pots: Pots
    """SSP that belongs to no account."""


DIFF_TABLES = {
    "accounts": Mapping[AccountId, Account | None],
    "coins": Mapping[CoinId, Coin | None],
    "holdings": Mapping[CoinId, Mapping[AccountId, Holding | None]],
    "pots": Pots,
}
"""The tables of a diff. One without a change is left out, and so is the pots' record; null is a record that was removed."""


def read_state(value: Json, parameters: Parameters) -> State:
    """The state that a vector begins with, its commitment built. Raises `FormError`.

    Rejects with the codes of STATE-1, of STATE-2, of STATE-8, of STATE-9, of STATE-10, of ASSET-2 and of CONTRACT-11, in this order.
    """
    return checked(read_unchecked(value, parameters))


def checked(read: State) -> State:
    """The state that was read so, its commitment built. Rejects as `read_state` does."""
    groups = (read.consensus, read.economy, read.smart_agents, read.data, read.contracts)
    state = load(read.chain, read.head, read.accounts, read.coins, read.holdings, read.pots, *groups)
    check_consistency(state)
    check_economy(state)
    check_smart_agents(state)
    check_data(state)
    check_contracts(state)
    return state


def read_unchecked(value: Json, parameters: Parameters) -> State:
    """What a vector says of a state, whether or not there can be such a state, its commitment not built. Raises `FormError`.

    An economy, SmartAgents, data or contracts of which nothing is remembered have no member, nor has a coin in the holdings of which nobody holds anything:
    a state would have two forms otherwise.
    """
    given = dict(members(value))
    if CONSENSUS.name not in given:
        raise FormError(f"a state has the member {CONSENSUS.name}, null where there are no agents")
    agents = given.pop(CONSENSUS.name)
    consensus = NO_CONSENSUS if agents is None else within(CONSENSUS.name, partial(read_group, CONSENSUS), agents)
    economy = within(ECONOMY.name, partial(read_group, ECONOMY), given.pop(ECONOMY.name)) if ECONOMY.name in given else NO_ECONOMY
    named = SMART_AGENTS.name in given
    smart_agents = within(SMART_AGENTS.name, partial(read_group, SMART_AGENTS), given.pop(SMART_AGENTS.name)) if named else NO_SMART_AGENTS
    data = within(DATA.name, partial(read_group, DATA), given.pop(DATA.name)) if DATA.name in given else NO_DATA
    contracts = within(CONTRACTS.name, partial(read_group, CONTRACTS), given.pop(CONTRACTS.name)) if CONTRACTS.name in given else NO_CONTRACTS
    written = from_json(WrittenState, given)
    unheld = [coin.hex() for coin, held in written.holdings.items() if not held]
    if unheld:
        raise FormError("no holdings of this coin, which is then left out", ("holdings", unheld[0]))
    holdings = {(coin, account): holding for coin, held in written.holdings.items() for account, holding in held.items()}
    chain = Chain(id=written.chain, parameters=parameters)
    groups = (consensus, economy, smart_agents, data, contracts)
    return State(chain, written.head, Map(written.accounts), Map(written.coins), Map(holdings), written.pots, *groups)


def write_state(state: State) -> Json:
    """A state as a vector writes it."""
    written = WrittenState(state.chain.id, state.head, dict(state.accounts), dict(state.coins), _by_coin(state.holdings), state.pots)
    consensus = None if state.consensus == NO_CONSENSUS else write_group(CONSENSUS, state.consensus)
    economy: dict[str, Json] = {} if state.economy == NO_ECONOMY else {ECONOMY.name: write_group(ECONOMY, state.economy)}
    smart_agents: dict[str, Json] = {} if state.smart_agents == NO_SMART_AGENTS else {SMART_AGENTS.name: write_group(SMART_AGENTS, state.smart_agents)}
    data: dict[str, Json] = {} if state.data == NO_DATA else {DATA.name: write_group(DATA, state.data)}
    contracts: dict[str, Json] = {} if state.contracts == NO_CONTRACTS else {CONTRACTS.name: write_group(CONTRACTS, state.contracts)}
    return {**members(to_json(WrittenState, written)), CONSENSUS.name: consensus, **economy, **smart_agents, **data, **contracts}


def describe_state(definitions: Definitions) -> dict[str, Json]:
    """The schema of a state."""
    forms: dict[str, Json] = {name: form_of(hint).describe(definitions) for name, hint in get_type_hints(WrittenState, include_extras=True).items()}
    agents: Json = {"anyOf": [describe_group(CONSENSUS, definitions), {"type": "null"}]}
    return fixed_object(
        {**forms, CONSENSUS.name: agents}, {group.name: describe_group(group, definitions) for group in (ECONOMY, SMART_AGENTS, DATA, CONTRACTS)}
    )


def write_diff(before: State, after: State) -> dict[str, Json]:
    """The records that differ between two states, as they are after; null where there is none any more."""
    changed = {
        "accounts": _changes(before.accounts, after.accounts),
        "coins": _changes(before.coins, after.coins),
        "holdings": _by_coin(_changes(before.holdings, after.holdings)),
    }
    diff = {name: to_json(DIFF_TABLES[name], records) for name, records in changed.items() if records}
    if before.pots != after.pots:
        diff["pots"] = to_json(Pots, after.pots)
    for group in (CONSENSUS, ECONOMY, SMART_AGENTS, DATA, CONTRACTS):
        old, new = getattr(before, group.name), getattr(after, group.name)
        if old != new:
            diff[group.name] = write_group_diff(group, old, new)
    return diff


def describe_diff(definitions: Definitions) -> dict[str, Json]:
    """The schema of a diff."""
    tables: dict[str, Json] = {name: form_of(annotation).describe(definitions) for name, annotation in DIFF_TABLES.items()}
    groups = {group.name: describe_group_diff(group, definitions) for group in (CONSENSUS, ECONOMY, SMART_AGENTS, DATA, CONTRACTS)}
    return fixed_object({}, {**tables, **groups})


def _changes(before: Mapping[Key, Record], after: Mapping[Key, Record]) -> dict[Key, Record | None]:
    keys = [*after, *(key for key in before if key not in after)]
    return {key: after.get(key) for key in keys if before.get(key) != after.get(key)}


def _by_coin(holdings: Mapping[tuple[CoinId, AccountId], Record]) -> dict[CoinId, dict[AccountId, Record]]:
    by_coin: dict[CoinId, dict[AccountId, Record]] = {}
    for (coin, account), record in holdings.items():
        by_coin.setdefault(coin, {})[account] = record
    return by_coin
