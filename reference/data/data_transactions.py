"""Which rule each transaction of data is applied by: one table, from kind to rule."""

from collections.abc import Callable, Mapping
from typing import Any

from reference.data.access_transactions import (
    apply_access_buy,
    apply_access_close,
    apply_access_deliver,
    apply_access_offer,
    apply_access_refund,
    apply_chunk_complaint,
    apply_key_complaint,
)
from reference.data.asset_transactions import apply_asset_forget, apply_asset_register, apply_schema_register
from reference.data.consent_transactions import apply_consent_grant, apply_consent_revoke
from reference.data.derived_transactions import apply_derived_buy, apply_derived_close, apply_derived_leave, apply_derived_open
from reference.numbers import AccountId, Slot
from reference.rules import transition
from reference.state.state import State
from reference.wire.access_bodies import AccessBuy, AccessClose, AccessDeliver, AccessOffer, AccessRefund, ChunkComplaint, KeyComplaint
from reference.wire.data_bodies import AssetForget, AssetRegister, ConsentGrant, ConsentRevoke, DataBody, SchemaRegister
from reference.wire.derived_bodies import DerivedBuy, DerivedClose, DerivedLeave, DerivedOpen

DATA_RULES: Mapping[type[DataBody], Callable[[State, AccountId, Any, Slot], State]] = {
    ConsentGrant: apply_consent_grant,
    ConsentRevoke: apply_consent_revoke,
    SchemaRegister: apply_schema_register,
    AssetRegister: apply_asset_register,
    AssetForget: apply_asset_forget,
    AccessOffer: apply_access_offer,
    AccessBuy: apply_access_buy,
    AccessDeliver: apply_access_deliver,
    AccessRefund: apply_access_refund,
    KeyComplaint: apply_key_complaint,
    ChunkComplaint: apply_chunk_complaint,
    AccessClose: apply_access_close,
    DerivedOpen: apply_derived_open,
    DerivedBuy: apply_derived_buy,
    DerivedLeave: apply_derived_leave,
    DerivedClose: apply_derived_close,
}
"""The rule of each kind, each called by the name of its kind."""


@transition("ASSET-1")
def apply_data_body(state: State, sender: AccountId, body: DataBody, slot: Slot) -> State:
    """The state after what a transaction of data asks for, in a block at `slot`. Rejects with the codes of the rule of its kind."""
    return DATA_RULES[type(body)](state, sender, body, slot)
