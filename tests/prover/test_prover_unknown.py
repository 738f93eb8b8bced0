"""What the prover does not understand it calls unknown. Each statement here is of a kind on which a symbolic number would behave unlike a number."""

import math
import struct
from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import pytest

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Symbol
from spec.prover import Limits, Verdict, check, theorem

TABLE = {0: True}
SEEN: list[int] = []


class Level(IntEnum):
    """Members that are integers by inheritance."""

    LOW = 1


class Trap(int):
    """An integer that C code reads otherwise than Python does."""

    def __add__(self, other: object) -> int:
        """Not what C code would compute."""
        return 0


def identity_of_numbers(one: Amount, other: Amount) -> bool:
    return one is other or one is not other


def identity_of_truth(flag: bool) -> bool:
    return not (flag is True and flag is False)


def identity_with_a_member_that_is_a_number(amount: Amount) -> bool:
    return amount is not Level.LOW


def type_of_a_number(amount: Amount) -> bool:
    return type(amount) is int


def class_of_a_number(amount: Amount) -> bool:
    return amount.__class__ is int


def power(amount: Amount) -> bool:
    return amount**2 >= 0


def shift(amount: Amount) -> bool:
    return amount << 1 >= 0


def bits(amount: Amount) -> bool:
    return amount & 1 >= 0


def true_division(amount: Amount) -> bool:
    return amount / 2 >= 0


def product_with_a_float(amount: Amount) -> bool:
    return amount * 0.5 >= 0


def comparison_with_a_float(amount: Amount) -> bool:
    return amount != 1.0 or amount == 1


def comparison_with_a_fraction(amount: Amount) -> bool:
    return amount != Fraction(1, 2)


def comparison_with_a_decimal(amount: Amount) -> bool:
    return amount != Decimal("0.5")


def integer_by_inheritance(amount: Amount) -> bool:
    return amount + Trap(1) > amount


def enumeration_of_integers(amount: Amount) -> bool:
    return amount + Level.LOW > amount


def hashed(amount: Amount) -> bool:
    return hash(amount) == hash(amount)


def member_of_a_set(amount: Amount) -> bool:
    return amount in {0, 1} or amount > 1


def looked_up(amount: Amount) -> bool:
    return TABLE.get(amount, True)


def counted_to(amount: Amount) -> bool:
    return all(number < amount for number in range(amount))


def index_of_a_list(amount: Amount) -> bool:
    return [True, True][amount] if amount < 2 else True


def packed(amount: Amount) -> bool:
    return len(struct.pack(">Q", amount)) == 8


def root(amount: Amount) -> bool:
    return math.isqrt(amount) >= 0


def written_out(amount: Amount) -> bool:
    return f"{amount}" != ""


def as_text(amount: Amount) -> bool:
    return str(amount) != ""


def converted(amount: Amount) -> bool:
    return int(amount) == amount


def rounded(amount: Amount) -> bool:
    return round(amount) == amount


def attribute(amount: Amount) -> bool:
    return amount.bit_length() < 64


def truth_of_a_string(symbol: Symbol) -> bool:
    return bool(symbol)


def length_of_a_string(account: AccountId) -> bool:
    return len(account) == 32


def order_of_strings(one: AccountId, other: AccountId) -> bool:
    return one < other or one >= other


def part_of_a_string(account: AccountId) -> bool:
    return account[0] < 256


def joined_strings(account: AccountId) -> bool:
    return account + b"x" != account


def encoded(symbol: Symbol) -> bool:
    return symbol.encode() != b""


def swallows_the_refusal(amount: Amount) -> bool:
    try:
        return amount**2 >= 0
    except BaseException:
        return True


def swallows_a_type_error(amount: Amount) -> bool:
    try:
        return struct.pack(">Q", amount) != b""
    except TypeError:
        return True


def clears_up_with_a_result(amount: Amount) -> bool:
    try:
        return bool(amount**2)
    finally:
        return True  # noqa: B012, SIM107


def unbounded_loop(amount: Amount) -> bool:
    while amount > 0:
        amount -= 1
    return amount == 0


def remembers_and_asks(amount: Amount) -> bool:
    SEEN.append(1)
    return amount > len(SEEN) or amount <= len(SEEN)


