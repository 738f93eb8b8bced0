"""The transactions of a sale of access: offered, bought, delivered, given back, complained about, closed."""

from dataclasses import replace

from reference.data.assets import series_id
from reference.data.consents import is_consented
from reference.data.delivery import is_key_wrong, is_piece_wrong
from reference.data.earnings import pay_owner
from reference.data.hpke import check_sealing_key
from reference.data.sales import MarginSlots, buy_access, check_complaint, check_offer, check_purchase, check_seller, deliver_access, uphold_complaint
from reference.economy.escrow import Ending, Settlement, settle_escrow
from reference.economy.escrow_books import give, take
from reference.numbers import AccountId, CoinId, Hash, Slot
from reference.rules import transition
from reference.state.access import NO_DATA_SALE, NO_TARIFF, NOT_DELIVERED, Access, DataSale, DataSaleKey, SealedKey, Tariff
from reference.state.asset import Asset
from reference.state.coin_terms import SSP
from reference.state.data_state import get_access, get_asset, get_consent, get_data_sale, get_tariff, put_access, put_data_sale, put_tariff
from reference.state.listing import Stage
from reference.state.state import State, get_coin
from reference.wire.access_bodies import (
    AccessBuy,
    AccessClose,
    AccessDeliver,
    AccessOffer,
    AccessRefund,
    ChunkComplaint,
    ConsentNumber,
    KeyComplaint,
    UseNumber,
)


@transition("SALE-15")
def apply_access_offer(state: State, sender: AccountId, body: AccessOffer, slot: Slot) -> State:
    """Say what access to data of the sender costs, in whichever slot. Rejects with the codes of SALE-12."""
    check_offer(body.price, is_payable(state, body.coin), body.deliver_slots, body.complain_slots, two_rounds(state))
    tariff = NO_TARIFF if body.price == 0 else Tariff(body.price, body.deliver_slots, body.complain_slots)
    return put_tariff(state, (sender, body.scope, body.coin), tariff)


@transition("SALE-16")
def apply_access_buy(state: State, sender: AccountId, body: AccessBuy, slot: Slot) -> State:
    """Buy access to an asset: the price leaves the sender and waits in escrow.

    Rejects with the codes of SALE-13, of SALE-1, of HPKE-7, and of ESCROW-5 for the price, in this order.
    """
    key, asset = (body.asset, sender), get_asset(state, body.asset)
    tariff = tariff_of(state, asset, body)
    unchanged = tariff.price == 0 or (tariff.deliver_slots == body.deliver_slots and tariff.complain_slots == body.complain_slots)
    check_purchase(asset.registered, get_data_sale(state, key).escrow.stage, body.use, unchanged)
    consented = is_use_consented(state, asset, body.asset, body.consent, body.use, sender, slot)
    escrow = buy_access(asset.owner == sender, tariff.price, body.limit, consented, slot, tariff.deliver_slots)
    check_sealing_key(body.key)
    sale = DataSale(asset=asset, use=body.use, coin=body.coin, complain_slots=tariff.complain_slots, key=body.key, delivered=NOT_DELIVERED, escrow=escrow)
    return put_data_sale(take(state, body.coin, sender, escrow.price), key, sale)


@transition("SALE-17")
def apply_access_deliver(state: State, sender: AccountId, body: AccessDeliver, slot: Slot) -> State:
    """Deliver the sealed key of an asset of the sender. Rejects with the codes of SALE-14, then with those of SALE-2."""
    key = (body.asset, body.buyer)
    sale = get_data_sale(state, key)
    unchanged = sale.key == body.key and sale.coin == body.coin and sale.escrow.price == body.price
    check_seller(sale.escrow.stage, sale.asset.owner, sender, unchanged)
    consented = is_use_consented(state, sale.asset, body.asset, body.consent, sale.use, body.buyer, slot)
    escrow = deliver_access(sale.escrow, consented, two_rounds(state), slot, sale.complain_slots)
    return put_data_sale(state, key, replace(sale, delivered=SealedKey(body.encapsulated, body.ciphertext), escrow=escrow))


