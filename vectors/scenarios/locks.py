"""Locks: founded, released from, and what nobody can do with what is locked."""

from dataclasses import replace

from immutables import Map

from reference.economy.locks import MAX_LOCK_SLOTS
from reference.numbers import MAX_AMOUNT, MAX_UINT64, Amount, Slot
from reference.state.economy_tables import Economy
from reference.state.lock import Lock, LockKey
from reference.state.placement import Placement
from reference.state.pots import with_ecosystem
from reference.state.state import State
from reference.wire.economy_bodies import LockCreate, LockRelease
from reference.wire.transaction import Body, Transfer
from vectors.build import ALICE, BOB, CAROL, SLOT, batch, coin, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair

START = 20_000
"""What everybody begins with, in SSP units."""

NEXT = SLOT + 1
"""The slot in which a new lock begins."""

FOUND = ("LOCK-4", "LOCK-2", "TX-9")
RELEASE = ("LOCK-5", "LOCK-3", "LOCK-1", "TX-9")

BETWEEN: LockKey = (BOB.account, ALICE.account, 7)
"""A lock that Alice has founded for Bob."""

LOCK = Lock(amount=1_000, left=1_000, start=10, cliff=60, end=110)
"""A hundred slots, half of them before the cliff."""


def lock_cases() -> list[Case]:
    """Every edge of the two kinds of transactions of locks, and the order of their conditions; and states with locks that cannot be."""
    return [*_foundations(), *_releases(), *_lives(), *_locked(), *_contradictions()]


def _state(locks: dict[LockKey, Lock] | None = None, balance: Amount = START) -> State:
    people = dict.fromkeys((ALICE, BOB, CAROL), balance)
    return found(accounts=people, economy=Economy(locks=Map(locks or {}), placement=Placement(CAROL.account, 10**9, 0)))


def _foundations() -> list[Case]:
    fresh, held = _state(), _state({BETWEEN: LOCK})
    least = LockCreate(BOB.account, 7, 1, NEXT, NEXT + 1)
    fee = fee_of(transaction(fresh, ALICE, LockCreate(BOB.account, 7, 9_000, NEXT, NEXT + 10)))
    exact, short = _state(balance=fee + 9_000), _state(balance=fee + 8_999)
    new = LockCreate(BOB.account, 7, 9_000, NEXT, NEXT + 10)
    return [
        _case(fresh, FOUND, "a lock for somebody else", ALICE, LockCreate(BOB.account, 7, 1_000, NEXT + 30, NEXT + 100)),
        _case(fresh, FOUND, "a lock for oneself, from a P-256 key", CAROL, LockCreate(CAROL.account, 0, 1_000, NEXT + 30, NEXT + 100)),
        _case(fresh, FOUND, "one unit for one slot, the cliff at once", ALICE, least),
        _case(fresh, FOUND, "the greatest number", ALICE, replace(new, number=2**32 - 1)),
        _case(fresh, FOUND, "a cliff at the end", ALICE, replace(new, cliff=NEXT + 10)),
        _case(fresh, FOUND, "a cliff one slot in the past: fails", ALICE, replace(new, cliff=NEXT - 1)),
        _case(fresh, FOUND, "an end one slot before the cliff: fails", ALICE, replace(new, cliff=NEXT + 11)),
        _case(fresh, FOUND, "an end at once: fails", ALICE, replace(new, end=NEXT)),
        _case(fresh, FOUND, "an end in the past, the cliff too: fails", ALICE, replace(new, cliff=3, end=4)),
        _case(fresh, FOUND, "the longest time", ALICE, replace(new, end=NEXT + MAX_LOCK_SLOTS)),
        _case(fresh, FOUND, "one slot longer than the longest time: fails", ALICE, replace(new, end=NEXT + MAX_LOCK_SLOTS + 1)),
        _case(fresh, FOUND, "an end in the last slot there can be: fails", ALICE, replace(new, cliff=MAX_UINT64, end=MAX_UINT64)),
        _case(exact, (*FOUND, "BALANCE-2"), "all that the fee leaves: the account is empty", ALICE, new),
        _case(short, (*FOUND, "BALANCE-2"), "one unit more than the fee leaves: fails", ALICE, new),
        _case(fresh, (*FOUND, "BALANCE-2"), "the largest amount: fails", ALICE, replace(new, amount=MAX_AMOUNT)),
        _case(fresh, (*FOUND, "BALANCE-1"), "nothing: fails", ALICE, replace(new, amount=0)),
        _case(held, FOUND, "a number that is taken: fails", ALICE, new),
        _case(held, FOUND, "the same number for another", ALICE, replace(new, beneficiary=CAROL.account)),
        _case(held, FOUND, "the same number by another founder", CAROL, new),
        _case(held, FOUND, "by the beneficiary for the founder", BOB, replace(new, beneficiary=ALICE.account)),
        _case(held, FOUND, "nothing, under a number that is taken: that it is nothing is said first", ALICE, replace(new, amount=0)),
        _case(held, FOUND, "a number that is taken, and an end in the past: that it is taken is said first", ALICE, replace(new, end=3)),
        _case(fresh, FOUND, "an end in the past, and more than the sender has: the times are said first", ALICE, replace(new, amount=MAX_AMOUNT, end=3)),
        _case(held, FOUND, "a number that is taken, and more than the sender has: that it is taken is said first", ALICE, replace(new, amount=MAX_AMOUNT)),
    ]


