"""Elections against their definition: an agent is seated if fewer others come before it than there are seats."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reference.consensus.election import elect, may_serve
from reference.consensus.rotation import rests, terms_out
from reference.consensus.weight import weight_of
from reference.numbers import AccountId
from reference.parameters import MAINNET, MINIMAL, PRESETS, SSP_SUPPLY
from reference.state.agent import ABSENT, Agent, Standing, Tenure

TERM = 50

SMALL = replace(MINIMAL, agents=3)

AGENTS = st.builds(
    lambda standing, bond, delegated, served, out, jailed: replace(
        ABSENT, standing=standing, bond=bond, delegated=delegated, tenure=Tenure(served=served, free_from=TERM - out), jailed_until=TERM + jailed
    ),
    standing=st.sampled_from([Standing.REGISTERED] * 9 + [Standing.RESIGNED]),
    bond=st.sampled_from([SMALL.minimum_bond + 1, SMALL.minimum_bond, SMALL.minimum_bond - 1]),
    delegated=st.integers(0, 2) | st.integers(9 * SMALL.minimum_bond - 2, 9 * SMALL.minimum_bond + 12),
    served=st.integers(0, SMALL.tenure_terms + 2),
    out=st.integers(0, SMALL.rest_terms + 1),
    jailed=st.sampled_from([0, 0, 0, 1]),
)

BALLOTS = st.dictionaries(st.binary(min_size=32, max_size=32), AGENTS, max_size=12)


def seated(agents: Mapping[AccountId, Agent]) -> set[AccountId]:
    """Who has a seat by the words of the chapter: a comparison of each two, and no sorting."""
    standing = {name: agent for name, agent in agents.items() if may_serve(agent, TERM, SMALL.minimum_bond)}

    def comes_before(one: AccountId, other: AccountId) -> bool:
        first, second = standing[one], standing[other]
        tired, another = (rests(agent.tenure, TERM, SMALL.tenure_terms, SMALL.rest_terms) for agent in (first, second))
        if tired != another:
            return another
        if tired and terms_out(first.tenure, TERM) != terms_out(second.tenure, TERM):
            return terms_out(first.tenure, TERM) < terms_out(second.tenure, TERM)
        heavy, heavier = (weight_of(agent.bond, agent.delegated, SMALL.minimum_bond, SMALL.bond_leverage) for agent in (first, second))
        return heavy > heavier or (heavy == heavier and one < other)

    won = {name for name in standing if sum(comes_before(other, name) for other in standing if other != name) < SMALL.agents}
    return won if len(won) == SMALL.agents else set()


@given(BALLOTS)
def test_the_elected_are_those_that_fewer_others_come_before_than_there_are_seats(agents: dict[AccountId, Agent]) -> None:
    """The election sorts keys and cuts; that this is what the chapter says, for electable and for recalled agents, is not a matter of the code that does it."""
    assert {candidate.agent for candidate in elect(agents.items(), TERM, SMALL)} == seated(agents)


@given(BALLOTS)
def test_candidates_share_with_those_that_are_behind_them_when_they_are_elected(agents: dict[AccountId, Agent]) -> None:
    """What is delegated to a candidate shares its reward two terms later: it is noted with it, uncut by the leverage."""
    elected = elect(iter(agents.items()), TERM, SMALL)
    assert [candidate.agent for candidate in elected] == sorted(candidate.agent for candidate in elected)
    assert all(candidate.delegated == agents[candidate.agent].delegated for candidate in elected)


def test_the_price_of_a_bond_bounds_how_many_can_stand() -> None:
    """The chapter says that no more than 10,000 agents can stand on the public chain."""
    assert SSP_SUPPLY // MAINNET.minimum_bond == 10_000


def test_a_preset_can_fill_its_seats() -> None:
    """A least bond so large that fewer agents than seats can have it would leave the genesis set in office for ever."""
    assert all(SSP_SUPPLY // preset.minimum_bond >= preset.agents for preset in PRESETS.values())
