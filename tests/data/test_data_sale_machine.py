"""A sale on the chain, every interleaving of its parties and the clock: the buyer has the key or the money, the owner the money or its secret."""

import inspect
from importlib import import_module
from textwrap import dedent

import pytest

from reference.state.listing import Stage
from sale_machine import Machine, explored, is_over, violations

SALES, SELLING, ESCROW = "reference.data.sales", "reference.data.access_transactions", "reference.economy.escrow"


@pytest.fixture(scope="module", params=[False, True], ids=["right chunks", "a wrong chunk"])
def machine(request: pytest.FixtureRequest) -> Machine:
    return explored(request.param)


def test_nothing_that_a_sale_promises_is_ever_broken(machine: Machine) -> None:
    assert violations(machine) == set()


def test_every_way_of_a_sale_is_gone(machine: Machine) -> None:
    """Without this, a machine that does nothing would keep every promise."""
    assert len(machine.worlds) > 200
    assert {name for following in machine.worlds.values() for name in following} >= {
        "buy",
        "right",
        "wrong",
        "refund",
        "revoke",
        "grant",
        "accuse key",
        "close",
        "wait",
    }
    ends = {(world.key, world.returned, world.paid) for world in machine.worlds if is_over(world)}
    assert {("none", "no", False), ("none", "refund", False), ("right", "refund", False), ("right", "no", True), ("wrong", "accuse key", False)} <= ends
    assert (("right", "accuse chunk", False) in ends) is machine.broken
    assert all(world.sale.escrow.stage in Stage for world in machine.worlds)


MUTANTS = (
    (SALES, "deliver_access", "not consented", "False", "a key is delivered without consent or money"),
    (SALES, "deliver_access", "slot + margin >= escrow.deadline", "slot >= escrow.deadline", "a key is delivered that may be kept out of the blocks"),
    (SALES, "uphold_complaint", "not founded", "False", "a lie is upheld"),
    (SALES, "check_complaint", "slot >= escrow.deadline", "False", "a complaint is upheld too late, or about nothing"),
    (SALES, "check_complaint", "slot >= escrow.deadline", "slot + 1 >= escrow.deadline", "a wrong delivery cannot be complained about in time"),
    (SELLING, "apply_access_buy", "escrow.price), key", "0), key", "money is made or lost"),
    (SELLING, "settle_data_sale", "settlement.payer)", "0)", "money is made or lost"),
    (SELLING, "settle_data_sale", "elif holds:", "elif False:", "who holds the key is not named"),
    (SELLING, "settle_data_sale", "if settlement.sold:", "if True:", "somebody is named that holds nothing"),
    (SELLING, "apply_access_close", "Ending.CLOSE", "Ending.CONFIRM", "a sale is ended before its time"),
    (SELLING, "apply_access_close", "Ending.CLOSE", "Ending.REFUND", "the owner has revealed the key and not been paid"),
    (SELLING, "apply_access_refund", "Ending.REFUND", "Ending.CONFIRM", "the buyer has neither the key nor its money"),
)
"""A fault of one function, by its text, and the promise that it breaks."""


@pytest.mark.parametrize(("module", "function", "right", "wrong", "promise"), MUTANTS, ids=[f"{each[1]}: {each[3]}" for each in MUTANTS])
def test_a_machine_with_a_fault_breaks_a_promise(monkeypatch: pytest.MonkeyPatch, module: str, function: str, right: str, wrong: str, promise: str) -> None:
    home = import_module(module)
    original = getattr(home, function)
    source = dedent(inspect.getsource(original))
    assert right in source
    names = dict(vars(home))
    exec(compile(source.replace(right, wrong, 1), "mutant", "exec"), names)
    table = import_module("reference.data.data_transactions").DATA_RULES
    for known in (home, import_module(SELLING)):
        if vars(known).get(function) is original:
            monkeypatch.setattr(known, function, names[function])
    for kind, rule in table.items():
        if rule is original:
            monkeypatch.setitem(table, kind, names[function])
    assert promise in violations(explored(False, until=promise))
