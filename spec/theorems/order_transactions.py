# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the transactions of orders: who may move an order when, where its money goes, and that none is lost or made."""

from dataclasses import replace

from reference.agent.chips import check_service
from reference.agent.metering import claim_units, settled_units, supersede
from reference.agent.order_offers import apply_order_accept, apply_order_begin, apply_order_fund, apply_order_withdraw, put_offer
from reference.agent.order_openings import offer_order
from reference.agent.order_steps import read_receipt
from reference.agent.order_transactions import (
    apply_order_claim,
    apply_order_close,
    apply_order_contest,
    apply_order_settle,
    confirm_by_receipt,
    pay_by_receipt,
)
from reference.agent.orders import price_order
from reference.agent.settlement import earned, pay_instalment, settle_order
from reference.codes import Code
from reference.economy.escrow import deadline_after
from reference.economy.escrow_books import give, take
from reference.numbers import MAX_AMOUNT, AccountId, CoinId, Hash, Slot
from reference.state.chip import NO_BINDING, Binding
from reference.state.coin_terms import SSP
from reference.state.listing import Escrow, Stage
from reference.state.order import ANSWER_SLOTS, NO_ORDER, Meter, Order, Phase, Terms, Waits
from reference.state.smart_agent_state import get_chip, get_manufacturer, get_order, get_recall, get_service, put_order
from reference.state.state import State, get_coin
from reference.state.supply import held_for_order
from reference.wire.meter_receipt import Metered
from reference.wire.order_bodies import OrderAccept, OrderBegin, OrderClaim, OrderClose, OrderContest, OrderFund, OrderOffer, OrderSettle, OrderWithdraw
from reference.wire.service_bodies import Confirmation
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.escrow import in_balances


def is_bounded(state: State, identifier: Hash) -> bool:
    """What STATE-2 and COIN-6 see to: of an order's coin no more is in balances and held for the order than an amount can say."""
    order = get_order(state, identifier)
    return in_balances(state, order.coin) + held_for_order(order) <= MAX_AMOUNT


def with_deadline(order: Order, phase: Phase, deadline: Slot) -> Order:
    """The order in another phase with another deadline; all else as it was."""
    escrow = order.escrow
    return replace(order, phase=phase, escrow=Escrow(escrow.stage, escrow.price, escrow.holding, deadline))


def not_moved(order: Order, *phases: Phase) -> tuple[tuple[bool, Code], ...]:
    """Why an order is in no phase in which it can be done."""
    elsewhere = True
    for phase in phases:
        elsewhere = elsewhere and order.phase != phase
    return ((order.phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (elsewhere, Code.MOVE_NOT_POSSIBLE))


@theorem("DELIVERY-26", "Ordering is refused for the first of: no order, not offered, another than the consumer, too late.", says=Says.ACCEPTANCE)
def order_accept_accepts(state: State, sender: AccountId, body: OrderAccept, slot: Slot) -> bool:
    order = get_order(state, body.order)
    expected = first_failing(
        *not_moved(order, Phase.OFFERED), (sender != order.consumer, Code.MOVE_OF_ANOTHER), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED)
    )
    return rejection(apply_order_accept, state, sender, body, slot) == expected


@theorem("DELIVERY-26", "The order is ordered, with `fund_slots` from now; nothing else changes.", says=Says.AMOUNTS)
def order_accept_is_exact(state: State, sender: AccountId, body: OrderAccept, slot: Slot) -> bool:
    order = get_order(state, body.order)
    ordered = with_deadline(order, Phase.ORDERED, deadline_after(slot, order.terms.waits.fund_slots))
    return apply_order_accept(state, sender, body, slot) == put_order(state, body.order, ordered)


@theorem("DELIVERY-26", "Ordering moves no money.", says=Says.INVARIANT)
def order_accept_conserves(state: State, sender: AccountId, body: OrderAccept, slot: Slot, coin: CoinId) -> bool:
    before, after = get_order(state, body.order), apply_order_accept(state, sender, body, slot)
    return held_for_order(get_order(after, body.order)) == held_for_order(before) and in_balances(after, coin) == in_balances(state, coin)


