"""Delegations: how a token-holder puts SSP behind an agent, shares the agent's reward, and gets the SSP back.

An agent's record holds the sum of what is delegated to it. Nothing ever walks through the delegations that make it up: each is entered
in the sum when it is made and leaves it when it is withdrawn, and those that expire in one term leave it together. What each has earned
follows from the agent's index when it is claimed.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from reference.codes import Code, Reject
from reference.consensus.agents import check_registered
from reference.consensus.calendar import has_passed
from reference.numbers import MAX_UINT64, Amount, Index, Range, Term
from reference.rules import kernel
from reference.state.account import Account
from reference.state.agent import Agent
from reference.state.balance import check_amount, credit, debit
from reference.state.delegation import NOTHING, Delegation, Earnings, Ending

MAX_DELEGATION_TERMS = 100_000
"""The most terms after which a delegation can expire."""

DelegationTerms = Annotated[int, Range(1, MAX_DELEGATION_TERMS)]
"""The parameter `delegation_terms`."""

DelegatingTerm = Annotated[int, Range(0, MAX_UINT64 - MAX_DELEGATION_TERMS)]
"""A term in which a delegation is made: that in which it expires is a term as well."""

SETTLED_AFTER = 3
"""Terms from one in which a delegation is made, or ends, until its reward can begin, or has ended.

What counts at the end of a term is rewarded from the second term after it on, and whether the first one after it is paid is known when the
third begins.
"""

Recent = tuple[Earnings, Earnings, Earnings]
"""What an agent's voters earned in a term, in the one before it, and in the one before that; `Earnings(0)` where they earned nothing."""


@dataclass(frozen=True, slots=True)
class Delegated:
    """What has changed once SSP was delegated."""

    account: Account
    """The voter's account, from which it came."""

    agent: Agent
    """The agent, behind which it is now."""

    delegation: Delegation
    """The delegation of this voter to this agent in this term."""

    ending: Ending
    """The agent's ending in which the delegation expires."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What has changed once a delegation was withdrawn."""

    delegation: Delegation
    """The delegation, which ends in this term."""

    agent: Agent
    """The agent, behind which it is no longer."""

    planned: Ending
    """The agent's ending in which the delegation would have expired."""

    actual: Ending
    """The agent's ending of this term."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a delegation is rewarded for, and what it will not be rewarded for again."""

    delegation: Delegation
    """The delegation, its reward claimed up to `until`."""

    since: Index
    """The agent's index from which each unit is rewarded."""

    until: Index
    """The agent's index up to which each unit is rewarded; no less than `since`."""


@dataclass(frozen=True, slots=True)
class Released:
    """What has changed once a delegation was released."""

    account: Account
    """The voter's account, to which the SSP has returned."""

    delegation: Delegation
    """What is left of the delegation: nothing."""


@dataclass(frozen=True, slots=True)
class Expired:
    """What has changed once the delegations to an agent that a term ends have expired."""

    agent: Agent
    """The agent, behind which they are no longer."""

    ending: Ending
    """The agent's ending of that term."""


@kernel("DELEGATE-1")
def delegate(
    existing: Delegation, agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms
) -> Delegated:
    """Put `amount` of an account's SSP behind an agent until `delegation_terms` terms after `term` have passed.

    `existing` is what the voter has delegated to this agent in this term already, `ending` the agent's ending of the term in which the delegation expires.
    Rejects with `AGENT_UNKNOWN`, `AGENT_NOT_REGISTERED`, `AMOUNT_ZERO`, `DELEGATION_ENDED`, `INSUFFICIENT_BALANCE`, `BALANCE_OVERFLOW`, in this
    order. What was withdrawn in this term cannot be added to before the next one: it has ended, and its record says so.
    """
    check_registered(agent)
    check_amount(amount)
    if existing.amount != 0 and existing.end <= term:
        raise Reject(Code.DELEGATION_ENDED)
    return Delegated(
        account=replace(account, balance=debit(account.balance, amount)),
        agent=replace(agent, delegated=credit(agent.delegated, amount)),
        delegation=Delegation(amount=credit(existing.amount, amount), end=term + delegation_terms, index=agent.index),
        ending=replace(ending, expiring=credit(ending.expiring, amount)),
    )


