# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when a sale of access to data ends, whichever way it does."""

from reference.data.access_transactions import (
    settle_data_sale,
)
from reference.economy.escrow import Settlement
from reference.numbers import Slot
from reference.state.access import NO_ACCESS, NO_DATA_SALE, DataSaleKey
from reference.state.coin_terms import SSP
from reference.state.data_state import get_access, get_data_sale
from reference.state.listing import HIGHEST_PRICE
from reference.state.state import State
from spec.prover.statement import Says, rejection, theorem
from spec.theorems.contributions import CREDITING
from spec.theorems.data_sale_money import ended, in_sale, is_bounded, is_released
from spec.theorems.earnings import can_be_earned
from spec.theorems.order_books import COUNTED


def is_settled(state: State, key: DataSaleKey, settlement: Settlement, slot: Slot) -> bool:
    """A settlement of what is held for the sale, in a state whose money adds up, and where there is room for what is credited."""
    sale = get_data_sale(state, key)
    whole = settlement.payee + settlement.payer == in_sale(sale) and is_bounded(state, key)
    return whole and settlement.payee <= HIGHEST_PRICE and can_be_earned(state, sale.coin, sale.asset.owner, settlement.payee, slot)


@theorem("SALE-22", "Every sale can be ended.", says=Says.ACCEPTANCE, standing_in=CREDITING, assuming=is_settled)
def ending_accepts(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> bool:
    return rejection(settle_data_sale, state, key, settlement, holds, slot) is None


def is_paid_out(state: State, key: DataSaleKey, settlement: Settlement, slot: Slot) -> bool:
    """A settlement by which all that another's asset is sold for is the owner's: what ESCROW-4 makes of a sale without a fee for holding (SALE-28, SALE-1)."""
    foreign = get_data_sale(state, key).asset.owner != key[1]
    return foreign and settlement.sold and settlement.payer == 0 and is_settled(state, key, settlement, slot)


def is_paid_out_in_ssp(state: State, key: DataSaleKey, settlement: Settlement, slot: Slot) -> bool:
    """Such a settlement, in SSP."""
    return get_data_sale(state, key).coin == SSP and is_paid_out(state, key, settlement, slot)


def is_paid_out_in_a_coin(state: State, key: DataSaleKey, settlement: Settlement, slot: Slot) -> bool:
    """Such a settlement, in an IoT_Coin."""
    return get_data_sale(state, key).coin != SSP and is_paid_out(state, key, settlement, slot)


def is_given_back(state: State, key: DataSaleKey, settlement: Settlement, slot: Slot) -> bool:
    """A settlement by which all that is held returns."""
    return not settlement.sold and settlement.payee == 0 and is_settled(state, key, settlement, slot)


@theorem(
    "SALE-22",
    "In SSP the owner is paid as EARN-2 says, and access is remembered; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=COUNTED,
    assuming=is_paid_out_in_ssp,
)
def paying_out_in_ssp_is_exact(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> bool:
    return settle_data_sale(state, key, settlement, holds, slot) == ended(state, key, settlement, holds, slot)


@theorem(
    "SALE-22",
    "In an IoT_Coin the owner is paid all, and access is remembered; nothing else changes.",
    says=Says.AMOUNTS,
    assuming=is_paid_out_in_a_coin,
)
def paying_out_in_a_coin_is_exact(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> bool:
    return settle_data_sale(state, key, settlement, holds, slot) == ended(state, key, settlement, holds, slot)


@theorem("SALE-22", "The buyer has back what was held, and who holds a key is remembered; nothing else changes.", says=Says.AMOUNTS, assuming=is_given_back)
def giving_back_is_exact(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> bool:
    return settle_data_sale(state, key, settlement, holds, slot) == ended(state, key, settlement, holds, slot)


@theorem(
    "SALE-22",
    "What was held is in balances again, or in the fees pot; the sale is gone, and what was paid for before stays.",
    says=Says.INVARIANT,
    standing_in=CREDITING,
    assuming=is_settled,
)
def ending_conserves(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> bool:
    before, after = get_data_sale(state, key), settle_data_sale(state, key, settlement, holds, slot)
    access, known = get_access(state, (*key, before.use)), get_access(after, (*key, before.use))
    conserved = is_released(state, after, before)
    return conserved and get_data_sale(after, key) == NO_DATA_SALE and (access == NO_ACCESS or slot == 0 or known != NO_ACCESS)
