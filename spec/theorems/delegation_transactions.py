# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when somebody delegates, withdraws a delegation, claims its reward, or releases it."""

from dataclasses import replace

from reference.codes import Code
from reference.consensus.delegation_transactions import (
    apply_delegate,
    apply_delegation_claim,
    apply_delegation_release,
    apply_delegation_withdraw,
    closing_index,
    opening_index,
)
from reference.consensus.delegations import SETTLED_AFTER, check_delegation, delegate, release, withdraw
from reference.consensus.rewards import delegation_reward
from reference.numbers import AccountId, Slot, Term
from reference.parameters import Parameters
from reference.state.account import Account
from reference.state.consensus_state import get_agent, get_delegation, get_ending, put_agent, put_delegation, put_ending
from reference.state.delegation import NOTHING, Delegation, Ending
from reference.state.state import State, get_account, put_account, put_account_and_pots
from reference.wire.consensus_bodies import Delegate, DelegationClaim, DelegationRelease, DelegationWithdraw
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.ledger import ssp, supply_is_bounded

INDICES = (StandIn(opening_index), StandIn(closing_index))
"""What is paid out is exact whatever the indices of an agent were; DELEGATE-7 says what they are."""

EARNED = (*INDICES, StandIn(delegation_reward))
"""And whatever comes of them; REWARD-6 says what that is, and that the pot holds it."""


def term_at(parameters: Parameters, slot: Slot) -> Term:
    """The term of a slot."""
    return slot // (parameters.agents * parameters.term_rounds)


