"""The bytes that the commitment commits to: one deterministic CBOR array for each record."""

from collections.abc import Iterator, Mapping
from typing import Any

from cbor2 import dumps

from reference.numbers import MAX_AMOUNT, MAX_DECIMALS, MAX_UINT64, Hash
from reference.rules import procedure
from reference.state.access import Access, DataSale, Tariff
from reference.state.account import Account
from reference.state.agent import Agent, Standing
from reference.state.allowance import Allowance
from reference.state.asset import Asset, Schema, Series
from reference.state.award import Award, Credit, Fund, Participant
from reference.state.chip import Binding, Chip, ChipStage
from reference.state.coin import Coin, Holding, is_symbol
from reference.state.coin_terms import CoinTerms, Freeze
from reference.state.company import Company
from reference.state.consent import Consent
from reference.state.contract import Contract, Program, StoredValue
from reference.state.contract import Standing as MachineStanding
from reference.state.delegation import Delegation, Earnings, Ending
from reference.state.derived_service import DerivedService
from reference.state.era import Duties, Era, Succession
from reference.state.finality import Finality
from reference.state.form import lies_in, plain
from reference.state.heavy import Claim, HeavyArgument, HeavyCall
from reference.state.job import Job, Result, ResultStage
from reference.state.listing import Listing, PriceTag, Sale, Stage
from reference.state.lock import Lock
from reference.state.manufacturer import Manufacturer, ManufacturerStanding, Recall
from reference.state.market import Market
from reference.state.order import Order, Phase
from reference.state.placement import Outflow, Placement
from reference.state.pots import Pots
from reference.state.progress import Ballot, Load, Offenders, Randomness, Upgrade
from reference.state.quote import Quote, Stance
from reference.state.replica import Replica, ReplicaStage
from reference.state.service import Service
from reference.state.sponsorship import Sponsorship
from reference.state.state import RecordKey, State
from reference.state.tables import FORMS, Table
from reference.state.tree import state_path
from reference.wire.service_bodies import Confirmation

Record = (
    Account
    | Coin
    | Holding
    | Pots
    | Agent
    | Delegation
    | Ending
    | Earnings
    | Era
    | Duties
    | Succession
    | Finality
    | Randomness
    | Load
    | Offenders
    | Upgrade
    | Ballot
    | Placement
    | Outflow
    | Lock
    | Company
    | CoinTerms
    | Allowance
    | Freeze
    | Listing
    | Sale
    | PriceTag
    | Sponsorship
    | Award
    | Participant
    | Fund
    | Credit
    | Manufacturer
    | Recall
    | Chip
    | Binding
    | Service
    | Order
    | Market
    | Quote
    | Stance
    | Replica
    | Job
    | Result
    | Consent
    | Series
    | Schema
    | Asset
    | Tariff
    | DataSale
    | Access
    | DerivedService
    | Contract
    | Program
    | StoredValue
    | MachineStanding
    | HeavyCall
    | HeavyArgument
    | Claim
)
"""What the tables of the state hold."""


@procedure("STATE-1")
def encode_record(record: Record) -> bytes:
    """A record's bytes: an array of its fields in the order in which the record declares them.

    Truth values and members of enumerations are numbers, records and tuples inside are arrays. The records of money are
    taken apart by hand, because there are millions of them.
    """
    match record:
        case Account(balance, nonce):
            return dumps([balance, nonce])
        case Holding(balance):
            return dumps([balance])
        case _:
            return dumps(plain(record))


def is_well_formed(key: RecordKey, record: Record) -> bool:
    """Whether a record that comes from outside lies in its type: integers in their ranges, identifiers of 32 bytes, a symbol by COIN-2.

    What the decoder has read, and what the transition makes of it, does so by construction.
    """
    table, identifier = key
    match record:
        case Account(balance, nonce):
            fields = _is_unsigned(balance, MAX_AMOUNT) and _is_unsigned(nonce, MAX_UINT64)
        case Holding(balance):
            fields = _is_unsigned(balance, MAX_AMOUNT)
        case Coin(symbol, issuer, decimals, cap, supply, deposit):
            amounts = all(_is_unsigned(amount, MAX_AMOUNT) for amount in (cap, supply, deposit))
            fields = amounts and is_symbol(symbol) and lies_in(issuer, FORMS[Table.COINS].key[0]) and _is_unsigned(decimals, MAX_DECIMALS)
        case _:
            fields = lies_in(record, FORMS[table].record)
    kinds, parts = FORMS[table].key, key_parts(identifier)
    return fields and len(parts) == len(kinds) and all(lies_in(part, kind) for part, kind in zip(parts, kinds, strict=True))


