"""The terms of one exploration, each made once.

A path is executed from its beginning, so most of what it computes an earlier one has computed before. To look a term up by its operation
and its operands takes a small part of the time that Z3's interface takes to make it again.
"""

from collections.abc import Callable
from typing import Any

import z3  # type: ignore[import-untyped]

Term = Any
"""An expression of Z3, which has no type information of its own."""

MOST = 100_000
"""How many terms are remembered; then all are forgotten, so that an exploration of many paths does not keep what few of them needed."""


class Terms:
    """What was made so far in a context of Z3."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self._made: dict[tuple[Any, ...], tuple[Term, tuple[Term, ...]]] = {}

    def made(self, operation: Callable[..., Term], *operands: Term) -> Term:
        """The result of an operation on terms, unknown functions and numbers.

        It goes by the operation itself, which therefore has to be a function that stays.
        """
        key = (operation, *[(each,) if type(each) is int else each.ast.value for each in operands])
        known = self._made.get(key)
        return known[0] if known is not None else self._kept(key, operation(*operands), operands)

    def number(self, value: int) -> Term:
        """The term of a number."""
        return self._named(z3.IntVal, value)

    def truth(self, value: bool) -> Term:
        """The term of a truth value."""
        return self._named(z3.BoolVal, value)

    def integer(self, name: str) -> Term:
        """The unknown integer of a name."""
        return self._named(z3.Int, name)

    def function(self, name: str, operands: int, result: Callable[[Any], Any]) -> Any:
        """The unknown function of a name, of so many integers, whose result is of a sort (`z3.IntSort`, `z3.BoolSort`)."""
        key = (z3.Function, name, operands, result)
        known = self._made.get(key)
        if known is not None:
            return known[0]
        return self._kept(key, z3.Function(name, *[z3.IntSort(self.context)] * operands, result(self.context)), ())

    def _named(self, make: Callable[[Any, Any], Term], name: object) -> Term:
        known = self._made.get((make, name))
        return known[0] if known is not None else self._kept((make, name), make(name, self.context), ())

    def _kept(self, key: tuple[Any, ...], term: Term, operands: tuple[Term, ...]) -> Term:
        """The term, remembered together with its operands: while they are kept, nothing else is at their addresses."""
        if len(self._made) >= MOST:
            self._made.clear()
        self._made[key] = term, operands
        return term


def applied(function: Any, *operands: Term) -> Term:
    """An unknown function of its operands, as an operation by which a term is made."""
    return function(*operands)
