# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a sale of access: no key without consent and money held, no money without a key, and an end for every sale."""

from reference.codes import Code
from reference.data.sales import (
    MarginSlots,
    buy_access,
    check_complaint,
    check_offer,
    check_purchase,
    check_seller,
    deliver_access,
    is_data_sale_possible,
    is_sale_held,
    is_tariff_possible,
    uphold_complaint,
)
from reference.economy.escrow import Ending, Settlement, deadline_after, settle_escrow
from reference.numbers import MAX_AMOUNT, AccountId, Amount, Slot
from reference.state.access import Tariff
from reference.state.listing import Escrow, Stage
from reference.wire.access_bodies import UseNumber
from reference.wire.listing_bodies import MAX_WAIT, Wait
from spec.prover.statement import Says, first_failing, rejection, theorem

HALF = MAX_AMOUNT // 2
"""The highest price that can be held."""


@theorem("SALE-1", "First of: the own asset, no price, no consent, a price that cannot be held, one above the buyer's limit.", says=Says.ACCEPTANCE)
def buying_accepts(own: bool, price: Amount, limit: Amount, consented: bool, slot: Slot, wait: Wait) -> bool:
    expected = first_failing(
        (own, Code.SALE_WITH_SELF),
        (price == 0, Code.NOT_FOR_SALE),
        (not consented, Code.CONSENT_MISSING),
        (price > HALF, Code.PRICE_TOO_HIGH),
        (price > limit, Code.COST_ABOVE_LIMIT),
    )
    return rejection(buy_access, own, price, limit, consented, slot, wait) == expected


@theorem("SALE-1", "The price is held, no fee beside it, until the owner's time is over.", says=Says.AMOUNTS)
def buying_is_exact(own: bool, price: Amount, limit: Amount, consented: bool, slot: Slot, wait: Wait) -> bool:
    held = Escrow(stage=Stage.HELD, price=price, holding=0, deadline=deadline_after(slot, wait))
    return buy_access(own, price, limit, consented, slot, wait) == held


@theorem("SALE-1", "Nobody pays without consent, nor more than its limit; and if the owner does nothing, all of it returns.", says=Says.INVARIANT)
def silent_owners_cost_nothing(own: bool, price: Amount, limit: Amount, consented: bool, slot: Slot, wait: Wait, later: Slot) -> bool:
    held = buy_access(own, price, limit, consented, slot, wait)
    returned = later < held.deadline or settle_escrow(held, Ending.CLOSE, later) == Settlement(payee=0, payer=price, sold=False)
    return consented and price <= limit and returned


@theorem("SALE-2", "First of: no sale, delivered already, no consent, less than two rounds to the deadline.", says=Says.ACCEPTANCE)
def delivering_accepts(escrow: Escrow, consented: bool, margin: MarginSlots, slot: Slot, wait: Wait) -> bool:
    expected = first_failing(
        (escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN),
        (escrow.stage == Stage.DELIVERED, Code.ESCROW_DELIVERED),
        (not consented, Code.CONSENT_MISSING),
        (slot + margin >= escrow.deadline, Code.DELIVERY_LATE),
    )
    return rejection(deliver_access, escrow, consented, margin, slot, wait) == expected


@theorem("SALE-2", "What is held stays held, and the buyer's time to complain begins.", says=Says.AMOUNTS)
def delivering_is_exact(escrow: Escrow, consented: bool, margin: MarginSlots, slot: Slot, wait: Wait) -> bool:
    expected = Escrow(stage=Stage.DELIVERED, price=escrow.price, holding=escrow.holding, deadline=deadline_after(slot, wait))
    return deliver_access(escrow, consented, margin, slot, wait) == expected


@theorem("SALE-2", "No access without consent that stands now and money that is held; and there is a slot to complain in.", says=Says.INVARIANT)
def no_access_without_consent_and_payment(escrow: Escrow, consented: bool, margin: MarginSlots, slot: Slot, wait: Wait) -> bool:
    after = deliver_access(escrow, consented, margin, slot, wait)
    return consented and escrow.stage == Stage.HELD and slot < escrow.deadline and (slot == 2**64 - 1 or rejection(check_complaint, after, slot) is None)


@theorem("SALE-2", "No payment without access: what is closed pays the owner just where a key was delivered, and all returns just where none was.")
def no_payment_without_access(escrow: Escrow, slot: Slot) -> bool:
    closed = settle_escrow(escrow, Ending.CLOSE, slot)
    return closed.sold == (escrow.stage == Stage.DELIVERED) and (closed.sold or closed.payee == 0)


