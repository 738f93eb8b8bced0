"""What an endorsement and an attestation prove: whether the manufacturer stands by the chip, and whether it is this chip that speaks, now, of itself."""

from typing import Annotated

from reference.agent.manufacturers import check_manufacturer, check_recall
from reference.codes import Code, Reject
from reference.numbers import Hash, Range
from reference.rules import kernel
from reference.state.chip import Chip
from reference.state.manufacturer import Manufacturer, Recall
from reference.wire.attestation import Attested
from reference.wire.chip_identity import ChipIdentity, Counter, Serial
from reference.wire.endorsement import Endorsed

TestChips = Annotated[int, Range(0, 1)]
"""The parameter `test_chips`: 1 where chips with a test build may be registered."""


@kernel("ENDORSE-3")
def check_endorsement(endorsed: Endorsed, manufacturer: Manufacturer, recall: Recall, test_chips: TestChips) -> None:
    """Check that a manufacturer stands by what was endorsed in its name.

    `manufacturer` is the one that the endorsement names, `recall` what revokes the chip's batch.
    Rejects with the codes of IDENTITY-1, `ENDORSEMENT_FOREIGN`, `BATCH_REVOKED`, `BUILD_REFUSED`, in this order.
    """
    check_manufacturer(manufacturer.standing)
    if endorsed.root != manufacturer.root:
        raise Reject(Code.ENDORSEMENT_FOREIGN)
    check_recall(recall)
    if not endorsed.identity.production and test_chips == 0:
        raise Reject(Code.BUILD_REFUSED)


@kernel("ATTEST-5")
def check_attestation(attested: Attested, identity: ChipIdentity, serial: Serial, nonce: Hash, last: Counter) -> None:
    """Check that it is the chip of this identity and serial that attests, to this nonce, and for the first time.

    `last` is the counter of the last attestation that is known. Rejects with `ATTESTATION_FOREIGN`, `ATTESTATION_STALE`, `ATTESTATION_REPLAYED`, in this order.
    """
    if attested.chip != identity.chip or attested.serial != serial or attested.model != identity.model or attested.production != identity.production:
        raise Reject(Code.ATTESTATION_FOREIGN)
    if attested.host.chip != attested.chip:
        raise Reject(Code.ATTESTATION_FOREIGN)
    if attested.nonce != nonce or attested.host.nonce != nonce:
        raise Reject(Code.ATTESTATION_STALE)
    if attested.counter <= last:
        raise Reject(Code.ATTESTATION_REPLAYED)


@kernel("ATTEST-6")
def check_measurements(attested: Attested, chip: Chip) -> None:
    """Check that the chip sits in the node that it is bound to, and that both run what their owner has shown the chain.

    Rejects with `ATTESTATION_FOREIGN`, then `MEASUREMENT_MISMATCH`.
    """
    if attested.host.node != chip.node:
        raise Reject(Code.ATTESTATION_FOREIGN)
    if attested.firmware != chip.firmware or attested.host.measurement != chip.host:
        raise Reject(Code.MEASUREMENT_MISMATCH)
