"""Contracts that are released: what is checked of their programs, what they cost, and states from outside that hold contracts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.codes import Code
from reference.contracts.declarations import declared_table
from reference.contracts.releases import contract_id, program_hash
from reference.contracts.transition_table import beginning
from reference.numbers import Nonce
from reference.state.account import Account
from reference.state.coin_terms import SSP
from reference.state.contract import NO_PROGRAM, Contract, Program, Standing, StoredValue
from reference.state.state import State
from reference.wire.award_bodies import SponsorshipSet
from reference.wire.contract_bodies import ContractRelease
from reference.wire.scalar import Scalar
from reference.wire.transaction import Sponsored
from vectors.build import SLOT, batch, fee_of, transact_case, transaction
from vectors.case import Case
from vectors.scenarios.chip_places import outside_case
from vectors.scenarios.coin_places import told
from vectors.scenarios.contract_events import amounts
from vectors.scenarios.contract_places import (
    AUTHOR,
    CALLER,
    FUND,
    LAMP,
    LAMP_ID,
    PLENTY,
    SENT,
    TILL,
    TILL_ID,
    UNKNOWN,
    ask,
    contract_of,
    contract_place,
)

ADD = "local _, a = host('argument', 1) local _, b = host('argument', 2) return a + b"
OTHER = "return 2"

NEW = contract_id(AUTHOR.account, SENT + 1)
"""What the author releases first here."""

REFUSED = {
    "no program": ("return return", "TOKEN_UNEXPECTED"),
    "a name that means nothing": ("return x", "NAME_UNKNOWN"),
    "a feature that is left out": ("goto x", "FEATURE_EXCLUDED"),
    "a numeral that is none": ("return 1.5", "NUMERAL_INVALID"),
    "a string that does not end": ("return 'x", "STRING_INVALID"),
    "no token": ("return $", "TOKEN_UNKNOWN"),
    "a function of the library that there is not": ("return string.format('x')", "LIBRARY_MISUSED"),
    "a break without a loop": ("break", "BREAK_OUTSIDE_LOOP"),
    "too many levels": ("return " + "(" * 41 + "1" + ")" * 41, "LEVELS_EXCEEDED"),
    "too many values": (" ".join(f"local n{place} = 1" for place in range(101)), "VALUES_EXCEEDED"),
    "too many variables of another function": (
        " ".join(f"local n{place} = 1" for place in range(61)) + " return function() local s " + " ".join(f"s = n{place}" for place in range(61)) + " end",
        "CAPTURES_EXCEEDED",
    ),
    "a declaration that is none": ("local machine = {}", "DECLARATION_INVALID"),
    "a state that is declared twice": (LAMP.replace('"dark", "lit"', '"dark", "dark"'), "DECLARED_TWICE"),
    "a move to a state that is not declared": (LAMP.replace('to = "lit"', 'to = "red"'), "DECLARED_UNKNOWN"),
    "an event without a move": (LAMP.replace('"press", "steal"', '"press", "steal", "dim"'), "EVENT_UNUSED"),
    "a state that is not reached": (LAMP.replace('"dark", "lit"', '"dark", "lit", "red"'), "STATE_UNREACHABLE"),
    "a move that is never made": (LAMP.replace('event = "steal", to', 'event = "press", to').replace('"press", "steal"', '"press"'), "MOVE_NEVER_MADE"),
}
"""Programs that are refused, and with which code."""


def contract_release_cases() -> list[Case]:
    """All of them."""
    return [*_released(), *_refused(), *_paid()]


def release(source: str, heavy: str = "") -> ContractRelease:
    """What releases a contract."""
    return ContractRelease(source.encode("latin-1"), heavy.encode("latin-1"))


def codes_of(case: Case) -> list[int]:
    """The outcomes in a case's receipts."""
    expect: Any = case.expect
    return [receipt["outcome"] for step in expect["steps"] for receipt in step["accepted"]["receipts"]]


