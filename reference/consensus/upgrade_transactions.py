"""The transactions of upgrades: each looks records up, calls the kernel of its rule, and writes them back."""

from reference.consensus.calendar import term_of
from reference.consensus.upgrades import cast_ballot, propose_upgrade
from reference.numbers import AccountId, Slot, Term
from reference.rules import transition
from reference.state.account import Account
from reference.state.consensus_state import get_ballot, get_delegation, put_ballot, put_upgrade
from reference.state.state import State, get_account, put_account
from reference.wire.consensus_bodies import UpgradePropose, UpgradeVote


@transition("UPGRADE-9")
def apply_upgrade_propose(state: State, sender: AccountId, body: UpgradePropose, slot: Slot) -> State:
    """Propose the next version. Rejects with the codes of UPGRADE-1."""
    account, bond = get_account(state, sender), state.chain.parameters.proposal_bond
    made = propose_upgrade(state.consensus.upgrade, sender, account.balance, body.version, bond, _term(state, slot))
    return put_upgrade(put_account(state, sender, Account(balance=made.balance, nonce=account.nonce)), made.upgrade)


@transition("UPGRADE-10")
def apply_upgrade_vote(state: State, sender: AccountId, body: UpgradeVote, slot: Slot) -> State:
    """Count a delegation of the sender's for or against the proposed version. Rejects with the codes of UPGRADE-2."""
    key = (sender, body.agent, body.made)
    counted = cast_ballot(state.consensus.upgrade, get_delegation(state, key), body.made, get_ballot(state, key), body.approve, _term(state, slot))
    return put_upgrade(put_ballot(state, key, counted.ballot), counted.upgrade)


def _term(state: State, slot: Slot) -> Term:
    return term_of(slot, state.chain.parameters.agents, state.chain.parameters.term_rounds)
