"""Locks over their whole life, what nobody can do with what is locked, and the table from kinds to rules."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map

from reference.codes import Code
from reference.economy.economy_transactions import ECONOMY_RULES
from reference.economy.locks import MAX_LOCK_SLOTS, found_lock, is_lock_possible, release_lock, released_by
from reference.numbers import Slot
from reference.parameters import SSP_SUPPLY
from reference.state.commitment import load
from reference.state.economy_state import get_lock
from reference.state.economy_tables import Economy
from reference.state.lock import NO_LOCK, Lock
from reference.state.pots import with_ecosystem
from reference.state.state import State
from reference.state.supply import break_down, total
from reference.transition import apply_any_body
from reference.wire.coin_bodies import COIN_KINDS
from reference.wire.consensus_bodies import AgentRegister, Delegate
from reference.wire.economy_bodies import ECONOMY_KINDS, LockCreate, LockRelease
from reference.wire.transaction import Body, Transfer
from spec.prover.statement import rejection
from vectors.build import ALICE, BOB, CAROL
from vectors.chain import agent_key, commitment_of, founded

lengths = st.one_of(st.integers(1, 20), st.integers(1, MAX_LOCK_SLOTS))


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    start, lasts = draw(st.integers(0, 2**40)), draw(lengths)
    cliff = start + draw(st.integers(0, lasts))
    return found_lock(NO_LOCK, draw(st.one_of(st.integers(1, 50), st.integers(1, SSP_SUPPLY))), start, cliff, start + lasts)


@given(locks(), st.lists(st.integers(0, 2**33), max_size=12))
def test_whoever_takes_whenever_has_had_in_the_end_just_what_is_released(lock: Lock, waits: list[int]) -> None:
    """Protects theorem 5: neither many small releases nor one large one gain or lose a unit."""
    slot, paid, held = lock.start, 0, lock
    for wait in waits:
        slot += wait
        if held.left == 0:
            break
        refused = rejection(release_lock, held, slot)
        assert (refused is None) == (released_by(lock, slot) > paid)
        if refused is None:
            release = release_lock(held, slot)
            held, paid = release.lock, paid + release.paid
        assert paid == released_by(lock, slot)
        assert is_lock_possible(held, slot)
        assert slot >= lock.cliff or paid == 0
    if held.left:
        assert paid + release_lock(held, max(slot, lock.end)).paid == lock.amount


def holding(amount: int = 10**6) -> State:
    """A chain with agents, where Bob has next to nothing but what is locked for him."""
    state = founded(accounts={ALICE: 10**6, BOB: 10, CAROL: 10**6})
    lock = Lock(amount=amount, left=amount, start=0, cliff=100, end=200)
    pots = with_ecosystem(state.pots, state.pots.ecosystem - amount)
    economy = Economy(locks=Map({(BOB.account, ALICE.account, 0): lock}))
    return load(state.chain, state.head, state.accounts, state.coins, state.holdings, pots, state.consensus, economy)


@pytest.mark.parametrize(
    "body",
    [
        Transfer(CAROL.account, 11),
        AgentRegister(1_000, commitment_of(BOB)),
        Delegate(agent_key(0).account, 11),
        LockCreate(CAROL.account, 0, 11, 5, 10),
    ],
    ids=lambda body: type(body).__name__,
)
def test_what_is_locked_neither_spends_nor_bonds_nor_delegates_nor_is_locked_again(body: Body) -> None:
    """Whoever could delegate it would have weight without risk; whoever could lock it again for another would have sold it."""
    assert rejection(apply_any_body, holding(), BOB.account, body, 5) is Code.INSUFFICIENT_BALANCE


def test_nobody_but_the_beneficiary_is_paid() -> None:
    state = holding()
    for other in (ALICE, CAROL):
        for founder in (ALICE, BOB, CAROL):
            assert rejection(apply_any_body, state, other.account, LockRelease(founder.account, 0), 200) is Code.LOCK_UNKNOWN
    after = apply_any_body(state, BOB.account, LockRelease(ALICE.account, 0), 200)
    assert after.accounts[BOB.account].balance == 10**6 + 10
    assert total(break_down(after)) == SSP_SUPPLY


def test_a_number_that_is_free_again_founds_a_lock_that_knows_nothing_of_the_old_one() -> None:
    """The old lock was paid in full; what it was paid counts for nothing in the new one, in neither direction."""
    key = (BOB.account, ALICE.account, 0)
    emptied = apply_any_body(holding(), BOB.account, LockRelease(ALICE.account, 0), 200)
    assert get_lock(emptied, key) == NO_LOCK
    again = apply_any_body(emptied, ALICE.account, LockCreate(BOB.account, 0, 7, 300, 400), 250)
    assert get_lock(again, key) == Lock(amount=7, left=7, start=250, cliff=300, end=400)
    assert rejection(apply_any_body, again, BOB.account, LockRelease(ALICE.account, 0), 299) is Code.NOTHING_RELEASED


@given(st.builds(Lock, *[st.integers(0, 12)] * 5), st.integers(0, 14))
def test_a_lock_is_possible_just_where_some_life_leads_to_it(lock: Lock, slot: Slot) -> None:
    """Protects LOCK-6, which states from outside are judged by, against refusing what a chain can be in, and taking what it cannot."""
    reached = set()
    if rejection(found_lock, NO_LOCK, lock.amount, lock.start, lock.cliff, lock.end) is None:
        new = found_lock(NO_LOCK, lock.amount, lock.start, lock.cliff, lock.end)
        reached = {new.left for _ in range(lock.start, slot + 1)}
        reached |= {lock.amount - released_by(new, when) for when in range(lock.start, slot + 1)}
    if lock.left in reached:
        assert is_lock_possible(lock, slot)
    if is_lock_possible(lock, slot) and lock.amount:
        assert reached
        assert min(reached) <= lock.left <= max(reached)


def test_every_kind_of_the_economy_has_the_rule_that_is_called_by_its_name() -> None:
    """TX-9 and its theorems read one table: that the table is right is held here. What is about companies and coins goes by PAY-3, which is proved."""
    names = {kind: f"apply_{re.sub('(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}" for kind in ECONOMY_KINDS}
    names.update(dict.fromkeys(COIN_KINDS, "apply_coin_body"))
    assert {kind: rule.__name__ for kind, rule in ECONOMY_RULES.items()} == names


def test_a_lock_of_nothing_is_the_same_whatever_else_it_says() -> None:
    """Nothing is left of it: it can be founded anew and cannot be released from."""
    empty = replace(NO_LOCK, amount=5, end=9)
    assert rejection(release_lock, empty, 20) is Code.LOCK_UNKNOWN
    assert rejection(found_lock, empty, 1, 0, 0, 1) is None
