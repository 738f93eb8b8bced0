"""Who holds what, and whom they delegate it to: a few hundred agents and a thousand voters, with heavy tails.

Everything is drawn with whole numbers. Where a holding or a popularity has a heavy tail it is a Zipf-Mandelbrot law: the one at rank `r` has
a part in proportion to `1 / (r + offset)`.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from itertools import accumulate
from random import Random

from reference.numbers import AccountId, Amount, Term
from reference.parameters import MAINNET, SSP_DECIMALS
from reference.state.agent import ABSENT, Agent, Standing

SSP = 10**SSP_DECIMALS
"""Units of one SSP."""

DELEGATED = 3_000_000_000 * SSP
"""What the voters outside of the cartel delegate: three tenths of all SSP."""

VOTERS = 1_000
"""How many they are."""

LEAST_BOND = MAINNET.minimum_bond
"""What every agent has bonded at least."""

BOND_RANGE = 9_000_000 * SSP
"""What the agent with the largest bond has beyond that."""

IDS_OF_AN_OPERATOR = 4
"""How many ids each operator of the cartel runs: four, which fill three seats where 30 terms of office are followed by 10 of rest."""


class Habit(Enum):
    """What a voter does with its delegation."""

    LOYAL = 5
    """It renews its delegation to the same agent for ever."""

    LAZY = 3
    """It never looks again: its delegation expires, and some while later it delegates anew, by fame."""

    SEEKING = 2
    """It looks for a better share of a reward: now and then it moves to the one of three seated agents to which the least is delegated."""


HABITS = tuple(habit for habit in Habit for _ in range(habit.value))
"""The habits as often as they are: out of ten voters five are loyal, three lazy, and two seek."""

MOVES_ONE_TERM_IN = 20
"""How seldom a seeking voter moves: once in five days on average."""

ABSENT_TERMS = 200
"""Within how many terms of an expiry a lazy voter delegates anew."""


@dataclass(slots=True)
class Voter:
    """A holder of SSP that delegates all of it to one agent."""

    stake: Amount
    habit: Habit
    agent: int
    """The agent's number; -1 while nothing is delegated."""


@dataclass(slots=True)
class Stake:
    """All agents, honest ones first, and the voters of the honest ones."""

    ids: tuple[AccountId, ...]
    operators: tuple[int, ...]
    """Which operator runs each agent: an honest one runs one, one of the cartel several."""
    honest: int
    """How many agents are honest."""
    agents: list[Agent]
    seeking: tuple[Voter, ...]
    """Those that look for better shares."""
    lapses: dict[Term, list[Voter]]
    """The lazy voters whose delegation expires in a term, or who then delegate anew."""
    fame: tuple[int, ...]
    """What the honest agents' popularities add up to, from the most popular on."""


def heavy_tail(total: int, count: int, offset: int) -> list[int]:
    """`total` in `count` parts by a Zipf-Mandelbrot law, the largest first; what rounding leaves is dropped."""
    shares = [10**12 // (rank + offset) for rank in range(count)]
    whole = sum(shares)
    return [total * share // whole for share in shares]


def found_stake(eligible: int, cartel_ids: int, even: bool, random: Random) -> Stake:
    """The stake at genesis: so many eligible agents, and a third of all bonded and delegated SSP behind the cartel's ids in equal parts.

    Honest agents are as popular as a heavy tail says, or where it is `even` all alike, with equal bonds that suffice for what is delegated to them.
    """
    honest = eligible - cartel_ids
    bonds = [LEAST_BOND + BOND_RANGE * 10 // ((honest // 2 if even else rank) + 10) for rank in range(honest)]
    fame = tuple(accumulate(1 if even else 10**6 // (rank + 5) for rank in range(honest)))
    voters = [Voter(stake, HABITS[random.randrange(len(HABITS))], famous(fame, random)) for stake in heavy_tail(DELEGATED, VOTERS, 10)]
    lapses: dict[Term, list[Voter]] = {}
    for voter in voters:
        if voter.habit is Habit.LAZY:
            lapses.setdefault(random.randrange(1, MAINNET.delegation_terms + 1), []).append(voter)
    agents = [_agent(bond, 0) for bond in bonds]
    for voter in voters:
        delegate(agents, voter.agent, voter.stake)
    part = (sum(bonds) + sum(voter.stake for voter in voters)) // 2 // max(cartel_ids, 1)
    own = max(LEAST_BOND, part // MAINNET.bond_leverage + 1)
    agents += [_agent(own, part - own) for _ in range(cartel_ids)]
    operators = (*range(honest), *(honest + place // IDS_OF_AN_OPERATOR for place in range(cartel_ids)))
    ids = tuple(sha256(f"simulated agent {number}".encode()).digest() for number in range(eligible))
    seeking = tuple(voter for voter in voters if voter.habit is Habit.SEEKING)
    return Stake(ids, operators, honest, agents, seeking, lapses, fame)


def pass_term(stake: Stake, term: Term, seated: tuple[int, ...], random: Random) -> None:
    """What the voters do in a term; `seated` are the honest agents that have a seat in it."""
    for voter in stake.lapses.pop(term, ()):
        if voter.agent >= 0:
            delegate(stake.agents, voter.agent, -voter.stake)
            voter.agent, back = -1, term + random.randrange(1, ABSENT_TERMS + 1)
        else:
            voter.agent, back = famous(stake.fame, random), term + MAINNET.delegation_terms
            delegate(stake.agents, voter.agent, voter.stake)
        stake.lapses.setdefault(back, []).append(voter)
    for _ in range(len(stake.seeking) // MOVES_ONE_TERM_IN):
        voter = stake.seeking[random.randrange(len(stake.seeking))]
        if seated:
            better = min((seated[random.randrange(len(seated))] for _ in range(3)), key=lambda number: (stake.agents[number].delegated, number))
            delegate(stake.agents, voter.agent, -voter.stake)
            delegate(stake.agents, better, voter.stake)
            voter.agent = better


def famous(fame: tuple[int, ...], random: Random) -> int:
    """An honest agent, drawn by popularity."""
    return bisect_right(fame, random.randrange(fame[-1]))


def delegate(agents: list[Agent], number: int, amount: int) -> None:
    """Change what is delegated to an agent."""
    agents[number] = replace(agents[number], delegated=agents[number].delegated + amount)


def _agent(bond: Amount, delegated: Amount) -> Agent:
    return replace(ABSENT, standing=Standing.REGISTERED, bond=bond, delegated=delegated)
