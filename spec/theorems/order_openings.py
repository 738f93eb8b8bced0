# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of orders when they come to be, and of those that a state from outside may have."""

from dataclasses import replace

from reference.agent.order_books import open_funded_order
from reference.agent.order_consistency import is_order_possible, is_priced, longest_span
from reference.agent.order_openings import check_agreement, fund_order, offer_order
from reference.agent.orders import price_order
from reference.codes import Code
from reference.economy.escrow import deadline_after
from reference.numbers import AccountId, Amount, CoinId, Hash, Slot
from reference.state.chip import NO_BINDING
from reference.state.coin_terms import SSP
from reference.state.listing import NO_ESCROW, Escrow, HeldAmount, Stage
from reference.state.order import NO_METER, Order, Phase, Terms, Waits
from reference.state.smart_agent_state import get_order, put_order
from reference.state.state import State
from reference.state.supply import held_for_order
from reference.wire.listing_bodies import Quantity, Wait
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.ledger import ssp


def agreed(consumer: AccountId, provider: AccountId, coin: CoinId, terms: Terms) -> Code | None:
    """Why two cannot agree on an order; None where they can."""
    if consumer == provider:
        return Code.ORDER_WITH_SELF
    unpriced = rejection(price_order, terms.price, terms.quantity, terms.granule)
    if unpriced is not None:
        return unpriced
    return Code.FEE_IN_COIN if coin != SSP and terms.fee_ppm > 0 else None


def clamped(terms: Terms) -> Terms:
    """The terms with a granule of no more units than are ordered."""
    return replace(terms, granule=terms.granule if terms.granule < terms.quantity else terms.quantity)


def blank(phase: Phase, consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, escrow: Escrow, deposit: HeldAmount) -> Order:
    """An order with this money, of which nothing is metered, claimed, served or paid."""
    return Order(phase, consumer, provider, service, NO_BINDING, coin, terms, NO_METER, 0, escrow, 0, deposit)


@theorem("DELIVERY-9", "An order is refused for the first of: with oneself, as DELIVERY-1 says, a fee in an IoT_Coin.", says=Says.ACCEPTANCE)
def agreeing_accepts(consumer: AccountId, provider: AccountId, coin: CoinId, terms: Terms) -> bool:
    return rejection(check_agreement, consumer, provider, coin, terms) == agreed(consumer, provider, coin, terms)


@theorem("DELIVERY-9", "An order costs a unit's price times the units, in whatever coin.", says=Says.AMOUNTS)
def agreeing_is_exact(consumer: AccountId, provider: AccountId, coin: CoinId, terms: Terms) -> bool:
    return check_agreement(consumer, provider, coin, terms) == terms.price * terms.quantity


@theorem("DELIVERY-9", "What two agree on is possible in the state, and costs something.", says=Says.INVARIANT)
def what_is_agreed_is_priced(consumer: AccountId, provider: AccountId, coin: CoinId, terms: Terms) -> bool:
    return check_agreement(consumer, provider, coin, terms) > 0 and is_priced(terms.price, terms.quantity)


@theorem("DELIVERY-10", "An offer is refused as DELIVERY-9 says.", says=Says.ACCEPTANCE)
def offering_accepts(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot, wait: Wait) -> bool:
    return rejection(offer_order, consumer, provider, service, coin, terms, deposit, slot, wait) == agreed(consumer, provider, coin, terms)


@theorem("DELIVERY-10", "An offer holds the deposit and nothing else, until its time is over.", says=Says.AMOUNTS)
def offering_is_exact(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot, wait: Wait) -> bool:
    escrow = replace(NO_ESCROW, deadline=deadline_after(slot, wait))
    expected = blank(Phase.OFFERED, consumer, provider, service, coin, terms, escrow, deposit)
    return offer_order(consumer, provider, service, coin, terms, deposit, slot, wait) == expected


@theorem(
    "DELIVERY-10", "What is offered is possible in a state from outside, whenever one looks.", says=Says.INVARIANT, assuming=lambda slot, later: slot <= later
)
def what_is_offered_is_possible(
    consumer: AccountId,
    provider: AccountId,
    service: Hash,
    coin: CoinId,
    terms: Terms,
    deposit: HeldAmount,
    slot: Slot,
    wait: Wait,
    computed: bool,
    later: Slot,
) -> bool:
    return is_order_possible(offer_order(consumer, provider, service, coin, terms, deposit, slot, wait), computed, later)


