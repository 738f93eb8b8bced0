"""What tells a proxy from the number it stands for, under whichever name it is reached. Each statement here is false at one number that no trial would draw."""

import builtins
import operator
import sys
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

import pytest

from reference.construction import quickly_made
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Length, Range
from reference.state.account import Account
from spec.prover import StandIn, Verdict, check, check_kernel, theorem

RARE = 123456789012345
CALLS: list[int] = []

kind_of = type
every: Callable[[Any], bool]
plain: Callable[[Any], bool]
every, plain = (lambda number: True), (lambda number: type(number) is int)
waiting: list[Any] = []
kinds = (type(number) is int for number in iter(lambda: waiting[-1], None))
planted: dict[str, Any] = {"__name__": __name__}
exec("def __eq__(number):\n    return type(number) is int\n", planted)
disguised = planted["__eq__"]


class Thing:
    """A class that a pattern's variable is named like."""


@dataclass(frozen=True)
class Picky:
    """A record that looks at its field when it is made."""

    amount: Amount

    def __post_init__(self) -> None:
        """Fail for one number only."""
        if type(self.amount) is int and self.amount == RARE:
            raise ValueError


@dataclass(frozen=True)
class Planted:
    """A record whose constructor is generated, as a dataclass's own is, and encloses what looks at its field."""

    amount: Amount


exec(
    """
def make(write, kind, rare):
    def __init__(self, amount):
        write(self, "amount", 0 if kind(amount) is kind(rare) and amount == rare else amount)
    return __init__
""",
    globals(),
    planted,
)
Planted.__init__ = planted["make"](object.__setattr__, type, RARE)  # type: ignore[method-assign]


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    """A record made quickly, which hides nothing."""

    amount: Amount


@dataclass(frozen=True, eq=False)
class Single:
    """A record that equals only itself."""

    amount: Amount


@dataclass(frozen=True)
class Noted:
    """A record with a field that takes no part in equality."""

    amount: Amount
    note: Amount = field(default=0, compare=False)


def callable_number(amount: Amount) -> bool:
    return callable(amount) | (amount != RARE)


def number_with_a_length(amount: Amount) -> bool:
    return hasattr(amount, "__len__") | (amount != RARE)


def string_with_a_matrix_product(account: AccountId) -> bool:
    return hasattr(account, "__matmul__") | (account != bytes(31) + b"\x47")


def type_by_another_name(amount: Amount) -> bool:
    return (kind_of(amount) is not int) | (amount != RARE)


def type_by_its_module(amount: Amount) -> bool:
    return (builtins.type(amount) is not int) | (amount != RARE)


def type_by_a_variable(amount: Amount) -> bool:
    kind = type
    return (kind(amount) is not int) | (amount != RARE)


def by_default(amount: Any, kind: Any = type) -> bool:
    return kind(amount) is int


def type_by_a_default(amount: Amount) -> bool:
    return (not by_default(amount)) | (amount != RARE)


def identity_by_a_function(amount: Amount, other: Amount) -> bool:
    return operator.is_not(amount, other) | (amount != 77)


def instance_of_an_abstract_class(amount: Amount) -> bool:
    return isinstance(amount, typing.Sized) | (amount != RARE)


def matched_by_an_attribute(amount: Amount) -> bool:
    match amount:
        case object(__len__=_):
            return True
    return amount != RARE


def pattern_named_like_a_class(amount: Amount, other: Amount) -> bool:
    match other:
        case Thing:  # noqa: N806
            return (amount is not Thing) | (amount != 77)


def two_functions_on_a_line(amount: Amount) -> bool:
    return (not plain(amount)) | (amount != RARE)


def surrogates(text: Annotated[str, Length(1, 16)]) -> bool:
    return (text == "\ud800") | (text != "\ue000")


def unwatched_from_inside(amount: Amount) -> bool:
    sys.setprofile(None)
    return (not plain(amount)) | (amount != RARE)


def code_without_a_file(amount: Amount) -> bool:
    return (not disguised(amount)) | (amount != RARE)


def generator_of_the_module(amount: Amount) -> bool:
    return (not next(kinds)) | (amount != RARE)


def record_that_looks(record: Picky) -> bool:
    return True


def record_made_that_looks(amount: Amount) -> bool:
    return Picky(amount).amount == amount


def record_made_by_planted_code(amount: Amount) -> bool:
    return Planted(amount).amount == amount


def record_compared_by_identity(one: Single, other: Single) -> bool:
    return one != other


def counted_calls(amount: Amount) -> bool:
    CALLS.append(0)
    return True if len(CALLS) < 400 else amount != 7


