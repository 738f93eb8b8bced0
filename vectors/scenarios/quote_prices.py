"""What a quote's transaction pays for the time for which the quote may stand."""

from immutables import Map

from reference.numbers import MAX_UINT64, Slot
from reference.state.economy_tables import Economy
from reference.state.quote import MAX_STANDING
from reference.state.sponsorship import Sponsorship
from reference.wire.market_bodies import QuotePlace
from reference.wire.transaction import Sponsored
from vectors.build import ALICE, BOB, SLOT, batch, fee_of, transact_case, transaction
from vectors.case import Case
from vectors.scenarios.market_places import UNTIL, buy, market_place

HERE = SLOT + 1
"""The slot of the block after the head."""

YEAR = HERE + MAX_STANDING
"""The last slot of the longest quote."""

RULES = ("QUOTE-23", "TX-5", "FEE-1", "FEE-2", "QUOTE-15")
RICH = market_place(balances={ALICE: 2 * MAX_STANDING, BOB: 2 * MAX_STANDING})


def quote_price_cases() -> list[Case]:
    """Every edge of what a quote pays for its time."""
    return [
        _paying("for this slot alone: a byte more than its own", buy(7, 1, last=HERE)),
        _paying("for two slots", buy(7, 1, last=HERE + 1)),
        _paying("for a year", buy(7, 1, last=YEAR)),
        _paying("one unit less than for this slot: the batch is rejected", buy(7, 1, last=HERE), short=1),
        _paying("one unit less than for all slots: the batch is rejected", buy(7, 1), short=1),
        _paying("one unit less than for a year: the batch is rejected", buy(7, 1, last=YEAR), short=1),
        _paying("for a time that is over it pays its bytes alone, and fails", buy(7, 1, last=HERE - 1)),
        _paying("for more than a year it pays its bytes alone, and fails", buy(7, 1, last=YEAR + 1)),
        _paying("for ever it pays its bytes alone, and fails", buy(7, 1, last=MAX_UINT64)),
        _paying("a slot later one slot less is paid for", buy(7, 1), short=1, slot=HERE + 1),
        _paying("a slot later two slots less are not enough: the batch is rejected", buy(7, 1), short=2, slot=HERE + 1),
        _paying("one that waits longer than the quote would stand pays what it states, and fails", buy(7, 1), slot=UNTIL + 1),
        _sponsored("a sponsor pays for the time as well"),
        _sponsored("a sponsor pays for all the time, or not at all: the batch is rejected", short=1),
    ]


def _paying(why: str, quote: QuotePlace, short: int = 0, slot: Slot = HERE) -> Case:
    """A quote with so much less than the minimum fee in the slot after the head's, in the block of a slot."""
    least = fee_of(transaction(RICH, ALICE, quote))
    return transact_case(RULES, why, RICH, [batch(RICH, [transaction(RICH, ALICE, quote, fee=least - short)], slot=slot)])


def _sponsored(why: str, short: int = 0) -> Case:
    """A quote of Bob's that Alice pays for, with so much less than the minimum fee."""
    economy = Economy(sponsorships=Map({(ALICE.account, BOB.account): Sponsorship(cap=5_000, until=1_000, term=0, used=0)}))
    place = market_place(economy=economy)
    asked = Sponsored(ALICE.account, buy(7, 1))
    least = fee_of(transaction(place, BOB, asked))
    return transact_case((*RULES, "SPONSOR-4"), why, place, [batch(place, [transaction(place, BOB, asked, fee=least - short)])])
