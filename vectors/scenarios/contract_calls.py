"""Contracts that are called: by people, with money, with too little gas, by each other, as machines; and what remains of calls that fail."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from immutables import Map

from reference.codes import Code
from reference.contracts.chain_host import MAX_FRAMES
from reference.contracts.limits import MAX_LEVELS
from reference.contracts.reading import reading_gas
from reference.contracts.releases import contract_id
from reference.numbers import MAX_AMOUNT
from reference.parameters import PRESETS
from reference.state.account import Account
from reference.state.contract import Standing
from reference.state.contract_state import source_of
from reference.state.heavy import HeavyCall
from reference.state.state import State
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.contract_bodies import MAX_ARGUMENTS, ContractCall
from reference.wire.transaction import Sponsored, Transfer
from vectors.build import batch, fee_of, transact_case, transaction
from vectors.case import Case
from vectors.scenarios.coin_places import told, told_over_time
from vectors.scenarios.contract_events import amounts
from vectors.scenarios.contract_places import (
    ASKS,
    ASKS_ID,
    AUTHOR,
    CALLER,
    FUND,
    LAMP_ID,
    PLENTY,
    STRANGER,
    TILL,
    TILL_ID,
    UNKNOWN,
    ask,
    contract_of,
    contract_place,
)
from vectors.scenarios.contract_releases import VALUES, checked

RULES = ("CONTRACT-9", "CONTRACT-7", "CONTRACT-8", "TX-11")

COUNTED = {(TILL_ID, b"count"): 41}
"""The till has counted."""


def contract_call_cases() -> list[Case]:
    """All of them."""
    return [*_called(), *_values(), *_money(), *_failing(), *_exhausted(), *_inside(), *_stored(), _deep(), *_machines(), *_fees(), *_block_gas(), _life()]


def _called() -> Iterable[Case]:
    state = contract_place()
    yield checked(told(state, RULES, "it stores, tells and returns", (CALLER, ask(b"count"))), None)
    yield checked(told(contract_place(COUNTED), RULES, "what was stored is found", (CALLER, ask(b"count"))), None)
    yield checked(told(contract_place(COUNTED), RULES, "what was stored is removed", (CALLER, ask(b"forget"))), None)
    yield checked(told(state, RULES, "what was not stored is removed", (CALLER, ask(b"forget"))), None)
    yield checked(told(state, RULES, "two calls: the second finds what the first has stored", (CALLER, ask(b"count")), (STRANGER, ask(b"count"))), None, None)
    yield checked(told(state, RULES, "without arguments it does nothing", (CALLER, ask())), None)
    yield checked(told(state, RULES, "as many arguments as there may be", (CALLER, ask(b"give", *VALUES[:6], *[None] * (MAX_ARGUMENTS - 7)))), None)
    yield checked(told(state, RULES, "its author calls it", (AUTHOR, ask(b"count"))), None)
    yield checked(told(state, RULES, "a contract that there is not: fails", (CALLER, ask(b"count", contract=UNKNOWN))), "CONTRACT_UNKNOWN")
    yield checked(told(state, RULES, "an account that is no contract: fails", (CALLER, ask(contract=AUTHOR.account, money=5))), "CONTRACT_UNKNOWN")
    yield checked(told(state, RULES, "its own account: fails", (CALLER, ask(contract=CALLER.account, money=5))), "CONTRACT_UNKNOWN")


def _values() -> Iterable[Case]:
    state = contract_place()
    for value in VALUES:
        yield checked(told(state, ("CONTRACT-8", "CONTRACT-9"), f"it returns {str(value)[:12]}", (CALLER, ask(b"give", value))), None)
    yield checked(told(state, ("CONTRACT-8", "CONTRACT-9"), "it returns nil", (CALLER, ask(b"give", None))), None)
    yield checked(told(state, ("CONTRACT-8", "CONTRACT-9"), "the longest string that a receipt has room for", (CALLER, ask(b"long", 1_024))), None)
    yield checked(told(state, ("CONTRACT-8", "CONTRACT-9"), "a string of a byte too many: fails", (CALLER, ask(b"long", 1_025, money=7))), "CONTRACT_FAILED")


def _money() -> Iterable[Case]:
    state, rules = contract_place(), ("CONTRACT-7", "CONTRACT-9", "TRANSFER-2")
    yield checked(told(state, rules, "money comes with the call, and stays", (CALLER, ask(b"keep", money=300))), None)
    yield checked(told(state, rules, "the contract pays its caller", (CALLER, ask(b"pay", 250))), None)
    yield checked(told(state, rules, "it pays all that it has, the money of the call too", (CALLER, ask(b"pay", FUND + 5, money=5))), None)
    yield checked(
        told(state, rules, "it pays a unit more than it has: fails, and the money is the caller's", (CALLER, ask(b"pay", FUND + 6, money=5))), "CONTRACT_FAILED"
    )
    fee = fee_of(transaction(state, CALLER, ask(b"keep", money=PLENTY)))
    yield checked(told(state, rules, "all that the caller has beside the fee", (CALLER, ask(b"keep", money=PLENTY - fee))), None)
    yield checked(told(state, rules, "a unit more than that: fails", (CALLER, ask(b"keep", money=PLENTY - fee + 1))), "INSUFFICIENT_BALANCE")
    yield checked(told(state, rules, "the largest amount: fails", (CALLER, ask(b"keep", money=MAX_AMOUNT))), "INSUFFICIENT_BALANCE")
    yield checked(
        told(state, rules, "neither a contract nor the money: the contract's code", (CALLER, ask(contract=UNKNOWN, money=MAX_AMOUNT))), "CONTRACT_UNKNOWN"
    )
    empty = replace(state, accounts=state.accounts.delete(TILL_ID), pots=replace(state.pots, ecosystem=state.pots.ecosystem + FUND))
    yield checked(told(empty, rules, "its account comes into being with the call's money", (CALLER, ask(b"keep", money=1))), None)
    yield checked(told(empty, rules, "a transfer to a contract is one to an account", (CALLER, Transfer(TILL_ID, 9))), None)


def _failing() -> Iterable[Case]:
    rules, state = ("CONTRACT-9", "CONTRACT-8", "TX-4"), contract_place(COUNTED)
    yield checked(told(state, rules, "an error: nothing is stored, paid or told; fee and nonce are spent", (CALLER, ask(b"fail", money=9))), "CONTRACT_FAILED")
    both = (CALLER, ask(b"fail", money=9)), (CALLER, ask(b"count"))
    yield checked(told(state, rules, "what comes after it finds the state as it was", *both), "CONTRACT_FAILED", None)
    both = (CALLER, ask(b"count")), (CALLER, ask(b"fail", money=9))
    yield checked(told(state, rules, "what came before it remains", *both), None, "CONTRACT_FAILED")
    yield checked(told(state, rules, "an amount that is none", (CALLER, ask(b"pay", -1))), "CONTRACT_FAILED")


def used(state: State, body: ContractCall) -> int:
    """The gas that a call uses."""
    expect: Any = told(state, ("CONTRACT-9",), "", (CALLER, body)).expect
    gas: Any = expect["steps"][0]["accepted"]["receipts"][0]["call"]["gas"]
    return int(gas)


def _exhausted() -> Iterable[Case]:
    rules, state = ("CONTRACT-8", "CONTRACT-9", "LVM-41"), contract_place(COUNTED)
    for what in (ask(b"count"), ask(b"pay", 5, money=3)):
        gas, name = used(state, what), what.arguments[0]
        assert isinstance(name, bytes)
        yield checked(told(state, rules, f"{name.decode()}: just the gas that it needs", (CALLER, replace(what, gas_limit=gas))), None)
        yield checked(told(state, rules, f"{name.decode()}: a unit of gas less: fails", (CALLER, replace(what, gas_limit=gas - 1))), "GAS_EXHAUSTED")
    yield checked(told(state, rules, "one unit of gas: fails", (CALLER, ask(b"count", gas=1))), "GAS_EXHAUSTED")
    reading = reading_gas(len(source_of(state, TILL_ID)))
    for why, gas in (("gas for reading the program, and none for running it", reading), ("a unit less than reading takes", reading - 1)):
        case = told(state, (*rules, "LVM-54"), f"{why}: fails", (CALLER, ask(b"count", gas=gas)))
        assert used(state, ask(b"count", gas=gas)) == gas, why
        yield checked(case, "GAS_EXHAUSTED")
    yield checked(told(state, rules, "it never ends: fails with all its gas used", (CALLER, ask(b"spin", gas=3_000, money=4))), "GAS_EXHAUSTED")
    yield checked(told(state, (*rules, "LVM-43"), "it calls itself without an end: fails", (CALLER, ask(b"deep", money=4))), "CALLS_TOO_DEEP")
    hungry = (CALLER, ask(b"fill", gas=200_000))
    yield checked(told(state, (*rules, "LVM-42"), "it fills its memory: fails", hungry), "MEMORY_EXHAUSTED")


def _inside() -> Iterable[Case]:
    rules, state = (*RULES, "LVM-52"), contract_place(COUNTED)

    def asking(*arguments: Any, **more: Any) -> ContractCall:
        return ask(*arguments, contract=ASKS_ID, **more)

    yield checked(told(state, rules, "a contract calls another one: both tell, in their order", (CALLER, asking(TILL_ID, b"count"))), None)
    yield checked(told(state, rules, "with money that came with the call", (CALLER, asking(TILL_ID, b"keep", 20, money=30))), None)
    yield checked(told(state, rules, "with more than it has: the code is the value", (CALLER, asking(TILL_ID, b"keep", 31, money=30))), None)
    yield checked(told(state, rules, "what fails inside leaves nothing, and the outer one goes on", (CALLER, asking(TILL_ID, b"fail", 20, money=30))), None)
    yield checked(told(state, rules, "a contract that there is not: not done", (CALLER, asking(UNKNOWN, b"count"))), None)
    yield checked(told(state, rules, "its caller is the contract, which is paid", (CALLER, asking(TILL_ID, b"pay"))), None)
    yield checked(told(state, rules, "itself: not done", (CALLER, asking(ASKS_ID, b"count"))), None)
    held = locked(state)
    yield checked(told(held, (*rules, "HEAVY-1"), "a locked contract: not done, and its code the value", (CALLER, asking(TILL_ID, b"count"))), None)
    yield checked(told(held, (*rules, "HEAVY-1"), "a locked contract, with more than there is: the lock's code", (CALLER, asking(TILL_ID, b"keep", 31))), None)
    yield checked(told(state, rules, "gas that ends inside ends all: fails", (CALLER, asking(TILL_ID, b"spin", money=5, gas=9_000))), "GAS_EXHAUSTED")


def _stored() -> Iterable[Case]:
    """A stored byte costs what a byte of a program does, on either preset."""
    for preset in PRESETS:
        state = contract_place(preset=preset, plenty=10**10)
        gas = used(state, ask(b"count", gas=state.chain.parameters.max_block_gas))
        for less, code in ((0, None), (1, "GAS_EXHAUSTED")):
            why = f"{preset}: the gas of 38 bytes more, {'a unit less: fails' if less else 'just that'}"
            yield checked(told(state, ("LVM-55", "CONTRACT-8"), why, (CALLER, ask(b"count", gas=gas - less))), code)


def locked(state: State) -> State:
    """The state with a heavy call in flight on the till."""
    till, heavy = contract_of(TILL.encode(), ASKS.encode()), state.head.slot
    given = state.chain.parameters.heavy_gas_per_slot
    flight = HeavyCall(CALLER.account, 1, given, 0, heavy, heavy + 1, heavy + state.chain.parameters.heavy_window_slots)
    held = replace(state.contracts, contracts=state.contracts.contracts.set(TILL_ID, till), heavy_calls=Map({TILL_ID: flight}))
    return replace(state, contracts=held)


def _deep() -> Case:
    """As many contracts inside each other as may be, each of which calls the next one from as deep in its text as may be."""
    links = [contract_id(AUTHOR.account, nonce) for nonce in range(911, 911 + MAX_FRAMES)]
    levels = MAX_LEVELS - 3
    source = (
        "local _, next = host('load', 'next') " + "repeat " * levels + "if next then host('call', next, 90000, 0) end " + "until true " * levels + "return 1"
    )
    stored = {(link, b"next"): following for link, following in pairwise(links)}
    state = contract_place(stored, programs=dict.fromkeys(links, source.encode()))
    return checked(told(state, (*RULES, "LVM-7", "LVM-52"), "contracts as deep in each other as may be", (CALLER, ask(contract=links[0], gas=100_000))), None)


def _machines() -> Iterable[Case]:
    rules, state = ("CONTRACT-8", "CONTRACT-9", "EVENT-8"), contract_place()

    def press(*arguments: Any, **more: Any) -> ContractCall:
        return ask(*arguments, contract=LAMP_ID, **more)

    yield checked(told(state, rules, "an event moves it", (CALLER, press(b"press"))), None)
    yield checked(
        told(state, rules, "and back: it stands in another state with other resources", (CALLER, press(b"press")), (STRANGER, press(b"press"))), None, None
    )
    spent = contract_place(standings={LAMP_ID: Standing(b"dark", amounts(presses=2))})
    yield checked(told(spent, rules, "no move is made: fails", (CALLER, press(b"press", money=4))), "EVENT_REFUSED")
    yield checked(told(state, rules, "no event is named: fails", (CALLER, press())), "EVENT_REFUSED")
    yield checked(told(state, rules, "a number is no event: fails", (CALLER, press(1))), "EVENT_REFUSED")
    yield checked(told(state, rules, "an event that it has not: fails", (CALLER, press(b"dim"))), "EVENT_REFUSED")
    lit = contract_place(standings={LAMP_ID: Standing(b"lit", amounts(presses=1))})
    yield checked(told(lit, rules, "a resource changes that the move leaves as it is: fails", (CALLER, press(b"steal", money=4))), "RESOURCE_FIXED")
    yield checked(told(state, rules, "gas ends: it stands where it stood", (CALLER, press(b"press", gas=300))), "GAS_EXHAUSTED")
    yield checked(told(state, (*rules, "LVM-52"), "called by another contract", (CALLER, ask(LAMP_ID, b"press", contract=ASKS_ID))), None)
    yield checked(told(state, (*rules, "LVM-52"), "refused to another contract", (CALLER, ask(LAMP_ID, b"steal", contract=ASKS_ID))), None)


def _fees() -> Iterable[Case]:
    rules, state = ("CONTRACT-3", "TX-5", "FEE-2"), contract_place()
    for gas in (1, 1_000, 1_001, 65_535):
        body = ask(gas=gas)
        fee = fee_of(transaction(state, CALLER, body))
        for less in (0, 1):
            data = transaction(state, CALLER, body, fee=fee - less)
            yield transact_case(rules, f"{gas} gas, {'a unit below the fee: invalid' if less else 'for just the fee'}", state, [batch(state, [data])])
    sponsored, sponsorship = Sponsored(STRANGER.account, ask(b"count")), SponsorshipSet(CALLER.account, 300, 100)
    fee = fee_of(transaction(state, CALLER, sponsored))
    for why, cap, left in (("a sponsor pays for the gas", fee, True), ("a sponsor whose cap is a unit below that pays nothing: invalid", fee - 1, False)):
        first = transaction(state, STRANGER, replace(sponsorship, cap=cap))
        case = transact_case(("CONTRACT-3", "SPONSOR-4", "TX-5"), why, state, [batch(state, [first, transaction(state, CALLER, sponsored)])])
        expect: Any = case.expect
        assert ("accepted" in expect["steps"][0]) is left, why
        yield case
    failing = Sponsored(STRANGER.account, ask(b"fail"))
    both = (STRANGER, SponsorshipSet(CALLER.account, 5_000, 100)), (CALLER, failing)
    yield checked(told(state, ("CONTRACT-9", "SPONSOR-4"), "a sponsor has paid for a call that fails", *both), None, "CONTRACT_FAILED")


def _block_gas() -> Iterable[Case]:
    rules, state = ("CONTRACT-4", "BLOCK-5"), contract_place()
    most = state.chain.parameters.max_block_gas
    cases = {
        "all the gas that a block has": (most,),
        "a unit more than that: invalid": (most + 1,),
        "in two calls": (most - 1, 1),
        "in two calls, a unit more: invalid": (most, 1),
        "the largest limit: invalid": (2**32 - 1,),
        "five calls of a fifth each": (most // 5,) * 5,
    }
    for why, limits in cases.items():
        sent = [transaction(state, CALLER, ask(b"keep", gas=gas), nonce=place) for place, gas in enumerate(limits, 1)]
        case = transact_case(rules, why, state, [batch(state, sent)])
        expect: Any = case.expect
        assert expect["steps"][0].get("rejected") == (Code.BLOCK_GAS_EXCEEDED.name if sum(limits) > most else None), why
        yield case
    too_much = [transaction(state, CALLER, ask(gas=most), nonce=1), transaction(state, CALLER, ask(gas=1), nonce=1)]
    yield transact_case(rules, "too much gas is found before a nonce that was used", state, [batch(state, too_much)])
    forged = [*too_much, transaction(state, STRANGER, Transfer(AUTHOR.account, 1))[:-1] + b"\0"]
    yield transact_case(rules, "and after a signature that is wrong", state, [batch(state, forged)])
    sponsored = Sponsored(STRANGER.account, ask(gas=most + 1))
    yield transact_case(rules, "a sponsored call's gas counts", state, [batch(state, [transaction(state, CALLER, sponsored)])])


def _life() -> Case:
    state = contract_place()
    steps = (
        (41, ((CALLER, ask(b"count")), (STRANGER, ask(b"keep", money=70)))),
        (42, ((CALLER, ask(LAMP_ID, b"press", contract=ASKS_ID)), (CALLER, ask(b"fail", money=5)), (STRANGER, ask(b"pay", 1_070)))),
        (44, ((CALLER, ask(b"press", contract=LAMP_ID)), (STRANGER, ask(b"forget")), (AUTHOR, Transfer(TILL_ID, 3)))),
    )
    assert state.accounts[TILL_ID] == Account(FUND, 0)
    return told_over_time(state, RULES, "a few blocks", *steps)
