# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the vote on an upgrade, of its activation, and of what version 2 does."""

from typing import Annotated

from immutables import Map

from reference.codes import Code
from reference.consensus.upgrades import (
    NOBODY,
    UpgradeBoundary,
    UpgradeProposal,
    activate_version,
    begin_term,
    cast_ballot,
    decide_upgrade,
    propose_upgrade,
    version_in,
)
from reference.consensus.version_2 import halve_deposit
from reference.consensus.versions import UPGRADES, activate
from reference.numbers import MAX_AMOUNT, PPM, AccountId, Amount, Ppm, Range, Term, Version
from reference.parameters import MINIMAL
from reference.state.account import Account
from reference.state.agent import TermCount
from reference.state.coin import Coin
from reference.state.delegation import Delegation
from reference.state.pots import Pots
from reference.state.progress import Ballot, Upgrade
from reference.state.state import Chain, Head, State, get_account
from spec.prover.statement import Says, first_failing, rejection, theorem

ITERATES = "it goes through a whole table, which the prover does not do"


def _empty(version: int, delegated: int) -> Upgrade:
    return Upgrade(version=version, proposed=0, proposer=NOBODY, bond=0, since=0, stake=delegated, yes=0, no=0, approved=False)


def _sound(upgrade: Upgrade) -> bool:
    """What every upgrade of a chain is: nothing proposed, or just the next version."""
    empty = (not upgrade.approved) & (upgrade.bond == 0) & (upgrade.yes == 0) & (upgrade.no == 0)
    following = (upgrade.proposed == upgrade.version + 1) & ((not upgrade.approved) | (upgrade.bond == 0))
    return empty if upgrade.proposed == 0 else following


def _goes_for(upgrade: Upgrade, quorum_ppm: int) -> bool:
    """Whether a vote that ends now goes for the proposed version: by the shares of the stake and of those that voted."""
    cast = upgrade.yes + upgrade.no
    return (cast > 0) & (cast * PPM >= upgrade.stake * quorum_ppm) & (upgrade.yes * 3 >= cast * 2)