@kernel("DELEGATE-2")
def check_delegation(delegation: Delegation) -> None:
    """Check that a delegation exists. Rejects with `DELEGATION_UNKNOWN`."""
    if delegation.amount == 0:
        raise Reject(Code.DELEGATION_UNKNOWN)


@kernel("DELEGATE-3")
def withdraw(delegation: Delegation, agent: Agent, planned: Ending, actual: Ending, term: Term) -> Withdrawn:
    """End a delegation in `term` instead of when it would have expired. Rejects with `DELEGATION_UNKNOWN`, then `DELEGATION_ENDED`.

    `planned` is the agent's ending of the term in which the delegation would have expired, `actual` that of `term`. Whether the agent is still
    registered does not matter. `INSUFFICIENT_BALANCE`, where a sum is less than its part, is met in no state with right sums.
    """
    check_delegation(delegation)
    if delegation.end <= term:
        raise Reject(Code.DELEGATION_ENDED)
    return Withdrawn(
        delegation=replace(delegation, end=term),
        agent=replace(agent, delegated=debit(agent.delegated, delegation.amount)),
        planned=replace(planned, expiring=debit(planned.expiring, delegation.amount)),
        actual=replace(actual, index=agent.index),
    )


@kernel("DELEGATE-4")
def claim(delegation: Delegation, made: Term, term: Term, opening: Index, now: Index, closing: Index) -> Claimed:
    """What a delegation that was made in `made` is rewarded for in `term`, beyond what was claimed before.

    `opening` is the agent's index through the term after `made`, `now` its index at present, `closing` that through the term after the one in which the
    delegation ends (rule DELEGATE-7). While the end may still change, `closing` is not looked at: the last terms that are rewarded are not paid yet, so
    that `now` has nothing too much.

    Rejects with `DELEGATION_UNKNOWN`, then `CLAIM_EARLY`.
    """
    check_delegation(delegation)
    if not has_passed(term, made, SETTLED_AFTER):
        raise Reject(Code.CLAIM_EARLY)
    since = max(delegation.index, opening)
    until = max(since, closing if has_passed(term, delegation.end, SETTLED_AFTER) else now)
    return Claimed(delegation=replace(delegation, index=until), since=since, until=until)


@kernel("DELEGATE-5")
def release(delegation: Delegation, account: Account, term: Term) -> Released:
    """Pay a delegation back. Rejects with `DELEGATION_UNKNOWN`, `DELEGATION_LOCKED`, `BALANCE_OVERFLOW`, in this order.

    By then its reward is settled, so that whoever applies this claims the rest of the reward with it.
    """
    check_delegation(delegation)
    if not has_passed(term, delegation.end, SETTLED_AFTER):
        raise Reject(Code.DELEGATION_LOCKED)
    return Released(account=replace(account, balance=credit(account.balance, delegation.amount)), delegation=NOTHING)


@kernel("DELEGATE-6")
def expire(agent: Agent, ending: Ending) -> Expired:
    """Take out of an agent's sum what expires in a term that has ended; `ending` is the agent's ending of that term.

    `INSUFFICIENT_BALANCE`, where the sum is less than its part, is met in no state with right sums.
    """
    return Expired(agent=replace(agent, delegated=debit(agent.delegated, ending.expiring)), ending=Ending(expiring=0, index=agent.index))


@kernel("DELEGATE-7")
def index_through(earnings: Recent, known: Index) -> Index:
    """An agent's index after the last paid term up to a given one.

    `earnings` are those of that term and of the two before it, `known` is the index at some moment of the term before: when a delegation was made, or
    ended. An index never falls, so that the largest is the latest; and what was paid after that moment is among the three.
    """
    latest, before, earliest = earnings
    return max(latest.index, before.index, earliest.index, known)
