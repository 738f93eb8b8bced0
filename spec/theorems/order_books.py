# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of what a move of an order pays, and of what the rules of services do with orders."""

from dataclasses import replace

from reference.agent.order_books import fail_order, is_in_service, pay_fee, pay_out, penalise_order
from reference.agent.order_steps import OrderMove
from reference.codes import Code
from reference.economy.contribution_transactions import credit_fees
from reference.economy.contributions import award_weight, contribution_of
from reference.economy.escrow_books import give
from reference.numbers import MAX_AMOUNT, Amount, Hash, Slot
from reference.state.economy_state import get_fund
from reference.state.listing import HeldAmount
from reference.state.order import NO_ORDER, Order, Phase
from reference.state.smart_agent_state import get_chip, get_manufacturer, get_order, get_recall, put_order
from reference.state.state import State, put_pots
from reference.state.supply import held_for_order
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.contributions import CREDITING, has_room
from spec.theorems.delegation_transactions import term_at
from spec.theorems.escrow import in_balances, spendable, with_spendable
from spec.theorems.ledger import ssp

COUNTED = (StandIn(contribution_of), StandIn(award_weight))
"""Whatever a fee contributes and weighs: of equal fees it is the same."""


def is_served(state: State, order: Order) -> bool:
    """Whether the chip that serves an order is in service."""
    maker = order.serving.manufacturer
    chip = get_chip(state, (maker, order.serving.serial))
    return is_in_service(chip.stage, get_manufacturer(state, maker).standing, get_recall(state, (maker, chip.identity.batch)))


def can_be_credited(state: State, order: Order, fee: HeldAmount, slot: Slot) -> bool:
    """No more SSP is anywhere, the fee included, than an amount can say, and the fund of the term is open and has room (CONTRIBUTE-7, STATE-9)."""
    open_fund = get_fund(state, term_at(state.chain.parameters, slot)).left == 0
    return ssp(state) + fee <= MAX_AMOUNT and open_fund and has_room(state, order.provider, fee, slot)


@theorem("DELIVERY-20", "Every fee can be paid.", says=Says.ACCEPTANCE, standing_in=CREDITING, assuming=can_be_credited)
def a_fee_can_be_paid(state: State, order: Order, fee: HeldAmount, slot: Slot) -> bool:
    return rejection(pay_fee, state, order, fee, slot) is None


@theorem(
    "DELIVERY-20",
    "The fee is in the fees pot, and credited to the provider just where the chip that serves is in service; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=COUNTED,
    assuming=can_be_credited,
)
def a_fee_is_paid_exactly(state: State, order: Order, fee: HeldAmount, slot: Slot) -> bool:
    paid = put_pots(state, replace(state.pots, fees=state.pots.fees + fee)) if fee > 0 else state
    expected = credit_fees(paid, order.provider, fee, slot) if fee > 0 and is_served(state, order) else paid
    return pay_fee(state, order, fee, slot) == expected


@theorem("DELIVERY-20", "What was held is in the fees pot, to the unit.", says=Says.INVARIANT, standing_in=CREDITING, assuming=can_be_credited)
def a_fee_is_not_lost(state: State, order: Order, fee: HeldAmount, slot: Slot) -> bool:
    return ssp(pay_fee(state, order, fee, slot)) == ssp(state) + fee


def is_payable(state: State, identifier: Hash, order: Order, moved: OrderMove, slot: Slot) -> bool:
    """With what is paid no more of the coin is anywhere than an amount can say, and no fee is in another coin than SSP."""
    paid = moved.provider + moved.consumer + moved.fee
    return in_balances(state, order.coin) + paid <= MAX_AMOUNT and moved.fee == 0


@theorem(
    "DELIVERY-21",
    "Nothing stands in the way of what a move without a fee pays; of one with a fee DELIVERY-20 says it.",
    says=Says.ACCEPTANCE,
    assuming=is_payable,
)
def what_is_moved_can_be_paid(state: State, identifier: Hash, order: Order, moved: OrderMove, slot: Slot) -> bool:
    return rejection(pay_out, state, identifier, order, moved, slot) is None


@theorem(
    "DELIVERY-21",
    "Without a fee, the order is stored, and provider and consumer get just what the move says in the order's coin; nothing else changes.",
    says=Says.AMOUNTS,
    assuming=is_payable,
)
def what_is_moved_is_paid_exactly(state: State, identifier: Hash, order: Order, moved: OrderMove, slot: Slot) -> bool:
    coin, paid = order.coin, put_order(state, identifier, moved.order)
    if moved.provider > 0:
        paid = with_spendable(paid, coin, order.provider, spendable(paid, coin, order.provider) + moved.provider)
    if moved.consumer > 0:
        paid = with_spendable(paid, coin, order.consumer, spendable(paid, coin, order.consumer) + moved.consumer)
    return pay_out(state, identifier, order, moved, slot) == paid


