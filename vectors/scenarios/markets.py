"""Markets before any auction: opened, and quoted in, which fixes a close that nobody has chosen."""

from dataclasses import replace

from immutables import Map

from reference.state.coin_terms import Freeze
from reference.state.economy_tables import Economy
from reference.state.listing import HIGHEST_PRICE
from reference.state.quote import MAX_STANDING
from reference.state.smart_agent_tables import SmartAgents
from reference.state.state import State
from reference.wire.market_bodies import QuoteLower
from vectors.build import ALICE, BOB, CAROL, coin, fee_of, found, transaction
from vectors.case import Case
from vectors.scenarios.coin_places import FREEZABLE, incorporated, refused, told, told_over_time
from vectors.scenarios.market_places import (
    CLOSE,
    GATE,
    GATE_MARKET,
    IN_GATE,
    MARKET,
    PLENTY,
    SERVICE,
    STORAGE,
    TERMS,
    buy,
    buying,
    market_place,
    opening,
    sell,
    selling,
)

OPEN = ("QUOTE-14", "QUOTE-20", "QUOTE-11")
PLACE = ("QUOTE-15", "QUOTE-21", "QUOTE-12", "QUOTE-5", "QUOTE-6")
LOWER = ("QUOTE-16", "QUOTE-18", "QUOTE-9")
EXPIRE = ("QUOTE-17", "QUOTE-18", "QUOTE-10")
COST = 100
"""What opening a market costs in the minimal preset."""


def market_cases() -> list[Case]:
    """Every edge of opening a market and of quoting in it."""
    return [*_openings(), *_placements(), *_sides_and_places()]


def _openings() -> list[Case]:
    place = market_place()
    other = opening(replace(TERMS, granule=5))
    fee = fee_of(transaction(place, ALICE, other))
    return [
        told(place, (*OPEN, "TX-10"), "a market in SSP, which costs what the ecosystem pool gets", (ALICE, other)),
        told(place, OPEN, "one in an IoT_Coin, without a fee", (BOB, opening(IN_GATE))),
        told(_unissued(), OPEN, "one in an IoT_Coin of which nothing is issued", (BOB, opening(IN_GATE))),
        told(place, OPEN, "twice: fails the second time, whoever asks", (ALICE, other), (BOB, other)),
        told(
            place,
            OPEN,
            "as one that there is, but for a part of its terms",
            *[(ALICE, opening(each)) for each in (replace(TERMS, region=bytes(32)), replace(TERMS, quality=bytes(32)))],
        ),
        told(
            place,
            OPEN,
            "as one that there is, but for the fee, a wait, or the rate",
            (ALICE, opening(replace(TERMS, fee_ppm=0))),
            (ALICE, opening(replace(TERMS, waits=replace(TERMS.waits, start_slots=11)))),
            (ALICE, opening(replace(TERMS, deposit_ppm=0))),
        ),
        told(market_place(balances={ALICE: fee + COST}), OPEN, "the fee leaves just what it costs", (ALICE, other)),
        told(market_place(balances={ALICE: fee + COST - 1}), (*OPEN, "BALANCE-2"), "the fee leaves one unit less: fails", (ALICE, other)),
        refused(
            place,
            (*OPEN, "COIN-3"),
            "it is open; of a service that nobody has registered, in no coin either; in a coin that does not exist, with a fee, too; with a fee in a coin",
            (ALICE, opening(TERMS)),
            (ALICE, opening(replace(TERMS, service=bytes(32), coin=bytes([7]) * 32))),
            (ALICE, opening(replace(TERMS, coin=bytes([7]) * 32))),
            (ALICE, opening(replace(TERMS, coin=GATE))),
        ),
    ]


def _unissued() -> State:
    """A state with a coin of which nobody holds anything, and the service."""
    services = SmartAgents(services=Map({SERVICE: STORAGE}))
    return found(accounts={ALICE: PLENTY, BOB: PLENTY}, coins=(coin("GATE", ALICE, 2**40),), smart_agents=services)


