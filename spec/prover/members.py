# ruff: noqa: D105 - the operators mean what they mean of the members that a proxy stands for
"""Symbolic members of enumerations whose members are numbers.

A statement about the whole state meets many members that nothing asks for: which side a quote is on, while its account is paid. Explored a member
at a time, each of them would multiply the paths. A proxy stands for all members until something other than a comparison needs to know which one it is;
then that is decided on the path, once.

Members that are no numbers may be told apart by identity, which no proxy survives. They are explored one at a time.
"""

from enum import IntEnum
from operator import eq
from typing import Any, TypeGuard

import z3  # type: ignore[import-untyped]

from spec.prover.declarations import own_equality
from spec.prover.execution import Execution
from spec.prover.fragment import unwatched
from spec.prover.proxies import SymbolicBoolean
from spec.prover.refusing import Refusing, calling_frame, compared
from spec.prover.source import operation
from spec.prover.terms import Term


class SymbolicMember(Refusing):
    """All the members of an enumeration that satisfy the path's conditions on a term, their place in it."""

    __slots__ = ("enumeration", "label")

    def __init__(self, path: Execution, term: Term, enumeration: type[IntEnum], label: str) -> None:
        super().__init__(path, term)
        self.enumeration = enumeration
        self.label = label

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What `isinstance` is told."""
        return self.enumeration

    @unwatched
    def decided(self) -> IntEnum:
        """Which member it is, decided on the path."""
        known = self.path.members.get(self.term.get_id())
        if known is None:
            members = list(self.enumeration)
            made, branch = self.path.made, self.path.branch
            place = next((index for index, member in enumerate(members[:-1]) if branch(made(eq, self.term, index), f"{self.label} is {member.name}")), -1)
            known = self.path.members[self.term.get_id()] = self.term, members[place]
        member: IntEnum = known[1]
        return member

    def __eq__(self, other: object) -> Any:
        return self._compared(other, equal=True)

    def __ne__(self, other: object) -> Any:
        return self._compared(other, equal=False)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self.decided())

    def __bool__(self) -> bool:
        return bool(self.decided())

    def __index__(self) -> int:
        return int(self.decided())

    def __lt__(self, other: Any) -> Any:
        return self.decided() < other

    def __le__(self, other: Any) -> Any:
        return self.decided() <= other

    def __gt__(self, other: Any) -> Any:
        return self.decided() > other

    def __ge__(self, other: Any) -> Any:
        return self.decided() >= other

    def __add__(self, other: Any) -> Any:
        return self.decided() + other

    def __radd__(self, other: Any) -> Any:
        return other + self.decided()

    def __sub__(self, other: Any) -> Any:
        return self.decided() - other

    def __rsub__(self, other: Any) -> Any:
        return other - self.decided()

    def __mul__(self, other: Any) -> Any:
        return self.decided() * other

    def __rmul__(self, other: Any) -> Any:
        return other * self.decided()

    __int__ = __index__

    def __getattr__(self, name: str) -> Any:
        """An attribute of the member, as its value; special ones are absent, as of any proxy."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.decided(), name)

    @unwatched
    def _compared(self, other: object, equal: bool) -> Any:
        kind = type(other)
        if self.term.get_id() in self.path.members:
            member = self.decided()
            return member == other if equal else member != other
        if kind is SymbolicMember and other.enumeration is self.enumeration:  # type: ignore[attr-defined]
            right = other.term  # type: ignore[attr-defined]
        elif kind is self.enumeration:
            right = self.path.terms.number(list(self.enumeration).index(other))  # type: ignore[arg-type]
        else:
            self.decided()
            return self._compared(other, equal)
        condition = self.path.made(eq, self.term, right)
        text = operation(calling_frame()) or compared(self.term, "==" if equal else "!=", right)
        return SymbolicBoolean(self.path, condition if equal else self.path.made(z3.Not, condition), text)


OWN = ("path", "term", "enumeration", "label", "decided")
"""Names that a proxy has for itself; a member that has one of them as well is explored by itself."""


def is_undivided(declared: Any, path: Execution) -> TypeGuard[type[IntEnum]]:
    """Whether the members of a type are explored together on a path: numbers, with the equality of numbers, and more than one."""
    if not (path.undivided and isinstance(declared, type) and issubclass(declared, IntEnum) and own_equality(declared) is None):
        return False
    return len(declared) > 1 and not any(hasattr(member, name) for member in declared for name in OWN)
