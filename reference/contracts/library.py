"""The library's functions that call nothing back (LVM-30 to LVM-34): from arguments to results, everything paid for before it is done."""

import re
from collections.abc import Callable, Mapping

from reference.contracts.faults import Fault, Raised
from reference.contracts.integers import HALF, muldiv
from reference.contracts.meter import Meter
from reference.contracts.prices import ENTRY_MEMORY
from reference.contracts.values import Table, Value, Values, check_key, integer, listed, string, table, text, truth, type_name
from reference.rules import procedure

INTEGER_BYTES = 20
"""The most bytes of an integer in decimal: room for so many is what one costs."""

MULDIV_GAS = 20
"""What the wide product and quotient cost."""

DECIMAL = re.compile(rb"-?[0-9]{1,19}")


@procedure("LVM-21")
def store(meter: Meter, target: Value, key: Value, value: Value) -> None:
    """Put a value into a table under a key (LVM-21). Faults for what is no table or no key. A new entry takes memory, and each entry
    beyond one by which the border grows a unit of gas.
    """
    entries = table(target)
    check_key(key)
    if value is not None and entries.get(key) is None:
        meter.allocate(ENTRY_MEMORY)
    meter.charge(entries.put(key, value))


@procedure("LVM-30")
def call_basic(meter: Meter, name: str, first: Value, second: Value, _: Value) -> Values:
    """`assert`, `error`, `tostring` and `type`."""
    match name:
        case "assert":
            if not truth(first):
                raise Raised(second)
            return (first,)
        case "error":
            raise Raised(first)
        case "type":
            return (type_name(first),)
        case _:
            return (_to_string(meter, first),)


def _to_string(meter: Meter, value: Value) -> bytes:
    if value is None:
        return b"nil"
    if type(value) is bool:
        return b"true" if value else b"false"
    if type(value) is int:
        meter.make_string(INTEGER_BYTES)
    return text(value)


@procedure("LVM-31")
def call_string(meter: Meter, name: str, first: Value, second: Value, third: Value) -> Values:
    """The functions of `string`. All positions count from 1."""
    match name:
        case "string.byte":
            return _byte(string(first), integer(second))
        case "string.char":
            return (_char(meter, integer(first)),)
        case "string.find":
            return _find(meter, string(first), string(second), 1 if third is None else integer(third))
        case "string.rep":
            return (_repeat(meter, string(first), integer(second)),)
        case _:
            return (_sub(meter, string(first), integer(second), -1 if third is None else integer(third)),)


def _byte(source: bytes, place: int) -> Values:
    return (source[place - 1] if 1 <= place <= len(source) else None,)


def _char(meter: Meter, byte: int) -> bytes:
    if not 0 <= byte <= 255:
        raise Fault
    meter.make_string(1)
    return bytes((byte,))


def _find(meter: Meter, source: bytes, sought: bytes, start: int) -> Values:
    """The first and the last place of what is sought, as it is, not before a place; nil where it is not there."""
    if start < 1:
        raise Fault
    meter.handle(len(source) * (len(sought) + 1))
    found = source.find(sought, start - 1) if start <= len(source) + 1 else -1
    return (None,) if found < 0 else (found + 1, found + len(sought))


def _repeat(meter: Meter, source: bytes, times: int) -> bytes:
    size = len(source) * max(times, 0)
    meter.make_string(size)
    return source * max(times, 0) if source else b""


def _sub(meter: Meter, source: bytes, start: int, stop: int) -> bytes:
    """From a place to another, both included. A negative place counts from the end, -1 being the last; what lies outside the string is cut off."""
    size = len(source)
    first = start if start > 0 else max(size + start + 1, 1) if start < 0 else 1
    last = min(stop, size) if stop >= 0 else size + stop + 1
    count = max(last - first + 1, 0)
    meter.make_string(count)
    return source[first - 1 : first - 1 + count]


@procedure("LVM-32")
def call_table(meter: Meter, name: str, first: Value, second: Value, _: Value) -> Values:
    """`table.concat`, `table.insert`, `table.remove` and `table.unpack`: on the entries from 1 to the border."""
    entries = table(first)
    match name:
        case "table.concat":
            return (_concat(meter, entries, b"" if second is None else string(second)),)
        case "table.insert":
            store(meter, entries, entries.border + 1, second)
            return ()
        case "table.remove":
            return (_remove(entries),)
        case _:
            # Judged by the border: nobody pays for walking over a long table that is refused.
            listed(range(entries.border))
            meter.charge(entries.border)
            return tuple(in_order(entries))


def _remove(entries: Table) -> Value:
    """Take the last entry away; nil where there is none."""
    if entries.border == 0:
        return None
    last = entries.get(entries.border)
    entries.put(entries.border, None)
    return last


def in_order(entries: Table) -> list[Value]:
    """What a table has under 1 to its border."""
    return [entries.get(place) for place in range(1, entries.border + 1)]


def _concat(meter: Meter, entries: Table, separator: bytes) -> bytes:
    meter.charge(entries.border)
    parts = [text(value) for value in in_order(entries)]
    meter.make_string(sum(map(len, parts)) + len(separator) * max(len(parts) - 1, 0))
    return separator.join(parts)


@procedure("LVM-33")
def call_math(meter: Meter, name: str, first: Value, second: Value, third: Value) -> Values:
    """`math.max`, `math.min`, `math.tointeger` and `muldiv`."""
    match name:
        case "math.max":
            return (max(integer(first), integer(second)),)
        case "math.min":
            return (min(integer(first), integer(second)),)
        case "math.tointeger":
            return (_to_integer(string(first)),)
        case _:
            meter.charge(MULDIV_GAS)
            return (muldiv(integer(first), integer(second), integer(third)),)


def _to_integer(source: bytes) -> int | None:
    """The integer that a string is in decimal: a minus sign or none, and 1 to 19 digits; nil for another string, and where 64 bits do not hold it."""
    if not DECIMAL.fullmatch(source):
        return None
    value = int(source)
    return value if -HALF <= value < HALF else None


Family = Callable[[Meter, str, Value, Value, Value], Values]

FAMILIES: Mapping[str, Family] = {
    **dict.fromkeys(("assert", "error", "tostring", "type"), call_basic),
    **{f"string.{name}": call_string for name in ("byte", "char", "find", "rep", "sub")},
    **{f"table.{name}": call_table for name in ("concat", "insert", "remove", "unpack")},
    **dict.fromkeys(("math.max", "math.min", "math.tointeger", "muldiv"), call_math),
}
"""What does each of them."""
