"""In which order cases run, and what each is given to start from: functions of the run's seed alone.

Everything that looks random in a run is sorted or drawn by SHA-256 over the seed and the case's id. A run can thus be repeated
with another version of Python, and a case that runs alone starts from the same seed and time as in company.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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

    BALANCED = "balanced"
    """Drawn by the seed so that the rules take turns: wherever the run ends, no rule was left out for another."""


def in_order(cases: Iterable[Case], order: Order, seed: int) -> tuple[Case, ...]:
    """The cases in the order in which they run."""
    match order:
        case Order.LISTED:
            return tuple(cases)
        case Order.RANDOM:
            return tuple(sorted(cases, key=lambda case: _drawn(seed, "order", case.id)))
        case Order.BALANCED:
            return _balanced(tuple(cases), seed)


def injected(seed: int, case: Case) -> tuple[str, str]:
    """What a reset injects for a case: the 32 bytes that a target's random numbers start from, in hex, and the slot that its clock is set to."""
    digest = hashlib.sha512(f"smartshare reset {seed} {case.id}".encode()).digest()
    return digest[:32].hex(), str(int.from_bytes(digest[32:], "big") % LATEST_SLOT)


def sample(cases: Sequence[Case], size: int, seed: int) -> tuple[Case, ...]:
    """At most `size` of the cases, drawn so that no rule comes twice before each came once.

    Cases in which something succeeds take turns with those in which nothing does, from rule to rule and within each rule. Else a
    target that rejects everything could look as if it knew them.
    """
    rounds = zip_longest(*_queues(cases, seed, lambda case: case.rules[:1]).values())
    return tuple(islice((case for each in rounds for case in each if case is not None), size))


def _balanced(cases: Sequence[Case], seed: int) -> tuple[Case, ...]:
    """The cases in rounds: in the first, each rule that no case so far is about gets one; in the second, each that one case is about; and so on.

    A case counts for all its rules, so that none gets a turn for what was shown on the way to another.
    """
    queues = {rule: iter(queue) for rule, queue in _queues(cases, seed, lambda case: case.rules).items()}
    placed: dict[str, Case] = {}
    shown: Counter[str] = Counter()
    turn = 0
    while len(placed) < len(cases):
        turn += 1
        for rule, queue in queues.items():
            case = next((case for case in queue if case.id not in placed), None) if shown[rule] < turn else None
            if case is not None:
                placed[case.id] = case
                shown.update(case.rules)
    return tuple(placed.values())


def _queues(cases: Iterable[Case], seed: int, rules_of: Callable[[Case], tuple[str, ...]]) -> dict[str, list[Case]]:
    """The rules in a drawn order, each with its cases: those in which something succeeds and those in which nothing does in turn."""
    sides: dict[str, tuple[list[Case], list[Case]]] = {}
    for case in sorted(cases, key=lambda case: _drawn(seed, "sample", case.id)):
        for rule in rules_of(case):
            sides.setdefault(rule, ([], []))[0 if shows_acceptance(case) else 1].append(case)
    queues = {}
    for place, rule in enumerate(sorted(sides, key=lambda rule: _drawn(seed, "turn", rule))):
        pairs = zip_longest(*(sides[rule] if place % 2 == 0 else reversed(sides[rule])))
        queues[rule] = [case for pair in pairs for case in pair if case is not None]
    return queues


def _drawn(seed: int, purpose: str, name: str) -> str:
    """64 hex digits, of their own for each purpose."""
    return hashlib.sha256(f"smartshare {purpose} {seed} {name}".encode()).hexdigest()
