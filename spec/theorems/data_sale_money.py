"""What is held for a sale of access to data, and what its end leaves."""

from reference.data.earnings import pay_owner
from reference.economy.escrow import Settlement
from reference.numbers import MAX_AMOUNT, Slot
from reference.state.access import NO_DATA_SALE, Access, DataSale, DataSaleKey
from reference.state.data_state import get_access, get_data_sale, put_access, put_data_sale
from reference.state.listing import Stage
from reference.state.state import State
from spec.theorems.escrow import in_balances, spendable, with_spendable


def in_sale(sale: DataSale) -> int:
    """What is held for a sale, in units of its coin."""
    return 0 if sale.escrow.stage == Stage.NONE else sale.escrow.price + sale.escrow.holding


def is_bounded(state: State, key: DataSaleKey) -> bool:
    """What STATE-2 and COIN-6 see to: of a sale's coin no more is in balances and held for it than an amount can say."""
    sale = get_data_sale(state, key)
    return in_balances(state, sale.coin) + sale.escrow.price + sale.escrow.holding <= MAX_AMOUNT


def ended(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> State:
    """What the end of a sale must leave: owner and buyer have what is theirs, who has paid or holds a key is remembered, and the sale is forgotten."""
    sale = get_data_sale(state, key)
    paid = pay_owner(state, sale.coin, sale.asset.owner, settlement.payee, slot)
    paid = with_spendable(paid, sale.coin, key[1], spendable(paid, sale.coin, key[1]) + settlement.payer)
    known = get_access(state, (*key, sale.use))
    access = Access(slot, known.refunded) if settlement.sold else Access(known.paid, slot)
    remembered = put_access(paid, (*key, sale.use), access) if settlement.sold or holds else paid
    return put_data_sale(remembered, key, NO_DATA_SALE)


def given_back(state: State, key: DataSaleKey, holds: bool, slot: Slot) -> State:
    """What a sale must leave of which all returns to the buyer, who holds a key or none."""
    return ended(state, key, Settlement(payee=0, payer=in_sale(get_data_sale(state, key)), sold=False), holds, slot)


def is_released(before: State, after: State, sale: DataSale) -> bool:
    """Whether just what was held for a sale is in balances again."""
    return in_balances(after, sale.coin) == in_balances(before, sale.coin) + in_sale(sale)