def checked(case: Case, *codes: str | None) -> Case:
    """The case, whose receipts are to say these codes; None is success. Raises AssertionError where they say others."""
    expected = [0 if code is None else Code[code].number for code in codes]
    assert codes_of(case) == expected, f"{case.why}: {codes_of(case)}, not {expected}"
    return case


def _released() -> Iterable[Case]:
    rules, state = ("CONTRACT-6", "CONTRACT-10", "CONTRACT-2", "CONTRACT-1", "CONTRACT-5", "TX-11"), contract_place()
    yield checked(told(state, rules, "a contract", (AUTHOR, release(ADD))), None)
    yield checked(told(state, rules, "with a program for heavy calls", (AUTHOR, release(ADD, OTHER))), None)
    yield checked(told(state, rules, "one program for both", (AUTHOR, release(ADD, ADD))), None)
    yield checked(told(state, rules, "the shortest", (AUTHOR, release(";"))), None)
    yield checked(told(state, rules, "a machine: it stands where its table begins", (AUTHOR, release(LAMP))), None)
    yield checked(told(state, rules, "a machine in the program of heavy calls alone stands nowhere", (AUTHOR, release(ADD, LAMP))), None)
    yield checked(told(state, rules, "a program that another contract has is stored once, and paid for again", (CALLER, release(TILL))), None)
    yield checked(told(state, rules, "the same program twice is two contracts", (AUTHOR, release(ADD)), (AUTHOR, release(ADD))), None, None)
    yield checked(told(state, rules, "two authors, two contracts", (AUTHOR, release(ADD)), (CALLER, release(ADD))), None, None)
    called = ask(40, 2, contract=NEW)
    yield checked(told(state, (*rules, "CONTRACT-9"), "called in the same block", (AUTHOR, release(ADD)), (CALLER, called)), None, None)
    yield checked(told(state, (*rules, "CONTRACT-9"), "before that it is unknown", (CALLER, called), (AUTHOR, release(ADD))), "CONTRACT_UNKNOWN", None)
    paid = replace(state, accounts=state.accounts.set(NEW, Account(FUND, 0)), pots=replace(state.pots, ecosystem=state.pots.ecosystem - FUND))
    yield checked(told(paid, rules, "its account has money already, and keeps it", (AUTHOR, release(ADD))), None)
    sponsored = (CALLER, SponsorshipSet(AUTHOR.account, 5_000, 100)), (AUTHOR, Sponsored(CALLER.account, release(ADD)))
    yield checked(told(state, (*rules, "SPONSOR-4"), "a sponsor pays the fee, and the author the deposit", *sponsored), None, None)


def _refused() -> Iterable[Case]:
    rules, state = ("CONTRACT-5", "CONTRACT-6"), contract_place()
    for why, (source, code) in REFUSED.items():
        yield checked(told(state, rules, f"{why}: fails", (AUTHOR, release(source))), code)
    yield checked(told(state, rules, "a program for heavy calls that is none: fails", (AUTHOR, release(ADD, "return return"))), "TOKEN_UNEXPECTED")
    yield checked(told(state, rules, "both are none: the code of the first", (AUTHOR, release("return x", "return return"))), "NAME_UNKNOWN")
    yield checked(told(state, rules, "a program that is none costs its fee alone", (AUTHOR, release("return x")), (AUTHOR, release(ADD))), "NAME_UNKNOWN", None)