@theorem("SALE-3", "First of: no sale, nothing delivered, too late.", says=Says.ACCEPTANCE)
def complaining_accepts(escrow: Escrow, slot: Slot) -> bool:
    expected = first_failing(
        (escrow.stage == Stage.NONE, Code.ESCROW_UNKNOWN),
        (escrow.stage == Stage.HELD, Code.COMPLAINT_EARLY),
        (slot >= escrow.deadline, Code.DEADLINE_PASSED),
    )
    return rejection(check_complaint, escrow, slot) == expected


@theorem("SALE-3", "In no slot can a sale both be complained about and be closed, and from the delivery on it can always be one of them.", says=Says.INVARIANT)
def complaints_and_closing_exclude_each_other(escrow: Escrow, slot: Slot) -> bool:
    complains = rejection(check_complaint, escrow, slot) is None
    closes = rejection(settle_escrow, escrow, Ending.CLOSE, slot) is None
    return not (complains and closes) and (escrow.stage != Stage.DELIVERED or complains or closes)


@theorem("SALE-4", "A complaint is refused as SALE-3 says, and then where it is not right.", says=Says.ACCEPTANCE)
def upholding_accepts(escrow: Escrow, founded: bool, slot: Slot) -> bool:
    early = rejection(check_complaint, escrow, slot)
    unfounded = None if founded else Code.COMPLAINT_UNFOUNDED
    return rejection(uphold_complaint, escrow, founded, slot) == (unfounded if early is None else early)


@theorem("SALE-4", "The buyer gets all of it back, and the owner nothing.", says=Says.AMOUNTS)
def upholding_is_exact(escrow: Escrow, founded: bool, slot: Slot) -> bool:
    return uphold_complaint(escrow, founded, slot) == Settlement(payee=0, payer=escrow.price + escrow.holding, sold=False)


@theorem("SALE-4", "Who lies gets nothing: no money returns to a buyer for a right key.", says=Says.INVARIANT)
def lying_complaints_get_nothing(escrow: Escrow, slot: Slot) -> bool:
    return rejection(uphold_complaint, escrow, False, slot) is not None


@theorem("SALE-12", "Taking back is always possible. Otherwise first of: no such coin; four rounds to deliver or two to complain.", says=Says.ACCEPTANCE)
def offers_are_checked(price: Amount, payable: bool, deliver_slots: Wait, complain_slots: Wait, margin: MarginSlots) -> bool:
    short = (deliver_slots - margin <= margin) | (complain_slots <= margin)
    expected = first_failing((not payable, Code.COIN_UNKNOWN), (short, Code.OFFER_TIME_SHORT))
    return rejection(check_offer, price, payable, deliver_slots, complain_slots, margin) == (None if price == 0 else expected)


@theorem(
    "SALE-12",
    "Who buys by such an offer can be delivered to two rounds after the purchase, and can complain two rounds after the delivery.",
    says=Says.INVARIANT,
)
def offers_leave_time(price: Amount, deliver_slots: Wait, complain_slots: Wait, margin: MarginSlots, slot: Slot) -> bool:
    check_offer(price, True, deliver_slots, complain_slots, margin)
    if price == 0 or price > HALF or slot > 2**63:
        return True
    held = buy_access(False, price, price, True, slot, deliver_slots)
    delivered = deliver_access(held, True, margin, slot + margin, complain_slots)
    return rejection(check_complaint, delivered, slot + 2 * margin) is None


@theorem("SALE-13", "First of: no asset, a sale that is not ended, a use that is not sold, other times.", says=Says.ACCEPTANCE)
def purchases_are_checked(registered: Slot, stage: Stage, use: UseNumber, unchanged: bool) -> bool:
    expected = first_failing(
        (registered == 0, Code.ASSET_UNKNOWN),
        (stage != Stage.NONE, Code.SALE_STANDING),
        ((use < 3) | (use > 8), Code.USE_NOT_SOLD),
        (not unchanged, Code.OFFER_CHANGED),
    )
    return rejection(check_purchase, registered, stage, use, unchanged) == expected


@theorem("SALE-13", "Nobody buys what it is buying already, so that no money is held twice under one sale.", says=Says.INVARIANT)
def nobody_buys_twice_at_once(registered: Slot, stage: Stage, use: UseNumber, unchanged: bool) -> bool:
    check_purchase(registered, stage, use, unchanged)
    return stage == Stage.NONE and registered > 0


