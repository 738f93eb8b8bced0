# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the order of a round: it is a permutation that nobody's order of arrival changes, and no seed gives anybody a slot more."""

from itertools import permutations
from typing import Annotated

from reference.consensus.order import SetSize, place_in_order, round_order, scheduled
from reference.numbers import AccountId, Hash, Length, Range, Round, Slot
from spec.prover.statement import Says, rejection, theorem

HASHED = "it is about hashes, which Z3 does not see through"

Members = Annotated[tuple[AccountId, ...], Length(1, 99)]
"""Agents of a set; drawn, so that some may be drawn twice."""

SomeRound = Annotated[int, Range(0, 2**32)]
"""A round of which all slots have a number."""


@theorem("ORDER-2", "A slot always has a place.", says=Says.ACCEPTANCE)
def place_in_order_accepts(slot: Slot, agents: SetSize) -> bool:
    return rejection(place_in_order, slot, agents) is None


@theorem("ORDER-2", "The place of a slot is its number less the slots of all whole rounds before it.", says=Says.AMOUNTS)
def place_in_order_is_exact(slot: Slot, agents: SetSize) -> bool:
    return place_in_order(slot, agents) == slot - slot // agents * agents


@theorem("ORDER-2", "Two slots of one round have two places: each place has one slot in each round.", says=Says.INVARIANT)
def places_are_had_once(slot: Slot, other: Slot, agents: SetSize) -> bool:
    if slot == other or slot // agents != other // agents:
        return True
    return place_in_order(slot, agents) != place_in_order(other, agents)


@theorem("ORDER-1", "Theorem 13. The order of a round has each agent of the set once, and nobody else.", tested=HASHED)
def order_is_a_permutation(seed: Hash, current: Round, members: Members) -> bool:
    return sorted(round_order(seed, current, members)) == sorted(members)


@theorem("ORDER-1", "Theorem 13. The order of a round does not depend on the order in which its agents are given.", tested=HASHED)
def order_ignores_arrival(seed: Hash, current: Round, members: Annotated[tuple[AccountId, ...], Length(1, 5)]) -> bool:
    return len({round_order(seed, current, arrival) for arrival in permutations(members)}) == 1


@theorem("ORDER-1", "Theorem 14. Whatever the seed, each agent has exactly one slot of a round: a seed moves slots, and gives and takes none.", tested=HASHED)
def seed_gives_no_slots(seed: Hash, current: SomeRound, members: Members) -> bool:
    agents = tuple(sorted(set(members)))
    order = round_order(seed, current, agents)
    producers = [scheduled(order, slot) for slot in range(current * len(agents), (current + 1) * len(agents))]
    return sorted(producers) == list(agents)


@theorem("ORDER-1", "Two rounds of one seed have their own orders.", tested=HASHED)
def rounds_of_one_seed_differ(seed: Hash, current: SomeRound) -> bool:
    agents = tuple(place.to_bytes(32, "big") for place in range(99))
    return round_order(seed, current, agents) != round_order(seed, current + 1, agents)
