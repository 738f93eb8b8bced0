"""What executes calls in theorems, until contracts do: a pure operation whose cost is tunable, and which reads, writes, removes, pays and fails."""

from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from typing import Annotated

from immutables import Map

from reference.codes import SUCCESS, Code
from reference.consensus.heavy_calls import HeavyExecution, Invocation
from reference.numbers import Range
from reference.state.execution import Execution
from reference.state.heavy import Payout

PLACES = 4
"""How many records there are: few, so that calls meet."""

Cost = Annotated[int, Range(0, 255)]
"""How many times the operation hashes: what makes a call long."""

Place = Annotated[int, Range(0, PLACES - 1)]
"""Which record a call reads, or writes, or which account it pays."""

Part = Annotated[int, Range(0, 3)]
"""How many fifths of the attached money it pays to each of two accounts: three are more than there is."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a call asks for."""

    cost: Cost
    """How long it takes."""

    reads: Place
    """The record that its result depends on."""

    writes: Place
    """The record that it writes the result to."""

    removes: bool
    """Whether it removes the record that it has read, instead of replacing it."""

    fails: bool
    """Whether it fails in the end."""

    pays: Part
    """What it pays, where money is attached."""


def encoded(operation: Operation) -> bytes:
    """An operation as the bytes of a call."""
    return bytes((operation.cost, operation.reads, operation.writes, operation.removes, operation.fails, operation.pays))


def key_of(place: int) -> bytes:
    """The key of a record."""
    return bytes((place,)) * 2


def execute(store: Map[bytes, bytes], call: bytes) -> Execution:
    """Hash the record that the call names as often as it asks for, and write what results: a pure function of the two.

    What it read it replaces as well, and last, so that a call writes two records, in any order of their keys, or one twice.
    """
    cost, reads, writes, removes, fails, _ = call
    digest = reduce(lambda before, _: sha256(before).digest(), range(cost), call + store.get(key_of(reads), b""))
    written = {key_of(writes): digest, key_of(reads): b"" if removes else digest[:2]}
    return Execution(outcome=Code.AMOUNT_ZERO.number if fails else SUCCESS, gas=cost, written=written)


def execute_heavy(seen: Invocation) -> HeavyExecution:
    """The same of a heavy call, which pays parts of its money to two accounts besides."""
    part = seen.money * seen.arguments[5] // 5
    payees = (seen.arguments[1], seen.arguments[2])
    return HeavyExecution(execute(seen.storage, seen.arguments), tuple(Payout(account_of(place), part) for place in payees))


def account_of(place: int) -> bytes:
    """An account that heavy calls are made by, and pay."""
    return bytes((200 + place,)) * 32
