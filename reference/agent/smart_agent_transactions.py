"""Which rule each transaction of SmartAgents is applied by: one table, from kind to rule."""

from collections.abc import Callable, Mapping
from typing import Any

from reference.agent.auction_transactions import apply_auction_hold
from reference.agent.chip_transactions import (
    apply_chip_bind,
    apply_chip_offer,
    apply_chip_register,
    apply_chip_retire,
    apply_chip_revoke,
    apply_chip_suspend,
)
from reference.agent.job_transactions import apply_job_decide, apply_job_open, apply_result_commit, apply_result_reveal
from reference.agent.manufacturer_transactions import (
    apply_batch_revoke,
    apply_manufacturer_close,
    apply_manufacturer_register,
    apply_manufacturer_revoke,
    apply_manufacturer_root,
)
from reference.agent.market_transactions import apply_market_open, apply_quote_expire, apply_quote_lower, apply_quote_place
from reference.agent.order_offers import apply_order_accept, apply_order_begin, apply_order_fund, apply_order_offer, apply_order_withdraw
from reference.agent.order_transactions import (
    apply_order_claim,
    apply_order_close,
    apply_order_confirm,
    apply_order_contest,
    apply_order_pay,
    apply_order_settle,
)
from reference.agent.service_transactions import apply_service_register
from reference.agent.storage_transactions import (
    apply_audit_answer,
    apply_audit_miss,
    apply_audit_open,
    apply_replica_accept,
    apply_replica_commit,
    apply_replica_drop,
)
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
from reference.wire.compute_bodies import JobDecide, JobOpen, ResultCommit, ResultReveal
from reference.wire.identity_bodies import (
    BatchRevoke,
    ChipBind,
    ChipOffer,
    ChipRegister,
    ChipRetire,
    ChipRevoke,
    ChipSuspend,
    ManufacturerClose,
    ManufacturerRegister,
    ManufacturerRevoke,
    ManufacturerRoot,
)
from reference.wire.market_bodies import AuctionHold, MarketOpen, QuoteExpire, QuoteLower, QuotePlace
from reference.wire.order_bodies import (
    OrderAccept,
    OrderBegin,
    OrderClaim,
    OrderClose,
    OrderConfirm,
    OrderContest,
    OrderFund,
    OrderOffer,
    OrderPay,
    OrderSettle,
    OrderWithdraw,
)
from reference.wire.service_bodies import ServiceRegister
from reference.wire.smart_agent_bodies import SmartAgentBody
from reference.wire.storage_bodies import AuditAnswer, AuditMiss, AuditOpen, ReplicaAccept, ReplicaCommit, ReplicaDrop

SMART_AGENT_RULES: Mapping[type[SmartAgentBody], Callable[[State, AccountId, Any, Slot], State]] = {
    ManufacturerRegister: apply_manufacturer_register,
    ManufacturerRoot: apply_manufacturer_root,
    ManufacturerRevoke: apply_manufacturer_revoke,
    ManufacturerClose: apply_manufacturer_close,
    BatchRevoke: apply_batch_revoke,
    ChipRevoke: apply_chip_revoke,
    ChipRegister: apply_chip_register,
    ChipBind: apply_chip_bind,
    ChipOffer: apply_chip_offer,
    ChipSuspend: apply_chip_suspend,
    ChipRetire: apply_chip_retire,
    ServiceRegister: apply_service_register,
    MarketOpen: apply_market_open,
    QuotePlace: apply_quote_place,
    QuoteLower: apply_quote_lower,
    QuoteExpire: apply_quote_expire,
    AuctionHold: apply_auction_hold,
    OrderOffer: apply_order_offer,
    OrderAccept: apply_order_accept,
    OrderFund: apply_order_fund,
    OrderWithdraw: apply_order_withdraw,
    OrderBegin: apply_order_begin,
    OrderPay: apply_order_pay,
    OrderClaim: apply_order_claim,
    OrderContest: apply_order_contest,
    OrderConfirm: apply_order_confirm,
    OrderSettle: apply_order_settle,
    OrderClose: apply_order_close,
    ReplicaCommit: apply_replica_commit,
    ReplicaAccept: apply_replica_accept,
    AuditOpen: apply_audit_open,
    AuditAnswer: apply_audit_answer,
    AuditMiss: apply_audit_miss,
    ReplicaDrop: apply_replica_drop,
    JobOpen: apply_job_open,
    ResultCommit: apply_result_commit,
    ResultReveal: apply_result_reveal,
    JobDecide: apply_job_decide,
}
"""The rule of each kind, each called by the name of its kind."""


@transition("TX-10")
def apply_smart_agent_body(state: State, sender: AccountId, body: SmartAgentBody, slot: Slot) -> State:
    """The state after what a transaction of SmartAgents asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    return SMART_AGENT_RULES[type(body)](state, sender, body, slot)
