"""Contracts: who released each, its programs, what it has stored, and where it stands where it declares a machine."""

from dataclasses import dataclass
from typing import Annotated

from reference.numbers import AccountId, Amount, Hash, Length, Range, Slot
from reference.wire.contract_bodies import MAX_PROGRAM_BYTES
from reference.wire.event import MAX_NAME_BYTES
from reference.wire.scalar import MAX_SCALAR_BYTES

MAX_STORED_BYTES = MAX_SCALAR_BYTES + 3
"""The bytes of the longest value's encoding: those of a string, and before them its length."""

Source = Annotated[bytes, Length(1, MAX_PROGRAM_BYTES)]
"""A program."""

StoredKey = Annotated[bytes, Length(1, MAX_NAME_BYTES)]
"""What a contract stores something under."""

Name = Annotated[bytes, Length(1, MAX_NAME_BYTES)]
"""A state's, an event's or a resource's."""

ResourceAmount = Annotated[int, Range(0, 2**63 - 1)]
"""What a resource comes to."""

NO_PROGRAM = bytes(32)
"""What stands for the hash of a program that a contract does not have."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract. One that nobody has released is not stored; none is ever removed or changed."""

    author: AccountId
    """Who released it."""

    source_hash: Hash
    """The SHA-256 of its program."""

    heavy_hash: Hash
    """The SHA-256 of the program of its heavy calls; 32 zero bytes where it has none."""

    deposit: Amount
    """The SSP units that its author paid for it, which the ecosystem pool keeps."""

    released: Slot
    """The slot in which it was released."""


NO_CONTRACT = Contract(author=bytes(32), source_hash=NO_PROGRAM, heavy_hash=NO_PROGRAM, deposit=0, released=0)
"""What a lookup of a contract yields that nobody has released."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program, stored once however many contracts have it. None is ever removed."""

    source: Source
    """Its text."""


NOT_A_PROGRAM = Program(source=b"")
"""What a lookup of a program yields that no contract has."""


@dataclass(frozen=True, slots=True)
class StoredValue:
    """What a contract has stored under a key. Nil is not stored."""

    record: Annotated[bytes, Length(1, MAX_STORED_BYTES)]
    """The value's deterministic encoding."""


NOTHING_STORED = StoredValue(record=b"")
"""What a lookup of a key yields under which a contract has nothing."""

StoredIn = tuple[AccountId, StoredKey]
"""A contract, and a key of its own."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource, and what it comes to."""

    name: Name
    amount: ResourceAmount


Resources = tuple[Resource, ...]
"""What resources come to. One that is not there comes to 0."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the machine of a contract stands that declares one."""

    state: Name
    """The state that it is in."""

    resources: Resources
    """What its resources come to, in the order in which it declares them."""


NO_MACHINE = Standing(state=b"", resources=())
"""What a lookup of a contract yields that declares no machine."""