@theorem("DELIVERY-11", "A funded order is refused as DELIVERY-9 says of its terms with a granule of no more units than are ordered.", says=Says.ACCEPTANCE)
def funding_at_once_accepts(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot) -> bool:
    return rejection(fund_order, consumer, provider, service, coin, terms, deposit, slot) == agreed(consumer, provider, coin, clamped(terms))


@theorem("DELIVERY-11", "A funded order holds its whole price and the deposit, and the provider has `start_slots` to begin.", says=Says.AMOUNTS)
def funding_at_once_is_exact(consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot) -> bool:
    escrow = Escrow(Stage.HELD, terms.price * terms.quantity, 0, deadline_after(slot, terms.waits.start_slots))
    expected = blank(Phase.FUNDED, consumer, provider, service, coin, clamped(terms), escrow, deposit)
    return fund_order(consumer, provider, service, coin, terms, deposit, slot) == expected


@theorem(
    "DELIVERY-11", "A funded order is possible in a state from outside, whenever one looks.", says=Says.INVARIANT, assuming=lambda slot, later: slot <= later
)
def what_is_funded_at_once_is_possible(
    consumer: AccountId,
    provider: AccountId,
    service: Hash,
    coin: CoinId,
    terms: Terms,
    deposit: HeldAmount,
    slot: Slot,
    computed: bool,
    later: Slot,
) -> bool:
    return is_order_possible(fund_order(consumer, provider, service, coin, terms, deposit, slot), computed, later)


@theorem("DELIVERY-12", "Whether a price and a quantity are possible can always be told, and how long a phase can last.", says=Says.ACCEPTANCE)
def possibilities_never_fail(price: Amount, quantity: Quantity, phase: Phase, waits: Waits) -> bool:
    return rejection(is_priced, price, quantity) is None and rejection(longest_span, phase, waits) is None


@theorem(
    "DELIVERY-12", "What a possible order holds and what it has paid are together what it costs, from when it is funded until it is settled.", says=Says.AMOUNTS
)
def a_possible_order_adds_up(order: Order, computed: bool, now: Slot) -> bool:
    if not is_order_possible(order, computed, now):
        return True
    cost, held = order.terms.price * order.terms.quantity, order.escrow.price + order.escrow.holding
    unpaid = order.phase == Phase.OFFERED or order.phase == Phase.ORDERED
    if unpaid or order.phase == Phase.SETTLED:
        return held == 0 and order.paid == (0 if unpaid else order.terms.price * order.meter.units)
    return held + order.paid == cost and order.paid <= order.terms.price * order.meter.units


@theorem(
    "DELIVERY-12",
    "A possible order is possible later, and its deadline is no more than a year, three weeks and the time to answer away.",
    says=Says.INVARIANT,
    assuming=lambda now, later: now <= later,
)
def a_possible_order_stays_possible(order: Order, computed: bool, now: Slot, later: Slot) -> bool:
    if not is_order_possible(order, computed, now):
        return True
    return is_order_possible(order, computed, later) and order.escrow.deadline <= now + 10_512_000 + 604_800 + 198


@theorem("DELIVERY-13", "Opening a funded order is refused as DELIVERY-11 says.", says=Says.ACCEPTANCE)
def opening_a_funded_order_accepts(
    state: State, order: Hash, consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot
) -> bool:
    refused = rejection(open_funded_order, state, order, consumer, provider, service, coin, terms, deposit, slot)
    return refused == rejection(fund_order, consumer, provider, service, coin, terms, deposit, slot)


@theorem("DELIVERY-13", "The one order is written; nothing else changes.", says=Says.AMOUNTS)
def opening_a_funded_order_is_exact(
    state: State, order: Hash, consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot
) -> bool:
    opened = fund_order(consumer, provider, service, coin, terms, deposit, slot)
    return open_funded_order(state, order, consumer, provider, service, coin, terms, deposit, slot) == put_order(state, order, opened)


@theorem(
    "DELIVERY-13",
    "What is held for the order is its price and the deposit: what the caller has taken from the quotes. No balance and no pot changes.",
    says=Says.INVARIANT,
)
def opening_a_funded_order_holds_what_is_paid(
    state: State, order: Hash, consumer: AccountId, provider: AccountId, service: Hash, coin: CoinId, terms: Terms, deposit: HeldAmount, slot: Slot
) -> bool:
    after = open_funded_order(state, order, consumer, provider, service, coin, terms, deposit, slot)
    held = held_for_order(get_order(after, order)) == terms.price * terms.quantity + deposit
    return held and ssp(after) == ssp(state) and after.holdings == state.holdings
