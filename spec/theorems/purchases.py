# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when somebody buys, delivers, confirms, cancels, refunds, or closes a purchase."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.escrow import Ending, deadline_after, deliver_escrow, open_escrow, priced, settle_escrow
from reference.economy.listing_transactions import (
    apply_purchase,
    apply_purchase_cancel,
    apply_purchase_close,
    apply_purchase_confirm,
    apply_purchase_deliver,
    apply_purchase_refund,
    settle_sale,
)
from reference.economy.listings import LAST_COUNT, is_sale_possible, restock, sell
from reference.numbers import MAX_AMOUNT, PPM, AccountId, Amount, CoinId, Slot
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_freeze, get_listing, get_price, get_sale, put_listing, put_sale
from reference.state.listing import HIGHEST_PRICE, NO_SALE, Escrow, Listing, PurchaseKey, Sale, Stage
from reference.state.state import State
from reference.wire.listing_bodies import (
    MAX_WAIT,
    ListingVersion,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseNumber,
    PurchaseRefund,
    Quantity,
)
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.escrow import in_balances, spendable, with_spendable


def in_escrow(sale: Sale) -> int:
    """What is held for a purchase, in units of its coin."""
    return 0 if sale.escrow.stage == Stage.NONE else sale.escrow.price + sale.escrow.holding


def is_bounded(state: State, key: PurchaseKey) -> bool:
    """What STATE-2 and COIN-6 see to: of a purchase's coin no more is in balances and held for it than an amount can say."""
    sale = get_sale(state, key)
    return in_balances(state, sale.coin) + sale.escrow.price + sale.escrow.holding <= MAX_AMOUNT


def settled(state: State, key: PurchaseKey, ending: Ending, slot: Slot) -> State:
    """What a settlement must leave: what ESCROW-4 says reaches seller and buyer, unsold items are for sale again, and the purchase is forgotten."""
    sale = get_sale(state, key)
    settlement = settle_escrow(sale.escrow, ending, slot)
    paid = with_spendable(state, sale.coin, key[0], spendable(state, sale.coin, key[0]) + settlement.payee)
    paid = with_spendable(paid, sale.coin, sale.buyer, spendable(paid, sale.coin, sale.buyer) + settlement.payer)
    listing = get_listing(state, (key[0], key[1]))
    stocked = paid if settlement.sold else put_listing(paid, (key[0], key[1]), restock(listing, sale.quantity))
    return put_sale(stocked, key, NO_SALE)


def unlike(sale: Sale, buyer: AccountId) -> Code | None:
    """Why a purchase is not one that this buyer has made."""
    return first_failing((sale.escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN), (sale.buyer != buyer, Code.NOT_BUYER))


def settling_as_buyer(state: State, sender: AccountId, key: PurchaseKey, ending: Ending, slot: Slot) -> Code | None:
    """Why a buyer may not end a purchase."""
    sale = get_sale(state, key)
    return unlike(sale, sender) or rejection(settle_escrow, sale.escrow, ending, slot)


@theorem(
    "PURCHASE-1",
    "Rejected for the first of: one's own listing; what LISTING-4 and ESCROW-1 say; above the limit; frozen in the coin; balance too small.",
    says=Says.ACCEPTANCE,
)
def buying_accepts(state: State, sender: AccountId, body: Purchase, slot: Slot) -> bool:
    listing, price = get_listing(state, (body.seller, body.number)), get_price(state, (body.seller, body.number, body.coin)).amount
    cost = price * body.quantity
    whole = cost + cost * listing.holding_ppm // PPM
    expected = first_failing(
        (sender == body.seller, Code.PURCHASE_FROM_SELF),
        (listing.version == 0, Code.LISTING_UNKNOWN),
        (not listing.active, Code.LISTING_SUSPENDED),
        (body.version != listing.version, Code.LISTING_VERSION_MISMATCH),
        (price == 0, Code.COIN_NOT_ACCEPTED),
        (body.quantity > listing.stock, Code.STOCK_EXHAUSTED),
        (listing.purchases == LAST_COUNT, Code.COUNTER_EXHAUSTED),
        (body.quantity == 0, Code.QUANTITY_ZERO),
        (cost > HIGHEST_PRICE, Code.PRICE_TOO_HIGH),
        (whole > body.limit, Code.COST_ABOVE_LIMIT),
        (body.coin != SSP and get_freeze(state, body.coin, sender).slot != 0, Code.ACCOUNT_FROZEN),
        (spendable(state, body.coin, sender) < whole, Code.INSUFFICIENT_BALANCE),
    )
    return rejection(apply_purchase, state, sender, body, slot) == expected


