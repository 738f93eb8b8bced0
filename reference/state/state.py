"""The state of the chain: every record, by table, in persistent maps.

A state is a value. Writing a record makes a new state that shares all else with the old one, so a rejected block
or a failed transaction is undone by forgetting it, and keeping every past state is free.
"""

from dataclasses import dataclass, field
from typing import Any

from immutables import Map

from reference.construction import quickly_made
from reference.numbers import AccountId, CoinId, Hash, Height, Slot
from reference.parameters import Parameters
from reference.state.account import ABSENT as ABSENT_ACCOUNT
from reference.state.account import Account
from reference.state.coin import ABSENT as ABSENT_COIN
from reference.state.coin import NOTHING, Coin, Holding
from reference.state.consensus_tables import NO_CONSENSUS, Consensus
from reference.state.contract_tables import NO_CONTRACTS, Contracts
from reference.state.data_tables import NO_DATA, Data
from reference.state.economy_tables import NO_ECONOMY, Economy
from reference.state.pots import Pots
from reference.state.smart_agent_tables import NO_SMART_AGENTS, SmartAgents
from reference.state.tables import Table
from reference.state.tree import EMPTY, Node
from reference.state.writing import with_record

RecordKey = tuple[Table, Any]
"""Where a record is: its table and its key in it, as the table's map has it; None where the table is one record."""

# Python 3.11 looks a member up by running code, so the two tables that every transaction writes are looked up once.
_ACCOUNTS = Table.ACCOUNTS
_THE_POTS: RecordKey = (Table.POTS, None)

Journal = tuple["Journal", RecordKey] | tuple[()]
"""The records written since the last commitment, newest first, as nested pairs: appending costs the same however many there are."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Which chain this is; the same for all its life."""

    id: Hash
    """The chain id (rule CHAIN-1)."""

    parameters: Parameters
    """The preset that the chain id commits to."""


@dataclass(frozen=True, slots=True)
class Head:
    """The block that the state is the result of."""

    hash: Hash
    """The block's hash; of genesis, the chain id."""

    height: Height
    """Blocks since genesis."""

    slot: Slot
    """The slot that the block was produced in."""


@quickly_made
@dataclass(frozen=True, slots=True)
class State:
    """All that the chain remembers after a block."""

    chain: Chain
    """Which chain it is."""

    head: Head
    """Its last block; not committed to by the state root, which the block itself contains."""

    accounts: Map[AccountId, Account]
    """Every account that differs from one never heard of."""

    coins: Map[CoinId, Coin]
    """Every IoT_Coin."""

    holdings: Map[tuple[CoinId, AccountId], Holding]
    """What each account holds of each coin, where it is not nothing."""

    pots: Pots
    """SSP that belongs to no account."""

    consensus: Consensus = NO_CONSENSUS
    """Agents, delegations, sets, finality, and whatever else consensus remembers."""

    economy: Economy = NO_ECONOMY
    """Locks, outflows, and whatever else companies and people have agreed on."""

    smart_agents: SmartAgents = NO_SMART_AGENTS
    """Manufacturers, chips, and whatever else SmartAgents have agreed on."""

    data: Data = NO_DATA
    """Consents, and whatever else is remembered of data."""

    contracts: Contracts = NO_CONTRACTS
    """Contracts, and what they have stored."""

    journal: Journal = field(default=(), compare=False, repr=False)
    """What was written since `tree` was brought up to date."""

    tree: Node = field(default=EMPTY, compare=False, repr=False)
    """The commitment to the records as they were when `journal` was empty."""


def get_account(state: State, account: AccountId) -> Account:
    """The account, or one without money or history."""
    return state.accounts.get(account, ABSENT_ACCOUNT)


def get_coin(state: State, coin: CoinId) -> Coin:
    """The coin, or one whose cap is zero."""
    return state.coins.get(coin, ABSENT_COIN)


def get_holding(state: State, coin: CoinId, account: AccountId) -> Holding:
    """What the account holds of the coin, or a holding of nothing."""
    return state.holdings.get((coin, account), NOTHING)


def put_account(state: State, account: AccountId, record: Account) -> State:
    """Write one account."""
    accounts = _with_account(state.accounts, account, record)
    journal: Journal = (state.journal, (Table.ACCOUNTS, account))
    return State(
        state.chain,
        state.head,
        accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )


def put_pots(state: State, pots: Pots) -> State:
    """Write the pots."""
    journal: Journal = (state.journal, (Table.POTS, None))
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )


def put_two_accounts(state: State, first: AccountId, first_record: Account, second: AccountId, second_record: Account) -> State:
    """Write two different accounts: what a payment does.

    An account that has neither money nor history stays absent; a used nonce is never forgotten.
    """
    accounts = _with_account(_with_account(state.accounts, first, first_record), second, second_record)
    journal: Journal = ((state.journal, (_ACCOUNTS, first)), (_ACCOUNTS, second))
    return State(
        state.chain,
        state.head,
        accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )


def put_account_and_pots(state: State, account: AccountId, record: Account, pots: Pots) -> State:
    """Write an account and the pots: what a payment to a pot, or from one, does."""
    accounts = _with_account(state.accounts, account, record)
    journal: Journal = ((state.journal, (_ACCOUNTS, account)), _THE_POTS)
    return State(
        state.chain,
        state.head,
        accounts,
        state.coins,
        state.holdings,
        pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )


def put_coin(state: State, coin: CoinId, record: Coin) -> State:
    """Write a coin."""
    coins = state.coins.set(coin, record)
    return State(
        state.chain,
        state.head,
        state.accounts,
        coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        (state.journal, (Table.COINS, coin)),
        state.tree,
    )


def put_holding(state: State, coin: CoinId, account: AccountId, record: Holding) -> State:
    """Write a holding, or remove it where it is of nothing, so that equal holdings are equal states."""
    key = (coin, account)
    holdings = with_record(state.holdings, key, record, present=record.balance != 0)
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        (state.journal, (Table.HOLDINGS, key)),
        state.tree,
    )


def put_head(state: State, head: Head) -> State:
    """Make `head` the block that the state is the result of."""
    return State(
        state.chain,
        head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        state.consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        state.journal,
        state.tree,
    )


def _with_account(accounts: Map[AccountId, Account], account: AccountId, record: Account) -> Map[AccountId, Account]:
    return with_record(accounts, account, record, present=(record.balance != 0) | (record.nonce != 0))