@theorem("DELIVERY-34", "Claiming is refused for: no order, not delivering, another than the provider, too late, as METER-5 says.", says=Says.ACCEPTANCE)
def order_claim_accepts(state: State, sender: AccountId, body: OrderClaim, slot: Slot) -> bool:
    order = get_order(state, body.order)
    provider = sender == order.provider and sender != order.consumer
    expected = first_failing(*not_moved(order, Phase.DELIVERING), (not provider, Code.MOVE_OF_ANOTHER), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED))
    if expected is None:
        expected = rejection(claim_units, order.meter.units, body.units, order.terms.granule, order.terms.quantity)
    return rejection(apply_order_claim, state, sender, body, slot) == expected


@theorem("DELIVERY-34", "The units are claimed, the order is disputed, and there is no less time than there was; nothing else changes.", says=Says.AMOUNTS)
def order_claim_is_exact(state: State, sender: AccountId, body: OrderClaim, slot: Slot) -> bool:
    order = get_order(state, body.order)
    answer = deadline_after(slot, order.terms.waits.offline_slots + ANSWER_SLOTS)
    deadline = answer if answer > order.escrow.deadline else order.escrow.deadline
    claimed = replace(with_deadline(order, Phase.DISPUTED, deadline), claimed=body.units)
    return apply_order_claim(state, sender, body, slot) == put_order(state, body.order, claimed)


@theorem("DELIVERY-34", "A claim is of a granule at most beyond what both have signed, and moves no money.", says=Says.INVARIANT)
def order_claim_conserves(state: State, sender: AccountId, body: OrderClaim, slot: Slot, coin: CoinId) -> bool:
    after = apply_order_claim(state, sender, body, slot)
    order = get_order(after, body.order)
    bounded = order.claimed - order.meter.units <= order.terms.granule and order.claimed <= order.terms.quantity
    return bounded and held_for_order(order) == held_for_order(get_order(state, body.order)) and in_balances(after, coin) == in_balances(state, coin)


@theorem("DELIVERY-35", "Contesting is refused for the first of: no order, not disputed, another than the consumer, too late.", says=Says.ACCEPTANCE)
def order_contest_accepts(state: State, sender: AccountId, body: OrderContest, slot: Slot) -> bool:
    order = get_order(state, body.order)
    expected = first_failing(
        *not_moved(order, Phase.DISPUTED), (sender != order.consumer, Code.MOVE_OF_ANOTHER), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED)
    )
    return rejection(apply_order_contest, state, sender, body, slot) == expected


@theorem("DELIVERY-35", "Nothing is claimed any more, and nothing else changes.", says=Says.AMOUNTS)
def order_contest_is_exact(state: State, sender: AccountId, body: OrderContest, slot: Slot) -> bool:
    contested = replace(get_order(state, body.order), claimed=0)
    return apply_order_contest(state, sender, body, slot) == put_order(state, body.order, contested)


@theorem("DELIVERY-35", "Contesting moves no money, and takes no time.", says=Says.INVARIANT)
def order_contest_conserves(state: State, sender: AccountId, body: OrderContest, slot: Slot, coin: CoinId) -> bool:
    before, after = get_order(state, body.order), apply_order_contest(state, sender, body, slot)
    order = get_order(after, body.order)
    kept = held_for_order(order) == held_for_order(before) and order.escrow.deadline == before.escrow.deadline
    return kept and in_balances(after, coin) == in_balances(state, coin)


@theorem(
    "DELIVERY-28",
    "Withdrawing is refused for the first of: no order, paid already, another than the provider of an offer and the consumer of an order.",
    says=Says.ACCEPTANCE,
    assuming=lambda state, body: is_bounded(state, body.order),
)
def order_withdraw_accepts(state: State, sender: AccountId, body: OrderWithdraw, slot: Slot) -> bool:
    order = get_order(state, body.order)
    provider = sender == order.provider and sender != order.consumer
    entitled = provider if order.phase == Phase.OFFERED else sender == order.consumer
    expected = first_failing(*not_moved(order, Phase.OFFERED, Phase.ORDERED), (not entitled, Code.MOVE_OF_ANOTHER))
    return rejection(apply_order_withdraw, state, sender, body, slot) == expected


