# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of the whole ledger when access to data is offered, bought, delivered, given back, complained about, or closed."""

from dataclasses import replace

from reference.codes import Code
from reference.data.access_transactions import (
    apply_access_buy,
    apply_access_close,
    apply_access_deliver,
    apply_access_offer,
    apply_access_refund,
    apply_chunk_complaint,
    apply_key_complaint,
    is_payable,
    is_use_consented,
    tariff_of,
    two_rounds,
)
from reference.data.assets import series_id
from reference.data.consents import is_consented
from reference.data.delivery import is_key_wrong, is_piece_wrong
from reference.data.hpke import check_sealing_key
from reference.data.sales import buy_access, check_complaint, check_offer, check_purchase, check_seller, deliver_access, uphold_complaint
from reference.economy.escrow import Ending, settle_escrow
from reference.economy.escrow_books import take
from reference.numbers import AccountId, CoinId, Slot
from reference.state.access import NOT_DELIVERED, Access, DataSale, SealedKey, Tariff
from reference.state.data_state import get_access, get_asset, get_data_sale, get_tariff, put_data_sale, put_tariff
from reference.state.listing import Stage
from reference.state.state import State
from reference.wire.access_bodies import AccessBuy, AccessClose, AccessDeliver, AccessOffer, AccessRefund, ChunkComplaint, KeyComplaint
from spec.prover.statement import Says, StandIn, rejection, theorem
from spec.theorems.contributions import CREDITING
from spec.theorems.data_sale_money import ended, given_back, in_sale, is_bounded, is_released
from spec.theorems.earnings import can_be_earned
from spec.theorems.escrow import in_balances, spendable, with_spendable
from spec.theorems.ledger import ssp
from spec.theorems.order_books import COUNTED

CONSENTED = (StandIn(series_id), StandIn(is_consented))
"""What CONSENT-2 says of equal consents is equal."""

SEALED = (*CONSENTED, StandIn(check_sealing_key, rejects=(Code.SEALING_KEY_INVALID,)))
JUDGED = (StandIn(is_key_wrong, rejects=(Code.SALE_KEY_FOREIGN,)),)
SHOWN = (
    *JUDGED,
    StandIn(is_piece_wrong, rejects=(Code.SALE_KEY_FOREIGN, Code.PATH_INVALID, Code.CHUNK_WRONG)),
)
"""Complaints are judged by what is shown alone; whatever the judgement is, the money goes where it says."""


@theorem("SALE-15", "An offer is refused as SALE-12 says.", says=Says.ACCEPTANCE)
def offering_accepts(state: State, sender: AccountId, body: AccessOffer, slot: Slot) -> bool:
    expected = rejection(check_offer, body.price, is_payable(state, body.coin), body.deliver_slots, body.complain_slots, two_rounds(state))
    return rejection(apply_access_offer, state, sender, body, slot) == expected


@theorem("SALE-15", "The one tariff is what the offer says, and gone with a price of nothing; nothing else changes.", says=Says.AMOUNTS)
def offering_is_exact(state: State, sender: AccountId, body: AccessOffer, slot: Slot) -> bool:
    expected = put_tariff(state, (sender, body.scope, body.coin), Tariff(body.price, body.deliver_slots, body.complain_slots))
    return apply_access_offer(state, sender, body, slot) == expected


@theorem("SALE-15", "Nobody offers for another, and no money moves.", says=Says.INVARIANT)
def offering_preserves(state: State, sender: AccountId, body: AccessOffer, slot: Slot, other: AccountId, coin: CoinId) -> bool:
    after = apply_access_offer(state, sender, body, slot)
    kept = other == sender or get_tariff(after, (other, body.scope, coin)) == get_tariff(state, (other, body.scope, coin))
    return kept and ssp(after) == ssp(state)


