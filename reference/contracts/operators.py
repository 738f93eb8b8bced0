"""The operators that are not arithmetic: comparison, concatenation, length and the rest."""

from reference.contracts.faults import Fault
from reference.contracts.integers import ARITHMETIC, calculate
from reference.contracts.meter import Meter
from reference.contracts.values import Table, Value, integer, same, string, text, truth
from reference.rules import procedure


@procedure("LVM-24")
def equal(meter: Meter, left: Value, right: Value) -> bool:
    """Whether two values are equal. For two strings the shorter one is paid for."""
    if type(left) is bytes and type(right) is bytes:
        meter.handle(min(len(left), len(right)))
    return same(left, right)


@procedure("LVM-25")
def less_than(meter: Meter, left: Value, right: Value) -> bool:
    """Whether an integer is less than another, or a string comes before another, bytewise. Of two strings the shorter one is paid for. Faults for
    anything else.
    """
    if type(left) is bytes:
        meter.handle(min(len(left), len(string(right))))
        return left < string(right)
    return integer(left) < integer(right)


@procedure("LVM-26")
def concatenate(meter: Meter, left: Value, right: Value) -> bytes:
    """One string or integer after another. Faults for anything else."""
    first, second = text(left), text(right)
    meter.make_string(len(first) + len(second))
    return first + second


def binary(meter: Meter, operator: str, left: Value, right: Value) -> Value:
    """What a binary operator makes of two values; `and` and `or`, which may leave out one, are not among them."""
    if operator in ARITHMETIC:
        return calculate(operator, left, right)
    match operator:
        case "==":
            return equal(meter, left, right)
        case "~=":
            return not equal(meter, left, right)
        case "<":
            return less_than(meter, left, right)
        case ">":
            return less_than(meter, right, left)
        case "<=":
            return not less_than(meter, right, left)
        case ">=":
            return not less_than(meter, left, right)
        case _:
            return concatenate(meter, left, right)


@procedure("LVM-27")
def unary(operator: str, operand: Value) -> Value:
    """What a unary operator makes of a value: `not` of any, `-` and `~` of an integer, `#` of a string (its bytes) and of a table (its border).
    Faults otherwise.
    """
    match operator:
        case "not":
            return not truth(operand)
        case "-":
            return calculate("-", 0, operand)
        case "~":
            return calculate("~", operand, -1)
        case _:
            return _length(operand)


def _length(operand: Value) -> int:
    if type(operand) is bytes:
        return len(operand)
    if isinstance(operand, Table):
        return operand.border
    raise Fault
