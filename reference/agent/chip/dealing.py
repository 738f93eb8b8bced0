"""What decides when a chip manages assets: what it takes for its node's, what its owner lets it trade, and what that may cost."""

from reference.agent.chip.purses import Limits, Spending
from reference.codes import Code, Reject
from reference.numbers import PPM, AccountId, Amount, Ppm, Slot
from reference.rules import kernel
from reference.state.listing import HIGHEST_PRICE, HeldAmount
from reference.state.order import Phase
from reference.state.replica import ReplicaStage
from reference.wire.listing_bodies import Quantity
from reference.wire.market_bodies import MAX_UNITS, Side, UnitPrice, Units


@kernel("WALLET-12")
def check_kept(chip: AccountId, provider: AccountId, consumer: AccountId, stage: ReplicaStage) -> bool:
    """Whether the data of a replica are the chip's own, of an order of which it is one side's. Rejects with `PARTY_FOREIGN`, then `REPLICA_NOT_ACCEPTED`."""
    if (chip == provider) == (chip == consumer):
        raise Reject(Code.PARTY_FOREIGN)
    if stage != ReplicaStage.ACCEPTED:
        raise Reject(Code.REPLICA_NOT_ACCEPTED)
    return chip == consumer


@kernel("WALLET-16")
def spendable(limits: Limits, spending: Spending, certified: Slot, balance: Amount, fee: Amount) -> Amount:
    """The most that one more transaction with this fee may cost beside the fee, by WALLET-6 and by the balance. Never rejects."""
    over = certified >= spending.began and certified - spending.began >= limits.window_slots
    spent = 0 if over else spending.spent
    left = limits.window - spent if spent < limits.window else 0
    most = min(limits.order, left, balance)
    return most - fee if fee < most else 0


@kernel("WALLET-17")
def follow_price(lowest: Amount, price: UnitPrice) -> Amount:
    """The lowest price that the next level of a book may have, after one of this price, which may be `lowest` itself. Rejects with `BOOK_UNORDERED`."""
    if price < lowest:
        raise Reject(Code.BOOK_UNORDERED)
    return price + 1


@kernel("WALLET-18")
def affordable_units(side: Side, price: UnitPrice, deposit_ppm: Ppm, allowance: Amount) -> Units:
    """The most units that a quote of this price can be for, if no more than `allowance` is held for it (QUOTE-4). Never rejects."""
    if price == 0:
        return 0
    worth = allowance
    if side == Side.SUPPLY:
        worth = allowance * PPM // deposit_ppm if deposit_ppm else HIGHEST_PRICE
    return min(min(worth, HIGHEST_PRICE) // price, MAX_UNITS)


@kernel("WALLET-19")
def check_price(side: Side, limit: UnitPrice, price: UnitPrice) -> None:
    """Check that a price is no worse for the owner than the mandate's. Rejects with `PRICE_BEYOND_MANDATE`."""
    if price > limit if side == Side.DEMAND else price < limit:
        raise Reject(Code.PRICE_BEYOND_MANDATE)


@kernel("WALLET-22")
def cost_to_fund(chip: AccountId, consumer: AccountId, phase: Phase, price: Amount, quantity: Quantity) -> HeldAmount:
    """What the chip pays into escrow for an order that it has proof of.

    Rejects with `MOVE_OF_ANOTHER`, `MOVE_NOT_POSSIBLE`, `PRICE_TOO_HIGH`, in this order; no chain has an order that costs more than can be held.
    """
    if chip != consumer:
        raise Reject(Code.MOVE_OF_ANOTHER)
    if phase != Phase.ORDERED:
        raise Reject(Code.MOVE_NOT_POSSIBLE)
    if quantity != 0 and price > HIGHEST_PRICE // quantity:
        raise Reject(Code.PRICE_TOO_HIGH)
    return price * quantity
