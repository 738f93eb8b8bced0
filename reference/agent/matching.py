"""The auction of a market: who trades how much with whom, at one price.

Whoever would trade at the price does, but for what the longer side has too much of. That falls on its worst price alone, in equal parts
of what each quotes, and what rounding leaves falls by lot. The lot is drawn when nobody can change a quote any more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reference.agent.clearing import Level, find_clearing, middle_price
from reference.agent.quotes import worth_of
from reference.codes import Code, Reject
from reference.numbers import Hash
from reference.rules import kernel, procedure
from reference.state.listing import HeldAmount
from reference.state.quote import Quote, TotalUnits, held_for
from reference.wire.hashing import Tag, tagged_hash
from reference.wire.market_bodies import Side, UnitPrice, Units


@dataclass(frozen=True, slots=True)
class Offer:
    """A quote as an auction sees it."""

    identifier: Hash
    """The quote's (QUOTE-2)."""

    side: Side
    """Whether it buys or sells."""

    price: UnitPrice
    """Its limit."""

    quantity: Units
    """Its units; at least one."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Units that one quote buys of another."""

    demand: Hash
    """The quote that buys."""

    supply: Hash
    """The quote that sells."""

    quantity: Units
    """How many units."""


@dataclass(frozen=True, slots=True)
class Auction:
    """What came out of an auction."""

    price: UnitPrice
    """What every unit costs; 0 where none is traded."""

    volume: TotalUnits
    """The units traded."""

    trades: tuple[Trade, ...]
    """Who buys of whom."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A quote after an auction, and where what was held for it goes."""

    quote: Quote
    """The quote, with the units that are left."""

    paid: HeldAmount
    """What a buyer pays, in units of the coin; of a supplier's deposit nothing is paid."""

    freed: HeldAmount
    """What is held no more and not paid."""


@kernel("MATCH-6")
def margin_rest(volume: TotalUnits, better: TotalUnits, level: TotalUnits) -> TotalUnits:
    """What the quotes of a side's worst price, for `level` units together, trade of a volume of which those of better prices trade `better`."""
    return min(max(volume, better) - better, level)


@kernel("MATCH-7")
def margin_fill(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> TotalUnits:
    """What a quote at the margin trades: its part of `rest`, where those of the same price before it by lot have `before` of the `level` units.

    What all of them up to it are worth together, rounded down, less what those before it are: together they trade exactly `rest`.
    """
    if level == 0:
        return 0
    start = min(before, level)
    end = min(before + quantity, level)
    return rest * end // level - rest * start // level


@procedure("MATCH-8")
def draw_lot(seed: Hash, quote: Hash) -> Hash:
    """The lot of a quote in an auction: the lesser lot comes first."""
    return tagged_hash(Tag.LOT, seed + quote)


@procedure("MATCH-9")
def clear_market(offers: tuple[Offer, ...], seed: Hash) -> Auction:
    """Hold the auction of a market's quotes, given in any order, each once. Sorts them once and passes over them once. Never rejects."""
    clearing = find_clearing(levels_of(offers))
    if clearing.volume == 0:
        return Auction(price=0, volume=0, trades=())
    price = middle_price(clearing.low, clearing.high)
    drawn = sorted((draw_lot(seed, offer.identifier), offer.identifier, offer) for offer in offers if accepts(offer, price))
    return Auction(price=price, volume=clearing.volume, trades=trades_of([entry[2] for entry in drawn], clearing.volume))


@kernel("MATCH-10")
def fill_quote(quote: Quote, filled: Units, price: UnitPrice) -> Filled:
    """The quote after units of it were traded at the auction's price.

    Rejects with `FILL_TOO_LARGE`, `PRICE_BEYOND_LIMIT`, `QUOTE_WORTH_TOO_HIGH`, in this order; no auction makes such a trade, and no such quote enters.
    """
    if filled > quote.quantity:
        raise Reject(Code.FILL_TOO_LARGE)
    if price > quote.price if quote.side == Side.DEMAND else price < quote.price:
        raise Reject(Code.PRICE_BEYOND_LIMIT)
    held = held_for(quote.side, worth_of(quote.price, quote.quantity), quote.deposit_ppm)
    rest = held_for(quote.side, worth_of(quote.price, quote.quantity - filled), quote.deposit_ppm)
    paid = price * filled if quote.side == Side.DEMAND else 0
    return Filled(quote=replace(quote, quantity=quote.quantity - filled), paid=paid, freed=held - rest - paid)


def accepts(offer: Offer, price: UnitPrice) -> bool:
    """Whether a quote would trade at a price."""
    return offer.price >= price if offer.side == Side.DEMAND else offer.price <= price


def levels_of(offers: Iterable[Offer]) -> tuple[Level, ...]:
    """What quotes are for price by price, the lowest first."""
    ordered = sorted(offers, key=lambda offer: offer.price)
    levels = []
    demand = supply = 0
    for place, offer in enumerate(ordered):
        if offer.side == Side.DEMAND:
            demand += offer.quantity
        else:
            supply += offer.quantity
        if place + 1 == len(ordered) or ordered[place + 1].price != offer.price:
            levels.append(Level(price=offer.price, demand=demand, supply=supply))
            demand = supply = 0
    return tuple(levels)


def trades_of(drawn: Sequence[Offer], volume: TotalUnits) -> tuple[Trade, ...]:
    """The trades of quotes that all would trade at the price, in the order of their lots: buyers take of suppliers one after the other."""
    buyers = fills_of([offer for offer in drawn if offer.side == Side.DEMAND], min, volume)
    sellers = fills_of([offer for offer in drawn if offer.side == Side.SUPPLY], max, volume)
    trades = []
    bought = sold = seller = 0
    for demand, wanted in buyers:
        while bought < wanted:
            supply, given = sellers[seller]
            quantity = min(wanted - bought, given - sold)
            if quantity > 0:
                trades.append(Trade(demand=demand, supply=supply, quantity=quantity))
            bought += quantity
            sold += quantity
            if sold == given:
                seller, sold = seller + 1, 0
        bought = 0
    return tuple(trades)


def fills_of(offers: Sequence[Offer], worst: Callable[..., UnitPrice], volume: TotalUnits) -> list[tuple[Hash, TotalUnits]]:
    """What each of a side's quotes that would trade at the price trades, in the order of their lots. The side's worst price is its margin."""
    margin = worst(offer.price for offer in offers)
    level = sum(offer.quantity for offer in offers if offer.price == margin)
    rest = margin_rest(volume, sum(offer.quantity for offer in offers) - level, level)
    fills = []
    before = 0
    for offer in offers:
        if offer.price == margin:
            fills.append((offer.identifier, margin_fill(rest, level, before, offer.quantity)))
            before += offer.quantity
        else:
            fills.append((offer.identifier, offer.quantity))
    return fills