@theorem("DELIVERY-28", "The order is forgotten, and the deposit is the provider's again; nothing else changes.", says=Says.AMOUNTS)
def order_withdraw_is_exact(state: State, sender: AccountId, body: OrderWithdraw, slot: Slot) -> bool:
    order = get_order(state, body.order)
    forgotten = put_order(state, body.order, NO_ORDER)
    expected = give(forgotten, order.coin, order.provider, order.deposit) if order.deposit > 0 else forgotten
    return apply_order_withdraw(state, sender, body, slot) == expected


def has_no_escrow(state: State, body: OrderWithdraw) -> bool:
    """What DELIVERY-12 says of an order that is not paid."""
    order = get_order(state, body.order)
    unpaid = order.phase != Phase.OFFERED and order.phase != Phase.ORDERED
    return unpaid or (order.escrow.price == 0 and order.escrow.holding == 0)


@theorem("DELIVERY-28", "What was held is in balances again.", says=Says.INVARIANT, assuming=has_no_escrow)
def order_withdraw_conserves(state: State, sender: AccountId, body: OrderWithdraw, slot: Slot) -> bool:
    order, after = get_order(state, body.order), apply_order_withdraw(state, sender, body, slot)
    return in_balances(after, order.coin) == in_balances(state, order.coin) + held_for_order(order) and get_order(after, body.order) == NO_ORDER


def is_unfunded(state: State, identifier: Hash) -> bool:
    """What DELIVERY-12 says of an order that is ordered: nothing is in escrow, or paid; and the sums of a state are bounded."""
    order = get_order(state, identifier)
    return order.phase != Phase.ORDERED or (order.escrow.price == 0 and order.escrow.holding == 0 and order.paid == 0)


@theorem(
    "DELIVERY-27",
    "Paying into escrow is refused for the first of: no order, not ordered, another than the consumer, too late, as DELIVERY-1 says of the terms, "
    "as ESCROW-5 says of the cost.",
    says=Says.ACCEPTANCE,
)
def order_fund_accepts(state: State, sender: AccountId, body: OrderFund, slot: Slot) -> bool:
    order = get_order(state, body.order)
    terms = order.terms
    expected = first_failing(
        *not_moved(order, Phase.ORDERED), (sender != order.consumer, Code.MOVE_OF_ANOTHER), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED)
    )
    if expected is None:
        expected = rejection(price_order, terms.price, terms.quantity, terms.granule)
    if expected is None:
        expected = rejection(take, state, order.coin, sender, terms.price * terms.quantity)
    return rejection(apply_order_fund, state, sender, body, slot) == expected


@theorem("DELIVERY-27", "The whole price leaves the consumer and is in escrow, with `start_slots` from now; nothing else changes.", says=Says.AMOUNTS)
def order_fund_is_exact(state: State, sender: AccountId, body: OrderFund, slot: Slot) -> bool:
    order = get_order(state, body.order)
    cost = order.terms.price * order.terms.quantity
    escrow = Escrow(Stage.HELD, cost, 0, deadline_after(slot, order.terms.waits.start_slots))
    funded = replace(order, phase=Phase.FUNDED, escrow=escrow)
    return apply_order_fund(state, sender, body, slot) == put_order(take(state, order.coin, sender, cost), body.order, funded)


@theorem("DELIVERY-27", "What leaves the consumer is held for the order.", says=Says.INVARIANT, assuming=lambda state, body: is_unfunded(state, body.order))
def order_fund_conserves(state: State, sender: AccountId, body: OrderFund, slot: Slot) -> bool:
    order, after = get_order(state, body.order), apply_order_fund(state, sender, body, slot)
    held = held_for_order(get_order(after, body.order))
    return in_balances(after, order.coin) + held == in_balances(state, order.coin) + held_for_order(order)


