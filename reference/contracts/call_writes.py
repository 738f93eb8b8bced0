"""What a contract call did, as records of the state: what a block carries of it, and how a node applies that which leaves executing to others."""

from typing import Annotated, TypeVar

from reference.codes import SUCCESS, Code, Reject
from reference.consensus.write_sets import write_set
from reference.contracts.asking import ID_BYTES
from reference.contracts.calling import known_table
from reference.contracts.transition_table import stands_in
from reference.numbers import AccountId, CoinId, Range
from reference.rules import kernel, procedure
from reference.state.account import ABSENT, Account
from reference.state.coin import NOTHING, Holding
from reference.state.contract import NOTHING_STORED, Resource, Standing, StoredValue
from reference.state.contract_state import get_contract, put_machine, put_stored, source_of
from reference.state.execution import Execution
from reference.state.records import is_well_formed, key_bytes, record_bytes, says_nothing
from reference.state.state import RecordKey, State, get_account, get_holding, put_account, put_holding
from reference.state.tables import Table
from reference.wire.cbor import array, byte_string, decode_fields
from reference.wire.fields import reader_of
from reference.wire.receipt import CallOutcome
from reference.wire.scalar import read_scalar
from reference.wire.write_set import Write, WriteSet

Written = TypeVar("Written", Account, Holding, StoredValue, Standing)
"""What a call may write."""

HeldByAll = Annotated[int, Range(0, 2**96 - 1)]
"""What some have together, of which a write set says anything they like: more than can be there."""

CODES = {code.number: code for code in Code}
"""The codes by their numbers."""

_read_account = reader_of(Account)
_read_holding = reader_of(Holding)
_read_stored = reader_of(StoredValue)
_read_resource = reader_of(Resource)


@procedure("MODE-8")
def call_write_set(before: State, after: State, code: Code | None, outcome: CallOutcome) -> WriteSet:
    """What a call did to the state in which its program began, and what it told and returned; where it failed, `after` is `before`."""
    keys = _keys_written(before, after)
    written = {write_key(key): record_bytes(after, key) or b"" for key in keys}
    execution = Execution(SUCCESS if code is None else code.number, outcome.gas, written, outcome.value, outcome.events)
    return write_set({write_key(key): record_bytes(before, key) or b"" for key in keys}, execution)


@procedure("MODE-8")
def write_key(key: RecordKey) -> bytes:
    """What a write calls a record: its table's number, a byte, and its key in the table (STATE-3)."""
    return bytes((key[0],)) + key_bytes(key)


@procedure("MODE-9")
def apply_write_set(state: State, did: WriteSet) -> tuple[State, Code | None, CallOutcome]:
    """The state after what a write set says that a call did, unexecuted; what it failed with, and what its receipt says of it.

    Rejects with `WRITE_SET_MISMATCH` what no call does: another record than an account, a holding, a stored value or a machine's standing, an outcome
    that there is not, more of a failed call than its gas; and money made or lost (MODE-10).
    """
    code = CODES.get(did.outcome)
    if did.outcome != SUCCESS and (code is None or did.value is not None or did.events or did.writes):
        raise Reject(Code.WRITE_SET_MISMATCH)
    after = state
    for write in did.writes:
        try:
            after = _written(after, write)
        except Reject:
            raise Reject(Code.WRITE_SET_MISMATCH) from None
    for before_all, after_all in sums_written(state, after, did.writes):
        check_moved(before_all, after_all)
    return after, code, CallOutcome(did.gas, did.value, did.events)


@kernel("MODE-10")
def check_moved(before: HeldByAll, after: HeldByAll) -> None:
    """Check that all whose accounts, or whose holdings of one coin, a call writes have together what they had. Rejects with `WRITE_SET_MISMATCH`."""
    if before != after:
        raise Reject(Code.WRITE_SET_MISMATCH)


def sums_written(before: State, after: State, writes: tuple[Write, ...]) -> list[tuple[HeldByAll, HeldByAll]]:
    """What those have together whose accounts are written, and of each coin of which holdings are, before and after it.

    Accounts are counted apart: a coin of 32 zero bytes, which a program calls SSP by, would otherwise take their money.
    """
    sums: dict[CoinId | None, tuple[int, int]] = {}
    for write in writes:
        first, rest = write.key[1 : 1 + ID_BYTES], write.key[1 + ID_BYTES :]
        if write.key[0] == Table.ACCOUNTS:
            coin, had, has = None, get_account(before, first).balance, get_account(after, first).balance
        elif write.key[0] == Table.HOLDINGS:
            coin, had, has = first, get_holding(before, first, rest).balance, get_holding(after, first, rest).balance
        else:
            continue
        others_had, others_have = sums.get(coin, (0, 0))
        sums[coin] = others_had + had, others_have + has
    return [*sums.values()]


def _written(state: State, write: Write) -> State:
    """The state after one write. Rejects one that is of no record that calls change."""
    table, first, rest = write.key[0], write.key[1 : 1 + ID_BYTES], write.key[1 + ID_BYTES :]
    value = decode_fields(write.record) if write.record else None
    if len(first) != ID_BYTES:
        raise Reject(Code.WRITE_SET_MISMATCH)
    if table == Table.ACCOUNTS and not rest:
        account = ABSENT if value is None else _read_account(value)
        if account.nonce != get_account(state, first).nonce:
            raise Reject(Code.WRITE_SET_MISMATCH)
        return put_account(state, first, _checked((Table.ACCOUNTS, first), account, removed=value is None))
    if table == Table.HOLDINGS and len(rest) == ID_BYTES:
        holding = NOTHING if value is None else _read_holding(value)
        return put_holding(state, first, rest, _checked((Table.HOLDINGS, (first, rest)), holding, removed=value is None))
    if table == Table.STORED and rest:
        stored = NOTHING_STORED if value is None else _read_stored(value)
        no_value = value is not None and read_scalar(decode_fields(stored.record)) is None
        if no_value or get_contract(state, first).deposit == 0:
            raise Reject(Code.WRITE_SET_MISMATCH)
        return put_stored(state, (first, rest), _checked((Table.STORED, (first, rest)), stored, removed=value is None))
    if table == Table.STANDINGS and not rest and value is not None:
        standing = _checked((Table.STANDINGS, first), _read_standing(value), removed=False)
        if not _may_stand(state, first, standing):
            raise Reject(Code.WRITE_SET_MISMATCH)
        return put_machine(state, first, standing)
    raise Reject(Code.WRITE_SET_MISMATCH)


def _may_stand(state: State, contract: AccountId, standing: Standing) -> bool:
    """Whether it is a contract that declares a machine, which may stand so."""
    table = known_table(source_of(state, contract))
    return table is not None and stands_in(standing, table)


def _checked(key: RecordKey, record: Written, removed: bool) -> Written:
    """A record that is written, where it is one of its table. Rejects one that is not, and one that is not stored though it is not said to be removed."""
    if not removed and (not is_well_formed(key, record) or says_nothing(key, record)):
        raise Reject(Code.WRITE_SET_MISMATCH)
    return record


def _read_standing(value: object) -> Standing:
    name, resources = array(value, 2)
    if type(resources) is not list:
        raise Reject(Code.MALFORMED)
    return Standing(byte_string(name), tuple(map(_read_resource, resources)))


def _keys_written(before: State, after: State) -> set[RecordKey]:
    """The records written from one state to another that was made of it."""
    keys = set()
    journal = after.journal
    while journal is not before.journal:
        journal, key = journal  # type: ignore[misc] # the older state's journal is a part of the newer one's
        keys.add(key)
    return keys
