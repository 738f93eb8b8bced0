# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of agents: who is one, and where its bond is."""

from dataclasses import replace

from reference.codes import Code
from reference.consensus.agents import Bonded, UnbondingSlots, add_to_bond, check_agent, check_registered, register, resign, withdraw_bond
from reference.numbers import MAX_AMOUNT, Amount, Slot
from reference.state.account import Account
from reference.state.agent import ABSENT, Agent, Onion, Standing
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("AGENT-1", "An account is unknown as an agent just where it never was one.", says=Says.ACCEPTANCE)
def check_agent_accepts(agent: Agent) -> bool:
    return rejection(check_agent, agent) == (Code.AGENT_UNKNOWN if agent.standing == Standing.NONE else None)


@theorem("AGENT-1", "Who has registered is an agent, and still is one after it has resigned.", says=Says.INVARIANT)
def registered_agent_is_known(existing: Agent, account: Account, bond: Amount, onion: Onion, minimum_bond: Amount, slot: Slot) -> bool:
    registered = register(existing, account, bond, onion, minimum_bond).agent
    return rejection(check_agent, registered) is None and rejection(check_agent, resign(registered, slot)) is None


@theorem("AGENT-2", "A registration is rejected for the first of: an agent already, bond below the least, balance too small.", says=Says.ACCEPTANCE)
def register_accepts(existing: Agent, account: Account, bond: Amount, onion: Onion, minimum_bond: Amount) -> bool:
    expected = first_failing(
        (existing.standing != Standing.NONE, Code.AGENT_EXISTS),
        (bond < minimum_bond, Code.BOND_TOO_SMALL),
        (account.balance < bond, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(register, existing, account, bond, onion, minimum_bond) == expected


@theorem("AGENT-2", "A new agent has its standing, its bond and its commitment, and nothing else; exactly the bond leaves the account.", says=Says.AMOUNTS)
def register_is_exact(existing: Agent, account: Account, bond: Amount, onion: Onion, minimum_bond: Amount) -> bool:
    expected = Bonded(
        agent=replace(ABSENT, standing=Standing.REGISTERED, bond=bond, onion=onion),
        account=Account(balance=account.balance - bond, nonce=account.nonce),
    )
    return register(existing, account, bond, onion, minimum_bond) == expected


@theorem("AGENT-2", "Nobody registers twice, whatever became of the agent: resigned, and its bond withdrawn.", says=Says.INVARIANT)
def nobody_registers_twice(
    existing: Agent, account: Account, bond: Amount, onion: Onion, minimum_bond: Amount, slot: Slot, later: Slot, unbonding_slots: UnbondingSlots
) -> bool:
    first = register(existing, account, bond, onion, minimum_bond)
    resigned = resign(first.agent, slot)
    withdrawn = withdraw_bond(resigned, first.account, later, 0, unbonding_slots)
    again = [rejection(register, agent, withdrawn.account, bond, onion, minimum_bond) for agent in (first.agent, resigned, withdrawn.agent)]
    return all(code == Code.AGENT_EXISTS for code in again)


@theorem("AGENT-3", "An agent is rejected for being unknown, then for having resigned or been expelled.", says=Says.ACCEPTANCE)
def check_registered_accepts(agent: Agent) -> bool:
    expected = first_failing((agent.standing == Standing.NONE, Code.AGENT_UNKNOWN), (agent.standing != Standing.REGISTERED, Code.AGENT_NOT_REGISTERED))
    return rejection(check_registered, agent) == expected


@theorem("AGENT-3", "Who passes has a bond that cannot be withdrawn, however long it waits.", says=Says.INVARIANT)
def registered_bond_stays(agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, unbonding_slots: UnbondingSlots) -> bool:
    check_registered(agent)
    return rejection(withdraw_bond, agent, account, slot, era_ended, unbonding_slots) == Code.AGENT_REGISTERED


@theorem(
    "AGENT-4",
    "Adding to a bond is rejected for the first of: no agent, not registered, nothing to add, balance too small, bond too large.",
    says=Says.ACCEPTANCE,
)
def add_to_bond_accepts(agent: Agent, account: Account, amount: Amount) -> bool:
    expected = first_failing(
        (agent.standing == Standing.NONE, Code.AGENT_UNKNOWN),
        (agent.standing != Standing.REGISTERED, Code.AGENT_NOT_REGISTERED),
        (amount == 0, Code.AMOUNT_ZERO),
        (account.balance < amount, Code.INSUFFICIENT_BALANCE),
        (agent.bond + amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(add_to_bond, agent, account, amount) == expected


@theorem("AGENT-4", "Exactly the amount leaves the account and enters the bond, and nothing else of the agent changes.", says=Says.AMOUNTS)
def add_to_bond_is_exact(agent: Agent, account: Account, amount: Amount) -> bool:
    expected = Bonded(agent=replace(agent, bond=agent.bond + amount), account=Account(balance=account.balance - amount, nonce=account.nonce))
    return add_to_bond(agent, account, amount) == expected


@theorem("AGENT-4", "Adding to a bond makes and destroys nothing.", says=Says.INVARIANT)
def add_to_bond_conserves(agent: Agent, account: Account, amount: Amount) -> bool:
    bonded = add_to_bond(agent, account, amount)
    return bonded.agent.bond + bonded.account.balance == agent.bond + account.balance


@theorem(
    "AGENT-5",
    "A withdrawal is rejected for the first of: no agent, still registered, last era not over for long enough, nothing left, balance too large.",
    says=Says.ACCEPTANCE,
)
def withdraw_bond_accepts(agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, unbonding_slots: UnbondingSlots) -> bool:
    serves = era_ended is None
    ended = 0 if era_ended is None else era_ended
    expected = first_failing(
        (agent.standing == Standing.NONE, Code.AGENT_UNKNOWN),
        (agent.standing == Standing.REGISTERED, Code.AGENT_REGISTERED),
        (serves | (slot < agent.left + unbonding_slots) | (slot < ended + unbonding_slots), Code.BOND_LOCKED),
        (agent.bond == 0, Code.AMOUNT_ZERO),
        (agent.bond + account.balance > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(withdraw_bond, agent, account, slot, era_ended, unbonding_slots) == expected


@theorem("AGENT-5", "All that is left of the bond returns to the account, once, and the rest of the agent's record stays.", says=Says.AMOUNTS)
def withdraw_bond_is_exact(agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, unbonding_slots: UnbondingSlots) -> bool:
    expected = Bonded(agent=replace(agent, bond=0), account=Account(balance=account.balance + agent.bond, nonce=account.nonce))
    return withdraw_bond(agent, account, slot, era_ended, unbonding_slots) == expected


@theorem("AGENT-5", "Withdrawing a bond makes and destroys nothing, and nothing is withdrawn twice.", says=Says.INVARIANT)
def withdraw_bond_conserves(agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, later: Slot, unbonding_slots: UnbondingSlots) -> bool:
    paid = withdraw_bond(agent, account, slot, era_ended, unbonding_slots)
    again = rejection(withdraw_bond, paid.agent, paid.account, later, era_ended, unbonding_slots)
    kept = paid.agent.bond + paid.account.balance == agent.bond + account.balance
    return kept and (again == Code.AMOUNT_ZERO or again == Code.BOND_LOCKED)


def _evidence_expires_first(evidence_slots: UnbondingSlots, unbonding_slots: UnbondingSlots) -> bool:
    return evidence_slots < unbonding_slots


@theorem(
    "AGENT-5",
    "When a bond is withdrawn, evidence of whatever the agent did until it left, or until the end of its last era was finalised, has expired.",
    assuming=_evidence_expires_first,
)
def bond_outlives_evidence(
    agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, offence: Slot, evidence_slots: UnbondingSlots, unbonding_slots: UnbondingSlots
) -> bool:
    withdraw_bond(agent, account, slot, era_ended, unbonding_slots)
    reported_in_time = slot <= offence + evidence_slots
    while_it_served = (offence <= agent.left) | (era_ended is not None and offence <= era_ended)
    return not (reported_in_time & while_it_served)


@theorem("AGENT-6", "A resignation is rejected for the first of: no agent, not registered.", says=Says.ACCEPTANCE)
def resign_accepts(agent: Agent, slot: Slot) -> bool:
    expected = first_failing((agent.standing == Standing.NONE, Code.AGENT_UNKNOWN), (agent.standing != Standing.REGISTERED, Code.AGENT_NOT_REGISTERED))
    return rejection(resign, agent, slot) == expected


@theorem("AGENT-6", "A resignation notes the slot, and changes nothing else: the bond stays, and so does what is delegated.", says=Says.AMOUNTS)
def resign_is_exact(agent: Agent, slot: Slot) -> bool:
    return resign(agent, slot) == replace(agent, standing=Standing.RESIGNED, left=slot)


@theorem("AGENT-6", "Who has resigned neither resigns again nor adds to its bond, and waits for all of the unbonding time.", says=Says.INVARIANT)
def resignation_is_final(
    agent: Agent, account: Account, slot: Slot, amount: Amount, later: Slot, era_ended: Slot | None, unbonding_slots: UnbondingSlots
) -> bool:
    resigned = resign(agent, slot)
    barred = [rejection(resign, resigned, later), rejection(add_to_bond, resigned, account, amount)]
    early = rejection(withdraw_bond, resigned, account, later, era_ended, unbonding_slots) == Code.BOND_LOCKED
    return all(code == Code.AGENT_NOT_REGISTERED for code in barred) and (later >= slot + unbonding_slots or early)
