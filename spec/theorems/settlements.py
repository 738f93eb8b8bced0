# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the money of an order: conserved, exact, never more than was funded or metered, the same however it is paid."""

from reference.agent.order_moves import Fate
from reference.agent.settlement import Deposit, FinalPayment, Instalment, earned, fee_of, pay_due, pay_instalment, penalise, release_deposit, settle_order
from reference.codes import Code
from reference.numbers import PPM, Amount, Ppm, Slot
from reference.state.listing import HIGHEST_PRICE, Escrow, HeldAmount, Stage
from reference.wire.listing_bodies import Quantity
from spec.prover.statement import Says, first_failing, rejection, theorem


def due(escrow: Escrow, paid: HeldAmount, total: HeldAmount) -> int:
    """What is to be paid: what was earned and not paid, as far as it is held."""
    rest = total - paid if total > paid else 0
    return rest if rest < escrow.price else escrow.price


@theorem("SETTLE-1", "Whatever was metered has a price.", says=Says.ACCEPTANCE)
def earnings_are_always_known(price: Amount, units: Quantity) -> bool:
    return rejection(earned, price, units) is None


@theorem("SETTLE-1", "Units earn a unit's price each, and no more than can be held.", says=Says.AMOUNTS)
def earnings_are_exact(price: Amount, units: Quantity) -> bool:
    return earned(price, units) == (price * units if price * units <= HIGHEST_PRICE else HIGHEST_PRICE)


@theorem("SETTLE-1", "More units never earn less, and never more than their price.", says=Says.INVARIANT)
def earnings_are_monotone(price: Amount, units: Quantity, more: Quantity) -> bool:
    return more < units or ((earned(price, units) <= earned(price, more)) & (earned(price, units) <= price * units))


@theorem("SETTLE-2", "Whatever was paid has a fee.", says=Says.ACCEPTANCE)
def fees_are_always_known(paid: HeldAmount, fee_ppm: Ppm) -> bool:
    return rejection(fee_of, paid, fee_ppm) is None


@theorem("SETTLE-2", "The fee is the rate of what was paid, rounded down.", says=Says.AMOUNTS)
def fees_are_exact(paid: HeldAmount, fee_ppm: Ppm) -> bool:
    return fee_of(paid, fee_ppm) == paid * fee_ppm // PPM


@theorem("SETTLE-2", "A fee is never more than what it is of; and of more it is not less, and greater by no more than what was added.", says=Says.INVARIANT)
def fees_are_monotone(paid: HeldAmount, more: HeldAmount, fee_ppm: Ppm) -> bool:
    low, high = fee_of(paid, fee_ppm), fee_of(more, fee_ppm)
    return more < paid or ((low <= paid) & (low <= high) & (high - low <= more - paid))


