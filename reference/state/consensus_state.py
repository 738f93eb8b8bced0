"""How the tables of consensus are read from a state and written to it: each write makes a new state, and is noted in its journal."""

from dataclasses import replace
from typing import Any

from reference.numbers import AccountId, EraNumber, Term
from reference.state.account import Account
from reference.state.agent import ABSENT, Agent
from reference.state.consensus_tables import Consensus
from reference.state.delegation import NO_EARNINGS, NO_ENDING, NOTHING, Delegation, DelegationKey, Earnings, Ending
from reference.state.era import Duties, Era, Succession
from reference.state.finality import Finality
from reference.state.progress import NO_BALLOT, Ballot, Load, Offenders, Randomness, Upgrade
from reference.state.state import State, put_account
from reference.state.tables import Table
from reference.state.writing import with_record, without_record


def get_agent(state: State, agent: AccountId) -> Agent:
    """The agent, or one whose standing is `NONE`."""
    return state.consensus.agents.get(agent, ABSENT)


def get_delegation(state: State, key: DelegationKey) -> Delegation:
    """The delegation, or one of nothing."""
    return state.consensus.delegations.get(key, NOTHING)


def get_ending(state: State, agent: AccountId, term: Term) -> Ending:
    """What ends for an agent in a term."""
    return state.consensus.endings.get((agent, term), NO_ENDING)


def get_earnings(state: State, agent: AccountId, term: Term) -> Earnings:
    """What an agent's voters earned in a term, or index 0 where they earned nothing."""
    return state.consensus.earnings.get((agent, term), NO_EARNINGS)


def get_ballot(state: State, key: DelegationKey) -> Ballot:
    """The proposal that a delegation was last counted for, or none."""
    return state.consensus.ballots.get(key, NO_BALLOT)


def put_agent(state: State, agent: AccountId, record: Agent) -> State:
    """Write an agent. None is ever removed: what it did is remembered."""
    return _with(state, replace(state.consensus, agents=state.consensus.agents.set(agent, record)), Table.AGENTS, agent)


def put_agent_and_account(state: State, identifier: AccountId, agent: Agent, account: Account) -> State:
    """Write an agent and its account: what a payment to its bond, or from it, does."""
    return put_agent(put_account(state, identifier, account), identifier, agent)


def put_delegation(state: State, key: DelegationKey, record: Delegation) -> State:
    """Write a delegation, or remove it where it is of nothing."""
    delegations = state.consensus.delegations
    changed = with_record(delegations, key, record, present=record.amount != 0)
    return _with(state, replace(state.consensus, delegations=changed), Table.DELEGATIONS, key)


def put_ending(state: State, agent: AccountId, term: Term, record: Ending) -> State:
    """Write what ends for an agent in a term, or remove it where it says nothing."""
    endings, key = state.consensus.endings, (agent, term)
    changed = with_record(endings, key, record, present=record != NO_ENDING)
    return _with(state, replace(state.consensus, endings=changed), Table.ENDINGS, key)


def put_earnings(state: State, agent: AccountId, term: Term, record: Earnings) -> State:
    """Write what an agent's voters earned in a term."""
    key = (agent, term)
    return _with(state, replace(state.consensus, earnings=state.consensus.earnings.set(key, record)), Table.EARNINGS, key)


def put_ballot(state: State, key: DelegationKey, record: Ballot) -> State:
    """Write that a delegation was counted."""
    return _with(state, replace(state.consensus, ballots=state.consensus.ballots.set(key, record)), Table.BALLOTS, key)


def put_era(state: State, number: EraNumber, record: Era) -> State:
    """Write a set of agents."""
    return _with(state, replace(state.consensus, eras=state.consensus.eras.set(number, record)), Table.ERAS, number)


def put_duties(state: State, term: Term, record: Duties) -> State:
    """Write what the agents of a term have done."""
    return _with(state, replace(state.consensus, duties=state.consensus.duties.set(term, record)), Table.DUTIES, term)


def drop_duties(state: State, term: Term) -> State:
    """Forget what the agents of a term have done: it is paid, or forfeited."""
    return _with(state, replace(state.consensus, duties=without_record(state.consensus.duties, term)), Table.DUTIES, term)


def put_succession(state: State, record: Succession) -> State:
    """Write which set serves and which is to follow."""
    return _with(state, replace(state.consensus, succession=record), Table.SUCCESSION)


def put_finality(state: State, record: Finality) -> State:
    """Write what is justified and final."""
    return _with(state, replace(state.consensus, finality=record), Table.FINALITY)


def put_randomness(state: State, record: Randomness) -> State:
    """Write the seeds."""
    return _with(state, replace(state.consensus, randomness=record), Table.RANDOMNESS)


def put_load(state: State, record: Load) -> State:
    """Write how busy the chain is."""
    return _with(state, replace(state.consensus, load=record), Table.LOAD)


def put_offenders(state: State, record: Offenders) -> State:
    """Write who was slashed lately."""
    return _with(state, replace(state.consensus, offenders=record), Table.OFFENDERS)


def put_upgrade(state: State, record: Upgrade) -> State:
    """Write the version and what is voted on."""
    return _with(state, replace(state.consensus, upgrade=record), Table.UPGRADE)


def _with(state: State, consensus: Consensus, table: Table, key: Any = None) -> State:
    journal = (state.journal, (table, key))
    return State(
        state.chain,
        state.head,
        state.accounts,
        state.coins,
        state.holdings,
        state.pots,
        consensus,
        state.economy,
        state.smart_agents,
        state.data,
        state.contracts,
        journal,
        state.tree,
    )
