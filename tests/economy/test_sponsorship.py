"""Sponsorship: whatever devices and sponsors do, a term costs a sponsor at most the cap, and an invalid transaction costs nobody anything."""

from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from reference.codes import SUCCESS, Code
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.commitment import commit
from reference.state.economy_tables import Economy
from reference.state.sponsorship import Sponsorship, SponsorshipKey
from reference.state.state import State, get_account
from reference.state.supply import break_down, total
from reference.transition import Included, Invalid, apply_transaction
from reference.wire.award_bodies import AwardLeave, SponsorshipSet
from reference.wire.transaction import PaidBody, Sponsored, Transfer, authenticate_transaction
from vectors.build import ALICE, BOB, CAROL, found, transaction
from vectors.keys import KeyPair

TERM = MINIMAL.agents * MINIMAL.term_rounds
DEVICES = (BOB, CAROL)

bodies: st.SearchStrategy[PaidBody] = st.one_of(st.just(AwardLeave()), st.builds(Transfer, st.just(ALICE.account), st.integers(0, 60)))
uses = st.tuples(st.sampled_from(DEVICES), bodies, st.integers(300, 900), st.integers(0, 12))
"""Who asks its sponsor to pay for what, how much, and how many slots later."""


def sponsored(cap: int, sponsor: int = 10**6) -> State:
    sponsorships: Map[SponsorshipKey, Sponsorship] = Map(
        {(ALICE.account, device.account): Sponsorship(cap=cap, until=10**6, term=0, used=0) for device in DEVICES}
    )
    return found(accounts={ALICE: sponsor, CAROL: 50}, economy=Economy(sponsorships=sponsorships))


def sent(state: State, sender: KeyPair, body: PaidBody | Sponsored, slot: int, fee: int | None = None) -> Included | Invalid:
    data = transaction(state, sender, body, fee=fee)
    return apply_transaction(state, authenticate_transaction(data, MINIMAL.max_transaction_bytes), slot)


@given(st.integers(1, 3_000), st.integers(1, 8_000), st.lists(uses, max_size=12))
def test_a_term_costs_a_sponsor_at_most_the_cap_of_each_device(cap: int, money: int, asked: list[tuple[KeyPair, PaidBody, int, int]]) -> None:
    """Protects the sponsor: failed, successful and refused transactions in any order, over several terms, from several devices."""
    state, slot = sponsored(cap, money), 41
    paid: dict[tuple[KeyPair, int], int] = {}
    for device, body, fee, wait in asked:
        slot += wait
        before = state
        outcome = sent(state, device, Sponsored(ALICE.account, body), slot, fee=fee)
        if isinstance(outcome, Invalid):
            assert outcome.code in (Code.FEE_TOO_LOW, Code.FEE_UNAFFORDABLE, Code.SPONSORSHIP_EXHAUSTED)
            continue
        state = outcome.state
        paid[device, slot // TERM] = paid.get((device, slot // TERM), 0) + fee
        received = body.amount if isinstance(body, Transfer) and outcome.receipt.outcome == SUCCESS else 0
        assert get_account(state, ALICE.account).balance == get_account(before, ALICE.account).balance - fee + received
        assert get_account(state, device.account).balance == get_account(before, device.account).balance - received
        assert get_account(state, device.account).nonce > get_account(before, device.account).nonce
        assert total(break_down(commit(state))) == SSP_SUPPLY
    assert all(spent <= cap for spent in paid.values())


def test_a_refused_transaction_leaves_the_nonce_to_be_used_again() -> None:
    """A device that holds nothing can sign anew with the same number once somebody sponsors it; its host could otherwise use its nonces up for nothing."""
    state = found(accounts={ALICE: 10**6})
    refused = sent(state, BOB, Sponsored(ALICE.account, AwardLeave()), 41)
    assert refused == Invalid(Code.SPONSORSHIP_UNKNOWN)
    set_up = sent(state, ALICE, SponsorshipSet(BOB.account, 5_000, 99), 41)
    assert isinstance(set_up, Included)
    assert isinstance(sent(set_up.state, BOB, Sponsored(ALICE.account, AwardLeave()), 41), Included)


def test_a_device_pays_with_its_own_money_when_it_says_so() -> None:
    """That it has a sponsor binds nobody: an ordinary transaction is charged to its sender."""
    state = sponsored(5_000)
    assert sent(state, CAROL, AwardLeave(), 41, fee=400) == Invalid(Code.FEE_UNAFFORDABLE)
