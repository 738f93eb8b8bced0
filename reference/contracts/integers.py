"""A program's integers: 64 bits in two's complement, from -2^63 to 2^63 - 1. What goes beyond comes back at the other end."""

from reference.contracts.faults import Fault
from reference.rules import procedure

WORD = 2**64
HALF = 2**63


def wrap(value: int) -> int:
    """The integer of 64 bits that an integer of any size comes to."""
    return (value + HALF) % WORD - HALF


@procedure("LVM-20")
def calculate(operator: str, left: object, right: object) -> int:
    """What an operator makes of two integers. Faults where one is no integer, and for a division by 0."""
    if type(left) is not int or type(right) is not int:
        raise Fault
    return wrap(_exact(operator, left, right))


def _exact(operator: str, left: int, right: int) -> int:
    """The result before it is brought into 64 bits."""
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "//":
            return _divide(left, right)
        case "%":
            return left - right * _divide(left, right)
        case "&":
            return left & right
        case "|":
            return left | right
        case "~":
            return left ^ right
        case "<<":
            return _shift_left(left, right)
        case _:
            return _shift_left(left, -right)


def _divide(left: int, right: int) -> int:
    if right == 0:
        raise Fault
    return left // right


def _shift_left(left: int, right: int) -> int:
    """The 64 bits, moved up by `right` places, or down by `-right`; zeros come after them."""
    if not -64 < right < 64:
        return 0
    bits = left % WORD
    return bits << right if right >= 0 else bits >> -right


ARITHMETIC = frozenset(("+", "-", "*", "//", "%", "&", "|", "~", "<<", ">>"))
"""The operators of which both operands are integers, and the result too."""


@procedure("LVM-34")
def muldiv(left: int, right: int, divisor: int) -> int:
    """`left x right / divisor`, rounded down, with the whole product between. Faults where one is negative, the divisor is 0, or the result does not fit."""
    if left < 0 or right < 0 or divisor <= 0:
        raise Fault
    result = left * right // divisor
    if result >= HALF:
        raise Fault
    return result
