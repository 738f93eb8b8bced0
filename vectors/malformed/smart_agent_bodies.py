"""The bodies of SmartAgents' transactions: of each kind, on the edges of their fields, and with everything that can be wrong with them."""

from reference.wire.identity_bodies import BatchRevoke, ChipRegister, ChipSuspend, ManufacturerRevoke, ManufacturerRoot
from reference.wire.smart_agent_bodies import SMART_AGENT_KINDS
from vectors.case import Case
from vectors.malformed.economy_bodies import body_cases, wrong_body_cases

DIFFERENT = (ManufacturerRoot, ManufacturerRevoke, BatchRevoke, ChipRegister, ChipSuspend)
"""A kind of each form of body."""


def smart_agent_body_cases() -> list[Case]:
    """Valid transactions of every kind of SmartAgents."""
    return body_cases(SMART_AGENT_KINDS)


def wrong_smart_agent_body_cases() -> list[Case]:
    """Transactions whose bodies are of no kind of SmartAgents, though they say so. Kinds with the same types of fields as one of these are left out."""
    return wrong_body_cases({kind: SMART_AGENT_KINDS[kind] for kind in DIFFERENT})
