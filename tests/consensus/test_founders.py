"""Founding a chain with agents: who may found one, and what the chain then knows of them."""

from dataclasses import replace

import pytest

from reference.codes import Code, Reject
from reference.consensus.genesis import Founder, genesis_consensus
from reference.parameters import MINIMAL
from reference.state.agent import SEATED, Standing
from vectors.chain import agent_key, founders_of

POOL = 10**17
FOUNDERS = founders_of(MINIMAL)


@pytest.mark.parametrize(
    ("why", "founders"),
    [
        ("nobody", ()),
        ("one too few", FOUNDERS[1:]),
        ("one too many", (*FOUNDERS, replace(FOUNDERS[0], account=agent_key(9).account))),
        ("one twice", (*FOUNDERS[1:], FOUNDERS[1])),
        ("one twice, beside all seats", (*FOUNDERS, FOUNDERS[1])),
        ("one with a bond that is a unit too small", (replace(FOUNDERS[0], bond=MINIMAL.minimum_bond - 1), *FOUNDERS[1:])),
    ],
)
def test_who_does_not_found_a_chain(why: str, founders: tuple[Founder, ...]) -> None:
    """A chain whose first set has a gap, or a member that could not be elected, could never be told from a forged one."""
    with pytest.raises(Reject) as rejection:
        genesis_consensus(MINIMAL, POOL, founders)
    assert rejection.value.code is Code.RECORD_INVALID, why


def test_the_least_bond_suffices() -> None:
    founders = tuple(replace(founder, bond=MINIMAL.minimum_bond) for founder in FOUNDERS)
    consensus = genesis_consensus(MINIMAL, POOL, founders)
    assert {agent.bond for agent in consensus.agents.values()} == {MINIMAL.minimum_bond}


def test_a_chain_begins_with_its_founders_whatever_their_order() -> None:
    """They are the set of era 0 and, there being nobody else, that of term 1; all have their seats, and their tenures do not end together."""
    consensus = genesis_consensus(MINIMAL, POOL, FOUNDERS)
    members = tuple(sorted(founder.account for founder in FOUNDERS))
    assert consensus == genesis_consensus(MINIMAL, POOL, FOUNDERS[::-1])
    assert consensus.eras[0].members == members
    assert tuple(candidate.agent for candidate in consensus.succession.elected) == members
    assert {agent.standing for agent in consensus.agents.values()} == {Standing.REGISTERED}
    assert {agent.unseated for agent in consensus.agents.values()} == {SEATED}
    assert len({agent.tenure.served for agent in consensus.agents.values()}) == min(MINIMAL.agents, MINIMAL.tenure_terms)
    assert all(consensus.agents[founder.account].onion.layer == founder.commitment for founder in FOUNDERS)