@theorem(
    "DELIVERY-29",
    "Beginning is refused for the first of: no order, not funded, another than the provider, too late, as CHIP-2 says of the named chip, its key another's.",
    says=Says.ACCEPTANCE,
)
def order_begin_accepts(state: State, sender: AccountId, body: OrderBegin, slot: Slot) -> bool:
    order, chip = get_order(state, body.order), get_chip(state, (body.manufacturer, body.serial))
    provider = sender == order.provider and sender != order.consumer
    expected = first_failing(*not_moved(order, Phase.FUNDED), (not provider, Code.MOVE_OF_ANOTHER), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED))
    named = body.manufacturer != NO_BINDING.manufacturer or body.serial != NO_BINDING.serial
    if expected is None and named:
        recall = get_recall(state, (body.manufacturer, chip.identity.batch))
        expected = rejection(check_service, chip.stage, get_manufacturer(state, body.manufacturer).standing, recall)
        if expected is None and chip.identity.chip != sender:
            expected = Code.SERVING_FOREIGN
    return rejection(apply_order_begin, state, sender, body, slot) == expected


@theorem(
    "DELIVERY-29",
    "The order is delivered, by the chip that is named, until the time for that and the time to answer are over; nothing else changes.",
    says=Says.AMOUNTS,
)
def order_begin_is_exact(state: State, sender: AccountId, body: OrderBegin, slot: Slot) -> bool:
    order = get_order(state, body.order)
    waits = order.terms.waits
    end = deadline_after(slot, waits.deliver_slots + waits.offline_slots + ANSWER_SLOTS)
    deadline = end if end > order.escrow.deadline else order.escrow.deadline
    begun = replace(with_deadline(order, Phase.DELIVERING, deadline), serving=Binding(body.manufacturer, body.serial))
    return apply_order_begin(state, sender, body, slot) == put_order(state, body.order, begun)


@theorem("DELIVERY-29", "Beginning moves no money.", says=Says.INVARIANT)
def order_begin_conserves(state: State, sender: AccountId, body: OrderBegin, slot: Slot, coin: CoinId) -> bool:
    before, after = get_order(state, body.order), apply_order_begin(state, sender, body, slot)
    return held_for_order(get_order(after, body.order)) == held_for_order(before) and in_balances(after, coin) == in_balances(state, coin)


@theorem("DELIVERY-33", "Confirming is refused for: no order, neither funded nor going on, as RECEIPT-3 and METER-1 say of the receipt.", says=Says.ACCEPTANCE)
def confirming_accepts(state: State, metered: Metered, slot: Slot) -> bool:
    identifier = metered.receipt.order
    order = get_order(state, identifier)
    expected = first_failing(*not_moved(order, Phase.FUNDED, Phase.DELIVERING, Phase.DISPUTED))
    if expected is None:
        expected = rejection(read_receipt, order, state.chain.id, metered, True)
    if expected is None:
        expected = rejection(supersede, order.meter, read_receipt(order, state.chain.id, metered, True), order.terms.quantity)
    return rejection(confirm_by_receipt, state, metered, slot) == expected


@theorem(
    "DELIVERY-33", "The order is confirmed with the receipt's meter, nothing is claimed, and `liable_slots` are left; nothing else changes.", says=Says.AMOUNTS
)
def confirming_is_exact(state: State, metered: Metered, slot: Slot) -> bool:
    receipt = metered.receipt
    order = get_order(state, receipt.order)
    confirmed = with_deadline(order, Phase.CONFIRMED, deadline_after(slot, order.terms.waits.liable_slots))
    shown = replace(confirmed, meter=Meter(receipt.sequence, receipt.units, receipt.slot), claimed=0)
    return confirm_by_receipt(state, metered, slot) == put_order(state, receipt.order, shown)


