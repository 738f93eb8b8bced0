"""What executes a block's calls on records: the one function that both modes of verification need (MODE-7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from immutables import Map

from reference.codes import SUCCESS
from reference.consensus.write_sets import Executor, Store
from reference.contracts.asking import ID_BYTES
from reference.contracts.chain_host import ChainHost, Run, run_frame
from reference.contracts.run import Failed, run_program
from reference.contracts.stored import decode_scalar, decode_standing, encode_scalar, encode_standing
from reference.contracts.values import Scalar
from reference.contracts.world import Frame, World
from reference.numbers import AccountId, Amount, CoinId
from reference.state.coin_terms import SSP
from reference.state.contract import StoredValue
from reference.state.execution import Execution
from reference.state.state import get_account, get_holding, put_account, put_holding
from reference.wire.cbor import decode, encode
from reference.wire.receipt import Gas

MONEY, STORED, STANDING = b"m", b"s", b"t"
"""What a record's key begins with: of money, the coin and the account follow; of what a contract has stored, its account and the key; of where its machine
stands, its account."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that a block carries."""

    contract: AccountId
    caller: AccountId
    gas: Gas
    memory: int
    arguments: tuple[Scalar, ...]


def encode_call(call: Call) -> bytes:
    """A call's bytes."""
    return encode([call.contract, call.caller, call.gas, call.memory, list(map(encode_scalar, call.arguments))])


def decode_call(data: bytes) -> Call:
    """The call whose bytes these are."""
    contract, caller, gas, memory, arguments = decode(data)
    return Call(contract, caller, gas, memory, tuple(map(decode_scalar, arguments)))


def records_of(world: World) -> Store:
    """The records of a world that calls may read and change."""
    money = {(SSP, account): record.balance for account, record in world.state.accounts.items()}
    held = {key: holding.balance for key, holding in world.state.holdings.items()}
    records = {_money_key(*key): _amount(amount) for key, amount in {**money, **held}.items() if amount}
    contracts = world.state.contracts
    stored = {_stored_key(*key): value.record for key, value in contracts.stored.items()}
    return Map({**records, **stored, **{STANDING + contract: encode_standing(standing) for contract, standing in contracts.standings.items()}})


def world_with(base: World, store: Mapping[bytes, bytes]) -> World:
    """A world as another one, but for its money, what is stored and where machines stand: those are of the records."""
    state = base.state
    wanted = {key: int.from_bytes(record, "big") for key, record in store.items() if key[:1] == MONEY}
    known = {_money_key(SSP, account) for account in state.accounts} | {_money_key(*key) for key in state.holdings}
    for key in sorted({*wanted, *known}):
        coin, account, amount = key[1 : 1 + ID_BYTES], key[1 + ID_BYTES :], wanted.get(key, 0)
        if coin == SSP:
            state = put_account(state, account, replace(get_account(state, account), balance=amount))
        else:
            state = put_holding(state, coin, account, replace(get_holding(state, coin, account), balance=amount))
    stored = {(key[1 : 1 + ID_BYTES], key[1 + ID_BYTES :]): StoredValue(record) for key, record in store.items() if key[:1] == STORED}
    standings = {key[1:]: decode_standing(record) for key, record in store.items() if key[:1] == STANDING}
    return replace(base, state=replace(state, contracts=replace(state.contracts, stored=Map(stored), standings=Map(standings))))


def executor_in(base: World, run: Run = run_program) -> Executor:
    """What executes the calls of a block whose slot and contracts are those of a world: a pure function of the records and the call."""

    def execute(store: Store, data: bytes) -> Execution:
        call = decode_call(data)
        before = replace(world_with(base, store), frames=(Frame(call.contract, call.caller, call.arguments),))
        outcome = run_frame(before, call.gas, call.memory, run)
        if isinstance(outcome, Failed):
            return Execution(outcome.code.number, outcome.gas, {})
        assert isinstance(outcome.host, ChainHost)
        after = records_of(outcome.host.world)
        changed = {key for key in {*store, *after} if store.get(key) != after.get(key)}
        written = {key: after.get(key, b"") for key in changed}
        return Execution(SUCCESS, outcome.gas, written, next(iter(outcome.values), None), outcome.host.world.events)

    return execute


def _money_key(coin: CoinId, account: AccountId) -> bytes:
    return MONEY + coin + account


def _stored_key(contract: AccountId, key: bytes) -> bytes:
    return STORED + contract + key


def _amount(amount: Amount) -> bytes:
    return amount.to_bytes(8, "big")
