"""Which rule each transaction of SmartAgents is applied by: one table, from kind to rule."""

from collections.abc import Callable, Mapping
from typing import Any

from reference.agent.chip_transactions import (
    apply_chip_bind,
    apply_chip_offer,
    apply_chip_register,
    apply_chip_retire,
    apply_chip_revoke,
    apply_chip_suspend,
)
from reference.agent.manufacturer_transactions import (
    apply_batch_revoke,
    apply_manufacturer_close,
    apply_manufacturer_register,
    apply_manufacturer_revoke,
    apply_manufacturer_root,
)
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
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
from reference.wire.smart_agent_bodies import SmartAgentBody

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
}
"""The rule of each kind, each called by the name of its kind."""


@transition("TX-10")
def apply_smart_agent_body(state: State, sender: AccountId, body: SmartAgentBody, slot: Slot) -> State:
    """The state after what a transaction of SmartAgents asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    return SMART_AGENT_RULES[type(body)](state, sender, body, slot)
