"""Whether the tables of consensus fit together: what a state from outside says of one thing in two places, it must say alike.

Each record may lie in its type, and all money be there, while a term has fewer seats than its set has members. What the transition makes of such a
state is nobody's rule, so that none is taken.
"""

from itertools import pairwise

from reference.codes import Code, Reject
from reference.consensus.calendar import epoch_of, epochs_per_term, term_of
from reference.consensus.checkpoint_consistency import are_targets_of_sets, has_voters, is_in_order
from reference.consensus.delegations import DelegationTerms
from reference.consensus.set_consistency import are_duties_of_eras, are_members, do_eras_follow, is_elected_in_time, is_possible
from reference.consensus.slashing import OffenderLimit, offender_limit
from reference.consensus.upgrades import without_proposal
from reference.numbers import AccountId, Term
from reference.parameters import Parameters
from reference.rules import procedure
from reference.state.agent import SEATED, Agent, Standing
from reference.state.consensus_state import get_agent
from reference.state.consensus_tables import NO_FINALITY, NO_SUCCESSION, Consensus
from reference.state.finality import Target
from reference.state.progress import Offender, Upgrade
from reference.state.state import State


@procedure("STATE-8")
def check_consistency(state: State) -> None:
    """Check that the tables of consensus of a state that comes from outside fit together. Rejects with `RECORD_INVALID`.

    Its records and its sums are right by then (STATE-1, STATE-2).
    """
    consensus, parameters = state.consensus, state.chain.parameters
    now = term_of(state.head.slot, parameters.agents, parameters.term_rounds)
    fits = (
        (do_sets_fit(state, now) if consensus.eras else is_without_sets(consensus))
        and all(does_agent_fit(agent) for agent in consensus.agents.values())
        and do_stakes_fit(consensus, parameters)
        and do_offenders_fit(state)
        and does_upgrade_fit(consensus.upgrade, now)
    )
    if not fits:
        raise Reject(Code.RECORD_INVALID)


def is_without_sets(consensus: Consensus) -> bool:
    """Whether nothing is said of sets that there are not."""
    nothing_said = not consensus.duties and consensus.succession == NO_SUCCESSION and consensus.finality == NO_FINALITY
    return nothing_said and all(agent.unseated != SEATED for agent in consensus.agents.values())


def do_sets_fit(state: State, now: Term) -> bool:
    """Whether eras, duties, succession, seats and finality fit together in the last term with duties, which is not after that of the head, `now`."""
    consensus, parameters = state.consensus, state.chain.parameters
    last = max(consensus.duties, default=now + 1)
    current, previous = consensus.finality.current, consensus.finality.previous
    return (
        last <= now
        and do_eras_follow(consensus.eras, consensus.succession.era, last)
        and all(is_set(state, era.members) for era in consensus.eras.values())
        and is_elected_in_time(consensus.succession, last)
        and is_set_or_nobody(state, tuple(candidate.agent for candidate in consensus.succession.elected))
        and are_duties_of_eras(consensus.duties, consensus.eras, last)
        and are_duties_possible(consensus, parameters)
        and are_seated(consensus)
        and is_in_order(consensus.finality, epoch_of(state.head.slot, parameters.checkpoint_slots))
        and are_targets_of_sets(current, previous.era, consensus.finality.finalised.epoch, consensus.succession)
        and all(has_voters_of_eras(consensus, target) for target in (current, previous))
    )


def is_set(state: State, members: tuple[AccountId, ...]) -> bool:
    """Whether these are the members of a set, all of them agents."""
    return are_members(members, state.chain.parameters.agents) and all(member in state.consensus.agents for member in members)


def is_set_or_nobody(state: State, elected: tuple[AccountId, ...]) -> bool:
    """Whether these can be the elected."""
    return not elected or is_set(state, elected)


def are_duties_possible(consensus: Consensus, parameters: Parameters) -> bool:
    """Whether in no seat of any term more was done than can be."""
    rounds = parameters.term_rounds
    epochs = epochs_per_term(parameters.agents, rounds, parameters.checkpoint_slots)
    return all(is_possible(seat, rounds, epochs) for duties in consensus.duties.values() for seat in duties.seats)


def are_seated(consensus: Consensus) -> bool:
    """Whether just the members of the set that serves, and of the one before while the two are joint, are seated."""
    eras, succession = consensus.eras, consensus.succession
    members = {*eras[succession.era].members, *(eras[succession.era - 1].members if succession.joint else ())}
    return members == {identifier for identifier, agent in consensus.agents.items() if agent.unseated == SEATED}


def has_voters_of_eras(consensus: Consensus, target: Target) -> bool:
    """Whether those who have voted for a target have seats in its eras."""
    return has_voters(target, len(consensus.eras[target.era].members))


@procedure("STATE-8")
def does_agent_fit(agent: Agent) -> bool:
    """Whether an agent that was slashed is expelled, and has no more left of its bond than was left to it."""
    offence = agent.offence
    if offence.slot == 0:
        return offence.exposed == 0 and offence.taken == 0
    return agent.standing == Standing.EXPELLED and agent.bond + offence.taken <= offence.exposed


def do_stakes_fit(consensus: Consensus, parameters: Parameters) -> bool:
    """Whether delegations, endings and earnings are of agents with an index no less; delegations end in time; and ballots are of older delegations."""
    agents = consensus.agents
    indices = [
        *((agent, delegation.index) for (_, agent, _), delegation in consensus.delegations.items()),
        *((agent, ending.index) for (agent, _), ending in consensus.endings.items()),
        *((agent, earnings.index) for (agent, _), earnings in consensus.earnings.items()),
    ]
    lasting = parameters.delegation_terms
    return (
        all(agent in agents and index <= agents[agent].index for agent, index in indices)
        and all(is_delegation_possible(made, delegation.end, lasting) for (_, _, made), delegation in consensus.delegations.items())
        and all(made < ballot.proposed_in for (_, _, made), ballot in consensus.ballots.items())
    )


@procedure("STATE-8")
def is_delegation_possible(made: Term, end: Term, delegation_terms: DelegationTerms) -> bool:
    """Whether a delegation that was made in a term can end in another: not before, nor later than it expires."""
    return made <= end <= made + delegation_terms


def do_offenders_fit(state: State) -> bool:
    """Whether the offenders that are remembered were slashed when it is said."""
    entries, parameters = state.consensus.offenders.entries, state.chain.parameters
    noted = all(entry.slot == get_agent(state, entry.agent).offence.slot for entry in entries)
    return noted and are_offenders(entries, offender_limit(parameters.agents, parameters.slash_factor))


@procedure("STATE-8")
def are_offenders(entries: tuple[Offender, ...], limit: OffenderLimit) -> bool:
    """Whether these can be offenders that are remembered: in the order of the slots of their evidence, each once, and no more than lose everything."""
    in_order = all(former.slot <= later.slot for former, later in pairwise(entries)) and all(entry.slot > 0 for entry in entries)
    return in_order and len({entry.agent for entry in entries}) == len(entries) <= limit


@procedure("STATE-8")
def does_upgrade_fit(upgrade: Upgrade, now: Term) -> bool:
    """Whether nothing is said of a proposal where there is none, and otherwise the next version was proposed by the term `now`.

    No more stake has voted on it than may, and nothing is held for it once it is approved.
    """
    if upgrade.proposed == 0:
        return upgrade.version > 0 and upgrade == without_proposal(upgrade.version, upgrade.stake)
    held = not upgrade.approved or upgrade.bond == 0
    return 0 < upgrade.version == upgrade.proposed - 1 and upgrade.since <= now and upgrade.yes + upgrade.no <= upgrade.stake and held