def _releases() -> list[Case]:
    """The same lock in every slot that tells."""
    state = _state({BETWEEN: LOCK})
    body = LockRelease(ALICE.account, 7)
    slots = {
        59: "one slot before the cliff: fails",
        60: "at the cliff: half of it at once",
        61: "one slot after the cliff",
        109: "one slot before the end",
        110: "at the end: all of it, and the lock is no longer stored",
        111: "after the end",
        MAX_UINT64: "in the last slot there can be",
    }
    taken = _state({BETWEEN: replace(LOCK, start=0, cliff=0, end=80, left=500)})
    odd = _state({BETWEEN: Lock(amount=10, left=10, start=40, cliff=40, end=43)})
    wide = replace(LOCK, amount=10**17, left=10**17, start=0, cliff=SLOT, end=MAX_LOCK_SLOTS)
    return [
        *[_case(state, (*RELEASE, "STATE-5"), why, BOB, body, slot) for slot, why in slots.items()],
        _case(odd, RELEASE, "in the slot in which a lock began: nothing yet, and so fails", BOB, body, 40),
        _case(odd, RELEASE, "a third of ten, rounded down", BOB, body, 41),
        _case(odd, RELEASE, "two thirds of ten, rounded down", BOB, body, 42),
        _case(taken, RELEASE, "what was released since the last time", BOB, body, 41),
        _case(taken, RELEASE, "before anything more is released: fails", BOB, body, 40),
        _case(
            _state({BETWEEN: wide}),
            RELEASE,
            "a tenth of all SSP, just before the end of the longest time: the product has 89 bits",
            BOB,
            body,
            MAX_LOCK_SLOTS - 1,
        ),
        _case(state, RELEASE, "by the founder, who is not the beneficiary: fails", ALICE, body, 111),
        _case(state, RELEASE, "by a stranger: fails", CAROL, body, 111),
        _case(state, RELEASE, "of another number: fails", BOB, LockRelease(ALICE.account, 6), 111),
        _case(state, RELEASE, "of another founder: fails", BOB, LockRelease(CAROL.account, 7), 111),
    ]