@theorem("SALE-14", "First of: no sale, another's asset, another sale than is meant.", says=Says.ACCEPTANCE)
def sellers_are_checked(stage: Stage, owner: AccountId, sender: AccountId, unchanged: bool) -> bool:
    expected = first_failing((stage == Stage.NONE, Code.ESCROW_UNKNOWN), (sender != owner, Code.ASSET_OF_ANOTHER), (not unchanged, Code.SALE_CHANGED))
    return rejection(check_seller, stage, owner, sender, unchanged) == expected


@theorem("SALE-14", "Of two accounts at most one sells.", says=Says.INVARIANT)
def one_account_sells(stage: Stage, owner: AccountId, sender: AccountId, other: AccountId, unchanged: bool) -> bool:
    refused = rejection(check_seller, stage, owner, sender, unchanged), rejection(check_seller, stage, owner, other, unchanged)
    return sender == other or refused[0] is not None or refused[1] is not None


@theorem("SALE-23", "Whether a tariff is possible can always be said.", says=Says.ACCEPTANCE)
def possible_tariffs_are_known(tariff: Tariff, payable: bool, margin: MarginSlots) -> bool:
    return rejection(is_tariff_possible, tariff, payable, margin) is None


@theorem("SALE-23", "It is just in a coin that there is, with more than four rounds to deliver and more than two to complain.", says=Says.AMOUNTS)
def possible_tariffs_are_exact(tariff: Tariff, payable: bool, margin: MarginSlots) -> bool:
    expected = payable & (tariff.deliver_slots - margin > margin) & (tariff.complain_slots - margin > 0)
    return is_tariff_possible(tariff, payable, margin) == expected


@theorem("SALE-23", "What SALE-12 lets somebody offer is possible, and nothing else.", says=Says.INVARIANT)
def offered_tariffs_are_possible(tariff: Tariff, payable: bool, margin: MarginSlots) -> bool:
    offered = rejection(check_offer, tariff.price, payable, tariff.deliver_slots, tariff.complain_slots, margin) is None
    return tariff.price == 0 or offered == is_tariff_possible(tariff, payable, margin)


@theorem("SALE-24", "Whether a sale may have such terms can always be said.", says=Says.ACCEPTANCE)
def possible_terms_are_known(own: bool, use: UseNumber, complain_slots: Wait, margin: MarginSlots) -> bool:
    return rejection(is_data_sale_possible, own, use, complain_slots, margin) is None


@theorem("SALE-24", "Of another's asset, for one of the uses from research on, with more than two rounds to complain.", says=Says.AMOUNTS)
def possible_terms_are_exact(own: bool, use: UseNumber, complain_slots: Wait, margin: MarginSlots) -> bool:
    expected = (not own) & (use >= 3) & (use <= 8) & (complain_slots - margin > 0)
    return is_data_sale_possible(own, use, complain_slots, margin) == expected


@theorem("SALE-24", "What SALE-12, SALE-13 and SALE-1 let somebody buy has possible terms.", says=Says.INVARIANT)
def bought_terms_are_possible(own: bool, price: Amount, use: UseNumber, deliver_slots: Wait, complain_slots: Wait, margin: MarginSlots, slot: Slot) -> bool:
    check_offer(price, True, deliver_slots, complain_slots, margin)
    check_purchase(1, Stage.NONE, use, True)
    buy_access(own, price, price, True, slot, deliver_slots)
    return is_data_sale_possible(own, use, complain_slots, margin)


@theorem("SALE-28", "Whether money is held so can always be said.", says=Says.ACCEPTANCE)
def held_money_is_known(escrow: Escrow, delivered: bool, now: Slot) -> bool:
    return rejection(is_sale_held, escrow, delivered, now) is None


@theorem("SALE-28", "A price without a fee, for a year at most; and no key before the delivery.", says=Says.AMOUNTS)
def held_money_is_exact(escrow: Escrow, delivered: bool, now: Slot) -> bool:
    early = escrow.stage == Stage.HELD and delivered
    return is_sale_held(escrow, delivered, now) == (not early and escrow.price >= 1 and escrow.holding <= 0 and escrow.deadline - now <= MAX_WAIT)


@theorem("SALE-28", "What is bought is held so, and stays so when it is delivered.", says=Says.INVARIANT)
def bought_money_is_held(price: Amount, deliver_slots: Wait, complain_slots: Wait, margin: MarginSlots, slot: Slot, later: Slot) -> bool:
    held = buy_access(False, price, price, True, slot, deliver_slots)
    if not is_sale_held(held, False, slot):
        return False
    delivered = rejection(deliver_access, held, True, margin, later, complain_slots) is None
    return not delivered or is_sale_held(deliver_access(held, True, margin, later, complain_slots), True, later)