@theorem("DELIVERY-33", "No meter runs backwards, no receipt counts twice, and confirming moves no money.", says=Says.INVARIANT)
def confirming_conserves(state: State, metered: Metered, slot: Slot, coin: CoinId) -> bool:
    before, after = get_order(state, metered.receipt.order), confirm_by_receipt(state, metered, slot)
    order = get_order(after, metered.receipt.order)
    risen = order.meter.sequence > before.meter.sequence and order.meter.units >= before.meter.units
    return risen and held_for_order(order) == held_for_order(before) and in_balances(after, coin) == in_balances(state, coin)


@theorem(
    "RECEIPT-3",
    "A receipt is refused for the first of: another chain, provider or consumer, the last one for an instalment, another for the end.",
    says=Says.ACCEPTANCE,
)
def reading_a_receipt_accepts(order: Order, chain: Hash, metered: Metered, last: bool) -> bool:
    receipt = metered.receipt
    foreign = receipt.chain != chain or metered.provider != order.provider or metered.consumer != order.consumer
    expected = first_failing(
        (foreign, Code.RECEIPT_FOREIGN), (receipt.last and not last, Code.RECEIPT_LAST), (last and not receipt.last, Code.RECEIPT_NOT_LAST)
    )
    return rejection(read_receipt, order, chain, metered, last) == expected


def can_be_paid(state: State, metered: Metered, slot: Slot) -> bool:
    """What STATE-2 and COIN-6 see to, and what an order in an IoT_Coin asks for: no fee."""
    order = get_order(state, metered.receipt.order)
    return is_bounded(state, metered.receipt.order) and order.terms.fee_ppm == 0


@theorem(
    "DELIVERY-31",
    "Without a fee, paying is refused for: no order, neither delivering nor disputed, as RECEIPT-3 and METER-1 say of the receipt, nothing due. "
    "Of the fee DELIVERY-20 says it.",
    says=Says.ACCEPTANCE,
    assuming=can_be_paid,
)
def paying_accepts(state: State, metered: Metered, slot: Slot) -> bool:
    identifier = metered.receipt.order
    order = get_order(state, identifier)
    expected = first_failing(*not_moved(order, Phase.DELIVERING, Phase.DISPUTED))
    if expected is None:
        expected = rejection(read_receipt, order, state.chain.id, metered, False)
    if expected is None:
        expected = rejection(supersede, order.meter, read_receipt(order, state.chain.id, metered, False), order.terms.quantity)
    if expected is None:
        expected = rejection(pay_instalment, order.escrow, order.paid, earned(order.terms.price, metered.receipt.units), order.terms.fee_ppm)
    return rejection(pay_by_receipt, state, metered, slot) == expected


@theorem(
    "DELIVERY-31",
    "The receipt's meter stands, and what is due has left the escrow (SETTLE-4) and, without a fee, reached the provider; nothing else changes.",
    says=Says.AMOUNTS,
    assuming=can_be_paid,
)
def paying_is_exact(state: State, metered: Metered, slot: Slot) -> bool:
    receipt = metered.receipt
    order = get_order(state, receipt.order)
    part = pay_instalment(order.escrow, order.paid, earned(order.terms.price, receipt.units), order.terms.fee_ppm)
    shown = replace(order, meter=Meter(receipt.sequence, receipt.units, receipt.slot), escrow=part.escrow, paid=part.paid)
    stored = put_order(state, receipt.order, shown)
    given = give(stored, order.coin, order.provider, part.provider) if part.provider > 0 else stored
    return pay_by_receipt(state, metered, slot) == given


@theorem(
    "DELIVERY-31",
    "Theorem 11: no meter runs backwards, no receipt is paid twice; and what an order holds, with what its instalments have paid, stays what it was.",
    says=Says.INVARIANT,
    assuming=can_be_paid,
)
def paying_conserves(state: State, metered: Metered, slot: Slot) -> bool:
    before, after = get_order(state, metered.receipt.order), pay_by_receipt(state, metered, slot)
    order = get_order(after, metered.receipt.order)
    risen = order.meter.sequence > before.meter.sequence and order.meter.units >= before.meter.units and order.paid > before.paid
    return risen and in_balances(after, order.coin) + held_for_order(order) == in_balances(state, order.coin) + held_for_order(before)


