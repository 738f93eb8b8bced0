"""Which rules an exchange reaches: those whose functions the reference runs while it answers."""

import importlib
import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import FrameType

import reference
from reference.rules import mark_of
from vectors.case import Case, rejections, shows_acceptance

Combination = tuple[str, str]
"""A rule and an outcome of an exchange that reached it."""


class Reach:
    """The rules and outcomes that were reached so far; as many as there are, however long it goes on."""

    def __init__(self) -> None:
        """Nothing is reached yet."""
        self.exchanges: Counter[str] = Counter()
        """By rule, in how many exchanges it was reached."""
        self.combinations: set[Combination] = set()

    def add(self, rules: frozenset[str], case: Case) -> bool:
        """Count one exchange; whether it reached a combination of a rule and an outcome that none before it did."""
        self.exchanges.update(rules)
        happened = outcomes(case)
        combinations = {(rule, each) for rule in rules for each in happened}
        is_new = not combinations <= self.combinations
        self.combinations |= combinations
        return is_new

    def merge(self, other: "Reach") -> None:
        """Count what another has counted."""
        self.exchanges.update(other.exchanges)
        self.combinations |= other.combinations

    def outcomes_of(self, rule: str) -> tuple[str, ...]:
        """The outcomes of the exchanges that reached a rule."""
        return tuple(sorted(outcome for reached, outcome in self.combinations if reached == rule))


def outcomes(case: Case) -> frozenset[str]:
    """What happens in a case, in words: the codes, those of failed transactions included, and that something succeeds."""
    return frozenset((*rejections(case), *(["ok"] if shows_acceptance(case) else [])))


@cache
def rules_by_code() -> Mapping[int, str]:
    """The rule of each function of the reference that is one, by the identity of its code: a code object's own hash is that of all that it holds, each time."""
    found: dict[int, str] = {}
    for module in pkgutil.walk_packages(reference.__path__, "reference."):
        for _, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            mark = mark_of(function)
            if mark is not None:
                found[id(function.__code__)] = mark.rule
    return found


def rule_ids() -> tuple[str, ...]:
    """Every rule that is a function."""
    return tuple(sorted(set(rules_by_code().values()), key=_rule_order))


@contextmanager
def entered(codes: set[int]) -> Iterator[None]:
    """While it lasts, the identities of the code objects of the functions that are entered are added to `codes`."""
    add = codes.add

    def enter(frame: FrameType, _event: str, _argument: object) -> None:
        add(id(frame.f_code))

    with told_of_frames(enter):
        yield


@contextmanager
def told_of_frames(enter: Callable[[FrameType, str, object], None]) -> Iterator[None]:
    """While it lasts, `enter` is told of each frame that is entered; after it whoever was told before."""
    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)


def rules_among(codes: set[int]) -> set[str]:
    """The rules whose functions are among those that were entered."""
    rules = rules_by_code()
    return {rules[code] for code in codes if code in rules}


@contextmanager
def traced(reached: set[str]) -> Iterator[None]:
    """While it lasts, the rules whose functions are entered are added to `reached`."""
    codes: set[int] = set()
    try:
        with entered(codes):
            yield
    finally:
        reached |= rules_among(codes)


def _rule_order(rule: str) -> tuple[str, int]:
    subject, _, number = rule.rpartition("-")
    return subject, int(number)
