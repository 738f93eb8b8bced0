"""WIRE-11: a block that a producer made by BLOCK-6 is not too large for the write sets that it carries, whatever its calls do."""

from dataclasses import replace
from fractions import Fraction

import pytest
from cbor2 import dumps

from reference.codes import Code
from reference.consensus.modes import MODE_AGENTS, MODE_ALL
from reference.contracts.calling_back import HOST_GAS
from reference.contracts.chain_host import CALL_GAS, OPERATIONS
from reference.contracts.reading import READING_GAS
from reference.contracts.releases import contract_id
from reference.contracts.stored import encode_scalar
from reference.contracts.transition_table import MAX_DECLARED
from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.parameters import PRESETS, Parameters
from reference.state.contract import Resource, Standing, StoredValue
from reference.state.contract_state import put_stored
from reference.state.progress import Load
from reference.state.records import encode_record
from reference.state.state import State
from reference.transition import Accepted, Rejected, apply_block
from reference.wire.block import WITH_WRITE_SETS, decode_block, encode_block
from reference.wire.contract_bodies import ContractCall, ContractRelease
from reference.wire.event import MAX_NAME_BYTES, Event, event_fields
from reference.wire.receipt import MAX_GAS, MAX_OUTCOME
from reference.wire.scalar import MAX_SCALAR_BYTES
from reference.wire.transaction import Transaction
from reference.wire.write_set import Write, WriteSet, encode_write_set
from vectors.build import ALICE, BOB, after, block, given, transaction
from vectors.keys import sign_transaction
from vectors.scenarios.block_call_places import made, released, signed_calls

LEAST_CALL_BYTES = 200
"""Fewer bytes of a block than any transaction takes that calls a contract."""

HEADS = 32
"""More than the heads of a write set and of its lists can have, beside those of one that has one write."""

TWO_ACCOUNTS = 2 * len(dumps([bytes(1 + 2 * 32), dumps([MAX_AMOUNT, MAX_UINT64])]))
"""The most that two accounts, or what two accounts have of a coin, are in a write set."""

SAVER = b"local s = string.rep('x', 1024) for i = 1, 24 do host('save', 'k' .. i, s) end return 1"

TELLER = b"local s = string.rep('x', 1024) host('emit', 'e', string.sub(s, 1, 510)) return s"


def standing(name_bytes: int) -> bytes:
    """The record of the largest machine whose resources have names of so many bytes."""
    return encode_record(Standing(bytes(MAX_NAME_BYTES), (Resource(bytes(name_bytes), 2**63 - 1),) * MAX_DECLARED))


def most_of_a_call() -> int:
    """The bytes of a write set that a call may have for next to nothing: what it returns, and where its machine stands, but for the names of that."""
    did = WriteSet(MAX_OUTCOME, MAX_GAS, bytes(MAX_SCALAR_BYTES), (), (Write(bytes(33), standing(1)),))
    return len(encode_write_set(did)) + HEADS


def most_for_a_gas() -> Fraction:
    """The most bytes of a write set for a unit of gas: names of a machine's resources, which stand in its program; money moved; another contract called, with a
    machine of its own; events; what is stored."""
    emit, save, transfer = (OPERATIONS[name] for name in (b"emit", b"save", b"transfer"))
    found = [Fraction(1, READING_GAS), Fraction(TWO_ACCOUNTS, HOST_GAS + transfer.price(()))]
    found.append(Fraction(TWO_ACCOUNTS + len(dumps([bytes(33), standing(1)])), HOST_GAS + CALL_GAS))
    for length in range(MAX_SCALAR_BYTES + 1):
        for name in (bytes(1), bytes(MAX_NAME_BYTES)):
            for value in (bytes(length), 2**63 - 1):
                told = len(dumps(event_fields((Event(bytes(32), name, value),))[0]))
                stored = len(dumps([bytes(33) + name, dumps([encode_scalar(value)])]))
                found += [Fraction(told, HOST_GAS + emit.price((name, value))), Fraction(stored, HOST_GAS + save.price((name, value)))]
    return max(found)


def most_bytes(parameters: Parameters) -> int:
    """More than a block has that is made by BLOCK-6."""
    calls = parameters.max_block_bytes // LEAST_CALL_BYTES
    return parameters.max_block_bytes + calls * most_of_a_call() + int(parameters.max_block_gas * most_for_a_gas()) + HEADS


def test_a_call_has_more_bytes_than_are_counted_for_it() -> None:
    least = Transaction(chain=bytes(32), nonce=1, last_valid_slot=0, fee=0, body=ContractCall(bytes(32), 1, 0, ()))
    assert len(dumps(sign_transaction(ALICE, least))) > LEAST_CALL_BYTES


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_what_calls_may_write_fits_a_block(preset: str) -> None:
    parameters = PRESETS[preset]
    assert (WITH_WRITE_SETS - 1) * parameters.max_block_bytes < most_bytes(parameters) <= WITH_WRITE_SETS * parameters.max_block_bytes


def with_contract(source: bytes, mode: int) -> tuple[State, bytes]:
    """A chain under a mode on which this program was released, and its contract, which has the longest strings under its keys: others cost little there."""
    state = released()[0]
    identifier = contract_id(ALICE.account, state.accounts[ALICE.account].nonce + 1)
    state = after(state, block(state, [transaction(state, ALICE, ContractRelease(source, b""))]))
    for place in range(1, 25):
        state = put_stored(state, (identifier, b"k%d" % place), StoredValue(encode_scalar(b"y" * MAX_SCALAR_BYTES)))
    return given(state, load=Load(average_ppm=999_000 if mode == MODE_AGENTS else 0, mode=mode)), identifier


def full_of(source: bytes, calls: int, gas: int, mode: int) -> tuple[State, bytes]:
    """A state, and the next block with so many calls of a program on it."""
    state, identifier = with_contract(source, mode)
    return state, made(state, signed_calls(state, [(BOB, ContractCall(identifier, gas, 0, ()))] * calls))


@pytest.mark.parametrize("mode", [MODE_ALL, MODE_AGENTS])
def test_a_call_that_stores_the_longest_strings_is_no_death_of_a_block(mode: int) -> None:
    state, data = full_of(SAVER, 1, 199_000, mode)
    limit = state.chain.parameters.max_block_bytes
    assert (len(data) > limit) == (mode == MODE_AGENTS)
    applied = apply_block(state, data)
    assert isinstance(applied, Accepted)
    assert [receipt.outcome for receipt in applied.receipts] == [0]


def test_a_block_full_of_calls_that_tell_and_return_has_more_than_eight_times_its_bytes_and_is_valid() -> None:
    state, data = full_of(TELLER, 74, 2_690, MODE_AGENTS)
    limit = state.chain.parameters.max_block_bytes
    assert 8 * limit < len(data) <= WITH_WRITE_SETS * limit
    applied = apply_block(state, data)
    assert isinstance(applied, Accepted)
    assert {receipt.outcome for receipt in applied.receipts} == {0}


def test_junk_in_the_place_of_write_sets_has_an_end() -> None:
    state, data = full_of(SAVER, 1, 1_000, MODE_AGENTS)
    parts = decode_block(data, state.chain.parameters.max_block_bytes)
    most = WITH_WRITE_SETS * state.chain.parameters.max_block_bytes
    filling = most - len(encode_block(replace(parts, write_sets=(bytes(2**17),)))) + 2**17
    for more, code in ((0, Code.MALFORMED), (1, Code.BLOCK_TOO_LARGE)):
        assert apply_block(state, encode_block(replace(parts, write_sets=(bytes(filling + more),)))) == Rejected(code)
