"""Verifying a chip off the chain: anybody who holds proofs of three records asks a chip with a nonce of its own, and knows whom it deals with."""

from reference.agent.attestations import check_attestation, check_measurements
from reference.agent.chips import check_service
from reference.numbers import Hash
from reference.rules import procedure
from reference.state.chip import Chip
from reference.state.manufacturer import Manufacturer, Recall
from reference.wire.attestation import AttestationBytes, Attested, authenticate_attestation
from reference.wire.chip_identity import Counter, Serial


@procedure("ATTEST-7")
def verify_chip(data: AttestationBytes, nonce: Hash, serial: Serial, chip: Chip, manufacturer: Manufacturer, recall: Recall, last: Counter) -> Attested:
    """What a chip attests to, once it is known to be in service, in its node, and to run what its owner has shown the chain.

    `last` is the highest counter that the verifier has seen of the chip, or 0; the chain's counts as well.
    Rejects with the codes of ATTEST-3, CHIP-2, ATTEST-5 and ATTEST-6, in this order.
    """
    attested = authenticate_attestation(data)
    check_service(chip.stage, manufacturer.standing, recall)
    check_attestation(attested, chip.identity, serial, nonce, max(last, chip.counter))
    check_measurements(attested, chip)
    return attested
