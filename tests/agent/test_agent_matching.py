"""The auction against an oracle that tries every price, and what its chapter promises to those who quote."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reference.agent.clearing import NO_CLEARING, Clearing, Level, find_clearing, middle_price
from reference.agent.matching import Auction, Offer, accepts, clear_market, draw_lot, fill_quote, levels_of
from reference.agent.quotes import worth_of
from reference.agent.quoting import NO_CHOICE, Aim, best_quote, weighed_quote
from reference.numbers import PPM
from reference.state.quote import Quote, held_for
from reference.wire.market_bodies import Side

SEED = bytes(32)
TOP = 12
"""The highest price of small books."""


def offer(place: int, side: Side, price: int, quantity: int) -> Offer:
    return Offer(sha256(place.to_bytes(4, "big")).digest(), side, price, quantity)


def bids(*quotes: tuple[int, int]) -> list[tuple[Side, int, int]]:
    return [(Side.DEMAND, price, quantity) for price, quantity in quotes]


def asks(*quotes: tuple[int, int]) -> list[tuple[Side, int, int]]:
    return [(Side.SUPPLY, price, quantity) for price, quantity in quotes]


def book(quotes: list[tuple[Side, int, int]]) -> tuple[Offer, ...]:
    return tuple(offer(place, *quote) for place, quote in enumerate(quotes))


def books(top: int = TOP, most: int = 12, units: int = 20) -> st.SearchStrategy[tuple[Offer, ...]]:
    quotes = st.tuples(st.sampled_from(Side), st.integers(1, top), st.integers(1, units))
    return st.lists(quotes, max_size=most).map(book)


def at(offers: tuple[Offer, ...], side: Side, price: int) -> int:
    """What a side would trade at a price, one quote after the other."""
    return sum(each.quantity for each in offers if each.side == side and accepts(each, price))


def oracle(offers: tuple[Offer, ...], top: int = TOP) -> list[int]:
    """All clearing prices, by trying every price."""
    tried = {price: (at(offers, Side.DEMAND, price), at(offers, Side.SUPPLY, price)) for price in range(top + 2)}
    best = max((min(pair), -abs(pair[0] - pair[1])) for pair in tried.values())
    return [price for price, pair in tried.items() if best[0] and (min(pair), -abs(pair[0] - pair[1])) == best]


def traded(auction: Auction) -> Counter[bytes]:
    """What each quote trades."""
    counted: Counter[bytes] = Counter()
    for trade in auction.trades:
        counted[trade.demand] += trade.quantity
        counted[trade.supply] += trade.quantity
    return counted


@given(books())
@example(book(bids((5, 3)) + asks((5, 3))))
@example(book(bids((9, 3), (7, 2)) + asks((2, 2), (8, 1))))
@example(book(bids((6, 4), (9, 2)) + asks((3, 2), (7, 4))))
def test_the_clearing_prices_are_those_that_an_oracle_finds_and_form_an_interval(offers: tuple[Offer, ...]) -> None:
    prices = oracle(offers)
    found = find_clearing(levels_of(offers))
    if not prices:
        assert found == NO_CLEARING
        return
    assert prices == list(range(found.low, found.high + 1))
    demand, supply = at(offers, Side.DEMAND, found.low), at(offers, Side.SUPPLY, found.low)
    assert found == Clearing(volume=min(demand, supply), imbalance=abs(demand - supply), low=prices[0], high=prices[-1])


@given(books(), st.binary(min_size=32, max_size=32))
def test_an_auction_trades_the_most_that_can_be_and_nobody_trades_against_its_quote(offers: tuple[Offer, ...], seed: bytes) -> None:
    auction = clear_market(offers, seed)
    fills = traded(auction)
    quotes = {each.identifier: each for each in offers}
    assert auction.volume == max(min(at(offers, Side.DEMAND, price), at(offers, Side.SUPPLY, price)) for price in range(TOP + 2))
    for side in Side:
        assert sum(fills[each.identifier] for each in offers if each.side == side) == auction.volume
    assert all(units <= quotes[identifier].quantity and accepts(quotes[identifier], auction.price) for identifier, units in fills.items())
    assert all(trade.quantity > 0 and quotes[trade.demand].side == Side.DEMAND and quotes[trade.supply].side == Side.SUPPLY for trade in auction.trades)
    assert len({(trade.demand, trade.supply) for trade in auction.trades}) == len(auction.trades) <= max(len(fills) - 1, 0)


@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing(offers: tuple[Offer, ...], random: Random) -> None:
    shuffled = list(offers)
    random.shuffle(shuffled)
    assert clear_market(tuple(shuffled), SEED) == clear_market(offers, SEED)


@given(books())
def test_only_the_worst_price_of_the_longer_side_is_cut_and_there_by_parts_of_less_than_a_unit_off(offers: tuple[Offer, ...]) -> None:
    auction = clear_market(offers, SEED)
    fills = traded(auction)
    for side in Side:
        accepted = [each for each in offers if each.side == side and accepts(each, auction.price) and auction.volume]
        if not accepted:
            continue
        margin = min(each.price for each in accepted) if side == Side.DEMAND else max(each.price for each in accepted)
        level = [each for each in accepted if each.price == margin]
        rest = auction.volume - sum(each.quantity for each in accepted if each.price != margin)
        assert rest >= 0
        assert all(fills[each.identifier] == each.quantity for each in accepted if each.price != margin)
        exact = sum(each.quantity for each in level)
        assert all(abs(fills[each.identifier] * exact - rest * each.quantity) < exact for each in level)


@given(books())
def test_nothing_that_could_trade_is_left_after_an_auction(offers: tuple[Offer, ...]) -> None:
    fills = traded(clear_market(offers, SEED))
    left = tuple(replace(each, quantity=each.quantity - fills[each.identifier]) for each in offers if each.quantity > fills[each.identifier])
    assert clear_market(left, SEED) == Auction(price=0, volume=0, trades=())


@given(books(), st.integers(0, PPM))
def test_money_is_conserved_to_the_unit(offers: tuple[Offer, ...], deposit_ppm: int) -> None:
    """Buyers pay what sellers are owed, trade by trade; what was held is paid, freed, or held still."""
    auction = clear_market(offers, SEED)
    fills = traded(auction)
    paid = 0
    for each in offers:
        quote = Quote(each.side, each.price, each.quantity, 0, 9, deposit_ppm)
        filled = fill_quote(quote, fills[each.identifier], auction.price) if fills[each.identifier] else fill_quote(quote, 0, each.price)
        left = filled.quote
        assert held(quote) == held(left) + filled.paid + filled.freed
        paid += filled.paid
    assert paid == sum(trade.quantity * auction.price for trade in auction.trades)


def held(quote: Quote) -> int:
    return held_for(quote.side, worth_of(quote.price, quote.quantity), quote.deposit_ppm)


def test_which_side_is_the_longer_is_asked_at_the_price_itself() -> None:
    """Volume and imbalance are 4 and 2 at every price from 3 to 9, but up to 5 buyers are too many, and from 6 on sellers are. The price is 6."""
    offers = book(bids((9, 4), (5, 2)) + asks((3, 4), (6, 2)))
    assert find_clearing(levels_of(offers)) == Clearing(volume=4, imbalance=2, low=3, high=9)
    auction = clear_market(offers, SEED)
    assert auction.price == 6
    assert [traded(auction)[each.identifier] for each in offers] == [4, 0, 4, 0]


def test_the_price_strictly_between_quotes_leaves_the_margin_at_a_quote() -> None:
    """Buyers at 10 and sellers at 4 and 3: the price is 7, and the seller's margin is 4, not 7."""
    offers = book(bids((10, 5)) + asks((3, 2), (4, 2), (4, 4)))
    auction = clear_market(offers, SEED)
    fills = traded(auction)
    assert auction.price == 7
    assert fills[offers[1].identifier] == 2
    assert [fills[each.identifier] for each in offers[2:]] == [1, 2]


