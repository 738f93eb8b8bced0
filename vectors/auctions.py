"""Auctions called by themselves: books with one thing to get wrong each, products that are wide, and what a chip quotes."""

from dataclasses import replace
from hashlib import sha256

from reference.agent.clearing import Level
from reference.agent.matching import Offer
from reference.agent.quoting import CHIP_LEVELS, Aim
from reference.codes import Code
from reference.numbers import MAX_AMOUNT, PPM, Hash
from reference.state.listing import HIGHEST_PRICE
from reference.state.market import NO_TERMS, MarketTerms
from reference.state.order import Waits
from reference.wire.market_bodies import Side
from vectors.build import intended_case
from vectors.case import Case, Kind
from vectors.evaluate import call_input

SEEDS = tuple(sha256(f"auction {number}".encode()).digest() for number in range(3))
"""Seeds of auctions."""

MOST_UNITS = 2**32 - 1
"""The most units of a quote."""

Quotes = tuple[tuple[Side, int, int], ...]
"""Sides, prices and units."""


def buy(price: int, quantity: int) -> Quotes:
    """A quote that buys."""
    return ((Side.DEMAND, price, quantity),)


def sell(price: int, quantity: int) -> Quotes:
    """A quote that sells."""
    return ((Side.SUPPLY, price, quantity),)


BOOKS: dict[str, Quotes] = {
    "nobody quotes": (),
    "only buyers": buy(5, 3) + buy(9, 1),
    "only suppliers": sell(5, 3) + sell(9, 1),
    "the best buyer is a unit of the coin below the best supplier": buy(4, 3) + sell(5, 3),
    "one price, the same units": buy(5, 3) + sell(5, 3),
    "one price, more bought": buy(5, 7) + sell(5, 3),
    "one price, more sold": buy(5, 3) + sell(5, 7),
    "an interval of prices: its middle": buy(9, 3) + sell(3, 3),
    "an interval of prices: its middle is rounded down": buy(10, 3) + sell(3, 3),
    "an interval that ends just above a buyer left out": buy(9, 3) + buy(5, 3) + sell(3, 3),
    "an interval that ends just below a supplier left out": buy(9, 3) + sell(6, 3) + sell(3, 3),
    "less imbalance decides among prices of one volume": buy(9, 4) + buy(5, 3) + sell(3, 4),
    "less imbalance decides, from above": buy(9, 4) + sell(3, 4) + sell(7, 2),
    "volume goes before imbalance": buy(9, 2) + buy(5, 3) + sell(5, 8) + sell(2, 2),
    "which side is longer changes inside the interval: supply is, at its middle": buy(9, 4) + buy(5, 2) + sell(3, 4) + sell(6, 2),
    "which side is longer changes inside the interval: demand is, at its middle": buy(9, 4) + buy(7, 2) + sell(3, 4) + sell(8, 2),
    "the price lies between quotes, and the margin is the cheapest of too many buyers": buy(9, 2) + buy(8, 3) + buy(8, 3) + sell(3, 5),
    "the price lies between quotes, and the margin is the dearest of too many suppliers": buy(10, 5) + sell(3, 2) + sell(4, 2) + sell(4, 4),
    "the margin gets nothing: all go to better prices": buy(9, 4) + buy(5, 2) + sell(5, 4) + sell(6, 9),
    "three at the margin share two units": buy(5, 2) + sell(5, 1) + sell(5, 1) + sell(5, 1),
    "three at the margin share a unit by unequal parts": buy(5, 1) + sell(5, 1) + sell(5, 2) + sell(5, 4),
    "seven buyers at the margin share ten units": sell(5, 10) + buy(5, 3) * 7,
    "several trades of one quote": buy(9, 10) + sell(2, 3) + sell(3, 3) + sell(4, 3),
    "buyers and suppliers are cut across each other": buy(9, 3) + buy(8, 4) + buy(7, 5) + sell(1, 4) + sell(2, 5) + sell(3, 3),
    "the lowest price": buy(1, 4) + sell(1, 6),
    "the highest price": buy(HIGHEST_PRICE, 1) + sell(HIGHEST_PRICE, 1) + sell(HIGHEST_PRICE, 1),
    "the widest interval": buy(HIGHEST_PRICE, 1) + sell(1, 1),
    "the most units, at the margin": buy(3, MOST_UNITS) + sell(2, MOST_UNITS) + sell(2, MOST_UNITS) + sell(2, MOST_UNITS - 1),
}
"""Books by what is particular about them."""


def auction_cases() -> list[Case]:
    """Auctions, clearing prices, lots, identifiers, wide products, and best quotes."""
    held = [_auction(why, book) for why, book in BOOKS.items()]
    reversed_books = [_auction(f"{why}, in the reverse order", book, reverse=True) for why, book in BOOKS.items() if len(book) > 3]
    reseeded = [_auction(f"{why}, with another seed", book, seed=SEEDS[1]) for why, book in BOOKS.items() if "margin" in why or "across" in why]
    return [*held, *reversed_books, *reseeded, *_identifiers(), *_wide_products(), *_clearings(), *_best_quotes()]