@theorem(
    "PURCHASE-1", "The price and the fee for holding leave the buyer and are held, the items leave the stock, and nothing else changes.", says=Says.AMOUNTS
)
def buying_is_exact(state: State, sender: AccountId, body: Purchase, slot: Slot) -> bool:
    key = (body.seller, body.number)
    listing, price = get_listing(state, key), get_price(state, (*key, body.coin)).amount * body.quantity
    holding = price * listing.holding_ppm // PPM
    after = apply_purchase(state, sender, body, slot)
    expected = with_spendable(state, body.coin, sender, spendable(state, body.coin, sender) - price - holding)
    left = replace(listing, stock=listing.stock - body.quantity, purchases=listing.purchases + 1)
    escrow = Escrow(Stage.HELD, price, holding, deadline_after(slot, listing.deliver_slots))
    sale = Sale(sender, listing.version, body.coin, body.quantity, listing.confirm_slots, escrow)
    return after == put_sale(put_listing(expected, key, left), (*key, listing.purchases), sale)


@theorem("PURCHASE-1", "What leaves the balances of the coin is held, to the unit, and no more than the buyer's limit.", says=Says.INVARIANT)
def buying_conserves(state: State, sender: AccountId, body: Purchase, slot: Slot) -> bool:
    after = apply_purchase(state, sender, body, slot)
    sale = get_sale(after, (body.seller, body.number, get_listing(state, (body.seller, body.number)).purchases))
    held = in_escrow(sale)
    return in_balances(after, body.coin) + held == in_balances(state, body.coin) and sale.coin == body.coin and held <= body.limit


@theorem("PURCHASE-2", "A delivery is rejected for the first of: no such purchase from the sender, another's, what ESCROW-3 says.", says=Says.ACCEPTANCE)
def a_delivery_accepts(state: State, sender: AccountId, body: PurchaseDeliver, slot: Slot) -> bool:
    sale = get_sale(state, (sender, body.number, body.purchase))
    expected = unlike(sale, body.buyer) or rejection(deliver_escrow, sale.escrow, slot, sale.confirm_slots)
    return rejection(apply_purchase_deliver, state, sender, body, slot) == expected


@theorem("PURCHASE-2", "The purchase is delivered, and has the deadline of its terms; nothing else changes.", says=Says.AMOUNTS)
def a_delivery_is_exact(state: State, sender: AccountId, body: PurchaseDeliver, slot: Slot) -> bool:
    key = (sender, body.number, body.purchase)
    sale = get_sale(state, key)
    escrow = Escrow(Stage.DELIVERED, sale.escrow.price, sale.escrow.holding, deadline_after(slot, sale.confirm_slots))
    return apply_purchase_deliver(state, sender, body, slot) == put_sale(state, key, replace(sale, escrow=escrow))


@theorem("PURCHASE-2", "A delivery moves no money, and is of what the named buyer has bought.", says=Says.INVARIANT)
def a_delivery_conserves(state: State, sender: AccountId, body: PurchaseDeliver, slot: Slot, coin: CoinId) -> bool:
    after, key = apply_purchase_deliver(state, sender, body, slot), (sender, body.number, body.purchase)
    if get_sale(state, key).buyer != body.buyer:
        return False
    return in_balances(after, coin) == in_balances(state, coin) and in_escrow(get_sale(after, key)) == in_escrow(get_sale(state, key))


@theorem("PURCHASE-3", "A confirmation is rejected for the first of: no such purchase, another's.", says=Says.ACCEPTANCE)
def confirming_accepts(state: State, sender: AccountId, body: PurchaseConfirm, slot: Slot) -> bool:
    key = (body.seller, body.number, body.purchase)
    return not is_bounded(state, key) or rejection(apply_purchase_confirm, state, sender, body, slot) == unlike(get_sale(state, key), sender)