def test_the_remainder_falls_by_the_seed_alone() -> None:
    """Three sellers share two units: over many seeds each of them goes without in about a third of the auctions."""
    offers = book(bids((5, 2)) + asks((5, 1), (5, 1), (5, 1)))
    without: Counter[int] = Counter()
    for number in range(600):
        fills = traded(clear_market(offers, sha256(number.to_bytes(4, "big")).digest()))
        without.update(place for place, each in enumerate(offers) if not fills[each.identifier])
    assert all(150 < without[place] < 250 for place in (1, 2, 3))
    assert without[0] == 0


@given(st.integers(0, 2**32), st.integers(100, 400))
def test_large_books_against_the_oracle(number: int, quotes: int) -> None:
    random = Random(number)
    offers = book([(random.choice((*Side,)), random.randint(1, 300), random.randint(1, 2**32 - 1)) for _ in range(quotes)])
    prices = oracle(offers, 300)
    auction = clear_market(offers, SEED)
    assert auction.price == prices[0] + (prices[-1] - prices[0]) // 2 == middle_price(prices[0], prices[-1])
    assert sum(trade.quantity for trade in auction.trades) == auction.volume == min(at(offers, side, auction.price) for side in Side)


@pytest.mark.parametrize("offers", [(), book(bids((5, 1))), book(asks((5, 1))), book(bids((4, 1)) + asks((5, 1)))])
def test_no_trade_has_no_price(offers: tuple[Offer, ...]) -> None:
    assert clear_market(offers, SEED) == Auction(price=0, volume=0, trades=())


