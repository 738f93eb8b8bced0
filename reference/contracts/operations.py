"""The operations of the host, one by one: what each takes and does. What is asked wrongly is not done."""

from dataclasses import fields, replace
from hashlib import sha256

from reference.codes import Reject
from reference.contracts.asking import Arguments, AskedWrongly, bytes_of, identifier_of, integer_of, record_of, told
from reference.contracts.stored import decode_scalar, encode_scalar
from reference.contracts.storing import grown_bytes, storing_gas
from reference.contracts.values import MAX_KEY_BYTES, Scalar
from reference.contracts.world import World
from reference.numbers import AccountId, Amount, CoinId
from reference.rules import procedure
from reference.state.coin_terms import SSP
from reference.state.coin_transactions import apply_coin_transfer
from reference.state.contract import StoredValue
from reference.state.contract_state import get_stored, put_stored
from reference.state.data_state import get_consent
from reference.state.smart_agent_state import get_order
from reference.state.state import State, get_account, get_coin, get_holding
from reference.state.transfer import apply_transfer
from reference.wire.event import MAX_EVENTS, Event
from reference.wire.keys import check_key, decode_key
from reference.wire.signature import SIGNATURE_BYTES, verify
from reference.wire.transaction import CoinTransfer, Transfer

MAX_HASHED_BYTES = 2**20
"""The most bytes that are hashed at once."""


@procedure("LVM-46")
def argument(world: World, given: Arguments) -> Scalar:
    """An argument of the call that runs, counted from 1; nil where there is none."""
    place = integer_of(given, 0)
    return world.frame.arguments[place - 1] if 1 <= place <= len(world.frame.arguments) else None


@procedure("LVM-47")
def load(world: World, given: Arguments) -> Scalar:
    """What the contract has stored under a key; nil where it has nothing."""
    return decode_scalar(get_stored(world.state, (world.frame.contract, bytes_of(given, 0, 1, MAX_KEY_BYTES))).record)


@procedure("LVM-47")
def save(world: World, given: Arguments) -> World:
    """Store a value under a key of the contract's own; nil removes what is there."""
    key, record = saved(given)
    return replace(world, state=put_stored(world.state, (world.frame.contract, key), StoredValue(record)))


def saved(given: Arguments) -> tuple[bytes, bytes]:
    """The key and the record of what is to be stored, no bytes for nil. Raises `AskedWrongly`."""
    return bytes_of(given, 0, 1, MAX_KEY_BYTES), encode_scalar(record_of(given, 1))


@procedure("LVM-55")
def saving_gas(world: World, given: Arguments) -> int:
    """What storing takes of gas for the bytes by which the contract's storage grows; nothing where it is asked wrongly."""
    try:
        key, record = saved(given)
    except AskedWrongly:
        return 0
    before = get_stored(world.state, (world.frame.contract, key)).record
    parameters = world.state.chain.parameters
    return storing_gas(grown_bytes(len(key), len(before), len(record)), parameters.contract_byte_deposit, parameters.gas_fee)


@procedure("LVM-48")
def balance(world: World, given: Arguments) -> Scalar:
    """What an account has of a coin, which zeros are for SSP."""
    return _held(world.state, identifier_of(given, 0), identifier_of(given, 1))


def _held(state: State, coin: CoinId, account: AccountId) -> int:
    return get_account(state, account).balance if coin == SSP else get_holding(state, coin, account).balance


@procedure("LVM-48")
def transfer(world: World, given: Arguments) -> World:
    """Pay an account out of the contract's own. Rejects as a transfer by an account does."""
    return pay(world, identifier_of(given, 0), identifier_of(given, 1), integer_of(given, 2))


def pay(world: World, coin: CoinId, recipient: AccountId, amount: Amount) -> World:
    """The world after the contract that runs has paid an account."""
    payer = world.frame.contract
    if coin == SSP:
        return replace(world, state=apply_transfer(world.state, payer, Transfer(recipient, amount)))
    return replace(world, state=apply_coin_transfer(world.state, payer, CoinTransfer(coin, recipient, amount)))


@procedure("LVM-49")
def emit(world: World, given: Arguments) -> World:
    """Tell whoever listens a value under a name."""
    event = Event(world.frame.contract, bytes_of(given, 0, 1, MAX_KEY_BYTES), record_of(given, 1))
    if len(world.events) >= MAX_EVENTS:
        raise AskedWrongly
    return replace(world, events=(*world.events, event))


@procedure("LVM-50")
def digest(given: Arguments) -> Scalar:
    """The SHA-256 of a string."""
    return sha256(bytes_of(given, 0, 0, MAX_HASHED_BYTES)).digest()


@procedure("LVM-50")
def signed(given: Arguments) -> Scalar:
    """Whether a key, a COSE_Key, has signed a message."""
    key, message, signature = bytes_of(given, 0), bytes_of(given, 1), bytes_of(given, 2, SIGNATURE_BYTES, SIGNATURE_BYTES)
    try:
        public = decode_key(key)
        check_key(public)
        verify(public, message, signature)
    except Reject:
        return False
    return True


@procedure("LVM-51")
def coin_member(world: World, given: Arguments) -> Scalar:
    """A member of a coin."""
    return _member(get_coin(world.state, identifier_of(given, 0)), given, 1)


@procedure("LVM-51")
def order_member(world: World, given: Arguments) -> Scalar:
    """A member of an order."""
    return _member(get_order(world.state, identifier_of(given, 0)), given, 1)


@procedure("LVM-51")
def consent_member(world: World, given: Arguments) -> Scalar:
    """A member of a consent: of its owner, and its number."""
    return _member(get_consent(world.state, (identifier_of(given, 0), integer_of(given, 1))), given, 2)


def _member(record: object, given: Arguments, place: int) -> Scalar:
    name = bytes_of(given, place, 1, MAX_KEY_BYTES)
    found = [getattr(record, each.name) for each in fields(record) if each.name.encode() == name]  # type: ignore[arg-type]
    if not found:
        raise AskedWrongly
    return told(found[0])
