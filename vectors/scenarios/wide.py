"""Integers that a node must hold whole: what 32 bits cut off, what a double rounds, and what 64 signed bits turn negative."""

from dataclasses import replace
from typing import Any

from reference.numbers import MAX_AMOUNT, MAX_UINT64
from reference.parameters import SSP_SUPPLY
from reference.state.account import Account
from reference.state.coin import coin_id
from reference.state.state import State
from reference.wire.transaction import Body, CoinBurn, CoinCreate, CoinMint, CoinTransfer, Transfer
from vectors.build import ALICE, BOB, CAROL, PRODUCER, batch, coin, fee_of, found, transact_case, transaction
from vectors.case import Case
from vectors.keys import KeyPair

WORD = 2**32
"""The first integer that 32 bits do not hold."""

EXACT = 2**53
"""The last integer up to which a double holds every other: the next one rounds to this one."""

SIGN = 2**63
"""The first integer that is negative in 64 signed bits."""

START = 20_000
GATE = coin_id("GATE")
BODY = Transfer(BOB.account, 5)


def wide_cases() -> list[Case]:
    """Nonces, slots, fees and amounts around the limits of narrower or inexact integers."""
    return [*_nonces(), *_last_valid_slots(), *_fees(), *_shares(), *_transfers(), *_supplies(), *_coins()]


def _nonces() -> list[Case]:
    steps = [
        ("the next nonce, and its lower 32 bits are 0", WORD - 1, WORD),
        ("the next nonce, above 32 bits", WORD, WORD + 1),
        ("a nonce above in its lower 32 bits only", WORD + 5, 6),
        ("a nonce above, and below in its lower 32 bits", WORD + 5, 2 * WORD + 1),
        ("a nonce above, and equal in its lower 32 bits", 5, WORD + 5),
        ("the nonce that was used last, above 32 bits", WORD + 5, WORD + 5),
        ("the next nonce, and a double cannot tell them apart", EXACT, EXACT + 1),
        ("the nonce that was used last, and no double has it", EXACT + 1, EXACT + 1),
        ("the nonce before the last, and a double cannot tell them apart", EXACT + 1, EXACT),
        ("the next nonce, and the first that is negative in 64 signed bits", SIGN - 1, SIGN),
        ("a nonce below one that is negative in 64 signed bits", SIGN, SIGN - 1),
        ("a nonce that is negative in 64 signed bits, after a small one", 5, SIGN + 1),
        ("the largest nonce but one", MAX_UINT64 - 2, MAX_UINT64 - 1),
        ("the largest nonce but one, after the largest", MAX_UINT64, MAX_UINT64 - 1),
    ]
    cases = []
    for why, used, nonce in steps:
        state = found(accounts={ALICE: Account(START, used)})
        cases.append(_sent(("TX-5", "TX-3"), why, state, ALICE, BODY, nonce=nonce))
    return cases


def _last_valid_slots() -> list[Case]:
    state = found(accounts={ALICE: START})
    steps = [
        ("expired, and the slot's lower 32 bits are 0", WORD, WORD - 1),
        ("still valid, and the slot's lower 32 bits are above", WORD + 5, 2 * WORD),
        ("expired by 2^32 slots, with the same lower 32 bits", 2 * WORD, WORD),
        ("expired by one slot, which a double does not see", EXACT + 1, EXACT),
        ("in its last valid slot, and no double has it", EXACT + 1, EXACT + 1),
        ("still valid for one slot, which a double does not see", EXACT, EXACT + 1),
        ("still valid until a slot that is negative in 64 signed bits", SIGN - 1, SIGN),
        ("expired, in a slot that is negative in 64 signed bits", SIGN, SIGN - 1),
    ]
    return [_sent(("TX-5", "TX-2"), why, state, ALICE, BODY, slot=slot, last_valid_slot=last) for why, slot, last in steps]


