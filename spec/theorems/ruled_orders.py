# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the orders that a rule of a service confirms or undoes, on any ledger."""

from dataclasses import replace

from reference.agent.metering import settled_units
from reference.agent.order_books import can_be_ruled, fulfil_order, void_order
from reference.agent.order_moves import Event, Party
from reference.agent.orders import move_order
from reference.agent.settlement import earned, settle_order
from reference.codes import Code
from reference.economy.escrow import deadline_after
from reference.economy.escrow_books import give
from reference.numbers import MAX_AMOUNT, CoinId, Hash, Slot
from reference.state.listing import Escrow, Stage
from reference.state.order import NO_ORDER, Meter, Order, Phase
from reference.state.smart_agent_state import get_order, put_order
from reference.state.state import State
from reference.state.supply import held_for_order
from spec.prover.statement import Says, StandIn, first_failing, rejection, theorem
from spec.theorems.escrow import in_balances

DUE = (StandIn(earned), StandIn(settled_units))
"""What metered units have earned, and how many units count: of equal ones it is the same, and whatever it is, the escrow bounds it."""


def not_ruled(order: Order, slot: Slot) -> Code | None:
    """Why no rule can confirm or undo an order."""
    elsewhere = order.phase != Phase.DELIVERING and order.phase != Phase.DISPUTED
    return first_failing(
        (order.phase == Phase.CLOSED, Code.ORDER_UNKNOWN), (elsewhere, Code.MOVE_NOT_POSSIBLE), (slot >= order.escrow.deadline, Code.DEADLINE_PASSED)
    )


@theorem("DELIVERY-38", "Whether a rule can still confirm or undo an order can always be said.", says=Says.ACCEPTANCE)
def ruling_can_always_be_told(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return rejection(can_be_ruled, phase, deadline, slot) is None


@theorem("DELIVERY-38", "It can just where the table of moves has both moves, for a rule, at that time.", says=Says.AMOUNTS)
def ruling_is_the_tables(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    possible = can_be_ruled(phase, deadline, slot)
    confirmed = rejection(move_order, phase, Event.FULFIL, Party.RULE, deadline, slot) is None
    return confirmed == possible and (rejection(move_order, phase, Event.VOID, Party.RULE, deadline, slot) is None) == possible


@theorem("DELIVERY-38", "From its deadline on no rule confirms an order or undoes it.", says=Says.INVARIANT)
def nothing_is_ruled_late(phase: Phase, deadline: Slot, slot: Slot) -> bool:
    return slot < deadline or not can_be_ruled(phase, deadline, slot)


@theorem("DELIVERY-39", "A rule confirms no order for the first of: no order, neither delivered nor disputed, too late.", says=Says.ACCEPTANCE)
def fulfilling_accepts(state: State, identifier: Hash, slot: Slot) -> bool:
    return rejection(fulfil_order, state, identifier, slot) == not_ruled(get_order(state, identifier), slot)


@theorem(
    "DELIVERY-39",
    "All that is ordered is metered, by no receipt more than there was, nothing is claimed, and `liable_slots` are left; nothing else changes.",
    says=Says.AMOUNTS,
)
def fulfilling_is_exact(state: State, identifier: Hash, slot: Slot) -> bool:
    order = get_order(state, identifier)
    escrow, deadline = order.escrow, deadline_after(slot, order.terms.waits.liable_slots)
    confirmed = replace(
        order,
        phase=Phase.CONFIRMED,
        meter=Meter(order.meter.sequence, order.terms.quantity, order.meter.slot),
        claimed=0,
        escrow=Escrow(escrow.stage, escrow.price, escrow.holding, deadline),
    )
    return fulfil_order(state, identifier, slot) == put_order(state, identifier, confirmed)


@theorem("DELIVERY-39", "Confirming moves no money, and the deposit stays held.", says=Says.INVARIANT)
def fulfilling_conserves(state: State, identifier: Hash, slot: Slot, coin: CoinId) -> bool:
    before, after = get_order(state, identifier), fulfil_order(state, identifier, slot)
    order = get_order(after, identifier)
    return held_for_order(order) == held_for_order(before) and order.deposit == before.deposit and in_balances(after, coin) == in_balances(state, coin)


def can_be_undone(state: State, identifier: Hash) -> bool:
    """What DELIVERY-12 says of the money of an order, and STATE-2 and COIN-6 of all money; and no fee, of which DELIVERY-20 says the rest."""
    order = get_order(state, identifier)
    going = order.phase == Phase.DELIVERING or order.phase == Phase.DISPUTED
    held = not going or (order.escrow.stage == Stage.HELD and order.escrow.holding == 0)
    return held and in_balances(state, order.coin) + held_for_order(order) <= MAX_AMOUNT and order.terms.fee_ppm == 0


@theorem(
    "DELIVERY-40",
    "Without a fee, a rule undoes no order for the first of: no order, neither delivered nor disputed, too late.",
    says=Says.ACCEPTANCE,
    standing_in=DUE,
    assuming=can_be_undone,
)
def undoing_accepts(state: State, identifier: Hash, slot: Slot) -> bool:
    return rejection(void_order, state, identifier, slot) == not_ruled(get_order(state, identifier), slot)


@theorem(
    "DELIVERY-40",
    "Without a fee, what both have signed for and the deposit have reached the provider, all else the consumer, whatever was claimed; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=DUE,
    assuming=can_be_undone,
)
def undoing_is_exact(state: State, identifier: Hash, slot: Slot) -> bool:
    order = get_order(state, identifier)
    units = settled_units(order.meter.units, 0, order.terms.granule, order.terms.quantity)
    last = settle_order(order.escrow, order.paid, earned(order.terms.price, units), order.terms.fee_ppm, slot)
    provider = last.provider + order.deposit
    paid = put_order(state, identifier, NO_ORDER)
    paid = give(paid, order.coin, order.provider, provider) if provider > 0 else paid
    paid = give(paid, order.coin, order.consumer, last.consumer) if last.consumer > 0 else paid
    return void_order(state, identifier, slot) == paid


@theorem(
    "DELIVERY-40",
    "Without a fee, all that was held is in balances, and nothing is left of the order.",
    says=Says.INVARIANT,
    standing_in=DUE,
    assuming=can_be_undone,
)
def undoing_conserves(state: State, identifier: Hash, slot: Slot) -> bool:
    order, after = get_order(state, identifier), void_order(state, identifier, slot)
    return in_balances(after, order.coin) == in_balances(state, order.coin) + held_for_order(order) and get_order(after, identifier) == NO_ORDER
