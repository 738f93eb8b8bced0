"""The election: which agents have a seat in a term."""

from collections.abc import Iterable
from heapq import nsmallest

from reference.consensus.rotation import recall_key, rests
from reference.consensus.weight import Weight, weight_of
from reference.numbers import MAX_UINT64, AccountId, Amount, Term
from reference.parameters import Parameters
from reference.rules import kernel, procedure
from reference.state.agent import Agent, Standing
from reference.state.era import Candidate


@kernel("ELECT-2")
def may_serve(agent: Agent, term: Term, minimum_bond: Amount) -> bool:
    """Whether an agent may have a seat in `term` at all: it is registered, has the least bond, and is not jailed."""
    return agent.standing == Standing.REGISTERED and agent.bond >= minimum_bond and agent.jailed_until <= term


@kernel("ELECT-4")
def election_key(weight: Weight) -> Weight:
    """The place of an agent of this weight among those that may have a seat and need not rest: the lesser key first, and of equal keys the lesser id."""
    return MAX_UINT64 - weight


@procedure("ELECT-3")
def elect(agents: Iterable[tuple[AccountId, Agent]], term: Term, parameters: Parameters) -> tuple[Candidate, ...]:
    """The agents that have a seat in `term`, sorted by their ids: exactly as many as there are seats, or nobody.

    Agents that must rest are recalled, in the order of rule ROTATE-3, where there are too few others. `agents` is read once, in any order.
    """
    ready = []
    resting = []
    for identifier, agent in agents:
        if not may_serve(agent, term, parameters.minimum_bond):
            continue
        weighed = weight_of(agent.bond, agent.delegated, parameters.minimum_bond, parameters.bond_leverage)
        if rests(agent.tenure, term, parameters.tenure_terms, parameters.rest_terms):
            resting.append((recall_key(agent.tenure, weighed, term), identifier, agent.delegated))
        else:
            ready.append((election_key(weighed), identifier, agent.delegated))
    seated = nsmallest(parameters.agents, ready)
    recalled = nsmallest(parameters.agents - len(seated), resting)
    if len(seated) + len(recalled) < parameters.agents:
        return ()
    return tuple(Candidate(agent=identifier, delegated=delegated) for identifier, delegated in sorted(entry[1:] for entry in (*seated, *recalled)))
