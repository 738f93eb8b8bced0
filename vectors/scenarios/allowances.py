"""Allowances: made, altered, raced for, spent, and renewed in windows of time."""

from collections.abc import Mapping

from reference.numbers import MAX_AMOUNT, CoinId
from reference.state.allowance import Allowance
from reference.state.coin_terms import SSP
from reference.state.state import State
from reference.wire.coin_bodies import Approve, Spend
from vectors.build import ALICE, BOB, CAROL, fee_of, transaction
from vectors.case import Case
from vectors.keys import KeyPair
from vectors.scenarios.coin_places import DAVE, EVERYBODY, GATE, ISSUED, NIX, START, SUN, place, refused, told, told_over_time

APPROVE = ("ALLOW-6", "ALLOW-3")
SPEND = ("ALLOW-7", "ALLOW-5")
WINDOW = ("ALLOW-1", "ALLOW-5", "ALLOW-7")

MADE = 40
"""The slot in which the allowances of the states below were made: that of the head."""

PERIOD = 10
"""Their period, where they have one: the first window ends with slot 49."""


def allowance_cases() -> list[Case]:
    """Every edge of allowances, in amount and in time."""
    return [*_approvals(), *_races(), *_spending(), *_windows()]


def allowed(limit: int, spent: int = 0, period: int = 0, of: bytes = GATE, since: int = MADE) -> State:
    """A state in which Bob allows Carol something."""
    return small({(of, BOB, CAROL): Allowance(limit, period, spent, since)})


def small(allowances: Mapping[tuple[CoinId, KeyPair, KeyPair], Allowance] | None = None) -> State:
    """A state of Bob, who has a coin, and Carol, with these allowances."""
    return place({BOB: START, CAROL: START}, ISSUED[:1], {("GATE", BOB): 200}, allowances=allowances)


def spends(amount: int, of: bytes = GATE) -> Spend:
    """What Carol sends to pay Dave with Bob's money."""
    return Spend(of, BOB.account, DAVE.account, amount)


def approves(expected: int, limit: int, period: int = 0, of: bytes = GATE) -> Approve:
    """What Bob sends to allow Carol something."""
    return Approve(of, CAROL.account, expected, limit, period)


def _approvals() -> list[Case]:
    fresh, some, partly, monthly = small(), allowed(100), allowed(100, 30), allowed(100, 30, PERIOD)
    return [
        told(fresh, APPROVE, "a new allowance of a coin", (BOB, approves(0, 100))),
        told(fresh, APPROVE, "a new allowance of SSP, with windows", (BOB, approves(0, 100, 7, SSP))),
        told(fresh, APPROVE, "the least limit, and the longest window", (BOB, approves(0, 1, 2**32 - 1))),
        told(fresh, APPROVE, "the largest limit, of which the owner has nothing", (CAROL, Approve(GATE, BOB.account, 0, MAX_AMOUNT, 1))),
        told(
            place(EVERYBODY, ISSUED),
            APPROVE,
            "several spenders and several coins of one owner",
            (BOB, approves(0, 1)),
            (BOB, approves(0, 2, 0, SUN)),
            (BOB, Approve(GATE, DAVE.account, 0, 3, 0)),
        ),
        refused(
            fresh,
            (*APPROVE, "COIN-3", "ALLOW-4"),
            "something expected where nothing is; to oneself; nothing, to oneself; a coin that does not exist, to oneself; taken back where there is none",
            (BOB, approves(1, 100)),
            (BOB, Approve(GATE, BOB.account, 0, 100, 0)),
            (BOB, Approve(GATE, BOB.account, 7, 0, 0)),
            (BOB, Approve(NIX, BOB.account, 0, 1, 0)),
            (BOB, approves(0, 0)),
        ),
        told(fresh, (*APPROVE, "COIN-3"), "a coin that does not exist: fails", (BOB, approves(0, 100, 0, NIX))),
        told(some, APPROVE, "raised, as it stands", (BOB, approves(100, 150))),
        told(some, APPROVE, "the same again, as it stands", (BOB, approves(100, 100))),
        told(partly, (*APPROVE, "ALLOW-2"), "what is left is expected, and not the limit", (BOB, approves(70, 50))),
        refused(
            some,
            (*APPROVE, "ALLOW-4"),
            "one unit less expected than is left; one unit more; as if there were none; taken back by the spender, whose allowance would be another",
            (BOB, approves(99, 150)),
            (BOB, approves(101, 150)),
            (BOB, approves(0, 150)),
            (CAROL, Approve(GATE, BOB.account, 100, 0, 0)),
        ),
        refused(partly, (*APPROVE, "ALLOW-2"), "the limit expected, and not what is left; what is spent", (BOB, approves(100, 50)), (BOB, approves(30, 50))),
        told(
            monthly,
            (*APPROVE, *SPEND, "ALLOW-2"),
            "lowered, the period the same: what was spent in the window stays spent",
            (BOB, approves(70, 50, PERIOD)),
            (CAROL, spends(21)),
            (CAROL, spends(20)),
        ),
        told(
            monthly,
            (*APPROVE, *SPEND, "ALLOW-2"),
            "lowered below what was spent, and raised again: nothing is left of the window, then what the limit leaves",
            (BOB, approves(70, 20, PERIOD)),
            (CAROL, spends(1)),
            (BOB, approves(0, 40, PERIOD)),
            (CAROL, spends(11)),
            (CAROL, spends(10)),
        ),
        told(
            monthly,
            (*APPROVE, *SPEND, "ALLOW-2"),
            "taken back and allowed again with the same period: a new window",
            (BOB, approves(70, 0)),
            (BOB, approves(0, 50, PERIOD)),
            (CAROL, spends(50)),
        ),
        told_over_time(
            monthly,
            (*APPROVE, *WINDOW),
            "lowered within a later window, below what was spent: its borders stay, and the next has the new limit",
            (MADE + 2 * PERIOD + 3, [(CAROL, spends(80)), (BOB, approves(20, 50, PERIOD))]),
            (MADE + 3 * PERIOD - 1, [(CAROL, spends(1))]),
            (MADE + 3 * PERIOD, [(CAROL, spends(51)), (CAROL, spends(50))]),
        ),
        told(monthly, APPROVE, "windows of another length, from now on; nothing of them is spent", (BOB, approves(70, 100, 3))),
        told(monthly, APPROVE, "once in all instead of in windows", (BOB, approves(70, 100, 0))),
        told(some, APPROVE, "taken back", (BOB, approves(100, 0))),
        told(partly, APPROVE, "taken back, whatever is expected", (BOB, approves(MAX_AMOUNT, 0, 5))),
        told(some, (*APPROVE, "ALLOW-4"), "taken back twice: fails the second time", (BOB, approves(100, 0)), (BOB, approves(0, 0))),
        told(some, APPROVE, "of SSP: another allowance", (BOB, approves(0, 5, 0, SSP))),
    ]


