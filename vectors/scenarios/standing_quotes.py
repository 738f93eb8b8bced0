"""Quotes that stand in a market: lowered, cancelled, ended when their time is over, and bound between a close and its auction."""

from reference.wire.market_bodies import QuoteExpire, QuoteLower
from vectors.build import ALICE, BOB, CAROL
from vectors.case import Case
from vectors.scenarios.coin_places import refused, told, told_over_time
from vectors.scenarios.market_places import (
    BOOK,
    CLOSE,
    FIRST,
    GATE_MARKET,
    IN_GATE,
    LAST,
    MARKET,
    buying,
    market_place,
    sell,
    selling,
)

PLACE = ("QUOTE-15", "QUOTE-21", "QUOTE-12", "QUOTE-5", "QUOTE-6")
LOWER = ("QUOTE-16", "QUOTE-18", "QUOTE-22", "QUOTE-9")
EXPIRE = ("QUOTE-17", "QUOTE-18", "QUOTE-22", "QUOTE-10")


def standing_quote_cases() -> list[Case]:
    """Every edge of lowering a quote, and of ending one."""
    return [*_lowering(), *_expiring()]


def _lowering() -> list[Case]:
    free = market_place(BOOK, pending=0)
    gate = market_place({(BOB, 0): selling(5, 8)}, pending=0, terms=IN_GATE)
    return [
        told(free, LOWER, "a buyer's, twice; then cancelled", *[(ALICE, QuoteLower(MARKET, 0, units)) for units in (9, 1, 0)]),
        told(free, (*LOWER, "QUOTE-4"), "a supplier's: what is held is rounded up each time", *[(BOB, QuoteLower(MARKET, 0, units)) for units in (7, 2, 1, 0)]),
        told(gate, LOWER, "one for an IoT_Coin: the last quote of a market", (BOB, QuoteLower(GATE_MARKET, 0, 0))),
        refused(
            free,
            LOWER,
            "none of that number; another's; in another market; to as many units; to more",
            (ALICE, QuoteLower(MARKET, 2, 0)),
            (BOB, QuoteLower(MARKET, 3, 0)),
            (ALICE, QuoteLower(GATE_MARKET, 0, 0)),
            (ALICE, QuoteLower(MARKET, 0, 10)),
            (ALICE, QuoteLower(MARKET, 0, 2**32 - 1)),
        ),
        told_over_time(
            market_place(BOOK),
            (*LOWER, "MATCH-17"),
            "before the close; bound in its slot, even to what it is, and to the end of the second round after it; free then, with a new close",
            (CLOSE - 1, [(ALICE, QuoteLower(MARKET, 0, 9))]),
            (CLOSE, [(ALICE, QuoteLower(MARKET, 0, 8)), (ALICE, QuoteLower(MARKET, 0, 9))]),
            (LAST, [(ALICE, QuoteLower(MARKET, 0, 8))]),
            (LAST + 1, [(ALICE, QuoteLower(MARKET, 0, 8))]),
        ),
        told_over_time(
            market_place(BOOK),
            (*PLACE, "MATCH-16", "MATCH-1"),
            "nobody has held the auction: a new quote renews the close, and what was bound is in the next one",
            (FIRST, [(CAROL, sell(6, 1, number=4))]),
            (LAST + 1, [(CAROL, sell(6, 1, number=5))]),
            (LAST + 6, [(CAROL, QuoteLower(MARKET, 5, 0))]),
        ),
        told(
            market_place({(ALICE, 0): buying(9, 10, last=CLOSE - 1), (BOB, 0): selling(5, 8, last=CLOSE)}, pending=CLOSE),
            LOWER,
            "both before their close",
            (ALICE, QuoteLower(MARKET, 0, 9)),
            (BOB, QuoteLower(MARKET, 0, 7)),
        ),
        told_over_time(
            market_place({(ALICE, 0): buying(9, 10, last=CLOSE - 1), (BOB, 0): selling(5, 8, last=CLOSE)}, pending=CLOSE),
            (*LOWER, "QUOTE-8"),
            "after the close: free whose last slot was over by then, bound whose last slot was its",
            (CLOSE + 1, [(ALICE, QuoteLower(MARKET, 0, 9)), (BOB, QuoteLower(MARKET, 0, 7))]),
        ),
        told(
            market_place({(ALICE, 0): buying(9, 10)}, pending=CLOSE),
            (*LOWER, *PLACE, "QUOTE-7"),
            "the last one of a market takes the close with it; the next one fixes it anew",
            (ALICE, QuoteLower(MARKET, 0, 0)),
            (BOB, sell(5, 1)),
        ),
    ]


def _expiring() -> list[Case]:
    brief = market_place({(ALICE, 0): buying(9, 10, last=42), (BOB, 0): selling(5, 9, last=CLOSE)}, pending=CLOSE)
    ended = QuoteExpire(MARKET, ALICE.account, 0)
    return [
        told_over_time(
            brief,
            EXPIRE,
            "in its last slot it stands; in the next one anybody ends it, once, and its account has all that was held",
            (42, [(CAROL, ended)]),
            (43, [(CAROL, ended), (CAROL, ended)]),
        ),
        told_over_time(
            brief,
            (*EXPIRE, "MATCH-17"),
            "one that is over after the close waits for the auction, or for its lapse",
            (CLOSE + 1, [(CAROL, QuoteExpire(MARKET, BOB.account, 0)), (CAROL, ended)]),
            (LAST, [(CAROL, QuoteExpire(MARKET, BOB.account, 0))]),
            (LAST + 1, [(CAROL, QuoteExpire(MARKET, BOB.account, 0))]),
        ),
        refused(
            brief,
            EXPIRE,
            "none of that number; nobody's; in another market; not over",
            (CAROL, QuoteExpire(MARKET, ALICE.account, 1)),
            (CAROL, QuoteExpire(MARKET, CAROL.account, 0)),
            (CAROL, QuoteExpire(GATE_MARKET, ALICE.account, 0)),
            (ALICE, ended),
        ),
    ]