def _auction(why: str, book: Quotes, seed: Hash = SEEDS[0], reverse: bool = False) -> Case:
    offers = tuple(Offer(sha256(f"quote {place}".encode()).digest(), *quote) for place, quote in enumerate(book))
    return _case("MATCH-9", "clear_market", why, offers=offers[::-1] if reverse else offers, seed=seed)


def _identifiers() -> list[Case]:
    parts = [bytes((number,)) * 32 for number in range(1, 5)]
    service, coin, region, quality = parts
    terms = MarketTerms(service, coin, region, quality, granule=24, fee_ppm=1_000, waits=Waits(1, 2, 3, 4, 5), deposit_ppm=500)
    others = {
        "the granule": replace(terms, granule=25),
        "the fee": replace(terms, fee_ppm=0),
        "the deposit": replace(terms, deposit_ppm=10**6),
        "the coin, which is SSP": replace(terms, coin=bytes(32)),
        "the waits": replace(terms, waits=Waits(5, 4, 3, 2, 1)),
        "the region": replace(terms, region=quality),
    }
    return [
        _case("QUOTE-1", "market_id", "terms", terms=terms),
        _case("QUOTE-1", "market_id", "the least that terms can say", terms=NO_TERMS),
        *[_case("QUOTE-1", "market_id", f"the same but for {name}", terms=other) for name, other in others.items()],
        _case("QUOTE-2", "quote_id", "the first quote of an account", market=parts[0], account=parts[1], number=0),
        _case("QUOTE-2", "quote_id", "another one", market=parts[0], account=parts[1], number=0x01020304),
        _case("QUOTE-2", "quote_id", "the last number", market=parts[1], account=parts[0], number=2**32 - 1),
        *[_case("MATCH-8", "draw_lot", f"under seed {number}", seed=seed, quote=parts[0]) for number, seed in enumerate(SEEDS)],
        _case("MATCH-8", "draw_lot", "seed and quote swapped", seed=parts[0], quote=SEEDS[0]),
    ]