def says_nothing(key: RecordKey, record: Record) -> bool:
    """Whether a record is one that is not stored.

    A coin without a cap, an agent that never was one, a delegation of zero, a lock of which nothing is left, an allowance of nothing, a company without a
    deposit, a listing of version 0, a purchase that is settled, a sponsorship without a cap, a fund without credits, a credit without fees, a manufacturer that
    never was one, a chip that nobody has registered or revoked, a type of service that nobody has registered, an order that is
    closed, a market that nobody has opened, a quote of no units, a stance without quotes, a replica that nobody has committed to, a job without
    orders, a result of no job, a consent that is over at slot 0, a series of which nothing is registered, a schema or an asset registered in slot 0,
    a tariff of nothing, a sale of access that is ended, a derived service opened in slot 0, a contract without a deposit, a heavy call without gas, whatever
    else they say; of other tables the record that FORMS names.
    """
    match record:
        case Coin():
            return record.cap == 0
        case Agent():
            return record.standing is Standing.NONE
        case Delegation():
            return record.amount == 0
        case Lock():
            return record.left == 0
        case Allowance():
            return record.limit == 0
        case Company():
            return record.deposit == 0
        case Listing():
            return record.version == 0
        case Sale():
            return record.escrow.stage is Stage.NONE
        case Sponsorship():
            return record.cap == 0
        case Fund():
            return record.credits == 0
        case Credit():
            return record.fees == 0
        case Manufacturer():
            return record.standing is ManufacturerStanding.NONE
        case Chip():
            return record.stage is ChipStage.NONE
        case Service():
            return record.confirmation is Confirmation.NONE
        case Order():
            return record.phase is Phase.CLOSED
        case Market():
            return record.opened == 0
        case Quote():
            return record.quantity == 0
        case Stance():
            return record.quotes == 0
        case Replica():
            return record.stage is ReplicaStage.NONE
        case Job():
            return record.size == 0
        case Result():
            return record.stage is ResultStage.NONE
        case Consent():
            return record.until == 0
        case Series():
            return record.following == 0
        case Schema() | Asset():
            return record.registered == 0
        case Tariff():
            return record.price == 0
        case DataSale():
            return record.escrow.stage is Stage.NONE
        case DerivedService():
            return record.opened == 0
        case Contract():
            return record.deposit == 0
        case HeavyCall():
            return record.gas_limit == 0
        case _:
            return bool(record == FORMS[key[0]].absent)


def _is_unsigned(value: object, high: int) -> bool:
    return type(value) is int and 0 <= value <= high


def key_parts(identifier: Any) -> tuple[Any, ...]:
    """The parts of a record's key within its table: none where the table is one record."""
    if identifier is None:
        return ()
    return identifier if isinstance(identifier, tuple) else (identifier,)


def key_bytes(key: RecordKey) -> bytes:
    """The bytes of a record's key within its table: its parts one after the other, an identifier as it is, a number as 8 bytes, big-endian."""
    identifier = key[1]
    if isinstance(identifier, bytes):
        return identifier
    return b"".join(part if isinstance(part, bytes) else part.to_bytes(8, "big") for part in key_parts(identifier))


def record_path(key: RecordKey) -> Hash:
    """Where in the commitment a record is (rule STATE-3)."""
    return state_path(key[0], key_bytes(key))


def record_bytes(state: State, key: RecordKey) -> bytes | None:
    """The bytes of the record that a state has under `key`, or None where it has none."""
    record = record_of(state, key)
    return None if record is None else encode_record(record)


def record_of(state: State, key: RecordKey) -> Record | None:
    """The record that a state has under `key`, or None where it has none, or one that says nothing."""
    table, identifier = key
    if table is Table.ACCOUNTS:
        return state.accounts.get(identifier)
    held = contents(state, table)
    if isinstance(held, Mapping):
        found: Record | None = held.get(identifier)
        return found
    return None if held == FORMS[table].absent else held


def contents(state: State, table: Table) -> Any:
    """A table's map, or its record where it is one."""
    name = table.name.lower()
    if table <= Table.POTS:
        return getattr(state, name)
    if table <= Table.BALLOTS:
        return getattr(state.consensus, name)
    if table <= Table.PRICES:
        return getattr(state.economy, name)
    if table < Table.CONTRACTS:
        return getattr(state.smart_agents if table < Table.CONSENTS else state.data, name)
    return getattr(state.contracts, name)


def every_key(state: State) -> Iterator[RecordKey]:
    """The keys of all the records of a state."""
    for table in Table:
        held = contents(state, table)
        if isinstance(held, Mapping):
            yield from ((table, identifier) for identifier in held)
        elif held != FORMS[table].absent:
            yield (table, None)
