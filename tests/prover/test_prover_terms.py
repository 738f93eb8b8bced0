"""Terms are made once in an exploration, and are what Z3's interface would make."""

from collections.abc import Callable
from operator import add, eq, le
from typing import Any

import pytest
import z3  # type: ignore[import-untyped]

from spec.prover import terms
from spec.prover.terms import Terms, applied

MADE: dict[str, Callable[[Terms], Any]] = {
    "a number": lambda made: made.number(7),
    "a truth value": lambda made: made.truth(True),
    "an unknown integer": lambda made: made.integer("x"),
    "an unknown function": lambda made: made.function("f", 1, z3.BoolSort),
    "an operation": lambda made: made.made(le, made.integer("x"), made.number(7)),
    "an operation on operations": lambda made: made.made(z3.simplify, made.made(add, made.integer("x"), made.number(0))),
    "an application": lambda made: made.made(applied, made.function("f", 1, z3.IntSort), made.integer("x")),
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_was_made_is_not_made_again(make: Callable[[Terms], Any]) -> None:
    made = Terms(z3.Context())
    assert make(made) is make(made)


def test_a_term_is_what_the_operation_makes_of_its_operands() -> None:
    made = Terms(z3.Context())
    one, other = made.integer("x"), made.integer("y")
    assert made.made(le, one, other).eq(one <= other)
    assert made.made(le, other, one).eq(other <= one)
    assert made.made(add, one, other).eq(one + other)
    assert made.made(le, one, 1).eq(one <= 1)
    assert made.number(1).eq(z3.IntVal(1, made.context))
    assert made.truth(True).eq(z3.BoolVal(True, made.context))


def test_one_and_true_are_two_terms() -> None:
    made = Terms(z3.Context())
    assert z3.is_int(made.number(1))
    assert z3.is_bool(made.truth(True))


def test_functions_of_one_name_differ_by_their_operands_and_their_results() -> None:
    made = Terms(z3.Context())
    found = [made.function("f", 1, z3.IntSort), made.function("f", 2, z3.IntSort), made.function("f", 1, z3.BoolSort)]
    assert not any(one.eq(other) for index, one in enumerate(found) for other in found[:index])


def test_a_forgotten_term_is_made_again_and_is_never_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is at the address of a term that was given up may be any other: an operation on it must not be taken for one on the first."""
    monkeypatch.setattr(terms, "MOST", 10)
    made = Terms(z3.Context())
    for serial in range(300):
        found = made.made(eq, made.made(add, made.integer(f"x{serial}"), serial), serial + 1)
        assert found.eq(z3.Int(f"x{serial}", made.context) + serial == serial + 1), serial
        del found
