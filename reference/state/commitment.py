"""The state root: one hash that commits to every record, kept up to date with the records that were written."""

from collections.abc import Iterator

from immutables import Map

from reference.codes import Code, Reject
from reference.numbers import AccountId, CoinId, Hash
from reference.parameters import SSP_SUPPLY
from reference.rules import procedure
from reference.state.account import ABSENT as ABSENT_ACCOUNT
from reference.state.account import Account
from reference.state.coin import NOTHING, Coin, Holding, coin_id
from reference.state.pots import Pots
from reference.state.records import is_well_formed, record_bytes, record_of, record_path
from reference.state.state import Chain, Head, RecordKey, State, Table
from reference.state.tree import root_hash, update


@procedure("STATE-1")
def check_records(state: State) -> None:
    """Check the records of a state that comes from outside. Rejects with `RECORD_INVALID`.

    Each lies in its type; none is stored that is to be absent, and every coin stands under its own identifier, or two
    states that mean the same would have two roots. What the transition writes is so by construction.
    """
    if not are_well_formed(state) or any(account == ABSENT_ACCOUNT for account in state.accounts.values()):
        raise Reject(Code.RECORD_INVALID)
    if any(coin.cap == 0 or coin_id(coin.symbol) != identifier for identifier, coin in state.coins.items()):
        raise Reject(Code.RECORD_INVALID)
    if any(holding == NOTHING for holding in state.holdings.values()):
        raise Reject(Code.RECORD_INVALID)


def are_well_formed(state: State) -> bool:
    """Whether every record of a state lies in its type."""
    return all(is_well_formed(key, record) for key in every_key(state) if (record := record_of(state, key)) is not None)


@procedure("STATE-2")
def check_supply(state: State) -> None:
    """Check that a state that comes from outside holds the money that there is. Rejects with `SUPPLY_MISMATCH`.

    The accounts and the pots add up to the fixed supply of SSP; the holdings of each coin to its supply; no
    holding is of a coin that does not exist; no supply exceeds its cap. What the transition makes of such a state
    is such a state, as the theorems about TX-6 and FEE-4 state, so nothing checks it again.
    """
    pots = state.pots
    ssp = pots.ecosystem + pots.deposits + pots.fees + sum(account.balance for account in state.accounts.values())
    if ssp != SSP_SUPPLY or pots.fees != 0:
        raise Reject(Code.SUPPLY_MISMATCH)
    if pots.deposits != sum(coin.deposit for coin in state.coins.values()):
        raise Reject(Code.SUPPLY_MISMATCH)
    held: dict[CoinId, int] = {}
    for (coin, _), holding in state.holdings.items():
        held[coin] = held.get(coin, 0) + holding.balance
    if any(coin not in state.coins for coin in held):
        raise Reject(Code.SUPPLY_MISMATCH)
    if any(coin.supply != held.get(identifier, 0) or coin.supply > coin.cap for identifier, coin in state.coins.items()):
        raise Reject(Code.SUPPLY_MISMATCH)


def load(
    chain: Chain,
    head: Head,
    accounts: Map[AccountId, Account],
    coins: Map[CoinId, Coin],
    holdings: Map[tuple[CoinId, AccountId], Holding],
    pots: Pots,
) -> State:
    """A state from its records, checked, its commitment built from nothing. Rejects with `RECORD_INVALID`, then `SUPPLY_MISMATCH`."""
    state = State(chain=chain, head=head, accounts=accounts, coins=coins, holdings=holdings, pots=pots)
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


def every_key(state: State) -> Iterator[RecordKey]:
    """The keys of all the records of a state."""
    yield from ((Table.ACCOUNTS, account) for account in state.accounts)
    yield from ((Table.COINS, coin) for coin in state.coins)
    yield from ((Table.HOLDINGS, key) for key in state.holdings)
    yield (Table.POTS, None)


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
    return State(state.chain, state.head, state.accounts, state.coins, state.holdings, state.pots, (), update(state.tree, changes))