def matches_truth_by_identity(flag: bool) -> bool:
    match flag:
        case True:
            return True
        case _:
            return True


def library_code(amount: Amount) -> bool:
    return Fraction(3, 4).limit_denominator(2) != 0 and amount >= 0


def returns_a_number(amount: Amount) -> int:
    return amount


def returns_nothing(amount: Amount) -> None:
    return None


UNDERSTOOD_BY_NOBODY: list[Callable[..., Any]] = [
    identity_of_numbers,
    identity_of_truth,
    identity_with_a_member_that_is_a_number,
    type_of_a_number,
    class_of_a_number,
    power,
    shift,
    bits,
    true_division,
    product_with_a_float,
    comparison_with_a_float,
    comparison_with_a_fraction,
    comparison_with_a_decimal,
    integer_by_inheritance,
    enumeration_of_integers,
    hashed,
    member_of_a_set,
    looked_up,
    counted_to,
    index_of_a_list,
    packed,
    root,
    written_out,
    as_text,
    converted,
    rounded,
    attribute,
    truth_of_a_string,
    length_of_a_string,
    order_of_strings,
    part_of_a_string,
    joined_strings,
    encoded,
    swallows_the_refusal,
    swallows_a_type_error,
    clears_up_with_a_result,
    unbounded_loop,
    remembers_and_asks,
    matches_truth_by_identity,
    library_code,
    returns_a_number,
    returns_nothing,
]


@pytest.mark.parametrize("statement", UNDERSTOOD_BY_NOBODY, ids=lambda statement: statement.__name__)
def test_what_is_outside_the_fragment_is_unknown(statement: Callable[..., Any]) -> None:
    """Protects against a proof about proxies that is none about numbers: nothing of this kind is ever called proved, and it is not called false either."""
    checked = check(statement)
    assert checked.verdict is Verdict.UNKNOWN, checked
    assert checked.detail


def test_a_question_that_is_too_hard_is_unknown() -> None:
    """Protects against taking Z3's silence for consent. The statement is a case of Fermat's last theorem, under a small limit of effort."""

    def statement(one: Amount, other: Amount, third: Amount) -> bool:
        return (one == 0) | (other == 0) | (one * one * one + other * other * other != third * third * third)

    assert check(statement, Limits(effort=200_000)).verdict is Verdict.UNKNOWN


def test_an_undecided_branch_is_taken_both_ways() -> None:
    """Protects against dropping a path because Z3 could not say that it is possible: the failure behind it would be lost."""

    def statement(one: Amount, other: Amount, third: Amount) -> bool:
        nearly_fermat = (one > 2) & (other > 2) & (one * one * one + other * other * other == third * third * third + 1)
        return not nearly_fermat

    assert check(statement, Limits(effort=200_000)).verdict is not Verdict.PROVED


def test_more_paths_than_allowed_are_unknown() -> None:
    """Protects against a proof of the paths that were reached in time."""

    def statement(one: Amount, other: Amount, third: Amount) -> bool:
        return (one > 1 or one <= 1) and (other > 1 or other <= 1) and (third > 1 or third <= 1)

    assert check(statement).verdict is Verdict.PROVED
    assert check(statement, Limits(paths=7)).verdict is Verdict.UNKNOWN


def test_a_statement_that_always_rejects_is_vacuous() -> None:
    """Protects against a theorem that says nothing: every path ends in a rejection."""

    def statement(amount: Amount) -> bool:
        raise Reject(Code.AMOUNT_ZERO)

    assert check(statement).verdict is Verdict.VACUOUS


def test_a_statement_whose_condition_never_holds_is_vacuous() -> None:
    """Protects against a theorem about no arguments at all, whether it is seen at once or only by Z3."""

    @theorem("TEST-1", "About nothing.", assuming=lambda amount: False)
    def never(amount: Amount) -> bool:
        return False

    @theorem("TEST-2", "About nothing, less obviously.", assuming=lambda amount: (amount > 5) & (amount + amount < 10))
    def contradictory(amount: Amount) -> bool:
        return False

    assert check(never).verdict is Verdict.VACUOUS
    assert check(contradictory).verdict is Verdict.VACUOUS
