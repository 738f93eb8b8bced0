"""The state root: one hash that commits to every record, kept up to date with the records that were written."""

from collections.abc import Iterator

from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import AccountId, CoinId, Hash
from reference.parameters import SSP_SUPPLY
from reference.rules import procedure
from reference.state.account import Account
from reference.state.coin import Coin, Holding, coin_id
from reference.state.consensus_tables import NO_CONSENSUS, Consensus
from reference.state.contract_tables import NO_CONTRACTS, Contracts
from reference.state.data_tables import NO_DATA, Data
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.pots import Pots
from reference.state.records import every_key, is_well_formed, record_bytes, record_of, record_path, says_nothing
from reference.state.smart_agent_tables import NO_SMART_AGENTS, SmartAgents
from reference.state.state import Chain, Head, RecordKey, State
from reference.state.supply import break_down, deposited, held_of_coins, total
from reference.state.tree import root_hash, update


@procedure("STATE-1")
def check_records(state: State) -> None:
    """Check the records of a state that comes from outside. Rejects with `RECORD_INVALID`.

    Each lies in its type; none is stored that is to be absent, whatever else it says, and every coin stands under its own identifier, or
    two states that mean the same would have two roots. What the transition writes is so by construction.
    """
    for key in every_key(state):
        record = record_of(state, key)
        if record is None or not is_well_formed(key, record) or says_nothing(key, record):
            raise Reject(Code.RECORD_INVALID)
    if any(coin_id(coin.symbol) != identifier for identifier, coin in state.coins.items()):
        raise Reject(Code.RECORD_INVALID)


@procedure("STATE-2")
def check_supply(state: State) -> None:
    """Check that a state that comes from outside holds the money that there is. Rejects with `SUPPLY_MISMATCH`.

    All that SUPPLY-1 counts adds up to the fixed supply of SSP; what
    counts as delegated to an agent to what will expire; the holdings of each coin to its supply; no
    holding is of a coin that does not exist; no supply exceeds its cap. What the transition makes of such a state
    is such a state, as the theorems about TX-6 and FEE-4 state, so nothing checks it again.
    """
    pots = state.pots
    if total(break_down(state)) != SSP_SUPPLY or pots.fees != 0 or not _is_delegation_counted(state.consensus):
        raise Reject(Code.SUPPLY_MISMATCH)
    if pots.deposits != deposited(state):
        raise Reject(Code.SUPPLY_MISMATCH)
    held = held_of_coins(state)
    if any(coin not in state.coins for coin in held):
        raise Reject(Code.SUPPLY_MISMATCH)
    if any(coin.supply != held.get(identifier, 0) or coin.supply > coin.cap for identifier, coin in state.coins.items()):
        raise Reject(Code.SUPPLY_MISMATCH)


def _is_delegation_counted(consensus: Consensus) -> bool:
    """Whether what counts as delegated to each agent is what will expire, and no more than what was delegated to it."""
    expiring: dict[AccountId, int] = {}
    for (agent, _), ending in consensus.endings.items():
        expiring[agent] = expiring.get(agent, 0) + ending.expiring
    held: dict[AccountId, int] = {}
    for (_, agent, _), delegation in consensus.delegations.items():
        held[agent] = held.get(agent, 0) + delegation.amount
    counted = {identifier: agent.delegated for identifier, agent in consensus.agents.items() if agent.delegated}
    due = {identifier: amount for identifier, amount in expiring.items() if amount}
    return counted == due and all(amount <= held.get(identifier, 0) for identifier, amount in counted.items())


def load(
    chain: Chain,
    head: Head,
    accounts: Map[AccountId, Account],
    coins: Map[CoinId, Coin],
    holdings: Map[tuple[CoinId, AccountId], Holding],
    pots: Pots,
    consensus: Consensus = NO_CONSENSUS,
    economy: Economy = NO_ECONOMY,
    smart_agents: SmartAgents = NO_SMART_AGENTS,
    data: Data = NO_DATA,
    contracts: Contracts = NO_CONTRACTS,
) -> State:
    """A state from its records, checked, its commitment built from nothing. Rejects with `RECORD_INVALID`, then `SUPPLY_MISMATCH`."""
    state = State(
        chain=chain,
        head=head,
        accounts=accounts,
        coins=coins,
        holdings=holdings,
        pots=pots,
        consensus=consensus,
        economy=economy,
        smart_agents=smart_agents,
        data=data,
        contracts=contracts,
    )
    check_records(state)
    check_supply(state)
    return _brought_up_to_date(state, every_key(state))


def commit(state: State) -> State:
    """The same state, its commitment brought up to date with the records written since the last time."""
    return _brought_up_to_date(state, written_keys(state))


def state_root(state: State) -> Hash:
    """The root of a state whose commitment is up to date."""
    if state.journal:
        raise ValueError("the state has been written to since its commitment was brought up to date: call commit first")
    return root_hash(state.tree)


def written_keys(state: State) -> set[RecordKey]:
    """The keys of the records written since the commitment was last brought up to date."""
    keys = set()
    journal = state.journal
    while journal:
        journal, key = journal
        keys.add(key)
    return keys


def _brought_up_to_date(state: State, keys: Iterator[RecordKey] | set[RecordKey]) -> State:
    changes = [(record_path(key), record_bytes(state, key)) for key in keys]
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        (),
        update(state.tree, changes),
    )
