"""Hundreds of terms of elections and rotation, by the rules: weights, rests, recalls and tenures are those of `reference.consensus`."""

from dataclasses import dataclass, replace
from random import Random

from reference.consensus.election import elect
from reference.consensus.rotation import genesis_tenure, rests, serve
from reference.consensus.weight import weight_of
from reference.numbers import Term
from reference.parameters import MAINNET, Parameters
from simulation.stake import Stake, found_stake, pass_term

TERMS = 400
"""How many terms a run has: 99 days."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is simulated."""

    eligible: int
    """Agents that may be elected, those of the cartel included."""

    cartel_ids: int = 44
    """How many of them belong to the cartel, which has a third of all stake: eleven operators with four ids each, unless told otherwise."""

    tenure_terms: int = MAINNET.tenure_terms
    rest_terms: int = MAINNET.rest_terms
    even: bool = False
    """Whether the honest stake is delegated to all honest agents evenly, instead of by fame."""
    rotates: bool = True
    """Whether the rule is followed; without it tenures are longer than the run."""

    @property
    def parameters(self) -> Parameters:
        """The chain's parameters."""
        return replace(MAINNET, tenure_terms=self.tenure_terms if self.rotates else 10_000, rest_terms=self.rest_terms)


@dataclass(frozen=True, slots=True)
class History:
    """What a run has shown, term by term."""

    setting: Setting
    operators: tuple[int, ...]
    """Which operator runs each agent."""
    honest: int
    """How many agents are honest: the numbers below this one."""
    sets: tuple[tuple[int, ...], ...]
    """The agents with a seat, by their numbers."""
    recalled: tuple[int, ...]
    """How many of them were recalled from their rest."""
    backing: tuple[tuple[int, int], ...]
    """The weight of the set, and that of the heaviest set that the same agents could form."""


def run(setting: Setting, terms: Term = TERMS) -> History:
    """One run; the same numbers wherever and whenever it is made."""
    parameters = setting.parameters
    random = Random(setting.eligible)
    stake = found_stake(setting.eligible, setting.cartel_ids, setting.even, random)
    number_of = {identifier: number for number, identifier in enumerate(stake.ids)}
    members = _elected(stake, number_of, 0, parameters)
    sets, recalled, backing = [], [], []
    for term in range(terms):
        resting = [number for number in members if rests(stake.agents[number].tenure, term, parameters.tenure_terms, parameters.rest_terms)]
        for place, number in enumerate(members):
            before = stake.agents[number].tenure
            tenure = serve(before, term, term, parameters.rest_terms) if term > 0 else genesis_tenure(place, parameters.tenure_terms)
            stake.agents[number] = replace(stake.agents[number], tenure=tenure)
        sets.append(members)
        recalled.append(len(resting))
        backing.append(_backing(stake, members, parameters))
        following = _elected(stake, number_of, term + 1, parameters)
        pass_term(stake, term, tuple(number for number in members if number < stake.honest), random)
        members = following
    return History(setting, stake.operators, stake.honest, tuple(sets), tuple(recalled), tuple(backing))


def _elected(stake: Stake, number_of: dict[bytes, int], term: Term, parameters: Parameters) -> tuple[int, ...]:
    return tuple(number_of[candidate.agent] for candidate in elect(zip(stake.ids, stake.agents, strict=True), term, parameters))


def _backing(stake: Stake, members: tuple[int, ...], parameters: Parameters) -> tuple[int, int]:
    weights = [weight_of(agent.bond, agent.delegated, parameters.minimum_bond, parameters.bond_leverage) for agent in stake.agents]
    return sum(weights[number] for number in members), sum(sorted(weights)[-parameters.agents :])