def _lives() -> list[Case]:
    """Locks through several batches."""
    state = _state()
    key = (BOB.account, ALICE.account, 1)
    new = LockCreate(BOB.account, 1, 100, 50, 60)
    take = LockRelease(ALICE.account, 1)
    steps: list[list[tuple[KeyPair, int, Body]]] = [
        [(ALICE, 1, new), (BOB, 1, take), (ALICE, 2, replace(new, number=2))],
        [(BOB, 2, take), (BOB, 3, take)],
        [(BOB, 4, take), (ALICE, 3, replace(new, cliff=65, end=70)), (BOB, 5, take)],
        [(BOB, 6, take), (BOB, 7, LockRelease(ALICE.account, 2)), (BOB, 8, take)],
    ]
    slots = (41, 50, 60, 70)
    batches = [
        batch(state, [transaction(state, sender, body, nonce=nonce) for sender, nonce, body in each], slot=slot)
        for each, slot in zip(steps, slots, strict=True)
    ]
    once = batch(state, [transaction(state, ALICE, new), transaction(state, ALICE, new, nonce=2)])
    coins = found(
        accounts={ALICE: START},
        coins=[coin("GATE", ALICE, 100)],
        holdings={("GATE", BOB): 7},
        economy=Economy(placement=Placement(CAROL.account, 5, 0)),
    )
    beside = [batch(coins, [transaction(coins, ALICE, new)]), batch(coins, [transaction(coins, ALICE, Transfer(BOB.account, 1), nonce=2)])]
    after = _state({key: Lock(amount=100, left=100, start=40, cliff=50, end=60)})
    spent = [transaction(after, BOB, take, nonce=1), transaction(after, BOB, Transfer(CAROL.account, START), nonce=2)]
    return [
        transact_case((*FOUND, *RELEASE[:-1], "STATE-5"), "two locks through their time; a number is free again once its lock is empty", state, batches),
        transact_case(FOUND, "beside a coin, of which somebody holds some", coins, beside),
        transact_case(FOUND, "the same lock twice in one batch: the second fails", state, [once]),
        transact_case((*RELEASE, "TRANSFER-2"), "released and spent in one batch", after, [batch(after, spent, slot=60)]),
    ]


def _locked() -> list[Case]:
    """What is locked is in no balance."""
    key = (BOB.account, BOB.account, 0)
    state = _state({key: replace(LOCK, amount=10**9, left=10**9)})
    return [_case(state, ("LOCK-4", "TRANSFER-2", "BALANCE-2"), "the beneficiary spends what is locked: fails", BOB, Transfer(ALICE.account, START))]


def _contradictions() -> list[Case]:
    """States from outside in which a lock or an outflow cannot be. The batch is good, for the state as it should be."""
    locks = {
        "a lock of which everything is left, in the slot in which it begins": replace(LOCK, start=SLOT),
        "a lock that begins after the head": replace(LOCK, start=SLOT + 1),
        "a lock whose cliff is before its beginning": replace(LOCK, cliff=9),
        "a lock whose cliff is at its beginning, and of which as much was taken as is released": replace(LOCK, cliff=10, left=700),
        "a lock of which one unit more was taken than is released": replace(LOCK, cliff=10, left=699),
        "a lock whose end is before its cliff": replace(LOCK, end=59),
        "a lock that lasts for no time": replace(LOCK, cliff=10, end=10),
        "a lock that lasts for the longest time": replace(LOCK, end=10 + MAX_LOCK_SLOTS),
        "a lock that lasts for too long": replace(LOCK, end=11 + MAX_LOCK_SLOTS),
        "a lock of which more is left than was locked": replace(LOCK, left=1_001),
        "a lock of which something was taken before its cliff": replace(LOCK, left=999),
        "a lock of which nothing is left": replace(LOCK, left=0),
        "a lock that is over, of which nothing is left": replace(LOCK, cliff=20, end=30, left=0),
        "a lock that is over, of which one unit is left": replace(LOCK, cliff=20, end=30, left=1),
    }
    return [_outside(("STATE-9", "LOCK-6") if lock.left else ("STATE-1",), why, lock) for why, lock in locks.items()]


def _outside(rules: tuple[str, ...], why: str, lock: Lock) -> Case:
    good = _state({BETWEEN: LOCK})
    locks = good.economy.locks.set(BETWEEN, lock)
    pots = with_ecosystem(good.pots, good.pots.ecosystem + LOCK.left - lock.left)
    state = replace(good, economy=replace(good.economy, locks=locks), pots=pots)
    return transact_case(rules, why, state, [batch(good, [transaction(good, ALICE, Transfer(BOB.account, 5))])])


def _case(state: State, rules: tuple[str, ...], why: str, sender: KeyPair, body: Body, slot: Slot = NEXT) -> Case:
    return transact_case(rules, why, state, [batch(state, [transaction(state, sender, body)], slot=slot)])