def _races() -> list[Case]:
    some, monthly = allowed(100), allowed(100, 0, PERIOD)
    lower = (BOB, approves(100, 50))
    return [
        told(some, (*APPROVE, *SPEND), "the spender is first: lowering fails, and no more can be spent", (CAROL, spends(100)), lower, (CAROL, spends(1))),
        told(some, (*APPROVE, *SPEND), "the spender is first with one unit: lowering fails all the same", (CAROL, spends(1)), lower, (CAROL, spends(99))),
        told(some, (*APPROVE, *SPEND), "the owner is first: only the new limit can be spent", lower, (CAROL, spends(51)), (CAROL, spends(50))),
        told(monthly, (*APPROVE, *SPEND), "the same of an allowance with windows", (CAROL, spends(1)), (BOB, approves(100, 50, PERIOD)), (CAROL, spends(100))),
        told(
            some,
            (*APPROVE, *SPEND),
            "the spender is first, and the owner takes back: not one unit more",
            (CAROL, spends(60)),
            (BOB, approves(100, 0)),
            (CAROL, spends(40)),
        ),
        told(some, APPROVE, "the same alteration twice: fails the second time", lower, lower),
        told_over_time(
            monthly,
            (*APPROVE, *WINDOW),
            "spent in a window that is over: that was allowed in it, and the alteration finds the present window untouched",
            (PERIOD + MADE - 1, [(CAROL, spends(100))]),
            (PERIOD + MADE, [(BOB, approves(100, 50, PERIOD)), (CAROL, spends(51)), (CAROL, spends(50))]),
        ),
        told_over_time(
            monthly,
            (*APPROVE, *WINDOW),
            "expected used up, but the window is over: fails",
            (MADE + 1, [(CAROL, spends(100))]),
            (PERIOD + MADE, [(BOB, approves(0, 50, PERIOD))]),
        ),
    ]


