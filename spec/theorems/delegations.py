# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of delegations: where the SSP is, what an agent's sum is made of, and what is rewarded, once."""

from dataclasses import replace

from reference.codes import Code
from reference.consensus.delegations import (
    Delegated,
    DelegatingTerm,
    DelegationTerms,
    Expired,
    Recent,
    Released,
    Withdrawn,
    check_delegation,
    claim,
    delegate,
    expire,
    index_through,
    release,
    withdraw,
)
from reference.numbers import MAX_AMOUNT, Amount, Index, Term
from reference.state.account import Account
from reference.state.agent import Agent, Standing
from reference.state.delegation import NOTHING, Delegation, Ending
from spec.prover.statement import Says, first_failing, outcome, rejection, theorem


@theorem(
    "DELEGATE-1",
    "A delegation is rejected for the first of: no agent, not registered, nothing to delegate, withdrawn in this term, balance too small, a sum too large.",
    says=Says.ACCEPTANCE,
)
def delegate_accepts(
    existing: Delegation, agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms
) -> bool:
    largest = max(agent.delegated, existing.amount, ending.expiring)
    expected = first_failing(
        (agent.standing == Standing.NONE, Code.AGENT_UNKNOWN),
        (agent.standing != Standing.REGISTERED, Code.AGENT_NOT_REGISTERED),
        (amount == 0, Code.AMOUNT_ZERO),
        ((existing.amount > 0) & (existing.end <= term), Code.DELEGATION_ENDED),
        (account.balance < amount, Code.INSUFFICIENT_BALANCE),
        (largest + amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(delegate, existing, agent, account, ending, amount, term, delegation_terms) == expected


@theorem("DELEGATE-1", "Exactly the amount leaves the account, and enters the delegation, the agent's sum and what expires with it.", says=Says.AMOUNTS)
def delegate_is_exact(
    existing: Delegation, agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms
) -> bool:
    expected = Delegated(
        account=Account(balance=account.balance - amount, nonce=account.nonce),
        agent=replace(agent, delegated=agent.delegated + amount),
        delegation=Delegation(amount=existing.amount + amount, end=term + delegation_terms, index=agent.index),
        ending=Ending(expiring=ending.expiring + amount, index=ending.index),
    )
    return delegate(existing, agent, account, ending, amount, term, delegation_terms) == expected


@theorem("DELEGATE-1", "One token backs one agent: what is delegated is gone from the account, to the unit.", says=Says.INVARIANT)
def delegate_conserves(
    existing: Delegation, agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms
) -> bool:
    made = delegate(existing, agent, account, ending, amount, term, delegation_terms)
    conserved = made.account.balance + made.delegation.amount == account.balance + existing.amount
    return conserved & (made.agent.delegated - agent.delegated == made.ending.expiring - ending.expiring)


@theorem("DELEGATE-2", "A delegation is unknown just where nothing is delegated.", says=Says.ACCEPTANCE)
def check_delegation_accepts(delegation: Delegation) -> bool:
    return rejection(check_delegation, delegation) == (Code.DELEGATION_UNKNOWN if delegation.amount == 0 else None)


@theorem("DELEGATE-2", "A delegation is known from when it is made until it is released, and not after.", says=Says.INVARIANT)
def delegation_is_known_while_it_lasts(
    agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms, later: Term
) -> bool:
    made = delegate(NOTHING, agent, account, ending, amount, term, delegation_terms)
    withdrawn = withdraw(made.delegation, made.agent, made.ending, ending, term)
    known = [rejection(check_delegation, delegation) is None for delegation in (made.delegation, withdrawn.delegation)]
    released = release(withdrawn.delegation, made.account, later)
    return all(known) and rejection(check_delegation, released.delegation) == Code.DELEGATION_UNKNOWN


@theorem(
    "DELEGATE-3", "A withdrawal is rejected for the first of: no delegation, ended or ending in this term, a sum less than its part.", says=Says.ACCEPTANCE
)
def withdraw_accepts(delegation: Delegation, agent: Agent, planned: Ending, actual: Ending, term: Term) -> bool:
    expected = first_failing(
        (delegation.amount == 0, Code.DELEGATION_UNKNOWN),
        (delegation.end <= term, Code.DELEGATION_ENDED),
        (min(agent.delegated, planned.expiring) < delegation.amount, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(withdraw, delegation, agent, planned, actual, term) == expected


@theorem("DELEGATE-3", "The delegation ends in this term, and exactly it leaves the agent's sum and what would have expired with it.", says=Says.AMOUNTS)
def withdraw_is_exact(delegation: Delegation, agent: Agent, planned: Ending, actual: Ending, term: Term) -> bool:
    expected = Withdrawn(
        delegation=Delegation(amount=delegation.amount, end=term, index=delegation.index),
        agent=replace(agent, delegated=agent.delegated - delegation.amount),
        planned=Ending(expiring=planned.expiring - delegation.amount, index=planned.index),
        actual=Ending(expiring=actual.expiring, index=agent.index),
    )
    return withdraw(delegation, agent, planned, actual, term) == expected


@theorem("DELEGATE-3", "A withdrawal leaves the SSP where it is, makes the delegation end earlier, and happens once.", says=Says.INVARIANT)
def withdraw_happens_once(delegation: Delegation, agent: Agent, planned: Ending, actual: Ending, term: Term) -> bool:
    withdrawn = withdraw(delegation, agent, planned, actual, term)
    same = (withdrawn.delegation.amount == delegation.amount) & (withdrawn.delegation.end < delegation.end)
    again = rejection(withdraw, withdrawn.delegation, withdrawn.agent, withdrawn.planned, withdrawn.actual, term)
    return same and again == Code.DELEGATION_ENDED


@theorem("DELEGATE-4", "A claim is rejected for the first of: no delegation, fewer than three terms since it was made.", says=Says.ACCEPTANCE)
def claim_accepts(delegation: Delegation, made: Term, term: Term, opening: Index, now: Index, closing: Index) -> bool:
    expected = first_failing((delegation.amount == 0, Code.DELEGATION_UNKNOWN), (term < made + 3, Code.CLAIM_EARLY))
    return rejection(claim, delegation, made, term, opening, now, closing) == expected


@theorem(
    "DELEGATE-4",
    "A claim begins where the last one ended or the first rewarded term begins, and goes on to now or to the end of the last rewarded term.",
    says=Says.AMOUNTS,
)
def claim_is_exact(delegation: Delegation, made: Term, term: Term, opening: Index, now: Index, closing: Index) -> bool:
    claimed = claim(delegation, made, term, opening, now, closing)
    since = max(delegation.index, opening)
    until = max(since, closing if term >= delegation.end + 3 else now)
    kept = (claimed.delegation.amount == delegation.amount) & (claimed.delegation.end == delegation.end)
    return kept & (claimed.since == since) & (claimed.until == until) & (claimed.delegation.index == until)


@theorem("DELEGATE-4", "Nothing is rewarded twice, in whatever terms the claims are: the second begins where the first ended, or after.", says=Says.INVARIANT)
def nothing_is_claimed_twice(delegation: Delegation, made: Term, term: Term, later: Term, opening: Index, now: Index, grown: Index, closing: Index) -> bool:
    first = claim(delegation, made, term, opening, now, closing)
    second = claim(first.delegation, made, later, opening, grown, closing)
    return (delegation.index <= first.since) & (first.since <= first.until) & (first.until <= second.since) & (second.since <= second.until)


@theorem("DELEGATE-4", "Once a reward is settled, one claim takes all of it: another one in any later term finds nothing.")
def settled_claim_is_the_last(delegation: Delegation, made: Term, term: Term, later: Term, opening: Index, now: Index, grown: Index, closing: Index) -> bool:
    last = claim(delegation, made, term, opening, now, closing)
    again = claim(last.delegation, made, later, opening, grown, closing)
    return (term < delegation.end + 3) | (later < term) | (again.until == again.since)


@theorem("DELEGATE-4", "Whoever claims in between is rewarded for the same as whoever claims once: no part is missed.")
def claims_add_up(delegation: Delegation, made: Term, term: Term, later: Term, opening: Index, now: Index, grown: Index, closing: Index) -> bool:
    first = claim(delegation, made, term, opening, now, closing)
    second = claim(first.delegation, made, later, opening, grown, closing)
    once = claim(delegation, made, later, opening, grown, closing)
    overtaken = once.until < first.until
    return overtaken | ((first.since == once.since) & (second.since == first.until) & (second.until == once.until))


@theorem("DELEGATE-5", "A release is rejected for the first of: no delegation, fewer than three terms since it ended, balance too large.", says=Says.ACCEPTANCE)
def release_accepts(delegation: Delegation, account: Account, term: Term) -> bool:
    expected = first_failing(
        (delegation.amount == 0, Code.DELEGATION_UNKNOWN),
        (term < delegation.end + 3, Code.DELEGATION_LOCKED),
        (account.balance + delegation.amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(release, delegation, account, term) == expected


@theorem("DELEGATE-5", "All that was delegated returns to the account, and nothing is left of the delegation.", says=Says.AMOUNTS)
def release_is_exact(delegation: Delegation, account: Account, term: Term) -> bool:
    expected = Released(account=Account(balance=account.balance + delegation.amount, nonce=account.nonce), delegation=NOTHING)
    return release(delegation, account, term) == expected


@theorem("DELEGATE-5", "A release makes and destroys nothing, and happens once.", says=Says.INVARIANT)
def release_conserves(delegation: Delegation, account: Account, term: Term, later: Term) -> bool:
    released = release(delegation, account, term)
    again = rejection(release, released.delegation, released.account, later)
    return released.account.balance + released.delegation.amount == account.balance + delegation.amount and again == Code.DELEGATION_UNKNOWN


@theorem("DELEGATE-5", "What can be released has a reward that can be claimed, and settled: no release forfeits a reward.")
def release_finds_the_reward_settled(
    delegation: Delegation, account: Account, made: Term, term: Term, opening: Index, now: Index, grown: Index, closing: Index
) -> bool:
    release(delegation, account, term)
    claimed = outcome(claim, delegation, made, term, opening, now, closing)
    whatever = outcome(claim, delegation, made, term, opening, grown, closing)
    return delegation.end < made or (claimed.code is None and whatever.value == claimed.value)


@theorem("DELEGATE-6", "An expiry is rejected just where the agent's sum is less than what expires.", says=Says.ACCEPTANCE)
def expire_accepts(agent: Agent, ending: Ending) -> bool:
    return rejection(expire, agent, ending) == (Code.INSUFFICIENT_BALANCE if agent.delegated < ending.expiring else None)


@theorem("DELEGATE-6", "Exactly what expires leaves the agent's sum, nothing else of the agent changes, and its index is noted.", says=Says.AMOUNTS)
def expire_is_exact(agent: Agent, ending: Ending) -> bool:
    expected = Expired(agent=replace(agent, delegated=agent.delegated - ending.expiring), ending=Ending(expiring=0, index=agent.index))
    return expire(agent, ending) == expected


@theorem("DELEGATE-6", "What has expired once does not expire again.", says=Says.INVARIANT)
def expiry_happens_once(agent: Agent, ending: Ending) -> bool:
    expired = expire(agent, ending)
    return expire(expired.agent, expired.ending) == expired


@theorem("DELEGATE-6", "What is delegated and never withdrawn expires to the unit: the agent's sum is what it was before.")
def delegation_expires_in_full(
    existing: Delegation, agent: Agent, account: Account, ending: Ending, amount: Amount, term: DelegatingTerm, delegation_terms: DelegationTerms
) -> bool:
    made = delegate(existing, agent, account, ending, amount, term, delegation_terms)
    before, after = outcome(expire, agent, ending), outcome(expire, made.agent, made.ending)
    return before.code is not None or (after.code is None and after.value.agent.delegated == before.value.agent.delegated)


@theorem("DELEGATE-6", "What was withdrawn does not expire besides.")
def withdrawn_delegation_does_not_expire(delegation: Delegation, agent: Agent, planned: Ending, actual: Ending, term: Term) -> bool:
    withdrawn = withdraw(delegation, agent, planned, actual, term)
    before, after = outcome(expire, agent, planned), outcome(expire, withdrawn.agent, withdrawn.planned)
    return before.code is not None or (after.code is None and after.value.agent.delegated == before.value.agent.delegated)


@theorem("DELEGATE-7", "There is an index through every term.", says=Says.ACCEPTANCE)
def index_through_never_rejects(earnings: Recent, known: Index) -> bool:
    return rejection(index_through, earnings, known) is None


@theorem("DELEGATE-7", "The index is one of the four that are known.", says=Says.AMOUNTS)
def index_through_is_one_of_them(earnings: Recent, known: Index) -> bool:
    index = index_through(earnings, known)
    return index in (earnings[0].index, earnings[1].index, earnings[2].index, known)


@theorem("DELEGATE-7", "The index is not below any of the four: what an agent's voters have earned they are not denied.", says=Says.INVARIANT)
def index_through_is_the_largest(earnings: Recent, known: Index) -> bool:
    index = index_through(earnings, known)
    return (index >= earnings[0].index) & (index >= earnings[1].index) & (index >= earnings[2].index) & (index >= known)
