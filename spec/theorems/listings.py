# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of listings: of one by itself, and of the whole ledger when its seller sets it."""

from dataclasses import replace

from reference.codes import Code
from reference.economy.listing_transactions import apply_listing_set, apply_listing_stock, set_prices
from reference.economy.listings import LAST_COUNT, restock, sell, set_stock, set_terms
from reference.numbers import AccountId, Amount, CoinId, Hash, Ppm, Slot
from reference.state.coin_terms import SSP
from reference.state.economy_state import get_listing, get_price, put_listing, put_price
from reference.state.listing import Listing, ListingKey, PriceTag
from reference.state.state import State, get_coin
from reference.wire.listing_bodies import ListingSet, ListingStock, ListingVersion, Price, Prices, Quantity, Wait
from spec.prover.statement import Says, first_failing, rejection, theorem
from spec.theorems.ledger import ssp


@theorem("LISTING-1", "Terms are not set for the first of: the seller knows another version, no further version can be counted.", says=Says.ACCEPTANCE)
def setting_terms_accepts(
    existing: Listing, version: ListingVersion, description: Hash, terms: Hash, deliver_slots: Wait, confirm_slots: Wait, holding_ppm: Ppm
) -> bool:
    expected = first_failing(
        (version != existing.version, Code.LISTING_VERSION_MISMATCH),
        (existing.version == LAST_COUNT, Code.COUNTER_EXHAUSTED),
    )
    return rejection(set_terms, existing, version, description, terms, deliver_slots, confirm_slots, holding_ppm) == expected


@theorem("LISTING-1", "The terms are those that the seller sets; stock, activity and the count of purchases stay.", says=Says.AMOUNTS)
def setting_terms_is_exact(
    existing: Listing, version: ListingVersion, description: Hash, terms: Hash, deliver_slots: Wait, confirm_slots: Wait, holding_ppm: Ppm
) -> bool:
    return set_terms(existing, version, description, terms, deliver_slots, confirm_slots, holding_ppm) == Listing(
        version=existing.version + 1,
        description=description,
        terms=terms,
        deliver_slots=deliver_slots,
        confirm_slots=confirm_slots,
        holding_ppm=holding_ppm,
        stock=existing.stock,
        active=existing.active,
        purchases=existing.purchases,
    )


@theorem("LISTING-1", "Terms once read are never sold under after they were set anew: whoever names their version is refused.", says=Says.INVARIANT)
def a_version_names_one_set_of_terms(existing: Listing, version: ListingVersion, terms: Hash, wait: Wait, price: Amount, quantity: Quantity) -> bool:
    changed = set_terms(existing, version, terms, terms, wait, wait, 0)
    return rejection(sell, changed, version, price, quantity) == (Code.LISTING_VERSION_MISMATCH if existing.active else Code.LISTING_SUSPENDED)


def new_terms(existing: Listing, body: ListingSet) -> Listing:
    """What LISTING-1 makes of a transaction's body."""
    return set_terms(existing, body.version, body.description, body.terms, body.deliver_slots, body.confirm_slots, body.holding_ppm)


@theorem("LISTING-2", "The stock is not set just where there is no listing.", says=Says.ACCEPTANCE)
def setting_the_stock_accepts(listing: Listing, stock: Quantity, active: bool) -> bool:
    return rejection(set_stock, listing, stock, active) == (Code.LISTING_UNKNOWN if listing.version == 0 else None)


@theorem("LISTING-2", "The stock, and whether it is for sale, are what the seller says, and all else stays.", says=Says.AMOUNTS)
def setting_the_stock_is_exact(listing: Listing, stock: Quantity, active: bool) -> bool:
    return set_stock(listing, stock, active) == replace(listing, stock=stock, active=active)


@theorem("LISTING-2", "What is not active is not sold.", says=Says.INVARIANT)
def a_suspended_listing_sells_nothing(listing: Listing, stock: Quantity, version: ListingVersion, price: Amount, quantity: Quantity) -> bool:
    return rejection(sell, set_stock(listing, stock, False), version, price, quantity) == Code.LISTING_SUSPENDED


@theorem(
    "LISTING-4",
    "Items are not sold for the first of: no listing, suspended, another version, no price, too few left, no further purchase countable.",
    says=Says.ACCEPTANCE,
)
def selling_accepts(listing: Listing, version: ListingVersion, price: Amount, quantity: Quantity) -> bool:
    expected = first_failing(
        (listing.version == 0, Code.LISTING_UNKNOWN),
        (not listing.active, Code.LISTING_SUSPENDED),
        (version != listing.version, Code.LISTING_VERSION_MISMATCH),
        (price == 0, Code.COIN_NOT_ACCEPTED),
        (quantity > listing.stock, Code.STOCK_EXHAUSTED),
        (listing.purchases == LAST_COUNT, Code.COUNTER_EXHAUSTED),
    )
    return rejection(sell, listing, version, price, quantity) == expected


@theorem("LISTING-4", "Just the items leave the stock, there is one purchase more, and all else stays.", says=Says.AMOUNTS)
def selling_is_exact(listing: Listing, version: ListingVersion, price: Amount, quantity: Quantity) -> bool:
    left = replace(listing, stock=listing.stock - quantity, purchases=listing.purchases + 1)
    return sell(listing, version, price, quantity) == left


@theorem("LISTING-4", "No more is sold than there is: of two purchases of the same stock the second finds what the first has left.", says=Says.INVARIANT)
def nothing_is_sold_twice(listing: Listing, version: ListingVersion, price: Amount, quantity: Quantity, more: Quantity) -> bool:
    first = sell(listing, version, price, quantity)
    second = sell(first, version, price, more)
    return quantity + more <= listing.stock and second.stock == listing.stock - quantity - more


