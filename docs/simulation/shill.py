"""The experiment on shill quotes: what a buyer gains by a supplier's account that nobody knows to be its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from random import Random

from reference.agent.clearing import Level
from reference.agent.matching import Auction, Offer, clear_market, levels_of
from reference.agent.quoting import CHIP_LEVELS, Aim, best_quote
from reference.numbers import PPM
from reference.state.listing import HIGHEST_PRICE
from reference.wire.market_bodies import Side
from simulation.results import Result, decimals, rounded

SIZES = (1, 2, 4, 8, 16, 32, 64)
"""The others' quotes on each side of a market."""

MARKETS = 40
"""How many markets of each size."""

LIMIT, UNITS = 1_300, 10
"""What a unit is worth to the buyer that cheats, and how many it wants."""

LOWEST, HIGHEST = 500, 1_500
"""Between which the others' limits lie."""

MOST_UNITS = 20
"""How many units the others quote for, at most."""

DEPOSIT_PPM = 200_000
"""The supplier's deposit: a fifth of the worth. The shill forfeits it for each unit that it sells to somebody else, and cannot deliver."""

NEIGHBOURS = 6
"""How many of the others' prices, the nearest to the price, the shill tries, with the one below and the one above each."""

OWN, SHILL = sha256(b"the buyer").digest(), sha256(b"its shill").digest()


@dataclass(frozen=True, slots=True)
class Cheated:
    """What one market has shown."""

    price: int
    """The price where the buyer quotes its limit."""
    moved: int
    """By how much the shill lowers it."""
    honest: int
    """What the buyer gains where it quotes its limit."""
    alone: int
    """What it gains by the quote that the chip makes for it (MATCH-15), without a shill."""
    shill: int
    """What it gains at its limit, by the shill that suits it best."""
    sold: int
    """The units that this shill has to sell to others."""


def shill_results() -> dict[str, Result]:
    """All results on shill quotes."""
    rows = []
    series: dict[str, list[float]] = {"moved": [], "shill": [], "alone": []}
    for size in SIZES:
        seen = [cheat(size, number) for number in range(MARKETS)]
        traded = [market for market in seen if market.honest > 0]
        moved = share(market.moved for market in traded) / share(market.price for market in traded)
        honest = share(market.honest for market in traded)
        gains = {name: share(getattr(market, name) - market.honest for market in traded) / honest for name in ("shill", "alone")}
        for name, value in {"moved": moved, **gains}.items():
            series[name].append(rounded(100 * value))
        rows.append(
            (
                str(size),
                f"{len(traded)} of {MARKETS}",
                f"{decimals(100 * moved, 1)} %",
                f"{decimals(100 * gains['shill'], 1)} %",
                f"{decimals(100 * gains['alone'], 1)} %",
                f"{decimals(Fraction(100 * sum(market.sold > 0 for market in traded), len(traded)), 0)} %",
            )
        )
    columns = (
        "Others' quotes a side",
        "Markets in which the buyer trades",
        "Price lowered by the shill",
        "Gain by the shill",
        "Gain by the best quote alone",
        "Shills that sell what they do not have",
    )
    alternative = (
        "Three lines over the number of the others' quotes on each side, from 1 to 64: by how much a shill lowers the price, what the buyer gains by it, "
        "and what it gains by its best single quote without any shill, in percent. All fall with the number of quotes; the shill's gain is a large part of the "
        "surplus with one or two quotes a side, and small with 64. The table below has the figures."
    )
    return {"shill": Result(alternative, columns, tuple(rows), series)}


def share(values: Iterable[int]) -> Fraction:
    """The sum, to be divided by another."""
    return Fraction(sum(values))


def cheat(size: int, number: int) -> Cheated:
    """One market: the buyer at its limit, by its best quote, and with each shill that it tries."""
    random = Random(f"shill {size} {number}")
    others = tuple(
        Offer(sha256(f"{side} {place}".encode()).digest(), side, random.randint(LOWEST, HIGHEST), random.randint(1, MOST_UNITS))
        for side in Side
        for place in range(size)
    )
    seed = sha256(f"shill {size} {number}".encode()).digest()
    own = Offer(OWN, Side.DEMAND, LIMIT, UNITS)
    honest = clear_market((*others, own), seed)
    choice = best_quote(chip_book(levels_of(others), honest.price), Aim(Side.DEMAND, LIMIT, UNITS, 0, HIGHEST_PRICE))
    alone = clear_market((*others, Offer(OWN, Side.DEMAND, choice.price, choice.quantity)), seed)
    best = (gain(honest), 0, 0)
    for price in shill_prices(others, honest.price):
        for units in (UNITS, 3 * UNITS):
            cheated = clear_market((*others, own, Offer(SHILL, Side.SUPPLY, price, units)), seed)
            best = max(best, (gain(cheated), honest.price - cheated.price, sold_to_others(cheated)))
    return Cheated(honest.price, max(best[1], 0), gain(honest), gain(alone), best[0], best[2])


def chip_book(levels: tuple[Level, ...], price: int) -> tuple[Level, ...]:
    """The levels nearest to a price, as many as a chip looks at; demand above them counts at the highest, supply below them at the lowest."""
    near = sorted(sorted(levels, key=lambda level: (abs(level.price - price), level.price))[:CHIP_LEVELS], key=lambda level: level.price)
    above = sum(level.demand for level in levels if level.price > near[-1].price)
    below = sum(level.supply for level in levels if level.price < near[0].price)
    near[-1] = replace(near[-1], demand=near[-1].demand + above)
    near[0] = replace(near[0], supply=near[0].supply + below)
    return tuple(near)


def shill_prices(others: tuple[Offer, ...], price: int) -> list[int]:
    """The prices that a shill tries: the others' nearest ones and those beside them."""
    near = sorted({offer.price for offer in others} | {price}, key=lambda each: (abs(each - price), each))[:NEIGHBOURS]
    return sorted({each + step for each in near for step in (-1, 0, 1)})


def gain(auction: Auction) -> int:
    """What the buyer has of an auction: the surplus of the units that it really gets, less the deposit that its shill forfeits."""
    units = sum(trade.quantity for trade in auction.trades if trade.demand == OWN and trade.supply != SHILL)
    return (LIMIT - auction.price) * units - -(-auction.price * sold_to_others(auction) * DEPOSIT_PPM // PPM)


def sold_to_others(auction: Auction) -> int:
    """The units that the shill sells to somebody else."""
    return sum(trade.quantity for trade in auction.trades if trade.supply == SHILL and trade.demand != OWN)
