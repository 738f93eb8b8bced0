# ruff: noqa: D103 - a theorem says in its sentence what a docstring would
"""What holds of a sale of access: no key without consent and money held, no money without a key, and an end for every sale."""

from reference.codes import Code
from reference.data.sales import MarginSlots, buy_access, check_complaint, deliver_access, uphold_complaint
from reference.economy.escrow import Ending, Settlement, deadline_after, settle_escrow
from reference.numbers import MAX_AMOUNT, Amount, Slot
from reference.state.listing import Escrow, Stage
from reference.wire.listing_bodies import Wait
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
