"""How an operation of the host reads what it is given, and how it says what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from reference.codes import Reject
from reference.contracts.integers import HALF
from reference.contracts.values import Scalar
from reference.contracts.world import MAX_RECORD_BYTES, World
from reference.numbers import MAX_AMOUNT

ID_BYTES = 32
"""The bytes of an account, a coin, an order."""

Arguments = tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an operation."""

    succeeded: bool
    value: Scalar
    world: World


CarryOut = Callable[[World, Arguments], Done]
"""From the world and what an operation is given."""


class AskedWrongly(Exception):
    """An operation was given what it does not take."""


def reading(look: Callable[[World, Arguments], Scalar]) -> CarryOut:
    """An operation that changes nothing."""

    def carry_out(world: World, given: Arguments) -> Done:
        try:
            return Done(True, look(world, given), world)
        except AskedWrongly:
            return Done(False, None, world)

    return carry_out


def changing(change: Callable[[World, Arguments], World]) -> CarryOut:
    """An operation that changes the world, or is rejected by a rule of the chain: then the number of its code is the value."""

    def carry_out(world: World, given: Arguments) -> Done:
        try:
            return Done(True, None, change(world, given))
        except AskedWrongly:
            return Done(False, None, world)
        except Reject as rejected:
            return Done(False, rejected.code.number, world)

    return carry_out


def bytes_of(given: Arguments, place: int, least: int = 0, most: int = MAX_RECORD_BYTES) -> bytes:
    """The string at a place. Raises `AskedWrongly` for anything else."""
    value = given[place] if place < len(given) else None
    if type(value) is not bytes or not least <= len(value) <= most:
        raise AskedWrongly
    return value


def integer_of(given: Arguments, place: int) -> int:
    """The integer at a place, 0 or more. Raises `AskedWrongly` for anything else."""
    value = given[place] if place < len(given) else None
    if type(value) is not int or not 0 <= value <= MAX_AMOUNT:
        raise AskedWrongly
    return value


def identifier_of(given: Arguments, place: int) -> bytes:
    """The identifier at a place."""
    return bytes_of(given, place, ID_BYTES, ID_BYTES)


def record_of(given: Arguments, place: int) -> Scalar:
    """The value at a place, which is stored or emitted."""
    value = given[place] if place < len(given) else None
    return bytes_of(given, place) if type(value) is bytes else value


def told(value: object) -> Scalar:
    """A member of a record, as a program takes it. Raises `AskedWrongly` for one that is no truth value, string or integer below 2^63."""
    if isinstance(value, str):
        return value.encode()
    if type(value) is bytes or type(value) is bool:
        return value
    if isinstance(value, int) and value < HALF:
        return int(value)
    raise AskedWrongly
