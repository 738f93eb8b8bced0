"""States from outside whose companies, terms, freezes and allowances contradict each other, or just fit together (ISSUER-13, STATE-1, STATE-2)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from immutables import Map

from reference.state.allowance import Allowance
from reference.state.coin_terms import PLAIN_TERMS, SSP, Freeze
from reference.state.company import Company
from reference.state.state import State
from vectors.build import ALICE, BOB, batch, transact_case
from vectors.case import Case
from vectors.scenarios.coin_places import FREEZABLE, GATE, NAME, NIX, freezable_place, incorporated, place

HEAD = 40
"""The slot of the head."""

FITS = ("ISSUER-13", "STATE-9")


def coin_contradiction_cases() -> list[Case]:
    """Nothing is applied to the states: whether one is taken is all that is asked."""
    told = [*((FITS, *named) for named in (*_terms(), *_freezes(), *_allowances())), *_records()]
    return [transact_case(rules, why, state, [batch(state)]) for rules, why, state in told]


def remembering(state: State, **tables: Any) -> State:
    """The state whose economy has these tables instead."""
    held: dict[str, Any] = {name: Map(records) for name, records in tables.items()}
    return replace(state, economy=replace(state.economy, **held))


def _terms() -> Iterator[tuple[str, State]]:
    plain, power = place(), freezable_place()
    yield "terms of a coin that there is not", remembering(plain, coin_terms={NIX: replace(PLAIN_TERMS, metadata=NAME)})
    yield "a coin that there is not, offered to somebody", remembering(plain, coin_terms={NIX: replace(PLAIN_TERMS, successor=BOB.account)})
    yield "terms of SSP", remembering(plain, coin_terms={SSP: replace(PLAIN_TERMS, metadata=NAME)})
    yield "a coin offered to its issuer", remembering(plain, coin_terms={GATE: replace(PLAIN_TERMS, successor=ALICE.account)})
    yield "a coin offered to another", remembering(plain, coin_terms={GATE: replace(PLAIN_TERMS, successor=BOB.account)})
    yield "a freezable coin, and its issuer is no company", remembering(plain, coin_terms={GATE: FREEZABLE})
    yield "a freezable coin, and its company counts none", remembering(power, companies={ALICE.account: incorporated(0)})
    yield "a freezable coin, and its company counts two", remembering(power, companies={ALICE.account: incorporated(2)})
    yield "a company that counts a coin, which is not freezable", remembering(power, coin_terms={GATE: replace(FREEZABLE, freezable=False)})
    yield "another company counts the coin", place(companies={ALICE: incorporated(0), BOB: incorporated(1)}, terms={GATE: FREEZABLE})
    yield "a company that counts none beside the one that does", place(companies={ALICE: incorporated(1), BOB: incorporated(0)}, terms={GATE: FREEZABLE})


def _freezes() -> Iterator[tuple[str, State]]:
    plain, power = place(), freezable_place()
    yield "a freeze in a plain coin", remembering(plain, freezes={(GATE, BOB.account): Freeze(HEAD)})
    yield "a freeze in a coin that there is not", remembering(power, freezes={(NIX, BOB.account): Freeze(HEAD)})
    yield "a freeze in SSP", remembering(power, freezes={(SSP, BOB.account): Freeze(HEAD)})
    yield "a freeze since the slot of the head", remembering(power, freezes={(GATE, BOB.account): Freeze(HEAD)})
    yield "a freeze since the slot after the head's", remembering(power, freezes={(GATE, BOB.account): Freeze(HEAD + 1)})


def _allowances() -> Iterator[tuple[str, State]]:
    key = (GATE, ALICE.account, BOB.account)
    told = {
        "a coin that there is not": ((NIX, ALICE.account, BOB.account), Allowance(5, 0, 0, HEAD)),
        "SSP, since the slot of the head": ((SSP, ALICE.account, BOB.account), Allowance(5, 0, 0, HEAD)),
        "the owner itself": ((GATE, ALICE.account, ALICE.account), Allowance(5, 0, 0, HEAD)),
        "the future": (key, Allowance(5, 0, 0, HEAD + 1)),
        "once, all but one unit spent": (key, Allowance(5, 0, 4, 1)),
        "once, and used up": (key, Allowance(5, 0, 5, 1)),
        "windows, this one used up": (key, Allowance(5, 1, 5, 1)),
        "windows, this one overdrawn": (key, Allowance(5, 1, 6, 1)),
    }
    for why, (place_of, allowance) in told.items():
        yield f"an allowance: {why}", remembering(place(), allowances={place_of: allowance})


def _records() -> Iterator[tuple[tuple[str, ...], str, State]]:
    state, company = place(), place(companies={ALICE: incorporated(0)})
    key = (GATE, ALICE.account, BOB.account)
    yield ("STATE-1",), "terms of a plain coin, which are not stored", remembering(state, coin_terms={GATE: PLAIN_TERMS})
    yield ("STATE-1",), "a freeze of slot 0, which is none", remembering(freezable_place(), freezes={(GATE, BOB.account): Freeze(0)})
    yield ("STATE-1",), "an allowance of nothing, with windows", remembering(state, allowances={key: Allowance(0, 7, 0, 3)})
    yield ("STATE-1",), "a company without a deposit, with a name", remembering(state, companies={ALICE.account: Company(0, NAME, 0)})
    yield ("STATE-2",), "a company whose deposit is not in the pot", remembering(state, companies={ALICE.account: incorporated(0)})
    yield ("STATE-2",), "a deposit in the pot that no company has", remembering(company, companies={})
