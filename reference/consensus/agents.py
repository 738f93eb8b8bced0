"""Agents: how one registers with a bond, adds to it, resigns, and gets the bond back.

The bond is what an agent answers with. It leaves the account when it is given, belongs to nobody else meanwhile, and comes back only once
nothing that the agent ever signed can be held against it.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.codes import Code, Reject
from reference.consensus.calendar import has_passed
from reference.numbers import Amount, Range, Slot
from reference.rules import kernel
from reference.state.account import Account
from reference.state.agent import ABSENT, Agent, Onion, Standing
from reference.state.balance import check_amount, credit, debit

UnbondingSlots = Annotated[int, Range(1, 2**32 - 1)]
"""The parameter `unbonding_slots`: how long a bond stays after the end of the last era that the agent served in was finalised."""


@dataclass(frozen=True, slots=True)
class Bonded:
    """An agent and its account after SSP moved from one to the other."""

    agent: Agent
    """The agent with its new bond."""

    account: Account
    """The account with its new balance."""


@kernel("AGENT-1")
def check_agent(agent: Agent) -> None:
    """Check that an account is, or was, an agent. Rejects with `AGENT_UNKNOWN`."""
    if agent.standing == Standing.NONE:
        raise Reject(Code.AGENT_UNKNOWN)


@kernel("AGENT-2")
def register(existing: Agent, account: Account, bond: Amount, onion: Onion, minimum_bond: Amount) -> Bonded:
    """Make an account an agent. Rejects with `AGENT_EXISTS`, `BOND_TOO_SMALL`, `INSUFFICIENT_BALANCE`, in this order.

    `existing` is what is stored under the account's identifier, `onion` what rule RANDOM-2 makes of the first commitment. Whoever was an agent
    once stays what it became: a new beginning under the same key would wipe out an offence, a jailing, or a tenure.
    """
    if existing.standing != Standing.NONE:
        raise Reject(Code.AGENT_EXISTS)
    if bond < minimum_bond:
        raise Reject(Code.BOND_TOO_SMALL)
    agent = replace(ABSENT, standing=Standing.REGISTERED, bond=bond, onion=onion)
    return Bonded(agent=agent, account=replace(account, balance=debit(account.balance, bond)))


@kernel("AGENT-3")
def check_registered(agent: Agent) -> None:
    """Check that an agent has neither resigned nor been expelled. Rejects with `AGENT_UNKNOWN`, then `AGENT_NOT_REGISTERED`."""
    check_agent(agent)
    if agent.standing != Standing.REGISTERED:
        raise Reject(Code.AGENT_NOT_REGISTERED)


@kernel("AGENT-4")
def add_to_bond(agent: Agent, account: Account, amount: Amount) -> Bonded:
    """Add to the bond of a registered agent from its account.

    Rejects with `AGENT_UNKNOWN`, `AGENT_NOT_REGISTERED`, `AMOUNT_ZERO`, `INSUFFICIENT_BALANCE`, `BALANCE_OVERFLOW`, in this order. The sum may still
    be below the least bond: what penalties took can be made up for in steps.
    """
    check_registered(agent)
    check_amount(amount)
    balance = debit(account.balance, amount)
    return Bonded(agent=replace(agent, bond=credit(agent.bond, amount)), account=replace(account, balance=balance))


@kernel("AGENT-5")
def withdraw_bond(agent: Agent, account: Account, slot: Slot, era_ended: Slot | None, unbonding_slots: UnbondingSlots) -> Bonded:
    """Pay what is left of its bond back to an agent that has left for long enough.

    `era_ended` is the slot of the block that finalised the end of the last era in which the agent served: 0 where it served in none, None where it
    still serves or that end is not finalised. Until then it may have to answer for a vote that nobody has seen yet.

    Rejects with `AGENT_UNKNOWN`, `AGENT_REGISTERED`, `BOND_LOCKED`, `AMOUNT_ZERO`, `BALANCE_OVERFLOW`, in this order. The agent's record
    stays, without a bond, so that nobody registers with its key and an offence counts once.
    """
    check_agent(agent)
    if agent.standing == Standing.REGISTERED:
        raise Reject(Code.AGENT_REGISTERED)
    if era_ended is None or not has_passed(slot, max(agent.left, era_ended), unbonding_slots):
        raise Reject(Code.BOND_LOCKED)
    check_amount(agent.bond)
    return Bonded(agent=replace(agent, bond=0), account=replace(account, balance=credit(account.balance, agent.bond)))


@kernel("AGENT-6")
def resign(agent: Agent, slot: Slot) -> Agent:
    """The agent once it has resigned in `slot`. Rejects with `AGENT_UNKNOWN`, then `AGENT_NOT_REGISTERED`.

    A seat that it has, or was elected for, it keeps until the set changes, with its duties and penalties: the set is the same for everybody.
    """
    check_registered(agent)
    return replace(agent, standing=Standing.RESIGNED, left=slot)