@theorem("PURCHASE-3", "The price reaches the seller, the fee for holding the buyer; nothing else changes.", says=Says.AMOUNTS)
def confirming_is_exact(state: State, sender: AccountId, body: PurchaseConfirm, slot: Slot) -> bool:
    key = (body.seller, body.number, body.purchase)
    return apply_purchase_confirm(state, sender, body, slot) == settled(state, key, Ending.CONFIRM, slot)


@theorem("PURCHASE-3", "Only the buyer confirms, and what was held is in balances again.", says=Says.INVARIANT)
def confirming_conserves(state: State, sender: AccountId, body: PurchaseConfirm, slot: Slot) -> bool:
    sale, after = get_sale(state, (body.seller, body.number, body.purchase)), apply_purchase_confirm(state, sender, body, slot)
    return sale.buyer == sender and in_balances(after, sale.coin) == in_balances(state, sale.coin) + in_escrow(sale)


@theorem("PURCHASE-4", "A cancellation is rejected for the first of: no such purchase, another's, delivered, too late.", says=Says.ACCEPTANCE)
def cancelling_accepts(state: State, sender: AccountId, body: PurchaseCancel, slot: Slot) -> bool:
    key = (body.seller, body.number, body.purchase)
    expected = settling_as_buyer(state, sender, key, Ending.CANCEL, slot)
    return not is_bounded(state, key) or rejection(apply_purchase_cancel, state, sender, body, slot) == expected


@theorem(
    "PURCHASE-4", "The fee for holding reaches the seller, the price the buyer, and the items are for sale again; nothing else changes.", says=Says.AMOUNTS
)
def cancelling_is_exact(state: State, sender: AccountId, body: PurchaseCancel, slot: Slot) -> bool:
    key = (body.seller, body.number, body.purchase)
    return apply_purchase_cancel(state, sender, body, slot) == settled(state, key, Ending.CANCEL, slot)


@theorem("PURCHASE-4", "Only the buyer cancels, and what was held is in balances again.", says=Says.INVARIANT)
def cancelling_conserves(state: State, sender: AccountId, body: PurchaseCancel, slot: Slot) -> bool:
    sale, after = get_sale(state, (body.seller, body.number, body.purchase)), apply_purchase_cancel(state, sender, body, slot)
    return sale.buyer == sender and in_balances(after, sale.coin) == in_balances(state, sale.coin) + in_escrow(sale)


@theorem("PURCHASE-5", "A refund is rejected for the first of: no such purchase from the sender, another's.", says=Says.ACCEPTANCE)
def refunding_accepts(state: State, sender: AccountId, body: PurchaseRefund, slot: Slot) -> bool:
    key = (sender, body.number, body.purchase)
    return not is_bounded(state, key) or rejection(apply_purchase_refund, state, sender, body, slot) == unlike(get_sale(state, key), body.buyer)


@theorem("PURCHASE-5", "Everything reaches the buyer, and the items are for sale again; nothing else changes.", says=Says.AMOUNTS)
def refunding_is_exact(state: State, sender: AccountId, body: PurchaseRefund, slot: Slot) -> bool:
    return apply_purchase_refund(state, sender, body, slot) == settled(state, (sender, body.number, body.purchase), Ending.REFUND, slot)


@theorem("PURCHASE-5", "What was held is in balances again, and the seller has no more of it.", says=Says.INVARIANT)
def refunding_conserves(state: State, sender: AccountId, body: PurchaseRefund, slot: Slot) -> bool:
    sale, after = get_sale(state, (sender, body.number, body.purchase)), apply_purchase_refund(state, sender, body, slot)
    kept = sale.buyer == sender or spendable(after, sale.coin, sender) == spendable(state, sale.coin, sender)
    return kept and in_balances(after, sale.coin) == in_balances(state, sale.coin) + in_escrow(sale)


@theorem(
    "PURCHASE-6", "A purchase is not closed for the first of: there is none, its time is not over. Theorem 10: once it is, anybody can.", says=Says.ACCEPTANCE
)
def closing_accepts(state: State, sender: AccountId, body: PurchaseClose, slot: Slot) -> bool:
    key = (body.seller, body.number, body.purchase)
    escrow = get_sale(state, key).escrow
    expected = first_failing((escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN), (slot < escrow.deadline, Code.DEADLINE_AHEAD))
    return not is_bounded(state, key) or rejection(apply_purchase_close, state, sender, body, slot) == expected


