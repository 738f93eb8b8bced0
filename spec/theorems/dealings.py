# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a chip's assets: whose data it takes for its node's, and that it can spend what it may."""

from reference.agent.chip.dealing import affordable_units, check_kept, check_price, cost_to_fund, follow_price, spendable
from reference.agent.chip.purses import Limits, Spending
from reference.agent.chip.wallet import spend_within
from reference.agent.orders import price_order
from reference.agent.quoting import is_allowed
from reference.codes import Code
from reference.numbers import AccountId, Amount, Ppm, Slot
from reference.state.listing import HIGHEST_PRICE
from reference.state.order import Phase
from reference.state.replica import ReplicaStage
from reference.wire.listing_bodies import Quantity
from reference.wire.market_bodies import Side, UnitPrice, Units
from spec.prover.statement import Says, first_failing, rejection, theorem


@theorem("WALLET-12", "A chip takes in a replica of an order of which it is one side's, and not both, once both sides have agreed on it.", says=Says.ACCEPTANCE)
def keeping_accepts(chip: AccountId, provider: AccountId, consumer: AccountId, stage: ReplicaStage) -> bool:
    one = (chip == provider) != (chip == consumer)
    expected = first_failing((not one, Code.PARTY_FOREIGN), (stage != ReplicaStage.ACCEPTED, Code.REPLICA_NOT_ACCEPTED))
    return rejection(check_kept, chip, provider, consumer, stage) == expected


@theorem("WALLET-12", "The data are the chip's own just where it is the consumer's.", says=Says.AMOUNTS)
def ownership_is_exact(chip: AccountId, provider: AccountId, consumer: AccountId, stage: ReplicaStage) -> bool:
    return check_kept(chip, provider, consumer, stage) == (chip == consumer)


@theorem("WALLET-12", "Of each replica one side's chip has the data as its own, and the other's as another's.", says=Says.INVARIANT)
def data_have_one_owner(chip: AccountId, provider: AccountId, consumer: AccountId, stage: ReplicaStage) -> bool:
    other = provider if check_kept(chip, provider, consumer, stage) else consumer
    return other != chip and check_kept(other, provider, consumer, stage) == (chip != consumer)


@theorem("WALLET-16", "Of every purse it is known what may be spent.", says=Says.ACCEPTANCE)
def spendable_never_rejects(limits: Limits, spending: Spending, certified: Slot, balance: Amount, fee: Amount) -> bool:
    return rejection(spendable, limits, spending, certified, balance, fee) is None


@theorem("WALLET-16", "It is the least of the limit for one, what is left of the window, and the balance, less the fee.", says=Says.AMOUNTS)
def spendable_is_exact(limits: Limits, spending: Spending, certified: Slot, balance: Amount, fee: Amount) -> bool:
    spent = 0 if certified >= spending.began + limits.window_slots else spending.spent
    bounds = (limits.order - fee, limits.window - spent - fee, balance - fee)
    got = spendable(limits, spending, certified, balance, fee)
    if got == 0:
        return any(bound <= 0 for bound in bounds)
    return all(got <= bound for bound in bounds) and any(got == bound for bound in bounds)


@theorem("WALLET-16", "As much and the fee are within the limits and the balance, and one more is not.", says=Says.INVARIANT)
def what_may_be_spent_can_be(limits: Limits, spending: Spending, certified: Slot, balance: Amount, fee: Amount) -> bool:
    most = spendable(limits, spending, certified, balance, fee)
    if most == 0:
        return True
    can = rejection(spend_within, limits, spending, certified, most, fee) is None and most + fee <= balance
    more = rejection(spend_within, limits, spending, certified, most + 1, fee) is None and most + 1 + fee <= balance
    return can and not more


@theorem("WALLET-17", "The next price is refused that is not above the last one.", says=Says.ACCEPTANCE)
def following_accepts(lowest: Amount, price: UnitPrice) -> bool:
    return rejection(follow_price, lowest, price) == (Code.BOOK_UNORDERED if price < lowest else None)