@theorem("DELEGATE-8", "Delegating makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def delegating_preserves_ssp(state: State, sender: AccountId, body: Delegate, slot: Slot) -> bool:
    return ssp(apply_delegate(state, sender, body, slot)) == ssp(state)


@theorem("DELEGATE-8", "Delegating is rejected as DELEGATE-1 says.", says=Says.ACCEPTANCE)
def delegating_accepts(state: State, sender: AccountId, body: Delegate, slot: Slot) -> bool:
    term, lasting = term_at(state.chain.parameters, slot), state.chain.parameters.delegation_terms
    existing, ending = get_delegation(state, (sender, body.agent, term)), get_ending(state, body.agent, term + lasting)
    expected = rejection(delegate, existing, get_agent(state, body.agent), get_account(state, sender), ending, body.amount, term, lasting)
    return rejection(apply_delegate, state, sender, body, slot) == expected


@theorem("DELEGATE-8", "Just the amount leaves the sender's account and stands behind the agent, until it expires; nothing else changes.", says=Says.AMOUNTS)
def delegating_is_exact(state: State, sender: AccountId, body: Delegate, slot: Slot) -> bool:
    after = apply_delegate(state, sender, body, slot)
    term = term_at(state.chain.parameters, slot)
    key, end = (sender, body.agent, term), term + state.chain.parameters.delegation_terms
    account, agent, ending = get_account(state, sender), get_agent(state, body.agent), get_ending(state, body.agent, end)
    expected = put_account(state, sender, Account(balance=account.balance - body.amount, nonce=account.nonce))
    expected = put_agent(expected, body.agent, replace(agent, delegated=agent.delegated + body.amount))
    held = Delegation(amount=get_delegation(state, key).amount + body.amount, end=end, index=agent.index)
    expiring = Ending(expiring=ending.expiring + body.amount, index=ending.index)
    return after == put_ending(put_delegation(expected, key, held), body.agent, end, expiring)


@theorem("DELEGATE-9", "Withdrawing moves no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def withdrawing_preserves_ssp(state: State, sender: AccountId, body: DelegationWithdraw, slot: Slot) -> bool:
    return ssp(apply_delegation_withdraw(state, sender, body, slot)) == ssp(state)


@theorem("DELEGATE-9", "Withdrawing is rejected as DELEGATE-3 says.", says=Says.ACCEPTANCE)
def withdrawing_accepts(state: State, sender: AccountId, body: DelegationWithdraw, slot: Slot) -> bool:
    term = term_at(state.chain.parameters, slot)
    delegation = get_delegation(state, (sender, body.agent, body.made))
    planned, actual = get_ending(state, body.agent, delegation.end), get_ending(state, body.agent, term)
    expected = rejection(withdraw, delegation, get_agent(state, body.agent), planned, actual, term)
    return rejection(apply_delegation_withdraw, state, sender, body, slot) == expected


@theorem("DELEGATE-9", "The delegation ends in this term, no longer stands behind its agent and no longer expires; nothing else changes.", says=Says.AMOUNTS)
def withdrawing_is_exact(state: State, sender: AccountId, body: DelegationWithdraw, slot: Slot) -> bool:
    after = apply_delegation_withdraw(state, sender, body, slot)
    term, key = term_at(state.chain.parameters, slot), (sender, body.agent, body.made)
    delegation, agent = get_delegation(state, key), get_agent(state, body.agent)
    planned, actual = get_ending(state, body.agent, delegation.end), get_ending(state, body.agent, term)
    expected = put_agent(state, body.agent, replace(agent, delegated=agent.delegated - delegation.amount))
    expected = put_delegation(expected, key, replace(delegation, end=term))
    expected = put_ending(expected, body.agent, delegation.end, replace(planned, expiring=planned.expiring - delegation.amount))
    return after == put_ending(expected, body.agent, term, replace(actual, index=agent.index))


@theorem("DELEGATE-10", "Claiming makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded, standing_in=EARNED)
def claiming_preserves_ssp(state: State, sender: AccountId, body: DelegationClaim, slot: Slot) -> bool:
    return ssp(apply_delegation_claim(state, sender, body, slot)) == ssp(state)


@theorem("DELEGATE-10", "Claiming is rejected for: no delegation, too early.", says=Says.ACCEPTANCE, assuming=supply_is_bounded, standing_in=INDICES)
def claiming_accepts(state: State, sender: AccountId, body: DelegationClaim, slot: Slot) -> bool:
    term = term_at(state.chain.parameters, slot)
    expected = first_failing(
        (get_delegation(state, (sender, body.agent, body.made)).amount == 0, Code.DELEGATION_UNKNOWN),
        ((term < body.made) | (term - body.made < SETTLED_AFTER), Code.CLAIM_EARLY),
    )
    return rejection(apply_delegation_claim, state, sender, body, slot) == expected


@theorem(
    "DELEGATE-10",
    "What leaves the rewards pot reaches the sender; of the delegation only what was claimed changes, and nothing else does.",
    says=Says.AMOUNTS,
    standing_in=EARNED,
)
def claiming_is_exact(state: State, sender: AccountId, body: DelegationClaim, slot: Slot) -> bool:
    after, key = apply_delegation_claim(state, sender, body, slot), (sender, body.agent, body.made)
    reward, account = state.pots.rewards - after.pots.rewards, get_account(state, sender)
    paid = Account(balance=account.balance + reward, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, rewards=after.pots.rewards))
    return after == put_delegation(expected, key, replace(get_delegation(state, key), index=get_delegation(after, key).index))


@theorem("DELEGATE-11", "Releasing makes and destroys no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded, standing_in=EARNED)
def releasing_preserves_ssp(state: State, sender: AccountId, body: DelegationRelease, slot: Slot) -> bool:
    return ssp(apply_delegation_release(state, sender, body, slot)) == ssp(state)


def made_before_it_ends(state: State, sender: AccountId, body: DelegationRelease) -> bool:
    """What DELEGATE-1 sees to: a delegation ends no earlier than it was made; and no more SSP than there can be."""
    return (get_delegation(state, (sender, body.agent, body.made)).end >= body.made) & supply_is_bounded(state)


@theorem("DELEGATE-11", "Releasing is rejected as DELEGATE-5 says.", says=Says.ACCEPTANCE, assuming=made_before_it_ends, standing_in=INDICES)
def releasing_accepts(state: State, sender: AccountId, body: DelegationRelease, slot: Slot) -> bool:
    delegation, term = get_delegation(state, (sender, body.agent, body.made)), term_at(state.chain.parameters, slot)
    expected = rejection(check_delegation, delegation) or rejection(release, delegation, get_account(state, sender), term)
    return rejection(apply_delegation_release, state, sender, body, slot) == expected


@theorem(
    "DELEGATE-11",
    "The whole delegation and its reward reach the sender, and nothing of it is left; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=EARNED,
)
def releasing_is_exact(state: State, sender: AccountId, body: DelegationRelease, slot: Slot) -> bool:
    after, key = apply_delegation_release(state, sender, body, slot), (sender, body.agent, body.made)
    returned, account = get_delegation(state, key).amount + state.pots.rewards - after.pots.rewards, get_account(state, sender)
    paid = Account(balance=account.balance + returned, nonce=account.nonce)
    expected = put_account_and_pots(state, sender, paid, replace(state.pots, rewards=after.pots.rewards))
    return after == put_delegation(expected, key, NOTHING)
