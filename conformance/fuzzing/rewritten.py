"""Histories of batches with a little changed: in the state that they begin with, in a slot, or in a transaction, which is signed again.

The places of a state and of slots are those of the vector's JSON: what could not be a state or a batch, reading it says. Those of a transaction are its fields.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, Any

import vectors
from conformance.fuzzing.choices import Choices
from conformance.fuzzing.moves import NamedPlace
from conformance.fuzzing.places import Place, leaves, places, with_other
from conformance.fuzzing.sealed import know
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

SHORTEST = 16
"""The fewest digits of a record's key."""

MORE = 10_000
"""Units of fee that pay for some bytes more."""

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
                fields = [leaf for each in places(type(message.body), message.body) for leaf in leaves(each)]
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
    changed: Transaction = with_other(signed[1], tuple(path), value)
    again = sign_transaction(signed[0], changed)
    if 2 * len(again) > len(str(data)) and path != ["fee"]:
        # The bytes more are paid for: the fee is not what is looked at.
        again = sign_transaction(signed[0], replace(changed, fee=min(changed.fee + MORE, MAX_UINT64)))
    return {**given, BATCHES: _json_with(given[BATCHES], (batch, "transactions", number), again)}


def without(given: Input, step: int) -> Input:
    """The input without one of its batches."""
    batches = given[BATCHES]
    assert isinstance(batches, list)
    return {**given, BATCHES: [*batches[:step], *batches[step + 1 :]]}


Rewriting = Callable[[Choices], Input]
"""An input with something else, of which there may be a choice."""


def records(given: Input) -> list[Rewriting]:
    """Ways to leave a record of the state out."""

    def without_record(path: tuple[Any, ...]) -> Rewriting:
        *whole, name = path
        return lambda _: {**given, STATE: _json_with_table(given[STATE], tuple(whole), lambda table: {each: table[each] for each in table if each != name})}

    return [without_record(path) for path in _tables(given[STATE], ())]


def words(given: Input, known: dict[str, set[str]]) -> list[Rewriting]:
    """Ways to say something else with a word of the state, as a stage or a phase is one. `known` are those that were met, by the name of their field."""

    def with_word(path: tuple[Any, ...]) -> Rewriting:
        others = sorted(known[path[-1]])
        return lambda choices: {**given, STATE: _json_with(given[STATE], path, choices.one_of(others))}

    found: list[tuple[Any, ...]] = []
    _find_words(given[STATE], (), found)
    for path in found:
        known.setdefault(path[-1], set()).add(str(_json_at(given[STATE], path)))
    return [with_word(path) for path in found]


def _find_words(value: Json, path: tuple[Any, ...], found: list[tuple[Any, ...]]) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each, str) and each and _plain(each) is None:
                found.append((*path, name))
            _find_words(each, (*path, name), found)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _find_words(each, (*path, number), found)


def _tables(value: Json, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Where records are: under what is bytes in hexadecimal."""
    if isinstance(value, dict):
        for name, each in value.items():
            if isinstance(_plain(name), bytes) and len(name) >= SHORTEST:
                yield (*path, name)
            yield from _tables(each, (*path, name))


def _json_with_table(whole: Json, path: tuple[Any, ...], change: Callable[[dict[str, Json]], Json]) -> Json:
    assert isinstance(whole, dict)
    return change(whole) if not path else {**whole, path[0]: _json_with_table(whole[path[0]], path[1:], change)}


def with_step(given: Input, step: int, batch: Json) -> Input:
    """The input with another history's batch before one of its own, in that slot or later, its transactions under nonces that are free."""
    batches = given[BATCHES]
    assert isinstance(batches, list)
    assert isinstance(batch, dict)
    slot = max(int(str(batch["slot"])), int(str(batches[step - 1]["slot"])) if step else 0)  # type: ignore[index, call-overload]
    # What the same people do after it is signed anew: their nonces are higher then.
    return {**given, BATCHES: _renumbered([*batches[:step], {**batch, "slot": str(slot)}, *batches[step:]])}


def with_sender(given: Input, step: int, pair: KeyPair) -> Input:
    """The input with the transactions of one of its batches sent by another."""
    batches = given[BATCHES]
    assert isinstance(batches, list)
    batch = batches[step]
    assert isinstance(batch, dict)
    transactions = batch["transactions"]
    assert isinstance(transactions, list)
    sent = [sign_transaction(pair, replace(signed[1], fee=signed[1].fee + MORE)).hex() for data in transactions if (signed := _signed(str(data)))]
    return {**given, BATCHES: _renumbered([*batches[:step], {**batch, "transactions": [*sent]}, *batches[step + 1 :]])}


def senders(given: Input) -> list[KeyPair]:
    """Who has an account in the state, where the test key is known."""
    state = given[STATE]
    assert isinstance(state, dict)
    accounts = state["accounts"]
    assert isinstance(accounts, dict)
    return [known_pairs()[account] for account in map(bytes.fromhex, accounts) if account in known_pairs()]


def _renumbered(batches: list[Any]) -> Json:
    """The batches with slots that do not go back, and each sender's nonces one above the other."""
    used: dict[bytes, int] = {}
    slot, after = 0, list[Json]()
    for batch in batches:
        slot = max(slot, int(str(batch["slot"])))
        transactions = list[Json]()
        for data in batch["transactions"]:
            signed = _signed(str(data))
            if signed is None:
                transactions.append(data)
                continue
            pair, message = signed
            nonce = min(max(message.nonce, used.get(pair.account, 0) + 1), MAX_UINT64)
            used[pair.account] = nonce
            # One that has more digits needs a little more fee.
            again = message if nonce == message.nonce else replace(message, nonce=nonce, fee=message.fee + MORE)
            transactions.append(data if again is message else sign_transaction(pair, again).hex())
        after.append({**batch, "slot": str(slot), "transactions": transactions})
    return after


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
    """The test keys that the modules of the vectors name, by account: of all of them, whichever this process has needed so far."""
    found: dict[bytes, KeyPair] = {}
    for named in walk_packages(vectors.__path__, "vectors."):
        for value in vars(import_module(named.name)).values():
            for each in value if type(value) is tuple else (value,):
                if isinstance(each, KeyPair):
                    found[each.account] = each
    know(found)
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
        return value.hex() if type(value) is bytes else str(value) if isinstance(whole, str) else value
    first, rest = path[0], path[1:]
    if isinstance(whole, list):
        return [*whole[:first], _json_with(whole[first], rest, value), *whole[first + 1 :]]
    assert isinstance(whole, dict)
    return {**whole, first: _json_with(whole[first], rest, value)}


def _json_at(whole: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        whole = whole[step]  # type: ignore[index]
    return whole