@theorem("LISTING-5", "Items can always come back.", says=Says.ACCEPTANCE)
def restocking_never_fails(listing: Listing, quantity: Quantity) -> bool:
    return rejection(restock, listing, quantity) is None


@theorem("LISTING-5", "Just the items are added to the stock, up to the most that is counted, and all else stays.", says=Says.AMOUNTS)
def restocking_is_exact(listing: Listing, quantity: Quantity) -> bool:
    stock = listing.stock + quantity if listing.stock + quantity <= LAST_COUNT else LAST_COUNT
    return restock(listing, quantity) == replace(listing, stock=stock)


@theorem("LISTING-5", "A sale that is undone leaves the stock that there was.", says=Says.INVARIANT)
def restocking_undoes_a_sale(listing: Listing, version: ListingVersion, price: Amount, quantity: Quantity) -> bool:
    return restock(sell(listing, version, price, quantity), quantity).stock == listing.stock


def prices_one_by_one(state: State, key: ListingKey, prices: Prices) -> State:
    """The prices written one after the other."""
    for price in prices:
        state = put_price(state, (*key, price.coin), PriceTag(price.amount))
    return state


def unknown_among(state: State, prices: Prices) -> Code | None:
    """Why prices cannot be set: one is in a coin that does not exist."""
    for price in prices:
        if (price.amount > 0) & (price.coin != SSP) & (get_coin(state, price.coin).cap == 0):
            return Code.COIN_UNKNOWN
    return None


@theorem("LISTING-3", "Prices are set but where one above 0 is in a coin that does not exist.", says=Says.ACCEPTANCE)
def setting_prices_accepts(state: State, key: ListingKey, prices: Prices) -> bool:
    return rejection(set_prices, state, key, prices) == unknown_among(state, prices)


@theorem("LISTING-3", "Nobody sells for a coin that whoever likes may found: who founds a coin finds no price in it that was set before.")
def no_price_awaits_its_coin(state: State, key: ListingKey, price: Price) -> bool:
    after = set_prices(state, key, (price,))
    is_known = (price.coin == SSP) | (get_coin(state, price.coin).cap > 0)
    return is_known | (get_price(after, (*key, price.coin)).amount == 0)


@theorem(
    "LISTING-3", "In each coin that is named the price is the last one that is said; in every other, and of every other listing, it stays.", says=Says.INVARIANT
)
def setting_prices_is_last_said(state: State, key: ListingKey, one: Price, other: Price, coin: CoinId) -> bool:
    after = set_prices(state, key, (one, other))
    expected = other.amount if coin == other.coin else one.amount if coin == one.coin else get_price(state, (*key, coin)).amount
    return get_price(after, (*key, coin)).amount == expected


@theorem("LISTING-3", "Nothing but the prices that are named changes.", says=Says.AMOUNTS)
def setting_prices_is_exact(state: State, key: ListingKey, prices: Prices) -> bool:
    return set_prices(state, key, prices) == prices_one_by_one(state, key, prices)


@theorem("LISTING-6", "Terms and prices are set as LISTING-1 says, then LISTING-3.", says=Says.ACCEPTANCE)
def setting_a_listing_accepts(state: State, sender: AccountId, body: ListingSet, slot: Slot) -> bool:
    expected = rejection(new_terms, get_listing(state, (sender, body.number)), body) or unknown_among(state, body.prices)
    return rejection(apply_listing_set, state, sender, body, slot) == expected


@theorem("LISTING-6", "A listing of the sender has the new terms and prices, and nothing else changes.", says=Says.AMOUNTS)
def setting_a_listing_is_exact(state: State, sender: AccountId, body: ListingSet, slot: Slot) -> bool:
    key = (sender, body.number)
    written = put_listing(state, key, new_terms(get_listing(state, key), body))
    return apply_listing_set(state, sender, body, slot) == prices_one_by_one(written, key, body.prices)


@theorem("LISTING-6", "Setting a listing moves no money, and leaves every other seller's listings and prices.", says=Says.INVARIANT)
def setting_a_listing_is_harmless(state: State, sender: AccountId, body: ListingSet, slot: Slot, other: ListingKey, coin: CoinId) -> bool:
    after = apply_listing_set(state, sender, body, slot)
    kept = get_listing(after, other) == get_listing(state, other) and get_price(after, (*other, coin)) == get_price(state, (*other, coin))
    return (other[0] == sender or kept) and ssp(after) == ssp(state) and after.holdings == state.holdings


@theorem("LISTING-7", "The stock is set as LISTING-2 says.", says=Says.ACCEPTANCE)
def setting_a_stock_accepts(state: State, sender: AccountId, body: ListingStock, slot: Slot) -> bool:
    expected = rejection(set_stock, get_listing(state, (sender, body.number)), body.stock, body.active)
    return rejection(apply_listing_stock, state, sender, body, slot) == expected


@theorem("LISTING-7", "A listing of the sender has the new stock, and nothing else changes.", says=Says.AMOUNTS)
def setting_a_stock_is_exact(state: State, sender: AccountId, body: ListingStock, slot: Slot) -> bool:
    key = (sender, body.number)
    listing = get_listing(state, key)
    return apply_listing_stock(state, sender, body, slot) == put_listing(state, key, replace(listing, stock=body.stock, active=body.active))


@theorem("LISTING-7", "Setting a stock moves no money, and leaves the terms of all listings as they are.", says=Says.INVARIANT)
def setting_a_stock_is_harmless(state: State, sender: AccountId, body: ListingStock, slot: Slot, other: ListingKey) -> bool:
    after = apply_listing_stock(state, sender, body, slot)
    kept = get_listing(after, other).version == get_listing(state, other).version
    return kept and ssp(after) == ssp(state) and after.holdings == state.holdings