@theorem(
    "DELIVERY-21",
    "What a move without a fee pays is in balances of the order's coin; where the fee is then, DELIVERY-20 says.",
    says=Says.INVARIANT,
    assuming=is_payable,
)
def what_is_moved_is_not_lost(state: State, identifier: Hash, order: Order, moved: OrderMove, slot: Slot) -> bool:
    after = pay_out(state, identifier, order, moved, slot)
    return in_balances(after, order.coin) == in_balances(state, order.coin) + moved.provider + moved.consumer


def is_bounded(state: State, identifier: Hash) -> bool:
    """What STATE-2 and COIN-6 see to: of an order's coin no more is in balances and held for the order than an amount can say."""
    order = get_order(state, identifier)
    return in_balances(state, order.coin) + held_for_order(order) <= MAX_AMOUNT


@theorem("DELIVERY-22", "A failure is refused for the first of: no order, not begun, too late.", says=Says.ACCEPTANCE, assuming=is_bounded)
def failing_accepts(state: State, identifier: Hash, slot: Slot) -> bool:
    order = get_order(state, identifier)
    going = order.phase != Phase.OFFERED and order.phase != Phase.ORDERED and order.phase != Phase.FUNDED
    expected = first_failing(
        (order.phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (not going, Code.MOVE_NOT_POSSIBLE), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED)
    )
    return rejection(fail_order, state, identifier, slot) == expected


@theorem("DELIVERY-22", "All that is deposited is the consumer's, no other money moves, and a settled order is forgotten.", says=Says.AMOUNTS)
def failing_is_exact(state: State, identifier: Hash, slot: Slot) -> bool:
    order, after = get_order(state, identifier), fail_order(state, identifier, slot)
    paid = give(state, order.coin, order.consumer, order.deposit) if order.deposit > 0 else state
    failed = get_order(after, identifier)
    kept = failed == NO_ORDER if order.phase == Phase.SETTLED else failed.deposit == 0 and failed.paid == order.paid and failed.meter == order.meter
    return kept and after == put_order(paid, identifier, failed)


@theorem("DELIVERY-22", "A failure takes nothing of the consumer's money.", says=Says.INVARIANT)
def failing_keeps_the_escrow(state: State, identifier: Hash, slot: Slot) -> bool:
    order, after = get_order(state, identifier), fail_order(state, identifier, slot)
    failed = get_order(after, identifier)
    held = order.phase == Phase.SETTLED or failed.escrow.price + failed.escrow.holding == order.escrow.price + order.escrow.holding
    return held and in_balances(after, order.coin) == in_balances(state, order.coin) + order.deposit


@theorem("DELIVERY-23", "A penalty is never refused.", says=Says.ACCEPTANCE, assuming=lambda state, identifier: is_bounded(state, identifier))
def fining_accepts(state: State, identifier: Hash, penalty: Amount) -> bool:
    return rejection(penalise_order, state, identifier, penalty) is None


@theorem(
    "DELIVERY-23",
    "The consumer gets the penalty, or what is deposited where that is less, and the deposit has as much less; nothing else changes.",
    says=Says.AMOUNTS,
)
def fining_is_exact(state: State, identifier: Hash, penalty: Amount) -> bool:
    order = get_order(state, identifier)
    lost = penalty if penalty < order.deposit else order.deposit
    expected = state if lost == 0 else give(put_order(state, identifier, replace(order, deposit=order.deposit - lost)), order.coin, order.consumer, lost)
    return penalise_order(state, identifier, penalty) == expected


def is_stored(state: State, identifier: Hash, penalty: Amount) -> bool:
    """What STATE-1 says: no order that is closed is stored, so that none holds anything."""
    order = get_order(state, identifier)
    return order.phase != Phase.CLOSED or held_for_order(order) == 0


@theorem("DELIVERY-23", "What a penalty takes from the order is in balances.", says=Says.INVARIANT, assuming=is_stored)
def fining_conserves(state: State, identifier: Hash, penalty: Amount) -> bool:
    order, after = get_order(state, identifier), penalise_order(state, identifier, penalty)
    held = held_for_order(get_order(after, identifier))
    return in_balances(after, order.coin) + held == in_balances(state, order.coin) + held_for_order(order)
