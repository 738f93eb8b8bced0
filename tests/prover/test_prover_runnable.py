"""A counterexample is Python that runs as it is printed, whatever its arguments are made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any

import pytest
from click.testing import CliRunner
from immutables import Map

from reference.numbers import AccountId, Amount, CoinId, Length
from reference.rules import kernel
from reference.state.account import Account
from reference.state.coin import Holding
from reference.state.state import State
from reference.wire.keys import Algorithm
from reference.wire.transaction import Authenticated, Body, CoinCreate
from smartshare.prove import prove
from spec.prover import theorem
from spec.prover.report import Row, Task, proved
from spec.prover.runnable import theorem_call

HERE = __name__


class Season(Enum):
    """Members are written by name."""

    DRY = "dry"
    WET = "wet"


@dataclass(frozen=True, slots=True)
class Well:
    """A record within a record, with a field that takes no part in equality."""

    season: Season
    owner: Account
    algorithm: Algorithm
    notes: tuple[str, ...] = field(default=(), compare=False)


@theorem("TEST-1", "No amount is one more than another.")
def integers(amount: Amount, other: Amount) -> bool:
    return amount != other + 1


@theorem("TEST-1", "No truth value is true.")
def truth_values(flag: bool) -> bool:
    return not flag


@theorem("TEST-1", "Strings are alike.")
def strings(account: AccountId, name: Annotated[str, Length(1, 3)], data: Annotated[bytes, Length(0, 40)]) -> bool:
    return account == bytes(32) or name == "A" or data == b""


@theorem("TEST-1", "It never rains.")
def records(well: Well, pair: tuple[Amount, Well | None]) -> bool:
    return well.season is Season.DRY or well.owner.nonce < 5 or pair[1] is None


@theorem("TEST-1", "Nothing is missing.")
def missing(account: Account | None, amounts: Annotated[tuple[Amount, ...], Length(0, 2)]) -> bool:
    return account is not None or len(amounts) == 1


@theorem("TEST-1", "Nobody has anything.")
def tables(accounts: Map[AccountId, Account], holdings: Map[tuple[CoinId, AccountId], Holding], key: AccountId, coin: CoinId) -> bool:
    return accounts.get(key, Account(0, 0)).balance == 0 or holdings.get((coin, key), Holding(0)).balance == 0


@theorem("TEST-1", "Every state is empty.")
def states(state: State, key: AccountId) -> bool:
    return state.accounts.get(key, Account(0, 0)).nonce == 0


@theorem("TEST-1", "No coin is created.")
def transactions(transaction: Authenticated, body: Body) -> bool:
    return not isinstance(transaction.transaction.body, CoinCreate) or isinstance(body, CoinCreate)


@theorem("TEST-1", "Every amount is small.", tested="to be found by a draw")
def only_drawn(amount: Amount, account: AccountId) -> bool:
    return amount**2 < 2**40


@kernel("TEST-2")
def doubled(amount: Amount, well: Well) -> Amount:
    """A kernel that leaves its range."""
    return 2 * amount if well.season is Season.WET else amount


REFUTED = [integers, truth_values, strings, records, missing, tables, states, transactions, only_drawn]
"""False statements, with arguments of every sort."""


def row(function: Callable[..., Any], generated: bool = False) -> Row:
    """The row of a function of this module."""
    return proved(Task("TEST-1", HERE, function.__name__, generated))


def executed(snippet: str) -> Any:
    """The value of the last expression of a snippet, which is run with nothing else in sight."""
    imports, _, call = snippet.partition("\n\n")
    names: dict[str, Any] = {}
    exec(imports, names)
    return eval(call, names)


@pytest.mark.parametrize("statement", REFUTED, ids=lambda statement: statement.__name__)
def test_the_snippet_of_a_refuted_theorem_is_false_when_it_is_run(statement: Callable[..., Any]) -> None:
    """Protects the one who pastes it, and who must not be told that there is nothing wrong."""
    refuted = row(statement)
    assert refuted.verdict == "refuted", refuted
    assert refuted.call is not None
    assert f"from {HERE} import " in refuted.call
    assert executed(refuted.call) is False


def test_the_snippet_of_a_kernel_says_what_it_must_not_do() -> None:
    """A kernel's own result would not show it: it is the range that is left."""
    refuted = row(doubled, generated=True)
    assert refuted.verdict == "refuted"
    assert refuted.call is not None
    assert executed(refuted.call) == refuted.detail


def test_a_snippet_is_short_and_readable() -> None:
    """Protects the reader: the smallest arguments, in the words of the source."""
    assert row(integers).call == f"from {HERE} import integers\n\nintegers(amount=1, other=0)"
    call = row(states).call
    assert call is not None
    assert "key=bytes(32)" in call
    assert "journal" not in call
    assert "tree" not in call


def test_a_value_that_no_expression_names_has_no_snippet() -> None:
    """The report then shows the arguments as they are."""

    @dataclass(frozen=True)
    class Local:
        amount: int

    assert theorem_call(integers, {"amount": Local(1), "other": 0}) is None


def test_the_command_prints_the_snippet_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be copied from the terminal: no line is broken."""
    refuted = row(records)
    monkeypatch.setattr("smartshare.prove._carried_out", lambda *_: [refuted])
    result = CliRunner().invoke(prove, ["--rule", "BALANCE-1"])
    assert refuted.call is not None
    printed = [line.removeprefix("    ") for line in result.output.splitlines()]
    assert [line for line in printed if line in refuted.call.splitlines() and line] == [line for line in refuted.call.splitlines() if line]