def _fees() -> list[Case]:
    rules = ("TX-5", "FEE-2")
    rich = found(accounts={ALICE: SSP_SUPPLY})
    exact = found(accounts={ALICE: EXACT})
    odd = found(accounts={ALICE: EXACT + 1})
    word = found(accounts={ALICE: WORD})
    return [
        *[_sent(rules, f"a fee of 2^{power}, whose lower bits are 0", rich, ALICE, BODY, fee=2**power) for power in (16, 31, 32, 53, 59)],
        _sent(rules, "a fee of all the SSP that there is", rich, ALICE, BODY, fee=SSP_SUPPLY),
        _sent(rules, "one unit more than the balance, and a double cannot tell them apart: the batch is rejected", exact, ALICE, BODY, fee=EXACT + 1),
        _sent(rules, "the whole balance, and no double has it", odd, ALICE, BODY, fee=EXACT + 1),
        _sent(rules, "all but one unit of a balance that no double has", odd, ALICE, BODY, fee=EXACT),
        _sent(rules, "a fee that the balance covers in its lower 32 bits only: the batch is rejected", word, ALICE, BODY, fee=2 * WORD),
        _sent(rules, "a small fee of a balance whose lower 32 bits are 0", word, ALICE, BODY),
        _sent(rules, "a small fee of a balance that no double has", odd, ALICE, BODY),
    ]


def _shares() -> list[Case]:
    rules = ("FEE-4", "FEE-3")
    rich = found(accounts={ALICE: SSP_SUPPLY - START, BOB: START})
    paid = found(accounts={ALICE: SSP_SUPPLY - EXACT - 1, PRODUCER: EXACT + 1})
    fees = [WORD + 1, EXACT - 1, EXACT, EXACT + 1, EXACT + 3, 2 * EXACT + 2, 2 * EXACT + 3, 2**59 + 1, SSP_SUPPLY - START - 1]
    both = [transaction(rich, ALICE, BODY, fee=EXACT), transaction(rich, BOB, Transfer(ALICE.account, 1), fee=1_001)]
    return [
        *[_sent(rules, f"a fee of {fee} units is shared to the unit", rich, ALICE, BODY, fee=fee) for fee in fees],
        _sent((*rules, "BALANCE-3"), "a producer whose balance no double has gets a share that is odd", paid, ALICE, BODY, fee=602),
        transact_case((*rules, "BALANCE-3"), "a large fee and a small odd one: no double has the sum", rich, [batch(rich, both)]),
    ]


def _transfers() -> list[Case]:
    rules = ("TRANSFER-2", "TRANSFER-1", "BALANCE-2")
    fee = fee_of(transaction(found(accounts={ALICE: START}), ALICE, Transfer(BOB.account, EXACT)))
    exact = found(accounts={ALICE: EXACT + fee, BOB: EXACT})
    odd = found(accounts={ALICE: EXACT + 1 + fee, BOB: EXACT + 1})
    word = found(accounts={ALICE: WORD + START, BOB: WORD - 1})
    received = (*rules, "BALANCE-3")
    return [
        _sent(rules, "one unit more than the fee leaves, and a double cannot tell them apart: fails", exact, ALICE, Transfer(BOB.account, EXACT + 1)),
        _sent(received, "all that the fee leaves, and no double has it", odd, ALICE, Transfer(BOB.account, EXACT + 1)),
        _sent(received, "all but one unit of what the fee leaves", odd, ALICE, Transfer(BOB.account, EXACT)),
        _sent(received, "an odd amount to a balance that no double has", odd, ALICE, Transfer(BOB.account, 5)),
        _sent(received, "one unit to a balance where a double stands still", exact, ALICE, Transfer(BOB.account, 1)),
        _sent(received, "2^32 units, whose lower 32 bits are 0", word, ALICE, Transfer(BOB.account, WORD)),
        _sent(rules, "twice 2^32 units, more than the balance except in the lower 32 bits: fails", word, ALICE, Transfer(BOB.account, 2 * WORD)),
    ]


def _supplies() -> list[Case]:
    """States from outside that are right but for a unit which a double does not see, and batches that are good."""
    state = _issued(EXACT + 1, MAX_AMOUNT, {ALICE: EXACT, BOB: 1})
    record = state.coins[GATE]
    fewer = replace(state, coins=state.coins.set(GATE, replace(record, supply=EXACT)))
    capped = replace(state, coins=state.coins.set(GATE, replace(record, cap=EXACT)))
    wrapped = replace(state, coins=state.coins.set(GATE, replace(record, supply=1)))
    full = _issued(MAX_AMOUNT, MAX_AMOUNT, {ALICE: MAX_AMOUNT - 1, BOB: 1})
    states = [
        ("a supply that no double has", state),
        ("a supply that is the largest amount", full),
        ("a supply of one unit less than the holdings, which a double does not see", fewer),
        ("a cap of one unit less than the supply, which a double does not see", capped),
        ("a supply that is the holdings' in its lower 32 bits only", wrapped),
    ]
    good = {of.coins[GATE]: batch(of, [transaction(of, ALICE, BODY)]) for of in (state, full)}
    return [transact_case(("STATE-2",), why, of, [good.get(of.coins[GATE], good[record])]) for why, of in states]