def _spending() -> list[Case]:
    some = allowed(100)
    rich, whole = small({(SSP, BOB, CAROL): Allowance(MAX_AMOUNT, 0, 0, MADE)}), allowed(300)
    of_ssp = allowed(100, of=SSP)
    fee = fee_of(transaction(small(), CAROL, spends(START, SSP)))
    poor = place({BOB: START, CAROL: fee}, (), allowances={(SSP, BOB, CAROL): Allowance(START, 0, 0, MADE)})
    return [
        told(some, SPEND, "a part", (CAROL, spends(40))),
        told(some, SPEND, "in parts, until it is used up and gone", (CAROL, spends(40)), (CAROL, spends(60)), (CAROL, spends(1))),
        told(some, SPEND, "all of it: the allowance is gone", (CAROL, spends(100))),
        told(allowed(100, 99), SPEND, "one unit more than the last, which fails, and the last", (CAROL, spends(2)), (CAROL, spends(1))),
        told(place(allowances={(GATE, BOB, CAROL): Allowance(100, 0, 0, MADE)}), (*SPEND, "ALLOW-4"), "by another than the spender: fails", (ALICE, spends(1))),
        refused(
            some,
            (*SPEND, "BALANCE-1", "ALLOW-4", "TRANSFER-1"),
            "one unit more than is left; nothing; the largest amount; by the owner, which has no allowance; SSP instead of the coin; to the owner",
            (CAROL, spends(101)),
            (CAROL, spends(0)),
            (CAROL, spends(MAX_AMOUNT)),
            (BOB, spends(1)),
            (CAROL, spends(1, SSP)),
            (CAROL, Spend(GATE, BOB.account, BOB.account, 40)),
        ),
        refused(
            small(),
            (*SPEND, "ALLOW-4"),
            "without an allowance; nothing, without an allowance; a coin that does not exist, for want of an allowance",
            (CAROL, spends(1)),
            (CAROL, spends(0)),
            (CAROL, spends(1, NIX)),
        ),
        told(of_ssp, (*SPEND, "ALLOW-4"), "another coin than the one allowed: fails", (CAROL, spends(1))),
        told(some, (*SPEND, "PAY-1"), "to the spender itself", (CAROL, Spend(GATE, BOB.account, CAROL.account, 40))),
        told(whole, (*SPEND, "BALANCE-2"), "all that the owner holds", (CAROL, spends(200))),
        told(whole, (*SPEND, "BALANCE-2"), "one unit more than the owner holds: fails, and the allowance stays", (CAROL, spends(201))),
        told(of_ssp, (*SPEND, "PAY-1"), "SSP: the spender pays the fee, the owner the amount", (CAROL, spends(100, SSP))),
        told(of_ssp, (*SPEND, "PAY-1"), "SSP, to the spender itself", (CAROL, Spend(SSP, BOB.account, CAROL.account, 100))),
        told(poor, (*SPEND, "PAY-1"), "all of the owner's SSP, by a spender that has just the fee", (CAROL, spends(START, SSP))),
        told(rich, (*SPEND, "BALANCE-2"), "the largest allowance, and one unit more than the owner has: fails", (CAROL, spends(START + 1, SSP))),
    ]


def _windows() -> list[Case]:
    full, used = allowed(100, 0, PERIOD), allowed(100, 100, PERIOD)
    last, following = MADE + PERIOD - 1, MADE + PERIOD
    one = (CAROL, spends(1))
    return [
        told_over_time(used, WINDOW, "used up: the last slot of the window fails, the first of the next begins anew", (last, [one]), (following, [one])),
        told_over_time(
            full,
            WINDOW,
            "all in the last slot, and all in the first of the next",
            (last, [(CAROL, spends(100)), one]),
            (following, [(CAROL, spends(100)), one]),
        ),
        told_over_time(full, WINDOW, "more than the limit over two windows at once: fails", (following, [(CAROL, spends(101))])),
        told_over_time(allowed(100, 40, PERIOD), WINDOW, "what was left is lost", (following + 1, [(CAROL, spends(101)), (CAROL, spends(100))])),
        told_over_time(
            used,
            WINDOW,
            "late in a later window: the border does not move",
            (MADE + 3 * PERIOD + 7, [(CAROL, spends(100))]),
            (MADE + 4 * PERIOD - 1, [one]),
            (MADE + 4 * PERIOD, [one]),
        ),
        told_over_time(
            used,
            WINDOW,
            "the last slot of a later window, and the first of the one after it",
            (MADE + 3 * PERIOD - 1, [(CAROL, spends(100)), one]),
            (MADE + 3 * PERIOD, [(CAROL, spends(100)), one]),
        ),
        told_over_time(allowed(100, 100, 1), WINDOW, "windows of one slot", (MADE + 1, [(CAROL, spends(100)), one]), (MADE + 2, [one])),
        told_over_time(
            allowed(100, 100, 2**32 - 1),
            WINDOW,
            "the longest window: its last slot fails, the first of the next does not",
            (MADE + 2**32 - 2, [one]),
            (MADE + 2**32 - 1, [one]),
        ),
        told_over_time(allowed(100, 99), WINDOW, "once in all: nothing is renewed, however late", (2**63, [(CAROL, spends(2)), one])),
        told_over_time(
            used,
            WINDOW,
            "a window with nothing spent stands in the record once something is spent",
            (following + 3, [one]),
            (following + 9, [(CAROL, spends(100))]),
        ),
        told_over_time(allowed(100, 100, PERIOD, since=3), WINDOW, "a record of windows long over", (MADE + 2, [(CAROL, spends(100)), one]), (MADE + 3, [one])),
    ]
