"""What a rule need not be proved of, and what no vector shows of it: the one file in which these are waived, and why.

Each line of `spec/theorems/exemptions.toml` is `"RULE-1.exact amounts" = "reason"`.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from spec.trace.theorems import SORTS

POSITIVE = "positive vector"
"""A vector in which something that the rule is about succeeds."""

NEGATIVE = "negative vector"
"""A vector that is answered with one of the rule's rejections."""

FILE = Path("spec") / "theorems" / "exemptions.toml"
"""Where the exemptions stand, below the root."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A sort of theorem, or of vector, that a rule does without."""

    rule: str
    sort: str
    reason: str


def read_exemptions(root: Path, rules: Collection[str], owing: Collection[str]) -> tuple[Exemption, ...]:
    """The exemptions below `root`, in their order; none where there is no file.

    Raises `ValueError` for a rule that is none of `rules`, those with a function; for one that owes no theorem (`owing` do) and is exempt from
    one all the same; for a sort that there is not; and for an empty reason.
    """
    path = root / FILE
    entries = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return tuple(_read(name, reason, rules, owing) for name, reason in entries.items())


def _read(name: str, reason: object, rules: Collection[str], owing: Collection[str]) -> Exemption:
    rule, _, sort = name.partition(".")
    sorts = (*SORTS.values(), POSITIVE, NEGATIVE)
    if sort not in sorts:
        raise ValueError(f"{FILE}: {name!r} exempts from {sort!r}, which is none of: {', '.join(sorts)}")
    if rule not in rules:
        raise ValueError(f"{FILE}: {name!r} exempts {rule!r}, which is the rule of no function")
    if sort in SORTS.values() and rule not in owing:
        raise ValueError(f"{FILE}: {name!r} exempts {rule!r}, which is the rule of no kernel and no transition")
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(f"{FILE}: {name!r} gives no reason")
    return Exemption(rule, sort, reason)