@theorem("SETTLE-3", "What is due can be taken from every escrow that there is.", says=Says.ACCEPTANCE)
def paying_accepts(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    expected = Code.ESCROW_UNKNOWN if escrow.stage == Stage.NONE else None
    return rejection(pay_due, escrow, paid, total, fee_ppm) == expected


@theorem(
    "SETTLE-3",
    "What was earned and not paid leaves the escrow, as far as it is there: the fee on all that was paid so far, the rest to the provider.",
    says=Says.AMOUNTS,
)
def paying_is_exact(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    part = due(escrow, paid, total)
    fee = fee_of(paid + part, fee_ppm) - fee_of(paid, fee_ppm)
    left = Escrow(escrow.stage, escrow.price - part, escrow.holding, escrow.deadline)
    return pay_due(escrow, paid, total, fee_ppm) == Instalment(left, paid + part, part - fee, fee)


@theorem(
    "SETTLE-3",
    "Theorem 7: what leaves the escrow reaches provider and fee, to the unit; no more than was held is paid, and no more than was earned.",
    says=Says.INVARIANT,
)
def paying_conserves(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    after = pay_due(escrow, paid, total, fee_ppm)
    out = after.provider + after.fee
    return (
        (out + after.escrow.price == escrow.price)
        & (after.paid == paid + out)
        & ((after.paid <= total) | (out == 0))
        & (after.provider >= 0)
        & (after.fee >= 0)
    )


@theorem("SETTLE-3", "Theorem 11: what is paid is not paid again.")
def units_are_paid_once(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    first = pay_due(escrow, paid, total, fee_ppm)
    again = pay_due(first.escrow, first.paid, total, fee_ppm)
    return again == Instalment(first.escrow, first.paid, 0, 0)


@theorem("SETTLE-4", "No instalment is paid for the first of: no escrow, nothing that is due.", says=Says.ACCEPTANCE)
def instalments_accept(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    expected = first_failing((escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN), (due(escrow, paid, total) == 0, Code.NOTHING_DUE))
    return rejection(pay_instalment, escrow, paid, total, fee_ppm) == expected


@theorem("SETTLE-4", "An instalment is what SETTLE-3 pays.", says=Says.AMOUNTS)
def instalments_are_exact(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    return pay_instalment(escrow, paid, total, fee_ppm) == pay_due(escrow, paid, total, fee_ppm)


@theorem("SETTLE-4", "Theorem 11: for the same units no second instalment is paid.", says=Says.INVARIANT)
def instalments_are_paid_once(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> bool:
    first = pay_instalment(escrow, paid, total, fee_ppm)
    return rejection(pay_instalment, first.escrow, first.paid, total, fee_ppm) == Code.NOTHING_DUE


@theorem("SETTLE-5", "Every escrow that there is can be settled.", says=Says.ACCEPTANCE)
def settling_an_order_accepts(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm, slot: Slot) -> bool:
    expected = Code.ESCROW_UNKNOWN if escrow.stage == Stage.NONE else None
    return rejection(settle_order, escrow, paid, total, fee_ppm, slot) == expected


@theorem("SETTLE-5", "What is due is paid as SETTLE-3 says, and all else that was held returns to the consumer.", says=Says.AMOUNTS)
def settling_an_order_is_exact(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm, slot: Slot) -> bool:
    last = pay_due(escrow, paid, total, fee_ppm)
    expected = FinalPayment(last.paid, last.provider, last.fee, last.escrow.price + escrow.holding)
    return settle_order(escrow, paid, total, fee_ppm, slot) == expected


@theorem(
    "SETTLE-5",
    "Theorems 7 and 9: provider, fee and consumer get together what was held, to the unit; the provider never more than was funded.",
    says=Says.INVARIANT,
)
def settling_an_order_conserves(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm, slot: Slot) -> bool:
    final = settle_order(escrow, paid, total, fee_ppm, slot)
    return (final.provider + final.fee + final.consumer == escrow.price + escrow.holding) & (final.provider + final.fee <= escrow.price)


@theorem("SETTLE-5", "Theorem 8: who has earned more is never paid less, and the consumer is never refunded more for it.")
def more_earned_pays_no_less(escrow: Escrow, paid: HeldAmount, total: HeldAmount, greater: HeldAmount, fee_ppm: Ppm, slot: Slot) -> bool:
    if greater < total:
        return True
    low, high = settle_order(escrow, paid, total, fee_ppm, slot), settle_order(escrow, paid, greater, fee_ppm, slot)
    return (low.provider <= high.provider) & (low.fee <= high.fee) & (high.consumer <= low.consumer)


@theorem("SETTLE-5", "An order that was funded costs the consumer just the price of the metered units, whatever instalments there were.")
def a_funded_order_costs_what_was_metered(
    escrow: Escrow, paid: HeldAmount, price: Amount, quantity: Quantity, units: Quantity, fee_ppm: Ppm, slot: Slot
) -> bool:
    cost = price * units
    regular = units <= quantity and price * quantity <= HIGHEST_PRICE and escrow.price + paid == price * quantity and paid <= cost
    return not regular or settle_order(escrow, paid, earned(price, units), fee_ppm, slot).paid == cost


@theorem("SETTLE-5", "Nobody pays more than the price of the metered units: beyond what was paid before, nothing is taken for more.")
def metered_units_bound_what_is_paid(escrow: Escrow, paid: HeldAmount, price: Amount, units: Quantity, fee_ppm: Ppm, slot: Slot) -> bool:
    after = settle_order(escrow, paid, earned(price, units), fee_ppm, slot).paid
    return after <= price * units or after == paid


@theorem("SETTLE-5", "An instalment changes when something is paid, and not what: provider, fee and consumer have in the end what they had without it.")
def instalments_change_nothing(escrow: Escrow, paid: HeldAmount, total: HeldAmount, greater: HeldAmount, fee_ppm: Ppm, slot: Slot) -> bool:
    if greater < total:
        return True
    first = pay_due(escrow, paid, total, fee_ppm)
    last = settle_order(first.escrow, first.paid, greater, fee_ppm, slot)
    once = settle_order(escrow, paid, greater, fee_ppm, slot)
    together = FinalPayment(last.paid, first.provider + last.provider, first.fee + last.fee, last.consumer)
    return together == once


@theorem("SETTLE-6", "A penalty can be taken of every deposit.", says=Says.ACCEPTANCE)
def penalties_never_reject(deposit: HeldAmount, penalty: Amount) -> bool:
    return rejection(penalise, deposit, penalty) is None


@theorem("SETTLE-6", "The consumer gets the penalty, or all that there is; the rest stays held.", says=Says.AMOUNTS)
def penalties_are_exact(deposit: HeldAmount, penalty: Amount) -> bool:
    lost = penalty if penalty < deposit else deposit
    return penalise(deposit, penalty) == Deposit(held=deposit - lost, provider=0, consumer=lost)


@theorem("SETTLE-6", "A penalty makes and destroys nothing, and a greater one never takes less.", says=Says.INVARIANT)
def penalties_conserve(deposit: HeldAmount, penalty: Amount, greater: Amount) -> bool:
    low, high = penalise(deposit, penalty), penalise(deposit, greater)
    return (low.held + low.provider + low.consumer == deposit) & ((greater < penalty) | (high.consumer >= low.consumer))


@theorem("SETTLE-7", "Every deposit can be released.", says=Says.ACCEPTANCE)
def releasing_a_deposit_never_rejects(deposit: HeldAmount, fate: Fate) -> bool:
    return rejection(release_deposit, deposit, fate) is None


@theorem("SETTLE-7", "All of a deposit stays, or returns to the provider, or is the consumer's.", says=Says.AMOUNTS)
def releasing_a_deposit_is_exact(deposit: HeldAmount, fate: Fate) -> bool:
    after = release_deposit(deposit, fate)
    if fate == Fate.HELD:
        return after == Deposit(held=deposit, provider=0, consumer=0)
    return after == (Deposit(0, deposit, 0) if fate == Fate.RETURNED else Deposit(0, 0, deposit))


@theorem("SETTLE-7", "A deposit is somebody's, to the unit.", says=Says.INVARIANT)
def releasing_a_deposit_conserves(deposit: HeldAmount, fate: Fate) -> bool:
    after = release_deposit(deposit, fate)
    return after.held + after.provider + after.consumer == deposit
