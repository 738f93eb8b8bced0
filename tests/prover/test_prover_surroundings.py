"""What a statement finds around it: which member of which alternative, what classes and functions carry, and what was there before the run."""

import gc
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, IntEnum, StrEnum
from functools import reduce
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, NamedTuple

import pytest
from immutables import Map

from reference.numbers import AccountId, Amount, Range
from spec.prover import StandIn, Verdict, check, check_kernel, theorem, total
from spec.prover.checking import holds
from spec.prover.collection import theorems
from spec.prover.fragment import _library
from spec.prover.statement import Fold

RARE = 123456789012345

Few = Annotated[int, Range(0, 9)]


class Phase(Enum):
    """Members that differ."""

    OPEN = "open"
    CLOSED = "closed"
    LATE = "late"


@dataclass(frozen=True)
class Order:
    """A record with an option."""

    phase: Phase | None


def only_the_first_member(phase: Phase | None) -> bool:
    return phase is None or phase is Phase.OPEN


def never_the_first_member(phase: None | Phase) -> bool:  # noqa: RUF036 - the order is the point
    return phase is None or phase is not Phase.OPEN


def only_the_first_of_an_option_in_an_option(value: Annotated[Few | bytes, "either"] | None) -> bool:
    return value is None or isinstance(value, int)


def only_the_first_member_in_a_record(order: Order) -> bool:
    return order.phase is None or order.phase is Phase.OPEN


def digest(value: bytes | str | int) -> Few:
    return 1 if isinstance(value, str) else 2 if isinstance(value, bytes) else 3


@theorem("TEST-1", "A text is its bytes.", standing_in=(StandIn(digest),))
def one_digest_for_all_kinds(amount: Amount) -> bool:
    return digest(b"") == digest("")


FALSE = [
    only_the_first_member,
    never_the_first_member,
    only_the_first_of_an_option_in_an_option,
    only_the_first_member_in_a_record,
    one_digest_for_all_kinds,
]


@pytest.mark.parametrize("statement", FALSE, ids=lambda statement: statement.__name__)
def test_every_member_of_every_alternative_is_explored(statement: Callable[..., bool]) -> None:
    """Protects against one choice that settles another: which member an option holds follows from nothing."""
    checked = check(statement)
    assert checked.verdict is Verdict.REFUTED, checked
    assert checked.counterexample is not None
    assert holds(statement, checked.counterexample) is False


def test_a_kernel_is_asked_about_every_member_of_an_option() -> None:
    """Protects against a breach that only the last member of an option shows."""

    def kernel(phase: Phase | None) -> Few:
        return 10 if phase is Phase.LATE else 1

    assert check_kernel(kernel).verdict is Verdict.REFUTED


def close_late(seen: Few, order: Order) -> Few:
    return 5 if order.phase is Phase.LATE else seen


@theorem("TEST-1", "No order is late.", folding=(Fold(close_late, invariant=lambda seen: seen == 0),))
def no_order_is_late(orders: tuple[Order, ...]) -> bool:
    return reduce(close_late, orders, 0) == 0


def test_a_fold_meets_every_member_of_an_option() -> None:
    """Protects against an induction whose item is only ever of the first kind."""
    assert check(no_order_is_late).verdict is not Verdict.PROVED


@dataclass(frozen=True)
class Tool:
    """A record with a function of the interpreter in its class."""

    amount: Amount
    kind = type


@dataclass(frozen=True)
class Hidden(Tool):
    """One that inherits it."""


@dataclass(frozen=True)
class Logged:
    """A record with a list that all share."""

    amount: Amount
    _log = []  # type: ignore[var-annotated]  # noqa: RUF012


class Kinds(Enum):
    """A member that holds a function of the interpreter."""

    KIND = (type,)


class Carrying(Enum):
    """A member that carries one."""

    A = "a"

    def __init__(self, letter: str) -> None:
        """Carry it."""
        self.kind = type


class Trouble(Exception):
    """An exception whose class holds one."""

    kind = type


class Pair(NamedTuple):
    """A named tuple whose class holds one."""

    first: int
    kind = type  # type: ignore[misc]


def plain(amount: Any) -> Any:
    return amount


plain.kind = type  # type: ignore[attr-defined]
TOOL = Tool(1)
PAIR = Pair(1)


def enclosing(kinds: Any) -> Callable[..., Any]:
    def enclosed(amount: Amount) -> bool:
        return (kinds[0](amount) is not int) | (amount != RARE)

    return enclosed


def enclosing_a_module(module: Any) -> Callable[..., Any]:
    def enclosed(amount: Amount) -> bool:
        return (module.type(amount) is not int) | (amount != RARE)

    return enclosed


