"""What a chip's life allows, whom it obeys, and how often it has spoken of itself."""

from enum import IntEnum

from reference.agent.chip.records import NO_NONCE, LifeStage
from reference.codes import Code, Reject
from reference.numbers import MAX_UINT64, AccountId, Hash
from reference.rules import kernel
from reference.wire.chip_identity import Counter


class LifeEvent(IntEnum):
    """What moves a chip from one stage to another."""

    PROVISION = 0
    """The manufacturer has it make its key."""
    BIND = 1
    """Somebody becomes its owner."""
    SUSPEND = 2
    """The owner takes it out of service."""
    RESUME = 3
    """The owner takes it back into service."""
    RETIRE = 4
    """The owner or the manufacturer ends its life."""


@kernel("DEVICE-3")
def live_on(stage: LifeStage, event: LifeEvent) -> LifeStage:
    """The stage after an event. Rejects with `STAGE_WRONG`."""
    if event == LifeEvent.PROVISION and stage == LifeStage.MANUFACTURED:
        return LifeStage.PROVISIONED
    if event == LifeEvent.BIND and stage == LifeStage.PROVISIONED:
        return LifeStage.BOUND
    if event == LifeEvent.SUSPEND and stage == LifeStage.BOUND:
        return LifeStage.SUSPENDED
    if event == LifeEvent.RESUME and stage == LifeStage.SUSPENDED:
        return LifeStage.BOUND
    if event == LifeEvent.RETIRE and stage != LifeStage.MANUFACTURED and stage != LifeStage.RETIRED:
        return LifeStage.RETIRED
    raise Reject(Code.STAGE_WRONG)


@kernel("DEVICE-4")
def count_attestation(counter: Counter) -> Counter:
    """The counter of the next attestation. Rejects with `COUNTER_EXHAUSTED`."""
    if counter == MAX_UINT64:
        raise Reject(Code.COUNTER_EXHAUSTED)
    return counter + 1


@kernel("DEVICE-5")
def check_order(signer: AccountId, anchor: AccountId, other_anchor: AccountId, chip: AccountId, named: AccountId, asked: Hash, given: Hash) -> None:
    """Check that an order was signed by one of two keys, names this chip, and answers the nonce that it has `asked` with.

    Rejects with `SIGNER_FOREIGN`, `CHIP_FOREIGN`, `FRESH_NONCE_FOREIGN`, in this order.
    """
    if signer != anchor and signer != other_anchor:
        raise Reject(Code.SIGNER_FOREIGN)
    if named != chip:
        raise Reject(Code.CHIP_FOREIGN)
    if asked == NO_NONCE or given != asked:
        raise Reject(Code.FRESH_NONCE_FOREIGN)
