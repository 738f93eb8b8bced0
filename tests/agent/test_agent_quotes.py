"""Quotes as their chapter promises them: what is held, on which side an account stands, and that nobody slips into an auction or out of one."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import sha256
from math import ceil
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reference.agent.books import close_after, enter_book, is_quote_bound, renew_book, reopen_book, rounds_since
from reference.agent.quotes import expire_quote, join_market, leave_market, lower_quote, market_id, new_quote, quote_id, takes_part, worth_of
from reference.codes import Code, Reject
from reference.numbers import PPM
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import NO_BOOK, Book, MarketTerms
from reference.state.order import Waits
from reference.state.quote import MAX_STANDING, NO_QUOTE, NO_STANCE, Quote, Stance, held_for
from reference.wire.market_bodies import Side
from spec.prover.statement import rejection

PARTS = tuple(bytes((number,)) * 32 for number in range(1, 5))
TERMS = MarketTerms(*PARTS, granule=24, fee_ppm=1_000, waits=Waits(1, 2, 3, 4, 5), deposit_ppm=500)
MOST_UNITS = 2**32 - 1
AGENTS, CHECKPOINT_SLOTS, LIMIT = 3, 3, 7
"""Of a small chain."""

prices = st.integers(0, HIGHEST_PRICE) | st.integers(0, 3)
units = st.integers(0, MOST_UNITS) | st.integers(0, 3)
rates = st.integers(0, PPM)
sides = st.sampled_from(Side)


def held(quote: Quote) -> int:
    return held_for(quote.side, worth_of(quote.price, quote.quantity), quote.deposit_ppm)


def test_a_market_is_the_hash_of_its_terms_as_the_record_that_they_are() -> None:
    """By hashlib alone, so that whoever writes another node reads here which bytes go in."""
    encoded = b"\x88" + b"".join(b"\x58\x20" + part for part in PARTS) + b"\x18\x18" + b"\x19\x03\xe8" + b"\x85\1\2\3\4\5" + b"\x19\x01\xf4"
    assert market_id(TERMS) == sha256(b"\x11smartshare/market" + encoded).digest()


def test_a_quote_is_the_hash_of_market_account_and_number() -> None:
    assert quote_id(PARTS[0], PARTS[1], 258) == sha256(b"\x10smartshare/quote" + PARTS[0] + PARTS[1] + b"\0\0\1\2").digest()


def test_each_part_tells_markets_and_quotes_apart() -> None:
    others = [replace(TERMS, **{name: bytes(32)}) for name in ("service", "coin", "region", "quality")]
    others += [replace(TERMS, **{name: 1}) for name in ("granule", "fee_ppm", "deposit_ppm")]
    others += [
        replace(TERMS, waits=replace(TERMS.waits, **{name: 9})) for name in ("fund_slots", "start_slots", "deliver_slots", "offline_slots", "liable_slots")
    ]
    assert len({market_id(each) for each in (TERMS, *others)}) == 13
    assert len({quote_id(market, account, number) for market in PARTS[:2] for account in PARTS[:2] for number in (0, 1, 256, 2**32 - 1)}) == 16


@given(prices, units)
@example(HIGHEST_PRICE, 1)
@example(HIGHEST_PRICE, 2)
@example(2**31, 2**31)
@example(2**31 - 1, 2**31)
@example(2**61, 8)
def test_what_is_worth_too_much_is_refused_and_nothing_wraps_around(price: int, quantity: int) -> None:
    if price * quantity > HIGHEST_PRICE:
        assert rejection(worth_of, price, quantity) == Code.QUOTE_WORTH_TOO_HIGH
    else:
        assert worth_of(price, quantity) == price * quantity


@given(st.integers(0, HIGHEST_PRICE), rates)
@example(1, 1)
@example(HIGHEST_PRICE, PPM)
@example(HIGHEST_PRICE, PPM - 1)
@example(PPM, 1)
@example(PPM + 1, 1)
def test_a_supplier_leaves_its_deposit_rounded_up_and_a_buyer_everything(worth: int, deposit_ppm: int) -> None:
    assert held_for(Side.SUPPLY, worth, deposit_ppm) == ceil(Fraction(worth * deposit_ppm, PPM))
    assert held_for(Side.DEMAND, worth, deposit_ppm) == worth


@given(sides, st.integers(1, 2**20), st.integers(1, MOST_UNITS), rates, st.lists(st.integers(0, MOST_UNITS), max_size=8))
def test_however_often_a_quote_is_lowered_all_that_was_taken_is_freed(side: Side, price: int, quantity: int, deposit_ppm: int, steps: list[int]) -> None:
    """The rounding of deposits adds up to nothing, since what is held is that of the quote as it stands."""
    quote = new_quote(side, price, quantity, 20, deposit_ppm, 10)
    taken, freed = held(quote), 0
    for fewer in (*sorted({step for step in steps if 0 < step < quantity}, reverse=True), 0):
        lowered = lower_quote(quote, fewer, False)
        assert held(quote) >= held(lowered)
        freed += held(quote) - held(lowered)
        quote = lowered
    assert freed == taken
    assert held(quote) == 0


@pytest.mark.parametrize(
    ("price", "quantity", "last", "code"),
    [
        (0, 0, 9, Code.QUOTE_QUANTITY_ZERO),
        (0, 1, 9, Code.QUOTE_PRICE_ZERO),
        (HIGHEST_PRICE, 2, 9, Code.QUOTE_WORTH_TOO_HIGH),
        (1, 1, 9, Code.QUOTE_TIME_INVALID),
        (1, 1, 10, None),
        (1, 1, 10 + MAX_STANDING, None),
        (1, 1, 11 + MAX_STANDING, Code.QUOTE_TIME_INVALID),
    ],
)
def test_of_several_faults_the_first_is_named(price: int, quantity: int, last: int, code: Code | None) -> None:
    for side in Side:
        assert rejection(new_quote, side, price, quantity, last, 0, 10) == code


def test_a_market_takes_its_last_quote_and_no_more() -> None:
    almost = LIMIT - 1
    for book, stance in ((Book(almost, False, 0), NO_STANCE), (Book(almost, True, 7), Stance(Side.SUPPLY, almost))):
        joined = join_market(book, stance, Side.SUPPLY, LIMIT)
        assert joined.book == Book(LIMIT, book.fresh, book.pending)
        assert rejection(join_market, joined.book, joined.stance, Side.SUPPLY, LIMIT) == Code.MARKET_FULL
        assert rejection(join_market, joined.book, joined.stance, Side.DEMAND, LIMIT) == Code.SIDE_OPPOSITE


def test_the_last_quote_that_leaves_frees_the_side() -> None:
    joined = join_market(NO_BOOK, NO_STANCE, Side.SUPPLY, LIMIT)
    left = leave_market(joined.book, joined.stance)
    assert join_market(left.book, left.stance, Side.DEMAND, LIMIT).stance == Stance(Side.DEMAND, 1)
    assert rejection(leave_market, left.book, left.stance) == Code.QUOTE_UNKNOWN


@pytest.mark.parametrize(
    ("entered", "last", "close", "expected"),
    [
        (9, 20, 10, True),
        (10, 20, 10, False),
        (11, 20, 10, False),
        (9, 10, 10, True),
        (9, 9, 10, False),
        (0, 20, 0, False),
    ],
)
def test_who_takes_part_in_the_auction_of_a_close(entered: int, last: int, close: int, expected: bool) -> None:
    assert takes_part(entered, last, close) is expected


def test_a_quote_that_is_not_there_is_neither_lowered_nor_ended() -> None:
    for bound in (False, True):
        assert rejection(lower_quote, NO_QUOTE, 0, bound) == Code.QUOTE_UNKNOWN
        assert rejection(expire_quote, NO_QUOTE, 99, bound) == Code.QUOTE_UNKNOWN


@dataclass
class Market:
    """A market as a chain would keep it: nothing but the rules changes it."""

    book: Book = NO_BOOK
    stances: dict[int, Stance] = field(default_factory=dict)
    quotes: dict[tuple[int, int], Quote] = field(default_factory=dict)
    money: Counter[int] = field(default_factory=Counter)
    """What each account has left in the market."""
    slot: int = 1
    entered: int = 0

    def steps(self) -> tuple[Callable[[Random], None], ...]:
        """All that can be tried; to enter more often than the rest, so that there are quotes."""
        return (self.enter, self.enter, self.enter, self.lower, self.expire, self.pass_slot, self.hold_auction)

    def bound(self, quote: Quote) -> bool:
        """Whether the quote is in an auction that is still to be held."""
        return is_quote_bound(self.found(), quote.entered, quote.last, self.slot)

    def found(self) -> Book:
        """The book as whoever touches it finds it."""
        return renew_book(self.book, rounds_since(self.book.pending, self.slot, AGENTS), close_after(self.slot, CHECKPOINT_SLOTS))

    def enter(self, random: Random) -> None:
        """A quote of somebody tries to come in."""
        account, side = random.randrange(3), random.choice((*Side,))
        quote = new_quote(side, random.randint(0, 9), random.randint(0, 9), self.slot + random.randint(-1, 6), random.randint(0, PPM), self.slot)
        presence = join_market(self.found(), self.stances.get(account, NO_STANCE), side, LIMIT)
        self.book, self.stances[account] = enter_book(presence.book, self.slot, close_after(self.slot, CHECKPOINT_SLOTS)), presence.stance
        self.entered += 1
        self.quotes[account, self.entered] = quote
        self.money[account] += held(quote)

    def lower(self, random: Random) -> None:
        """Somebody would lower a quote, or cancel it."""
        key = random.choice((*self.quotes, (0, 0)))
        quote = self.quotes.get(key, NO_QUOTE)
        self.change(key, lower_quote(quote, random.randint(0, 9), self.bound(quote)), self.found())

    def expire(self, random: Random) -> None:
        """Somebody would end a quote."""
        key = random.choice((*self.quotes, (0, 0)))
        quote = self.quotes.get(key, NO_QUOTE)
        self.change(key, expire_quote(quote, self.slot, self.bound(quote)), self.found())

    def change(self, key: tuple[int, int], quote: Quote, found: Book) -> None:
        """Free what is held no more; a quote without units leaves."""
        self.book = found
        self.money[key[0]] -= held(self.quotes[key]) - held(quote)
        self.quotes[key] = quote
        if quote.quantity == 0:
            presence = leave_market(self.book, self.stances[key[0]])
            self.book, self.stances[key[0]] = presence.book, presence.stance
            del self.quotes[key]

    def pass_slot(self, random: Random) -> None:
        """Time passes."""
        self.slot += random.randint(1, 3)

    def hold_auction(self, random: Random) -> None:
        """The auction would be held; nobody trades in it."""
        book = self.found()
        self.book = reopen_book(book, rounds_since(book.pending, self.slot, AGENTS), close_after(self.slot, CHECKPOINT_SLOTS))

    def taking_part(self) -> dict[tuple[int, int], Quote]:
        """The quotes of the auction that is still to be held."""
        return {key: quote for key, quote in self.quotes.items() if self.bound(quote)}


@given(st.integers(0, 2**32))
def test_whatever_is_tried_sums_agree_and_a_closed_book_stays_as_it_is(number: int) -> None:
    """Three accounts try a hundred things: the market counts its quotes, its money is what is held for them, and a closed book is nobody's to change."""
    random, market = Random(number), Market()
    steps = market.steps()
    for _ in range(100):
        closed, before, slot = market.book.pending, market.taking_part(), market.slot
        with suppress(Reject):
            random.choice(steps)(random)
        assert market.book.quotes == len(market.quotes)
        for account, stance in market.stances.items():
            own = [quote for key, quote in market.quotes.items() if key[0] == account]
            assert stance.quotes == len(own)
            assert {quote.side for quote in own} <= {stance.side}
            assert market.money[account] == sum(map(held, own))
        if before and market.book.pending == closed and market.slot // AGENTS <= closed // AGENTS + 2:
            assert market.taking_part() == before
        if market.slot // AGENTS > closed // AGENTS + 2:
            assert slot == market.slot or not market.taking_part()


def test_the_attempts_reach_auctions_with_quotes() -> None:
    """What the test before this one says of closed books would hold of none as well."""
    sizes: Counter[int] = Counter()
    for number in range(20):
        random, market = Random(number), Market()
        steps = market.steps()
        for _ in range(100):
            with suppress(Reject):
                random.choice(steps)(random)
            sizes[len(market.taking_part())] += 1
    assert sum(number for size, number in sizes.items() if size > 1) > 100