def why_not_bought(state: State, sender: AccountId, body: AccessBuy, slot: Slot) -> Code | None:
    """Why somebody may not buy, by one rule after the other."""
    asset = get_asset(state, body.asset)
    tariff = tariff_of(state, asset, body)
    times = tariff.deliver_slots == body.deliver_slots and tariff.complain_slots == body.complain_slots
    unchanged = tariff.price == 0 or times
    possible = rejection(check_purchase, asset.registered, get_data_sale(state, (body.asset, sender)).escrow.stage, body.use, unchanged)
    if possible is not None:
        return possible
    consented = is_use_consented(state, asset, body.asset, body.consent, body.use, sender, slot)
    bought = rejection(buy_access, asset.owner == sender, tariff.price, body.limit, consented, slot, tariff.deliver_slots)
    if bought is not None:
        return bought
    sealed = rejection(check_sealing_key, body.key)
    return rejection(take, state, body.coin, sender, tariff.price) if sealed is None else sealed


@theorem("SALE-16", "A purchase is refused as SALE-13, SALE-1, HPKE-7, then ESCROW-5 say.", says=Says.ACCEPTANCE, standing_in=SEALED)
def buying_accepts(state: State, sender: AccountId, body: AccessBuy, slot: Slot) -> bool:
    return rejection(apply_access_buy, state, sender, body, slot) == why_not_bought(state, sender, body, slot)


@theorem("SALE-16", "The price leaves the buyer and is held, the asset is pinned; nothing else changes.", says=Says.AMOUNTS, standing_in=SEALED)
def buying_is_exact(state: State, sender: AccountId, body: AccessBuy, slot: Slot) -> bool:
    after, key = apply_access_buy(state, sender, body, slot), (body.asset, sender)
    asset = get_asset(state, body.asset)
    tariff = tariff_of(state, asset, body)
    escrow = buy_access(False, tariff.price, body.limit, True, slot, body.deliver_slots)
    sale = DataSale(asset, body.use, body.coin, body.complain_slots, body.key, NOT_DELIVERED, escrow)
    return after == put_data_sale(with_spendable(state, body.coin, sender, spendable(state, body.coin, sender) - tariff.price), key, sale)


@theorem("SALE-16", "What leaves the balances of the coin is held, to the unit, and no more than the buyer's limit.", says=Says.INVARIANT, standing_in=SEALED)
def buying_conserves(state: State, sender: AccountId, body: AccessBuy, slot: Slot) -> bool:
    after = apply_access_buy(state, sender, body, slot)
    held = in_sale(get_data_sale(after, (body.asset, sender)))
    return in_balances(after, body.coin) + held == in_balances(state, body.coin) and held <= body.limit


def why_not_delivered(state: State, sender: AccountId, body: AccessDeliver, slot: Slot) -> Code | None:
    """Why an owner may not deliver, by one rule after the other."""
    sale = get_data_sale(state, (body.asset, body.buyer))
    meant = sale.key == body.key and sale.coin == body.coin and sale.escrow.price == body.price
    unlike = rejection(check_seller, sale.escrow.stage, sale.asset.owner, sender, meant)
    if unlike is not None:
        return unlike
    consented = is_use_consented(state, sale.asset, body.asset, body.consent, sale.use, body.buyer, slot)
    return rejection(deliver_access, sale.escrow, consented, two_rounds(state), slot, sale.complain_slots)


@theorem("SALE-17", "A delivery is refused as SALE-14, then SALE-2 say.", says=Says.ACCEPTANCE, standing_in=CONSENTED)
def delivering_accepts(state: State, sender: AccountId, body: AccessDeliver, slot: Slot) -> bool:
    return rejection(apply_access_deliver, state, sender, body, slot) == why_not_delivered(state, sender, body, slot)


