"""Which rule each transaction of the economy is applied by: one table, from kind to rule."""

from collections.abc import Callable, Mapping
from typing import Any

from reference.economy.coin_rules import apply_coin_body
from reference.economy.contribution_transactions import apply_award_enrol, apply_award_leave, apply_contribution_claim
from reference.economy.listing_transactions import (
    apply_listing_set,
    apply_listing_stock,
    apply_purchase,
    apply_purchase_cancel,
    apply_purchase_close,
    apply_purchase_confirm,
    apply_purchase_deliver,
    apply_purchase_refund,
)
from reference.economy.lock_transactions import apply_lock_create, apply_lock_release
from reference.economy.placements import apply_placement_pay
from reference.economy.sponsorship_transactions import apply_sponsorship_set
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
from reference.wire.award_bodies import AwardEnrol, AwardLeave, ContributionClaim, SponsorshipSet
from reference.wire.coin_bodies import COIN_KINDS
from reference.wire.economy_bodies import EconomyBody, LockCreate, LockRelease, PlacementPay
from reference.wire.listing_bodies import (
    ListingSet,
    ListingStock,
    Purchase,
    PurchaseCancel,
    PurchaseClose,
    PurchaseConfirm,
    PurchaseDeliver,
    PurchaseRefund,
)

ECONOMY_RULES: Mapping[type[EconomyBody], Callable[[State, AccountId, Any, Slot], State]] = {
    PlacementPay: apply_placement_pay,
    LockCreate: apply_lock_create,
    LockRelease: apply_lock_release,
    **dict.fromkeys(COIN_KINDS, apply_coin_body),
    ListingSet: apply_listing_set,
    ListingStock: apply_listing_stock,
    Purchase: apply_purchase,
    PurchaseDeliver: apply_purchase_deliver,
    PurchaseConfirm: apply_purchase_confirm,
    PurchaseCancel: apply_purchase_cancel,
    PurchaseRefund: apply_purchase_refund,
    PurchaseClose: apply_purchase_close,
    SponsorshipSet: apply_sponsorship_set,
    AwardEnrol: apply_award_enrol,
    AwardLeave: apply_award_leave,
    ContributionClaim: apply_contribution_claim,
}
"""The rule of each kind, each called by the name of its kind."""


@transition("TX-9")
def apply_economy_body(state: State, sender: AccountId, body: EconomyBody, slot: Slot) -> State:
    """The state after what a transaction of the economy asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    return ECONOMY_RULES[type(body)](state, sender, body, slot)
