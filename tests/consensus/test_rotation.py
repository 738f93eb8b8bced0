"""Rotation over whole histories of elections: who is elected rests in time, who rests is recalled only where it must be, and a rest is completed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reference.consensus.rotation import genesis_tenure, recall_key, rests, serve
from reference.parameters import MAINNET
from reference.state.agent import Tenure

TENURE, REST = 4, 2
"""Short terms of office, so that a history of a few dozen terms sees many of them."""

SEATS = 3


@dataclass(frozen=True)
class Term:
    """A term that begins: what the weights are, whether a new set can take over, and how many terms without a block went before."""

    weights: tuple[int, ...]
    final: bool
    empty: int


@dataclass(frozen=True)
class Sat:
    """A seat that somebody had in a term, and how it came by it."""

    agent: int
    ordinal: int
    recalled: bool
    stayed: bool


def elected(tenures: Sequence[Tenure], weights: Sequence[int], term: int) -> tuple[set[int], set[int]]:
    """The agents that win the seats of a term, and which of them are recalled: the heaviest that need not rest, then the resting by the key of their recall."""
    resting = {agent for agent, tenure in enumerate(tenures) if rests(tenure, term, TENURE, REST)}
    fresh = sorted(set(range(len(tenures))) - resting, key=lambda agent: (-weights[agent], agent))[:SEATS]
    recalled = sorted(resting, key=lambda agent: (recall_key(tenures[agent], weights[agent], term), agent))[: SEATS - len(fresh)]
    return {*fresh, *recalled}, set(recalled)


def history(agents: int, terms: Sequence[Term]) -> list[list[Sat]]:
    """Who sat in each term with a block, from genesis on."""
    members = set(range(SEATS))
    tenures = [genesis_tenure(agent, TENURE) if agent in members else Tenure(0, 0) for agent in range(agents)]
    sat = [[Sat(agent, 0, False, False) for agent in sorted(members)]]
    coming = 1
    for each in terms:
        term = coming + each.empty
        chosen, recalled = elected(tenures, each.weights, term)
        changes = each.final and each.empty == 0
        if changes:
            members = chosen
        for agent in members:
            tenures[agent] = serve(tenures[agent], coming, term, REST)
        sat.append([Sat(agent, term, changes and agent in recalled, not changes) for agent in sorted(members)])
        coming = term + 1
    return sat


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, list[list[Sat]]]:
    agents = draw(st.integers(SEATS, 8))
    weights = st.tuples(*[st.integers(1, 9)] * agents)
    # Mostly the same weights and mostly a change: this is how a set would become fixed.
    usual = draw(weights)
    term = st.builds(Term, st.just(usual) | weights, st.sampled_from([True] * 5 + [False]), st.sampled_from([0] * 9 + [1, 3]))
    return agents, history(agents, draw(st.lists(term, max_size=60)))


@given(histories())
def test_nobody_is_elected_for_more_terms_in_a_row_than_the_rule_allows(drawn: tuple[int, list[list[Sat]]]) -> None:
    agents, sat = drawn
    for agent in range(agents):
        streak = 0
        for seats in sat:
            seat = next((each for each in seats if each.agent == agent), None)
            streak = 0 if seat is None else streak + 1
            assert seat is None or streak <= TENURE or seat.recalled or seat.stayed


@given(histories())
def test_whoever_is_recalled_leaves_no_other_agent_without_a_seat(drawn: tuple[int, list[list[Sat]]]) -> None:
    agents, sat = drawn
    absences = dict.fromkeys(range(agents), 0)
    for seats in sat:
        present = {each.agent for each in seats}
        assert len(present) == SEATS
        if any(each.recalled for each in seats):
            # Whoever has been out for the terms of a rest could have been elected instead.
            assert all(absences[agent] < REST for agent in range(agents) if agent not in present)
        for agent in absences:
            absences[agent] = 0 if agent in present else absences[agent] + 1


@given(histories())
def test_without_a_recall_a_rest_lasts_as_long_as_it_should(drawn: tuple[int, list[list[Sat]]]) -> None:
    agents, sat = drawn
    for agent in range(agents):
        own = [next((each for each in seats if each.agent == agent), None) for seats in sat]
        for place in range(TENURE, len(own)):
            full = all(own[place - back] is not None for back in range(1, TENURE + 1))
            if full and own[place] is None:
                after = own[place : place + REST]
                assert all(each is None or each.recalled for each in after)


def test_the_genesis_set_retires_a_few_at_a_time() -> None:
    """Ninety-nine agents on mainnet: three or four of them have served out in each of the first thirty terms, instead of all in one."""
    leaving = [0] * MAINNET.tenure_terms
    for place in range(MAINNET.agents):
        tenure, term = genesis_tenure(place, MAINNET.tenure_terms), 1
        while not rests(tenure, term, MAINNET.tenure_terms, MAINNET.rest_terms):
            tenure, term = serve(tenure, term, term, MAINNET.rest_terms), term + 1
        leaving[term - 1] += 1
    assert sum(leaving) == MAINNET.agents
    assert set(leaving) == {3, 4}


def test_the_least_rested_are_recalled_so_that_others_complete_their_rest() -> None:
    """Four agents for three seats: one stays for good and the others complete their rests. With the most rested first nobody would be out for two terms."""
    settled = history(4, [Term((1, 1, 1, 1), True, 0)] * 60)[20:]
    assert longest_gaps(4, settled) == [0, REST, REST, REST]


def longest_gaps(agents: int, sat: Sequence[Sequence[Sat]]) -> list[int]:
    """The most terms in a row that each agent is out of the set."""
    longest = [0] * agents
    for agent in range(agents):
        gap = 0
        for seats in sat:
            gap = 0 if any(each.agent == agent for each in seats) else gap + 1
            longest[agent] = max(longest[agent], gap)
    return longest