def enclosing_a_list(calls: list[int]) -> Callable[..., Any]:
    def enclosed(amount: Amount) -> bool:
        calls.append(1)
        return len(calls) < 1000

    return enclosed


def returning_a_kind(kinds: Any) -> Callable[..., Any]:
    def kind_of(amount: Any) -> Any:
        return kinds[0](amount)

    return kind_of


kind_of = returning_a_kind((type,))
builtin: ModuleType = __import__("builtins")


def by_a_class(tool: Tool) -> bool:
    return (tool.kind(tool.amount) is not int) | (tool.amount != RARE)  # type: ignore[comparison-overlap]


def by_a_base(tool: Hidden) -> bool:
    return (tool.kind(tool.amount) is not int) | (tool.amount != RARE)  # type: ignore[comparison-overlap]


def by_what_all_records_share(logged: Logged) -> bool:
    logged._log.append(1)
    return len(logged._log) < 1000


def by_a_member(amount: Amount) -> bool:
    return (Kinds.KIND.value[0](amount) is not int) | (amount != RARE)


def by_what_a_member_carries(amount: Amount) -> bool:
    return (Carrying.A.kind(amount) is not int) | (amount != RARE)  # type: ignore[comparison-overlap]


def by_an_exception(amount: Amount) -> bool:
    trouble = Trouble()
    return (trouble.kind(amount) is not int) | (amount != RARE)  # type: ignore[comparison-overlap]


def by_a_function(amount: Amount) -> bool:
    return (plain.kind(amount) is not int) | (amount != RARE)  # type: ignore[attr-defined]


def by_a_constant_record(amount: Amount) -> bool:
    return (TOOL.kind(amount) is not int) | (amount != RARE)  # type: ignore[comparison-overlap]


def by_a_named_tuple(amount: Amount) -> bool:
    return (PAIR.kind(amount) is not int) | (amount != RARE)


def by_a_function_that_encloses(amount: Amount) -> bool:
    return (kind_of(amount) is not int) | (amount != RARE)


def by_a_class_of_a_library(amount: Amount) -> bool:
    return bool(operator.attrgetter("__doc__")(amount) != int.__doc__) | (amount != RARE)


def ends_the_program(amount: Amount) -> bool:
    raise SystemExit


AROUND = [
    by_a_class,
    by_a_base,
    by_what_all_records_share,
    by_a_member,
    by_what_a_member_carries,
    by_an_exception,
    by_a_function,
    by_a_constant_record,
    by_a_named_tuple,
    by_a_function_that_encloses,
    by_a_class_of_a_library,
    enclosing((type,)),
    enclosing_a_module(builtin),
    enclosing_a_list([]),
    ends_the_program,
]


@pytest.mark.parametrize("statement", AROUND, ids=lambda statement: statement.__name__)
def test_what_was_there_before_the_run_is_judged(statement: Callable[..., bool]) -> None:
    """Protects against what no global name refers to: it is reached by an attribute of a value, or by what a function encloses."""
    checked = check(statement)
    assert checked.verdict is Verdict.UNKNOWN, checked


class Level(IntEnum):
    """Members that are numbers."""

    LOW = 5


class Letter(StrEnum):
    """Members that are texts."""

    A = "a"


class Alike(Enum):
    """Members that are all equal."""

    A = 1
    B = 2

    def __eq__(self, other: object) -> bool:
        """Always."""
        return True

    __hash__ = Enum.__hash__


@dataclass(frozen=True)
class NumberOrTruth:
    """A number may equal a truth value."""

    value: Few | bool


@dataclass(frozen=True)
class MemberOrNumber:
    """A member may equal a number."""

    value: Level | Few


@dataclass(frozen=True)
class MemberOrText:
    """A member may equal a text."""

    value: Letter | str


@dataclass(frozen=True)
class OfAlike:
    """A record of members that are all equal."""

    value: Alike


@dataclass(frozen=True)
class Uncompared:
    """A field takes no part in equality, and has no default."""

    value: Few = field(compare=False)


@dataclass(frozen=True)
class Noted:
    """A field takes no part in equality, and has a default."""

    value: Few
    note: Few = field(default=0, compare=False)


@dataclass(frozen=True)
class Equal:
    """All records are equal."""

    value: Few

    def __eq__(self, other: object) -> bool:
        """Always."""
        return True

    def __hash__(self) -> int:
        """Likewise."""
        return 1


@dataclass(frozen=True)
class Nothing:
    """There is no such record."""

    value: Annotated[int, Range(5, 3)]