def test_a_lot_depends_on_seed_and_quote() -> None:
    assert len({draw_lot(seed, quote) for seed in (SEED, b"\1" * 32) for quote in (SEED, b"\1" * 32)}) == 4


aims = st.builds(Aim, st.sampled_from(Side), st.integers(1, TOP), st.integers(1, 20), st.just(PPM), st.integers(0, 300))


@given(books(), aims)
def test_the_best_quote_is_surely_worth_no_less_than_the_limit(others: tuple[Offer, ...], aim: Aim) -> None:
    """Measured by real auctions with the chip's quote among the others', under several seeds."""
    levels = levels_of(others)
    choice = best_quote(levels, aim)
    if aim.limit * aim.quantity > aim.allowance:
        assert choice == NO_CHOICE
        return
    assert choice.price * choice.quantity <= aim.allowance
    for number in range(4):
        own = replace(offer(99, aim.side, choice.price, choice.quantity))
        auction = clear_market((*others, own), bytes((number,)) * 32)
        gain = aim.limit - auction.price if aim.side == Side.DEMAND else auction.price - aim.limit
        assert gain * traded(auction)[own.identifier] >= choice.surplus >= weighed_quote(levels, aim, aim.limit, aim.quantity).surplus


@given(books(most=6), aims)
def test_no_single_price_for_all_units_is_surely_worth_more(others: tuple[Offer, ...], aim: Aim) -> None:
    """Tried are few prices; that no other one is better, all are tried here."""
    levels = levels_of(others)
    aim = replace(aim, allowance=TOP * 40)
    prices = range(1, aim.limit + 1) if aim.side == Side.DEMAND else range(aim.limit, TOP + 2)
    assert best_quote(levels, aim).surplus >= max(weighed_quote(levels, aim, price, aim.quantity).surplus for price in prices)


def test_a_lone_buyer_quotes_what_the_seller_asks() -> None:
    """At its limit of 10 the price would be 7."""
    choice = best_quote((Level(4, 0, 5),), Aim(Side.DEMAND, 10, 5, 0, 1_000))
    assert (choice.price, choice.quantity, choice.surplus) == (4, 5, 30)
