# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when an agent registers, adds to its bond, resigns, withdraws it, or commits to a new onion."""

from dataclasses import replace

from reference.consensus.agent_transactions import apply_agent_bond, apply_agent_commit, apply_agent_register, apply_agent_resign, apply_agent_withdraw
from reference.consensus.agents import add_to_bond, check_registered, register, resign, withdraw_bond
from reference.consensus.randomness import commit_layer
from reference.numbers import AccountId, Slot
from reference.state.account import Account
from reference.state.agent import NO_ONION, SEATED, Standing
from reference.state.consensus_state import get_agent, put_agent, put_agent_and_account
from reference.state.state import State, get_account
from reference.wire.consensus_bodies import AgentBond, AgentCommit, AgentRegister
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded


def sender_is_whole(state: State, sender: AccountId) -> bool:
    """What STATE-1 checks: an account that is no agent has no bond; and no more SSP than there can be."""
    agent = get_agent(state, sender)
    return ((agent.standing != Standing.NONE) | (agent.bond == 0)) & supply_is_bounded(state)


@theorem("AGENT-7", "A registration makes and destroys no SSP.", says=Says.INVARIANT, assuming=sender_is_whole)
def registering_preserves_ssp(state: State, sender: AccountId, body: AgentRegister, slot: Slot) -> bool:
    return ssp(apply_agent_register(state, sender, body, slot)) == ssp(state)


@theorem("AGENT-7", "A registration is rejected for its commitment, then as AGENT-2 says.", says=Says.ACCEPTANCE)
def registering_accepts(state: State, sender: AccountId, body: AgentRegister, slot: Slot) -> bool:
    parameters = state.chain.parameters
    expected = rejection(commit_layer, NO_ONION, body.commitment, slot // parameters.agents)
    if expected is None:
        onion = commit_layer(NO_ONION, body.commitment, slot // parameters.agents)
        expected = rejection(register, get_agent(state, sender), get_account(state, sender), body.bond, onion, parameters.minimum_bond)
    return rejection(apply_agent_register, state, sender, body, slot) == expected


@theorem("AGENT-7", "A registration makes the sender the agent of AGENT-2, for just its bond; nothing else changes.", says=Says.AMOUNTS)
def registering_is_exact(state: State, sender: AccountId, body: AgentRegister, slot: Slot) -> bool:
    after = apply_agent_register(state, sender, body, slot)
    onion = commit_layer(NO_ONION, body.commitment, slot // state.chain.parameters.agents)
    made = register(get_agent(state, sender), get_account(state, sender), body.bond, onion, state.chain.parameters.minimum_bond)
    return after == put_agent_and_account(state, sender, made.agent, made.account)


@theorem("AGENT-8", "Adding to a bond makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def bonding_preserves_ssp(state: State, sender: AccountId, body: AgentBond) -> bool:
    return ssp(apply_agent_bond(state, sender, body)) == ssp(state)


@theorem("AGENT-8", "Adding to a bond is rejected as AGENT-4 says.", says=Says.ACCEPTANCE)
def bonding_accepts(state: State, sender: AccountId, body: AgentBond) -> bool:
    expected = rejection(add_to_bond, get_agent(state, sender), get_account(state, sender), body.amount)
    return rejection(apply_agent_bond, state, sender, body) == expected


@theorem("AGENT-8", "Adding to a bond moves just the amount; nothing else changes.", says=Says.AMOUNTS)
def bonding_is_exact(state: State, sender: AccountId, body: AgentBond) -> bool:
    after = apply_agent_bond(state, sender, body)
    agent, account = get_agent(state, sender), get_account(state, sender)
    bonded, payer = replace(agent, bond=agent.bond + body.amount), Account(balance=account.balance - body.amount, nonce=account.nonce)
    return after == put_agent_and_account(state, sender, bonded, payer)


@theorem("AGENT-9", "Resigning moves no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def resigning_preserves_ssp(state: State, sender: AccountId, slot: Slot) -> bool:
    return ssp(apply_agent_resign(state, sender, slot)) == ssp(state)


@theorem("AGENT-9", "Resigning is rejected as AGENT-6 says.", says=Says.ACCEPTANCE)
def resigning_accepts(state: State, sender: AccountId, slot: Slot) -> bool:
    return rejection(apply_agent_resign, state, sender, slot) == rejection(resign, get_agent(state, sender), slot)


@theorem("AGENT-9", "Resigning changes the sender's standing and nothing else.", says=Says.AMOUNTS)
def resigning_is_exact(state: State, sender: AccountId, slot: Slot) -> bool:
    after = apply_agent_resign(state, sender, slot)
    left = replace(get_agent(state, sender), standing=Standing.RESIGNED, left=slot)
    return after == put_agent(state, sender, left)


@theorem("AGENT-10", "A withdrawal makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def withdrawing_preserves_ssp(state: State, sender: AccountId, slot: Slot) -> bool:
    return ssp(apply_agent_withdraw(state, sender, slot)) == ssp(state)


@theorem("AGENT-10", "A withdrawal is rejected as AGENT-5 says.", says=Says.ACCEPTANCE)
def withdrawing_accepts(state: State, sender: AccountId, slot: Slot) -> bool:
    agent = get_agent(state, sender)
    ended = None if agent.unseated == SEATED else agent.unseated
    expected = rejection(withdraw_bond, agent, get_account(state, sender), slot, ended, state.chain.parameters.unbonding_slots)
    return rejection(apply_agent_withdraw, state, sender, slot) == expected


@theorem("AGENT-10", "A withdrawal returns the whole bond to its account; nothing else changes.", says=Says.AMOUNTS)
def withdrawing_is_exact(state: State, sender: AccountId, slot: Slot) -> bool:
    after = apply_agent_withdraw(state, sender, slot)
    agent, account = get_agent(state, sender), get_account(state, sender)
    return after == put_agent_and_account(state, sender, replace(agent, bond=0), Account(balance=account.balance + agent.bond, nonce=account.nonce))


@theorem("AGENT-11", "Committing moves no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def committing_preserves_ssp(state: State, sender: AccountId, body: AgentCommit, slot: Slot) -> bool:
    return ssp(apply_agent_commit(state, sender, body, slot)) == ssp(state)


@theorem("AGENT-11", "Committing is rejected as AGENT-3 says, then as RANDOM-2 does.", says=Says.ACCEPTANCE)
def committing_accepts(state: State, sender: AccountId, body: AgentCommit, slot: Slot) -> bool:
    agent = get_agent(state, sender)
    expected = rejection(check_registered, agent) or rejection(commit_layer, agent.onion, body.commitment, slot // state.chain.parameters.agents)
    return rejection(apply_agent_commit, state, sender, body, slot) == expected


@theorem("AGENT-11", "Committing changes the sender's onion and nothing else.", says=Says.AMOUNTS)
def committing_is_exact(state: State, sender: AccountId, body: AgentCommit, slot: Slot) -> bool:
    after = apply_agent_commit(state, sender, body, slot)
    agent = get_agent(state, sender)
    committed = replace(agent, onion=commit_layer(agent.onion, body.commitment, slot // state.chain.parameters.agents))
    return after == put_agent(state, sender, committed)
