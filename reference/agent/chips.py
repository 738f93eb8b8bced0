"""The life of a chip on the chain: registered and bound to a node, suspended and resumed, bound anew, revoked by its manufacturer, retired by its owner."""

from dataclasses import replace

from reference.agent.attestations import TestChips
from reference.agent.manufacturers import check_manufacturer, check_recall
from reference.codes import Code, Reject
from reference.numbers import AccountId
from reference.rules import kernel
from reference.state.chip import NO_BINDING, NO_CHIP, NOBODY, Binding, Chip, ChipStage
from reference.state.manufacturer import ManufacturerStanding, Recall
from reference.wire.attestation import Attested
from reference.wire.chip_identity import ChipIdentity


@kernel("CHIP-1")
def check_chip(stage: ChipStage) -> None:
    """Check that a chip is bound to a node. Rejects with `CHIP_UNKNOWN`, `CHIP_RETIRED`, `CHIP_REVOKED`, in this order."""
    if stage == ChipStage.NONE:
        raise Reject(Code.CHIP_UNKNOWN)
    if stage == ChipStage.RETIRED:
        raise Reject(Code.CHIP_RETIRED)
    if stage == ChipStage.REVOKED:
        raise Reject(Code.CHIP_REVOKED)


@kernel("CHIP-1")
def is_bound(stage: ChipStage) -> bool:
    """Whether a chip is bound to a node, in service or not."""
    return stage == ChipStage.BOUND or stage == ChipStage.SUSPENDED


@kernel("CHIP-2")
def check_service(stage: ChipStage, standing: ManufacturerStanding, recall: Recall) -> None:
    """Check that a chip is in service, and its manufacturer, of this standing, stands by it. `recall` is what revokes its batch.

    Rejects with the codes of CHIP-1, those of IDENTITY-1, `BATCH_REVOKED`, `CHIP_SUSPENDED`, in this order.
    """
    check_chip(stage)
    check_manufacturer(standing)
    check_recall(recall)
    if stage == ChipStage.SUSPENDED:
        raise Reject(Code.CHIP_SUSPENDED)


@kernel("CHIP-3")
def register_chip(existing: Chip, occupied: Binding, identity: ChipIdentity, attested: Attested, owner: AccountId) -> Chip:
    """A new chip, bound to the node that attests with it. `existing` is what is stored under its UEID, `occupied` the chip that the node has.

    Rejects with `CHIP_REVOKED`, `CHIP_CLONED`, `CHIP_EXISTS`, `NODE_TAKEN`, in this order.
    """
    if existing.stage == ChipStage.REVOKED:
        raise Reject(Code.CHIP_REVOKED)
    if existing.stage != ChipStage.NONE and existing.identity.chip != identity.chip:
        raise Reject(Code.CHIP_CLONED)
    if existing.stage != ChipStage.NONE:
        raise Reject(Code.CHIP_EXISTS)
    if occupied != NO_BINDING:
        raise Reject(Code.NODE_TAKEN)
    return Chip(
        stage=ChipStage.BOUND,
        identity=identity,
        owner=owner,
        node=attested.host.node,
        successor=NOBODY,
        counter=attested.counter,
        firmware=attested.firmware,
        host=attested.host.measurement,
    )


@kernel("CHIP-4")
def check_taker(stage: ChipStage, owner: AccountId, successor: AccountId, sender: AccountId) -> None:
    """Check that the sender owns a chip, or that its owner offers it to the sender. Rejects with the codes of CHIP-1, then `NOT_OWNER`."""
    check_chip(stage)
    if sender != owner and sender != successor:
        raise Reject(Code.NOT_OWNER)


@kernel("CHIP-5")
def bind_chip(chip: Chip, occupied: Binding, attested: Attested, sender: AccountId) -> Chip:
    """The chip once it is the sender's, bound to the node that attests with it: the same or another. `occupied` is the chip that this node has.

    A suspended chip stays suspended, and an offer stands until it is taken up. Rejects with the codes of CHIP-4, then `NODE_TAKEN`.
    """
    check_taker(chip.stage, chip.owner, chip.successor, sender)
    if occupied != NO_BINDING and attested.host.node != chip.node:
        raise Reject(Code.NODE_TAKEN)
    return replace(
        chip,
        owner=sender,
        node=attested.host.node,
        successor=chip.successor if sender == chip.owner else NOBODY,
        counter=attested.counter,
        firmware=attested.firmware,
        host=attested.host.measurement,
    )


@kernel("CHIP-6")
def check_owner(stage: ChipStage, owner: AccountId, sender: AccountId) -> None:
    """Check that the sender owns a chip. Rejects with the codes of CHIP-1, then `NOT_OWNER`."""
    check_chip(stage)
    if sender != owner:
        raise Reject(Code.NOT_OWNER)


@kernel("CHIP-7")
def offer_chip(chip: Chip, sender: AccountId, successor: AccountId) -> Chip:
    """The chip once it is offered to another account, or to nobody. Rejects with the codes of CHIP-6."""
    check_owner(chip.stage, chip.owner, sender)
    return replace(chip, successor=successor)


@kernel("CHIP-8")
def suspend_chip(chip: Chip, sender: AccountId, suspended: bool) -> Chip:
    """The chip once it is out of service, or back in it. Rejects with the codes of CHIP-6."""
    check_owner(chip.stage, chip.owner, sender)
    return replace(chip, stage=ChipStage.SUSPENDED if suspended else ChipStage.BOUND)


@kernel("CHIP-9")
def retire_chip(chip: Chip, sender: AccountId) -> Chip:
    """The chip once its owner has given it up, whatever its manufacturer says. Rejects with the codes of CHIP-6."""
    check_owner(chip.stage, chip.owner, sender)
    return replace(chip, stage=ChipStage.RETIRED, successor=NOBODY)


@kernel("CHIP-10")
def revoke_chip(chip: Chip, standing: ManufacturerStanding) -> Chip:
    """The chip once its manufacturer does not stand by it, whether or not anybody has registered it.

    Rejects with the codes of IDENTITY-1, then `CHIP_REVOKED`.
    """
    check_manufacturer(standing)
    if chip.stage == ChipStage.REVOKED:
        raise Reject(Code.CHIP_REVOKED)
    return replace(chip, stage=ChipStage.REVOKED, successor=NOBODY)


@kernel("CHIP-17")
def is_chip_possible(chip: Chip, standing: ManufacturerStanding, test_chips: TestChips) -> bool:
    """Whether a chip of a state from outside is one that these rules have made: somebody made it, and it has attested unless it was revoked before."""
    if standing == ManufacturerStanding.NONE:
        return False
    if not is_bound(chip.stage) and chip.successor != NOBODY:
        return False
    if chip.counter == 0:
        return chip == replace(NO_CHIP, stage=ChipStage.REVOKED)
    return chip.identity.production or test_chips == 1