def _placements() -> list[Case]:
    place, gate, rich = market_place(), market_place(terms=IN_GATE), market_place(balances={ALICE: 2 * MAX_STANDING})
    fee = fee_of(transaction(place, ALICE, buy(7, 100)))
    year = 41 + MAX_STANDING
    frozen = Economy(companies=Map({ALICE.account: incorporated(1)}), coin_terms=Map({GATE: FREEZABLE}), freezes=Map({(GATE, BOB.account): Freeze(3)}))
    frosty = market_place(terms=IN_GATE, economy=frozen, balances={ALICE: PLENTY, BOB: PLENTY})
    return [
        told(
            place,
            (*PLACE, "MATCH-1", "QUOTE-4", "TX-10"),
            "the first quote, to buy: its worth is held, its close fixed",
            (ALICE, buy(7, 100)),
        ),
        told(place, (*PLACE, "QUOTE-4"), "to sell: a tenth is held, rounded up", (BOB, sell(7, 101))),
        told(gate, PLACE, "to buy and to sell for an IoT_Coin", (ALICE, buy(7, 100, market=GATE_MARKET)), (BOB, sell(7, 101, market=GATE_MARKET))),
        told(market_place(balances={ALICE: fee + 700}), PLACE, "the fee leaves just what is held", (ALICE, buy(7, 100))),
        told(market_place(balances={ALICE: fee + 699}), (*PLACE, "ESCROW-5"), "the fee leaves one unit less: fails", (ALICE, buy(7, 100))),
        refused(frosty, (*PLACE, "ESCROW-5"), "frozen in the coin", (BOB, sell(7, 100, market=GATE_MARKET))),
        refused(place, PLACE, "there is no such market, whatever the quote is", (ALICE, buy(0, 0, market=GATE_MARKET))),
        told(place, PLACE, "a second quote of one number: fails, whatever it is", (ALICE, buy(7, 9)), (ALICE, buy(0, 0)), (ALICE, buy(7, 9, number=1))),
        refused(
            place,
            (*PLACE, "QUOTE-3"),
            "no units, no price either; no price; too high a worth, for a time that is over; a time that is over; more than a year",
            (ALICE, buy(0, 0)),
            (ALICE, buy(0, 1, last=40)),
            (ALICE, sell(HIGHEST_PRICE // 2 + 1, 2, last=40)),
            (ALICE, buy(7, 1, last=40)),
            (ALICE, buy(7, 1, last=year + 1)),
        ),
        told(rich, PLACE, "for this slot alone, and for a year", (ALICE, buy(7, 1, last=41)), (ALICE, buy(7, 1, number=2**32 - 1, last=year))),
        told_over_time(
            place,
            (*PLACE, "MATCH-1"),
            "in the slot of a checkpoint: its close is the next one; and in that slot: it is fresh",
            (CLOSE, [(ALICE, buy(7, 1))]),
            (CLOSE + 5, [(BOB, sell(5, 1))]),
        ),
        told_over_time(
            place,
            (*PLACE, "MATCH-1", "MATCH-17", "QUOTE-8"),
            "one before the close is bound from it on; two in its very slot are fresh, and free",
            (CLOSE - 1, [(ALICE, buy(7, 2))]),
            (CLOSE, [(BOB, sell(5, 1)), (CAROL, sell(5, 2)), (ALICE, QuoteLower(MARKET, 0, 1)), (CAROL, QuoteLower(MARKET, 0, 1))]),
        ),
    ]


def _sides_and_places() -> list[Case]:
    full = {(ALICE, number): buying(7, 1) for number in range(5)}
    return [
        told(
            market_place(),
            PLACE,
            "on both sides: fails, until the last of the other side is gone",
            (ALICE, buy(7, 5)),
            (ALICE, sell(7, 5, number=1)),
            (ALICE, QuoteLower(MARKET, 0, 0)),
            (ALICE, sell(7, 5, number=1)),
            (ALICE, buy(7, 5)),
        ),
        told(
            market_place(full),
            PLACE,
            "the last place; then it is full, and says first which side is taken",
            (BOB, sell(5, 1)),
            (CAROL, sell(5, 1)),
            (BOB, buy(5, 1, 1)),
        ),
        told(
            market_place(full | {(BOB, 0): selling(9, 4)}, pending=0),
            (*PLACE, *LOWER),
            "full, until a quote is cancelled",
            (CAROL, sell(9, 1)),
            (ALICE, QuoteLower(MARKET, 2, 0)),
            (CAROL, sell(9, 1)),
        ),
    ]