def offered(body: OrderOffer) -> Terms:
    """The terms that a transaction offers."""
    waits = Waits(body.fund_slots, body.start_slots, body.deliver_slots, body.offline_slots, body.liable_slots)
    return Terms(body.price, body.quantity, body.granule, body.fee_ppm, waits)


@theorem(
    "DELIVERY-25",
    "An offer is refused for the first of: no such service, no such coin, as DELIVERY-10 says, as ESCROW-5 says of the deposit.",
    says=Says.ACCEPTANCE,
)
def offering_an_order_accepts(state: State, sender: AccountId, identifier: Hash, body: OrderOffer, slot: Slot) -> bool:
    expected = first_failing(
        (get_service(state, body.service).confirmation == Confirmation.NONE, Code.SERVICE_UNKNOWN),
        (body.coin != SSP and get_coin(state, body.coin).cap == 0, Code.COIN_UNKNOWN),
    )
    if expected is None:
        expected = rejection(offer_order, body.consumer, sender, body.service, body.coin, offered(body), body.deposit, slot, body.offer_slots)
    if expected is None:
        expected = rejection(take, state, body.coin, sender, body.deposit)
    return rejection(put_offer, state, sender, identifier, body, slot) == expected


@theorem("DELIVERY-25", "The deposit leaves the sender, and the order of DELIVERY-10 is stored; nothing else changes.", says=Says.AMOUNTS)
def offering_an_order_is_exact(state: State, sender: AccountId, identifier: Hash, body: OrderOffer, slot: Slot) -> bool:
    order = offer_order(body.consumer, sender, body.service, body.coin, offered(body), body.deposit, slot, body.offer_slots)
    return put_offer(state, sender, identifier, body, slot) == put_order(take(state, body.coin, sender, body.deposit), identifier, order)


@theorem("DELIVERY-25", "What leaves the provider is held for its order.", says=Says.INVARIANT)
def offering_an_order_conserves(state: State, sender: AccountId, identifier: Hash, body: OrderOffer, slot: Slot) -> bool:
    after = put_offer(state, sender, identifier, body, slot)
    return in_balances(after, body.coin) + held_for_order(get_order(after, identifier)) == in_balances(state, body.coin)


DUE = (StandIn(earned), StandIn(settled_units))
"""What metered units have earned, and how many units count: of equal ones it is the same, and whatever it is, the escrow bounds it."""


def is_confirmed(state: State, body: OrderSettle) -> bool:
    """What DELIVERY-12 says of an order that is confirmed, and STATE-2 and COIN-6 of all money; and no fee, of which DELIVERY-20 says the rest."""
    order = get_order(state, body.order)
    held = order.phase != Phase.CONFIRMED or (order.escrow.stage == Stage.HELD and order.escrow.holding == 0)
    return held and is_bounded(state, body.order) and order.terms.fee_ppm == 0


@theorem(
    "DELIVERY-36",
    "Without a fee, settling is refused for the first of: no order, not confirmed; never for who asks, or when.",
    says=Says.ACCEPTANCE,
    standing_in=DUE,
    assuming=is_confirmed,
)
def order_settle_accepts(state: State, sender: AccountId, body: OrderSettle, slot: Slot) -> bool:
    expected = first_failing(*not_moved(get_order(state, body.order), Phase.CONFIRMED))
    return rejection(apply_order_settle, state, sender, body, slot) == expected


@theorem(
    "DELIVERY-36",
    "Without a fee, what is due has reached the provider, and the rest the consumer (SETTLE-5); the deposit stays held; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=DUE,
    assuming=is_confirmed,
)
def order_settle_is_exact(state: State, sender: AccountId, body: OrderSettle, slot: Slot) -> bool:
    order = get_order(state, body.order)
    units = settled_units(order.meter.units, order.claimed, order.terms.granule, order.terms.quantity)
    last = settle_order(order.escrow, order.paid, earned(order.terms.price, units), order.terms.fee_ppm, slot)
    settled = replace(order, phase=Phase.SETTLED, escrow=Escrow(Stage.NONE, 0, 0, order.escrow.deadline), paid=last.paid)
    paid = put_order(state, body.order, settled)
    paid = give(paid, order.coin, order.provider, last.provider) if last.provider > 0 else paid
    paid = give(paid, order.coin, order.consumer, last.consumer) if last.consumer > 0 else paid
    return apply_order_settle(state, sender, body, slot) == paid