def _paid() -> Iterable[Case]:
    rules, state = ("CONTRACT-10", "CONTRACT-2", "CONTRACT-6"), contract_place()
    account = state.accounts[AUTHOR.account]
    for why, more, code in (("just the deposit is left", 0, None), ("a unit less than the deposit is left: fails", -1, "INSUFFICIENT_BALANCE")):
        poor = _with_left(state, account, len(ADD) + more)
        yield checked(told(poor, rules, why, (AUTHOR, release(ADD))), code)
    poor = _with_left(state, account, len(ADD) + len(OTHER) - 1, OTHER)
    yield checked(told(poor, rules, "not enough for the second program: fails", (AUTHOR, release(ADD, OTHER))), "INSUFFICIENT_BALANCE")
    poor = _with_left(state, account, 0)
    yield checked(told(poor, rules, "neither a program nor a deposit: the program's code", (AUTHOR, release("return return"))), "TOKEN_UNEXPECTED")
    for body, which in ((release(OTHER + " " * 300), "one program"), (release(ADD, "return 7" + " " * 500), "two programs")):
        fee = fee_of(transaction(state, AUTHOR, body))
        for less in (0, 1):
            why = f"{which}, {'a unit below the fee for the gas of reading: invalid' if less else 'for just the fee'}"
            yield transact_case(("LVM-54", "CONTRACT-3", "TX-5"), why, state, [batch(state, [transaction(state, AUTHOR, body, fee=fee - less)])])


def _with_left(state: State, account: Account, left: int, heavy: str = "") -> State:
    """The state in which the author has so much left once the fee of a release is paid."""
    fee = fee_of(transaction(state, AUTHOR, release(ADD, heavy)))
    pots = replace(state.pots, ecosystem=state.pots.ecosystem + account.balance - fee - left)
    return replace(state, accounts=state.accounts.set(AUTHOR.account, Account(fee + left, account.nonce)), pots=pots)


def contract_state_cases() -> list[Case]:
    """States from outside that hold contracts."""
    return [*_possible(), *_contradictions()]


def _possible() -> Iterable[Case]:
    rules = ("CONTRACT-11", "CONTRACT-12", "CONTRACT-13", "CONTRACT-14")
    yield outside_case(rules, "three contracts, of which one is a machine", contract_place())
    yield outside_case(rules, "values of every kind are stored", contract_place({(TILL_ID, f"{place}".encode()): value for place, value in enumerate(VALUES)}))
    yield outside_case(rules, "keys of every length", contract_place({(TILL_ID, b"k"): 1, (TILL_ID, b"k" * 40): 1, (LAMP_ID, b"\0"): 1}))
    yield outside_case(rules, "a machine has moved", contract_place(standings={LAMP_ID: Standing(b"lit", amounts(presses=7))}))
    yield outside_case(rules, "two contracts with one program", contract_place(programs={TILL_ID: OTHER.encode(), UNKNOWN: OTHER.encode()}))
    state = contract_place()
    heavy = contract_of(TILL.encode(), OTHER.encode())
    with_heavy = _with(state, programs=state.contracts.programs.set(program_hash(OTHER.encode()), Program(OTHER.encode())), contracts=_one(state, heavy))
    yield outside_case(rules, "a contract with a program for heavy calls", with_heavy)
    now = _with(state, contracts=_one(state, replace(contract_of(TILL.encode()), released=SLOT)))
    yield outside_case(rules, "released in the slot of the head", now)
    yield outside_case(rules, "of an author who has sent one transaction", _author_sent(state, 1))


def _author_sent(state: State, nonce: Nonce) -> State:
    """The state in which the contracts' author has sent so many transactions."""
    return replace(state, accounts=state.accounts.set(AUTHOR.account, Account(PLENTY, nonce)))


VALUES: tuple[Scalar, ...] = (True, False, 0, -1, 2**63 - 1, -(2**63), b"", b"x" * 1_024)
"""Values that may be stored."""


def _with(state: State, **tables: Any) -> State:
    """The state with other tables of contracts."""
    return replace(state, contracts=replace(state.contracts, **tables))


def _one(state: State, contract: Contract) -> Map[bytes, Contract]:
    """The contracts with another one in the place of the till."""
    return state.contracts.contracts.set(TILL_ID, contract)


