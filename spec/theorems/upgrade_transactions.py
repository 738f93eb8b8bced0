# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when an upgrade is proposed or voted on."""

from dataclasses import replace

from reference.consensus.upgrade_transactions import apply_upgrade_propose, apply_upgrade_vote
from reference.consensus.upgrades import cast_ballot, propose_upgrade
from reference.numbers import AccountId, Slot
from reference.state.account import Account
from reference.state.consensus_state import get_ballot, get_delegation, put_upgrade
from reference.state.progress import Upgrade
from reference.state.state import State, get_account, put_account
from reference.wire.consensus_bodies import UpgradePropose, UpgradeVote
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.delegation_transactions import term_at
from spec.theorems.ledger import ssp, supply_is_bounded


def nothing_is_held(state: State) -> bool:
    """What UPGRADE-5 leaves: where nothing is proposed, no bond is held; and no more SSP than there can be."""
    return ((state.consensus.upgrade.proposed != 0) | (state.consensus.upgrade.bond == 0)) & supply_is_bounded(state)


@theorem("UPGRADE-9", "Proposing makes and destroys no SSP.", says=Says.INVARIANT, assuming=nothing_is_held)
def proposing_preserves_ssp(state: State, sender: AccountId, body: UpgradePropose, slot: Slot) -> bool:
    return ssp(apply_upgrade_propose(state, sender, body, slot)) == ssp(state)


@theorem("UPGRADE-9", "Proposing is rejected as UPGRADE-1 says.", says=Says.ACCEPTANCE)
def proposing_accepts(state: State, sender: AccountId, body: UpgradePropose, slot: Slot) -> bool:
    upgrade, parameters, balance = state.consensus.upgrade, state.chain.parameters, get_account(state, sender).balance
    expected = rejection(propose_upgrade, upgrade, sender, balance, body.version, parameters.proposal_bond, term_at(parameters, slot))
    return rejection(apply_upgrade_propose, state, sender, body, slot) == expected


@theorem("UPGRADE-9", "Just the bond leaves the sender's account, and the vote is open; nothing else changes.", says=Says.AMOUNTS)
def proposing_is_exact(state: State, sender: AccountId, body: UpgradePropose, slot: Slot) -> bool:
    after, parameters, account = apply_upgrade_propose(state, sender, body, slot), state.chain.parameters, get_account(state, sender)
    paid = put_account(state, sender, Account(balance=account.balance - parameters.proposal_bond, nonce=account.nonce))
    opened = Upgrade(
        version=state.consensus.upgrade.version,
        proposed=body.version,
        proposer=sender,
        bond=parameters.proposal_bond,
        since=term_at(parameters, slot),
        stake=state.consensus.upgrade.stake,
        yes=0,
        no=0,
        approved=False,
    )
    return after == put_upgrade(paid, opened)


@theorem("UPGRADE-10", "Voting moves no SSP.", says=Says.INVARIANT, assuming=supply_is_bounded)
def voting_preserves_ssp(state: State, sender: AccountId, body: UpgradeVote, slot: Slot) -> bool:
    return ssp(apply_upgrade_vote(state, sender, body, slot)) == ssp(state)


@theorem("UPGRADE-10", "Voting is rejected as UPGRADE-2 says.", says=Says.ACCEPTANCE)
def voting_accepts(state: State, sender: AccountId, body: UpgradeVote, slot: Slot) -> bool:
    key, term = (sender, body.agent, body.made), term_at(state.chain.parameters, slot)
    expected = rejection(cast_ballot, state.consensus.upgrade, get_delegation(state, key), body.made, get_ballot(state, key), body.approve, term)
    return rejection(apply_upgrade_vote, state, sender, body, slot) == expected


@theorem(
    "UPGRADE-10", "Just the delegation's units are counted, on the side that was named, and that it was is noted; nothing else changes.", says=Says.AMOUNTS
)
def voting_is_exact(state: State, sender: AccountId, body: UpgradeVote, slot: Slot) -> bool:
    after, key, upgrade = apply_upgrade_vote(state, sender, body, slot), (sender, body.agent, body.made), state.consensus.upgrade
    amount = get_delegation(state, key).amount
    yes, no = (upgrade.yes + amount, upgrade.no) if body.approve else (upgrade.yes, upgrade.no + amount)
    consensus = replace(state.consensus, upgrade=replace(upgrade, yes=yes, no=no), ballots=after.consensus.ballots)
    return get_ballot(after, key).proposed_in == upgrade.since and replace(state, consensus=consensus) == after
