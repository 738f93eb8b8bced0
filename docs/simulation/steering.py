"""What a coalition of agents makes of its choice to reveal or not, round after round, with real hashes and real orders."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from itertools import groupby, product

from reference.consensus.order import round_order, scheduled
from reference.consensus.randomness import cross_rounds, mix_reveal
from reference.numbers import AccountId, Hash
from reference.parameters import MAINNET
from reference.state.progress import Randomness

ROUNDS = 600
"""How many rounds a run has: eight terms and a third."""

MOST_STEERED = 8
"""How many of its last slots a coalition looks at, at most: 2^8 orders are tried for each round."""

AGENTS = tuple(sha256(f"agent of a round {number}".encode()).digest() for number in range(MAINNET.agents))
"""The set."""

Score = Callable[[tuple[AccountId, ...], frozenset[AccountId]], int]
"""What an order is worth to a coalition."""


class Goal(Enum):
    """What a coalition wants of an order."""

    NOTHING = "to reveal always"
    LAST = "the last slots"
    FIRST = "the first slot"
    RUN = "many slots in a row"


@dataclass(frozen=True, slots=True)
class Steered:
    """What a run has shown."""

    coalition: int
    """Its agents."""
    goal: Goal
    tails: tuple[int, ...]
    """Round by round, the coalition's slots after the last one of anybody else: with `k` it chooses among `2^k` orders."""
    runs: tuple[int, ...]
    """Round by round, the most slots that it has in a row."""
    firsts: int
    """The rounds whose first slot it has."""
    withheld: int
    """The reveals that it has withheld."""
    slots: tuple[int, int]
    """The fewest and the most slots that any agent has had in a round."""


def steer(coalition: int, goal: Goal, rounds: int = ROUNDS) -> Steered:
    """One run: all others reveal always; the coalition reveals what gives the order of the round after the next that it likes best."""
    members = frozenset(AGENTS[:coalition])
    start = sha256(f"steering {coalition} {goal.name}".encode()).digest()
    randomness = Randomness(seed=start, following=sha256(start).digest(), mix=sha256(sha256(start).digest()).digest())
    tails, runs, firsts, withheld = [], [], 0, 0
    slots: set[int] = set()
    for current in range(rounds):
        order = round_order(randomness.seed, current, AGENTS)
        first_slot = current * len(AGENTS)
        producers = [scheduled(order, slot) for slot in range(first_slot, first_slot + len(AGENTS))]
        tail = tail_of(order, members)
        choosing = min(tail, MOST_STEERED) if SCORES[goal] is not None else 0
        mix = randomness.mix
        for agent in producers[: len(AGENTS) - choosing]:
            mix = mix_reveal(mix, agent, secret(agent, current))
        mix, kept_back = best_mix(mix, producers[len(AGENTS) - choosing :], members, goal, current)
        tails.append(tail)
        runs.append(longest_run(order, members))
        firsts += order[0] in members
        withheld += kept_back
        produced = Counter(producers)
        slots.update(produced[agent] for agent in AGENTS)
        randomness = cross_rounds(Randomness(randomness.seed, randomness.following, mix), 1)
    return Steered(coalition, goal, tuple(tails), tuple(runs), firsts, withheld, (min(slots), max(slots)))


def best_mix(mix: Hash, last: list[AccountId], members: frozenset[AccountId], goal: Goal, current: int) -> tuple[Hash, int]:
    """The mix that a coalition leaves at the end of a round, and how many reveals it keeps back for that; of equally good ones it keeps back the fewest."""
    score = SCORES[goal]
    if score is None or not last:
        return mix, 0
    best: tuple[int, int, Hash] | None = None
    for reveals in sorted(product((True, False), repeat=len(last)), key=lambda choice: choice.count(False)):
        tried = mix
        for agent, revealed in zip(last, reveals, strict=True):
            tried = mix_reveal(tried, agent, secret(agent, current)) if revealed else tried
        worth = score(round_order(tried, current + 2, AGENTS), members)
        if best is None or worth > best[0]:
            best = (worth, reveals.count(False), tried)
    assert best is not None
    return best[2], best[1]


def secret(agent: AccountId, current: int) -> Hash:
    """What an agent reveals in a round; nobody else could know it."""
    return sha256(agent + current.to_bytes(8, "big")).digest()


def tail_of(order: tuple[AccountId, ...], members: frozenset[AccountId]) -> int:
    """The slots of a coalition at the end of a round."""
    return next((place for place, agent in enumerate(reversed(order)) if agent not in members), len(order))


def longest_run(order: tuple[AccountId, ...], members: frozenset[AccountId]) -> int:
    """The most slots in a row that a coalition has in a round."""
    return max((len(list(group)) for own, group in groupby(order, key=lambda agent: agent in members) if own), default=0)


def has_first(order: tuple[AccountId, ...], members: frozenset[AccountId]) -> int:
    """Whether a coalition has the first slot of a round."""
    return int(order[0] in members)


SCORES: dict[Goal, Score | None] = {Goal.NOTHING: None, Goal.LAST: tail_of, Goal.FIRST: has_first, Goal.RUN: longest_run}
"""What each goal looks at; a coalition without one chooses nothing."""