@transition("SALE-18")
def apply_access_refund(state: State, sender: AccountId, body: AccessRefund, slot: Slot) -> State:
    """Give a buyer of an asset of the sender everything back. Rejects with `ESCROW_UNKNOWN`, then `ASSET_OF_ANOTHER`."""
    key = (body.asset, body.buyer)
    sale = get_data_sale(state, key)
    check_seller(sale.escrow.stage, sale.asset.owner, sender, True)
    return settle_data_sale(state, key, settle_escrow(sale.escrow, Ending.REFUND, slot), sale.escrow.stage == Stage.DELIVERED, slot)


@transition("SALE-19")
def apply_key_complaint(state: State, sender: AccountId, body: KeyComplaint, slot: Slot) -> State:
    """Give a buyer everything back that shows that its key is wrong.

    Rejects with the codes of SALE-3, then with `SALE_KEY_FOREIGN`, then with `COMPLAINT_UNFOUNDED`.
    """
    key = (body.asset, sender)
    sale = get_data_sale(state, key)
    check_complaint(sale.escrow, slot)
    founded = is_key_wrong(body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key)
    return settle_data_sale(state, key, uphold_complaint(sale.escrow, founded, slot), False, slot)


@transition("SALE-20")
def apply_chunk_complaint(state: State, sender: AccountId, body: ChunkComplaint, slot: Slot) -> State:
    """Give a buyer everything back that shows that a chunk is wrong.

    Rejects with the codes of SALE-3, then with those of SALE-27, then with `COMPLAINT_UNFOUNDED`.
    """
    key = (body.asset, sender)
    sale = get_data_sale(state, key)
    check_complaint(sale.escrow, slot)
    founded = is_piece_wrong(body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset, state.chain.id, body.index, body.piece)
    holds = not is_key_wrong(body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key)
    return settle_data_sale(state, key, uphold_complaint(sale.escrow, founded, slot), holds, slot)


@transition("SALE-21")
def apply_access_close(state: State, sender: AccountId, body: AccessClose, slot: Slot) -> State:
    """Close a sale whose time is over, whoever asks for it. Rejects with the codes of ESCROW-4."""
    key = (body.asset, body.buyer)
    return settle_data_sale(state, key, settle_escrow(get_data_sale(state, key).escrow, Ending.CLOSE, slot), False, slot)


@transition("SALE-22")
def settle_data_sale(state: State, key: DataSaleKey, settlement: Settlement, holds: bool, slot: Slot) -> State:
    """Pay a sale out, and forget it; remember that the buyer has access where the owner is paid, and where not whether it `holds` a key all the same.

    Rejects with nothing: `BALANCE_OVERFLOW` is met in no state whose money adds up.
    """
    asset, buyer = key
    sale = get_data_sale(state, key)
    state = pay_owner(state, sale.coin, sale.asset.owner, settlement.payee, slot)
    state = give(state, sale.coin, buyer, settlement.payer)
    known = get_access(state, (asset, buyer, sale.use))
    if settlement.sold:
        state = put_access(state, (asset, buyer, sale.use), Access(paid=slot, refunded=known.refunded))
    elif holds:
        state = put_access(state, (asset, buyer, sale.use), Access(paid=known.paid, refunded=slot))
    return put_data_sale(state, key, NO_DATA_SALE)


def tariff_of(state: State, asset: Asset, body: AccessBuy) -> Tariff:
    """What an asset costs by an offer of its owner; by one for something else it is not for sale."""
    if body.scope != body.asset and body.scope != series_id(asset.chip, asset.series):
        return NO_TARIFF
    return get_tariff(state, (asset.owner, body.scope, body.coin))


def is_use_consented(state: State, asset: Asset, identifier: Hash, number: ConsentNumber, use: UseNumber, buyer: AccountId, slot: Slot) -> bool:
    """Whether the consent that is named lets a buyer use an asset."""
    return is_consented(get_consent(state, (asset.owner, number)), series_id(asset.chip, asset.series), identifier, use, buyer, slot)


def is_payable(state: State, coin: CoinId) -> bool:
    """Whether there is such a coin: in another, whoever founds it could pay with it."""
    return coin == SSP or get_coin(state, coin).cap != 0


def two_rounds(state: State) -> MarginSlots:
    """The slots of two rounds, within which a transaction that is sent reaches a block."""
    return 2 * state.chain.parameters.agents
