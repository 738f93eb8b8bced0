"""What a program computes with: nil, truth values, integers, strings, tables and functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reference.contracts.faults import Fault
from reference.contracts.limits import MAX_LIST
from reference.contracts.syntax import Function, Variable
from reference.rules import procedure

Value: TypeAlias = Any
"""None, a bool, an int, bytes, a `Table` or a `Closure`. No two of different types are equal."""

Scalar: TypeAlias = bool | int | bytes | None
"""A value that can leave the program."""

Values = tuple[Value, ...]

MAX_KEY_BYTES = 40
"""The bytes of a string that is a key."""


class Table:
    """A table: what it has under integers, strings and truth values, and its border."""

    def __init__(self) -> None:
        self._entries: dict[tuple[type, Value], Value] = {}
        self.border = 0
        """The least integer, 0 or more, after which the next has nothing (LVM-22)."""

    def get(self, key: Value) -> Value:
        """What is under a key; nil where nothing is, and for what cannot be one."""
        return self._entries.get((type(key), key))

    def put(self, key: Value, value: Value) -> int:
        """Put a value under a key; nil removes what is there. By how many beyond one the border has grown."""
        if value is None:
            self._remove(key)
            return 0
        self._entries[type(key), key] = value
        grown = 0
        while self.get(self.border + 1) is not None:
            self.border += 1
            grown += 1
        return max(grown - 1, 0)

    def _remove(self, key: Value) -> None:
        self._entries.pop((type(key), key), None)
        if type(key) is int and 1 <= key <= self.border:
            self.border = key - 1

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self._entries)

    def keys(self) -> list[Value]:
        """Its keys, in no order."""
        return [key for _, key in self._entries]


@procedure("LVM-23")
def in_key_order(keys: Sequence[Value]) -> list[Value]:
    """Keys in their order: integers, the least first; strings, bytewise; false and true."""
    return sorted(keys, key=lambda key: ((int, bytes, bool).index(type(key)), key))


@procedure("LVM-22")
def check_key(key: Value) -> None:
    """Faults for what cannot be a key: anything but an integer, a truth value and a string of at most `MAX_KEY_BYTES`."""
    if type(key) is bytes and len(key) <= MAX_KEY_BYTES:
        return
    if type(key) not in (int, bool):
        raise Fault


class Cell:
    """What holds a variable's value. Functions that capture the variable share it."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


Cells = dict[Variable, Cell]


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function with the variables that it has captured."""

    function: Function
    cells: Cells


def truth(value: Value) -> bool:
    """Whether a value counts as true: all do but nil and false."""
    return value is not None and value is not False


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal: of one type, and for tables and functions the very same."""
    return type(left) is type(right) and bool(left == right)


def type_name(value: Value) -> bytes:
    """What `type` says."""
    names = {type(None): b"nil", bool: b"boolean", int: b"number", bytes: b"string", Table: b"table", Closure: b"function"}
    return names[type(value)]


def integer(value: Value) -> int:
    """The value, which is an integer. Faults for another one."""
    if type(value) is not int:
        raise Fault
    return value


def string(value: Value) -> bytes:
    """The value, which is a string. Faults for another one."""
    if type(value) is not bytes:
        raise Fault
    return value


def table(value: Value) -> Table:
    """The value, which is a table. Faults for another one."""
    if not isinstance(value, Table):
        raise Fault
    return value


def text(value: Value) -> bytes:
    """A string, or an integer in decimal. Faults for another value."""
    return value if type(value) is bytes else str(integer(value)).encode()


def listed(values: Sequence[Value]) -> Values:
    """Values that a call hands over. Faults for more than `MAX_LIST`."""
    if len(values) > MAX_LIST:
        raise Fault
    return tuple(values)