@theorem("SALE-17", "The sale has the sealed key and the buyer's deadline; nothing else changes.", says=Says.AMOUNTS, standing_in=CONSENTED)
def delivering_is_exact(state: State, sender: AccountId, body: AccessDeliver, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    sale = get_data_sale(state, key)
    after = apply_access_deliver(state, sender, body, slot)
    escrow = deliver_access(sale.escrow, True, two_rounds(state), slot, sale.complain_slots)
    return after == put_data_sale(state, key, replace(sale, delivered=SealedKey(body.encapsulated, body.ciphertext), escrow=escrow))


@theorem(
    "SALE-17",
    "No key is delivered but by the owner, to the key that the buyer gave, for money that is held and with consent that stands; no money moves.",
    says=Says.INVARIANT,
    standing_in=CONSENTED,
)
def no_access_without_consent_and_payment(state: State, sender: AccountId, body: AccessDeliver, slot: Slot, coin: CoinId) -> bool:
    key = (body.asset, body.buyer)
    before, after = get_data_sale(state, key), apply_access_deliver(state, sender, body, slot)
    consented = is_use_consented(state, before.asset, body.asset, body.consent, before.use, body.buyer, slot)
    held = before.escrow.stage == Stage.HELD and before.key == body.key and before.escrow.price == body.price
    return consented and held and sender == before.asset.owner and in_balances(after, coin) == in_balances(state, coin)


@theorem("SALE-18", "First of: no sale, another's asset.", says=Says.ACCEPTANCE)
def refunding_accepts(state: State, sender: AccountId, body: AccessRefund, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    sale = get_data_sale(state, key)
    expected = rejection(check_seller, sale.escrow.stage, sale.asset.owner, sender, True)
    return not is_bounded(state, key) or rejection(apply_access_refund, state, sender, body, slot) == expected


@theorem("SALE-18", "All returns to the buyer, and the sale is forgotten; nothing else changes.", says=Says.AMOUNTS)
def refunding_is_exact(state: State, sender: AccountId, body: AccessRefund, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    holds = get_data_sale(state, key).escrow.stage == Stage.DELIVERED
    return apply_access_refund(state, sender, body, slot) == given_back(state, key, holds, slot)


@theorem("SALE-18", "What was held is in balances again, and nobody is given access.", says=Says.INVARIANT)
def refunding_conserves(state: State, sender: AccountId, body: AccessRefund, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    before, after = get_data_sale(state, key), apply_access_refund(state, sender, body, slot)
    kept = get_access(after, (*key, before.use)).paid == get_access(state, (*key, before.use)).paid
    return is_released(state, after, before) and kept


def why_no_complaint(sale: DataSale, judgement: Code | None, founded: bool, slot: Slot) -> Code | None:
    """Why a complaint is refused that was judged so."""
    early = rejection(check_complaint, sale.escrow, slot)
    if early is not None:
        return early
    return rejection(uphold_complaint, sale.escrow, founded, slot) if judgement is None else judgement


@theorem("SALE-19", "A complaint about a key is refused as SALE-3, SALE-8, then SALE-4 say.", says=Says.ACCEPTANCE, standing_in=JUDGED)
def complaining_about_a_key_accepts(state: State, sender: AccountId, body: KeyComplaint, slot: Slot) -> bool:
    key = (body.asset, sender)
    sale = get_data_sale(state, key)
    shown = (body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key)
    judgement = rejection(is_key_wrong, *shown)
    founded = is_key_wrong(*shown) if judgement is None else False
    refused = rejection(apply_key_complaint, state, sender, body, slot)
    return not is_bounded(state, key) or refused == why_no_complaint(sale, judgement, founded, slot)


@theorem("SALE-19", "All returns to the buyer, and the sale is forgotten; nothing else changes.", says=Says.AMOUNTS, standing_in=JUDGED)
def complaining_about_a_key_is_exact(state: State, sender: AccountId, body: KeyComplaint, slot: Slot) -> bool:
    key = (body.asset, sender)
    return apply_key_complaint(state, sender, body, slot) == given_back(state, key, False, slot)


@theorem("SALE-19", "No lie is upheld, and none after the deadline; what was held is in balances again.", says=Says.INVARIANT, standing_in=JUDGED)
def complaining_about_a_key_conserves(state: State, sender: AccountId, body: KeyComplaint, slot: Slot) -> bool:
    sale = get_data_sale(state, (body.asset, sender))
    after = apply_key_complaint(state, sender, body, slot)
    right = is_key_wrong(body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key) and slot < sale.escrow.deadline
    return right and is_released(state, after, sale)


@theorem("SALE-20", "A complaint about a chunk is refused as SALE-3, SALE-27, then SALE-4 say.", says=Says.ACCEPTANCE, standing_in=SHOWN)
def complaining_about_a_chunk_accepts(state: State, sender: AccountId, body: ChunkComplaint, slot: Slot) -> bool:
    key = (body.asset, sender)
    sale = get_data_sale(state, key)
    shown = (body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset, state.chain.id, body.index, body.piece)
    keyed = (body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key)
    judgement = rejection(is_piece_wrong, *shown) or rejection(is_key_wrong, *keyed)
    founded = is_piece_wrong(*shown) if judgement is None else False
    refused = rejection(apply_chunk_complaint, state, sender, body, slot)
    return not is_bounded(state, key) or refused == why_no_complaint(sale, judgement, founded, slot)


@theorem(
    "SALE-20",
    "All returns to the buyer, the sale is forgotten, and remembered that it holds the key where that is right; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=SHOWN,
)
def complaining_about_a_chunk_is_exact(state: State, sender: AccountId, body: ChunkComplaint, slot: Slot) -> bool:
    key = (body.asset, sender)
    sale = get_data_sale(state, key)
    holds = not is_key_wrong(body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset.key)
    return apply_chunk_complaint(state, sender, body, slot) == given_back(state, key, holds, slot)


@theorem("SALE-20", "No lie is upheld, and none after the deadline; what was held is in balances again.", says=Says.INVARIANT, standing_in=SHOWN)
def complaining_about_a_chunk_conserves(state: State, sender: AccountId, body: ChunkComplaint, slot: Slot) -> bool:
    sale = get_data_sale(state, (body.asset, sender))
    after = apply_chunk_complaint(state, sender, body, slot)
    shown = (body.secret, sale.key, body.asset, sender, sale.delivered, sale.asset, state.chain.id, body.index, body.piece)
    right = is_piece_wrong(*shown) and slot < sale.escrow.deadline
    return right and is_released(state, after, sale)


def can_be_closed(state: State, body: AccessClose, slot: Slot) -> bool:
    """What STATE-2, COIN-6 and STATE-9 see to, of the money of a sale and of what is credited when it is paid."""
    sale = get_data_sale(state, (body.asset, body.buyer))
    return is_bounded(state, (body.asset, body.buyer)) and can_be_earned(state, sale.coin, sale.asset.owner, sale.escrow.price, slot)


@theorem("SALE-21", "A sale is closed by anybody, from its deadline on.", says=Says.ACCEPTANCE, standing_in=CREDITING, assuming=can_be_closed)
def closing_accepts(state: State, sender: AccountId, body: AccessClose, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    expected = rejection(settle_escrow, get_data_sale(state, key).escrow, Ending.CLOSE, slot)
    return rejection(apply_access_close, state, sender, body, slot) == expected


@theorem(
    "SALE-21",
    "The money goes as ESCROW-4 and EARN-2 say, and the sale is forgotten; nothing else changes.",
    says=Says.AMOUNTS,
    standing_in=COUNTED,
    assuming=can_be_closed,
)
def closing_is_exact(state: State, sender: AccountId, body: AccessClose, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    settlement = settle_escrow(get_data_sale(state, key).escrow, Ending.CLOSE, slot)
    return apply_access_close(state, sender, body, slot) == ended(state, key, settlement, False, slot)


@theorem(
    "SALE-21",
    "No payment without access, nor access kept without payment, whoever closes: both just after a delivery.",
    says=Says.INVARIANT,
    standing_in=CREDITING,
    assuming=can_be_closed,
)
def no_payment_without_access(state: State, sender: AccountId, other: AccountId, body: AccessClose, slot: Slot) -> bool:
    key = (body.asset, body.buyer)
    before, after = get_data_sale(state, key), apply_access_close(state, sender, body, slot)
    known = get_access(after, (*key, before.use))
    earlier = get_access(state, (*key, before.use))
    remembered = known == (Access(slot, earlier.refunded) if before.escrow.stage == Stage.DELIVERED else earlier)
    conserved = is_released(state, after, before)
    return remembered and conserved and after == apply_access_close(state, other, body, slot)