REACHED: list[Callable[..., Any]] = [
    callable_number,
    number_with_a_length,
    string_with_a_matrix_product,
    type_by_another_name,
    type_by_its_module,
    type_by_a_variable,
    type_by_a_default,
    identity_by_a_function,
    instance_of_an_abstract_class,
    matched_by_an_attribute,
    pattern_named_like_a_class,
    two_functions_on_a_line,
    surrogates,
    unwatched_from_inside,
    code_without_a_file,
    generator_of_the_module,
    record_that_looks,
    record_made_that_looks,
    record_made_by_planted_code,
    record_compared_by_identity,
    counted_calls,
]


@pytest.mark.parametrize("statement", REACHED, ids=lambda statement: statement.__name__)
def test_what_tells_a_proxy_from_a_number_is_unknown(statement: Callable[..., Any]) -> None:
    """Protects against a proof about proxies: whatever could see one is refused by what it is, not by its name."""
    checked = check(statement)
    assert checked.verdict is Verdict.UNKNOWN, checked
    assert checked.detail


def test_a_record_made_quickly_is_part_of_the_fragment() -> None:
    """Protects the records of every transaction from being refused for the constructor that they were given."""

    def kept(amount: Amount) -> bool:
        return Quick(amount).amount == amount

    def changed(amount: Amount) -> bool:
        return Quick(amount) != Quick(RARE)

    assert check(kept).verdict is Verdict.PROVED
    assert check(changed).verdict is Verdict.REFUTED


def remainder(amount: Amount) -> Amount:
    """A procedure."""
    return amount % 1000003


def another() -> Callable[[Amount], Amount]:
    """Another procedure, with the first one's name."""

    def remainder(amount: Amount) -> Amount:
        return amount % 1000003 + (amount == RARE)

    return remainder


second = another()


def test_procedures_with_one_name_are_two_unknown_functions() -> None:
    """Protects against a proof that two procedures agree because they are called alike."""

    @theorem("TEST-1", "They agree.", standing_in=(StandIn(remainder), StandIn(second)))
    def agree(amount: Amount) -> bool:
        return remainder(amount) == second(amount)

    assert check(agree).verdict is not Verdict.PROVED


def balance_in(account: Account, amount: Amount) -> Amount:
    """A procedure that is given a record."""
    return account.balance // (amount + 1)


def test_of_a_function_of_records_not_even_equal_results_are_known() -> None:
    """Protects against a proof that rests on two records being one."""

    @theorem("TEST-1", "It is one function.", standing_in=(StandIn(balance_in),))
    def one(account: Account, other: Account, amount: Amount) -> bool:
        return balance_in(account, amount) == balance_in(other, amount)

    @theorem("TEST-1", "Its results are amounts.", standing_in=(StandIn(balance_in),))
    def amounts(account: Account, amount: Amount) -> bool:
        return 0 <= balance_in(account, amount) <= MAX_AMOUNT

    assert check(one).verdict is not Verdict.PROVED
    assert check(amounts).verdict is Verdict.PROVED


def test_no_value_of_a_type_is_vacuous() -> None:
    """Protects against a theorem about the numbers from 5 to 3."""

    def empty(number: Annotated[int, Range(5, 3)]) -> bool:
        return False

    def kernel(number: Annotated[int, Range(5, 3)]) -> Amount:
        return number

    assert check(empty).verdict is Verdict.VACUOUS
    assert check_kernel(kernel).verdict is Verdict.VACUOUS


def test_a_condition_that_raises_is_unknown() -> None:
    """Protects against a crash of the whole report, and against taking a broken condition for one that is not met."""

    @theorem("TEST-1", "About quotients.", assuming=lambda amount: 1 // amount > 5)
    def quotients(amount: Amount) -> bool:
        return True

    assert check(quotients).verdict is Verdict.UNKNOWN


def listed(amount: Amount) -> list[Amount]:
    return [amount + 2**100]


def mapped(amount: Amount) -> dict[int, Amount]:
    return {1: amount + 2**100}


def bare_tuple(amount: Amount) -> tuple:  # type: ignore[type-arg]
    return (amount + 2**100,)


def noted(amount: Amount) -> Noted:
    return Noted(amount, amount + 2**63)


@pytest.mark.parametrize("kernel", [listed, mapped, bare_tuple, noted], ids=lambda kernel: kernel.__name__)
def test_every_part_of_a_kernels_result_lies_in_its_range(kernel: Callable[..., Any]) -> None:
    """Protects against results that are taken to be in range because nobody looked into them."""
    assert check_kernel(kernel).verdict in (Verdict.UNKNOWN, Verdict.REFUTED)