@theorem(
    "DELIVERY-36",
    "Without a fee, what was in escrow is in balances, and the deposit is still held.",
    says=Says.INVARIANT,
    standing_in=DUE,
    assuming=is_confirmed,
)
def order_settle_conserves(state: State, sender: AccountId, body: OrderSettle, slot: Slot) -> bool:
    order, after = get_order(state, body.order), apply_order_settle(state, sender, body, slot)
    settled = get_order(after, body.order)
    moved = in_balances(after, order.coin) == in_balances(state, order.coin) + order.escrow.price
    return moved and held_for_order(settled) == order.deposit and settled.deposit == order.deposit


def can_be_closed(state: State, body: OrderClose) -> bool:
    """What DELIVERY-12 says of the money of an order, and STATE-2 and COIN-6 of all money; and no fee, of which DELIVERY-20 says the rest."""
    order = get_order(state, body.order)
    unheld = order.phase == Phase.CLOSED or order.phase == Phase.OFFERED or order.phase == Phase.ORDERED or order.phase == Phase.SETTLED
    held = (order.escrow.price == 0) if unheld else (order.escrow.stage == Stage.HELD)
    return held and order.escrow.holding == 0 and is_bounded(state, body.order) and order.terms.fee_ppm == 0


@theorem(
    "DELIVERY-37",
    "Theorem 10: without a fee, closing is refused for the first of: no order, before its deadline; never for who asks, or what was done before.",
    says=Says.ACCEPTANCE,
    standing_in=DUE,
    assuming=can_be_closed,
)
def order_close_accepts(state: State, sender: AccountId, body: OrderClose, slot: Slot) -> bool:
    order = get_order(state, body.order)
    expected = first_failing((order.phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (slot < order.escrow.deadline, Code.DEADLINE_AHEAD))
    return rejection(apply_order_close, state, sender, body, slot) == expected


@theorem(
    "DELIVERY-37",
    "Without a fee, what is due has reached the provider, the rest the consumer (SETTLE-5), the deposit the provider, or the consumer where nothing begun.",
    says=Says.AMOUNTS,
    standing_in=DUE,
    assuming=can_be_closed,
)
def order_close_is_exact(state: State, sender: AccountId, body: OrderClose, slot: Slot) -> bool:
    order = get_order(state, body.order)
    provider, consumer = 0, 0
    if order.phase != Phase.OFFERED and order.phase != Phase.ORDERED and order.phase != Phase.SETTLED:
        units = settled_units(order.meter.units, order.claimed, order.terms.granule, order.terms.quantity)
        last = settle_order(order.escrow, order.paid, earned(order.terms.price, units), order.terms.fee_ppm, slot)
        provider, consumer = last.provider, last.consumer
    if order.phase == Phase.FUNDED:
        consumer = consumer + order.deposit
    else:
        provider = provider + order.deposit
    paid = put_order(state, body.order, NO_ORDER)
    paid = give(paid, order.coin, order.provider, provider) if provider > 0 else paid
    paid = give(paid, order.coin, order.consumer, consumer) if consumer > 0 else paid
    return apply_order_close(state, sender, body, slot) == paid


@theorem(
    "DELIVERY-37",
    "Without a fee, all that was held is in balances, and nothing is left of the order.",
    says=Says.INVARIANT,
    standing_in=DUE,
    assuming=can_be_closed,
)
def order_close_conserves(state: State, sender: AccountId, body: OrderClose, slot: Slot) -> bool:
    order, after = get_order(state, body.order), apply_order_close(state, sender, body, slot)
    moved = in_balances(after, order.coin) == in_balances(state, order.coin) + held_for_order(order)
    return moved and get_order(after, body.order) == NO_ORDER
