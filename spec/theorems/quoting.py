# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the chip's best quote: it is allowed, and surely worth no less than one at the node's own limit."""

from functools import reduce

from reference.agent.clearing import Level
from reference.agent.matching import margin_fill
from reference.agent.quoting import NO_CHOICE, Aim, Choice, best_quote, is_allowed, prefer_choice, sure_fill, surplus_of, weighed_quote
from reference.numbers import Amount, Ppm
from reference.state.listing import HIGHEST_PRICE
from reference.state.quote import TotalUnits, held_for
from reference.wire.market_bodies import Side, UnitPrice, Units
from spec.prover.statement import Fold, Says, rejection, theorem
from spec.theorems.matching import Drawn, SomePrice

MANY = "it holds an auction for each of up to 192 quotes"


@theorem("MATCH-11", "Of every quote it is known whether it is allowed.", says=Says.ACCEPTANCE)
def allowing_never_rejects(side: Side, price: UnitPrice, quantity: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    return rejection(is_allowed, side, price, quantity, deposit_ppm, allowance) is None


@theorem("MATCH-11", "Allowed is what has units, a price and a worth that can be held, and of which no more than the allowance is held.", says=Says.AMOUNTS)
def allowing_is_exact(side: Side, price: UnitPrice, quantity: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    worth = price * quantity
    allowed = (worth > 0) & (worth <= HIGHEST_PRICE)
    return is_allowed(side, price, quantity, deposit_ppm, allowance) == (allowed and held_for(side, worth, deposit_ppm) <= allowance)


@theorem("MATCH-11", "A buyer that may quote its limit may quote any lower price, for no more units.", says=Says.INVARIANT)
def less_is_allowed(price: UnitPrice, lower: UnitPrice, quantity: Units, fewer: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    asked = (lower > 0) & (lower <= price) & (fewer > 0) & (fewer <= quantity) & (price * quantity <= allowance) & (price * quantity <= HIGHEST_PRICE)
    return not asked or is_allowed(Side.DEMAND, lower, fewer, deposit_ppm, allowance)


@theorem("MATCH-12", "Every quote at the margin has a part that is sure.", says=Says.ACCEPTANCE)
def sure_fill_never_rejects(rest: TotalUnits, level: TotalUnits, quantity: Units) -> bool:
    return rejection(sure_fill, rest, level, quantity) is None


@theorem("MATCH-12", "What is sure is the quote's part of the rest, rounded down, and no more than it is for.", says=Says.AMOUNTS)
def sure_fill_is_exact(rest: TotalUnits, level: TotalUnits, quantity: Units) -> bool:
    part = rest * quantity // level if level > 0 else 0
    return sure_fill(rest, level, quantity) == (part if part < quantity else quantity)


def is_margin(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    """Whether the quote is one of the level, and the rest no more than the level."""
    return (level > 0) & (rest <= level) & (before + quantity <= level)


@theorem("MATCH-12", "Whatever its lot, a quote at the margin trades what is sure, or a unit more.", says=Says.INVARIANT, assuming=is_margin)
def what_is_sure_is_traded(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    sure, traded = sure_fill(rest, level, quantity), margin_fill(rest, level, before, quantity)
    return (sure <= traded) & (traded <= sure + 1)


@theorem("MATCH-13", "Every trade has a surplus.", says=Says.ACCEPTANCE)
def surplus_never_rejects(side: Side, limit: UnitPrice, price: UnitPrice, filled: Units) -> bool:
    return rejection(surplus_of, side, limit, price, filled) is None


@theorem("MATCH-13", "The surplus of a unit is what its price is below the buyer's limit, or above the supplier's; nothing beyond it.", says=Says.AMOUNTS)
def surplus_is_exact(side: Side, limit: UnitPrice, price: UnitPrice, filled: Units) -> bool:
    gain = limit - price if side == Side.DEMAND else price - limit
    return surplus_of(side, limit, price, filled) == (gain * filled if gain > 0 else 0)


@theorem("MATCH-13", "A better price, or more units, are never worth less.", says=Says.INVARIANT)
def surplus_grows(side: Side, limit: UnitPrice, price: UnitPrice, worse: UnitPrice, filled: Units, fewer: Units) -> bool:
    is_worse = (worse >= price if side == Side.DEMAND else worse <= price) and fewer <= filled
    return not is_worse or surplus_of(side, limit, worse, fewer) <= surplus_of(side, limit, price, filled)


@theorem("MATCH-14", "Of two quotes one is preferred.", says=Says.ACCEPTANCE)
def preferring_never_rejects(best: Choice, other: Choice) -> bool:
    return rejection(prefer_choice, best, other) is None


@theorem("MATCH-14", "The other one is preferred just where it is worth more.", says=Says.AMOUNTS)
def preferring_is_exact(best: Choice, other: Choice) -> bool:
    return prefer_choice(best, other) == (other if best.surplus < other.surplus else best)


def no_worse(best: Choice, start: Choice) -> bool:
    """Whether the best so far is worth no less than the one at the limit."""
    return best.surplus >= start.surplus


@theorem(
    "MATCH-14",
    "However many quotes are tried, the one preferred in the end is worth no less than the first, which is the one at the node's limit.",
    says=Says.INVARIANT,
    folding=(Fold(prefer_choice, no_worse),),
)
def trying_never_costs(limit: Choice, tried: tuple[Choice, ...]) -> bool:
    return reduce(prefer_choice, tried, limit).surplus >= limit.surplus


def others_of(drawn: Drawn) -> tuple[Level, ...]:
    """Drawn quotes of others, price by price."""
    prices = sorted({price for _, price, _ in drawn})
    units = {side: {price: sum(each[2] for each in drawn if each[:2] == (side, price)) for price in prices} for side in Side}
    return tuple(Level(price, units[Side.DEMAND][price], units[Side.SUPPLY][price]) for price in prices)


@theorem("MATCH-15", "The quote is allowed and surely worth no less than one at the limit; there is none just where that one is not allowed.", tested=MANY)
def the_best_quote_is_no_worse(drawn: Drawn, side: Side, limit: SomePrice, quantity: SomePrice, allowance: Units) -> bool:
    others, aim = others_of(drawn), Aim(side, limit, quantity, 500_000, allowance % 200)
    choice = best_quote(others, aim)
    if not is_allowed(side, limit, quantity, 500_000, aim.allowance):
        return choice == NO_CHOICE
    allowed = is_allowed(side, choice.price, choice.quantity, 500_000, aim.allowance)
    inside = choice.price <= limit if side == Side.DEMAND else choice.price >= limit
    return allowed and inside and choice.quantity <= quantity and choice.surplus >= weighed_quote(others, aim, limit, quantity).surplus


@theorem("MATCH-15", "No other single price for all the units is surely worth more to a node that may quote it.", tested=MANY)
def no_other_price_is_better(drawn: Drawn, side: Side, limit: SomePrice, quantity: SomePrice) -> bool:
    others, aim = others_of(drawn), Aim(side, limit, quantity, 0, HIGHEST_PRICE)
    prices = range(1, limit + 1) if side == Side.DEMAND else range(limit, 16)
    return all(best_quote(others, aim).surplus >= weighed_quote(others, aim, price, quantity).surplus for price in prices)