@theorem("WALLET-17", "The lowest that may follow is one above.", says=Says.AMOUNTS)
def following_is_exact(lowest: Amount, price: UnitPrice) -> bool:
    return follow_price(lowest, price) == price + 1


@theorem("WALLET-17", "No price comes twice, and none after a higher one.", says=Says.INVARIANT)
def prices_rise(lowest: Amount, price: UnitPrice, following: UnitPrice) -> bool:
    taken = rejection(follow_price, follow_price(lowest, price), following) is None
    return not taken or following > price


@theorem("WALLET-18", "Of every quote it is known for how many units it can be.", says=Says.ACCEPTANCE)
def affordable_never_rejects(side: Side, price: UnitPrice, deposit_ppm: Ppm, allowance: Amount) -> bool:
    return rejection(affordable_units, side, price, deposit_ppm, allowance) is None


@theorem("WALLET-18", "A quote for as many, or for fewer, is allowed by MATCH-11.", says=Says.INVARIANT)
def what_is_affordable_is_allowed(side: Side, price: UnitPrice, fewer: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    most = affordable_units(side, price, deposit_ppm, allowance)
    return fewer == 0 or fewer > most or is_allowed(side, price, fewer, deposit_ppm, allowance)


@theorem("WALLET-18", "A quote for more is not.", says=Says.AMOUNTS)
def no_more_is_affordable(side: Side, price: UnitPrice, more: Units, deposit_ppm: Ppm, allowance: Amount) -> bool:
    most = affordable_units(side, price, deposit_ppm, allowance)
    return more <= most or not is_allowed(side, price, more, deposit_ppm, allowance)


@theorem("WALLET-19", "A buyer's price is refused above the mandate's, and a seller's below it.", says=Says.ACCEPTANCE)
def prices_are_checked(side: Side, limit: UnitPrice, price: UnitPrice) -> bool:
    beyond = price > limit if side == Side.DEMAND else price < limit
    return rejection(check_price, side, limit, price) == (Code.PRICE_BEYOND_MANDATE if beyond else None)


@theorem("WALLET-19", "Whatever an auction's price is that a quote of this price accepts, no unit is traded at a loss to the owner.", says=Says.INVARIANT)
def nothing_is_traded_at_a_loss(side: Side, limit: UnitPrice, price: UnitPrice, traded: UnitPrice) -> bool:
    signed = rejection(check_price, side, limit, price) is None
    if side == Side.DEMAND:
        return not signed or traded > price or traded <= limit
    return not signed or traded < price or traded >= limit


@theorem("WALLET-22", "A chip pays orders of its own that are ordered and not paid, and that cost no more than can be held.", says=Says.ACCEPTANCE)
def funding_accepts(chip: AccountId, consumer: AccountId, phase: Phase, price: Amount, quantity: Quantity) -> bool:
    expected = first_failing(
        (chip != consumer, Code.MOVE_OF_ANOTHER),
        (phase != Phase.ORDERED, Code.MOVE_NOT_POSSIBLE),
        (price * quantity > HIGHEST_PRICE, Code.PRICE_TOO_HIGH),
    )
    return rejection(cost_to_fund, chip, consumer, phase, price, quantity) == expected


@theorem("WALLET-22", "It pays the price of every unit.", says=Says.AMOUNTS)
def funding_is_exact(chip: AccountId, consumer: AccountId, phase: Phase, price: Amount, quantity: Quantity) -> bool:
    return cost_to_fund(chip, consumer, phase, price, quantity) == price * quantity


@theorem("WALLET-22", "What it counts as spent is what the chain takes for the order.", says=Says.INVARIANT)
def funding_is_what_is_taken(chip: AccountId, consumer: AccountId, phase: Phase, price: Amount, quantity: Quantity, granule: Quantity) -> bool:
    cost = cost_to_fund(chip, consumer, phase, price, quantity)
    return rejection(price_order, price, quantity, granule) is not None or price_order(price, quantity, granule) == cost
