"""Companies, issuers, allowances and batches over whole histories: what no single step shows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.codes import Code, Reject
from reference.economy.allowances import approve, left_of, renewed, spend
from reference.economy.coin_consistency import do_coins_fit
from reference.economy.coin_page import coin_page
from reference.economy.coin_rules import apply_coin_body
from reference.economy.payments import apply_batch_pay, pay
from reference.numbers import MAX_AMOUNT
from reference.parameters import MINIMAL, SSP_SUPPLY
from reference.state.allowance import NO_ALLOWANCE, Allowance
from reference.state.coin import coin_id
from reference.state.coin_terms import NO_SUCCESSOR, SSP
from reference.state.commitment import commit, load
from reference.state.state import State
from reference.state.supply import break_down, total
from reference.wire.coin_bodies import (
    Approve,
    BatchPay,
    CoinAccept,
    CoinBody,
    CoinDescribe,
    CoinFound,
    CoinFreeze,
    CoinOffer,
    CoinUnfreeze,
    CompanyClose,
    CompanyRegister,
    Payment,
    Spend,
)
from spec.prover.statement import outcome
from vectors.build import ALICE, BOB, CAROL
from vectors.scenarios.coin_places import EVERYBODY, GATE, HELD, ISSUED, NAME, SUN, freezable_place, incorporated, place

PEOPLE = [pair.account for pair in (ALICE, BOB, CAROL)]
people = st.sampled_from(PEOPLE)
coins = st.sampled_from([SSP, GATE, SUN, coin_id("NEW"), bytes([9]) * 32])
small = st.integers(0, 60)
bodies = st.one_of(
    st.builds(CompanyRegister, st.just(NAME)),
    st.just(CompanyClose()),
    st.builds(CoinFound, st.sampled_from(["NEW", "SUN", "new"]), st.just(2), st.integers(0, 100), st.booleans(), st.sampled_from([NAME, bytes(32)])),
    st.builds(CoinDescribe, coins, st.sampled_from([NAME, bytes(32)])),
    st.builds(CoinOffer, coins, st.sampled_from([*PEOPLE, NO_SUCCESSOR])),
    st.builds(CoinAccept, coins),
    st.builds(CoinFreeze, coins, people),
    st.builds(CoinUnfreeze, coins, people),
    st.builds(Approve, coins, people, small, small, st.integers(0, 4)),
    st.builds(Spend, coins, people, people, small),
    st.builds(BatchPay, coins, st.lists(st.builds(Payment, people, small), min_size=1, max_size=5).map(tuple)),
)
histories = st.lists(st.tuples(people, bodies, st.integers(0, 3)), max_size=30)


def attempted(state: State, sender: bytes, body: CoinBody, slot: int) -> State:
    try:
        return apply_coin_body(state, sender, body, slot)
    except Reject:
        return state


@settings(max_examples=150)
@given(histories)
def test_every_state_of_a_history_is_one_that_would_be_taken_from_outside(history: list[tuple[bytes, CoinBody, int]]) -> None:
    """Its records, its sums and its coin tables are right, and the commitment is the one built from nothing: nothing that was removed is left."""
    state = place(EVERYBODY, ISSUED, companies={ALICE: incorporated(0), BOB: incorporated(0)})
    slot = state.head.slot
    for sender, body, later in history:
        slot += later
        state = attempted(state, sender, body, slot)
    state = commit(replace(state, head=replace(state.head, slot=slot)))
    again = load(state.chain, state.head, state.accounts, state.coins, state.holdings, state.pots, state.consensus, state.economy)
    assert again == state
    assert again.tree == state.tree
    assert do_coins_fit(state)
    assert total(break_down(state)) == SSP_SUPPLY


@settings(max_examples=60)
@given(st.lists(st.builds(Payment, people, small), min_size=1, max_size=64), st.sampled_from([SSP, GATE]))
def test_a_batch_is_its_payments_one_by_one_or_nothing(payments: list[Payment], coin: bytes) -> None:
    """Of any number: what PAY-2's theorems say of two."""
    state = freezable_place(wide=True, freezes={(GATE, CAROL): 40})
    expected = outcome(lambda: state)
    for payment in payments:
        expected = outcome(pay, expected.value, coin, BOB.account, payment.recipient, payment.amount)
        if expected.code is not None:
            break
    assert outcome(apply_batch_pay, state, BOB.account, BatchPay(coin, tuple(payments))) == expected


@given(
    st.integers(1, 100),
    st.integers(0, 7),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 120)), max_size=30),
)
def test_in_no_window_is_more_spent_than_the_limit(limit: int, period: int, attempts: list[tuple[int, int]]) -> None:
    """Counted from outside, by windows from the slot in which the allowance was made, and not by what the record says; and what fits is never refused."""
    start = slot = 100
    allowance, spent = approve(NO_ALLOWANCE, ALICE.account, BOB.account, 0, limit, period, start), dict[int, int]()
    for later, amount in attempts:
        slot += later
        window = (slot - start) // period if period else 0
        fits = spent.get(window, 0) + amount <= limit
        try:
            allowance = spend(renewed(allowance, slot), amount)
            assert fits
            spent[window] = spent.get(window, 0) + amount
        except Reject:
            assert not fits
    assert all(amount <= limit for amount in spent.values())


@given(st.integers(1, 100), st.integers(1, 100), st.lists(st.integers(1, 100), max_size=6), st.integers(0, 6))
def test_a_raced_alteration_gives_a_spender_no_more_than_either_limit(old: int, new: int, spends: list[int], place_of: int) -> None:
    """An owner lowers or raises a limit while the spender spends as it likes before and after: what is had in all is the old limit, or the new one."""
    allowance, had, altered = Allowance(old, 0, 0, 1), 0, False
    for number, amount in enumerate([*spends, 0]):
        if number == min(place_of, len(spends)):
            tried = outcome(approve, allowance, ALICE.account, BOB.account, old, new, 0, 5)
            altered = tried.code is None
            assert altered or (tried.code is Code.ALLOWANCE_MISMATCH and had > 0)
            allowance = tried.value if altered else allowance
        spent = outcome(spend, allowance, amount)
        if spent.code is None:
            allowance, had = spent.value, had + amount
    assert had <= (new if altered else old)


def test_an_allowance_of_a_deep_past_is_renewed_without_a_loop() -> None:
    """A window of one slot, half the slots that there are ago."""
    present = renewed(Allowance(MAX_AMOUNT, 1, MAX_AMOUNT, 1), 2**63)
    assert present == Allowance(MAX_AMOUNT, 1, 0, 2**63)
    assert left_of(present) == MAX_AMOUNT


def test_the_page_of_a_coin_says_all_that_the_state_does() -> None:
    state = freezable_place(wide=True, freezes={(GATE, BOB): 40, (GATE, CAROL): 40})
    page = coin_page(state, GATE)
    assert (page.id, page.coin, page.terms) == (GATE, state.coins[GATE], state.economy.coin_terms[GATE])
    assert (page.company, page.holders, page.frozen) == (incorporated(1), 2, 2)
    plain = coin_page(state, SUN)
    assert (plain.company, plain.holders, plain.frozen, plain.terms.freezable) == (None, 1, 0, False)
    assert HELD[("SUN", BOB)] == plain.coin.supply
    with pytest.raises(Reject) as refused:
        coin_page(state, SSP)
    assert refused.value.code is Code.COIN_UNKNOWN


def test_the_least_deposit_of_a_company_is_something() -> None:
    """A company is told from none by its deposit, so that no preset may ask for nothing."""
    assert MINIMAL.company_deposit > 0
