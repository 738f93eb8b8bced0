"""The transactions of agents: each looks records up, calls the kernel of its rule, and writes them back."""

from dataclasses import replace

from reference.consensus.agents import add_to_bond, check_registered, register, resign, withdraw_bond
from reference.consensus.calendar import round_of
from reference.consensus.randomness import commit_layer
from reference.numbers import AccountId, Round, Slot
from reference.rules import transition
from reference.state.agent import NO_ONION, SEATED
from reference.state.consensus_state import get_agent, put_agent, put_agent_and_account
from reference.state.state import State, get_account
from reference.wire.consensus_bodies import AgentBond, AgentCommit, AgentRegister


@transition("AGENT-7")
def apply_agent_register(state: State, sender: AccountId, body: AgentRegister, slot: Slot) -> State:
    """Make the sender an agent.

    Rejects with `COMMITMENT_ZERO` (RANDOM-2), then with the codes of AGENT-2.
    """
    parameters = state.chain.parameters
    onion = commit_layer(NO_ONION, body.commitment, _round(state, slot))
    bonded = register(get_agent(state, sender), get_account(state, sender), body.bond, onion, parameters.minimum_bond)
    return put_agent_and_account(state, sender, bonded.agent, bonded.account)


@transition("AGENT-8")
def apply_agent_bond(state: State, sender: AccountId, body: AgentBond) -> State:
    """Add to the sender's bond. Rejects with the codes of AGENT-4."""
    bonded = add_to_bond(get_agent(state, sender), get_account(state, sender), body.amount)
    return put_agent_and_account(state, sender, bonded.agent, bonded.account)


@transition("AGENT-9")
def apply_agent_resign(state: State, sender: AccountId, slot: Slot) -> State:
    """Let the sender stand for no more elections. Rejects with the codes of AGENT-6."""
    return put_agent(state, sender, resign(get_agent(state, sender), slot))


@transition("AGENT-10")
def apply_agent_withdraw(state: State, sender: AccountId, slot: Slot) -> State:
    """Pay the sender's bond back. Rejects with the codes of AGENT-5."""
    agent = get_agent(state, sender)
    ended = None if agent.unseated == SEATED else agent.unseated
    bonded = withdraw_bond(agent, get_account(state, sender), slot, ended, state.chain.parameters.unbonding_slots)
    return put_agent_and_account(state, sender, bonded.agent, bonded.account)


@transition("AGENT-11")
def apply_agent_commit(state: State, sender: AccountId, body: AgentCommit, slot: Slot) -> State:
    """Commit the sender to a new onion. Rejects with the codes of AGENT-3, then with `COMMITMENT_ZERO` (RANDOM-2)."""
    agent = get_agent(state, sender)
    check_registered(agent)
    return put_agent(state, sender, replace(agent, onion=commit_layer(agent.onion, body.commitment, _round(state, slot))))


def _round(state: State, slot: Slot) -> Round:
    return round_of(slot, state.chain.parameters.agents)
