"""An upgrade from its proposal to the new version's first state."""

from dataclasses import replace

import pytest
from immutables import Map

from reference.codes import Code, Reject
from reference.consensus.upgrades import NOBODY, begin_term, cast_ballot, propose_upgrade, version_in, without_proposal
from reference.consensus.versions import UPGRADES, activate
from reference.parameters import MINIMAL, PROTOCOL_VERSION, SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import Coin, coin_id
from reference.state.commitment import check_supply
from reference.state.delegation import Delegation
from reference.state.pots import Pots
from reference.state.progress import NO_BALLOT, Upgrade
from reference.state.state import Chain, Head, State

ALICE, BOB = (bytes((number,)) * 32 for number in (1, 2))


def next_term(upgrade: Upgrade, term: int, delegated: int = 1_000) -> Upgrade:
    return begin_term(upgrade, term, delegated, MINIMAL.proposal_terms, MINIMAL.proposal_quorum_ppm).upgrade


def proposed(term: int = 5) -> Upgrade:
    return propose_upgrade(next_term(without_proposal(PROTOCOL_VERSION, 0), term), ALICE, 600, PROTOCOL_VERSION + 1, MINIMAL.proposal_bond, term).upgrade


def voted(upgrade: Upgrade, term: int, yes: int, no: int) -> Upgrade:
    for amount, in_favour in ((yes, True), (no, False)):
        if amount:
            upgrade = cast_ballot(upgrade, Delegation(amount=amount, end=99, index=0), 3, NO_BALLOT, in_favour, term).upgrade
    return upgrade


@pytest.mark.parametrize(
    ("yes", "no", "approved"),
    [
        (400, 0, True),
        (399, 0, False),
        (268, 132, True),
        (267, 133, True),
        (266, 134, False),
        (0, 1_000, False),
        (0, 0, False),
        (600, 300, True),
        (599, 300, False),
    ],
)
def test_quorum_and_two_thirds(yes: int, no: int, approved: bool):
    """Of 1,000 that may vote 400 are the quorum."""
    boundary = begin_term(voted(proposed(), 6, yes, no), 7, 1_000, MINIMAL.proposal_terms, MINIMAL.proposal_quorum_ppm)
    assert boundary.upgrade.approved == approved
    assert (boundary.returned, boundary.forfeited) == ((500, 0) if approved else (0, 500))


def test_nobody_approves_where_nothing_is_delegated():
    """A stake of nothing, of which no vote at all would be a quorum."""
    upgrade = propose_upgrade(without_proposal(1, 0), ALICE, 600, 2, 500, 5).upgrade
    assert next_term(upgrade, 7, 0) == without_proposal(1, 0)


def test_a_vote_lasts_its_terms_and_the_version_changes_one_term_later():
    upgrade = voted(proposed(5), 5, 900, 0)
    assert next_term(upgrade, 6) == upgrade
    assert version_in(upgrade, 6, 7) == 1
    approved = next_term(upgrade, 7)
    assert approved.version == 1
    assert version_in(approved, 7, 7) == 1
    assert version_in(approved, 7, 8) == 2
    assert next_term(approved, 8, 2_000) == Upgrade(2, 0, NOBODY, 0, 0, 2_000, 0, 0, False)


def test_a_long_gap_between_blocks_does_not_merge_decision_and_activation():
    """Nobody could have seen the decision meanwhile."""
    approved = next_term(voted(proposed(5), 5, 900, 0), 500)
    assert (approved.version, approved.approved) == (1, True)


def test_who_may_vote_is_fixed_when_the_proposal_is_made():
    """What is delegated later neither votes nor counts for the quorum."""
    upgrade = proposed(5)
    assert next_term(upgrade, 6, 5_000).stake == 1_000
    with pytest.raises(Reject, match="STAKE_TOO_NEW"):
        cast_ballot(upgrade, Delegation(amount=1, end=99, index=0), 5, NO_BALLOT, True, 6)
    with pytest.raises(Reject, match="STAKE_TOO_NEW"):
        cast_ballot(upgrade, Delegation(amount=1, end=6, index=0), 4, NO_BALLOT, True, 6)


def test_a_delegation_votes_in_every_vote_once():
    delegation = Delegation(amount=900, end=99, index=0)
    first = cast_ballot(proposed(5), delegation, 3, NO_BALLOT, False, 5)
    with pytest.raises(Reject, match="BALLOT_REPEATED"):
        cast_ballot(first.upgrade, delegation, 3, first.ballot, True, 6)
    fallen = next_term(first.upgrade, 7)
    assert fallen == without_proposal(1, 1_000)
    again = propose_upgrade(fallen, BOB, 500, 2, 500, 7).upgrade
    assert cast_ballot(again, delegation, 3, first.ballot, True, 7).upgrade.yes == 900


def state_with_coins(*deposits: int) -> State:
    coins = {coin_id(f"COIN{place}"): Coin(f"COIN{place}", ALICE if place % 2 else BOB, 2, 10, 0, deposit) for place, deposit in enumerate(deposits)}
    accounts = Map({ALICE: Account(50, 4)})
    pots = Pots(ecosystem=SSP_SUPPLY - 50 - sum(deposits), deposits=sum(deposits), rewards=0, fees=0)
    chain, head = Chain(id=bytes(32), parameters=MINIMAL), Head(hash=bytes(32), height=0, slot=0)
    return State(chain=chain, head=head, accounts=accounts, coins=Map(coins), holdings=Map(), pots=pots)


def test_version_2_gives_half_of_every_deposit_back():
    state = activate(state_with_coins(1_000, 1_001, 1, 0), 2)
    assert state.accounts == Map({ALICE: Account(550, 4), BOB: Account(500, 0)})
    assert sorted(coin.deposit for coin in state.coins.values()) == [0, 1, 500, 501]
    check_supply(state)


def test_version_2_of_a_chain_without_coins_changes_nothing():
    before = state_with_coins()
    assert replace(activate(before, 2), journal=()) == before


def test_every_version_up_to_the_last_known_one_can_be_activated():
    assert sorted(UPGRADES) == list(range(PROTOCOL_VERSION + 1, PROTOCOL_VERSION + 1 + len(UPGRADES)))


@pytest.mark.parametrize("version", [0, 1, 3, 65_535])
def test_a_version_that_these_rules_do_not_know_is_not_activated(version: int):
    with pytest.raises(Reject, match=Code.VERSION_UNKNOWN.name):
        activate(state_with_coins(1_000), version)
