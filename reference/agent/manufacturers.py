"""Manufacturers of chips: who stands by a chip's key puts down a deposit first, and may revoke a batch, or itself."""

from dataclasses import dataclass, replace

from reference.codes import Code, Reject
from reference.numbers import AccountId, Amount, Hash, Slot
from reference.rules import kernel
from reference.state.balance import debit
from reference.state.manufacturer import NO_RECALL, Manufacturer, ManufacturerDeposit, ManufacturerStanding, Recall, WaitSlots


@dataclass(frozen=True, slots=True)
class Establishment:
    """A new manufacturer, and what its account has left."""

    manufacturer: Manufacturer
    """The manufacturer."""

    balance: Amount
    """SSP units left to the account that has become it."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A manufacturer that is closed, and what it gets back."""

    manufacturer: Manufacturer
    """The manufacturer afterwards."""

    returned: Amount
    """SSP units that its account is paid."""


@kernel("IDENTITY-1")
def check_manufacturer(standing: ManufacturerStanding) -> None:
    """Check that a manufacturer stands by its chips. Rejects with `MANUFACTURER_UNKNOWN`, then `MANUFACTURER_REVOKED`."""
    if standing == ManufacturerStanding.NONE:
        raise Reject(Code.MANUFACTURER_UNKNOWN)
    if standing != ManufacturerStanding.ACTIVE:
        raise Reject(Code.MANUFACTURER_REVOKED)


@kernel("IDENTITY-2")
def register_manufacturer(existing: Manufacturer, balance: Amount, root: AccountId, metadata: Hash, deposit: ManufacturerDeposit) -> Establishment:
    """A new manufacturer. `existing` is what is stored for the account, `balance` what it has of SSP.

    Rejects with `MANUFACTURER_EXISTS`, of one that is closed as well, then `INSUFFICIENT_BALANCE`.
    """
    if existing.standing != ManufacturerStanding.NONE:
        raise Reject(Code.MANUFACTURER_EXISTS)
    manufacturer = Manufacturer(standing=ManufacturerStanding.ACTIVE, deposit=deposit, root=root, metadata=metadata, revoked=0)
    return Establishment(manufacturer=manufacturer, balance=debit(balance, deposit))


@kernel("IDENTITY-3")
def replace_root(manufacturer: Manufacturer, root: AccountId) -> Manufacturer:
    """The manufacturer with another root: what the former one endorsed and nobody has registered is void. Rejects with the codes of IDENTITY-1."""
    check_manufacturer(manufacturer.standing)
    return replace(manufacturer, root=root)


@kernel("IDENTITY-4")
def revoke_manufacturer(manufacturer: Manufacturer, slot: Slot) -> Manufacturer:
    """The manufacturer once it stands by none of its chips, for good. Rejects with the codes of IDENTITY-1."""
    check_manufacturer(manufacturer.standing)
    return replace(manufacturer, standing=ManufacturerStanding.REVOKED, revoked=slot)


@kernel("IDENTITY-5")
def close_manufacturer(manufacturer: Manufacturer, slot: Slot, wait: WaitSlots) -> Closure:
    """Pay back the deposit of a manufacturer that revoked itself at least `wait` slots ago, whatever its chips do.

    Rejects with `MANUFACTURER_UNKNOWN`, `MANUFACTURER_ACTIVE`, `MANUFACTURER_CLOSED`, `DEPOSIT_LOCKED`, in this order.
    """
    if manufacturer.standing == ManufacturerStanding.NONE:
        raise Reject(Code.MANUFACTURER_UNKNOWN)
    if manufacturer.standing == ManufacturerStanding.ACTIVE:
        raise Reject(Code.MANUFACTURER_ACTIVE)
    if manufacturer.standing == ManufacturerStanding.CLOSED:
        raise Reject(Code.MANUFACTURER_CLOSED)
    if slot < manufacturer.revoked or slot - manufacturer.revoked < wait:
        raise Reject(Code.DEPOSIT_LOCKED)
    return Closure(manufacturer=replace(manufacturer, standing=ManufacturerStanding.CLOSED, deposit=0), returned=manufacturer.deposit)


@kernel("IDENTITY-6")
def check_recall(recall: Recall) -> None:
    """Check that a batch is not revoked. Rejects with `BATCH_REVOKED`."""
    if recall != NO_RECALL:
        raise Reject(Code.BATCH_REVOKED)


@kernel("IDENTITY-7")
def revoke_batch(standing: ManufacturerStanding, existing: Recall, slot: Slot) -> Recall:
    """What revokes a batch, for good. Rejects with the codes of IDENTITY-1, then `BATCH_REVOKED`."""
    check_manufacturer(standing)
    check_recall(existing)
    return Recall(slot=slot)


@kernel("IDENTITY-8")
def is_manufacturer_possible(manufacturer: Manufacturer, slot: Slot) -> bool:
    """Whether a manufacturer of a state from outside is one that these rules have made up to `slot`.

    It has a deposit while it is not closed, and a slot in which it revoked itself once it has.
    """
    if manufacturer.standing == ManufacturerStanding.ACTIVE:
        return manufacturer.deposit > 0 and manufacturer.revoked == 0
    if manufacturer.revoked == 0 or manufacturer.revoked > slot:
        return False
    return (manufacturer.deposit == 0) == (manufacturer.standing == ManufacturerStanding.CLOSED)
