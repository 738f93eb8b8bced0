"""The chip's best quote: which single quote serves its node best, by the others' quotes as they stand.

A quote at the node's own limit is never a mistake, but seldom the best: where it decides the price, a better one for the node would have done as
well. The chip tries a bounded list of quotes by holding the auction of each, and leaves its limit only for what is surely more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Annotated

from reference.agent.clearing import Level, find_clearing, middle_price
from reference.agent.matching import margin_rest
from reference.numbers import Amount, Length, Ppm, Range
from reference.rules import kernel, procedure
from reference.state.listing import HIGHEST_PRICE
from reference.state.quote import TotalUnits, held_for
from reference.wire.market_bodies import Side, UnitPrice, Units

CHIP_LEVELS = 32
"""The most prices of others that a chip looks at."""

Surplus = Annotated[int, Range(0, 2**102 - 1)]
"""What trading is worth to a node beyond what it pays, in units of the coin."""

ChipBook = Annotated[tuple[Level, ...], Length(0, CHIP_LEVELS)]
"""The others' quotes of a market, price by price, the lowest first, each price once."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a node would have its chip trade."""

    side: Side
    """Whether it buys or sells."""

    limit: UnitPrice
    """What a unit is worth to it."""

    quantity: Units
    """How many units."""

    deposit_ppm: Ppm
    """What of a supplier's quote is held."""

    allowance: Amount
    """The most that may be held for the quote, in units of the coin."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A quote that the chip may make."""

    price: UnitPrice
    """Its limit."""

    quantity: Units
    """Its units; none where it is no quote."""

    surplus: Surplus
    """What it is surely worth, by the others' quotes as they stand."""


NO_CHOICE = Choice(price=0, quantity=0, surplus=0)
"""No quote."""


@kernel("MATCH-11")
def is_allowed(side: Side, price: UnitPrice, quantity: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    """Whether the chip may make a quote: the market lets it in (QUOTE-5), and no more is held for it than the node allows."""
    if price == 0 or quantity == 0 or price > HIGHEST_PRICE // quantity:
        return False
    return held_for(side, price * quantity, deposit_ppm) <= allowance


@kernel("MATCH-12")
def sure_fill(rest: TotalUnits, level: TotalUnits, quantity: Units) -> Units:
    """What a quote at the margin trades whatever its lot: its part of `rest`, rounded down. By lot it may be a unit more (MATCH-7)."""
    return min(rest * quantity // level, quantity) if level else 0


@kernel("MATCH-13")
def surplus_of(side: Side, limit: UnitPrice, price: UnitPrice, filled: Units) -> Surplus:
    """What so many units at a price are worth to a node to which one is worth `limit`; nothing where the price is beyond that."""
    if side == Side.DEMAND:
        return (limit - price) * filled if price < limit else 0
    return (price - limit) * filled if price > limit else 0


@kernel("MATCH-14")
def prefer_choice(best: Choice, other: Choice) -> Choice:
    """The better of two quotes: the other one where it is worth more."""
    return other if other.surplus > best.surplus else best


@procedure("MATCH-15")
def best_quote(others: ChipBook, aim: Aim) -> Choice:
    """The quote that the chip makes: at the node's limit, unless another one of those tried is surely worth more; none where even that is not allowed.

    Tried are, with all the units and with no more than the others' other side has there, the others' prices, and those one unit of the coin away,
    which are better for the node than its limit. Never rejects.
    """
    if not is_allowed(aim.side, aim.limit, aim.quantity, aim.deposit_ppm, aim.allowance):
        return NO_CHOICE
    return reduce(prefer_choice, tried_quotes(others, aim), weighed_quote(others, aim, aim.limit, aim.quantity))


def tried_quotes(others: ChipBook, aim: Aim) -> Iterator[Choice]:
    """The quotes that are tried beside the one at the limit, the lowest price first."""
    for level in others:
        for price in (max(level.price, 1) - 1, level.price, min(level.price + 1, HIGHEST_PRICE)):
            is_better = price < aim.limit if aim.side == Side.DEMAND else price > aim.limit
            for quantity in (aim.quantity, min(aim.quantity, available_at(others, aim.side, price))):
                if is_better and is_allowed(aim.side, price, quantity, aim.deposit_ppm, aim.allowance):
                    yield weighed_quote(others, aim, price, quantity)


def available_at(others: ChipBook, side: Side, price: UnitPrice) -> TotalUnits:
    """What the others' other side has at a price."""
    if side == Side.DEMAND:
        return sum(level.supply for level in others if level.price <= price)
    return sum(level.demand for level in others if level.price >= price)


def weighed_quote(others: ChipBook, aim: Aim, price: UnitPrice, quantity: Units) -> Choice:
    """A quote, and what it is surely worth beside the others'."""
    levels = with_own(others, aim.side, price, quantity)
    clearing = find_clearing(levels)
    agreed = middle_price(clearing.low, clearing.high)
    own = [(level.price, level.demand) for level in levels if level.demand and level.price >= agreed]
    if aim.side == Side.SUPPLY:
        own = [(level.price, level.supply) for level in levels[::-1] if level.supply and level.price <= agreed]
    filled = 0
    if clearing.volume and any(accepted == price for accepted, _ in own):
        level = own[0][1]
        rest = margin_rest(clearing.volume, sum(units for _, units in own[1:]), level)
        filled = sure_fill(rest, level, quantity) if own[0][0] == price else quantity
    return Choice(price=price, quantity=quantity, surplus=surplus_of(aim.side, aim.limit, agreed, filled))


def with_own(others: ChipBook, side: Side, price: UnitPrice, quantity: Units) -> tuple[Level, ...]:
    """The others' levels with the chip's own quote among them."""
    same = [level for level in others if level.price == price]
    demand = sum(level.demand for level in same) + (quantity if side == Side.DEMAND else 0)
    supply = sum(level.supply for level in same) + (quantity if side == Side.SUPPLY else 0)
    below = [level for level in others if level.price < price]
    above = [level for level in others if level.price > price]
    return (*below, Level(price=price, demand=demand, supply=supply), *above)