def _coins() -> list[Case]:
    create, mint, burn, move = ("COIN-8", "COIN-5"), ("COIN-9", "COIN-6"), ("COIN-10", "COIN-7"), ("COIN-11", "TRANSFER-1")
    fresh = found(accounts={ALICE: EXACT + START + 1})
    none = _issued(0, MAX_AMOUNT, {})
    at_cap = _issued(EXACT, EXACT, {BOB: EXACT})
    below = _issued(EXACT, EXACT + 1, {BOB: EXACT})
    odd = _issued(EXACT + 1, MAX_AMOUNT, {ALICE: EXACT + 1})
    even = _issued(EXACT, MAX_AMOUNT, {ALICE: EXACT})
    word = _issued(WORD, MAX_AMOUNT, {ALICE: WORD})
    full = _issued(MAX_AMOUNT, MAX_AMOUNT, {ALICE: MAX_AMOUNT})
    both = _issued(MAX_AMOUNT - 1, MAX_AMOUNT, {ALICE: EXACT + 1, BOB: MAX_AMOUNT - EXACT - 2})
    return [
        _sent(create, "a cap that no double has, and a deposit from a balance that no double has", fresh, ALICE, CoinCreate("GATE", 2, EXACT + 1)),
        _sent(create, "a cap whose lower 32 bits are 0", fresh, ALICE, CoinCreate("GATE", 2, WORD)),
        _sent(mint, "an amount that no double has", none, ALICE, CoinMint(GATE, BOB.account, EXACT + 1)),
        _sent(mint, "an amount whose lower 32 bits are 0", none, ALICE, CoinMint(GATE, BOB.account, WORD)),
        _sent(mint, "the largest amount", none, ALICE, CoinMint(GATE, BOB.account, MAX_AMOUNT)),
        _sent(mint, "one unit above the cap, which a double does not see: fails", at_cap, ALICE, CoinMint(GATE, BOB.account, 1)),
        _sent(mint, "up to a cap that no double has", below, ALICE, CoinMint(GATE, BOB.account, 1)),
        _sent(mint, "up to the largest amount", both, ALICE, CoinMint(GATE, BOB.account, 1)),
        _sent(burn, "one unit of a holding that no double has", odd, ALICE, CoinBurn(GATE, 1)),
        _sent(burn, "an amount that no double has, and all that there is", odd, ALICE, CoinBurn(GATE, EXACT + 1)),
        _sent(burn, "one unit more than one holds, which a double does not see: fails", even, ALICE, CoinBurn(GATE, EXACT + 1)),
        _sent(burn, "more than one holds, except in the lower 32 bits: fails", word, ALICE, CoinBurn(GATE, 2 * WORD)),
        _sent(burn, "one unit of the largest amount", full, ALICE, CoinBurn(GATE, 1)),
        _sent(burn, "the largest amount", full, ALICE, CoinBurn(GATE, MAX_AMOUNT)),
        _sent(move, "one unit of a holding that no double has", odd, ALICE, CoinTransfer(GATE, BOB.account, 1)),
        _sent(move, "an amount that no double has, and all that one holds", odd, ALICE, CoinTransfer(GATE, BOB.account, EXACT + 1)),
        _sent(move, "one unit more than one holds, which a double does not see: fails", even, ALICE, CoinTransfer(GATE, BOB.account, EXACT + 1)),
        _sent(move, "one unit to a holding where a double stands still", both, ALICE, CoinTransfer(GATE, BOB.account, 1)),
        _sent(move, "the largest amount", full, ALICE, CoinTransfer(GATE, BOB.account, MAX_AMOUNT)),
        _sent(move, "the largest amount but one unit", full, ALICE, CoinTransfer(GATE, CAROL.account, MAX_AMOUNT - 1)),
    ]


def _issued(supply: int, cap: int, held: dict[KeyPair, int]) -> State:
    """A state with one coin of Alice's, of which these people hold its supply."""
    assert sum(held.values()) == supply
    return found(accounts={ALICE: START, BOB: START}, coins=[coin("GATE", ALICE, cap)], holdings={("GATE", pair): amount for pair, amount in held.items()})


def _sent(rules: tuple[str, ...], why: str, state: State, sender: KeyPair, body: Body, *, slot: int | None = None, **changes: Any) -> Case:
    """The case of a batch of one transaction."""
    return transact_case(rules, why, state, [batch(state, [transaction(state, sender, body, **changes)], slot=slot)])
