"""The bytes that the commitment commits to: one deterministic CBOR array for each record."""

from cbor2 import dumps

from reference.numbers import MAX_AMOUNT, MAX_DECIMALS, MAX_UINT64, Hash
from reference.rules import procedure
from reference.state.account import Account
from reference.state.coin import Coin, Holding, is_symbol
from reference.state.pots import Pots
from reference.state.state import RecordKey, State, Table
from reference.state.tree import state_path


@procedure("STATE-1")
def encode_record(record: Account | Coin | Holding | Pots) -> bytes:
    """A record's bytes: an array of its fields in the order in which the record declares them."""
    match record:
        case Account(balance, nonce):
            return dumps([balance, nonce])
        case Holding(balance):
            return dumps([balance])
        case Pots(ecosystem, deposits, fees):
            return dumps([ecosystem, deposits, fees])
        case Coin(symbol, issuer, decimals, cap, supply, deposit):
            return dumps([symbol, issuer, decimals, cap, supply, deposit])


def is_well_formed(key: RecordKey, record: Account | Coin | Holding | Pots) -> bool:
    """Whether a record that comes from outside lies in its type: integers in their ranges, identifiers of 32 bytes, a symbol by COIN-2.

    What the decoder has read, and what the transition makes of it, does so by construction.
    """
    match record:
        case Account(balance, nonce):
            fields = _is_unsigned(balance, MAX_AMOUNT) and _is_unsigned(nonce, MAX_UINT64)
        case Holding(balance):
            fields = _is_unsigned(balance, MAX_AMOUNT)
        case Pots(ecosystem, deposits, fees):
            fields = all(_is_unsigned(amount, MAX_AMOUNT) for amount in (ecosystem, deposits, fees))
        case Coin(symbol, issuer, decimals, cap, supply, deposit):
            amounts = all(_is_unsigned(amount, MAX_AMOUNT) for amount in (cap, supply, deposit))
            fields = amounts and is_symbol(symbol) and _is_identifier(issuer) and _is_unsigned(decimals, MAX_DECIMALS)
    return fields and _is_key(key[1])


def _is_key(identifier: object) -> bool:
    """Whether this identifies a record in its table: an identifier, two for a holding, nothing for the pots."""
    if type(identifier) is tuple:
        return all(_is_identifier(part) for part in identifier)
    return identifier is None or _is_identifier(identifier)


def _is_unsigned(value: object, high: int) -> bool:
    return type(value) is int and 0 <= value <= high


def _is_identifier(value: object) -> bool:
    return type(value) is bytes and len(value) == 32


def key_bytes(key: RecordKey) -> bytes:
    """The bytes of a record's key within its table: an identifier, two of them for a holding, none for the pots."""
    identifier = key[1]
    if isinstance(identifier, bytes):
        return identifier
    return b"" if identifier is None else identifier[0] + identifier[1]


def record_path(key: RecordKey) -> Hash:
    """Where in the commitment a record is (rule STATE-3)."""
    return state_path(key[0], key_bytes(key))


def record_bytes(state: State, key: RecordKey) -> bytes | None:
    """The bytes of the record that a state has under `key`, or None where it has none."""
    record = record_of(state, key)
    return None if record is None else encode_record(record)


def record_of(state: State, key: RecordKey) -> Account | Coin | Holding | Pots | None:
    """The record that a state has under `key`, or None where it has none."""
    if key[0] is Table.ACCOUNTS:
        return state.accounts.get(key[1])
    if key[0] is Table.COINS:
        return state.coins.get(key[1])
    if key[0] is Table.HOLDINGS:
        return state.holdings.get(key[1])
    return state.pots