def _wide_products() -> list[Case]:
    """Products that 64 bits do not hold: what is left of them there looks like an answer."""
    too_high = {"2^64, of which 64 bits leave 0": (2**61, 8), "2^64 + 2^40, of which 64 bits leave 2^40": (2**40, 2**24 + 1)}
    refused, most = Code.QUOTE_WORTH_TOO_HIGH, 2**52 - 1
    return [
        *[_case("QUOTE-3", "worth_of", f"a worth of {why}", refused, price=price, quantity=quantity) for why, (price, quantity) in too_high.items()],
        *[
            _case("QUOTE-5", "new_quote", f"a worth of {why}", refused, side=Side.DEMAND, price=price, quantity=quantity, last=9, deposit_ppm=0, slot=9)
            for why, (price, quantity) in too_high.items()
        ],
        *[
            _case("MATCH-11", "is_allowed", f"a worth of {why}", side=Side.DEMAND, price=price, quantity=quantity, deposit_ppm=0, allowance=MAX_AMOUNT)
            for why, (price, quantity) in too_high.items()
        ],
        _case("QUOTE-4", "held_for", "a millionth of a unit, which is rounded up", side=Side.SUPPLY, worth=1, deposit_ppm=1),
        _case("QUOTE-4", "held_for", "a product of 82 bits", side=Side.SUPPLY, worth=HIGHEST_PRICE - 1, deposit_ppm=PPM - 1),
        _case("DELIVERY-12", "is_priced", "the highest price for as many units", price=HIGHEST_PRICE // (MOST_UNITS - 2), quantity=MOST_UNITS - 2),
        _case("MATCH-7", "margin_fill", "products of 104 bits", rest=most - 1, level=most, before=most - 2**31, quantity=2**31),
        _case("MATCH-12", "sure_fill", "a product of 83 bits", rest=most // 3, level=most, quantity=MOST_UNITS),
        _case("MATCH-13", "surplus_of", "a product of 94 bits", side=Side.DEMAND, limit=HIGHEST_PRICE, price=1, filled=MOST_UNITS),
    ]


def _clearings() -> list[Case]:
    most = 2**52 - 2**32 - 1
    levels = {
        "no levels": (),
        "a level of both sides": (Level(5, 3, 4),),
        "a level of nothing between two others": (Level(3, 0, 4), Level(5, 0, 0), Level(9, 4, 0)),
        "neighbouring prices": (Level(4, 0, 4), Level(5, 4, 0)),
        "prices as good as each other on both sides of a level": (Level(2, 0, 5), Level(4, 0, 2), Level(6, 2, 0), Level(8, 5, 0)),
        "nobody supplies": (Level(4, 4, 0), Level(5, 4, 0)),
        "the price of nothing": (Level(0, 0, 2), Level(2, 2, 0)),
        "a market full of units": (Level(1, 0, most // 2), Level(2, most // 2, 0), Level(HIGHEST_PRICE, 1, 0)),
    }
    return [_case("MATCH-5", "find_clearing", why, levels=each) for why, each in levels.items()]


def _best_quotes() -> list[Case]:
    seller = (Level(4, 0, 5),)
    rivals = (Level(3, 0, 4), Level(5, 0, 2), Level(7, 3, 0), Level(9, 2, 0))
    many = tuple(Level(10 * place + 10, place % 3, place % 4 + 1) for place in range(CHIP_LEVELS))
    aims: dict[str, tuple[tuple[Level, ...], Aim]] = {
        "a buyer alone with a supplier: the supplier's price": (seller, Aim(Side.DEMAND, 10, 5, 0, 1_000)),
        "a buyer whose limit is the supplier's price: the limit": (seller, Aim(Side.DEMAND, 4, 5, 0, 1_000)),
        "a buyer that nobody supplies: the limit": ((), Aim(Side.DEMAND, 10, 5, 0, 1_000)),
        "a supplier alone with a buyer: the buyer's price": ((Level(9, 5, 0),), Aim(Side.SUPPLY, 2, 5, PPM, 1_000)),
        "a supplier whose best quote would need too high a deposit: the next best": ((Level(9, 5, 0),), Aim(Side.SUPPLY, 2, 5, PPM, 44)),
        "a supplier whose deposit is just allowed": ((Level(9, 5, 0),), Aim(Side.SUPPLY, 2, 5, PPM, 45)),
        "more than is allowed: no quote": (seller, Aim(Side.DEMAND, 10, 5, 0, 49)),
        "just what is allowed": (seller, Aim(Side.DEMAND, 10, 5, 0, 50)),
        "no units: no quote": (seller, Aim(Side.DEMAND, 10, 0, 0, 50)),
        "no price: no quote": (seller, Aim(Side.DEMAND, 0, 5, 0, 50)),
        "more than a worth can be: no quote": (seller, Aim(Side.DEMAND, HIGHEST_PRICE, 2, 0, MAX_AMOUNT)),
        "a buyer among rivals": (rivals, Aim(Side.DEMAND, 8, 4, 0, 1_000)),
        "a buyer that outbids all": (rivals, Aim(Side.DEMAND, 20, 6, 0, 1_000)),
        "a buyer for fewer units than it wants": (rivals, Aim(Side.DEMAND, 20, 20, 0, 1_000)),
        "a supplier among rivals": (rivals, Aim(Side.SUPPLY, 4, 4, 100_000, 1_000)),
        "a supplier that would supply all": (rivals, Aim(Side.SUPPLY, 1, 9, 100_000, 1_000)),
        "a buyer before as many prices as a chip looks at": (many, Aim(Side.DEMAND, 200, 20, 0, 10_000)),
        "a supplier before as many": (many, Aim(Side.SUPPLY, 55, 7, 250_000, 10_000)),
        "a supplier that may quote the buyer's price for the buyer's units alone": (
            (Level(5, 0, 0), Level(11, 1, 0)),
            Aim(Side.SUPPLY, 2, 8, 100_000, 2),
        ),
        "a supplier for the units of the buyers of a price and of better ones": (
            (Level(1, 0, 0), Level(2, 1, 0), Level(3, 0, 0), Level(5, 0, 0), Level(6, 3, 0)),
            Aim(Side.SUPPLY, 2, 4, 500_000, 7),
        ),
        "as good with fewer units: all the units": ((Level(2, 3, 0), Level(4, 0, 1), Level(6, 0, 0)), Aim(Side.DEMAND, 6, 8, 500_000, MAX_AMOUNT)),
        "as good at the price of others: the one below it": ((Level(9, 4, 6),), Aim(Side.SUPPLY, 7, 6, 500_000, MAX_AMOUNT)),
        "only a price beyond the limit would trade: the limit": ((Level(0, 0, 2), Level(3, 2, 0)), Aim(Side.DEMAND, 2, 4, 0, 30)),
        "fewer units count what is supplied at the price itself": ((Level(0, 0, 5), Level(1, 0, 6), Level(3, 0, 3)), Aim(Side.DEMAND, 2, 7, PPM, MAX_AMOUNT)),
        "fewer units do not count what is bought below the price": (
            (Level(1, 0, 6), Level(3, 3, 4), Level(4, 0, 0), Level(5, 6, 5)),
            Aim(Side.DEMAND, 5, 6, 0, MAX_AMOUNT),
        ),
        "fewer units do not count what is bought above the price": ((Level(2, 4, 5), Level(5, 2, 3)), Aim(Side.DEMAND, 4, 3, 0, 1_000)),
        "fewer units do not count what is supplied above the price": ((Level(1, 4, 4), Level(4, 0, 3)), Aim(Side.DEMAND, 4, 6, 0, 1_000)),
        "a supplier of the highest price": ((Level(HIGHEST_PRICE, 1, 0),), Aim(Side.SUPPLY, 1, 1, 0, 0)),
    }
    return [_case("MATCH-15", "best_quote", why, others=levels, aim=aim) for why, (levels, aim) in aims.items()]


def _case(rule: str, call: str, why: str, rejected: Code | None = None, **given: object) -> Case:
    return intended_case((rule,), Kind.CALL, "minimal", f"{call}: {why}", call_input(call, given), rejected)
