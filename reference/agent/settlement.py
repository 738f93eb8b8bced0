"""Settlement: what leaves an order's escrow for metered units, as instalments and at the end, and what becomes of the provider's deposit.

All is cumulative: due is what all units have earned, less what was paid before. So it makes no difference how often, or in which parts, an order is paid.
"""

from dataclasses import dataclass

from reference.agent.order_moves import Fate
from reference.codes import Code, Reject
from reference.economy.escrow import Ending, pay_from_escrow, settle_escrow
from reference.numbers import PPM, Amount, Ppm, Slot
from reference.rules import kernel
from reference.state.listing import HIGHEST_PRICE, Escrow, HeldAmount
from reference.wire.listing_bodies import Quantity


@dataclass(frozen=True, slots=True)
class Instalment:
    """What a payment takes out of an order's escrow."""

    escrow: Escrow
    """The escrow afterwards."""

    paid: HeldAmount
    """All that has left it so far for metered units, in units of the coin, the fees in it."""

    provider: HeldAmount
    """What the provider gets now."""

    fee: HeldAmount
    """What of it is the fee."""


@dataclass(frozen=True, slots=True)
class FinalPayment:
    """Where the money goes that an order's escrow held at the end."""

    paid: HeldAmount
    """All that the order has cost, in units of the coin, the fees in it."""

    provider: HeldAmount
    """What the provider gets now."""

    fee: HeldAmount
    """What of it is the fee."""

    consumer: Amount
    """What returns to the consumer."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """Where a deposit goes; together all of it."""

    held: HeldAmount
    """What stays held, in units of the coin."""

    provider: HeldAmount
    """What returns to the provider."""

    consumer: HeldAmount
    """What the consumer gets for what the provider failed to do."""


@kernel("SETTLE-1")
def earned(price: Amount, units: Quantity) -> HeldAmount:
    """What metered units cost, in units of the coin: a unit's price times the units, and never more than can be held. Never rejects."""
    if units == 0:
        return 0
    return price * units if price <= HIGHEST_PRICE // units else HIGHEST_PRICE


@kernel("SETTLE-2")
def fee_of(paid: HeldAmount, fee_ppm: Ppm) -> HeldAmount:
    """The fee in all that an order has paid, rounded down. Never rejects.

    The whole millions apart from the rest, so that every product fits 64 bits.
    """
    return paid // PPM * fee_ppm + paid % PPM * fee_ppm // PPM


@kernel("SETTLE-3")
def pay_due(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> Instalment:
    """Take out of an escrow what all units so far have earned in `total` (SETTLE-1) and was not `paid`, and no more than it holds. That may be nothing.

    The fee is that of all that was paid until now, less that of all that was paid before. Rejects with `ESCROW_UNKNOWN`.
    """
    payment = pay_from_escrow(escrow, total - paid if total > paid else 0)
    fee = fee_of(paid + payment.payee, fee_ppm) - fee_of(paid, fee_ppm)
    return Instalment(escrow=payment.escrow, paid=paid + payment.payee, provider=payment.payee - fee, fee=fee)


@kernel("SETTLE-4")
def pay_instalment(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm) -> Instalment:
    """Pay what is due while an order goes on. Rejects with `ESCROW_UNKNOWN`, then `NOTHING_DUE`."""
    instalment = pay_due(escrow, paid, total, fee_ppm)
    if instalment.paid == paid:
        raise Reject(Code.NOTHING_DUE)
    return instalment


@kernel("SETTLE-5")
def settle_order(escrow: Escrow, paid: HeldAmount, total: HeldAmount, fee_ppm: Ppm, slot: Slot) -> FinalPayment:
    """Pay what is due, and refund the rest (ESCROW-4). Nothing stays in escrow. Rejects with `ESCROW_UNKNOWN`."""
    last = pay_due(escrow, paid, total, fee_ppm)
    rest = settle_escrow(last.escrow, Ending.REFUND, slot)
    return FinalPayment(paid=last.paid, provider=last.provider, fee=last.fee, consumer=rest.payer)


@kernel("SETTLE-6")
def penalise(deposit: HeldAmount, penalty: Amount) -> Deposit:
    """Take a penalty from a deposit, and no more than there is, for the consumer. Never rejects."""
    lost = min(deposit, penalty)
    return Deposit(held=deposit - lost, provider=0, consumer=lost)


@kernel("SETTLE-7")
def release_deposit(deposit: HeldAmount, fate: Fate) -> Deposit:
    """What a move makes of a deposit. Never rejects."""
    if fate == Fate.RETURNED:
        return Deposit(held=0, provider=deposit, consumer=0)
    if fate == Fate.LOST:
        return Deposit(held=0, provider=0, consumer=deposit)
    return Deposit(held=deposit, provider=0, consumer=0)