@theorem("PURCHASE-6", "What is delivered is paid for, what is not returns; nothing else changes.", says=Says.AMOUNTS)
def closing_is_exact(state: State, sender: AccountId, body: PurchaseClose, slot: Slot) -> bool:
    return apply_purchase_close(state, sender, body, slot) == settled(state, (body.seller, body.number, body.purchase), Ending.CLOSE, slot)


@theorem("PURCHASE-6", "What was held is in balances again.", says=Says.INVARIANT)
def closing_conserves(state: State, sender: AccountId, body: PurchaseClose, slot: Slot) -> bool:
    sale, after = get_sale(state, (body.seller, body.number, body.purchase)), apply_purchase_close(state, sender, body, slot)
    return in_balances(after, sale.coin) == in_balances(state, sale.coin) + in_escrow(sale)


@theorem("PURCHASE-7", "A purchase is not settled just where ESCROW-4 says so.", says=Says.ACCEPTANCE)
def settling_accepts(state: State, key: PurchaseKey, ending: Ending, slot: Slot) -> bool:
    expected = rejection(settle_escrow, get_sale(state, key).escrow, ending, slot)
    return not is_bounded(state, key) or rejection(settle_sale, state, key, ending, slot) == expected


@theorem(
    "PURCHASE-7",
    "Seller and buyer get what ESCROW-4 says, unsold items are for sale again, and the purchase is forgotten; nothing else changes.",
    says=Says.AMOUNTS,
)
def settling_is_exact(state: State, key: PurchaseKey, ending: Ending, slot: Slot) -> bool:
    return settle_sale(state, key, ending, slot) == settled(state, key, ending, slot)


@theorem("PURCHASE-7", "What was held for the purchase is in balances again, and nothing is held for it: it is settled once.", says=Says.INVARIANT)
def settling_conserves(state: State, key: PurchaseKey, ending: Ending, slot: Slot) -> bool:
    sale, after = get_sale(state, key), settle_sale(state, key, ending, slot)
    conserved = in_balances(after, sale.coin) == in_balances(state, sale.coin) + in_escrow(sale)
    return conserved and get_sale(after, key) == NO_SALE


@theorem("PURCHASE-8", "Whether a purchase is possible can always be told.", says=Says.ACCEPTANCE)
def possibility_never_fails(sale: Sale, seller: AccountId, purchase: PurchaseNumber, listing: Listing, slot: Slot) -> bool:
    return rejection(is_sale_possible, sale, seller, purchase, listing, slot) is None


@theorem(
    "PURCHASE-8",
    "A purchase is possible that is another's than the seller's, counted, of a version that there was, for a price of at least one "
    "unit an item and a fee of at most the price, and whose deadline is at most a year away.",
    says=Says.AMOUNTS,
)
def possibility_is_exact(sale: Sale, seller: AccountId, purchase: PurchaseNumber, listing: Listing, slot: Slot) -> bool:
    escrow = sale.escrow
    named = (sale.buyer != seller) & (purchase < listing.purchases)
    counted = (sale.version >= 1) & (sale.version <= listing.version) & (sale.quantity >= 1) & (sale.quantity <= escrow.price)
    held = (escrow.holding <= escrow.price) & (escrow.deadline <= slot + MAX_WAIT)
    return is_sale_possible(sale, seller, purchase, listing, slot) == (named & counted & held)


@theorem("PURCHASE-8", "Every purchase is possible when it is made, and once it is delivered, whenever one looks.", says=Says.INVARIANT)
def what_is_bought_is_possible(
    listing: Listing, seller: AccountId, buyer: AccountId, version: ListingVersion, price: Amount, quantity: Quantity, limit: Amount, slot: Slot, later: Slot
) -> bool:
    sold = sell(listing, version, price, quantity)
    escrow = open_escrow(priced(price, quantity), listing.holding_ppm, limit, slot, listing.deliver_slots)
    sale = Sale(buyer, version, SSP, quantity, listing.confirm_slots, escrow)
    if buyer == seller or later < slot:
        return True
    bought = is_sale_possible(sale, seller, listing.purchases, sold, later)
    if later >= escrow.deadline:
        return bought
    delivered = replace(sale, escrow=deliver_escrow(escrow, later, sale.confirm_slots))
    return bought and is_sale_possible(delivered, seller, listing.purchases, sold, later)
