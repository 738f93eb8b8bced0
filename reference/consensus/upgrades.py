"""Upgrades: how those who have delegated SSP decide which version of the protocol follows, and when it takes over."""

from dataclasses import dataclass, replace

from reference.codes import Code, Reject
from reference.numbers import PPM, AccountId, Amount, Ppm, Term, Version
from reference.rules import kernel
from reference.state.agent import TermCount
from reference.state.balance import credit, debit
from reference.state.delegation import Delegation
from reference.state.progress import Ballot, Upgrade

NOBODY = bytes(32)
"""The proposer where nothing is proposed."""


@dataclass(frozen=True, slots=True)
class UpgradeProposal:
    """A proposal that was made."""

    upgrade: Upgrade
    """The vote that it opens."""

    balance: Amount
    """What its proposer's account still holds, in SSP units."""


@dataclass(frozen=True, slots=True)
class UpgradePoll:
    """A vote in which one more delegation was counted."""

    upgrade: Upgrade
    """The vote with the delegation's units in it."""

    ballot: Ballot
    """What tells that it was counted."""


@dataclass(frozen=True, slots=True)
class UpgradeBoundary:
    """What the beginning of a term makes of an upgrade."""

    upgrade: Upgrade
    """The upgrade in the new term."""

    returned: Amount
    """SSP units of the bond that go back to the proposer."""

    forfeited: Amount
    """SSP units of the bond that go to the ecosystem pool."""


@kernel("UPGRADE-1")
def propose_upgrade(upgrade: Upgrade, proposer: AccountId, balance: Amount, version: Version, bond: Amount, term: Term) -> UpgradeProposal:
    """Propose the next version against a bond, which leaves the proposer's balance.

    Rejects with `PROPOSAL_PENDING`, `VERSION_NOT_NEXT`, `INSUFFICIENT_BALANCE`, in this order. Versions follow one
    another, since each tells only how the state of the one before becomes its own.
    """
    if upgrade.proposed != 0:
        raise Reject(Code.PROPOSAL_PENDING)
    if version != upgrade.version + 1:
        raise Reject(Code.VERSION_NOT_NEXT)
    held = Upgrade(version=upgrade.version, proposed=version, proposer=proposer, bond=bond, since=term, stake=upgrade.stake, yes=0, no=0, approved=False)
    return UpgradeProposal(upgrade=held, balance=debit(balance, bond))


@kernel("UPGRADE-2")
def cast_ballot(upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, term: Term) -> UpgradePoll:
    """Count one delegation, of the term `made`, for or against the proposed version.

    Rejects with `PROPOSAL_UNKNOWN`, `DELEGATION_UNKNOWN`, `STAKE_TOO_NEW`, `BALLOT_REPEATED`, in this order, and with
    `BALANCE_OVERFLOW`, which no chain meets. Only delegations made before the proposal's term count: SSP that was counted,
    released and delegated again is another delegation, and too new.
    """
    if upgrade.proposed == 0 or upgrade.approved:
        raise Reject(Code.PROPOSAL_UNKNOWN)
    if delegation.amount == 0:
        raise Reject(Code.DELEGATION_UNKNOWN)
    if made >= upgrade.since or delegation.end <= term:
        raise Reject(Code.STAKE_TOO_NEW)
    if ballot.proposed_in == upgrade.since:
        raise Reject(Code.BALLOT_REPEATED)
    yes = credit(upgrade.yes, delegation.amount) if in_favour else upgrade.yes
    no = upgrade.no if in_favour else credit(upgrade.no, delegation.amount)
    counted = Upgrade(
        version=upgrade.version,
        proposed=upgrade.proposed,
        proposer=upgrade.proposer,
        bond=upgrade.bond,
        since=upgrade.since,
        stake=upgrade.stake,
        yes=yes,
        no=no,
        approved=False,
    )
    return UpgradePoll(upgrade=counted, ballot=Ballot(proposed_in=upgrade.since))


@kernel("UPGRADE-3")
def decide_upgrade(upgrade: Upgrade, delegated: Amount, quorum_ppm: Ppm) -> UpgradeBoundary:
    """End a vote. It goes for the proposed version where somebody voted, `quorum_ppm` of the stake did, and two thirds of what voted were for it.

    The bond then goes back. Otherwise the proposal falls and its bond is forfeited, since it kept others from proposing.
    """
    cast = upgrade.yes + upgrade.no
    if cast == 0 or cast * PPM < upgrade.stake * quorum_ppm or upgrade.yes * 3 < cast * 2:
        return UpgradeBoundary(upgrade=without_proposal(upgrade.version, delegated), returned=0, forfeited=upgrade.bond)
    approved = replace(upgrade, bond=0, approved=True)
    return UpgradeBoundary(upgrade=approved, returned=upgrade.bond, forfeited=0)


@kernel("UPGRADE-4")
def activate_version(upgrade: Upgrade, delegated: Amount) -> UpgradeBoundary:
    """Make the approved version the chain's; nothing is proposed any more."""
    return UpgradeBoundary(upgrade=without_proposal(upgrade.proposed, delegated), returned=0, forfeited=0)


@kernel("UPGRADE-5")
def begin_term(upgrade: Upgrade, term: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> UpgradeBoundary:
    """What the boundary before `term` makes of an upgrade: one step, whatever number of terms it crosses.

    An approved version is activated (UPGRADE-4). A vote that has lasted `proposal_terms` is decided (UPGRADE-3). `delegated` is
    all that is delegated at the boundary: who could vote on a proposal of the new term.
    """
    if upgrade.approved:
        return activate_version(upgrade, delegated)
    if upgrade.proposed == 0:
        return UpgradeBoundary(upgrade=without_proposal(upgrade.version, delegated), returned=0, forfeited=0)
    if term >= proposal_terms and term - proposal_terms >= upgrade.since:  # Not since + proposal_terms, which needs a 65th bit.
        return decide_upgrade(upgrade, delegated, quorum_ppm)
    return UpgradeBoundary(upgrade=upgrade, returned=0, forfeited=0)


@kernel("UPGRADE-6")
def version_in(upgrade: Upgrade, last: Term, term: Term) -> Version:
    """The version that the header of a block in `term` must carry, where the last block was in the term `last`: the approved one as soon as it is activated."""
    return upgrade.proposed if upgrade.approved and term > last else upgrade.version


def without_proposal(version: Version, delegated: Amount) -> Upgrade:
    """A chain of this version on which nothing is proposed."""
    return Upgrade(version=version, proposed=0, proposer=NOBODY, bond=0, since=0, stake=delegated, yes=0, no=0, approved=False)
