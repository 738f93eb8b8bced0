# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the election: what an agent weighs, who may have a seat, and that nobody outside outweighs anybody inside."""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.consensus.election import elect, election_key, may_serve
from reference.consensus.rotation import rests, terms_out
from reference.consensus.weight import Leverage, Weight, weight_of
from reference.numbers import MAX_UINT64, AccountId, Amount, Length, Range, Term
from reference.parameters import MINIMAL
from reference.state.agent import ABSENT, Agent, Standing, Tenure
from reference.state.era import Candidate
from spec.prover.statement import Says, rejection, theorem

SORTED = "it sorts any number of identifiers, whose order Z3 does not see"

SEATS = MINIMAL.agents

TERM = 20
"""The term that drawn agents stand for election in."""


@dataclass(frozen=True, slots=True)
class Contender:
    """An agent in an election, by what decides about it."""

    weight: Weight
    place: Annotated[int, Range(0, 255)]
    """The place of its id among those of all."""


@dataclass(frozen=True, slots=True)
class Standee:
    """An agent as drawn for an election, so that both sides of each condition are likely and a few are barred."""

    barred: Annotated[int, Range(0, 9)]
    """What bars it: that it has resigned (7), lacks a unit of the least bond (8), is jailed (9), or nothing."""
    bond: Annotated[int, Range(MINIMAL.minimum_bond, MINIMAL.minimum_bond + 2)]
    delegated: Annotated[int, Range(0, 3)]
    served: Annotated[int, Range(MINIMAL.tenure_terms - 1, MINIMAL.tenure_terms)]
    out: Annotated[int, Range(0, MINIMAL.rest_terms)]
    """Terms since its last seat."""


Standees = Annotated[tuple[Standee, ...], Length(SEATS - 1, 3 * SEATS)]


def agent_of(standee: Standee) -> Agent:
    """The record of a drawn agent."""
    return replace(
        ABSENT,
        standing=Standing.RESIGNED if standee.barred == 7 else Standing.REGISTERED,
        bond=MINIMAL.minimum_bond - 1 if standee.barred == 8 else standee.bond,
        delegated=standee.delegated,
        tenure=Tenure(served=standee.served, free_from=TERM - standee.out),
        jailed_until=TERM + 1 if standee.barred == 9 else TERM,
    )


def ballot(standees: tuple[Standee, ...], order: int = 1) -> tuple[tuple[AccountId, Agent], ...]:
    """Drawn agents with their ids, beginning with the first or, where `order` is -1, with the last."""
    return tuple((bytes([place]) * 32, agent_of(standee)) for place, standee in enumerate(standees))[::order]


def weighs(agent: Agent) -> Weight:
    return weight_of(agent.bond, agent.delegated, MINIMAL.minimum_bond, MINIMAL.bond_leverage)


def eligible(agent: Agent) -> bool:
    return may_serve(agent, TERM, MINIMAL.minimum_bond)


def must_rest(agent: Agent) -> bool:
    return rests(agent.tenure, TERM, MINIMAL.tenure_terms, MINIMAL.rest_terms)


@theorem("ELECT-1", "Every agent has a weight.", says=Says.ACCEPTANCE)
def weight_never_rejects(bond: Amount, delegated: Amount, minimum_bond: Amount, leverage: Leverage) -> bool:
    return rejection(weight_of, bond, delegated, minimum_bond, leverage) is None


@theorem(
    "ELECT-1",
    "The weight is bond and delegated together, or the leverage's multiple of the bond if that is less; nothing below the least bond.",
    says=Says.AMOUNTS,
)
def weight_is_exact(bond: Amount, delegated: Amount, minimum_bond: Amount, leverage: Leverage) -> bool:
    limited = bond + (delegated if delegated <= (leverage - 1) * bond else (leverage - 1) * bond)
    return weight_of(bond, delegated, minimum_bond, leverage) == (0 if bond < minimum_bond else limited)


@theorem("ELECT-1", "More bond or more delegated never weighs less, and no unit weighs more than the leverage's multiple.", says=Says.INVARIANT)
def weight_grows(bond: Amount, delegated: Amount, more_bond: Amount, more: Amount, minimum_bond: Amount, leverage: Leverage) -> bool:
    weighed = weight_of(bond, delegated, minimum_bond, leverage)
    smaller = (more_bond < bond) | (more < delegated)
    return (weighed <= leverage * bond) & (weighed <= bond + delegated) & (smaller | (weighed <= weight_of(more_bond, more, minimum_bond, leverage)))


@theorem("ELECT-2", "Of every agent it is known whether it may have a seat.", says=Says.ACCEPTANCE)
def may_serve_never_rejects(agent: Agent, term: Term, minimum_bond: Amount) -> bool:
    return rejection(may_serve, agent, term, minimum_bond) is None


