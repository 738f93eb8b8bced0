# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""Theorem 31: an auction trades the most that can be traded, at one price, against nobody's quote, to the unit, whatever the order of arrival."""

from typing import Annotated

from reference.agent.clearing import NO_CLEARING, Clearing, Level, Sweep, find_clearing, middle_price, sweep_level, weigh_prices
from reference.agent.matching import Auction, Filled, Offer, accepts, clear_market, fill_quote, levels_of, margin_fill, margin_rest, trades_of
from reference.agent.quotes import worth_of
from reference.codes import Code
from reference.numbers import Hash, Length, Range
from reference.state.listing import HIGHEST_PRICE
from reference.state.quote import Quote, TotalUnits, held_by, held_for
from reference.wire.market_bodies import Side, UnitPrice, Units
from spec.prover.statement import Says, first_failing, rejection, theorem

HASHED = "it sorts any number of quotes by hashes, which Z3 does not see through"

SomePrice = Annotated[int, Range(1, 12)]
"""A price, drawn so that prices often meet."""

Drawn = Annotated[tuple[tuple[Side, SomePrice, Annotated[int, Range(1, 9)]], ...], Length(0, 12)]
"""Quotes of an auction, drawn: side, price and units."""


def better(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the first demand and supply trade more than the second, or as much with less imbalance."""
    one_volume, other_volume = min(one), min(other)
    return (one_volume > other_volume) | ((one_volume == other_volume) & (max(one) < max(other)))


def at(levels: tuple[Level, ...], price: UnitPrice) -> tuple[int, int]:
    """Demand and supply at a price, by the definition."""
    demand = sum(level.demand if level.price >= price else 0 for level in levels)
    return demand, sum(level.supply if level.price <= price else 0 for level in levels)


@theorem("MATCH-3", "All prices can be weighed.", says=Says.ACCEPTANCE)
def weighing_never_rejects(best: Clearing, low: UnitPrice, high: UnitPrice, demand: TotalUnits, supply: TotalUnits) -> bool:
    return rejection(weigh_prices, best, low, high, demand, supply) is None


@theorem(
    "MATCH-3",
    "Prices that trade more, or as much with less imbalance, take the place of the best; as good ones join them; all others change nothing.",
    says=Says.AMOUNTS,
)
def weighing_is_exact(best: Clearing, low: UnitPrice, high: UnitPrice, demand: TotalUnits, supply: TotalUnits) -> bool:
    volume = demand if demand < supply else supply
    imbalance = demand - supply if demand > supply else supply - demand
    weighed = weigh_prices(best, low, high, demand, supply)
    if (volume > 0) & ((volume > best.volume) | ((volume == best.volume) & (imbalance < best.imbalance))):
        return weighed == Clearing(volume=volume, imbalance=imbalance, low=low, high=high)
    if (volume > 0) & (volume == best.volume) & (imbalance == best.imbalance):
        return weighed == Clearing(volume=volume, imbalance=imbalance, low=best.low, high=high)
    return weighed == best


@theorem(
    "MATCH-3",
    "Why it is an interval: where demand does not rise with the price, nor supply fall, no price between two others is worse than both of them.",
    says=Says.INVARIANT,
)
def clearing_prices_have_no_gap(one: tuple[TotalUnits, TotalUnits], middle: tuple[TotalUnits, TotalUnits], other: tuple[TotalUnits, TotalUnits]) -> bool:
    ordered = (one[0] >= middle[0]) & (middle[0] >= other[0]) & (one[1] <= middle[1]) & (middle[1] <= other[1])
    return not ordered or not (better(one, middle) and better(other, middle))


@theorem("MATCH-4", "Every interval has a middle.", says=Says.ACCEPTANCE)
def middle_never_rejects(low: UnitPrice, high: UnitPrice) -> bool:
    return rejection(middle_price, low, high) is None


@theorem("MATCH-4", "The middle is half of the sum of both ends, rounded down; of an interval without prices it is the lower end.", says=Says.AMOUNTS)
def middle_is_exact(low: UnitPrice, high: UnitPrice) -> bool:
    return middle_price(low, high) == ((low + high) // 2 if low <= high else low)


@theorem("MATCH-4", "The middle lies in the interval.", says=Says.INVARIANT)
def middle_is_inside(low: UnitPrice, high: UnitPrice) -> bool:
    middle = middle_price(low, high)
    return low > high or (low <= middle) & (middle <= high)


def is_sweep(sweep: Sweep, level: Level) -> bool:
    """What a pass keeps of what it has found: prices that it looked at, or none; and the level is the next one."""
    found = sweep.clearing
    past = (found.low <= found.high) & (found.high < sweep.floor)
    units = (level.demand <= sweep.demand) & (sweep.supply + level.supply < 2**52)
    return ((found == NO_CLEARING) | ((found.volume > 0) & past)) & units & (sweep.floor <= level.price)


@theorem(
    "MATCH-5",
    "Theorem 31, step by step and so for any number of levels: what a step finds is no worse than what it passes over, and as good a price is among it.",
    assuming=is_sweep,
)
def a_step_finds_the_best_of_what_it_passes(sweep: Sweep, level: Level, price: UnitPrice) -> bool:
    if (price < sweep.floor) | (price > level.price):
        return True
    found = sweep_level(sweep, level).clearing
    here = (sweep.demand, sweep.supply + level.supply if price == level.price else sweep.supply)
    volume, imbalance = min(here), max(here) - min(here)
    worse = (volume == 0) | (volume < found.volume) | ((volume == found.volume) & (imbalance > found.imbalance))
    as_good = (volume == found.volume) & (imbalance == found.imbalance)
    return worse | (as_good & (found.low <= price) & (price <= found.high))


@theorem(
    "MATCH-5",
    "No step forgets what was found for less: it keeps the prices, or puts better ones that it passes in their place; and the next one may rely on as much.",
    assuming=is_sweep,
)
def a_step_forgets_nothing(sweep: Sweep, level: Level) -> bool:
    after = sweep_level(sweep, level)
    was, found = sweep.clearing, after.clearing
    kept = (found.volume == was.volume) & (found.imbalance == was.imbalance) & (found.low == was.low) & (found.high >= was.high)
    better_one = (found.volume > was.volume) | ((found.volume == was.volume) & (found.imbalance < was.imbalance))
    sound = (found == NO_CLEARING) | ((found.volume > 0) & (found.low <= found.high) & (found.high < after.floor))
    return sound & (kept | (better_one & (found.low >= sweep.floor)))


def ascending(levels: tuple[Level, Level]) -> bool:
    """Whether levels are sorted by their prices, each price once, and their units are such as a market can have."""
    return (levels[0].price < levels[1].price) & (levels[0].demand + levels[1].demand < 2**52) & (levels[0].supply + levels[1].supply < 2**52)


@theorem("MATCH-5", "Every book has its clearing prices, or none.", says=Says.ACCEPTANCE, bounded="two levels")
def clearing_never_rejects(levels: tuple[Level, Level]) -> bool:
    return rejection(find_clearing, levels) is None


@theorem(
    "MATCH-5",
    "Theorem 31: at no price more is traded than at those found, nor as much with less imbalance; a price as good as they are is one of them.",
    says=Says.INVARIANT,
    assuming=ascending,
    bounded="two levels",
)
def clearing_is_the_best(levels: tuple[Level, Level], price: UnitPrice) -> bool:
    found = find_clearing(levels)
    demand, supply = at(levels, price)
    volume, longer = min(demand, supply), max(demand, supply)
    worse = (volume == 0) | (volume < found.volume) | ((volume == found.volume) & (longer - volume > found.imbalance))
    as_good = (volume == found.volume) & (longer - volume == found.imbalance)
    return worse | (as_good & (found.low <= price) & (price <= found.high))


@theorem(
    "MATCH-5",
    "Every price found trades the volume with the imbalance that it was found with.",
    says=Says.AMOUNTS,
    assuming=ascending,
    bounded="two levels",
)
def clearing_is_exact(levels: tuple[Level, Level], price: UnitPrice) -> bool:
    found = find_clearing(levels)
    demand, supply = at(levels, price)
    outside = (found.volume == 0) | (price < found.low) | (price > found.high)
    return outside or (min(demand, supply) == found.volume and max(demand, supply) == found.volume + found.imbalance)


@theorem("MATCH-6", "The worst price always has a rest.", says=Says.ACCEPTANCE)
def rest_never_rejects(volume: TotalUnits, better: TotalUnits, level: TotalUnits) -> bool:
    return rejection(margin_rest, volume, better, level) is None


@theorem("MATCH-6", "The rest is what better prices leave of the volume, and at most what the worst price is for.", says=Says.AMOUNTS)
def rest_is_exact(volume: TotalUnits, better: TotalUnits, level: TotalUnits) -> bool:
    left = volume - better if volume > better else 0
    return margin_rest(volume, better, level) == (left if left < level else level)


@theorem(
    "MATCH-6",
    "On the longer side of a best price, better prices and the rest of the worst together trade just the volume.",
    says=Says.INVARIANT,
)
def the_better_and_the_rest_are_the_volume(better: TotalUnits, level: TotalUnits, supply: TotalUnits, more: TotalUnits) -> bool:
    """Demand is longer here: `better + level` at the price. A unit of the coin above the worst accepted price it is `better`, and supply is `supply + more`."""
    demand = better + level
    is_longer = demand > supply
    is_best = not is_better((better, supply + more), (demand, supply))
    return not (is_longer and level > 0 and is_best) or better + margin_rest(supply, better, level) == supply


def is_better(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """The same as `better`, whose name is a parameter here."""
    return better(one, other)


@theorem("MATCH-7", "Every quote at the margin is filled somehow.", says=Says.ACCEPTANCE)
def filling_at_the_margin_never_rejects(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    return rejection(margin_fill, rest, level, before, quantity) is None


def is_within(level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    """Whether the quote is one of the level."""
    return before + quantity <= level


@theorem("MATCH-7", "A quote trades what all up to it are worth together, rounded down, less what those before it are.", says=Says.AMOUNTS, assuming=is_within)
def filling_at_the_margin_is_exact(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    filled = margin_fill(rest, level, before, quantity)
    return filled == (0 if level == 0 else rest * (before + quantity) // level - rest * before // level)


def is_margin(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    """Whether the quote is one of the level, and the rest no more than the level."""
    return (rest <= level) & (before + quantity <= level)


@theorem(
    "MATCH-7",
    "No quote trades more than it has, and none is a unit or more off its exact part of the rest.",
    says=Says.INVARIANT,
    assuming=is_margin,
)
def filling_at_the_margin_is_fair(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    filled = margin_fill(rest, level, before, quantity)
    return filled <= quantity and (level == 0 or (filled * level < rest * quantity + level) & (rest * quantity < filled * level + level))


def are_neighbours(level: TotalUnits, before: TotalUnits, quantity: Units, following: Units) -> bool:
    """Whether both quotes are of the level."""
    return (level > 0) & (before + quantity + following <= level)


@theorem(
    "MATCH-7",
    "Two neighbours by lot trade together what one quote of all their units would: so those of a whole level trade the rest.",
    assuming=are_neighbours,
)
def fills_at_the_margin_add_up(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units, following: Units) -> bool:
    together = margin_fill(rest, level, before, quantity) + margin_fill(rest, level, before + quantity, following)
    return together == rest * (before + quantity + following) // level - rest * before // level


@theorem("MATCH-7", "All the units of a level, as of one quote, trade the whole rest.", assuming=is_margin)
def a_whole_level_trades_the_rest(rest: TotalUnits, level: TotalUnits, before: TotalUnits, quantity: Units) -> bool:
    return level == 0 or before != 0 or quantity != level or margin_fill(rest, level, before, quantity) == rest


@theorem(
    "MATCH-10",
    "The quote has so many units less; a buyer pays the price of each, and what was held beyond that, or of a supplier, is freed.",
    says=Says.AMOUNTS,
)
def filling_is_exact(quote: Quote, filled: Units, price: UnitPrice) -> bool:
    rest = quote.quantity - filled
    after = Quote(side=quote.side, price=quote.price, quantity=rest, entered=quote.entered, last=quote.last, deposit_ppm=quote.deposit_ppm)
    if quote.side == Side.DEMAND:
        expected = Filled(quote=after, paid=price * filled, freed=(quote.price - price) * filled)
    else:
        held, left = (held_for(quote.side, quote.price * units, quote.deposit_ppm) for units in (quote.quantity, rest))
        expected = Filled(quote=after, paid=0, freed=held - left)
    return fill_quote(quote, filled, price) == expected


@theorem("MATCH-10", "No fill is taken for the first of: more units than there are, a price beyond the limit, a worth that no quote has.", says=Says.ACCEPTANCE)
def filling_accepts(quote: Quote, filled: Units, price: UnitPrice) -> bool:
    worse = price > quote.price if quote.side == Side.DEMAND else price < quote.price
    expected = first_failing(
        (filled > quote.quantity, Code.FILL_TOO_LARGE),
        (worse, Code.PRICE_BEYOND_LIMIT),
        (quote.price * quote.quantity > HIGHEST_PRICE, Code.QUOTE_WORTH_TOO_HIGH),
    )
    return rejection(fill_quote, quote, filled, price) == expected


@theorem(
    "MATCH-10",
    "Theorem 31: nobody pays more, or is paid less, than its limit for what it trades, and what was held is paid, freed, or held still, to the unit.",
    says=Says.INVARIANT,
)
def filling_is_rational_and_conserves(quote: Quote, filled: Units, price: UnitPrice) -> bool:
    before = held_for(quote.side, worth_of(quote.price, quote.quantity), quote.deposit_ppm)
    after = fill_quote(quote, filled, price)
    held = held_for(after.quote.side, worth_of(after.quote.price, after.quote.quantity), after.quote.deposit_ppm)
    rational = after.paid <= quote.price * filled if quote.side == Side.DEMAND else price * filled >= quote.price * filled
    return rational and before == held + after.paid + after.freed


@theorem(
    "MATCH-10",
    "Theorem 31: what was held for two quotes that trade is held still, paid by the buyer, or freed; of the supplier's deposit nothing is paid.",
)
def a_trade_conserves(demand: Quote, supply: Quote, quantity: Units, price: UnitPrice) -> bool:
    if demand.side != Side.DEMAND or supply.side != Side.SUPPLY:
        return True
    bought, sold = fill_quote(demand, quantity, price), fill_quote(supply, quantity, price)
    left = held_by(bought.quote) + held_by(sold.quote) + bought.paid + bought.freed + sold.freed
    return left == held_by(demand) + held_by(supply) and sold.paid == 0 and bought.paid == price * quantity and supply.price <= price <= demand.price


def offers_of(drawn: Drawn) -> tuple[Offer, ...]:
    """Drawn quotes with identifiers."""
    return tuple(Offer(bytes((place + 1,)) * 32, *each) for place, each in enumerate(drawn))


def filled(auction: Auction, identifier: Hash) -> int:
    """What a quote trades."""
    return sum(trade.quantity for trade in auction.trades if identifier in (trade.demand, trade.supply))


@theorem("MATCH-9", "Theorem 31: the order in which quotes arrive decides nothing.", says=Says.INVARIANT, tested=HASHED)
def auction_ignores_arrival(drawn: Drawn, seed: Hash) -> bool:
    offers = offers_of(drawn)
    return clear_market(offers, seed) == clear_market(offers[::-1], seed) == clear_market(offers[1::2] + offers[::2], seed)


@theorem("MATCH-9", "Theorem 31: both sides trade the volume, and nobody more than it quoted or beyond its limit.", says=Says.AMOUNTS, tested=HASHED)
def auction_conserves(drawn: Drawn, seed: Hash) -> bool:
    offers = offers_of(drawn)
    auction = clear_market(offers, seed)
    sums = {side: sum(filled(auction, offer.identifier) for offer in offers if offer.side == side) for side in Side}
    kept = all(filled(auction, offer.identifier) <= (offer.quantity if accepts(offer, auction.price) else 0) for offer in offers)
    return sums[Side.DEMAND] == sums[Side.SUPPLY] == auction.volume and kept


@theorem("MATCH-9", "Every book has an auction.", says=Says.ACCEPTANCE, tested=HASHED)
def auction_never_rejects(drawn: Drawn, seed: Hash) -> bool:
    return rejection(clear_market, offers_of(drawn), seed) is None


def three_offers(prices: tuple[UnitPrice, UnitPrice, UnitPrice], units: tuple[Units, Units, Units], third: Side) -> list[Offer]:
    """Three quotes."""
    return [
        Offer(bytes(32), Side.DEMAND, prices[0], units[0]),
        Offer(bytes(31) + b"\1", Side.SUPPLY, prices[1], units[1]),
        Offer(bytes(31) + b"\2", third, prices[2], units[2]),
    ]


def are_offers(prices: tuple[UnitPrice, UnitPrice, UnitPrice], units: tuple[Units, Units, Units]) -> bool:
    """Whether there are units at a price."""
    return (prices[0] > 0) & (prices[1] > 0) & (prices[2] > 0) & (units[0] > 0) & (units[1] > 0) & (units[2] > 0)


@theorem(
    "MATCH-9",
    "Theorem 31: no price trades more than the auction's, or as much with less imbalance, by the quotes themselves.",
    assuming=are_offers,
    bounded="a buyer, a supplier, and a third quote",
)
def auction_is_the_best(prices: tuple[UnitPrice, UnitPrice, UnitPrice], units: tuple[Units, Units, Units], third: Side, price: UnitPrice) -> bool:
    offers = three_offers(prices, units, third)
    found = find_clearing(levels_of(offers))
    agreed = middle_price(found.low, found.high)
    here, there = demand_and_supply(offers, agreed), demand_and_supply(offers, price)
    return (min(there) == 0) if found.volume == 0 else (min(here) == found.volume and not better(there, here))


def demand_and_supply(offers: list[Offer], price: UnitPrice) -> tuple[int, int]:
    """What both sides would trade at a price, one quote after the other."""
    demand = sum(offer.quantity if accepts(offer, price) else 0 for offer in offers if offer.side == Side.DEMAND)
    return demand, sum(offer.quantity if accepts(offer, price) else 0 for offer in offers if offer.side == Side.SUPPLY)


@theorem(
    "MATCH-9",
    "Theorem 31: the order of arrival decides nothing about the price or the volume.",
    assuming=are_offers,
    bounded="a buyer, a supplier, and a third quote",
)
def price_ignores_arrival(prices: tuple[UnitPrice, UnitPrice, UnitPrice], units: tuple[Units, Units, Units], third: Side) -> bool:
    buyer, supplier, other = three_offers(prices, units, third)
    found = find_clearing(levels_of([buyer, supplier, other]))
    return found == find_clearing(levels_of([supplier, buyer, other])) and found == find_clearing(levels_of([supplier, other, buyer]))


@theorem(
    "MATCH-9",
    "Theorem 31: in an order of lots, whatever it is, both sides trade the volume to the unit, and nobody more than it quoted.",
    assuming=are_offers,
    bounded="two sellers and a buyer, whom the price suits all",
)
def trades_conserve(prices: tuple[UnitPrice, UnitPrice, UnitPrice], units: tuple[Units, Units, Units]) -> bool:
    offers = three_offers(prices, units, Side.SUPPLY)
    found = find_clearing(levels_of(offers))
    agreed = middle_price(found.low, found.high)
    if not all(accepts(offer, agreed) for offer in offers):
        return True
    trades = trades_of(offers, found.volume)
    kept = all(sum(trade.quantity for trade in trades if offer.identifier in (trade.demand, trade.supply)) <= offer.quantity for offer in offers)
    return sum(trade.quantity for trade in trades) == found.volume and kept
