"""Contributions: whoever brings fees, whenever they claim, nobody gains, the fund suffices, and SSP is where it is said to be."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from reference.codes import Code
from reference.economy.contribution_transactions import apply_award_enrol, apply_award_leave, apply_contribution_claim, credit_fees, end_contributions
from reference.economy.economy_consistency import check_economy
from reference.numbers import MAX_AMOUNT
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.account import Account
from reference.state.award import MAX_CREDITS, NO_AWARD, Award, Fund, Participant
from reference.state.commitment import check_records, commit
from reference.state.economy_state import get_credit, get_fund, put_fund
from reference.state.economy_tables import Economy
from reference.state.fee import share_fees
from reference.state.pots import with_fees
from reference.state.state import State, get_account, put_account_and_pots, put_head
from reference.state.supply import break_down, total
from reference.transition import pay_fees
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim
from spec.prover.statement import rejection
from vectors.build import ALICE, BOB, CAROL, PRODUCER, found

TERM = MINIMAL.agents * MINIMAL.term_rounds
PEOPLE = (ALICE, BOB, CAROL, PRODUCER)
ACCOUNTS = tuple(pair.account for pair in PEOPLE)
RICH = 10**16

amounts = st.one_of(st.integers(0, 9), st.integers(0, 20_000), st.integers(0, 10**12))
brought = st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), amounts)
"""Who pays a fee, for whose service, and how much."""


def chain(award: Award, enrolled: int, pool: int = SSP_SUPPLY) -> State:
    """A chain at slot 40 whose people are rich, or whose pool is poor, and the first of whom have taken part since term 1."""
    participants = Map({account: Participant(since=1) for account in ACCOUNTS[:enrolled]})
    state = found(accounts=dict.fromkeys(PEOPLE, RICH), economy=Economy(award=award, participants=participants))
    moved = max(0, state.pots.ecosystem - pool)
    idle = replace(state, accounts=state.accounts.set(bytes(32), Account(moved, 0)) if moved else state.accounts)
    return replace(idle, pots=replace(idle.pots, ecosystem=idle.pots.ecosystem - moved))


def served(state: State, payer: bytes, server: bytes, fee: int, slot: int) -> State:
    """A service's fee: it leaves the payer for the fees pot, and is credited once."""
    account = get_account(state, payer)
    paid = put_account_and_pots(state, payer, Account(account.balance - fee, account.nonce), with_fees(state.pots, fee))
    return pay_fees(credit_fees(paid, server, fee, slot), PRODUCER.account)


def is_sound(state: State) -> bool:
    check_records(state)
    return total(break_down(commit(state))) == SSP_SUPPLY and rejection(check_economy, state) is None


@given(
    st.lists(brought, max_size=10),
    st.permutations(ACCOUNTS),
    st.integers(0, 4),
    st.integers(2, 4),
    st.builds(Award, balance=st.integers(0, 10**6), share=st.integers(0, 10**6), last=st.integers(2, 4)) | st.just(NO_AWARD),
    st.integers(0, 10**12) | st.just(SSP_SUPPLY),
)
def test_a_coalition_of_everybody_gains_nothing(
    fees: list[tuple[bytes, bytes, int]], claiming: list[bytes], enrolled: int, later: int, award: Award, pool: int
) -> None:
    """Theorem 30, on the ledger: with the producer and both sides of every service in one hand, together they have no more than before."""
    state = chain(award, enrolled, pool)
    before = sum(get_account(state, account).balance for account in ACCOUNTS)
    spent = sum(fee for _, _, fee in fees)
    for payer, server, fee in fees:
        state = served(state, payer, server, fee, 41)
        assert is_sound(state)
    claimants = {account for _, account, fee in fees if fee}
    for account in claiming:
        expected = Code.TERM_OPEN if account in claimants else Code.CREDIT_UNKNOWN
        assert rejection(apply_contribution_claim, state, account, ContributionClaim(2), 41) == expected
    state = end_contributions(state, later * TERM)
    state = put_head(state, replace(state.head, slot=later * TERM))
    assert is_sound(state)
    for account in claiming:
        if account not in claimants:
            continue
        fund, record = get_fund(state, 2), get_credit(state, (account, 2))
        if later > 2:
            had = get_account(state, account).balance
            state = apply_contribution_claim(state, account, ContributionClaim(2), later * TERM)
            paid = get_account(state, account).balance - had
            assert paid <= record.contribution <= record.fees // 2
            assert paid + share_fees(record.fees).producer <= record.fees
            assert paid <= fund.left
            assert rejection(apply_contribution_claim, state, account, ContributionClaim(2), later * TERM) == Code.CREDIT_UNKNOWN
        assert is_sound(state)
    if later > 2:
        assert not state.economy.funds
        assert not state.economy.credits
    after = sum(get_account(state, account).balance for account in ACCOUNTS)
    assert before - spent <= after <= before


def test_a_term_that_is_not_closed_twice_keeps_what_it_was_filled_with() -> None:
    """The next border is another term's: what waits for those who have not claimed is not filled again, and not taken back."""
    state = end_contributions(served(chain(Award(1_000, 10, 9), 1), ALICE.account, ALICE.account, 10_000, 41), 3 * TERM)
    state = put_head(state, replace(state.head, slot=3 * TERM))
    assert end_contributions(state, 4 * TERM) == state


def test_who_leaves_within_the_term_keeps_what_its_contribution_weighs() -> None:
    """And who comes back in the same term has no tenure for what it contributes then."""
    state = served(chain(Award(1_000, 10, 9), 1), ALICE.account, ALICE.account, 10_000, 41)
    weighed = get_credit(state, (ALICE.account, 2)).weight
    assert weighed > 0
    state = apply_award_enrol(apply_award_leave(state, ALICE.account, AwardLeave(), 42), ALICE.account, AwardEnrol(), 42)
    assert get_credit(served(state, ALICE.account, ALICE.account, 100, 42), (ALICE.account, 2)).weight == weighed


def test_what_cannot_be_counted_is_not_credited() -> None:
    """No chain gets there; firmware that trusted in that would wrap."""
    full = Fund(contributions=0, weights=0, release=0, award=0, left=0, credits=MAX_CREDITS, closed=False)
    state = put_fund(chain(NO_AWARD, 0), 2, full)
    assert credit_fees(state, ALICE.account, 5, 41).economy == state.economy
    greatest = credit_fees(credit_fees(chain(NO_AWARD, 0), ALICE.account, MAX_AMOUNT, 41), ALICE.account, MAX_AMOUNT, 41)
    assert get_credit(greatest, (ALICE.account, 2)).fees == MAX_AMOUNT
    assert get_fund(greatest, 2).credits == 1