def numbers_are_no_truths(table: Map[AccountId, NumberOrTruth], account: AccountId, truth: bool, number: Few) -> bool:
    return (number == 0) | (number == 7) | (table.set(account, NumberOrTruth(truth)) != table.set(account, NumberOrTruth(number)))


def members_are_no_numbers(table: Map[AccountId, MemberOrNumber], account: AccountId, number: Few) -> bool:
    return table.set(account, MemberOrNumber(Level.LOW)) != table.set(account, MemberOrNumber(number))


def members_are_no_texts(table: Map[AccountId, MemberOrText], account: AccountId, text: str) -> bool:
    return table.set(account, MemberOrText(Letter.A)) != table.set(account, MemberOrText(text))


def members_differ(table: Map[AccountId, OfAlike], account: AccountId) -> bool:
    return (table.set(account, OfAlike(Alike.A)) != table) or table[account].value is Alike.A


def uncompared_fields_differ(table: Map[AccountId, Uncompared], account: AccountId, one: Few, other: Few) -> bool:
    return (one == other) | (table.set(account, Uncompared(one)) != table.set(account, Uncompared(other)))


def notes_are_lost(table: Map[AccountId, Noted], account: AccountId, note: Few) -> bool:
    return table.set(account, Noted(1, note))[account].note == 0


def equal_records_differ(table: Map[AccountId, Equal], account: AccountId, one: Few, other: Few) -> bool:
    return (one == other) | (table.set(account, Equal(one)) != table.set(account, Equal(other)))


def nothing_is_there(table: Map[AccountId, Nothing], account: AccountId, number: Few) -> bool:
    return number > 5 or account in table


def total_of_what_is_no_field(table: Map[AccountId, Order | None]) -> bool:
    return total(table, "|0.phase") >= 0


TABLES = [
    numbers_are_no_truths,
    members_are_no_numbers,
    members_are_no_texts,
    members_differ,
    uncompared_fields_differ,
    notes_are_lost,
    equal_records_differ,
    nothing_is_there,
    total_of_what_is_no_field,
]


@pytest.mark.parametrize("statement", TABLES, ids=lambda statement: statement.__name__)
def test_a_table_whose_records_are_equal_otherwise_than_laid_out_is_unknown(statement: Callable[..., bool]) -> None:
    """Protects against comparing the numbers that a record is laid out as where Python compares otherwise, or there is no record."""
    assert check(statement).verdict is Verdict.UNKNOWN


def test_a_range_that_says_nothing_certain_is_unknown() -> None:
    """Protects against a range that is passed over because it stands beside an option, or beside another."""

    def option(amount: Amount) -> Annotated[int | None, Range(0, 5)]:
        return amount

    def twice(amount: Few) -> Annotated[int, Range(0, 9), Range(0, 5)]:
        return amount

    assert [check_kernel(kernel).verdict for kernel in (option, twice)] == [Verdict.UNKNOWN] * 2


def test_rules_are_examined_where_they_are_installed() -> None:
    """Protects against taking the rules for a library, which is not examined, because they were installed as one."""
    assert not _library("/usr/lib/python3/site-packages/spec/theorems/coins.py", "spec.theorems.coins")
    assert not _library("/usr/lib/python3/site-packages/reference/fees.py", "reference.fees")
    assert _library("/usr/lib/python3/site-packages/immutables/map.py", "immutables.map")


def test_what_ends_the_program_holds_of_nothing() -> None:
    """Protects continuous integration: a statement that exits with status 0 would end the command as if all were proved."""
    assert holds(ends_the_program, {"amount": 1}) is False


def test_a_module_that_ends_the_program_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects against a theorem that is passed over because its module exits with status 0."""
    package = tmp_path / "leaving"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "early.py").write_text("raise SystemExit(0)\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError, match=r"leaving\.early"):
        theorems("leaving")


def adds_up(amount: Amount) -> bool:
    return [amount, amount] == [*(amount for _ in range(2))]


def test_who_is_told_of_the_collector_is_no_part_of_a_rule() -> None:
    """The collector comes by at any time, and calls what a library has asked it to call: a statement that holds would now and then be unknown."""
    library: dict[str, Any] = {"__name__": "json.decoder"}
    exec("def told(phase, info): called.append(phase)", library)
    called = library["called"] = list[str]()
    thresholds = gc.get_threshold()
    gc.callbacks.append(library["told"])
    gc.set_threshold(1, 1, 1)
    try:
        result = check(adds_up)
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(library["told"])
    assert called
    assert gc.isenabled()
    assert result.verdict is Verdict.PROVED, result.detail
