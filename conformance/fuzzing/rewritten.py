"""Histories of batches with a little changed: in the state that they begin with, in a slot, or in a transaction, which is signed again.

The places of a state and of slots are those of the vector's JSON: what could not be a state or a batch, reading it says. Those of a transaction are its fields.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any

from conformance.fuzzing.moves import NamedPlace
from conformance.fuzzing.places import Place, places, with_other
from reference.codes import Reject
from reference.numbers import MAX_UINT64, Range
from reference.wire.envelope import decode_envelope
from reference.wire.keys import thumbprint
from reference.wire.transaction import Transaction, decode_transaction
from vectors.json_text import Json
from vectors.keys import KeyPair, sign_transaction

STATE, BATCHES, BODY = "state", "batches", "body"

NUMBER = Annotated[int, Range(0, MAX_UINT64)]

LEFT = ("chain", "hash")
"""What of a state is left as it is: nothing that has been signed would be of another chain's."""

Signed = tuple[KeyPair, Transaction]

Input = dict[str, Json]


@dataclass(frozen=True, slots=True)
class History:
    """The input of a case that applies batches, and the places that it has."""

    input: Input
    present: tuple[NamedPlace, ...]


def history_of(given: Input) -> History:
    """An input with its places: the numbers and byte strings of the state, of the batches, and of those transactions of which the test keys are known."""
    found: list[NamedPlace] = [(STATE, place) for place in _json_places(given[STATE], ()) if not set(place.path) & set(LEFT)]
    batches = given[BATCHES]
    assert isinstance(batches, list)
    for number, batch in enumerate(batches):
        assert isinstance(batch, dict)
        found += [(BATCHES, Place((number, "slot"), NUMBER, int(str(batch["slot"]))))]
        transactions = batch["transactions"]
        assert isinstance(transactions, list)
        for place, data in enumerate(transactions):
            signed = _signed(str(data))
            if signed is not None:
                message = signed[1]
                fields = [each for each in places(type(message.body), message.body) if type(each.value) in (int, bytes, bool)]
                found += [(BODY, replace(each, path=(number, place, "body", *each.path))) for each in fields]
                found += [(BODY, Place((number, place, name), NUMBER, getattr(message, name))) for name in ("nonce", "fee", "last_valid_slot")]
    return History(given, tuple(found))


def with_value(given: Input, named: NamedPlace, value: Any) -> Input | None:
    """The input with another value at a place; None where it cannot be written. A body that cannot be is a ValueError, TypeError or OverflowError."""
    name, place = named
    if name != BODY:
        return {**given, name: _json_with(given[name], place.path, value)}
    batch, number, *path = place.path
    data = _json_at(given[BATCHES], (batch, "transactions", number))
    signed = _signed(str(data))
    if signed is None:
        return None
    again = sign_transaction(signed[0], with_other(signed[1], tuple(path), value))
    return {**given, BATCHES: _json_with(given[BATCHES], (batch, "transactions", number), again)}


def without(given: Input, step: int) -> Input:
    """The input without one of its batches."""
    batches = given[BATCHES]
    assert isinstance(batches, list)
    return {**given, BATCHES: [*batches[:step], *batches[step + 1 :]]}


def again(given: Input, step: int) -> Input:
    """The input with one of its batches twice, the second time with its transactions under the next nonces."""
    batches = given[BATCHES]
    assert isinstance(batches, list)
    batch = batches[step]
    assert isinstance(batch, dict)
    transactions = batch["transactions"]
    assert isinstance(transactions, list)
    later = []
    for data in transactions:
        signed = _signed(str(data))
        if signed is not None and signed[1].nonce < MAX_UINT64:
            later.append(sign_transaction(signed[0], replace(signed[1], nonce=signed[1].nonce + 1)).hex())
    return {**given, BATCHES: [*batches[: step + 1], {**batch, "transactions": [*later]}, *batches[step + 1 :]]}


@cache
def _signed(data: str) -> Signed | None:
    """Who has signed a transaction, and what; None where that is not known."""
    try:
        envelope = decode_envelope(bytes.fromhex(data))
        pair = known_pairs().get(thumbprint(envelope.key))
        return None if pair is None else (pair, decode_transaction(envelope.payload))
    except Reject:
        return None


@cache
def known_pairs() -> Mapping[bytes, KeyPair]:
    """The test keys that the modules of the vectors name, by account."""
    found: dict[bytes, KeyPair] = {}
    for module in [*sys.modules.values()]:
        if getattr(module, "__name__", "").startswith("vectors."):
            for value in [*vars(module).values()]:
                for each in value if type(value) is tuple else (value,):
                    if isinstance(each, KeyPair):
                        found[each.account] = each
    return found


def _json_places(value: Json, path: tuple[Any, ...]) -> Iterator[Place]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _json_places(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _json_places(each, (*path, number))
    elif isinstance(value, bool):
        yield Place(path, bool, value)
    elif isinstance(value, int):
        yield Place(path, NUMBER, value)
    elif isinstance(value, str):
        plain = _plain(value)
        if plain is not None:
            yield Place(path, bytes if type(plain) is bytes else NUMBER, plain)


def _plain(text: str) -> int | bytes | None:
    """What a string of the JSON stands for: a number in decimal, or bytes in hexadecimal; None for a word."""
    if text.isdecimal() and len(text) <= 20:
        return int(text)
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


def _json_with(whole: Json, path: tuple[Any, ...], value: Any) -> Json:
    """The JSON with another value at a place, written as the one that was there."""
    if not path:
        return value.hex() if type(value) is bytes else str(value) if isinstance(whole, str) else value  # type: ignore[no-any-return]
    first, rest = path[0], path[1:]
    if isinstance(whole, list):
        return [*whole[:first], _json_with(whole[first], rest, value), *whole[first + 1 :]]
    assert isinstance(whole, dict)
    return {**whole, first: _json_with(whole[first], rest, value)}


def _json_at(whole: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        whole = whole[step]  # type: ignore[index, call-overload]
    return whole