def _contradictions() -> Iterable[Case]:
    state, till = contract_place(), contract_of(TILL.encode())
    programs, table = state.contracts.programs, declared_table(LAMP.encode())
    assert table is not None
    digest, source = program_hash(b"return 3"), b"return 3"

    def case(rule: str, why: str, **tables: Any) -> Case:
        found = outside_case((rule, "CONTRACT-11"), why, _with(state, **tables))
        assert found.expect == {"reject": "RECORD_INVALID"}, why
        return found

    yield case("CONTRACT-12", "a program that no contract has", programs=programs.set(digest, Program(source)))
    yield case("CONTRACT-12", "a program under another hash", programs=programs.set(till.source_hash, Program(TILL.encode().replace(b"99", b"98"))))
    broken = b"return return"
    of_broken = replace(contract_of(broken), heavy_hash=bytes(32))
    with_broken = {"programs": programs.set(program_hash(broken), Program(broken)), "contracts": state.contracts.contracts.set(UNKNOWN, of_broken)}
    yield case("CONTRACT-12", "a program that is none", **with_broken)
    without = replace(till, source_hash=NO_PROGRAM, heavy_hash=till.source_hash)
    yield case("CONTRACT-12", "a contract with a program for heavy calls alone", contracts=_one(state, without))
    yield case("CONTRACT-12", "a contract without its program", contracts=_one(state, replace(till, source_hash=digest)))
    yield case("CONTRACT-12", "a contract without its program for heavy calls", contracts=_one(state, replace(till, heavy_hash=digest)))
    for more in (-1, 1):
        yield case(
            "CONTRACT-12", f"a deposit {'above' if more > 0 else 'below'} that of its bytes", contracts=_one(state, replace(till, deposit=till.deposit + more))
        )
    yield case("CONTRACT-12", "a contract that is released after the head", contracts=_one(state, replace(till, released=SLOT + 1)))
    sent = replace(state, accounts=state.accounts.set(TILL_ID, Account(FUND, 1)))
    yield outside_case(("CONTRACT-12", "CONTRACT-11"), "a contract that has sent a transaction", sent)
    unsent = outside_case(("CONTRACT-12", "CONTRACT-11"), "contracts of an author who has sent no transaction", _author_sent(state, 0))
    assert unsent.expect == {"reject": "RECORD_INVALID"}
    yield unsent
    yield case("CONTRACT-12", "a contract that is its own author", contracts=_one(state, replace(till, author=TILL_ID)))
    yield case("CONTRACT-12", "a contract whose author is another one", contracts=_one(state, replace(till, author=LAMP_ID)))
    yield case("CONTRACT-12", "a contract of nobody who has an account", contracts=_one(state, replace(till, author=UNKNOWN)))
    yield case("CONTRACT-12", "a contract under the identifier of SSP", contracts=state.contracts.contracts.set(SSP, till))
    records = {
        "nil": b"\xf6",
        "a number in a longer form": b"\x18\x05",
        "two values": b"\x05\x05",
        "a text": b"\x61x",
        "a list": b"\x80",
        "an integer that 64 bits do not hold": b"\x1b\x80" + bytes(7),
        "a negative integer that 64 bits do not hold": b"\x3b\x80" + bytes(7),
        "a string of a byte too many": b"\x59\x04\x01" + bytes(1_024),
        "a float": b"\xf9\x3c\x00",
    }
    for why, record in records.items():
        yield case("CONTRACT-13", f"stored: {why}", stored=Map({(TILL_ID, b"k"): StoredValue(record)}))
    yield case("CONTRACT-13", "stored by nobody's contract", stored=Map({(UNKNOWN, b"k"): StoredValue(b"\x05")}))
    lamp = beginning(table)
    standings = {
        "a machine of a contract that has none": {LAMP_ID: lamp, TILL_ID: lamp},
        "a machine of no contract": {LAMP_ID: lamp, UNKNOWN: lamp},
        "a machine that is not there": {},
        "a state that it has not": {LAMP_ID: replace(lamp, state=b"red")},
        "a resource that it has not": {LAMP_ID: replace(lamp, resources=amounts(presses=0, more=0))},
        "a resource that is not there": {LAMP_ID: replace(lamp, resources=())},
        "a resource of another name": {LAMP_ID: replace(lamp, resources=amounts(pressed=0))},
    }
    for why, stand in standings.items():
        yield case("CONTRACT-14", why, standings=Map(stand))