@theorem(
    "UPGRADE-1",
    "A proposal is rejected for another that is pending, then for not being the next version, then for a bond that is not there.",
    says=Says.ACCEPTANCE,
)
def propose_accepts(upgrade: Upgrade, proposer: AccountId, balance: Amount, version: Version, bond: Amount, term: Term) -> bool:
    expected = first_failing(
        (upgrade.proposed > 0, Code.PROPOSAL_PENDING),
        (upgrade.version + 1 != version, Code.VERSION_NOT_NEXT),
        (balance < bond, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(propose_upgrade, upgrade, proposer, balance, version, bond, term) == expected


@theorem("UPGRADE-1", "A proposal holds exactly the bond, and begins without votes; version and stake stay.", says=Says.AMOUNTS)
def propose_is_exact(upgrade: Upgrade, proposer: AccountId, balance: Amount, version: Version, bond: Amount, term: Term) -> bool:
    opened = Upgrade(version=upgrade.version, proposed=version, proposer=proposer, bond=bond, since=term, stake=upgrade.stake, yes=0, no=0, approved=False)
    return propose_upgrade(upgrade, proposer, balance, version, bond, term) == UpgradeProposal(upgrade=opened, balance=balance - bond)


@theorem("UPGRADE-1", "One proposal at a time: after one, any other is rejected, and no money is made or lost.", says=Says.INVARIANT, assuming=_sound)
def one_proposal_at_a_time(
    upgrade: Upgrade, proposer: AccountId, balance: Amount, version: Version, bond: Amount, term: Term, other: AccountId, later: Term
) -> bool:
    made = propose_upgrade(upgrade, proposer, balance, version, bond, term)
    again = rejection(propose_upgrade, made.upgrade, other, made.balance, version, bond, later)
    return again == Code.PROPOSAL_PENDING and made.balance + made.upgrade.bond == balance + upgrade.bond and _sound(made.upgrade)


@theorem(
    "UPGRADE-2",
    "A ballot is rejected for the first of: nothing to vote on, no delegation, made in the proposal's term or later or ended, counted already, too many votes.",
    says=Says.ACCEPTANCE,
)
def cast_ballot_accepts(upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, term: Term) -> bool:
    votes = upgrade.yes if in_favour else upgrade.no
    expected = first_failing(
        (upgrade.proposed == 0, Code.PROPOSAL_UNKNOWN),
        (upgrade.approved, Code.PROPOSAL_UNKNOWN),
        (delegation.amount == 0, Code.DELEGATION_UNKNOWN),
        (made >= upgrade.since, Code.STAKE_TOO_NEW),
        (delegation.end <= term, Code.STAKE_TOO_NEW),
        (ballot.proposed_in == upgrade.since, Code.BALLOT_REPEATED),
        (votes + delegation.amount > MAX_AMOUNT, Code.BALANCE_OVERFLOW),
    )
    return rejection(cast_ballot, upgrade, delegation, made, ballot, in_favour, term) == expected


@theorem("UPGRADE-2", "A ballot adds exactly the delegation to the side that it is for, and changes nothing else.", says=Says.AMOUNTS)
def cast_ballot_is_exact(upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, term: Term) -> bool:
    polled = cast_ballot(upgrade, delegation, made, ballot, in_favour, term)
    expected = Upgrade(
        version=upgrade.version,
        proposed=upgrade.proposed,
        proposer=upgrade.proposer,
        bond=upgrade.bond,
        since=upgrade.since,
        stake=upgrade.stake,
        yes=upgrade.yes + (delegation.amount if in_favour else 0),
        no=upgrade.no + (0 if in_favour else delegation.amount),
        approved=upgrade.approved,
    )
    return polled.upgrade == expected and polled.ballot == Ballot(proposed_in=upgrade.since)


@theorem("UPGRADE-2", "A delegation counts once: whichever way it votes again, it is rejected.", says=Says.INVARIANT)
def delegation_counts_once(upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, again: bool, term: Term) -> bool:
    polled = cast_ballot(upgrade, delegation, made, ballot, in_favour, term)
    return rejection(cast_ballot, polled.upgrade, delegation, made, polled.ballot, again, term) == Code.BALLOT_REPEATED


@theorem("UPGRADE-2", "What voted once and was delegated anew, in the proposal's term or later, does not vote again.", says=Says.INVARIANT)
def stake_counts_once(
    upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, term: Term, anew: Term, other: Ballot, again: bool
) -> bool:
    polled = cast_ballot(upgrade, delegation, made, ballot, in_favour, term)
    return anew < upgrade.since or rejection(cast_ballot, polled.upgrade, delegation, anew, other, again, term) == Code.STAKE_TOO_NEW


@theorem("UPGRADE-2", "A ballot of an earlier vote does not keep a delegation from the next one.")
def earlier_ballots_do_not_matter(upgrade: Upgrade, delegation: Delegation, made: Term, ballot: Ballot, in_favour: bool, term: Term) -> bool:
    fresh = rejection(cast_ballot, upgrade, delegation, made, Ballot(proposed_in=0), in_favour, term)
    return ballot.proposed_in >= upgrade.since or rejection(cast_ballot, upgrade, delegation, made, ballot, in_favour, term) == fresh


@theorem("UPGRADE-3", "Every vote can be decided.", says=Says.ACCEPTANCE)
def decide_never_rejects(upgrade: Upgrade, delegated: Amount, quorum_ppm: Ppm) -> bool:
    return rejection(decide_upgrade, upgrade, delegated, quorum_ppm) is None


@theorem(
    "UPGRADE-3",
    "With a quorum and two thirds the proposal waits for its activation and its bond goes back; otherwise nothing is left of it and the pool has its bond.",
    says=Says.AMOUNTS,
)
def decide_is_exact(upgrade: Upgrade, delegated: Amount, quorum_ppm: Ppm) -> bool:
    decided = decide_upgrade(upgrade, delegated, quorum_ppm)
    if not _goes_for(upgrade, quorum_ppm):
        return decided == UpgradeBoundary(upgrade=_empty(upgrade.version, delegated), returned=0, forfeited=upgrade.bond)
    waiting = Upgrade(
        version=upgrade.version,
        proposed=upgrade.proposed,
        proposer=upgrade.proposer,
        bond=0,
        since=upgrade.since,
        stake=upgrade.stake,
        yes=upgrade.yes,
        no=upgrade.no,
        approved=True,
    )
    return decided == UpgradeBoundary(upgrade=waiting, returned=upgrade.bond, forfeited=0)


@theorem("UPGRADE-3", "More votes for a proposal never make it fall.", says=Says.INVARIANT)
def more_support_never_hurts(upgrade: Upgrade, more: Amount, delegated: Amount, quorum_ppm: Ppm) -> bool:
    if more < upgrade.yes:
        return True
    stronger = Upgrade(
        version=upgrade.version,
        proposed=upgrade.proposed,
        proposer=upgrade.proposer,
        bond=upgrade.bond,
        since=upgrade.since,
        stake=upgrade.stake,
        yes=more,
        no=upgrade.no,
        approved=upgrade.approved,
    )
    before = decide_upgrade(upgrade, delegated, quorum_ppm).upgrade.approved
    return not before or decide_upgrade(stronger, delegated, quorum_ppm).upgrade.approved


@theorem("UPGRADE-3", "More than a third of what voted stops an upgrade.", says=Says.INVARIANT)
def a_third_stops_it(upgrade: Upgrade, delegated: Amount, quorum_ppm: Ppm) -> bool:
    decided = decide_upgrade(upgrade, delegated, quorum_ppm)
    return upgrade.no * 3 <= upgrade.yes + upgrade.no or not decided.upgrade.approved


@theorem("UPGRADE-4", "Every version can be activated.", says=Says.ACCEPTANCE)
def activate_version_never_rejects(upgrade: Upgrade, delegated: Amount) -> bool:
    return rejection(activate_version, upgrade, delegated) is None


@theorem("UPGRADE-4", "The approved version becomes the chain's, and nothing is proposed any more.", says=Says.AMOUNTS)
def activate_version_is_exact(upgrade: Upgrade, delegated: Amount) -> bool:
    return activate_version(upgrade, delegated) == UpgradeBoundary(upgrade=_empty(upgrade.proposed, delegated), returned=0, forfeited=0)


@theorem("UPGRADE-4", "An activated version is the next one, and another may be proposed at once.", says=Says.INVARIANT, assuming=_sound)
def versions_go_up_by_one(upgrade: Upgrade, delegated: Amount) -> bool:
    activated = activate_version(upgrade, delegated).upgrade
    return not upgrade.approved or (activated.version == upgrade.version + 1 and _sound(activated) and activated.proposed == 0)


@theorem("UPGRADE-5", "Every term can begin.", says=Says.ACCEPTANCE)
def begin_term_never_rejects(upgrade: Upgrade, term: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> bool:
    return rejection(begin_term, upgrade, term, delegated, proposal_terms, quorum_ppm) is None


@theorem(
    "UPGRADE-5",
    "An approved version is activated, a vote whose time is over is decided, one that runs is as it was, and where there is none the stake is renewed.",
    says=Says.AMOUNTS,
)
def begin_term_is_exact(upgrade: Upgrade, term: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> bool:
    begun = begin_term(upgrade, term, delegated, proposal_terms, quorum_ppm)
    if upgrade.approved:
        return begun == activate_version(upgrade, delegated)
    if upgrade.proposed == 0:
        return begun == UpgradeBoundary(upgrade=_empty(upgrade.version, delegated), returned=0, forfeited=0)
    if term >= upgrade.since + proposal_terms:
        return begun == decide_upgrade(upgrade, delegated, quorum_ppm)
    return begun == UpgradeBoundary(upgrade=upgrade, returned=0, forfeited=0)


@theorem("UPGRADE-5", "The beginning of a term makes and loses no money, and what was sound stays so.", says=Says.INVARIANT, assuming=_sound)
def begin_term_conserves(upgrade: Upgrade, term: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> bool:
    begun = begin_term(upgrade, term, delegated, proposal_terms, quorum_ppm)
    return begun.upgrade.bond + begun.returned + begun.forfeited == upgrade.bond and _sound(begun.upgrade)


@theorem(
    "UPGRADE-5",
    "No vote lasts for ever: two boundaries after its time is over nothing is left of it, whether it fell or its version was activated.",
    assuming=_sound,
)
def every_vote_ends(upgrade: Upgrade, term: Term, later: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> bool:
    if term < upgrade.since + proposal_terms or later <= term:
        return True
    once = begin_term(upgrade, term, delegated, proposal_terms, quorum_ppm).upgrade
    return begin_term(once, later, delegated, proposal_terms, quorum_ppm).upgrade.proposed == 0


@theorem("UPGRADE-6", "Every term has a version.", says=Says.ACCEPTANCE)
def version_in_never_rejects(upgrade: Upgrade, last: Term, term: Term) -> bool:
    return rejection(version_in, upgrade, last, term) is None


@theorem("UPGRADE-6", "A block carries the approved version where it crosses into a later term, and the chain's otherwise.", says=Says.AMOUNTS)
def version_in_is_exact(upgrade: Upgrade, last: Term, term: Term) -> bool:
    return version_in(upgrade, last, term) == (upgrade.proposed if (term > last) & upgrade.approved else upgrade.version)


@theorem("UPGRADE-6", "The version that a block must carry is the one that the beginning of its term leaves.", says=Says.INVARIANT)
def header_and_state_agree(upgrade: Upgrade, last: Term, term: Term, delegated: Amount, proposal_terms: TermCount, quorum_ppm: Ppm) -> bool:
    begun = begin_term(upgrade, term, delegated, proposal_terms, quorum_ppm).upgrade if term > last else upgrade
    return version_in(upgrade, last, term) == begun.version


@theorem("UPGRADE-8", "Half a deposit is rejected for a balance that would be too large, then for a pot that does not hold it.", says=Says.ACCEPTANCE)
def halve_deposit_accepts(coin: Coin, balance: Amount, deposits: Amount) -> bool:
    half = coin.deposit // 2
    expected = first_failing((balance + half > MAX_AMOUNT, Code.BALANCE_OVERFLOW), (deposits < half, Code.INSUFFICIENT_BALANCE))
    return rejection(halve_deposit, coin, balance, deposits) == expected


@theorem("UPGRADE-8", "The issuer gets half, rounded down; the coin keeps the rest, and all else of it stays.", says=Says.AMOUNTS)
def halve_deposit_is_exact(coin: Coin, balance: Amount, deposits: Amount) -> bool:
    halved, half = halve_deposit(coin, balance, deposits), coin.deposit // 2
    kept = Coin(symbol=coin.symbol, issuer=coin.issuer, decimals=coin.decimals, cap=coin.cap, supply=coin.supply, deposit=half + coin.deposit % 2)
    return halved.coin == kept and halved.balance == balance + half and halved.deposits == deposits - half


@theorem("UPGRADE-8", "No money is made or lost, and the pot stays what the deposits add up to.", says=Says.INVARIANT)
def halve_deposit_conserves(coin: Coin, balance: Amount, deposits: Amount) -> bool:
    halved = halve_deposit(coin, balance, deposits)
    same_money = halved.balance + halved.deposits == balance + deposits
    return same_money & (halved.deposits - halved.coin.deposit == deposits - coin.deposit)


Deposit = Annotated[int, Range(0, 1_000_000)]
"""SSP units deposited for a drawn coin."""


def _ledger(deposits: tuple[int, ...]) -> State:
    """A ledger with a coin for each of these deposits, issued by two accounts in turn; the first of them was never paid anything."""
    coins = {bytes([place]) * 32: Coin(f"COIN{place}", bytes([200 + place % 2]) * 32, 2, 10, 0, deposit) for place, deposit in enumerate(deposits)}
    pots = Pots(ecosystem=7, deposits=sum(deposits), rewards=5, fees=0)
    chain, head = Chain(id=bytes(32), parameters=MINIMAL), Head(hash=bytes(32), height=0, slot=0)
    return State(chain=chain, head=head, accounts=Map({bytes([201]) * 32: Account(3, 1)}), coins=Map(coins), holdings=Map(), pots=pots)


def _ssp(state: State) -> int:
    return state.pots.deposits + sum(account.balance for account in state.accounts.values())


@theorem("UPGRADE-7", "A version is rejected just where these rules do not know it.", says=Says.ACCEPTANCE, tested=ITERATES)
def activate_accepts(version: Version, near: Annotated[int, Range(0, 4)]) -> bool:
    known = {2}
    state = _ledger(())
    return set(UPGRADES) == known and all(rejection(activate, state, each) == (None if each in known else Code.VERSION_UNKNOWN) for each in (version, near))


@theorem(
    "UPGRADE-7",
    "Version 2 halves every coin's deposit, credits its issuer with what the coin gives up, and touches nothing else.",
    says=Says.AMOUNTS,
    tested=ITERATES,
)
def activate_is_exact(deposits: tuple[Deposit, ...]) -> bool:
    before = _ledger(deposits[:6])
    after = activate(before, 2)
    coins = {key: Coin(coin.symbol, coin.issuer, coin.decimals, coin.cap, coin.supply, coin.deposit - coin.deposit // 2) for key, coin in before.coins.items()}
    given = {place: sum(coin.deposit // 2 for coin in before.coins.values() if coin.issuer == bytes([place]) * 32) for place in (200, 201)}
    paid = all(
        get_account(after, bytes([place]) * 32) == Account(get_account(before, bytes([place]) * 32).balance + amount, place % 2)
        for place, amount in given.items()
    )
    pots = Pots(ecosystem=7, deposits=sum(coin.deposit for coin in coins.values()), rewards=5, fees=0)
    return dict(after.coins) == coins and paid and after.pots == pots and len(after.accounts) <= 2 and (after.chain, after.head) == (before.chain, before.head)


@theorem("UPGRADE-7", "An activation makes and loses no money.", says=Says.INVARIANT, tested=ITERATES)
def activate_conserves(deposits: tuple[Deposit, ...]) -> bool:
    before = _ledger(deposits[:6])
    return _ssp(activate(before, 2)) == _ssp(before)
