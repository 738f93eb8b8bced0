"""The bodies of SmartAgents' transactions: of each kind, on the edges of their fields, and with everything that can be wrong with them."""

from reference.wire.attestation import MAX_ATTESTATION_BYTES
from reference.wire.compute_bodies import JobDecide, JobOpen, ResultReveal
from reference.wire.endorsement import MAX_ENDORSEMENT_BYTES
from reference.wire.identity_bodies import BatchRevoke, ChipRegister, ChipSuspend, ManufacturerRevoke, ManufacturerRoot
from reference.wire.market_bodies import MarketOpen, QuoteLower, QuotePlace
from reference.wire.order_bodies import OrderBegin, OrderClaim, OrderOffer, OrderPay
from reference.wire.service_bodies import ServiceRegister
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS
from reference.wire.storage_bodies import AuditAnswer, AuditOpen, ReplicaCommit
from vectors.case import Case
from vectors.malformed.economy_bodies import body_cases, longest_strings, wrong_body_cases

DIFFERENT = (
    ManufacturerRoot,
    ManufacturerRevoke,
    BatchRevoke,
    ChipRegister,
    ChipSuspend,
    ServiceRegister,
    MarketOpen,
    QuotePlace,
    QuoteLower,
    OrderOffer,
    OrderBegin,
    OrderPay,
    OrderClaim,
    ReplicaCommit,
    AuditOpen,
    AuditAnswer,
    JobOpen,
    ResultReveal,
    JobDecide,
)
"""A kind of each form of body."""


def smart_agent_body_cases() -> list[Case]:
    """Valid transactions of every kind of SmartAgents."""
    return [*body_cases(SMART_AGENT_KINDS), longest_strings(ChipRegister(b"\xff" * MAX_ENDORSEMENT_BYTES, b"\xff" * MAX_ATTESTATION_BYTES))]


def wrong_smart_agent_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of SmartAgents, though they say so. Kinds with the same types of fields as one of these are left out."""
    return wrong_body_cases({kind: SMART_AGENT_KINDS[kind] for kind in DIFFERENT})
