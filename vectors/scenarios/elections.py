"""Elections at the beginning of a term, on a chain: who is too light, who has to rest, and who is in jail, though others weigh less."""

from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.state import State
from reference.wire.consensus_bodies import AgentRegister, Delegate
from reference.wire.transaction import Body
from vectors.build import ALICE, apply_case
from vectors.case import Case
from vectors.chain import BOND, agent_key, commitment_of, founded, good_block, grown
from vectors.keys import KeyPair
from vectors.scenarios.agents import TERM, applied
from vectors.scenarios.lean import POOL
from vectors.scenarios.progress import followed

ENTRANTS = tuple(agent_key(number) for number in range(5, 10))
"""Agents that are not of the first set, as many as it has."""

LIGHT = agent_key(10)
"""One that never has more than the least bond."""

QUIET = agent_key(0)
"""A member of the first set that would not have to rest."""


def chain_election_cases() -> list[Case]:
    """The first block of term 1, in whose state the set of term 2 is elected."""
    weighed, rested = grown(_weighed(), range(9, TERM)), _rested()
    _, silent = followed(grown(rested, range(9, 12)), range(12, TERM), silent=(QUIET.account,))
    heard = grown(rested, range(9, TERM))
    return [
        _first_block(("ELECT-1", "ELECT-3"), "much is delegated to an agent with the least bond, and counts for no more than the bond allows", weighed),
        _first_block(("ROTATE-2", "ELECT-3"), "some of the first set must rest, and lighter agents are elected; who may serve one term more is as well", heard),
        _first_block(("ELECT-2", "PENALTY-2"), "the same, and one that need not rest has missed two slots: it is in jail, and another is elected", silent),
    ]


def _first_block(rules: tuple[str, ...], why: str, state: State) -> Case:
    return apply_case((*rules, "TIME-12"), why, state, [good_block(state, TERM)])


def _weighed() -> State:
    """Everybody weighs more than an agent with the least bond can, and that agent has more delegated to it than any other."""
    full = MINIMAL.bond_leverage * MINIMAL.minimum_bond
    registrations: list[tuple[KeyPair, Body]] = [(entrant, AgentRegister(BOND, commitment_of(entrant))) for entrant in ENTRANTS]
    state = applied(grown(_beginning(), range(1, 7)), 7, *registrations, (LIGHT, AgentRegister(MINIMAL.minimum_bond, commitment_of(LIGHT))))
    delegations = [(agent_key(number), Delegate(agent_key(number).account, full)) for number in range(10)]
    return applied(state, 8, (ALICE, Delegate(LIGHT.account, 10 * full)), *delegations)


def _rested() -> State:
    """As many others as there are seats, each of which weighs less than anyone of the first set. Two slots that are missed cost less than a bond."""
    return applied(grown(_beginning(), range(1, 8)), 8, *((entrant, AgentRegister(MINIMAL.minimum_bond, commitment_of(entrant))) for entrant in ENTRANTS))


def _beginning() -> State:
    holders = {agent_key(number): 100_000 for number in range(11)}
    rich = SSP_SUPPLY - POOL - sum(holders.values()) - 5 * BOND
    return founded(accounts={ALICE: rich, **holders})
