"""The transactions of delegations: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.consensus.calendar import term_of
from reference.consensus.delegations import Recent, claim, delegate, index_through, release, withdraw
from reference.consensus.rewards import delegation_reward
from reference.numbers import AccountId, Index, Slot, Term
from reference.rules import transition
from reference.state.account import Account
from reference.state.balance import credit, debit
from reference.state.consensus_state import (
    get_agent,
    get_delegation,
    get_earnings,
    get_ending,
    put_agent,
    put_delegation,
    put_ending,
)
from reference.state.delegation import DelegationKey
from reference.state.pots import with_rewards
from reference.state.state import State, get_account, put_account, put_account_and_pots
from reference.wire.consensus_bodies import Delegate, DelegationClaim, DelegationRelease, DelegationWithdraw


@transition("DELEGATE-8")
def apply_delegate(state: State, sender: AccountId, body: Delegate, slot: Slot) -> State:
    """Put some of the sender's SSP behind an agent. Rejects with the codes of DELEGATE-1."""
    term, lasting = _term(state, slot), state.chain.parameters.delegation_terms
    key = (sender, body.agent, term)
    existing, agent, ending = get_delegation(state, key), get_agent(state, body.agent), get_ending(state, body.agent, term + lasting)
    made = delegate(existing, agent, get_account(state, sender), ending, body.amount, term, lasting)
    state = put_agent(put_account(state, sender, made.account), body.agent, made.agent)
    return put_ending(put_delegation(state, key, made.delegation), body.agent, term + lasting, made.ending)


@transition("DELEGATE-9")
def apply_delegation_withdraw(state: State, sender: AccountId, body: DelegationWithdraw, slot: Slot) -> State:
    """End a delegation of the sender's before it expires. Rejects with the codes of DELEGATE-3."""
    term, key = _term(state, slot), (sender, body.agent, body.made)
    delegation = get_delegation(state, key)
    planned, actual = get_ending(state, body.agent, delegation.end), get_ending(state, body.agent, term)
    withdrawn = withdraw(delegation, get_agent(state, body.agent), planned, actual, term)
    state = put_delegation(put_agent(state, body.agent, withdrawn.agent), key, withdrawn.delegation)
    return put_ending(put_ending(state, body.agent, delegation.end, withdrawn.planned), body.agent, term, withdrawn.actual)


@transition("DELEGATE-10")
def apply_delegation_claim(state: State, sender: AccountId, body: DelegationClaim, slot: Slot) -> State:
    """Pay the sender what a delegation of its own has earned. Rejects with the codes of DELEGATE-4."""
    return _pay_reward(state, (sender, body.agent, body.made), _term(state, slot))


@transition("DELEGATE-11")
def apply_delegation_release(state: State, sender: AccountId, body: DelegationRelease, slot: Slot) -> State:
    """Pay the sender back what it had delegated, and what that has earned besides. Rejects with the codes of DELEGATE-5."""
    term, key = _term(state, slot), (sender, body.agent, body.made)
    released = release(get_delegation(state, key), get_account(state, sender), term)
    state = _pay_reward(put_account(state, sender, released.account), key, term)
    return put_delegation(state, key, released.delegation)


def _pay_reward(state: State, key: DelegationKey, term: Term) -> State:
    voter, agent, made = key
    delegation = get_delegation(state, key)
    opening, closing = opening_index(state, agent, made, delegation.index), closing_index(state, agent, delegation.end)
    claimed = claim(delegation, made, term, opening, get_agent(state, agent).index, closing)
    reward = delegation_reward(delegation.amount, claimed.since, claimed.until, state.pots.rewards)
    account, pots = get_account(state, voter), with_rewards(state.pots, debit(state.pots.rewards, reward))
    paid = Account(balance=credit(account.balance, reward), nonce=account.nonce)
    return put_delegation(put_account_and_pots(state, voter, paid, pots), key, claimed.delegation)


def opening_index(state: State, agent: AccountId, made: Term, known: Index) -> Index:
    """The index of an agent through the term after the one in which a delegation was made, `known` being what it was at that moment."""
    return index_through(_recent(state, agent, made), known)


def closing_index(state: State, agent: AccountId, end: Term) -> Index:
    """The index of an agent through the term after the one in which a delegation ends."""
    return index_through(_recent(state, agent, end), get_ending(state, agent, end).index)


def _recent(state: State, agent: AccountId, term: Term) -> Recent:
    """What an agent's voters earned in the term after `term`, in `term`, and in the one before it."""
    before = get_earnings(state, agent, term - 1 if term > 0 else 0)
    return get_earnings(state, agent, term + 1), get_earnings(state, agent, term), before


def _term(state: State, slot: Slot) -> Term:
    return term_of(slot, state.chain.parameters.agents, state.chain.parameters.term_rounds)
