"""In which order cases run, and what each is given to start from: functions of the run's seed alone.

Everything that looks random in a run is sorted or drawn by SHA-256 over the seed and the case's id. A run can thus be repeated
with another version of Python, and a case that runs alone starts from the same seed and time as in company.
"""

import hashlib
from collections.abc import Iterable, Sequence
from enum import Enum, unique
from itertools import islice, zip_longest

from vectors.case import Case, shows_acceptance

SEEDS = 2**32
"""How many seeds there are: short enough to be typed."""

LATEST_SLOT = 2**32
"""The slots that a reset sets a target to are below this one; at a slot a second it is a century and more away."""


@unique
class Order(Enum):
    """In which order the cases of a run are put to the target."""

    LISTED = "listed"
    """As the suite lists them: two runs are easily compared."""

    RANDOM = "random"
    """Shuffled by the seed: what a case leaves behind meets other cases each time."""


def in_order(cases: Iterable[Case], order: Order, seed: int) -> tuple[Case, ...]:
    """The cases in the order in which they run."""
    return tuple(cases) if order is Order.LISTED else tuple(sorted(cases, key=lambda case: _drawn(seed, "order", case.id)))


def reset_seed(seed: int, case: Case) -> str:
    """The 32 bytes that a target's random numbers start from in a case, in hex."""
    return _drawn(seed, "seed", case.id)


def reset_time(seed: int, case: Case) -> int:
    """The slot that a target's clock is set to for a case."""
    return int(_drawn(seed, "time", case.id), 16) % LATEST_SLOT


def sample(cases: Sequence[Case], size: int, seed: int) -> tuple[Case, ...]:
    """At most `size` of the cases, drawn so that no rule comes twice before each came once.

    Cases in which something succeeds take turns with those in which nothing does, from rule to rule and within each rule. Else a
    target that rejects everything could look as if it knew them.
    """
    drawn = sorted(cases, key=lambda case: _drawn(seed, "sample", case.id))
    rules = sorted({case.rules[0] for case in drawn}, key=lambda rule: _drawn(seed, "turn", rule))
    queues = []
    for place, rule in enumerate(rules):
        sides = [[case for case in drawn if case.rules[0] == rule and shows_acceptance(case) is accepts] for accepts in (True, False)]
        pairs = zip_longest(*(sides if place % 2 == 0 else reversed(sides)))
        queues.append([case for pair in pairs for case in pair if case is not None])
    rounds = zip_longest(*queues)
    return tuple(islice((case for each in rounds for case in each if case is not None), size))


def _drawn(seed: int, purpose: str, name: str) -> str:
    """64 hex digits, of their own for each purpose."""
    return hashlib.sha256(f"smartshare {purpose} {seed} {name}".encode()).hexdigest()
