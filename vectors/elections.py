"""Elections called by themselves: who is elected of a few agents, for whoever builds from the bottom up."""

from dataclasses import replace

from reference.numbers import MAX_AMOUNT
from reference.parameters import MINIMAL
from reference.state.agent import ABSENT, Agent, Standing, Tenure
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

TERM = 20
"""The term that the agents stand for election in."""

LEAST = MINIMAL.minimum_bond

FRESH = replace(ABSENT, standing=Standing.REGISTERED, bond=LEAST)
"""An agent with the least bond, that never had a seat."""


def election_cases() -> list[Case]:
    """Elections with too few, just enough and too many agents, and each reason for not being elected."""
    return [*_fillings(), *_weights(), *_bars(), *_recalls()]


def _fillings() -> list[Case]:
    five = [FRESH] * MINIMAL.agents
    return [
        _case("nobody stands: nobody is elected", []),
        _case("one agent too few: nobody is elected", five[1:]),
        _case("as many as there are seats: all are", five),
        _case("one too many, all alike: the greatest id is left out", [*five, FRESH]),
        _case("as many as there are seats, read in another order: sorted by their ids all the same", five, reverse=True),
    ]


def _weights() -> list[Case]:
    five = [_backed(10)] * MINIMAL.agents
    whale = replace(FRESH, bond=MAX_AMOUNT, delegated=MAX_AMOUNT)
    leveraged = replace(FRESH, delegated=LEAST * (MINIMAL.bond_leverage - 1))
    return [
        _case("the last one outweighs the others by a unit delegated to it: it is elected, and the fifth is not", [*five, _backed(11)]),
        _case("the first one is outweighed by a unit: it is not elected", [_backed(9), *five]),
        _case("a unit of the bond counts as much as one that is delegated", [_backed(10), *five[1:], replace(FRESH, bond=LEAST + 11)]),
        _case(
            "more than the leverage allows is delegated to the last one: it weighs no more than the others, and has the greatest id",
            [*[leveraged] * MINIMAL.agents, replace(leveraged, delegated=leveraged.delegated + 1)],
        ),
        _case("the largest weight that there is", [*five, whale]),
        _case("six with different weights, the lightest in the middle", [_backed(units) for units in (5, 3, 6, 1, 2, 4)]),
    ]


def _bars() -> list[Case]:
    five = [FRESH] * MINIMAL.agents
    barred = {
        "has resigned": replace(_backed(50), standing=Standing.RESIGNED),
        "was expelled": replace(_backed(50), standing=Standing.EXPELLED),
        "lacks a unit of the least bond": replace(_backed(50), bond=LEAST - 1),
        "is jailed for the term": replace(_backed(50), jailed_until=TERM + 1),
        "must rest": _served(MINIMAL.tenure_terms, out=MINIMAL.rest_terms - 1),
    }
    allowed = {
        "was jailed until the term": replace(_backed(50), jailed_until=TERM),
        "has a term left of its tenure": _served(MINIMAL.tenure_terms - 1, out=0),
        "has rested": _served(MINIMAL.tenure_terms, out=MINIMAL.rest_terms),
    }
    return [
        *[_case(f"the heaviest {why}: it is not elected", [agent, *five]) for why, agent in barred.items()],
        *[_case(f"the heaviest {why}: it is elected", [agent, *five]) for why, agent in allowed.items()],
    ]


def _recalls() -> list[Case]:
    three = [FRESH] * (MINIMAL.agents - 2)
    tired, rested = _served(MINIMAL.tenure_terms, out=0), _served(MINIMAL.tenure_terms, out=1)
    lighter = replace(tired, delegated=tired.delegated - 1)
    return [
        _case("two seats are left: the two that have rested least are recalled", [rested, tired, rested, tired, *three]),
        _case("two seats are left: of those that have rested as long the heavier are recalled", [lighter, tired, tired, *three]),
        _case("two seats are left: of equals those with the lesser ids are recalled", [tired, tired, tired, *three]),
        _case("the lighter of two that rest has rested less: it is recalled first", [rested, lighter, *three, FRESH]),
        _case("all who rest are recalled, and a seat is still left: nobody is elected", [tired, *three]),
        _case("an agent that rests is not recalled where the others suffice, however heavy", [tired, *three, FRESH, FRESH]),
        _case("jailed agents are not recalled: nobody is elected", [replace(tired, jailed_until=TERM + 1), tired, *three]),
        _case("everybody must rest: the least rested are elected", [tired, rested, tired, rested, tired, tired, lighter]),
    ]


def _backed(units: int) -> Agent:
    return replace(FRESH, delegated=units)


def _served(terms: int, out: int) -> Agent:
    """An agent heavier than most, that had a seat in so many terms and has been out of the set for some."""
    return replace(_backed(50), tenure=Tenure(served=terms, free_from=TERM - out))


def _case(why: str, agents: list[Agent], reverse: bool = False) -> Case:
    listed = tuple((bytes((place + 1,)) * 32, agent) for place, agent in enumerate(agents))
    given = {"agents": listed[::-1] if reverse else listed, "term": TERM, "parameters": MINIMAL}
    return intended_case(("ELECT-3",), Kind.CALL, "minimal", f"elect: {why}", call_input("elect", given), None)
