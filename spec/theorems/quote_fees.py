# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when a transaction that quotes is charged: its fee pays for the time for which the quote may stand."""

from reference.numbers import Slot
from reference.state.quote import MAX_STANDING
from reference.state.state import State
from reference.transition import charge
from reference.wire.market_bodies import QuotePlace
from reference.wire.transaction import Authenticated
from spec.prover.statement import rejection, theorem
from spec.theorems.ledger import invalid_below, supply_is_bounded, with_fee_spent


def is_quote(transaction: Authenticated) -> bool:
    """A transaction that quotes, and pays for itself."""
    return isinstance(transaction.transaction.body, QuotePlace)


def is_bounded_quote(state: State, transaction: Authenticated) -> bool:
    """The same, where there is no more SSP than an amount can say."""
    return is_quote(transaction) and supply_is_bounded(state)


def least_of(state: State, transaction: Authenticated, slot: Slot) -> int:
    """The least fee of a transaction that quotes: the base, and the price of every byte and of every slot."""
    body, parameters = transaction.transaction.body, state.chain.parameters
    assert isinstance(body, QuotePlace)
    slots = body.last - slot + 1 if slot <= body.last and body.last <= slot + MAX_STANDING else 0
    return parameters.base_fee + parameters.byte_fee * transaction.size + parameters.byte_fee * slots


@theorem(
    "TX-5",
    "A quote is invalid for the first of: chain, last slot, nonce, a fee that does not pay for every byte and every slot, fee not affordable.",
    assuming=is_bounded_quote,
)
def quote_charge_accepts(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return rejection(charge, state, transaction, slot) == invalid_below(state, transaction, slot, least_of(state, transaction, slot))


@theorem("TX-5", "Charging a quote takes the fee that it states and the nonce, and nothing else changes.", assuming=is_quote)
def quote_charge_is_exact(state: State, transaction: Authenticated, slot: Slot) -> bool:
    return charge(state, transaction, slot) == with_fee_spent(state, transaction)