@theorem("ELECT-2", "An agent may have a seat just where it is registered, has the least bond, and is not jailed.", says=Says.AMOUNTS)
def may_serve_is_exact(agent: Agent, term: Term, minimum_bond: Amount) -> bool:
    barred = (agent.standing != Standing.REGISTERED) | (agent.bond < minimum_bond) | (agent.jailed_until > term)
    return may_serve(agent, term, minimum_bond) != barred


@theorem("ELECT-2", "Who may have a seat in a term may in every later one, and with a larger bond, as long as nothing happens to it.", says=Says.INVARIANT)
def may_serve_lasts(agent: Agent, bond: Amount, term: Term, later: Term, minimum_bond: Amount) -> bool:
    richer = replace(agent, bond=max(bond, agent.bond))
    return (later < term) or not may_serve(agent, term, minimum_bond) or may_serve(richer, later, minimum_bond)


@theorem("ELECT-3", "Every set of agents has an election.", says=Says.ACCEPTANCE, tested=SORTED)
def elect_never_rejects(standees: Standees) -> bool:
    return rejection(elect, ballot(standees), TERM, MINIMAL) is None


@theorem(
    "ELECT-3",
    "No unseated agent that may have a seat and need not rest outweighs a seated one; of equals the lesser id is seated.",
    says=Says.INVARIANT,
    tested=SORTED,
)
def nobody_unseated_outweighs_a_seated_agent(standees: Standees) -> bool:
    agents = dict(ballot(standees))
    seated = {candidate.agent for candidate in elect(agents.items(), TERM, MINIMAL)}
    ready = {identifier for identifier, agent in agents.items() if eligible(agent) and not must_rest(agent)}
    recalled = seated - ready
    ordered = [
        weighs(agents[outside]) < weighs(agents[inside]) or (weighs(agents[outside]) == weighs(agents[inside]) and inside < outside)
        for outside in ready - seated
        for inside in seated
    ]
    return not seated or (all(ordered) and not (recalled and ready - seated))


@theorem(
    "ELECT-3",
    "There are as many candidates as seats, or nobody, just where fewer may have a seat; each may, in the order of their ids.",
    says=Says.AMOUNTS,
    tested=SORTED,
)
def elect_fills_every_seat_or_none(standees: Standees) -> bool:
    agents = dict(ballot(standees))
    elected = elect(agents.items(), TERM, MINIMAL)
    possible = sum(eligible(agent) for agent in agents.values())
    ordered = list(elected) == sorted(elected, key=lambda candidate: candidate.agent)
    sound = all(eligible(agents[each.agent]) and each == Candidate(each.agent, agents[each.agent].delegated) for each in elected)
    return len({each.agent for each in elected}) == len(elected) == (SEATS if possible >= SEATS else 0) and ordered and sound


@theorem("ELECT-3", "Nobody is recalled who has rested longer than one who is not, or as long and weighs less.", tested=SORTED)
def recall_is_of_the_least_rested(standees: Standees) -> bool:
    agents = dict(ballot(standees))
    seated = {candidate.agent for candidate in elect(agents.items(), TERM, MINIMAL)}
    resting = {identifier: agent for identifier, agent in agents.items() if eligible(agent) and must_rest(agent)}
    place = {identifier: (terms_out(agent.tenure, TERM), -weighs(agent), identifier) for identifier, agent in resting.items()}
    return all(place[inside] < place[outside] for inside in place.keys() & seated for outside in place.keys() - seated) or not seated


@theorem("ELECT-3", "The order in which the agents are read decides nothing.", tested=SORTED)
def elect_is_independent_of_order(standees: Standees) -> bool:
    return elect(ballot(standees), TERM, MINIMAL) == elect(ballot(standees, order=-1), TERM, MINIMAL)


@theorem("ELECT-4", "Every weight has a place.", says=Says.ACCEPTANCE)
def election_key_never_rejects(weight: Weight) -> bool:
    return rejection(election_key, weight) is None


@theorem("ELECT-4", "Key and weight together are the largest 64-bit integer.", says=Says.AMOUNTS)
def election_key_is_exact(weight: Weight) -> bool:
    return election_key(weight) + weight == MAX_UINT64


def _ids_differ(contenders: tuple[Contender, ...]) -> bool:
    return all(one.place != other.place for place, one in enumerate(contenders) for other in contenders[:place])


@theorem(
    "ELECT-4",
    "Whoever sorts by the key, then by the id, seats nobody whom somebody outside outweighs, or equals with a lesser id.",
    says=Says.INVARIANT,
    assuming=_ids_differ,
    bounded="three agents",
)
def the_first_by_key_are_the_heaviest(contenders: tuple[Contender, Contender, Contender], seats: Annotated[int, Range(0, 3)]) -> bool:
    ranking = sorted((election_key(each.weight), each.place, each.weight) for each in contenders)
    pairs = [(inside, outside) for rank, inside in enumerate(ranking) for later, outside in enumerate(ranking) if rank < seats <= later]
    return all((outside[2] < inside[2]) | ((outside[2] == inside[2]) & (inside[1] < outside[1])) for inside, outside in pairs)
